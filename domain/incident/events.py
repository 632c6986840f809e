"""What has happened to an incident.

These classes are the permanent record. A new or changed field is a new class
with the next number in STORED_NAMES, and a function that lifts the old shape.
Who, as what, when it occurred and when it was recorded stand on every line.

A fact is never refused: what came out of order says so in `out_of_order`.
People, tasks and the like are named as then beside their ids, so that every
line can be read alone.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from domain.categories import Category, Severity
from domain.facts import Answer
from domain.incident.words import (
    Agency,
    AllegationOutcome,
    Basis,
    Capacity,
    Consent,
    Consideration,
    Duty,
    EvidenceKind,
    Finding,
    How,
    ImageLock,
    Intent,
    LinkKind,
    PersonKind,
    Received,
    ReferralReply,
    RemovalResult,
    RemovalThrough,
    ReporterKind,
    SafetyStep,
    Supporter,
)
from domain.people import Role
from domain.times import Occurred

# --- the report, the people, the assessment ---


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentReported:
    reference: str
    summary: str
    own_words: str | None = None
    place: str | None = None
    platform: str | None = None
    in_danger_now: Answer
    about_an_adult_here: Answer
    restricted: bool
    received: Received
    reporter: ReporterKind
    reporter_name: str | None = None
    on_behalf_of: str | None = None
    told_at: datetime | None = None
    category_guess: Category | None = None
    late_because: str | None = None
    image_lock: ImageLock = ImageLock.OPEN
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLinked:
    """Somebody, with the name, kind, year or post of that day."""

    person: UUID
    full_name: str | None
    kind: PersonKind
    capacity: Capacity
    year_or_post: str | None = None
    description: str | None = None
    directory_id: UUID | None = None
    account: UUID | None = None
    restricted: bool
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CapacityChanged:
    person: UUID
    person_name: str
    was: Capacity
    capacity: Capacity
    why: str
    restricted: bool
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedInError:
    """Out of search, counts and persistence; everyone told so far is to be corrected."""

    person: UUID
    person_name: str
    reason: str
    to_be_corrected: tuple[str, ...]
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessed:
    """Titles, the image lock and the restriction as this assessment left them, under that day's
    list of categories. The routes and steps that it opened come in the next number of this name.
    """

    category: Category
    category_title: str
    secondary: tuple[Category, ...] = ()
    severity: Severity
    default_severity: Severity
    lowered_because: str | None = None
    findings: tuple[Finding, ...]
    rationale: str
    restricted: bool
    image_lock: ImageLock
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FactsChanged:
    findings: tuple[Finding, ...]
    restricted: bool
    image_lock: ImageLock
    out_of_order: tuple[str, ...] = ()


# --- making safe, evidence, removal ---


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeSafe:
    steps: tuple[SafetyStep, ...]
    what: str
    viewed_by_accident: bool = False
    viewed_by: tuple[str, ...] = ()
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceKept:
    """Words about the evidence; the source stays dead text."""

    exhibit: str
    kind: EvidenceKind
    description: str
    source: str | None = None
    captured_by: str
    captured_at: datetime | None = None
    method: str | None = None
    held_by: str
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceNotKept:
    reason: str
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExhibitHandedOver:
    exhibit: str
    handed_by: str
    received_by: str
    received_for: str | None = None
    reason: str
    place: str | None = None
    condition: str | None = None
    receipt: str | None = None
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovalRequested:
    removal: UUID
    what: str
    asked_of: str
    through: RemovalThrough
    agreement_cited: str | None = None
    reference_given: str | None = None
    not_waiting_because: str | None = None
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovalOutcomeRecorded:
    removal: UUID | None
    what: str
    result: RemovalResult
    said: str | None = None
    checked_at: datetime | None = None
    out_of_order: tuple[str, ...] = ()


# --- telling: the DSL, parents, agencies ---


@dataclass(frozen=True, slots=True, kw_only=True)
class DslAlerted:
    why: str
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DslTold:
    dsl: str
    told_by: str
    how: How
    what: str
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DslAcknowledged:
    next_act: str | None = None
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ParentInformed:
    pupil: UUID
    pupil_name: str
    parent: str
    safe_to_tell: Answer
    agencies_agree: Answer | None = None  # None: no agency is involved.
    how: How
    said: str
    response: str | None = None
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ParentNotInformed:
    pupil: UUID
    pupil_name: str
    parent: str
    safe_to_tell: Answer
    agencies_agree: Answer | None = None
    reason: str
    review_on: date | None = None
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalatedToLado:
    lado: str
    how: How
    discussed: str
    advice: str | None = None
    agreed: str | None = None
    reference_given: str | None = None
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviceSought:
    adviser: str
    how: How
    question: str
    advice: str | None = None
    reference_given: str | None = None
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralMade:
    referral: UUID
    agency: Agency
    agency_name: str | None = None
    contact: str | None = None
    how: How
    reason: str
    consent: Consent
    reference_given: str | None = None
    reply_expected: date | None = None
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralAnswered:
    referral: UUID | None
    agency: Agency
    reply: ReferralReply
    said: str
    reference_given: str | None = None
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StatutoryReportMade:
    """A person's own: nobody can approve, delay or reject it."""

    duty: Duty
    reported_to: str | None = None
    what: str | None = None
    reference_given: str | None = None
    out_of_order: tuple[str, ...] = ()


# --- adults who work or help here ---


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


# --- the school's response ---


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
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskAssigned:
    task: UUID
    what: str
    assignee_name: str
    assignee: UUID | None = None
    due: date | None = None
    for_a_technician: bool = False
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskDone:
    task: UUID
    what: str
    result: str | None = None
    cancelled_because: str | None = None
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


