"""/api/trust: numbers over the schools of a trust. No case, and nobody's name."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter, Depends, Query

from application import permissions
from application.small_numbers import LEAST
from application.trust_totals import SchoolTotals, Totals
from domain.access import Page
from domain.terms import NoSuchTerm, Term, term_named
from interfaces.http.bodies import Words
from interfaces.http.dependencies import Now, TheDaybook, Who
from interfaces.http.documented import problems
from interfaces.http.errors import InvalidField, Problem
from interfaces.http.listing import listing
from interfaces.wiring import Trust

router = APIRouter(prefix="/api/trust", tags=["trust"], responses=problems(401, 403, 422, 503))

Listed = Annotated[None, Depends(listing(Page.TRUST_TOTALS))]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustTotals:
    """Counts from 1 to `hidden_below` - 1 are null, and so is what would give them away.

    `as_of` is when they were made up. They are the same for every lead, and ever after.
    """

    trust: str
    term: str
    first: date
    last: date
    as_of: datetime
    hidden_below: int
    all_schools: Totals
    schools: list[SchoolTotals]


def the_term(
    term: Annotated[Words, Query(max_length=20, description="Such as 2026-autumn.")],
) -> Term:
    try:
        return term_named(term)
    except NoSuchTerm:
        raise InvalidField("query:term", "Name a term, such as 2026-autumn.") from None


def the_trust(daybook: TheDaybook, who: Who) -> Trust:
    if not permissions.may_open(who.person.role, Page.TRUST_TOTALS):
        raise permissions.NotYourRole
    trust = daybook.trusts.led_by(who.school, who.person.account)
    if trust is None:
        raise Problem(
            403, "no-trust", "No trust has named you. Ask whoever runs this Daybook to do so."
        )
    return trust


@router.get("/totals", responses=problems(409))
def totals(
    daybook: TheDaybook,
    who: Who,
    now: Now,
    trust: Annotated[Trust, Depends(the_trust)],
    term: Annotated[Term, Depends(the_term)],
    listed: Listed,
) -> TrustTotals:
    """How many incidents each school of the trust had in a term, and all together.

    They are made up once, four weeks after the term has ended, of the schools that belonged to the
    trust at its end.
    """
    made_up = daybook.trust_totals(who, trust, term, now)
    return TrustTotals(
        trust=trust.name,
        term=term.name,
        first=term.first,
        last=term.last,
        as_of=made_up.at,
        hidden_below=LEAST,
        all_schools=made_up.all_schools,
        schools=list(made_up.schools),
    )
