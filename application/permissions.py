"""Who may do what, and who may see which incident (RULEBOOK A.4, DESIGN sections 4 and 9).

Two tables by role, and one rule above them: deny wins. Whoever is said to have done it, or has a
conflict of interest, sees no trace of the case, whatever their role.
"""

from datetime import UTC, datetime
from uuid import UUID

from application.access import Doors, doors_of
from domain.access import Page
from domain.concerns.commands import COMMANDS as REGISTER
from domain.incident.asked_with import commands_for
from domain.incident.commands import COMMANDS
from domain.incident.levels import Level
from domain.incident.refusals import Refused
from domain.incident.state import Incident
from domain.people import FIGURES_ONLY, Person, Role
from domain.playbook.walking import StepDue
from domain.prevention.commands import COMMANDS as PREVENTION
from domain.prevention.events import Register
from domain.prevention.grounds import KEEPERS
from domain.school_setup.commands import COMMANDS as SET_UP


class NotYourRole(Refused):
    because = "Your role does not do this. Ask the designated safeguarding lead."


class ReadsForItsManager(NotYourRole):
    because = "Only the case manager sees who has read it."


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
        "make-referral",
        "escalate-to-lado",
        "seek-advice",
        "keep-evidence",
        "keep-no-evidence",
        "hand-over-exhibit",
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
        "lift-conflict",
        "grant-access",
        "revoke-access",
        "adopt-edition",
    }
)
HANDLING = EVERYTHING - LEADS_ONLY - {"acknowledge"}

# Of any case that they may know of: what the law asks of a person no role keeps them from.
OWN_DUTY = frozenset({"make-statutory-report"})

MAY_ASK: dict[Role, frozenset[str]] = {
    Role.REPORTER: OWN_REPORT,
    Role.CLASS_TEACHER: OWN_REPORT,
    Role.COORDINATOR: HANDLING | {"close", "reopen", "send-file"},
    Role.DSL: EVERYTHING,
    Role.DEPUTY_DSL: EVERYTHING,
    Role.HEAD: EVERYTHING,  # Acknowledging, where no safeguarding lead is left to do it.
    Role.SENIOR_LEADER: HANDLING | {"countersign", "refuse-closure"},
    Role.CHAIR_OF_GOVERNORS: EVERYTHING,  # The same, where no head is left either.
    Role.GOVERNOR: OWN_REPORT,
    Role.HR_ADVISER: OWN_REPORT,
    Role.TECHNICIAN: OWN_REPORT | {"complete-task"},
    Role.DATA_PROTECTION_OFFICER: OWN_REPORT | {"place-hold", "lift-hold"},
    Role.OUTSIDE_COUNTERSIGNER: OWN_DUTY | {"countersign", "refuse-closure"},
    Role.AUDITOR: OWN_DUTY,
    Role.TRUST_LEAD: OWN_DUTY,
    Role.ADMINISTRATOR: OWN_DUTY,
}

# Pages. Which cases they show is another question: `may_read` and `may_know_of` answer it.
OF_EVERYBODY = frozenset({Page.INCIDENTS, Page.SEARCH, Page.SESSIONS, Page.RECORD, Page.SCHOOL})
WHOLE_CASE = frozenset({Page.CASE, Page.TIMELINE, Page.STEPS, Page.CHART, Page.BUNDLE, Page.FILES})
# Whoever the school names may open them; which registers they show, `concern_doors` answers.
OF_CONCERNS = frozenset({Page.CONCERNS, Page.REGISTER})
# Of prevention: what everybody is to know, and what else is kept.
DOCUMENTS = frozenset({Page.AGREEMENTS, Page.POLICIES})
ALL_PREVENTION = DOCUMENTS | {
    Page.SESSIONS_HELD,
    Page.CURRICULUM,
    Page.COMPLAINTS,
    Page.FILTERING,
    Page.SIGNATURES,
}
OF_STAFF = (
    OF_EVERYBODY | WHOLE_CASE | OF_CONCERNS | DOCUMENTS | {Page.WORK, Page.PEOPLE, Page.COLLEAGUES}
)
NUMBERS = frozenset({Page.FIGURES, Page.REPORTS, Page.PREVENTION})
HANDLES = OF_STAFF | NUMBERS | ALL_PREVENTION | {Page.LOG, Page.WORDS}
LEADS = HANDLES | {Page.PEOPLE_IMPORT, Page.READS, Page.NOTICES, Page.BREAK_GLASS}
REVIEWS = frozenset({Page.NOTICES, Page.REVIEW_OF_BREAK_GLASS})

