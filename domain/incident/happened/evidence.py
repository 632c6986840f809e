"""Making safe, evidence and its custody, and removal."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain.incident.words import (
    EvidenceKind,
    Recipient,
    RemovalResult,
    RemovalThrough,
    SafetyStep,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeSafe:
    steps: tuple[SafetyStep, ...]
    what: str
    viewed_by_accident: bool = False
    viewed_by: tuple[str, ...] = ()
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceKept:
    """Words about the evidence; the source stays dead text."""

    exhibit: str
    kind: EvidenceKind
    description: str
    source: str | None = None
    captured_by: str
    captured_at: datetime | None = None
    method: str | None = None
    held_by: str
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceNotKept:
    reason: str
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExhibitHandedOver:
    """Until exhibit-handed-over.2 nobody was asked as what it was received."""

    exhibit: str
    handed_by: str
    received_by: str
    received_for: str | None = None
    recipient: Recipient | None
    reason: str
    place: str | None = None
    condition: str | None = None
    receipt: str | None = None
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovalRequested:
    removal: UUID
    what: str
    asked_of: str
    through: RemovalThrough
    agreement_cited: str | None = None
    reference_given: str | None = None
    not_waiting_because: str | None = None
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovalOutcomeRecorded:
    removal: UUID | None
    what: str
    result: RemovalResult
    said: str | None = None
    checked_at: datetime | None = None
    out_of_order: tuple[str, ...] = ()
