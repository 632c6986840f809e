"""Whatever a school's office saves, it is read, or it is said why not."""

from collections.abc import Callable

import pytest

from application.people.person import Kind
from application.people.refusals import HeadingsNotRecognised, ListRefused
from interfaces.people_files import packed as packing
from interfaces.people_files.packed import opened
from interfaces.people_files.reading import LARGEST_FILE
from interfaces.people_files.refusals import Damaged, EmptyFile, TooLarge, WrongKindOfFile
from tests.people.files import (
    IN_CP1252,
    PUPILS,
    csv_file,
    csv_text,
    listed,
    names,
    oneroster_file,
    packed,
    workbook,
    xlsx_file,
    zipped,
)

EVERY_NAME = [
    "Zoë Winterbourne",
    "Łukasz Wójcik-Green",
    "ਪੰਜਾਬੀ ਕੌਰ",
    "Niamh O'Brien",
    "Tom Ashby",
    "Tom Ashby",
]

FILES: dict[str, Callable[[], bytes]] = {
    "UTF-8": csv_file,
    "UTF-8 with a mark, as Excel writes it": lambda: csv_text(PUPILS).encode("utf-8-sig"),
    "UTF-16 with tabs, Excel's Unicode text": lambda: csv_text(PUPILS, separator="\t").encode(
        "utf-16"
    ),
    "UTF-16 without a mark": lambda: csv_text(PUPILS, separator="\t").encode("utf-16-le"),
    "big-endian UTF-16": lambda: (
        "\ufeff".encode("utf-16-be") + csv_text(PUPILS).encode("utf-16-be")
    ),
    "semicolons": lambda: csv_text(PUPILS, separator=";").encode(),
    "semicolons, said in the first line": lambda: (
        b"sep=;\r\n" + csv_text(PUPILS, separator=";").encode()
    ),
    "a workbook": lambda: xlsx_file(PUPILS),
    "a workbook with a title above": lambda: xlsx_file(PUPILS, title="Pupils, 7 September"),
}


@pytest.mark.parametrize("layout", FILES)
def test_every_usual_file_is_read(layout: str) -> None:
    people = listed(FILES[layout]())
    assert names(people) == EVERY_NAME
    assert [row.details.year for row in people.rows] == [f"Year {n}" for n in (7, 7, 8, 9, 8, 8)]
    assert {row.details.kind for row in people.rows} == {Kind.PUPIL}
    assert not people.problems


def test_a_file_from_windows_keeps_its_accents() -> None:
    people = listed(csv_text(IN_CP1252).encode("cp1252"))
    assert names(people)[0] == "Zoë Winterbourne"


def test_commas_quotation_marks_and_line_breaks_inside_cells_are_read() -> None:
    text = 'Adno,Name,Year\r\n1,"O\'Brien, Niamh ""Nini""",9\r\n2,"Ashby,\r\nTom",8\r\n'
    assert names(listed(text.encode())) == ['Niamh "Nini" O\'Brien', "Tom Ashby"]


def test_rows_are_numbered_as_a_spreadsheet_shows_them() -> None:
    by_hand = listed(b"Pupils\r\n\r\nAdno,Name,Year\r\n1,Zo Winter,7\r\n\r\n2,Tom Ashby,8\r\n")
    workbook = listed(xlsx_file([("1", "Winter", "Zo", "7", "7A")], title="Pupils"))
    assert [row.number for row in by_hand.rows] == [4, 6]
    assert [row.number for row in workbook.rows] == [4]


def test_oneroster_tells_pupils_from_staff_and_parents() -> None:
    people = listed(oneroster_file())
    assert [(row.details.name, row.details.kind) for row in people.rows] == [
        ("Zoë Winterbourne", Kind.PUPIL),
        ("Beth Jones", Kind.STAFF),
        ("Dilys Winterbourne", Kind.PARENT),
        ("Gareth Left", Kind.PUPIL),
    ]
    assert [row.details.leaver for row in people.rows] == [False, False, False, True]
    assert people.rows[0].details.year == "Year 7"


def test_of_e_mail_addresses_only_those_of_staff_are_kept() -> None:
    addresses = [row.details.email for row in listed(oneroster_file()).rows]
    assert addresses == ["", "b.jones@school.example", "", ""]


def test_a_oneroster_file_of_changes_makes_nobody_a_leaver() -> None:
    assert listed(oneroster_file()).whole
    assert not listed(oneroster_file("delta")).whole


