"""/account/accounts/ACCOUNT: what an administrator does to one account."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, assert_never
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import HTMLResponse

from application.account_acts import Act
from application.projections.phrases import moment
from domain.people import Role
from interfaces.http import sessions
from interfaces.http.account.accounts_page import (
    HERE,
    ActsProved,
    acts_of,
    after,
    here_running,
    in_words,
    runs_accounts,
    state,
    waits,
)
from interfaces.http.account.forms import PageRoute, TheForm, on, shown
from interfaces.http.account.frame import frame_of, proof, typed
from interfaces.http.account.handed_over import handed_over
from interfaces.http.account.layout import (
    Wrong,
    button,
    choices,
    facts,
    form,
    page,
    select,
    told,
)
from interfaces.http.account.markup import Child, Html, element
from interfaces.http.dependencies import TheDaybook
from interfaces.http.errors import InvalidField
from interfaces.http.sign_in import accounts
from interfaces.http.sign_in.accounts import Invited, NewRole
from interfaces.http.sign_in.asked import told_of
from interfaces.sign_in.account_acts import Acts, to_account
from interfaces.wiring import Account, Session

router = APIRouter(
    prefix=HERE,
    route_class=PageRoute,
    default_response_class=HTMLResponse,
    include_in_schema=False,
)


class Way(StrEnum):
    LINK = "link"
    END = "end-sessions"
    RESET = "reset"
    ROLE = "role-given"
    CLOSE = "close"
    REOPEN = "reopen"


SAID = {
    Way.LINK: "Give a new sign-in link: for who has lost their password",
    Way.END: "End all their sessions, on every device",
    Way.RESET: "Reset: password, phone, passkeys and recovery codes are taken off, and they begin "
    "anew with a link. Check in person who asks",
    Way.ROLE: "Give another role, chosen below",
    Way.CLOSE: "Close the account: they have left",
    Way.REOPEN: "Open the account again",
}
DONE = {
    Way.LINK: "A new link was made. Earlier ones work no longer.",
    Way.END: "All their sessions are over.",
    Way.RESET: "The account begins anew.",
    Way.ROLE: "They have another role, and are signed out.",
    Way.CLOSE: "The account is closed. Sessions, tokens and links are over.",
    Way.REOPEN: "The account is open again. They sign in as before.",
}
ACTS = {
    Way.LINK: Act.LINK,
    Way.RESET: Act.RESET,
    Way.CLOSE: Act.CLOSE,
    Way.REOPEN: Act.REOPEN,
}


def one_page(request: Request, wrong: tuple[Wrong, ...] = ()) -> Html:
    here = here_running(request)
    account = account_of(request, here)
    return page(
        frame_of(request),
        HERE,
        account.person.name,
        known(account),
        *what_to_do(request, here, account, wrong),
        element("p", element("a", "Back to the accounts", href=HERE)),
        wrong=wrong,
    )


def account_of(request: Request, here: Session) -> Account:
    """Raises Problem."""
    try:
        number = UUID(request.path_params["account"])
    except ValueError:
        number = UUID(int=0)
    return accounts.one(sessions.daybook_of(request), here, number)


def known(account: Account) -> Html:
    return facts(
        ("Post", account.person.post),
        ("Role", in_words(account.person.role)),
        ("State", state(account)),
        ("Second factor", "yes" if account.second_factor else "none"),
        ("Opened on", moment(account.created_at)),
    )


def what_to_do(
    request: Request, here: Session, account: Account, wrong: tuple[Wrong, ...]
) -> list[Child]:
    if account.person.account == here.person.account:
        return [element("p", "This is your own account: another administrator looks after it.")]
    acts = acts_of(request, here)
    ways = [(way.value, said(way, account, acts)) for way in open_to(account)]
    parts: list[Child] = [
        choices("act", "What is to be done?", ways, typed(request, "act"), wrong)
    ]
    if account.closed_at is None:
        parts.append(other_roles(request, account, wrong))
    action = f"{HERE}/{account.person.account}"
    return [form(frame_of(request), action, *parts, proof(request, wrong), button("Confirm"))]


def open_to(account: Account) -> Iterator[Way]:
    for way in Way:
        if (way is Way.REOPEN) is (account.closed_at is not None):
            yield way


def said(way: Way, account: Account, acts: Acts) -> str:
    act = ACTS.get(way)
    waiting = act is not None and acts.must_wait(to_account(act, account.person))
    return SAID[way] + (". A second person agrees first." if waiting else ".")


def other_roles(request: Request, account: Account, wrong: tuple[Wrong, ...]) -> Html:
    others = [one for one in Role if one is not account.person.role]
    ways = [("", "Leave it as it is"), *((one.value, in_words(one)) for one in others)]
    hint = "Most roles wait until a second person agrees."
    chosen = typed(request, "role")
    return select("role", "Another role", ways, chosen=chosen, hint=hint, wrong=wrong)


@router.get("/{account}")
def one(request: Request) -> Response:
    return shown(one_page(request))


def chosen(form: TheForm, first: Annotated[Session, Depends(runs_accounts)]) -> Way:
    """Looked at before the proof, which would else be used up for nothing."""
    try:
        way = Way(form.one("act"))
    except ValueError:
        raise InvalidField("/act", "Choose what is to be done.") from None
    if way is Way.ROLE and form.one("role") not in list(Role):
        raise InvalidField("/role", "Choose the role.")
    return way


@router.post("/{account}", dependencies=[on(one_page, "act", "role")])
def do(
    way: Annotated[Way, Depends(chosen)],
    acts: ActsProved,
    form: TheForm,
    daybook: TheDaybook,
    request: Request,
) -> Response:
    here = here_running(request)
    account = account_of(request, here).person
    outcome = done(way, account.account, form.one("role"), acts, request)
    return shown(outcome_page(request, way, account.name, outcome))


def done(way: Way, account: UUID, role: str, acts: Acts, request: Request) -> Invited | bool:
    """The link, or whether it is done already; else it waits."""
    daybook, here = acts.daybook, here_running(request)
    match way:
        case Way.LINK:
            return accounts.new_link(account, daybook, here, acts, request, Response())
        case Way.RESET:
            return accounts.reset_factors(account, daybook, here, acts, request, Response())
        case Way.END:
            accounts.end_sessions(account, daybook, here, told_of(request, here))
            return True
        case Way.ROLE:
            asked = NewRole(role=Role(role))
            return at_once(accounts.change_role(account, asked, daybook, here, acts))
        case Way.CLOSE:
            return at_once(accounts.close(account, daybook, here, acts))
        case Way.REOPEN:
            return at_once(accounts.reopen(account, daybook, here, acts))
        case _:
            assert_never(way)


def at_once(answer: Response) -> bool:
    return answer.status_code != 202


def outcome_page(request: Request, way: Way, name: str, outcome: Invited | bool) -> Html:
    address = outcome.address if isinstance(outcome, Invited) else None
    if outcome is False or (isinstance(outcome, Invited) and address is None):
        return after(request, waits(f"{SAID[way].partition(':')[0]}, {name}"))
    link = handed_over(address) if address else None
    return after(request, told(element("p", f"{name}: {DONE[way]}")), link)
