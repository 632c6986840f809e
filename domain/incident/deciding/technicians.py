"""What technicians are told: what is to be done, and nothing of whom it is about."""

from uuid import UUID

from domain.incident.commands import AssignTask, Circumstances
from domain.incident.deciding.grounds import names_somebody
from domain.incident.events import TaskAssigned
from domain.incident.refusals import NoNamesForTechnicians, NoWordsOfTheCase
from domain.incident.state import Incident
from domain.people import Role


def for_a_technician(task: AssignTask | TaskAssigned, circumstances: Circumstances) -> bool:
    """Whether it says so or not: a task that is given to one is theirs to read."""
    return task.for_a_technician or task.assignee in technicians(circumstances)


def technicians(circumstances: Circumstances) -> frozenset[UUID]:
    return frozenset(one.account for one in circumstances.accounts if one.role is Role.TECHNICIAN)


def nothing_of_the_case(
    incident: Incident, text: str, circumstances: Circumstances, field: str
) -> None:
    if circumstances.names_somebody or names_somebody(incident, text):
        raise NoNamesForTechnicians(field)
    if circumstances.repeats_the_case:
        raise NoWordsOfTheCase(field)
