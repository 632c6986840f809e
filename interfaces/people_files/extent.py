"""How large a sheet is, before anything is laid out for it."""

import re
from collections.abc import Iterable
from pyexpat import ExpatError, ParserCreate
from typing import Any

from application.people.lists import MOST_ROWS
from interfaces.people_files.refusals import Damaged, TooLarge

MOST_COLUMNS = 300
MOST_CELLS = 2_000_000
MOST_TEXT = 256_000_000  # characters, if the longest text stood in every cell
CELL = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})", re.ASCII)
ROW = re.compile(r"[1-9]\d{0,6}", re.ASCII)
ENDS_AT = re.compile(r"[A-Z]{1,3}[1-9]\d{0,6}(?::[A-Z]{1,3}[1-9]\d{0,6})?", re.ASCII)


def extent_of(content: bytes) -> "Extent":
    """Raises Damaged and TooLarge."""
    extent = Extent()
    parser = ParserCreate("utf-8")  # Whatever the file says of itself: so it is read afterwards.
    parser.StartElementHandler = extent.element
    parser.CharacterDataHandler = extent.characters
    parser.StartDoctypeDeclHandler = extent.doctype
    try:
        parser.Parse(content, True)
    except (ExpatError, ValueError):
        raise Damaged("the workbook is damaged") from None
    return extent


class Extent:
    """A single cell at XFD1048576 would have sixteen thousand million of them laid out, and one
    long text may stand in every cell."""

    def __init__(self) -> None:
        self.row = self.column = self.rows = self.columns = 0
        self.text = self.longest_text = 0

    @property
    def cells(self) -> int:
        return self.rows * self.columns

    def characters(self, text: str) -> None:
        self.text += len(text)
        self.longest_text = max(self.longest_text, self.text)

    def doctype(self, *declared: Any) -> None:
        raise Damaged("the workbook is written in an unusual way")

    def element(self, name: str, attributes: dict[str, str]) -> None:
        match name.rpartition(":")[2]:
            case "si":  # A text that cells share.
                self.text = 0
            case "row":
                self.start_row(attributes.get("r"))
            case "c":
                self.start_cell(attributes.get("r"))
            case "dimension" if not ENDS_AT.fullmatch(attributes.get("ref", "A1")):
                raise Damaged("the workbook is damaged")

    def start_row(self, said: str | None) -> None:
        if said is not None and not ROW.fullmatch(said):
            raise Damaged("the workbook is damaged")
        self.go_to(self.row + 1 if said is None else int(said), 0)

    def start_cell(self, said: str | None) -> None:
        self.text = 0
        if said is None:
            self.go_to(self.row, self.column + 1)
        elif found := CELL.fullmatch(said):
            self.go_to(int(found[2]), place(found[1]))
        else:
            raise Damaged("the workbook is damaged")

    def go_to(self, row: int, column: int) -> None:
        if row > MOST_ROWS or column > MOST_COLUMNS:
            raise TooLarge(
                f"more than {MOST_ROWS} rows or {MOST_COLUMNS} columns. "
                "Copy the list alone into a new workbook"
            )
        self.row, self.column = row, column
        self.rows, self.columns = max(self.rows, row), max(self.columns, column)


def small_enough(contents: Iterable[bytes]) -> None:
    extents = [extent_of(content) for content in contents]
    cells = sum(extent.cells for extent in extents)
    longest = max((extent.longest_text for extent in extents), default=0)
    if cells > MOST_CELLS or cells * longest > MOST_TEXT:
        raise TooLarge("its sheets hold more than a list of people does")


def place(column: str) -> int:
    number = 0
    for letter in column:
        number = number * 26 + ord(letter) - 64
    return number
