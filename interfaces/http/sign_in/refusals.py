"""Every no at the door, as problem details."""

from math import ceil

from fastapi import FastAPI, Request
from starlette.responses import Response

from application.passwords import PasswordRefused
from application.sign_in import TooManyTries
from interfaces.http.errors import TITLES, kebab, problem
from interfaces.sign_in.desk import NoSecondFactor, SignInRefused, UsePasskey
from interfaces.sign_in.openid import ProviderRefused, ProviderSilent
from interfaces.sign_in.passkeys import PasskeyRefused
from interfaces.wiring import LastAdministrator, NameTaken, TooManyWaiting

STATUS: dict[type[Exception], int] = {
    NoSecondFactor: 403,
    UsePasskey: 403,
    SignInRefused: 401,
    PasskeyRefused: 401,
    ProviderRefused: 401,
    ProviderSilent: 503,
}


def answer_in_problem_details(app: FastAPI) -> None:
    for refusal in (SignInRefused, PasskeyRefused, ProviderRefused, ProviderSilent):
        app.add_exception_handler(refusal, of_refusal)
    app.add_exception_handler(TooManyTries, of_too_many)
    app.add_exception_handler(PasswordRefused, of_password)
    app.add_exception_handler(NameTaken, of_name)
    app.add_exception_handler(LastAdministrator, of_last)
    app.add_exception_handler(TooManyWaiting, of_waiting)


def of_refusal(request: Request, error: Exception) -> Response:
    status = next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)
    return problem(status, kebab(type(error).__name__), str(error), {"Cache-Control": "no-store"})


def of_too_many(request: Request, error: Exception) -> Response:
    assert isinstance(error, TooManyTries)
    seconds = str(ceil(error.wait.total_seconds()))
    return problem(429, "too-many-tries", str(error), {"Retry-After": seconds})


def of_password(request: Request, error: Exception) -> Response:
    errors = [{"pointer": "/new", "detail": str(error)}]
    return problem(422, "invalid-field", TITLES[422], errors=errors)


def of_name(request: Request, error: Exception) -> Response:
    errors = [{"pointer": "/name", "detail": str(error)}]
    return problem(422, "invalid-field", TITLES[422], errors=errors)


def of_last(request: Request, error: Exception) -> Response:
    return problem(409, "last-administrator", "Somebody must be left who runs the accounts.")


def of_waiting(request: Request, error: Exception) -> Response:
    sentence = "Too much is waiting already. Have it agreed to, or take it back."
    return problem(409, "too-much-waiting", sentence)
