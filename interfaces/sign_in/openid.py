"""Sign-in through a school's own provider (OpenID Connect): Microsoft Entra, Google Workspace.

Code flow with PKCE, state and nonce. A person is known by issuer and subject alone.
"""

import hmac
import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import urlsplit

import requests
from authlib.common.errors import AuthlibBaseError  # type: ignore[import-untyped]
from authlib.integrations.requests_client import OAuth2Session  # type: ignore[import-untyped]
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

ALGORITHMS = ["RS256", "PS256", "ES256"]  # Signed by the provider's own key; never "none" or HMAC.
PATIENCE = 10  # seconds
LEEWAY = 60  # seconds between two clocks
SCOPE = "openid profile email"


class ProviderRefused(Exception):
    """The provider, or what came back in its name, does not let this person in."""


class ProviderSilent(Exception):
    """The provider cannot be reached."""


class NotConfigured(Exception):
    """The settings of a provider cannot be right."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """Who somebody is at the provider, and what it says of how they proved it."""

    issuer: str
    subject: str
    called: str
    proved_at: datetime | None
    two_factors: bool
    sid: str | None = None


@dataclass
class Provider:
    """`tenant` is Entra's, `hosted_domain` is Google's: nobody from elsewhere comes in.

    `app_role` is a role that the tenant must have given. `two_factors` says that the provider
    always asks for a second factor, where its tokens do not say so themselves.
    """

    name: str
    issuer: str
    client_id: str
    client_secret: str = ""
    school: str | None = None
    label: str = ""
    tenant: str | None = None
    hosted_domain: str | None = None
    app_role: str | None = None
    two_factors: bool = False
    known: dict[str, Any] = field(default_factory=dict, repr=False)
    lock: Lock = field(default_factory=Lock, repr=False)

    def __post_init__(self) -> None:
        if not is_safe(self.issuer):
            raise NotConfigured(f"The issuer of {self.name} must be an https address.")
        if "microsoftonline" in self.issuer and not self.tenant:
            raise NotConfigured(f"Say which tenant may come in through {self.name}.")
        if self.issuer == "https://accounts.google.com" and not self.hosted_domain:
            raise NotConfigured(f"Say which hosted_domain may come in through {self.name}.")

    def begin(self, back_to: str, again: bool) -> tuple[str, dict[str, str]]:
        """Where to send the browser, and what to remember meanwhile."""
        told = {name: secrets.token_urlsafe(32) for name in ("state", "nonce", "verifier")}
        more = {"prompt": "login", "max_age": "0"} if again else {}
        url, _ = self.client(back_to).create_authorization_url(
            self.metadata()["authorization_endpoint"],
            state=told["state"],
            nonce=told["nonce"],
            code_verifier=told["verifier"],
            **more,
        )
        return str(url), {**told, "back_to": back_to, "provider": self.name}

    def finish(
        self, told: Mapping[str, str], answered: Mapping[str, str], now: datetime
    ) -> Claimed:
        """Who came back. Raises ProviderRefused or ProviderSilent."""
        if told["provider"] != self.name or not same(told["state"], answered.get("state")):
            raise ProviderRefused("This answer belongs to another sign-in. Start again.")
        if answered.get("iss", self.issuer) != self.issuer:  # RFC 9207
            raise ProviderRefused("This answer comes from another provider. Start again.")
        if "error" in answered or "code" not in answered:
            raise ProviderRefused("The provider did not let you in. Start again.")
        claims = self.claims(self.id_token(told, answered["code"]))
        self.check(claims, told["nonce"], now)
        return claimed(claims, self.two_factors)

    def client(self, back_to: str) -> OAuth2Session:
        return OAuth2Session(
            self.client_id,
            self.client_secret,
            scope=SCOPE,
            redirect_uri=back_to,
            code_challenge_method="S256",
            default_timeout=PATIENCE,
        )

    def id_token(self, told: Mapping[str, str], code: str) -> str:
        endpoint = self.metadata()["token_endpoint"]
        try:
            with self.client(told["back_to"]) as client:
                token = client.fetch_token(
                    endpoint, code=code, code_verifier=told["verifier"], allow_redirects=False
                )
        except requests.RequestException as error:
            if isinstance(error, ValueError):  # An answer that is no JSON.
                raise refused() from None
            raise ProviderSilent("The provider does not answer just now. Try again.") from None
        except (AuthlibBaseError, ValueError, TypeError, KeyError):
            raise refused() from None
        return str(token.get("id_token", ""))

    def claims(self, id_token: str) -> dict[str, Any]:
        """Once more with fresh keys, should the provider have changed them."""
        for fresh in (False, True):
            try:
                return jwt.decode(id_token, self.keys(fresh), algorithms=ALGORITHMS).claims
            except (JoseError, ValueError, TypeError, KeyError):
                continue
        raise refused()

    def check(self, claims: Mapping[str, Any], nonce: str, now: datetime) -> None:
        """OpenID Connect Core, section 3.1.3.7, and the school's own tenant."""
        seconds = now.timestamp()
        audience = claims.get("aud")
        expected = (
            claims.get("iss") == self.issuer,
            audience == self.client_id or audience == [self.client_id],
            claims.get("azp", self.client_id) == self.client_id,
            is_words(claims.get("sub")),
            same(nonce, claims.get("nonce")),
            number(claims.get("exp")) > seconds - LEEWAY,
            number(claims.get("iat"), otherwise=seconds) < seconds + LEEWAY,
            number(claims.get("auth_time")) < seconds + LEEWAY,
        )
        if not all(expected):
            raise refused()
        self.check_belongs(claims)

    def check_belongs(self, claims: Mapping[str, Any]) -> None:
        roles = claims.get("roles")
        if self.tenant is not None and claims.get("tid") != self.tenant:
            raise ProviderRefused("That account belongs to another organisation.")
        if self.hosted_domain is not None and not (
            claims.get("hd") == self.hosted_domain and claims.get("email_verified") is True
        ):
            raise ProviderRefused("That account belongs to another organisation.")
        if self.app_role is not None and not (isinstance(roles, list) and self.app_role in roles):
            raise ProviderRefused("Your organisation has not given you the use of Daybook.")

    def metadata(self) -> dict[str, Any]:
        with self.lock:
            if "metadata" not in self.known:
                found = fetched(f"{self.issuer}/.well-known/openid-configuration")
                self.known["metadata"] = self.checked(found)
            metadata: dict[str, Any] = self.known["metadata"]
            return metadata

    def checked(self, metadata: dict[str, Any]) -> dict[str, Any]:
        if metadata.get("issuer") != self.issuer:
            raise ProviderRefused("The provider calls itself by another name.")
        for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
            if not is_safe(str(metadata.get(name))):
                raise ProviderRefused("The provider's settings cannot be used.")
        return metadata

    def keys(self, fresh: bool) -> KeySet:
        where = self.metadata()["jwks_uri"]
        with self.lock:
            if fresh or "keys" not in self.known:
                told: Any = fetched(where)
                self.known["keys"] = KeySet.import_key_set(told)
            keys: KeySet = self.known["keys"]
            return keys


