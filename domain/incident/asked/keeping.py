"""What may be asked about keeping the record right."""

from dataclasses import dataclass
from uuid import UUID

from domain.incident.words import (
    How,
    LinkKind,
)
from domain.times import Occurred


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectLine:
    """Set a line right. What it said before stays visible.

    `field` is a text of that line, or "occurred" with the right time in `new_occurred`.
    """

    line: int
    field: str
    new: str | None = None
    new_occurred: Occurred | None = None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Link this incident to another of this school."""

    other: UUID
    link: LinkKind = LinkKind.RELATED
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeOwner:
    """Hand the incident over to somebody else. The name is that of the account."""

    owner: UUID
    owner_name: str | None = None
    handover: str
    step: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceHold:
    """Forbid that anything of this incident is disposed of, on somebody's authority."""

    authority: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LiftHold:
    """Lift a legal hold. Without an id it lifts the only hold there is."""

    hold: UUID | None = None
    authority: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StrikeOut:
    """Strike out an incident that should not be on the record. It is kept, and shown so.

    `duplicate_of` is the reference or the id of the other incident; its reference is kept. What
    two people have to close is struck out only as a duplicate of an incident that it is linked
    with as such.
    """

    reason: str
    duplicate_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SendFile:
    """Record that a pupil's file was sent to another school."""

    pupil: UUID
    school_name: str
    recipient: str
    how: How
    separately: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmFileReceipt:
    """Record that the other school has confirmed receipt of a pupil's file."""

    pupil: UUID
    school_name: str
    confirmed_by: str
    how: How
