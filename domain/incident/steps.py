"""The steps of one case: what was given, how each ended, and by which event.

Everything is read from the steps as they stand in the events; no playbook is asked.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from domain.incident.events import (
    NAMES,
    AdviceSought,
    CapacityChanged,
    CaseManagerAppointed,
    CourseOfActionDecided,
    DecisionRecorded,
    EditionAdoptedForCase,
    EscalatedToLado,
    Event,
    EvidenceKept,
    ExhibitHandedOver,
    FactsChanged,
    IntentDetermined,
    LinkedTo,
    MadeSafe,
    PersonLinked,
    ReferralAnswered,
    ReferralMade,
    RemovalOutcomeRecorded,
    RemovalRequested,
    RoutesOpened,
    StatutoryReportMade,
    StepNotNeeded,
    StepsSetAside,
    SupportAssigned,
    TaskAssigned,
    TaskDone,
    Turned,
)
from domain.incident.words import Capacity, PersonKind
from domain.playbook.acts import (
    DECISION,
    ends,
    ends_with_one_answer,
    for_each,
    name_in,
    names_of,
    owed_to_each,
)
from domain.playbook.walking import StepDue, of_each_person, settles
from domain.playbook.words import NAME_THEIR_STEP
from domain.texts import is_said

SHORT: dict[type[Event], str] = {kind: name.rpartition(".")[0] for kind, name in NAMES.items()}

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
SET_ASIDE = "steps-set-aside"
CLOSING = ("closure-proposed", "countersigned", "closed")
BRINGS_STEPS = "facts-changed"  # What brought a question is not its answer.


class Ending(StrEnum):
    DONE = "done"
    DECIDED_NO = "decided-no"
    NOT_NEEDED = "not-needed"


@dataclass(frozen=True, slots=True)
class Whom:
    """Whom an event is about. Of somebody whose kind is not known either reading holds."""

    capacity: Capacity
    kind: PersonKind

    def is_meant(self, about: str | None) -> bool:
        """Whether what is done for them is done for the side that a step is about."""
        if about is None:
            return True
        side, _, capacity = about.rpartition("-")
        return self.capacity == capacity and self.kind not in OTHERS[side]


def about(event: Event) -> UUID | None:
    """Whom of the case an event is about."""
    person: UUID | None = getattr(event, "pupil", None) or getattr(event, "person", None)
    return person


CHILDREN = frozenset({PersonKind.PUPIL, PersonKind.EXTERNAL_CHILD})
ADULTS = frozenset(PersonKind) - CHILDREN - {PersonKind.UNKNOWN}
OTHERS: dict[str, frozenset[PersonKind]] = {"": frozenset(), "pupil": ADULTS, "adult": CHILDREN}


@dataclass(frozen=True, slots=True)
class Given:
    """A step that this case was asked to take, and the event that ended it.

    `outcome` is what an allegation was found to be, where that ended it.
    `because` are the answers for which it is asked no more. `meanwhile` is what would have ended
    it since then: asked again, it has been done. `served` are those for whom it was done, and the
    event that did it, where it is owed to each of them. `agreed` is that it was answered, and that
    what was decided upon is still to come.
    """

    due: StepDue
    ending: Ending | None = None
    by: str | None = None
    outcome: str | None = None
    because: tuple[Turned, ...] = ()
    meanwhile: str | None = None
    served: dict[UUID, str] = field(default_factory=dict)
    agreed: bool = False


@dataclass(frozen=True, slots=True)
class Walk:
    """Where a case is on the chart. `awaited` says which steps an event may end.

    `earliest` is the first due time that a step ever had, also of one that is no longer asked.
    `anew` are steps that had ended and are asked for somebody else, with a clock of their own.
    """

    edition: str | None = None
    routes: dict[str, str] = field(default_factory=dict)
    steps: dict[str, Given] = field(default_factory=dict)
    awaited: dict[str, tuple[str, ...]] = field(default_factory=dict)
    earliest: dict[str, datetime] = field(default_factory=dict)
    anew: frozenset[str] = frozenset()

    @property
    def given(self) -> tuple[StepDue, ...]:
        return tuple(given.due for given in self.steps.values())

    @property
    def asked(self) -> tuple[StepDue, ...]:
        """Without those that the answers do not ask for, or that are asked anew."""
        return tuple(
            given.due
            for id, given in self.steps.items()
            if given.by != SET_ASIDE and id not in self.anew
        )

    @property
    def settled(self) -> tuple[str, ...]:
        return tuple(id for id, given in self.steps.items() if given.ending)

    @property
    def open(self) -> tuple[StepDue, ...]:
        return tuple(given.due for given in self.steps.values() if not given.ending)


Before = Iterable[tuple[Event, Whom | None]]  # What has happened, and to whom.


def opened(walk: Walk, event: RoutesOpened, before: Before) -> Walk:
    """With the steps that these routes bring, as far as they have not been taken already."""
    fresh = {step.step: asked_again(walk, step) for step in event.steps}
    wider = replace(
        walk,
        edition=event.edition,
        routes={**walk.routes, **{route.route: route.title for route in event.routes}},
        steps={**walk.steps, **fresh},
        earliest=with_earliest(walk, event.steps),
        anew=walk.anew - fresh.keys(),
    )
    counting = fresh.keys() - walk.anew
    already = frozenset(id for id in counting if fresh[id].due.route in walk.routes)
    return taken_before(with_awaited(wider), before, frozenset(counting), already)


def asked_again(walk: Walk, step: StepDue) -> Given:
    """As done, and for those for whom it was, if it was while nobody asked for it."""
    before = walk.steps.get(step.step)
    if before is None:
        return Given(step)
    if before.meanwhile is None or step.step in walk.anew:
        return Given(step, served=before.served)
    return Given(step, Ending.DONE, before.meanwhile, served=before.served)


def with_earliest(walk: Walk, steps: Iterable[StepDue]) -> dict[str, datetime]:
    dues = {step.step: step.due for step in steps if step.due}
    known = walk.earliest
    return {**known, **{id: min(due, known.get(id, due)) for id, due in dues.items()}}


def with_awaited(walk: Walk) -> Walk:
    awaited: dict[str, tuple[str, ...]] = {}
    for id, given in walk.steps.items():
        for name in dict.fromkeys(map(name_in, given.due.done_by)):
            awaited[name] = (*awaited.get(name, ()), id)
    return replace(walk, awaited=awaited)


def taken_before(
    walk: Walk, before: Before, fresh: frozenset[str], on_an_old_route: frozenset[str]
) -> Walk:
    for event, whom in before:
        name = SHORT[type(event)]
        if name in NAME_THEIR_STEP or name == BRINGS_STEPS:
            continue
        among = fresh if name in COUNTS_BEFOREHAND else on_an_old_route
        walk = ended(walk, event, whom, among)
    return walk


def set_aside(walk: Walk, event: StepsSetAside) -> Walk:
    """They stand in nobody's way, and stay where they can be read."""
    gone = {
        one.step: Given(
            walk.steps[one.step].due,
            Ending.NOT_NEEDED,
            SET_ASIDE,
            because=one.because,
            served=walk.steps[one.step].served,
        )
        for one in event.steps
        if one.step in walk.steps and not walk.steps[one.step].ending
    }
    return replace(walk, steps={**walk.steps, **gone})


