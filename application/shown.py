"""The fields of a case's lines, as far as whoever reads them may know them."""

from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import Any
from uuid import UUID

from application.permissions import may_know_who_told
from application.projections.background import (
    WHO_TOLD,
    Background,
    keeps_a_name,
    learnt,
)
from application.record import AnyLine, Line
from domain.incident.events import IncidentReported, LineCorrected
from domain.incident.words import ReporterKind
from domain.people import Person

NOT_SHOWN = "not shown: somebody asked not to be named, or gave no name"


def fields_for(person: Person, lines: Sequence[AnyLine]) -> Iterator[dict[str, Any]]:
    """Line by line, first to last."""
    known, all_of_it = Background(), may_know_who_told(person, written_by(lines))
    for line in lines:
        yield {} if not isinstance(line, Line) else fields_of(line, known, all_of_it)
        known = learnt(known, line)


def written_by(lines: Sequence[AnyLine]) -> UUID | None:
    first = lines[0] if lines else None
    return first.actor if isinstance(first, Line) else None


def fields_of(line: Line, known: Background, all_of_it: bool) -> dict[str, Any]:
    told = {field.name: getattr(line.event, field.name) for field in fields(line.event)}
    return told if all_of_it else {**told, **withheld(line, known)}


def withheld(line: Line, known: Background) -> dict[str, str]:
    """A reason for correcting a name may well repeat it."""
    match line.event:
        case IncidentReported() as event if event.reporter is not ReporterKind.NAMED:
            return {name: NOT_SHOWN for name in WHO_TOLD if getattr(event, name)}
        case LineCorrected() as event if keeps_a_name(known, event):
            return dict.fromkeys(("old", "new", "reason"), NOT_SHOWN)
        case _:
            return {}