def test_an_older_oneroster_names_the_role_beside_the_user() -> None:
    users = "sourcedId,givenName,familyName,role\nu1,Zoë,Winterbourne,student\n"
    assert listed(packed(users_csv=users)).rows[0].details.kind is Kind.PUPIL


def refused(data: bytes, as_: type[ListRefused]) -> str:
    with pytest.raises(as_) as refusal:
        listed(data)
    sentence = str(refusal.value)
    assert sentence.endswith(".")
    return sentence


@pytest.mark.parametrize(
    "data", [b"", b"  \r\n\t", b"\xef\xbb\xbf", "\ufeff\r\n".encode("utf-16")]
)
def test_an_empty_file_is_said_to_be_empty(data: bytes) -> None:
    assert refused(data, EmptyFile) == "The file is empty."


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7 ...", "a PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "save it as .xlsx"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"<html><body>Sign in</body></html>", "a web page"),
        (b'{"people": []}', "JSON"),
        (b"[people]\nfirst = 1\n", "JSON or TOML"),
        (packed(photo_jpg=b"\xff\xd8"), "a ZIP with neither"),
    ],
)
def test_a_file_of_another_kind_is_named(data: bytes, what: str) -> None:
    assert what in refused(data, WrongKindOfFile)


def test_headings_that_are_not_known_are_shown_with_those_that_are_needed() -> None:
    sentence = refused(b"Colour,Size\r\nRed,4\r\n", HeadingsNotRecognised)
    assert "“Colour”, “Size”" in sentence
    assert "a surname and a forename" in sentence


def test_a_quotation_mark_that_is_never_closed_is_placed() -> None:
    assert "after row 2" in refused(b'Adno,Name\r\n1,Zo Winter\r\n2,"Tom\r\n', Damaged)


def test_letters_in_no_known_encoding_are_refused() -> None:
    assert "encoding" in refused(b"Adno,Name\r\n1,Zo\x81\xff\x8d\r\n", Damaged)


def test_a_file_larger_than_any_schools_list_is_not_read() -> None:
    refused(b"x" * (LARGEST_FILE + 1), TooLarge)


def test_a_zip_that_swells_is_not_unpacked_to_the_end() -> None:
    bomb = packed(users_csv=b"0" * (packing.LARGEST_UNPACKED + 1))
    assert len(bomb) < 100_000
    refused(bomb, TooLarge)


def test_a_zip_of_very_many_files_is_refused() -> None:
    refused(zipped({f"{n}.csv": "" for n in range(packing.MOST_MEMBERS + 1)}), TooLarge)


@pytest.mark.parametrize(
    "lines",
    [
        '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        '<row r="9"><c r="XFD9"><v>1</v></c></row>',
        '<row r="999999"/>',
        "<row>" + "<c><v>1</v></c>" * 301 + "</row>",
        '<row r="20000"><c r="A20000"/></row><row r="1"><c r="KN1"/></row>',
        f'<row r="1"><c r="A1" t="str"><v>{"x" * 30_000}</v></c><c r="Z9999"/></row>',
    ],
    ids=["far corner", "far right", "far down", "unnumbered", "tall and wide", "long text"],
)
def test_a_sheet_that_would_be_laid_out_enormous_is_refused(lines: str) -> None:
    refused(workbook(lines), TooLarge)


@pytest.mark.parametrize(
    "lines",
    [
        '<row r="0"><c r="A0"/></row>',
        '<row r="4294967296"/>',
        '<row r="1"><c r="&#65;1x"/></row>',
        '<dimension ref="A1:ZZZZZZZ1"/>',
        "<row>",
        "<row>&nothing;</row>",
    ],
)
def test_a_sheet_with_impossible_places_is_said_to_be_damaged(lines: str) -> None:
    refused(workbook(lines), Damaged)


def test_a_workbook_that_declares_entities_is_refused() -> None:
    members = opened(xlsx_file(PUPILS))
    sheet = members["xl/worksheets/sheet1.xml"]
    laughing = b'<!DOCTYPE x [<!ENTITY a "ha">]>' + sheet
    refused(zipped({**members, "xl/worksheets/sheet1.xml": laughing}), Damaged)


def test_a_file_without_a_name_in_a_zip_is_no_trouble() -> None:
    nameless = zipped({"a.csv": ""}).replace(b"a.csv", b"\0.csv")
    refused(nameless, WrongKindOfFile)


@pytest.mark.parametrize("cut", [10, 200, -30])
def test_a_workbook_cut_short_is_said_to_be_damaged(cut: int) -> None:
    refused(xlsx_file(PUPILS)[:cut], Damaged)
