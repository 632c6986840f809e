"""A text that shows nothing comes in as one that was left out, or is refused, in every command."""

from dataclasses import fields
from typing import Any, get_type_hints

import pytest
from pydantic import ValidationError

from domain.concerns.commands import COMMANDS as OF_CONCERNS
from domain.prevention.commands import COMMANDS as OF_PREVENTION
from interfaces.http.bodies import body_of, built
from tests.http.wishes import ALL, smallest

EVERY = {**OF_CONCERNS, **OF_PREVENTION, **ALL}
OPTIONAL = [
    (name, field.name)
    for name, command in EVERY.items()
    for field in fields(command)
    if get_type_hints(command)[field.name] == str | None
]
SEVERAL = [
    (name, field.name)
    for name, command in EVERY.items()
    for field in fields(command)
    if get_type_hints(command)[field.name] == tuple[str, ...]
]


def read(name: str, field: str, value: Any) -> Any:
    command: Any = EVERY[name]
    body = body_of(command).model_validate({**smallest(command), field: value})
    return getattr(built(command, body), field)


@pytest.mark.parametrize("text", ["", " ", "\u200b", "\u2060", "\ufeff", "\u3164"])
def test_an_optional_text_that_shows_nothing_was_left_out(text: str) -> None:
    assert ("close", "summary") in OPTIONAL
    for name, field in OPTIONAL:
        assert read(name, field, text) is None, (name, field)


def test_a_text_in_a_list_that_shows_nothing_is_refused() -> None:
    assert SEVERAL
    for name, field in SEVERAL:
        with pytest.raises(ValidationError, match="Write something here"):
            read(name, field, ["Seen.", "\u200b"])
