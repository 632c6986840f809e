"""Given what a school has set, when somebody asks, then this follows."""

from dataclasses import dataclass, replace
from functools import reduce
from uuid import UUID

import pytest

from domain.people import Person
from domain.school_setup.commands import Circumstances, Command
from domain.school_setup.decisions import decide
from domain.school_setup.events import Event
from domain.school_setup.refusals import Mistaken
from domain.school_setup.state import Setup, evolve
from tests.examples import LEAD

SHIPPED = ("2026-09", "a" * 64)


@dataclass(frozen=True)
class Asked:
    setup: Setup
    command: Command
    by: Person
    accounts: frozenset[UUID] | None = None
    people: tuple[Person, ...] = ()

    def while_at_work(self, *people: Person) -> "Asked":
        return replace(self, accounts=frozenset(one.account for one in people), people=people)

    def decided(self) -> list[Event]:
        around = Circumstances(
            by=self.by, shipped=SHIPPED, accounts=self.accounts, people=self.people
        )
        return decide(self.setup, self.command, around)

    def then(self, *expected: Event) -> None:
        assert self.decided() == list(expected)

    def then_nothing(self) -> None:
        self.then()

    def then_refused(self, *expected: str) -> None:
        """Each as "terms.1.last: This term ends before it begins."."""
        with pytest.raises(Mistaken) as refused:
            self.decided()
        told = [
            f"{'.'.join(map(str, mistake.where))}: {mistake.sentence}"
            for mistake in refused.value.mistakes
        ]
        assert told == list(expected)


@dataclass(frozen=True)
class Given:
    setup: Setup

    def when(self, command: Command, by: Person = LEAD) -> Asked:
        return Asked(self.setup, command, by)


def given(*history: Event) -> Given:
    return Given(set_up(*history))


def set_up(*history: Event) -> Setup:
    return reduce(evolve, history, Setup())
