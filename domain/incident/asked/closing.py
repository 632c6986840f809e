"""What may be asked about closing and reopening."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeClosure:
    summary: str
    how_followed_up: str
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Countersign:
    remark: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RefuseClosure:
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Close:
    """Texts left out are those of the proposal."""

    summary: str | None = None
    how_followed_up: str | None = None
    outcome: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopen:
    reason: str
    new_information: str | None = None
