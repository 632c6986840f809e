"""The bank holidays of England: those that follow a rule, and the years that broke it."""

from datetime import date, timedelta
from functools import cache

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)

# Moved or added by royal proclamation: (no longer a holiday, a holiday instead or as well).
PROCLAIMED: dict[int, tuple[frozenset[date], frozenset[date]]] = {
    2011: (frozenset(), frozenset({date(2011, 4, 29)})),
    2012: (frozenset({date(2012, 5, 28)}), frozenset({date(2012, 6, 4), date(2012, 6, 5)})),
    2020: (frozenset({date(2020, 5, 4)}), frozenset({date(2020, 5, 8)})),
    2022: (
        frozenset({date(2022, 5, 30)}),
        frozenset({date(2022, 6, 2), date(2022, 6, 3), date(2022, 9, 19)}),
    ),
    2023: (frozenset(), frozenset({date(2023, 5, 8)})),
}


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """The days on which England's banks and public offices stay closed."""
    dropped, added = PROCLAIMED.get(year, (frozenset(), frozenset()))
    return (_by_rule(year) - dropped) | added


def _by_rule(year: int) -> frozenset[date]:
    sunday = easter(year)
    spring_and_summer = {_first_monday(year, 5), _last_monday(year, 5), _last_monday(year, 8)}
    around_easter = {sunday - 2 * _DAY, sunday + _DAY}
    return frozenset(spring_and_summer | around_easter | {_new_year(year)} | _christmas(year))


def easter(year: int) -> date:
    """Easter Sunday by the Gregorian computus (Meeus, Jones and Butcher)."""
    golden, (century, of_century) = year % 19, divmod(year, 100)
    leap_centuries, century_rest = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - leap_centuries - correction + 15) % 30
    leaps, rest = divmod(of_century, 4)
    weekday = (32 + 2 * century_rest + 2 * leaps - moon - rest) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _first_monday(year: int, month: int) -> date:
    first = date(year, month, 1)
    return first + (-first.weekday() % 7) * _DAY


def _last_monday(year: int, month: int) -> date:
    monday = _first_monday(year, month) + 4 * _WEEK
    return monday if monday.month == month else monday - _WEEK


def _new_year(year: int) -> date:
    return _weekday_on_or_after(date(year, 1, 1))


def _christmas(year: int) -> set[date]:
    """Christmas Day and Boxing Day, each with its own substitute when it falls on a weekend."""
    christmas, boxing = date(year, 12, 25), date(year, 12, 26)
    first = _weekday_on_or_after(christmas)
    second = _weekday_on_or_after(boxing)
    return {first, second if second != first else first + _DAY}


def _weekday_on_or_after(day: date) -> date:
    while day.weekday() >= 5:
        day += _DAY
    return day
