"""Coming in with a password, a code, a link or a printed code."""

import statistics
import time
from typing import Any
from uuid import uuid4

import pytest

from application.sign_in import FOR_A_NAME
from domain.people import Role
from interfaces.postgres import unguessable
from tests.sign_in.people import GOOD_PASSWORD, TOR_HILL, Browser, SchoolDoor, problem


def test_a_safeguarding_lead_comes_in_with_a_password_and_a_code(door: SchoolDoor) -> None:
    khan = door.add("A. Khan", Role.DSL, "Safeguarding lead")
    door.settle(khan)
    browser = door.browser()
    told = door.sign_in(browser, "A. Khan").json()
    assert (told["next"], told["ways"], told["csrf_token"]) == ("second-factor", ["code"], None)
    assert problem(browser.get("/api/me")) == "sign-in"
    browser.post("/api/sign-in/totp", {"code": door.next_code(khan)})
    me = browser.get("/api/me").json()
    assert (me["name"], me["role"], me["two_factors"], me["next"]) == (
        "A. Khan",
        "dsl",
        True,
        None,
    )
    assert browser.get("/api/incidents").status_code == 200


def test_a_reporter_comes_in_with_a_password_alone(door: SchoolDoor) -> None:
    finch = door.add("D. Finch", Role.REPORTER)
    door.settle(finch)
    browser = door.come_in(finch)
    assert browser.get("/api/me").json()["next"] is None
    assert browser.get("/api/incidents").status_code == 200


def test_a_password_alone_does_not_bring_a_lead_in(door: SchoolDoor) -> None:
    khan = door.add("A. Khan", Role.DSL)
    door.come_by_link(khan).post("/api/me/password", {"new": GOOD_PASSWORD})
    assert problem(door.sign_in(door.browser(), "A. Khan")) == "no-second-factor"


def test_a_link_session_without_a_second_factor_reads_no_case(door: SchoolDoor) -> None:
    browser = door.come_by_link(door.add("A. Khan", Role.DSL))
    assert browser.get("/api/me").json()["next"] == "add-second-factor"
    assert problem(browser.get("/api/incidents")) == "second-factor-needed"


def test_a_name_that_nobody_has_is_answered_like_a_wrong_password(door: SchoolDoor) -> None:
    door.settle(door.add("A. Khan", Role.DSL))
    wrong = door.sign_in(door.browser(), "A. Khan", "not the right password")
    nobody = door.sign_in(door.browser(), "A. Kahn", "not the right password")
    assert (wrong.status_code, wrong.json()) == (nobody.status_code, nobody.json())
    assert problem(nobody) == "wrong-sign-in"
    assert {*wrong.headers} == {*nobody.headers}


def test_a_name_that_nobody_has_takes_as_long_as_a_wrong_password(door: SchoolDoor) -> None:
    names = [f"P. Lane {n}" for n in "abc"]
    for name in names:
        door.settle(door.add(name, Role.REPORTER))
    known, unknown = [], []
    for name in names * 2:
        known.append(seconds(door, name))
        unknown.append(seconds(door, f"{name} Nobody"))
    ratio = statistics.median(unknown) / statistics.median(known)
    assert 0.5 < ratio < 2


def seconds(door: SchoolDoor, name: str) -> float:
    browser, began = door.browser(), time.perf_counter()
    assert door.sign_in(browser, name, "not the right password").status_code == 401
    return time.perf_counter() - began


def test_names_are_found_whatever_their_capitals(door: SchoolDoor) -> None:
    door.settle(door.add("D. Finch", Role.REPORTER))
    assert door.sign_in(door.browser(), "d. finch").json()["next"] == "in"


def test_where_there_are_several_schools_one_must_be_named(door: SchoolDoor) -> None:
    door.daybook.add_school("Marsh Lane School")
    answer = door.browser().post("/api/sign-in", {"name": "A. Khan", "password": "anything"})
    assert answer.json()["errors"][0]["pointer"] == "/school"
    asked = {"school": str(uuid4()), "name": "A. Khan", "password": "anything"}
    assert problem(door.browser().post("/api/sign-in", asked)) == "invalid-field"


@pytest.mark.parametrize(
    "body",
    [{}, [], {"name": "A\0", "password": "x"}, {"name": "A", "password": ""}, {"name": 7}],
    ids=str,
)
def test_a_malformed_sign_in_is_refused_field_by_field(door: SchoolDoor, body: Any) -> None:
    assert problem(door.browser().post("/api/sign-in", body)) == "invalid-field"


# Codes


def test_a_code_works_once(door: SchoolDoor) -> None:
    khan = door.add("A. Khan", Role.DSL)
    door.settle(khan)
    code = door.next_code(khan)
    first, second = half_way(door, "A. Khan"), half_way(door, "A. Khan")
    assert first.post("/api/sign-in/totp", {"code": code}).json()["next"] == "in"
    assert problem(second.post("/api/sign-in/totp", {"code": code})) == "wrong-code"


