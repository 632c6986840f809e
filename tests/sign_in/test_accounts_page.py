"""The pages on which an administrator looks after accounts, and sees nothing of cases."""

import re
from typing import Any

import pytest

from domain.people import Role
from tests.sign_in.pages import words
from tests.sign_in.people import GOOD_PASSWORD, Browser, SchoolDoor

HERE = "/account/accounts"


@pytest.fixture
def admin(door: SchoolDoor) -> Browser:
    return door.settle(door.add("E. Moss", Role.ADMINISTRATOR, "Office"))


@pytest.fixture
def head(door: SchoolDoor) -> Browser:
    return door.settle(door.add("R. Ellison", Role.HEAD, "Head"))


def new(admin: Browser, name: str, role: str, **more: str) -> Any:
    return admin.send(f"{HERE}/new", name=name, role=role, post="Teacher", **more)


def link_on(page: Any) -> str | None:
    found = re.search(r'<code id="link">https://[^<]*/sign-in#([^<]+)</code>', page.text)
    return found[1] if found else None


def address(admin: Browser, name: str) -> str:
    found = re.search(rf'href="({HERE}/[0-9a-f-]+)">{name}<', admin.get(HERE).text)
    assert found
    return found[1]


def test_a_reporter_s_account_is_opened_and_its_link_is_shown_this_once(
    door: SchoolDoor, admin: Browser, head: Browser
) -> None:
    page = new(admin, "P. Lane", "reporter")
    assert (page.status_code, page.headers["cache-control"]) == (200, "no-store")
    assert "P. Lane may now come in as reporter." in words(page)
    link = link_on(page)
    assert link
    assert link not in admin.get(HERE).text
    assert door.browser().post(f"/api/sign-in/link/{link}").json()["next"] == "in"
    assert "P. Lane Teacher Reporter Last signed in on" in words(admin.get(HERE))


def test_an_account_that_reads_cases_waits_for_a_second_person_and_shows_no_link(
    admin: Browser, head: Browser
) -> None:
    assert "Deputy DSL: a second person agrees" in words(admin.get(f"{HERE}/new"))
    assert "Reporter: a second" not in words(admin.get(f"{HERE}/new"))
    page = new(admin, "P. Lane", "deputy-dsl")
    assert "The account of P. Lane: nothing is done yet." in words(page)
    assert link_on(page) is None
    assert "P. Lane" not in words(admin.get(HERE))
    assert "Open an account For P. Lane" in words(head.get("/account/waiting"))


@pytest.mark.parametrize(
    ("fields", "at"),
    [
        ({"name": "", "role": "reporter"}, "name"),
        ({"name": "e. moss", "role": "reporter"}, "name"),
        ({"name": "P. Lane", "role": ""}, "role"),
        ({"name": "P. Lane", "role": "janitor"}, "role"),
    ],
    ids=["no name", "a name that is taken", "no role", "no such role"],
)
def test_what_is_missing_is_said_beside_its_field_and_the_rest_stays(
    admin: Browser, fields: dict[str, str], at: str
) -> None:
    refused = new(admin, **fields)
    assert (refused.status_code, f'href="#{at}"' in refused.text) == (422, True)
    assert 'value="Teacher"' in refused.text
    assert link_on(refused) is None


def test_all_that_is_missing_is_said_at_once(admin: Browser) -> None:
    said = words(admin.send(f"{HERE}/new"))
    assert "There is a problem Type the name. Type the post. Choose a role." in said


def test_proof_is_asked_for_and_what_was_typed_stays(door: SchoolDoor, admin: Browser) -> None:
    door.clock.forward(minutes=11)
    refused = new(admin, "P. Lane", "reporter")
    assert (refused.status_code, 'value="P. Lane"' in refused.text) == (403, True)
    assert re.search(r'value="reporter" selected', refused.text)
    moss = next(one for one in door.daybook.directory.at_work(door.school))
    proof = {"password": GOOD_PASSWORD, "code": door.next_code(moss)}
    assert link_on(new(admin, "P. Lane", "reporter", **proof))


