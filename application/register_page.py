"""A register of low-level concerns as its page shows it, corrections and withdrawals included."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from application.projections.concern_register import RegisterEntry, as_entry, entered
from application.record import AnyLine, Line, occurred_as_told
from application.registers import event_of
from domain.concerns.events import (
    AgencyTold,
    ConcernCorrected,
    ConcernEscalated,
    ConcernRecorded,
    ConcernWithdrawnInError,
    PatternReviewed,
    RegisterClosed,
    SelfReported,
    Sharing,
    WorkingAs,
)
from domain.concerns.state import as_corrected
from domain.facts import Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisteredAdult:
    person: UUID
    full_name: str
    post: str
    working_as: WorkingAs
    employer: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownConcern:
    """`line` is what a correction names. `shared` is null for a self-report. `withdrawn_because`
    tells why it was recorded in error.
    """

    id: UUID
    line: int
    kind: str
    what: str
    context: str | None
    action_taken: str | None
    post: str
    code_clause: str | None
    shared: Sharing | None
    shared_by: str | None
    occurred: dict[str, Any] | None
    recorded_at: datetime
    recorded_by: str
    withdrawn_because: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownReview:
    line: int
    concerns: list[UUID]
    looked_at: str
    pattern: Answer
    reason: str
    next_look: date
    reviewed_by: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownAgency:
    line: int
    agency: str
    person_told: str
    what: str
    answer: str | None
    recorded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownEscalation:
    line: int
    incident: UUID
    reference: str
    reason: str
    recorded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownClosing:
    left_on: date
    kept_until: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterPage:
    """`review_due`: more than one concern stands, and the last has not been looked at."""

    id: UUID
    version: int
    status: str
    restricted: bool
    adult: RegisteredAdult
    concerns: list[ShownConcern]
    review_due: bool
    next_look: date | None
    reviews: list[ShownReview]
    agencies: list[ShownAgency]
    escalations: list[ShownEscalation]
    closed: ShownClosing | None


def register_page(lines: Sequence[AnyLine]) -> RegisterPage:
    entry, told = entry_of(lines), as_they_read_now(lines)
    return RegisterPage(
        id=entry.register,
        version=entry.version,
        status=entry.status,
        restricted=True,
        adult=adult_of(entry),
        concerns=concerns_in(told),
        review_due=entry.review_due,
        next_look=entry.next_look,
        reviews=[shown_review(one) for one in told if isinstance(one.event, PatternReviewed)],
        agencies=[shown_agency(one) for one in told if isinstance(one.event, AgencyTold)],
        escalations=[shown_escalation(o) for o in told if isinstance(o.event, ConcernEscalated)],
        closed=closing_in(told) if entry.status == "closed" else None,
    )


def entry_of(lines: Sequence[AnyLine]) -> RegisterEntry:
    kept = None
    for line in lines:
        kept = entered(kept, line)
    assert kept is not None
    return as_entry(kept)


def as_they_read_now(lines: Iterable[AnyLine]) -> list["Reads"]:
    """Each line with what later lines set right in it."""
    found: dict[int, Reads] = {}
    for line in lines:
        assert isinstance(line, Line)
        event = event_of(line)
        found[line.version] = Reads(line, event, occurred_as_told(line.occurred))
        if isinstance(event, ConcernCorrected) and event.line in found:
            found[event.line] = found[event.line].corrected(event)
    return list(found.values())


@dataclass(frozen=True, slots=True)
class Reads:
    line: Line
    event: Any
    occurred: dict[str, Any] | None

    def corrected(self, by: ConcernCorrected) -> "Reads":
        if by.new_occurred:
            return replace(self, occurred=occurred_as_told(by.new_occurred))
        return replace(self, event=as_corrected(self.event, by))

    @property
    def recorded_at(self) -> datetime:
        assert self.line.recorded_at is not None
        return self.line.recorded_at


def adult_of(entry: RegisterEntry) -> RegisteredAdult:
    assert entry.person is not None
    assert entry.working_as is not None
    return RegisteredAdult(
        person=entry.person,
        full_name=entry.full_name,
        post=entry.post,
        working_as=WorkingAs(entry.working_as),
        employer=entry.employer,
    )


def concerns_in(told: Sequence[Reads]) -> list[ShownConcern]:
    withdrawn = {
        one.event.concern: one.event.reason
        for one in told
        if isinstance(one.event, ConcernWithdrawnInError)
    }
    return [
        shown_concern(one, withdrawn.get(one.event.concern))
        for one in told
        if isinstance(one.event, ConcernRecorded | SelfReported)
    ]


def shown_concern(told: Reads, withdrawn_because: str | None) -> ShownConcern:
    event = told.event
    by_another = isinstance(event, ConcernRecorded)
    return ShownConcern(
        id=event.concern,
        line=told.line.version,
        kind="concern" if by_another else "self-report",
        what=event.what,
        context=event.context,
        action_taken=event.action_taken,
        post=event.post,
        code_clause=event.code_clause,
        shared=event.shared if by_another else None,
        shared_by=event.shared_by if by_another else None,
        occurred=told.occurred,
        recorded_at=told.recorded_at,
        recorded_by=told.line.by.name,
        withdrawn_because=withdrawn_because,
    )


def shown_review(told: Reads) -> ShownReview:
    event = told.event
    return ShownReview(
        line=told.line.version,
        concerns=list(event.concerns),
        looked_at=event.looked_at,
        pattern=event.pattern,
        reason=event.reason,
        next_look=event.next_look,
        reviewed_by=told.line.by.name,
        recorded_at=told.recorded_at,
    )


def shown_agency(told: Reads) -> ShownAgency:
    event = told.event
    return ShownAgency(
        line=told.line.version,
        agency=event.agency,
        person_told=event.person_told,
        what=event.what,
        answer=event.answer,
        recorded_at=told.recorded_at,
    )


def shown_escalation(told: Reads) -> ShownEscalation:
    event = told.event
    return ShownEscalation(
        line=told.line.version,
        incident=event.incident,
        reference=event.incident_reference,
        reason=event.reason,
        recorded_at=told.recorded_at,
    )


def closing_in(told: Sequence[Reads]) -> ShownClosing:
    event = next(one.event for one in reversed(told) if isinstance(one.event, RegisterClosed))
    return ShownClosing(left_on=event.left_on, kept_until=event.kept_until, reason=event.reason)
