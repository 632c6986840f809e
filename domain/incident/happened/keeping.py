"""Keeping the record right."""

from dataclasses import dataclass
from uuid import UUID

from domain.incident.words import (
    How,
    LinkKind,
)
from domain.times import Occurred


@dataclass(frozen=True, slots=True, kw_only=True)
class LineCorrected:
    """An earlier line set right. Both texts stay: this line holds the old one and the new one."""

    line: int
    line_name: str
    field: str
    old: str | None
    new: str | None
    new_occurred: Occurred | None = None
    reason: str
    about: str | None = None  # The person, exhibit or task that the earlier line was about.
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedTo:
    other: UUID
    other_reference: str
    link: LinkKind
    why: str
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerChanged:
    owner: UUID
    owner_name: str
    handover: str
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalHoldPlaced:
    hold: UUID
    authority: str
    reason: str
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalHoldLifted:
    hold: UUID
    authority: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StruckOut:
    """Kept, and shown as struck out."""

    reason: str
    duplicate_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FileSent:
    pupil: UUID
    pupil_name: str
    school_name: str
    recipient: str
    how: How
    separately: bool = True
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReceiptConfirmed:
    pupil: UUID
    pupil_name: str
    school_name: str
    confirmed_by: str
    how: How
    out_of_order: tuple[str, ...] = ()
