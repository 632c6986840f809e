"""Who has opened a case, and opening one as an exception."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Path

from application import permissions
from application.account_acts import SAFEGUARDING_POSTS, TOLD_FOR, Waiting, asked_sentence
from application.projections.history import sentence as told_in_a_sentence
from application.projections.phrases import moment, stop
from application.reads import WHOLE, NoSuchGlass, OpenToYouAlready
from application.record import AnyLine, Line
from application.remarks import NOBODY_LEFT_IN_ONE, with_the_lado
from application.school_log import SchoolLog
from application.school_setup import setup_of
from domain.access import CaseRead, GlassBroken, GlassReviewed, Page
from domain.accounts import STORED_NAMES
from domain.incident.deciding.access import NEITHER_LEADS
from domain.incident.deciding.grounds import managed_by
from domain.incident.refusals import NotReported, Unreadable
from domain.people import Role
from interfaces.http.bodies import Reason, Said, Strict
from interfaces.http.dependencies import Log, Now, TheDaybook, Who
from interfaces.http.documented import problems
from interfaces.http.errors import kebab
from interfaces.http.listing import NoticesListed
from interfaces.http.opening import disposed_of, doors_on
from interfaces.http.step_up import SteppedUp
from interfaces.wiring import Reader

router = APIRouter(prefix="/api", tags=["access"], responses=problems(401, 422, 503))

Glass = Annotated[int, Path(ge=1, lt=2**31)]
ACCOUNT_LINES = tuple(STORED_NAMES)
AT_FIRST = 50  # lines of each kind
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
    reason: Reason


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
    """`what` is break-glass, with the reason that was given, or naming-to-confirm: nothing else
    of the case is told but its number.

    Or it is case-handed-over: the case is this person's now, and `sentence` says why.

    Or it is account-opened-by-one: `sentence` tells whom a case was opened to by name, though one
    administrator alone opened their account.

    Or it is nobody-left-to-decide, without any number: `sentence` says whom to ring.

    Or it is account-waiting, under the number `waiting`, or what was done to an account: then
    there is no incident. `sentence` tells each of them in words.
    """

    what: str
    incident: UUID | None = None
    reference: str | None = None
    due: datetime | None = None
    overdue: bool = False
    glass: int | None = None
    by: dict[str, str] | None = None
    at: datetime | None = None
    reviewed_by: str | None = None
    justified: bool | None = None
    reason: str | None = None
    sentence: str | None = None
    waiting: UUID | None = None


@dataclass(frozen=True, slots=True)
class NoticesPage:
    items: list[NoticeItem]
    next: str | None = None


@router.get("/incidents/{incident}/reads", responses=problems(403, 404))
def reads(incident: UUID, daybook: TheDaybook, who: Who, log: Log, now: Now) -> ReadsPage:
    """Who has opened this case, newest last: of a restricted case for its case manager alone.

    While nobody manages it, for whoever the school has named to act instead and may open it. To
    whoever may not open the case there is no such page either.
    """
    if not log.door(incident, who.person, now).not_barred:
        raise NotReported
    lines = log.read(incident).lines
    kept = daybook.reads(log)
    visits = kept.visits(incident, WHOLE)
    state, doors = doors_on(lines)
    may_read = partial(permissions.may_read, case=doors, now=now)
    keeper = daybook.offices(who.school).keeper_of_reads(managed_by(state), may_read)
    if not permissions.may_see_reads(who.person, doors, keeper):
        if permissions.may_know_of(who.person, doors, now=now):
            raise permissions.refused_reads(doors)
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
    lines = not_barred(who, log, incident, now)
    if disposed_of(lines):
        raise Unreadable
    _, doors = doors_on(lines)
    if permissions.may_read(who.person, doors, now):
        raise OpenToYouAlready
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
def notices(
    daybook: TheDaybook, who: Who, log: Log, now: Now, listed: NoticesListed
) -> NoticesPage:
    """What you have to look at: exceptions to review, namings to confirm or lift, and what is
    asked for, or was done within 30 days, that lets somebody into an account that reads cases.
    The data protection officer: that there is a case about which nobody is left to decide.

    An exception whose review is overdue is shown to the head and the safeguarding leads as well.
    """
    rows, eyes = daybook.access_rows(who.school), Reader(who.person, now)
    told = who.person.role in TOLD_OF_GLASS
    exceptions = rows.notices(eyes) if told else rows.unreviewed(eyes)
    namings = rows.namings(eyes) if who.person.role in ALTERNATES else []
    answers = who.person.role in SAFEGUARDING_POSTS
    asked = daybook.wishes.waiting(who.school, now) if answers else []
    done = account_lines(log, now) if answers else []
    by_one = rows.opened_by_one(eyes) if answers else []
    handed = rows.handed_over(eyes)
    by_post = who.person.role is Role.DATA_PROTECTION_OFFICER
    alone = by_post and rows.nobody_left(log.offices())
    items = [
        *([WITHOUT_ANYBODY] if alone else []),
        *(of_handing_over(row, log) for row in handed),
        *(of_glass(row, now) for row in exceptions),
        *(of_naming(row, now) for row in namings),
        *map(of_one_hand, by_one),
        *map(of_wish, asked),
        *map(of_account, reversed(done)),
    ]
    return NoticesPage(sorted(items, key=lambda item: not item.overdue))


WITHOUT_ANYBODY = NoticeItem(
    what="nobody-left-to-decide", overdue=True, sentence=NOBODY_LEFT_IN_ONE
)


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
        reason=row["reason"],
        sentence=glass_sentence(row),
    )


def glass_sentence(row: dict[str, Any]) -> str:
    """Who, when and why; then who has looked at it, or until when somebody is to."""
    opened = (
        f"{row['by_name']} ({row['by_post']}) opened {row['reference']} as an exception on "
        f"{moment(row['broken_at'])}: {stop(row['reason'] or 'no reason was given')}"
    )
    if row["reviewed_by"] is None:
        return f"{opened} Somebody else says by {moment(row['review_by'])} whether that was right."
    verdict = "justified" if row["justified"] else "not justified"
    return f"{opened} {row['reviewed_by']} found it {verdict}."


def of_handing_over(row: dict[str, Any], log: SchoolLog) -> NoticeItem:
    say = row["say"]
    if NEITHER_LEADS in say:
        say = with_the_lado(say, setup_of(log).contacts)
    return NoticeItem(
        what="case-handed-over",
        incident=row["incident"],
        reference=row["reference"],
        sentence=f"{row['reference']}: {say}",
    )


def of_naming(row: dict[str, Any], now: datetime) -> NoticeItem:
    return NoticeItem(
        what="naming-to-confirm",
        incident=row["incident"],
        reference=row["reference"],
        due=row["confirm_by"],
        overdue=row["confirm_by"] < now,
        sentence=(
            f"Somebody with an account is shut out of {row['reference']} on one word, or because "
            "a name may mean them. Say whether it is so: confirm it (declare-conflict) or lift it "
            f"(lift-conflict) by {moment(row['confirm_by'])}."
        ),
    )


def of_one_hand(row: dict[str, Any]) -> NoticeItem:
    return NoticeItem(
        what="account-opened-by-one",
        incident=row["incident"],
        reference=row["reference"],
        by={"name": row["by_name"], "post": row["by_post"]},
        at=row["at"],
        sentence=(
            f"{row['name']} ({row['post']}) may read this case, with an account that "
            f"{row['by_name']} ({row['by_post']}) opened alone and may have kept a way into. "
            "Have it reset: a second person agrees, and hands the new link over in person."
        ),
    )


def of_wish(waiting: Waiting) -> NoticeItem:
    return NoticeItem(
        what="account-waiting",
        due=waiting.until,
        by={"name": waiting.asked_by.name, "post": waiting.asked_by.post},
        at=waiting.asked_at,
        sentence=asked_sentence(waiting),
        waiting=waiting.number,
    )


def account_lines(log: SchoolLog, now: datetime) -> list[Line]:
    """Of the school's own stream, the oldest first. Only as far back as they are told."""
    most = AT_FIRST
    while True:
        lines = [
            line for line in log.of_school(ACCOUNT_LINES, most).lines if isinstance(line, Line)
        ]
        told = [line for line in lines if is_told(line, now)]
        of_each = Counter(type(line.event) for line in told)
        if all(number < most for number in of_each.values()):
            return told
        most *= 4


def is_told(line: Line, now: datetime) -> bool:
    return line.recorded_at is not None and now - line.recorded_at < TOLD_FOR


def of_account(line: Line) -> NoticeItem:
    return NoticeItem(
        what=kebab(type(line.event).__name__),
        by={"name": line.by.name, "post": line.by.post},
        at=line.recorded_at,
        sentence=told_in_a_sentence(line),
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
