"""What somebody whom the case is about may still put on its record, and what they never decide."""

from enum import Enum

from domain.incident import commands as ask
from domain.incident.commands import Circumstances, Command
from domain.incident.deciding.grounds import accounts_of, accused, own_account, subjects
from domain.incident.refusals import SubjectOfTheCase
from domain.incident.state import Incident
from domain.incident.words import Capacity
from domain.people import Person
from domain.playbook.acts import names_of
from domain.playbook.walking import of_each_person
from domain.playbook.words import Kind


class Part(Enum):
    """What a command is, when the accused or a victim asks for it.

    The accused let in again, and whoever was harmed, tell what they know and what they did. What
    follows from it is for others to decide. `OWN` is a fact of themself and a decision of others.
    """

    FACT = "fact"
    OWN = "own"
    NOT_OF_THE_ACCUSED = "not of the accused"
    DECISION = "decision"


PARTS: dict[type[Command], Part] = {
    ask.ReportIncident: Part.FACT,
    ask.AddNote: Part.FACT,
    ask.MakeStatutoryReport: Part.FACT,
    ask.MakeSafe: Part.FACT,
    ask.KeepEvidence: Part.FACT,
    ask.KeepNoEvidence: Part.FACT,
    ask.HandOverExhibit: Part.FACT,
    ask.RequestRemoval: Part.FACT,
    ask.RecordRemovalOutcome: Part.FACT,
    ask.AlertDsl: Part.FACT,
    ask.TellDsl: Part.FACT,
    ask.InformParent: Part.FACT,
    ask.EscalateToLado: Part.FACT,
    ask.SeekAdvice: Part.FACT,
    ask.MakeReferral: Part.FACT,
    ask.RecordReferralAnswer: Part.FACT,
    ask.HoldInterview: Part.FACT,
    ask.HoldMeeting: Part.FACT,
    ask.SendLetter: Part.FACT,
    ask.PauseForPolice: Part.FACT,
    ask.CompleteTask: Part.FACT,
    ask.PlaceHold: Part.FACT,
    ask.SendFile: Part.FACT,
    ask.ConfirmFileReceipt: Part.FACT,
    ask.LinkPerson: Part.OWN,  # The accused names nobody else as the one who did it.
    ask.CompleteStep: Part.OWN,  # What was done, but not what was to be considered.
    ask.RecordDecision: Part.OWN,  # Only what is asked of each person for themself.
    ask.CorrectLine: Part.OWN,  # Their own lines.
    ask.DeclareConflict: Part.OWN,  # A conflict of their own.
    ask.Acknowledge: Part.NOT_OF_THE_ACCUSED,
    ask.ReviewProcedures: Part.NOT_OF_THE_ACCUSED,
    ask.Link: Part.NOT_OF_THE_ACCUSED,
    ask.ChangeCapacity: Part.DECISION,
    ask.MarkNamedInError: Part.DECISION,
    ask.Assess: Part.DECISION,
    ask.ChangeFacts: Part.DECISION,
    ask.DecideNotToInformParent: Part.DECISION,
    ask.AppointCaseManager: Part.DECISION,
    ask.AssessHarmThreshold: Part.DECISION,
    ask.DetermineIntent: Part.DECISION,
    ask.DecideCourseOfAction: Part.DECISION,
    ask.Resume: Part.DECISION,
    ask.AssignSupport: Part.DECISION,
    ask.DecideSanctionOrSupport: Part.DECISION,
    ask.WithdrawSanction: Part.DECISION,
    ask.AgreeSafetyPlan: Part.DECISION,
    ask.MarkStepNotNeeded: Part.DECISION,
    ask.AdoptEdition: Part.DECISION,
    ask.AssignTask: Part.DECISION,
    ask.ChangeOwner: Part.DECISION,
    ask.LiftConflict: Part.DECISION,
    ask.GrantAccess: Part.DECISION,
    ask.RevokeAccess: Part.DECISION,
    ask.LiftHold: Part.DECISION,
    ask.ProposeClosure: Part.DECISION,
    ask.Countersign: Part.DECISION,
    ask.RefuseClosure: Part.DECISION,
    ask.Close: Part.DECISION,
    ask.Reopen: Part.DECISION,
    ask.StrikeOut: Part.DECISION,
}


def not_their_own(incident: Incident, command: Command, circumstances: Circumstances) -> None:
    """Nobody decides what they are said to have done, even after they were let in again; nor does
    whoever was harmed by it decide what follows.
    """
    by = circumstances.by
    if by.account in subjects(incident) and clears_themself(incident, command, by):
        raise SubjectOfTheCase
    is_accused = by.account in accused(incident)
    if not (is_accused or by.account in accounts_of(incident, Capacity.VICTIM)):
        return
    if decides(incident, command, circumstances, is_accused=is_accused):
        raise SubjectOfTheCase


def clears_themself(incident: Incident, command: Command, by: Person) -> bool:
    """Nor does a witness say of themself that they have nothing to do with it."""
    match command:
        case ask.MarkNamedInError(person=person):
            return by.account in own_account(incident, person)
        case _:
            return False


def decides(
    incident: Incident, command: Command, circumstances: Circumstances, *, is_accused: bool
) -> bool:
    match PARTS[type(command)]:
        case Part.FACT:
            return False
        case Part.DECISION:
            return True
        case Part.NOT_OF_THE_ACCUSED:
            return is_accused
        case Part.OWN:
            return of_others(incident, command, circumstances, is_accused=is_accused)


def of_others(
    incident: Incident, command: Command, circumstances: Circumstances, *, is_accused: bool
) -> bool:
    by = circumstances.by.account
    match command:
        case ask.LinkPerson(capacity=Capacity.INSTIGATOR):
            return is_accused
        case ask.LinkPerson():
            return False
        case ask.DeclareConflict(account=account):
            return account != by
        case ask.CorrectLine():
            return circumstances.corrected is not None and circumstances.corrected_author != by
        case ask.CompleteStep(step=step) | ask.RecordDecision(step=step):
            return to_be_decided(incident, step, command)
        case _:
            return True


def to_be_decided(incident: Incident, step: str | None, command: Command) -> bool:
    """Each answers for themself what the law asks of each person; all else is for others."""
    given = incident.walk.steps.get(step or "")
    if given and of_each_person(given.due):
        return False
    if isinstance(command, ask.RecordDecision):
        return True
    if given is None:
        return False
    return given.due.kind is Kind.CONSIDER or "decision-recorded" in names_of(given.due.done_by)
