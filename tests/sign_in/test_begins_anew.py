"""Whatever an administrator could have set up alone ends before an account reads cases."""

from typing import Any
from uuid import UUID

import pytest

from application.account_acts import SAFEGUARDING_POSTS
from application.sign_in import Happened, What
from domain.people import Person, Role
from tests.sign_in.people import GOOD_PASSWORD, Browser, SchoolDoor, problem
from tests.sign_in.test_at_once import all_at_once
from tests.sign_in.test_forged import with_token
from tests.sign_in.test_second_person import admin, head, names, person

__all__ = ["admin", "head"]

TRANTER = {"name": "H. Tranter", "post": "HR"}


def token(browser: Browser) -> str:
    told = browser.post("/api/tokens", {"label": "x", "scope": "everything"})
    assert told.status_code == 201, told.text
    return str(told.json()["token"])


def works(door: SchoolDoor, token: str) -> bool:
    answer = with_token(door, token, "/api/incidents")
    assert answer.status_code in (200, 401, 403)
    return bool(answer.status_code != 401)


def taken_by_the_administrator(
    door: SchoolDoor, admin: Browser, role: str
) -> tuple[Person, Browser]:
    """Opened alone, and proved with the administrator's own password and phone."""
    made = admin.post("/api/accounts", {**TRANTER, "role": role}).json()
    browser = door.browser()
    browser.post(f"/api/sign-in/link/{made['link']}")
    browser.post("/api/me/password", {"new": GOOD_PASSWORD})
    tranter = person(door, "H. Tranter")
    door.add_phone(tranter, browser)
    return tranter, browser


@pytest.mark.parametrize("act", ["reset-factors", "link"])
def test_no_token_outlives_a_reset_or_a_new_link(
    door: SchoolDoor, admin: Browser, head: Browser, act: str
) -> None:
    tranter, browser = taken_by_the_administrator(door, admin, "technician")
    kept = token(browser)
    assert works(door, kept)
    door.agreed(admin.post(f"/api/accounts/{tranter.account}/{act}"), by=head)
    assert not works(door, kept)


def test_no_token_outlives_a_role_given_alone(
    door: SchoolDoor, admin: Browser, head: Browser
) -> None:
    tranter, browser = taken_by_the_administrator(door, admin, "technician")
    kept = token(browser)
    path = f"/api/accounts/{tranter.account}/role"
    assert admin.post(path, {"role": "governor"}).status_code == 204
    assert not works(door, kept)


def test_no_token_outlives_the_password_that_it_was_made_under(
    door: SchoolDoor, head: Browser
) -> None:
    kept = token(head)
    new = {"current": GOOD_PASSWORD, "new": f"{GOOD_PASSWORD} two"}
    assert head.post("/api/me/password", new).status_code in (200, 204)
    assert not works(door, kept)


@pytest.mark.parametrize("role", ["hr-adviser", "class-teacher", "online-safety-coordinator"])
@pytest.mark.parametrize("before", ["administrator", "technician"])
def test_an_account_opened_alone_begins_anew_when_it_may_be_let_into_cases(
    door: SchoolDoor, admin: Browser, head: Browser, before: str, role: str
) -> None:
    tranter, browser = taken_by_the_administrator(door, admin, before)
    kept = token(browser)
    asked = admin.post(f"/api/accounts/{tranter.account}/role", {"role": role})
    link = door.agreed(asked, by=head)["link"]
    assert not works(door, kept)
    assert problem(browser.get("/api/me")) == "sign-in"
    assert problem(door.sign_in(door.browser(), "H. Tranter")) == "wrong-sign-in"
    assert door.browser().post(f"/api/sign-in/link/{link}").json()["next"] == "in"


def test_a_reading_role_for_another_begins_anew(
    door: SchoolDoor, admin: Browser, head: Browser
) -> None:
    khan = door.add("A. Khan", Role.COORDINATOR)
    kept = token(door.settle(khan))
    asked = admin.post(f"/api/accounts/{khan.account}/role", {"role": "dsl"})
    assert door.agreed(asked, by=head)["link"]
    assert not works(door, kept)


@pytest.mark.parametrize("role", ["hr-adviser", "class-teacher"])
def test_whoever_is_likely_to_be_let_into_a_case_is_opened_by_two(
    door: SchoolDoor, admin: Browser, head: Browser, role: str
) -> None:
    asked = admin.post("/api/accounts", {**TRANTER, "role": role})
    assert (asked.status_code, asked.json()["link"]) == (202, None)
    assert "H. Tranter" not in names(admin)


@pytest.mark.parametrize("agreed", [True, False])
def test_an_identity_outlives_a_reset_if_two_people_agreed_to_it(
    door: SchoolDoor, admin: Browser, head: Browser, agreed: bool
) -> None:
    finch = door.add("D. Finch", Role.REPORTER)
    detail: dict[str, Any] = {"issuer": "https://id.example", "subject": "f1"}
    if agreed:
        detail["asked_by"] = str(UUID(int=1))
    linked = Happened(What.IDENTITY_LINKED, door.clock(), "", finch.account, None, detail)
    factors = door.daybook.factors
    factors.link_identity(door.school, finch.account, "https://id.example", "f1", linked)
    door.agreed(admin.post(f"/api/accounts/{finch.account}/reset-factors"), by=head)
    assert factors.had_by(door.school, finch.account).identities == int(agreed)


@pytest.mark.parametrize("act", ["link", "close"])
def test_what_waits_is_over_once_something_else_is_done_to_the_account(
    door: SchoolDoor, admin: Browser, head: Browser, act: str
) -> None:
    khan = door.add("A. Khan", Role.DSL)
    older = admin.post(f"/api/accounts/{khan.account}/{act}").json()["waiting"]
    door.agreed(admin.post(f"/api/accounts/{khan.account}/reset-factors"), by=head)
    answer = head.post(f"/api/accounts/waiting/{older}/agree")
    assert problem(answer) == "nothing-waits"


# At the same moment


@pytest.mark.parametrize("_", range(4))
def test_of_two_who_agree_at_once_to_each_others_going_one_is_left(
    door: SchoolDoor, admin: Browser, head: Browser, _: int
) -> None:
    khan = door.settle(door.add("A. Khan", Role.DSL))
    pairs = []
    for gone, by in ((head, khan), (khan, head)):
        account = gone.get("/api/me").json()["account"]
        number = admin.post(f"/api/accounts/{account}/close").json()["waiting"]
        pairs.append((by, number))

    def agree() -> int:
        browser, number = pairs.pop()
        return int(browser.post(f"/api/accounts/waiting/{number}/agree").status_code)

    assert sorted(all_at_once(agree, times=2))[0] == 200
    left = [one.role for one in door.daybook.directory.at_work(door.school)]
    assert len(SAFEGUARDING_POSTS & set(left)) == 1


def test_of_many_reading_accounts_opened_at_once_the_first_is_opened_alone(
    door: SchoolDoor, admin: Browser
) -> None:
    people = ["Quentin Hall", "Rosa Field", "Umar Stone", "Vera Brook", "Walt Peak", "Xena Ford"]

    def open_one() -> int:
        asked = {"name": people.pop(), "role": "dsl", "post": "Lead"}
        return int(admin.post("/api/accounts", asked).status_code)

    assert sorted(all_at_once(open_one, times=6)) == [201, *[202] * 5]
