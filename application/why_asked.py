"""Because of which answer, which category or which silence a step is asked of a case."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property, reduce
from itertools import groupby
from typing import Any

from application.projections.grounds import Answerers, Ground, answered_on, grounds_of
from application.projections.phrases import SCHOOL_TIME, day, listed, yes_or_no
from application.record import AnyLine, Line
from application.school_rules import SchoolRules
from domain.facts import Fact
from domain.incident.events import RoutesOpened
from domain.incident.state import evolve
from domain.playbook.conditions import Condition, holding, holds
from domain.playbook.walking import StepDue, all_answered
from domain.playbook.words import ASKED

ALWAYS = "Asked in every case."
NOBODY: Answerers = {}
Days = Mapping[int, date]  # On which day each line was recorded.


@dataclass(frozen=True, slots=True)
class AskedWhen:
    """Its route is open, and the step applies there."""

    on_route: Condition
    there: Condition


def asked_when(rules: SchoolRules, edition: str | None, step: str | None) -> AskedWhen | None:
    """As its own edition has it; a step that was kept from another one, as that has it."""
    known = (rules.edition(edition), rules.playbook, *rules.earlier)
    for route in (route for one in known if one for route in one.routes):
        for one in route.steps:
            if one.id == step:
                return AskedWhen(route.when, one.when)
    return None


def because(asked: AskedWhen, grounds: Iterable[Ground], days: Days | None = None) -> str | None:
    """A sentence; None where what stands behind the facts does not ask for the step."""
    known = {one.fact: one for one in grounds}
    facts = {fact: one.answer for fact, one in known.items()}
    everything = all_answered(facts)
    if not (holds(asked.on_route, facts) and holds(asked.there, everything)):
        return None
    named = holding(asked.on_route, facts) | holding(asked.there, everything)
    if not named:
        return ALWAYS
    return f"Asked because {listed(tuple(reasons(named, known, days or {})))}."


def reasons(named: frozenset[Fact], known: Mapping[Fact, Ground], days: Days) -> list[str]:
    """What was answered comes first, line by line; last what nobody was asked."""
    told = [known[fact] for fact in Fact if fact in named and fact in known]
    silent = tuple(asks(fact) for fact in Fact if fact in named - known.keys())
    lines = sorted((one for one in told if one.line), key=lambda one: one.line or 0)
    answers = [in_one_line(list(each), days) for _, each in groupby(lines, lambda one: one.line)]
    assumed = dict.fromkeys(one.said for one in told if one.line is None)
    nobody = [f"nobody has answered {either(silent)}"] if silent else []
    return [*answers, *assumed, *nobody]


def in_one_line(answered: Sequence[Ground], days: Days) -> str:
    first = answered[0]
    said = listed(tuple(f"{asks(one.fact)} with {yes_or_no(one.answer)}" for one in answered))
    at = days.get(first.line or 0)
    on = f" on {day(at)}" if at else ""
    return f"{first.said} answered {said}{on} (line {first.line})"


def asks(fact: Fact) -> str:
    return f"“{ASKED[fact]}?”"


def either(questions: tuple[str, ...]) -> str:
    return " or ".join(filter(None, (", ".join(questions[:-1]), questions[-1])))


@dataclass(frozen=True)
class WhyAsked:
    """Why the steps of one case are asked, by its lines and the editions of its school."""

    rules: SchoolRules
    lines: Sequence[AnyLine]
    known: dict[int, tuple[Ground, ...]] = field(default_factory=dict)

    def of(self, step: StepDue) -> str | None:
        """As things stand; of what the answers of now do not ask for, as it was then."""
        asked = asked_when(self.rules, step.edition, step.step)
        if asked is None:
            return None
        numbers = (len(self.lines), last_opened(self.lines, step.step))
        told = (because(asked, self.after(number), self.days) for number in numbers)
        return next(filter(None, told), None)

    def after(self, number: int) -> tuple[Ground, ...]:
        """What stood behind the facts after so many lines."""
        if number not in self.known:
            self.known[number] = grounds_after(self.lines[:number])
        return self.known[number]

    @cached_property
    def days(self) -> Days:
        return {line.version: here(line.recorded_at) for line in self.lines if line.recorded_at}


def here(at: datetime) -> date:
    return at.astimezone(SCHOOL_TIME).date()


def last_opened(lines: Sequence[AnyLine], step: str) -> int:
    """How many lines there were when the step was last asked."""
    for number, line in reversed(list(enumerate(lines, start=1))):
        match line:
            case Line(event=RoutesOpened(steps=steps)) if any(one.step == step for one in steps):
                return number
    return 0


def grounds_after(lines: Sequence[AnyLine]) -> tuple[Ground, ...]:
    read = [line for line in lines if isinstance(line, Line)]
    events: list[Any] = [line.event for line in read]
    incident = reduce(evolve, events, None)
    answers = reduce(lambda so_far, line: {**so_far, **answered_on(line)}, read, NOBODY)
    return grounds_of(incident, answers) if incident else ()
