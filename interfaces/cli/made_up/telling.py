"""How a story is told: who asked what of the record, and when.

Times are those on the school's clock. Whatever has an id is called by its name or its words, and
found in the record when its turn comes.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TypeVar
from uuid import UUID

from application.projections.history import story as sentences
from application.projections.phrases import SCHOOL_TIME
from application.read_back import History, state_of
from application.school_log import Told
from domain.incident.commands import Command
from domain.incident.state import Incident
from domain.people import Person
from domain.times import UNKNOWN_TIME, Occurred, Precision

T = TypeVar("T")

# Several things written down one after the other take their time.
WRITING = timedelta(minutes=3)


@dataclass(frozen=True, slots=True)
class Known:
    """What the school knows when it asks: its people, its incidents, and this one's record."""

    people: Mapping[str, Person]
    incidents: Mapping[str, Told]
    history: History | None

    def account(self, name: str) -> UUID:
        return self.people[name].account

    def incident(self, story: str) -> UUID:
        return self.incidents[story].id

    def reference(self, story: str) -> str:
        return self.incidents[story].reference

    def person(self, name: str) -> UUID:
        """Somebody who is linked to this incident under that name or description."""
        return the_only(key for key, person in self.state.people.items() if person.name == name)

    def task(self, what: str) -> UUID:
        return the_only(key for key, task in self.state.tasks.items() if task.what == what)

    def line(self, words: str) -> int:
        """The number of the line whose sentence has these words."""
        assert self.history is not None
        lines = self.history.lines
        found = zip(lines, sentences(lines), strict=True)
        return the_only(line.version for line, said in found if words in said)

    @property
    def state(self) -> Incident:
        state = state_of(self.history) if self.history else None
        assert state is not None, "Nothing is known of an incident before it is reported."
        return state


def the_only(found: Iterable[T]) -> T:
    """A story that means one thing and says another is wrong, so it is told at once."""
    (only,) = found
    return only


# What is asked, or what it comes to once the school knows enough.
Asking = Command | Callable[[Known], Command]


@dataclass(frozen=True, slots=True)
class Act:
    moment: datetime
    by: str
    ask: Asking
    occurred: Occurred | None = None


@dataclass(frozen=True, slots=True)
class Story:
    name: str
    acts: tuple[Act, ...]


def story(name: str, *told: tuple[Act, ...]) -> Story:
    return Story(name, tuple(act for acts in told for act in acts))


def at(moment: str, by: str, *asks: Asking, occurred: str | None = None) -> tuple[Act, ...]:
    """What one person wrote down, one thing after the other, from that moment on.

    `occurred` is when the first of them happened.
    """
    first, *more = asks
    begun, happened = clock(moment), occurred_at(occurred) if occurred else None
    return (
        Act(begun, by, first, happened),
        *(Act(begun + number * WRITING, by, ask) for number, ask in enumerate(more, start=1)),
    )


def clock(told: str) -> datetime:
    """A time on the school's clock, such as 2026-09-07 09:35."""
    return datetime.fromisoformat(told).replace(tzinfo=SCHOOL_TIME).astimezone(UTC)


def occurred_at(told: str) -> Occurred:
    """Such as 2026-09-07, 2026-09-07 09:35, "about 2026-09-07 09:35" or "unknown"."""
    match told.split():
        case ["unknown"]:
            return UNKNOWN_TIME
        case ["about", day, time]:
            return Occurred(clock(f"{day} {time}"), precision=Precision.APPROXIMATE)
        case [day]:
            return Occurred(
                datetime.fromisoformat(day).replace(tzinfo=UTC), precision=Precision.DAY
            )
        case _:
            return Occurred(clock(told), precision=Precision.MINUTE)
