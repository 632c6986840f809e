"""An alert that nobody acknowledges climbs: by day, at night, at weekends, in the holidays."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given as whatever
from hypothesis import strategies as st

from domain.school_setup.climbing import RungOf, Waiting, climbed
from domain.school_setup.events import CaseManagersSet, CoverSet, StandIn
from domain.school_setup.state import Setup, evolve
from tests.domain.school_setup.examples import (
    CALENDAR,
    COVER,
    DOYLE,
    KHAN,
    LUND,
    MANAGERS,
    ON_CALL,
    REID,
)
from tests.domain.school_setup.scenario import set_up

LONDON = ZoneInfo("Europe/London")
# The school is open from 8:15 to 16:00. The deputies are told after 20 minutes of that, the
# alternates after 45; the number for out of hours after 15 minutes with nobody in.
SETUP = set_up(CALENDAR, MANAGERS, COVER)


def at(text: str) -> datetime:
    """A time of the school's own clock."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON).astimezone(UTC)


def told(since: str, now: str, setup: Setup = SETUP, **more: Any) -> list[tuple[str, ...]]:
    """Each rung as (what, local time, who)."""
    waiting = Waiting(since=at(since), told=(KHAN,), **more)
    return [
        (
            rung.rung.value,
            f"{rung.at.astimezone(LONDON):%a %H:%M}",
            *(each.person.name for each in rung.to),
        )
        for rung in climbed(waiting, setup, at(now))
    ]


def test_by_day_it_climbs_to_the_deputies_and_then_to_the_alternates() -> None:
    alert = "2026-09-07 10:00"
    first = ("first-told", "Mon 10:00", "Asma Khan")
    deputy = ("deputy", "Mon 10:20", "Colm Doyle")
    assert told(alert, "2026-09-07 10:19") == [first]
    assert told(alert, "2026-09-07 10:20") == [first, deputy]
    assert told(alert, "2026-09-07 15:00") == [
        first,
        deputy,
        ("alternate", "Mon 10:45", "Mary Lund"),
    ]


def test_in_the_evening_it_climbs_to_the_number_for_out_of_hours() -> None:
    assert told("2026-09-07 21:00", "2026-09-08 08:34") == [
        ("first-told", "Mon 21:00", "Asma Khan"),
        ("out-of-hours", "Mon 21:15", "Trust on-call"),
    ]
    assert told("2026-09-07 21:00", "2026-09-08 08:35")[-1] == (
        "deputy",
        "Tue 08:35",
        "Colm Doyle",
    )


def test_an_alert_just_before_closing_goes_on_climbing_after_it() -> None:
    assert told("2026-09-07 15:50", "2026-09-08 09:30") == [
        ("first-told", "Mon 15:50", "Asma Khan"),
        ("out-of-hours", "Mon 16:15", "Trust on-call"),
        ("deputy", "Tue 08:25", "Colm Doyle"),
        ("alternate", "Tue 08:50", "Mary Lund"),
    ]


def test_over_a_weekend_the_deputies_are_told_on_monday() -> None:
    assert told("2026-09-11 23:50", "2026-09-14 08:35") == [
        ("first-told", "Fri 23:50", "Asma Khan"),
        ("out-of-hours", "Sat 00:05", "Trust on-call"),
        ("deputy", "Mon 08:35", "Carol Reid"),  # She stands in for the deputy in that week.
    ]


def test_in_the_holidays_and_on_a_closed_day_nobody_is_in() -> None:
    for day in ("2026-10-28", "2026-12-25", "2026-10-02", "2026-11-20"):
        found = told(f"{day} 10:00", f"{day} 15:00")
        assert [rung[0] for rung in found] == ["first-told", "out-of-hours"]


def test_on_an_inset_day_staff_are_in() -> None:
    assert told("2027-01-05 10:00", "2027-01-05 10:30")[-1][:2] == ("deputy", "Tue 10:20")


def test_a_holiday_does_not_count_towards_the_deputies_wait() -> None:
    found = told("2026-10-23 15:50", "2026-11-02 12:00")
    assert found[2] == ("deputy", "Mon 08:25", "Colm Doyle")


def test_whoever_stands_in_is_told_instead_and_it_is_said_for_whom() -> None:
    waiting = Waiting(since=at("2026-09-14 10:00"), told=(KHAN,))
    deputy = climbed(waiting, SETUP, at("2026-09-14 10:20"))[1]
    (reached,) = deputy.to
    assert (reached.person, reached.instead_of) == (REID, DOYLE)


def test_a_stand_in_is_there_on_the_last_day_and_not_on_the_next() -> None:
    assert told("2026-09-18 10:00", "2026-09-18 10:20")[1][2] == "Carol Reid"
    assert told("2026-09-21 10:00", "2026-09-21 10:20")[1][2] == "Colm Doyle"


