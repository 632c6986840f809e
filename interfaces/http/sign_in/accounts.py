"""/api/accounts: who may come in, run by administrators, who see no cases."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any
from uuid import UUID, uuid4

from fastapi import APIRouter, Query, Request, Response
from starlette.responses import JSONResponse

from application.account_acts import Act, Wish, whose
from application.sign_in import What
from domain.accounts import Whose
from domain.people import Role
from interfaces.http.bodies import Strict
from interfaces.http.dependencies import TheDaybook
from interfaces.http.errors import Problem
from interfaces.http.sign_in.asked import (
    Administrator,
    AdministratorProved,
    Name,
    Telling,
    TheirActs,
    address_of,
    at,
    not_kept,
)
from interfaces.http.sign_in.providers import configured_for
from interfaces.sign_in.account_acts import Done, to_account
from interfaces.wiring import Account, Daybook, Session

router = APIRouter(prefix="/api", tags=["accounts"])

LATER: dict[int | str, dict[str, Any]] = {202: {"description": "Somebody else must agree first."}}


@dataclass(frozen=True, slots=True)
class OneAccount:
    account: UUID
    name: str
    post: str
    role: str
    second_factor: bool
    created_at: str | None
    closed_at: str | None
    last_signed_in_at: str | None


@dataclass(frozen=True, slots=True)
class Accounts:
    items: list[OneAccount]
    next: None = None


@dataclass(frozen=True, slots=True)
class Invited:
    """The link is shown this once, and good for three days; `address` is where it leads in.

    With `waiting` nothing is done yet: it is the number under which somebody else agrees.
    """

    account: UUID | None
    link: str | None
    waiting: UUID | None = None
    address: str | None = None


class NewAccount(Strict):
    name: Name
    role: Role
    post: Name


class NewRole(Strict):
    role: Role


class NewIdentity(Strict):
    """`subject` is the id that the provider gives: see the event of a refused sign-in."""

    provider: Name
    subject: Name


@router.get("/accounts")
def all_accounts(daybook: TheDaybook, here: Administrator, answer: Response) -> Accounts:
    not_kept(answer)
    return Accounts(list(map(shown, daybook.accounts.all(here.school))))


def shown(account: Account) -> OneAccount:
    person = account.person
    return OneAccount(
        person.account,
        person.name,
        person.post,
        person.role.value,
        account.second_factor,
        at(account.created_at),
        at(account.closed_at),
        at(account.last_signed_in_at),
    )


@router.post("/accounts", status_code=201)
def add(
    asked: NewAccount,
    daybook: TheDaybook,
    acts: TheirActs,
    request: Request,
    answer: Response,
) -> Invited:
    """A new account, and the link that its owner signs in with first.

    202 and no link where somebody else must agree first (`waiting`): where its role reads cases
    or is let into them, where the school's list of people has staff and not this name, or where
    somebody of nearly this name has an account.
    """
    daybook.accounts.check_name(acts.school, asked.name)
    told = Whose(account=uuid4(), name=asked.name, post=asked.post, role=asked.role)
    return invited(acts.ask(Wish(act=Act.OPEN, whose=told)), request, answer)


@router.post("/accounts/{account}/link")
def new_link(
    account: UUID,
    daybook: TheDaybook,
    here: AdministratorProved,
    acts: TheirActs,
    request: Request,
    answer: Response,
) -> Invited:
    """For who has lost their password. A second factor is still asked for."""
    person = open_account(daybook, here, account).person
    return invited(acts.ask(to_account(Act.LINK, person)), request, answer)


def invited(outcome: Done | UUID, request: Request, answer: Response) -> Invited:
    not_kept(answer)
    match outcome:
        case Done(account, link):
            return Invited(account, link, address=address_of(request, link))
        case waiting:
            answer.status_code = 202
            return Invited(None, None, waiting)


@router.post("/accounts/{account}/role", status_code=204, responses=LATER)
def change_role(
    account: UUID,
    asked: NewRole,
    daybook: TheDaybook,
    here: AdministratorProved,
    acts: TheirActs,
) -> Response:
    """The account is signed out, and comes back under its new role."""
    person = open_account(daybook, here, account).person
    check_not_own(here, account)
    if asked.role is person.role:
        return Response(status_code=204)
    told = whose(person, asked.role)
    return done(acts.ask(Wish(act=Act.GIVE_ROLE, whose=told, before=person.role)))


def done(outcome: Done | UUID) -> Response:
    if isinstance(outcome, Done):
        return Response(status_code=204)
    return JSONResponse({"waiting": str(outcome)}, 202, {"Cache-Control": "no-store"})


@router.post("/accounts/{account}/end-sessions", status_code=204)
def end_sessions(account: UUID, daybook: TheDaybook, here: Administrator, tell: Telling) -> None:
    """Nobody is signed in with the account any more, no program either: its tokens are revoked."""
    one(daybook, here, account)
    happened = tell(What.SESSIONS_ENDED, account)
    daybook.door.end_all(here.school, account, happened, tokens=True)


@router.post("/accounts/{account}/reset-factors")
def reset_factors(
    account: UUID,
    daybook: TheDaybook,
    here: AdministratorProved,
    acts: TheirActs,
    request: Request,
    answer: Response,
) -> Invited:
    """Everything is lost: check in person who asks. Then all begins anew with a link."""
    person = open_account(daybook, here, account).person
    check_not_own(here, account)
    return invited(acts.ask(to_account(Act.RESET, person)), request, answer)


@router.post("/accounts/{account}/close", status_code=204, responses=LATER)
def close(
    account: UUID, daybook: TheDaybook, here: AdministratorProved, acts: TheirActs
) -> Response:
    """Somebody has left. Sessions, tokens and links are over at once.

    202 where they answer for the cases: somebody else who does must agree first.
    """
    person = open_account(daybook, here, account).person
    check_not_own(here, account)
    return done(acts.ask(to_account(Act.CLOSE, person)))


@router.post("/accounts/{account}/reopen", status_code=204, responses=LATER)
def reopen(
    account: UUID, daybook: TheDaybook, here: AdministratorProved, acts: TheirActs
) -> Response:
    found = one(daybook, here, account)
    if found.closed_at is None:
        return Response(status_code=204)
    return done(acts.ask(to_account(Act.REOPEN, found.person)))


@router.post("/accounts/{account}/identities", status_code=204, responses=LATER)
def link_identity(
    account: UUID,
    asked: NewIdentity,
    daybook: TheDaybook,
    here: AdministratorProved,
    acts: TheirActs,
    request: Request,
) -> Response:
    """From now on that identity at the provider signs in as this account."""
    person = open_account(daybook, here, account).person
    check_not_own(here, account)
    issuer = configured_for(request, asked.provider, here.school).issuer
    wish = to_account(Act.IDENTITY, person, issuer=issuer, subject=asked.subject)
    acts.check_free(wish)
    return done(acts.ask(wish))


@router.delete("/accounts/{account}/identities", status_code=204)
def remove_identities(
    account: UUID, daybook: TheDaybook, here: AdministratorProved, tell: Telling
) -> None:
    one(daybook, here, account)
    happened = tell(What.IDENTITY_REMOVED, account)
    if not daybook.factors.remove_identities(here.school, account, happened):
        raise Problem(404, "not-found", "The account has no identity at a provider.")
    daybook.door.end_all(here.school, account, tell(What.SESSIONS_ENDED, account))
    daybook.wishes.forget(here.school, account)


def one(daybook: Daybook, here: Session, account: UUID) -> Account:
    found = daybook.accounts.one(here.school, account)
    if found is None:
        raise Problem(404, "not-found", "There is no such account.")
    return found


def open_account(daybook: Daybook, here: Session, account: UUID) -> Account:
    found = one(daybook, here, account)
    if found.closed_at is not None:
        raise Problem(409, "account-closed", "This account is closed. Reopen it first.")
    return found


def check_not_own(here: Session, account: UUID) -> None:
    """So that nobody gives themselves a role, and an administrator is always left."""
    if account == here.person.account:
        raise Problem(409, "not-your-own", "Another administrator must do this to your account.")


@dataclass(frozen=True, slots=True)
class Events:
    items: list[dict[str, Any]]
    next: str | None


@router.get("/sign-in-events")
def events(
    daybook: TheDaybook,
    here: Administrator,
    answer: Response,
    cursor: Annotated[str | None, Query(max_length=100)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> Events:
    """What happened at the door, newest first."""
    not_kept(answer)
    rows = daybook.door.events(here.school, limit, read_cursor(cursor))
    next_ = cursor_after(rows[-1]) if len(rows) == limit else None
    return Events([{**row, "at": at(row["at"])} for row in rows], next_)


def cursor_after(row: dict[str, Any]) -> str:
    return f"{row['at'].astimezone(UTC):%Y%m%dT%H%M%S.%f}.{row['id']}"


def read_cursor(cursor: str | None) -> tuple[datetime, UUID] | None:
    if cursor is None:
        return None
    try:
        day, micro, id_ = cursor.split(".")
        at = datetime.strptime(f"{day}.{micro}", "%Y%m%dT%H%M%S.%f").replace(tzinfo=UTC)
        return at, UUID(id_)
    except ValueError:
        raise Problem(400, "malformed", "Take the cursor from `next`, as it is.") from None
