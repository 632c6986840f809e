"""Steps due: what is open in each incident, for whoever asks "what must I do next?"

Whether a step is overdue is not written here: that is asked with a clock.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from application.access import doors_of
from application.projections.doors import RowGrant, columns_of
from application.projections.grounds import Answerers, Ground, answered_on, grounds_of
from application.projections.phrases import SCHOOL_TIME, listed
from application.projections.projection import Projection
from application.projections.whose_steps import (
    NOBODY_INSTEAD,
    KeptBy,
    Management,
    instead_of_a_manager,
    management,
)
from application.record import AnyLine, Line
from domain.incident.core_questions import unanswered
from domain.incident.deciding.access import HANDED_ON
from domain.incident.events import (
    NAMES,
    Assessed,
    CaseManagerAppointed,
    DecisionRecorded,
    DslAcknowledged,
    DslAlerted,
    DslTold,
    FactsChanged,
    LineCorrected,
    OwnerChanged,
    StatutoryReportMade,
    StepCompleted,
    StruckOut,
)
from domain.incident.levels import Level
from domain.incident.over import asked_to_reopen, is_left, is_over, to_see_to
from domain.incident.over import opened_since as since_closing
from domain.incident.owed import shares
from domain.incident.state import Incident, Task, evolve
from domain.incident.steps import Ending, Given, waits_for_the_other
from domain.playbook.acts import names_of
from domain.playbook.walking import StepDue, at_once, of_each_person
from domain.playbook.words import Kind, Who
from domain.school_days import Counting, Unit
from domain.times import Occurred, Precision


class OwedTo(Struct, frozen=True, kw_only=True):
    """One of those to whom a step is owed that is owed to each of them."""

    person: UUID
    name: str
    state: str


class OpenStep(Struct, frozen=True, kw_only=True):
    """A step of the playbook, or a task that somebody was given.

    `answered` are the accounts that have ended what is asked of each person for themself. `note`
    says why it falls to others than the chart names, and `instead` is one of them by name.
    """

    step: str | None = None
    task: UUID | None = None
    route: str | None = None
    say: str
    why: str | None = None
    source: tuple[str, ...] = ()
    kind: str
    who: tuple[str, ...] = ()
    note: str | None = None
    instead: UUID | None = None
    answered: tuple[UUID, ...] = ()
    for_people: tuple[OwedTo, ...] = ()
    person: UUID | None = None
    technical: bool = False
    urgent: bool = False
    at_once: bool = False
    due: datetime | None = None
    calendar: Counting = Counting.NONE
    done_by: tuple[str, ...] = ()


class Telling(Struct, frozen=True, kw_only=True):
    """The DSL alerted or told, and not acknowledged since.

    `line` and `acknowledged` are versions of the case's lines, which say when. `at` is the time
    that the line itself claims, `over` says in a case closed or struck out that it is.
    """

    line: int
    dsl: str | None = None
    at: datetime | None = None
    acknowledged: int | None = None
    over: str | None = None


class StepsDue(Struct, frozen=True, kw_only=True):
    incident: UUID
    reference: str = ""
    restricted: bool = True
    recorded_by_account: UUID | None = None
    owner: UUID | None = None
    case_manager: UUID | None = None
    level: str = Level.RESTRICTED_STAFF.value
    denied: tuple[UUID, ...] = ()
    followers: tuple[UUID, ...] = ()
    grants: tuple[RowGrant, ...] = ()
    to_countersign: bool = False
    edition: str | None = None
    grounds: tuple[Ground, ...] = ()
    steps: tuple[OpenStep, ...] = ()
    tellings: tuple[Telling, ...] = ()


class Followed(Struct, frozen=True, kw_only=True):
    """An incident as far as it can be read."""

    stream: UUID
    reporter: UUID | None = None
    incident: Incident | None = None
    acknowledged: int | None = None
    tellings: tuple[Telling, ...] = ()
    struck_out: int | None = None
    answers: frozenset[tuple[str, UUID]] = frozenset()  # A step, or a duty of the law, and whose.
    appointed_by: UUID | None = None
    handed_to: UUID | None = None  # Daybook gave it to them, and they have written nothing since.
    handed_because: str = ""
    answerers: Answerers = {}


# A report that the law asks of a person answers every step that asks for it.
OWN_REPORT = "statutory-report-made"
# What cannot wait for whoever is away.
URGENT = frozenset({Unit.AT_ONCE.value, Unit.SAME_SCHOOL_DAY.value})
INCIDENTS_OWN = frozenset(NAMES)


def followed(so_far: Followed | None, line: AnyLine) -> Followed:
    so_far = so_far or Followed(stream=line.stream)
    if not isinstance(line, Line) or type(line.event) not in INCIDENTS_OWN:
        return so_far
    incident = evolve(so_far.incident, line.event)  # type: ignore[arg-type]
    reporter = line.actor if line.version == 1 else so_far.reporter
    since = replace(so_far, incident=incident, reporter=reporter)
    return awaited(answered(handed_on(since, line), line), line)


def handed_on(so_far: Followed, line: Line) -> Followed:
    """With whom the case was given of itself, until they write something in it."""
    match line.event:
        case OwnerChanged(owner=owner, handover=why) if why in HANDED_ON and owner != line.actor:
            return replace(so_far, handed_to=owner, handed_because=why)
        case OwnerChanged():
            return replace(so_far, handed_to=None, handed_because="")
        case _ if line.actor == so_far.handed_to:
            return replace(so_far, handed_to=None, handed_because="")
        case _:
            return so_far


def answered(so_far: Followed, line: Line) -> Followed:
    """With whose answers this line holds, and who appointed the case's manager."""
    match line.event:
        case StatutoryReportMade():
            own = (OWN_REPORT, line.actor)
        case DecisionRecorded(step=str() as step) if still_to_act(so_far, line.event):
            return replace(so_far, answers=so_far.answers - {(step, line.actor)})
        case DecisionRecorded(step=str() as step) | StepCompleted(step=step):
            own = (step, line.actor)
        case CaseManagerAppointed():
            return replace(so_far, appointed_by=line.actor)
        case StruckOut():
            return replace(so_far, struck_out=line.version)
        case Assessed() | FactsChanged():
            return replace(so_far, answerers={**so_far.answerers, **answered_on(line)})
        case _:
            return so_far
    return replace(so_far, answers=so_far.answers | {own})