def test_a_stand_in_who_is_away_has_a_stand_in_and_a_circle_ends() -> None:
    week = {"first": date(2026, 9, 14), "last": date(2026, 9, 18)}
    chain = (
        StandIn(away=DOYLE, stands_in=REID, **week),
        StandIn(away=REID, stands_in=LUND, **week),
    )
    circle = (*chain, StandIn(away=LUND, stands_in=DOYLE, **week))
    for rota in (chain, circle):
        setup = evolve(SETUP, replace(COVER, stand_ins=rota))
        assert told("2026-09-14 10:00", "2026-09-14 10:20", setup)[1][2] == "Mary Lund"


def test_nobody_is_told_who_must_see_no_trace_of_the_case() -> None:
    assert DOYLE.account is not None
    found = told("2026-09-07 10:00", "2026-09-07 15:00", kept_from=frozenset({DOYLE.account}))
    assert found[1:] == [("alternate", "Mon 10:20", "Mary Lund")]
    assert REID.account is not None
    found = told("2026-09-14 10:00", "2026-09-14 15:00", kept_from=frozenset({REID.account}))
    assert "Carol Reid" not in {name for rung in found for name in rung[2:]}


def test_if_nobody_told_may_know_of_the_case_the_next_are_told_at_once() -> None:
    assert KHAN.account is not None
    assert DOYLE.account is not None
    khan, both = frozenset({KHAN.account}), frozenset({KHAN.account, DOYLE.account})
    assert told("2026-09-07 10:00", "2026-09-07 10:00", kept_from=khan) == [
        ("deputy", "Mon 10:00", "Colm Doyle")
    ]
    assert told("2026-09-07 10:00", "2026-09-07 11:00", kept_from=khan)[1:] == [
        ("alternate", "Mon 10:45", "Mary Lund")
    ]
    assert told("2026-09-07 21:00", "2026-09-07 21:00", kept_from=both) == [
        ("alternate", "Mon 21:00", "Mary Lund")
    ]


def test_an_alert_left_alone_for_a_year_says_what_it_said_in_its_first_week() -> None:
    first_week = told("2026-09-11 23:50", "2026-09-18 12:00")
    assert told("2026-09-11 23:50", "2027-09-11 12:00") == first_week


def test_without_a_number_for_out_of_hours_the_deputies_are_told() -> None:
    setup = evolve(SETUP, CoverSet())
    assert told("2026-09-07 21:00", "2026-09-07 22:00", setup)[1] == (
        "deputy",
        "Mon 21:30",
        "Colm Doyle",
    )


def test_nobody_is_told_twice() -> None:
    setup = evolve(SETUP, CoverSet())
    found = told("2026-09-07 21:00", "2026-09-09 15:00", setup)
    assert [rung[0] for rung in found] == ["first-told", "deputy", "alternate"]


def test_a_school_that_has_set_nothing_has_only_whom_it_told() -> None:
    assert told("2026-09-07 10:00", "2026-09-09 10:00", Setup()) == [
        ("first-told", "Mon 10:00", "Asma Khan")
    ]


def test_without_deputies_the_number_for_out_of_hours_is_rung_by_day_too() -> None:
    nobody = CaseManagersSet(about_the_head=LUND, manages_head_as=MANAGERS.manages_head_as)
    setup = evolve(SETUP, nobody)
    assert told("2026-09-07 10:00", "2026-09-07 11:00", setup)[1] == (
        "out-of-hours",
        "Mon 10:20",
        ON_CALL.name,
    )


def test_when_the_clocks_change_a_minute_is_still_a_minute() -> None:
    sunday = told("2026-10-25 01:50", "2026-10-25 12:00")
    assert sunday[1][:2] == ("out-of-hours", "Sun 01:05")


BEGINNING = datetime(2026, 8, 1, tzinfo=UTC)
moments = st.integers(0, 60 * 24 * 210).map(lambda minutes: BEGINNING + timedelta(minutes=minutes))


@whatever(moments, st.integers(0, 60 * 24 * 20), st.integers(0, 60 * 24 * 5))
def test_what_has_climbed_stays_climbed_and_is_never_in_the_future(
    since: datetime, minutes: int, more: int
) -> None:
    waiting = Waiting(since=since, told=(KHAN,))
    now = since + timedelta(minutes=minutes)
    early = climbed(waiting, SETUP, now)
    late = climbed(waiting, SETUP, now + timedelta(minutes=more))
    assert set(early) <= set(late)
    assert all(since <= rung.at <= now for rung in early)
    assert [rung.at for rung in early] == sorted(rung.at for rung in early)
    assert early[0].rung is RungOf.FIRST_TOLD
    if minutes >= 60:  # Some minutes were by day or some were not: nobody waits unseen.
        assert len(early) > 1
