"""What follows when somebody asks something of a register: events, or a refusal."""

from dataclasses import dataclass, fields, replace
from typing import assert_never
from uuid import UUID

from domain.concerns.commands import (
    Circumstances,
    CloseRegister,
    Command,
    CorrectLine,
    Escalate,
    Keep,
    Record,
    RecordAgencyTold,
    RecordConcern,
    ReviewPattern,
    SelfReport,
    WithdrawInError,
)
from domain.concerns.events import (
    NAMES,
    Adult,
    AgencyTold,
    ConcernCorrected,
    ConcernEscalated,
    ConcernRecorded,
    ConcernsOpened,
    ConcernWithdrawnInError,
    Event,
    PatternReviewed,
    RegisterClosed,
    SelfReported,
)
from domain.concerns.grounds import (
    decides,
    in_full,
    marks,
    may_decide,
    may_escalate,
    not_in_the_future,
    not_the_adult,
    once,
    same,
    today,
    written_out,
)
from domain.concerns.refusals import (
    AlreadyEscalated,
    AnotherAdult,
    LeftBlank,
    NextLookHasPassed,
    NoLineToCorrect,
    NoSuchCase,
    NoSuchConcern,
    NotATextOfThatLine,
    NothingToEscalate,
    NotKeptLongEnough,
    NotYourLine,
    ReviewFirst,
)
from domain.concerns.state import Register, Telling, review_due
from domain.facts import Answer
from domain.incident.refusals import NotYetHappened
from domain.texts import says_nothing

OCCURRED = "occurred"
# Written by the register itself, so corrected where it was said first.
NOT_SAID_HERE = frozenset(
    {"line_name", "field", "old", "new", "incident_reference", "withdrawn_text"}
)


def decide(
    register: Register | None, command: Command, circumstances: Circumstances
) -> list[Event]:
    written_out(command)
    not_in_the_future(circumstances.occurred, circumstances)
    if isinstance(command, RecordConcern | SelfReport):
        return recorded(register, command, circumstances)
    return kept(not_the_adult(register, circumstances), command, circumstances)


def kept(register: Register, command: Keep, circumstances: Circumstances) -> list[Event]:
    match command:
        case RecordAgencyTold():
            return agency_told(register, command, circumstances)
        case ReviewPattern():
            return review_pattern(register, command, circumstances)
        case Escalate():
            return escalate(register, command, circumstances)
        case WithdrawInError():
            return withdraw_in_error(register, command, circumstances)
        case CorrectLine():
            return correct_line(register, command, circumstances)
        case CloseRegister():
            return close_register(register, command, circumstances)
        case _:
            assert_never(command)


def recorded(
    register: Register | None, command: Record, circumstances: Circumstances
) -> list[Event]:
    """Never refused for what is not known, nor for who tells it, nor after the closing."""
    in_full(command.adult.full_name)  # Asked of each: a no must not tell what is there already.
    event = as_told(register, command, circumstances)
    if register is None:
        return [opening(command.adult), event]
    if register.adult.person != command.adult.person:
        raise AnotherAdult
    return [] if already_told(register, event, circumstances) else [event]


def opening(adult: Adult) -> ConcernsOpened:
    return ConcernsOpened(
        person=adult.person,
        full_name=adult.full_name,
        post=adult.post,
        working_as=adult.working_as,
        employer=adult.employer,
        account=adult.account,
    )


def as_told(register: Register | None, command: Record, circumstances: Circumstances) -> Telling:
    concern, post, late = circumstances.new_ids[0], command.adult.post, marks(register)
    said = {each.name: getattr(command, each.name) for each in fields(command)}
    del said["adult"]
    if isinstance(command, RecordConcern):
        return ConcernRecorded(concern=concern, post=post, out_of_order=late, **said)
    return SelfReported(concern=concern, post=post, out_of_order=late, **said)


def already_told(register: Register, event: Telling, circumstances: Circumstances) -> bool:
    """In the same words, and without a time of its own that would make it another fact."""
    return circumstances.occurred is None and any(
        same(register.concerns[key].told, event) for key in register.standing
    )


def agency_told(
    register: Register, command: RecordAgencyTold, circumstances: Circumstances
) -> list[Event]:
    event = AgencyTold(
        agency=command.agency,
        person_told=command.person_told,
        what=command.what,
        answer=command.answer,
        out_of_order=marks(register),
    )
    return [event] if circumstances.occurred else once(register, event)


def review_pattern(
    register: Register, command: ReviewPattern, circumstances: Circumstances
) -> list[Event]:
    may_decide(circumstances)
    if command.next_look < today(circumstances):
        raise NextLookHasPassed
    event = PatternReviewed(
        concerns=register.standing,
        looked_at=command.looked_at,
        pattern=command.pattern,
        reason=command.reason,
        next_look=command.next_look,
        out_of_order=marks(register),
    )
    return once(register, event)


