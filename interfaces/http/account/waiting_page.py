"""/account/waiting: what an administrator asked for, and whoever agrees to it (decision 0011)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from application.account_acts import (
    ASKS,
    SAFEGUARDING_POSTS,
    TOLD_FOR,
    Act,
    Waiting,
    may_agree,
)
from application.account_news import not_agreed
from application.projections.account_sentences import named, post
from application.projections.history import sentence
from application.projections.phrases import moment
from application.record import Line
from application.remarks import NOBODY_LEFT_IN_ONE
from application.sign_in import RUNS_ACCOUNTS
from domain.accounts import AccountEvent, Whose
from domain.people import Person
from interfaces.http import sessions
from interfaces.http.account.forms import (
    PageRoute,
    shown,
)
from interfaces.http.account.frame import frame_of, here_of
from interfaces.http.account.layout import Wrong, facts, page
from interfaces.http.account.markup import Child, Html, element
from interfaces.http.sign_in.account_wishes import concerned
from interfaces.wiring import Session

HERE = "/account/waiting"
router = APIRouter(
    prefix=HERE,
    route_class=PageRoute,
    default_response_class=HTMLResponse,
    include_in_schema=False,
)


def here_concerned(request: Request) -> Session:
    return concerned(here_of(request))


def waiting_page(request: Request, wrong: tuple[Wrong, ...] = ()) -> Html:
    here = here_concerned(request)
    found = sessions.daybook_of(request).wishes.waiting(here.school, sessions.now_of(request))
    theirs = [one for one in found if may_agree(here.person, one)]
    others = [one for one in found if one not in theirs]
    return page(
        frame_of(request),
        HERE,
        "Waiting for agreement",
        *without_anybody(request, here),
        element("p", WHY),
        *list_of(theirs, here.person),
        *asked_by_others(others, here.person),
        *told_lately(request, here),
        wrong=wrong,
    )


WHY = (
    "An administrator runs accounts and sees no cases. What would open cases to somebody waits "
    "here until a second person agrees: head, safeguarding lead, deputy, or chair of governors."
)


def without_anybody(request: Request, here: Session) -> list[Child]:
    """To an administrator: that there is such a case, and nothing else of it."""
    daybook = sessions.daybook_of(request)
    asked = here.person.role in RUNS_ACCOUNTS
    if not asked or not daybook.access_rows(here.school).nobody_left(daybook.offices(here.school)):
        return []
    return [element("p", NOBODY_LEFT_IN_ONE, class_="card")]


def list_of(waiting: list[Waiting], person: Person) -> list[Child]:
    if person.role not in SAFEGUARDING_POSTS:
        return []
    head = element("h2", "For you to decide")
    if not waiting:
        return [head, element("p", "Nothing waits for you.", class_="empty")]
    return [head, *(card(one, "Decide") for one in waiting)]


def asked_by_others(waiting: list[Waiting], person: Person) -> list[Child]:
    """An administrator's own wishes, and those about oneself: somebody else decides them."""
    if not waiting:
        return [] if person.role in SAFEGUARDING_POSTS else [element("p", "Nothing waits.")]
    cards = [card(one, "Take it back" if is_own(one, person) else None) for one in waiting]
    return [element("h2", "For somebody else to decide"), *cards]


def is_own(waiting: Waiting, person: Person) -> bool:
    return waiting.asked_by.account == person.account


def card(waiting: Waiting, way: str | None) -> Html:
    told = waiting.wish.whose
    link = element("a", way, href=f"{HERE}/{waiting.number}") if way else None
    about = element("span", f" for {named(told)}", class_="unseen")
    return element(
        "section",
        element("h3", ASKS[waiting.wish.act]),
        asked_for(waiting),
        element("p", link, about) if link else None,
        class_="card",
    )


def asked_for(waiting: Waiting) -> Html:
    wish = waiting.wish
    return facts(
        ("For", named(wish.whose)),
        ("Role", roles(waiting)),
        ("Identity", f"{wish.subject} at {wish.issuer}" if wish.issuer else None),
        ("Asked for by", named(waiting.asked_by)),
        ("Asked on", moment(waiting.asked_at)),
        ("Waits until", moment(waiting.until)),
    )


def roles(waiting: Waiting) -> str:
    wish = waiting.wish
    return (f"{post(wish.before)}, to become " if wish.before else "") + post(wish.whose.role)


def told_lately(request: Request, here: Session) -> list[Child]:
    """What they decided; and to whoever asks for accounts, what became of it."""
    parts = decided(request, here) if here.person.role in SAFEGUARDING_POSTS else []
    return parts + (answered(request, here) if here.person.role in RUNS_ACCOUNTS else [])


def decided(request: Request, here: Session) -> list[Child]:
    account, since = here.person.account, lately(request)
    agreed = [one for one in acts_told(request, here) if one.actor == account]
    refused = [
        (one.at, refusal(one.detail))
        for one in sessions.daybook_of(request).own_happenings.not_agreed(
            here.school, account, since
        )
    ]
    return told_in_order("What you decided", agreed, refused)


def answered(request: Request, here: Session) -> list[Child]:
    account, since = here.person.account, lately(request)
    agreed = [one for one in acts_told(request, here) if asked_by(one) == account]
    happenings = sessions.daybook_of(request).own_happenings
    refused = [
        (one.at, not_agreed(one)) for one in happenings.refused_to(here.school, account, since)
    ]
    taken_back = [
        (one.at, refusal(one.detail, "Taken back"))
        for one in happenings.not_agreed(here.school, account, since)
    ]
    return told_in_order("What became of what you asked for", agreed, refused + taken_back)


def lately(request: Request) -> datetime:
    return sessions.now_of(request) - TOLD_FOR


def acts_told(request: Request, here: Session) -> list[Line]:
    """The lines of the school's own stream that tell of accounts, of the last 30 days."""
    since = lately(request)
    return [
        line
        for line in sessions.daybook_of(request).log(here.school).read(here.school).lines
        if isinstance(line, Line)
        and isinstance(line.event, AccountEvent)
        and line.recorded_at is not None
        and line.recorded_at > since
    ]


def asked_by(line: Line) -> UUID | None:
    found = getattr(line.event, "asked_by", None)
    return found.account if isinstance(found, Whose) else None


def told_in_order(
    heading: str, lines: list[Line], refused: list[tuple[datetime, str]]
) -> list[Child]:
    said = refused + [(line.recorded_at, sentence(line)) for line in lines if line.recorded_at]
    items = [
        element("li", element("span", moment(at), class_="hint"), " ", one)
        for at, one in sorted(said, reverse=True)
    ]
    empty = element("p", "Nothing in the last 30 days.", class_="empty")
    return [element("h2", heading), element("ul", *items) if items else empty]


def refusal(detail: Mapping[str, Any], said: str = "Not agreed") -> str:
    reason = f": {detail['reason']}" if "reason" in detail else "."
    return f"{said}, {ASKS[Act(detail['act'])].lower()} for {detail['name']}{reason}"


@router.get("")
def waiting(request: Request) -> Response:
    return shown(waiting_page(request))
