"""What a request is handed: the Daybook, who is signed in, the time.

What asks nobody is `async`: the framework sends each of the others to a thread and back.
"""

from datetime import UTC, datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Header, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from application.ports import SeenKey
from application.school_log import SchoolLog
from interfaces.http import sessions
from interfaces.http.bodies import Words
from interfaces.http.errors import Problem
from interfaces.wiring import Daybook, SignedIn

bearer = HTTPBearer(auto_error=False, description="A token from `daybook user token NAME`.")


async def daybook(request: Request) -> Daybook:
    return sessions.daybook_of(request)


async def now(request: Request) -> datetime:
    clock: Any = request.app.state.clock
    moment: datetime = clock()
    return moment


def system_clock() -> datetime:
    return datetime.now(UTC)


def signed_in(
    request: Request,
    credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)],
) -> SignedIn:
    found = sessions.who_asks(request, credentials.credentials if credentials else None)
    if found is None:
        raise Problem(
            401,
            "sign-in",
            "Sign in first: send a bearer token that is known and has not expired.",
            {"WWW-Authenticate": "Bearer"},
        )
    request.state.role = found.person.role
    return found


async def school_log(request: Request, who: Annotated[SignedIn, Depends(signed_in)]) -> SchoolLog:
    return sessions.daybook_of(request).log(who.school)


async def expected_version(
    if_match: Annotated[
        str | None, Header(description='The version last seen, in quotes: `"3"`.')
    ] = None,
) -> int | None:
    if if_match is None or if_match == "*":
        return None
    version = if_match.removeprefix("W/").strip('"')
    if not (version.isascii() and version.isdigit() and len(version) < 19):
        raise Problem(400, "malformed", 'If-Match takes one version in quotes, such as "3".')
    return int(version)


def seen_key(
    who: SignedIn, key: str | None, keys: Any, school: UUID, asked: bytes
) -> SeenKey | None:
    """The Idempotency-Key of a request, bound to what it asks."""
    if key is None:
        return None
    return SeenKey(who.person.account, key, keys.authenticate(school, asked))


TheDaybook = Annotated[Daybook, Depends(daybook)]
Who = Annotated[SignedIn, Depends(signed_in)]
Log = Annotated[SchoolLog, Depends(school_log)]
Now = Annotated[datetime, Depends(now)]
Expected = Annotated[int | None, Depends(expected_version)]
IdempotencyKey = Annotated[
    Words | None,
    Header(
        min_length=1,
        max_length=200,
        description="Send the same key again to get the first answer again, not a second line.",
    ),
]
