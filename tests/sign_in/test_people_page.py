"""The page on which the school's list of people is taken in: seen first, then applied."""

import re
from typing import Any

import pytest

from domain.people import Role
from interfaces.people_files.reading import LARGEST_FILE
from tests.people.files import HEADINGS, NIAMH, PUPILS, ZOE, csv_file, oneroster_file, xlsx_file
from tests.sign_in.pages import words
from tests.sign_in.people import Browser, SchoolDoor

HERE = "/account/people"


@pytest.fixture
def admin(door: SchoolDoor) -> Browser:
    return door.settle(door.add("E. Moss", Role.ADMINISTRATOR, "Office"))


def hand_in(by: Browser, file: bytes, **fields: str) -> Any:
    by.csrf = by.get("/api/me").json()["csrf_token"]
    sent = {"file": ("pupils – all.csv", file, "text/csv")}
    data = {"csrf": by.csrf, **fields}
    return by.ask("POST", HERE, data=data, files=sent)


def apply(by: Browser, preview: Any, **fields: str) -> Any:
    found = re.search(rf'action="({HERE}/[0-9a-f-]+/apply)"', preview.text)
    assert found, words(preview)
    return by.send(found[1], **fields)


def names(by: Browser) -> list[str]:
    return [one["name"] for one in by.get("/api/people").json()["items"]]


@pytest.mark.parametrize(
    "file", [csv_file(), xlsx_file(PUPILS), oneroster_file()], ids=["csv", "xlsx", "oneroster"]
)
def test_a_list_is_shown_first_and_then_taken_in(admin: Browser, file: bytes) -> None:
    shown = hand_in(admin, file)
    assert (shown.status_code, shown.headers["cache-control"]) == (200, "no-store")
    assert "What would change" in words(shown)
    assert names(admin) == []
    done = apply(admin, shown)
    assert "The list was taken in:" in words(done)
    assert names(admin)
    assert "by E. Moss" not in words(admin.get(HERE))
    assert re.search(r"Taken in before When By What changed .* E\. Moss", words(admin.get(HERE)))


def test_each_bad_row_is_named_and_the_good_ones_wait_for_the_yes(admin: Browser) -> None:
    rows = [ZOE, ("2", "", "", "7", "7A"), ("3", "Ashby", "Tom", "99", "7A")]
    shown = hand_in(admin, csv_file(rows))
    said = words(shown)
    assert "Rows that cannot be taken in Row 3: There is no name in this row." in said
    assert "Row 4: There is no Year 99." in said
    assert "New: 1 Zoë Winterbourne (Year 7, 7A)" in said
    apply(admin, shown)
    assert names(admin) == ["Zoë Winterbourne"]


@pytest.mark.parametrize(("who", "there"), [("new", 2), ("leave", 1), ("same", 1)])
def test_whoever_is_in_doubt_is_decided_one_by_one(admin: Browser, who: str, there: int) -> None:
    apply(admin, hand_in(admin, csv_file([ZOE[1:]], HEADINGS[1:])))
    shown = hand_in(admin, csv_file([ZOE]))
    assert "Perhaps the same person Row 2: Zoë Winterbourne" in words(shown)
    [same] = re.findall(r'value="([0-9a-f-]{36})">The same as Zoë', shown.text)
    done = apply(admin, shown, **{"row-2": same if who == "same" else who})
    assert done.status_code == 200
    assert len(names(admin)) == there


def test_of_many_in_doubt_one_answer_is_for_them_all(admin: Browser) -> None:
    rows = [(str(one), f"Ashby{one:03}", "Tom", "8", "8A") for one in range(45)]
    letters = [(no, name.translate(LETTERS), *more) for no, name, *more in rows]
    apply(admin, hand_in(admin, csv_file([one[1:] for one in letters], HEADINGS[1:])))
    shown = hand_in(admin, csv_file(letters))
    assert "What to do with these 45 rows" in words(shown)
    assert "The list was taken in" in words(apply(admin, shown, unsure="same"))
    assert len(names(admin)) == 45


LETTERS = str.maketrans("0123456789", "abcdefghij")


def test_a_list_of_a_part_marks_nobody_as_left(admin: Browser) -> None:
    apply(admin, hand_in(admin, csv_file([ZOE, NIAMH])))
    assert "Left: 1" in words(hand_in(admin, csv_file([ZOE])))
    assert "Nothing would change." in words(hand_in(admin, csv_file([ZOE]), part="yes"))


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (b"", "Choose the file"),
        (b"%PDF-1.7", "This is a PDF"),
        (b"Name\nA. Khan\n", "say who"),
        (b"\0\xff\r\n--x\r\n\r\n", "There is a problem"),
    ],
    ids=range(4),
)
def test_a_file_that_is_no_list_is_refused_on_the_page(
    admin: Browser, file: bytes, said: str
) -> None:
    refused = hand_in(admin, file)
    assert (refused.status_code, said in words(refused)) == (422, True), words(refused)
    assert "List of people" in words(refused)


def test_a_file_that_is_too_large_is_refused(admin: Browser) -> None:
    refused = hand_in(admin, b"x" * (LARGEST_FILE + 1))
    assert (refused.status_code, "at most 8 MB" in words(refused)) == (422, True)


def test_a_list_that_changed_meanwhile_is_not_applied(admin: Browser) -> None:
    first, second = (hand_in(admin, csv_file([one])) for one in (ZOE, NIAMH))
    apply(admin, first)
    assert apply(admin, second).status_code == 409
    assert names(admin) == ["Zoë Winterbourne"]
    assert apply(admin, first).status_code == 404


def test_whoever_may_not_take_lists_in_does_not_see_the_page(door: SchoolDoor) -> None:
    jones = door.settle(door.add("B. Jones", Role.CLASS_TEACHER))
    assert jones.get(HERE).status_code == 403
    assert hand_in(jones, csv_file()).status_code == 403
    assert "List of people" not in words(jones.get("/account"))


def test_the_safeguarding_lead_may_take_a_list_in_too(door: SchoolDoor) -> None:
    khan = door.settle(door.add("A. Khan", Role.DSL))
    assert "List of people" in words(khan.get("/account"))
    assert "New: 6" in words(hand_in(khan, csv_file()))
