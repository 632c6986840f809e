"""What is told besides with an answer: whether an account here was found for the name that was
linked, and how long somebody is let in.
"""

from collections.abc import Iterator, Sequence
from functools import reduce

from application.projections.phrases import listed, moment
from domain.incident.deciding.doubt import may_be_accused
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
from domain.people import Person

NOBODY = (
    "No account here matches this name, so nobody is shut out by it. If this person has an "
    "account under another name, declare the conflict."
)
NOT_EXACTLY = "No account here is certainly this person's. Shut out until confirmed or lifted: "

UNSAFELY_TOLD = (
    "It was not, or might not be, safe to tell this parent. The safeguarding lead has been "
    "alerted: tell them now in person as well."
)


def remarks(before: Incident | None, events: Sequence[Event], by: Person) -> tuple[str, ...]:
    """Nothing to somebody who is shut out by it themself."""
    doubts = [one for one in events if isinstance(one, ConflictDeclared) and is_in_doubt(one)]
    if by.account in {one.account for one in doubts}:
        return ()
    if doubts:
        names = tuple(one.account_name for one in doubts)
        return (f"{NOT_EXACTLY}{listed(names)}.",)
    if any(isinstance(one, DslAlerted) and one.why == PARENT_TOLD for one in events):
        return (UNSAFELY_TOLD,)
    if ends := tuple(ends_of(events)):
        return ends
    after = reduce(evolve, events, before)
    return (NOBODY,) if after and any(unmatched(after, events)) else ()


def ends_of(events: Sequence[Event]) -> Iterator[str]:
    for event in events:
        if isinstance(event, AccessGranted) and event.until:
            yield f"{event.account_name} is let in until {moment(event.until)}."


def unmatched(after: Incident, events: Sequence[Event]) -> Iterator[bool]:
    for event in events:
        if isinstance(event, PersonLinked | CapacityChanged):
            yield has_no_account(after, after.people[event.person])


def has_no_account(incident: Incident, person: Linked) -> bool:
    here = person.kind in ADULTS_HERE and person.account is None
    return here and may_be_accused(incident, person)
