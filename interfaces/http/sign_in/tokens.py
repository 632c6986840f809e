"""/api/tokens: what programs come in with."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response
from pydantic import Field

from application.sign_in import MOST_TOKEN_DAYS, TOKEN_DAYS, Scope, What
from interfaces.http.bodies import Strict
from interfaces.http.dependencies import TheDaybook
from interfaces.http.errors import Problem
from interfaces.http.sign_in.asked import Here, Name, StepUpNeeded, Telling, TheDesk, at, not_kept
from interfaces.wiring import Token

router = APIRouter(prefix="/api/tokens", tags=["sign-in"])


class NewToken(Strict):
    label: Name
    scope: Scope
    days: Annotated[int, Field(ge=1, le=MOST_TOKEN_DAYS)] = TOKEN_DAYS


@dataclass(frozen=True, slots=True)
class OneToken:
    id: UUID
    label: str
    scope: str
    created_at: str | None
    expires_at: str | None


@dataclass(frozen=True, slots=True)
class Tokens:
    items: list[OneToken]
    next: None = None


@dataclass(frozen=True, slots=True)
class Made:
    """The token is shown this once."""

    token: str


@router.get("")
def own_tokens(daybook: TheDaybook, here: Here, answer: Response) -> Tokens:
    """Every token of mine; what it is made of is known to its program alone."""
    not_kept(answer)
    return Tokens(list(map(shown, daybook.accounts.tokens(here.school, here.person.account))))


def shown(token: Token) -> OneToken:
    return OneToken(
        token.number, token.label, token.scope, at(token.created_at), at(token.expires_at)
    )


@router.post("", status_code=201)
def new_token(
    asked: NewToken,
    daybook: TheDaybook,
    here: StepUpNeeded,
    desk: TheDesk,
    tell: Telling,
    answer: Response,
) -> Made:
    not_kept(answer)
    account, expires_at = here.person.account, desk.now + timedelta(days=asked.days)
    happened = tell(What.TOKEN_MADE, label=asked.label, scope=asked.scope.value)
    return Made(
        daybook.accounts.new_token(
            here.school, account, asked.label, asked.scope, expires_at, happened
        )
    )


@router.delete("/{number}", status_code=204)
def revoke(number: UUID, daybook: TheDaybook, here: Here, tell: Telling) -> None:
    """It stops working at once."""
    happened = tell(What.TOKEN_REVOKED)
    if not daybook.accounts.revoke(here.school, here.person.account, number, happened):
        raise Problem(404, "not-found", "You have no such token.")
