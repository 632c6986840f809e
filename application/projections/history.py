"""The history of an incident: one true sentence for each line of its record."""

from typing import assert_never

from application.record import AnyLine, ErasedLine, Line, UnknownLine
from domain.incident.events import Closed, IncidentReported, NoteAdded


def sentence(line: AnyLine) -> str:
    match line:
        case Line():
            return f"{line.by.name}, {line.by.post}, {what(line)}"
        case ErasedLine():
            return "This line was disposed of; what it said can no longer be read."
        case UnknownLine():
            return "This line was written by a newer Daybook, which can read it."
        case _:
            assert_never(line)


def what(line: Line) -> str:
    match line.event:
        case IncidentReported(summary=summary):
            return f"reported: {summary}"
        case NoteAdded(text=text):
            return f"added a note: {text}"
        case Closed(outcome=outcome):
            return f"closed the incident. Outcome: {outcome}"
        case _:
            return "recorded something about the school as a whole."
