"""What has to be done next: the steps of a case, its chart, and my work across cases."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Response

from application.case_chart import chart
from application.case_steps import CaseStep, case_steps
from domain.access import Page
from domain.incident.state import Incident
from interfaces.http.bodies import Moment
from interfaces.http.dependencies import Log, Now
from interfaces.http.documented import problems
from interfaces.http.incidents import Version, chosen, moment_of
from interfaces.http.opening import Opened, doors_on, opened

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


@router.get("/incidents/{incident}/steps", responses=problems(403, 404))
def steps(
    log: Log,
    now: Now,
    opened: Annotated[Opened, Depends(opened(Page.STEPS))],
    version: Version = None,
    as_known_at: Moment | None = None,
) -> Steps:
    """What this case was asked to do, as it stands or stood: overdue first, then by due time."""
    incident, moment = as_it_was(opened, version, as_known_at, now)
    known = opened.shown(chosen(opened.lines, version, as_known_at))
    return Steps(case_steps(incident, moment, known, log.school_rules()))


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
    known = opened.shown(chosen(opened.lines, version, as_known_at))
    picture = chart(incident, log.school_rules(), moment, known)
    return Response(picture, media_type="image/svg+xml", headers=SVG_ONLY)


def as_it_was(
    opened: Opened, version: int | None, as_known_at: datetime | None, now: datetime
) -> tuple[Incident, datetime]:
    """The case at a time, or when line `version` was written, and the time that is asked about."""
    known = chosen(opened.lines, version, as_known_at)
    incident, _ = doors_on(opened.shown(known))
    return incident, moment_of(known, version, as_known_at, now)
