"""Whether this person may ask this of a case, before anything is decided."""

from application import permissions
from application.access import Ajar
from application.read_back import History, known_to, reporter_of
from domain.incident.commands import (
    COMMANDS,
    Circumstances,
    Command,
    CompleteTask,
    LiftHold,
    MakeStatutoryReport,
    PlaceHold,
)
from domain.incident.deciding.responding import ended_so
from domain.incident.refusals import NotReported, Refused, ReportItByItself
from domain.incident.state import Incident
from domain.people import Person

NAME_OF = {shape: name for name, shape in COMMANDS.items()}


def step_named(command: Command) -> str | None:
    step: str | None = getattr(command, "step", None)
    return step


def not_there(command: Command) -> Refused:
    """Hidden or not there at all. What the law asks of a person can still be recorded."""
    return ReportItByItself() if isinstance(command, MakeStatutoryReport) else NotReported()


def may_report(by: Person, command: Command) -> None:
    """Raises NotYourRole. What the law asks of a person nobody else can keep them from."""
    if isinstance(command, MakeStatutoryReport):
        return
    if not permissions.may_ask(by.role, permissions.REPORT):
        raise permissions.NotYourRole


def may(fresh: Circumstances, command: Command, state: Incident | None, history: History) -> None:
    """Raises NotReported for what is hidden from this person, NotYourRole, and NotYourStep."""
    by = fresh.by
    if state is None or not known_to(by, history, fresh.now):
        if state is None or not may_unseen(by, state, command):
            raise not_there(command)
        return
    if may_end(by, state, command):
        return
    name, step = NAME_OF.get(type(command), permissions.REPORT), step_named(command)
    reporter = reporter_of(history)
    if not permissions.may_ask_here(by, name, state, step, reporter):
        raise permissions.NotYourRole
    if step:
        given = state.walk.steps.get(step)
        if not permissions.may_take(by, given.due if given else None, reporter):
            raise permissions.NotYourStep


def lets_in(by: Person, command: Command, ajar: Ajar) -> bool:
    """By the case's row alone, so that a hidden case takes no longer than none at all."""
    if isinstance(command, CompleteTask) or holds_unread(by, command):
        return ajar.not_barred
    return ajar.known


def holds_unread(by: Person, command: Command) -> bool:
    return isinstance(command, PlaceHold | LiftHold) and by.role in permissions.HOLDS_UNREAD


def may_unseen(by: Person, state: Incident, command: Command) -> bool:
    """What is asked of a case by somebody who may not know of it, and is shown nothing of it."""
    if holds_unread(by, command):
        return permissions.may_hold(by, state)
    return may_end(by, state, command)


def may_end(by: Person, state: Incident, command: Command) -> bool:
    """A task of theirs that is open, or the same once more; any other is as one that is not."""
    if not isinstance(command, CompleteTask):
        return False
    if not permissions.may_end_task(by, state, command.task):
        return False
    task = state.tasks[command.task]
    return task.open or ended_so(task, command)