def still_to_act(so_far: Followed, decision: DecisionRecorded) -> bool:
    """A yes, where it is only over once that is done for which it was said."""
    steps = so_far.incident.walk.steps if so_far.incident else {}
    given = steps.get(decision.step or "")
    return given is not None and waits_for_the_other(given.due, decision)


def awaited(so_far: Followed, line: Line) -> Followed:
    """With what this line leaves unacknowledged."""
    match line.event:
        case DslAlerted():
            told = Telling(line=line.version, at=claimed(line.occurred))
        case DslTold(dsl=dsl):
            told = Telling(line=line.version, dsl=dsl, at=claimed(line.occurred))
        case DslAcknowledged():
            return replace(so_far, tellings=(), acknowledged=line.version)
        case LineCorrected() as event:
            tellings = tuple(as_corrected(one, event) for one in so_far.tellings)
            return replace(so_far, tellings=tellings)
        case _:
            return so_far
    told = replace(told, acknowledged=so_far.acknowledged)
    return replace(so_far, tellings=(*so_far.tellings, told))


def claimed(occurred: Occurred | None) -> datetime | None:
    """The time of day, if the line says one."""
    if occurred is None or occurred.precision in (Precision.DAY, Precision.UNKNOWN):
        return None
    return occurred.start


def as_corrected(told: Telling, event: LineCorrected) -> Telling:
    if event.line != told.line:
        return told
    if event.new_occurred is not None:
        return replace(told, at=claimed(event.new_occurred))
    return replace(told, dsl=event.new) if event.field == "dsl" else told


