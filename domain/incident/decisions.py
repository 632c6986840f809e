"""What follows when somebody asks: events, or a refusal."""

from dataclasses import asdict
from typing import assert_never

from domain.facts import Answer
from domain.incident.commands import AddNote, Circumstances, Close, Command, ReportIncident
from domain.incident.events import Closed, Event, IncidentReported, NoteAdded
from domain.incident.refusals import AlreadyReported, IncidentIsClosed, NotReported
from domain.incident.state import Incident


def decide(
    incident: Incident | None, command: Command, circumstances: Circumstances
) -> list[Event]:
    match command:
        case ReportIncident():
            return report(incident, command, circumstances)
        case AddNote():
            return add_note(incident, command)
        case Close():
            return close(incident, command)
        case _:
            assert_never(command)


def report(
    incident: Incident | None, command: ReportIncident, circumstances: Circumstances
) -> list[Event]:
    if incident is not None:
        raise AlreadyReported
    restricted = command.about_an_adult_here is not Answer.NO
    return [
        IncidentReported(
            reference=circumstances.reference, restricted=restricted, **asdict(command)
        )
    ]


def add_note(incident: Incident | None, command: AddNote) -> list[Event]:
    reported(incident)
    return [NoteAdded(text=command.text)]


def close(incident: Incident | None, command: Close) -> list[Event]:
    incident = reported(incident)
    closing = Closed(
        summary=command.summary,
        how_followed_up=command.how_followed_up,
        outcome=command.outcome,
    )
    if incident.closed == closing:
        return []  # Asking twice is harmless and leaves no second line in the record.
    if incident.closed:
        raise IncidentIsClosed
    return [closing]


def reported(incident: Incident | None) -> Incident:
    if incident is None:
        raise NotReported
    return incident
