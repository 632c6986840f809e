"""Commands as JSON: a pydantic model for each command class, with the rules every text obeys."""

import re
import types
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints
from unicodedata import category

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    StringConstraints,
    WithJsonSchema,
    create_model,
    model_validator,
)
from pydantic import Field as PydanticField

from domain.categories import KINDS, Category
from domain.texts import is_said, says_nothing, turns_letters
from domain.times import Occurred, Precision

LONGEST_TEXT = 20_000  # characters
MOST_AT_ONCE = 100  # things in a list
EARLIEST_YEAR, LATEST_YEAR = 1900, 2999
CLOCK_SAYS = "^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$"
CLOCK = re.compile(CLOCK_SAYS)
PICTURE_IN_TEXT = re.compile(
    r"data:((image|video|audio)/[^,]{0,100}|[^,\s]{0,200};\s*base64\s*),", re.IGNORECASE
)
ALLOWED_CONTROLS = frozenset("\n\r\t")


CATEGORIES_IN_WORDS = ", ".join(f"'{one.value}' ({kind.title})" for one, kind in KINDS.items())


def without_controls(text: str) -> str:
    """Control characters hide text on paper and on screens: no field may hold them."""
    for character in text:
        if (
            character < " " and character not in ALLOWED_CONTROLS
        ) or "\x7f" <= character <= "\x9f":
            raise ValueError(
                "This text holds a control character, which cannot be shown. Type it again."
            )
    if PICTURE_IN_TEXT.search(text):
        raise ValueError("A picture, film or sound cannot be written into a text. Describe it.")
    return text


def not_blank(text: str) -> str:
    if says_nothing(text):
        raise ValueError("Write something here.")
    return text


def left_out_if_blank(text: str | None) -> str | None:
    """A text that may be left out was, if there is nothing of it to see."""
    return text if is_said(text) else None


def as_it_reads(name: str) -> str:
    if turns_letters(name):
        raise ValueError(
            "This name holds a sign that turns the order of letters, so that another is read. "
            "Type it again."
        )
    return name


FEWEST_LETTERS = 3
BLANK_LETTERS = frozenset("\u115f\u1160\u3164\uffa0")  # Fillers: letters that show nothing.


def a_reason(text: str) -> str:
    """What can be read, on paper too, by whoever judges it afterwards."""
    if any(category(one) == "Cf" or one in BLANK_LETTERS for one in text):
        raise ValueError("This text holds a character that cannot be seen. Type it again.")
    if sum(map(str.isalpha, text)) < FEWEST_LETTERS:
        raise ValueError("Say in words why this is needed.")
    return text


def written_out(moment: Any) -> Any:
    """A bare number would be taken for seconds since 1970."""
    if isinstance(moment, int | float) or (isinstance(moment, str) and moment[4:5] != "-"):
        raise ValueError("Write the time out, such as 2026-09-07T09:00:00Z.")
    return moment


def a_day(day: Any) -> Any:
    """A bare number would be taken for seconds since 1970."""
    if not isinstance(day, date) and not (isinstance(day, str) and len(day) == len("2026-09-07")):
        raise ValueError("Write the day out, such as 2026-09-07.")
    return day


def a_category(code: Any) -> Any:
    """Bare codes say nothing to whoever has to choose one."""
    if not isinstance(code, str) or code not in frozenset(Category):
        raise ValueError(f"Choose one of {CATEGORIES_IN_WORDS}.")
    return code


def a_clock_time(at: Any) -> Any:
    if not isinstance(at, time) and not (isinstance(at, str) and CLOCK.fullmatch(at)):
        raise ValueError("Write the time as the school's clock shows it, such as 16:30.")
    return at


def in_utc(moment: datetime) -> datetime:
    if not EARLIEST_YEAR <= moment.year <= LATEST_YEAR:
        raise ValueError("This time is too long ago, or too far ahead, to be right.")
    return moment.astimezone(UTC)


Words = Annotated[
    str, StringConstraints(max_length=LONGEST_TEXT), AfterValidator(without_controls)
]
Said = Annotated[Words, AfterValidator(not_blank)]
Name = Annotated[Words, AfterValidator(as_it_reads)]
Reason = Annotated[Said, AfterValidator(a_reason)]
Moment = Annotated[AwareDatetime, BeforeValidator(written_out), AfterValidator(in_utc)]

