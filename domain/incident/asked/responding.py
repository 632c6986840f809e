"""What may be asked about the school's response."""

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
class HoldMeeting:
    """Record a meeting that was held."""

    with_whom: tuple[str, ...]
    purpose: str
    points: str
    outcome: str | None = None
    agreement_cited: str | None = None
    note_taker: str | None = None
    step: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SendLetter:
    """Record a letter that was sent, with its text."""

    sent_to: str
    subject: str
    text: str
    how: How = How.NOT_SAID
    step: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignSupport:
    """Record who supports somebody in this incident, and how."""

    person: UUID
    supporter: Supporter
    supporter_name: str
    what: str
    wishes: str | None = None
    review_on: date | None = None
    declined: bool = False
    step: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideSanctionOrSupport:
    """Decide a sanction, support, or both, for somebody in this incident."""

    person: UUID
    sanction: str | None = None
    support: str | None = None
    policy: str
    needs_considered: str | None = None
    rationale: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawSanction:
    """Withdraw a sanction.

    Without an id it withdraws the latest that was decided for this person.
    """

    measure: UUID | None = None
    person: UUID
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreeSafetyPlan:
    """Record a safety plan for somebody, and with whom it was agreed."""

    person: UUID
    plan: str
    agreed_with: tuple[str, ...]
    review_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordDecision:
    """Answer something that the school is told to consider: yes or no, and why."""

    consideration: Consideration = Consideration.OTHER
    question: str
    yes: bool
    rationale: str
    guidance: str | None = None
    step: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignTask:
    """Give somebody a task. A technician's task names nobody."""

    what: str
    assignee_name: str
    assignee: UUID | None = None
    due: date | None = None
    for_a_technician: bool = False
    step: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CompleteTask:
    """Record what came of a task, or why it was cancelled."""

    task: UUID
    result: str | None = None
    cancelled_because: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewProcedures:
    """Record whether the school's procedures were changed after this incident."""

    changed: bool
    what: str
    reviewed_with: tuple[str, ...] = ()
    step: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddNote:
    """Add a note to the record."""

    text: str
    basis: Basis | None = None
    step: str | None = None
