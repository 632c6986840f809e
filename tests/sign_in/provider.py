"""A provider of invented identities that signs whatever it is told to sign."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

from joserfc import jwt
from joserfc.jwk import KeySet, OctKey, RSAKey

CLIENT = "daybook-at-tor-hill"


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

    def answer(self, path: str) -> Any:
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
