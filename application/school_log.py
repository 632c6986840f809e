"""The write side of one school. One method, one path: read back, decide, record."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial, reduce
from typing import Any, Protocol, cast
from uuid import UUID, uuid4

from eventsourcing.application import Application
from eventsourcing.persistence import (
    ApplicationRecorder,
    InfrastructureFactory,
    IntegrityError,
    Mapper,
)
from eventsourcing.popo import POPOFactory
from eventsourcing.utils import Environment

from application import permissions
from application.access import WIDE_OPEN, Ajar, Offices, asks_who_is_who, doors_in
from application.answering import answering
from application.asking import lets_in, may, may_report, not_there, step_named
from application.ids import new_reference, new_stream
from application.links import hidden_links
from application.people.naming import Names
from application.ports import Appended, Rows, SeenKey, StreamKeys
from application.projections import Projection
from application.read_back import (
    History,
    corrected_line,
    first_of,
    is_incident,
    is_repeated,
    known_to,
    set_aside_at,
    state_of,
    waits_for_others,
    was_given,
)
from application.record import (
    AnyLine,
    By,
    CaseKeys,
    Draft,
    ErasedLine,
    Event,
    Line,
    RecordMapper,
    SealedLine,
)
from application.remarks import nobody_to_lead, remarks
from application.remembering import Memory
from application.school_rules import SchoolRules
from application.technicians_tasks import is_no_doer, looked_through
from application.urgent import Staff
from domain.incident.commands import (
    AdoptEdition,
    Assess,
    AssessHarmThreshold,
    AssignTask,
    ChangeCapacity,
    ChangeFacts,
    Circumstances,
    Command,
    CorrectLine,
    EscalateToLado,
    Link,
    LinkPerson,
    MarkNamedInError,
    RecordDecision,
    RecordRemovalOutcome,
    ReportIncident,
    StrikeOut,
)
from domain.incident.deciding.closing import care, is_id
from domain.incident.deciding.keeping import partner_line
from domain.incident.deciding.technicians import for_a_technician
from domain.incident.decisions import decide
from domain.incident.events import Event as IncidentEvent
from domain.incident.events import LinkedTo, PersonLinked, StatutoryReportMade, TaskAssigned
from domain.incident.refusals import Refused
from domain.incident.state import Incident, evolve
from domain.incident.words import MAY_WORK_HERE
from domain.people import Person
from domain.school import CaseDisposed, Clock, SchoolOpened, TrustJoined
from domain.school_setup.state import Setup
from domain.times import Occurred

ATTEMPTS = 3


class StaleVersion(Refused):
    """Somebody else has written to this incident since it was read."""

    because = "Somebody added to this incident while you were writing. Look at it again first."

    def __init__(self, version: int | None) -> None:
        self.version = version  # None for those to whom the case is hidden.


class KeyUsedBefore(Refused):
    because = "This Idempotency-Key was used for another request. Send a new one."


class Recorder(Protocol):
    """What the record must be able to do, beyond the library's ApplicationRecorder."""

    def append(
        self,
        lines: Sequence[SealedLine],
        *,
        rows: Rows | None = None,
        destroyed: Sequence[tuple[UUID, int]] = (),
        seen: SeenKey | None = None,
        answer: dict[str, Any] | None = None,
    ) -> Appended: ...

    def read(
        self, stream: UUID, upto: int | None = None
    ) -> tuple[StreamKeys | None, list[SealedLine]]: ...

    def last(self, stream: UUID) -> tuple[StreamKeys | None, list[SealedLine]]: ...

    def of_the_school(
        self, names: Sequence[str], most: int | None = None
    ) -> tuple[StreamKeys | None, list[SealedLine]]: ...

    def newest_version(self, stream: UUID) -> int: ...

    def access_stream(self, incident: UUID) -> UUID | None: ...

    def answered(self, seen: SeenKey) -> Appended | None: ...


# What is to be written to one stream.
Writing = tuple[History, Sequence[Line]]


@dataclass(frozen=True, slots=True)
class Told:
    """The answer to a command. `position` is None when nothing needed writing.

    `hidden`: whoever ended a task of this case, or held it, may not know how long it is.
    `remarks` say what followed of itself, once, to whoever asked.
    """

    id: UUID
    reference: str
    version: int
    position: int | None
    hidden: bool = False
    remarks: tuple[str, ...] = ()


