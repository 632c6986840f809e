"""What may be asked about adults here, and standing back for the police."""

from dataclasses import dataclass
from uuid import UUID

from domain.facts import Answer
from domain.incident.words import (
    AllegationOutcome,
    Intent,
)
from domain.people import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointCaseManager:
    """Appoint who manages the case of an adult here, never somebody who is part of it.

    Name, post and role are those of the account. Only for somebody who has none here, such as a
    chair of governors without one, leave `manager` out and say name, post and role instead.
    """

    manager: UUID | None = None
    manager_name: str | None = None
    manager_post: str | None = None
    manager_role: Role | None = None
    why: str
    step: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessHarmThreshold:
    """Say for each limb of the harm threshold whether it is met, and why."""

    harmed_a_child: Answer
    possible_offence: Answer
    risk_of_harm: Answer
    not_suitable: Answer
    rationale: str
    guidance: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldInterview:
    """Record an interview that was held and what was said in it."""

    with_whom: str
    present: tuple[str, ...] = ()
    account_given: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DetermineIntent:
    """Decide whether an adult here did it on purpose. The LADO comes first."""

    intent: Intent
    relied_on: tuple[str, ...] = ()
    rationale: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideCourseOfAction:
    """Decide what follows for an adult here. The LADO comes first.

    `outcome` is what the allegation was found to be, once it is concluded. That is the case
    manager's word. The rationale gives the reasons for both.
    """

    course: str
    procedure: str | None = None
    outcome: AllegationOutcome | None = None
    rationale: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseForPolice:
    """Record that the police have asked the school to wait, and on what terms."""

    force: str
    officer: str | None = None
    terms: str
    reference_given: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resume:
    """Record that the police have released the school, and on what terms."""

    officer: str | None = None
    terms: str
