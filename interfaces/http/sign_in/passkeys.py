"""/api/sign-in/passkey: one gesture on the device, which is both factors at once."""

import json
from typing import Any

from fastapi import APIRouter, Request, Response

from application.sign_in import What
from interfaces.http import sessions
from interfaces.http.bodies import Strict
from interfaces.http.dependencies import TheDaybook
from interfaces.http.sessions import STEP
from interfaces.http.sign_in.asked import (
    Come,
    FromHere,
    HereAt,
    Name,
    TheDesk,
    come,
    not_kept,
    school_called,
    step_cookie,
)
from interfaces.sign_in import passkeys
from interfaces.sign_in.desk import StepOver
from interfaces.sign_in.passkeys import PasskeyRefused

router = APIRouter(prefix="/api/sign-in/passkey", tags=["sign-in"], dependencies=[FromHere])
PURPOSE = "passkey-sign-in"


class Which(Strict):
    school: Name | None = None


class Answered(Strict):
    """`credential` is what the browser's PublicKeyCredential.toJSON() gives."""

    credential: dict[str, Any]
    own_device: bool = False


@router.post("/options")
def options(
    asked: Which,
    daybook: TheDaybook,
    desk: TheDesk,
    at: HereAt,
    request: Request,
    answer: Response,
) -> dict[str, Any]:
    """For navigator.credentials.get()."""
    school = school_called(daybook, asked.school).id
    told: dict[str, Any] = json.loads(passkeys.to_sign_in(at))
    step = daybook.door.begin(
        school,
        PURPOSE,
        desk.now,
        told={"challenge": told["challenge"]},
        address=desk.visitor.address,
    )
    not_kept(answer)
    sessions.set_cookie(request, answer, STEP, step)
    return told


@router.post("/verify")
def verify(
    asked: Answered,
    daybook: TheDaybook,
    desk: TheDesk,
    at: HereAt,
    request: Request,
    answer: Response,
) -> Come:
    """Also how one proves again who one is: the session gets a new cookie."""
    step = daybook.door.take(step_cookie(request), PURPOSE, desk.now)
    if step is None:
        raise StepOver
    credential = passkeys.credential_of(asked.credential)
    kept = daybook.factors.passkey(step.school, credential)
    person = daybook.accounts.person(step.school, kept.account) if kept else None
    if kept is None or person is None:
        desk.write_down(step.school, What.FAILED, None, at="passkey")
        raise PasskeyRefused("The passkey did not fit. Try again.")
    try:
        count = passkeys.uses(at, step.told["challenge"], asked.credential, kept)
    except PasskeyRefused:
        desk.write_down(step.school, What.FAILED, person.account, at="passkey")
        raise
    daybook.factors.use_passkey(step.school, credential, count, desk.now)
    outcome = desk.let_in(
        step.school, person, "passkey", two_factors=True, own_device=asked.own_device
    )
    return come(request, answer, outcome)
