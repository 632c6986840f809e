"""Excel workbooks (.xlsx)."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_STORED, ZipFile

from python_calamine import CalamineError, CalamineWorkbook

from application.people.lists import MOST_ROWS, Sheet
from interfaces.people_files.refusals import Damaged, TooLarge

WORKBOOK = "xl/workbook.xml"
MOST_COLUMNS = 300
# A single cell at XFD1048576 makes the reader lay out sixteen thousand million of them.
CELL = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{1,3})(\d{1,9})["']""")
UTF_16 = (b"\xff\xfe", b"\xfe\xff", b"\x00<", b"<\x00")


def read_workbook(members: Mapping[str, bytes]) -> Sequence[Sheet]:
    """Every sheet, in order: the list need not be on the first."""
    for name, content in members.items():
        if name.startswith("xl/worksheets/"):
            small_enough(content)
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(packed_again(members)))
        return [Sheet(tuple(rows(workbook, name))) for name in workbook.sheet_names]
    except (CalamineError, ValueError, OSError):
        raise Damaged("the workbook is damaged, or locked with a password") from None


def small_enough(content: bytes) -> None:
    if content.startswith(UTF_16):
        raise Damaged("the workbook is written in an unusual way")
    for column, row in CELL.findall(content):
        if int(row) > MOST_ROWS or place(column) > MOST_COLUMNS:
            raise TooLarge(f"more than {MOST_ROWS} rows or {MOST_COLUMNS} columns")


def place(column: bytes) -> int:
    number = 0
    for letter in column.upper():
        number = number * 26 + letter - 64
    return number


def packed_again(members: Mapping[str, bytes]) -> bytes:
    """The very bytes that were counted, so that nothing else can be unpacked."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_STORED) as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    return file.getvalue()


def rows(workbook: CalamineWorkbook, name: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    sheet = workbook.get_sheet_by_name(name)
    for number, cells in enumerate(sheet.to_python(skip_empty_area=False), start=1):
        yield number, tuple(map(text, cells))


def text(cell: Any) -> str:
    """A number as it stands in the cell: 7, not 7.0."""
    match cell:
        case float() if cell.is_integer():
            return str(int(cell))
        case datetime() | date():
            return cell.isoformat()[:10]
        case _:
            return str(cell)
