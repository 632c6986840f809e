"""When a step falls due: terms, bank holidays, summer time and ten to midnight."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.bank_holidays import bank_holidays, easter
from domain.school_days import (
    COUNTING,
    Counting,
    Due,
    SchoolCalendar,
    Term,
    Unit,
    due_at,
)
from tests.domain.playbook.edition import CALENDAR

LONDON = ZoneInfo("Europe/London")
ONE_WORKING_DAY = Due(Unit.WORKING_DAYS, 1)
SAME_DAY = Due(Unit.SAME_SCHOOL_DAY)


def london(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=LONDON)


def due(what: Due, start: datetime) -> datetime:
    """The answer on the school's own clock."""
    at = due_at(what, start, CALENDAR)
    assert at is not None
    assert at.tzinfo is UTC
    return at.astimezone(LONDON)


@pytest.mark.parametrize(
    ("reported", "lado_by"),
    [
        # An ordinary Monday morning in term.
        (london(2026, 9, 7, 9), london(2026, 9, 8, 17)),
        # Ten to midnight counts as that day, not the next.
        (london(2026, 9, 10, 23, 50), london(2026, 9, 11, 17)),
        # Ten to midnight on the Friday before the August bank holiday.
        (london(2026, 8, 28, 23, 50), london(2026, 9, 1, 17)),
        # The middle of August: the school is shut, the LADO is not.
        (london(2026, 8, 12, 11), london(2026, 8, 13, 17)),
        # Half-term, an INSET day: neither stops a working day.
        (london(2026, 10, 26, 10), london(2026, 10, 27, 17)),
        (london(2026, 9, 2, 10), london(2026, 9, 3, 17)),
        # Thursday before Easter 2027 until the Tuesday after.
        (london(2027, 3, 25, 15), london(2027, 3, 30, 17)),
        # Christmas 2027 falls on a Saturday: two substitute days follow.
        (london(2027, 12, 24, 9), london(2027, 12, 29, 17)),
        # The clocks go back, and forward, in between.
        (london(2026, 10, 23, 23, 50), london(2026, 10, 26, 17)),
        (london(2027, 3, 26, 9), london(2027, 3, 30, 17)),
        # A leap day is a day.
        (london(2028, 2, 28, 9), london(2028, 2, 29, 17)),
    ],
)
def test_the_lado_is_told_within_one_working_day(reported: datetime, lado_by: datetime) -> None:
    assert due(ONE_WORKING_DAY, reported) == lado_by


def test_five_in_the_afternoon_is_four_by_universal_time_in_summer() -> None:
    assert due_at(ONE_WORKING_DAY, london(2026, 9, 7, 9), CALENDAR) == datetime(
        2026, 9, 8, 16, tzinfo=UTC
    )
    assert due_at(ONE_WORKING_DAY, london(2026, 11, 9, 9), CALENDAR) == datetime(
        2026, 11, 10, 17, tzinfo=UTC
    )


def test_just_after_midnight_in_summer_is_already_the_next_day_in_london() -> None:
    after_midnight = datetime(2026, 9, 8, 23, 30, tzinfo=UTC)  # 00:30 on the 9th in London
    assert due(ONE_WORKING_DAY, after_midnight) == london(2026, 9, 10, 17)


@pytest.mark.parametrize(
    ("start", "by"),
    [
        (london(2026, 9, 7, 9), london(2026, 9, 7, 16, 30)),
        (london(2026, 9, 7, 16, 30), london(2026, 9, 8, 16, 30)),
        (london(2026, 9, 11, 23, 50), london(2026, 9, 14, 16, 30)),
        # INSET day: staff are in, pupils are not.
        (london(2026, 9, 3, 9), london(2026, 9, 4, 16, 30)),
    ],
)
def test_same_school_day_means_today_or_else_the_next_one(start: datetime, by: datetime) -> None:
    assert due(SAME_DAY, start) == by


@pytest.mark.parametrize(
    ("start", "by"),
    [
        # Last day of term, after the gates have closed: half-term begins.
        (london(2026, 10, 23, 18), london(2026, 10, 26, 17)),
        # The first day of the summer holidays, and a Friday evening in August.
        (london(2027, 7, 22, 9), london(2027, 7, 23, 17)),
        (london(2027, 8, 27, 20), london(2027, 8, 31, 17)),
        # Christmas Eve: two bank holidays and a weekend follow.
        (london(2026, 12, 24, 11), london(2026, 12, 29, 17)),
        # The Monday after Christmas is an INSET day: staff are in.
        (london(2027, 1, 4, 10), london(2027, 1, 5, 17)),
        (london(2027, 1, 5, 10), london(2027, 1, 6, 16, 30)),
        # The last Sunday of half-term: school is back before the office closes.
        (london(2026, 11, 1, 12), london(2026, 11, 2, 16, 30)),
    ],
)
def test_what_is_due_the_same_school_day_does_not_wait_for_the_end_of_the_holidays(
    start: datetime, by: datetime
) -> None:
    assert due(SAME_DAY, start) == by


