"""Who may do what, and who may see which incident (RULEBOOK A.4, DESIGN sections 4 and 9).

Two tables by role, and one rule above them: deny wins. Whoever is said to have done it sees no
trace of the case, whatever their role.
"""

from uuid import UUID

from domain.facts import Fact
from domain.incident.commands import COMMANDS
from domain.incident.deciding.grounds import accused
from domain.incident.refusals import Refused
from domain.incident.state import Incident
from domain.people import Person, Role
from domain.playbook.walking import StepDue
from domain.school_setup.commands import COMMANDS as SET_UP


class NotYourRole(Refused):
    because = "Your role does not do this. Ask the designated safeguarding lead."


class NotYourStep(Refused):
    because = "This step is given to somebody else. Tell them, or whoever handles the case."


REPORT = "report"
EVERYTHING = frozenset({REPORT, *COMMANDS})

# What anybody who works here may put on the record of an incident that they reported themselves.
OWN_REPORT = frozenset(
    {
        REPORT,
        "add-note",
        "correct-line",
        "make-safe",
        "alert-dsl",
        "tell-dsl",
        "make-statutory-report",
        "complete-step",  # A step that is theirs: see `may_take`.
    }
)
# Decisions that authorise what comes next, kept to those who answer for them.
LEADS_ONLY = frozenset(
    {
        "appoint-case-manager",
        "determine-intent",
        "decide-course-of-action",
        "countersign",
        "refuse-closure",
        "close",
        "reopen",
        "strike-out",
        "place-hold",
        "lift-hold",
        "send-file",
        "adopt-edition",
    }
)
HANDLING = EVERYTHING - LEADS_ONLY - {"acknowledge"}

MAY_ASK: dict[Role, frozenset[str]] = {
    Role.REPORTER: OWN_REPORT,
    Role.CLASS_TEACHER: OWN_REPORT,
    Role.COORDINATOR: HANDLING | {"close", "reopen", "send-file"},
    Role.DSL: EVERYTHING,
    Role.DEPUTY_DSL: EVERYTHING,
    Role.HEAD: EVERYTHING - {"acknowledge"},
    Role.SENIOR_LEADER: HANDLING | {"countersign", "refuse-closure"},
    Role.CHAIR_OF_GOVERNORS: EVERYTHING - {"acknowledge"},
    Role.GOVERNOR: OWN_REPORT,
    Role.HR_ADVISER: OWN_REPORT,
    Role.TECHNICIAN: OWN_REPORT | {"complete-task"},
    Role.DATA_PROTECTION_OFFICER: OWN_REPORT | {"place-hold", "lift-hold"},
    Role.OUTSIDE_COUNTERSIGNER: frozenset({"countersign", "refuse-closure"}),
    Role.AUDITOR: frozenset(),
    Role.TRUST_LEAD: frozenset(),
    Role.ADMINISTRATOR: frozenset(),
}

# What the school says of itself: its days and numbers, and who acts for whom.
DAYS_AND_NUMBERS = frozenset({"set-calendar", "set-contacts"})
MAY_SET: dict[Role, frozenset[str]] = {
    Role.HEAD: frozenset(SET_UP),
    Role.DSL: frozenset(SET_UP),
    Role.DEPUTY_DSL: DAYS_AND_NUMBERS | {"set-cover"},
    Role.CHAIR_OF_GOVERNORS: frozenset({"set-case-managers"}),
    Role.ADMINISTRATOR: DAYS_AND_NUMBERS,
}
# Everybody who works in the school finds the numbers to ring; those from outside do not need them.
FROM_OUTSIDE = frozenset({Role.OUTSIDE_COUNTERSIGNER, Role.AUDITOR, Role.TRUST_LEAD})

# Whose post is to read incidents, and whose also to read restricted ones.
READS = frozenset({Role.COORDINATOR, Role.DSL, Role.DEPUTY_DSL, Role.HEAD, Role.SENIOR_LEADER})
READS_RESTRICTED = frozenset({Role.DSL, Role.DEPUTY_DSL, Role.HEAD})
# Who reads the register of all incidents in columns.
READS_THE_LOG = READS


def may_ask(role: Role, command: str) -> bool:
    return command in MAY_ASK[role]


def may_set(role: Role, command: str) -> bool:
    return command in MAY_SET.get(role, frozenset())


def may_see_setup(role: Role) -> bool:
    return role not in FROM_OUTSIDE


def may_take(person: Person, step: StepDue | None, reporter: UUID | None) -> bool:
    """Who handles cases ends any step; everybody else those that are given to their post."""
    if "mark-step-not-needed" in MAY_ASK[person.role]:
        return True
    return step is not None and not posts_of(person, reporter).isdisjoint(step.who)


def posts_of(person: Person, reporter: UUID | None) -> frozenset[str]:
    """As what somebody is given steps. A deputy stands in; whoever reported it saw or heard it."""
    posts = {person.role.value}
    if person.role is Role.DEPUTY_DSL:
        posts.add(Role.DSL.value)
    if reporter is not None and person.account == reporter:
        posts.add(Role.REPORTER.value)
    return frozenset(posts)


def may_end_task(person: Person, incident: Incident, task: UUID) -> bool:
    """A task says all that its doer needs, so it may be ended without seeing the case."""
    known = incident.tasks.get(task)
    if known is None or barred(person, incident):
        return False
    if person.account == known.assignee:
        return True
    for_any = known.for_a_technician and known.assignee is None and not incident.restricted
    return for_any and person.role is Role.TECHNICIAN


def barred(person: Person, incident: Incident) -> bool:
    """Deny wins: no trace for whoever is said to have done it."""
    if person.account in accused(incident):
        return True
    return person.role is Role.HEAD and incident.may_be(Fact.SUBJECT_IS_HEAD)


def named_to(person: Person, incident: Incident) -> bool:
    """Given this case by name, whatever the role."""
    return person.account in (incident.owner, incident.case_manager)


def may_read(person: Person, incident: Incident) -> bool:
    """The whole case, narrative included."""
    if barred(person, incident):
        return False
    if named_to(person, incident):
        return True
    if person.role is Role.CHAIR_OF_GOVERNORS:
        return incident.may_be(Fact.SUBJECT_IS_HEAD)
    return person.role in (READS_RESTRICTED if incident.restricted else READS)


def may_know_of(person: Person, incident: Incident, reporter: UUID | None) -> bool:
    """That there is such a case: its readers, its reporter, and who is to countersign it."""
    if barred(person, incident):
        return False
    if may_read(person, incident) or person.account == reporter:
        return True
    return person.role is Role.OUTSIDE_COUNTERSIGNER and incident.proposed is not None
