"""What every answer tells a browser: keep it to yourself, and show it in no other page."""

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from interfaces.http.sessions import public_origin

# ASVS 3.4. A page that needs more, or less, says so itself and is left alone.
EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Content-Security-Policy": "base-uri 'none'; object-src 'none'; frame-ancestors 'none'",
    "X-Frame-Options": "DENY",
}
OF_THE_API = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
}
A_YEAR = "max-age=31536000; includeSubDomains"


class SafeHeaders:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in wanted(Request(scope)).items():
                    headers.setdefault(name, value)
            await send(message)

        await self.app(scope, receive, send if scope["type"] != "http" else send_with_headers)


def wanted(request: Request) -> dict[str, str]:
    of_api = OF_THE_API if request.url.path.startswith("/api") else {}
    # Without TLS a browser must not believe it, and on this very machine there is none.
    tls = public_origin(request).startswith("https://")
    return EVERYWHERE | of_api | ({"Strict-Transport-Security": A_YEAR} if tls else {})
