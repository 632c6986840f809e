"""/api/incidents: ask, and be told."""

import json
from base64 import b64encode, urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Response

from application.case import Case, case_of, known_at
from application.projections.history import sentence
from application.record import AnyLine, Line
from domain.incident.commands import COMMANDS, ReportIncident
from domain.incident.refusals import NotReported
from domain.ledger.tree import leaf_hash
from domain.times import Occurred
from interfaces.http.bodies import CommandBody, Moment, Words, body_of, command_from
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

router = APIRouter(
    prefix="/api/incidents", tags=["incidents"], responses=problems(401, 409, 422, 503)
)

Asked = tuple[Any, Occurred | None]


@dataclass(frozen=True, slots=True)
class Reported:
    id: UUID
    reference: str
    version: int
    position: int | None


@dataclass(frozen=True, slots=True)
class Written:
    """`position` is null when nothing needed writing."""

    version: int
    position: int | None


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


@dataclass(frozen=True, slots=True)
class Page:
    items: list[dict[str, Any]]
    next: str | None


@dataclass(frozen=True, slots=True)
class Timeline:
    items: list[TimelineItem]
    next: str | None = None


ReportBody = body_of(ReportIncident)


@router.post("", status_code=201, responses=problems(400, 413))
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
    command, occurred = asked(ReportIncident, body, now)
    seen = seen_key(who, idempotency_key, daybook.keys, who.school, fingerprint("report", body))
    told = log.ask(None, command, by=who.person, now=now, occurred=occurred, seen=seen)
    response.headers["Location"] = f"/api/incidents/{told.id}"
    response.headers["ETag"] = f'"{told.version}"'
    return Reported(**asdict(told))


def asked(command: type[Any], body: CommandBody, now: datetime) -> Asked:
    occurred = body.occurred.time() if body.occurred else None
    wish = command_from(command, body)
    not_in_the_future("/told_at", getattr(wish, "told_at", None), now)
    if occurred:
        in_order(occurred, now)
    return wish, occurred


def in_order(occurred: Occurred, now: datetime) -> None:
    not_in_the_future("/occurred/from", occurred.start, now)
    not_in_the_future("/occurred/to", occurred.end, now)
    if occurred.end and occurred.start and occurred.end < occurred.start:
        raise InvalidField("/occurred/to", "This ends before it begins.")


def not_in_the_future(pointer: str, moment: datetime | None, now: datetime) -> None:
    if moment and moment > now:
        raise InvalidField(pointer, "This time is in the future.")


def fingerprint(what: str, body: CommandBody) -> bytes:
    return f"{what}\n{body.model_dump_json()}".encode()


