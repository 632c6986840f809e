"""What follows when somebody asks: events, or a refusal."""

from typing import assert_never

from domain.incident.commands import (
    Acknowledge,
    AddNote,
    AdoptEdition,
    AgreeSafetyPlan,
    AlertDsl,
    AppointCaseManager,
    Assess,
    AssessHarmThreshold,
    AssignSupport,
    AssignTask,
    ChangeCapacity,
    ChangeFacts,
    ChangeOwner,
    Circumstances,
    Close,
    Command,
    CompleteStep,
    CompleteTask,
    ConfirmFileReceipt,
    CorrectLine,
    Countersign,
    DecideCourseOfAction,
    DecideNotToInformParent,
    DecideSanctionOrSupport,
    DeclareConflict,
    DetermineIntent,
    EscalateToLado,
    GrantAccess,
    HandOverExhibit,
    HoldInterview,
    HoldMeeting,
    InformParent,
    KeepEvidence,
    KeepNoEvidence,
    LiftConflict,
    LiftHold,
    Link,
    LinkPerson,
    MakeReferral,
    MakeSafe,
    MakeStatutoryReport,
    MarkNamedInError,
    MarkStepNotNeeded,
    PauseForPolice,
    PlaceHold,
    ProposeClosure,
    RecordDecision,
    RecordReferralAnswer,
    RecordRemovalOutcome,
    RefuseClosure,
    Reopen,
    ReportIncident,
    RequestRemoval,
    Resume,
    ReviewProcedures,
    RevokeAccess,
    SeekAdvice,
    SendFile,
    SendLetter,
    StrikeOut,
    TellDsl,
    WithdrawSanction,
)
from domain.incident.deciding import (
    access,
    adults,
    closing,
    evidence,
    grounds,
    keeping,
    reporting,
    responding,
    setting_aside,
    steps,
    subjects,
    telling,
)
from domain.incident.events import Event
from domain.incident.refusals import NotReported
from domain.incident.state import Incident


def decide(
    incident: Incident | None, command: Command, circumstances: Circumstances
) -> list[Event]:
    grounds.written_out(command)
    grounds.not_in_the_future(command, circumstances)
    if incident is None:
        opening = first(command, circumstances)
        evidence.no_file_in_words(None, command, opening)
        return steps.with_routes(None, opening, circumstances)
    grounds.not_the_accused(incident, command, circumstances.by)
    subjects.not_their_own(incident, command, circumstances)
    decided = decide_about(incident, command, circumstances)
    evidence.no_file_in_words(incident, command, decided)
    decided = steps.for_a_step(incident, command, decided, circumstances)
    decided += access.consequences(incident, decided, circumstances)
    decided = setting_aside.with_set_aside(incident, decided, circumstances)
    return steps.with_routes(incident, decided, circumstances)


def first(command: Command, circumstances: Circumstances) -> list[Event]:
    match command:
        case ReportIncident():
            return reporting.report(command, circumstances)
        case MakeStatutoryReport():
            return reporting.report_with(command, circumstances)
        case _:
            raise NotReported