def test_the_code_that_confirmed_the_phone_does_not_sign_in(door: SchoolDoor) -> None:
    khan = door.add("A. Khan", Role.DSL)
    door.settle(khan)
    again = half_way(door, "A. Khan").post("/api/sign-in/totp", {"code": door.code(khan)})
    assert problem(again) == "wrong-code"


def test_a_code_of_a_minute_ago_is_too_old(door: SchoolDoor) -> None:
    khan = door.add("A. Khan", Role.DSL)
    door.settle(khan)
    code = door.next_code(khan)
    browser = half_way(door, "A. Khan")
    door.clock.forward(seconds=60)
    assert problem(browser.post("/api/sign-in/totp", {"code": code})) == "wrong-code"


@pytest.mark.parametrize("code", ["000000", "12345", "٣٤٥٦٧٨", "a" * 1000, "\x00"])
def test_a_wrong_code_is_refused(door: SchoolDoor, code: str) -> None:
    door.settle(door.add("A. Khan", Role.DSL))
    door.clock.forward(minutes=5)
    browser = half_way(door, "A. Khan")
    assert problem(browser.post("/api/sign-in/totp", {"code": code})) == "wrong-code"


def test_half_a_sign_in_lasts_ten_minutes(door: SchoolDoor) -> None:
    khan = door.add("A. Khan", Role.DSL)
    door.settle(khan)
    browser = half_way(door, "A. Khan")
    door.clock.forward(minutes=10)
    code = door.next_code(khan)
    assert problem(browser.post("/api/sign-in/totp", {"code": code})) == "step-over"


def test_half_a_sign_in_is_used_up_by_a_whole_one(door: SchoolDoor) -> None:
    khan = door.add("A. Khan", Role.DSL)
    door.settle(khan)
    browser = half_way(door, "A. Khan")
    step = browser.client.cookies["__Host-daybook-step"]
    assert browser.post("/api/sign-in/totp", {"code": door.next_code(khan)}).status_code == 200
    thief = door.browser()
    thief.client.cookies.set("__Host-daybook-step", step)
    assert problem(thief.post("/api/sign-in/totp", {"code": door.next_code(khan)})) == "step-over"


@pytest.mark.parametrize("cookie", ["", "x", "a.b", ".", "A" * 22 + "." + "A" * 43])
def test_a_forged_half_of_a_sign_in_leads_nowhere(door: SchoolDoor, cookie: str) -> None:
    browser = door.browser()
    browser.client.cookies.set("__Host-daybook-step", cookie)
    for way in ("totp", "recovery"):
        assert problem(browser.post(f"/api/sign-in/{way}", {"code": "123456"})) == "step-over"


def half_way(door: SchoolDoor, name: str) -> Browser:
    browser = door.browser()
    assert door.sign_in(browser, name).json()["next"] == "second-factor"
    return browser


# Recovery codes


def test_a_printed_code_stands_in_for_the_phone_once(door: SchoolDoor) -> None:
    khan = door.add("A. Khan", Role.DSL)
    codes = door.settle(khan).post("/api/me/recovery-codes").json()["codes"]
    assert len(set(codes)) == 10
    first, second = half_way(door, "A. Khan"), half_way(door, "A. Khan")
    typed = codes[3].lower().replace("-", " ")
    assert first.post("/api/sign-in/recovery", {"code": typed}).json()["next"] == "in"
    assert problem(second.post("/api/sign-in/recovery", {"code": codes[3]})) == "wrong-code"
    assert first.get("/api/me").json()["recovery_codes"] == 9


def test_new_recovery_codes_put_an_end_to_the_old(door: SchoolDoor) -> None:
    khan = door.add("A. Khan", Role.DSL)
    at_home = door.settle(khan)
    old = at_home.post("/api/me/recovery-codes").json()["codes"][0]
    at_home.post("/api/me/recovery-codes")
    answer = half_way(door, "A. Khan").post("/api/sign-in/recovery", {"code": old})
    assert problem(answer) == "wrong-code"


def test_a_recovery_code_of_somebody_else_is_wrong(door: SchoolDoor) -> None:
    jones, khan = door.add("B. Jones", Role.DSL), door.add("A. Khan", Role.DSL)
    code = door.settle(jones).post("/api/me/recovery-codes").json()["codes"][0]
    door.settle(khan)
    answer = half_way(door, "A. Khan").post("/api/sign-in/recovery", {"code": code})
    assert problem(answer) == "wrong-code"


# Links


def test_a_link_opens_once(door: SchoolDoor) -> None:
    link = door.link(door.add("A. Khan", Role.DSL))
    assert door.browser().post(f"/api/sign-in/link/{link}").json()["next"] == "in"
    assert problem(door.browser().post(f"/api/sign-in/link/{link}")) == "link-over"


def test_a_link_is_good_for_three_days(door: SchoolDoor) -> None:
    link = door.link(door.add("A. Khan", Role.DSL))
    door.clock.forward(days=3)
    assert problem(door.browser().post(f"/api/sign-in/link/{link}")) == "link-over"


