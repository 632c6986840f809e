"""/account/waiting: what an administrator asked for, and whoever agrees to it (decision 0011)."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import HTMLResponse

from application.account_acts import SAFEGUARDING_POSTS, TOLD_FOR, Act, Waiting, may_agree
from application.account_acts import as_event as event_of
from application.permissions import NotYourRole
from application.projections.account_sentences import act, named, post
from application.projections.history import sentence
from application.projections.phrases import moment
from application.record import Line
from domain.accounts import AccountEvent
from domain.people import Person
from interfaces.http import sessions
from interfaces.http.account.forms import (
    ByForm,
    PageRoute,
    ProvedByForm,
    TheForm,
    body_of,
    on,
    shown,
)
from interfaces.http.account.frame import frame_of, here_of, proof, typed
from interfaces.http.account.layout import Wrong, button, facts, field, form, page, told
from interfaces.http.account.markup import Child, Html, element, together
from interfaces.http.dependencies import TheDaybook
from interfaces.http.errors import InvalidField
from interfaces.http.sign_in.account_wishes import Refusing, concerned
from interfaces.http.sign_in.asked import address_of, check_second_factor, told_of
from interfaces.sign_in.account_acts import Acts, Done, NothingWaits
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


# One of them


def wish_of(request: Request, here: Session) -> Waiting:
    """Raises NothingWaits."""
    wishes = sessions.daybook_of(request).wishes
    try:
        number = UUID(request.path_params["number"])
    except ValueError:
        raise NothingWaits from None
    found = wishes.one(here.school, number, sessions.now_of(request))
    if found is None:
        raise NothingWaits
    return found


def one_page(request: Request, wrong: tuple[Wrong, ...] = ()) -> Html:
    here = here_concerned(request)
    waiting = wish_of(request, here)
    own = is_own(waiting, here.person)
    if not own and not may_agree(here.person, waiting):
        raise NotYourRole
    reason = field(
        "reason",
        "Why not? Needed only if you refuse" if not own else "Why? You may leave this empty",
        hint="Administrators read it: write nothing of a case.",
        wrong=wrong,
        value=typed(request, "reason"),
        lines=True,
    )
    return page(
        frame_of(request),
        HERE,
        ASKS[waiting.wish.act],
        asked_for(waiting),
        element("p", f"If you agree, the record will say that you {deed(waiting)}. ", ASK_THEM)
        if not own
        else None,
        form(
            frame_of(request),
            f"{HERE}/{waiting.number}",
            choice(request, wrong) if not own else None,
            reason,
            proof(request, wrong),
            button("Take it back" if own else "Confirm"),
        ),
        wrong=wrong,
    )


ASK_THEM = "Ask the person themselves first."


def deed(waiting: Waiting) -> str:
    return act(event_of(waiting.wish, None))


def choice(request: Request, wrong: tuple[Wrong, ...]) -> Html:
    before = typed(request, "decision")
    said = [one.sentence for one in wrong if one.field == "decision"]
    ways = [
        element(
            "span",
            element(
                "input",
                type="radio",
                name="decision",
                value=value,
                id="decision" if value == "agree" else value,
                checked=value == before,
            ),
            element("label", label, for_="decision" if value == "agree" else value),
            class_="choice",
        )
        for value, label in (("agree", "I agree"), ("refuse", "I do not agree"))
    ]
    return element(
        "fieldset",
        element("legend", "Do you agree?"),
        element("p", " ".join(said), class_="wrong") if said else None,
        *ways,
        class_="bad" if said else None,
    )


def decides(request: Request, here: ByForm) -> Session:
    """Before anything is proved: nobody is asked for a password in vain."""
    return concerned(here)


def acts(
    request: Request,
    daybook: TheDaybook,
    first: Annotated[Session, Depends(decides)],
    here: ProvedByForm,
) -> Acts:
    check_second_factor(here)
    return Acts(daybook, here.school, here.person, told_of(request, here))


@router.get("")
def waiting(request: Request) -> Response:
    return shown(waiting_page(request))


@router.get("/{number}")
def one(request: Request) -> Response:
    return shown(one_page(request))


def decision(request: Request, form: TheForm, here: Annotated[Session, Depends(decides)]) -> str:
    """Looked at before the proof, which would else be used up for nothing."""
    own = is_own(wish_of(request, here), here.person)
    found = form.one("decision")
    if not own and found not in ("agree", "refuse"):
        raise InvalidField("/decision", "Say whether you agree.")
    reason = form.one("reason").strip()
    if not own and found == "refuse" and not reason:
        raise InvalidField("/reason", "Say why not: whoever asked reads it.")
    body_of(Refusing, reason=reason or None)
    return "take-back" if own else found


@router.post("/{number}", dependencies=[on(one_page)])
def decide(
    number: str,
    chosen: Annotated[str, Depends(decision)],
    acts: Annotated[Acts, Depends(acts)],
    form: TheForm,
    request: Request,
) -> Response:
    if chosen == "agree":
        return shown(agreed_page(request, acts.agree(UUID(number))))
    acts.refuse(UUID(number), form.one("reason").strip())
    said = "It was taken back." if chosen == "take-back" else "You did not agree."
    return shown(after(request, told(element("p", f"{said} Nothing was done to the account."))))


def agreed_page(request: Request, done: Done) -> Html:
    address = address_of(request, done.link)
    if address is None:
        return after(request, told(element("p", "You agreed. It is done.")))
    return after(request, told(element("p", "You agreed. It is done.")), handed_over(address))


def handed_over(address: str) -> Html:
    return together(
        element("h2", "The sign-in link"),
        element(
            "p",
            "Hand it over in person, to nobody else. It is shown this once, works once, and for "
            "three days.",
        ),
        element("p", element("code", address, id="link")),
    )


def after(request: Request, *parts: Child) -> Html:
    back = element("p", element("a", "Back to what is waiting", href=HERE))
    return page(frame_of(request), HERE, "Waiting for agreement", *parts, back)