def steps_due(followed: Followed) -> StepsDue:
    incident = followed.incident
    if incident is None:
        return StepsDue(incident=followed.stream)
    over = is_over(incident)
    steps = opened_since(followed, incident) if over else still_open(followed, incident)
    return StepsDue(
        incident=followed.stream,
        reference=incident.reference,
        restricted=incident.restricted,
        recorded_by_account=followed.reporter,
        owner=incident.owner,
        case_manager=incident.case_manager,
        edition=incident.walk.edition,
        grounds=grounds_of(incident, followed.answerers) if steps or not over else (),
        steps=steps,
        tellings=tellings(followed, incident),
        **columns_of(doors_of(incident, followed.reporter)),
    )


def unmoved(before: Followed, after: Followed) -> bool:
    """Whether the lines between, such as a note, left all that the row is made of untouched. No
    row is made of the incident's last line of each kind.
    """
    then, now = before.incident, after.incident
    if then is None or now is None or replace(after, incident=then) != before:
        return False
    kept = vars(then)
    return all(kept[name] is value for name, value in vars(now).items() if name != "last")


def tellings(followed: Followed, incident: Incident) -> tuple[Telling, ...]:
    """Striking out ends what was told before: it was looked at, and the reason is recorded."""
    if not is_over(incident):
        return followed.tellings
    struck_out = followed.struck_out if incident.struck_out else None
    over = asked_to_reopen(incident)
    return tuple(
        replace(one, over=over)
        for one in followed.tellings
        if struck_out is None or one.line > struck_out
    )


def still_open(followed: Followed, incident: Incident) -> tuple[OpenStep, ...]:
    tasks = {key: task for key, task in incident.tasks.items() if task.open}
    given = filter(is_open, incident.walk.steps.values())
    managed = management(incident, followed.appointed_by)
    return (*in_work(followed, incident, given, tasks), *of_questions(incident, managed))


def opened_since(followed: Followed, incident: Incident) -> tuple[OpenStep, ...]:
    """In a case that is over nothing is late that was left; what came since is asked at once."""
    left = incident.left.tasks if incident.left else frozenset[UUID]()
    tasks = {key: task for key, task in incident.tasks.items() if task.open and key not in left}
    steps = incident.walk.steps.values()
    since = [given for given in steps if is_open(given) and not is_left(incident, given)]
    return (*of_reopening(incident), *in_work(followed, incident, since, tasks))


def in_work(
    followed: Followed, incident: Incident, asked: Iterable[Given], tasks: Mapping[UUID, Task]
) -> tuple[OpenStep, ...]:
    managed = management(incident, followed.appointed_by)
    kept = KeptBy(incident, followed.reporter)
    steps = (
        with_helpers(
            of_playbook(
                given.due,
                kept.whose(given.due, managed),
                whose_answers(followed, given),
                owed_to(given, incident),
            ),
            tasks.values(),
        )
        for given in asked
    )
    tasked = (of_task(key, task, incident) for key, task in tasks.items())
    return (*handed_over(followed), *steps, *tasked)


YOURS = "handed-over"


def handed_over(followed: Followed) -> tuple[OpenStep, ...]:
    """For whoever has it now: nobody has spoken with them. In words without a name."""
    if followed.handed_to is None:
        return ()
    say = f"This case is now yours: {followed.handed_because} Read it and lead it."
    return (OpenStep(say=say, kind=YOURS, instead=followed.handed_to),)


def with_helpers(step: OpenStep, tasks: Iterable[Task]) -> OpenStep:
    """A task for a step leaves it open, in the work of its posts and due when it was due."""
    given_to = tuple(task.assignee_name for task in tasks if task.step == step.step)
    if not given_to:
        return step
    told = f"Given to {listed(given_to)} as a task."
    return replace(step, note=f"{step.note} {told}" if step.note else told)


def is_open(given: Given) -> bool:
    """One person's answer leaves it open for the others whom it falls to."""
    if of_each_person(given.due):
        return given.ending is not Ending.NOT_NEEDED
    return not given.ending