@pytest.mark.parametrize(
    ("start", "by"),
    [
        # In term it is the next school day, and an INSET day in term is stepped over.
        (london(2026, 9, 7, 9), london(2026, 9, 8, 16, 30)),
        (london(2026, 9, 11, 23, 50), london(2026, 9, 14, 16, 30)),
        # The last day before half-term, and a day in it.
        (london(2026, 10, 23, 10), london(2026, 10, 26, 17)),
        (london(2027, 6, 2, 10), london(2027, 6, 3, 17)),
        # The last Sunday of half-term: school is back.
        (london(2026, 11, 1, 12), london(2026, 11, 2, 16, 30)),
        # Christmas: the last day of term, Christmas Eve, and the day before school begins.
        (london(2026, 12, 18, 15), london(2026, 12, 21, 17)),
        (london(2026, 12, 24, 11), london(2026, 12, 29, 17)),
        (london(2027, 1, 5, 10), london(2027, 1, 6, 16, 30)),
        # August, and the Friday before its bank holiday.
        (london(2027, 8, 11, 10), london(2027, 8, 12, 17)),
        (london(2027, 8, 27, 20), london(2027, 8, 31, 17)),
    ],
)
def test_one_school_day_does_not_wait_for_the_end_of_the_holidays(
    start: datetime, by: datetime
) -> None:
    assert due(Due(Unit.SCHOOL_DAYS, 1), start) == by


def test_an_inset_day_before_the_holidays_puts_one_school_day_off_by_one_day() -> None:
    closed = replace(CALENDAR, inset_days=CALENDAR.inset_days | {date(2026, 10, 23)})
    for thursday in (london(2026, 10, 22, 10), london(2026, 10, 23, 10)):
        at = due_at(Due(Unit.SCHOOL_DAYS, 1), thursday, closed)
        assert at == london(2026, 10, 26, 17)


def test_three_school_days_step_over_half_term() -> None:
    assert due(Due(Unit.SCHOOL_DAYS, 3), london(2026, 10, 22, 10)) == london(2026, 11, 3, 16, 30)


def test_days_keep_the_time_of_day_when_the_clocks_change_and_hours_do_not() -> None:
    friday = london(2026, 10, 23, 10)  # The clocks go back on Sunday.
    assert due(Due(Unit.DAYS, 5), friday) == london(2026, 10, 28, 10)
    assert due(Due(Unit.HOURS, 72), friday) == london(2026, 10, 26, 9)


def test_at_once_is_now_and_before_closing_has_no_clock() -> None:
    now = london(2026, 9, 7, 9)
    assert due_at(Due(Unit.AT_ONCE), now, CALENDAR) == now
    assert due_at(Due(Unit.BEFORE_CLOSING), now, CALENDAR) is None
    assert due_at(Due(Unit.WHEN_ASKED), now, CALENDAR) is None


def test_a_school_that_has_not_entered_its_terms_is_warned_early_rather_than_late() -> None:
    bare = SchoolCalendar()
    assert bare.is_school_day(date(2026, 8, 12))
    assert not bare.is_school_day(date(2026, 8, 31))
    assert CALENDAR.is_school_day(date(2028, 1, 17))  # Beyond the last term it knows.


def test_a_school_may_add_a_day_on_which_nobody_works() -> None:
    jubilee = SchoolCalendar(extra_holidays=frozenset({date(2026, 9, 8)}))
    at = due_at(ONE_WORKING_DAY, london(2026, 9, 7, 9), jubilee)
    assert at == london(2026, 9, 9, 17)


@pytest.mark.parametrize(
    ("at", "is_open"),
    [
        (london(2026, 9, 7, 9), True),
        (london(2026, 9, 7, 8, 59), False),
        (london(2026, 9, 7, 17), False),
        (london(2026, 9, 6, 12), False),
        (london(2026, 8, 31, 12), False),
        (london(2026, 8, 12, 12), True),
    ],
)
def test_out_of_hours_somebody_else_has_to_be_rung(at: datetime, is_open: bool) -> None:
    assert CALENDAR.is_office_open(at) is is_open


def test_a_time_without_its_zone_is_not_guessed_at() -> None:
    with pytest.raises(AssertionError, match="time zone"):
        due_at(ONE_WORKING_DAY, datetime(2026, 9, 7, 9), CALENDAR)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("year", "days"),
    [
        (2021, "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28"),
        (2022, "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27"),
        (2023, "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26"),
        (2024, "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26"),
        (2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28"),
        (2027, "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28"),
        (2028, "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26"),
    ],
)
def test_bank_holidays_are_those_that_were_announced(year: int, days: str) -> None:
    assert sorted(f"{day:%m-%d}" for day in bank_holidays(year)) == days.split()