Providers = Mapping[str, Provider]


def configured(data: Path) -> dict[str, Provider]:
    """From DAYBOOK_OIDC, else from oidc.json in the data folder. Raises NotConfigured."""
    file = data / "oidc.json"
    told = os.environ.get("DAYBOOK_OIDC") or (
        file.read_text(encoding="utf-8") if file.exists() else '{"providers": []}'
    )
    try:
        found = [Provider(**one) for one in json.loads(told)["providers"]]
    except (ValueError, TypeError, KeyError):
        raise NotConfigured("The settings of the sign-in providers do not read.") from None
    return {provider.name: provider for provider in found}


def claimed(claims: Mapping[str, Any], always_two: bool) -> Claimed:
    """`amr` is believed when it names a second factor; without it one factor is assumed."""
    methods = claims.get("amr")
    second = isinstance(methods, list) and "mfa" in methods
    proved = number(claims.get("auth_time"))
    return Claimed(
        claims["iss"],
        claims["sub"],
        called(claims),
        datetime.fromtimestamp(proved, UTC) if proved > 0 else None,
        always_two or second,
        sid_of(claims),
    )


def sid_of(claims: Mapping[str, Any]) -> str | None:
    """The provider's own name for the session, where it gives one."""
    sid = claims.get("sid")
    return str(sid) if is_words(sid) else None


def called(claims: Mapping[str, Any]) -> str:
    """Only for an administrator to recognise somebody by."""
    told = claims.get("preferred_username") or claims.get("email")
    return str(told) if is_words(told) else ""


def is_words(told: object) -> bool:
    return isinstance(told, str) and told.isprintable() and 0 < len(told) <= 255


def fetched(url: str) -> dict[str, Any]:
    try:
        answer = requests.get(url, timeout=PATIENCE, allow_redirects=False)
        answer.raise_for_status()
        told = answer.json()
    except requests.RequestException:
        raise ProviderSilent("The provider does not answer just now. Try again.") from None
    if not isinstance(told, dict):
        raise ProviderSilent("The provider's answer cannot be read.")
    return told


def refused() -> ProviderRefused:
    return ProviderRefused("The provider's answer does not hold. Start again.")


def same(expected: str, told: object) -> bool:
    return isinstance(told, str) and hmac.compare_digest(expected.encode(), told.encode())


def number(value: object, otherwise: float = 0) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return otherwise
    if not value > 0:  # NaN, which JSON has no word for but Python reads, is not
        return 0
    return float(min(value, 253402300799))  # the last second of the year 9999


def is_safe(address: str) -> bool:
    """Over TLS, or on this very machine."""
    parts = urlsplit(address)
    if parts.scheme == "https":
        return bool(parts.hostname)
    try:
        return parts.scheme == "http" and (
            parts.hostname == "localhost" or ip_address(parts.hostname or "").is_loopback
        )
    except ValueError:
        return False
