"""Every no, as RFC 9457 says it: problem details with a sentence a person can act on."""

import logging
import re
from typing import Any

from eventsourcing.persistence import PersistenceError
from fastapi import FastAPI, Request
from fastapi.encoders import jsonable_encoder
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from application.permissions import NotYourRole
from application.ports import KeyRefused
from application.reads import ReadNotRecorded
from application.record import LineRefused
from application.school_log import StaleVersion
from domain.concerns import refusals as of_registers
from domain.incident.refusals import (
    FieldRefused,
    ForOthersToDecide,
    Hindrance,
    NoNamesForTechnicians,
    NotATechnician,
    NotReported,
    NotYoursToCorrect,
    NoWordsOfTheCase,
    OnlyTheDsl,
    OnYourWordAlone,
    Refused,
    ReportItByItself,
    StandsInTheWay,
    WordsNeeded,
)
from domain.people import Role
from domain.prevention import refusals as of_prevention
from domain.school_setup.refusals import Mistake, Mistaken
from interfaces.sign_in.account_acts import NothingWaits, NotYoursToAgree
from interfaces.wiring import PostgresUnavailable, SchoolKeyMissing

log = logging.getLogger("daybook.http")

STATUS: dict[type[Exception], int] = {
    NotReported: 404,
    NotYourRole: 403,
    NotYoursToCorrect: 403,
    ForOthersToDecide: 403,
    OnlyTheDsl: 403,
    OnYourWordAlone: 403,
    NotYoursToAgree: 403,
    NothingWaits: 404,
    StaleVersion: 412,
    WordsNeeded: 422,
    NoNamesForTechnicians: 409,
    NotATechnician: 409,
    NoWordsOfTheCase: 409,
    FieldRefused: 422,
    Mistaken: 422,
    of_registers.NotOpened: 404,
    of_registers.NotYoursToDecide: 403,
    of_registers.NotYourLine: 403,
    of_registers.LeftBlank: 422,
    of_registers.NextLookHasPassed: 422,
    of_registers.NotKeptLongEnough: 422,
    of_prevention.NoSuchEntry: 404,
    of_prevention.NotYourLine: 403,
    Refused: 409,
}

# The same no, with more to say.
TOLD_AS: dict[type[Exception], type[Exception]] = {ReportItByItself: NotReported}

TITLES = {
    400: "The request is not well-formed JSON.",
    401: "Sign in first: send a bearer token.",
    403: "Your role may not do this.",
    404: "There is nothing here.",
    405: "This address does not take that method.",
    413: "The request is too large.",
    422: "Some fields need mending.",
}


class Problem(Exception):
    """A no of the web itself: a status, a kind in kebab-case, and a sentence."""

    def __init__(
        self,
        status: int,
        kind: str,
        title: str,
        headers: dict[str, str] | None = None,
        **more: Any,
    ) -> None:
        self.status = status
        self.kind = kind
        self.title = title
        self.headers = headers
        self.more = more


class InvalidField(Problem):
    """One field that cannot be right. `pointer` is a JSON pointer (RFC 6901) into the body."""

    def __init__(self, pointer: str, because: str) -> None:
        errors = [{"pointer": pointer, "detail": because}]
        super().__init__(422, "invalid-field", TITLES[422], errors=errors)


def problem(
    status: int, kind: str, title: str, headers: dict[str, str] | None = None, **more: Any
) -> JSONResponse:
    content = {"type": f"/problems/{kind}", "title": title, "status": status, **more}
    return JSONResponse(
        jsonable_encoder(content), status, headers, media_type="application/problem+json"
    )


def kebab(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "-", name).lower()


def answer_in_problem_details(app: FastAPI) -> None:
    app.add_exception_handler(Problem, of_problem)
    app.add_exception_handler(Refused, of_refusal)
    app.add_exception_handler(RequestValidationError, of_validation)
    app.add_exception_handler(HTTPException, of_http)
    for unavailable in (PersistenceError, PostgresUnavailable, SchoolKeyMissing, ReadNotRecorded):
        app.add_exception_handler(unavailable, of_database)
    for damaged in (LineRefused, KeyRefused):
        app.add_exception_handler(damaged, of_damage)


def of_problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, Problem)
    return problem(error.status, error.kind, error.title, error.headers, **error.more)


