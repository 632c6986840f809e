"""The steps of a case as its page shows them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from uuid import UUID

from application.how_to_end import ended_with, how_to_end
from application.prefilled import words_for
from application.projections.phrases import no_longer_asked
from application.projections.steps_due import OWN_REPORT
from application.record import AnyLine, Line
from application.school_rules import SchoolRules
from application.why_asked import WhyAsked
from domain.incident.asked_with import in_order_of_use
from domain.incident.events import DecisionRecorded, StatutoryReportMade, StepCompleted
from domain.incident.over import is_left, is_over
from domain.incident.owed import shares
from domain.incident.state import Incident
from domain.incident.steps import SET_ASIDE, Given
from domain.playbook.acts import names_of
from domain.playbook.walking import StepDue, is_late, of_each_person

OPEN, OVERDUE, LEFT_OPEN = "open", "overdue", "left-open"
FIRST = {OVERDUE: 0, OPEN: 1, LEFT_OPEN: 1}
NO_RULES = SchoolRules()
NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRoute:
    id: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ForPerson:
    """One of those to whom a step is owed: it is open, done or not needed for them."""

    person: UUID
    name: str | None
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseStep:
    """`state` is open, overdue, done, decided-no, not-needed or, of what was open when the case
    was closed or struck out, left-open. `ended_by` is the event that ended it; `ends_with` are
    those that would. `outcome` is what an allegation was found to be. `answered_by` names
    everybody who has answered what is asked of each person for themself. `because` says by which
    answer, category or silence it is asked. `record_with` are the commands that end it, in the
    order of use; `how_to_record` says it in words, with the fields that matter; `ended_with` is
    the command that ended it.
    """

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
    ends_with: tuple[str, ...]
    ended_by: str | None
    outcome: str | None = None
    answered_by: tuple[str, ...] = ()
    for_people: tuple[ForPerson, ...] = ()
    no_longer_asked: str | None = None  # Why, where the answers of now do not ask for it.
    wording: str | None = None  # Below the case's own address: words to start from.
    because: str | None = None
    record_with: tuple[str, ...] = ()
    how_to_record: str = ""
    ended_with: str | None = None


def case_routes(incident: Incident) -> list[CaseRoute]:
    return [CaseRoute(id=id, title=title) for id, title in incident.walk.routes.items()]


def case_steps(
    incident: Incident,
    now: datetime,
    lines: Sequence[AnyLine] = (),
    rules: SchoolRules = NO_RULES,
) -> list[CaseStep]:
    """Overdue first, then by the time that they are due; what has ended comes last."""
    why = WhyAsked(rules, lines)
    steps = [
        replace(
            case_step(given, incident, now),
            answered_by=answered_by(given, lines),
            because=why.of(given.due),
        )
        for given in incident.walk.steps.values()
    ]
    return sorted(steps, key=lambda step: (FIRST.get(step.state, 2), step.due or NEVER))


def case_step(given: Given, incident: Incident, now: datetime) -> CaseStep:
    due = given.due
    return CaseStep(
        id=due.step,
        route=due.route,
        say=due.say,
        kind=due.kind.value,
        who=due.who,
        due=due.due,
        calendar=due.calendar.value,
        state=state_of(given, incident, now),
        why=due.why,
        source=due.source,
        ends_with=due.done_by,
        ended_by=given.by,
        outcome=given.outcome,
        for_people=for_people(given, incident),
        no_longer_asked=no_longer_asked(given.because) if given.by == SET_ASIDE else None,
        wording=words_for(due),
        record_with=in_order_of_use(due.done_by),
        how_to_record=how_to_end(due.step, due.kind, due.done_by),
        ended_with=ended_with(given.by),
    )


def for_people(given: Given, incident: Incident) -> tuple[ForPerson, ...]:
    people = incident.people
    return tuple(
        ForPerson(person=one.person, name=people[one.person].name, state=one.state or OPEN)
        for one in shares(given, people)
    )


def answered_by(given: Given, lines: Sequence[AnyLine]) -> tuple[str, ...]:
    if not of_each_person(given.due):
        return ()
    names = (line.by.name for line in lines if isinstance(line, Line) and answers(line, given.due))
    return tuple(dict.fromkeys(names))


def answers(line: Line, step: StepDue) -> bool:
    match line.event:
        case DecisionRecorded(step=named) | StepCompleted(step=named):
            return named == step.step
        case StatutoryReportMade():
            return OWN_REPORT in names_of(step.done_by)
        case _:
            return False


def state_of(given: Given, incident: Incident, now: datetime) -> str:
    """Nothing left is late in a case that is over, and what is only offered never is."""
    if given.ending:
        return given.ending.value
    if is_over(incident) and is_left(incident, given):
        return LEFT_OPEN
    return OVERDUE if is_late(given.due, now) else OPEN
