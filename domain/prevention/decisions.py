"""What follows when somebody asks something of a register of prevention: events, or a refusal."""

from dataclasses import fields, replace
from datetime import date
from typing import assert_never, get_args

from domain.prevention.commands import (
    Adding,
    AnswerComplaint,
    Circumstances,
    Command,
    CompleteFilteringReview,
    CorrectLine,
    Opening,
    PublishAgreement,
    PublishPolicy,
    PublishVersion,
    ReceiveComplaint,
    RecordCoverage,
    RecordSession,
    RecordSignatures,
    ReviewDocument,
    TakeComplaintFurther,
    WithdrawDocument,
    WithdrawLine,
)
from domain.prevention.due import DOCUMENTS
from domain.prevention.events import (
    NAMES,
    AgreementSigned,
    AwarenessSessionHeld,
    ComplaintAnswered,
    ComplaintReceived,
    ComplaintTakenFurther,
    CurriculumCoverageRecorded,
    DocumentReviewed,
    DocumentVersionPublished,
    DocumentWithdrawn,
    Event,
    Fact,
    FilteringReviewCompleted,
    PreventionLineCorrected,
    PreventionLineWithdrawn,
    PreventionOpened,
    Register,
)
from domain.prevention.grounds import (
    Publishing,
    answer_due,
    checked,
    hash_of,
    its_author_or_a_keeper,
    line_to_change,
    next_review,
    of_register,
    on_the_list,
    written_out,
)
from domain.prevention.refusals import (
    NobodySigned,
    NoLineToCorrect,
    NoSuchEntry,
    NoSuchVersion,
    NotAFieldOfThatLine,
    NotOfThatKind,
)
from domain.prevention.state import Entry, as_corrected, value_of

CORRECTED = (str, str | None, date, int, int | None)
# Told by the entry itself, or by their own hash.
NOT_CORRECTED = frozenset(
    {"version", "stage", "text", "text_sha256", "line", "line_name", "field", "old", "new"}
)
WITHDRAWABLE = get_args(Fact)


def decide(entry: Entry | None, command: Command, circumstances: Circumstances) -> list[Event]:
    written_out(command)
    if isinstance(command, Opening):
        return checked(opened(command, circumstances), circumstances)
    if entry is None:
        raise NoSuchEntry
    events = checked(added(entry, command, circumstances), circumstances)
    return [event for event in events if not told_before(entry, event)]


def told_before(entry: Entry, event: Event) -> bool:
    """Asking twice is harmless. A correction may bring back what was corrected before."""
    return event in entry.lines and not isinstance(event, PreventionLineCorrected)


# Opening an entry


def opened(command: Opening, circumstances: Circumstances) -> list[Event]:
    match command:
        case PublishAgreement():
            register, title, audience = Register.AGREEMENTS, command.title, command.audience
            first = PreventionOpened(register=register, title=title, audience=audience)
            return [first, version(1, command)]
        case PublishPolicy():
            first = PreventionOpened(register=Register.POLICIES, title=command.title)
            return [first, version(1, command)]
        case RecordSession():
            return session_held(command)
        case RecordCoverage():
            return coverage_recorded(command)
        case ReceiveComplaint():
            return complaint_received(command, circumstances)
        case CompleteFilteringReview():
            said = {each.name: getattr(command, each.name) for each in fields(command)}
            title = f"Filtering and monitoring, {on(command.reviewed_on)}"
            first = PreventionOpened(register=Register.FILTERING, title=title)
            return [first, FilteringReviewCompleted(**said)]
        case _:
            assert_never(command)


def session_held(command: RecordSession) -> list[Event]:
    first = PreventionOpened(
        register=Register.SESSIONS, title=command.topic, audience=command.audience
    )
    held = AwarenessSessionHeld(
        held_on=command.held_on,
        topic=command.topic,
        risks=command.risks,
        provider=command.provider,
        head_count=command.head_count,
        materials=command.materials,
    )
    return [first, held]


def coverage_recorded(command: RecordCoverage) -> list[Event]:
    said = {each.name: getattr(command, each.name) for each in fields(command)}
    title = f"{command.year_group}: {command.topic}"
    first = PreventionOpened(register=Register.CURRICULUM, title=title)
    return [first, CurriculumCoverageRecorded(**said)]


def complaint_received(command: ReceiveComplaint, circumstances: Circumstances) -> list[Event]:
    """The title tells the day alone, so that a list of what is due tells nothing of anybody."""
    title = f"Complaint of {on(command.received_on)}"
    within = command.answer_within_school_days
    received = ComplaintReceived(
        received_on=command.received_on,
        received_from=command.received_from,
        about=command.about,
        stage=1,
        answer_due=answer_due("received_on", command.received_on, within, circumstances),
        incident_reference=command.incident_reference,
        about_an_adult_here=command.about_an_adult_here,
        about_the_head=command.about_the_head,
        about_account=command.about_account,
    )
    return [PreventionOpened(register=Register.COMPLAINTS, title=title), received]


