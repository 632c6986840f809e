"""/account: who is signed in, what is new, and where else; the way out."""

from uuid import UUID

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse

from application.account_news import TOLD_OF_CHANGES, News, news, source
from application.projections.account_sentences import post
from application.projections.phrases import moment
from application.sign_in import What, needs_second_factor
from interfaces.http import sessions
from interfaces.http.account.forms import (
    ByForm,
    PageRoute,
    ProvedByForm,
    TheForm,
    back_to,
    done,
    form_of,
    go,
    on,
    shown,
)
from interfaces.http.account.frame import frame_of, had_by, here_of, proof
from interfaces.http.account.layout import Wrong, button, facts, form, page, plain_page, table
from interfaces.http.account.markup import Child, Html, element, together
from interfaces.http.dependencies import TheDaybook
from interfaces.http.errors import InvalidField
from interfaces.http.sign_in.asked import told_of
from interfaces.http.sign_in.own_account import end_others
from interfaces.http.sign_in.signing_in import sign_out
from interfaces.wiring import Factors, Session

HERE = "/account"
router = APIRouter(
    prefix=HERE,
    route_class=PageRoute,
    default_response_class=HTMLResponse,
    include_in_schema=False,
)

HOW = {
    "password": "password",
    "link": "one-time link",
    "provider": "your school's provider",
    "passkey": "passkey",
    "code": "code from the phone",
    "recovery": "recovery code",
}
TOLD = {
    "ended": "The chosen sessions are over.",
    "others": "All your other sessions are over.",
}


def own_page(request: Request, wrong: tuple[Wrong, ...] = ()) -> Html:
    here = here_of(request)
    had = had_by(request, here)
    return page(
        frame_of(request),
        HERE,
        "Your account",
        done(request, TOLD),
        lacks(here),
        since_last_here(request, here),
        who(here),
        element("h2", "Where you are signed in"),
        signed_in_at(request, here, wrong),
        element("h2", "Ways you sign in"),
        ways(had),
        changes(request, here),
        wrong=wrong,
    )


def lacks(here: Session) -> Html | None:
    if here.two_factors or not needs_second_factor(here.person.role):
        return None
    add = element("a", "Add a passkey, or codes from a phone", href="/account/factors")
    said = element("p", "Your role needs a second factor before it opens anything. ", add, ".")
    return element("div", said, class_="warning")


def who(here: Session) -> Html:
    person = here.person
    return facts(
        ("Name", person.name),
        ("Post", person.post),
        ("Role", post(person.role)),
        ("School", person.organisation),
        ("Signed in", f"{moment(here.created_at)}, by {how(here)}"),
        ("This session ends", f"{moment(here.ends_at)} at the latest"),
    )


def how(session: Session) -> str:
    return " and ".join(HOW.get(part, part) for part in session.how.split("+"))


# What is new


def news_of(request: Request, here: Session) -> News:
    happenings = sessions.daybook_of(request).own_happenings
    since = sessions.now_of(request) - TOLD_OF_CHANGES
    account = here.person.account
    came_in = happenings.came_in(here.school, account)
    refused = happenings.refused_to(here.school, account, since)
    return news(came_in, happenings.to(here.school, account, since), refused)


def since_last_here(request: Request, here: Session) -> Html | None:
    found = news_of(request, here)
    if found.last_here is None:
        return None
    last = f"You signed in before this on {moment(found.last_here.at)}{source(found.last_here)}."
    new = [change.sentence for change in found.new_changes]
    if not found.attempts and not new:
        return element("p", last, class_="hint")
    items = [element("li", one) for one in (*found.attempts, *new)]
    return element(
        "section",
        element("h2", "Since you were last here", id="new"),
        element("p", last),
        element("ul", *items),
        element("p", "Was that not you? Change your password and tell your administrator."),
        class_="warning",
        aria_labelledby="new",
    )


def changes(request: Request, here: Session) -> Html:
    found = news_of(request, here).changes
    items = [
        element("li", element("span", moment(one.at), class_="hint"), " ", one.sentence)
        for one in found[:20]
    ]
    said = element("ul", *items) if items else element("p", "Nothing in the last 90 days.")
    return together(element("h2", "What has changed"), said)