def test_sessions_are_ended_at_once(door: SchoolDoor, admin: Browser) -> None:
    theirs = door.settle(door.add("B. Jones", Role.REPORTER))
    done = admin.send(address(admin, "B. Jones"), act="end-sessions")
    assert "B. Jones: All their sessions are over." in words(done)
    assert theirs.get("/api/me").status_code == 401


@pytest.mark.parametrize(
    ("act", "asked"),
    [("link", "Give a new sign-in link"), ("reset", "Begin the account anew")],
)
def test_a_link_and_a_reset_wait_for_a_second_person(
    door: SchoolDoor, admin: Browser, head: Browser, act: str, asked: str
) -> None:
    door.add("B. Jones", Role.REPORTER)
    their = address(admin, "B. Jones")
    assert "A second person agrees first." in words(admin.get(their))
    page = admin.send(their, act=act)
    assert (link_on(page), "nothing is done yet" in words(page)) == (None, True)
    assert asked in words(head.get("/account/waiting"))
    assert "Something waits for agreement." in words(admin.get(HERE))


def test_another_administrator_is_reset_with_a_link_at_once_and_oneself_never(
    door: SchoolDoor, admin: Browser, head: Browser
) -> None:
    door.add("S. Hale", Role.ADMINISTRATOR)
    assert link_on(admin.send(address(admin, "S. Hale"), act="reset"))
    own = address(admin, "E. Moss")
    assert "This is your own account" in words(admin.get(own))
    assert admin.send(own, act="close").status_code == 409


def test_an_account_is_closed_and_opened_again(
    door: SchoolDoor, admin: Browser, head: Browser
) -> None:
    door.add("B. Jones", Role.REPORTER)
    their = address(admin, "B. Jones")
    assert "The account is closed." in words(admin.send(their, act="close"))
    assert "Closed accounts Name Post Role State B. Jones" in words(admin.get(HERE))
    assert "Close the account" not in words(admin.get(their))
    assert "nothing is done yet" in words(admin.send(their, act="reopen"))


def test_a_role_is_given_or_waits_and_must_be_chosen(
    door: SchoolDoor, admin: Browser, head: Browser
) -> None:
    door.add("B. Jones", Role.CLASS_TEACHER)
    their = address(admin, "B. Jones")
    refused = admin.send(their, act="role-given")
    assert (refused.status_code, 'href="#role"' in refused.text) == (422, True)
    assert "They have another role" in words(admin.send(their, act="role-given", role="governor"))
    assert "nothing is done yet" in words(admin.send(their, act="role-given", role="dsl"))
    for nothing in ("", "fly"):
        refused = admin.send(their, act=nothing)
        assert (refused.status_code, 'href="#act"' in refused.text) == (422, True)


@pytest.mark.parametrize("role", [Role.HEAD, Role.DSL, Role.REPORTER, Role.TECHNICIAN], ids=str)
def test_nobody_else_sees_the_pages_or_does_anything_there(
    door: SchoolDoor, admin: Browser, role: Role
) -> None:
    theirs = door.settle(door.add("B. Finch", role))
    their = address(admin, "B. Finch")
    for path in (HERE, f"{HERE}/new", their):
        answer = theirs.get(path)
        assert (answer.status_code, "E. Moss" in answer.text) == (403, False)
    assert theirs.send(f"{HERE}/new", name="P. Lane", role="dsl", post="x").status_code == 403
    assert theirs.send(their, act="close").status_code == 403
    assert "Accounts" not in words(theirs.get("/account"))


def test_without_the_second_factor_an_administrator_does_nothing(door: SchoolDoor) -> None:
    moss = door.come_by_link(door.add("E. Moss", Role.ADMINISTRATOR, "Office"))
    assert moss.get(HERE).status_code == 403
    assert "Accounts" not in words(moss.get("/account"))


def test_an_account_that_is_not_there_is_said_so(admin: Browser) -> None:
    for number in ("x", "00000000-0000-7000-8000-000000000000"):
        assert admin.get(f"{HERE}/{number}").status_code == 404
        assert admin.send(f"{HERE}/{number}", act="close").status_code == 404
