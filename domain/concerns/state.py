"""Where a register stands: only what a later decision needs to know."""

from dataclasses import dataclass, field, replace
from typing import Any, assert_never
from uuid import UUID

from domain.concerns.events import (
    Adult,
    AgencyTold,
    ConcernCorrected,
    ConcernEscalated,
    ConcernRecorded,
    ConcernsOpened,
    ConcernWithdrawnInError,
    Event,
    PatternReviewed,
    RegisterClosed,
    SelfReported,
    WorkingAs,
)

Telling = ConcernRecorded | SelfReported


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """As it was first told, and what it says with corrections."""

    told: Telling
    what: str
    in_error: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    adult: Adult
    concerns: dict[UUID, Concern] = field(default_factory=dict)
    reviewed: frozenset[UUID] = frozenset()
    agencies: tuple[tuple[str, str], ...] = ()  # Each agency told, and who there.
    closed: RegisterClosed | None = None
    # The last line of each kind, so that asking twice writes nothing.
    last: dict[type[Event], Event] = field(default_factory=dict)

    @property
    def standing(self) -> tuple[UUID, ...]:
        """Concerns that were not withdrawn, in the order in which they were recorded."""
        return tuple(key for key, concern in self.concerns.items() if not concern.in_error)


NOBODY = Adult(person=UUID(int=0), full_name="", post="", working_as=WorkingAs.NOT_KNOWN)


def review_due(register: Register) -> bool:
    """A second concern, and every one after it, asks whether there is a pattern."""
    standing = register.standing
    return len(standing) > 1 and not register.reviewed.issuperset(standing)


def evolve(register: Register | None, event: Event) -> Register:
    """Apply one fact. It has happened, so nothing here may refuse it."""
    register = applied(register or Register(adult=NOBODY), event)
    return replace(register, last={**register.last, type(event): event})


def applied(register: Register, event: Event) -> Register:
    match event:
        case ConcernsOpened():
            return replace(register, adult=adult_of(event))
        case ConcernRecorded() | SelfReported():
            return with_concern(register, event)
        case AgencyTold(agency=agency, person_told=person):
            told = (*register.agencies, (agency, person))
            return replace(register, agencies=tuple(dict.fromkeys(told)))
        case PatternReviewed(concerns=concerns):
            return replace(register, reviewed=register.reviewed.union(concerns))
        case ConcernWithdrawnInError(concern=concern):
            return with_changed(register, concern, in_error=True)
        case ConcernCorrected():
            return corrected(register, event)
        case RegisterClosed():
            return replace(register, closed=event)
        case ConcernEscalated():
            return register
        case _:
            assert_never(event)


def adult_of(event: ConcernsOpened) -> Adult:
    return Adult(
        person=event.person,
        full_name=event.full_name,
        post=event.post,
        working_as=event.working_as,
        employer=event.employer,
        account=event.account,
    )


def with_concern(register: Register, event: Telling) -> Register:
    """A concern after the closing opens the register again."""
    concern = Concern(told=event, what=event.what)
    return replace(register, concerns={**register.concerns, event.concern: concern}, closed=None)


def with_changed(
    register: Register, key: UUID, *, what: str | None = None, in_error: bool = False
) -> Register:
    known = register.concerns.get(key)
    if known is None:
        return register
    changed = replace(known, what=what or known.what, in_error=in_error or known.in_error)
    return replace(register, concerns={**register.concerns, key: changed})


def corrected(register: Register, event: ConcernCorrected) -> Register:
    """The text as corrected, wherever a later line is made of it."""
    if event.new is None:
        return register
    match event.line_name, event.field:
        case "concerns-opened.1", ("full_name" | "post" | "employer") as text:
            changed: dict[str, Any] = {text: event.new}
            return replace(register, adult=replace(register.adult, **changed))
        case (("concern-recorded.1" | "self-reported.1"), "what") if event.about:
            return with_changed(register, event.about, what=event.new)
        case "agency-told.1", ("agency" | "person_told"):
            return replace(register, agencies=renamed(register, event.old, event.new))
        case "register-closed.1", "reason" if register.closed:
            return replace(register, closed=replace(register.closed, reason=event.new))
        case _:
            return register


def renamed(register: Register, old: str | None, new: str) -> tuple[tuple[str, str], ...]:
    return tuple(
        (new if agency == old else agency, new if person == old else person)
        for agency, person in register.agencies
    )


def as_corrected(event: Event, correction: ConcernCorrected) -> Event:
    """An earlier line as it reads now. The times of a line are not part of its event."""
    if correction.new_occurred is not None:
        return event
    changed: dict[str, Any] = {correction.field: correction.new}
    return replace(event, **changed)