def test_only_the_newest_link_works(door: SchoolDoor) -> None:
    khan = door.add("A. Khan", Role.DSL)
    old, new = door.link(khan), door.link(khan)
    assert problem(door.browser().post(f"/api/sign-in/link/{old}")) == "link-over"
    assert door.browser().post(f"/api/sign-in/link/{new}").status_code == 200


def test_a_link_does_not_lead_past_a_second_factor(door: SchoolDoor) -> None:
    khan = door.add("A. Khan", Role.DSL)
    door.settle(khan)
    told = door.browser().post(f"/api/sign-in/link/{door.link(khan)}").json()
    assert told["next"] == "second-factor"


def test_opening_a_link_by_get_does_not_use_it_up(door: SchoolDoor) -> None:
    link = door.link(door.add("A. Khan", Role.DSL))
    assert problem(door.browser().get(f"/api/sign-in/link/{link}")) == "method-not-allowed"
    assert door.browser().post(f"/api/sign-in/link/{link}").status_code == 200


@pytest.mark.parametrize("link", ["x", "a.b", "é", "%00", "A" * 22 + "." + "A" * 43])
def test_a_forged_link_leads_nowhere(door: SchoolDoor, link: str) -> None:
    assert problem(door.browser().post(f"/api/sign-in/link/{link}")) == "link-over"


def test_a_link_of_one_school_does_not_open_another(door: SchoolDoor) -> None:
    link = door.link(door.add("A. Khan", Role.DSL))
    other = door.daybook.add_school("Marsh Lane School")
    moved = f"{unguessable.text(other.id.bytes)}.{link.partition('.')[2]}"
    assert problem(door.browser().post(f"/api/sign-in/link/{moved}")) == "link-over"


# The brake


def test_five_wrong_passwords_hold_up_even_the_right_one_for_a_while(door: SchoolDoor) -> None:
    door.settle(door.add("D. Finch", Role.REPORTER))
    for _ in range(5):
        assert problem(door.sign_in(door.browser(), "D. Finch", "wrong")) == "wrong-sign-in"
    held = door.sign_in(door.browser(), "D. Finch")
    assert (problem(held), held.headers["Retry-After"]) == ("too-many-tries", "30")
    door.clock.forward(seconds=30)
    assert door.sign_in(door.browser(), "D. Finch").json()["next"] == "in"
    assert door.sign_in(door.browser(), "D. Finch", "wrong").status_code == 401


def test_each_further_failure_doubles_the_wait_up_to_a_quarter_of_an_hour(
    door: SchoolDoor,
) -> None:
    waits = []
    for _ in range(12):
        answer = door.sign_in(door.browser(), "D. Finch", "wrong")
        if answer.status_code == 429:
            waits.append(int(answer.headers["Retry-After"]))
            door.clock.forward(seconds=waits[-1])
            assert door.sign_in(door.browser(), "D. Finch", "wrong").status_code == 401
    assert waits == [30, 60, 120, 240, 480, 900, 900]
    assert FOR_A_NAME.pause(10_000).total_seconds() == 900


def test_a_name_that_nobody_has_is_held_up_alike(door: SchoolDoor) -> None:
    answers = [door.sign_in(door.browser(), "N. Obody", "wrong").status_code for _ in range(6)]
    assert answers == [401] * 5 + [429]


def test_one_held_up_name_does_not_hold_up_another(door: SchoolDoor) -> None:
    door.settle(door.add("D. Finch", Role.REPORTER))
    for _ in range(6):
        door.sign_in(door.browser(), "A. Khan", "wrong")
    assert door.sign_in(door.browser(), "D. Finch").json()["next"] == "in"


def test_many_names_from_one_address_are_held_up(door: SchoolDoor) -> None:
    for n in range(50):
        door.daybook.door.hold_back(door.school, f"name {n}", "203.0.113.9", door.clock())
    there, elsewhere = door.browser("203.0.113.9"), door.browser("203.0.113.10")
    assert problem(door.sign_in(there, "A. Khan", "wrong")) == "too-many-tries"
    assert problem(door.sign_in(elsewhere, "A. Khan", "wrong")) == "wrong-sign-in"


def test_wrong_codes_count_although_the_password_was_right(door: SchoolDoor) -> None:
    door.settle(door.add("A. Khan", Role.DSL))
    door.clock.forward(minutes=5)
    browser = half_way(door, "A. Khan")
    kinds = [problem(browser.post("/api/sign-in/totp", {"code": "000000"})) for _ in range(5)]
    assert kinds == ["wrong-code"] * 4 + ["too-many-tries"]


def test_what_happens_at_the_door_is_written_down_without_passwords(door: SchoolDoor) -> None:
    door.settle(door.add("D. Finch", Role.REPORTER))
    door.sign_in(door.browser(), "D. Finch", "a secret mistyped")
    door.sign_in(door.browser(), "D. Finch")
    rows = door.daybook.door.events(door.school, 50)
    assert {"signed-in", "sign-in-failed", "password-changed", "link-made"} <= set(door.happened())
    assert "a secret mistyped" not in str(rows)
    assert GOOD_PASSWORD not in str(rows)
    assert {row["address"] for row in rows} == {"203.0.113.7", ""}
    assert TOR_HILL not in str(rows)
