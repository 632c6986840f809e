"""Who asks: a browser by its cookie, or a program by its token."""

import hmac
import os
from base64 import urlsafe_b64encode
from datetime import datetime
from hashlib import sha256
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from fastapi import Request, Response

from application.sign_in import Visitor, is_fresh, needs_second_factor
from interfaces.http.errors import Problem
from interfaces.wiring import Daybook, Session, SignedIn

SESSION, STEP = "daybook", "daybook-step"
CSRF_HEADER = "X-CSRF-Token"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def who_asks(request: Request, token: str | None) -> SignedIn | None:
    """A token is looked at first: no other site can make a browser send one."""
    request.state.by_token = token is not None
    if token is not None:
        return by_token(request, token)
    session = session_of(request)
    if session is None:
        return None
    check_not_forged(request)
    if needs_second_factor(session.person.role) and not session.two_factors:
        raise add_a_second_factor()
    return SignedIn(session.school, session.person)


def by_token(request: Request, token: str) -> SignedIn | None:
    found = daybook_of(request).accounts.signed_in(token, now_of(request))
    if found is None:
        return None
    who, scope = found
    if not scope.allows(request.method, request.url.path):
        raise Problem(403, "outside-the-scope", f"This token is good for: {scope.value}.")
    return who


def add_a_second_factor() -> Problem:
    return Problem(
        403, "second-factor-needed", "Add a second factor to your account first: /account/factors."
    )


def came_by_token(request: Request) -> bool:
    """As `who_asks` found it: a header that names no token leaves it to the cookie."""
    return bool(request.state.by_token)


def session_of(request: Request) -> Session | None:
    """Looked up once a request."""
    if not hasattr(request.state, "session"):
        cookie = request.cookies.get(cookie_name(request, SESSION))
        request.state.session = (
            daybook_of(request).door.session(cookie, now_of(request)) if cookie else None
        )
    found: Session | None = request.state.session
    return found


def daybook_of(request: Request) -> Daybook:
    daybook: Daybook = request.app.state.daybook
    return daybook


def now_of(request: Request) -> datetime:
    """One time for the whole request."""
    if not hasattr(request.state, "now"):
        clock: Any = request.app.state.clock
        request.state.now = clock()
    now: datetime = request.state.now
    return now


def visitor_of(request: Request) -> Visitor:
    told = request.headers.get("user-agent", "")
    return Visitor(host_of(request)[:64], "".join(filter(str.isprintable, told)))


def host_of(request: Request) -> str:
    return request.client.host if request.client else ""


# Cookies


def cookie_name(request: Request, name: str) -> str:
    return name if is_plain_loopback(request) else f"__Host-{name}"


def is_plain_loopback(request: Request) -> bool:
    """Without TLS on this very machine, where a browser would not keep a Secure cookie."""
    if request.url.scheme != "http":
        return False
    try:
        return ip_address(host_of(request)).is_loopback
    except ValueError:
        return False


def set_cookie(request: Request, response: Response, name: str, value: str) -> None:
    """Gone when the browser closes; the server's own limits are shorter or longer."""
    response.set_cookie(
        cookie_name(request, name),
        value,
        path="/",
        secure=not is_plain_loopback(request),
        httponly=True,
        samesite="lax",
    )


def keep_cookie(request: Request, response: Response, value: str, until: float | None) -> None:
    """The session's cookie; on somebody's own phone it outlives the browser."""
    response.set_cookie(
        cookie_name(request, SESSION),
        value,
        max_age=int(until) if until else None,
        path="/",
        secure=not is_plain_loopback(request),
        httponly=True,
        samesite="lax",
    )


def drop_cookie(request: Request, response: Response, name: str) -> None:
    response.delete_cookie(
        cookie_name(request, name),
        path="/",
        secure=not is_plain_loopback(request),
        httponly=True,
        samesite="lax",
    )


# Requests that another site made the browser send


def csrf_token(cookie: str) -> str:
    """Follows from the cookie, which no page can read; it does not lead back to it."""
    digest = sha256(b"daybook/csrf/v1\0" + cookie.encode()).digest()
    return urlsafe_b64encode(digest).rstrip(b"=").decode()


def check_not_forged(request: Request, told: str | None = None) -> None:
    """For what a cookie may change. `told` is the token from a form; else the header is read."""
    if request.method in SAFE:
        return
    check_same_origin(request)
    cookie = request.cookies.get(cookie_name(request, SESSION), "")
    given = told or request.headers.get(CSRF_HEADER, "")
    if not hmac.compare_digest(csrf_token(cookie).encode(), given.encode()):
        raise forged(f"This request came without its token. Send {CSRF_HEADER} from /api/me.")


def check_same_origin(request: Request, browsers_only: bool = False) -> None:
    """Before there is a session, a program that is no browser may come without either header."""
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if site is None and origin is None and not browsers_only:
        raise forged("This request does not say where it comes from.")
    if site is not None and site != "same-origin":
        raise forged("This request came from another site.")
    if origin is not None and not is_from(origin, public_origin(request)):
        raise forged("This request came from another site.")


def forged(because: str) -> Problem:
    return Problem(403, "from-another-site", because)


def is_from(origin: str, here: str) -> bool:
    """Behind a proxy that nobody told us of, https looks like http from here."""
    try:
        theirs, ours = urlsplit(origin), urlsplit(here)
    except ValueError:
        return False
    if theirs.scheme != ours.scheme and (theirs.scheme != "https" or knows_its_scheme(here)):
        return False
    return theirs.netloc.lower() == ours.netloc.lower()


def knows_its_scheme(here: str) -> bool:
    return "DAYBOOK_ADDRESS" in os.environ or here.startswith("https:")


def public_origin(request: Request) -> str:
    """DAYBOOK_ADDRESS where a proxy stands in front; else what the request itself says."""
    told = os.environ.get("DAYBOOK_ADDRESS")
    return told.rstrip("/") if told else f"{request.url.scheme}://{request.url.netloc}"


# What a session must be


def check_fresh(session: Session, now: datetime) -> None:
    if not is_fresh(session.proved_at, now):
        raise Problem(
            403,
            "step-up-needed",
            "Prove again that it is you, with your password and code or your passkey.",
        )
