"""Whose account was opened, raised or given a new way in; told in the school's own stream.

Administrators run accounts and see no cases. These lines say what they did, and who agreed.
"""

from dataclasses import dataclass
from uuid import UUID

from domain.people import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Whose:
    """Somebody with an account, in the words of the day."""

    account: UUID
    name: str
    post: str
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountOpened:
    """`asked_by` is the administrator whom somebody else agreed with; None is whoever wrote it."""

    whose: Whose
    asked_by: Whose | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountReopened:
    whose: Whose
    asked_by: Whose | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountClosed:
    whose: Whose


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleGiven:
    """`whose` has the new role."""

    whose: Whose
    before: Role
    asked_by: Whose | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkGiven:
    """A one-time link to sign in with."""

    whose: Whose
    asked_by: Whose | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FactorsReset:
    """Passwords, phones and passkeys are gone, and a one-time link was given instead."""

    whose: Whose
    asked_by: Whose | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityLinked:
    """An identity at the school's provider signs in as this account."""

    whose: Whose
    issuer: str
    asked_by: Whose | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenGiven:
    """A bearer token that does whatever the account may, given on the command line."""

    whose: Whose


AccountEvent = (
    AccountOpened
    | AccountReopened
    | AccountClosed
    | RoleGiven
    | LinkGiven
    | FactorsReset
    | IdentityLinked
    | TokenGiven
)

STORED_NAMES: dict[str, type[AccountEvent]] = {
    "account-opened.1": AccountOpened,
    "account-reopened.1": AccountReopened,
    "account-closed.1": AccountClosed,
    "role-given.1": RoleGiven,
    "link-given.1": LinkGiven,
    "factors-reset.1": FactorsReset,
    "identity-linked.1": IdentityLinked,
    "token-given.1": TokenGiven,
}
