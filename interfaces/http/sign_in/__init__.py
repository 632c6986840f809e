"""/api/sign-in, /api/me, /api/accounts: coming in, and who may."""

from fastapi import FastAPI

from interfaces.http.documented import problems
from interfaces.http.sign_in import (
    account_wishes,
    accounts,
    log_outs,
    own_account,
    own_factors,
    page,
    passkeys,
    providers,
    refusals,
    signing_in,
    tokens,
)
from interfaces.http.sign_in.asked import StepUpNeeded, sees_cases
from interfaces.sign_in.log_out import LogOutRefused

__all__ = ["StepUpNeeded", "add_to", "sees_cases"]

EVERY_NO = problems(400, 401, 403, 404, 409, 413, 422, 429, 503)


def add_to(app: FastAPI) -> None:
    refusals.answer_in_problem_details(app)
    app.add_exception_handler(LogOutRefused, log_outs.of_log_out)
    for part in (
        signing_in,
        passkeys,
        providers,
        log_outs,
        own_account,
        own_factors,
        tokens,
        account_wishes,
        accounts,
    ):
        app.include_router(part.router, responses=EVERY_NO)
    app.include_router(page.router)
