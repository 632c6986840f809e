"""Keeping the record right: corrections, links, owners, holds and files that are sent on."""

from uuid import UUID

from domain.incident.commands import (
    ChangeOwner,
    Circumstances,
    ConfirmFileReceipt,
    CorrectLine,
    LiftHold,
    Link,
    PlaceHold,
    SendFile,
)
from domain.incident.deciding.evidence import EXHIBIT
from domain.incident.deciding.grounds import (
    DSLS,
    OWN_CASES,
    marks,
    may_be_given_to,
    new_id,
    once,
    person_of,
    stands,
    written,
)
from domain.incident.deciding.hindering import TEXTS
from domain.incident.deciding.technicians import for_a_technician, nothing_of_the_case
from domain.incident.events import (
    NAMES,
    CaseManagerAppointed,
    Closed,
    ClosureProposed,
    Event,
    EvidenceKept,
    ExhibitHandedOver,
    FileReceiptConfirmed,
    FileSent,
    LegalHoldLifted,
    LegalHoldPlaced,
    LineCorrected,
    LinkedTo,
    OwnerChanged,
    PersonLinked,
    RemovalOutcomeRecorded,
    RemovalRequested,
    TaskAssigned,
    TaskDone,
)
from domain.incident.refusals import (
    ExhibitReferenceTaken,
    IncidentIsClosed,
    MayNotLead,
    NoInitials,
    NoSuchAccount,
    NoSuchHold,
    NoSuchIncident,
    NoSuchLine,
    NotAnExhibitReference,
    NotCorrectable,
    NotYoursToCorrect,
    WordsNeeded,
)
from domain.incident.state import Incident
from domain.incident.words import WITHOUT_ACCOUNT
from domain.people import Role
from domain.texts import are_initials, says_nothing
from domain.times import Occurred, in_words

MAY_CORRECT = DSLS | {Role.HEAD}
OCCURRED = "occurred"
# What Daybook wrote itself.
BOOKKEEPING = frozenset(
    {"reference", "because", "line_name", "field", "old", "new", "about", "was"}
)
WROTE_ITSELF = "Daybook wrote that itself, so it is not corrected. You can add a note."
# Said elsewhere first, or more than a text: what sets it right.
INSTEAD = {
    "person_name": "Correct the name on the line that links the person: correct-line.",
    "pupil_name": "Correct the name on the line that links the person: correct-line.",
    "category_title": "A category is changed by another assessment: assess.",
    "other_reference": "Which incidents belong together is said by another link: link.",
    "duplicate_of": "Reopen it and strike it out anew, with the other incident: reopen.",
    "owner_name": "The name is that of the account. To hand the incident over: change-owner.",
    "manager_name": "That is as the account has it. To choose another: appoint-case-manager.",
    "manager_post": "That is as the account has it. To choose another: appoint-case-manager.",
    "step": "Each step is ended by itself: complete-step.",
    "account_name": "The name is that of the account. To set it right: lift-conflict, "
    "revoke-access or declare-conflict, grant-access.",
    "edition": "Which edition a case follows is changed by adopt-edition.",
    "person": "Who it is about stands on a line of its own: link-person.",
    "pupil": "Who it is about stands on a line of its own: link-person.",
    "capacity": "What somebody was in it is changed by change-capacity.",
    "category": "A category is changed by another assessment: assess.",
    "secondary": "A category is changed by another assessment: assess.",
    "severity": "A severity is changed by another assessment: assess.",
    "findings": "A fact is answered anew: change-facts.",
    "in_danger_now": "A fact is answered anew: change-facts.",
    "about_an_adult_here": "A fact is answered anew: change-facts.",
    "account": "Who it is about stands on a line of its own: link-person.",
    "owner": "To hand the incident over: change-owner.",
    "manager": "To choose another case manager: appoint-case-manager.",
}


def correct_line(
    incident: Incident, command: CorrectLine, circumstances: Circumstances
) -> list[Event]:
    line = circumstances.corrected
    if line is None:
        raise NoSuchLine
    may_correct(incident, circumstances)
    not_what_was_agreed(incident, command, line)
    old, new = texts(command, circumstances, line)
    if old == new:
        return []
    fits(incident, line, command, circumstances)
    event = written(
        LineCorrected,
        command,
        line_name=NAMES[type(line)],
        old=old,
        new=new,
        about=about_what(line),
        out_of_order=marks(incident),
    )
    return once(incident, event, circumstances)


def may_correct(incident: Incident, circumstances: Circumstances) -> None:
    by = circumstances.by
    author = circumstances.corrected_author
    if isinstance(circumstances.corrected, ClosureProposed) and by.account != author:
        raise NotYoursToCorrect  # Or one person could countersign words of their own.
    if by.account not in (author, incident.case_manager) and by.role not in MAY_CORRECT:
        raise NotYoursToCorrect


def not_what_was_agreed(incident: Incident, command: CorrectLine, line: Event) -> None:
    """Two people agreed to the texts with which it was closed."""
    agreed = isinstance(line, Closed | ClosureProposed) and command.field in TEXTS
    if incident.closed and agreed:
        raise IncidentIsClosed


def texts(
    command: CorrectLine, circumstances: Circumstances, line: Event
) -> tuple[str | None, str | None]:
    if command.field == OCCURRED:
        return times(command.new_occurred, circumstances)
    if not correctable(line, command.field):
        raise NotCorrectable(instead_of(line, command.field))
    if command.new is None or says_nothing(command.new):
        raise WordsNeeded("new")
    old: str | None = getattr(line, command.field)
    return old, command.new


