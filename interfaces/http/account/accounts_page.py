"""/account/accounts: who may come in, as an administrator looks after it. Nothing of cases."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import HTMLResponse

from application.account_acts import Act, Waiting, Wish
from application.projections.account_sentences import post
from application.projections.phrases import moment
from domain.accounts import Whose
from domain.people import Role
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
from interfaces.http.account.handed_over import handed_over
from interfaces.http.account.layout import Wrong, button, field, form, page, select, table, told
from interfaces.http.account.markup import Child, Html, element
from interfaces.http.dependencies import TheDaybook
from interfaces.http.errors import TITLES, Problem
from interfaces.http.sign_in import accounts
from interfaces.http.sign_in.accounts import Invited, NewAccount
from interfaces.http.sign_in.asked import administrator, told_of
from interfaces.sign_in.account_acts import Acts
from interfaces.wiring import Account, Session

HERE = "/account/accounts"
router = APIRouter(
    prefix=HERE,
    route_class=PageRoute,
    default_response_class=HTMLResponse,
    include_in_schema=False,
)


def here_running(request: Request) -> Session:
    return administrator(here_of(request))


def acts_of(request: Request, here: Session) -> Acts:
    daybook = sessions.daybook_of(request)
    return Acts(daybook, here.school, here.person, told_of(request, here))


def runs_accounts(here: ByForm) -> Session:
    """Before anything is proved: nobody is asked for a password in vain."""
    return administrator(here)


def proved_acts(
    request: Request, first: Annotated[Session, Depends(runs_accounts)], here: ProvedByForm
) -> Acts:
    return acts_of(request, here)


ActsProved = Annotated[Acts, Depends(proved_acts)]


# Everybody


def accounts_page(request: Request, wrong: tuple[Wrong, ...] = ()) -> Html:
    here = here_running(request)
    daybook = sessions.daybook_of(request)
    waiting = daybook.wishes.waiting(here.school, sessions.now_of(request))
    found = daybook.accounts.all(here.school)
    return page(
        frame_of(request),
        HERE,
        "Accounts",
        element("p", WHO_MAY_COME_IN),
        element("p", element("a", "Open an account", href=f"{HERE}/new", class_="button")),
        table(COLUMNS, [row(one, waiting) for one in found if one.closed_at is None]),
        *closed([one for one in found if one.closed_at is not None]),
        wrong=wrong,
    )


WHO_MAY_COME_IN = (
    "Who may come in, and as what. You see no cases, and nothing here tells who is named in one."
)
COLUMNS = ("Name", "Post", "Role", "State")


def row(one: Account, waiting: list[Waiting]) -> tuple[Child, ...]:
    person = one.person
    asked = any(each.wish.whose.account == person.account for each in waiting)
    said = state(one) + (" Something waits for agreement." if asked else "")
    return (to(one), person.post, in_words(person.role), said)


def to(one: Account) -> Html:
    return element("a", one.person.name, href=f"{HERE}/{one.person.account}")


def state(one: Account) -> str:
    if one.closed_at is not None:
        return f"Closed on {moment(one.closed_at)}."
    if one.last_signed_in_at is None:
        return "Nobody has signed in yet."
    return f"Last signed in on {moment(one.last_signed_in_at)}."


def closed(found: list[Account]) -> list[Child]:
    if not found:
        return []
    rows = [(to(one), one.person.post, in_words(one.person.role), state(one)) for one in found]
    return [element("h2", "Closed accounts"), table(COLUMNS, rows)]


@router.get("")
def all_accounts(request: Request) -> Response:
    return shown(accounts_page(request))


# A new one


def new_page(request: Request, wrong: tuple[Wrong, ...] = ()) -> Html:
    here = here_running(request)
    return page(
        frame_of(request),
        HERE,
        "Open an account",
        element("p", SEEN_ONCE),
        form(
            frame_of(request),
            f"{HERE}/new",
            field("name", "Name", hint=AS_SIGNED, value=typed(request, "name"), wrong=wrong),
            field("post", "Post", hint=AS_RECORDED, value=typed(request, "post"), wrong=wrong),
            roles(request, here, wrong),
            proof(request, wrong),
            button("Open the account"),
        ),
        wrong=wrong,
    )


SEEN_ONCE = (
    "You are shown a one-time link, which its owner signs in with first. Where the role reads "
    "cases, the name is not in the list of people, or somebody of nearly that name has an "
    "account, somebody who answers for the cases agrees first, and is shown the link instead."
)
AS_SIGNED = "As colleagues know them, such as A. Khan."
AS_RECORDED = "As the record shall name it, such as Head of Year 8."


def roles(request: Request, here: Session, wrong: tuple[Wrong, ...]) -> Html:
    acts = acts_of(request, here)
    ways = [("", "Choose a role"), *((one.value, opened_as(one, acts)) for one in Role)]
    return select("role", "Role", ways, chosen=typed(request, "role"), wrong=wrong)


def opened_as(role: Role, acts: Acts) -> str:
    told = Whose(account=acts.by.account, name="", post="", role=role)
    waits = acts.must_wait(Wish(act=Act.OPEN, whose=told))
    return in_words(role) + (": a second person agrees" if waits else "")


def in_words(role: Role) -> str:
    said = post(role)
    return said[0].upper() + said[1:]


@router.get("/new")
def new(request: Request) -> Response:
    return shown(new_page(request))


def asked_for(form: TheForm, first: Annotated[Session, Depends(runs_accounts)]) -> NewAccount:
    """Looked at before the proof, which would else be used up for nothing."""
    fields = {name: form.one(name).strip() for name in ("name", "post", "role")}
    if fields["role"] not in list(Role):
        fields["role"] = ""
    check_nothing_is_missing(fields)
    return body_of(NewAccount, **fields)


MISSING = {"name": "Type the name.", "post": "Type the post.", "role": "Choose a role."}


def check_nothing_is_missing(fields: dict[str, str]) -> None:
    """All at once, in the page's own words."""
    missing = [
        {"pointer": f"/{name}", "detail": MISSING[name]}
        for name, said in fields.items()
        if not said
    ]
    if missing:
        raise Problem(422, "invalid-field", TITLES[422], errors=missing)


@router.post("/new", dependencies=[on(new_page, "name", "post", "role")])
def open_one(
    asked: Annotated[NewAccount, Depends(asked_for)],
    acts: ActsProved,
    daybook: TheDaybook,
    request: Request,
) -> Response:
    invited = accounts.add(asked, daybook, acts, request, Response())
    return shown(opened(request, asked, invited))


def opened(request: Request, asked: NewAccount, invited: Invited) -> Html:
    if invited.address is None:
        return after(request, waits(f"The account of {asked.name}"))
    done = told(element("p", f"{asked.name} may now come in as {post(asked.role)}."))
    return after(request, done, handed_over(invited.address))


def waits(what: str) -> Html:
    link = element("a", "what waits", href="/account/waiting")
    said = (
        f"{what}: nothing is done yet. Somebody who answers for the cases must agree first, "
        "within 14 days. Look at "
    )
    return told(element("p", said, link, "."))


def after(request: Request, *parts: Child) -> Html:
    back = element("p", element("a", "Back to the accounts", href=HERE))
    return page(frame_of(request), HERE, "Accounts", *parts, back)