def whose_answers(followed: Followed, given: Given) -> tuple[UUID, ...]:
    if not of_each_person(given.due):
        return ()
    reports = names_of(given.due.done_by) & {OWN_REPORT}
    own = {given.due.step, *reports}
    return tuple(sorted({account for step, account in followed.answers if step in own}))


def owed_to(given: Given, incident: Incident) -> tuple[OwedTo, ...]:
    people = incident.people
    return tuple(
        OwedTo(person=one.person, name=people[one.person].name, state=one.state or "open")
        for one in shares(given, people)
    )


def of_playbook(
    step: StepDue,
    theirs: Management = NOBODY_INSTEAD,
    answered: tuple[UUID, ...] = (),
    for_people: tuple[OwedTo, ...] = (),
) -> OpenStep:
    return OpenStep(
        step=step.step,
        route=step.route,
        say=step.say,
        why=step.why,
        source=step.source,
        kind=step.kind.value,
        who=(*step.who, *(post for post in theirs.posts if post not in step.who)),
        note=theirs.note,
        instead=theirs.account,
        answered=answered,
        for_people=for_people,
        technical=Who.TECHNICIAN.value in step.who,
        urgent=step.kind is Kind.MUST and step.within in URGENT and not answered,
        at_once=at_once(step),
        due=step.due,
        calendar=step.calendar,
        done_by=step.done_by,
    )


ANSWER_THEM = "Answer these questions, be it with not known:"
REOPENING = "reopening"
ASKED_OF = (Who.COORDINATOR.value, Who.DSL.value, Who.CASE_MANAGER.value)
DECIDED_BY = (Who.DSL.value, Who.DEPUTY_DSL.value)


def of_questions(incident: Incident, managed: Management) -> tuple[OpenStep, ...]:
    """What the first assessment left without an answer. Nobody is late with it."""
    asked = unanswered(incident)
    for_the_dsl = tuple(
        OpenStep(say=one.asks, kind="questions", who=DECIDED_BY)
        for one in asked
        if one.for_the_dsl
    )
    others = [one.asks for one in asked if not one.for_the_dsl]
    if not others:
        return for_the_dsl
    who = (*ASKED_OF, *(post for post in managed.posts if post not in ASKED_OF))
    questions = OpenStep(
        say=" ".join([ANSWER_THEM, *others]),
        kind="questions",
        who=who,
        note=managed.note,
        instead=managed.account,
    )
    return (*for_the_dsl, questions)


def of_reopening(incident: Incident) -> tuple[OpenStep, ...]:
    """Whether it is reopened is decided by whoever leads, as soon as the first of it is due."""
    because = to_see_to(incident)
    if not because:
        return ()
    who = (*DECIDED_BY, *instead_of_a_manager(incident))
    musts = (given.due for given in since_closing(incident) if given.due.kind is Kind.MUST)
    dues = [step.due for step in musts if step.due]
    say = asked_to_reopen(incident, *because)
    return (
        OpenStep(
            say=say,
            kind=REOPENING,
            who=tuple(dict.fromkeys(who)),
            due=min(dues, default=None),
            calendar=Counting.CLOCK if dues else Counting.NONE,
        ),
    )


def of_task(key: UUID, task: Task, incident: Incident) -> OpenStep:
    given = incident.walk.steps.get(task.step or "")
    return OpenStep(
        step=task.step,
        task=key,
        say=task.what,
        why=given.due.why if given else None,
        source=given.due.source if given else (),
        kind="task",
        who=(Who.TECHNICIAN.value,) if task.for_a_technician else (),
        person=task.assignee,
        technical=task.for_a_technician,
        due=end_of(task.due) if task.due else None,
        calendar=Counting.CLOCK if task.due else Counting.NONE,
    )


def end_of(day: date) -> datetime:
    midnight = datetime.combine(day + timedelta(days=1), time(), SCHOOL_TIME)
    return midnight.astimezone(UTC)


STEPS_DUE = Projection(
    table="steps_due",
    row=StepsDue,
    evolve=followed,
    finish=steps_due,
    stays=unmoved,
    key=("incident",),
    as_json=("denied", "followers", "grants", "grounds", "steps", "tellings"),
)
