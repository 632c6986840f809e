"""What people change of their own: passwords, factors, tokens."""

from datetime import timedelta
from typing import Any

import psycopg
import pytest

from domain.people import Person, Role
from tests.sign_in.people import GOOD_PASSWORD, Browser, SchoolDoor, problem

ANOTHER_PASSWORD = "lantern gravel Tuesday spoon"


def test_a_password_is_changed_with_the_old_one_and_other_sessions_end(door: SchoolDoor) -> None:
    finch = door.add("D. Finch", Role.REPORTER)
    door.settle(finch)
    desk, phone = door.come_in(finch), door.come_in(finch)
    wrong = {"current": "not the old password", "new": ANOTHER_PASSWORD}
    assert problem(phone.post("/api/me/password", wrong)) == "wrong-sign-in"
    assert problem(phone.post("/api/me/password", {"new": ANOTHER_PASSWORD})) == "wrong-sign-in"
    right = {"current": GOOD_PASSWORD, "new": ANOTHER_PASSWORD}
    assert phone.post("/api/me/password", right).status_code == 204
    assert problem(desk.get("/api/me")) == "sign-in"
    assert phone.get("/api/me").status_code == 200
    assert problem(door.sign_in(door.browser(), "D. Finch")) == "wrong-sign-in"
    assert door.sign_in(door.browser(), "D. Finch", ANOTHER_PASSWORD).json()["next"] == "in"


def test_a_weak_password_is_refused_with_a_reason(door: SchoolDoor) -> None:
    browser = door.come_by_link(door.add("D. Finch", Role.REPORTER))
    answer = browser.post("/api/me/password", {"new": "too short"})
    assert answer.json()["errors"][0]["pointer"] == "/new"
    assert problem(browser.post("/api/me/password", {"new": "Password2026!!"})) == "invalid-field"


def test_a_link_an_hour_old_no_longer_sets_a_password(door: SchoolDoor) -> None:
    browser = door.come_by_link(door.add("D. Finch", Role.REPORTER))
    door.clock.forward(minutes=20)
    assert problem(browser.post("/api/me/password", {"new": GOOD_PASSWORD})) == "wrong-sign-in"


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/api/me/code"),
        ("DELETE", "/api/me/code"),
        ("POST", "/api/me/passkeys/options"),
        ("DELETE", "/api/me/passkeys/00"),
        ("POST", "/api/me/recovery-codes"),
        ("POST", "/api/tokens"),
    ],
)
def test_changing_factors_asks_for_fresh_proof(door: SchoolDoor, method: str, path: str) -> None:
    browser = door.settle(door.add("A. Khan", Role.DSL))
    door.clock.forward(minutes=11)
    body = {"label": "filter", "scope": "report"} if path == "/api/tokens" else None
    assert problem(browser.ask(method, path, json=body)) == "step-up-needed"


def test_adding_a_phone_ends_other_sessions_and_the_old_cookie(door: SchoolDoor) -> None:
    finch = door.add("D. Finch", Role.REPORTER)
    door.settle(finch)
    desk, phone = door.come_in(finch), door.come_in(finch)
    old = phone.cookie
    door.add_phone(finch, phone)
    assert phone.cookie != old
    assert problem(desk.get("/api/me")) == "sign-in"
    assert phone.get("/api/me").json()["two_factors"] is True


def test_the_last_second_factor_stays_where_the_role_needs_one(door: SchoolDoor) -> None:
    browser = door.settle(door.add("A. Khan", Role.DSL))
    assert problem(browser.delete("/api/me/code")) == "last-second-factor"


def test_a_reporter_may_do_without_again(door: SchoolDoor) -> None:
    finch = door.add("D. Finch", Role.REPORTER)
    browser = door.settle(finch)
    door.add_phone(finch, browser)
    assert browser.delete("/api/me/code").status_code == 204
    assert problem(browser.delete("/api/me/code")) == "not-found"


def test_a_new_phone_counts_only_once_it_has_answered(door: SchoolDoor) -> None:
    khan = door.add("A. Khan", Role.DSL)
    browser = door.settle(khan)
    browser.post("/api/me/code")
    assert problem(browser.post("/api/me/code/confirm", {"code": "000000"})) == "wrong-code"
    assert door.come_in(khan).get("/api/me").status_code == 200  # with the old phone


