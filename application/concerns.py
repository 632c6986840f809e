"""The write side of the registers of low-level concerns: read back, decide, record.

One register for each adult. Whoever shares a concern is told nothing of what was there before.
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from functools import reduce
from typing import Any, Protocol
from uuid import UUID

import msgspec
from eventsourcing.persistence import IntegrityError, PersistenceError

from application import permissions
from application.access import Offices
from application.concern_doors import Eyes, Subject, account_of
from application.concerns_escalated import CaseThere, case_there, escalated, noted
from application.ids import new_reference, new_stream
from application.ports import Appended, SeenKey
from application.read_back import History
from application.record import Line
from application.registers import event_of, known_to, register_in, subject_of
from application.school_log import (
    ATTEMPTS,
    KeyUsedBefore,
    SchoolLog,
    StaleVersion,
    Writing,
    last_position,
)
from domain.concerns.commands import (
    COMMANDS,
    Circumstances,
    Command,
    CorrectLine,
    Escalate,
    Record,
)
from domain.concerns.decisions import decide
from domain.concerns.events import (
    Adult,
    ConcernCorrected,
    ConcernEscalated,
    Event,
)
from domain.concerns.refusals import NobodyLeftToRead, NotOpened
from domain.concerns.state import Register, as_corrected, evolve
from domain.people import Person
from domain.times import Occurred

NAME_OF = {shape: name for name, shape in COMMANDS.items()}
ATTEMPTS_TO_SHARE = 10  # A no would tell that somebody else writes about the same adult.


class StaleRegister(StaleVersion):
    because = "Somebody added to this register while you were writing. Look at it again first."


class Registers(Protocol):
    """Which stream is the register of which adult."""

    def register_of(self, person: UUID) -> UUID | None: ...

    def is_seen(self, register: UUID, eyes: Eyes) -> bool: ...


@dataclass(frozen=True, slots=True)
class ToldOfRegister:
    """`position` is None when nothing needed writing. An escalation tells of its incident."""

    version: int
    position: int | None
    incident: UUID | None = None
    reference: str | None = None


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks, when, and of a school whose posts are held by whom."""

    by: Person
    now: datetime
    offices: Offices
    occurred: Occurred | None = None
    seen: SeenKey | None = None


@dataclass(frozen=True, slots=True)
class Concerns:
    """The registers of one school."""

    log: SchoolLog
    registers: Registers

    def share(
        self,
        command: Record,
        *,
        by: Person,
        now: datetime,
        occurred: Occurred | None = None,
        seen: SeenKey | None = None,
    ) -> None:
        """Record a concern or a self-report, by anybody. Nothing that is told depends on what was
        recorded before. Raises Refused for what is wrong in the command itself, and KeyUsedBefore.
        """
        asking = Asking(by, now, self.log.offices(), occurred, seen)
        command = replace(command, adult=self.adult_of(command.adult, asking.offices))
        for _ in range(ATTEMPTS_TO_SHARE):
            if seen and (answered := self.log.given_recorder.answered(seen)):
                return once_more(answered)
            stream = self.registers.register_of(command.adult.person)
            history = self.log.read(stream) if stream else History(new_stream(now), None)
            try:
                return self.shared(history, command, asking)
            except IntegrityError:
                continue  # Another first concern about the same adult came in between, or more.
        raise PersistenceError("Too many write about the same adult at once.")

    def shared(self, history: History, command: Record, asking: Asking) -> None:
        register = register_in(history)
        subject = subject_of(register.adult if register else command.adult)
        events = decide(register, command, circumstances(subject, asking))
        writings = [(history, self.lines(history, events, asking))]
        once_more(self.append(writings, asking.seen, {}))

    def adult_of(self, adult: Adult, offices: Offices) -> Adult:
        """With the account that the adult signs in with, where the school knows it."""
        known = {one.account for one in offices.people}
        given = adult.account if adult.account in known else None
        return replace(adult, account=given or account_of(subject_of(adult), offices))

    def ask(
        self,
        stream: UUID,
        wish: Callable[[Adult], Command],
        *,
        by: Person,
        now: datetime,
        occurred: Occurred | None = None,
        expected_version: int | None = None,
        seen: SeenKey | None = None,
    ) -> ToldOfRegister:
        """Ask something of a register, by somebody who may read it.

        Raises NotOpened where it is hidden or not there, StaleVersion, KeyUsedBefore, and Refused.
        """
        asking = Asking(by, now, self.log.offices(), occurred, seen)
        if not self.registers.is_seen(stream, Eyes.of(by, asking.offices)):
            raise NotOpened
        for attempt in range(1, ATTEMPTS + 1):
            history = self.log.read(stream)
            register = known_to(by, history, asking.offices)  # First: hidden is not there.
            shown = self.shown(history, asking)
            command = wish(register.adult)
            if not permissions.may_ask_of_register(by.role, NAME_OF[type(command)]):
                raise permissions.NotYourRole
            if seen and (answered := self.log.given_recorder.answered(seen)):
                return self.told_again(answered, asking)
            if expected_version not in (None, history.version):
                raise StaleRegister(history.version)
            try:
                return self.asked(history, shown, command, asking)
            except IntegrityError:
                if attempt == ATTEMPTS:
                    raise StaleRegister(history.version) from None
        raise AssertionError("The last attempt returns or raises.")

    def shown(self, history: History, asking: Asking) -> History:
        """Without what was escalated into an incident that this person may not know of now: what
        is decided for them, and what they are told, is as if it were not there.
        """
        hidden = self.log.hidden_links(history.lines, asking.by, asking.now)
        lines = tuple(line for line in history.lines if line.version not in hidden)
        return History(history.stream, history.keys, lines)

    def told_again(self, appended: Appended, asking: Asking) -> ToldOfRegister:
        told = told_before(appended)
        if told.incident is None:
            return told
        if self.log.may_be_known(told.incident, by=asking.by, now=asking.now):
            return told
        return replace(told, incident=None, reference=None)

    def asked(
        self, history: History, shown: History, command: Command, asking: Asking
    ) -> ToldOfRegister:
        register = register_in(shown)
        assert register is not None, "A register begins with no line that is hidden."
        subject = subject_of(register.adult)
        known = informed(circumstances(subject, asking), command, shown)
        there = case_there(self.log, command, asking.by, asking.now)
        known = replace(known, into_reference=there.reference if there else None)
        events = decide(register, command, known)
        still_read(register, events, asking.offices)
        lines = self.lines(history, events, asking)
        incident = incident_in(events or escalated_before(register, command))
        told = ToldOfRegister(history.version + len(lines), None, *incident)
        if not lines and not asking.seen:
            return told
        writings = [*self.beside(register, events, there, known, asking.offices), (history, lines)]
        answer = {**asdict(told), "incident": str(told.incident) if told.incident else None}
        appended = self.append(writings, asking.seen, answer)
        if appended.outcome != "written":
            return self.told_again(appended, asking)
        if there:
            self.log.memory.forget((self.log.school, there.history.stream))
        return replace(told, position=last_position(appended, writings))

    def beside(
        self,
        register: Register,
        events: Sequence[Event],
        there: CaseThere | None,
        known: Circumstances,
        offices: Offices,
    ) -> list[Writing]:
        """What an escalation writes to an incident, in the same append; else nothing."""
        event = events[0] if events else None
        if not isinstance(event, ConcernEscalated):
            return []
        if there:
            told = noted(there, event, known, offices)
            return [(there.history, self.log.lines(there.history, told, known.by))]
        told = escalated(register, event, known, offices, self.log.school_rules())
        new = History(event.incident, None)
        return [(new, self.log.lines(new, told, known.by))]

    def lines(self, history: History, events: Sequence[Event], asking: Asking) -> list[Line]:
        """When it occurred is said of the concern, and not of the register that it opens."""
        lines = self.log.lines(history, events, asking.by)
        return [
            msgspec.structs.replace(line, occurred=asking.occurred) if line is lines[-1] else line
            for line in lines
        ]

    def append(
        self, writings: Sequence[Writing], seen: SeenKey | None, answer: dict[str, Any]
    ) -> Appended:
        sealed = [line for writing in writings if writing[1] for line in self.log.sealed(*writing)]
        if not sealed and not seen:
            return Appended("written", None, None, None)
        return self.log.given_recorder.append(
            sealed, rows=self.log.rows(writings), seen=seen, answer=answer
        )


