"""/api/incidents: ask, and be told."""

from base64 import b64encode
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from functools import partial
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response
from starlette.concurrency import run_in_threadpool

from application import permissions
from application.access import doors_in_row
from application.case import (
    Case,
    OwnReport,
    ToCountersign,
    case_of,
    known_at,
    own_report,
    to_countersign,
)
from application.links import without_references
from application.people.by_id import as_listed
from application.projections.history import story
from application.reads import Reads
from application.record import AnyLine, Line
from application.school_log import SchoolLog, Told
from application.shown import fields_for
from domain.access import Page as OfCase
from domain.concerns.events import ConcernCorrected
from domain.incident.commands import (
    COMMANDS,
    Command,
    LinkPerson,
    MakeStatutoryReport,
    ReportIncident,
)
from domain.incident.events import LineCorrected
from domain.incident.refusals import NotReported, StandsInTheWay
from domain.ledger.tree import leaf_hash
from domain.people import Person, Role
from domain.times import Occurred
from interfaces.http.bodies import ACategory, CommandBody, Moment, Words, body_of, command_from
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
from interfaces.http.errors import InvalidField
from interfaces.http.listing import IncidentsListed
from interfaces.http.named_last import NamedLast
from interfaces.http.opening import Opened, doors_on, opened
from interfaces.wiring import Reader

router = APIRouter(
    prefix="/api/incidents",
    tags=["incidents"],
    responses=problems(401, 409, 422, 503),
    route_class=NamedLast,
)

Asked = tuple[Any, Occurred | None]
View = Case | OwnReport | ToCountersign
Version = Annotated[int | None, Query(ge=1, lt=2**63)]


@dataclass(frozen=True, slots=True)
class Reported:
    id: UUID
    reference: str
    version: int
    position: int | None


@dataclass(frozen=True, slots=True)
class Written:
    """`position` is null when nothing needed writing. Both are null for whoever ended a task of a
    case that they may not know of. `remarks`, where there are any, say what followed of itself: of
    an adult here who is accused, whether an account was found, and who is shut out in doubt; and
    that nobody is left in school who may decide about this case.
    """

    version: int | None
    position: int | None
    remarks: list[str] | None = None


@dataclass(frozen=True, slots=True)
class TimelineItem:
    version: int
    position: int
    name: str
    sentence: str
    fields: dict[str, Any]
    occurred: dict[str, Any] | None
    recorded_at: datetime
    by: dict[str, str] | None
    leaf_hash: str
    corrected_by: list[int] | None = None


@dataclass(frozen=True, slots=True)
class Page:
    items: list[dict[str, Any]]
    next: str | None


@dataclass(frozen=True, slots=True)
class Timeline:
    items: list[TimelineItem]
    next: str | None = None


ReportBody = body_of(ReportIncident)


@router.post("", status_code=201, responses=problems(400, 403, 413))
def report(
    body: ReportBody,  # type: ignore[valid-type]
    response: Response,
    daybook: TheDaybook,
    who: Who,
    log: Log,
    now: Now,
    idempotency_key: IdempotencyKey = None,
) -> Reported:
    """Report an incident. The first line of its record, and its reference, come of it."""
    assert isinstance(body, CommandBody)
    command, occurred = asked(ReportIncident, body)
    seen = seen_key(who, idempotency_key, daybook.keys, who.school, fingerprint("report", body))
    told = log.ask(None, command, by=who.person, now=now, occurred=occurred, seen=seen)
    return reported(told, response)


def reported(told: Told, response: Response) -> Reported:
    response.headers["Location"] = f"/api/incidents/{told.id}"
    response.headers["ETag"] = f'"{told.version}"'
    return Reported(told.id, told.reference, told.version, told.position)


def asked(command: type[Any], body: CommandBody) -> Asked:
    occurred = body.occurred.time() if body.occurred else None
    in_order("occurred", occurred)
    wish = command_from(command, body)
    in_order("new_occurred", getattr(wish, "new_occurred", None))
    return wish, occurred


def in_order(field: str, occurred: Occurred | None) -> None:
    if occurred and occurred.end and occurred.start and occurred.end < occurred.start:
        raise InvalidField(f"/{field}/to", "This ends before it begins.")


def fingerprint(what: str, body: CommandBody) -> bytes:
    return f"{what}\n{body.model_dump_json()}".encode()


