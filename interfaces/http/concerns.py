"""/api/concerns: the registers of low-level concerns about adults, for those who read them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from pydantic import BaseModel

from application.case import known_at
from application.concern_doors import Eyes
from application.links import linked_by
from application.projections.history import sentence
from application.read_back import History
from application.record import AnyLine, Line
from application.register_page import RegisterPage, register_page
from application.registers import known_to
from application.school_log import SchoolLog
from domain.access import Page
from domain.concerns.commands import COMMANDS, Command, RecordConcern, SelfReport
from domain.concerns.events import Adult, ConcernCorrected, WorkingAs
from domain.concerns.refusals import NotOpened
from domain.facts import Answer
from domain.people import Person
from domain.school_days import LONDON
from interfaces.http.access import needs
from interfaces.http.bodies import (
    CommandBody,
    Moment,
    Words,
    body_of,
    command_from,
)
from interfaces.http.cursors import read_cursor, write_cursor
from interfaces.http.dependencies import (
    Expected,
    IdempotencyKey,
    Log,
    Now,
    TheDaybook,
    Who,
    seen_key,
)
from interfaces.http.documented import problems
from interfaces.http.incidents import (
    Timeline,
    Version,
    corrections,
    fingerprint,
    in_order,
    item,
    one_moment,
)
from interfaces.http.listing import ConcernsListed
from interfaces.http.opening import Why, WhyInHeader

router = APIRouter(prefix="/api/concerns", tags=["concerns"], responses=problems(401, 422, 503))


@dataclass(frozen=True, slots=True)
class RegisterWritten:
    """`position` is null when nothing needed writing. An escalation names its incident."""

    version: int
    position: int | None
    incident: UUID | None
    reference: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedRegister:
    """`concerns` and `self_reports` count those that stand; self-reports are among the concerns.

    `to_look_at`: the pattern is to be reviewed, or the day of the next look has come.
    """

    id: UUID
    version: int
    person: UUID
    full_name: str
    post: str
    working_as: WorkingAs
    employer: str | None
    status: str
    concerns: int
    self_reports: int
    withdrawn: int
    escalated: int
    review_due: bool
    to_look_at: bool
    pattern: Answer | None
    next_look: date | None
    reviewed_at: datetime | None
    last_concern_at: datetime | None
    opened_at: datetime
    kept_until: date | None


@dataclass(frozen=True, slots=True)
class RegistersPage:
    items: list[ListedRegister]
    next: str | None


# Reading


@router.get("", responses=problems(403))
def registers(
    daybook: TheDaybook,
    who: Who,
    log: Log,
    now: Now,
    noted: ConcernsListed,
    q: Annotated[Words | None, Query(max_length=200)] = None,
    person: UUID | None = None,
    due: bool | None = None,
    cursor: Annotated[str | None, Query(max_length=200)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> RegistersPage:
    """The registers that are yours to read, the newest line first; `due` for those to look at."""
    rows = daybook.concern_rows(who.school).page(
        Eyes.of(who.person, log.offices()),
        limit=limit + 1,
        today=now.astimezone(LONDON).date(),
        after=read_cursor(cursor),
        words=q,
        person=person,
        due=due,
    )
    items = [listed(row, who.person, log, now) for row in rows[:limit]]
    if len(rows) <= limit:
        return RegistersPage(items, None)
    last = rows[limit - 1]
    return RegistersPage(items, write_cursor(last["last_line_at"], last["register"]))


def listed(row: dict[str, Any], person: Person, log: SchoolLog, now: datetime) -> ListedRegister:
    told = {name: row[name] for name in ListedRegister.__dataclass_fields__ if name != "id"}
    told |= {
        "working_as": WorkingAs(row["working_as"]),
        "pattern": Answer(row["pattern"]) if row["pattern"] else None,
        "escalated": row["escalated"] and escalated(row["register"], person, log, now),
    }
    return ListedRegister(id=row["register"], **told)


def escalated(register: UUID, person: Person, log: SchoolLog, now: datetime) -> int:
    """How often, into incidents that this person may know of. Few registers ever were."""
    lines = log.read(register).lines
    hidden = log.hidden_links(lines, person, now)
    return sum(linked_by(line) is not None and line.version not in hidden for line in lines)


Pairs = Sequence[tuple[AnyLine, bytes]]


@dataclass(frozen=True, slots=True)
class Opened:
    """`hidden` are the lines of escalations into incidents that the reader may not know of."""

    pairs: Pairs
    hidden: frozenset[int]


def opened(page: Page) -> Callable[..., Opened]:
    """The lines of a register, once it is written down who opens it. Raises NotOpened."""

    def dependency(
        register: UUID,
        daybook: TheDaybook,
        who: Who,
        log: Log,
        now: Now,
        why: Why = None,
        daybook_why: WhyInHeader = None,
    ) -> Opened:
        # One question to the database, whether it is hidden or not there at all.
        offices = log.offices()
        if not daybook.concern_rows(who.school).is_seen(register, Eyes.of(who.person, offices)):
            raise NotOpened
        pairs = log.read_with_leaves(register)
        reads = daybook.reads(log)
        visits = reads.visits(register)
        lines = tuple(line for line, _ in pairs)
        known_to(who.person, History(register, None, lines), offices)
        needs(who.person.role, Page.REGISTER)
        reads.note(visits, register, who.person, page, why or daybook_why, now)
        return Opened(pairs, log.hidden_links(lines, who.person, now))

    return dependency


@router.get("/{register}", responses=problems(403, 404))
def register(
    response: Response,
    opened: Annotated[Opened, Depends(opened(Page.REGISTER))],
    version: Version = None,
    as_known_at: Moment | None = None,
) -> RegisterPage:
    """The register as it stands, as it was known at a time, or after line `version`."""
    known = [line for line, _ in chosen(opened.pairs, version, as_known_at)]
    newest = known[-1].version
    response.headers["ETag"] = f'"{newest}"'
    shown = [line for line in known if line.version not in opened.hidden]
    return replace(register_page(shown), version=newest)


@router.get("/{register}/timeline", responses=problems(403, 404))
def timeline(
    log: Log,
    opened: Annotated[Opened, Depends(opened(Page.TIMELINE))],
    version: Version = None,
    as_known_at: Moment | None = None,
) -> Timeline:
    """The register's history: one sentence a line, oldest first. An escalation is left out while
    its incident is not there for the reader; so `version` may have gaps.
    """
    found = chosen(opened.pairs, version, as_known_at)
    known = [pair for pair in found if pair[0].version not in opened.hidden]
    lines = [line for line, _ in known]
    names, corrected = log.given_mapper.name_of, corrections(lines, ConcernCorrected)
    return Timeline(
        [
            item(line, leaf, sentence(line), fields_of(line), names, corrected)
            for line, leaf in known
        ]
    )


def fields_of(line: AnyLine) -> dict[str, Any]:
    if not isinstance(line, Line):
        return {}
    return {field.name: getattr(line.event, field.name) for field in fields(line.event)}


def chosen(pairs: Pairs, version: int | None, moment: datetime | None) -> Pairs:
    """Raises NotOpened when there were none yet, or are not so many."""
    one_moment(version, moment)
    if version is not None and version > len(pairs):
        raise NotOpened
    known = known_at([line for line, _ in pairs[:version]], moment)
    if not known:
        raise NotOpened
    return pairs[: len(known)]


# Asking


def body_for(command: type[Command]) -> type[CommandBody]:
    """Of a known register the adult is known, and only their post may be another by now."""
    instead = {"adult": None, "post": (Words | None, None)}
    shares = command in (RecordConcern, SelfReport)
    return body_of(command, f"Register{command.__name__}", instead if shares else None)


def wish_of(command: type[Command], body: BaseModel) -> Callable[[Adult], Command]:
    if command not in (RecordConcern, SelfReport):
        asked: Command = command_from(command, body)  # type: ignore[arg-type]
        return lambda adult: asked
    told = dict(body)
    del told["occurred"]
    post = told.pop("post")
    wished: Any = command
    return lambda adult: wished(adult=replace(adult, post=post or adult.post), **told)


def add_command(name: str, command: type[Command]) -> None:
    """One address for each command: POST /api/concerns/{register}/{name}."""
    body_type = body_for(command)

    def endpoint(
        register: UUID,
        body: Any,
        response: Response,
        daybook: TheDaybook,
        who: Who,
        log: Log,
        now: Now,
        expected: Expected,
        idempotency_key: IdempotencyKey = None,
    ) -> RegisterWritten:
        said = fingerprint(f"concerns/{register}/{name}", body)
        seen = seen_key(who, idempotency_key, daybook.keys, who.school, said)
        occurred = body.occurred.time() if body.occurred else None
        in_order("occurred", occurred)
        wish = wish_of(command, body)
        in_order("new_occurred", getattr(wish, "new_occurred", None))
        told = daybook.concerns(log).ask(
            register,
            wish,
            by=who.person,
            now=now,
            occurred=occurred,
            expected_version=expected,
            seen=seen,
        )
        response.headers["ETag"] = f'"{told.version}"'
        return RegisterWritten(told.version, told.position, told.incident, told.reference)

    endpoint.__annotations__["body"] = body_type
    endpoint.__doc__ = command.__doc__
    router.add_api_route(
        f"/{{register}}/{name}",
        endpoint,
        methods=["POST"],
        operation_id=f"register-{name}",
        name=f"register-{name}",
        responses=problems(400, 403, 404, 409, 412, 413),
    )


for name, command in COMMANDS.items():
    add_command(name, command)
