"""given(what happened).when(a command).then(what follows)."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import reduce

from domain.people import Person
from domain.prevention.commands import Circumstances, Command
from domain.prevention.decisions import decide
from domain.prevention.events import Event
from domain.prevention.state import Entry, evolve
from domain.school_days import SchoolCalendar
from tests.domain.prevention.examples import COORDINATOR, MONDAY_NINE, TEACHER
from tests.thens import Thens


def read_back(*history: Event, start: Entry | None = None) -> Entry | None:
    return reduce(evolve, history, start)


def entry(*history: Event) -> Entry:
    found = read_back(*history)
    assert found is not None
    return found


@dataclass(frozen=True)
class Asked(Thens):
    entry: Entry | None
    command: Command
    circumstances: Circumstances

    @property
    def decided(self) -> list[Event]:
        return decide(self.entry, self.command, self.circumstances)

    @property
    def event(self) -> Event:
        """The last of them: what was asked."""
        return self.decided[-1]

    def again(self) -> "Asked":
        return replace(self, entry=read_back(*self.decided, start=self.entry))


@dataclass(frozen=True)
class Given:
    history: tuple[Event, ...]

    def when(
        self,
        command: Command,
        by: Person = COORDINATOR,
        at: datetime = MONDAY_NINE,
        author: Person = TEACHER,
    ) -> Asked:
        circumstances = Circumstances(
            by=by, now=at, calendar=SchoolCalendar(), author=author.account
        )
        return Asked(read_back(*self.history), command, circumstances)


def given(*history: Event) -> Given:
    return Given(history)