@pytest.mark.parametrize(
    "sunday",
    ["2000-04-23", "2008-03-23", "2011-04-24", "2024-03-31", "2026-04-05", "2027-03-28",
     "2038-04-25", "2049-04-18", "2076-04-19", "2285-03-22"],
)  # fmt: skip
def test_easter_falls_where_the_almanac_says(sunday: str) -> None:
    expected = date.fromisoformat(sunday)
    assert easter(expected.year) == expected


def paschal_sunday(year: int) -> date:
    """The slow way: the first Sunday after the ecclesiastical full moon (epact tables)."""
    century = year // 100 + 1
    epact = (14 + 11 * (year % 19) - 3 * century // 4 + (5 + 8 * century) // 25) % 30
    epact += (epact == 0) or (epact == 1 and year % 19 > 10)
    moon = date(year, 4, 19) - timedelta(days=epact)
    return moon + timedelta(days=7 - (moon.weekday() + 1) % 7)


@given(st.integers(1600, 4000))
def test_easter_follows_the_moon(year: int) -> None:
    assert easter(year) == paschal_sunday(year)


@given(st.integers(1990, 2200))
def test_every_bank_holiday_is_a_weekday_and_there_are_at_least_eight(year: int) -> None:
    days = bank_holidays(year)
    assert len(days) >= 8
    assert all(day.weekday() < 5 and day.year == year for day in days)


def naive(what: Due, start: datetime, calendar: SchoolCalendar) -> datetime:
    """Walk hour by hour would do; day by day with a list of days is enough."""
    today = start.astimezone(LONDON).date()
    year = [today + timedelta(days=n) for n in range(400)]
    holidays = {day for n in range(4) for day in bank_holidays(today.year - 1 + n)}
    weekdays = [d for d in year if d.strftime("%a") not in ("Sat", "Sun") and d not in holidays]
    taught = [d for d in weekdays if any(t.first <= d <= t.last for t in calendar.terms)]
    taught = [d for d in taught if d not in calendar.inset_days]
    match what.counting:
        case Counting.WORKING_DAY:
            ends = [datetime.combine(d, time(17), LONDON) for d in weekdays if d > today]
            return ends[what.number - 1]
        case Counting.SCHOOL_DAY if what.unit is Unit.SAME_SCHOOL_DAY:
            ends = [datetime.combine(d, time(16, 30), LONDON) for d in taught]
            worked = [datetime.combine(d, time(17), LONDON) for d in weekdays if d > today]
            in_school = next(end for end in ends if end > start)
            return in_school if in_school.date() == today else min(in_school, worked[0])
        case Counting.SCHOOL_DAY if what.number == 1:
            away = [d for d in weekdays if not any(t.first <= d <= t.last for t in calendar.terms)]
            day = min(d for d in (*taught, *away) if d > today)
            return datetime.combine(day, time(16, 30) if day in taught else time(17), LONDON)
        case Counting.SCHOOL_DAY:
            ends = [datetime.combine(d, time(16, 30), LONDON) for d in taught if d > today]
            return ends[what.number - 1]
        case _:
            raise AssertionError(what)


in_the_school_year = st.datetimes(
    datetime(2026, 9, 4),  # noqa: DTZ001
    datetime(2027, 7, 21),  # noqa: DTZ001
    timezones=st.just(UTC),
)
counted = st.one_of(
    st.just(SAME_DAY),
    st.builds(Due, st.just(Unit.WORKING_DAYS), st.integers(1, 30)),
    st.builds(Due, st.just(Unit.SCHOOL_DAYS), st.integers(1, 30)),
)


@settings(max_examples=400, deadline=None)
@given(counted, in_the_school_year)
def test_counting_agrees_with_counting_on_ones_fingers(what: Due, start: datetime) -> None:
    assert due_at(what, start, CALENDAR) == naive(what, start, CALENDAR)


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from([u for u in Unit if COUNTING[u] is not Counting.NONE]),
    st.integers(1, 20),
    in_the_school_year,
    st.timedeltas(timedelta(0), timedelta(days=3)),
)
def test_a_later_start_is_never_due_earlier_and_nothing_is_due_before_it_starts(
    unit: Unit, number: int, start: datetime, later: timedelta
) -> None:
    first = due_at(Due(unit, number), start, CALENDAR)
    second = due_at(Due(unit, number), start + later, CALENDAR)
    assert first is not None
    assert second is not None
    assert start <= first
    if unit is not Unit.DAYS:  # An hour is lived twice in October, so wall-clock days may cross.
        assert first <= second


def test_terms_take_in_both_their_ends() -> None:
    term = Term(date(2026, 9, 3), date(2026, 10, 23))
    assert date(2026, 9, 3) in term
    assert date(2026, 10, 23) in term
    assert date(2026, 10, 24) not in term
