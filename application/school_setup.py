"""How a school is set up, as its own stream of the record tells; and setting it anew."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from typing import Any, get_args
from uuid import UUID

from eventsourcing.persistence import IntegrityError

from application import permissions
from application.editions import adopted_of, shipped
from application.ports import Appended, SeenKey
from application.read_back import History
from application.record import AnyLine, Line, UnknownLine
from application.school_log import ATTEMPTS, KeyUsedBefore, SchoolLog, StaleVersion
from application.school_rules import SchoolRules
from domain.incident.refusals import Refused
from domain.people import Person
from domain.playbook.playbook import Playbook
from domain.school_days import SchoolCalendar
from domain.school_setup.commands import COMMANDS, Circumstances, Command
from domain.school_setup.decisions import decide
from domain.school_setup.events import (
    STORED_NAMES,
    CaseManagersSet,
    Colleague,
    Contact,
    CoverSet,
    EditionAdopted,
    Event,
)
from domain.school_setup.state import Setup, evolve

NAME_OF = {shape: name for name, shape in COMMANDS.items()}
OUR_NAMES = tuple(sorted({f"{name.partition('.')[0]}." for name in STORED_NAMES}))
# Those of a newer Daybook as well, so that this one sees that it does not understand them.
NUMBERED = tuple(f"{name}{number}" for name in OUR_NAMES for number in range(1, 10))


class SetUpByNewerDaybook(Refused):
    because = "The school was set up with a newer Daybook, which this one does not understand."


class StaleSetup(StaleVersion):
    because = "Somebody has set this school up anew since you looked. Look at it again first."


class NotYoursToSet(permissions.NotYourRole):
    because = "Your role does not set this. Ask the head or the designated safeguarding lead."


class NotYoursToSee(permissions.NotYourRole):
    because = "This is for those who work in the school."


class HistoryForOthers(permissions.NotYourRole):
    because = (
        "The school's history is for the head, the safeguarding leads, the chair, administrators, "
        "the data protection officer and auditors."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolSetup:
    """What holds for a school now, with what Daybook brings where it has said nothing.

    `version` is that of the school's own stream.
    """

    version: int
    told: Setup
    calendar: SchoolCalendar
    contacts: tuple[Contact, ...]
    managers: CaseManagersSet | None
    concern_readers: tuple[Colleague, ...]
    cover: CoverSet
    playbook: Playbook
    playbook_text: str
    earlier: tuple[Playbook, ...]
    edition_problems: tuple[str, ...] = ()  # Of the edition adopted last, by the rules of now.

    @property
    def rules(self) -> SchoolRules:
        """What cases are decided by. An older case follows the edition that it began with."""
        return SchoolRules(self.playbook, self.calendar, self.earlier)


@dataclass(frozen=True, slots=True)
class ToldOfSchool:
    """`position` is None when nothing needed writing."""

    version: int
    position: int | None


_READ: dict[UUID, SchoolSetup] = {}


def setup_of(log: SchoolLog) -> SchoolSetup:
    """How the school is set up. Cheap: nothing is read again unless its stream has grown, and then
    only the lines that set something.

    A version of a stream never changes, so what was made of it is never stale.
    """
    known, newest = _READ.get(log.school), log.given_recorder.newest_version(log.school)
    if known is None or known.version != newest:
        known = _READ[log.school] = read_setup(log.of_school(NUMBERED), newest)
    return known


def read_setup(history: History, version: int) -> SchoolSetup:
    """A line that is written meanwhile is taken in as well, and looked at again the next time."""
    told = fold(history.lines)
    texts = [shipped().text, *adopted_texts(history.lines)]
    readable = [(text, playbook) for text in texts if (playbook := adopted_of(text)[0])]
    text, playbook = readable[-1]
    return SchoolSetup(
        version=version,
        told=told,
        calendar=told.calendar,
        contacts=told.contacts,
        managers=told.managers,
        concern_readers=told.concern_readers.readers if told.concern_readers else (),
        cover=told.cover,
        playbook=playbook,
        playbook_text=text,
        earlier=tuple(earlier for _, earlier in reversed(readable[:-1])),
        edition_problems=tuple(wrong_with(texts[-1], playbook)),
    )


def wrong_with(text: str, followed: Playbook) -> Iterator[str]:
    """What the rules of now would refuse it for, and what is followed where it cannot be read."""
    adopted, problems = adopted_of(text)
    if adopted is None:
        yield f"The edition adopted last cannot be read, so {followed.edition} is followed."
    for problem in problems:
        yield f"Line {problem.line}: {problem.expected}."


def adopted_texts(lines: Iterable[AnyLine]) -> list[str]:
    return [
        line.event.text
        for line in lines
        if isinstance(line, Line) and isinstance(line.event, EditionAdopted)
    ]


def fold(lines: Iterable[AnyLine]) -> Setup:
    """Raises SetUpByNewerDaybook rather than count days by an older calendar."""
    events = [event for event in map(setup_event, lines) if event is not None]
    return reduce(evolve, events, Setup())


def setup_event(line: AnyLine) -> Event | None:
    if isinstance(line, UnknownLine) and line.name.startswith(OUR_NAMES):
        raise SetUpByNewerDaybook
    if isinstance(line, Line) and isinstance(line.event, get_args(Event)):
        event: Event = line.event
        return event
    return None


def ask_school(
    log: SchoolLog,
    command: Command,
    *,
    by: Person,
    expected_version: int | None = None,
    seen: SeenKey | None = None,
) -> ToldOfSchool:
    """Read the school's stream back, decide, and record what follows, in one transaction.

    Raises NotYourRole, StaleVersion, KeyUsedBefore, and Mistaken with all that is to be mended.
    """
    if not permissions.may_set(by.role, NAME_OF[type(command)]):
        raise NotYoursToSet
    for attempt in range(1, ATTEMPTS + 1):
        if seen and (answered := log.given_recorder.answered(seen)):
            return told_before(answered)
        history = log.read(log.school)
        if expected_version not in (None, history.version):
            raise StaleSetup(history.version)
        try:
            return decide_and_record(log, history, command, by, seen)
        except IntegrityError:
            if attempt == ATTEMPTS:
                raise StaleSetup(history.version) from None
    raise AssertionError("The last attempt returns or raises.")


def decide_and_record(
    log: SchoolLog, history: History, command: Command, by: Person, seen: SeenKey | None
) -> ToldOfSchool:
    brought = shipped()
    people = log.offices().people
    circumstances = Circumstances(
        by=by,
        shipped=(brought.edition, brought.sha256),
        accounts=frozenset(one.account for one in people) if people else None,
        people=tuple(people),
    )
    events = decide(fold(history.lines), command, circumstances)
    version = history.version + len(events)
    if not events and not seen:
        return ToldOfSchool(version, None)
    lines = log.lines(history, events, by)
    answer: dict[str, Any] = {"version": version}
    appended = log.given_recorder.append(log.sealed(history, lines), seen=seen, answer=answer)
    if appended.outcome != "written":
        return told_before(appended)
    return ToldOfSchool(version, appended.first_position if events else None)


def told_before(appended: Appended) -> ToldOfSchool:
    """The first answer again. Raises KeyUsedBefore for another request's key."""
    if appended.outcome == "clash" or appended.answer is None:
        raise KeyUsedBefore
    return ToldOfSchool(appended.answer["version"], appended.answer["position"])
