"""What people may ask of an incident."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from domain.categories import Category, Severity
from domain.facts import Answer
from domain.incident.events import Event
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
from domain.people import Person, Role
from domain.times import Occurred

# --- the report, the people, the assessment ---


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportIncident:
    summary: str
    own_words: str | None = None
    place: str | None = None
    platform: str | None = None
    in_danger_now: Answer = Answer.NOT_KNOWN
    about_an_adult_here: Answer = Answer.NOT_KNOWN
    received: Received = Received.SEEN_OR_HEARD
    reporter: ReporterKind = ReporterKind.NAMED
    reporter_name: str | None = None
    on_behalf_of: str | None = None
    told_at: datetime | None = None
    category_guess: Category | None = None
    late_because: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkPerson:
    full_name: str | None = None
    kind: PersonKind = PersonKind.UNKNOWN
    capacity: Capacity = Capacity.UNKNOWN
    year_or_post: str | None = None
    description: str | None = None
    directory_id: UUID | None = None
    account: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeCapacity:
    person: UUID
    capacity: Capacity
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkNamedInError:
    person: UUID
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Assess:
    category: Category
    secondary: tuple[Category, ...] = ()
    severity: Severity | None = None
    lowered_because: str | None = None
    findings: tuple[Finding, ...] = ()
    rationale: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeFacts:
    findings: tuple[Finding, ...]


# --- making safe, evidence, removal ---


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeSafe:
    steps: tuple[SafetyStep, ...]
    what: str
    viewed_by_accident: bool = False
    viewed_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepEvidence:
    """Without an exhibit reference, the next one of the person who records is taken."""

    exhibit: str | None = None
    kind: EvidenceKind
    description: str
    source: str | None = None
    captured_by: str | None = None
    captured_at: datetime | None = None
    method: str | None = None
    held_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepNoEvidence:
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverExhibit:
    exhibit: str
    handed_by: str
    received_by: str
    received_for: str | None = None
    reason: str
    place: str | None = None
    condition: str | None = None
    receipt: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestRemoval:
    what: str
    asked_of: str
    through: RemovalThrough = RemovalThrough.PERSON
    agreement_cited: str | None = None
    reference_given: str | None = None
    not_waiting_because: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRemovalOutcome:
    """Without an id it answers the latest request that is still open."""

    removal: UUID | None = None
    result: RemovalResult
    said: str | None = None
    checked_at: datetime | None = None


# --- telling: the DSL, parents, agencies ---


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertDsl:
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TellDsl:
    dsl: str
    told_by: str | None = None
    how: How = How.IN_PERSON
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledge:
    next_act: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InformParent:
    pupil: UUID
    parent: str
    safe_to_tell: Answer
    agencies_agree: Answer | None = None
    how: How = How.PHONE
    said: str
    response: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideNotToInformParent:
    pupil: UUID
    parent: str
    safe_to_tell: Answer = Answer.NOT_KNOWN
    agencies_agree: Answer | None = None
    reason: str
    review_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalateToLado:
    lado: str
    how: How = How.PHONE
    discussed: str
    advice: str | None = None
    agreed: str | None = None
    reference_given: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeekAdvice:
    adviser: str
    how: How = How.PHONE
    question: str
    advice: str | None = None
    reference_given: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeReferral:
    agency: Agency
    agency_name: str | None = None
    contact: str | None = None
    how: How = How.PHONE
    reason: str
    consent: Consent = Consent.NOT_KNOWN
    reference_given: str | None = None
    reply_expected: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordReferralAnswer:
    """Without an id it answers the latest referral to that agency that is still open."""

    referral: UUID | None = None
    agency: Agency
    reply: ReferralReply
    said: str
    reference_given: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeStatutoryReport:
    duty: Duty
    reported_to: str | None = None
    what: str | None = None
    reference_given: str | None = None


# --- adults who work or help here ---


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


# --- the school's response ---


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldMeeting:
    with_whom: tuple[str, ...]
    purpose: str
    points: str
    outcome: str | None = None
    agreement_cited: str | None = None
    note_taker: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SendLetter:
    sent_to: str
    subject: str
    text: str
    how: How = How.LETTER


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignSupport:
    person: UUID
    supporter: Supporter
    supporter_name: str
    what: str
    wishes: str | None = None
    review_on: date | None = None
    declined: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideSanctionOrSupport:
    person: UUID
    sanction: str | None = None
    support: str | None = None
    policy: str
    needs_considered: str | None = None
    rationale: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawSanction:
    """Without an id it withdraws the latest that was decided for this person."""

    measure: UUID | None = None
    person: UUID
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreeSafetyPlan:
    person: UUID
    plan: str
    agreed_with: tuple[str, ...]
    review_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordDecision:
    consideration: Consideration = Consideration.OTHER
    question: str
    yes: bool
    rationale: str
    guidance: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignTask:
    what: str
    assignee_name: str
    assignee: UUID | None = None
    due: date | None = None
    for_a_technician: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CompleteTask:
    task: UUID
    result: str | None = None
    cancelled_because: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewProcedures:
    changed: bool
    what: str
    reviewed_with: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AddNote:
    text: str
    basis: Basis | None = None


# --- keeping the record right ---


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectLine:
    """`field` is a text of that line, or "occurred" with the right time in `new_occurred`."""

    line: int
    field: str
    new: str | None = None
    new_occurred: Occurred | None = None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    other: UUID
    link: LinkKind = LinkKind.RELATED
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeOwner:
    owner: UUID
    owner_name: str
    handover: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceHold:
    authority: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LiftHold:
    """Without an id it lifts the only hold there is."""

    hold: UUID | None = None
    authority: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StrikeOut:
    reason: str
    duplicate_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SendFile:
    pupil: UUID
    school_name: str
    recipient: str
    how: How
    separately: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmFileReceipt:
    pupil: UUID
    school_name: str
    confirmed_by: str
    how: How


# --- closing ---


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeClosure:
    summary: str
    how_followed_up: str
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Countersign:
    remark: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RefuseClosure:
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Close:
    """Texts left out are those of the proposal."""

    summary: str | None = None
    how_followed_up: str | None = None
    outcome: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopen:
    reason: str
    new_information: str | None = None


Command = (
    ReportIncident
    | LinkPerson
    | ChangeCapacity
    | MarkNamedInError
    | Assess
    | ChangeFacts
    | MakeSafe
    | KeepEvidence
    | KeepNoEvidence
    | HandOverExhibit
    | RequestRemoval
    | RecordRemovalOutcome
    | AlertDsl
    | TellDsl
    | Acknowledge
    | InformParent
    | DecideNotToInformParent
    | EscalateToLado
    | SeekAdvice
    | MakeReferral
    | RecordReferralAnswer
    | MakeStatutoryReport
    | AppointCaseManager
    | AssessHarmThreshold
    | HoldInterview
    | DetermineIntent
    | DecideCourseOfAction
    | PauseForPolice
    | Resume
    | HoldMeeting
    | SendLetter
    | AssignSupport
    | DecideSanctionOrSupport
    | WithdrawSanction
    | AgreeSafetyPlan
    | RecordDecision
    | AssignTask
    | CompleteTask
    | ReviewProcedures
    | AddNote
    | CorrectLine
    | Link
    | ChangeOwner
    | PlaceHold
    | LiftHold
    | StrikeOut
    | SendFile
    | ConfirmFileReceipt
    | ProposeClosure
    | Countersign
    | RefuseClosure
    | Close
    | Reopen
)

COMMANDS: dict[str, type[Command]] = {
    "report-incident": ReportIncident,
    "link-person": LinkPerson,
    "change-capacity": ChangeCapacity,
    "mark-named-in-error": MarkNamedInError,
    "assess": Assess,
    "change-facts": ChangeFacts,
    "make-safe": MakeSafe,
    "keep-evidence": KeepEvidence,
    "keep-no-evidence": KeepNoEvidence,
    "hand-over-exhibit": HandOverExhibit,
    "request-removal": RequestRemoval,
    "record-removal-outcome": RecordRemovalOutcome,
    "alert-dsl": AlertDsl,
    "tell-dsl": TellDsl,
    "acknowledge": Acknowledge,
    "inform-parent": InformParent,
    "decide-not-to-inform-parent": DecideNotToInformParent,
    "escalate-to-lado": EscalateToLado,
    "seek-advice": SeekAdvice,
    "make-referral": MakeReferral,
    "record-referral-answer": RecordReferralAnswer,
    "make-statutory-report": MakeStatutoryReport,
    "appoint-case-manager": AppointCaseManager,
    "assess-harm-threshold": AssessHarmThreshold,
    "hold-interview": HoldInterview,
    "determine-intent": DetermineIntent,
    "decide-course-of-action": DecideCourseOfAction,
    "pause-for-police": PauseForPolice,
    "resume": Resume,
    "hold-meeting": HoldMeeting,
    "send-letter": SendLetter,
    "assign-support": AssignSupport,
    "decide-sanction-or-support": DecideSanctionOrSupport,
    "withdraw-sanction": WithdrawSanction,
    "agree-safety-plan": AgreeSafetyPlan,
    "record-decision": RecordDecision,
    "assign-task": AssignTask,
    "complete-task": CompleteTask,
    "review-procedures": ReviewProcedures,
    "add-note": AddNote,
    "correct-line": CorrectLine,
    "link": Link,
    "change-owner": ChangeOwner,
    "place-hold": PlaceHold,
    "lift-hold": LiftHold,
    "strike-out": StrikeOut,
    "send-file": SendFile,
    "confirm-file-receipt": ConfirmFileReceipt,
    "propose-closure": ProposeClosure,
    "countersign": Countersign,
    "refuse-closure": RefuseClosure,
    "close": Close,
    "reopen": Reopen,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """Everything a decision needs that is not in the incident or the command.

    `now` is UTC. `reference` and `new_ids` are drawn afresh: a reference for a report, one id for
    whatever a command brings into being (a person, task, referral, removal, measure or hold).
    For a correction the application finds the line in the history; for a link, the other
    incident. Nothing here is true of the world beyond this one command.
    """

    by: Person
    now: datetime
    reference: str = ""
    occurred: Occurred | None = None
    new_ids: tuple[UUID, ...] = ()
    corrected: Event | None = None
    corrected_author: UUID | None = None
    corrected_occurred: Occurred | None = None
    other_reference: str | None = None
    other_restricted: bool = False
