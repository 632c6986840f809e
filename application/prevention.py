"""The write side of the registers of prevention: read back, decide, record."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from functools import reduce
from uuid import UUID

from eventsourcing.persistence import IntegrityError

from application import permissions
from application.ids import new_stream
from application.ports import Appended, SeenKey
from application.read_back import History, WrittenByNewerDaybook
from application.record import AnyLine, ErasedLine, Line, UnknownLine
from application.school_log import (
    ATTEMPTS,
    KeyUsedBefore,
    SchoolLog,
    StaleVersion,
    last_position,
)
from application.school_setup import setup_of
from domain.people import Person
from domain.prevention.commands import COMMANDS, Circumstances, Command, CorrectLine, WithdrawLine
from domain.prevention.decisions import decide
from domain.prevention.events import Event, PreventionOpened
from domain.prevention.refusals import NoSuchEntry
from domain.prevention.state import Entry, evolve

NAME_OF = {shape: name for name, shape in COMMANDS.items()}


class StaleEntry(StaleVersion):
    because = "Somebody added to this entry while you were writing. Look at it again first."


class EntryOfNewerDaybook(WrittenByNewerDaybook):
    because = "This entry has a line of a kind that this Daybook does not know. Update Daybook."


class NotYoursToKeep(permissions.NotYourRole):
    because = (
        "The registers of prevention are kept by the online safety coordinator, the safeguarding "
        "leads, the head and senior leaders; a technician records reviews of the filter, and the "
        "chair of governors complaints about the head."
    )


@dataclass(frozen=True, slots=True)
class ToldOfEntry:
    """`position` is None when nothing needed writing."""

    id: UUID
    version: int
    position: int | None


def ask_prevention(
    log: SchoolLog,
    entry: UUID | None,
    command: Command,
    *,
    by: Person,
    now: datetime,
    expected_version: int | None = None,
    seen: SeenKey | None = None,
    unlisted: frozenset[UUID] = frozenset(),
    is_there: Callable[[UUID], bool] = lambda entry: True,
) -> ToldOfEntry:
    """Read the entry back, decide, and record what follows, in one transaction.

    `entry` is None for what begins one; `unlisted` are people in it whom nobody knows.
    `is_there` says whether the entry is, for this person: asked before it is read, so that a
    hidden one takes no longer than none at all.

    Raises NotYourRole, NoSuchEntry, StaleVersion, KeyUsedBefore, and Refused.
    """
    if not permissions.may_ask_of_prevention(by.role, NAME_OF[type(command)]):
        raise NotYoursToKeep
    if entry and not is_there(entry):
        raise NoSuchEntry
    for attempt in range(1, ATTEMPTS + 1):
        if seen and (answered := log.given_recorder.answered(seen)):
            return told_before(answered)
        history = log.read(entry) if entry else History(new_stream(now), None)
        state = entry_in(history) if entry else None
        if expected_version not in (None, history.version):
            raise StaleEntry(history.version)
        try:
            return decide_and_record(log, history, state, command, by, now, seen, unlisted)
        except IntegrityError:
            if attempt == ATTEMPTS:
                raise StaleEntry(history.version) from None
    raise AssertionError("The last attempt returns or raises.")


def decide_and_record(
    log: SchoolLog,
    history: History,
    state: Entry | None,
    command: Command,
    by: Person,
    now: datetime,
    seen: SeenKey | None,
    unlisted: frozenset[UUID],
) -> ToldOfEntry:
    circumstances = Circumstances(
        by=by,
        now=now,
        calendar=setup_of(log).calendar,
        author=author_of(history, command),
        unlisted=unlisted,
    )
    events = decide(state, command, circumstances)
    told = ToldOfEntry(history.stream, history.version + len(events), None)
    if not events and not seen:
        return told
    writings = [(history, log.lines(history, events, by))]
    appended = log.given_recorder.append(
        log.sealed(*writings[0]),
        rows=log.rows(writings) if events else None,
        seen=seen,
        answer={**asdict(told), "id": str(told.id)},
    )
    if appended.outcome != "written":
        return told_before(appended)
    return replace(told, position=last_position(appended, writings))


def told_before(appended: Appended) -> ToldOfEntry:
    """The first answer again. Raises KeyUsedBefore for another request's key."""
    answer = appended.answer
    if appended.outcome == "clash" or answer is None:
        raise KeyUsedBefore
    return ToldOfEntry(UUID(answer["id"]), answer["version"], answer["position"])


def author_of(history: History, command: Command) -> UUID | None:
    """Who wrote the line that is to be set right."""
    if not isinstance(command, CorrectLine | WithdrawLine):
        return None
    found = (one for one in history.lines if one.version == command.line)
    return next((one.actor for one in found if isinstance(one, Line)), None)


def entry_in(history: History) -> Entry:
    """Raises NoSuchEntry where there is none, or none any longer."""
    lines = history.lines
    if not lines or not is_entry(lines[0]):
        raise NoSuchEntry
    entry = reduce(evolve, map(event_of, lines), None)
    assert entry is not None
    return entry


def is_entry(line: AnyLine) -> bool:
    return isinstance(line, Line) and isinstance(line.event, PreventionOpened)


def event_of(line: AnyLine) -> Event:
    match line:
        case Line(event=event):
            return event  # type: ignore[return-value]
        case UnknownLine():
            raise EntryOfNewerDaybook
        case ErasedLine():
            raise NoSuchEntry
