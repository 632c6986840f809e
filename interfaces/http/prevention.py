"""/api/prevention: what a school does so that incidents do not happen, and what of it is due."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response

from application import permissions
from application.prevention import entry_in
from application.projections import PREVENTION_ENTRY
from application.projections.history import sentence
from application.read_back import History
from application.record import AnyLine, Line
from domain.access import Page
from domain.prevention.due import Due, whats_due
from domain.prevention.events import (
    Assent,
    Audience,
    Method,
    PreventionLineCorrected,
    PreventionLineWithdrawn,
    Register,
)
from domain.prevention.state import SignedThen, signed_then
from domain.school_days import LONDON
from interfaces.http.bodies import Day
from interfaces.http.cursors import read_cursor, write_cursor
from interfaces.http.dependencies import Log, Now, TheDaybook, Who
from interfaces.http.documented import problems
from interfaces.http.incidents import Timeline, item
from interfaces.http.listing import listing
from interfaces.http.opening import Why, WhyInHeader, must_say_why
from interfaces.wiring import PreventionRows

router = APIRouter(
    prefix="/api/prevention", tags=["prevention"], responses=problems(401, 403, 422, 503)
)

# Whom of the list of people an agreement is for.
KIND_OF = {
    Audience.STAFF: "staff",
    Audience.PUPILS: "pupil",
    Audience.PARENTS: "parent",
    Audience.GOVERNORS: "governor",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DuePage:
    """`due` is null for what has never been done, which is overdue."""

    register: Register
    say: str
    audience: Audience | None
    entry: UUID | None
    due: date | None
    overdue: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class InNumbers:
    """`head_count` adds up those who came to sessions; `last_on` is the latest day of any."""

    register: Register
    entries: int
    head_count: int
    last_on: date | None
    overdue: int


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
    """`by` is the parent who signed for a child. `clause` can be quoted."""

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


@dataclass(frozen=True, slots=True)
class AgreementThen:
    """No signature may also mean that a class was recorded by number alone."""

    person: UUID
    on: date
    items: list[Signature]


def today(now: datetime) -> date:
    return now.astimezone(LONDON).date()


# Reading


@router.get("")
def overview(
    daybook: TheDaybook,
    who: Who,
    now: Now,
    noted: Annotated[None, Depends(listing(Page.PREVENTION))],
) -> PreventionPage:
    """Every register in numbers, who has signed, and what is due or overdue."""
    rows, day = daybook.prevention_rows(who.school), today(now)
    due = whats_due(rows.standing())
    counts, people = rows.counts(), rows.people()
    whole = permissions.may_open(who.person.role, Page.COMPLAINTS)
    return PreventionPage(
        [in_numbers(one, counts.get(one.value), due, day) for one in Register],
        [coverage(row, people) for row in rows.agreements()],
        [due_page(one, day) for one in due] if whole else None,
    )


def in_numbers(
    register: Register, counted: dict[str, Any] | None, due: list[Due], day: date
) -> InNumbers:
    found = counted or {"entries": 0, "head_count": 0, "last_on": None}
    sessions = register is Register.SESSIONS
    return InNumbers(
        register=register,
        entries=found["entries"],
        head_count=int(found["head_count"]) if sessions else 0,
        last_on=found["last_on"],
        overdue=sum(one.is_overdue(day) for one in due if one.register is register),
    )


def coverage(row: dict[str, Any], people: dict[str, int]) -> Coverage:
    audience, told = Audience(row["audience"]), row["says"]
    counts = {name: told[name] for name in ("version", "signed", "read", "counted")}
    of = people.get(KIND_OF[audience], 0) if audience in KIND_OF else None
    return Coverage(title=row["title"], audience=audience, people=of, **counts)


def due_page(one: Due, day: date) -> DuePage:
    names = ("register", "say", "audience", "entry", "due")
    return DuePage(**{name: getattr(one, name) for name in names}, overdue=one.is_overdue(day))


def overdue(rows: PreventionRows, now: datetime) -> list[DuePage]:
    """What is overdue, the longest first."""
    day = today(now)
    return [due_page(one, day) for one in whats_due(rows.standing()) if one.is_overdue(day)]


@router.get("/agreement-then")
def agreement_then(
    daybook: TheDaybook,
    log: Log,
    who: Who,
    person: UUID,
    on: Day,
    noted: Annotated[None, Depends(listing(Page.SIGNATURES))],
) -> AgreementThen:
    """Which version of each agreement this person had signed or read by that day."""
    found = [
        signature(row, told)
        for row in daybook.prevention_rows(who.school).signed_by(person)
        if (told := signed_then(entry_in(log.read(row["entry"])), person, on))
    ]
    return AgreementThen(person, on, found)


def signature(row: dict[str, Any], told: SignedThen) -> Signature:
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
        **{name: getattr(published, name, None) for name in of_version},
    )


def add_register(register: Register) -> None:
    """GET /api/prevention/{register}: each is for those whose page it is."""
    noted = listing(permissions.PAGE_OF[register])

    def endpoint(
        daybook: TheDaybook,
        who: Who,
        now: Now,
        noted: Annotated[None, Depends(noted)],
        cursor: Annotated[str | None, Query(max_length=200)] = None,
        limit: Annotated[int, Query(ge=1, le=200)] = 50,
    ) -> EntriesPage:
        rows = daybook.prevention_rows(who.school).page(
            register, limit=limit + 1, after=read_cursor(cursor)
        )
        items, last = [listed(row, today(now)) for row in rows[:limit]], rows[limit - 1 : limit]
        more = len(rows) > limit and write_cursor(last[0]["last_line_at"], last[0]["entry"])
        return EntriesPage(items, more or None)

    router.add_api_route(
        f"/{register.value}",
        endpoint,
        methods=["GET"],
        operation_id=f"prevention-{register.value}",
        name=f"prevention-{register.value}",
        description=f"The register of {register.value.replace('-', ' ')}, the newest line first.",
    )


def listed(row: dict[str, Any], day: date) -> ListedEntry:
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


Pairs = list[tuple[AnyLine, bytes]]


def opened(*, who_signed: bool) -> Callable[..., Pairs]:
    """The lines of an entry, for those whose page its register is, or who see who signed."""

    def dependency(
        entry: UUID,
        daybook: TheDaybook,
        who: Who,
        log: Log,
        now: Now,
        why: Why = None,
        daybook_why: WhyInHeader = None,
    ) -> Pairs:
        pairs = log.read_with_leaves(entry)
        known = entry_in(History(entry, None, tuple(line for line, _ in pairs)))
        page = permissions.PAGE_OF[known.opened.register]
        if who_signed and page is Page.AGREEMENTS:
            page = Page.SIGNATURES
        note(page, daybook, who, log, now, why, daybook_why)
        return pairs

    return dependency


def note(page: Page, daybook: Any, who: Any, log: Any, now: datetime, *why: str | None) -> None:
    if not permissions.may_open(who.person.role, page):
        raise permissions.NotYourRole
    said = why[0] or why[1]
    must_say_why(who.person, said)
    daybook.list_reads(log).note(page, who.person, said, now)


@router.get("/entries/{entry}", responses=problems(404))
def entry(
    response: Response, now: Now, opened: Annotated[Pairs, Depends(opened(who_signed=False))]
) -> ListedEntry:
    """One entry as it stands."""
    row = PREVENTION_ENTRY.fold([line for line, _ in opened])
    response.headers["ETag"] = f'"{row.version}"'
    return listed({name: getattr(row, name) for name in PREVENTION_ENTRY.columns}, today(now))


@router.get("/entries/{entry}/timeline", responses=problems(404))
def timeline(log: Log, opened: Annotated[Pairs, Depends(opened(who_signed=True))]) -> Timeline:
    """The history of an entry: one sentence a line, oldest first."""
    names, changed = log.given_mapper.name_of, set_right([line for line, _ in opened])
    return Timeline(
        [
            item(line, leaf, sentence(line), fields_of(line), names, changed)
            for line, leaf in opened
        ]
    )


def set_right(lines: list[AnyLine]) -> dict[int, list[int]]:
    """Which later lines correct or withdraw each line."""
    found: dict[int, list[int]] = {}
    for line in lines:
        if isinstance(line, Line) and isinstance(
            line.event, PreventionLineCorrected | PreventionLineWithdrawn
        ):
            found.setdefault(line.event.line, []).append(line.version)
    return found


def fields_of(line: AnyLine) -> dict[str, Any]:
    if not isinstance(line, Line):
        return {}
    return {field.name: getattr(line.event, field.name) for field in fields(line.event)}


for register in Register:
    add_register(register)
