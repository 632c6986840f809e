"""A school's calendar as a file: TOML or JSON, with the fields of the API."""

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import msgspec

from domain.school_setup.commands import SetCalendar
from domain.school_setup.refusals import Mistake
from interfaces.cli.leaving import MISUSE, REFUSED, fail

LARGEST_FILE = 1024 * 1024  # bytes

PLACE = re.compile(r"(?P<what>.*?)(?: - at `\$\.?(?P<where>.*)`)?")
IN_TOML = re.compile(r"\(at line (\d+), column (\d+)\)")
EXPECTED = (
    (re.compile(r"encoded date"), "must be a day, such as 2026-09-03"),
    (re.compile(r"encoded time"), "must be a time, such as 08:30"),
    (re.compile(r"Expected `array`"), "must be a list"),
    (re.compile(r"Expected `object`"), "must be a table with fields of its own"),
    (re.compile(r"Expected `str`"), "must be a text in quotation marks"),
    (re.compile(r"Expected `date`"), "must be a day, such as 2026-09-03"),
    (re.compile(r"Expected `time`"), "must be a time, such as 08:30"),
)
MISSING = re.compile(r"missing required field `(\w+)`")


def calendar_in(file: Path) -> SetCalendar:
    """The calendar that a file holds, or the end of the command."""
    if file.is_dir():
        fail(f"{file} is a folder. Name the file with the calendar.", MISUSE)
    if not file.is_file():
        fail(f"There is no file {file}.", MISUSE)
    if file.stat().st_size > LARGEST_FILE:
        fail(f"{file} is too large for a calendar.", MISUSE)
    told = content(file)
    unknown = set(told) - set(SetCalendar.__dataclass_fields__)
    if unknown:
        fail(f"{file}: there is no {sorted(unknown)[0]!r} in a calendar.", REFUSED)
    try:
        return msgspec.convert(told, SetCalendar)
    except msgspec.ValidationError as error:
        fail(f"{file}: {in_plain_words(str(error))}.", REFUSED)


def content(file: Path) -> dict[str, Any]:
    kind = "JSON" if file.suffix == ".json" else "TOML"
    try:
        text = file.read_bytes().decode("utf-8")
        told = json.loads(text) if kind == "JSON" else tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        fail(f"{file} does not read as {kind}{place_of(error)}.", REFUSED)
    if not isinstance(told, dict):
        fail(f"{file} must hold one object with the terms.", REFUSED)
    return told


def place_of(error: Exception) -> str:
    match error:
        case json.JSONDecodeError(lineno=line, colno=column):
            return f": look at line {line}, letter {column}"
        case UnicodeDecodeError():
            return ": save it as text in UTF-8"
        case _:
            found = IN_TOML.search(str(error))
            at = f": look at line {found[1]}, letter {found[2]}" if found else ""
            return f"{at or ': its end is missing'}. A text stands in quotation marks"


def in_plain_words(told: str) -> str:
    """What the reader of files says, as somebody would say it who had to mend the file."""
    found = PLACE.fullmatch(told)
    what, where = (found["what"], found["where"] or "") if found else (told, "")
    path = re.sub(r"\d+", lambda number: str(int(number[0]) + 1), where)
    if missing := MISSING.search(what):
        return f"{path or 'the calendar'} has no {missing[1]}"
    wanted = next((ours for theirs, ours in EXPECTED if theirs.search(what)), "does not fit")
    return f"{path or 'the calendar'} {wanted}"


def where(mistake: Mistake) -> str:
    """terms[2].last: the last day of the second term, counted as people count."""
    path = "".join(
        f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in mistake.where
    )
    return f"{path.removeprefix('.')}: {mistake.sentence}"