# --- keeping the record right ---


@dataclass(frozen=True, slots=True, kw_only=True)
class LineCorrected:
    """An earlier line set right. Both texts stay: this line holds the old one and the new one."""

    line: int
    line_name: str
    field: str
    old: str | None
    new: str | None
    new_occurred: Occurred | None = None
    reason: str
    about: str | None = None  # The person, exhibit or task that the earlier line was about.
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedTo:
    other: UUID
    other_reference: str
    link: LinkKind
    why: str
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerChanged:
    owner: UUID
    owner_name: str
    handover: str
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalHoldPlaced:
    hold: UUID
    authority: str
    reason: str
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalHoldLifted:
    hold: UUID
    authority: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StruckOut:
    """Kept, and shown as struck out."""

    reason: str
    duplicate_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSent:
    pupil: UUID
    pupil_name: str
    school_name: str
    recipient: str
    how: How
    separately: bool = True
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReceiptConfirmed:
    pupil: UUID
    pupil_name: str
    school_name: str
    confirmed_by: str
    how: How
    out_of_order: tuple[str, ...] = ()


# --- closing ---


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosureProposed:
    summary: str
    how_followed_up: str
    outcome: str
    proposed_by: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Countersigned:
    countersigned_by: UUID
    remark: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosureRefused:
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """The three texts that Keeping children safe in education asks of a concluded record."""

    summary: str
    how_followed_up: str
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopened:
    reason: str
    new_information: str | None = None


Event = (
    IncidentReported
    | PersonLinked
    | CapacityChanged
    | NamedInError
    | Assessed
    | FactsChanged
    | MadeSafe
    | EvidenceKept
    | EvidenceNotKept
    | ExhibitHandedOver
    | RemovalRequested
    | RemovalOutcomeRecorded
    | DslAlerted
    | DslTold
    | DslAcknowledged
    | ParentInformed
    | ParentNotInformed
    | EscalatedToLado
    | AdviceSought
    | ReferralMade
    | ReferralAnswered
    | StatutoryReportMade
    | CaseManagerAppointed
    | HarmThresholdAssessed
    | InterviewHeld
    | IntentDetermined
    | CourseOfActionDecided
    | PausedForPolice
    | Resumed
    | MeetingHeld
    | LetterSent
    | SupportAssigned
    | SanctionOrSupportDecided
    | SanctionWithdrawn
    | SafetyPlanAgreed
    | DecisionRecorded
    | TaskAssigned
    | TaskDone
    | ProceduresReviewed
    | NoteAdded
    | LineCorrected
    | LinkedTo
    | OwnerChanged
    | LegalHoldPlaced
    | LegalHoldLifted
    | StruckOut
    | FileSent
    | FileReceiptConfirmed
    | ClosureProposed
    | Countersigned
    | ClosureRefused
    | Closed
    | Reopened
)

STORED_NAMES: dict[str, type[Event]] = {
    "incident-reported.1": IncidentReported,
    "person-linked.1": PersonLinked,
    "capacity-changed.1": CapacityChanged,
    "named-in-error.1": NamedInError,
    "assessed.1": Assessed,
    "facts-changed.1": FactsChanged,
    "made-safe.1": MadeSafe,
    "evidence-kept.1": EvidenceKept,
    "evidence-not-kept.1": EvidenceNotKept,
    "exhibit-handed-over.1": ExhibitHandedOver,
    "removal-requested.1": RemovalRequested,
    "removal-outcome-recorded.1": RemovalOutcomeRecorded,
    "dsl-alerted.1": DslAlerted,
    "dsl-told.1": DslTold,
    "dsl-acknowledged.1": DslAcknowledged,
    "parent-informed.1": ParentInformed,
    "parent-not-informed.1": ParentNotInformed,
    "escalated-to-lado.1": EscalatedToLado,
    "advice-sought.1": AdviceSought,
    "referral-made.1": ReferralMade,
    "referral-answered.1": ReferralAnswered,
    "statutory-report-made.1": StatutoryReportMade,
    "case-manager-appointed.1": CaseManagerAppointed,
    "harm-threshold-assessed.1": HarmThresholdAssessed,
    "interview-held.1": InterviewHeld,
    "intent-determined.1": IntentDetermined,
    "course-of-action-decided.1": CourseOfActionDecided,
    "paused-for-police.1": PausedForPolice,
    "resumed.1": Resumed,
    "meeting-held.1": MeetingHeld,
    "letter-sent.1": LetterSent,
    "support-assigned.1": SupportAssigned,
    "sanction-or-support-decided.1": SanctionOrSupportDecided,
    "sanction-withdrawn.1": SanctionWithdrawn,
    "safety-plan-agreed.1": SafetyPlanAgreed,
    "decision-recorded.1": DecisionRecorded,
    "task-assigned.1": TaskAssigned,
    "task-done.1": TaskDone,
    "procedures-reviewed.1": ProceduresReviewed,
    "note-added.1": NoteAdded,
    "line-corrected.1": LineCorrected,
    "linked-to.1": LinkedTo,
    "owner-changed.1": OwnerChanged,
    "legal-hold-placed.1": LegalHoldPlaced,
    "legal-hold-lifted.1": LegalHoldLifted,
    "struck-out.1": StruckOut,
    "file-sent.1": FileSent,
    "file-receipt-confirmed.1": FileReceiptConfirmed,
    "closure-proposed.1": ClosureProposed,
    "countersigned.1": Countersigned,
    "closure-refused.1": ClosureRefused,
    "closed.1": Closed,
    "reopened.1": Reopened,
}

NAMES: dict[type[Event], str] = {event: name for name, event in STORED_NAMES.items()}
