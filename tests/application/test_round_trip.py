"""What is written down is read back the same, whatever an event holds."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, date, datetime, time
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from application.ports import StreamKeys
from application.record import STORED_NAMES, CaseKeys, Draft, Event, Line, RecordMapper, SealedLine
from domain.incident.events import FactsChanged, LineCorrected
from domain.incident.words import Finding
from domain.times import UNKNOWN_TIME, Occurred
from interfaces.keys.folder import KeyFolder
from tests.application.golden import CANONICAL, RECORDED_MS, SCHOOL
from tests.application.lines import STREAM, line
from tests.examples import AT_RISK, EVENTS, NO_IMAGE, SUNDAY_EVENING

WHEN = datetime.fromtimestamp(RECORDED_MS / 1000, UTC)
MOMENTS = st.datetimes(timezones=st.just(UTC))
TIMES = st.sampled_from((None, SUNDAY_EVENING, UNKNOWN_TIME))


class Writing:
    """One stream of a school, with its keys."""

    def __init__(self, folder: Path) -> None:
        keys = KeyFolder(folder)
        keys.create(SCHOOL)
        self.mapper = RecordMapper(SCHOOL, keys)
        self.keys: CaseKeys = self.mapper.new_keys(STREAM)

    def stored(self, written: Line) -> SealedLine:
        """As the database gives it back: with its place, its leaf and its keys."""
        sealed = self.mapper.to_stored_event(Draft(written, self.keys))
        assert self.keys.wrapped is not None
        leaf = sealed.head + RECORDED_MS.to_bytes(8, "big") + sha256(sealed.state).digest()
        vars(sealed).update(
            position=written.position,
            leaf=leaf,
            keys=StreamKeys(self.keys.tag_key, ((1, self.keys.wrapped),)),
        )
        return sealed

    def there_and_back(self, event: Event, occurred: Occurred | None = None) -> None:
        written = line(event, 2, occurred=occurred, recorded_at=WHEN)
        read = self.mapper.to_domain_event(self.stored(written))
        assert read == written
        assert isinstance(read, Line)
        assert all(same_types(read.event, event))


def same_types(read: Any, written: Any) -> Iterator[bool]:
    """A plain text equals a word of a closed list, but is not the same."""
    yield type(read) is type(written)
    if is_dataclass(written):
        for each in fields(written):
            yield from same_types(getattr(read, each.name), getattr(written, each.name))
    if isinstance(written, tuple):
        for one, other in zip(read, written, strict=True):
            yield from same_types(one, other)


@pytest.fixture(scope="module")
def writing(tmp_path_factory: pytest.TempPathFactory) -> Writing:
    return Writing(tmp_path_factory.mktemp("keys"))


@pytest.mark.parametrize(
    "event", [*EVENTS, *CANONICAL.values()], ids=lambda one: type(one).__name__
)
def test_every_example_is_read_back_as_it_was_written(event: Event, writing: Writing) -> None:
    writing.there_and_back(event)
    writing.there_and_back(event, SUNDAY_EVENING)


def test_findings_within_an_event_are_read_back_with_their_words(writing: Writing) -> None:
    changed = next(event for event in EVENTS if isinstance(event, FactsChanged))
    several = replace(changed, findings=(AT_RISK, NO_IMAGE, replace(AT_RISK, why="“Ça va” 😶\n")))
    writing.there_and_back(several)
    writing.there_and_back(replace(changed, findings=()))
    read = writing.mapper.to_domain_event(writing.stored(line(several, 2)))
    assert isinstance(read, Line)
    assert isinstance(read.event, FactsChanged)
    assert [type(found) for found in read.event.findings] == [Finding] * 3


@pytest.mark.parametrize(
    "occurred", [None, UNKNOWN_TIME, SUNDAY_EVENING, replace(SUNDAY_EVENING, end=WHEN)]
)
def test_the_right_time_within_a_correction_is_read_back(
    occurred: Occurred | None, writing: Writing
) -> None:
    correction = next(event for event in EVENTS if isinstance(event, LineCorrected))
    writing.there_and_back(replace(correction, new_occurred=occurred))


def anything(hint: Any) -> st.SearchStrategy[Any]:
    """Whatever a field of this type may hold."""
    if isinstance(hint, UnionType):
        return st.one_of([anything(one) for one in get_args(hint)])
    if get_origin(hint) is tuple:
        return st.lists(anything(get_args(hint)[0]), max_size=3).map(tuple)
    if is_dataclass(hint):
        return any_of_its_kind(hint)
    if issubclass(hint, StrEnum):
        return st.sampled_from(list(hint))
    return PLAIN[hint]


PLAIN: dict[type, st.SearchStrategy[Any]] = {
    NoneType: st.none(),
    str: st.text(max_size=20),
    bool: st.booleans(),
    int: st.integers(0, 2**53),
    UUID: st.uuids(),
    date: st.dates(),
    time: st.times(),
    datetime: MOMENTS,
}


def any_of_its_kind(kind: Any) -> st.SearchStrategy[Any]:
    hints = get_type_hints(kind)
    return st.builds(kind, **{each.name: anything(hints[each.name]) for each in fields(kind)})


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.sampled_from(list(STORED_NAMES.values())).flatmap(any_of_its_kind), TIMES)
def test_any_event_is_read_back_as_it_was_written(
    writing: Writing, event: Event, occurred: Occurred | None
) -> None:
    writing.there_and_back(event, occurred)
