"""Telling the DSL, parents and agencies, and their answers."""

from typing import assert_never

from application.projections.background import Background
from application.projections.phrases import (
    by_daybook,
    by_way,
    day,
    more,
    quoted,
    said,
    stop,
    words,
    yes_or_no,
)
from domain.incident.events import (
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
from domain.incident.words import Adviser, Duty, How, called

Telling = (
    DslAlerted
    | DslTold
    | DslAcknowledged
    | ParentInformed
    | ParentNotInformed
    | EscalatedToLado
    | AdviceSought
    | ReferralMade
    | ReferralAnswered
    | StatutoryReportMade
)


def told(event: Telling, known: Background) -> str:
    match event:
        case DslAlerted():
            return alerted(event, known)
        case DslTold():
            deed = "told" if event.told_by == known.by else f"recorded that {event.told_by} told"
            return f"{deed} {event.dsl}{by_way(event.how)}: {event.what}"
        case DslAcknowledged():
            return (
                "confirmed that the safeguarding team has been told"
                f"{said('; what comes next: ', event.next_act)}"
            )
        case ParentInformed():
            return (
                f"told {event.parent}, parent of {event.pupil_name}{by_way(event.how)}: "
                f"{quoted(event.said)}{safe(event)}{said('. The answer: ', event.response)}"
            )
        case ParentNotInformed():
            return not_informed(event)
        case EscalatedToLado():
            return (
                f"contacted {event.lado}, the LADO{by_way(event.how)}, about "
                f"{quoted(event.discussed)}{said('; the advice was ', event.advice)}"
                f"{said('; agreed: ', event.agreed)}{more('; reference ', event.reference_given)}"
            )
        case AdviceSought():
            return (
                f"sought advice from {event.adviser}{as_adviser(event)} on "
                f"{quoted(event.question)}{said('; the advice was ', event.advice)}"
                f"{more('; reference ', event.reference_given)}"
            )
        case ReferralMade():
            return (
                f"made a referral to {called(event.agency, event.agency_name)} "
                f"({by_phone(event.how)}consent: {words(event.consent)}"
                f"{more('; reference ', event.reference_given)}): {event.reason}"
            )
        case ReferralAnswered():
            return (
                f"recorded the answer of {called(event.agency)} to a referral "
                f"({words(event.reply)}): {event.said}"
            )
        case StatutoryReportMade():
            return own_report(event)
        case _:
            assert_never(event)


def by_phone(how: How) -> str:
    return "" if how is How.NOT_SAID else f"{words(how)}; "


def alerted(event: DslAlerted, known: Background) -> str:
    deed = "alerted the designated safeguarding lead"
    if known.by_itself:
        return f"{by_daybook(deed, event.why)}"
    if known.by_a_dsl:
        deed = "took this up at once as a matter for the safeguarding lead"
    return f"{deed}: {event.why}"


def not_informed(event: ParentNotInformed) -> str:
    review = f" To be looked at again on {day(event.review_on)}." if event.review_on else ""
    return (
        f"decided not to tell {event.parent}, parent of {event.pupil_name}{safe(event)}: "
        f"{stop(event.reason)}{review}"
    )


def as_adviser(event: AdviceSought) -> str:
    """Who that is, and how they were reached, in brackets."""
    kind = event.adviser_kind
    known = None if kind in (None, Adviser.OTHER) else words(kind.value)
    how = None if event.how is How.NOT_SAID else words(event.how)
    told = "; ".join(filter(None, (known, how)))
    return f" ({told})" if told else ""


def own_report(event: StatutoryReportMade) -> str:
    """The law lays it on each person, so nobody else makes it or stops it."""
    about = "" if event.duty is Duty.OTHER else f" of {words(event.duty)}"
    return (
        f"personally made{more(' to ', event.reported_to)} the report{about} that the law asks for"
        f"{said(': ', event.what)}"
        f"{more(', reference ', event.reference_given)}"
    )


def safe(event: ParentInformed | ParentNotInformed) -> str:
    agreed = event.agencies_agree
    agencies = f"; agencies agree: {yes_or_no(agreed)}" if agreed else ""
    return f" (safe to tell: {yes_or_no(event.safe_to_tell)}{agencies})"
