"""What a page of the account sends back, and how every no becomes a page again."""

import json
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, TypeVar
from urllib.parse import parse_qs, urlencode

from fastapi import APIRouter, Depends, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import BaseModel, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.responses import RedirectResponse

from application.sign_in import is_fresh
from domain.incident.refusals import Refused
from interfaces.http import sessions
from interfaces.http.account.layout import Wrong, plain_page, told
from interfaces.http.account.markup import Html, element
from interfaces.http.account.sent_parts import parts_of
from interfaces.http.dependencies import TheDaybook
from interfaces.http.errors import Problem
from interfaces.http.sign_in import asked
from interfaces.http.sign_in.asked import TheDesk
from interfaces.wiring import Session

MOST_FIELDS = 50
Body = TypeVar("Body", bound=BaseModel)
Page = Callable[[Request, tuple[Wrong, ...]], Html]

# A page may be framed, scripted and styled by nobody but itself. It says to its own forms alone
# where they were: with "no-referrer" a browser would send them without an origin.
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
        " img-src 'self' data:; form-action 'self'; base-uri 'none'; object-src 'none';"
        " frame-ancestors 'none'"
    ),
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}


@dataclass(frozen=True, slots=True)
class Form:
    fields: Mapping[str, list[str]]
    files: Mapping[str, bytes] = field(default_factory=dict)

    def one(self, name: str) -> str:
        return self.fields.get(name, [""])[0]

    def all(self, name: str) -> list[str]:
        return self.fields.get(name, [])


EMPTY = Form({})


async def form(request: Request) -> Form:
    """The framework reads a body only so. Kept, so that a page can show again what was typed."""
    try:
        request.state.form = read(request.headers.get("content-type", ""), await request.body())
    except ValueError:
        raise Problem(400, "malformed", "This form is none of ours, or too long.") from None
    found: Form = request.state.form
    return found


def read(kind: str, body: bytes) -> Form:
    """Raises ValueError."""
    if not kind.startswith("multipart/form-data"):
        return Form(parse_qs(body.decode(errors="replace"), True, max_num_fields=MOST_FIELDS))
    sent = parts_of(kind, body, MOST_FIELDS)
    fields: dict[str, list[str]] = {}
    for one in sent:
        if not one.is_file:
            fields.setdefault(one.name, []).append(one.content.decode(errors="replace"))
    return Form(fields, {one.name: one.content for one in sent if one.is_file})


def form_of(request: Request) -> Form:
    """What was typed last, for the page that shows it again."""
    found: Form = getattr(request.state, "form", EMPTY)
    return found


TheForm = Annotated[Form, Depends(form)]


def came_by_form(request: Request, form: TheForm) -> Session:
    """A browser's session, and a form of our own page that sent it."""
    found = sessions.session_of(request)
    if found is None:
        raise Problem(401, "sign-in", "Sign in first: this session is over, or there was none.")
    sessions.check_not_forged(request, form.one("csrf") or "none")
    return found


ByForm = Annotated[Session, Depends(came_by_form)]


def proved_here(
    request: Request, form: TheForm, here: ByForm, desk: TheDesk, daybook: TheDaybook
) -> Session:
    """Proved within the last minutes, or by the password and code in this very form."""
    if not is_fresh(here.proved_at, desk.now) and form.one("password"):
        let_in = desk.prove_again(here, form.one("password")[:1024], form.one("code") or None)
        request.state.new_cookie = let_in.cookie
        here = request.state.session = daybook.door.session(let_in.cookie, desk.now) or here
    return asked.proved(request, here)


ProvedByForm = Annotated[Session, Depends(proved_here)]


def csrf_of(request: Request) -> str:
    cookie = request.cookies.get(sessions.cookie_name(request, sessions.SESSION), "")
    return sessions.csrf_token(getattr(request.state, "new_cookie", cookie))


def body_of(model: type[Body], **fields: Any) -> Body:
    """The fields as the API would take them; its sentences where one needs mending."""
    try:
        return model(**fields)
    except ValidationError as error:
        found = [{**one, "loc": ("body", *one["loc"])} for one in error.errors()]
        raise RequestValidationError(found) from None


