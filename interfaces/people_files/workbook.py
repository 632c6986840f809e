"""Excel workbooks (.xlsx)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_STORED, ZipFile

from python_calamine import CalamineError, CalamineWorkbook

from application.people.lists import Sheet
from interfaces.people_files.extent import small_enough
from interfaces.people_files.refusals import Damaged, TooLarge

WORKBOOK = "xl/workbook.xml"
MOST_SHEETS = 30  # Several names may lead to one sheet.


def read_workbook(members: Mapping[str, bytes]) -> Sequence[Sheet]:
    """Every sheet, in order: the list need not be on the first."""
    needed = {name: members[name] for name in members if name.endswith((".xml", ".rels"))}
    small_enough(needed.values())
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(packed_again(needed)))
        if len(workbook.sheet_names) > MOST_SHEETS:
            raise TooLarge(f"more than {MOST_SHEETS} sheets")
        return [Sheet(tuple(rows(workbook, name))) for name in workbook.sheet_names]
    except (CalamineError, ValueError, OSError):
        raise Damaged("the workbook is damaged, or locked with a password") from None


def packed_again(members: Mapping[str, bytes]) -> bytes:
    """The very bytes that were looked at, so that nothing else can be unpacked."""
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
