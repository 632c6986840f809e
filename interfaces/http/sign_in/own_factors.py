"""/api/me/…: add and remove what I prove with that it is me."""

import json
from base64 import b64decode, b64encode
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request, Response

from application.ports import KeyRefused
from application.sign_in import What, needs_second_factor
from interfaces.http import sessions
from interfaces.http.bodies import Strict
from interfaces.http.dependencies import TheDaybook
from interfaces.http.errors import Problem
from interfaces.http.sessions import STEP
from interfaces.http.sign_in.asked import (
    Come,
    HereAt,
    Name,
    Proved,
    Secret,
    Telling,
    TheDesk,
    come,
    not_kept,
    step_cookie,
)
from interfaces.sign_in import passkeys, phone_codes
from interfaces.sign_in.desk import StepOver, WrongCode
from interfaces.wiring import Daybook, Session, Step

router = APIRouter(prefix="/api/me", tags=["sign-in"])
ADD_CODE, ADD_PASSKEY = "add-code", "add-passkey"
CODE_AFTER_PASSWORD = (
    "A recovery code is typed in after the password, and this account has none. Set one first."
)


@dataclass(frozen=True, slots=True)
class NewCode:
    """`svg` is the square code for the phone's camera; `secret` is for typing it in."""

    secret: str
    uri: str
    svg: str


@router.post("/code")
def begin_code(
    daybook: TheDaybook, here: Proved, desk: TheDesk, request: Request, answer: Response
) -> NewCode:
    """A new secret. It counts once a code made from it comes back."""
    not_kept(answer)
    secret, account = phone_codes.new_secret(), here.person.account
    sealed = daybook.account_seal.seal(here.school, account, phone_codes.PURPOSE, secret)
    told = {"sealed": b64encode(sealed).decode()}
    step = daybook.door.begin(
        here.school, ADD_CODE, desk.now, account, told, address=desk.visitor.address
    )
    sessions.set_cookie(request, answer, STEP, step)
    return as_code(secret, here)


def as_code(secret: bytes, here: Session) -> NewCode:
    uri = phone_codes.address(secret, here.person.name, here.person.organisation)
    return NewCode(phone_codes.base32(secret), uri, phone_codes.picture(uri))


def code_begun(daybook: Daybook, here: Session, request: Request) -> NewCode | None:
    """The secret that waits for its first code, to be shown again to whoever began it. None when
    it waits no longer.
    """
    cookie = step_cookie(request)
    step = daybook.door.look(cookie, ADD_CODE, sessions.now_of(request))
    secret = secret_of(daybook, here, step) if step else None
    return as_code(secret, here) if secret else None


def secret_of(daybook: Daybook, here: Session, step: Step) -> bytes | None:
    """Nothing of a step that somebody else began, or from before the school's key changed."""
    school, account = here.school, here.person.account
    if (step.school, step.account) != (school, account):
        return None
    sealed = b64decode(step.told["sealed"])
    try:
        return daybook.account_seal.open(school, account, phone_codes.PURPOSE, sealed)
    except KeyRefused:
        return None


class Code(Strict):
    code: Secret


@router.post("/code/confirm")
def confirm_code(
    asked: Code,
    daybook: TheDaybook,
    here: Proved,
    desk: TheDesk,
    tell: Telling,
    request: Request,
    answer: Response,
) -> Come:
    """The phone has it: from now on its codes are asked for."""
    account, cookie = here.person.account, step_cookie(request)
    step = daybook.door.attempt(cookie, ADD_CODE, desk.now)
    secret = secret_of(daybook, here, step) if step else None
    if step is None or secret is None:
        raise StepOver
    used = phone_codes.step_of(secret, asked.code, desk.now)
    if used is None:
        raise WrongCode
    if daybook.door.take(cookie, ADD_CODE, desk.now) is None:
        raise StepOver
    happened = tell(What.FACTOR_ADDED, factor="code")
    sealed = b64decode(step.told["sealed"])
    daybook.factors.add_phone_code(here.school, account, sealed, used, happened)
    return changed(daybook, here, desk, tell, request, answer)


@router.delete("/code", status_code=204)
def remove_code(daybook: TheDaybook, here: Proved, tell: Telling) -> None:
    """The phone's codes are asked for no longer."""
    had = daybook.factors.had_by(here.school, here.person.account)
    check_not_the_last(here, (1 if had.phone_code else 0) + had.passkeys)
    happened = tell(What.FACTOR_REMOVED, factor="code")
    if not daybook.factors.remove_phone_code(here.school, here.person.account, happened):
        raise Problem(404, "not-found", "There are no codes on this account.")
    end_others(daybook, here, tell)