def test_one_persons_new_phone_is_not_confirmed_by_another(door: SchoolDoor) -> None:
    khan, jones = door.add("A. Khan", Role.DSL), door.add("B. Jones", Role.DSL)
    hers, his = door.settle(khan), door.settle(jones)
    hers.post("/api/me/code")
    step = hers.client.cookies["__Host-daybook-step"]
    his.client.cookies.set("__Host-daybook-step", step, domain="daybook.torhill.example")
    assert problem(his.post("/api/me/code/confirm", {"code": "123456"})) == "step-over"


# Tokens


def test_a_token_does_what_its_scope_says_until_it_expires(door: SchoolDoor) -> None:
    khan = door.add("A. Khan", Role.DSL)
    browser = door.settle(khan)
    reading = made(browser, "Dashboard", "read", days=7)
    reporting = made(browser, "Filter", "report", days=7)
    report = {"summary": "A photo is passed round", "about_an_adult_here": "no"}
    program = door.browser().client
    assert program.get("/api/incidents", headers=reading).status_code == 200
    refused = program.post("/api/incidents", json=report, headers=reading)
    assert problem(refused) == "outside-the-scope"
    assert program.post("/api/incidents", json=report, headers=reporting).status_code == 201
    assert problem(program.get("/api/incidents", headers=reporting)) == "outside-the-scope"
    door.clock.time += timedelta(days=7)
    assert problem(program.get("/api/incidents", headers=reading)) == "sign-in"


def test_a_token_is_listed_without_its_secret_and_revoked(door: SchoolDoor) -> None:
    browser = door.settle(door.add("A. Khan", Role.DSL))
    headers = made(browser, "Dashboard", "read")
    told = browser.get("/api/tokens")
    [one] = told.json()["items"]
    assert (one["label"], one["scope"]) == ("Dashboard", "read")
    assert headers["Authorization"].rpartition(".")[2] not in told.text
    assert browser.delete(f"/api/tokens/{one['id']}").status_code == 204
    assert problem(browser.client.get("/api/incidents", headers=headers)) == "sign-in"
    assert problem(browser.delete(f"/api/tokens/{one['id']}")) == "not-found"


def test_nobody_revokes_the_token_of_somebody_else(door: SchoolDoor) -> None:
    khan, jones = (
        door.settle(door.add("A. Khan", Role.DSL)),
        door.settle(door.add("B. Jones", Role.DSL)),
    )
    made(khan, "Dashboard", "read")
    number = khan.get("/api/tokens").json()["items"][0]["id"]
    assert problem(jones.delete(f"/api/tokens/{number}")) == "not-found"


def test_a_token_makes_no_tokens_and_proves_nothing(door: SchoolDoor) -> None:
    khan = door.add("A. Khan", Role.DSL)
    headers = made(door.settle(khan), "All", "everything")
    program = door.browser()
    for method, path in (("POST", "/api/tokens"), ("GET", "/api/me"), ("DELETE", "/api/sessions")):
        assert problem(program.ask(method, path, headers=headers, json={})) in {
            "sign-in",
            "invalid-field",
        }


def made(browser: Browser, label: str, scope: str, **more: Any) -> dict[str, str]:
    answer = browser.post("/api/tokens", {"label": label, "scope": scope, **more})
    assert answer.status_code == 201, answer.text
    return {"Authorization": f"Bearer {answer.json()['token']}"}


def test_secrets_are_not_in_the_database_as_they_are(door: SchoolDoor, superuser: str) -> None:
    khan: Person = door.add("A. Khan", Role.DSL)
    browser = door.settle(khan)
    code = browser.post("/api/me/recovery-codes").json()["codes"][0].replace("-", "")
    told = [GOOD_PASSWORD, door.secrets[khan.account], code, browser.cookie.partition(".")[2]]
    tables = ["password", "phone_code", "recovery_code", "session", "sign_in_step"]
    with psycopg.connect(superuser) as connection:
        kept = "".join(
            str(connection.execute(f"SELECT t::text FROM daybook.{table} t").fetchall())
            for table in (*tables, "sign_in_event")
        )
    assert not [secret for secret in told if secret in kept]
