"""Open steps that the answers of now do not ask for: they are set aside, and stand in no way."""

from dataclasses import dataclass
from functools import reduce

from domain.categories import ALTERNATIVES
from domain.facts import Answer, Fact
from domain.incident.commands import Circumstances
from domain.incident.deciding.grounds import before_the_lado
from domain.incident.deciding.steps import BECAUSE, facts_of
from domain.incident.events import (
    EscalatedToLado,
    Event,
    HarmThresholdAssessed,
    SetAside,
    StepsSetAside,
    Turned,
)
from domain.incident.state import Incident, evolve
from domain.playbook.conditions import Condition, Facts, failing
from domain.playbook.walking import all_answered

# What may leave an open step without anybody who asks for it.
TURNING = BECAUSE.keys() | {EscalatedToLado, HarmThresholdAssessed}


def with_set_aside(
    incident: Incident | None, events: list[Event], circumstances: Circumstances
) -> list[Event]:
    """These events, and the open steps that nothing asks for once they are in."""
    after = reduce(evolve, events, incident)
    if after is None or not after.walk.open or not any(type(one) in TURNING for one in events):
        return events
    guessed = incident.guessed - after.raised if incident else frozenset[Fact]()
    found = not_asked_now(after, guessed, circumstances)
    return [*events, StepsSetAside(steps=found)] if found else events


def not_asked_now(
    after: Incident, guessed: frozenset[Fact], circumstances: Circumstances
) -> tuple[SetAside, ...]:
    """As steps are asked, and only by an answer: what nobody was asked leaves a step where it is,
    unless a guess of the report alone had asked it, whose place an assessment takes now.

    Where an adult here was once said to have done it, that stands until the LADO knows or every
    limb is no, whatever is answered since.
    """
    asked_when, facts = conditions(circumstances), facts_of(after)
    guarded = {**facts, Fact.STAFF_INSTIGATOR: Answer.YES} if before_the_lado(after) else facts
    return tuple(
        SetAside(step=step.step, because=because)
        for step in after.walk.open
        if (when := asked_when.get((step.edition, step.step)))
        and when.fails(guarded)
        and (
            (because := turned(when.fails(facts), facts, after))
            or when.fails(facts) & guessed - after.facts.keys()
        )
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """When a step is asked: its route is open, and it applies there."""

    on_route: Condition
    there: Condition

    def fails(self, facts: Facts) -> frozenset[Fact]:
        """The facts by which it is not asked; none while it is. Once a route is open, what nobody
        was asked counts as not known.
        """
        return failing(self.on_route, facts) or failing(self.there, all_answered(facts))


def conditions(circumstances: Circumstances) -> dict[tuple[str, str], Asked]:
    """Of each step of each edition."""
    editions = (circumstances.playbook, *circumstances.earlier_playbooks)
    return {
        (edition.edition, step.id): Asked(route.when, step.when)
        for edition in editions
        if edition
        for route in edition.routes
        for step in route.steps
    }


def turned(failed: frozenset[Fact], facts: Facts, after: Incident) -> tuple[Turned, ...]:
    """The last answers by which it is not asked, as the record has them."""
    lines, by = on_lines(after), failed | instead_of(failed - after.facts.keys(), after)
    told = {fact: lines[fact, facts[fact]] for fact in Fact if is_said(fact, by, facts, lines)}
    last = max(told.values(), default=0)
    return tuple(
        Turned(fact=fact, answer=facts[fact], line=line)
        for fact, line in told.items()
        if line == last
    )


def instead_of(silent: frozenset[Fact], after: Incident) -> frozenset[Fact]:
    """A yes to one of the alternatives answers for those that a category alone had raised."""
    if silent.isdisjoint(ALTERNATIVES):
        return frozenset()
    return frozenset(fact for fact in ALTERNATIVES if after.facts.get(fact) is Answer.YES)


Lines = dict[tuple[Fact, Answer], int]


def is_said(fact: Fact, failed: frozenset[Fact], facts: Facts, lines: Lines) -> bool:
    return fact in failed and fact in facts and (fact, facts[fact]) in lines


def on_lines(after: Incident) -> Lines:
    """Where each answer stands that somebody gave, or that the people of the case tell of."""
    of_people = {(fact, told): line for fact, (told, line) in after.people_said.items()}
    given = {(fact, told): after.answered_on[fact] for fact, told in after.facts.items()}
    return {**of_people, **given}