def on(page: Page, *fields: str) -> Any:
    """The page that is shown again, with what was wrong, when a form is refused. `fields` are
    those that no other form has.
    """

    def remember(request: Request) -> None:
        request.state.page, request.state.fields = page, FIELDS.union(fields)

    return Depends(remember)


def shown(html: Html, status: int = 200) -> Response:
    return Response(html, status, HEADERS, "text/html")


def go(where: str) -> Response:
    """To a page that can be loaded again without sending a form twice."""
    return RedirectResponse(where, 303, HEADERS)


def way_in(request: Request) -> str:
    """The door, which knows the way back to whatever was only to be looked at."""
    path = request.url.path
    if request.method not in ("GET", "HEAD") or path in ("/", "/account"):
        return "/sign-in"
    if "//" in path:  # After two slashes stands the name of another site.
        return "/sign-in"
    query = f"?{request.url.query}" if request.url.query else ""
    return f"/sign-in?{urlencode({'to': path + query})}"


def done(request: Request, sentences: Mapping[str, str]) -> Html | None:
    """What the form did that led back here, as its address says."""
    said = sentences.get(request.query_params.get("told", ""))
    return told(element("p", said)) if said else None


def back_to(router: APIRouter, where: str, *paths: str) -> None:
    """Whoever loads the address of a form again finds the page it stood on."""
    for path in paths:
        router.add_api_route(path, lambda: go(where), methods=["GET"])


def with_cookies(answer: Response, cookies: Response) -> Response:
    for value in cookies.headers.getlist("set-cookie"):
        answer.headers.append("set-cookie", value)
    return answer


class PageRoute(APIRoute):
    """Every no is the API's own no, said on a page."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def in_html(request: Request) -> Response:
            try:
                answer = await handle(request)
            except Exception as error:
                answer = await run_in_threadpool(refused, request, error)
            if cookie := getattr(request.state, "new_cookie", None):
                await run_in_threadpool(asked.keep, request, answer, cookie)
            return answer

        return in_html


def refused(request: Request, error: Exception) -> Response:
    handlers = request.app.exception_handlers
    kind = next((kind for kind in type(error).__mro__ if kind in handlers), Exception)
    if kind is Exception:
        raise error
    return as_page(request, handlers[kind](request, error))


def as_page(request: Request, no: Response) -> Response:
    told = json.loads(bytes(no.body))
    what = told["type"].removeprefix("/problems/")
    page: Page | None = getattr(request.state, "page", None)
    if what == "sign-in":
        return go(way_in(request))
    if what == "from-another-site":
        page, told = None, {"title": TOO_OLD}
    if no.status_code in (404, 503):
        page = None
    answer = shown(again(page, request, what, told), no.status_code)
    if "retry-after" in no.headers:
        answer.headers["Retry-After"] = no.headers["retry-after"]
    return answer


def again(page: Page | None, request: Request, what: str, told: Mapping[str, Any]) -> Html:
    """The same page with what was wrong, unless it is not for whoever asked."""
    try:
        if page is not None:
            return page(request, wrong_in(what, told, request.state.fields))
    except (Problem, Refused):
        pass
    return plain_page("That did not work", told["title"])


TOO_OLD = "This page was too old, or another site sent you here. Nothing was done."
FIELDS = frozenset({"reason", "decision", "session", "password", "code", "current", "new"})
FIELD = {"wrong-code": "code", "code-missing": "code", "wrong-sign-in": "password"}


def wrong_in(what: str, told: Mapping[str, Any], fields: frozenset[str]) -> tuple[Wrong, ...]:
    if found := told.get("errors"):
        return tuple(Wrong(one["detail"], field_at(one["pointer"], fields)) for one in found)
    return (Wrong(told["title"], FIELD.get(what)),)


def field_at(pointer: str, fields: frozenset[str]) -> str | None:
    name = pointer.strip("/")
    return name if name in fields else None
