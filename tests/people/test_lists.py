"""Headings of several makers, rows with something wrong, and no more kept than is needed."""

import pytest

from application.people.person import Details, Kind
from application.people.refusals import KindNotSaid, NobodyListed
from application.people.upn import is_upn
from tests.people.files import HEADINGS, ZOE, csv_file, csv_text, listed, names, xlsx_file

UPN = "H801200001001"  # made up; the check letter agrees
WRONG_UPN = "A801200001001"


def one(text: str, kind: Kind | None = None) -> Details:
    people = listed(text.encode(), kind)
    assert [problem.sentence for problem in people.problems] == []
    [row] = people.rows
    return row.details


@pytest.mark.parametrize(
    "text",
    [
        "Adno,Legal Surname,Legal Forename,Year,Reg\n1,Winter,Zoë,7,7A",
        "Admission Number,Surname,Forename,Year Group,Reg Group\n1,Winter,Zoë,Year  7,7A",
        "Student ID,First name,Last name,Year group,Registration form\n1,Zoë,Winter,Year 7,7A",
        "PersonID,LastName,FirstName,Year,TutorGroup\n1,Winter,Zoë,07,7A",
        'Pupil ID,Pupil Name,NC Year,Class\n1,"Winter, Zoë",Y7,7A',
        "sourcedId,givenName,familyName,grades,role,form\n1,Zoë,Winter,7,student,7A",
    ],
)
def test_the_headings_of_every_usual_system_are_known(text: str) -> None:
    assert one(text) == Details(
        kind=Kind.PUPIL, name="Zoë Winter", year="Year 7", form="7A", mis_id="1"
    )


def test_the_name_somebody_goes_by_is_kept_beside_the_legal_one() -> None:
    text = "Adno,Legal Surname,Legal Forename,Surname,Forename,Year\n1,{},7"
    assert one(text.format("Winter,Zoë,Winter,Zo")).known_as == "Zo"
    assert one(text.format("Winter,Zoë,Green,Zo")).known_as == "Zo Green"
    assert one(text.format("Winter,Zoë,Winter,Zoë")).known_as == ""


@pytest.mark.parametrize(
    ("said", "year"),
    [
        ("7", "Year 7"),
        ("YR 11", "Year 11"),
        ("R", "Reception"),
        ("0", "Reception"),
        ("N", "Nursery"),
        ("Sixth form", "Sixth form"),
        ("Yr. 7", "Year 7"),
        ("Year group 08", "Year 8"),
        ("N2", "N2"),
        ("X", "X"),
        ("P7", "P7"),
        ("", ""),
    ],
)
def test_years_are_said_in_one_way(said: str, year: str) -> None:
    assert one(f"Adno,Name,Year\n1,Zo Winter,{said}").year == year


def test_nothing_is_kept_that_is_not_needed() -> None:
    people = listed(
        b"Adno,Name,Year,Date of birth,Home address,SEN status,UPN,E-mail\n"
        b"1,Zo Winter,7,2014-05-01,4 Hill Rd,K," + UPN.encode() + b",zo@home.example\n"
    )
    kept = repr(people) + people.rows[0].details.mis_id + people.rows[0].details.email
    for private in ("2014", "Hill Rd", UPN, "home.example"):
        assert private not in kept
    assert people.unread == ("Date of birth", "Home address", "SEN status")


def test_numbers_and_addresses_do_not_show_where_a_person_is_printed() -> None:
    person = one(f"UPN,Name,Year\n{UPN},Zo Winter,7")
    assert person.mis_id == UPN
    assert UPN not in repr(person)


def test_a_upn_whose_check_letter_is_wrong_is_doubted_and_taken() -> None:
    people = listed(f"UPN,Name,Year\n{UPN},Zo Winter,7\n{WRONG_UPN},Tom Ashby,8".encode())
    assert len(people.rows) == 2
    [doubt] = people.doubts
    assert doubt.row == 3
    assert "check letter" in doubt.sentence
    assert WRONG_UPN not in doubt.sentence


@pytest.mark.parametrize("upn", [UPN, "B801200005001", UPN.lower()])
def test_a_right_check_letter_is_accepted(upn: str) -> None:
    assert is_upn(upn)


@pytest.mark.parametrize(
    "upn", [WRONG_UPN, "A801200005001", "B80120000500", "S801200005001", "B8012000050O1", ""]
)
def test_a_wrong_check_letter_or_shape_is_noticed(upn: str) -> None:
    assert not is_upn(upn)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("1,,7,", "There is no name in this row."),
        ("1,---,7,", "There is no name in this row."),
        ("1,Zo Winter,47,", "There is no Year 47."),
        (
            "1,Zo Winter,Wombat,",
            "“Wombat” is no year of a school. Is every cell in its column?",
        ),
        (
            "1,Winter, Zo,7,",
            "This row has 5 cells and the headings have 4. Is a cell cut in two, say at a comma "
            "in a name, or is there a cell without a heading?",
        ),
        ("1,Zo Winter,7,soon", "The leaving date is not a date such as 31/08/2026."),
        ("1,Zo\u202eretniW,7,", "A cell holds a character that cannot be seen. Type it again."),
        (f"1,{'Zo ' * 99},7,", "The name is longer than 200 characters."),
    ],
)
def test_a_row_that_cannot_be_taken_says_why(row: str, reason: str) -> None:
    people = listed(f"Adno,Name,Year,Date of leaving\n{row}\n2,Tom Ashby,8,".encode())
    assert names(people) == ["Tom Ashby"]
    assert [(problem.row, problem.sentence) for problem in people.problems] == [(2, reason)]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("1,Zo Winter,7", "This row has 3 cells and the headings have 4. Missing: Form."),
        ("1,7,7A", "This row has 3 cells and the headings have 4. Missing: Form."),
        ("Total", "This row has 1 cell and the headings have 4. Missing: Name, Year, Form."),
    ],
)
def test_a_row_that_is_cut_short_says_what_it_lacks(row: str, sentence: str) -> None:
    """A cell may be lost in the middle: then the year would be taken for the name."""
    people = listed(f"Adno,Name,Year,Form\n{row}\n2,Tom Ashby,8,8A".encode())
    assert names(people) == ["Tom Ashby"]
    assert [(problem.row, problem.sentence) for problem in people.problems] == [(2, sentence)]