MAY_OPEN: dict[Role, frozenset[Page]] = {
    Role.REPORTER: OF_STAFF,
    Role.CLASS_TEACHER: OF_STAFF,
    Role.COORDINATOR: HANDLES | {Page.PEOPLE_IMPORT},
    Role.DSL: LEADS,
    Role.DEPUTY_DSL: LEADS,
    Role.HEAD: LEADS,
    Role.SENIOR_LEADER: HANDLES | {Page.BREAK_GLASS},
    Role.CHAIR_OF_GOVERNORS: (
        OF_STAFF | NUMBERS | REVIEWS | {Page.BREAK_GLASS, Page.WORDS, Page.COMPLAINTS}
    ),
    Role.GOVERNOR: OF_EVERYBODY | NUMBERS | OF_CONCERNS | DOCUMENTS | {Page.CASE},
    Role.HR_ADVISER: OF_STAFF,
    Role.TECHNICIAN: OF_STAFF | {Page.FILTERING},
    Role.DATA_PROTECTION_OFFICER: (
        OF_EVERYBODY | NUMBERS | REVIEWS | {Page.CASE, Page.PEOPLE, Page.READS, Page.WORK}
    ),
    Role.OUTSIDE_COUNTERSIGNER: OF_EVERYBODY | {Page.CASE, Page.PEOPLE},
    Role.AUDITOR: (
        OF_EVERYBODY | WHOLE_CASE | ALL_PREVENTION | {Page.PEOPLE, Page.LEAVES, Page.PREVENTION}
    ),
    Role.TRUST_LEAD: OF_EVERYBODY | WHOLE_CASE | OF_CONCERNS | {Page.TRUST_TOTALS},
    Role.ADMINISTRATOR: OF_EVERYBODY | {Page.PEOPLE, Page.PEOPLE_IMPORT, Page.ACCOUNTS},
}

# Whose post it is to read cases, and how closely kept they may be. Everybody else needs a name
# on the case: its owner, its manager, or somebody to whom it was granted.
UP_TO_RESTRICTED = frozenset({Level.GENERAL, Level.SAFEGUARDING, Level.RESTRICTED_STAFF})
CLEARED: dict[Role, frozenset[Level]] = {
    Role.COORDINATOR: frozenset({Level.GENERAL, Level.SAFEGUARDING}),
    Role.SENIOR_LEADER: frozenset({Level.GENERAL, Level.SAFEGUARDING}),
    Role.DSL: frozenset(Level),
    Role.DEPUTY_DSL: frozenset(Level),
    Role.HEAD: UP_TO_RESTRICTED,
    Role.CHAIR_OF_GOVERNORS: frozenset({Level.SEALED}),
}
READS = frozenset(role for role, levels in CLEARED.items() if Level.GENERAL in levels)
READS_RESTRICTED = frozenset(
    role for role, levels in CLEARED.items() if Level.RESTRICTED_STAFF in levels
)

# Low-level concerns. Anybody who has an account shares one, or reports themselves; what else is
# asked of a register is for those who may open it, and its own rules say who decides.
SHARED_BY_ANYBODY = frozenset({"record-concern", "self-report"})
OF_REGISTERS: dict[Role, frozenset[str]] = {
    role: frozenset(REGISTER) if Page.REGISTER in pages else SHARED_BY_ANYBODY
    for role, pages in MAY_OPEN.items()
}

# The registers of prevention: who keeps them. A technician reviews the filter, and mends the lines
# that are his or her own.
OF_TECHNICIANS = frozenset({"complete-filtering-review", "correct-line", "withdraw-line"})
OF_PREVENTION: dict[Role, frozenset[str]] = {
    role: frozenset(PREVENTION) if role in KEEPERS else frozenset() for role in Role
} | {Role.TECHNICIAN: OF_TECHNICIANS}
# A complaint about the head is for the chair, who adds to it and reads no other.
OF_THE_CHAIR = frozenset({"receive-complaint", "take-complaint-further", "answer-complaint"})
OF_PREVENTION[Role.CHAIR_OF_GOVERNORS] = OF_THE_CHAIR
PAGE_OF: dict[Register, Page] = {register: Page(register.value) for register in Register}
# Who is told what is overdue, among their work.
SEES_TO_PREVENTION = frozenset({Role.COORDINATOR, Role.HEAD, Role.CHAIR_OF_GOVERNORS})

# What the school says of itself: its days and numbers, and who acts for whom.
DAYS_AND_NUMBERS = frozenset({"set-calendar", "set-contacts"})
MAY_SET: dict[Role, frozenset[str]] = {
    Role.HEAD: frozenset(SET_UP),
    Role.DSL: frozenset(SET_UP) - {"set-concern-readers"},
    Role.DEPUTY_DSL: DAYS_AND_NUMBERS | {"set-cover"},
    Role.CHAIR_OF_GOVERNORS: frozenset({"set-case-managers", "set-concern-readers"}),
    Role.ADMINISTRATOR: DAYS_AND_NUMBERS,
}
# Everybody who works in the school finds the numbers to ring; those from outside do not need them.
FROM_OUTSIDE = frozenset({Role.OUTSIDE_COUNTERSIGNER, Role.AUDITOR, Role.TRUST_LEAD})

# Whoever holds the reference of a case has been told of it by a court, the police or a claimant.
HOLDS_UNREAD = frozenset({Role.DATA_PROTECTION_OFFICER})

# Besides those who set something: they too read who was let in, and what was taken in.
LOOKS_AFTER = frozenset({Role.DATA_PROTECTION_OFFICER, Role.AUDITOR})

