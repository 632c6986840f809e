"""School days and working days in the school's own time, and when a step falls due."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import assert_never
from zoneinfo import ZoneInfo

from domain.bank_holidays import bank_holidays

LONDON = ZoneInfo("Europe/London")
_DAY = timedelta(days=1)


class Counting(StrEnum):
    """What a due time counts: a school holiday stops two school days or more, and nothing else."""

    CLOCK = "clock"
    SCHOOL_DAY = "school-day"
    WORKING_DAY = "working-day"
    NONE = "none"


class Unit(StrEnum):
    AT_ONCE = "at once"
    SAME_SCHOOL_DAY = "same school day"
    WORKING_DAYS = "working days"
    SCHOOL_DAYS = "school days"
    DAYS = "days"
    HOURS = "hours"
    BEFORE_CLOSING = "before closing"
    WHEN_ASKED = "when asked"


COUNTED = frozenset({Unit.WORKING_DAYS, Unit.SCHOOL_DAYS, Unit.DAYS, Unit.HOURS})
COUNTING: dict[Unit, Counting] = {
    Unit.AT_ONCE: Counting.CLOCK,
    Unit.SAME_SCHOOL_DAY: Counting.SCHOOL_DAY,
    Unit.WORKING_DAYS: Counting.WORKING_DAY,
    Unit.SCHOOL_DAYS: Counting.SCHOOL_DAY,
    Unit.DAYS: Counting.CLOCK,
    Unit.HOURS: Counting.CLOCK,
    Unit.BEFORE_CLOSING: Counting.NONE,
    Unit.WHEN_ASKED: Counting.NONE,
}


@dataclass(frozen=True, slots=True)
class Due:
    unit: Unit
    number: int = 0

    @property
    def counting(self) -> Counting:
        return COUNTING[self.unit]

    def __str__(self) -> str:
        if self.unit not in COUNTED:
            return self.unit.value
        return f"{self.number} {self.unit.value[:-1] if self.number == 1 else self.unit.value}"


@dataclass(frozen=True, slots=True)
class Term:
    """A stretch of school days, both ends included. Half-terms lie between two terms."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolCalendar:
    """When this school is open, and when the offices it rings are.

    Outside the years whose terms have been entered every working day counts as a
    school day: a due time may then come too early, never too late.
    """

    terms: tuple[Term, ...] = ()
    inset_days: frozenset[date] = frozenset()
    extra_holidays: frozenset[date] = frozenset()
    school_closes: time = time(16, 30)
    office_opens: time = time(9)
    office_closes: time = time(17)

    def is_working_day(self, day: date) -> bool:
        closed = bank_holidays(day.year) | self.extra_holidays
        return day.weekday() < 5 and day not in closed

    def is_school_day(self, day: date) -> bool:
        """Staff work on an INSET day, but no pupil is in school."""
        if not self.is_working_day(day) or day in self.inset_days:
            return False
        return not self.is_in_the_holidays(day)

    def is_in_the_holidays(self, day: date) -> bool:
        return self._terms_known_around(day) and not any(day in term for term in self.terms)

    def is_office_open(self, at: datetime) -> bool:
        """When it is not, the emergency duty team or the police are the ones to ring."""
        local = at.astimezone(LONDON)
        in_hours = self.office_opens <= local.time() < self.office_closes
        return in_hours and self.is_working_day(local.date())

    def _terms_known_around(self, day: date) -> bool:
        if not self.terms:
            return False
        first = min(term.first for term in self.terms)
        return first <= day <= max(term.last for term in self.terms)


def due_at(due: Due, start: datetime, calendar: SchoolCalendar) -> datetime | None:
    """When a step given at `start` falls due, in UTC; None if no clock runs.

    The day on which it begins is not counted, and a counted day ends when the
    school or the office closes: reported at any hour on Monday, one working day
    ends on Tuesday at five.
    """
    assert start.tzinfo is not None, "A due time needs to know its time zone."
    match due.unit:
        case Unit.AT_ONCE:
            return start.astimezone(UTC)
        case Unit.HOURS:
            return start.astimezone(UTC) + timedelta(hours=due.number)
        case Unit.DAYS:
            return _utc(start.astimezone(LONDON).replace(tzinfo=None) + due.number * _DAY)
        case Unit.SAME_SCHOOL_DAY:
            return _close_of_this_school_day(start, calendar)
        case Unit.SCHOOL_DAYS if due.number == 1:
            return _close_of_the_next_day(start, calendar)
        case Unit.SCHOOL_DAYS:
            day = school_days_after(due.number, start, calendar)
            return _utc(datetime.combine(day, calendar.school_closes))
        case Unit.WORKING_DAYS:
            day = _counted(due.number, start, calendar.is_working_day)
            return _utc(datetime.combine(day, calendar.office_closes))
        case Unit.BEFORE_CLOSING | Unit.WHEN_ASKED:
            return None
        case _:
            assert_never(due.unit)


def _close_of_this_school_day(start: datetime, calendar: SchoolCalendar) -> datetime:
    """Today's. Once it is over, or in the holidays, the end of the next school day or of the
    next working day, whichever comes first: what is this urgent does not wait for the term.
    """
    local = start.astimezone(LONDON)
    if calendar.is_school_day(local.date()) and local.time() < calendar.school_closes:
        return _utc(datetime.combine(local.date(), calendar.school_closes))
    taught = _counted(1, start, calendar.is_school_day)
    worked = _counted(1, start, calendar.is_working_day)
    return min(
        _utc(datetime.combine(taught, calendar.school_closes)),
        _utc(datetime.combine(worked, calendar.office_closes)),
    )


def _close_of_the_next_day(start: datetime, calendar: SchoolCalendar) -> datetime:
    """The end of the next school day, or of the next working day where that lies in the holidays:
    what is for tomorrow does not wait for the term. An INSET day in term is stepped over.
    """

    def counts(day: date) -> bool:
        in_office = calendar.is_in_the_holidays(day) and calendar.is_working_day(day)
        return in_office or calendar.is_school_day(day)

    day = _counted(1, start, counts)
    taught = calendar.is_school_day(day)
    return _utc(
        datetime.combine(day, calendar.school_closes if taught else calendar.office_closes)
    )


def school_days_after(number: int, start: datetime, calendar: SchoolCalendar) -> date:
    """So many days on which there is school, however long the holidays between them."""
    return _counted(number, start, calendar.is_school_day)


def _counted(number: int, start: datetime, counts: Callable[[date], bool]) -> date:
    day = start.astimezone(LONDON).date()
    while number:
        day += _DAY
        number -= counts(day)
    return day


def _utc(local: datetime) -> datetime:
    return local.replace(tzinfo=LONDON).astimezone(UTC)
