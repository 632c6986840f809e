"""/account/factors: the ways somebody signs in, added, changed and taken off."""

from base64 import b64encode
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response
from fastapi.responses import HTMLResponse

from application.passwords import SHORTEST
from application.projections.phrases import moment
from application.sign_in import is_fresh, needs_second_factor
from interfaces.http import sessions
from interfaces.http.account.forms import (
    ByForm,
    PageRoute,
    ProvedByForm,
    TheForm,
    back_to,
    body_of,
    done,
    go,
    on,
    shown,
    with_cookies,
)
from interfaces.http.account.frame import frame_of, had_by, here_of, proof
from interfaces.http.account.layout import (
    Wrong,
    button,
    field,
    form,
    page,
)
from interfaces.http.account.markup import Child, Html, element, together
from interfaces.http.dependencies import TheDaybook
from interfaces.http.sign_in import own_account, own_factors
from interfaces.http.sign_in.asked import TheDesk, told_of
from interfaces.http.sign_in.own_account import NewPassword
from interfaces.http.sign_in.own_factors import Code, NewCode
from interfaces.wiring import Factors, Passkey, Session

HERE = "/account/factors"
router = APIRouter(
    prefix=HERE,
    route_class=PageRoute,
    default_response_class=HTMLResponse,
    include_in_schema=False,
)

TOLD = {
    "password": "Your password was changed. Your other sessions are over.",
    "passkey": "The passkey was added. Your other sessions are over.",
    "phone": "Codes from the phone were added. Your other sessions are over.",
    "passkey-off": "The passkey was taken off. Your other sessions are over.",
    "phone-off": "Codes from the phone were taken off. Your other sessions are over.",
}


def factors_page(request: Request, wrong: tuple[Wrong, ...] = ()) -> Html:
    here = here_of(request)
    had = had_by(request, here)
    fresh = is_fresh(here.proved_at, sessions.now_of(request))
    return page(
        frame_of(request),
        HERE,
        "Ways you sign in",
        done(request, TOLD),
        lacks(here),
        None if fresh else first_prove(request, wrong),
        element("h2", "Passkeys"),
        *passkeys(request, here, fresh),
        element("h2", "Codes from a phone"),
        *phone(request, had, fresh),
        element("h2", "Recovery codes"),
        *recovery(request, had, fresh),
        element("h2", "Password"),
        *password(request, here, had, wrong),
        wrong=wrong,
    )


def lacks(here: Session) -> Html | None:
    if here.two_factors or not needs_second_factor(here.person.role):
        return None
    said = (
        "Your role needs a second factor: add a passkey, or codes from a phone. "
        "Until then nothing else opens."
    )
    return element("div", element("p", said), class_="warning")


def first_prove(request: Request, wrong: tuple[Wrong, ...]) -> Html:
    asked_at = element("input", type="hidden", name="page", value=HERE)
    said = element("p", "Before you add or take off anything, prove that it is you.")
    fields = proof(request, wrong)
    return form(frame_of(request), "/account/prove", asked_at, said, fields, button("Go on"))


def passkeys(request: Request, here: Session, fresh: bool) -> list[Child]:
    found = sessions.daybook_of(request).factors.passkeys(here.school, here.person.account)
    items = [element("li", *one_passkey(request, one, fresh)) for one in found]
    return [
        element("ul", *items, class_="rows") if items else element("p", "You have none yet."),
        new_passkey(request) if fresh else None,
    ]


def one_passkey(request: Request, one: Passkey, fresh: bool) -> list[Child]:
    used = f"last used on {moment(one.last_used_at)}" if one.last_used_at else "not used yet"
    said = f" added on {moment(one.added_at)}, {used}"
    off = button("Take off", "quiet")
    address = f"{HERE}/passkeys/{one.credential.hex()}/remove"
    unseen = element("span", f" the passkey {one.label}", class_="unseen")
    take_off = form(frame_of(request), address, off, unseen) if fresh else None
    return [
        element("span", element("strong", one.label), element("span", said, class_="hint")),
        take_off,
    ]


def new_passkey(request: Request) -> Html:
    """Only a script can ask the device for one, and shows this once it can."""
    label = field("label", "What to call it", value="This device")
    said = element("p", role="status", class_="hint", id="passkey-told")
    needs = element("noscript", element("p", "Adding a passkey needs JavaScript."))
    parts = (label, button("Add a passkey"), said)
    adding = form(frame_of(request), HERE, *parts, class_="new-passkey", hidden=True)
    return together(adding, needs)


def phone(request: Request, had: Factors, fresh: bool) -> list[Child]:
    there = "An app on your phone shows six figures, which are asked for after the password."
    said = there if had.phone_code else "You have none yet."
    add = "Use another phone instead" if had.phone_code else "Add codes from a phone"
    forms: list[Child] = []
    if fresh:
        forms.append(form(frame_of(request), f"{HERE}/phone", button(add, "quiet")))
    if fresh and had.phone_code:
        off = button("Take codes off", "quiet")
        forms.append(form(frame_of(request), f"{HERE}/phone/remove", off))
    return [element("p", said), element("div", *forms, class_="buttons")]


