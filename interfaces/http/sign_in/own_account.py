"""/api/me and /api/sessions: who I am, and where I am signed in."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response

from application.sign_in import What, is_fresh, needs_second_factor
from interfaces.http import sessions
from interfaces.http.bodies import Strict
from interfaces.http.dependencies import TheDaybook
from interfaces.http.errors import Problem
from interfaces.http.sessions import SESSION
from interfaces.http.sign_in.asked import (
    Come,
    Here,
    Proved,
    Secret,
    Telling,
    TheDesk,
    at,
    come,
    not_kept,
)
from interfaces.wiring import Session

router = APIRouter(prefix="/api", tags=["sign-in"])


@dataclass(frozen=True, slots=True)
class Me:
    """`next` is what the account still needs: "add-second-factor", or nothing."""

    account: UUID
    name: str
    post: str
    role: str
    school: UUID
    organisation: str
    password: bool
    code: bool
    passkeys: list[dict[str, Any]]
    recovery_codes: int
    providers: int
    two_factors: bool
    proved_at: str | None
    fresh: bool
    ends_at: str | None
    next: str | None
    csrf_token: str


@router.get("/me")
def me(daybook: TheDaybook, here: Here, desk: TheDesk, request: Request, answer: Response) -> Me:
    """Who is signed in, and with what they can prove it."""
    not_kept(answer)
    person = here.person
    had = daybook.factors.had_by(here.school, person.account)
    cookie = request.cookies[sessions.cookie_name(request, SESSION)]
    lacks = needs_second_factor(person.role) and not here.two_factors
    return Me(
        account=person.account,
        name=person.name,
        post=person.post,
        role=person.role.value,
        school=here.school,
        organisation=person.organisation,
        password=had.password,
        code=had.phone_code,
        passkeys=[
            {
                "id": one.credential.hex(),
                "label": one.label,
                "added_at": at(one.added_at),
                "last_used_at": at(one.last_used_at),
            }
            for one in daybook.factors.passkeys(here.school, person.account)
        ],
        recovery_codes=had.recovery_codes,
        providers=had.identities,
        two_factors=here.two_factors,
        proved_at=at(here.proved_at),
        fresh=is_fresh(here.proved_at, desk.now),
        ends_at=at(here.ends_at),
        next="add-second-factor" if lacks else None,
        csrf_token=sessions.csrf_token(cookie),
    )


class Again(Strict):
    """The password, and the code from the phone where there is one."""

    password: Secret
    code: Secret | None = None


@router.post("/step-up")
def step_up(asked: Again, here: Here, desk: TheDesk, request: Request, answer: Response) -> Come:
    """Prove it again. With a passkey: sign in with it once more."""
    return come(request, answer, desk.prove_again(here, asked.password, asked.code))


@dataclass(frozen=True, slots=True)
class OneSession:
    id: UUID
    this: bool
    how: str
    user_agent: str
    created_at: str | None
    last_seen_at: str | None
    ends_at: str | None


@dataclass(frozen=True, slots=True)
class Sessions:
    items: list[OneSession]
    next: None = None


@router.get("/sessions")
def own_sessions(daybook: TheDaybook, here: Here, desk: TheDesk, answer: Response) -> Sessions:
    """Every browser this account is signed in with."""
    not_kept(answer)
    found = daybook.door.sessions(here.school, here.person.account, desk.now)
    return Sessions([shown(one, here) for one in found])


def shown(one: Session, here: Session) -> OneSession:
    return OneSession(
        one.number,
        one.number == here.number,
        one.how,
        one.user_agent,
        at(one.created_at),
        at(one.last_seen_at),
        at(one.ends_at),
    )


@dataclass(frozen=True, slots=True)
class Ended:
    """`tokens_left` are those of programs that still come in with this account."""

    ended: int
    tokens_left: int


@router.delete("/sessions")
def end_others(daybook: TheDaybook, here: Proved, tell: Telling) -> Ended:
    """Every session of mine but this one. Tokens stay: `DELETE /api/tokens/{number}` ends each."""
    account = here.person.account
    happened = tell(What.SESSIONS_ENDED)
    ended = daybook.door.end_all(here.school, account, happened, but=here.number)
    return Ended(ended, len(daybook.accounts.tokens(here.school, account)))


@router.delete("/sessions/{number}", status_code=204)
def end_one(number: UUID, daybook: TheDaybook, here: Proved, tell: Telling) -> None:
    """One session of mine; nobody ends another's so."""
    happened = tell(What.SESSIONS_ENDED)
    if not daybook.door.end(here.school, here.person.account, number, happened):
        raise Problem(404, "not-found", "You have no such session.")


class NewPassword(Strict):
    current: Secret | None = None
    new: Secret


@router.post("/me/password", status_code=204)
def change_password(
    asked: NewPassword, daybook: TheDaybook, here: Here, desk: TheDesk, tell: Telling
) -> None:
    """With the old password, or after a one-time link without. My other sessions end."""
    if not here.two_factors and daybook.factors.had_by(here.school, here.person.account).second:
        raise Problem(403, "second-factor-needed", "This needs your second factor as well.")
    desk.set_password(here, asked.current, asked.new)
    account = here.person.account
    daybook.door.end_all(here.school, account, tell(What.SESSIONS_ENDED), but=here.number)
