"""Any of the files, told apart by what is in them and not by their names."""

from collections.abc import Sequence

from application.people.lists import Sheet
from interfaces.people_files import oneroster, workbook
from interfaces.people_files.comma_separated import read_csv
from interfaces.people_files.packed import opened
from interfaces.people_files.refusals import EmptyFile, TooLarge, WrongKindOfFile

LARGEST_FILE = 8 * 1024 * 1024  # bytes
MEGABYTE = 1024 * 1024

OTHER_FILES = {
    b"%PDF": "a PDF",
    b"\xd0\xcf\x11\xe0": "an old Excel or Word file: save it as .xlsx",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "a compressed file",
    b"Rar!": "a compressed file",
    b"7z\xbc\xaf": "a compressed file",
    b"<": "a web page or XML",
    b"{": "JSON",
    b"[": "JSON or TOML",
}


def sheets_of(data: bytes) -> Sequence[Sheet]:
    """Raises ListRefused, with a sentence for whoever handed the file in."""
    if len(data) > LARGEST_FILE:
        raise TooLarge(f"at most {LARGEST_FILE // MEGABYTE} MB can be read")
    if not data.strip(b"\xef\xbb\xbf\xff\xfe \t\r\n\x00"):
        raise EmptyFile
    for beginning, what in OTHER_FILES.items():
        if data.lstrip().startswith(beginning):
            raise WrongKindOfFile(what)
    return packed_sheets(data) if data.startswith(b"PK") else [read_csv(data)]


def packed_sheets(data: bytes) -> Sequence[Sheet]:
    members = opened(data)
    if workbook.WORKBOOK in members:
        return workbook.read_workbook(members)
    if oneroster.USERS in oneroster.by_last_name(members):
        return [oneroster.read_oneroster(members)]
    raise WrongKindOfFile("a ZIP with neither a workbook nor a users.csv")
