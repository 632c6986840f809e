"""What is told besides with an answer: whether an account here was found for the name that was
linked, how long somebody is let in, and that nobody is left who may look at it again.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import reduce

from application.projections.phrases import listed, moment, stop
from domain.incident.commands import Circumstances
from domain.incident.deciding.access import NEITHER_LEADS, leaves_nobody, neither_leads
from domain.incident.deciding.doubt import is_contradicted, may_be_accused
from domain.incident.deciding.grounds import shut_out
from domain.incident.deciding.telling import PARENT_TOLD
from domain.incident.events import (
    AccessGranted,
    CapacityChanged,
    ConflictDeclared,
    DslAlerted,
    Event,
    PersonLinked,
)
from domain.incident.state import Incident, Linked, evolve, is_in_doubt
from domain.incident.words import ADULTS_HERE
from domain.school_setup.events import Contact, ContactKind

NAMING = PersonLinked | CapacityChanged
NOBODY = (
    "No account here matches this name, so nobody is shut out by it. If this person has an "
    "account under another name, declare the conflict."
)
NOT_EXACTLY = "No account here is certainly this person's. Shut out until confirmed or lifted: "
AND_BESIDES = (
    "The name may mean another account too. Shut out besides, until confirmed or lifted: "
)
CONTRADICTED = (
    "The name that was said is not that of the account or of the entry in the list of people. "
    "Look again who is meant."
)
NOBODY_LEFT = (
    "Nobody is left in school who may decide about this case or let anybody in again. Ring the "
    "LADO now, and the chair of governors or the trust; an administrator gives an account as "
    "chair or safeguarding lead to somebody from outside who has nothing to do with it."
)

# To those who may know of no case by their post.
NOBODY_LEFT_IN_ONE = (
    "There is a case about which nobody in school is left to decide: everybody who could is shut "
    "out of it. Ring the LADO, and the chair of governors or the trust. Somebody from outside who "
    "has nothing to do with it is to have an account as chair or safeguarding lead."
)

UNSAFELY_TOLD = (
    "It was not, or might not be, safe to tell this parent. The safeguarding lead has been "
    "alerted: tell them now in person as well."
)


def remarks(
    before: Incident | None, events: Sequence[Event], known: Circumstances
) -> tuple[str, ...]:
    """Nothing to somebody who is shut out by it themself."""
    after = reduce(evolve, events, before)
    if after is None or known.by.account in shut_out(after):
        return ()
    if any(isinstance(one, DslAlerted) and one.why == PARENT_TOLD for one in events):
        return (UNSAFELY_TOLD,)
    if ends := tuple(ends_of(events)):
        return ends
    left = (NOBODY_LEFT,) if events and leaves_nobody(before, after, known) else ()
    named = [after.people[one.person] for one in events if isinstance(one, NAMING)]
    wrong = (CONTRADICTED,) if any(is_contradicted(one, known) for one in named) else ()
    return (*of_accounts(after, events, named), *wrong, *left)


def of_accounts(
    after: Incident, events: Sequence[Event], named: Sequence[Linked]
) -> tuple[str, ...]:
    doubts = [one for one in events if isinstance(one, ConflictDeclared) and is_in_doubt(one)]
    if doubts:
        names = listed(tuple(one.account_name for one in doubts))
        certain = named and all(one.account for one in named)
        return (f"{AND_BESIDES if certain else NOT_EXACTLY}{names}.",)
    return (NOBODY,) if any(has_no_account(after, one) for one in named) else ()


def nobody_to_lead(
    before: Incident | None,
    events: Sequence[Event],
    known: Circumstances,
    contacts: Callable[[], Sequence[Contact]],
) -> tuple[str, ...]:
    """Once neither the head nor whoever acts for the head can lead it: whom to ring."""
    after = reduce(evolve, events, before)
    if neither_leads(before, known) or not neither_leads(after, known):
        return ()
    if after is None or leaves_nobody(before, after, known) or known.by.account in shut_out(after):
        return ()
    return (with_the_lado(NEITHER_LEADS, contacts()),)


def with_the_lado(sentence: str, contacts: Sequence[Contact]) -> str:
    """The name and number that the school has entered."""
    known = [f"{one.name}, {one.phone}" for one in contacts if one.kind is ContactKind.LADO]
    return f"{sentence} {stop(listed(tuple(known)))}" if known else sentence


def ends_of(events: Sequence[Event]) -> Iterator[str]:
    for event in events:
        if isinstance(event, AccessGranted) and event.until:
            yield f"{event.account_name} is let in until {moment(event.until)}."


def has_no_account(incident: Incident, person: Linked) -> bool:
    here = person.kind in ADULTS_HERE and person.account is None
    return here and may_be_accused(incident, person)
