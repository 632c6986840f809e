"""How large a request may be."""

from starlette.middleware.body_limit import MAX_BODY_SIZE_SCOPE_KEY
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from interfaces.http.errors import TITLES, of_fault, problem

LARGEST_BODY = 512 * 1024  # bytes


class TooLargeInProblemDetails:
    """The framework refuses an oversized body in plain text; here it becomes problem details."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        refused = False

        async def send_or_refuse(message: Message) -> None:
            nonlocal refused
            if message["type"] == "http.response.start" and message["status"] == 413:
                refused = True
                most = scope.get(MAX_BODY_SIZE_SCOPE_KEY, LARGEST_BODY)
                limit = f"At most {most // 1024} KB may be sent at once."
                response = problem(413, "too-large", TITLES[413], detail=limit)
                await response(scope, receive, send)
            if not refused:
                await send(message)

        await self.app(scope, receive, send_or_refuse)


class FaultsInProblemDetails:
    """A fault of ours ends here. Let through, the server would write down its message and the
    lines of code it passed, and either may hold the words of a case.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def send_and_note(message: Message) -> None:
            nonlocal begun
            begun = begun or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, send_and_note)
        except Exception as fault:
            if scope["type"] != "http" or begun:
                raise RuntimeError("A request broke off.") from None
            await of_fault(Request(scope), fault)(scope, receive, send)
