"""The history of an entry of a register of prevention, one sentence for each line."""

from datetime import date
from typing import assert_never

from application.projections.phrases import day, listed, more, quoted, stop, text, words
from domain.prevention.events import (
    AgreementSigned,
    Assent,
    AwarenessSessionHeld,
    ComplaintAnswered,
    ComplaintReceived,
    ComplaintTakenFurther,
    CurriculumCoverageRecorded,
    DocumentReviewed,
    DocumentVersionPublished,
    DocumentWithdrawn,
    Event,
    FilteringReviewCompleted,
    PreventionLineCorrected,
    PreventionLineWithdrawn,
    PreventionOpened,
    Register,
    Risk,
)

A_NEW_ENTRY = {
    Register.AGREEMENTS: "agreement",
    Register.POLICIES: "policy",
    Register.SESSIONS: "awareness session",
    Register.CURRICULUM: "lesson on online safety",
    Register.COMPLAINTS: "complaint",
    Register.FILTERING: "review",
}
ASSENTED = {Assent.SIGNED: "signed", Assent.READ: "read"}


def deed(event: Event) -> str:
    match event:
        case PreventionOpened(register=register, audience=audience):
            for_whom = f" for {audience}" if audience else ""
            return (
                f"began an entry of the register of {words(register)}: {A_NEW_ENTRY[register]}"
                f"{for_whom}, {quoted(event.title)}"
            )
        case DocumentVersionPublished():
            return published(event)
        case DocumentReviewed():
            return (
                f"recorded that {event.reviewed_by} reviewed it on {day(event.reviewed_on)} and "
                f"left it as it is: {stop(event.found)} Next review by {day(event.review_by)}"
            )
        case DocumentWithdrawn():
            return f"withdrew it from {day(event.withdrawn_on)}: {event.reason}"
        case AgreementSigned():
            return signed(event)
        case AwarenessSessionHeld():
            return (
                f"recorded the session of {day(event.held_on)} on {quoted(event.topic)}"
                f"{about(event.risks)}, held by {event.provider}"
                f"{before(event.head_count)}{more('. Materials: ', event.materials)}"
            )
        case CurriculumCoverageRecorded():
            return (
                f"recorded that {event.year_group} was taught {quoted(event.topic)} in "
                f"{event.subject} on {day(event.taught_on)}{about(event.risks)}"
            )
        case ComplaintReceived() | ComplaintTakenFurther() | ComplaintAnswered():
            return complaint(event)
        case FilteringReviewCompleted():
            return reviewed(event)
        case PreventionLineCorrected():
            old, new = (text(as_said(one)) for one in (event.old, event.new))
            field = words(event.field)
            return f"corrected line {event.line} ({field}) from {old} to {new}: {event.reason}"
        case PreventionLineWithdrawn():
            return f"withdrew line {event.line} as recorded in error: {event.reason}"
        case _:
            assert_never(event)


def published(event: DocumentVersionPublished) -> str:
    version = (
        f"published version {event.version}, which holds from {day(event.effective_from)}"
        f"{more(', approved by ', event.approved_by)}{more(', at ', event.website)} "
        f"(SHA-256 of its text {event.text_sha256})."
    )
    clause = (
        f" It says to parents and carers: {stop(quoted(event.clause))}" if event.clause else ""
    )
    return f"{version}{clause} Next review by {day(event.review_by)}"


def signed(event: AgreementSigned) -> str:
    by_name, by_parents = len(event.signers), sum(one.by is not None for one in event.signers)
    named = f"{people(by_name)} by name" if by_name else ""
    if by_parents:
        named = f"{named}, {by_parents} of them through a parent or carer"
    whose = f" of {event.class_name}" if event.class_name else ""
    counted = f"{people(event.head_count)}{whose} by number" if event.head_count else ""
    who = listed(tuple(filter(None, (named, counted))))
    return (
        f"recorded that version {event.version} was {ASSENTED[event.assent]} on "
        f"{day(event.signed_on)} ({words(event.method)}): {who}"
    )


def complaint(event: ComplaintReceived | ComplaintTakenFurther | ComplaintAnswered) -> str:
    match event:
        case ComplaintReceived():
            incident = more(" Incident: ", event.incident_reference)
            return (
                f"recorded a complaint{whom(event)} received on {day(event.received_on)} "
                f"(from: {words(event.received_from)}): {quoted(event.about)} "
                f"The answer at stage {event.stage} is due by {day(event.answer_due)}.{incident}"
            )
        case ComplaintTakenFurther():
            return (
                f"recorded that the complaint was taken to stage {event.stage} on "
                f"{day(event.taken_on)}: {stop(event.why)} "
                f"The answer is due by {day(event.answer_due)}"
            )
        case ComplaintAnswered():
            return (
                f"recorded the answer at stage {event.stage}, given on {day(event.answered_on)} "
                f"({words(event.outcome)}): {quoted(event.answer)}"
            )
        case _:
            assert_never(event)


def whom(event: ComplaintReceived) -> str:
    if event.about_the_head:
        return " about the head"
    return " about an adult who works here" if event.about_an_adult_here else ""


def reviewed(event: FilteringReviewCompleted) -> str:
    took_part = listed((event.senior_lead, event.governor, event.dsl, event.it))
    return (
        f"recorded the review of filtering and monitoring of {day(event.reviewed_on)} by "
        f"{took_part}. Blocked, and why: {stop(event.blocked)} Allowed, and why: "
        f"{stop(event.allowed)} Tests: {stop(event.tests)} Gaps: {stop(event.gaps)} "
        f"Actions: {event.actions}"
    )


def about(risks: tuple[Risk, ...]) -> str:
    return f" ({listed(tuple(map(str, risks)))})" if risks else ""


def before(number: int | None) -> str:
    return "" if number is None else f" before {people(number)}"


def people(number: int) -> str:
    return "one person" if number == 1 else f"{number} people"


def as_said(told: str | None) -> str | None:
    """A day as it is spoken of."""
    try:
        return day(date.fromisoformat(told)) if told else told
    except ValueError:
        return told
