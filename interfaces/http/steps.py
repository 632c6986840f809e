"""What has to be done next: the steps of a case, its chart, and my work across cases."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Response

from application import permissions
from application.case_steps import NEVER, CaseStep, case_steps, chart
from domain.access import Page
from interfaces.http.dependencies import Log, Now, TheDaybook, Who
from interfaces.http.documented import problems
from interfaces.http.errors import InvalidField
from interfaces.http.listing import WorkListed
from interfaces.http.opening import Opened, opened
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
def steps(now: Now, opened: Annotated[Opened, Depends(opened(Page.STEPS))]) -> Steps:
    """What this case was asked to do: overdue first, then by the time it is due."""
    return Steps(case_steps(opened.incident, now))


@router.get(
    "/incidents/{incident}/chart.svg",
    response_class=Response,
    responses={200: SVG, **problems(403, 404)},
)
def case_chart(log: Log, opened: Annotated[Opened, Depends(opened(Page.CHART))]) -> Response:
    """The charts that this case is on, with what is done and what is open marked."""
    picture = chart(opened.incident, log.school_rules())
    return Response(picture, media_type="image/svg+xml", headers=SVG_ONLY)


@router.get("/work", responses=problems(403))
def work(
    daybook: TheDaybook,
    who: Who,
    now: Now,
    listed: WorkListed,
    cursor: Annotated[str | None, Query(max_length=300)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> WorkPage:
    """Open steps and tasks of yours, in all cases that you may know of, overdue first."""
    person = who.person
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
