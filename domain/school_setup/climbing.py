"""To whom an alert climbs that nobody acknowledges, and when.

While the school is staffed it climbs to the deputies and then to the alternates; while it is not,
to the numbers for out of hours. Each waits its own minutes, and they only run in its own hours.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from uuid import UUID

from domain.school_days import LONDON
from domain.school_setup.checking import same
from domain.school_setup.events import CalendarSet, Colleague, CoverSet
from domain.school_setup.state import Setup

_DAY = timedelta(days=1)


class RungOf(StrEnum):
    FIRST_TOLD = "first-told"
    DEPUTY = "deputy"
    ALTERNATE = "alternate"
    OUT_OF_HOURS = "out-of-hours"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """A person the alert has come to. `instead_of` is whoever is away on that day."""

    person: Colleague
    instead_of: Colleague | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    rung: RungOf
    at: datetime
    to: tuple[Reached, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An alert that nobody has acknowledged: when it was given, and to whom first.

    `kept_from` are the accounts of those who must see no trace of the case.
    """

    since: datetime
    told: tuple[Colleague, ...]
    kept_from: frozenset[UUID] = frozenset()


def climbed(alert: Waiting, setup: Setup, now: datetime) -> tuple[Rung, ...]:
    """Every rung that the alert has reached by `now`, in the order of time."""
    first = first_rung(alert, setup)
    later = (
        rung(kind, at, people, alert, setup)
        for kind, people, at in moments(alert, setup, now)
        if at is not None
    )
    reached = sorted((each for each in (first, *later) if each.to), key=lambda each: each.at)
    return tuple({each.rung: each for each in reversed(reached)}.values())[::-1]


def first_rung(alert: Waiting, setup: Setup) -> Rung:
    """Who was told, or their cover. If none of them may know, the next are told at once."""
    told = (RungOf.FIRST_TOLD, alert.told)
    reached = [
        rung(kind, alert.since, people, alert, setup)
        for kind, people in (told, *in_hours(alert, setup))
    ]
    return next((each for each in reached if each.to), reached[0])


def moments(
    alert: Waiting, setup: Setup, now: datetime
) -> Iterator[tuple[RungOf, tuple[Colleague, ...], datetime | None]]:
    """When each rung is reached; None for one that is not reached yet."""
    cover = setup.cover
    spans = tuple(until_all_is_told(stretches(alert.since, now, setup), cover))
    waits = (cover.deputy_after_minutes, cover.alternate_after_minutes)
    for (kind, people), wait in zip(in_hours(alert, setup), waits, strict=False):
        yield kind, people, after(wait, spans, staffed=True)
    shut = after(cover.out_of_hours_after_minutes, spans, staffed=False)
    yield *when_shut(alert, setup), shut


def in_hours(alert: Waiting, setup: Setup) -> list[tuple[RungOf, tuple[Colleague, ...]]]:
    """The rungs by day. One on which nobody is left falls away, and the next takes its time."""
    managers, cover = setup.managers, setup.cover
    groups = [
        (RungOf.DEPUTY, managers.deputies if managers else ()),
        (RungOf.ALTERNATE, managers.alternates if managers else ()),
        (RungOf.OUT_OF_HOURS, cover.out_of_hours),
    ]
    left = [(kind, allowed(people, alert)) for kind, people in groups]
    named = [(kind, people) for kind, people in left if people]
    by_day = [each for each in named if each[0] is not RungOf.OUT_OF_HOURS]
    return by_day or named


def when_shut(alert: Waiting, setup: Setup) -> tuple[RungOf, tuple[Colleague, ...]]:
    """The numbers for out of hours; without any, the deputies, rather than nobody."""
    people = allowed(setup.cover.out_of_hours, alert)
    return (RungOf.OUT_OF_HOURS, people) if people else next(iter(in_hours(alert, setup)), NOBODY)


NOBODY: tuple[RungOf, tuple[Colleague, ...]] = (RungOf.OUT_OF_HOURS, ())


def rung(
    kind: RungOf, at: datetime, people: tuple[Colleague, ...], alert: Waiting, setup: Setup
) -> Rung:
    day = at.astimezone(LONDON).date()
    reached = (standing_in(person, day, setup.cover) for person in people)
    return Rung(
        rung=kind,
        at=at,
        to=tuple(each for each in reached if allowed((each.person,), alert)),
    )


def allowed(people: tuple[Colleague, ...], alert: Waiting) -> tuple[Colleague, ...]:
    return tuple(person for person in people if person.account not in alert.kept_from)


def standing_in(person: Colleague, day: date, cover: CoverSet) -> Reached:
    """Whoever is there on that day; a stand-in who is away has a stand-in too."""
    there, asked = person, [person]
    while True:
        substitute = next(
            (
                rota.stands_in
                for rota in cover.stand_ins
                if rota.first <= day <= rota.last and same(rota.away, there)
            ),
            None,
        )
        if substitute is None or any(same(substitute, earlier) for earlier in asked):
            break
        there = substitute
        asked.append(there)
    return Reached(person=there, instead_of=person if there is not person else None)


@dataclass(frozen=True, slots=True)
class Stretch:
    start: datetime
    end: datetime
    staffed: bool


def after(minutes: int, stretches: tuple[Stretch, ...], *, staffed: bool) -> datetime | None:
    """When so many minutes of such hours have gone by."""
    left = timedelta(minutes=minutes)
    for stretch in stretches:
        if stretch.staffed is not staffed:
            continue
        length = stretch.end - stretch.start
        if left <= length:
            return stretch.start + left
        left -= length
    return None


def until_all_is_told(spans: Iterator[Stretch], cover: CoverSet) -> Iterator[Stretch]:
    """No further than the longest waits reach: an old case is as quick to answer as a new one."""
    by_day = max(cover.deputy_after_minutes, cover.alternate_after_minutes)
    left = {
        True: timedelta(minutes=by_day),
        False: timedelta(minutes=cover.out_of_hours_after_minutes),
    }
    for span in spans:
        yield span
        left[span.staffed] -= span.end - span.start
        if max(left.values()) <= timedelta(0):
            return


def stretches(start: datetime, end: datetime, setup: Setup) -> Iterator[Stretch]:
    """The time between, cut where the school opens and closes."""
    start, end = start.astimezone(UTC), end.astimezone(UTC)
    day = start.astimezone(LONDON).date()
    while utc(day, time(0)) < end:
        for stretch in of_day(day, setup):
            cut = Stretch(max(stretch.start, start), min(stretch.end, end), stretch.staffed)
            if cut.start < cut.end:
                yield cut
        day += _DAY


def of_day(day: date, setup: Setup) -> tuple[Stretch, ...]:
    days = setup.days or CalendarSet()
    midnight, next_midnight = utc(day, time(0)), utc(day + _DAY, time(0))
    if not is_staffed(day, setup):
        return (Stretch(midnight, next_midnight, False),)
    opens, closes = utc(day, days.school_opens), utc(day, days.school_closes)
    return (
        Stretch(midnight, opens, False),
        Stretch(opens, closes, True),
        Stretch(closes, next_midnight, False),
    )


def is_staffed(day: date, setup: Setup) -> bool:
    """School days, and INSET days as well: staff are in."""
    days, calendar = setup.days or CalendarSet(), setup.calendar
    inset = day in days.inset_days and calendar.is_working_day(day)
    return inset or calendar.is_school_day(day)


def utc(day: date, at: time) -> datetime:
    return datetime.combine(day, at, LONDON).astimezone(UTC)
