"""Steps that are owed to each of those whom they are about: for whom they are still open."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from domain.incident.people_say import Somebody
from domain.incident.steps import ADULTS, SET_ASIDE, Ending, Given, Walk
from domain.incident.words import Capacity, PersonKind
from domain.playbook.acts import for_each

# To whom a step is owed, where it is owed to each: to our own, of whom it is known what they are.
OWED: dict[str, frozenset[PersonKind]] = {
    "": frozenset({PersonKind.PUPIL}),
    "pupil": frozenset({PersonKind.PUPIL}),
    "adult": ADULTS,
}
EITHER_SIDE = frozenset({Capacity.VICTIM, Capacity.INSTIGATOR})
People = Mapping[UUID, Somebody]


def owed(given: Given, people: People) -> tuple[UUID, ...]:
    """Those of the case to whom a step is owed that is owed to each; nobody, if it is not."""
    if not for_each(given.due.done_by):
        return ()
    side, _, capacity = (given.due.about or "").rpartition("-")
    capacities = {Capacity(capacity)} if capacity else EITHER_SIDE
    return tuple(
        id
        for id, one in people.items()
        if one.kind in OWED[side] and one.capacity in capacities and not one.in_error
    )


def left(given: Given, people: People) -> tuple[UUID, ...]:
    """For whom it is still open."""
    return tuple(id for id in owed(given, people) if id not in given.served)


@dataclass(frozen=True, slots=True)
class Share:
    """One of those to whom a step is owed, and whether it was done, or needed, for them."""

    person: UUID
    state: Ending | None


def shares(given: Given, people: People) -> tuple[Share, ...]:
    return tuple(Share(one, share_of(given, one)) for one in owed(given, people))


def share_of(given: Given, person: UUID) -> Ending | None:
    match given.served.get(person):
        case None:
            return None
        case "step-not-needed":
            return Ending.NOT_NEEDED
        case "decision-recorded" if given.ending:
            return given.ending
        case _:
            return Ending.DONE


def for_each_of(people: People, before: Walk, walk: Walk) -> Walk:
    """What is owed to each ends with the last of them, and opens for somebody newly named."""
    changed = {
        id: told
        for id, given in walk.steps.items()
        if for_each(given.due.done_by) and given.by != SET_ASIDE
        if (told := settled_for(people, before.steps.get(id), given)) != given
    }
    reopened = {id for id, told in changed.items() if walk.steps[id].ending and not told.ending}
    steps = {**walk.steps, **changed}
    return replace(walk, steps=steps, anew=walk.anew | reopened) if changed else walk


def settled_for(people: People, before: Given | None, given: Given) -> Given:
    if given.ending and (before is None or before.by != given.by):
        everybody = dict.fromkeys(left(given, people), given.by or "")
        return replace(given, served={**given.served, **everybody})  # It counts for them all.
    if left(given, people):
        return Given(given.due, served=given.served)
    if given.served and not given.ending:
        return replace(given, ending=Ending.DONE, by=[*given.served.values()][-1])
    return given
