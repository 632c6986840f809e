"""Closing and reopening."""

from typing import assert_never

from application.projections.background import Background, Texts, three_texts
from application.projections.phrases import more, said, stop
from domain.incident.events import (
    Closed,
    ClosureProposed,
    ClosureRefused,
    Countersigned,
    Reopened,
)

Closing = ClosureProposed | Countersigned | ClosureRefused | Closed | Reopened


def told(event: Closing, known: Background) -> str:
    match event:
        case ClosureProposed():
            return f"proposed to close the incident: {account(three_texts(event))}"
        case Countersigned():
            return f"countersigned the closure{said(' and wrote ', event.remark)}"
        case ClosureRefused():
            return f"refused the closure: {event.reason}"
        case Closed() if three_texts(event) == known.proposed:
            return "closed the incident with the account that was proposed"
        case Closed():
            return f"closed the incident: {account(three_texts(event))}"
        case Reopened():
            return (
                f"reopened the incident: {stop(event.reason)}"
                f"{more(' New: ', event.new_information)}"
            )
        case _:
            assert_never(event)


def account(texts: Texts) -> str:
    return " ".join(map(stop, texts))
