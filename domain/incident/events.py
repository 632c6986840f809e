"""What has happened to an incident.

These classes are the permanent record. A new or changed field is a new class
with the next number in STORED_NAMES, and a function that lifts the old shape.
Who, as what, when it occurred and when it was recorded stand on every line.

A fact is never refused: what came out of order says so in `out_of_order`.
People, tasks and the like are named as then beside their ids, so that every
line can be read alone.
"""

from domain.incident.happened.access import (
    AccessGranted,
    AccessRevoked,
    ConflictDeclared,
    ConflictLifted,
)
from domain.incident.happened.adults import (
    CaseManagerAppointed,
    CourseOfActionDecided,
    HarmThresholdAssessed,
    IntentDetermined,
    InterviewHeld,
    PausedForPolice,
    Resumed,
)
from domain.incident.happened.closing import (
    Closed,
    ClosureProposed,
    ClosureRefused,
    Countersigned,
    Reopened,
)
from domain.incident.happened.evidence import (
    EvidenceKept,
    EvidenceNotKept,
    ExhibitHandedOver,
    MadeSafe,
    RemovalOutcomeRecorded,
    RemovalRequested,
)
from domain.incident.happened.keeping import (
    FileReceiptConfirmed,
    FileSent,
    LegalHoldLifted,
    LegalHoldPlaced,
    LineCorrected,
    LinkedTo,
    OwnerChanged,
    StruckOut,
)
from domain.incident.happened.reporting import (
    Assessed,
    CapacityChanged,
    FactsChanged,
    IncidentReported,
    NamedInError,
    PersonLinked,
)
from domain.incident.happened.responding import (
    DecisionRecorded,
    LetterSent,
    MeetingHeld,
    NoteAdded,
    ProceduresReviewed,
    SafetyPlanAgreed,
    SanctionOrSupportDecided,
    SanctionWithdrawn,
    SupportAssigned,
    TaskAssigned,
    TaskDone,
)
from domain.incident.happened.steps import (
    EditionAdoptedForCase,
    RouteOpened,
    RoutesOpened,
    SetAside,
    StepCompleted,
    StepNotNeeded,
    StepsSetAside,
    Turned,
)
from domain.incident.happened.telling import (
    AdviceSought,
    DslAcknowledged,
    DslAlerted,
    DslTold,
    EscalatedToLado,
    ParentInformed,
    ParentNotInformed,
    ReferralAnswered,
    ReferralMade,
    StatutoryReportMade,
)

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
    | RoutesOpened
    | StepsSetAside
    | StepCompleted
    | StepNotNeeded
    | EditionAdoptedForCase
    | NoteAdded
    | LineCorrected
    | LinkedTo
    | OwnerChanged
    | ConflictDeclared
    | ConflictLifted
    | AccessGranted
    | AccessRevoked
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
    "routes-opened.2": RoutesOpened,
    "steps-set-aside.1": StepsSetAside,
    "edition-adopted-for-case.1": EditionAdoptedForCase,
    "made-safe.1": MadeSafe,
    "evidence-kept.1": EvidenceKept,
    "evidence-not-kept.1": EvidenceNotKept,
    "exhibit-handed-over.2": ExhibitHandedOver,
    "removal-requested.1": RemovalRequested,
    "removal-outcome-recorded.1": RemovalOutcomeRecorded,
    "dsl-alerted.1": DslAlerted,
    "dsl-told.1": DslTold,
    "dsl-acknowledged.1": DslAcknowledged,
    "parent-informed.1": ParentInformed,
    "parent-not-informed.1": ParentNotInformed,
    "escalated-to-lado.1": EscalatedToLado,
    "advice-sought.2": AdviceSought,
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
    "step-completed.1": StepCompleted,
    "step-not-needed.1": StepNotNeeded,
    "task-assigned.1": TaskAssigned,
    "task-done.1": TaskDone,
    "procedures-reviewed.1": ProceduresReviewed,
    "note-added.1": NoteAdded,
    "line-corrected.1": LineCorrected,
    "linked-to.1": LinkedTo,
    "owner-changed.1": OwnerChanged,
    "conflict-declared.1": ConflictDeclared,
    "conflict-lifted.1": ConflictLifted,
    "access-granted.1": AccessGranted,
    "access-revoked.1": AccessRevoked,
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


__all__ = [
    "NAMES",
    "STORED_NAMES",
    "AccessGranted",
    "AccessRevoked",
    "AdviceSought",
    "Assessed",
    "CapacityChanged",
    "CaseManagerAppointed",
    "Closed",
    "ClosureProposed",
    "ClosureRefused",
    "ConflictDeclared",
    "ConflictLifted",
    "Countersigned",
    "CourseOfActionDecided",
    "DecisionRecorded",
    "DslAcknowledged",
    "DslAlerted",
    "DslTold",
    "EditionAdoptedForCase",
    "EscalatedToLado",
    "Event",
    "EvidenceKept",
    "EvidenceNotKept",
    "ExhibitHandedOver",
    "FactsChanged",
    "FileReceiptConfirmed",
    "FileSent",
    "HarmThresholdAssessed",
    "IncidentReported",
    "IntentDetermined",
    "InterviewHeld",
    "LegalHoldLifted",
    "LegalHoldPlaced",
    "LetterSent",
    "LineCorrected",
    "LinkedTo",
    "MadeSafe",
    "MeetingHeld",
    "NamedInError",
    "NoteAdded",
    "OwnerChanged",
    "ParentInformed",
    "ParentNotInformed",
    "PausedForPolice",
    "PersonLinked",
    "ProceduresReviewed",
    "ReferralAnswered",
    "ReferralMade",
    "RemovalOutcomeRecorded",
    "RemovalRequested",
    "Reopened",
    "Resumed",
    "RouteOpened",
    "RoutesOpened",
    "SafetyPlanAgreed",
    "SanctionOrSupportDecided",
    "SanctionWithdrawn",
    "SetAside",
    "StatutoryReportMade",
    "StepCompleted",
    "StepNotNeeded",
    "StepsSetAside",
    "StruckOut",
    "SupportAssigned",
    "TaskAssigned",
    "TaskDone",
    "Turned",
]
