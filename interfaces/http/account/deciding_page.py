"""/account/waiting/NUMBER: agreeing to one wish, refusing it, or taking it back."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import HTMLResponse

from application.account_acts import ASKS, Waiting, may_agree
from application.account_acts import as_event as event_of
from application.permissions import NotYourRole
from application.projections.account_sentences import act
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
from interfaces.http.account.frame import frame_of, proof, typed
from interfaces.http.account.handed_over import handed_over
from interfaces.http.account.layout import Wrong, button, choices, field, form, page, told
from interfaces.http.account.markup import Child, Html, element
from interfaces.http.account.waiting_page import HERE, asked_for, here_concerned, is_own
from interfaces.http.dependencies import TheDaybook
from interfaces.http.errors import InvalidField
from interfaces.http.sign_in.account_wishes import Refusing, concerned
from interfaces.http.sign_in.asked import address_of, check_second_factor, told_of
from interfaces.sign_in.account_acts import Acts, Done, NothingWaits
from interfaces.wiring import Session

router = APIRouter(
    prefix=HERE,
    route_class=PageRoute,
    default_response_class=HTMLResponse,
    include_in_schema=False,
)


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
    ways = (("agree", "I agree"), ("refuse", "I do not agree"))
    return choices("decision", "Do you agree?", ways, typed(request, "decision"), wrong)


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
    said = told(element("p", "You agreed. It is done."))
    return after(request, said, handed_over(address) if address else None)


def after(request: Request, *parts: Child) -> Html:
    back = element("p", element("a", "Back to what is waiting", href=HERE))
    return page(frame_of(request), HERE, "Waiting for agreement", *parts, back)
