"""What has to be done next: the steps of a case, its chart, and my work across cases."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Response

from application.case_steps import CaseStep, case_steps, chart
from domain.access import Page
from interfaces.http.dependencies import Log, Now
from interfaces.http.documented import problems
from interfaces.http.opening import Opened, opened

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
