"""An incident with its whole file, as it was known at a time or after a line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from application.projections.online_safety_log import LogEntry, log_entry
from application.record import AnyLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    id: UUID
    reference: str | None
    version: int
    status: str
    restricted: bool
    summary: str | None
    reported_at: datetime | None
    reported_by: str | None


def known_at(lines: Sequence[AnyLine], moment: datetime | None) -> Sequence[AnyLine]:
    """The lines that had been recorded by then, that moment included."""
    if moment is None:
        return lines
    return [line for line in lines if line.recorded_at and line.recorded_at <= moment]


def case_of(lines: Sequence[AnyLine]) -> Case | None:
    """The case that these lines come to; None without any."""
    entry: LogEntry | None = None
    for line in lines:
        entry = log_entry(entry, line)
    if entry is None:
        return None
    return Case(
        id=entry.incident,
        reference=entry.reference,
        version=entry.version,
        status=entry.status,
        restricted=entry.restricted,
        summary=entry.summary,
        reported_at=entry.reported_at,
        reported_by=entry.reported_by,
    )
