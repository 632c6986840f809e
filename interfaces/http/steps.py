"""What has to be done next: the steps of a case, its chart, and my work across cases."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response

from application import permissions
from application.case_chart import chart
from application.case_steps import NEVER, CaseStep, case_steps
from domain.access import Page
from domain.incident.state import Incident
from interfaces.http.access import needs
from interfaces.http.bodies import Moment
from interfaces.http.dependencies import Log, Now, TheDaybook, Who
from interfaces.http.documented import problems
from interfaces.http.errors import InvalidField
from interfaces.http.incidents import Version, chosen, moment_of
from interfaces.http.opening import Opened, doors_on, opened
from interfaces.wiring import After, Reader

router = APIRouter(prefix="/api", tags=["steps"], responses=problems(401, 422, 503))

# A picture and nothing else, wherever somebody opens it.
SVG_ONLY = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}
SVG = {"content": {"image/svg+xml": {"schema": {"type": "string"}}}, "description": "The chart."}


@dataclass(frozen=True, slots=True)
class Steps:
    items: list[CaseStep]
    next: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """`reference` is null where the case itself is not for this reader."""

    incident: UUID
    reference: str | None
    step: str | None
    task: UUID | None
    route: str | None
    say: str
    kind: str
    who: list[str]
    due: datetime | None
    calendar: str
    state: str


@dataclass(frozen=True, slots=True)
class WorkPage:
    items: list[Work]
    next: str | None


@router.get("/incidents/{incident}/steps", responses=problems(403, 404))
def steps(
    now: Now,
    opened: Annotated[Opened, Depends(opened(Page.STEPS))],
    version: Version = None,
    as_known_at: Moment | None = None,
) -> Steps:
    """What this case was asked to do, as it stands or stood: overdue first, then by due time."""
    incident, moment = as_it_was(opened, version, as_known_at, now)
    return Steps(case_steps(incident, moment))


@router.get(
    "/incidents/{incident}/chart.svg",
    response_class=Response,
    responses={200: SVG, **problems(403, 404)},
)
def case_chart(
    log: Log,
    now: Now,
    opened: Annotated[Opened, Depends(opened(Page.CHART))],
    version: Version = None,
    as_known_at: Moment | None = None,
) -> Response:
    """The charts that this case is on; each box says where its step stands, or stood then."""
    incident, moment = as_it_was(opened, version, as_known_at, now)
    picture = chart(incident, log.school_rules(), moment)
    return Response(picture, media_type="image/svg+xml", headers=SVG_ONLY)


def as_it_was(
    opened: Opened, version: int | None, as_known_at: datetime | None, now: datetime
) -> tuple[Incident, datetime]:
    """The case at a time, or when line `version` was written, and the time that is asked about."""
    known = chosen(opened.lines, version, as_known_at)
    incident, _ = doors_on(known)
    return incident, moment_of(known, version, as_known_at, now)


@router.get("/work", responses=problems(403))
def work(
    daybook: TheDaybook,
    who: Who,
    now: Now,
    cursor: Annotated[str | None, Query(max_length=300)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> WorkPage:
    """Open steps and tasks of yours, in all cases that you may know of, overdue first."""
    person = who.person
    needs(person.role, Page.WORK)
    rows = daybook.rows(who.school).work(
        reader=Reader(person, now),
        posts=sorted(permissions.posts_of(person, None)),
        limit=limit + 1,
        after=read_cursor(cursor),
    )
    items = [as_work(row, now) for row in rows[:limit]]
    return WorkPage(items, write_cursor(rows[limit - 1]) if len(rows) > limit else None)


def as_work(row: dict[str, Any], now: datetime) -> Work:
    late = row["due"] is not None and row["due"] < now
    return Work(
        incident=row["incident"],
        reference=row["reference"],
        step=row["step"],
        task=row["task"],
        route=row["route"],
        say=row["say"],
        kind=row["kind"],
        who=row["who"],
        due=row["due"],
        calendar=row["calendar"],
        state="overdue" if late else "open",
    )


def write_cursor(row: dict[str, Any]) -> str:
    due = (row["due"] or NEVER).isoformat()
    text = json.dumps([due, str(row["incident"]), row["place"]])
    return urlsafe_b64encode(text.encode()).decode()


def read_cursor(cursor: str | None) -> After | None:
    if cursor is None:
        return None
    try:
        due, incident, place = json.loads(urlsafe_b64decode(cursor.encode("ascii")))
        moment = datetime.fromisoformat(due)
        if moment.tzinfo is None or not isinstance(place, int) or not 0 <= place < 10**6:
            raise ValueError
        return moment, UUID(incident), place
    except (ValueError, TypeError, AttributeError):
        raise InvalidField("query:cursor", "Take `next` from the page before.") from None
