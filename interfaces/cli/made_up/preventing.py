"""What the made-up school does so that incidents do not happen: an autumn of its registers.

Some of it is missing, as in any school: no agreement for governors and visitors, and governors
have had no session.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from application.prevention import ask_prevention
from domain.people import Person
from domain.prevention import commands as ask
from domain.prevention.commands import Command
from domain.prevention.events import Assent, Audience, From, Method, Outcome, Risk, Signer
from interfaces.cli.made_up.people import AMINA, JOSH, OWEN, RUTH
from interfaces.cli.made_up.telling import clock
from interfaces.wiring import Daybook, People, School

LINES = 24  # Ten entries of two lines each, and four that were added to them.

SITE = "https://tor-hill.example"
PUPILS, HOME_SCHOOL, COMPLAINT = "pupils", "home and school", "complaint"
CLAUSE = (
    "We support the school's approach to online safety. We do not upload pictures, films, sounds "
    "or words that could upset or offend anybody in our school."
)

ByName = Callable[[str], UUID]


@dataclass(frozen=True, slots=True)
class Said:
    """`entry` is what the story calls it: the first of a name opens it."""

    moment: datetime
    by: str
    entry: str
    wish: Command


@dataclass(slots=True)
class Registers:
    """Those of one school, while its term is told."""

    waiting: tuple[Said, ...]
    entries: dict[str, UUID] = field(default_factory=dict)

    def told_until(
        self, moment: datetime, daybook: Daybook, school: School, people: Mapping[str, Person]
    ) -> None:
        """Whatever was said by then is recorded; what is left waits for its time."""
        for said in self.waiting:
            if said.moment <= moment:
                log = daybook.log(school.id, at=said.moment)
                known = self.entries.get(said.entry)
                by, now = people[said.by], said.moment
                told = ask_prevention(log, known, said.wish, by=by, now=now)
                self.entries[said.entry] = told.id
        self.waiting = tuple(said for said in self.waiting if said.moment > moment)


def of(people: People) -> Registers:
    told = (*documents(), *signatures(by_name(people)), *through_the_term())
    return Registers(tuple(sorted(told, key=lambda said: said.moment)))


def by_name(people: People) -> ByName:
    ids = {one.name: one.id for one in people.everyone()}
    return lambda name: ids[name]


def documents() -> Iterator[Said]:
    """On the INSET day, before the pupils are back."""
    begins = date(2026, 9, 3)
    yield Said(
        clock("2026-09-03 10:20"),
        OWEN,
        PUPILS,
        ask.PublishAgreement(
            title="Acceptable use, pupils",
            audience=Audience.PUPILS,
            effective_from=begins,
            text="I keep my password to myself. I ask before I take or share a picture of "
            "anybody. If something upsets me I switch off the screen and tell an adult.",
            website=f"{SITE}/acceptable-use",
            approved_by="Governing body",
        ),
    )
    yield Said(
        clock("2026-09-03 10:30"),
        OWEN,
        "staff",
        ask.PublishAgreement(
            title="Acceptable use, staff",
            audience=Audience.STAFF,
            effective_from=begins,
            text="I write to pupils and parents from the school's accounts and never from my own.",
            website=f"{SITE}/acceptable-use-staff",
            approved_by="Governing body",
        ),
    )
    yield Said(
        clock("2026-09-03 10:40"),
        OWEN,
        HOME_SCHOOL,
        ask.PublishAgreement(
            title="Home–school agreement",
            audience=Audience.PARENTS,
            effective_from=begins,
            text=f"We work together for every child. {CLAUSE}",
            website=f"{SITE}/home-and-school",
            clause=CLAUSE,
            approved_by="Governing body",
        ),
    )
    yield Said(
        clock("2026-09-03 11:00"),
        RUTH,
        "policy",
        ask.PublishPolicy(
            title="Online safety policy",
            effective_from=begins,
            text="Everybody in our school knows how to be safe online, and whom to tell.",
            website=f"{SITE}/online-safety",
            approved_by="Governing body",
        ),
    )


def signatures(named: ByName) -> Iterator[Said]:
    yield Said(
        clock("2026-09-11 15:40"),
        OWEN,
        PUPILS,
        ask.RecordSignatures(
            version=1,
            method=Method.IN_CLASS,
            signed_on=date(2026, 9, 11),
            signers=(Signer(person=named("Kieran Blythe")), Signer(person=named("Zain Mahmood"))),
            class_name="the rest of Year 9",
            head_count=17,
        ),
    )
    yield Said(
        clock("2026-09-14 15:40"),
        OWEN,
        "staff",
        ask.RecordSignatures(
            version=1,
            assent=Assent.READ,
            method=Method.ON_SCREEN,
            signed_on=date(2026, 9, 14),
            class_name="all staff",
            head_count=15,
        ),
    )
    yield Said(
        clock("2026-09-18 09:10"),
        OWEN,
        HOME_SCHOOL,
        ask.RecordSignatures(
            version=1,
            method=Method.PAPER,
            signed_on=date(2026, 9, 17),
            signers=(Signer(person=named("Carol Denholm")), Signer(person=named("Dawn Holt"))),
            head_count=14,
        ),
    )


def through_the_term() -> Iterator[Said]:
    yield Said(
        clock("2026-09-03 15:30"),
        AMINA,
        "session for staff",
        ask.RecordSession(
            audience=Audience.STAFF,
            held_on=date(2026, 9, 3),
            topic="What to do when a pupil tells you",
            risks=(Risk.CONTENT, Risk.CONTACT, Risk.CONDUCT, Risk.COMMERCE),
            provider="The designated safeguarding lead",
            head_count=16,
            materials="Slides; the reporting card for every lanyard",
        ),
    )
    yield Said(
        clock("2026-09-23 16:10"),
        JOSH,
        "filter",
        ask.CompleteFilteringReview(
            reviewed_on=date(2026, 9, 23),
            senior_lead="Assistant head, pastoral",
            governor="Parent governor",
            dsl="Designated safeguarding lead",
            it="Network technician",
            blocked="Gambling, anonymous chat and image boards: no lesson needs them.",
            allowed="Video pages, for lessons under a teacher's eye.",
            tests="All test addresses were blocked on desktops and laptops.",
            gaps="Two tablets of the library were not in the filter's group.",
            actions="The tablets were added the same day; the library checks each half-term.",
        ),
    )
    yield Said(
        clock("2026-10-02 14:50"),
        OWEN,
        "lesson",
        ask.RecordCoverage(
            taught_on=date(2026, 10, 1),
            year_group="Year 8",
            subject="PSHE",
            topic="Pictures of other people",
            risks=(Risk.CONDUCT,),
        ),
    )
    yield Said(
        clock("2026-10-08 12:30"),
        OWEN,
        "assembly",
        ask.RecordSession(
            audience=Audience.PUPILS,
            held_on=date(2026, 10, 8),
            topic="Who is it really? Strangers in games",
            risks=(Risk.CONTACT,),
            provider="The school's police officer",
            head_count=81,
        ),
    )
    yield Said(
        clock("2026-10-14 09:20"),
        RUTH,
        COMPLAINT,
        ask.ReceiveComplaint(
            received_on=date(2026, 10, 13),
            received_from=From.PARENT,
            about="Nobody rang back for two days about a nickname in a class chat.",
            answer_within_school_days=10,
        ),
    )
    yield Said(
        clock("2026-10-20 16:00"),
        RUTH,
        COMPLAINT,
        ask.AnswerComplaint(
            answered_on=date(2026, 10, 20),
            outcome=Outcome.UPHELD,
            answer="We are sorry. Whoever reports something is now rung back the same day.",
        ),
    )
    yield Said(
        clock("2026-11-11 08:30"),
        OWEN,
        "evening for parents",
        ask.RecordSession(
            audience=Audience.PARENTS,
            held_on=date(2026, 11, 10),
            topic="Phones at night, and money in games",
            risks=(Risk.CONTENT, Risk.COMMERCE),
            provider="The online safety coordinator",
            head_count=12,
            materials="A leaflet to take home",
        ),
    )
