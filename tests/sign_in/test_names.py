"""Two accounts of a school never have names that look alike."""

import pytest

from application.account_names import NameRefused, check_name
from domain.people import Role
from interfaces.wiring import NameTaken
from tests.sign_in.people import SchoolDoor
from tests.sign_in.test_at_once import all_at_once


@pytest.mark.parametrize(
    "name",
    [
        "A. Khan",
        "a. khan",
        "A.  KHAN",
        "A Khan",
        "A-Khan",
        " A. Khan ",
        "A.\u00a0Khan",  # a blank that does not break
        "Ꭺ. Khan",  # Cherokee A
        "А. Кһап",  # all of it Cyrillic
        "Α. Κhan",  # Greek capitals
        "Ａ. Ｋｈａｎ",  # the wide letters of East Asian type
        "𝐀. 𝐊𝐡𝐚𝐧",  # the bold letters of mathematics
        "A. Kh\u200ban",
        "A. Khan\u202e",
        "A. Khan\ufeff",
        "A. Kh\u00adan",
    ],
    ids=ascii,
)
def test_a_name_that_looks_like_another_is_refused(name: str) -> None:
    with pytest.raises(NameRefused):
        check_name(name, ["A. Khan"])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ian Hill", "lan HiIl"),
        ("T. Moore", "T. Moorе"),
        ("P. Burns", "P. Bums"),
        ("O. Bell", "0. Bell"),
        ("Sean O'Neil", "Sean O’Neil"),
    ],
)
def test_letters_that_the_eye_takes_for_one_another_do_not_tell_people_apart(
    one: str, other: str
) -> None:
    with pytest.raises(NameRefused):
        check_name(other, [one])


@pytest.mark.parametrize(
    "name",
    ["A. Khanum", "B. Khan", "A. J. Khan", "Zoë Ødegård", "Ζωή Παππά", "ਪੰਜਾਬੀ", "Ахмед Хан"],
)
def test_other_names_of_any_alphabet_are_taken(name: str) -> None:
    check_name(name, ["A. Khan", "Zoe Odegaard"])


@pytest.mark.parametrize("name", ["", "   ", "12", "...", "A. K\nhan", "A. K\x00han"])
def test_what_is_no_name_is_refused(name: str) -> None:
    with pytest.raises(NameRefused):
        check_name(name, [])


def test_no_account_is_opened_under_such_a_name(door: SchoolDoor) -> None:
    door.add("A. Khan", Role.DSL)
    admin = door.settle(door.add("E. Moss", Role.ADMINISTRATOR))
    asked = {"name": "A. Кhan", "role": "reporter", "post": "Teacher"}
    answer = admin.post("/api/accounts", asked)
    assert answer.status_code == 422
    (mistake,) = answer.json()["errors"]
    assert mistake["pointer"] == "/name"
    asked["name"] = "a.khan"
    (mistake,) = admin.post("/api/accounts", asked).json()["errors"]
    assert "A. Khan, which looks the same" in mistake["detail"]


def test_two_such_names_given_at_once_become_one_account(door: SchoolDoor) -> None:
    names = ["A. Khan", "A Khan", "a. khan", "A.Khan"]

    def add() -> bool:
        try:
            door.add(names.pop(), Role.REPORTER)
        except NameTaken:
            return False
        return True

    assert all_at_once(add, times=4).count(True) == 1


def test_a_name_is_free_in_another_school(door: SchoolDoor) -> None:
    door.add("A. Khan", Role.DSL)
    other = door.daybook.add_school("Marsh Lane School")
    door.daybook.directory.add(other.id, "A. Khan", Role.DSL, "Lead", "Marsh Lane School")
