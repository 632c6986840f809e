"""What people may ask of the register of low-level concerns about one adult."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from domain.concerns.events import Adult, Event, Sharing
from domain.facts import Answer
from domain.people import Person
from domain.times import Occurred


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordConcern:
    """Record a concern, however small. The first one about an adult opens the register too."""

    adult: Adult
    what: str
    context: str | None = None
    action_taken: str | None = None
    shared: Sharing = Sharing.NAMED
    shared_by: str | None = None
    code_clause: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SelfReport:
    """Record what an adult says of himself or herself. Somebody else may write it down."""

    adult: Adult
    what: str
    context: str | None = None
    action_taken: str | None = None
    code_clause: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordAgencyTold:
    """Record that the supply agency or contractor was told, and what it answered."""

    agency: str
    person_told: str
    what: str
    answer: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPattern:
    """Say whether the concerns that stand make a pattern, why, and when to look again."""

    looked_at: str
    pattern: Answer
    reason: str
    next_look: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalate:
    """Report a restricted incident, because the harm threshold may be met.

    `summary` is what the incident will say; nothing is copied into it by itself. `into` is a
    restricted incident that is there already: the summary is noted in it, and none is reported.
    """

    summary: str
    in_danger_now: Answer = Answer.NOT_KNOWN
    reason: str
    into: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawInError:
    """Say that a concern was recorded in error. It stays, and is shown as withdrawn."""

    concern: UUID
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectLine:
    """Set an earlier line right. What it said before stays visible.

    `field` is a text of that line, or "occurred" with the right time in `new_occurred`.
    """

    line: int
    field: str
    new: str | None = None
    new_occurred: Occurred | None = None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseRegister:
    """Close the register: the adult has left. `reason` says why it is kept until that day."""

    left_on: date
    kept_until: date
    reason: str


Record = RecordConcern | SelfReport
Keep = RecordAgencyTold | ReviewPattern | Escalate | WithdrawInError | CorrectLine | CloseRegister
Command = Record | Keep

COMMANDS: dict[str, type[Command]] = {
    "record-concern": RecordConcern,
    "self-report": SelfReport,
    "record-agency-told": RecordAgencyTold,
    "review-pattern": ReviewPattern,
    "escalate": Escalate,
    "withdraw-in-error": WithdrawInError,
    "correct-line": CorrectLine,
    "close-register": CloseRegister,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """Everything a decision needs that is not in the register or the command.

    The school's set-up of today says whether the adult is the head, who besides the head (or the
    chair) is cleared to decide, and who is conflicted. `adult_account` is the account the adult
    has today. `new_ids` and `reference` are drawn afresh, for a concern or for the incident that
    an escalation reports; `into_reference` is that of the restricted incident it goes into, where
    there is one for whoever asks. For a correction the application finds the line as earlier
    corrections left it (`state.as_corrected`).
    """

    by: Person
    now: datetime
    adult_is_head: bool
    adult_account: UUID | None = None
    cleared: frozenset[UUID] = frozenset()
    conflicted: frozenset[UUID] = frozenset()
    occurred: Occurred | None = None
    new_ids: tuple[UUID, ...] = ()
    reference: str = ""
    into_reference: str | None = None
    corrected: Event | None = None
    corrected_author: UUID | None = None
    corrected_occurred: Occurred | None = None
