"""Whatever people ask, in whatever order; and the shapes that the record keeps."""

import re
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from types import NoneType, UnionType
from typing import get_args, get_origin
from uuid import UUID

import pytest
from hypothesis import given as any_
from hypothesis import settings
from hypothesis import strategies as st

from domain.concerns.commands import Circumstances, Command
from domain.concerns.decisions import decide
from domain.concerns.events import STORED_NAMES, ConcernsOpened, Event
from domain.concerns.state import Register, review_due
from domain.incident.refusals import Refused
from domain.people import Person
from domain.times import Occurred
from tests.domain.concerns.examples import (
    CHAIR,
    COMMANDS,
    EVENTS,
    FRIDAY_NOON,
    HEAD,
    LEAD,
    MONDAY_NINE,
    MR_PIKE,
    TEACHER,
)
from tests.domain.concerns.scenario import read_back

Wish = tuple[Command, Person, Occurred | None, bool]
WISHES = st.lists(
    st.tuples(
        st.sampled_from(COMMANDS),
        st.sampled_from((HEAD, CHAIR, LEAD, TEACHER, MR_PIKE)),
        st.sampled_from((None, FRIDAY_NOON)),
        st.booleans(),
    ),
    max_size=30,
)
WRITTEN_ON_EVERY_LINE = {"name", "actor", "by", "role", "occurred"}
PLAIN = (str, int, bool, NoneType, datetime, date, UUID)


def around(wish: Wish, number: int, history: list[Event]) -> Circumstances:
    return Circumstances(
        by=wish[1],
        now=MONDAY_NINE,
        adult_is_head=wish[3],
        occurred=wish[2],
        new_ids=(UUID(int=0xC001 + number),),
        corrected=history[1] if history else None,
        corrected_author=TEACHER.account,
    )


def answer(register: Register | None, wish: Wish, circumstances: Circumstances) -> list[Event]:
    try:
        return decide(register, wish[0], circumstances)
    except Refused:
        return []


@settings(max_examples=150, deadline=None)
@any_(WISHES)
def test_any_sequence_replays_to_the_same_state_and_asking_twice_writes_nothing(
    wishes: list[Wish],
) -> None:
    history: list[Event] = []
    register = None
    for number, wish in enumerate(wishes):
        circumstances = around(wish, number, history)
        decided = answer(register, wish, circumstances)
        register = read_back(*decided, start=register)
        history.extend(decided)
        if decided and wish[2] is None:
            assert answer(register, wish, circumstances) == []
    assert read_back(*history) == register
    assert [isinstance(event, ConcernsOpened) for event in history[:2]] in ([], [True, False])
    assert not any(isinstance(event, ConcernsOpened) for event in history[1:])


@settings(max_examples=150, deadline=None)
@any_(st.lists(st.sampled_from(EVENTS), max_size=30))
def test_any_history_can_be_read_back_for_what_has_happened_is_not_refused(
    history: list[Event],
) -> None:
    register = read_back(*history)
    assert register is None or review_due(register) in (True, False)


def may_be_stored(kind: object) -> bool:
    if isinstance(kind, UnionType) or get_origin(kind) is tuple:
        return all(each is Ellipsis or may_be_stored(each) for each in get_args(kind))
    if not isinstance(kind, type):
        return False
    if is_dataclass(kind):
        return all(may_be_stored(each) for each in kind.__annotations__.values())
    return kind in PLAIN or issubclass(kind, StrEnum)


def test_every_event_has_a_stored_name_and_an_example() -> None:
    assert set(get_args(Event)) == set(STORED_NAMES.values())
    assert {type(event) for event in EVENTS} == set(STORED_NAMES.values())


@pytest.mark.parametrize("name", STORED_NAMES)
def test_a_stored_name_is_words_with_hyphens_and_a_number(name: str) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*\.[1-9][0-9]*", name)


@pytest.mark.parametrize("kind", STORED_NAMES.values(), ids=lambda kind: kind.__name__)
def test_no_event_repeats_who_or_when_and_every_field_can_be_stored(kind: type[Event]) -> None:
    assert not WRITTEN_ON_EVERY_LINE & {each.name for each in fields(kind)}
    assert may_be_stored(kind)
