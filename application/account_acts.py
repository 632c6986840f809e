"""Which acts on accounts need a second person, and who that may be.

Administrators run accounts and see no cases. With a second account of their own, or with a fresh
link for somebody else's, they could. So whoever answers for the cases must agree first.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import assert_never
from uuid import UUID

from eventsourcing.persistence import IntegrityError

from application.permissions import CLEARED
from application.projections.account_sentences import act, named
from application.school_log import ATTEMPTS, SchoolLog, StaleVersion
from application.sign_in import RUNS_ACCOUNTS, needs_second_factor
from domain.accounts import (
    AccountClosed,
    AccountEvent,
    AccountOpened,
    AccountReopened,
    FactorsReset,
    IdentityLinked,
    LinkGiven,
    RoleGiven,
    Whose,
)
from domain.people import Person, Role
from domain.school import SchoolEvent

WAITS = timedelta(days=14)
TOLD_FOR = timedelta(days=30)  # how long a notice of it stands
MOST_WAITING = 200

# Posts that answer for the cases: whoever holds one agrees, and is told.
SAFEGUARDING_POSTS = frozenset({Role.HEAD, Role.DSL, Role.DEPUTY_DSL, Role.CHAIR_OF_GOVERNORS})
# Posts that read cases, or see that there are any, without being named on them.
READ_BY_POST = frozenset(CLEARED) | {
    Role.DATA_PROTECTION_OFFICER,
    Role.OUTSIDE_COUNTERSIGNER,
    Role.AUDITOR,
    Role.TRUST_LEAD,
}
# Whom one person alone does not let in: these, and whoever is likely to be let into a case later.
OPENED_BY_TWO = READ_BY_POST | {Role.HR_ADVISER, Role.CLASS_TEACHER}
# Anybody else may be named on a case, or has reported one. Which of them are is not for an
# administrator to learn, so the account of each is kept alike.
MAY_BE_NAMED = frozenset(Role) - RUNS_ACCOUNTS


class Act(StrEnum):
    OPEN = "open-account"
    REOPEN = "reopen-account"
    GIVE_ROLE = "give-role"
    CLOSE = "close-account"
    LINK = "give-link"
    RESET = "reset-factors"
    IDENTITY = "link-identity"


ASKS = {
    Act.OPEN: "Open an account",
    Act.REOPEN: "Open a closed account again",
    Act.GIVE_ROLE: "Give another role",
    Act.CLOSE: "Close the account",
    Act.LINK: "Give a new sign-in link",
    Act.RESET: "Begin the account anew: password, phone and passkeys are taken off",
    Act.IDENTITY: "Link an identity at the school's provider",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is to be done to an account. `whose` has the role that it shall have."""

    act: Act
    whose: Whose
    before: Role | None = None
    issuer: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A wish that waits for somebody to agree. Another wish has another number."""

    number: UUID
    wish: Wish
    asked_by: Whose
    asked_at: datetime
    until: datetime


def whose(person: Person, role: Role | None = None) -> Whose:
    return Whose(
        account=person.account, name=person.name, post=person.post, role=role or person.role
    )


def needs_agreement(wish: Wish) -> bool:
    role = wish.whose.role
    match wish.act:
        case Act.OPEN:
            return role in OPENED_BY_TWO
        case Act.GIVE_ROLE:
            return role in OPENED_BY_TWO or loses_its_guard(wish) or leaves_a_post(wish)
        case Act.CLOSE:
            return leaves_a_post(wish)
        case _:
            return role in MAY_BE_NAMED


def loses_its_guard(wish: Wish) -> bool:
    """To a weaker sign-in, to a role that an administrator resets alone, or back from such a
    one: and still named on cases all the while.
    """
    before, after = wish.before, wish.whose.role
    if before is None or before in RUNS_ACCOUNTS or after in RUNS_ACCOUNTS:
        return before is not after
    return needs_second_factor(before) and not needs_second_factor(after)


def begins_anew(wish: Wish) -> bool:
    """An administrator may have set up alone what the account was proved with so far. Whoever
    only loses by the new role keeps it.
    """
    return wish.whose.role in OPENED_BY_TWO or wish.before not in OPENED_BY_TWO


def leaves_a_post(wish: Wish) -> bool:
    """Whoever answers for the cases would do so no longer, and could not agree any more."""
    match wish.act:
        case Act.GIVE_ROLE:
            return wish.before in SAFEGUARDING_POSTS and wish.whose.role not in SAFEGUARDING_POSTS
        case Act.CLOSE:
            return wish.whose.role in SAFEGUARDING_POSTS
        case _:
            return False


def is_recorded(wish: Wish) -> bool:
    """All that needs agreement or lets somebody in anew, and besides: another administrator, and
    a post that is lost.
    """
    role = wish.whose.role
    match wish.act:
        case Act.OPEN | Act.GIVE_ROLE:
            known = role in RUNS_ACCOUNTS or wish.before in READ_BY_POST
            return known or needs_agreement(wish)
        case Act.CLOSE:
            return role in READ_BY_POST
        case _:
            return True


def may_agree(person: Person, waiting: Waiting) -> bool:
    """Somebody who answers for the cases; neither who asked nor whose account it is."""
    concerned = {waiting.asked_by.account, waiting.wish.whose.account}
    return person.role in SAFEGUARDING_POSTS and person.account not in concerned


def as_event(wish: Wish, asked_by: Whose | None) -> AccountEvent:
    match wish.act:
        case Act.OPEN:
            return AccountOpened(whose=wish.whose, asked_by=asked_by)
        case Act.REOPEN:
            return AccountReopened(whose=wish.whose, asked_by=asked_by)
        case Act.CLOSE:
            return AccountClosed(whose=wish.whose)
        case Act.GIVE_ROLE:
            assert wish.before is not None
            return RoleGiven(whose=wish.whose, before=wish.before, asked_by=asked_by)
        case Act.LINK:
            return LinkGiven(whose=wish.whose, asked_by=asked_by)
        case Act.RESET:
            return FactorsReset(whose=wish.whose, asked_by=asked_by)
        case Act.IDENTITY:
            return IdentityLinked(whose=wish.whose, issuer=wish.issuer, asked_by=asked_by)
        case _:
            assert_never(wish.act)


def tell_the_school(log: SchoolLog, event: AccountEvent | SchoolEvent, by: Person) -> None:
    """A line in the school's own stream, after whatever somebody else has just written there."""
    for attempt in range(1, ATTEMPTS + 1):
        history = log.end_of_school()
        try:
            log.record_for_school(history, event, by)
        except IntegrityError:
            if attempt == ATTEMPTS:
                raise StaleVersion(history.version) from None
        else:
            return


def asked_sentence(waiting: Waiting) -> str:
    """What waits for somebody to agree, in the words that the history will have."""
    wish = act(as_event(waiting.wish, None))
    asked_by = named(waiting.asked_by)
    return f"{asked_by} asks you to agree. The record will then say that you {wish}."
