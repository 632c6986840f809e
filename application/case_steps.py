"""The steps of a case as its page shows them, and its chart with the path taken."""

from dataclasses import dataclass
from datetime import UTC, datetime

from application.prefilled import words_for
from application.school_rules import SchoolRules
from domain.incident.state import Incident
from domain.incident.steps import Given
from domain.playbook.conditions import Always
from domain.playbook.drawing import case_chart
from domain.playbook.grammar import read_due
from domain.playbook.playbook import Route, Step
from domain.playbook.walking import StepDue
from domain.playbook.words import Who

OPEN, OVERDUE = "open", "overdue"
FIRST = {OVERDUE: 0, OPEN: 1}
NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRoute:
    id: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseStep:
    """`state` is open, overdue, done, decided-no or not-needed."""

    id: str
    route: str
    say: str
    kind: str
    who: tuple[str, ...]
    due: datetime | None
    calendar: str
    state: str
    why: str
    source: tuple[str, ...]
    wording: str | None = None  # Below the case's own address: words to start from.


def case_routes(incident: Incident) -> list[CaseRoute]:
    return [CaseRoute(id=id, title=title) for id, title in incident.walk.routes.items()]


def case_steps(incident: Incident, now: datetime) -> list[CaseStep]:
    """Overdue first, then by the time that they are due; what has ended comes last."""
    steps = [case_step(given, now) for given in incident.walk.steps.values()]
    return sorted(steps, key=lambda step: (FIRST.get(step.state, 2), step.due or NEVER))


def case_step(given: Given, now: datetime) -> CaseStep:
    due = given.due
    return CaseStep(
        id=due.step,
        route=due.route,
        say=due.say,
        kind=due.kind.value,
        who=due.who,
        due=due.due,
        calendar=due.calendar.value,
        state=state_of(given, now),
        why=due.why,
        source=due.source,
        wording=words_for(due),
    )


def state_of(given: Given, now: datetime) -> str:
    if given.ending:
        return given.ending.value
    return OVERDUE if given.due.due and given.due.due < now else OPEN


def chart(incident: Incident, rules: SchoolRules) -> str:
    """Every route of the case, drawn; what has ended and what is open are marked."""
    walk = incident.walk
    return case_chart(
        [drawn(id, title, incident, rules) for id, title in walk.routes.items()],
        taken=frozenset(walk.settled),
        open_=frozenset(step.step for step in walk.open),
    )


def drawn(id: str, title: str, incident: Incident, rules: SchoolRules) -> Route:
    """As its own edition draws it; without that edition, the steps that the case was given."""
    edition = rules.edition(incident.walk.edition)
    for route in edition.routes if edition else ():
        if route.id == id:
            return route
    steps = tuple(as_given(step) for step in incident.walk.given if step.route == id)
    return Route(id=id, title=title, source=(), when=Always(), steps=steps)


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
    )
