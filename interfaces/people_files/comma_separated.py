"""CSV in the encodings and with the separators that school offices meet."""

import csv
from collections.abc import Iterator
from io import StringIO

from application.people.lists import MOST_ROWS, Sheet
from interfaces.people_files.refusals import Damaged, TooLarge, WrongKindOfFile

SEPARATORS = ",;\t|"
LOOK_AT = 30  # lines, to see which separator is used


def read_csv(data: bytes) -> Sheet:
    text = decoded(data)
    if "\x00" in text:
        raise WrongKindOfFile("not a text file")
    first, newline, rest = text.partition("\n")
    if first.strip().casefold().startswith("sep=") and len(first.strip()) == 5:
        return Sheet(tuple(rows(newline + rest, first.strip()[-1])))  # Excel's own hint.
    return Sheet(tuple(rows(text, separator_of(text))))


def decoded(data: bytes) -> str:
    """By its mark if it has one; else UTF-8 if it is that; else what Windows writes here."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16")):
        if data.startswith(mark):
            return strictly(data, encoding)
    if data.startswith(b"\xfe\xff"):
        return strictly(data, "utf-16")
    if 0 in data[:200]:
        return strictly(data, "utf-16-be" if data[0] == 0 else "utf-16-le")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return strictly(data, "cp1252")


def strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        raise Damaged("its letters are in an encoding that is not known") from None


def separator_of(text: str) -> str:
    """The one that parts the fullest of the first lines into most cells."""
    lines = text.splitlines()[:LOOK_AT]
    return max(SEPARATORS, key=lambda each: max((line.count(each) for line in lines), default=0))


def rows(text: str, separator: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            if number > MOST_ROWS:
                raise TooLarge(f"more than {MOST_ROWS} rows")
            yield number, tuple(cells)
    except csv.Error:
        raise Damaged(f"after row {number} a quotation mark is out of place") from None