def decide_about(
    incident: Incident, command: Command, circumstances: Circumstances
) -> list[Event]:
    match command:
        case ReportIncident():
            return reporting.report_again(incident, command, circumstances)
        case LinkPerson():
            return reporting.link_person(incident, command, circumstances)
        case ChangeCapacity():
            return reporting.change_capacity(incident, command, circumstances)
        case MarkNamedInError():
            return reporting.mark_named_in_error(incident, command, circumstances)
        case Assess():
            return reporting.assess(incident, command, circumstances)
        case ChangeFacts():
            return reporting.change_facts(incident, command, circumstances)
        case MakeSafe():
            return evidence.make_safe(incident, command, circumstances)
        case KeepEvidence():
            return evidence.keep_evidence(incident, command, circumstances)
        case KeepNoEvidence():
            return evidence.keep_no_evidence(incident, command, circumstances)
        case HandOverExhibit():
            return evidence.hand_over_exhibit(incident, command, circumstances)
        case RequestRemoval():
            return evidence.request_removal(incident, command, circumstances)
        case RecordRemovalOutcome():
            return evidence.record_removal_outcome(incident, command, circumstances)
        case AlertDsl():
            return telling.alert_dsl(incident, command, circumstances)
        case TellDsl():
            return telling.tell_dsl(incident, command, circumstances)
        case Acknowledge():
            return telling.acknowledge(incident, command, circumstances)
        case InformParent():
            return telling.inform_parent(incident, command, circumstances)
        case DecideNotToInformParent():
            return telling.decide_not_to_inform_parent(incident, command, circumstances)
        case EscalateToLado():
            return telling.escalate_to_lado(incident, command, circumstances)
        case SeekAdvice():
            return telling.seek_advice(incident, command, circumstances)
        case MakeReferral():
            return telling.make_referral(incident, command, circumstances)
        case RecordReferralAnswer():
            return telling.record_referral_answer(incident, command, circumstances)
        case MakeStatutoryReport():
            return telling.make_statutory_report(incident, command, circumstances)
        case AppointCaseManager():
            return adults.appoint_case_manager(incident, command, circumstances)
        case AssessHarmThreshold():
            return adults.assess_harm_threshold(incident, command, circumstances)
        case HoldInterview():
            return adults.hold_interview(incident, command, circumstances)
        case DetermineIntent():
            return adults.determine_intent(incident, command, circumstances)
        case DecideCourseOfAction():
            return adults.decide_course_of_action(incident, command, circumstances)
        case PauseForPolice():
            return adults.pause_for_police(incident, command, circumstances)
        case Resume():
            return adults.resume(incident, command, circumstances)
        case HoldMeeting():
            return responding.hold_meeting(incident, command, circumstances)
        case SendLetter():
            return responding.send_letter(incident, command, circumstances)
        case AssignSupport():
            return responding.assign_support(incident, command, circumstances)
        case DecideSanctionOrSupport():
            return responding.decide_sanction_or_support(incident, command, circumstances)
        case WithdrawSanction():
            return responding.withdraw_sanction(incident, command, circumstances)
        case AgreeSafetyPlan():
            return responding.agree_safety_plan(incident, command, circumstances)
        case RecordDecision():
            return responding.record_decision(incident, command, circumstances)
        case CompleteStep():
            return steps.complete_step(incident, command, circumstances)
        case MarkStepNotNeeded():
            return steps.mark_step_not_needed(incident, command, circumstances)
        case AdoptEdition():
            return steps.adopt_edition(incident, command, circumstances)
        case AssignTask():
            return responding.assign_task(incident, command, circumstances)
        case CompleteTask():
            return responding.complete_task(incident, command, circumstances)
        case ReviewProcedures():
            return responding.review_procedures(incident, command, circumstances)
        case AddNote():
            return responding.add_note(incident, command, circumstances)
        case CorrectLine():
            return keeping.correct_line(incident, command, circumstances)
        case Link():
            return keeping.link(incident, command, circumstances)
        case ChangeOwner():
            return keeping.change_owner(incident, command, circumstances)
        case DeclareConflict():
            return access.declare_conflict(incident, command, circumstances)
        case LiftConflict():
            return access.lift_conflict(incident, command, circumstances)
        case GrantAccess():
            return access.grant_access(incident, command, circumstances)
        case RevokeAccess():
            return access.revoke_access(incident, command, circumstances)
        case PlaceHold():
            return keeping.place_hold(incident, command, circumstances)
        case LiftHold():
            return keeping.lift_hold(incident, command, circumstances)
        case StrikeOut():
            return closing.strike_out(incident, command, circumstances)
        case SendFile():
            return keeping.send_file(incident, command, circumstances)
        case ConfirmFileReceipt():
            return keeping.confirm_file_receipt(incident, command, circumstances)
        case ProposeClosure():
            return closing.propose_closure(incident, command, circumstances)
        case Countersign():
            return closing.countersign(incident, command, circumstances)
        case RefuseClosure():
            return closing.refuse_closure(incident, command, circumstances)
        case Close():
            return closing.close(incident, command, circumstances)
        case Reopen():
            return closing.reopen(incident, command, circumstances)
        case _:
            assert_never(command)
