"""A provider of invented identities that signs whatever it is told to sign."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from joserfc import jwt
from joserfc.jwk import KeySet, OctKey, RSAKey

from application.sign_in import Happened, What
from domain.people import Person, Role
from interfaces.sign_in.openid import Provider
from interfaces.wiring import Daybook
from tests.sign_in.people import Browser, SchoolDoor, opened

CLIENT = "daybook-at-tor-hill"
TENANT = "0b0b0b0b-1111-4222-8333-444444444444"
BACK = "/api/sign-in/oidc/tor-hill/callback"


class MadeUpProvider:
    """Its next token has `claims`, under `header`, signed with `signing`."""

    def __init__(self) -> None:
        self.key = RSAKey.generate_key(2048, {"kid": "1"})
        self.server = ThreadingHTTPServer(("localhost", 0), handler(self))
        self.issuer = f"http://localhost:{self.server.server_port}"
        self.calls_itself = self.issuer
        self.claims: dict[str, Any] = {}
        self.header: dict[str, Any] = {"alg": "RS256", "kid": "1"}
        self.signing: RSAKey | OctKey = self.key
        self.raw: str | None = None  # sent instead of a token
        self.asked: list[dict[str, list[str]]] = []
        self.answered: list[str] = []

    def answer(self, path: str) -> Any:
        self.answered.append(path)
        match path:
            case "/.well-known/openid-configuration":
                return {
                    "issuer": self.calls_itself,
                    "authorization_endpoint": f"{self.issuer}/authorize",
                    "token_endpoint": f"{self.issuer}/token",
                    "jwks_uri": f"{self.issuer}/keys",
                }
            case "/keys":
                return KeySet([self.key]).as_dict(private=False)
            case _:
                return {"access_token": "x", "token_type": "Bearer", "id_token": self.token()}

    def token(self) -> str:
        if self.raw is not None:
            return self.raw
        algorithms = [self.header["alg"]]
        return jwt.encode(self.header, self.claims, self.signing, algorithms=algorithms)


def handler(provider: MadeUpProvider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.say(provider.answer(self.path))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            provider.asked.append(parse_qs(body.decode()))
            self.say(provider.answer(self.path))

        def say(self, told: Any) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(told).encode())

        def log_message(self, *_: Any) -> None:
            pass

    return Handler


@contextmanager
def made_up_provider() -> Iterator[MadeUpProvider]:
    provider = MadeUpProvider()
    thread = threading.Thread(target=provider.server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield provider
    finally:
        provider.server.shutdown()
        provider.server.server_close()
        thread.join()


def door_to(daybook: Daybook, issuer: str, **more: Any) -> Any:
    settings = Provider("tor-hill", issuer, CLIENT, "a secret", label="Tor Hill", **more)
    return opened_at_now(daybook, settings)


class opened_at_now:  # noqa: N801
    """The provider's clock is the real one, so the school's must be too."""

    def __init__(self, daybook: Daybook, settings: Provider) -> None:
        self.context = opened(daybook, {settings.name: settings})
        self.settings = settings

    def __enter__(self) -> SchoolDoor:
        door = self.context.__enter__()
        door.clock.time = datetime.now(UTC)
        self.settings.school = str(door.school)
        return door

    def __exit__(self, *told: Any) -> None:
        self.context.__exit__(*told)


def linked(door: SchoolDoor, issuer: str, subject: str, role: Role = Role.DSL) -> Person:
    person = door.add("A. Khan", role)
    happened = Happened(What.IDENTITY_LINKED, door.clock(), "", person.account)
    door.daybook.factors.link_identity(door.school, person.account, issuer, subject, happened)
    return person


def begun(browser: Browser, again: bool = False) -> dict[str, str]:
    """The parameters that the browser takes to the provider."""
    told = browser.post("/api/sign-in/oidc/tor-hill", {"again": again})
    asked = parse_qs(urlsplit(told.json()["location"]).query)
    return {name: values[0] for name, values in asked.items()}


def come_back(browser: Browser, **parameters: str) -> Any:
    return browser.get(BACK, params=parameters, follow_redirects=False)
