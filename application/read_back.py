"""A stream read back: its lines, what they come to, and who may know of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import reduce
from typing import Any
from uuid import UUID

import msgspec

from application import permissions
from application.ports import StreamKeys
from application.projections import Projection
from application.record import (
    AnyLine,
    ErasedLine,
    Line,
    UnknownLine,
)
from domain.incident.deciding.grounds import before_the_lado
from domain.incident.events import Event, IncidentReported, LineCorrected
from domain.incident.refusals import NotReported, Refused, Unreadable
from domain.incident.state import Incident, as_corrected, evolve
from domain.incident.steps import about
from domain.people import Person
from domain.times import Occurred


class WrittenByNewerDaybook(Refused):
    because = "This incident has a line of a kind that this Daybook does not know. Update Daybook."


INCIDENT = "incident"


@dataclass(frozen=True)
class History:
    """One stream as read back: its lines, and its keys if it has any.

    `folded` keeps what its lines came to, by read model and for the incident itself.
    """

    stream: UUID
    keys: StreamKeys | None
    lines: tuple[AnyLine, ...] = ()
    folded: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    @property
    def version(self) -> int:
        return self.lines[-1].version if self.lines else 0

    def come_to(self, projection: Projection) -> Any:
        """What the projection's evolve comes to over these lines."""
        if projection.table not in self.folded:
            self.folded[projection.table] = reduce(projection.evolve, self.lines, None)
        return self.folded[projection.table]

    def grown(
        self, lines: Sequence[Line], projections: Sequence[Projection], first: int, ms: int
    ) -> "History":
        """With these lines, now that they are recorded from position `first` on, at `ms`."""
        at = datetime.fromtimestamp(ms // 1000, UTC).replace(microsecond=ms % 1000 * 1000)
        recorded = [
            msgspec.structs.replace(line, position=position, recorded_at=at)
            for position, line in enumerate(lines, start=first)
        ]
        events: list[Any] = [line.event for line in lines]
        folded = {
            p.table: reduce(p.evolve, recorded, self.come_to(p))
            for p in projections
            if p.tells_of(self.lines[0])
        }
        folded[INCIDENT] = reduce(evolve, events, state_of(self))
        return History(self.stream, self.keys, (*self.lines, *recorded), folded)


def is_incident(line: AnyLine) -> bool:
    """Whether a stream that begins with this line is an incident's."""
    if isinstance(line, Line):
        return isinstance(line.event, IncidentReported)
    return line.name.startswith("incident-reported.")


def state_of(history: History) -> Incident | None:
    """Where the incident stands. Raises Refused when part of it cannot be read or understood."""
    if INCIDENT not in history.folded:
        history.folded[INCIDENT] = fold(history)
    state: Incident | None = history.folded[INCIDENT]
    return state


def fold(history: History) -> Incident | None:
    state: Incident | None = None
    if history.lines and not is_incident(history.lines[0]):
        raise NotReported
    for line in history.lines:
        match line:
            case Line(event=event):
                state = evolve(state, event)  # type: ignore[arg-type]
            case ErasedLine():
                raise Unreadable
            case UnknownLine():
                raise WrittenByNewerDaybook
    return state


def first_of(history: History, lines: Sequence[Line]) -> AnyLine:
    """The line that a stream begins with, once these lines are in."""
    return history.lines[0] if history.lines else lines[0]


def reporter_of(history: History) -> UUID | None:
    first = history.lines[0]
    return first.actor if isinstance(first, Line) else None


def known_to(by: Person, history: History, now: datetime) -> bool:
    """Whether this person may know that there is such an incident."""
    state, first = state_of(history), history.lines[0]
    assert state is not None
    assert isinstance(first, Line)
    return permissions.may_know_of(by, state, first.actor, now)


def was_given(history: History, step: str) -> bool:
    state = state_of(history)
    return state is not None and step in state.walk.steps


def is_repeated(event: Event, history: History, by: UUID, occurred: Occurred | None) -> bool:
    """Whether the last line of this kind, about the same person of the case, is by this account
    and of this time, and still reads as it was written.
    """
    last = last_line(history, type(event), about(event))
    if last is None or (last.actor, last.occurred) != (by, occurred):
        return False
    return not any(
        isinstance(line, Line)
        and isinstance(line.event, LineCorrected)
        and line.event.line == last.version
        for line in history.lines
    )


def last_line(history: History, kind: type[Event], whom: UUID | None) -> Line | None:
    told = (line for line in reversed(history.lines) if isinstance(line, Line))
    of_that_kind = ((line, line.event) for line in told if type(line.event) is kind)
    return next((line for line, event in of_that_kind if about(event) == whom), None)


def waits_for_others(history: History) -> bool:
    """For the LADO or the police: then the edition says which of its steps come after them."""
    state = state_of(history)
    return state is not None and (state.paused or before_the_lado(state))


def corrected_line(history: History, version: int) -> dict[str, Any]:
    """The line of that version, as earlier corrections left it."""
    found: dict[str, Any] = {}
    for line in history.lines:
        if not isinstance(line, Line):
            continue
        if line.version == version:
            found = {
                "corrected": line.event,
                "corrected_author": line.actor,
                "corrected_occurred": line.occurred,
            }
        if isinstance(line.event, LineCorrected) and line.event.line == version and found:
            found["corrected"] = as_corrected(found["corrected"], line.event)
            found["corrected_occurred"] = line.event.new_occurred or found["corrected_occurred"]
    return found
