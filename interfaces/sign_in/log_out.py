"""A provider says that somebody has signed out there (OpenID Connect Back-Channel Logout 1.0)."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError

from application.sign_in import LogOut
from interfaces.sign_in.openid import (
    ALGORITHMS,
    LEEWAY,
    Provider,
    is_words,
    number,
    sid_of,
)

TYPES = ("logout+jwt", "application/logout+jwt")
EVENT = "http://schemas.openid.net/event/backchannel-logout"
LONGEST = 10 * 60  # seconds that such a token may be good for
LONGEST_TOKEN = 8192
KEYS_ANEW = timedelta(minutes=1)  # at most so often, whoever sends tokens with unknown keys


class LogOutRefused(Exception):
    """The token does not show that the provider ends a session here."""


def log_out(provider: Provider, token: str, now: datetime) -> LogOut:
    """Raises LogOutRefused, or ProviderSilent."""
    if not token or len(token) > LONGEST_TOKEN:
        raise LogOutRefused("Send one log-out token as logout_token.")
    header, claims = decoded(provider, token, now)
    if str(header.get("typ")).casefold() not in TYPES:
        raise LogOutRefused("A log-out token must be of the type logout+jwt.")
    check_addressed(provider, claims)
    check_time(claims, now)
    check_event(claims)
    return LogOut(
        provider.issuer,
        claims.get("sub"),
        sid_of(claims),
        claims["jti"],
        datetime.fromtimestamp(number(claims["exp"]) + LEEWAY, UTC),
    )


def decoded(
    provider: Provider, token: str, now: datetime
) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """Signed by the provider; once more with fresh keys, should it have changed them."""
    for fresh in (False, True):
        if fresh and not may_ask_for_keys(provider, now):
            break
        try:
            read = jwt.decode(token, provider.keys(fresh), algorithms=ALGORITHMS)
        except (JoseError, ValueError, TypeError, KeyError):
            continue
        return read.header, read.claims
    raise LogOutRefused("The log-out token was not signed by this provider.")


def may_ask_for_keys(provider: Provider, now: datetime) -> bool:
    with provider.lock:
        last = provider.known.get("keys_anew")
        if last is not None and abs(now - last) < KEYS_ANEW:
            return False
        provider.known["keys_anew"] = now
        return True


def check_addressed(provider: Provider, claims: Mapping[str, Any]) -> None:
    audience = claims.get("aud")
    if claims.get("iss") != provider.issuer:
        raise LogOutRefused("The log-out token comes from another provider.")
    if audience not in (provider.client_id, [provider.client_id]):
        raise LogOutRefused("The log-out token is meant for somebody else.")


def check_time(claims: Mapping[str, Any], now: datetime) -> None:
    seconds = now.timestamp()
    made, ends = number(claims.get("iat")), number(claims.get("exp"))
    if not made or not ends or made > seconds + LEEWAY:
        raise LogOutRefused("The log-out token does not say when it was made and ends.")
    if ends <= seconds - LEEWAY:
        raise LogOutRefused("The log-out token is too old.")
    if ends - made > LONGEST or made < seconds - LONGEST - LEEWAY:
        raise LogOutRefused("The log-out token is good for too long.")


def check_event(claims: Mapping[str, Any]) -> None:
    """Section 2.4: so that no token made for something else ends a session."""
    events = claims.get("events")
    if not isinstance(events, dict) or not isinstance(events.get(EVENT), dict):
        raise LogOutRefused("The token says nothing of logging out.")
    if "nonce" in claims:
        raise LogOutRefused("A log-out token has no nonce: this is another kind of token.")
    if not is_words(claims.get("jti")):
        raise LogOutRefused("The log-out token has no number of its own (jti).")
    named = [claims[name] for name in ("sub", "sid") if name in claims]
    if not named or not all(map(is_words, named)):
        raise LogOutRefused("The log-out token names neither a person nor a session.")