# Sessions


def signed_in_at(request: Request, here: Session, wrong: tuple[Wrong, ...]) -> Html:
    now = sessions.now_of(request)
    found = sessions.daybook_of(request).door.sessions(here.school, here.person.account, now)
    chosen = form_of(request).all("session")
    rows = [row(one, here, str(one.number) in chosen) for one in found]
    parts: list[Child] = [element("div", table(COLUMNS, rows), id="session")]
    if len(found) > 1:
        parts += [proof(request, wrong), ending()]
    return form(frame_of(request), "/account/sessions", *parts)


COLUMNS = ("Session", "Signed in", "Last used", "By")


def ending() -> Html:
    return element(
        "div",
        button("End the chosen sessions", "quiet", "what", "chosen"),
        button("End all others", None, "what", "others"),
        class_="buttons",
    )


def row(one: Session, here: Session, chosen: bool) -> tuple[Child, ...]:
    number = str(one.number)
    called = browser(one.user_agent)
    if one.number == here.number:
        name = element("strong", f"{called} (this one)")
    else:
        box = element(
            "input", type="checkbox", name="session", value=number, id=number, checked=chosen
        )
        name = element("span", box, element("label", called, for_=number), class_="choice")
    return (name, moment(one.created_at), moment(one.last_seen_at), how(one))


BROWSERS = ("Edg", "OPR", "Firefox", "Chrome", "Safari")
CALLED = {"Edg": "Edge", "OPR": "Opera"}
SYSTEMS = {
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "CrOS": "Chromebook",
    "Windows": "Windows",
    "Mac OS X": "Mac",
    "Linux": "Linux",
}


def browser(user_agent: str) -> str:
    """As far as a browser says what it is."""
    name = next((one for one in BROWSERS if f"{one}/" in user_agent), None)
    system = next((said for one, said in SYSTEMS.items() if one in user_agent), None)
    if name is None:
        return user_agent[:60] or "An unknown browser"
    return f"{CALLED.get(name, name)}{f' on {system}' if system else ''}"


def ways(had: Factors) -> Html:
    def there(one: bool) -> str:
        return "yes" if one else "none"

    return together(
        facts(
            ("Password", there(had.password)),
            ("Codes from a phone", there(had.phone_code)),
            ("Passkeys", str(had.passkeys or "none")),
            ("Recovery codes left", str(had.recovery_codes or "none")),
        ),
        element("p", element("a", "Add or change a way you sign in", href="/account/factors")),
    )


@router.get("")
def account(request: Request) -> Response:
    return shown(own_page(request))


@router.post("/sign-out")
def leave(daybook: TheDaybook, here: ByForm, request: Request) -> Response:
    answer = go("/account/signed-out")
    sign_out(daybook, here, request, answer)
    return answer


@router.get("/signed-out")
def signed_out() -> Response:
    return shown(plain_page("You are signed out", "Nothing of Daybook is left in this browser."))


@router.post("/sessions", dependencies=[on(own_page)])
def end(form: TheForm, daybook: TheDaybook, here: ProvedByForm, request: Request) -> Response:
    tell = told_of(request, here)
    if form.one("what") == "others":
        end_others(daybook, here, tell)
        return go("/account?told=others")
    account = here.person.account
    for number in chosen(form.all("session")):
        daybook.door.end(here.school, account, number, tell(What.SESSIONS_ENDED))
    return go("/account?told=ended")


def chosen(typed: list[str]) -> list[UUID]:
    try:
        numbers = list(map(UUID, typed))
    except ValueError:
        numbers = []
    if not numbers:
        raise InvalidField("/session", "Choose which sessions to end.")
    return numbers


@router.post("/prove", dependencies=[on(own_page)])
def prove(here: ProvedByForm, form: TheForm) -> Response:
    """Only the proof, for the page that says so."""
    asked_at = form.one("page")
    return go(asked_at if asked_at in {HERE, "/account/factors"} else HERE)


back_to(router, HERE, "/sign-out", "/sessions", "/prove")