def of_refusal(request: Request, error: Exception) -> Response:
    status = next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)
    assert isinstance(error, Refused)
    kind = kebab(TOLD_AS.get(type(error), type(error)).__name__)
    because = said_to(getattr(request.state, "role", None), error)
    match error:
        case StaleVersion(version=version):
            known: dict[str, Any] = {} if version is None else {"current_version": version}
            return problem(status, kind, because, **known)
        case StandsInTheWay(found=found):
            return problem(status, kind, because, errors=list(map(in_the_way, found)))
        case WordsNeeded(fields=fields) | of_registers.LeftBlank(fields=fields):
            errors = [{"pointer": f"/{field}", "detail": "This is needed."} for field in fields]
            return problem(status, kind, because, errors=errors)
        case FieldRefused(where=where):
            errors = [{"pointer": pointer(("body", *where)), "detail": because}]
            return problem(status, kind, because, errors=errors)
        case Mistaken(mistakes=mistakes):
            return problem(status, kind, because, errors=list(map(field_error, mistakes)))
        case Refused(asks_for=fields) if fields:
            errors = [{"pointer": f"/{field}", "detail": because} for field in fields]
            return problem(status, kind, because, errors=errors)
        case _:
            return problem(status, kind, because)


def said_to(role: Role | None, error: Refused) -> str:
    """Nobody is sent to herself."""
    if role is Role.DSL and error.because == NotYourRole.because:
        return "Your role does not do this."
    return error.because


def in_the_way(one: Hindrance) -> dict[str, str]:
    """`pointer` leads into the case; where a step asks for it, its words and what ends it."""
    step = {"step": one.step, "say": one.say, "why": one.why, "ends_with": one.ends_with}
    told = {"pointer": one.pointer, "detail": one.says, **step}
    return {name: value for name, value in told.items() if value is not None}


def field_error(mistake: Mistake) -> dict[str, str]:
    return {"pointer": pointer(("body", *mistake.where)), "detail": mistake.sentence}


