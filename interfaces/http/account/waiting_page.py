"""/account/waiting: what an administrator asked for, and whoever agrees to it (decision 0011)."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from application.account_acts import SAFEGUARDING_POSTS, TOLD_FOR, Act, Waiting, may_agree
from application.projections.account_sentences import named, post
from application.projections.history import sentence
from application.projections.phrases import moment
from application.record import Line
from domain.accounts import AccountEvent
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

ASKS = {
    Act.OPEN: "Open an account",
    Act.REOPEN: "Open a closed account again",
    Act.GIVE_ROLE: "Give another role",
    Act.CLOSE: "Close the account",
    Act.LINK: "Give a new sign-in link",
    Act.RESET: "Begin the account anew: password, phone and passkeys are taken off",
    Act.IDENTITY: "Link an identity at the school's provider",
}


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
        element("p", WHY),
        *list_of(theirs, here.person),
        *asked_by_others(others, here.person),
        *decided(request, here),
        wrong=wrong,
    )


WHY = (
    "An administrator runs accounts and sees no cases. What would open cases to somebody waits "
    "here until a second person agrees: head, safeguarding lead, deputy, or chair of governors."
)


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


def decided(request: Request, here: Session) -> list[Child]:
    daybook, now = sessions.daybook_of(request), sessions.now_of(request)
    lines = daybook.log(here.school).read(here.school).lines
    agreed = [
        (line.recorded_at, sentence(line))
        for line in lines
        if isinstance(line, Line)
        and isinstance(line.event, AccountEvent)
        and line.actor == here.person.account
        and line.recorded_at is not None
        and now - line.recorded_at < TOLD_FOR
    ]
    account = here.person.account
    refused = [
        (one.at, refusal(one.detail))
        for one in daybook.own_happenings.not_agreed(here.school, account, now - TOLD_FOR)
    ]
    items = [
        element("li", element("span", moment(at), class_="hint"), " ", said)
        for at, said in sorted(agreed + refused, reverse=True)
    ]
    empty = element("p", "Nothing in the last 30 days.", class_="empty")
    return [element("h2", "What you decided"), element("ul", *items) if items else empty]


def refusal(detail: object) -> str:
    assert isinstance(detail, dict)
    reason = f": {detail['reason']}" if "reason" in detail else "."
    return f"Not agreed, {ASKS[Act(detail['act'])].lower()} for {detail['name']}{reason}"


@router.get("")
def waiting(request: Request) -> Response:
    return shown(waiting_page(request))
