"""Whose a step is where nobody whom the chart names can see the case."""

from dataclasses import dataclass, field
from uuid import UUID

from application import permissions
from application.access import Doors, doors_of
from application.projections.phrases import listed
from domain.incident.deciding.grounds import managed_by, shut_out
from domain.incident.levels import Level
from domain.incident.state import Incident
from domain.people import Role
from domain.playbook.walking import StepDue
from domain.playbook.words import SPOKEN, Kind, Who


@dataclass(frozen=True, slots=True)
class Management:
    """Whose a step is instead: posts, and somebody by name, such as who appointed a manager
    without an account. `note` says why.
    """

    posts: tuple[str, ...] = ()
    account: UUID | None = None
    note: str | None = None


NOBODY_INSTEAD = Management()
SHUT_OUT_SINCE = (
    "Whoever was appointed to manage this case may not have to do with it any longer: appoint "
    "somebody else."
)


def management(incident: Incident, appointed_by: UUID | None) -> Management:
    """Whose the case manager's steps are. Only a restricted case waits for one."""
    outside = incident.manager_outside
    if outside:
        who = f"{outside.manager_name} ({outside.manager_post})"
        told = f"{who} manages this case and has no account here."
        return Management(instead_of_a_manager(incident), appointed_by, told)
    if managed_by(incident):
        return NOBODY_INSTEAD
    if incident.case_manager:
        return Management(instead_of_a_manager(incident), owner_of(incident), SHUT_OUT_SINCE)
    nobody = "Nobody has been appointed to manage this case yet." if incident.restricted else None
    return Management(instead_of_a_manager(incident), None, nobody)


def owner_of(incident: Incident) -> UUID | None:
    """Nobody who is shut out of it themselves."""
    return None if incident.owner in shut_out(incident) else incident.owner


def instead_of_a_manager(incident: Incident) -> tuple[str, ...]:
    """The head's not of their own."""
    sealed = doors_of(incident, None).level is Level.SEALED
    return (Who.DSL.value, Who.CHAIR_OF_GOVERNORS.value if sealed else Who.HEAD.value)


@dataclass(frozen=True)
class KeptBy:
    """A case and who reported it, for who may see it."""

    incident: Incident
    reporter: UUID | None
    doors: Doors = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "doors", doors_of(self.incident, self.reporter))

    def whose(self, step: StepDue, managed: Management) -> Management:
        """What has to be done or decided falls to whoever leads, if nobody named may see it."""
        if Who.CASE_MANAGER.value in step.who:
            return managed
        if step.kind is Kind.MAY or any(map(self.reaches, step.who)):
            return NOBODY_INSTEAD
        posts, instead = instead_of_a_manager(self.incident), owner_of(self.incident)
        return Management(posts, instead, kept_from(step))

    def reaches(self, who: str) -> bool:
        match Who(who):
            case Who.REPORTER:
                return self.reporter is not None and self.reporter not in self.doors.denied
            case Who.TECHNICIAN:
                return not self.doors.level.reaches(Level.RESTRICTED_STAFF)
            case post:
                return self.doors.level in permissions.cleared(Role(post.value))


def kept_from(step: StepDue) -> str:
    posts = tuple(f"the {SPOKEN[Who(who)]}" for who in step.who if who != Who.REPORTER)
    reporter = (SPOKEN[Who.REPORTER],) if Who.REPORTER.value in step.who else ()
    return f"This would be for {listed((*reporter, *posts))}, who may not see this case."
