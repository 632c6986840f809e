"""/api/colleagues: whom a case can be given to, kept from or shown to."""

from dataclasses import dataclass
from uuid import UUID

from fastapi import APIRouter

from domain.people import Role
from interfaces.http.dependencies import TheDaybook, Who
from interfaces.http.documented import problems
from interfaces.http.listing import ColleaguesListed

router = APIRouter(prefix="/api/colleagues", tags=["people"], responses=problems(401, 422, 503))


@dataclass(frozen=True, slots=True)
class Colleague:
    account: UUID
    name: str
    post: str
    role: Role


@dataclass(frozen=True, slots=True)
class Colleagues:
    items: list[Colleague]
    next: None = None


@router.get("", responses=problems(403))
def colleagues(daybook: TheDaybook, who: Who, listed: ColleaguesListed) -> Colleagues:
    """Everybody with an account that is not closed, by name. `account` is what commands ask for:
    `change-owner`, `declare-conflict`, `grant-access`, the set-up.
    """
    people = daybook.directory.at_work(who.school)
    return Colleagues([Colleague(one.account, one.name, one.post, one.role) for one in people])
