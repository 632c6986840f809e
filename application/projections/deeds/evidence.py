"""Making safe, evidence and its custody, and removal."""

from typing import assert_never

from application.projections.background import Background
from application.projections.phrases import (
    by_its_words,
    listed,
    moment,
    more,
    quoted,
    said,
    sentence,
    stop,
    words,
)
from domain.incident.events import (
    EvidenceKept,
    EvidenceNotKept,
    ExhibitHandedOver,
    MadeSafe,
    RemovalOutcomeRecorded,
    RemovalRequested,
)
from domain.incident.words import RemovalThrough, SafetyStep

Evidence = (
    MadeSafe
    | EvidenceKept
    | EvidenceNotKept
    | ExhibitHandedOver
    | RemovalRequested
    | RemovalOutcomeRecorded
)


def told(event: Evidence, known: Background) -> str:
    match event:
        case MadeSafe():
            return made_safe(event)
        case EvidenceKept():
            return (
                f"kept exhibit {event.exhibit} ({words(event.kind)})"
                f"{in_whose_hands(event, known.by)}: {stop(event.description)}"
                f"{how_captured(event)}"
            )
        case EvidenceNotKept():
            return f"wrote down why no evidence was kept: {event.reason}"
        case ExhibitHandedOver():
            return handed_over(event, known.by)
        case RemovalRequested():
            return asked_for_removal(event)
        case RemovalOutcomeRecorded():
            return (
                f"recorded the outcome of asking for removal of {by_its_words('', event.what)}: "
                f"{words(event.result)}{said('; ', event.said)}"
            )
        case _:
            assert_never(event)


def made_safe(event: MadeSafe) -> str:
    done = tuple(words(step) for step in event.steps if step is not SafetyStep.OTHER)
    how = f" ({listed(done)})" if done else ""
    seen = f" It had been seen by accident by {listed(event.viewed_by)}."
    accident = seen if event.viewed_by_accident else ""
    return f"made it safe{how}: {stop(event.what)}{accident}"


def in_whose_hands(event: EvidenceKept, by: str) -> str:
    """Whoever writes it down is not named once more."""
    captured = "" if event.captured_by == by else f"captured by {event.captured_by}"
    held = "" if event.held_by == by else f"held by {event.held_by}"
    if captured and event.captured_by == event.held_by:
        return f", captured and held by {event.held_by}"
    return more(", ", " and ".join(filter(None, (captured, held))))


def how_captured(event: EvidenceKept) -> str:
    at = f" Captured on {moment(event.captured_at)}." if event.captured_at else ""
    return f"{at}{sentence(' Method: ', event.method)}{sentence(' Source: ', event.source)}"


def handed_over(event: ExhibitHandedOver, by: str) -> str:
    deed = "handed" if event.handed_by == by else f"recorded that {event.handed_by} handed"
    return (
        f"{deed} exhibit {event.exhibit} to "
        f"{event.received_by}{more(' of ', event.received_for)}: {stop(event.reason)}"
        f"{sentence(' Where: ', event.place)}{sentence(' Condition: ', event.condition)}"
        f"{sentence(' Receipt: ', event.receipt)}"
    )


def asked_for_removal(event: RemovalRequested) -> str:
    waited = more(" This did not wait for a copy to be kept: ", event.not_waiting_because)
    return (
        f"asked {event.asked_of} {through(event.through)}to remove "
        f"{stop(quoted(event.what) + said(', citing ', event.agreement_cited))}{waited}"
    )


def through(way: RemovalThrough) -> str:
    return "" if way is RemovalThrough.PERSON else f"({words(way)}) "
