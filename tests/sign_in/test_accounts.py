"""Accounts run by an administrator, who sees no case."""

from typing import Any
from uuid import uuid4

import pytest

from domain.people import Role
from tests.sign_in.people import Browser, SchoolDoor, problem


@pytest.fixture
def admin(door: SchoolDoor) -> Browser:
    return door.settle(door.add("E. Moss", Role.ADMINISTRATOR))


def test_an_administrator_adds_an_account_which_comes_in_by_its_link(
    door: SchoolDoor, admin: Browser
) -> None:
    asked = {"name": "A. Khan", "role": "dsl", "post": "Safeguarding lead"}
    told = admin.post("/api/accounts", asked)
    assert told.status_code == 201
    khan = door.browser()
    assert khan.post(f"/api/sign-in/link/{told.json()['link']}").json()["next"] == "in"
    me = khan.get("/api/me").json()
    assert (me["account"], me["role"]) == (told.json()["account"], "dsl")
    names = [one["name"] for one in admin.get("/api/accounts").json()["items"]]
    assert names == ["A. Khan", "E. Moss"]
    assert problem(admin.post("/api/accounts", asked)) == "invalid-field"


def test_an_administrator_sees_no_cases(door: SchoolDoor, admin: Browser) -> None:
    for path in ("/api/incidents", f"/api/incidents/{uuid4()}"):
        assert problem(admin.get(path)) == "not-your-role"
    asked = {"summary": "A photo", "about_an_adult_here": "no"}
    assert problem(admin.post("/api/incidents", asked)) == "not-your-role"


ADMINISTRATORS_ONLY = [
    ("GET", "/api/accounts", None),
    ("POST", "/api/accounts", {"name": "X. Y", "role": "dsl", "post": "Z"}),
    ("POST", "/api/accounts/{}/link", None),
    ("POST", "/api/accounts/{}/role", {"role": "administrator"}),
    ("POST", "/api/accounts/{}/end-sessions", None),
    ("POST", "/api/accounts/{}/reset-factors", None),
    ("POST", "/api/accounts/{}/close", None),
    ("POST", "/api/accounts/{}/reopen", None),
    ("POST", "/api/accounts/{}/identities", {"provider": "p", "subject": "s"}),
    ("DELETE", "/api/accounts/{}/identities", None),
    ("GET", "/api/sign-in-events", None),
]


@pytest.mark.parametrize(("method", "path", "body"), ADMINISTRATORS_ONLY)
def test_nobody_else_runs_accounts(
    door: SchoolDoor, method: str, path: str, body: dict[str, str] | None
) -> None:
    head = door.add("R. Ellison", Role.HEAD)
    browser = door.settle(head)
    answer = browser.ask(method, path.format(head.account), json=body)
    assert problem(answer) == "not-your-role"
    assert problem(door.browser().ask(method, path.format(head.account), json=body)) == "sign-in"


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [one for one in ADMINISTRATORS_ONLY if "end-sessions" not in one[1] and one[0] != "GET"],
)
def test_what_opens_an_account_asks_for_fresh_proof(
    door: SchoolDoor, admin: Browser, method: str, path: str, body: dict[str, str] | None
) -> None:
    khan = door.add("A. Khan", Role.DSL)
    door.clock.forward(minutes=11)
    answer = admin.ask(method, path.format(khan.account), json=body)
    assert problem(answer) == "step-up-needed"


def test_an_administrator_by_link_alone_runs_nothing(door: SchoolDoor) -> None:
    browser = door.come_by_link(door.add("E. Moss", Role.ADMINISTRATOR))
    assert problem(browser.get("/api/accounts")) == "second-factor-needed"


def test_a_changed_role_signs_out_and_comes_back_under_its_new_rules(
    door: SchoolDoor, admin: Browser
) -> None:
    finch = door.add("D. Finch", Role.REPORTER)
    his = door.settle(finch)
    answer = admin.post(f"/api/accounts/{finch.account}/role", {"role": "deputy-dsl"})
    assert answer.status_code == 204
    assert problem(his.get("/api/me")) == "sign-in"
    assert problem(door.sign_in(door.browser(), "D. Finch")) == "no-second-factor"
    row = newest(admin, "role-changed")
    assert row["detail"] == {"before": "reporter", "after": "deputy-dsl"}
    assert (row["name"], row["by_name"]) == ("D. Finch", "E. Moss")


@pytest.mark.parametrize("act", ["role", "close", "reset-factors"])
def test_nobody_does_it_to_their_own_account(door: SchoolDoor, admin: Browser, act: str) -> None:
    account = admin.get("/api/me").json()["account"]
    answer = admin.post(f"/api/accounts/{account}/{act}", {"role": "dsl"})
    assert problem(answer) == "not-your-own"


