"""Which routes a case is on, which steps they bring, and what is still open."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.facts import Answer, Fact
from domain.playbook.acts import completed_by_name, ends, personal
from domain.playbook.conditions import Facts, facts_in, holds
from domain.playbook.playbook import Playbook, Route, Step
from domain.playbook.words import NAME_THEIR_STEP, Kind
from domain.school_days import Counting, SchoolCalendar, Unit, due_at

TO_DO_IT = timedelta(minutes=15)  # Once it is asked for, before a step at once is overdue.


@dataclass(frozen=True, slots=True, kw_only=True)
class StepDue:
    """A step as one case was asked to take it, whole: no later edition can change it."""

    step: str
    route: str
    say: str
    kind: Kind
    who: tuple[str, ...]
    within: str
    due: datetime | None
    calendar: Counting
    done_by: tuple[str, ...]
    why: str
    source: tuple[str, ...]
    edition: str
    about: str | None = None  # Whom it is about, as `acts.About` says it.


def routes_open(playbook: Playbook, facts: Facts) -> tuple[Route, ...]:
    """The routes these answers open, several at once. "Not known" opens; unasked does not."""
    return tuple(route for route in playbook.routes if holds(route.when, facts))


def steps_due(
    playbook: Playbook, facts: Facts, at: datetime, calendar: SchoolCalendar
) -> tuple[StepDue, ...]:
    """The steps of every open route. Once a route is open, unasked counts as not known."""
    answers = all_answered(facts)
    return tuple(
        _given(playbook, route, step, at, calendar)
        for route in routes_open(playbook, facts)
        for step in route.steps
        if holds(step.when, answers)
    )


def newly_due(
    playbook: Playbook,
    facts: Facts,
    given: Iterable[StepDue],
    at: datetime,
    calendar: SchoolCalendar,
) -> tuple[StepDue, ...]:
    """What changed facts add. Steps already given stay given, whatever the facts say now."""
    already = {step.step for step in given}
    return tuple(
        step for step in steps_due(playbook, facts, at, calendar) if step.step not in already
    )


def _given(
    playbook: Playbook, route: Route, step: Step, at: datetime, calendar: SchoolCalendar
) -> StepDue:
    return StepDue(
        step=step.id,
        route=route.id,
        say=step.say,
        kind=step.kind,
        who=tuple(who.value for who in step.who),
        within=str(step.due),
        due=due_at(step.due, at, calendar),
        calendar=step.due.counting,
        done_by=step.done_by,
        why=step.why,
        source=tuple(map(playbook.said, step.source)),
        edition=playbook.edition,
        about=step.about or route.about,
    )


def all_answered(facts: Facts) -> dict[Fact, Answer]:
    """Every fact with an answer: what nobody was asked is not known."""
    return {fact: facts.get(fact, Answer.NOT_KNOWN) for fact in Fact}


def to_ask_again(playbook: Playbook, facts: Facts) -> tuple[Fact, ...]:
    """Facts still unknown on which a route, or a step of an open route, depends."""
    asked = {fact for route in playbook.routes for fact in facts_in(route.when)}
    for route in routes_open(playbook, facts):
        asked |= {fact for step in route.steps for fact in facts_in(step.when)}
    unknown = (None, Answer.NOT_KNOWN)
    return tuple(fact for fact in Fact if fact in asked and facts.get(fact) in unknown)


def settles(
    step: StepDue, event_name: str, *, named: str | None = None, kinds: Collection[str] = ()
) -> bool:
    """Whether an event of these kinds ends this step. Any step may be found not needed.

    A decision, a completion or a task done ends the step that it names and no other.
    """
    if event_name not in NAME_THEIR_STEP:
        return any(ends(act, event_name, kinds) for act in step.done_by)
    if event_name == "step-completed":
        return named == step.step and completed_by_name(step.done_by)
    if event_name == "step-not-needed":
        return named == step.step
    return named == step.step and any(ends(act, event_name, kinds) for act in step.done_by)


def of_each_person(step: StepDue) -> bool:
    """Whether one person's answer leaves it open for everybody else whom it falls to."""
    return personal(step.done_by)


def open_steps(steps: Iterable[StepDue], settled: Iterable[str]) -> tuple[StepDue, ...]:
    """The steps that nobody has done, decided or found not needed."""
    ended = frozenset(settled)
    return tuple(step for step in steps if step.step not in ended)


def in_the_way_of_closing(steps: Iterable[StepDue], settled: Iterable[str]) -> tuple[StepDue, ...]:
    """Every must and every consider has to end before a case can close; a may need not."""
    return tuple(step for step in open_steps(steps, settled) if step.kind is not Kind.MAY)


def overdue(
    steps: Iterable[StepDue], settled: Iterable[str], now: datetime
) -> tuple[StepDue, ...]:
    """Open steps whose time has passed, the longest overdue first."""
    late = [
        (step.due, step) for step in open_steps(steps, settled) if step.due and is_late(step, now)
    ]
    return tuple(step for _, step in sorted(late, key=lambda each: each[0]))


def is_late(step: StepDue, now: datetime) -> bool:
    """What is only offered is never late; what is to be done at once, not while it is done."""
    if step.kind is Kind.MAY or step.due is None:
        return False
    return step.due + (TO_DO_IT if at_once(step) else timedelta()) < now


def at_once(step: StepDue) -> bool:
    return step.within == Unit.AT_ONCE.value
