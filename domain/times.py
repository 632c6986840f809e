"""When something happened, as well as anybody knows."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

SKEW = timedelta(minutes=5)  # A clock may run a little ahead of the database's.


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


def yet_to_come(moment: datetime, now: datetime) -> bool:
    """Whether a time that is told as past lies further ahead than clocks differ."""
    return moment > now + SKEW


def in_words(occurred: Occurred | None) -> str:
    """The time as claimed, in UTC, for a correction that keeps the old text."""
    if occurred is None or occurred.start is None:
        return "not known"
    told = f"{occurred.start:%Y-%m-%d %H:%M} UTC"
    if occurred.end:
        told = f"{told} to {occurred.end:%Y-%m-%d %H:%M} UTC"
    return f"{told} ({occurred.precision})"
