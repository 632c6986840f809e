"""What the endpoints at the door are handed, and the shapes that several of them share."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Request, Response
from pydantic import StringConstraints

from application.account_names import as_typed
from application.sign_in import RUNS_ACCOUNTS, Happened, What, needs_second_factor
from interfaces.http import sessions
from interfaces.http.bodies import Said
from interfaces.http.dependencies import TheDaybook, Who
from interfaces.http.errors import InvalidField, Problem
from interfaces.http.sessions import STEP
from interfaces.sign_in.account_acts import Acts
from interfaces.sign_in.desk import Desk, HalfWay, LetIn
from interfaces.sign_in.passkeys import Address
from interfaces.wiring import Daybook, School, Session

Secret = Annotated[str, StringConstraints(min_length=1, max_length=1024)]
Name = Annotated[Said, StringConstraints(max_length=200)]


def not_kept(response: Response) -> None:
    """Nothing here belongs in a cache."""
    response.headers["Cache-Control"] = "no-store"


def session(request: Request) -> Session:
    found = sessions.session_of(request)
    if found is None and "authorization" in request.headers:
        raise Problem(401, "sign-in", "A token is not enough here: sign in with a browser.")
    if found is None:
        raise Problem(401, "sign-in", "Sign in first: this session is over, or there was none.")
    sessions.check_not_forged(request)
    return found


Here = Annotated[Session, Depends(session)]
"""A browser's session. It may still lack the second factor that its role needs."""


def proved(request: Request, session: Here) -> Session:
    if not session.two_factors and has_second_factor(request, session):
        raise second_factor_needed()
    sessions.check_fresh(session, sessions.now_of(request))
    return session


def has_second_factor(request: Request, session: Session) -> bool:
    factors = sessions.daybook_of(request).factors
    return factors.had_by(session.school, session.person.account).second


Proved = Annotated[Session, Depends(proved)]
"""The same, proved within the last minutes: for what opens the account to somebody."""


def step_up(request: Request, session: Proved) -> Session:
    """For export, disclosure and a change of role: signed in fully, and only just."""
    check_second_factor(session)
    return session


StepUpNeeded = Annotated[Session, Depends(step_up)]


def administrator(session: Here) -> Session:
    if session.person.role not in RUNS_ACCOUNTS:
        raise Problem(403, "not-your-role", "Only an administrator runs the accounts.")
    check_second_factor(session)
    return session


Administrator = Annotated[Session, Depends(administrator)]


def administrator_proved(session: Administrator, proved: Proved) -> Session:
    return session


AdministratorProved = Annotated[Session, Depends(administrator_proved)]


def check_second_factor(session: Session) -> None:
    if needs_second_factor(session.person.role) and not session.two_factors:
        raise sessions.add_a_second_factor()


def second_factor_needed() -> Problem:
    return Problem(403, "second-factor-needed", "This needs your second factor as well.")


async def sees_cases(who: Who) -> None:
    """Who runs the accounts sees no case: the two together could be turned on anybody."""
    if who.person.role in RUNS_ACCOUNTS:
        raise Problem(403, "not-your-role", "An administrator runs accounts and sees no cases.")


def from_here(request: Request) -> None:
    """Nobody is signed in through a page of somebody else."""
    sessions.check_same_origin(request, browsers_only=True)


FromHere = Depends(from_here)


def desk(request: Request, daybook: TheDaybook) -> Desk:
    return Desk(
        daybook,
        sessions.now_of(request),
        sessions.visitor_of(request),
        sessions.session_of(request),
    )


TheDesk = Annotated[Desk, Depends(desk)]


def address(request: Request) -> Address:
    return Address(sessions.public_origin(request))


HereAt = Annotated[Address, Depends(address)]


def told_of(request: Request, session: Session) -> Callable[..., Happened]:
    """Words for what this session just did, ready to be written down."""
    now, visitor = sessions.now_of(request), sessions.visitor_of(request)

    def told(what: What, account: UUID | None = None, **detail: object) -> Happened:
        by = session.person.account
        return Happened(what, now, visitor.address, account or by, by, detail)

    return told


def telling(request: Request, session: Here) -> Callable[..., Happened]:
    return told_of(request, session)


Telling = Annotated[Callable[..., Happened], Depends(telling)]


def their_acts(daybook: TheDaybook, here: AdministratorProved, tell: Telling) -> Acts:
    return Acts(daybook, here.school, here.person, tell)


TheirActs = Annotated[Acts, Depends(their_acts)]
"""What an administrator does with accounts, proved within the last minutes."""


def school_called(daybook: Daybook, wanted: str | None) -> School:
    """The only school, or the one of that name or id."""
    schools = daybook.schools()
    if wanted is not None:
        name = as_typed(wanted)
        schools = [one for one in schools if name in (as_typed(one.name), str(one.id))]
    match schools:
        case [school]:
            return school
        case _:
            raise InvalidField("/school", "Say which school, by its name as it is spelt here.")


@dataclass(frozen=True, slots=True)
class Come:
    """`next` is "in" or "second-factor"; the token goes back as X-CSRF-Token."""

    next: str
    ways: list[str]
    csrf_token: str | None = None


def come(request: Request, response: Response, outcome: LetIn | HalfWay) -> Come:
    not_kept(response)
    match outcome:
        case HalfWay(step, ways):
            sessions.set_cookie(request, response, STEP, step)
            return Come("second-factor", ways)
        case LetIn(cookie, _):
            keep(request, response, cookie)
            return Come("in", [], sessions.csrf_token(cookie))


def keep(request: Request, response: Response, cookie: str) -> None:
    now = sessions.now_of(request)
    opened = sessions.daybook_of(request).door.session(cookie, now)
    kept = opened is not None and opened.own_device
    until = (opened.ends_at - now).total_seconds() if opened and kept else None
    sessions.keep_cookie(request, response, cookie, until)
    sessions.drop_cookie(request, response, STEP)


def address_of(request: Request, link: str | None) -> str | None:
    """The whole address to hand over. After the #, which no server is sent."""
    return f"{sessions.public_origin(request)}/sign-in#{link}" if link else None


def step_cookie(request: Request) -> str:
    return request.cookies.get(sessions.cookie_name(request, STEP), "")


def at(moment: datetime | None) -> str | None:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S}Z" if moment else None
