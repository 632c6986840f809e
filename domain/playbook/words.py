"""The closed lists that a playbook may use, and how each is said on a printed chart."""

from enum import StrEnum

from domain.facts import Fact


class Kind(StrEnum):
    """A must is done; a consider is answered yes or no with a reason; a may is offered."""

    MUST = "must"
    CONSIDER = "consider"
    MAY = "may"


class After(StrEnum):
    """Whose advice a step waits for: what is decided of an adult here, for the LADO."""

    LADO = "lado"


class Who(StrEnum):
    """The posts a step may be given to. The case manager is named in each case about an adult."""

    REPORTER = "reporter"
    COORDINATOR = "online-safety-coordinator"
    DSL = "dsl"
    DEPUTY_DSL = "deputy-dsl"
    HEAD = "head"
    SENIOR_LEADER = "senior-leader"
    CLASS_TEACHER = "class-teacher"
    CHAIR_OF_GOVERNORS = "chair-of-governors"
    HR_ADVISER = "hr-adviser"
    TECHNICIAN = "technician"
    DATA_PROTECTION_OFFICER = "data-protection-officer"
    CASE_MANAGER = "case-manager"


SPOKEN: dict[Who, str] = {
    Who.REPORTER: "whoever saw or heard it",
    Who.COORDINATOR: "online safety coordinator",
    Who.DSL: "DSL",
    Who.DEPUTY_DSL: "deputy DSL",
    Who.HEAD: "head",
    Who.SENIOR_LEADER: "senior leader",
    Who.CLASS_TEACHER: "class teacher",
    Who.CHAIR_OF_GOVERNORS: "chair of governors",
    Who.HR_ADVISER: "HR adviser",
    Who.TECHNICIAN: "technician",
    Who.DATA_PROTECTION_OFFICER: "data protection officer",
    Who.CASE_MANAGER: "case manager",
}

# How a decision asks about a fact: "Child at risk?", "Serious or persistent?"
ASKED: dict[Fact, str] = {
    Fact.ILLEGAL: "could it be illegal",
    Fact.SEXUAL_IMAGE_OF_UNDER_18: "a sexual image of someone under 18",
    Fact.INTIMATE_IMAGE_OF_ADULT: "an intimate image of an adult",
    Fact.CHILD_AT_RISK: "a child at risk",
    Fact.IMMEDIATE_DANGER: "anyone in danger now",
    Fact.STAFF_INSTIGATOR: "an adult who works or helps here did it",
    Fact.SUBJECT_IS_HEAD: "is it about the head",
    Fact.OUTSIDE_ADULT: "an adult from outside school did it",
    Fact.COERCION_OR_GROOMING: "coercion, blackmail or grooming",
    Fact.VIOLENT_OR_UNUSUAL_FOR_AGE: "violent, or unusual for the age",
    Fact.PUPIL_VICTIM: "a pupil as victim",
    Fact.PUPIL_INSTIGATOR: "a pupil as instigator",
    Fact.STAFF_VICTIM_OF_PARENT: "staff as victim of a parent or carer",
    Fact.STAFF_VICTIM_OF_PUPIL: "staff as victim of a pupil",
    Fact.STAFF_VICTIM_OF_STAFF: "staff as victim of staff",
    Fact.OTHER_VICTIM: "a governor, visitor or other as victim",
    Fact.OTHER_INSTIGATOR: "a governor, visitor or other as instigator",
    Fact.SERIOUS: "serious",
    Fact.PERSISTENT: "persistent",
    Fact.DELIBERATE: "deliberate",
    Fact.UNDER_13: "under 13",
    Fact.REMOVAL_REFUSED: "removal refused",
    Fact.DEVICE_HELD: "a device held or to be taken",
    Fact.RADICALISATION: "signs of radicalisation",
    Fact.UNSAFE_TO_TELL_PARENTS: "unsafe to tell the parents",
    Fact.TECHNICAL: "accounts, filter or network involved",
    Fact.PUPIL_LEAVING: "the pupil is leaving the school",
}

# The stored names of an incident's events, without their numbers.
EVENT_NAMES = (
    "incident-reported",
    "person-linked",
    "capacity-changed",
    "named-in-error",
    "assessed",
    "facts-changed",
    "made-safe",
    "evidence-kept",
    "evidence-not-kept",
    "exhibit-handed-over",
    "dsl-alerted",
    "dsl-told",
    "dsl-acknowledged",
    "parent-informed",
    "parent-not-informed",
    "escalated-to-lado",
    "advice-sought",
    "referral-made",
    "referral-answered",
    "statutory-report-made",
    "removal-requested",
    "removal-outcome-recorded",
    "meeting-held",
    "letter-sent",
    "support-assigned",
    "sanction-or-support-decided",
    "sanction-withdrawn",
    "safety-plan-agreed",
    "interview-held",
    "harm-threshold-assessed",
    "intent-determined",
    "course-of-action-decided",
    "decision-recorded",
    "step-completed",
    "step-not-needed",
    "task-assigned",
    "task-done",
    "note-added",
    "line-corrected",
    "paused-for-police",
    "resumed",
    "procedures-reviewed",
    "linked-to",
    "owner-changed",
    "case-manager-appointed",
    "conflict-declared",
    "conflict-lifted",
    "access-granted",
    "access-revoked",
    "legal-hold-placed",
    "legal-hold-lifted",
    "closure-proposed",
    "countersigned",
    "closure-refused",
    "closed",
    "reopened",
    "struck-out",
    "file-sent",
    "file-receipt-confirmed",
)

# These say nothing by themselves: they settle a step only when they name it.
NAME_THEIR_STEP = frozenset(
    {"decision-recorded", "step-completed", "step-not-needed", "task-done"}
)
