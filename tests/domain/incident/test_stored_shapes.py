"""The shapes of the record: names, fields and what a field may hold."""

import re
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from types import NoneType, UnionType
from typing import get_args, get_origin
from uuid import UUID

import pytest

from domain.incident.events import STORED_NAMES, Event
from tests.examples import EVENTS

WRITTEN_ON_EVERY_LINE = {"name", "actor", "by", "role", "occurred"}
PLAIN = (str, int, bool, NoneType, datetime, date, UUID)


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
    assert is_dataclass(kind)
    assert vars(kind)["__dataclass_params__"].frozen
