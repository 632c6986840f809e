"""Somebody was accused by name, and an account that may be theirs is opened only afterwards."""

from typing import Any

import pytest

from domain.people import Person, Role
from tests.sign_in.people import Browser, SchoolDoor


@pytest.fixture
def admin(door: SchoolDoor) -> Browser:
    return door.settle(door.add("E. Moss", Role.ADMINISTRATOR, "Office"))


@pytest.fixture
def head(door: SchoolDoor) -> Browser:
    return door.settle(door.add("R. Ellison", Role.HEAD, "Head"))


def accused(head: Browser, name: str) -> str:
    report = {"summary": "A message to a pupil.", "about_an_adult_here": "yes"}
    case = str(head.post("/api/incidents", report).headers["location"])
    who = {"full_name": name, "kind": "staff", "capacity": "instigator"}
    answer = head.post(f"{case}/link-person", who)
    assert answer.status_code == 200, answer.text
    assert "No account here matches" in answer.json()["remarks"][0]
    return case


def joins(door: SchoolDoor, admin: Browser, head: Browser, name: str) -> Browser:
    """A deputy safeguarding lead, whose post it is to read every case."""
    wish: dict[str, Any] = {"name": name, "role": "deputy-dsl", "post": "Deputy head"}
    door.agreed(admin.post("/api/accounts", wish), by=head)
    return door.settle(one_called(door, name))


def one_called(door: SchoolDoor, name: str) -> Person:
    person = door.daybook.account_called(door.school, name)
    assert person is not None
    return person


@pytest.mark.parametrize("name", ["V Kerr", "Victoria Kerr", "Mrs Kerr"])
def test_an_account_that_may_be_the_accused_ones_never_sees_the_case(
    door: SchoolDoor, admin: Browser, head: Browser, name: str
) -> None:
    case = accused(head, name)
    her = joins(door, admin, head, "Victoria Kerr")
    assert her.get(case).status_code == 404
    assert her.get("/api/incidents").json()["items"] == []
    last = head.get(f"{case}/timeline").json()["items"][-1]
    assert last["sentence"].startswith(
        f"R. Ellison (Head) shut out Victoria Kerr, who may be meant by the name {name}"
    )


def test_it_is_let_in_once_somebody_says_that_it_is_not_theirs(
    door: SchoolDoor, admin: Browser, head: Browser
) -> None:
    case = accused(head, "V Kerr")
    her = joins(door, admin, head, "Victoria Kerr")
    account = str(one_called(door, "Victoria Kerr").account)
    lift = {"account": account, "reason": "She came this week, and V Kerr left in June."}
    assert head.post(f"{case}/lift-conflict", lift).status_code == 200
    assert her.get(case).status_code == 200


def test_an_account_of_another_name_writes_nothing_in_any_case(
    door: SchoolDoor, admin: Browser, head: Browser
) -> None:
    case = accused(head, "V Kerr")
    before = len(head.get(f"{case}/timeline").json()["items"])
    his = joins(door, admin, head, "Peter Lane")
    assert len(head.get(f"{case}/timeline").json()["items"]) == before
    assert his.get(case).status_code == 200
