"""given(what happened).when(a command).then(what follows)."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import reduce
from uuid import UUID

from application.access import account_meant
from domain.incident.commands import AppointCaseManager, Circumstances, Command, LinkPerson
from domain.incident.decisions import decide
from domain.incident.events import Event, PersonLinked
from domain.incident.state import Incident, evolve
from domain.incident.words import Capacity, PersonKind
from domain.people import Person, Role
from domain.times import Occurred
from tests.examples import (
    CHAIR,
    COORDINATOR,
    DEPUTY,
    HEAD,
    LEAD,
    MONDAY_NINE,
    MR_PIKES_ACCOUNT,
    TEACHER,
)
from tests.thens import Thens

FIRST_NEW_ID = 0xE000
PIKE = Person(MR_PIKES_ACCOUNT, "Alan Pike", "Teacher", "Fellside School", Role.CLASS_TEACHER)
COLLEAGUES = (LEAD, DEPUTY, HEAD, CHAIR, COORDINATOR, TEACHER, PIKE)


def holder_of(command: Command) -> Person | None:
    """Whom the accounts directory knows by the id in this command."""
    if isinstance(command, AppointCaseManager) and command.manager is None:
        return next((one for one in COLLEAGUES if one.name == command.manager_name), None)
    account = account_meant(command)
    return next((one for one in COLLEAGUES if one.account == account), None)


def read_back(*history: Event, start: Incident | None = None) -> Incident | None:
    return reduce(evolve, history, start)


@dataclass(frozen=True)
class Asked(Thens):
    incident: Incident | None
    command: Command
    circumstances: Circumstances

    @property
    def decided(self) -> list[Event]:
        """What was decided; asked once more, most things write nothing."""
        return decide(self.incident, self.command, self.circumstances)

    def then_out_of_order(self, *why: str) -> None:
        assert getattr(self.event, "out_of_order") == why  # noqa: B009

    def again(self) -> "Asked":
        return replace(self, incident=read_back(*self.decided, start=self.incident))


@dataclass(frozen=True)
class Given:
    history: tuple[Event, ...]

    def when(
        self,
        command: Command,
        by: Person = LEAD,
        at: datetime = MONDAY_NINE,
        occurred: Occurred | None = None,
        corrected: Event | None = None,
        author: UUID | None = None,
        other_reference: str | None = None,
        other_restricted: bool = False,
        meant: Person | None = None,
        accounts: tuple[Person, ...] = (),
    ) -> Asked:
        circumstances = Circumstances(
            by=by,
            now=at,
            reference="OSI-2026-K7Q4ZM",
            occurred=occurred,
            new_ids=(UUID(int=FIRST_NEW_ID + len(self.history)),),
            corrected=corrected,
            corrected_author=author,
            other_reference=other_reference,
            other_restricted=other_restricted,
            meant=holder_of(command) if meant is None else meant,
            accounts=accounts,
        )
        return Asked(read_back(*self.history), command, circumstances)


def given(*history: Event) -> Given:
    return Given(history)


@dataclass
class Case:
    """A story told command by command; every line keeps who said it."""

    lines: list[tuple[Person, Event]] = field(default_factory=list)
    asked: int = 0

    @property
    def history(self) -> tuple[Event, ...]:
        return tuple(event for _, event in self.lines)

    @property
    def incident(self) -> Incident:
        incident = read_back(*self.history)
        assert incident is not None
        return incident

    def ask(self, command: Command, by: Person = LEAD) -> list[Event]:
        """What was written, of which the story may need an id."""
        self.asked += 1
        around = Circumstances(
            by=by,
            now=MONDAY_NINE,
            reference="OSI-2026-K7Q4ZM",
            new_ids=(UUID(int=FIRST_NEW_ID + self.asked),),
            other_reference="OSI-2026-P3R8TC",
            meant=holder_of(command),
        )
        decided = decide(read_back(*self.history), command, around)
        self.lines.extend((by, event) for event in decided)
        return decided

    def link(self, full_name: str, kind: PersonKind, capacity: Capacity, year: str) -> UUID:
        command = LinkPerson(full_name=full_name, kind=kind, capacity=capacity, year_or_post=year)
        (event,) = self.ask(command)
        assert isinstance(event, PersonLinked)
        return event.person
