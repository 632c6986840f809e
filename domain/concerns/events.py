"""What has been written in the register of low-level concerns about one adult.

These classes are the permanent record. A new or changed field is a new class
with the next number in STORED_NAMES, and a function that lifts the old shape.
Who, as what, when it occurred and when it was recorded stand on every line.

A register is restricted from its first line, and nothing in it is ever used in a reference.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from domain.facts import Answer
from domain.times import Occurred


class WorkingAs(StrEnum):
    STAFF = "staff"
    SUPPLY = "supply"
    CONTRACTOR = "contractor"
    VOLUNTEER = "volunteer"
    GOVERNOR = "governor"
    NOT_KNOWN = "not-known"


class Sharing(StrEnum):
    NAMED = "named"
    ASKED_TO_STAY_UNNAMED = "asked-to-stay-unnamed"  # Any name is known, not to be told on.
    NOT_KNOWN = "not-known"


@dataclass(frozen=True, slots=True, kw_only=True)
class Adult:
    """Whom a register is about; `account` is what they sign in with, if they do."""

    person: UUID
    full_name: str
    post: str
    working_as: WorkingAs = WorkingAs.NOT_KNOWN
    employer: str | None = None  # A supply agency or contractor.
    account: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernsOpened:
    """The first line, written together with the first concern."""

    person: UUID
    full_name: str
    post: str
    working_as: WorkingAs
    employer: str | None = None
    account: UUID | None = None
    restricted: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernRecorded:
    """Below the harm threshold, however small. What nobody knows is left out, not invented."""

    concern: UUID
    post: str
    what: str
    context: str | None = None
    action_taken: str | None = None
    shared: Sharing
    shared_by: str | None = None
    code_clause: str | None = None
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfReported:
    """What an adult says of himself or herself."""

    concern: UUID
    post: str
    what: str
    context: str | None = None
    action_taken: str | None = None
    code_clause: str | None = None
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyTold:
    """The supply agency or contractor was told; the time is that of the line."""

    agency: str
    person_told: str
    what: str
    answer: str | None = None
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternReviewed:
    """Names the concerns that stood in the register on that day."""

    concerns: tuple[UUID, ...]
    looked_at: str
    pattern: Answer
    reason: str
    next_look: date
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernEscalated:
    """The harm threshold may be met: an incident is reported by the same act."""

    concerns: tuple[UUID, ...]
    incident: UUID
    incident_reference: str
    summary: str
    in_danger_now: Answer
    reason: str
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernWithdrawnInError:
    """Kept and shown as withdrawn. Everyone told so far is to be corrected."""

    concern: UUID
    withdrawn_text: str
    reason: str
    to_be_corrected: tuple[str, ...] = ()
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernCorrected:
    """An earlier line set right: the old text or time stays beside the new one."""

    line: int
    line_name: str
    field: str
    old: str | None = None
    new: str | None = None
    old_occurred: Occurred | None = None
    new_occurred: Occurred | None = None
    reason: str
    about: UUID | None = None  # The concern that the earlier line recorded.
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterClosed:
    left_on: date
    kept_until: date
    reason: str


Event = (
    ConcernsOpened
    | ConcernRecorded
    | SelfReported
    | AgencyTold
    | PatternReviewed
    | ConcernEscalated
    | ConcernWithdrawnInError
    | ConcernCorrected
    | RegisterClosed
)

STORED_NAMES: dict[str, type[Event]] = {
    "concerns-opened.1": ConcernsOpened,
    "concern-recorded.1": ConcernRecorded,
    "self-reported.1": SelfReported,
    "agency-told.1": AgencyTold,
    "pattern-reviewed.1": PatternReviewed,
    "concern-escalated.1": ConcernEscalated,
    "concern-withdrawn-in-error.1": ConcernWithdrawnInError,
    "concern-corrected.1": ConcernCorrected,
    "register-closed.1": RegisterClosed,
}

NAMES: dict[type[Event], str] = {event: name for name, event in STORED_NAMES.items()}