@router.get("")
def page(
    daybook: TheDaybook,
    who: Who,
    status: Annotated[Words | None, Query(max_length=40)] = None,
    start: Annotated[Moment | None, Query(alias="from")] = None,
    end: Annotated[Moment | None, Query(alias="to")] = None,
    q: Annotated[Words | None, Query(max_length=200)] = None,
    cursor: Annotated[str | None, Query(max_length=200)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Page:
    """The online safety log, newest first."""
    rows = daybook.rows(who.school).log_page(
        limit=limit + 1,
        after=read_cursor(cursor),
        status=status,
        start=start,
        end=end,
        words=q,
        restricted=False,
    )
    more = len(rows) > limit
    return Page(
        [listed(row) for row in rows[:limit]], write_cursor(rows[limit - 1]) if more else None
    )


def listed(row: dict[str, Any]) -> dict[str, Any]:
    return {
        ("id" if column == "incident" else column): row[column]
        for column in row
        if column != "school"
    }


def write_cursor(row: dict[str, Any]) -> str:
    text = json.dumps([row["reported_at"].isoformat(), str(row["incident"])])
    return urlsafe_b64encode(text.encode()).decode()


def read_cursor(cursor: str | None) -> tuple[datetime, UUID] | None:
    if cursor is None:
        return None
    try:
        at, incident = json.loads(urlsafe_b64decode(cursor.encode("ascii")))
        moment = datetime.fromisoformat(at)
        if moment.tzinfo is None:
            raise ValueError
        return moment, UUID(incident)
    except (ValueError, TypeError, AttributeError):
        raise InvalidField("query:cursor", "Take `next` from the page before.") from None


@router.get("/{incident}", responses=problems(404))
def case(
    incident: UUID,
    response: Response,
    log: Log,
    version: Annotated[int | None, Query(ge=1, lt=2**63)] = None,
    as_known_at: Moment | None = None,
) -> Case:
    """The case as it stands, as it was known at a time (inclusive), or after line `version`."""
    lines = known_at(log.read(incident, version).lines, as_known_at)
    found = case_of(lines)
    if found is None or not is_incident(lines):
        raise NotReported
    response.headers["ETag"] = f'"{found.version}"'
    return found


@router.get("/{incident}/timeline", responses=problems(404))
def timeline(
    incident: UUID,
    log: Log,
    version: Annotated[int | None, Query(ge=1, lt=2**63)] = None,
    as_known_at: Moment | None = None,
) -> Timeline:
    """The case's history: one sentence a line, oldest first."""
    pairs = log.read_with_leaves(incident, version)
    known = {line.version for line in known_at([line for line, _ in pairs], as_known_at)}
    if not known or not is_incident([line for line, _ in pairs]):
        raise NotReported
    names = log.given_mapper.name_of
    return Timeline([item(line, leaf, names) for line, leaf in pairs if line.version in known])


def is_incident(lines: Sequence[AnyLine]) -> bool:
    """The school's own stream is no case, and the address of one must not open it."""
    first = lines[0]
    return not isinstance(first, Line) or hasattr(first.event, "reference")


def item(line: AnyLine, leaf: bytes, names: dict[Any, str]) -> TimelineItem:
    assert line.position is not None
    assert line.recorded_at is not None
    return TimelineItem(
        version=line.version,
        position=line.position,
        name=names[type(line.event)] if isinstance(line, Line) else line.name,
        sentence=sentence(line),
        fields=fields_of(line) if isinstance(line, Line) else {},
        occurred=occurred_of(line.occurred) if isinstance(line, Line) else None,
        recorded_at=line.recorded_at,
        by=asdict(line.by) if isinstance(line, Line) else None,
        leaf_hash=b64encode(leaf_hash(leaf)).decode(),
    )


def fields_of(line: Line) -> dict[str, Any]:
    return {field.name: getattr(line.event, field.name) for field in fields(line.event)}


def occurred_of(occurred: Occurred | None) -> dict[str, Any] | None:
    if occurred is None:
        return None
    return {"from": occurred.start, "to": occurred.end, "precision": occurred.precision}


def add_command(name: str, command: type[Any]) -> None:
    """One address for each command: POST /api/incidents/{incident}/{name}."""
    body_type = body_of(command)

    def endpoint(
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
        if incident == who.school:  # The school's own stream is no case.
            raise NotReported
        wish, occurred = asked(command, body, now)
        said = fingerprint(f"{incident}/{name}", body)
        seen = seen_key(who, idempotency_key, daybook.keys, who.school, said)
        told = log.ask(
            incident,
            wish,
            by=who.person,
            now=now,
            occurred=occurred,
            expected_version=expected,
            seen=seen,
        )
        response.headers["ETag"] = f'"{told.version}"'
        return Written(told.version, told.position)

    endpoint.__annotations__["body"] = body_type
    endpoint.__doc__ = command.__doc__
    router.add_api_route(
        f"/{{incident}}/{name}",
        endpoint,
        methods=["POST"],
        operation_id=name,
        name=name,
        responses=problems(400, 404, 412, 413),
    )


for name, command in COMMANDS.items():
    add_command(name, command)
