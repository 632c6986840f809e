"""The report, the people in it, and its assessment."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain.categories import Category, Severity
from domain.facts import Answer
from domain.incident.words import (
    Capacity,
    Finding,
    ImageLock,
    PersonKind,
    Received,
    ReporterKind,
)


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
    category_guess: Category | None = None
    late_because: str | None = None
    image_lock: ImageLock = ImageLock.OPEN
    owner: UUID | None = None
    owner_name: str | None = None
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonLinked:
    """Somebody, with the name, kind, year or post of that day."""

    person: UUID
    full_name: str | None
    kind: PersonKind
    capacity: Capacity
    year_or_post: str | None = None
    description: str | None = None
    directory_id: UUID | None = None
    account: UUID | None = None
    restricted: bool
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CapacityChanged:
    person: UUID
    person_name: str
    was: Capacity
    capacity: Capacity
    why: str
    restricted: bool
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedInError:
    """Out of search, counts and persistence; everyone told so far is to be corrected."""

    person: UUID
    person_name: str
    reason: str
    to_be_corrected: tuple[str, ...]
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessed:
    """Titles, the image lock and the restriction as this assessment left them, under that day's
    list of categories. The routes and steps that it opened come in the next number of this name.
    """

    category: Category
    category_title: str
    secondary: tuple[Category, ...] = ()
    severity: Severity
    default_severity: Severity
    lowered_because: str | None = None
    findings: tuple[Finding, ...]
    rationale: str
    restricted: bool
    image_lock: ImageLock
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FactsChanged:
    findings: tuple[Finding, ...]
    restricted: bool
    image_lock: ImageLock
    out_of_order: tuple[str, ...] = ()