def moved(walk: Walk, event: EditionAdoptedForCase) -> Walk:
    """Without the open steps that the other edition asks in its own words, or not at all."""
    gone = frozenset(event.no_longer_asked)
    kept = {id: given for id, given in walk.steps.items() if id not in gone}
    return with_awaited(replace(walk, edition=event.edition, routes={}, steps=kept))


def ended(
    walk: Walk,
    event: Event,
    whom: Whom | None,
    among: frozenset[str] | None = None,
) -> Walk:
    """What this event settles. `whom` is the person whom it is about."""
    name, ending = SHORT[type(event)], ending_of(event)
    if ending is None:
        return walk
    step, kinds = getattr(event, "step", None), kinds_of(event)
    if isinstance(event, DecisionRecorded) and (given := agreed(walk, event)):
        return replace(walk, steps={**walk.steps, given.due.step: given})
    found = {
        id: ended_by(given, event, ending)
        for id, given in candidates(walk, event, name)
        if (among is None or id in among)
        and (may_end(given, event) or owed_by(given, event))
        and (whom is None or whom.is_meant(given.due.about))
        and settles(given.due, name, named=step, kinds=kinds)
    }
    return replace(walk, steps={**walk.steps, **found}) if found else walk


def agreed(walk: Walk, event: DecisionRecorded) -> Given | None:
    """The step as a decision leaves it that does not end it: open, for what was decided upon."""
    given = walk.steps.get(event.step or "")
    if given is None or not waits_for_the_other(given.due, event):
        return None
    if given.ending and given.by != DECISION:
        return given
    return Given(given.due, served=given.served, agreed=True)


def waits_for_the_other(step: StepDue, decision: DecisionRecorded) -> bool:
    """Whether the other of the two answers would have ended it."""
    kinds = kinds_of(decision)
    one_alone = ends_with_one_answer(step.done_by)
    return one_alone and not settles(step, DECISION, named=decision.step, kinds=kinds)


def ended_by(given: Given, event: Event, ending: Ending) -> Given:
    """Ended; or done for one of those to whom it is owed: `owed.for_each_of` tells the rest.

    Not asked, a step is ended only by what names it: done for another, it is not shown as done
    for this one.
    """
    name, person = SHORT[type(event)], about(event)
    if person and owed_by(given, event):
        return replace(given, served={**given.served, person: name})
    if given.by == SET_ASIDE and name not in NAME_THEIR_STEP:
        return replace(given, meanwhile=name)
    return Given(given.due, ending, name, outcome_in(event), served=given.served)


