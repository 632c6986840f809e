"""Passkeys in a real Chromium, with a virtual authenticator, on the pages themselves."""

import re

from playwright.sync_api import Page, expect
from starlette.testclient import TestClient

from domain.people import Role
from interfaces.wiring import Passkey
from tests.sign_in.chromium import (
    AUTHENTICATOR,
    Local,
    Served,
    add_a_passkey,
    come_by_link,
    come_in_with_a_passkey,
    go_to,
    named_school,
    sign_out,
    with_authenticator,
)
from tests.sign_in.people import GOOD_PASSWORD, problem


def test_a_lead_adds_a_passkey_by_link_and_comes_in_with_it(page: Page, served: Served) -> None:
    khan = served.door.add("A. Khan", Role.DSL)
    with_authenticator(page)
    add_a_passkey(page, served, khan)
    assert "#" not in page.url
    sign_out(page)
    come_in_with_a_passkey(page, served)
    expect(page.locator("header .who")).to_contain_text("A. Khan")
    assert page.evaluate("fetch('/api/incidents').then(answer => answer.status)") == 200
    assert page.evaluate("document.cookie") == ""
    kinds = served.door.happened()
    assert {"factor-added", "signed-in", "signed-out"} <= set(kinds)


def test_a_passkey_proves_again_who_one_is(page: Page, served: Served) -> None:
    khan = served.door.add("A. Khan", Role.DSL)
    served.door.give_password(khan, GOOD_PASSWORD)
    with_authenticator(page)
    add_a_passkey(page, served, khan)
    served.door.clock.forward(minutes=12)
    page.get_by_role("button", name="Make new recovery codes").click()
    expect(page.locator(".problem")).to_contain_text("Prove again that it is you")
    page.click("[data-passkey]")
    expect(page.locator("#proof")).to_contain_text("You have proved that it is you")
    page.get_by_role("button", name="Go on").click()
    page.get_by_role("button", name="Make new recovery codes").click()
    expect(page.locator("#recovery-codes li")).to_have_count(10)


def test_a_password_then_a_code_on_the_page(page: Page, served: Served) -> None:
    khan = served.door.add("A. Khan", Role.DSL)
    served.door.give_password(khan, GOOD_PASSWORD)
    come_by_link(page, served, khan)
    page.get_by_role("button", name="Add codes from a phone").click()
    served.door.secrets[khan.account] = page.locator("#secret").inner_text()
    page.fill("#code", "000000")
    page.get_by_role("button", name="Confirm").click()
    expect(page.locator(".problem")).to_contain_text("That code is wrong")
    page.fill("#code", served.door.code(khan))
    page.get_by_role("button", name="Confirm").click()
    expect(page.locator(".done")).to_contain_text("Codes from the phone were added.")
    sign_out(page)
    go_to(page, served)
    named_school(page, served)
    page.fill("#name", "A. Khan")
    page.fill("#password", GOOD_PASSWORD)
    page.click("#password-form button")
    page.fill("#code", served.door.next_code(khan))
    page.click("#code-form button")
    expect(page.locator("h1")).to_have_text("Your account")
    expect(page.locator("header .who")).to_contain_text("A. Khan")


def test_what_a_passkey_answered_once_cannot_be_sent_again(page: Page, served: Served) -> None:
    khan = served.door.add("A. Khan", Role.DSL)
    with_authenticator(page)
    add_a_passkey(page, served, khan)
    sign_out(page)
    with page.expect_request("**/api/sign-in/passkey/verify") as sent:
        come_in_with_a_passkey(page, served)
    answered = sent.value.post_data_json or {}
    asked = {"school": str(served.door.school)}
    [kept] = served.door.daybook.factors.passkeys(served.door.school, khan.account)
    forget_the_count(served, kept)  # so that the challenge alone stands in the way
    thief = served.program()
    assert problem(thief.post("/api/sign-in/passkey/verify", answered)) == "step-over"
    thief.post("/api/sign-in/passkey/options", asked)
    assert problem(thief.post("/api/sign-in/passkey/verify", answered)) == "passkey-refused"
    for wrong in ({}, {"rawId": 7}, {"rawId": "é"}, {"rawId": "AAAA", "id": "AAAA"}):
        thief.post("/api/sign-in/passkey/options", asked)
        told = {"credential": wrong}
        assert problem(thief.post("/api/sign-in/passkey/verify", told)) == "passkey-refused"
    thief.post("/api/sign-in/passkey/options", asked)
    told = {"credential": {**answered["credential"], "response": {"signature": []}}}
    assert problem(thief.post("/api/sign-in/passkey/verify", told)) == "passkey-refused"


def forget_the_count(served: Served, passkey: Passkey) -> None:
    now = served.door.clock()
    served.door.daybook.factors.use_passkey(served.door.school, passkey.credential, 0, now)


def test_a_passkey_taken_off_no_longer_brings_in(page: Page, served: Served) -> None:
    khan = served.door.add("A. Khan", Role.DSL)
    with_authenticator(page)
    add_a_passkey(page, served, khan)
    [one] = served.door.daybook.factors.passkeys(served.door.school, khan.account)
    removing = f"""async () => {{
        const me = await (await fetch('/api/me')).json();
        const answer = await fetch('/api/me/passkeys/{one.credential.hex()}',
            {{method: 'DELETE', headers: {{'X-CSRF-Token': me.csrf_token}}}});
        return (await answer.json()).type;
    }}"""
    assert page.evaluate(removing) == "/problems/last-second-factor"
    served.door.clock.forward(days=1)
    served.door.daybook.factors.reset(
        served.door.school, khan.account, served.door.reset_told(khan)
    )
    go_to(page, served)
    named_school(page, served)
    page.click("#with-passkey")
    expect(page.locator("#told")).to_have_text("The passkey did not fit. Try again.")


def test_a_device_that_does_not_check_its_owner_is_not_enough(page: Page, served: Served) -> None:
    khan = served.door.add("A. Khan", Role.DSL)
    cdp = page.context.new_cdp_session(page)
    cdp.send("WebAuthn.enable")
    careless = {**AUTHENTICATOR, "isUserVerified": False}
    cdp.send("WebAuthn.addVirtualAuthenticator", {"options": careless})
    come_by_link(page, served, khan)
    page.click(".new-passkey button")
    expect(page.locator("#passkey-told")).to_have_text("The passkey was not used.")


def test_the_page_runs_no_script_but_its_own(served: Served) -> None:
    answer = served.program().get("/sign-in")
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'; script-src 'self'" in policy
    assert "unsafe" not in policy
    assert not re.search(r"<script(?! src=)|\son\w+=|style=", answer.text)


def test_a_passkey_needs_a_name_as_the_address(served: Served) -> None:
    numbered = served.origin.replace("localhost", "127.0.0.1")
    client = TestClient(served.door.app, base_url=numbered, client=("127.0.0.1", 1))
    asked = {"school": str(served.door.school)}
    answer = Local(client, numbered).post("/api/sign-in/passkey/options", asked)
    assert problem(answer) == "passkey-refused"
