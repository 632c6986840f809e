"""Low-level concerns about one adult of the made-up school: three of them, and a review."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from application.concern_doors import person_unlisted
from domain.concerns.commands import RecordConcern, ReviewPattern, SelfReport
from domain.concerns.events import Adult, WorkingAs
from domain.facts import Answer
from domain.people import Person
from domain.times import Occurred
from interfaces.cli.made_up.people import CALLUM, MARTA, PRIYA, RUTH
from interfaces.cli.made_up.telling import clock, occurred_at
from interfaces.wiring import Daybook, School

LINES = 5  # The opening of the register, three concerns, and the review.

Wish = RecordConcern | SelfReport | ReviewPattern


@dataclass(frozen=True, slots=True)
class Said:
    moment: datetime
    by: str
    wish: Wish
    occurred: Occurred | None = None


def of(person: UUID) -> tuple[Said, ...]:
    callum = Adult(
        person=person,
        full_name=CALLUM,
        post="Class teacher, Year 5",
        working_as=WorkingAs.STAFF,
    )
    return (
        Said(
            clock("2026-09-16 15:40"),
            MARTA,
            RecordConcern(
                adult=callum,
                what="Mr Reid calls one of the boys by a nickname that the boy does not like.",
                context="At lunch, before the others. He means it kindly.",
            ),
            occurred_at("about 2026-09-16 12:20"),
        ),
        Said(
            clock("2026-10-07 16:20"),
            PRIYA,
            RecordConcern(
                adult=callum,
                what="Mr Reid stayed behind with one pupil in a room whose door was shut.",
                context="Reading practice. The pane in the door was covered by a display.",
                action_taken="I asked him to leave the door open, and the display has gone.",
                code_clause="4.3 Working with one child",
            ),
            occurred_at("2026-10-06"),
        ),
        Said(
            clock("2026-11-04 08:40"),
            CALLUM,
            SelfReport(
                adult=callum,
                what="I answered a parent from my own telephone, and she now has the number.",
                context="Her child had been left at the gate.",
                action_taken="I have told the office, and will ring from there from now on.",
                code_clause="5.1 Contact with families",
            ),
            occurred_at("2026-11-03 16:10"),
        ),
        Said(
            clock("2026-11-05 16:15"),
            RUTH,
            ReviewPattern(
                looked_at="All three, the code of conduct, and his training record.",
                pattern=Answer.NO,
                reason="Three different slips in his first year; the last one he told himself.",
                next_look=date(2026, 12, 10),
            ),
        ),
    )


def told_until(
    moment: datetime,
    waiting: tuple[Said, ...],
    daybook: Daybook,
    school: School,
    people: Mapping[str, Person],
) -> tuple[Said, ...]:
    """Whatever was said by then is recorded; what is left waits for its time."""
    for said in waiting:
        if said.moment <= moment:
            record(said, daybook, school, people[said.by])
    return tuple(said for said in waiting if said.moment > moment)


def record(said: Said, daybook: Daybook, school: School, by: Person) -> None:
    concerns = daybook.concerns(daybook.log(school.id, at=said.moment))
    wish = said.wish
    if not isinstance(wish, ReviewPattern):
        concerns.share(wish, by=by, now=said.moment, occurred=said.occurred)
        return
    register = concerns.registers.register_of(person_unlisted(school.id, CALLUM))
    assert register is not None, "Nothing is reviewed before it was told."
    concerns.ask(register, lambda adult: wish, by=by, now=said.moment)
