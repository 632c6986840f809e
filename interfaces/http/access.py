"""Who has opened a case, and opening one as an exception."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Path

from application import permissions
from application.reads import WHOLE, NoSuchGlass
from application.record import AnyLine, Line
from domain.access import CaseRead, GlassBroken, GlassReviewed, Page
from domain.incident.refusals import NotReported, Unreadable
from domain.people import Role
from interfaces.http.bodies import Said, Strict
from interfaces.http.dependencies import Log, Now, TheDaybook, Who
from interfaces.http.documented import problems
from interfaces.http.listing import NoticesListed
from interfaces.http.opening import disposed_of, doors_on
from interfaces.http.step_up import SteppedUp
from interfaces.wiring import Reader

router = APIRouter(prefix="/api", tags=["access"], responses=problems(401, 422, 503))

Glass = Annotated[int, Path(ge=1, lt=2**31)]
ALTERNATES = (Role.DSL, Role.DEPUTY_DSL, Role.HEAD, Role.CHAIR_OF_GOVERNORS)
TOLD_OF_GLASS = (Role.CHAIR_OF_GOVERNORS, Role.DATA_PROTECTION_OFFICER)


@dataclass(frozen=True, slots=True)
class Read:
    """One person's quarter of an hour, or an exception and its review."""

    what: str
    page: str | None
    account: UUID
    by: dict[str, str]
    role: str
    recorded_at: datetime
    why: str | None


@dataclass(frozen=True, slots=True)
class ReadsPage:
    items: list[Read]
    next: str | None = None


class BreakGlassBody(Strict):
    reason: Said


@dataclass(frozen=True, slots=True)
class Broken:
    glass: int
    until: datetime
    review_by: datetime


class ReviewBody(Strict):
    justified: bool
    remark: Said


@dataclass(frozen=True, slots=True)
class Reviewed:
    glass: int
    justified: bool


@dataclass(frozen=True, slots=True)
class NoticeItem:
    """`what` is break-glass or naming-to-confirm. Nothing of the case is told but its number."""

    what: str
    incident: UUID
    reference: str
    due: datetime
    overdue: bool
    glass: int | None = None
    by: dict[str, str] | None = None
    at: datetime | None = None
    reviewed_by: str | None = None
    justified: bool | None = None


@dataclass(frozen=True, slots=True)
class NoticesPage:
    items: list[NoticeItem]
    next: str | None = None


@router.get("/incidents/{incident}/reads", responses=problems(403, 404))
def reads(incident: UUID, daybook: TheDaybook, who: Who, log: Log, now: Now) -> ReadsPage:
    """Who has opened this case, newest last: of a restricted case for its case manager alone.

    While nobody manages it, for whoever the school has named to act instead.
    """
    if not log.door(incident, who.person, now).not_barred:
        raise NotReported
    lines = log.read(incident).lines
    kept = daybook.reads(log)
    visits = kept.visits(incident, WHOLE)
    state, doors = doors_on(lines)
    keeper = daybook.offices(who.school).keeper_of_reads(state.case_manager, doors)
    if not permissions.may_see_reads(who.person, doors, keeper):
        if permissions.may_know_of(who.person, doors, now=now):
            raise permissions.NotYourRole
        raise NotReported
    shown = ReadsPage([item(line) for line in visits.lines if isinstance(line, Line)])
    if not disposed_of(lines):
        kept.note(visits, incident, who.person, Page.READS, None, now)
    return shown


def item(line: Line) -> Read:
    assert line.recorded_at is not None
    what, page, why = told(line.event)
    by = {"name": line.by.name, "post": line.by.post, "organisation": line.by.organisation}
    return Read(what, page, line.actor, by, line.role.value, line.recorded_at, why)


def told(event: Any) -> tuple[str, str | None, str | None]:
    match event:
        case CaseRead(what=page, why=why):
            return "read", page.value, why
        case GlassBroken(reason=reason):
            return "break-glass", None, reason
        case GlassReviewed(remark=remark):
            return "review", None, remark
        case _:
            return "other", None, None


@router.post(
    "/incidents/{incident}/break-glass",
    status_code=201,
    responses=problems(400, 403, 404, 409, 413),
)
def break_glass(
    incident: UUID, body: BreakGlassBody, daybook: TheDaybook, who: SteppedUp, log: Log, now: Now
) -> Broken:
    """Open a case that is shut to you, for half an hour. Your reason is committed first; the chair
    of governors and the data protection officer are told, and somebody else reviews it.
    """
    needs(who.person.role, Page.BREAK_GLASS)
    if disposed_of(not_barred(who, log, incident, now)):
        raise Unreadable
    event = daybook.reads(log).break_glass(incident, who.person, body.reason, now)
    return Broken(event.glass, event.until, event.review_by)


@router.post(
    "/incidents/{incident}/break-glass/{glass}/review",
    responses=problems(400, 403, 404, 409, 413),
)
def review(
    incident: UUID,
    glass: Glass,
    body: ReviewBody,
    daybook: TheDaybook,
    who: Who,
    log: Log,
    now: Now,
) -> Reviewed:
    """Say whether it was right to open the case as an exception. Never your own."""
    needs(who.person.role, Page.REVIEW_OF_BREAK_GLASS)
    not_barred(who, log, incident, now)
    try:
        daybook.reads(log).review(incident, glass, who.person, body.justified, body.remark)
    except NoSuchGlass:
        raise NotReported from None  # A case without one tells no more than a case that is not.
    return Reviewed(glass, body.justified)


@router.get("/notices", responses=problems(403))
def notices(daybook: TheDaybook, who: Who, now: Now, listed: NoticesListed) -> NoticesPage:
    """What you have to look at: exceptions to review, namings to confirm or lift.

    An exception whose review is overdue is shown to the head and the safeguarding leads as well.
    """
    rows, eyes = daybook.access_rows(who.school), Reader(who.person, now)
    told = who.person.role in TOLD_OF_GLASS
    exceptions = rows.notices(eyes) if told else rows.unreviewed(eyes)
    namings = rows.namings(eyes) if who.person.role in ALTERNATES else []
    items = [
        *(of_glass(row, now) for row in exceptions),
        *(of_naming(row, now) for row in namings),
    ]
    return NoticesPage(sorted(items, key=lambda item: not item.overdue))


def of_glass(row: dict[str, Any], now: datetime) -> NoticeItem:
    return NoticeItem(
        what="break-glass",
        incident=row["incident"],
        reference=row["reference"],
        due=row["review_by"],
        overdue=row["reviewed_by"] is None and row["review_by"] < now,
        glass=row["glass"],
        by={"name": row["by_name"], "post": row["by_post"]},
        at=row["broken_at"],
        reviewed_by=row["reviewed_by"],
        justified=row["justified"],
    )


def of_naming(row: dict[str, Any], now: datetime) -> NoticeItem:
    return NoticeItem(
        what="naming-to-confirm",
        incident=row["incident"],
        reference=row["reference"],
        due=row["confirm_by"],
        overdue=row["confirm_by"] < now,
    )


def needs(role: Role, page: Page) -> None:
    if not permissions.may_open(role, page):
        raise permissions.NotYourRole


def not_barred(who: Who, log: Log, incident: UUID, now: datetime) -> Sequence[AnyLine]:
    """Raises NotReported, for those who are shut out as for a case that is not there."""
    if not log.door(incident, who.person, now).not_barred:
        raise NotReported
    lines = log.read(incident).lines
    _, doors = doors_on(lines)
    if permissions.barred(who.person, doors):
        raise NotReported
    return lines
