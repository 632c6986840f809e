"""/api/sign-in: a name and a password, then a code."""

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from application.sign_in import Happened, What
from interfaces.http import sessions
from interfaces.http.bodies import Strict
from interfaces.http.dependencies import TheDaybook
from interfaces.http.sessions import SESSION, STEP
from interfaces.http.sign_in.asked import (
    Come,
    FromHere,
    Here,
    Name,
    Secret,
    TheDesk,
    come,
    school_called,
    step_cookie,
)

router = APIRouter(prefix="/api", tags=["sign-in"])


class NameAndPassword(Strict):
    """`own_device` keeps a reporter signed in for longer, on a phone that only they use."""

    school: Name | None = None
    name: Name
    password: Secret
    own_device: bool = False


class Code(Strict):
    code: Secret


@router.post("/sign-in", dependencies=[FromHere])
def sign_in(
    asked: NameAndPassword, daybook: TheDaybook, desk: TheDesk, request: Request, answer: Response
) -> Come:
    """A session, or half of one where a second factor is needed."""
    school = school_called(daybook, asked.school).id
    outcome = desk.password(school, asked.name, asked.password, asked.own_device)
    return come(request, answer, outcome)


@router.post("/sign-in/totp", dependencies=[FromHere])
def with_a_code(asked: Code, desk: TheDesk, request: Request, answer: Response) -> Come:
    """The six figures that the phone shows."""
    return come(request, answer, desk.code(step_cookie(request), asked.code))


@router.post("/sign-in/recovery", dependencies=[FromHere])
def with_a_recovery_code(asked: Code, desk: TheDesk, request: Request, answer: Response) -> Come:
    """A printed code instead, once."""
    return come(request, answer, desk.recovery(step_cookie(request), asked.code))


@router.post("/sign-in/link/{token}", dependencies=[FromHere])
def with_a_link(
    token: Annotated[str, Path(max_length=200)],
    desk: TheDesk,
    request: Request,
    answer: Response,
) -> Come:
    """The first sign-in, or one after everything was lost. POST: mail programs open links."""
    return come(request, answer, desk.link(token))


@router.post("/sign-out", status_code=204)
def sign_out(daybook: TheDaybook, session: Here, request: Request, answer: Response) -> None:
    """This session is over, here and at the server."""
    account = session.person.account
    now, visitor = sessions.now_of(request), sessions.visitor_of(request)
    happened = Happened(What.SIGNED_OUT, now, visitor.address, account, account)
    daybook.door.end(session.school, account, session.number, happened)
    forget(request, answer)


@router.post("/sign-out/everywhere", status_code=204)
def sign_out_everywhere(
    daybook: TheDaybook, session: Here, request: Request, answer: Response
) -> None:
    """Every session of mine is over, this one too: for whoever lost a phone, from any other.

    Tokens of programs stay until they are revoked.
    """
    account = session.person.account
    now, visitor = sessions.now_of(request), sessions.visitor_of(request)
    happened = Happened(What.SESSIONS_ENDED, now, visitor.address, account, account)
    daybook.door.end_all(session.school, account, happened)
    forget(request, answer)


def forget(request: Request, answer: Response) -> None:
    """The browser keeps neither cookies nor what it was shown."""
    for name in (SESSION, STEP):
        sessions.drop_cookie(request, answer, name)
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
