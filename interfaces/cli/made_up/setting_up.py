"""How the made-up school sets itself up before its term. The numbers are nobody's."""

from collections.abc import Mapping
from datetime import date

from application.school_setup import ask_school
from domain.people import Person
from domain.school_setup.commands import (
    Command,
    SetCalendar,
    SetCaseManagers,
    SetContacts,
    SetCover,
)
from domain.school_setup.events import (
    Colleague,
    Contact,
    ContactKind,
    ManagesHead,
    NamedTerm,
    StandIn,
)
from interfaces.cli.made_up.people import AMINA, DANIEL, MARGARET, PRIYA, RUTH
from interfaces.cli.made_up.telling import clock
from interfaces.wiring import Daybook, School

INSET_DAYS = (date(2026, 9, 3), date(2026, 11, 2), date(2027, 1, 4))

CALENDAR = SetCalendar(
    terms=(
        NamedTerm(name="Autumn, first half", first=date(2026, 9, 3), last=date(2026, 10, 23)),
        NamedTerm(name="Autumn, second half", first=date(2026, 11, 2), last=date(2026, 12, 18)),
        NamedTerm(name="Spring, first half", first=date(2027, 1, 4), last=date(2027, 2, 12)),
        NamedTerm(name="Spring, second half", first=date(2027, 2, 22), last=date(2027, 3, 25)),
        NamedTerm(name="Summer, first half", first=date(2027, 4, 12), last=date(2027, 5, 28)),
        NamedTerm(name="Summer, second half", first=date(2027, 6, 7), last=date(2027, 7, 21)),
    ),
    inset_days=INSET_DAYS,
)

CONTACTS = SetContacts(
    contacts=(
        Contact(
            kind=ContactKind.LADO,
            name="Denise Farrow",
            phone="01632 960 120",
            out_of_hours="01632 960 121",
            email="lado@tor-valley.example",
        ),
        Contact(
            kind=ContactKind.SOCIAL_CARE,
            name="Front door of children's social care",
            phone="01632 960 130",
            out_of_hours="01632 960 131",
        ),
        Contact(
            kind=ContactKind.POLICE,
            name="PC Alan Whitcombe",
            phone="01632 960 140",
            note="The school's police officer. In an emergency 999.",
        ),
        Contact(
            kind=ContactKind.ONLINE_SAFETY_TEAM,
            name="Online safety team of the council",
            phone="01632 960 150",
        ),
        Contact(kind=ContactKind.HR, name="Helen Tranter, Schools HR", phone="01632 960 160"),
        Contact(
            kind=ContactKind.LEGAL_SERVICES,
            name="Legal services of the council",
            phone="01632 960 170",
        ),
        Contact(
            kind=ContactKind.HEALTH_AND_WELLBEING,
            name="Health, education and wellbeing team",
            phone="01632 960 180",
        ),
    )
)


def set_up(daybook: Daybook, school: School, people: Mapping[str, Person]) -> None:
    """On the morning of the INSET day, before the pupils are back."""
    for moment, by, command in (
        ("2026-09-03 09:10", AMINA, CALENDAR),
        ("2026-09-03 09:25", AMINA, CONTACTS),
        ("2026-09-03 09:40", RUTH, case_managers(people)),
        ("2026-09-03 09:55", AMINA, cover(people)),
    ):
        said(daybook, school, moment, people[by], command)


def said(daybook: Daybook, school: School, moment: str, by: Person, command: Command) -> None:
    ask_school(daybook.log(school.id, at=clock(moment)), command, by=by)


def case_managers(people: Mapping[str, Person]) -> SetCaseManagers:
    return SetCaseManagers(
        about_the_head=colleague(people[MARGARET], "Chair of governors", "01632 960 101"),
        manages_head_as=ManagesHead.CHAIR,
        alternates=(colleague(people[PRIYA], "Assistant head, pastoral", "01632 960 104"),),
        deputies=(colleague(people[DANIEL], "Deputy safeguarding lead", "01632 960 103"),),
    )


def cover(people: Mapping[str, Person]) -> SetCover:
    lead = colleague(people[AMINA], "Designated safeguarding lead", "01632 960 102")
    deputy = colleague(people[DANIEL], "Deputy safeguarding lead", "01632 960 103")
    course = (date(2026, 12, 7), date(2026, 12, 9))
    return SetCover(
        stand_ins=(StandIn(away=lead, stands_in=deputy, first=course[0], last=course[1]),),
        out_of_hours=(lead, deputy),
    )


def colleague(person: Person, post: str, phone: str) -> Colleague:
    return Colleague(name=person.name, post=post, phone=phone, account=person.account)