def nobody_at_work(now: datetime) -> Staff:
    return Staff(Setup(), (), now)


class SchoolLog(Application[UUID]):
    """A school's log, over a recorder that keeps it."""

    name = "school_log"

    def __init__(
        self,
        school: UUID,
        recorder: Recorder,
        mapper: RecordMapper,
        projections: Sequence[Projection],
        offices: Callable[[], Offices] = Offices,
        school_rules: Callable[[], SchoolRules] = SchoolRules,
        memory: Memory[History] | None = None,
        door: Callable[[UUID, Person, datetime], Ajar] = lambda incident, by, now: WIDE_OPEN,
        names: Callable[[], Names] = lambda: Names(()),
        pupils: Callable[[], Names] = lambda: Names(()),
        listed: Callable[[UUID], Sequence[str]] = lambda person: (),
        of_reference: Callable[[str, Person, datetime], UUID | None] = lambda said, by, now: None,
        staff: Callable[[datetime], Staff] = nobody_at_work,
    ) -> None:
        self.staff = staff
        self.of_reference = of_reference
        self.door = door
        self.names = names
        self.pupils = pupils
        self.listed = listed
        self.memory: Memory[History] = memory or Memory(most=0)
        self.school = school
        self.offices = offices
        self.school_rules = school_rules
        self.given_recorder = recorder
        self.given_mapper = mapper
        self.projections = projections
        super().__init__()

    def construct_env(self, name: str, env: Any = None) -> Environment:
        # Only its defaults are used: recorder and mapper are our own.
        return Environment(name)

    def construct_factory(self, env: Environment) -> InfrastructureFactory:
        return cast(InfrastructureFactory, POPOFactory(env))

    def construct_recorder(self) -> ApplicationRecorder:
        assert isinstance(self.given_recorder, ApplicationRecorder)
        return self.given_recorder

    def construct_mapper(self) -> Mapper[UUID]:
        return self.given_mapper

    # Asking

    def ask(
        self,
        incident: UUID | None,
        command: Command,
        *,
        by: Person,
        now: datetime,
        occurred: Occurred | None = None,
        expected_version: int | None = None,
        seen: SeenKey | None = None,
    ) -> Told:
        """Read the incident back, decide, and record what follows, in one transaction.

        `incident` is None for a report, and for a statutory report by itself. Raises Refused: by
        a rule of the domain; StaleVersion when `expected_version` is no longer the newest;
        KeyUsedBefore.
        """
        stream = incident or new_stream(now)
        rules = self.school_rules() if gives_steps(incident, command) else SchoolRules()
        fresh = Circumstances(
            by=by,
            now=now,
            reference=new_reference(now.year),
            occurred=occurred,
            new_ids=(new_stream(now),),
            playbook=rules.playbook,
            calendar=rules.calendar,
            earlier_playbooks=rules.earlier,
            **self.who_is_who(incident, command),
        )
        if incident and (
            told := self.from_memory(incident, command, fresh, expected_version, seen)
        ):
            return told
        if incident and not self.lets_in(incident, command, fresh):
            raise not_there(command)
        for attempt in range(1, ATTEMPTS + 1):
            history = self.read(incident) if incident else History(stream, None)
            state = state_of(history)
            if incident:  # First: what is hidden has no version or answer.
                may(fresh, command, state, history)
            else:
                may_report(fresh.by, command)
            hidden = incident is not None and not known_to(by, history, now)
            if incident and seen and (answered := self.given_recorder.answered(seen)):
                return replace(told_before(answered), hidden=hidden)
            if not hidden and expected_version not in (None, history.version):
                raise StaleVersion(history.version)
            try:
                told = self.decide_and_record(state, history, command, fresh, seen)
                return replace(told, hidden=hidden)
            except IntegrityError:
                if attempt == ATTEMPTS:
                    raise StaleVersion(None if hidden else history.version) from None
        raise AssertionError("The last attempt returns or raises.")

    def who_is_who(self, incident: UUID | None, command: Command) -> dict[str, Any]:
        if incident is None or asks_who_is_who(command):
            return self.offices().circumstances(command)
        return {}

    def lets_in(self, incident: UUID, command: Command, fresh: Circumstances) -> bool:
        """Asked before the case is read, so that a hidden one takes no longer than none at all.

        What the record itself says is asked after that, and is what counts.
        """
        return lets_in(fresh.by, command, self.door(incident, fresh.by, fresh.now))

    def from_memory(
        self,
        incident: UUID,
        command: Command,
        fresh: Circumstances,
        expected_version: int | None,
        seen: SeenKey | None,
    ) -> Told | None:
        """Write on what is remembered of the case. None unless a line came of it: then look again.

        A refusal may only be for what has changed since, and so may nothing to write.
        """
        history = self.memory.recall((self.school, incident))
        if history is None or expected_version not in (None, history.version):
            return None
        try:
            state = state_of(history)
            may(fresh, command, state, history)
            if not known_to(fresh.by, history, fresh.now):
                return None  # Rare, and answered with care.
            known = self.informed(fresh, command, history, None)
            events = decide(state, command, known)
            if not events:
                return None
            return self.record(state, history, events, None, known, seen, remembered=True)
        except Refused:
            return None
        except IntegrityError:
            self.memory.forget((self.school, incident))
            return None

    def decide_and_record(
        self,
        state: Incident | None,
        history: History,
        command: Command,
        fresh: Circumstances,
        seen: SeenKey | None,
    ) -> Told:
        other = self.other_incident(history.stream, command, fresh.by, fresh.now)
        circumstances = self.informed(fresh, command, history, other)
        events = decide(state, command, circumstances)
        return self.record(state, history, events, other, circumstances, seen)

    def record(
        self,
        state: Incident | None,
        history: History,
        events: Sequence[IncidentEvent],
        other: History | None,
        fresh: Circumstances,
        seen: SeenKey | None,
        *,
        remembered: bool = False,
    ) -> Told:
        lines = self.lines(history, events, fresh.by, fresh.occurred)
        reference = reference_of(reduce(evolve, events, state))
        version = history.version + len(lines)
        if not lines and not seen:
            return Told(history.stream, reference, version, None)
        writings = [*self.partner(state, history, events, other, fresh.by), (history, lines)]
        followed = (
            *remarks(state, events, fresh),
            *nobody_to_lead(state, events, fresh, lambda: self.staff(fresh.now).told_of.contacts),
        )
        appended = self.given_recorder.append(
            [sealed for written in writings for sealed in self.sealed(*written)],
            rows=self.rows(writings),
            seen=seen,
            answer={
                "id": str(history.stream),
                "reference": reference,
                "version": version,
                "remarks": followed,
            },
        )
        if appended.outcome != "written" and remembered:
            raise IntegrityError  # Answered before: but whether it may be told again, ask anew.
        if appended.outcome != "written":
            return told_before(appended)
        self.keep_in_mind(appended, writings)
        position = last_position(appended, writings)
        return Told(history.stream, reference, version, position, remarks=followed)

    def keep_in_mind(self, appended: Appended, writings: Sequence[Writing]) -> None:
        first, ms = appended.first_position, appended.recorded_ms
        if first is None or ms is None:
            return
        for history, lines in writings:
            if history.keys is not None:  # A new stream's wrapped keys are read with it, once.
                grown = history.grown(lines, self.projections, first, ms)
                self.memory.remember((self.school, history.stream), grown)
            first += len(lines)

    def informed(
        self, fresh: Circumstances, command: Command, history: History, other: History | None
    ) -> Circumstances:
        """With what a decision needs to know. Raises ForOthersToDecide."""
        known = self.of_the_record(with_the_last(fresh, history), command, history, other)
        if known.accounts:
            known = replace(known, listed=self.called_there(state_of(history), command))
        known = replace(known, set_aside_at=set_aside_at(history))
        return answering(known, command, history, partial(self.staff, fresh.now))

    def called_there(
        self, incident: Incident | None, command: Command | None = None
    ) -> dict[UUID, tuple[str, ...]]:
        """By the list of people, whoever may work here and is linked by an id of it."""
        linked = incident.people.values() if incident else ()
        asked = [command] if isinstance(command, LinkPerson) else []
        ids = {one.directory_id for one in (*linked, *asked) if one.kind in MAY_WORK_HERE}
        return {one: tuple(self.listed(one)) for one in ids if one}

    def of_the_record(
        self, fresh: Circumstances, command: Command, history: History, other: History | None
    ) -> Circumstances:
        """With what a decision needs of the record: the line to correct, the incident to link,
        what a task says, or the editions that may have the step, which this case was not given.
        """
        match command:
            case CorrectLine(line=version, field=field, new=new):
                known = replace(fresh, **self.line_to_correct(fresh, history, version))
                task = known.corrected
                if isinstance(task, PersonLinked):  # Another name may mean another account.
                    return replace(known, **self.offices().circumstances(command))
                if not isinstance(task, TaskAssigned) or not new:
                    return known
                offices = self.offices()
                known = replace(known, **offices.circumstances(command))
                if field == "assignee_name" and offices.named(new):
                    return known  # Whoever does it is called by name, as when it was given.
                return self.of_a_task(known, task, new, history)
            case AssignTask(what=what):
                known = self.of_a_step(fresh, command, history)
                return self.with_its_doer(
                    self.of_a_task(known, command, what, history), command, history
                )
            case Link() | StrikeOut() if other is not None:
                there = state_of(other)
                assert there is not None
                return replace(
                    fresh,
                    other_reference=there.reference,
                    other_restricted=there.restricted,
                    other_struck_out=there.struck_out is not None,
                    other_care=care(there),
                )
            case _:
                return self.of_a_step(fresh, command, history)

    def of_a_step(self, fresh: Circumstances, command: Command, history: History) -> Circumstances:
        step = step_named(command)
        if step is None or (was_given(history, step) and not waits_for_others(history)):
            return fresh
        rules = self.school_rules()
        return replace(fresh, playbook=rules.playbook, earlier_playbooks=rules.earlier)

    def of_a_task(
        self, known: Circumstances, task: AssignTask | TaskAssigned, text: str, history: History
    ) -> Circumstances:
        """Only a technician's: it is no small thing to look for all names of a school."""
        if not for_a_technician(task, known):
            return known
        incident = state_of(history)
        return replace(known, **looked_through(text, incident, history.lines, self.names()))

    def with_its_doer(
        self, known: Circumstances, task: AssignTask, history: History
    ) -> Circumstances:
        """Technicians read for whom it is. Whoever has an account is called by its name."""
        name = task.assignee_name
        if task.assignee or not for_a_technician(task, known) or self.offices().named(name):
            return known
        return replace(known, pupil_as_doer=is_no_doer(name, state_of(history), self.pupils()))

    def line_to_correct(
        self, fresh: Circumstances, history: History, version: int
    ) -> dict[str, Any]:
        """A link that is not shown to this person is no line that they could correct."""
        hidden = self.hidden_links(history.lines, fresh.by, fresh.now)
        return {} if version in hidden else corrected_line(history, version)

    def hidden_links(self, lines: Sequence[AnyLine], by: Person, now: datetime) -> frozenset[int]:
        """The lines that tell of another incident which this person may not know of now: links,
        and corrections of them. They are not shown, whatever was shown before.
        """
        return hidden_links(lines, partial(self.may_be_known, by=by, now=now))

    def may_be_known(self, incident: UUID, *, by: Person, now: datetime) -> bool:
        lines = self.read(incident).lines
        if not lines or not is_incident(lines[0]):
            return False
        if {type(line) for line in lines} not in ({Line}, {ErasedLine}):
            return False  # The line that cannot be read may be the one that hides it.
        return permissions.may_know_of(by, doors_in(lines), now=now)

    def other_incident(
        self, this: UUID, command: Command, by: Person, now: datetime
    ) -> History | None:
        """The incident that a command names, if it is there for this person; else None."""
        named = self.incident_named(command, by, now)
        if named is None or named == this:
            return None
        if not self.door(named, by, now).known:
            return None
        history = self.read(named)
        if not history.lines or not is_incident(history.lines[0]):
            return None
        return history if known_to(by, history, now) else None

    def incident_named(self, command: Command, by: Person, now: datetime) -> UUID | None:
        match command:
            case Link(other=other):
                return other
            case StrikeOut(duplicate_of=str(text)) if is_id(text):
                return UUID(text)
            case StrikeOut(duplicate_of=str(text)) if text.strip():
                return self.of_reference(text, by, now)
            case _:
                return None

    def partner(
        self,
        state: Incident | None,
        history: History,
        events: Sequence[Event],
        other: History | None,
        by: Person,
    ) -> list[Writing]:
        """The other side of a link, written in the same append; nothing for any other event."""
        linked = next((event for event in events if isinstance(event, LinkedTo)), None)
        if state is None or other is None or linked is None:
            return []
        there = state_of(other)
        assert there is not None
        line = partner_line(linked, state, history.stream, other_restricted=there.restricted)
        return [(other, self.lines(other, [line], by))] if line else []

    def lines(
        self,
        history: History,
        events: Sequence[Event],
        by: Person,
        occurred: Occurred | None = None,
    ) -> list[Line]:
        command, told = uuid4(), which_is_told(events)
        return [
            Line(
                stream=history.stream,
                version=history.version + number,
                command=command,
                actor=by.account,
                by=By(by.name, by.post, by.organisation),
                role=by.role,
                # What follows of itself, such as an alert, happens now and not then.
                occurred=occurred if number == told else None,
                event=event,
            )
            for number, event in enumerate(events, start=1)
        ]

    def sealed(self, history: History, lines: Sequence[Line]) -> list[SealedLine]:
        keys = self.writing_keys(history)
        return [self.given_mapper.to_stored_event(Draft(line, keys)) for line in lines]

    def writing_keys(self, history: History) -> CaseKeys:
        if history.keys is None:
            if history.lines:  # New keys would open none of them: it was read in two halves.
                raise IntegrityError("A stream that has lines has keys.")
            return self.given_mapper.new_keys(history.stream)
        return self.given_mapper.open_keys(history.stream, history.keys)

    def rows(self, writings: Sequence[Writing]) -> Rows:
        """What the read models say of these streams once their lines are in."""
        written = [(history, lines) for history, lines in writings if lines]
        changed = {
            projection.table: [
                as_row(projection, row)
                for history, lines in written
                if projection.tells_of(first_of(history, lines))
                and (row := projection.changed(history.come_to(projection), lines)) is not None
            ]
            for projection in self.projections
        }
        return {table: rows for table, rows in changed.items() if rows}

    # Reading back

    def read(self, stream: UUID, upto: int | None = None) -> History:
        """The stream's lines, oldest first, to version `upto`. Raises LineRefused."""
        keys, sealed = self.given_recorder.read(stream, upto)
        return History(stream, keys, tuple(map(self.given_mapper.to_domain_event, sealed)))

    def read_with_leaves(
        self, stream: UUID, upto: int | None = None
    ) -> list[tuple[AnyLine, bytes]]:
        """The stream's lines, each with its leaf: the bytes that the log proves."""
        _, sealed = self.given_recorder.read(stream, upto)
        return [(self.given_mapper.to_domain_event(line), line.leaf) for line in sealed]

    # The school's own stream

    def end_of_school(self) -> History:
        """As much of it as the next line needs. It grows all the years, so it is not read whole
        where that is not asked for.
        """
        return self.known(*self.given_recorder.last(self.school))

    def of_school(self, names: Sequence[str], most: int | None = None) -> History:
        """The newest `most` lines of each of these stored names, or all of them, in order."""
        return self.known(*self.given_recorder.of_the_school(names, most))

    def known(self, keys: StreamKeys | None, sealed: Sequence[SealedLine]) -> History:
        lines = tuple(map(self.given_mapper.to_domain_event, sealed))
        return History(self.school, keys, lines)

    def open(self, name: str, origin: str, clock: Clock, by: Person) -> None:
        """Write the first line of the log."""
        opened = SchoolOpened(school_name=name, origin=origin, clock=clock)
        self.record_for_school(History(self.school, None), opened, by)

    def join_trust(self, trust: UUID, name: str, by: Person) -> None:
        """Write down that the school belongs to a trust from now on."""
        joined = TrustJoined(trust=trust, trust_name=name)
        self.record_for_school(self.end_of_school(), joined, by)

    def dispose(self, incident: UUID, certificate: CaseDisposed, by: Person) -> Appended:
        """Destroy a case's keys, leave the certificate, and let the read models forget it.

        What tells who opened the case goes with it. The certificate counts the lines of both as
        they are when the keys go.
        """
        for attempt in range(1, ATTEMPTS + 1):
            self.memory.forget((self.school, incident))
            case, school = self.read(incident), self.end_of_school()
            reads = self.who_read(incident)
            erased = [erase(line, self.given_mapper) for line in case.lines]
            try:
                return self.record_for_school(
                    school,
                    replace(certificate, lines=len(erased), **counted(reads)),
                    by,
                    rows={
                        p.table: [as_row(p, p.fold(erased))]
                        for p in self.projections
                        if p.tells_of(erased[0])
                    },
                    destroyed=[(one.stream, one.version) for one in (case, reads) if one],
                )
            except IntegrityError:
                if attempt == ATTEMPTS:
                    raise StaleVersion(case.version) from None
        raise AssertionError("The last attempt returns or raises.")

    def who_read(self, incident: UUID) -> History | None:
        """The access stream of a case, if it has a line."""
        stream = self.given_recorder.access_stream(incident)
        reads = self.read(stream) if stream else None
        return reads if reads and reads.lines else None

    def record_for_school(
        self, history: History, event: Event, by: Person, **also: Any
    ) -> Appended:
        lines = self.lines(history, [event], by)
        return self.given_recorder.append(self.sealed(history, lines), **also)


