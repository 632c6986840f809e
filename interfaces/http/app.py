"""The application as a web server runs it."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any

import psycopg
from fastapi import Depends, FastAPI, Response
from fastapi.responses import PlainTextResponse
from starlette.concurrency import run_in_threadpool
from starlette.middleware.body_limit import RequestBodyLimitMiddleware

from interfaces.http import (
    access,
    account,
    browsers,
    colleagues,
    concerns,
    concerns_shared,
    holds,
    incidents,
    log,
    people,
    poster,
    prevention,
    prevention_asked,
    record,
    school,
    sign_in,
    statutory_reports,
    steps,
    trust,
    words,
    work,
)
from interfaces.http.dependencies import TheDaybook, system_clock
from interfaces.http.documented import DocumentedApi, problems
from interfaces.http.errors import answer_in_problem_details, of_database, problem
from interfaces.http.headers import SafeHeaders
from interfaces.http.limits import LARGEST_BODY, FaultsInProblemDetails, TooLargeInProblemDetails
from interfaces.http.queries import each_key_once, only_known_queries
from interfaces.settings import Settings
from interfaces.sign_in.openid import Providers, configured
from interfaces.wiring import Daybook, SchoolKeyMissing, opened


def create_app(
    daybook: Daybook | None = None,
    clock: Callable[[], datetime] = system_clock,
    providers: Providers | None = None,
) -> FastAPI:
    """The API over a Daybook that is open already, or over one opened from the settings."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        app.state.providers = configured(Settings.read().data) if providers is None else providers
        if daybook is not None:
            app.state.daybook = daybook
            yield
            return
        context = opened(Settings.read())
        app.state.daybook = await run_in_threadpool(context.__enter__)
        for known in app.state.daybook.schools():
            app.state.daybook.directory.forget_old_commands(known.id)
        try:
            yield
        finally:
            context.__exit__(None, None, None)

    app = DocumentedApi(
        title="Daybook",
        summary="The online-safety record that a school can stand behind in court.",
        version="1",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        dependencies=[Depends(only_known_queries), Depends(each_key_once)],
    )
    app.state.clock = clock
    answer_in_problem_details(app)
    for broken in (psycopg.OperationalError, psycopg.InterfaceError):
        app.add_exception_handler(broken, of_database)
    app.add_middleware(RequestBodyLimitMiddleware, max_body_size=LARGEST_BODY)
    app.add_middleware(TooLargeInProblemDetails)  # Outside the limit, so that it sees the refusal.
    app.add_middleware(FaultsInProblemDetails)  # The limit refuses by an exception of its own.
    app.add_middleware(browsers.PagesForBrowsers)
    app.add_middleware(SafeHeaders)  # Outermost: no answer leaves without them.
    sign_in.add_to(app)
    account.add_to(app)
    app.include_router(browsers.router)
    app.include_router(
        incidents.router, dependencies=[Depends(sign_in.sees_cases)], responses=problems(403)
    )
    app.include_router(
        access.router, dependencies=[Depends(sign_in.sees_cases)], responses=problems(403)
    )
    app.include_router(statutory_reports.router, responses=problems(403))
    app.include_router(concerns_shared.router, responses=problems(403))
    app.include_router(
        concerns.router, dependencies=[Depends(sign_in.sees_cases)], responses=problems(403)
    )
    app.include_router(
        log.router, dependencies=[Depends(sign_in.sees_cases)], responses=problems(403)
    )
    app.include_router(
        holds.router, dependencies=[Depends(sign_in.sees_cases)], responses=problems(403)
    )
    app.include_router(colleagues.router, responses=problems(403))
    app.include_router(people.router, responses=problems(403))
    app.include_router(poster.router)
    app.include_router(prevention_asked.router)
    app.include_router(prevention.router)
    app.include_router(record.router, responses=problems(403))
    app.include_router(school.router, responses=problems(403))
    app.include_router(
        steps.router, dependencies=[Depends(sign_in.sees_cases)], responses=problems(403)
    )
    app.include_router(
        work.router, dependencies=[Depends(sign_in.sees_cases)], responses=problems(403)
    )
    app.include_router(
        words.router, dependencies=[Depends(sign_in.sees_cases)], responses=problems(403)
    )
    app.include_router(trust.router)
    plain: dict[str, Any] = {"response_class": PlainTextResponse, "tags": ["running"]}
    app.add_api_route("/healthz", alive, **plain)
    app.add_api_route("/readyz", ready, responses=problems(503), **plain)
    return app


def alive() -> PlainTextResponse:
    """The process answers."""
    return PlainTextResponse("ok\n")


def ready(daybook: TheDaybook) -> Response:
    """The database answers too, and the key of every school is in its place."""
    try:
        daybook.ready()
    except SchoolKeyMissing as missing:
        return problem(503, "key-missing", missing.told_to_anybody)
    return PlainTextResponse("ok\n")
