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
    manager: UUID
    manager_name: str
    manager_post: str
    manager_role: Role
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessHarmThreshold:
    harmed_a_child: Answer
    possible_offence: Answer
    risk_of_harm: Answer
    not_suitable: Answer
    rationale: str
    guidance: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldInterview:
    with_whom: str
    present: tuple[str, ...] = ()
    account_given: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DetermineIntent:
    intent: Intent
    relied_on: tuple[str, ...] = ()
    rationale: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideCourseOfAction:
    course: str
    procedure: str | None = None
    outcome: AllegationOutcome | None = None
    rationale: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseForPolice:
    force: str
    officer: str | None = None
    terms: str
    reference_given: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Resume:
    officer: str | None = None
    terms: str
