"""How long a sign-in lasts, how often it may be tried, and what it must prove."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from math import ceil
from typing import Any
from uuid import UUID

from domain.people import Role

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)

STEP_UP = 10 * MINUTE  # how long a fresh proof lasts (export, disclosure, a change of role)
STEP_LASTS = 10 * MINUTE  # between the password and the code
STEPS_FROM_AN_ADDRESS = 200  # half-made at once: a whole school may come from one address
STEPS_IN_A_SCHOOL = 2000
STEPS_OF_AN_ACCOUNT = 10
TRIES_A_STEP = 5
LINK_LASTS = 3 * DAY
SESSIONS_AT_ONCE = 10
RECOVERY_CODES = 10

TOKEN_DAYS = 90  # unless something else is said
MOST_TOKEN_DAYS = 366
COMMAND_LINE = "command line"  # stands where a visitor's address would

PASSWORD_ALONE = frozenset({Role.REPORTER})
RUNS_ACCOUNTS = frozenset({Role.ADMINISTRATOR})


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a session lasts without a request, and in all."""

    idle: timedelta
    absolute: timedelta


DESK = Limits(15 * MINUTE, 8 * HOUR)
OWN_PHONE = {
    Role.REPORTER: Limits(7 * DAY, 30 * DAY),
    Role.CLASS_TEACHER: Limits(8 * HOUR, DAY),
}
SHARED = {
    Role.REPORTER: Limits(HOUR, 8 * HOUR),
    Role.CLASS_TEACHER: Limits(30 * MINUTE, 8 * HOUR),
}


def limits(role: Role, own_device: bool) -> Limits:
    return (OWN_PHONE if own_device else SHARED).get(role, DESK)


def lasts(role: Role, own_device: bool, seen: datetime, ends: datetime, now: datetime) -> bool:
    """Whether a session seen last at `seen`, and over at `ends` in any case, still holds."""
    return now < ends and now - seen < limits(role, own_device).idle


def is_fresh(proved: datetime, now: datetime) -> bool:
    return now - proved < STEP_UP


def needs_second_factor(role: Role) -> bool:
    return role not in PASSWORD_ALONE


REPORTS = ("/api/incidents", "/api/statutory-reports")


class Scope(StrEnum):
    """What a token may be used for."""

    EVERYTHING = "everything"
    READ = "read"
    REPORT = "report"

    def allows(self, method: str, path: str) -> bool:
        match self:
            case Scope.EVERYTHING:
                return True
            case Scope.READ:
                return method in {"GET", "HEAD"}
            case Scope.REPORT:
                return method == "POST" and path in REPORTS


@dataclass(frozen=True, slots=True)
class Brake:
    """Slows guessing down, more with each failure; a pause always ends by itself."""

    free: int  # failures before the first pause
    first: timedelta
    longest: timedelta
    forgets: timedelta  # after this long without a failure all is as new

    def pause(self, failures: int) -> timedelta:
        beyond = failures - self.free
        if beyond < 0:
            return timedelta(0)
        return min(self.first * (1 << min(beyond, 20)), self.longest)

    def wait(self, failures: int, last: datetime, now: datetime) -> timedelta:
        """How much longer to wait. Nothing, or less, when one may try."""
        return last + self.pause(failures) - now


# A whole school often comes from one address: it may fail more often, and is held up for less.
FOR_A_NAME = Brake(free=5, first=30 * timedelta(seconds=1), longest=15 * MINUTE, forgets=DAY)
FOR_AN_ADDRESS = Brake(free=50, first=10 * timedelta(seconds=1), longest=5 * MINUTE, forgets=HOUR)


def in_words(wait: timedelta) -> str:
    """Rounded up: whoever waits so long has waited long enough."""
    seconds = max(1, ceil(wait.total_seconds()))
    number, unit = (seconds, "second") if seconds < 100 else (ceil(seconds / 60), "minute")
    return f"{number} {unit}" + ("" if number == 1 else "s")


class TooManyTries(Exception):
    """Come back later; `wait` says when."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__(f"There were too many tries. Try again in {in_words(wait)}.")
        self.wait = wait


class What(StrEnum):
    """What is written down about sign-in."""

    SIGNED_IN = "signed-in"
    PROVED_AGAIN = "proved-again"
    FAILED = "sign-in-failed"
    HELD_UP = "held-up"
    SIGNED_OUT = "signed-out"
    SESSIONS_ENDED = "sessions-ended"
    PASSWORD_CHANGED = "password-changed"
    FACTOR_ADDED = "factor-added"
    FACTOR_REMOVED = "factor-removed"
    FACTORS_RESET = "factors-reset"
    RECOVERY_CODES_MADE = "recovery-codes-made"
    LINK_MADE = "link-made"
    IDENTITY_UNKNOWN = "identity-unknown"
    IDENTITY_LINKED = "identity-linked"
    IDENTITY_REMOVED = "identity-removed"
    ACCOUNT_ADDED = "account-added"
    ACCOUNT_CLOSED = "account-closed"
    ACCOUNT_REOPENED = "account-reopened"
    ROLE_CHANGED = "role-changed"
    ASKED_FOR = "asked-for"
    NOT_AGREED = "not-agreed"
    TOKEN_MADE = "token-made"
    TOKEN_REVOKED = "token-revoked"


@dataclass(frozen=True, slots=True)
class Happened:
    """Something at the door: no password and no case text is ever in it."""

    what: What
    at: datetime
    address: str
    account: UUID | None = None
    by: UUID | None = None
    detail: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Began:
    """At which provider a session began: who, and the provider's own name for the session."""

    issuer: str
    subject: str
    sid: str | None = None


@dataclass(frozen=True, slots=True)
class LogOut:
    """A provider ends somebody's sessions, or one. `until` is when its token is over."""

    issuer: str
    subject: str | None
    sid: str | None
    number: str
    until: datetime


@dataclass(frozen=True, slots=True)
class Visitor:
    """Where a request comes from, as far as the web server can tell."""

    address: str
    user_agent: str