def on(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def version(number: int, command: Publishing) -> DocumentVersionPublished:
    return DocumentVersionPublished(
        version=number,
        effective_from=command.effective_from,
        text=command.text,
        text_sha256=hash_of(command),
        website=command.website,
        clause=None if isinstance(command, PublishPolicy) else command.clause,
        approved_by=command.approved_by,
        review_by=command.review_by or next_review("effective_from", command),
    )


# Adding to an entry


def added(entry: Entry, command: Adding, circumstances: Circumstances) -> list[Event]:
    match command:
        case PublishVersion():
            return next_version(entry, command)
        case ReviewDocument():
            return reviewed(entry, command)
        case WithdrawDocument():
            return document_withdrawn(entry, command)
        case RecordSignatures():
            return signed(entry, command, circumstances)
        case TakeComplaintFurther():
            return taken_further(entry, command, circumstances)
        case AnswerComplaint():
            return answered(entry, command)
        case CorrectLine():
            return corrected(entry, command, circumstances)
        case WithdrawLine():
            return withdrawn(entry, command, circumstances)
        case _:
            assert_never(command)


def next_version(entry: Entry, command: PublishVersion) -> list[Event]:
    of_register(entry, *DOCUMENTS)
    event, newest = version(entry.next_version, command), entry.published
    again = newest and not entry.holds_no_longer and replace(newest, version=event.version)
    return [] if again == event else [event]


def reviewed(entry: Entry, command: ReviewDocument) -> list[Event]:
    of_register(entry, *DOCUMENTS)
    event = DocumentReviewed(
        reviewed_on=command.reviewed_on,
        reviewed_by=command.reviewed_by,
        found=command.found,
        review_by=command.review_by or next_review("reviewed_on", command),
    )
    return [event]


def document_withdrawn(entry: Entry, command: WithdrawDocument) -> list[Event]:
    of_register(entry, *DOCUMENTS)
    event = DocumentWithdrawn(withdrawn_on=command.withdrawn_on, reason=command.reason)
    return [] if entry.holds_no_longer else [event]


def signed(entry: Entry, command: RecordSignatures, circumstances: Circumstances) -> list[Event]:
    """Also of an older version, or one that holds no longer: it was signed all the same."""
    of_register(entry, Register.AGREEMENTS)
    if command.version not in {one.version for one in entry.of(DocumentVersionPublished)}:
        raise NoSuchVersion("version")
    if not command.signers and not command.head_count:
        raise NobodySigned("signers")
    on_the_list(command.signers, circumstances.unlisted)
    event = AgreementSigned(
        version=command.version,
        assent=command.assent,
        method=command.method,
        signed_on=command.signed_on,
        signers=command.signers,
        class_name=command.class_name,
        head_count=command.head_count,
    )
    return [event]


def taken_further(
    entry: Entry, command: TakeComplaintFurther, circumstances: Circumstances
) -> list[Event]:
    of_register(entry, Register.COMPLAINTS)
    within = command.answer_within_school_days
    event = ComplaintTakenFurther(
        taken_on=command.taken_on,
        why=command.why,
        stage=entry.stage + 1,
        answer_due=answer_due("taken_on", command.taken_on, within, circumstances),
        out_of_order=(
            *(("this stage had not been answered",) if entry.waiting else ()),
            *too_early(entry, command.taken_on),
        ),
    )
    waits = entry.waiting
    again = isinstance(waits, ComplaintTakenFurther) and same(waits, event, "taken_on", "why")
    return [] if again else [event]


def answered(entry: Entry, command: AnswerComplaint) -> list[Event]:
    of_register(entry, Register.COMPLAINTS)
    before = entry.last(ComplaintAnswered)
    event = ComplaintAnswered(
        answered_on=command.answered_on,
        stage=entry.stage,
        outcome=command.outcome,
        answer=command.answer,
        out_of_order=(
            *(() if entry.waiting else ("this stage had been answered already",)),
            *too_early(entry, command.answered_on),
        ),
    )
    told = ("answered_on", "outcome", "answer")
    again = before and not entry.waiting and same(before, event, *told)
    return [] if again else [event]


def too_early(entry: Entry, day: date) -> tuple[str, ...]:
    """Dated before the complaint, or before it reached this stage: one of the days is wrong."""
    if any(day < one.received_on for one in entry.of(ComplaintReceived)):
        return ("dated before the complaint was received",)
    if any(day < one.taken_on for one in entry.of(ComplaintTakenFurther)):
        return ("dated before the complaint was taken to this stage",)
    return ()


def same(earlier: Event, event: Event, *told: str) -> bool:
    return all(getattr(earlier, name) == getattr(event, name) for name in told)


def corrected(entry: Entry, command: CorrectLine, circumstances: Circumstances) -> list[Event]:
    line = line_to_change(entry, command.line, circumstances)
    declared = type(line).__annotations__.get(command.field)
    if declared not in CORRECTED or command.field in NOT_CORRECTED:
        raise NotAFieldOfThatLine("field")
    old = getattr(line, command.field)
    event = PreventionLineCorrected(
        line=command.line,
        line_name=NAMES[type(line)],
        field=command.field,
        old=None if old is None else str(old),
        new=command.new,
        reason=command.reason,
    )
    try:
        value_of(line, command.field, command.new)
    except ValueError:
        raise NotOfThatKind("new") from None
    checked([as_corrected(line, event)], circumstances, where="new")
    return [] if event.old == event.new else [event]


def withdrawn(entry: Entry, command: WithdrawLine, circumstances: Circumstances) -> list[Event]:
    if 1 <= command.line <= len(entry.lines) and entry.lines[command.line - 1] is None:
        its_author_or_a_keeper(circumstances)
        return []
    line = line_to_change(entry, command.line, circumstances)
    if not isinstance(line, WITHDRAWABLE):
        raise NoLineToCorrect
    event = PreventionLineWithdrawn(
        line=command.line, line_name=NAMES[type(line)], reason=command.reason
    )
    return [event]
