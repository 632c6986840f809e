"""Sessions: how long they last, who ends them, and what no other site can do with them."""

from typing import Any
from uuid import uuid4

import pytest

from application.sign_in import SESSIONS_AT_ONCE
from domain.people import Role
from interfaces.postgres import unguessable
from tests.sign_in.people import ADDRESS, GOOD_PASSWORD, SchoolDoor, problem

# Cookies


def test_the_cookie_is_out_of_reach_of_scripts_and_other_hosts(door: SchoolDoor) -> None:
    finch = door.add("D. Finch", Role.REPORTER)
    door.settle(finch)
    header = door.sign_in(door.browser(), "D. Finch").headers["set-cookie"]
    name, *attributes = header.split(", __Host-daybook-step")[0].split("; ")
    assert name.startswith("__Host-daybook=")
    assert set(attributes) == {"HttpOnly", "Path=/", "SameSite=lax", "Secure"}


def test_on_a_reporters_own_phone_the_cookie_outlives_the_browser(door: SchoolDoor) -> None:
    door.settle(door.add("D. Finch", Role.REPORTER))
    header = door.sign_in(door.browser(), "D. Finch", own_device=True).headers["set-cookie"]
    assert f"Max-Age={30 * 24 * 60 * 60}" in header


def test_without_tls_on_this_machine_the_cookie_has_its_plain_name(door: SchoolDoor) -> None:
    door.settle(door.add("D. Finch", Role.REPORTER))
    here = {"Origin": "http://localhost:8000", "Sec-Fetch-Site": "same-origin"}
    browser = door.browser("127.0.0.1")
    browser.client.base_url = "http://localhost:8000"
    asked = {"school": str(door.school), "name": "D. Finch", "password": GOOD_PASSWORD}
    header = browser.post("/api/sign-in", asked, headers=here).headers["set-cookie"]
    assert header.startswith("daybook=")
    assert "Secure" not in header
    assert browser.get("/api/me").json()["name"] == "D. Finch"


def test_without_tls_from_elsewhere_the_cookie_stays_secure(door: SchoolDoor) -> None:
    door.settle(door.add("D. Finch", Role.REPORTER))
    browser = door.browser("192.0.2.4")
    browser.client.base_url = "http://daybook.torhill.example"
    asked = {"school": str(door.school), "name": "D. Finch", "password": GOOD_PASSWORD}
    header = browser.post("/api/sign-in", asked).headers["set-cookie"]
    assert header.startswith("__Host-daybook=")
    assert "Secure" in header


def test_each_sign_in_brings_a_new_session_and_ends_the_one_before(door: SchoolDoor) -> None:
    browser = door.settle(door.add("D. Finch", Role.REPORTER))
    first = browser.cookie
    door.sign_in(browser, "D. Finch")
    assert browser.cookie != first
    assert problem(with_cookie(door, first).get("/api/me")) == "sign-in"


# Forged, foreign, over


@pytest.mark.parametrize(
    "cookie",
    ["x", ".", "a.b", "A" * 22 + "." + "A" * 43, "A" * 22 + "." + "A" * 4000, '"', "%00.%00"],
)
def test_a_forged_session_is_nobodys(door: SchoolDoor, cookie: str) -> None:
    browser = with_cookie(door, cookie)
    for path in ("/api/me", "/api/incidents", "/api/sessions", "/api/accounts"):
        assert problem(browser.get(path)) == "sign-in"


def test_a_session_of_one_school_is_not_one_of_another(door: SchoolDoor) -> None:
    browser = door.settle(door.add("D. Finch", Role.REPORTER))
    other = door.daybook.add_school("Marsh Lane School")
    moved = f"{unguessable.text(other.id.bytes)}.{browser.cookie.partition('.')[2]}"
    assert problem(with_cookie(door, moved).get("/api/me")) == "sign-in"


def test_a_session_signed_out_of_does_not_come_back(door: SchoolDoor) -> None:
    browser = door.settle(door.add("D. Finch", Role.REPORTER))
    kept, csrf = browser.cookie, browser.csrf
    assert browser.post("/api/sign-out").status_code == 204
    again = with_cookie(door, kept)
    again.csrf = csrf
    assert problem(again.get("/api/me")) == "sign-in"
    assert problem(again.post("/api/sign-out")) == "sign-in"


