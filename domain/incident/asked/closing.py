"""What may be asked about closing and reopening."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeClosure:
    """Propose to close the incident, with the three texts that a second person will read."""

    summary: str
    how_followed_up: str
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Countersign:
    """Agree, as a second person, that the incident may be closed as proposed."""

    remark: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RefuseClosure:
    """Refuse, as a second person, to have the incident closed as proposed."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Close:
    """Close the incident with its three texts. Those left out are taken from the proposal."""

    summary: str | None = None
    how_followed_up: str | None = None
    outcome: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopen:
    """Open a closed or struck-out incident again, giving the reason."""

    reason: str
    new_information: str | None = None
