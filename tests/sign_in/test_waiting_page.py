"""The page on which a second person agrees to what an administrator asked for."""

import re
from typing import Any

import pytest

from domain.people import Role
from tests.sign_in.pages import words
from tests.sign_in.people import GOOD_PASSWORD, Browser, SchoolDoor

HERE = "/account/waiting"
LANE = {"name": "P. Lane", "role": "deputy-dsl", "post": "Deputy head"}


@pytest.fixture
def admin(door: SchoolDoor) -> Browser:
    return door.settle(door.add("E. Moss", Role.ADMINISTRATOR, "Office"))


@pytest.fixture
def head(door: SchoolDoor) -> Browser:
    return door.settle(door.add("R. Ellison", Role.HEAD, "Head"))


@pytest.fixture
def waiting(admin: Browser, head: Browser) -> str:
    asked = admin.post("/api/accounts", LANE)
    assert asked.status_code == 202
    return f"{HERE}/{asked.json()['waiting']}"


def accounts(admin: Browser) -> list[str]:
    return [one["name"] for one in admin.get("/api/accounts").json()["items"]]


def not_agreed(admin: Browser) -> Any:
    events = admin.get("/api/sign-in-events").json()["items"]
    return next(one["detail"] for one in events if one["what"] == "not-agreed")


def error(answer: Any) -> str:
    said = re.search(r"There is a problem (.*?) (Open|Waiting)", words(answer))
    assert said
    return said[1]


def test_nothing_waits_and_the_page_says_so(head: Browser, admin: Browser) -> None:
    assert "For you to decide Nothing waits for you." in words(head.get(HERE))
    assert "Nothing in the last 30 days." in words(head.get(HERE))
    assert "Nothing waits." in words(admin.get(HERE))


def test_the_page_tells_who_asks_for_whom_which_role_and_when(head: Browser, waiting: str) -> None:
    for path in (HERE, waiting):
        said = words(head.get(path))
        assert "For P. Lane (Deputy head) Role deputy DSL Asked for by E. Moss (Office)" in said
        assert "Asked on 7 September 2026 at 10:00 Waits until 21 September 2026" in said
    assert "opened an account for P. Lane (Deputy head) as deputy DSL" in said
    assert "Waiting for agreement (1)" in words(head.get("/account"))


def test_the_head_agrees_on_the_page_and_hands_the_link_over(
    door: SchoolDoor, head: Browser, admin: Browser, waiting: str
) -> None:
    answer = head.send(waiting, decision="agree")
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    [link] = re.findall(r'<code id="link">https://[^<]*/sign-in#([^<]+)</code>', answer.text)
    assert "P. Lane" in accounts(admin)
    assert door.browser().post(f"/api/sign-in/link/{link}").json()["next"] == "in"
    said = words(head.get(HERE))
    assert "Nothing waits for you." in said
    assert (
        "R. Ellison (Head) opened an account for P. Lane (Deputy head) as deputy DSL, as" in said
    )
    assert link not in head.get(HERE).text
    assert head.send(waiting, decision="agree").status_code == 404


def test_the_head_refuses_with_a_reason_that_the_administrator_reads(
    head: Browser, admin: Browser, waiting: str
) -> None:
    without = head.send(waiting, decision="refuse", reason=" ")
    assert (without.status_code, 'href="#reason"' in without.text) == (422, True)
    reason = "She <leaves> at Christmas."
    answer = head.send(waiting, decision="refuse", reason=reason)
    assert "You did not agree." in words(answer)
    assert accounts(admin) == ["E. Moss", "R. Ellison"]
    assert f"Not agreed, open an account for P. Lane: {reason}" in words(head.get(HERE))
    assert not_agreed(admin)["reason"] == reason


def test_the_reason_reaches_whoever_asked_and_nobody_else_who_runs_accounts(
    door: SchoolDoor, head: Browser, admin: Browser, waiting: str
) -> None:
    hale = door.settle(door.add("S. Hale", Role.ADMINISTRATOR, "Office"))
    head.send(waiting, decision="refuse", reason="She <leaves> at Christmas.")
    said = "Not agreed by R. Ellison, open an account for P. Lane: She <leaves> at Christmas."
    assert f"What became of what you asked for 7 September 2026 at 10:00 {said}" in words(
        admin.get(HERE)
    )
    assert said in words(admin.get("/account"))
    for path in (HERE, "/account"):
        assert "Christmas" not in words(hale.get(path))
    assert "R. Ellison, open" not in words(head.get("/account"))


def test_whoever_asked_is_told_of_what_was_agreed_to_and_taken_back(
    head: Browser, admin: Browser, waiting: str
) -> None:
    head.send(waiting, decision="agree")
    again = admin.post("/api/accounts", {**LANE, "name": "B. Finch"}).json()["waiting"]
    admin.send(f"{HERE}/{again}", decision="take-back")
    answered = words(admin.get(HERE)).partition("What became of what you asked for")[2]
    assert "R. Ellison (Head) opened an account for P. Lane" in answered
    assert "Taken back, open an account for B. Finch." in answered
    assert "Not agreed" not in words(admin.get("/account"))


