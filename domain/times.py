"""When something happened, as well as anybody knows."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Precision(StrEnum):
    EXACT = "exact"
    MINUTE = "minute"
    DAY = "day"
    APPROXIMATE = "approximate"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Occurred:
    """When it happened in the world, as claimed; never when it was written down.

    Times are UTC. An unknown time has neither start nor end.
    """

    start: datetime | None
    end: datetime | None = None
    precision: Precision = Precision.EXACT


UNKNOWN_TIME = Occurred(start=None, precision=Precision.UNKNOWN)