def recovery(request: Request, had: Factors, fresh: bool) -> list[Child]:
    if not had.second:
        return [element("p", "They stand in for a phone or passkey. Add one of those first.")]
    if not had.first:
        return [element("p", own_factors.CODE_AFTER_PASSWORD)]
    left = f"{had.recovery_codes} are left." if had.recovery_codes else "You have none."
    new = button("Make new recovery codes", "quiet")
    return [
        element("p", f"Printed codes for when the phone is lost. {left}"),
        form(frame_of(request), f"{HERE}/recovery-codes", new) if fresh else None,
    ]


def password(
    request: Request, here: Session, had: Factors, wrong: tuple[Wrong, ...]
) -> list[Child]:
    by_link = here.how.startswith("link") and is_fresh(here.proved_at, sessions.now_of(request))
    if not had.password and not by_link:
        said = "You have none. To set one, ask your administrator for a sign-in link."
        return [element("p", said)]
    now = field(
        "current",
        "Password until now",
        type="password",
        autocomplete="current-password",
        wrong=wrong,
    )
    new = field(
        "new",
        "New password",
        hint=f"At least {SHORTEST} characters. Three or four words make a good one.",
        type="password",
        autocomplete="new-password",
        wrong=wrong,
    )
    name = element(
        "input",
        name="username",
        value=here.person.name,
        autocomplete="username",
        hidden=True,
        readonly=True,
    )
    said = "Change password" if had.password else "Set a password"
    parts = (name, None if by_link else now, new, button(said))
    return [form(frame_of(request), f"{HERE}/password", *parts)]


@router.get("")
def factors(request: Request) -> Response:
    return shown(factors_page(request))


@router.post("/password", dependencies=[on(factors_page)])
def change_password(
    form: TheForm, daybook: TheDaybook, here: ByForm, desk: TheDesk, request: Request
) -> Response:
    asked = body_of(NewPassword, current=form.one("current") or None, new=form.one("new"))
    own_account.change_password(asked, daybook, here, desk, told_of(request, here))
    return go(f"{HERE}?told=password")


@router.post("/passkeys/{credential}/remove", dependencies=[on(factors_page)])
def remove_passkey(
    credential: Annotated[str, Path(max_length=4096)],
    daybook: TheDaybook,
    here: ProvedByForm,
    request: Request,
) -> Response:
    own_factors.remove_passkey(credential, daybook, here, told_of(request, here))
    return go(f"{HERE}?told=passkey-off")


# A phone


def phone_page(
    request: Request, wrong: tuple[Wrong, ...] = (), made: NewCode | None = None
) -> Html:
    """The square stays while its first code is waited for, however often that was wrong."""
    here = here_of(request)
    made = made or own_factors.code_begun(sessions.daybook_of(request), here, request)
    if made is None:
        return factors_page(request, wrong)
    figures = field(
        "code",
        "The six figures that the phone shows now",
        autocomplete="one-time-code",
        wrong=wrong,
    )
    return page(
        frame_of(request),
        HERE,
        "Codes from a phone",
        square(made),
        form(frame_of(request), f"{HERE}/phone/confirm", figures, button("Confirm")),
        element("p", element("a", "Leave it as it was", href=HERE)),
        wrong=wrong,
    )


def square(made: NewCode) -> Html:
    picture = b64encode(made.svg.encode()).decode()
    source = f"data:image/svg+xml;base64,{picture}"
    alt = "A square code for the phone's camera. The same in letters stands below."
    return together(
        element("p", "Point the phone's app for sign-in codes at this square."),
        element("p", element("img", alt=alt, src=source, class_="square")),
        element("p", "Or type it in: ", element("code", made.secret, id="secret")),
    )


@router.post("/phone", dependencies=[on(factors_page)])
def begin_phone(
    daybook: TheDaybook, here: ProvedByForm, desk: TheDesk, request: Request
) -> Response:
    cookies = Response()
    made = own_factors.begin_code(daybook, here, desk, request, cookies)
    return with_cookies(shown(phone_page(request, made=made)), cookies)


@router.post("/phone/confirm", dependencies=[on(phone_page)])
def confirm_phone(
    form: TheForm, daybook: TheDaybook, here: ProvedByForm, desk: TheDesk, request: Request
) -> Response:
    asked, answer = body_of(Code, code=form.one("code")), go(f"{HERE}?told=phone")
    tell = told_of(request, here)
    own_factors.confirm_code(asked, daybook, here, desk, tell, request, answer)
    return answer


@router.post("/phone/remove", dependencies=[on(factors_page)])
def remove_phone(daybook: TheDaybook, here: ProvedByForm, request: Request) -> Response:
    own_factors.remove_code(daybook, here, told_of(request, here))
    return go(f"{HERE}?told=phone-off")


@router.post("/recovery-codes", dependencies=[on(factors_page)])
def recovery_codes(daybook: TheDaybook, here: ProvedByForm, request: Request) -> Response:
    cookies = Response()
    made = own_factors.new_recovery_codes(daybook, here, told_of(request, here), cookies)
    return shown(codes_page(request, made.codes))


def codes_page(request: Request, codes: list[str]) -> Html:
    items = [element("li", element("code", one)) for one in codes]
    return page(
        frame_of(request),
        HERE,
        "Recovery codes",
        element("p", "Print them and lock them away. They are shown this once; each works once."),
        element("ul", *items, class_="codes", id="recovery-codes"),
        element("p", element("a", "Back to the ways you sign in", href=HERE)),
    )


back_to(router, HERE, "/password", "/phone", "/phone/confirm", "/recovery-codes")