Day = Annotated[date, BeforeValidator(a_day)]
ACategory = Annotated[Category, BeforeValidator(a_category)]
ClockTime = Annotated[
    time, BeforeValidator(a_clock_time), WithJsonSchema({"type": "string", "pattern": CLOCK_SAYS})
]


WordsOrNone = Annotated[Words | None, AfterValidator(left_out_if_blank)]
NameOrNone = Annotated[Name | None, AfterValidator(left_out_if_blank)]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class OccurredBody(Strict):
    """When it happened, as claimed. `from` may be left out when nobody knows."""

    start: Moment | None = PydanticField(default=None, alias="from")
    to: Moment | None = None
    precision: Precision = Precision.EXACT

    @model_validator(mode="after")
    def told(self) -> "OccurredBody":
        known = self.start is not None or self.to is not None
        if known and self.precision is Precision.UNKNOWN:
            raise ValueError("Leave the times out when it is not known when it happened.")
        if not known and self.precision is not Precision.UNKNOWN:
            raise ValueError("Give the time, or say that the precision is 'unknown'.")
        return self

    def time(self) -> Occurred:
        return Occurred(self.start, self.to, self.precision)


class CommandBody(Strict):
    occurred: OccurredBody | None = None


def body_of(
    command: type[Any], called: str | None = None, instead: dict[str, Any] | None = None
) -> type[CommandBody]:
    """The model of a command's body: its fields, and when it occurred.

    `instead` are fields that the body has otherwise than the command; with None it has them not.
    """
    found = {**members(command), **(instead or {})}
    told = {name: member for name, member in found.items() if member is not None}
    name = called or command.__name__
    return create_model(name, __base__=CommandBody, __doc__=command.__doc__, **told)


@cache
def part_of(shape: type[Any], called: str | None = None) -> type[Strict]:
    """The model of something within a command, such as the finding on one fact."""
    name = called or shape.__name__
    return create_model(name, __base__=Strict, __doc__=shape.__doc__, **members(shape))


def members(shape: type[Any]) -> Any:
    hints = get_type_hints(shape)
    return {field.name: member(hints[field.name], field) for field in fields(shape)}


def member(hint: Any, field: "Field[Any]") -> tuple[Any, Any]:
    kind = of_a_name(hint) if field.name.endswith("name") else worded(hint)
    if field.default is not MISSING:
        said = field.metadata.get("says")
        return (Annotated[kind, PydanticField(description=said)] if said else kind), field.default
    return (Annotated[kind, AfterValidator(not_blank)] if hint is str else kind), ...


def of_a_name(hint: Any) -> Any:
    if hint is str:
        return Name
    return NameOrNone if hint == str | None else worded(hint)


def worded(hint: Any) -> Any:
    """The same type with texts and times under their rules."""
    if hint is str:
        return Words
    if hint == str | None:
        return WordsOrNone
    if hint is datetime:
        return Moment
    if hint is date:
        return Day
    if hint is time:
        return ClockTime
    if hint is Category:
        return ACategory
    if hint is Occurred:
        return OccurredBody
    if is_dataclass(hint):
        return part_of(hint)  # type: ignore[arg-type]
    if get_origin(hint) in (Union, types.UnionType):
        return Union[tuple(worded(one) for one in get_args(hint))]  # noqa: UP007
    if get_origin(hint) is tuple:
        inner, *_ = get_args(hint)  # Every tuple in a command is of one type and any length.
        several = tuple.__class_getitem__((Said if inner is str else worded(inner), ...))
        return Annotated[several, PydanticField(max_length=MOST_AT_ONCE)]
    return hint


def command_from(command: type[Any], body: CommandBody) -> Any:
    """The command that a body asks."""
    return built(command, body)


def built(shape: type[Any], body: BaseModel) -> Any:
    hints = get_type_hints(shape)
    return shape(
        **{
            field.name: value(hints[field.name], getattr(body, field.name))
            for field in fields(shape)
            if field.name in type(body).model_fields
        }
    )


def value(hint: Any, given: Any) -> Any:
    match given:
        case OccurredBody():
            return given.time()
        case BaseModel():
            return built(the_dataclass(hint), given)
        case tuple():
            return tuple(value(hint, one) for one in given)
        case _:
            return given


def the_dataclass(hint: Any) -> type[Any]:
    """The one dataclass in a hint such as `tuple[Finding, ...]` or `Finding | None`."""
    if is_dataclass(hint):
        return hint  # type: ignore[return-value]
    (found,) = (the_dataclass(one) for one in get_args(hint) if one not in (types.NoneType, ...))
    return found