def with_cookie(door: SchoolDoor, cookie: str) -> Any:
    browser = door.browser()
    browser.client.cookies.set("__Host-daybook", cookie)
    return browser


# Limits


@pytest.mark.parametrize(
    ("role", "own_device", "idle_minutes"),
    [
        (Role.DSL, False, 15),
        (Role.DSL, True, 15),
        (Role.HEAD, True, 15),
        (Role.CLASS_TEACHER, False, 30),
        (Role.CLASS_TEACHER, True, 8 * 60),
        (Role.REPORTER, False, 60),
        (Role.REPORTER, True, 7 * 24 * 60),
    ],
)
def test_a_session_left_alone_ends(
    door: SchoolDoor, role: Role, own_device: bool, idle_minutes: int
) -> None:
    person = door.add("P. Lane", role)
    door.settle(person)
    browser = door.come_in(person, own_device=own_device)
    door.clock.forward(minutes=idle_minutes - 1)
    assert browser.get("/api/me").status_code == 200
    door.clock.forward(minutes=idle_minutes)
    assert problem(browser.get("/api/me")) == "sign-in"


def test_a_leads_session_ends_after_eight_hours_of_work(door: SchoolDoor) -> None:
    khan = door.add("A. Khan", Role.DSL)
    browser = door.settle(khan)
    for _ in range(48):
        assert browser.get("/api/me").status_code == 200
        door.clock.forward(minutes=10)
    assert problem(browser.get("/api/me")) == "sign-in"


def test_an_account_is_signed_in_with_ten_browsers_at_most(door: SchoolDoor) -> None:
    finch = door.add("D. Finch", Role.REPORTER)
    first = door.come_by_link(finch)
    for _ in range(SESSIONS_AT_ONCE):
        door.clock.forward(seconds=1)
        last = door.come_by_link(finch)
    assert len(last.get("/api/sessions").json()["items"]) == SESSIONS_AT_ONCE
    assert problem(first.get("/api/me")) == "sign-in"


# One's own sessions


def test_somebody_sees_their_sessions_and_ends_one(door: SchoolDoor) -> None:
    finch = door.add("D. Finch", Role.REPORTER)
    door.settle(finch)
    desk, phone = door.come_in(finch), door.come_in(finch, own_device=True)
    items = phone.get("/api/sessions").json()["items"]
    assert [one["this"] for one in items].count(True) == 1
    at_desk = next(one["id"] for one in desk.get("/api/sessions").json()["items"] if one["this"])
    assert phone.delete(f"/api/sessions/{at_desk}").status_code == 204
    assert problem(desk.get("/api/me")) == "sign-in"
    assert phone.get("/api/me").status_code == 200
    assert problem(phone.delete(f"/api/sessions/{at_desk}")) == "not-found"


def test_somebody_ends_all_their_other_sessions(door: SchoolDoor) -> None:
    finch = door.add("D. Finch", Role.REPORTER)
    door.settle(finch)
    desk, phone = door.come_in(finch), door.come_in(finch)
    assert phone.delete("/api/sessions").json()["ended"] == 2
    assert problem(desk.get("/api/me")) == "sign-in"
    assert phone.get("/api/me").status_code == 200


def test_somebody_signs_out_everywhere(door: SchoolDoor) -> None:
    finch = door.add("D. Finch", Role.REPORTER)
    door.settle(finch)
    phone, desk = door.come_in(finch), door.come_in(finch)
    other = door.settle(door.add("B. Jones", Role.REPORTER))
    door.clock.forward(minutes=11)
    answer = desk.post("/api/sign-out/everywhere")
    assert (answer.status_code, answer.headers["clear-site-data"]) == (204, '"cache", "storage"')
    for browser in (phone, desk):
        assert problem(browser.get("/api/me")) == "sign-in"
    assert other.get("/api/me").status_code == 200


def test_nobody_ends_the_session_of_somebody_else(door: SchoolDoor) -> None:
    finch, jones = door.add("D. Finch", Role.REPORTER), door.add("B. Jones", Role.REPORTER)
    his, hers = door.settle(finch), door.settle(jones)
    number = hers.get("/api/sessions").json()["items"][0]["id"]
    assert problem(his.delete(f"/api/sessions/{number}")) == "not-found"
    assert problem(his.delete(f"/api/sessions/{uuid4()}")) == "not-found"
    assert hers.get("/api/me").status_code == 200