def test_a_reason_is_given_over_the_api_too(head: Browser, admin: Browser, waiting: str) -> None:
    path = f"/api/accounts{waiting.removeprefix('/account')}/refuse"
    assert head.post(path, {"reason": "She leaves at Christmas."}).status_code == 204
    assert not_agreed(admin)["reason"] == "She leaves at Christmas."


def test_without_a_decision_nothing_is_done(head: Browser, waiting: str) -> None:
    for decision in ("", "take-back", "x"):
        refused = head.send(waiting, decision=decision)
        assert (refused.status_code, error(refused)) == (422, "Say whether you agree.")
    hidden = head.send(waiting, decision="refuse", reason="Why\u200b not")
    assert hidden.status_code == 422
    assert "For P. Lane" in words(head.get(HERE))


def test_proof_is_asked_for_on_the_page_and_what_was_typed_stays(
    door: SchoolDoor, head: Browser, admin: Browser, waiting: str
) -> None:
    account = head.get("/api/me").json()["account"]
    person = next(one for one in door.secrets if str(one) == account)
    door.clock.forward(minutes=11)
    assert 'name="password"' in head.get(waiting).text
    asked = {"decision": "refuse", "reason": "She leaves."}
    unproved = head.send(waiting, **asked)
    assert unproved.status_code == 403
    assert "Prove again that it is you" in error(unproved)
    assert ">She leaves.</textarea>" in unproved.text
    assert re.search(r'value="refuse"[^>]* checked', unproved.text)
    wrong = head.send(waiting, **asked, password="wrong", code="000000")
    assert (wrong.status_code, ">She leaves.</textarea>" in wrong.text) == (401, True)
    assert 'value="wrong"' not in wrong.text
    no_code = head.send(waiting, **asked, password=GOOD_PASSWORD)
    assert (no_code.status_code, 'href="#code"' in no_code.text) == (401, True)
    code = door.daybook.factors.phone_code(door.school, person)
    assert code is not None
    khan = next(
        one for one in door.daybook.directory.at_work(door.school) if one.account == person
    )
    proof = {"password": GOOD_PASSWORD, "code": door.next_code(khan)}
    assert "You did not agree." in words(head.send(waiting, **asked, **proof))
    assert head.get("/api/me").json()["fresh"] is True


def test_an_administrator_takes_back_and_does_not_agree(
    head: Browser, admin: Browser, waiting: str
) -> None:
    page = words(admin.get(HERE))
    assert "For somebody else to decide" in page
    assert "Take it back for P. Lane" in page
    assert "I agree" not in words(admin.get(waiting))
    said = words(admin.send(waiting, decision="agree"))  # There is no such choice for them.
    assert "It was taken back." in said
    assert "Nothing waits for you." in words(head.get(HERE))
    assert "P. Lane" not in accounts(admin)


def test_nobody_decides_about_their_own_account(
    door: SchoolDoor, head: Browser, admin: Browser
) -> None:
    khan = door.add("A. Khan", Role.DSL, "Safeguarding lead")
    hers = door.settle(khan)
    asked = admin.post(f"/api/accounts/{khan.account}/link").json()["waiting"]
    assert "For somebody else to decide Give a new sign-in link" in words(hers.get(HERE))
    assert f"{HERE}/{asked}" not in hers.get(HERE).text
    for answer in (
        hers.get(f"{HERE}/{asked}"),
        hers.send(f"{HERE}/{asked}", decision="agree"),
        hers.send(f"{HERE}/{asked}", decision="refuse", reason="No, thank you."),
    ):
        assert answer.status_code == 403
        assert words(answer)
    assert "For you to decide Give a new sign-in link" in words(head.get(HERE))


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.REPORTER, Role.AUDITOR], ids=str)
def test_whoever_does_not_answer_for_the_cases_does_not_see_the_page(
    door: SchoolDoor, head: Browser, waiting: str, role: Role
) -> None:
    theirs = door.settle(door.add("B. Finch", role))
    for path in (HERE, waiting):
        answer = theirs.get(path)
        assert (answer.status_code, "P. Lane" in answer.text) == (403, False)
    assert theirs.send(waiting, decision="agree").status_code == 403
    assert "Waiting for agreement" not in words(theirs.get("/account"))


def test_what_has_changed_meanwhile_is_not_agreed_to(
    door: SchoolDoor, head: Browser, admin: Browser, waiting: str
) -> None:
    door.add("P. Lane", Role.REPORTER)
    refused = head.send(waiting, decision="agree")
    assert (refused.status_code, "There is a problem" in words(refused)) == (422, True)


def test_an_administrator_is_told_that_a_case_has_nobody_left_and_not_which(
    head: Browser, admin: Browser
) -> None:
    """The head is all there is who could decide, and it may be about the head."""
    assert "nobody in school is left to decide" not in words(admin.get(HERE))
    report = {"summary": "About Morecambe.", "about_an_adult_here": "yes", "about_the_head": "yes"}
    told = head.post("/api/incidents", report)
    assert told.status_code == 201, told.text
    said = words(admin.get(HERE))
    assert "There is a case about which nobody in school is left to decide" in said
    assert "Morecambe" not in said
    assert told.json()["reference"] not in said
    assert "nobody in school is left to decide" not in words(head.get(HERE))