def counted(reads: History | None) -> dict[str, Any]:
    return {"access_stream": reads.stream, "reads": reads.version} if reads else {}


# What may bring a case new routes and steps, and so asks the playbook.
# What may bring a case steps, or leave one that nothing asks for any more.
GIVES_STEPS = (
    ReportIncident,
    Assess,
    AssessHarmThreshold,
    ChangeFacts,
    AdoptEdition,
    EscalateToLado,
    LinkPerson,
    ChangeCapacity,
    MarkNamedInError,
    RecordDecision,
    RecordRemovalOutcome,
)


def with_the_last(fresh: Circumstances, history: History) -> Circumstances:
    """With who said the last of each kind, and of when: only looked up for the same words."""

    def repeats(event: IncidentEvent) -> bool:
        return is_repeated(event, history, fresh.by.account, fresh.occurred)

    return replace(fresh, repeats=repeats)


def which_is_told(events: Sequence[Event]) -> int:
    """The line that says what was asked, and when it occurred: the first, but for a statutory
    report that opens an incident of its own.
    """
    made = (n for n, event in enumerate(events, 1) if isinstance(event, StatutoryReportMade))
    return next(made, 1)


def gives_steps(incident: UUID | None, command: Command) -> bool:
    return incident is None or isinstance(command, GIVES_STEPS)