@router.get("")
def page(
    daybook: TheDaybook,
    who: Who,
    now: Now,
    listed: IncidentsListed,
    status: Annotated[Words | None, Query(max_length=40)] = None,
    category: Annotated[ACategory | None, Query()] = None,
    start: Annotated[Moment | None, Query(alias="from")] = None,
    end: Annotated[Moment | None, Query(alias="to")] = None,
    q: Annotated[Words | None, Query(max_length=200)] = None,
    cursor: Annotated[str | None, Query(max_length=200)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Page:
    """The incidents that you may know of, newest first: the online safety log's columns."""
    if category and who.person.role not in permissions.READS:
        raise permissions.NotYourRole  # A reporter is not told the category of a report.
    rows = daybook.rows(who.school).log_page(
        limit=limit + 1,
        after=read_cursor(cursor),
        status=status,
        category=category,
        start=start,
        end=end,
        words=q,
        reader=Reader(who.person, now),
    )
    items = [entry_of(row, who.person, now) for row in rows[:limit]]
    return Page(items, next_of(rows, limit))


def next_of(rows: Sequence[dict[str, Any]], limit: int) -> str | None:
    """Where the page after these rows begins; one row more than `limit` was asked for."""
    if len(rows) <= limit:
        return None
    last = rows[limit - 1]
    return write_cursor(last["reported_at"], last["incident"])


# What somebody who may not read the case, but reported it, is told of it in a list.
TO_COUNTERSIGN = ("reference", "version", "status", "category_title", "severity", "reported_at")
TO_ITS_REPORTER = ("reference", "version", "status", "summary", "reported_at")


# Of no use to a reader: they say who else may and may not see it.
OF_DOORS = ("denied", "followers", "grants", "to_countersign", "confirm_by")


def entry_of(row: dict[str, Any], person: Person, now: datetime) -> dict[str, Any]:
    entry = {
        column: row[column] for column in row if column not in ("school", "incident", *OF_DOORS)
    }
    doors = doors_in_row(row)
    if not permissions.may_read(person, doors, now):
        follows = person.account in doors.followers
        entry = {
            column: row[column] for column in (TO_ITS_REPORTER if follows else TO_COUNTERSIGN)
        }
    return {"id": row["incident"], **entry}


@router.get("/{incident}", responses=problems(403, 404))
def case(
    response: Response,
    who: Who,
    log: Log,
    now: Now,
    opened: Annotated[Opened, Depends(opened(OfCase.CASE))],
    version: Version = None,
    as_known_at: Moment | None = None,
) -> Case | OwnReport | ToCountersign:
    """The case as it stands, as it was known at a time (inclusive), or after line `version`."""
    known = chosen(opened.lines, version, as_known_at)
    newest = known[-1].version
    response.headers["ETag"] = f'"{newest}"'
    moment = moment_of(known, version, as_known_at, now)
    view = view_for(who.person, opened, moment, log)(opened.shown(known))
    return replace(view, version=newest)


def moment_of(
    known: Sequence[AnyLine], version: int | None, as_known_at: datetime | None, now: datetime
) -> datetime:
    """The time that is asked about: what was late then may be done now, or the other way round."""
    asked_about = as_known_at or (known[-1].recorded_at if version else None)
    return min(asked_about or now, now)


def view_for(
    person: Person, found: Opened, clock: datetime, log: SchoolLog
) -> Callable[[Sequence[AnyLine]], View]:
    """How much of a case this person is shown, as things stand now."""
    if found.whole:
        return partial(case_of, now=clock, rules=log.school_rules())
    if person.role is Role.OUTSIDE_COUNTERSIGNER:
        return to_countersign
    return own_report


def chosen(
    lines: Sequence[AnyLine], version: int | None, moment: datetime | None
) -> Sequence[AnyLine]:
    """The lines to replay. Raises InvalidField when they are not so many, NotReported when there
    were none yet.
    """
    one_moment(version, moment)
    if version is not None and version > lines[-1].version:
        raise InvalidField("query:version", so_many(lines[-1].version))
    known = known_at(lines[:version], moment)
    if not known:
        raise NotReported
    return known


def one_moment(version: int | None, moment: datetime | None) -> None:
    if version is not None and moment is not None:
        raise InvalidField("query:as_known_at", "Ask for a version or for a time, not for both.")


def so_many(versions: int) -> str:
    return (
        "This case has only one version so far."
        if versions == 1
        else f"This case has only {versions} versions so far."
    )


@router.get("/{incident}/timeline", responses=problems(403, 404))
def timeline(
    log: Log,
    daybook: TheDaybook,
    who: Who,
    now: Now,
    opened: Annotated[Opened, Depends(opened(OfCase.TIMELINE))],
    version: Version = None,
    as_known_at: Moment | None = None,
) -> Timeline:
    """The case's history: one sentence a line, oldest first. A line that links another case is
    left out while that case is not there for the reader; so `version` may have gaps, because
    lines are shown only to those who may see them.
    """
    is_known = daybook.rows(who.school).knows_reference(Reader(who.person, now))
    known = [
        without_references(line, is_known)
        for line in opened.shown(chosen(opened.lines, version, as_known_at))
    ]
    leaves = {line.version: leaf for line, leaf in opened.pairs}
    told = zip(known, story(known), fields_for(who.person, known), strict=True)
    names, corrected = log.given_mapper.name_of, corrections(known, LineCorrected)
    return Timeline(
        [
            item(line, leaves[line.version], sentence, fields, names, corrected)
            for line, sentence, fields in told
        ]
    )


def corrections(
    lines: Sequence[AnyLine], kind: type[LineCorrected] | type[ConcernCorrected]
) -> dict[int, list[int]]:
    """Which later lines set each line right."""
    found: dict[int, list[int]] = {}
    for line in lines:
        if isinstance(line, Line) and isinstance(line.event, kind):
            found.setdefault(line.event.line, []).append(line.version)
    return found


def item(
    line: AnyLine,
    leaf: bytes,
    sentence: str,
    fields: dict[str, Any],
    names: dict[Any, str],
    corrected: dict[int, list[int]],
) -> TimelineItem:
    assert line.position is not None
    assert line.recorded_at is not None
    return TimelineItem(
        version=line.version,
        position=line.position,
        name=names[type(line.event)] if isinstance(line, Line) else line.name,
        sentence=sentence,
        fields=fields,
        occurred=occurred_of(line.occurred) if isinstance(line, Line) else None,
        recorded_at=line.recorded_at,
        by=asdict(line.by) if isinstance(line, Line) else None,
        leaf_hash=b64encode(leaf_hash(leaf)).decode(),
        corrected_by=corrected.get(line.version),
    )


def occurred_of(occurred: Occurred | None) -> dict[str, Any] | None:
    if occurred is None:
        return None
    return {"from": occurred.start, "to": occurred.end, "precision": occurred.precision}


def for_eyes_of(
    person: Person, refusal: StandsInTheWay, incident: UUID, reads: Reads, now: datetime
) -> StandsInTheWay:
    """What is missing names people and tasks, so only those who read the case are told; and that
    they were is written down first, as with a page.
    """
    _, doors = doors_on(reads.log.read(incident).lines)
    if not permissions.may_read(person, doors, now):
        return StandsInTheWay(())
    reads.note(reads.visits(incident), incident, person, OfCase.STEPS, None, now)
    return refusal


def with_their_name(wish: Command, daybook: TheDaybook, school: UUID) -> Command:
    """Somebody linked by an id of the list of people, as that list has them."""
    if not isinstance(wish, LinkPerson) or wish.directory_id is None:
        return wish
    listed = daybook.people(school).listed(wish.directory_id)
    if listed is None:
        raise InvalidField("/directory_id", "Nobody in the list of people has this id.")
    return as_listed(wish, listed, daybook.directory.people(school))


def told_whether(
    reads: Reads,
    incident: UUID,
    wish: Command,
    named: Callable[[Command], Command],
    *,
    by: Person,
    now: datetime,
    **ask: Any,
) -> Told:
    """Waits for the database, in a thread. What comes before and after needs none."""
    try:
        return reads.log.ask(incident, named(wish), by=by, now=now, **ask)
    except StandsInTheWay as refusal:
        raise for_eyes_of(by, refusal, incident, reads, now) from None


# What a report by itself says; in a case it is a fact of its own.
NOT_OF_A_CASE: dict[type[Any], dict[str, Any]] = {MakeStatutoryReport: {"about_the_head": None}}


def add_command(name: str, command: type[Any]) -> None:
    """One address for each command: POST /api/incidents/{incident}/{name}."""
    body_type = body_of(command, instead=NOT_OF_A_CASE.get(command))

    async def endpoint(
        incident: UUID,
        body: Any,
        response: Response,
        daybook: TheDaybook,
        who: Who,
        log: Log,
        now: Now,
        expected: Expected,
        idempotency_key: IdempotencyKey = None,
    ) -> Written:
        wish, occurred = asked(command, body)
        said = fingerprint(f"{incident}/{name}", body)
        seen = seen_key(who, idempotency_key, daybook.keys, who.school, said)
        told = await run_in_threadpool(
            told_whether,
            daybook.reads(log),
            incident,
            wish,
            lambda wish: with_their_name(wish, daybook, who.school),
            by=who.person,
            now=now,
            occurred=occurred,
            expected_version=expected,
            seen=seen,
        )
        if told.hidden:
            return Written(None, None)
        response.headers["ETag"] = f'"{told.version}"'
        return Written(told.version, told.position, list(told.remarks) or None)

    endpoint.__annotations__["body"] = body_type
    endpoint.__doc__ = command.__doc__
    router.add_api_route(
        f"/{{incident}}/{name}",
        endpoint,
        methods=["POST"],
        operation_id=name,
        name=name,
        responses=problems(400, 403, 404, 412, 413),
        response_model_exclude_defaults=True,
    )


for name, command in COMMANDS.items():
    add_command(name, command)