def times(
    occurred: Occurred | None, circumstances: Circumstances
) -> tuple[str | None, str | None]:
    if occurred is None:
        raise WordsNeeded("new_occurred")
    return in_words(circumstances.corrected_occurred), in_words(occurred)


def correctable(line: Event, field: str) -> bool:
    """Free text only. Codes, ids and answers decide things, so each has its own command."""
    declared = type(line).__annotations__.get(field)
    return declared in (str, str | None) and not taken_from_elsewhere(line, field)


def taken_from_elsewhere(line: Event, field: str) -> bool:
    match line, field:
        case CaseManagerAppointed(out_of_order=why), "manager_name" | "manager_post":
            return WITHOUT_ACCOUNT not in why  # Of somebody outside nothing else tells.
        case ((TaskDone() | RemovalOutcomeRecorded()), "what"):
            return True
        case _, "exhibit":
            return not isinstance(line, EvidenceKept)
        case _:
            return field in BOOKKEEPING or field in INSTEAD


def instead_of(line: Event, field: str) -> str:
    """What to do about a field of this line that is no text of its own, where that is known."""
    if field not in type(line).__annotations__:
        return ""
    if field in INSTEAD:
        return f"That is no text to be corrected. {INSTEAD[field]}"
    return WROTE_ITSELF if field in BOOKKEEPING else ""


def fits(
    incident: Incident, line: Event, command: CorrectLine, circumstances: Circumstances
) -> None:
    new = (command.new or "").strip()
    match line, command.field:
        case PersonLinked(), "full_name" if are_initials(new):
            raise NoInitials
        case EvidenceKept(), "exhibit" if not EXHIBIT.fullmatch(new):
            raise NotAnExhibitReference
        case TaskAssigned() as task, "what" | "assignee_name" if for_a_technician(
            task, circumstances
        ):
            nothing_of_the_case(incident, new, circumstances, "new")
        case EvidenceKept(exhibit=old), "exhibit" if new != old and new in incident.exhibits:
            raise ExhibitReferenceTaken


def about_what(line: Event) -> str | None:
    match line:
        case RemovalRequested(removal=removal):
            return str(removal)
        case FileSent(pupil=pupil):
            return str(pupil)
        case PersonLinked(person=person):
            return str(person)
        case TaskAssigned(task=task):
            return str(task)
        case EvidenceKept(exhibit=exhibit) | ExhibitHandedOver(exhibit=exhibit):
            return exhibit
        case _:
            return None


def link(incident: Incident, command: Link, circumstances: Circumstances) -> list[Event]:
    """The line on this side; `partner_line` gives the one on the other."""
    if circumstances.other_reference is None:
        raise NoSuchIncident
    if circumstances.other_restricted and not incident.restricted:
        raise NoSuchIncident  # The same words as for one that does not exist.
    event = written(
        LinkedTo,
        command,
        other_reference=circumstances.other_reference,
        out_of_order=marks(incident),
    )
    return once(incident, event, circumstances)


def partner_line(
    linked: LinkedTo, incident: Incident, this: UUID, *, other_restricted: bool
) -> LinkedTo | None:
    """The same link as the other incident tells it, in the same append.

    An ordinary incident is told nothing of a restricted one: that link stands on one side only.
    """
    if incident.restricted and not other_restricted:
        return None
    return LinkedTo(
        other=this, other_reference=incident.reference, link=linked.link, why=linked.why
    )


def change_owner(
    incident: Incident, command: ChangeOwner, circumstances: Circumstances
) -> list[Event]:
    owner = circumstances.meant
    if owner is None:
        raise NoSuchAccount("owner")
    may_be_given_to(incident, owner.account)
    if owner.role not in OWN_CASES:
        raise MayNotLead("owner")
    event = written(OwnerChanged, command, owner_name=owner.name, out_of_order=marks(incident))
    return [] if stands(incident, event) else [event]


def place_hold(
    incident: Incident, command: PlaceHold, circumstances: Circumstances
) -> list[Event]:
    event = written(
        LegalHoldPlaced, command, hold=new_id(circumstances), out_of_order=marks(incident)
    )
    return once(incident, event, circumstances)


def lift_hold(incident: Incident, command: LiftHold, circumstances: Circumstances) -> list[Event]:
    if lifted_already(incident, command):
        return []
    hold = command.hold or (next(iter(incident.holds)) if len(incident.holds) == 1 else None)
    if hold not in incident.holds or hold is None:
        raise NoSuchHold
    return [LegalHoldLifted(hold=hold, authority=command.authority, reason=command.reason)]


def lifted_already(incident: Incident, command: LiftHold) -> bool:
    last = incident.last.get((LegalHoldLifted, None))
    if not isinstance(last, LegalHoldLifted) or (not command.hold and incident.holds):
        return False
    return last == LegalHoldLifted(
        hold=command.hold or last.hold, authority=command.authority, reason=command.reason
    )


def send_file(incident: Incident, command: SendFile, circumstances: Circumstances) -> list[Event]:
    pupil = person_of(incident, command.pupil)
    event = written(FileSent, command, pupil_name=pupil.name, out_of_order=marks(incident))
    return once(incident, event, circumstances)


def confirm_file_receipt(
    incident: Incident, command: ConfirmFileReceipt, circumstances: Circumstances
) -> list[Event]:
    pupil = person_of(incident, command.pupil)
    sent = (command.pupil, command.school_name) in incident.files_sent
    unsent = () if sent else ("confirmed although no file is on the record as sent there",)
    event = written(
        FileReceiptConfirmed,
        command,
        pupil_name=pupil.name,
        out_of_order=marks(incident, *unsent),
    )
    return once(incident, event, circumstances)
