"""Where an incident stands: only what a later decision needs to know."""

from dataclasses import dataclass, replace
from typing import assert_never

from domain.incident.events import Closed, Event, IncidentReported, NoteAdded


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    reference: str
    restricted: bool
    closed: Closed | None = None


def evolve(incident: Incident | None, event: Event) -> Incident:
    """Apply one fact. It has happened, so nothing here may refuse it."""
    incident = incident or Incident(reference="", restricted=True)
    match event:
        case IncidentReported(reference=reference, restricted=restricted):
            return replace(incident, reference=reference, restricted=restricted)
        case NoteAdded():
            return incident
        case Closed():
            return replace(incident, closed=event)
        case _:
            assert_never(event)
