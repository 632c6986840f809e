"""A row of the online safety log: one incident, as its columns."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct

from application.projections.doors import RowGrant
from domain.incident.levels import Level
from domain.incident.words import PersonKind
from domain.times import Occurred


class LogPerson(Struct, frozen=True, kw_only=True):
    person: UUID
    full_name: str | None
    kind: PersonKind
    capacity: str
    year_or_post: str | None
    account: UUID | None = None
    in_error: bool = False


class LogAction(Struct, frozen=True, kw_only=True):
    """What was done, by whom, and when it is said to have happened."""

    line: int
    kind: str
    what: str
    by_whom: str
    occurred: Occurred | None = None
    corrected: bool = False


class LogExhibit(Struct, frozen=True, kw_only=True):
    exhibit: str
    description: str


class LogEntry(Struct, frozen=True, kw_only=True):
    """The times of recording are None while a line is being written, and the database fills them
    in: `reported_at` from the first line, `last_line_at` from the latest, `last_corrected_at` when
    `last_corrected_line` is the latest, `closed_at` when `closed_line` is.
    """

    incident: UUID
    version: int
    reference: str = ""
    status: str = "open"
    restricted: bool = True
    image_locked: bool = False
    head_may_be_subject: bool = False
    recorded_by_account: UUID | None = None
    owner: UUID | None = None
    case_manager: UUID | None = None
    level: str = Level.RESTRICTED_STAFF.value
    denied: tuple[UUID, ...] = ()
    followers: tuple[UUID, ...] = ()
    grants: tuple[RowGrant, ...] = ()
    to_countersign: bool = False
    confirm_by: datetime | None = None
    occurred_from: datetime | None = None
    occurred_to: datetime | None = None
    precision: str | None = None
    told_at: datetime | None = None
    reported_at: datetime | None = None
    reported_by: str = ""
    recorded_by: str = ""
    signed: str = ""
    place: str | None = None
    platform: str | None = None
    people: tuple[LogPerson, ...] = ()
    category: str | None = None
    category_title: str | None = None
    severity: str | None = None
    summary: str = ""
    corrections: tuple[str, ...] = ()
    evidence: tuple[LogExhibit, ...] = ()
    no_evidence_because: str | None = None
    actions: tuple[LogAction, ...] = ()
    referrals: tuple[LogAction, ...] = ()
    parents: tuple[LogAction, ...] = ()
    outcome: str | None = None
    reviewed_by: str | None = None
    closed_line: int | None = None
    closed_at: datetime | None = None
    last_corrected_line: int | None = None
    last_corrected_at: datetime | None = None
    last_line_at: datetime | None = None
