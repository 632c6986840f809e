"""What the school did about it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.incident.words import (
    Basis,
    Consideration,
    How,
    Supporter,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingHeld:
    with_whom: tuple[str, ...]
    purpose: str
    points: str
    outcome: str | None = None
    agreement_cited: str | None = None
    note_taker: str | None = None
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterSent:
    sent_to: str
    subject: str
    text: str
    how: How
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SupportAssigned:
    """Support offered by a named person, taken up or declined."""

    person: UUID
    person_name: str
    supporter: Supporter
    supporter_name: str
    what: str
    wishes: str | None = None
    review_on: date | None = None
    declined: bool = False
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SanctionOrSupportDecided:
    measure: UUID
    person: UUID
    person_name: str
    sanction: str | None = None
    support: str | None = None
    policy: str
    needs_considered: str | None = None
    rationale: str
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SanctionWithdrawn:
    measure: UUID | None
    person: UUID
    person_name: str
    reason: str
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SafetyPlanAgreed:
    person: UUID
    person_name: str
    plan: str
    agreed_with: tuple[str, ...]
    review_on: date | None = None
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRecorded:
    """Any "consider": a question that was answered, yes or no, with a reason."""

    consideration: Consideration
    question: str
    yes: bool
    rationale: str
    guidance: str | None = None
    step: str | None = None
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskAssigned:
    task: UUID
    what: str
    assignee_name: str
    assignee: UUID | None = None
    due: date | None = None
    for_a_technician: bool = False
    step: str | None = None
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskDone:
    task: UUID
    what: str
    result: str | None = None
    cancelled_because: str | None = None
    step: str | None = None
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ProceduresReviewed:
    changed: bool
    what: str
    reviewed_with: tuple[str, ...] = ()
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteAdded:
    text: str
    basis: Basis | None = None
    out_of_order: tuple[str, ...] = ()