# Who reads the register of all incidents in columns.
READS_THE_LOG = READS
# Who must say why before a case or a list opens.
SAYS_WHY = frozenset({Role.AUDITOR})

FAR_AHEAD = datetime.max.replace(tzinfo=UTC)


def may_ask(role: Role, command: str) -> bool:
    return command in MAY_ASK[role]


def may_set(role: Role, command: str) -> bool:
    return command in MAY_SET.get(role, frozenset())


def may_ask_of_register(role: Role, command: str) -> bool:
    return command in OF_REGISTERS[role]


def may_ask_of_prevention(role: Role, command: str) -> bool:
    return command in OF_PREVENTION[role]


def complaints_for(role: Role) -> frozenset[Level]:
    """How closely kept those complaints may be that somebody reads: as with cases, but that an
    auditor reads what is about no adult here.
    """
    return cleared(role) | ({Level.GENERAL} if role in SAYS_WHY else frozenset())


def may_see_setup(role: Role) -> bool:
    return role not in FROM_OUTSIDE


def may_see_history(role: Role) -> bool:
    """Whoever sets something, runs the accounts, or looks after what the school keeps."""
    return role in MAY_SET or role in LOOKS_AFTER


# What a case manager decides, whatever their role. Of conflicts only those that are in doubt.
OF_CASE_MANAGERS = frozenset({"determine-intent", "decide-course-of-action", "lift-conflict"})


def may_ask_here(
    person: Person, command: str, incident: Incident, step: str | None, reporter: UUID | None
) -> bool:
    """By their role, as this case's manager, or for a step of their own that it would end."""
    if may_ask(person.role, command):
        return True
    if person.account == incident.case_manager and command in OF_CASE_MANAGERS:
        return True
    given = incident.walk.steps.get(step) if step else None
    if given is None or command not in commands_for(given.due.done_by):
        return False
    return not posts_of(person, reporter).isdisjoint(given.due.who)


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


def may_hold(person: Person, case: Incident | Doors) -> bool:
    """Who looks after what the school keeps forbids and allows its disposal without reading it."""
    return person.role in HOLDS_UNREAD and not barred(person, case)


def refused_reads(case: Doors) -> NotYourRole:
    """The true reason: of a restricted case it is no question of the role."""
    kept_close = case.level.reaches(Level.RESTRICTED_STAFF)
    return ReadsForItsManager() if kept_close else NotYourRole()


def may_open(role: Role, page: Page) -> bool:
    return page in MAY_OPEN[role]


def may_list_people(role: Role) -> bool:
    """Everybody at once, for those who handle cases or take in the lists."""
    return "mark-step-not-needed" in MAY_ASK[role] or may_open(role, Page.PEOPLE_IMPORT)


def cleared(role: Role) -> frozenset[Level]:
    return CLEARED.get(role, frozenset())


def doors(case: Incident | Doors, reporter: UUID | None = None) -> Doors:
    return case if isinstance(case, Doors) else doors_of(case, reporter)


def barred(person: Person, case: Incident | Doors) -> bool:
    """Deny wins: no trace for the accused and those in conflict; administrators see no cases."""
    found = doors(case)
    if person.account in found.denied or person.role is Role.ADMINISTRATOR:
        return True
    return person.role is Role.HEAD and found.level is Level.SEALED


def let_in(person: Person, case: Doors, now: datetime | None) -> bool:
    """By name, whatever the role. Without a time only what has no end counts.

    A grant from before somebody became a governor lets them in no longer.
    """
    if person.account in case.named:
        return True
    if person.account not in case.grants or person.role in FIGURES_ONLY:
        return False
    until = case.grants[person.account]
    return until is None or until > (now or FAR_AHEAD)


def may_read(person: Person, case: Incident | Doors, now: datetime | None = None) -> bool:
    """The whole case, narrative included."""
    found = doors(case)
    if barred(person, found):
        return False
    return let_in(person, found, now) or found.level in cleared(person.role)


def may_know_of(
    person: Person,
    case: Incident | Doors,
    reporter: UUID | None = None,
    now: datetime | None = None,
) -> bool:
    """That there is such a case: its readers, its reporter, those who were harmed by it and may
    follow it, and who is to countersign it.
    """
    found = doors(case, reporter)
    if barred(person, found):
        return False
    if may_read(person, found, now) or person.account in found.followers:
        return True
    return person.role is Role.OUTSIDE_COUNTERSIGNER and found.to_countersign


def may_know_who_told(person: Person, written_by: UUID | None) -> bool:
    """Who asked not to be named: safeguarding leads know, and whoever wrote it down."""
    return person.role in (Role.DSL, Role.DEPUTY_DSL) or person.account == written_by


def may_see_reads(person: Person, case: Doors, keeper: UUID | None) -> bool:
    """Of a restricted case its manager, or who acts instead; of others those whose page it is."""
    if barred(person, case):
        return False
    if case.level.reaches(Level.RESTRICTED_STAFF):
        return person.account == keeper
    return may_open(person.role, Page.READS)