def test_a_row_with_a_surname_alone_is_left_out_by_its_name() -> None:
    file = "Adno,Surname,Forename,Year\n1,Winter,,7\n2,,Tobias,8\n3,Prince,-,8\n4,Fox,Al,8"
    people = listed(file.encode())
    assert names(people) == ["Prince", "Al Fox"]
    only = "Where somebody has one name only, write a dash for the other."
    assert [(problem.row, problem.sentence) for problem in people.problems] == [
        (2, f"“Winter” is a surname without a forename. {only}"),
        (3, f"“Tobias” is a forename without a surname. {only}"),
    ]


def test_a_workbooks_row_that_goes_on_after_the_last_heading_is_left_out() -> None:
    people = listed(xlsx_file([("1", "Winter", "Zo", "7", "7A", "off"), ("2", "Ashby", "Tom")]))
    assert names(people) == ["Tom Ashby"]
    assert "6 cells and the headings have 5" in people.problems[0].sentence


def test_separators_after_the_last_heading_are_no_columns() -> None:
    assert one("Adno,Name,Year,,\n1,Zo Winter,7").name == "Zo Winter"
    assert one("Adno,Name,Year\n1,Zo Winter,7,,,").name == "Zo Winter"


def test_a_workbook_leaves_out_empty_cells_and_its_rows_are_whole() -> None:
    people = listed(xlsx_file([("1", "Winter", "Zo"), ("2", "Ashby", "Tom", "8", "8A")]))
    assert names(people) == ["Zo Winter", "Tom Ashby"]


def test_the_same_number_twice_leaves_both_rows_out() -> None:
    people = listed(csv_file([ZOE, ("1", "Ashby", "Tom", "8", "8A"), ("9", "Fox", "Al", "8", "")]))
    assert names(people) == ["Al Fox"]
    assert [(problem.row, problem.sentence) for problem in people.problems] == [
        (2, "The same number stands in row 3."),
        (3, "The same number stands in row 2."),
    ]


def test_twins_in_all_but_number_need_one() -> None:
    rows = [("Ashby", "Tom", "8"), ("Ashby", "Tom", "8"), ("Ashby", "Tom", "9")]
    people = listed(csv_text(rows, ("Surname", "Forename", "Year")).encode())
    assert [row.details.year for row in people.rows] == ["Year 9"]
    assert len(people.problems) == 2
    assert "no number tells them apart" in people.problems[0].sentence


def test_a_list_of_staff_is_known_by_its_posts() -> None:
    person = one("Staff code,Name,Job title,Work email\nBJ,Beth Jones,Teacher,b@school.example")
    assert (person.kind, person.post) == (Kind.STAFF, "Teacher")
    assert person.email == "b@school.example"


def test_a_list_that_does_not_say_who_they_are_is_asked() -> None:
    text = "Surname,Forename\nReid,Carol"
    with pytest.raises(KindNotSaid, match="governor"):
        listed(text.encode())
    assert one(text, Kind.GOVERNOR).kind is Kind.GOVERNOR


def test_one_list_may_hold_everybody() -> None:
    rows = [("1", "Zo Winter", "Pupil"), ("2", "Beth Jones", "Staff"), ("3", "C. Reid", "Wizard")]
    people = listed(csv_text(rows, ("ID", "Name", "Type")).encode())
    assert [row.details.kind for row in people.rows] == [Kind.PUPIL, Kind.STAFF]
    assert "“Wizard” is neither" in people.problems[0].sentence


def test_a_role_that_is_a_post_is_kept_as_the_post() -> None:
    person = one("Staff ID,Name,Role\n1,Beth Jones,Teacher of Maths")
    assert (person.kind, person.post) == (Kind.STAFF, "Teacher of Maths")


@pytest.mark.parametrize(
    ("left_on", "leaver"), [("", False), ("31/08/2026", True), ("2026-12-18", False)]
)
def test_who_has_left_is_said_by_the_day(left_on: str, leaver: bool) -> None:
    assert one(f"Adno,Name,Year,Date of leaving\n1,Zo Winter,7,{left_on}").leaver is leaver


def test_headings_with_nobody_below_are_refused() -> None:
    with pytest.raises(NobodyListed):
        listed(csv_text([], HEADINGS).encode())
