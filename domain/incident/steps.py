"""The steps of one case: what was given, how each ended, and by which event.

Everything is read from the steps as they stand in the events; no playbook is asked.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from domain.incident.events import (
    NAMES,
    DecisionRecorded,
    EditionAdoptedForCase,
    Event,
    RoutesOpened,
    StepNotNeeded,
    TaskDone,
)
from domain.incident.words import Capacity
from domain.playbook.walking import StepDue, settles
from domain.playbook.words import NAME_THEIR_STEP

SHORT: dict[type[Event], str] = {kind: name.rpartition(".")[0] for kind, name in NAMES.items()}

# Whom a route is about: what is done for the other side does not end its steps.
ABOUT: Mapping[str, Capacity] = {
    "pupil-victim": Capacity.VICTIM,
    "pupil-instigator": Capacity.INSTIGATOR,
    "staff-victim-of-pupil": Capacity.INSTIGATOR,
    "staff-outcome": Capacity.INSTIGATOR,
}

# What was done before a route opened counts for its steps only where it cannot mean anything
# else: who has been told stays told, but a referral to one agency is no call to the police.
COUNTS_BEFOREHAND = frozenset(
    {
        "incident-reported",
        "assessed",
        "person-linked",
        "dsl-told",
        "dsl-acknowledged",
        "parent-informed",
        "parent-not-informed",
        "escalated-to-lado",
        "support-assigned",
        "sanction-or-support-decided",
        "safety-plan-agreed",
        "harm-threshold-assessed",
        "case-manager-appointed",
        "legal-hold-placed",
    }
)
BRINGS_STEPS = "facts-changed"  # What brought a question is not its answer.


class Ending(StrEnum):
    DONE = "done"
    DECIDED_NO = "decided-no"
    NOT_NEEDED = "not-needed"


@dataclass(frozen=True, slots=True)
class Given:
    """A step that this case was asked to take, and the event that ended it."""

    due: StepDue
    ending: Ending | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Walk:
    """Where a case is on the chart. `awaited` says which steps an event may end."""

    edition: str | None = None
    routes: dict[str, str] = field(default_factory=dict)
    steps: dict[str, Given] = field(default_factory=dict)
    awaited: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def given(self) -> tuple[StepDue, ...]:
        return tuple(given.due for given in self.steps.values())

    @property
    def settled(self) -> tuple[str, ...]:
        return tuple(id for id, given in self.steps.items() if given.ending)

    @property
    def open(self) -> tuple[StepDue, ...]:
        return tuple(given.due for given in self.steps.values() if not given.ending)


Before = Iterable[tuple[Event, Capacity | None]]  # What has happened, and to whom.


def opened(walk: Walk, event: RoutesOpened, before: Before) -> Walk:
    """With the steps that these routes bring, as far as they have not been taken already."""
    fresh = {step.step: Given(step) for step in event.steps}
    wider = replace(
        walk,
        edition=event.edition,
        routes={**walk.routes, **{route.route: route.title for route in event.routes}},
        steps={**walk.steps, **fresh},
    )
    already = frozenset(id for id in fresh if fresh[id].due.route in walk.routes)
    return taken_before(with_awaited(wider), before, frozenset(fresh), already)


def with_awaited(walk: Walk) -> Walk:
    awaited: dict[str, tuple[str, ...]] = {}
    for id, given in walk.steps.items():
        for name in given.due.done_by:
            awaited[name] = (*awaited.get(name, ()), id)
    return replace(walk, awaited=awaited)


def taken_before(
    walk: Walk, before: Before, fresh: frozenset[str], on_an_old_route: frozenset[str]
) -> Walk:
    for event, capacity in before:
        name = SHORT[type(event)]
        if name in NAME_THEIR_STEP or name == BRINGS_STEPS:
            continue
        among = fresh if name in COUNTS_BEFOREHAND else on_an_old_route
        walk = ended(walk, event, capacity, among)
    return walk


def moved(walk: Walk, event: EditionAdoptedForCase) -> Walk:
    """Without the open steps that the other edition asks in its own words, or not at all."""
    gone = frozenset(event.no_longer_asked)
    kept = {id: given for id, given in walk.steps.items() if id not in gone}
    return with_awaited(replace(walk, edition=event.edition, routes={}, steps=kept))


def ended(
    walk: Walk,
    event: Event,
    capacity: Capacity | None,
    among: frozenset[str] | None = None,
) -> Walk:
    """What this event settles. `capacity` is that of the person whom it is about."""
    name, ending = SHORT[type(event)], ending_of(event)
    if ending is None:
        return walk
    found = {
        id: Given(given.due, ending, name)
        for id, given in candidates(walk, event, name)
        if (among is None or id in among)
        and may_end(given, event)
        and settles(given.due, name, named(event, given.due, capacity))
    }
    return replace(walk, steps={**walk.steps, **found}) if found else walk


def candidates(walk: Walk, event: Event, name: str) -> list[tuple[str, Given]]:
    if name not in NAME_THEIR_STEP:
        return [(id, walk.steps[id]) for id in walk.awaited.get(name, ())]
    step: str | None = getattr(event, "step", None)
    return [(step, walk.steps[step])] if step in walk.steps and step else []


def may_end(given: Given, event: Event) -> bool:
    """What is done stays done; only a new decision may say otherwise."""
    return given.ending is not Ending.DONE or isinstance(event, DecisionRecorded)


def ending_of(event: Event) -> Ending | None:
    match event:
        case DecisionRecorded(yes=False):
            return Ending.DECIDED_NO
        case StepNotNeeded():
            return Ending.NOT_NEEDED
        case TaskDone(cancelled_because=str() as why) if why.strip():
            return None
        case _:
            return Ending.DONE


def named(event: Event, step: StepDue, capacity: Capacity | None) -> str | None:
    """The step that an event means: its own word for it, or the side that it is about."""
    if SHORT[type(event)] in NAME_THEIR_STEP:
        return getattr(event, "step", None)
    wanted = ABOUT.get(step.route)
    if capacity is None or wanted is None:
        return None
    return step.step if capacity is wanted else ""


def again(walk: Walk, *names: str) -> Walk:
    """What these events had ended is open once more."""
    reopened = {id: Given(given.due) for id, given in walk.steps.items() if given.by in names}
    return replace(walk, steps={**walk.steps, **reopened}) if reopened else walk
