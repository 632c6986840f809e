"""What a browser is shown where a program reads problem details: a page, or the way in."""

import json
from typing import Any

from fastapi import APIRouter, HTTPException, Request, Response
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from interfaces.http import sessions
from interfaces.http.account.forms import go, shown, way_in
from interfaces.http.account.layout import plain_page

router = APIRouter(include_in_schema=False)


@router.get("/")
def front_door(request: Request) -> Response:
    if not wants_a_page(request):
        raise HTTPException(404)
    return go("/account" if sessions.session_of(request) else "/sign-in")


def wants_a_page(request: Request) -> bool:
    """Programs ask for anything, or for JSON; and below /api everybody is a program."""
    of_api = request.url.path.startswith("/api/")
    return not of_api and "text/html" in request.headers.get("accept", "")


class PagesForBrowsers:
    """Every no that is about to leave as problem details, said on a page."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not wants_a_page(Request(scope)):
            return await self.app(scope, receive, send)
        kept: list[Message] = []

        async def send_or_keep(message: Message) -> None:
            if not (kept or is_a_no(message)):
                return await send(message)
            kept.append(message)
            if message["type"] == "http.response.body" and not message.get("more_body"):
                await on_a_page(Request(scope), kept)(scope, receive, send)

        await self.app(scope, receive, send_or_keep)


def is_a_no(message: Message) -> bool:
    if message["type"] != "http.response.start":
        return False
    return Headers(raw=message["headers"]).get("content-type") == "application/problem+json"


def on_a_page(request: Request, kept: list[Message]) -> Response:
    told: dict[str, Any] = json.loads(b"".join(one.get("body", b"") for one in kept[1:]))
    if told["status"] == 401:
        return go(way_in(request))
    answer = shown(page_of(told), told["status"])
    before = Headers(raw=kept[0]["headers"])
    if "retry-after" in before:
        answer.headers["Retry-After"] = before["retry-after"]
    return answer


def page_of(told: dict[str, Any]) -> Any:
    if told["status"] == 404:
        return plain_page("There is no such page", "Look at the address again.")
    return plain_page("That did not work", told["title"])
