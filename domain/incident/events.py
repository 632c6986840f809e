"""What has happened to an incident.

These classes are the permanent record. A new or changed field is a new class
with the next number in STORED_NAMES, and a function that lifts the old shape.
Who, as what, when it occurred and when it was recorded stand on every line.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.facts import Answer


class Received(StrEnum):
    """How the person who writes it down came to know."""

    SEEN_OR_HEARD = "seen-or-heard"
    TOLD_IN_PERSON = "told-in-person"
    PHONE = "phone"
    EMAIL = "email"
    LETTER = "letter"
    ONLINE_FORM = "online-form"
    FILTER_ALERT = "filter-alert"
    OTHER = "other"


class ReporterKind(StrEnum):
    NAMED = "named"
    CONFIDENTIAL = "confidential"  # Known to the school, not to be told to others.
    ANONYMOUS = "anonymous"


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentReported:
    reference: str
    summary: str
    own_words: str | None = None
    place: str | None = None
    platform: str | None = None
    in_danger_now: Answer
    about_an_adult_here: Answer
    restricted: bool
    received: Received
    reporter: ReporterKind
    reporter_name: str | None = None
    on_behalf_of: str | None = None
    told_at: datetime | None = None
    category_guess: str | None = None
    late_because: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteAdded:
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """The three texts that Keeping children safe in education asks of a concluded record."""

    summary: str
    how_followed_up: str
    outcome: str


Event = IncidentReported | NoteAdded | Closed

STORED_NAMES: dict[str, type[Event]] = {
    "incident-reported.1": IncidentReported,
    "note-added.1": NoteAdded,
    "closed.1": Closed,
}
