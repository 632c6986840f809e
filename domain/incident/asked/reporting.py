"""What may be asked about the report, the people in it, and its assessment."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from domain.categories import Category, Severity
from domain.facts import Answer
from domain.incident.words import (
    Capacity,
    Finding,
    PersonKind,
    Received,
    ReporterKind,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportIncident:
    """Report an incident. The first line of its record, and its reference, come of it.

    With `about_the_head` yes or not known, to the head there is no such incident.
    """

    summary: str
    own_words: str | None = None
    place: str | None = None
    platform: str | None = None
    in_danger_now: Answer = Answer.NOT_KNOWN
    about_an_adult_here: Answer = Answer.NOT_KNOWN
    about_the_head: Answer = Answer.NO
    received: Received = Received.NOT_SAID
    reporter: ReporterKind = ReporterKind.NAMED
    reporter_name: str | None = None
    on_behalf_of: str | None = None
    told_at: datetime | None = None
    category_guess: Category | None = None
    late_because: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkPerson:
    """Say who was part of the incident, and as what."""

    full_name: str | None = None
    kind: PersonKind = PersonKind.UNKNOWN
    capacity: Capacity = Capacity.UNKNOWN
    year_or_post: str | None = None
    description: str | None = None
    directory_id: UUID | None = None
    account: UUID | None = None
    step: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeCapacity:
    """Say that somebody was part of the incident as something else than first thought."""

    person: UUID
    capacity: Capacity
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkNamedInError:
    """Say that somebody was named by mistake and had no part in it."""

    person: UUID
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Assess:
    """Make the first assessment, or a new one: category, severity and facts."""

    category: Category
    secondary: tuple[Category, ...] = ()
    severity: Severity | None = field(
        default=None,
        metadata={"says": "Left out, the usual severity of the category is what is recorded."},
    )
    lowered_because: str | None = None
    findings: tuple[Finding, ...] = ()
    rationale: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeFacts:
    """Answer facts anew, each with who said so and why."""

    findings: tuple[Finding, ...]