def of_validation(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    found = error.errors()
    if any(one["type"] == "json_invalid" for one in found):
        return problem(400, "malformed", TITLES[400])
    if any(map(is_nothing, found)) and not request.headers.get("content-length", "0").strip("0"):
        return problem(422, "invalid-field", TITLES[422], errors=[NOTHING_SENT])
    if any(is_no_object(one) for one in found) and (told := about_content_type(request)):
        errors = [{"pointer": "header:content-type", "detail": told}]
        return problem(422, "invalid-field", TITLES[422], errors=errors)
    errors = [{"pointer": pointer(one["loc"]), "detail": sentence(one)} for one in found]
    return problem(422, "invalid-field", TITLES[422], errors=errors)


NO_OBJECT = frozenset({"dict_type", "model_type", "model_attributes_type", "dataclass_type"})


NOTHING_SENT = {
    "pointer": "",
    "detail": "Nothing was sent. Send a JSON object, with Content-Type: application/json.",
}


def is_nothing(error: dict[str, Any]) -> bool:
    return is_no_object(error) and error["type"] == "missing"


def is_no_object(error: dict[str, Any]) -> bool:
    return tuple(error["loc"]) == ("body",) and error["type"] in {*NO_OBJECT, "missing"}


def about_content_type(request: Request) -> str | None:
    """Without the right one a body of JSON is not read as such."""
    kind, _, _ = request.headers.get("content-type", "").partition(";")
    main, _, sub = kind.strip().lower().partition("/")
    if main == "application" and (sub == "json" or sub.endswith("+json")):
        return None
    if not kind.strip():
        return "This request has no Content-Type. Send Content-Type: application/json."
    return "This Content-Type is not that of JSON. Send Content-Type: application/json."


AN_ID = "This must be an id, as the case or its people show it, not a reference or a name."
A_DAY = "Write the day out, such as 2026-09-07."
A_TIME = "Give the time with its offset, such as 2026-09-07T09:00:00Z."
AN_HOUR = "Give a time of day, such as 09:00."
A_WHOLE_NUMBER = "This must be a whole number, such as 3."
YES_OR_NO = "This must be true or false."
A_TEXT = "This must be text."
A_LIST = "This must be a list."
ANOTHER_FORM = "This is not what belongs here. The API's description says what does."

# What a field should have held, by the kind of error that pydantic names.
SENTENCES = {
    "missing": "This field is needed.",
    "extra_forbidden": "There is no such field here.",
    "invalid_key": "There is no such field here.",
    "enum": "Choose one of {expected}.",
    "literal_error": "Choose one of {expected}.",
    "string_type": A_TEXT,
    "string_unicode": "This text holds half a character. Type it again.",
    "string_too_short": "This is too short: at least {min_length} characters.",
    "string_too_long": "This is too long: at most {max_length} characters.",
    "string_pattern_mismatch": "This is not in the form that is asked for here.",
    "too_short": "This is too short: at least {min_length} of them.",
    "too_long": "This is too long: at most {max_length} of them.",
    "greater_than": "This must be more than {gt}.",
    "greater_than_equal": "This must be {ge} or more.",
    "less_than": "This must be less than {lt}.",
    "less_than_equal": "This must be {le} or less.",
    "timezone_aware": A_TIME,
    **dict.fromkeys(("uuid_type", "uuid_parsing", "uuid_version"), AN_ID),
    **dict.fromkeys(("bool_type", "bool_parsing"), YES_OR_NO),
    **dict.fromkeys(
        ("int_type", "int_parsing", "int_parsing_size", "int_from_float"), A_WHOLE_NUMBER
    ),
    **dict.fromkeys(("float_type", "float_parsing", "finite_number"), "This must be a number."),
    **dict.fromkeys(
        (
            "date_type",
            "date_parsing",
            "date_from_datetime_parsing",
            "date_from_datetime_inexact",
        ),
        A_DAY,
    ),
    **dict.fromkeys(
        (
            "datetime_type",
            "datetime_parsing",
            "datetime_object_invalid",
            "datetime_from_date_parsing",
        ),
        A_TIME,
    ),
    **dict.fromkeys(("time_type", "time_parsing"), AN_HOUR),
    **dict.fromkeys(("list_type", "tuple_type", "set_type", "frozen_set_type"), A_LIST),
    **dict.fromkeys(NO_OBJECT, "This must be a JSON object."),
}


def sentence(error: dict[str, Any]) -> str:
    """What is wrong with one field, and what would be right. Never in the words of a library."""
    told = error.get("ctx", {})
    if error["type"] == "value_error":
        return str(told["error"])
    if is_no_object(error):
        return "Send a JSON object."
    return SENTENCES.get(error["type"], ANOTHER_FORM).format(**told)


def pointer(where: tuple[str | int, ...]) -> str:
    """A JSON pointer for the body; `?name` and the like for what is not in it."""
    place, *path = where
    if place == "body":
        return "".join(f"/{str(step).replace('~', '~0').replace('/', '~1')}" for step in path)
    return f"{place}:{'/'.join(map(str, path))}"


def of_http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    title = TITLES.get(error.status_code, str(error.detail))
    headers = dict(error.headers) if error.headers else None
    return problem(error.status_code, kebab_of_status(error.status_code), title, headers)


def kebab_of_status(status: int) -> str:
    kinds = {400: "malformed", 404: "not-found", 405: "method-not-allowed", 413: "too-large"}
    return kinds.get(status, "refused")


def of_database(request: Request, error: Exception) -> Response:
    log.error("database unavailable: %s", type(error).__name__)
    return problem(
        503,
        "database-unavailable",
        "The record cannot be reached just now. Nothing was lost; try again in a moment.",
        {"Retry-After": "5"},
    )


def of_damage(request: Request, error: Exception) -> Response:
    log.error("a line of the record does not read: run daybook verify")
    return problem(
        409,
        "record-damaged",
        "A line of this record is not as it was written. Ask your technician to run "
        "`daybook verify`, which names the line.",
    )


def of_fault(request: Request, error: Exception) -> Response:
    """A fault of ours. Its message may hold case text, so only its kind is logged."""
    log.error("fault: %s in %s %s", type(error).__name__, request.method, route_of(request))
    return problem(500, "fault", "Something went wrong in Daybook itself. Nothing was recorded.")


def route_of(request: Request) -> str:
    route = request.scope.get("route")
    return getattr(route, "path", "an unknown route")
