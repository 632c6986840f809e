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
    """`field` is a text of that line, or "occurred" with the right time in `new_occurred`."""

    line: int
    field: str
    new: str | None = None
    new_occurred: Occurred | None = None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    other: UUID
    link: LinkKind = LinkKind.RELATED
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeOwner:
    owner: UUID
    owner_name: str
    handover: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceHold:
    authority: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LiftHold:
    """Without an id it lifts the only hold there is."""

    hold: UUID | None = None
    authority: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StrikeOut:
    reason: str
    duplicate_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SendFile:
    pupil: UUID
    school_name: str
    recipient: str
    how: How
    separately: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmFileReceipt:
    pupil: UUID
    school_name: str
    confirmed_by: str
    how: How
