"""A school's calendar as a file: TOML or JSON, with the fields of the API."""

import json
import tomllib
from pathlib import Path
from typing import Any

import msgspec

from domain.school_setup.commands import SetCalendar
from domain.school_setup.refusals import Mistake
from interfaces.cli.leaving import MISUSE, REFUSED, fail

LARGEST_FILE = 1024 * 1024  # bytes


def calendar_in(file: Path) -> SetCalendar:
    """The calendar that a file holds, or the end of the command."""
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
        fail(f"{file}: {error}.", REFUSED)


def content(file: Path) -> dict[str, Any]:
    try:
        text = file.read_bytes().decode("utf-8")
        told = json.loads(text) if file.suffix == ".json" else tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        fail(f"{file} does not read: {error}.", REFUSED)
    if not isinstance(told, dict):
        fail(f"{file} must hold one object with the terms.", REFUSED)
    return told


def where(mistake: Mistake) -> str:
    """terms[2].last: the last day of the second term, counted as people count."""
    path = "".join(
        f"[{step + 1}]" if isinstance(step, int) else f".{step}" for step in mistake.where
    )
    return f"{path.removeprefix('.')}: {mistake.sentence}"
