"""/api/accounts/waiting: agreeing with what an administrator asked for."""

from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response

from application.account_acts import SAFEGUARDING_POSTS, Waiting, asked_sentence, may_agree
from application.permissions import NotYourRole
from application.sign_in import RUNS_ACCOUNTS
from interfaces.http.bodies import Reason, Strict
from interfaces.http.dependencies import TheDaybook
from interfaces.http.sessions import now_of
from interfaces.http.sign_in.asked import (
    Here,
    StepUpNeeded,
    address_of,
    at,
    check_second_factor,
    not_kept,
    told_of,
)
from interfaces.sign_in.account_acts import Acts
from interfaces.wiring import Session

router = APIRouter(prefix="/api/accounts/waiting", tags=["accounts"])


@dataclass(frozen=True, slots=True)
class WaitingItem:
    """`yours` says whether you are one who may agree."""

    number: UUID
    what: str
    sentence: str
    name: str
    post: str
    role: str
    before: str | None
    asked_by: dict[str, str]
    asked_at: str | None
    until: str | None
    yours: bool


@dataclass(frozen=True, slots=True)
class WaitingPage:
    items: list[WaitingItem]
    next: None = None


@dataclass(frozen=True, slots=True)
class Agreed:
    """The link, where there is one, is for you to hand over in person, as `address` has it."""

    account: UUID
    link: str | None
    address: str | None = None


def concerned(here: Here) -> Session:
    """Administrators, and whoever answers for the cases."""
    if here.person.role not in SAFEGUARDING_POSTS | RUNS_ACCOUNTS:
        raise NotYourRole
    check_second_factor(here)
    return here


Concerned = Annotated[Session, Depends(concerned)]


def acts_proved(
    request: Request, daybook: TheDaybook, here: Concerned, proved: StepUpNeeded
) -> Acts:
    return Acts(daybook, here.school, here.person, told_of(request, here))


ActsProved = Annotated[Acts, Depends(acts_proved)]


@router.get("")
def all_waiting(
    daybook: TheDaybook, here: Concerned, request: Request, answer: Response
) -> WaitingPage:
    """What waits for somebody to agree, the oldest first."""
    not_kept(answer)
    found = daybook.wishes.waiting(here.school, now_of(request))
    return WaitingPage([item(one, here) for one in found])


def item(waiting: Waiting, here: Session) -> WaitingItem:
    told, before = waiting.wish.whose, waiting.wish.before
    return WaitingItem(
        number=waiting.number,
        what=waiting.wish.act.value,
        sentence=asked_sentence(waiting),
        name=told.name,
        post=told.post,
        role=told.role.value,
        before=before.value if before else None,
        asked_by=by(waiting),
        asked_at=at(waiting.asked_at),
        until=at(waiting.until),
        yours=may_agree(here.person, waiting),
    )


def by(waiting: Waiting) -> dict[str, Any]:
    return {"name": waiting.asked_by.name, "post": waiting.asked_by.post}


@router.post("/{number}/agree")
def agree(number: UUID, acts: ActsProved, request: Request, answer: Response) -> Agreed:
    """Do it now. Ask the person themselves first, and hand the link over in person."""
    not_kept(answer)
    done = acts.agree(number)
    return Agreed(done.account, done.link, address_of(request, done.link))


class Refusing(Strict):
    """The administrators read the reason: nothing of a case belongs there."""

    reason: Reason | None = None


@router.post("/{number}/refuse", status_code=204)
def refuse(number: UUID, acts: ActsProved, asked: Refusing | None = None) -> None:
    """It is not done. Whoever asked may take it back so."""
    acts.refuse(number, (asked.reason if asked else None) or "")
