"""/api/log: the online safety log, a row an incident, as a school prints it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

import msgspec
from fastapi import APIRouter, Query

from application.projections.log_for_readers import who, who_without_names, without_names
from application.projections.log_row import LogAction, LogEntry, LogExhibit
from interfaces.http.bodies import ACategory, Moment, Words
from interfaces.http.cursors import read_cursor
from interfaces.http.dependencies import Now, TheDaybook, Who
from interfaces.http.documented import problems
from interfaces.http.incidents import next_of
from interfaces.http.listing import LogListed
from interfaces.wiring import Reader

router = APIRouter(prefix="/api/log", tags=["log"], responses=problems(401, 422, 503))


@dataclass(frozen=True, slots=True, kw_only=True)
class LogDeed:
    """`line` is the line of the case's history that tells it."""

    line: int
    what: str
    by_whom: str
    occurred_from: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LogRow:
    """The columns that schools keep. `who` has names, or letters where names are not asked for."""

    id: str
    reference: str
    status: str
    restricted: bool
    occurred_from: datetime | None
    occurred_to: datetime | None
    precision: str | None
    reported_at: datetime
    reported_by: str
    recorded_by: str
    place: str | None
    platform: str | None
    who: tuple[str, ...]
    category: str | None
    category_title: str | None
    severity: str | None
    details: str
    corrections: tuple[str, ...]
    evidence: tuple[str, ...]
    no_evidence_because: str | None
    actions: tuple[LogDeed, ...]
    referrals: tuple[LogDeed, ...]
    parents: tuple[LogDeed, ...]
    outcome: str | None
    signed: str
    reviewed_by: str | None
    closed_at: datetime | None
    last_corrected_at: datetime | None


@dataclass(frozen=True, slots=True)
class LogPage:
    items: list[LogRow]
    next: str | None


@router.get("", responses=problems(403))
def log(
    daybook: TheDaybook,
    who: Who,
    now: Now,
    listed: LogListed,
    status: Annotated[Words | None, Query(max_length=40)] = None,
    category: Annotated[ACategory | None, Query()] = None,
    start: Annotated[Moment | None, Query(alias="from")] = None,
    end: Annotated[Moment | None, Query(alias="to")] = None,
    q: Annotated[Words | None, Query(max_length=200)] = None,
    names: Annotated[bool, Query(description="No: people are lettered, and texts cut.")] = True,
    cursor: Annotated[str | None, Query(max_length=200)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> LogPage:
    """The log of the incidents that are yours to read, newest first; `from` and `to` are times of
    reporting.
    """
    rows = daybook.rows(who.school).log_page(
        limit=limit + 1,
        after=read_cursor(cursor),
        status=status,
        category=category,
        start=start,
        end=end,
        words=q,
        reader=Reader(who.person, now),
        to_be_read=True,
    )
    items = [row_of(msgspec.convert(row, LogEntry), names=names) for row in rows[:limit]]
    return LogPage(items, next_of(rows, limit))


def row_of(entry: LogEntry, *, names: bool) -> LogRow:
    people = who(entry) if names else who_without_names(entry)
    told = entry if names else without_names(entry)
    assert told.reported_at is not None
    same: dict[str, Any] = {
        name: getattr(told, name)
        for name in LogRow.__dataclass_fields__
        if name in LogEntry.__struct_fields__
    }
    return LogRow(
        **same
        | {
            "id": str(told.incident),
            "who": people,
            "details": told.summary,
            "evidence": tuple(map(exhibit, told.evidence)),
            "actions": tuple(map(deed, told.actions)),
            "referrals": tuple(map(deed, told.referrals)),
            "parents": tuple(map(deed, told.parents)),
        }
    )


def exhibit(kept: LogExhibit) -> str:
    return f"{kept.exhibit}: {kept.description}" if kept.description else kept.exhibit


def deed(done: LogAction) -> LogDeed:
    start = done.occurred.start if done.occurred else None
    return LogDeed(line=done.line, what=done.what, by_whom=done.by_whom, occurred_from=start)
