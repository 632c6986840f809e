"""The online safety log: one row an incident, as an inspector reads it."""

from datetime import datetime
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from application.projections.projection import Projection
from application.record import AnyLine, ErasedLine, Line
from domain.incident.events import Closed, IncidentReported


class LogEntry(Struct, frozen=True, kw_only=True):
    """A Struct, as a new one is made of each line: it is replaced ten times as fast."""

    incident: UUID
    version: int
    reference: str | None = None
    status: str = "open"
    restricted: bool = True
    occurred_from: datetime | None = None
    occurred_to: datetime | None = None
    precision: str | None = None
    reported_at: datetime | None = None
    reported_by: str | None = None
    place: str | None = None
    summary: str | None = None
    outcome: str | None = None
    last_line_at: datetime | None = None


def log_entry(entry: LogEntry | None, line: AnyLine) -> LogEntry | None:
    if entry is None:
        entry = LogEntry(incident=line.stream, version=0, reported_at=line.recorded_at)
    entry = replace(entry, version=line.version, last_line_at=line.recorded_at)
    if isinstance(line, ErasedLine):
        return replace(entry, status="disposed of")
    return told(entry, line) if isinstance(line, Line) else entry


def told(entry: LogEntry, line: Line) -> LogEntry:
    match line.event:
        case IncidentReported() as reported:
            occurred = line.occurred
            return replace(
                entry,
                reference=reported.reference,
                restricted=reported.restricted,
                occurred_from=occurred.start if occurred else None,
                occurred_to=occurred.end if occurred else None,
                precision=occurred.precision.value if occurred else None,
                reported_by=line.by.name,
                place=reported.place,
                summary=reported.summary,
            )
        case Closed(outcome=outcome):
            return replace(entry, status="closed", outcome=outcome)
        case _:
            return entry


ONLINE_SAFETY_LOG = Projection(
    table="online_safety_log",
    row=LogEntry,
    evolve=log_entry,
    key=("incident",),
    filled_under_the_lock=("reported_at", "last_line_at"),
)
