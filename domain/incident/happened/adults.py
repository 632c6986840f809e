"""Allegations about adults here, and standing back for the police."""

from dataclasses import dataclass
from uuid import UUID

from domain.facts import Answer
from domain.incident.words import (
    AllegationOutcome,
    Intent,
)
from domain.people import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseManagerAppointed:
    manager: UUID
    manager_name: str
    manager_post: str
    manager_role: Role
    why: str
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HarmThresholdAssessed:
    """The four limbs of Keeping children safe in education, part four."""

    harmed_a_child: Answer
    possible_offence: Answer
    risk_of_harm: Answer
    not_suitable: Answer
    rationale: str
    guidance: str | None = None
    out_of_order: tuple[str, ...] = ()

    @property
    def limbs(self) -> tuple[Answer, Answer, Answer, Answer]:
        return (self.harmed_a_child, self.possible_offence, self.risk_of_harm, self.not_suitable)


@dataclass(frozen=True, slots=True, kw_only=True)
class InterviewHeld:
    with_whom: str
    present: tuple[str, ...] = ()
    account_given: str
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class IntentDetermined:
    intent: Intent
    relied_on: tuple[str, ...] = ()
    rationale: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseOfActionDecided:
    course: str
    procedure: str | None = None
    outcome: AllegationOutcome | None = None
    rationale: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PausedForPolice:
    force: str
    officer: str | None = None
    terms: str
    reference_given: str | None = None
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Resumed:
    officer: str | None = None
    terms: str
    out_of_order: tuple[str, ...] = ()
