"""Who looks at a page, and being asked once more who one is."""

from collections.abc import Iterator, Sequence

from fastapi import Request

from application.account_acts import SAFEGUARDING_POSTS, may_agree
from application.permissions import may_open
from application.sign_in import RUNS_ACCOUNTS, is_fresh, needs_second_factor
from domain.access import Page
from interfaces.http import sessions
from interfaces.http.account.forms import csrf_of, form_of
from interfaces.http.account.layout import Frame, Wrong, field
from interfaces.http.account.markup import Html, element
from interfaces.http.sign_in import asked
from interfaces.wiring import Factors, Session


def here_of(request: Request) -> Session:
    """Raises Problem when nobody is signed in."""
    return asked.session(request) if request.method == "GET" else still_here(request)


def still_here(request: Request) -> Session:
    found = sessions.session_of(request)
    assert found is not None, "A form is looked at only in a session."
    return found


def frame_of(request: Request) -> Frame:
    here = here_of(request)
    return Frame(
        here.person.name,
        here.person.organisation,
        csrf_of(request),
        tuple(further_pages(request, here)),
    )


def further_pages(request: Request, here: Session) -> Iterator[tuple[str, str]]:
    """Those of this person's post, once it is proved as that post asks."""
    if needs_second_factor(here.person.role) and not here.two_factors:
        return
    if here.person.role in RUNS_ACCOUNTS:
        yield "/account/accounts", "Accounts"
    if may_open(here.person.role, Page.PEOPLE_IMPORT):
        yield "/account/people", "List of people"
    waiting = waiting_for(request, here)
    if waiting is not None:
        yield "/account/waiting", "Waiting for agreement" + (f" ({waiting})" if waiting else "")


def waiting_for(request: Request, here: Session) -> int | None:
    """How much waits for this person; None where that page is not theirs."""
    if here.person.role not in SAFEGUARDING_POSTS | RUNS_ACCOUNTS or not here.two_factors:
        return None
    wishes = sessions.daybook_of(request).wishes
    found = wishes.waiting(here.school, sessions.now_of(request))
    return sum(may_agree(here.person, one) for one in found)


def had_by(request: Request, here: Session) -> Factors:
    return sessions.daybook_of(request).factors.had_by(here.school, here.person.account)


def proof(request: Request, wrong: Sequence[Wrong] = ()) -> Html | None:
    """Fields for a password and a code, or a passkey; nothing where it was proved only just."""
    here = here_of(request)
    if is_fresh(here.proved_at, sessions.now_of(request)):
        return None
    had = had_by(request, here)
    parts = [element("legend", "Prove that it is you")]
    by_password = had.password and (had.phone_code or not had.second)
    if by_password:
        parts.append(password(wrong))
    if by_password and had.phone_code:
        parts.append(code(wrong))
    if had.passkeys:
        parts.append(passkey(here, by_password))
    if len(parts) == 1:
        parts.append(element("p", "Sign out and in again: this account has nothing else."))
    return element("fieldset", *parts, class_="proof", id="proof")


def password(wrong: Sequence[Wrong]) -> Html:
    return field(
        "password", "Password", type="password", autocomplete="current-password", wrong=wrong
    )


def code(wrong: Sequence[Wrong]) -> Html:
    label = "The six figures on your phone"
    return field("code", label, autocomplete="one-time-code", wrong=wrong)


def passkey(here: Session, or_by_password: bool) -> Html:
    """Only a script can ask for a passkey, and shows this once it can."""
    label = "Use a passkey instead" if or_by_password else "Use your passkey"
    ask = element(
        "button",
        label,
        type="button",
        class_="quiet",
        hidden=True,
        data_passkey=True,
        data_school=str(here.school),
        data_account=str(here.person.account),
        data_own_device="yes" if here.own_device else None,
    )
    without = element("noscript", element("p", "A passkey needs JavaScript.", class_="hint"))
    return element("div", ask, element("p", role="status", class_="hint"), without)


def typed(request: Request, name: str) -> str:
    return form_of(request).one(name)