def owed_by(given: Given, event: Event) -> bool:
    name, kinds = SHORT[type(event)], kinds_of(event)
    return any(owed_to_each(act) and ends(act, name, kinds) for act in given.due.done_by)


def candidates(walk: Walk, event: Event, name: str) -> list[tuple[str, Given]]:
    if name not in NAME_THEIR_STEP:
        return [(id, walk.steps[id]) for id in walk.awaited.get(name, ())]
    step: str | None = getattr(event, "step", None)
    return [(step, walk.steps[step])] if step in walk.steps and step else []


def may_end(given: Given, event: Event) -> bool:
    """What is done stays done; only a new decision may say otherwise, and of what each answers
    for themself not even that.
    """
    if given.ending is not Ending.DONE:
        return True
    return isinstance(event, DecisionRecorded) and not of_each_person(given.due)


def ending_of(event: Event) -> Ending | None:
    match event:
        case DecisionRecorded(yes=False):
            return Ending.DECIDED_NO
        case StepNotNeeded():
            return Ending.NOT_NEEDED
        case TaskDone(cancelled_because=str() as why) if is_said(why):
            return None
        case _:
            return Ending.DONE


def kinds_of(event: Event) -> tuple[str, ...]:
    """Which of the kinds of its name an event is (`domain.playbook.acts.KINDS`)."""
    match event:
        case PersonLinked(kind=kind, capacity=capacity):
            return (kind, *as_what(capacity))
        case CapacityChanged(capacity=capacity):
            return as_what(capacity)
        case EvidenceKept(kind=kind):
            return (kind,)
        case ExhibitHandedOver(recipient=recipient):
            return (recipient,) if recipient else ()
        case ReferralMade(agency=kind) | ReferralAnswered(agency=kind):
            return (kind,)
        case RemovalRequested(through=kind) | RemovalOutcomeRecorded(result=kind):
            return (kind,)
        case DecisionRecorded(yes=yes):
            return ("yes" if yes else "no",)
        case StatutoryReportMade(duty=kind) | CaseManagerAppointed(manager_role=kind):
            return (kind,)
        case SupportAssigned(supporter=kind) | LinkedTo(link=kind):
            return (kind,)
        case AdviceSought(adviser_kind=kind, advice=advice):
            return tuple(filter(None, (kind, with_advice(advice))))
        case MadeSafe(steps=steps):
            return tuple(steps)
        case FactsChanged(findings=findings):
            return tuple(finding.fact for finding in findings)
        case EscalatedToLado(advice=advice):
            return tuple(filter(None, (with_advice(advice),)))
        case TaskAssigned(for_a_technician=True):
            return ("technician",)
        case IntentDetermined(intent=kind):
            return (kind,)
        case CourseOfActionDecided(outcome=outcome):
            return ("with-outcome", outcome) if outcome else ()
        case _:
            return ()


def as_what(capacity: Capacity) -> tuple[str, ...]:
    return () if capacity is Capacity.UNKNOWN else (capacity,)


def with_advice(advice: str | None) -> str | None:
    return "with-advice" if is_said(advice) else None


def outcome_in(event: Event) -> str | None:
    return event.outcome if isinstance(event, CourseOfActionDecided) else None


def asked_anew(walk: Walk, *names: str, about: str | None = None) -> Walk:
    """Open once more for somebody else; what of them was set aside may be asked again as well."""
    anew = {
        id: Given(given.due)
        for id, given in walk.steps.items()
        if given.ending and given.by != SET_ASIDE and about in (None, given.due.about)
        if names_of(given.due.done_by) & {*names} and not for_each(given.due.done_by)
    }
    walk = not_done_meanwhile(walk, *names)
    return replace(walk, steps={**walk.steps, **anew}, anew=walk.anew | anew.keys())


def not_done_meanwhile(walk: Walk, *names: str) -> Walk:
    undone = {
        id: replace(given, meanwhile=None)
        for id, given in walk.steps.items()
        if given.meanwhile in names
    }
    return replace(walk, steps={**walk.steps, **undone}) if undone else walk


def looked_back_again(walk: Walk) -> Walk:
    """The chart on which closing is proposed, and every review, as if nobody had begun it."""
    closing = {one.route for one in walk.given if "closure-proposed" in names_of(one.done_by)}
    reopened = {
        id: Given(given.due)
        for id, given in walk.steps.items()
        if given.due.route in closing or "procedures-reviewed" in names_of(given.due.done_by)
        if given.by != SET_ASIDE
    }
    walk = replace(walk, steps={**walk.steps, **reopened})
    return again(walk, *CLOSING, "procedures-reviewed")


def again(walk: Walk, *names: str) -> Walk:
    """What these events had ended is open once more."""
    walk = not_done_meanwhile(walk, *names)
    reopened = {id: Given(given.due) for id, given in walk.steps.items() if given.by in names}
    return replace(walk, steps={**walk.steps, **reopened}) if reopened else walk
