"""given(what happened).when(a command).then(what follows)."""

from dataclasses import dataclass, replace
from datetime import datetime
from functools import reduce
from uuid import UUID

from domain.concerns.commands import Circumstances, Command
from domain.concerns.decisions import decide
from domain.concerns.events import Event
from domain.concerns.state import Register, evolve
from domain.people import Person
from domain.times import Occurred
from tests.domain.concerns.examples import HEAD, LATER, MONDAY_NINE, RECORDED, TEACHER
from tests.thens import Thens


def read_back(*history: Event, start: Register | None = None) -> Register | None:
    return reduce(evolve, history, start)


def register(*history: Event) -> Register:
    found = read_back(*history)
    assert found is not None
    return found


@dataclass(frozen=True)
class Asked(Thens):
    register: Register | None
    command: Command
    circumstances: Circumstances

    @property
    def decided(self) -> list[Event]:
        return decide(self.register, self.command, self.circumstances)

    def again(self) -> "Asked":
        return replace(self, register=read_back(*self.decided, start=self.register))


@dataclass(frozen=True)
class Given:
    history: tuple[Event, ...]

    def when(
        self,
        command: Command,
        by: Person = HEAD,
        at: datetime = MONDAY_NINE,
        occurred: Occurred | None = None,
        new_id: UUID = LATER,
        adult_is_head: bool = False,
        into_reference: str | None = None,
        adult_account: UUID | None = None,
        cleared: tuple[Person, ...] = (),
        conflicted: tuple[Person, ...] = (),
        corrected: Event | None = RECORDED,
        author: Person = TEACHER,
        corrected_occurred: Occurred | None = None,
    ) -> Asked:
        circumstances = Circumstances(
            by=by,
            now=at,
            adult_is_head=adult_is_head,
            adult_account=adult_account,
            cleared=frozenset(each.account for each in cleared),
            conflicted=frozenset(each.account for each in conflicted),
            occurred=occurred,
            new_ids=(new_id,),
            reference="OSI-2026-K7Q4ZM",
            into_reference=into_reference,
            corrected=corrected,
            corrected_author=author.account,
            corrected_occurred=corrected_occurred,
        )
        return Asked(read_back(*self.history), command, circumstances)


def given(*history: Event) -> Given:
    return Given(history)