@router.post("/passkeys/options")
def begin_passkey(
    daybook: TheDaybook,
    here: Proved,
    desk: TheDesk,
    at: HereAt,
    request: Request,
    answer: Response,
) -> dict[str, Any]:
    """For navigator.credentials.create()."""
    not_kept(answer)
    account = here.person.account
    had = daybook.factors.passkeys(here.school, account)
    options: dict[str, Any] = json.loads(passkeys.to_add(at, here.school, here.person, had))
    told = {"challenge": options["challenge"]}
    step = daybook.door.begin(
        here.school, ADD_PASSKEY, desk.now, account, told, address=desk.visitor.address
    )
    sessions.set_cookie(request, answer, STEP, step)
    return options


class NewPasskey(Strict):
    """`credential` is what the browser's PublicKeyCredential.toJSON() gives."""

    credential: dict[str, Any]
    label: Name


@router.post("/passkeys")
def add_passkey(
    asked: NewPasskey,
    daybook: TheDaybook,
    here: Proved,
    desk: TheDesk,
    tell: Telling,
    at: HereAt,
    request: Request,
    answer: Response,
) -> Come:
    account = here.person.account
    step = daybook.door.take(step_cookie(request), ADD_PASSKEY, desk.now)
    if step is None or (step.school, step.account) != (here.school, account):
        raise StepOver
    challenge = step.told["challenge"]
    passkey = passkeys.added(at, challenge, asked.credential, account, asked.label, desk.now)
    happened = tell(What.FACTOR_ADDED, factor="passkey", label=asked.label)
    if not daybook.factors.add_passkey(here.school, passkey, happened):
        raise Problem(409, "passkey-known", "This passkey is in use already.")
    return changed(daybook, here, desk, tell, request, answer)


@router.delete("/passkeys/{credential}", status_code=204)
def remove_passkey(
    credential: Annotated[str, Path(max_length=4096)],
    daybook: TheDaybook,
    here: Proved,
    tell: Telling,
) -> None:
    account = here.person.account
    mine = {one.credential.hex(): one for one in daybook.factors.passkeys(here.school, account)}
    if credential not in mine:
        raise Problem(404, "not-found", "You have no such passkey.")
    had = daybook.factors.had_by(here.school, account)
    check_not_the_last(here, (1 if had.phone_code else 0) + had.passkeys)
    found = mine[credential]
    happened = tell(What.FACTOR_REMOVED, factor="passkey", label=found.label)
    daybook.factors.remove_passkey(here.school, account, found.credential, happened)
    end_others(daybook, here, tell)


@dataclass(frozen=True, slots=True)
class Codes:
    """Shown this once. Each works once."""

    codes: list[str]


@router.post("/recovery-codes")
def new_recovery_codes(
    daybook: TheDaybook, here: Proved, tell: Telling, answer: Response
) -> Codes:
    """Ten codes to print and lock away. Earlier ones stop working."""
    not_kept(answer)
    had = daybook.factors.had_by(here.school, here.person.account)
    if not had.second:
        raise Problem(409, "no-second-factor", "Recovery codes stand in for a second factor.")
    if not had.first:
        raise Problem(409, "no-password", CODE_AFTER_PASSWORD)
    happened = tell(What.RECOVERY_CODES_MADE)
    return Codes(daybook.factors.new_recovery_codes(here.school, here.person.account, happened))


def changed(
    daybook: Daybook,
    here: Session,
    desk: TheDesk,
    tell: Telling,
    request: Request,
    answer: Response,
) -> Come:
    """Elsewhere the account is signed out; here it goes on under a new cookie."""
    end_others(daybook, here, tell)
    return come(request, answer, desk.renew(here, two_factors=True))


def end_others(daybook: Daybook, here: Session, tell: Telling) -> None:
    account = here.person.account
    daybook.door.end_all(here.school, account, tell(What.SESSIONS_ENDED), but=here.number)


def check_not_the_last(here: Session, left: int) -> None:
    if needs_second_factor(here.person.role) and left <= 1:
        raise Problem(
            409, "last-second-factor", "Your role needs a second factor. Add another one first."
        )