def test_ending_sessions_asks_for_fresh_proof(door: SchoolDoor) -> None:
    browser = door.settle(door.add("D. Finch", Role.REPORTER))
    door.clock.forward(minutes=10)
    assert problem(browser.delete("/api/sessions")) == "step-up-needed"
    assert browser.post("/api/step-up", {"password": GOOD_PASSWORD}).json()["next"] == "in"
    assert browser.delete("/api/sessions").status_code == 200


# Step-up


def test_step_up_asks_for_both_factors_and_changes_the_cookie(door: SchoolDoor) -> None:
    khan = door.add("A. Khan", Role.DSL)
    browser = door.settle(khan)
    door.clock.forward(minutes=12)
    before = browser.cookie
    assert browser.get("/api/me").json()["fresh"] is False
    only = browser.post("/api/step-up", {"password": GOOD_PASSWORD})
    assert problem(only) == "code-missing"
    wrong = browser.post("/api/step-up", {"password": "wrong", "code": door.next_code(khan)})
    assert problem(wrong) == "wrong-sign-in"
    both = {"password": GOOD_PASSWORD, "code": door.next_code(khan)}
    assert browser.post("/api/step-up", both).json()["next"] == "in"
    assert browser.get("/api/me").json()["fresh"] is True
    assert problem(with_cookie(door, before).get("/api/me")) == "sign-in"


def test_step_up_is_held_up_like_sign_in(door: SchoolDoor) -> None:
    browser = door.settle(door.add("D. Finch", Role.REPORTER))
    kinds = [problem(browser.post("/api/step-up", {"password": "wrong"})) for _ in range(6)]
    assert kinds == ["wrong-sign-in"] * 5 + ["too-many-tries"]


# Requests that another site made the browser send


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Origin": f"{ADDRESS}.elsewhere.example"},
        {"X-CSRF-Token": ""},
        {"X-CSRF-Token": "é"},
        {"X-CSRF-Token": "A" * 43},
    ],
    ids=str,
)
@pytest.mark.parametrize("path", ["/api/sign-out", "/api/incidents"])
def test_a_request_from_another_site_is_refused(
    door: SchoolDoor, headers: dict[str, str], path: str
) -> None:
    browser = door.settle(door.add("D. Finch", Role.REPORTER))
    sent = {name: value.encode() for name, value in headers.items()}
    answer = browser.post(path, {"summary": "A photo is passed round"}, headers=sent)
    assert (answer.status_code, problem(answer)) == (403, "from-another-site")
    assert browser.get("/api/me").status_code == 200


def test_a_request_that_does_not_say_where_it_comes_from_is_refused(door: SchoolDoor) -> None:
    browser = door.settle(door.add("D. Finch", Role.REPORTER))
    answer = browser.client.post("/api/sign-out", headers={"X-CSRF-Token": browser.csrf})
    assert problem(answer) == "from-another-site"


def test_the_token_of_another_session_does_not_do(door: SchoolDoor) -> None:
    finch = door.add("D. Finch", Role.REPORTER)
    door.settle(finch)
    one, other = door.come_in(finch), door.come_in(finch)
    one.csrf = other.csrf
    assert problem(one.post("/api/sign-out")) == "from-another-site"


def test_nobody_is_signed_in_from_another_site(door: SchoolDoor) -> None:
    door.settle(door.add("D. Finch", Role.REPORTER))
    asked = {"school": str(door.school), "name": "D. Finch", "password": GOOD_PASSWORD}
    answer = door.browser().post("/api/sign-in", asked, headers={"Sec-Fetch-Site": "cross-site"})
    assert problem(answer) == "from-another-site"


def test_a_report_goes_in_through_a_session(door: SchoolDoor) -> None:
    browser = door.settle(door.add("D. Finch", Role.REPORTER))
    asked = {"summary": "A photo is passed round", "about_an_adult_here": "no"}
    assert browser.post("/api/incidents", asked).status_code == 201


def test_bearer_tokens_go_on_working_without_cookies_or_origin(door: SchoolDoor) -> None:
    khan = door.add("A. Khan", Role.DSL)
    token = door.daybook.directory.new_token(door.school, khan.account)
    client, headers = door.browser().client, {"Authorization": f"Bearer {token}"}
    asked = {"summary": "A photo is passed round", "about_an_adult_here": "no"}
    assert client.post("/api/incidents", json=asked, headers=headers).status_code == 201
    assert client.get("/api/incidents", headers=headers).status_code == 200
