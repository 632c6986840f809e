"""What may be asked about evidence, its custody and removal."""

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
class MakeSafe:
    """Record what was done at once so that nobody saw or suffered more."""

    steps: tuple[SafetyStep, ...]
    what: str
    viewed_by_accident: bool = False
    viewed_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepEvidence:
    """Record evidence that is kept.

    Without an exhibit reference, the next one of the person who records is taken.
    """

    exhibit: str | None = None
    kind: EvidenceKind
    description: str
    source: str | None = None
    captured_by: str | None = None
    captured_at: datetime | None = None
    method: str | None = None
    held_by: str | None = None
    step: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeepNoEvidence:
    """Record that no evidence is kept, and why."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverExhibit:
    """Record that an exhibit passed from one named person to another.

    Left out, `recipient` is "police" where `received_for` is the name of a police force and
    nothing else, and otherwise "other".
    """

    exhibit: str
    handed_by: str
    received_by: str
    received_for: str | None = None
    recipient: Recipient | None = None
    reason: str
    place: str | None = None
    condition: str | None = None
    receipt: str | None = None
    step: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestRemoval:
    """Record that somebody was asked to take material down.

    Before evidence is settled, say why it cannot wait; asked for already, give the time when it
    occurred, and it is recorded and marked.
    """

    what: str
    asked_of: str
    through: RemovalThrough = RemovalThrough.PERSON
    agreement_cited: str | None = None
    reference_given: str | None = None
    not_waiting_because: str | None = None
    step: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRemovalOutcome:
    """Record whether material was taken down.

    Without an id it answers the latest request that is still open.
    """

    removal: UUID | None = None
    result: RemovalResult
    said: str | None = None
    checked_at: datetime | None = None
    step: str | None = None
