"""/api/prevention: what a school does so that incidents do not happen, and what of it is due."""

from collections.abc import Callable
from dataclasses import fields
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
from domain.prevention.due import whats_due
from domain.prevention.events import (
    PreventionLineCorrected,
    PreventionLineWithdrawn,
    Register,
)
from domain.prevention.refusals import NoSuchEntry
from domain.prevention.state import signed_then
from interfaces.http.access import needs
from interfaces.http.bodies import Day
from interfaces.http.cursors import read_cursor, write_cursor
from interfaces.http.dependencies import Log, Now, TheDaybook, Who
from interfaces.http.documented import problems
from interfaces.http.incidents import Timeline, item
from interfaces.http.listing import listing
from interfaces.http.opening import Why, WhyInHeader, must_say_why
from interfaces.http.prevention_pages import (
    AgreementThen,
    EntriesPage,
    ListedEntry,
    PreventionPage,
    coverages,
    due_page,
    eyes_of,
    in_numbers,
    listed,
    signature,
    today,
    without_small_numbers,
)

router = APIRouter(
    prefix="/api/prevention", tags=["prevention"], responses=problems(401, 403, 422, 503)
)


@router.get("")
def overview(
    daybook: TheDaybook,
    who: Who,
    now: Now,
    noted: Annotated[None, Depends(listing(Page.PREVENTION))],
) -> PreventionPage:
    """Every register in numbers, who has signed, and what is due or overdue."""
    rows, day = daybook.prevention_rows(who.school), today(now)
    eyes = eyes_of(daybook, who, now)
    due = whats_due(rows.standing(eyes, day, in_numbers=True))
    counts, people = rows.counts(eyes), rows.people()
    whole = permissions.may_open(who.person.role, Page.CURRICULUM)
    numbers = [in_numbers(one, counts.get(one.value), due, day) for one in Register]
    return PreventionPage(
        numbers if whole else list(map(without_small_numbers, numbers)),
        coverages(rows.agreements(), people, day),
        [due_page(one, day) for one in due] if whole else None,
    )


@router.get("/agreement-then")
def agreement_then(
    daybook: TheDaybook,
    log: Log,
    who: Who,
    person: UUID,
    on: Day,
    noted: Annotated[None, Depends(listing(Page.SIGNATURES))],
) -> AgreementThen:
    """Which version of each agreement this person had signed or read by that day.

    The version in force on that day comes first, and a signature before a reading. `held` is false
    for what did not hold on that day.
    """
    found = [
        signature(row, told, on)
        for row in daybook.prevention_rows(who.school).signed_by(person)
        if (told := signed_then(entry_in(log.read(row["entry"])), person, on))
    ]
    return AgreementThen(person, on, found)


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
            register, eyes_of(daybook, who, now), limit=limit + 1, after=read_cursor(cursor)
        )
        items = [listed(row, today(now)) for row in rows[:limit]]
        if len(rows) <= limit:
            return EntriesPage(items, None)
        last = rows[limit - 1]
        return EntriesPage(items, write_cursor(last["last_line_at"], last["entry"]))

    router.add_api_route(
        f"/{register.value}",
        endpoint,
        methods=["GET"],
        operation_id=f"prevention-{register.value}",
        name=f"prevention-{register.value}",
        description=f"The register of {register.value.replace('-', ' ')}, the newest line first.",
    )


Pairs = list[tuple[AnyLine, bytes]]


def opened(*, who_signed: bool) -> Callable[..., Pairs]:
    """The lines of an entry, for those whose page its register is, or who see who signed. To all
    others there is none, and their asking takes as long.
    """

    def dependency(
        entry: UUID,
        daybook: TheDaybook,
        who: Who,
        log: Log,
        now: Now,
        why: Why = None,
        daybook_why: WhyInHeader = None,
    ) -> Pairs:
        rows, eyes = daybook.prevention_rows(who.school), eyes_of(daybook, who, now)
        register = rows.register_of(entry, eyes)
        if register is None:
            raise NoSuchEntry
        page = permissions.PAGE_OF[register]
        if who_signed and page is Page.AGREEMENTS:
            page = Page.SIGNATURES
        needs(who.person.role, page)
        said = why or daybook_why
        must_say_why(who.person, said)
        pairs = log.read_with_leaves(entry)
        entry_in(History(entry, None, tuple(line for line, _ in pairs)))
        daybook.list_reads(log).note(page, who.person, said, now)
        return pairs

    return dependency


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
