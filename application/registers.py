"""A register of low-level concerns as it is read back, and by whom."""

from functools import reduce

from application.access import Offices
from application.concern_doors import Eyes, Subject
from application.read_back import History, WrittenByNewerDaybook
from application.record import AnyLine, ErasedLine, Line, UnknownLine
from domain.concerns.events import Adult, ConcernsOpened, Event
from domain.concerns.refusals import NotOpened
from domain.concerns.state import Register, evolve
from domain.people import Person


class RegisterOfNewerDaybook(WrittenByNewerDaybook):
    because = "This register has a line of a kind that this Daybook does not know. Update Daybook."


def subject_of(adult: Adult) -> Subject:
    return Subject.of(adult.account, adult.full_name, adult.post)


def known_to(person: Person, history: History, offices: Offices) -> Register:
    """Raises NotOpened: not there, disposed of, or not for this person to know of."""
    register = register_in(history)
    if register is None or not Eyes.of(person, offices).see(subject_of(register.adult)):
        raise NotOpened
    return register


def is_register(line: AnyLine) -> bool:
    return isinstance(line, Line) and isinstance(line.event, ConcernsOpened)


def register_in(history: History) -> Register | None:
    """Where the register stands; None where there is none, or none any longer."""
    if not history.lines or not is_register(history.lines[0]):
        return None
    return reduce(evolve, map(event_of, history.lines), None)


def event_of(line: AnyLine) -> Event:
    match line:
        case Line(event=event):
            return event  # type: ignore[return-value]
        case UnknownLine():
            raise RegisterOfNewerDaybook
        case ErasedLine():
            raise NotOpened
