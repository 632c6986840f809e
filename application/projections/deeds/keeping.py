"""Keeping the record right."""

from typing import assert_never

from application.projections.background import Background, keeps_a_name
from application.projections.phrases import as_told, by_daybook, by_way, more, stop, text, words
from domain.incident.events import (
    FileReceiptConfirmed,
    FileSent,
    LegalHoldLifted,
    LegalHoldPlaced,
    LineCorrected,
    LinkedTo,
    OwnerChanged,
    StruckOut,
)

Keeping = (
    LineCorrected
    | LinkedTo
    | OwnerChanged
    | LegalHoldPlaced
    | LegalHoldLifted
    | StruckOut
    | FileSent
    | FileReceiptConfirmed
)

# Fields that do not say by their names what a reader calls them.
FIELDS = {
    "full_name": "name",
    "late_because": "why it was reported late",
    "not_waiting_because": "why it did not wait for evidence",
    "occurred": "when it happened",
    "on_behalf_of": "on whose behalf it was reported",
    "reporter_name": "name of whoever told it",
    "year_or_post": "year or post",
}
NOT_TO_BE_NAMED = "the name of somebody who asked not to be named, or gave none"


def told(event: Keeping, known: Background) -> str:
    match event:
        case LineCorrected():
            return corrected(event, known)
        case LinkedTo():
            return (
                f"linked this incident with {event.other_reference} ({words(event.link)}): "
                f"{event.why}"
            )
        case OwnerChanged() if known.by_itself:
            return by_daybook(f"handed the incident to {event.owner_name}", event.handover)
        case OwnerChanged(owner_name=known.by):
            return f"took the incident over: {event.handover}"
        case OwnerChanged():
            return f"handed the incident to {event.owner_name}: {event.handover}"
        case LegalHoldPlaced():
            return f"placed a legal hold for {event.authority}: {event.reason}"
        case LegalHoldLifted():
            return f"lifted the legal hold for {event.authority}: {event.reason}"
        case StruckOut():
            return (
                f"struck the incident out{more(' as a duplicate of ', event.duplicate_of)}: "
                f"{event.reason}"
            )
        case FileSent():
            apart = ", apart from the main file" if event.separately else ""
            return (
                f"sent the file of {event.pupil_name} to {event.recipient} at "
                f"{event.school_name}{by_way(event.how)}{apart}"
            )
        case FileReceiptConfirmed():
            return (
                f"recorded that {event.confirmed_by} of {event.school_name} confirmed receipt of "
                f"the file of {event.pupil_name}{by_way(event.how)}"
            )
        case _:
            assert_never(event)


def corrected(event: LineCorrected, known: Background) -> str:
    if keeps_a_name(known, event):
        return f"corrected line {event.line}: {NOT_TO_BE_NAMED}"
    old, new = texts(event)
    return f"corrected line {event.line} ({field(event)}) from {old} to {new}: {event.reason}"


def for_the_log(event: LineCorrected, known: Background) -> str:
    """The same, as the online safety log keeps it beside the row that is right."""
    if keeps_a_name(known, event):
        return f"Line {event.line}: {stop(NOT_TO_BE_NAMED)} It was set right"
    old, new = texts(event)
    return f"Line {event.line}, {field(event)}: was {old}, is {new}. {stop(event.reason)}"


def field(event: LineCorrected) -> str:
    return FIELDS.get(event.field) or words(event.field)


def texts(event: LineCorrected) -> tuple[str, str]:
    if event.new_occurred is not None:
        return as_told(event.old), as_told(event.new)
    return text(event.old), text(event.new)
