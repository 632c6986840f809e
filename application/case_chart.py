"""The chart of a case: every route that it is on, and where each step stood at a time."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from application.case_steps import LEFT_OPEN, OPEN, OVERDUE, state_of
from application.projections.phrases import moment, no_longer_asked
from application.record import AnyLine
from application.school_rules import SchoolRules
from application.why_asked import WhyAsked
from domain.incident.over import is_over, over_in_words
from domain.incident.state import Incident
from domain.incident.steps import SET_ASIDE, Ending, Given
from domain.playbook.acts import About, spoken_event
from domain.playbook.case_pages import case_chart
from domain.playbook.conditions import Always
from domain.playbook.grammar import read_due
from domain.playbook.marks import Mark, Sign
from domain.playbook.playbook import Playbook, Route, Step
from domain.playbook.walking import StepDue
from domain.playbook.words import Kind, Who

BY_NAME = ("step-completed", "task-done")


def chart(
    incident: Incident, rules: SchoolRules, now: datetime, lines: Sequence[AnyLine] = ()
) -> str:
    """Every route of the case as it was asked, each box with where its step stood at `now` and,
    by its lines, why it is asked.
    """
    routes, why = charts_of(incident, rules), WhyAsked(rules, lines)
    asked = {
        id: replace(mark(given, incident, now), because=why.of(given.due) or "")
        for id, given in incident.walk.steps.items()
    }
    others = {step.id: Mark(Sign.NOT_ASKED, "in this case") for r in routes for step in r.steps}
    return case_chart(routes, {**others, **asked}, heading(incident, now))


def charts_of(incident: Incident, rules: SchoolRules) -> list[Route]:
    walk = incident.walk
    numbers = numbers_in(rules.edition(walk.edition))
    opened = sorted(walk.routes.items(), key=lambda one: numbers.get(one[0], len(numbers)))
    routes = [numbered(drawn(id, title, incident, rules), numbers.get(id)) for id, title in opened]
    shown = {step.id for route in routes for step in route.steps}
    earlier = tuple(as_given(step) for step in walk.given if step.step not in shown)
    return [*routes, asked_earlier(earlier)] if earlier else routes


def numbers_in(edition: Playbook | None) -> dict[str, int]:
    """The numbers that the charts bear on the staff-room wall, in that order."""
    routes = edition.routes if edition else ()
    return {route.id: number for number, route in enumerate(routes, start=1)}


def numbered(route: Route, number: int | None) -> Route:
    return replace(route, title=f"Chart {number}: {route.title}") if number else route


def asked_earlier(steps: tuple[Step, ...]) -> Route:
    """What the edition that the case was moved to asks no more, or in another place."""
    title = "Asked before the case was moved to another edition"
    return Route(id="asked-earlier", title=title, source=(), when=Always(), steps=steps)


def drawn(id: str, title: str, incident: Incident, rules: SchoolRules) -> Route:
    """As its own edition draws it; without that edition, the steps that the case was given."""
    walk = incident.walk
    edition = rules.edition(walk.edition)
    for route in edition.routes if edition else ():
        if edition and route.id == id:
            printed = edition.printed(route)
            steps = tuple(in_its_words(step, walk.steps.get(step.id)) for step in printed.steps)
            return replace(printed, steps=steps)
    steps = tuple(as_given(step) for step in walk.given if step.route == id)
    return Route(id=id, title=title, source=(), when=Always(), steps=steps)


def in_its_words(step: Step, given: Given | None) -> Step:
    """What the case was asked stands in its own events, whatever a file says since."""
    return replace(as_given(given.due), when=step.when) if given else step


def as_given(step: StepDue) -> Step:
    return Step(
        id=step.step,
        say=step.say,
        kind=step.kind,
        who=tuple(Who(who) for who in step.who),
        when=Always(),
        due=read_due(step.within),
        done_by=step.done_by,
        why=step.why,
        source=step.source,
        about=About(step.about) if step.about else None,
    )


def mark(given: Given, incident: Incident, now: datetime) -> Mark:
    match state_of(given, incident, now):
        case Ending.DECIDED_NO:
            return Mark(Sign.DECIDED_NO)
        case Ending.NOT_NEEDED:
            return not_needed(given)
        case Ending.DONE:
            return done(given)
        case state:
            return waiting(given.due, state, incident)


def not_needed(given: Given) -> Mark:
    if given.by != SET_ASIDE:
        return Mark(Sign.NOT_NEEDED)
    return Mark(Sign.NOT_NEEDED, f"({no_longer_asked(given.because)})")


def done(given: Given) -> Mark:
    """By what, for "done" alone claims more than the record knows."""
    by = given.by
    if given.outcome:
        return Mark(Sign.DONE, f"({given.outcome})")
    if by == "decision-recorded":
        return Mark(Sign.DECIDED_YES)
    return Mark(Sign.DONE, f"({spoken_event(by)})" if by and by not in BY_NAME else "")


def waiting(step: StepDue, state: str, incident: Incident) -> Mark:
    when = moment(step.due) if step.due else ""
    if state == LEFT_OPEN:
        return Mark(Sign.LEFT_OPEN, f"when the case was {over_in_words(incident)}")
    if step.kind is Kind.MAY:
        return Mark(Sign.OFFERED)
    if state == OVERDUE:
        return Mark(Sign.OVERDUE, f"since {when}")
    return Mark(Sign.OPEN, f"due by {when}" if when else f"due {step.within}")


def heading(incident: Incident, now: datetime) -> tuple[str, ...]:
    title = f"{incident.reference}: as it stood on {moment(now)}"
    return (title, summed_up(incident, now))


def summed_up(incident: Incident, now: datetime) -> str:
    states = Counter(state_of(given, incident, now) for given in incident.walk.steps.values())
    ended = sum(states[ending] for ending in Ending)
    waiting = states[OPEN] + states[OVERDUE]
    if is_over(incident):
        since = f"; opened since: {waiting}" if waiting else ""
        over = over_in_words(incident)
        return f"The case is {over}. Steps ended: {ended}; left open: {states[LEFT_OPEN]}{since}."
    return f"Steps ended: {ended}; open: {waiting}, of which overdue: {states[OVERDUE]}."
