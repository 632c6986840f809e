"""What the pages of the registers of prevention show."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from application import permissions
from application.projections.phrases import day as in_words
from application.projections.prevention_entry import as_in_force
from application.small_numbers import left_out
from domain.access import Page
from domain.people import Role
from domain.prevention.due import Due, DueState, whats_due
from domain.prevention.events import Assent, Audience, Method, Register
from domain.prevention.state import SignedThen
from domain.school_days import LONDON
from interfaces.wiring import Daybook, PreventionEyes, PreventionRows, Reader, SignedIn

COMPLAINTS = Register.COMPLAINTS
# Whom of the list of people an agreement is for.
KIND_OF = {
    Audience.STAFF: "staff",
    Audience.PUPILS: "pupil",
    Audience.PARENTS: "parent",
    Audience.GOVERNORS: "governor",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DuePage:
    """`due` is null for what has never been done: its `state` is `not-begun`, and not overdue."""

    register: Register
    say: str
    audience: Audience | None
    entry: UUID | None
    due: date | None
    overdue: bool
    state: DueState


@dataclass(frozen=True, slots=True, kw_only=True)
class InNumbers:
    """`head_count` adds up those who came to sessions; `last_on` is the latest day of any.

    `not_begun` is what has never been done. Small numbers of complaints are null for those who do
    not read complaints, and the day with them.
    """

    register: Register
    entries: int | None
    head_count: int
    last_on: date | None
    overdue: int | None
    not_begun: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """How many have signed or read the version of an agreement that holds.

    `counted` are those of whom only the number is known; `people` is how many the list of people
    has of them, null for visitors.
    """

    title: str
    audience: Audience
    version: int
    signed: int
    read: int
    counted: int
    people: int | None


@dataclass(frozen=True, slots=True)
class PreventionPage:
    """`due` is null for those who are shown numbers alone."""

    registers: list[InNumbers]
    coverage: list[Coverage]
    due: list[DuePage] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedEntry:
    """`says` has the fields of the commands that made it. `standing` is false for what was all
    recorded in error; `done_on` is its latest day, `due` the day by which somebody must act.
    """

    id: UUID
    version: int
    register: Register
    title: str
    audience: Audience | None
    standing: bool
    done_on: date | None
    due: date | None
    overdue: bool
    says: dict[str, Any]


@dataclass(frozen=True, slots=True)
class EntriesPage:
    items: list[ListedEntry]
    next: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """`by` is the parent who signed for a child. `clause` can be quoted.

    `held` tells whether this version was in force on that day; where it was not, `note` says why.
    """

    agreement: UUID
    title: str
    audience: Audience | None
    version: int
    assent: Assent
    method: Method
    signed_on: date
    by: UUID | None
    effective_from: date | None
    text_sha256: str | None
    website: str | None
    clause: str | None
    held: bool
    note: str | None


@dataclass(frozen=True, slots=True)
class AgreementThen:
    """No signature may also mean that a class was recorded by number alone."""

    person: UUID
    on: date
    items: list[Signature]


def today(now: datetime) -> date:
    return now.astimezone(LONDON).date()


def in_numbers(
    register: Register, counted: dict[str, Any] | None, due: list[Due], day: date
) -> InNumbers:
    found = counted or {"entries": 0, "head_count": 0, "last_on": None}
    sessions = register is Register.SESSIONS
    states = [one.state(day) for one in due if one.register is register]
    return InNumbers(
        register=register,
        entries=found["entries"],
        head_count=int(found["head_count"]) if sessions else 0,
        last_on=found["last_on"],
        overdue=states.count(DueState.OVERDUE),
        not_begun=states.count(DueState.NOT_BEGUN),
    )


def without_small_numbers(one: InNumbers) -> InNumbers:
    """A complaint or four might point at a family, and so might those that are not overdue."""
    if one.register is not Register.COMPLAINTS or one.entries is None or one.overdue is None:
        return one
    hidden = left_out((one.overdue, one.entries - one.overdue))
    if hidden is None:
        return replace(one, entries=None, overdue=None, last_on=None)
    return replace(one, overdue=None) if hidden else one


def coverages(rows: Iterable[dict[str, Any]], people: dict[str, int], day: date) -> list[Coverage]:
    """Of the versions in force today; an agreement that holds from later on covers nobody yet."""
    found = (as_in_force(row, row["says"].get("versions"), day) for row in rows)
    return [coverage(row, people) for row in found if row.get("in_force", row["says"])]


def coverage(row: dict[str, Any], people: dict[str, int]) -> Coverage:
    audience, told = Audience(row["audience"]), row.get("in_force", row["says"])
    counts = {name: told[name] for name in ("version", "signed", "read", "counted")}
    of = people.get(KIND_OF[audience], 0) if audience in KIND_OF else None
    return Coverage(title=row["title"], audience=audience, people=of, **counts)


def due_page(one: Due, day: date) -> DuePage:
    names = ("register", "say", "audience", "entry", "due")
    told = {name: getattr(one, name) for name in names}
    return DuePage(**told, overdue=one.is_overdue(day), state=one.state(day))


def eyes_of(daybook: Daybook, who: SignedIn, now: datetime) -> PreventionEyes:
    heads = daybook.offices(who.school).holders(Role.HEAD)
    return PreventionEyes(Reader(who.person, now), heads)


def overdue(rows: PreventionRows, eyes: PreventionEyes, now: datetime) -> list[DuePage]:
    """What is overdue, the longest first, and then what has never been done. The chair sees to
    complaints alone.
    """
    day, role = today(now), eyes.reader.person.role
    all_of_it = permissions.may_open(role, Page.CURRICULUM)
    found = [due_page(one, day) for one in whats_due(rows.standing(eyes, day))]
    seen_to = [one for one in found if all_of_it or one.register is COMPLAINTS]
    late = [one for one in seen_to if one.state is DueState.OVERDUE]
    return [*late, *(one for one in seen_to if one.state is DueState.NOT_BEGUN)]


def signature(row: dict[str, Any], told: SignedThen, on: date) -> Signature:
    published = told.published
    of_version = ("effective_from", "text_sha256", "website", "clause")
    return Signature(
        agreement=row["entry"],
        title=row["title"],
        audience=Audience(row["audience"]) if row["audience"] else None,
        version=told.signed.version,
        assent=told.signed.assent,
        method=told.signed.method,
        signed_on=told.signed.signed_on,
        by=told.signer.by,
        held=told.held,
        note=why_not_in_force(told, on),
        **{name: getattr(published, name, None) for name in of_version},
    )


def why_not_in_force(told: SignedThen, on: date) -> str | None:
    if told.held:
        return None
    if told.withdrawn_on:
        day = in_words(told.withdrawn_on)
        return f"This agreement was withdrawn on {day}: it no longer held on that day."
    if told.published and told.published.effective_from > on:
        return f"This version holds from {in_words(told.published.effective_from)} only."
    return "This version was not in force on that day."


def listed(row: dict[str, Any], day: date) -> ListedEntry:
    row = as_in_force(row, row["says"].get("versions"), day)
    due = row["due_on"]
    return ListedEntry(
        id=row["entry"],
        version=row["version"],
        register=Register(row["register"]),
        title=row["title"],
        audience=Audience(row["audience"]) if row["audience"] else None,
        standing=row["standing"],
        done_on=row["done_on"],
        due=due,
        overdue=row["standing"] and due is not None and due < day,
        says=row["says"],
    )
