"""Bodies made from the command classes themselves, so that a new command is tried as well."""

import types
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from domain.incident.commands import COMMANDS, ReportIncident
from interfaces.http.incidents import NOT_OF_A_CASE

REPORT = "report"
ALL: dict[str, type[Any]] = {REPORT: ReportIncident, **COMMANDS}


def smallest(command: type[Any]) -> dict[str, Any]:
    """A body with the needed fields alone."""
    hints = get_type_hints(command)
    return {
        field.name: example(hints[field.name])
        for field in fields(command)
        if field.default is MISSING and field.default_factory is MISSING
    }


def example(hint: Any) -> Any:
    if get_origin(hint) in (Union, types.UnionType):
        return example(next(one for one in get_args(hint) if one is not type(None)))
    if get_origin(hint) is tuple:
        return [example(get_args(hint)[0])]
    if isinstance(hint, type) and issubclass(hint, Enum):
        return next(iter(hint)).value
    if isinstance(hint, type) and is_dataclass(hint):
        return smallest(hint)
    plain = {
        str: "Words of the school.",
        datetime: "2026-09-01T10:00:00Z",
        date: "2026-09-21",
        UUID: "00000000-0000-7000-8000-000000000000",
        bool: True,
        int: 1,
    }
    return plain.get(hint)


def fields_of_kind(kind: type[Any]) -> list[tuple[str, str]]:
    """Every (command, field) of this type, or of this type or null."""
    return [
        (name, field.name)
        for name, command in ALL.items()
        for field in fields(command)
        if is_of_kind(get_type_hints(command)[field.name], kind)
    ]


def is_of_kind(hint: Any, kind: type[Any]) -> bool:
    if get_origin(hint) in (Union, types.UnionType):
        return any(is_of_kind(one, kind) for one in get_args(hint))
    if (hint, kind) in {(bool, int), (datetime, date)}:
        return False  # To Python one is the other, but not to a person.
    return isinstance(hint, type) and hint is not type(None) and issubclass(hint, kind)


def lists_of(kind: type[Any]) -> list[tuple[str, str]]:
    """Every (command, field) that holds a list of this type."""
    return [
        (name, field.name)
        for name, command in ALL.items()
        for field in fields(command)
        if get_origin(hint := get_type_hints(command)[field.name]) is tuple
        and issubclass(get_args(hint)[0], kind)
    ]


TEXTS = [
    (name, field)
    for name, field in fields_of_kind(str)
    if (name, field) not in fields_of_kind(Enum)  # A StrEnum is no free text.
]
CHOICES = [
    (name, field)
    for name, field in fields_of_kind(Enum)
    if field not in NOT_OF_A_CASE.get(ALL[name], {})
]
TIMES = fields_of_kind(datetime)
IDS = fields_of_kind(UUID)
DAYS = fields_of_kind(date)
FLAGS = fields_of_kind(bool)
LISTS = lists_of(object)
LISTS_OF_TEXTS = [place for place in lists_of(str) if place not in lists_of(Enum)]