def escalate(register: Register, command: Escalate, circumstances: Circumstances) -> list[Event]:
    may_escalate(circumstances)
    if not register.standing:
        raise NothingToEscalate
    incident, reference = incident_of(command, circumstances)
    event = ConcernEscalated(
        concerns=register.standing,
        incident=incident,
        incident_reference=reference,
        summary=command.summary,
        in_danger_now=command.in_danger_now,
        reason=command.reason,
        out_of_order=marks(register),
    )
    return [] if escalated_already(register, command, event) else [event]


def escalated_already(register: Register, command: Escalate, event: ConcernEscalated) -> bool:
    """In the same words, and into no other incident. Raises AlreadyEscalated for other words while
    nothing has been recorded since.
    """
    earlier = register.last.get(ConcernEscalated)
    if not isinstance(earlier, ConcernEscalated):
        return False
    if command.into is not None:
        return earlier.incident == command.into and same(earlier, event)
    if same(earlier, event):
        return True
    if set(earlier.concerns).issuperset(register.standing):
        raise AlreadyEscalated(earlier.incident, earlier.incident_reference)
    return False


def incident_of(command: Escalate, circumstances: Circumstances) -> tuple[UUID, str]:
    """A new one, or one that is there already."""
    if command.into is None:
        return circumstances.new_ids[0], circumstances.reference
    if circumstances.into_reference is None:
        raise NoSuchCase
    return command.into, circumstances.into_reference


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentToReport:
    """What the incident says, in the words of its own report, and who is accused in it.

    The application reports it and links the accused in the same append as the line here.
    """

    summary: str
    in_danger_now: Answer
    about_an_adult_here: Answer = Answer.YES
    restricted: bool = True
    accused: Adult


def incident_to_report(register: Register, escalated: ConcernEscalated) -> IncidentToReport:
    return IncidentToReport(
        summary=escalated.summary,
        in_danger_now=escalated.in_danger_now,
        accused=register.adult,
    )


def withdraw_in_error(
    register: Register, command: WithdrawInError, circumstances: Circumstances
) -> list[Event]:
    may_decide(circumstances)
    concern = register.concerns.get(command.concern)
    if concern is None:
        raise NoSuchConcern
    event = ConcernWithdrawnInError(
        concern=command.concern,
        withdrawn_text=concern.what,
        reason=command.reason,
        to_be_corrected=tuple(f"{person} at {agency}" for agency, person in register.agencies),
        out_of_order=marks(register),
    )
    return [] if concern.in_error else [event]


def correct_line(
    register: Register, command: CorrectLine, circumstances: Circumstances
) -> list[Event]:
    line = circumstances.corrected
    if line is None:
        raise NoLineToCorrect
    if circumstances.by.account != circumstances.corrected_author and not decides(circumstances):
        raise NotYourLine
    event = ConcernCorrected(
        line=command.line,
        line_name=NAMES[type(line)],
        field=command.field,
        reason=command.reason,
        about=getattr(line, "concern", None),
        out_of_order=marks(register),
    )
    return once(register, with_both(event, line, command, circumstances))


def with_both(
    event: ConcernCorrected, line: Event, command: CorrectLine, circumstances: Circumstances
) -> ConcernCorrected:
    """The old text or time and the new one."""
    if command.field == OCCURRED:
        if command.new_occurred is None:
            raise LeftBlank("new_occurred")
        not_in_the_future(command.new_occurred, circumstances)
        before, after = circumstances.corrected_occurred, command.new_occurred
        return replace(event, old_occurred=before, new_occurred=after)
    return replace(event, old=text_of(line, command.field), new=new_text(command))


def text_of(line: Event, field: str) -> str | None:
    """Free text only. Codes, ids and answers decide things, so each has its own command."""
    declared = type(line).__annotations__.get(field)
    if declared not in (str, str | None) or field in NOT_SAID_HERE:
        raise NotATextOfThatLine
    old: str | None = getattr(line, field)
    return old


def new_text(command: CorrectLine) -> str:
    if command.new is None or says_nothing(command.new):
        raise LeftBlank("new")
    if command.field == "full_name":
        in_full(command.new)
    return command.new


def close_register(
    register: Register, command: CloseRegister, circumstances: Circumstances
) -> list[Event]:
    may_decide(circumstances)
    if command.left_on > today(circumstances):
        raise NotYetHappened("left_on")
    if command.kept_until < command.left_on:
        raise NotKeptLongEnough
    if review_due(register):
        raise ReviewFirst
    event = RegisterClosed(
        left_on=command.left_on, kept_until=command.kept_until, reason=command.reason
    )
    return [] if register.closed == event else [event]