def still_read(register: Register, events: Sequence[Event], offices: Offices) -> None:
    """A corrected name can be that of its only reader. Raises NobodyLeftToRead."""
    after = reduce(evolve, events, register)
    subject = subject_of(after.adult)
    if subject == subject_of(register.adult):
        return
    if not any(Eyes.of(person, offices).see(subject) for person in offices.people):
        raise NobodyLeftToRead


def circumstances(subject: Subject, asking: Asking) -> Circumstances:
    offices, eyes = asking.offices, Eyes.of(asking.by, asking.offices)
    about_the_head = eyes.about_the_head(subject)
    named = offices.about_the_head if about_the_head else offices.concern_readers
    return Circumstances(
        by=asking.by,
        now=asking.now,
        adult_is_head=about_the_head,
        adult_account=account_of(subject, offices),
        cleared=frozenset(named),
        occurred=asking.occurred,
        new_ids=(new_stream(asking.now),),
        reference=new_reference(asking.now.year),
    )


def informed(known: Circumstances, command: Command, history: History) -> Circumstances:
    """With the line to correct, as earlier corrections left it."""
    if not isinstance(command, CorrectLine):
        return known
    line = next((one for one in history.lines if one.version == command.line), None)
    if not isinstance(line, Line):
        return known
    event, occurred = event_of(line), line.occurred
    for later in map(event_of, history.lines):
        if isinstance(later, ConcernCorrected) and later.line == command.line:
            event, occurred = as_corrected(event, later), later.new_occurred or occurred
    return replace(
        known, corrected=event, corrected_author=line.actor, corrected_occurred=occurred
    )


def escalated_before(register: Register, command: Command) -> Sequence[Event]:
    """Asked once more in the same words, the answer tells of the incident that there is."""
    earlier = register.last.get(ConcernEscalated) if isinstance(command, Escalate) else None
    return [earlier] if earlier else []


def incident_in(events: Sequence[Event]) -> tuple[UUID | None, str | None]:
    for event in events:
        if isinstance(event, ConcernEscalated):
            return event.incident, event.incident_reference
    return None, None


def once_more(appended: Appended) -> None:
    """Whoever shares a concern twice is told the same. Raises KeyUsedBefore."""
    if appended.outcome == "clash":
        raise KeyUsedBefore


def told_before(appended: Appended) -> ToldOfRegister:
    once_more(appended)
    if appended.answer is None or "version" not in appended.answer:
        raise KeyUsedBefore
    answer = appended.answer
    incident = UUID(answer["incident"]) if answer["incident"] else None
    return ToldOfRegister(answer["version"], answer["position"], incident, answer["reference"])
