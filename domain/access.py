"""Who has opened a case: told in a stream of its own, apart from the case.

A reader changes nothing in what was read, so the case keeps its version and its history.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID


class Page(StrEnum):
    """What can be opened, as the API calls it."""

    INCIDENTS = "incidents"
    SEARCH = "search"
    CASE = "case"
    TIMELINE = "timeline"
    STEPS = "steps"
    CHART = "chart"
    WORDS = "words"
    BUNDLE = "bundle"
    FILES = "files"
    WORK = "work"
    LOG = "log"
    PEOPLE = "people"
    COLLEAGUES = "colleagues"
    PEOPLE_IMPORT = "people-import"
    FIGURES = "figures"
    REPORTS = "reports"
    RECORD = "record"
    LEAVES = "leaves"
    TRUST_TOTALS = "trust-totals"
    SCHOOL = "school"
    ACCOUNTS = "accounts"
    SESSIONS = "sessions"
    READS = "reads"
    NOTICES = "notices"
    BREAK_GLASS = "break-glass"
    REVIEW_OF_BREAK_GLASS = "review-of-break-glass"
    CONCERNS = "concerns"
    REGISTER = "register"
    # Prevention: in numbers, each register, and who has signed.
    PREVENTION = "prevention"
    AGREEMENTS = "agreements"
    POLICIES = "policies"
    SESSIONS_HELD = "awareness-sessions"
    CURRICULUM = "curriculum"
    COMPLAINTS = "complaints"
    FILTERING = "filtering-reviews"
    SIGNATURES = "signatures"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRead:
    """Somebody opened the case. One line speaks for a person's quarter of an hour.

    `what` is the page that was opened first.
    """

    incident: UUID
    quarter: datetime
    what: Page
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRead:
    """Somebody opened a list, or searched. It belongs to no case, and does not say what for.

    One line speaks for a person, a page and a quarter of an hour.
    """

    quarter: datetime
    what: Page
    why: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GlassBroken:
    """Somebody opened a case that was shut to them, having said why first."""

    incident: UUID
    glass: int
    reason: str
    until: datetime
    review_by: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class GlassReviewed:
    incident: UUID
    glass: int
    justified: bool
    remark: str


AccessEvent = CaseRead | ListRead | GlassBroken | GlassReviewed

STORED_NAMES: dict[str, type[AccessEvent]] = {
    "case-read.1": CaseRead,
    "list-read.1": ListRead,
    "glass-broken.1": GlassBroken,
    "glass-reviewed.1": GlassReviewed,
}
