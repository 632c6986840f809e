"""Closing and reopening."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosureProposed:
    summary: str
    how_followed_up: str
    outcome: str
    proposed_by: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Countersigned:
    countersigned_by: UUID
    remark: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosureRefused:
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """The three texts that Keeping children safe in education asks of a concluded record."""

    summary: str
    how_followed_up: str
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopened:
    reason: str
    new_information: str | None = None
