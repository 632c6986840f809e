"""The columns by which a row is shown to whom the case itself is open, and to nobody else."""

from datetime import datetime
from typing import Any
from uuid import UUID

from msgspec import Struct

from application.access import Doors


class RowGrant(Struct, frozen=True, kw_only=True):
    """Somebody let in by name."""

    account: UUID
    until: datetime | None


def columns_of(doors: Doors) -> dict[str, Any]:
    return {
        "level": doors.level.value,
        "denied": tuple(sorted(doors.denied)),
        "followers": tuple(sorted(doors.followers)),
        "grants": tuple(
            RowGrant(account=account, until=until)
            for account, until in sorted(doors.grants.items())
        ),
        "to_countersign": doors.to_countersign,
    }
