"""What the school did about it."""

from typing import assert_never

from application.projections.background import Background
from application.projections.phrases import (
    by_its_words,
    by_way,
    day,
    listed,
    more,
    quoted,
    said,
    sentence,
    stop,
    the_span,
    under,
    words,
)
from domain.incident.events import (
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
from domain.incident.words import Basis, Supporter
from domain.times import Occurred

Responding = (
    MeetingHeld
    | LetterSent
    | SupportAssigned
    | SanctionOrSupportDecided
    | SanctionWithdrawn
    | SafetyPlanAgreed
    | DecisionRecorded
    | TaskAssigned
    | TaskDone
    | ProceduresReviewed
    | NoteAdded
)


def told(event: Responding, known: Background) -> str:
    match event:
        case MeetingHeld():
            return (
                f"held a meeting with {listed(event.with_whom)}, {quoted(event.purpose)}"
                f"{said(', citing ', event.agreement_cited)}: {stop(event.points)}"
                f"{sentence(' Outcome: ', event.outcome)}"
                f"{sentence(' Notes taken by ', event.note_taker)}"
            )
        case LetterSent():
            return f"wrote to {event.sent_to}{by_way(event.how)} about {quoted(event.subject)}"
        case SupportAssigned():
            return supported(event, known.by)
        case SanctionOrSupportDecided():
            return (
                f"decided about {event.person_name} under {under(event.policy)}"
                f"{said('; sanction: ', event.sanction)}{said('; support: ', event.support)}; "
                f"the reason: {event.rationale}"
            )
        case SanctionWithdrawn():
            return f"withdrew what had been decided about {event.person_name}: {event.reason}"
        case SafetyPlanAgreed():
            return f"{plan_agreed(event)}: {event.plan}"
        case DecisionRecorded():
            answer = "yes" if event.yes else "no"
            following = more(", following ", event.guidance)
            return (
                f"considered {quoted(event.question)} and decided {answer}{following}: "
                f"{event.rationale}"
            )
        case TaskAssigned():
            due = f", due on {day(event.due)}" if event.due else ""
            own = event.assignee_name == known.by
            deed = "took on a task" if own else f"gave {event.assignee_name} a task"
            return f"{deed}{due}: {event.what}"
        case TaskDone():
            task = by_its_words("the task ", event.what)
            if event.cancelled_because:
                return f"cancelled {task}: {event.cancelled_because}"
            return f"recorded that {task} was done{more(': ', event.result)}"
        case ProceduresReviewed():
            return reviewed(event)
        case NoteAdded():
            return noted(event)
        case _:
            assert_never(event)


def supported(event: SupportAssigned, by: str) -> str:
    return (
        f"{offered(event, by) if event.declined else arranged(event, by)}: {stop(event.what)}"
        f"{sentence(' Wishes: ', event.wishes)}"
    )


def arranged(event: SupportAssigned, by: str) -> str:
    if event.supporter_name == by:
        return f"undertook to support {event.person_name}"
    supporter = f"{event.supporter_name}{as_what(event.supporter)}"
    return f"arranged for {supporter} to support {event.person_name}"


def offered(event: SupportAssigned, by: str) -> str:
    own = event.supporter_name == by
    whose = "" if own else f" from {event.supporter_name}{as_what(event.supporter)}"
    return f"offered {event.person_name} support{whose}, which was declined"


def as_what(supporter: Supporter) -> str:
    return "" if supporter is Supporter.OTHER else f" ({words(supporter)})"


def plan_agreed(event: SafetyPlanAgreed) -> str:
    """The person whom it is for is named once, though mostly among those who agree."""
    others = tuple(one for one in event.agreed_with if one != event.person_name)
    if others == event.agreed_with:
        return f"agreed a safety plan for {event.person_name} with {listed(others)}"
    with_others = more(", and with ", names(others))
    return f"agreed a safety plan with {event.person_name}, whom it protects{with_others}"


def names(others: tuple[str, ...]) -> str:
    return listed(others) if others else ""


def reviewed(event: ProceduresReviewed) -> str:
    with_whom = more(" with ", names(event.reviewed_with))
    outcome = "made this change" if event.changed else "left them as they are"
    return f"reviewed the school's procedures{with_whom} and {outcome}: {event.what}"


def noted(event: NoteAdded, occurred: Occurred | None = None) -> str:
    """The time is that of what is noted, and not of the noting."""
    of = f", of {the_span(occurred)}" if occurred else ""
    match event.basis:
        case None:
            return f"noted{of}: {event.text}"
        case Basis.VERBATIM:
            return f"noted, word for word{of}: {verbatim(event.text)}"
        case basis:
            return f"noted, as {words(basis)}{of}: {event.text}"


def verbatim(text: str) -> str:
    """In quotation marks, unless it brings its own."""
    return text if "“" in text else quoted(text)