def test_a_closed_account_is_out_at_once_everywhere(door: SchoolDoor, admin: Browser) -> None:
    khan = door.add("A. Khan", Role.DSL)
    hers = door.settle(khan)
    token = door.daybook.directory.new_token(door.school, khan.account)
    link = door.link(khan)
    head = door.settle(door.add("R. Ellison", Role.HEAD))
    door.agreed(admin.post(f"/api/accounts/{khan.account}/close"), by=head)
    assert problem(hers.get("/api/me")) == "sign-in"
    bearer = {"Authorization": f"Bearer {token}"}
    assert problem(door.browser().get("/api/incidents", headers=bearer)) == "sign-in"
    assert problem(door.browser().post(f"/api/sign-in/link/{link}")) == "link-over"
    assert problem(door.sign_in(door.browser(), "A. Khan")) == "wrong-sign-in"
    assert problem(admin.post(f"/api/accounts/{khan.account}/link")) == "account-closed"
    door.agreed(admin.post(f"/api/accounts/{khan.account}/reopen"), by=head)
    assert door.come_in(khan).get("/api/me").status_code == 200


def test_half_a_sign_in_does_not_outlive_the_account(door: SchoolDoor, admin: Browser) -> None:
    khan = door.add("A. Khan", Role.DSL)
    door.settle(khan)
    browser = door.browser()
    door.sign_in(browser, "A. Khan")
    head = door.settle(door.add("R. Ellison", Role.HEAD))
    door.agreed(admin.post(f"/api/accounts/{khan.account}/close"), by=head)
    answer = browser.post("/api/sign-in/totp", {"code": door.next_code(khan)})
    assert problem(answer) == "step-over"


def test_an_administrator_ends_somebodys_sessions(door: SchoolDoor, admin: Browser) -> None:
    khan = door.add("A. Khan", Role.DSL)
    hers = door.settle(khan)
    assert admin.post(f"/api/accounts/{khan.account}/end-sessions").status_code == 204
    assert problem(hers.get("/api/me")) == "sign-in"


def test_an_administrator_who_ends_somebodys_sessions_revokes_the_tokens_too(
    door: SchoolDoor, admin: Browser
) -> None:
    """What a program came in with may be what was stolen."""
    khan = door.add("A. Khan", Role.DSL)
    token = door.daybook.directory.new_token(door.school, khan.account)
    program = {"Authorization": f"Bearer {token}"}
    assert door.browser().get("/api/incidents", headers=program).status_code == 200
    assert admin.post(f"/api/accounts/{khan.account}/end-sessions").status_code == 204
    assert door.browser().get("/api/incidents", headers=program).status_code == 401


def test_whoever_ends_their_own_other_sessions_is_told_that_tokens_are_left(
    door: SchoolDoor,
) -> None:
    khan = door.add("A. Khan", Role.DSL)
    hers = door.settle(khan)
    door.daybook.directory.new_token(door.school, khan.account)
    assert hers.delete("/api/sessions").json() == {"ended": 0, "tokens_left": 1}


def test_when_everything_is_lost_the_account_begins_anew(door: SchoolDoor, admin: Browser) -> None:
    khan = door.add("A. Khan", Role.DSL)
    hers = door.settle(khan)
    head = door.settle(door.add("R. Ellison", Role.HEAD))
    asked = admin.post(f"/api/accounts/{khan.account}/reset-factors")
    assert hers.get("/api/me").status_code == 200
    link = door.agreed(asked, by=head)["link"]
    assert problem(hers.get("/api/me")) == "sign-in"
    assert problem(door.sign_in(door.browser(), "A. Khan")) == "wrong-sign-in"
    anew = door.browser()
    assert anew.post(f"/api/sign-in/link/{link}").json()["next"] == "in"
    assert anew.get("/api/me").json()["code"] is False


def test_an_administrator_has_no_say_in_another_school(door: SchoolDoor, admin: Browser) -> None:
    other = door.daybook.add_school("Marsh Lane School")
    reid = door.daybook.directory.add(other.id, "C. Reid", Role.DSL, "Lead", "Marsh Lane")
    for act in ("link", "end-sessions", "close", "reset-factors"):
        assert problem(admin.post(f"/api/accounts/{reid.account}/{act}")) == "not-found"
    assert "C. Reid" not in admin.get("/api/accounts").text


def test_events_are_listed_page_by_page(door: SchoolDoor, admin: Browser) -> None:
    for n in range(5):
        door.clock.forward(seconds=1)
        admin.post("/api/accounts", {"name": f"P. Lane {n}", "role": "reporter", "post": "Staff"})
    seen: list[Any] = []
    cursor: dict[str, str] = {}
    while len(seen) < 100:
        told = admin.get("/api/sign-in-events", params={"limit": 4, **cursor}).json()
        seen += told["items"]
        if told["next"] is None:
            break
        cursor = {"cursor": told["next"]}
    assert len({one["id"] for one in seen}) == len(seen) == len(door.happened())
    assert [one["at"] for one in seen] == sorted((one["at"] for one in seen), reverse=True)


@pytest.mark.parametrize("cursor", ["x", "1.2.3", "20260907T090000.000000.x", "é"])
def test_a_made_up_cursor_is_refused(admin: Browser, cursor: str) -> None:
    answer = admin.get("/api/sign-in-events", params={"cursor": cursor})
    assert problem(answer) == "malformed"


def newest(admin: Browser, what: str) -> Any:
    items = admin.get("/api/sign-in-events").json()["items"]
    return next(one for one in items if one["what"] == what)
