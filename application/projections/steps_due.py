"""Steps due: what is open in each incident, for whoever asks "what must I do next?"

Whether a step is overdue is not written here: that is asked with a clock.
"""

from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from application.access import doors_of
from application.projections.doors import RowGrant, columns_of
from application.projections.phrases import SCHOOL_TIME
from application.projections.projection import Projection
from application.record import AnyLine, Line
from domain.incident.events import (
    NAMES,
    DslAcknowledged,
    DslAlerted,
    DslTold,
    LineCorrected,
)
from domain.incident.levels import Level
from domain.incident.state import Incident, Task, evolve
from domain.playbook.walking import StepDue, at_once
from domain.playbook.words import Kind, Who
from domain.school_days import Counting, Unit
from domain.times import Occurred, Precision


class OpenStep(Struct, frozen=True, kw_only=True):
    """A step of the playbook, or a task that somebody was given."""

    step: str | None = None
    task: UUID | None = None
    route: str | None = None
    say: str
    kind: str
    who: tuple[str, ...] = ()
    person: UUID | None = None
    technical: bool = False
    urgent: bool = False
    at_once: bool = False
    due: datetime | None = None
    calendar: Counting = Counting.NONE


class Telling(Struct, frozen=True, kw_only=True):
    """The DSL alerted or told, and not acknowledged since.

    `line` and `acknowledged` are versions of the case's lines, which say when. `at` is the time
    that the line itself claims.
    """

    line: int
    dsl: str | None = None
    at: datetime | None = None
    acknowledged: int | None = None


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
    steps: tuple[OpenStep, ...] = ()
    tellings: tuple[Telling, ...] = ()


class Followed(Struct, frozen=True, kw_only=True):
    """An incident as far as it can be read."""

    stream: UUID
    reporter: UUID | None = None
    incident: Incident | None = None
    acknowledged: int | None = None
    tellings: tuple[Telling, ...] = ()


# What cannot wait for whoever is away.
URGENT = frozenset({Unit.AT_ONCE.value, Unit.SAME_SCHOOL_DAY.value})
INCIDENTS_OWN = frozenset(NAMES)


def followed(so_far: Followed | None, line: AnyLine) -> Followed:
    so_far = so_far or Followed(stream=line.stream)
    if not isinstance(line, Line) or type(line.event) not in INCIDENTS_OWN:
        return so_far
    incident = evolve(so_far.incident, line.event)  # type: ignore[arg-type]
    reporter = line.actor if line.version == 1 else so_far.reporter
    return awaited(replace(so_far, incident=incident, reporter=reporter), line)


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
    ended = bool(incident.closed or incident.struck_out)
    return StepsDue(
        incident=followed.stream,
        reference=incident.reference,
        restricted=incident.restricted,
        recorded_by_account=followed.reporter,
        owner=incident.owner,
        case_manager=incident.case_manager,
        steps=() if ended else still_open(incident),
        tellings=() if ended else followed.tellings,
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


def still_open(incident: Incident) -> tuple[OpenStep, ...]:
    tasks = {key: task for key, task in incident.tasks.items() if task.open}
    given_out = {task.step for task in tasks.values()}
    instead = () if incident.case_manager else instead_of_a_manager(incident)
    steps = (
        of_playbook(step, instead) for step in incident.walk.open if step.step not in given_out
    )
    return (*steps, *(of_task(key, task) for key, task in tasks.items()))


def instead_of_a_manager(incident: Incident) -> tuple[str, ...]:
    """Whose the case manager's steps are until one is appointed; the head's not of their own."""
    sealed = doors_of(incident, None).level is Level.SEALED
    return (Who.DSL.value, Who.CHAIR_OF_GOVERNORS.value if sealed else Who.HEAD.value)


def given_to(step: StepDue, instead: tuple[str, ...]) -> tuple[str, ...]:
    if Who.CASE_MANAGER.value not in step.who:
        return step.who
    return (*step.who, *(post for post in instead if post not in step.who))


def of_playbook(step: StepDue, instead: tuple[str, ...] = ()) -> OpenStep:
    return OpenStep(
        step=step.step,
        route=step.route,
        say=step.say,
        kind=step.kind.value,
        who=given_to(step, instead),
        technical=Who.TECHNICIAN.value in step.who,
        urgent=step.kind is Kind.MUST and step.within in URGENT,
        at_once=at_once(step),
        due=step.due,
        calendar=step.calendar,
    )


def of_task(key: UUID, task: Task) -> OpenStep:
    return OpenStep(
        step=task.step,
        task=key,
        say=task.what,
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
    as_json=("denied", "followers", "grants", "steps", "tellings"),
)