def last_position(appended: Appended, writings: Sequence[Writing]) -> int | None:
    """The position of the last line: that of the stream that was asked about."""
    count = sum(len(lines) for _, lines in writings)
    if not writings[-1][1] or appended.first_position is None:
        return None
    return appended.first_position + count - 1


def reference_of(incident: Incident | None) -> str:
    assert incident is not None, "A decision about nothing has no answer."
    return incident.reference


def erase(line: AnyLine, mapper: RecordMapper) -> ErasedLine:
    assert line.position is not None
    assert line.recorded_at is not None
    name = mapper.name_of[type(line.event)] if isinstance(line, Line) else line.name
    return ErasedLine(
        stream=line.stream,
        version=line.version,
        name=name,
        position=line.position,
        recorded_at=line.recorded_at,
    )


def as_row(projection: Projection, row: Any) -> dict[str, Any]:
    return {column: getattr(row, column) for column in projection.columns}


def told_before(appended: Appended) -> Told:
    """The first answer, word for word. Raises KeyUsedBefore for another request's key."""
    if appended.outcome == "clash":
        raise KeyUsedBefore
    assert appended.answer is not None
    answer = appended.answer
    return Told(
        UUID(answer["id"]),
        answer["reference"],
        answer["version"],
        answer["position"],
        remarks=tuple(answer.get("remarks", ())),
    )
