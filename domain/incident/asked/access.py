"""What may be asked about who has to do with a case, and who has not."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from domain.incident.levels import ConflictKind, GrantLevel


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclareConflict:
    """Say that somebody has no business with this case. To them there is then no such case.

    The name is that of the account.
    """

    account: UUID
    account_name: str | None = None
    kind: ConflictKind
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LiftConflict:
    """Say that somebody was kept out without cause. Never oneself. The name is the account's."""

    account: UUID
    account_name: str | None = None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GrantAccess:
    """Let somebody in by name, up to a level or to this case however closely it is kept.

    `until` may be in the future: afterwards the door is shut again. An auditor's access always
    ends, after 14 days where no end is given. The name is the account's.
    """

    account: UUID
    account_name: str | None = None
    level: GrantLevel = GrantLevel.THIS_CASE
    until: datetime | None = None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RevokeAccess:
    """Take back what was granted to somebody by name. The name is that of the account."""

    account: UUID
    account_name: str | None = None
    reason: str
