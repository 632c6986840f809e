"""What people may ask of an incident."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from domain.incident.asked.access import (
    DeclareConflict,
    GrantAccess,
    LiftConflict,
    RevokeAccess,
)
from domain.incident.asked.adults import (
    AppointCaseManager,
    AssessHarmThreshold,
    DecideCourseOfAction,
    DetermineIntent,
    HoldInterview,
    PauseForPolice,
    Resume,
)
from domain.incident.asked.closing import (
    Close,
    Countersign,
    ProposeClosure,
    RefuseClosure,
    Reopen,
)
from domain.incident.asked.evidence import (
    HandOverExhibit,
    KeepEvidence,
    KeepNoEvidence,
    MakeSafe,
    RecordRemovalOutcome,
    RequestRemoval,
)
from domain.incident.asked.keeping import (
    ChangeOwner,
    ConfirmFileReceipt,
    CorrectLine,
    LiftHold,
    Link,
    PlaceHold,
    SendFile,
    StrikeOut,
)
from domain.incident.asked.reporting import (
    Assess,
    ChangeCapacity,
    ChangeFacts,
    LinkPerson,
    MarkNamedInError,
    ReportIncident,
)
from domain.incident.asked.responding import (
    AddNote,
    AgreeSafetyPlan,
    AssignSupport,
    AssignTask,
    CompleteTask,
    DecideSanctionOrSupport,
    HoldMeeting,
    RecordDecision,
    ReviewProcedures,
    SendLetter,
    WithdrawSanction,
)
from domain.incident.asked.steps import AdoptEdition, CompleteStep, MarkStepNotNeeded
from domain.incident.asked.telling import (
    Acknowledge,
    AlertDsl,
    DecideNotToInformParent,
    EscalateToLado,
    InformParent,
    MakeReferral,
    MakeStatutoryReport,
    RecordReferralAnswer,
    SeekAdvice,
    TellDsl,
)
from domain.incident.events import Event
from domain.incident.levels import Care
from domain.people import Person
from domain.playbook.playbook import Playbook
from domain.school_days import SchoolCalendar
from domain.times import Occurred

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
    | CompleteStep
    | MarkStepNotNeeded
    | AdoptEdition
    | AssignTask
    | CompleteTask
    | ReviewProcedures
    | AddNote
    | CorrectLine
    | Link
    | ChangeOwner
    | DeclareConflict
    | LiftConflict
    | GrantAccess
    | RevokeAccess
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

# What may be asked of an incident that has been reported, by its name in the API.
COMMANDS: dict[str, type[Command]] = {
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
    "complete-step": CompleteStep,
    "mark-step-not-needed": MarkStepNotNeeded,
    "adopt-edition": AdoptEdition,
    "assign-task": AssignTask,
    "complete-task": CompleteTask,
    "review-procedures": ReviewProcedures,
    "add-note": AddNote,
    "correct-line": CorrectLine,
    "link": Link,
    "change-owner": ChangeOwner,
    "declare-conflict": DeclareConflict,
    "lift-conflict": LiftConflict,
    "grant-access": GrantAccess,
    "revoke-access": RevokeAccess,
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
    For a correction the application finds the line in the history, as earlier corrections left
    it (`state.as_corrected`); for a link or a duplicate, the other incident; for a report, who
    owns it at first.
    `heads` and `dsls` are the accounts of those posts, and who stands in when they may not go on.
    `meant` is whoever holds the account that the command gives, to own or manage the case, to do
    a task, or as somebody who was part of it; None without one. `accounts` is everybody who has
    an account of the school, closed ones too, for who is meant by name; `may_lift_conflicts` are
    those at work whose role may. `listed` is what the list of people calls whoever is linked by
    an id of it.
    `playbook` is the edition that the school follows now, with the calendar its due times are
    counted in; None gives no steps. A case keeps to its own edition, an earlier one if need be.
    `step_is_for` says whose the step is that is answered, where it is not for whoever answers it.
    `repeats` tells whether the last line of an event's kind, about the same person, is by whoever
    asks and of the time that they claim; None where that cannot be told.
    `names_somebody` and `repeats_the_case` are of the words of a task: whether they name anybody
    of the school, and whether they are those of the case. `pupil_as_doer` says that whoever is to
    do it is called like a pupil, or like somebody who is part of the case.
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
    other_struck_out: bool = False
    other_care: Care = Care.ORDINARY
    first_owner: Person | None = None
    heads: frozenset[UUID] = frozenset()
    dsls: frozenset[UUID] = frozenset()
    stands_in_for_head: Person | None = None
    stands_in_for_dsl: Person | None = None
    meant: Person | None = None
    accounts: tuple[Person, ...] = ()
    may_lift_conflicts: frozenset[UUID] = frozenset()
    listed: Mapping[UUID, tuple[str, ...]] = field(default_factory=dict)
    playbook: Playbook | None = None
    calendar: SchoolCalendar | None = None
    earlier_playbooks: tuple[Playbook, ...] = ()
    step_is_for: str | None = None
    repeats: Callable[[Event], bool] | None = None
    names_somebody: bool = False
    pupil_as_doer: bool = False
    repeats_the_case: bool = False


__all__ = [
    "COMMANDS",
    "Acknowledge",
    "AddNote",
    "AdoptEdition",
    "AgreeSafetyPlan",
    "AlertDsl",
    "AppointCaseManager",
    "Assess",
    "AssessHarmThreshold",
    "AssignSupport",
    "AssignTask",
    "ChangeCapacity",
    "ChangeFacts",
    "ChangeOwner",
    "Circumstances",
    "Close",
    "Command",
    "CompleteStep",
    "CompleteTask",
    "ConfirmFileReceipt",
    "CorrectLine",
    "Countersign",
    "DecideCourseOfAction",
    "DecideNotToInformParent",
    "DecideSanctionOrSupport",
    "DeclareConflict",
    "DetermineIntent",
    "EscalateToLado",
    "GrantAccess",
    "HandOverExhibit",
    "HoldInterview",
    "HoldMeeting",
    "InformParent",
    "KeepEvidence",
    "KeepNoEvidence",
    "LiftConflict",
    "LiftHold",
    "Link",
    "LinkPerson",
    "MakeReferral",
    "MakeSafe",
    "MakeStatutoryReport",
    "MarkNamedInError",
    "MarkStepNotNeeded",
    "PauseForPolice",
    "PlaceHold",
    "ProposeClosure",
    "RecordDecision",
    "RecordReferralAnswer",
    "RecordRemovalOutcome",
    "RefuseClosure",
    "Reopen",
    "ReportIncident",
    "RequestRemoval",
    "Resume",
    "ReviewProcedures",
    "RevokeAccess",
    "SeekAdvice",
    "SendFile",
    "SendLetter",
    "StrikeOut",
    "TellDsl",
    "WithdrawSanction",
]
