"""Who acts, and as what."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    """What an account may be in a school (RULEBOOK A.4)."""

    REPORTER = "reporter"
    COORDINATOR = "online-safety-coordinator"
    DSL = "dsl"
    DEPUTY_DSL = "deputy-dsl"
    HEAD = "head"
    SENIOR_LEADER = "senior-leader"
    CLASS_TEACHER = "class-teacher"
    CHAIR_OF_GOVERNORS = "chair-of-governors"
    GOVERNOR = "governor"
    HR_ADVISER = "hr-adviser"
    TECHNICIAN = "technician"
    DATA_PROTECTION_OFFICER = "data-protection-officer"
    OUTSIDE_COUNTERSIGNER = "outside-countersigner"
    AUDITOR = "auditor"
    TRUST_LEAD = "trust-lead"
    ADMINISTRATOR = "administrator"


# Whom no grant of access lets into a case.
FIGURES_ONLY = frozenset({Role.GOVERNOR})


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who acts, with the name, post and organisation they have today.

    Every line keeps these words as they were then.
    """

    account: UUID
    name: str
    post: str
    organisation: str
    role: Role
