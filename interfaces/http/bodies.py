"""Commands as JSON: a pydantic model for each command class, with the rules every text obeys."""

import types
from dataclasses import MISSING, Field, fields
from datetime import UTC, datetime
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    StringConstraints,
    create_model,
)
from pydantic import Field as PydanticField

from domain.times import Occurred, Precision

LONGEST_TEXT = 20_000  # characters
ALLOWED_CONTROLS = frozenset("\n\r\t")


def without_controls(text: str) -> str:
    """Control characters hide text on paper and on screens: no field may hold them."""
    for character in text:
        if (
            character < " " and character not in ALLOWED_CONTROLS
        ) or "\x7f" <= character <= "\x9f":
            raise ValueError(
                "This text holds a control character, which cannot be shown. Type it again."
            )
    return text


def not_blank(text: str) -> str:
    if not text.strip():
        raise ValueError("Write something here.")
    return text


def written_out(moment: Any) -> Any:
    """A bare number would be taken for seconds since 1970."""
    if isinstance(moment, int | float) or (isinstance(moment, str) and moment[4:5] != "-"):
        raise ValueError("Write the time out, such as 2026-09-07T09:00:00Z.")
    return moment


def in_utc(moment: datetime) -> datetime:
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise ValueError("This time is outside the calendar.") from None


Words = Annotated[
    str, StringConstraints(max_length=LONGEST_TEXT), AfterValidator(without_controls)
]
Said = Annotated[Words, AfterValidator(not_blank)]
Moment = Annotated[AwareDatetime, BeforeValidator(written_out), AfterValidator(in_utc)]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class OccurredBody(Strict):
    """When it happened, as claimed. `from` may be left out when nobody knows."""

    start: Moment | None = PydanticField(default=None, alias="from")
    to: Moment | None = None
    precision: Precision = Precision.EXACT

    def time(self) -> Occurred:
        return Occurred(self.start, self.to, self.precision)


class CommandBody(Strict):
    occurred: OccurredBody | None = None


def body_of(command: type[Any]) -> type[CommandBody]:
    """The model of a command's body: its fields, and when it occurred."""
    hints = get_type_hints(command)
    members: Any = {field.name: member(hints[field.name], field) for field in fields(command)}
    return create_model(command.__name__, __base__=CommandBody, __doc__=command.__doc__, **members)


def member(hint: Any, field: "Field[Any]") -> tuple[Any, Any]:
    if field.default is not MISSING:
        return worded(hint), field.default
    return (Said if hint is str else worded(hint)), ...


def worded(hint: Any) -> Any:
    """The same type with texts and times under their rules."""
    if hint is str:
        return Words
    if hint is datetime:
        return Moment
    if get_origin(hint) in (Union, types.UnionType):
        return Union[tuple(worded(one) for one in get_args(hint))]  # noqa: UP007
    if get_origin(hint) is tuple:
        inner, *_ = get_args(hint)  # Every tuple in a command is of one type and any length.
        return tuple.__class_getitem__((worded(inner), ...))
    return hint


def command_from(command: type[Any], body: CommandBody) -> Any:
    return command(**{field.name: getattr(body, field.name) for field in fields(command)})
