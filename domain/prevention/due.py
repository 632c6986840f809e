"""What the registers of prevention ask of a school, and by when.

Sessions and agreements: each year, for every audience. Filtering and monitoring: once in every
academic year, as the Department for Education's standard says.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from domain.prevention.events import Audience, Register

LEARN = (Audience.STAFF, Audience.GOVERNORS, Audience.PUPILS, Audience.PARENTS)
DOCUMENTS = (Register.AGREEMENTS, Register.POLICIES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """An entry that stands, as far as this is asked of it."""

    entry: UUID
    register: Register
    title: str
    audience: Audience | None
    done_on: date
    due_on: date | None
    has_clause: bool = False


class DueState(StrEnum):
    NOT_BEGUN = "not-begun"
    DUE = "due"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """`due` is None for what has never been done: no day was ever set, so none has passed."""

    register: Register
    say: str
    due: date | None
    audience: Audience | None = None
    entry: UUID | None = None

    def is_overdue(self, today: date) -> bool:
        return self.state(today) is DueState.OVERDUE

    def state(self, today: date) -> DueState:
        if self.due is None:
            return DueState.NOT_BEGUN
        return DueState.OVERDUE if self.due < today else DueState.DUE


def whats_due(standing: Iterable[Standing]) -> list[Due]:
    """What has never been done first, then as it falls due."""
    known = list(standing)
    found = [*of_entries(known), *of_documents(known), *of_sessions(known), of_filtering(known)]
    return sorted(found, key=lambda one: (one.due or date.min, one.register, one.say))


def of_entries(known: list[Standing]) -> Iterator[Due]:
    for one in known:
        if one.due_on is None:
            continue
        verb = "Review" if one.register in DOCUMENTS else "Answer"
        yield Due(
            register=one.register,
            say=f"{verb} “{one.title}”.",
            due=one.due_on,
            audience=one.audience,
            entry=one.entry,
        )


def of_documents(known: list[Standing]) -> Iterator[Due]:
    """What is not there at all. A document that holds no longer has no day of review."""
    held = [one for one in known if one.register in DOCUMENTS and one.due_on]
    agreements = [one for one in held if one.register is Register.AGREEMENTS]
    for audience in Audience:
        if audience not in {one.audience for one in agreements}:
            say = f"Publish an acceptable-use agreement for {audience}."
            yield Due(register=Register.AGREEMENTS, say=say, due=None, audience=audience)
    if not any(one.has_clause for one in agreements):
        say = "Publish the sentence on online safety of the home–school agreement."
        yield Due(register=Register.AGREEMENTS, say=say, due=None)
    if len(agreements) == len(held):
        yield Due(register=Register.POLICIES, say="Publish an online safety policy.", due=None)


def of_sessions(known: list[Standing]) -> Iterator[Due]:
    for audience in LEARN:
        held = [
            one.done_on
            for one in known
            if one.register is Register.SESSIONS and one.audience is audience
        ]
        yield Due(
            register=Register.SESSIONS,
            say=f"Hold an awareness session for {audience}.",
            due=a_year_after(max(held)) if held else None,
            audience=audience,
        )


def of_filtering(known: list[Standing]) -> Due:
    done = [one.done_on for one in known if one.register is Register.FILTERING]
    return Due(
        register=Register.FILTERING,
        say="Review filtering and monitoring.",
        due=end_of_next_academic_year(max(done)) if done else None,
    )


def a_year_after(day: date) -> date:
    """On the same day, but for the last of February."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return day.replace(year=day.year + 1, day=28)


def end_of_next_academic_year(day: date) -> date:
    """Academic years begin on 1 September."""
    began = day.year if day >= date(day.year, 9, 1) else day.year - 1
    return date(began + 2, 9, 1) - timedelta(days=1)
