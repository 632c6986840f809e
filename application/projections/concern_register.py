"""The list of registers of low-level concerns: a row an adult, with counts and the last review."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from application.concern_doors import Subject
from application.projections.projection import Projection
from application.record import AnyLine, ErasedLine, Line
from domain.concerns.events import (
    ConcernEscalated,
    ConcernRecorded,
    ConcernsOpened,
    PatternReviewed,
    SelfReported,
)
from domain.concerns.state import Register, evolve, review_due

OPEN, CLOSED, DISPOSED = "open", "closed", "disposed of"


class RegisterEntry(Struct, frozen=True, kw_only=True):
    """The times of recording are None while a line is being written, and the database fills them
    in: `last_concern_at` when `last_concern_line` is the latest, `reviewed_at` likewise.

    `name_key` and `post_key` are what the doors ask. A register that was disposed of names nobody.
    """

    register: UUID
    version: int
    person: UUID | None = None
    full_name: str = ""
    name_key: str = ""
    post: str = ""
    post_key: str = ""
    working_as: str | None = None
    employer: str | None = None
    account: UUID | None = None
    status: str = OPEN
    concerns: int = 0
    self_reports: int = 0
    withdrawn: int = 0
    escalated: int = 0
    review_due: bool = False
    pattern: str | None = None
    next_look: date | None = None
    kept_until: date | None = None
    opened_at: datetime | None = None
    last_concern_line: int | None = None
    last_concern_at: datetime | None = None
    reviewed_line: int | None = None
    reviewed_at: datetime | None = None
    last_line_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class KeptInMind:
    """The row so far, and where the register stands."""

    entry: RegisterEntry
    register: Register | None = None


def entered(kept: KeptInMind | None, line: AnyLine) -> KeptInMind:
    kept = kept or KeptInMind(
        RegisterEntry(register=line.stream, version=0, opened_at=line.recorded_at)
    )
    entry, register = kept.entry, kept.register
    match line:
        case Line(event=event):
            entry = dated(entry, line)
            register = evolve(register, event)  # type: ignore[arg-type]
        case ErasedLine():
            entry = replace(entry, status=DISPOSED)
    return KeptInMind(
        replace(entry, version=line.version, last_line_at=line.recorded_at), register
    )


def dated(entry: RegisterEntry, line: Line) -> RegisterEntry:
    match line.event:
        case ConcernRecorded() | SelfReported():
            return replace(entry, last_concern_line=line.version, last_concern_at=line.recorded_at)
        case PatternReviewed(pattern=pattern, next_look=day):
            return replace(
                entry,
                pattern=pattern.value,
                next_look=day,
                reviewed_line=line.version,
                reviewed_at=line.recorded_at,
            )
        case ConcernEscalated():
            return replace(entry, escalated=entry.escalated + 1)
        case _:
            return entry


def as_entry(kept: KeptInMind) -> RegisterEntry:
    register = kept.register
    if register is None:
        return kept.entry
    adult = register.adult
    subject = Subject.of(adult.account, adult.full_name, adult.post)
    return replace(
        kept.entry,
        person=adult.person,
        full_name=adult.full_name,
        name_key=subject.name,
        post=adult.post,
        post_key=subject.post,
        working_as=adult.working_as.value,
        employer=adult.employer,
        account=adult.account,
        status=CLOSED if register.closed else OPEN,
        concerns=len(register.standing),
        self_reports=self_reports(register),
        withdrawn=len(register.concerns) - len(register.standing),
        review_due=review_due(register),
        kept_until=register.closed.kept_until if register.closed else None,
    )


def self_reports(register: Register) -> int:
    standing = (register.concerns[key].told for key in register.standing)
    return sum(isinstance(told, SelfReported) for told in standing)


CONCERN_REGISTER = Projection(
    table="concern_register",
    row=RegisterEntry,
    evolve=entered,
    finish=as_entry,
    key=("register",),
    filled_under_the_lock={
        "opened_at": None,
        "last_line_at": None,
        "last_concern_at": "last_concern_line",
        "reviewed_at": "reviewed_line",
    },
    opens=ConcernsOpened,
)
