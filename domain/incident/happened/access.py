"""Who has no business with a case, and who is let in by name."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain.incident.levels import ConflictKind, GrantLevel


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictDeclared:
    """From here on there is no trace of the case for this account.

    `confirm_by` is when somebody else must have confirmed or lifted it: nobody who leads on
    safeguarding is locked out on one person's word alone.
    """

    account: UUID
    account_name: str
    kind: ConflictKind
    declared_by: UUID
    confirm_by: datetime | None = None
    reason: str
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictLifted:
    account: UUID
    account_name: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessGranted:
    account: UUID
    account_name: str
    level: GrantLevel
    until: datetime | None = None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccessRevoked:
    account: UUID
    account_name: str
    reason: str
