"""What people may ask of an incident."""

from dataclasses import dataclass
from datetime import datetime

from domain.facts import Answer
from domain.incident.events import Received, ReporterKind
from domain.people import Person
from domain.times import Occurred


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportIncident:
    summary: str
    own_words: str | None = None
    place: str | None = None
    platform: str | None = None
    in_danger_now: Answer = Answer.NOT_KNOWN
    about_an_adult_here: Answer = Answer.NOT_KNOWN
    received: Received = Received.SEEN_OR_HEARD
    reporter: ReporterKind = ReporterKind.NAMED
    reporter_name: str | None = None
    on_behalf_of: str | None = None
    told_at: datetime | None = None
    category_guess: str | None = None
    late_because: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddNote:
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Close:
    summary: str
    how_followed_up: str
    outcome: str


Command = ReportIncident | AddNote | Close

# What may be asked of an incident that has been reported, by its name in the API.
COMMANDS: dict[str, type[Command]] = {
    "add-note": AddNote,
    "close": Close,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """Everything a decision needs that is not in the incident or the command.

    `now` is UTC. `reference` is drawn afresh and is used by a report alone.
    """

    by: Person
    now: datetime
    reference: str = ""
    occurred: Occurred | None = None
