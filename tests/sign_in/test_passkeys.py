"""Passkeys in a real Chromium, with a virtual authenticator, on the sign-in page itself."""

import os
import re
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Page, expect, sync_playwright
from starlette.testclient import TestClient

from domain.people import Person, Role
from interfaces.wiring import Daybook, Passkey
from tests.sign_in.people import GOOD_PASSWORD, Browser, SchoolDoor, opened, problem

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture(scope="module")
def chromium() -> Iterator[Chromium]:
    names = ("chromium", "chromium-browser", "google-chrome", "msedge")
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if found is None:
        missing = "There is no Chromium here: install it, or name it in CHROMIUM."
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


@dataclass
class Served:
    """A door that a real browser can walk up to."""

    door: SchoolDoor
    origin: str

    def program(self) -> Browser:
        return Local(
            TestClient(self.door.app, base_url=self.origin, client=("127.0.0.1", 1)), self.origin
        )


class Local(Browser):
    def __init__(self, client: TestClient, origin: str) -> None:
        super().__init__(client)
        self.origin = origin

    def ask(self, method: str, path: str, **more: Any) -> Any:
        more["headers"] = {"Origin": self.origin, **more.get("headers", {})}
        return super().ask(method, path, **more)


@pytest.fixture
def served(daybook: Daybook) -> Iterator[Served]:
    with opened(daybook) as door, serving(door) as origin:
        yield Served(door, origin)


@contextmanager
def serving(door: SchoolDoor) -> Iterator[str]:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        config = uvicorn.Config(door.app, log_level="error", lifespan="off", ws="none")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([listening],))
        thread.start()
        try:
            while not server.started:
                assert thread.is_alive()
                time.sleep(0.02)
            yield f"http://localhost:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


@pytest.fixture
def page(chromium: Chromium, served: Served) -> Iterator[Page]:
    context = chromium.new_context()
    page = context.new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    yield page
    context.close()
    assert not [line for line in told if "Content Security Policy" in line or "TypeError" in line]


def with_authenticator(page: Page) -> Any:
    cdp = page.context.new_cdp_session(page)
    cdp.send("WebAuthn.enable")
    cdp.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    return cdp


def go_to(page: Page, served: Served, link: str = "") -> None:
    page.goto("about:blank")
    page.goto(f"{served.origin}/sign-in{'#' if link else ''}{link}")


def add_a_passkey(page: Page, served: Served, person: Person) -> None:
    go_to(page, served, served.door.link(person))
    expect(page.locator("#who")).to_contain_text(person.name)
    page.click("#passkey-form button")
    expect(page.locator("#told")).to_have_text("The passkey was added.")


def named_school(page: Page, served: Served) -> None:
    page.fill("#school", str(served.door.school))


def test_a_lead_adds_a_passkey_by_link_and_comes_in_with_it(page: Page, served: Served) -> None:
    khan = served.door.add("A. Khan", Role.DSL)
    with_authenticator(page)
    add_a_passkey(page, served, khan)
    assert "#" not in page.url
    page.click("#sign-out")
    expect(page.locator("#told")).to_have_text("Signed out.")
    named_school(page, served)
    page.click("#with-passkey")
    expect(page.locator("#told")).to_have_text("You are signed in.")
    expect(page.locator("#who")).to_contain_text("A. Khan")
    assert page.evaluate("fetch('/api/incidents').then(answer => answer.status)") == 200
    assert page.evaluate("document.cookie") == ""
    kinds = served.door.happened()
    assert {"factor-added", "signed-in", "signed-out"} <= set(kinds)


def test_a_passkey_proves_again_who_one_is(page: Page, served: Served) -> None:
    khan = served.door.add("A. Khan", Role.DSL)
    with_authenticator(page)
    add_a_passkey(page, served, khan)
    served.door.clock.forward(minutes=12)
    page.click("#recovery")
    expect(page.locator("#told")).to_contain_text("Prove again that it is you")
    page.evaluate("document.getElementById('out').hidden = false")
    named_school(page, served)
    page.click("#with-passkey")
    expect(page.locator("#told")).to_have_text("You are signed in.")
    page.click("#recovery")
    expect(page.locator("#recovery-codes")).to_contain_text("-")


def test_a_password_then_a_code_on_the_page(page: Page, served: Served) -> None:
    khan = served.door.add("A. Khan", Role.DSL)
    served.door.give_password(khan, GOOD_PASSWORD)
    go_to(page, served, served.door.link(khan))
    page.click("#add-code")
    typed = page.locator("#square p").inner_text()
    served.door.secrets[khan.account] = typed.rpartition(" ")[2]
    page.fill("#first-code", served.door.code(khan))
    page.click("#confirm-form button")
    expect(page.locator("#told")).to_have_text("Codes from the phone were added.")
    page.click("#sign-out")
    named_school(page, served)
    page.fill("#name", "A. Khan")
    page.fill("#password", GOOD_PASSWORD)
    page.click("#password-form button")
    page.fill("#code", served.door.next_code(khan))
    page.click("#code-form button")
    expect(page.locator("#who")).to_contain_text("A. Khan")


def test_what_a_passkey_answered_once_cannot_be_sent_again(page: Page, served: Served) -> None:
    khan = served.door.add("A. Khan", Role.DSL)
    with_authenticator(page)
    add_a_passkey(page, served, khan)
    page.click("#sign-out")
    named_school(page, served)
    with page.expect_request("**/api/sign-in/passkey/verify") as sent:
        page.click("#with-passkey")
    expect(page.locator("#told")).to_have_text("You are signed in.")
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
    go_to(page, served, served.door.link(khan))
    expect(page.locator("#who")).to_contain_text("A. Khan")
    page.click("#passkey-form button")
    expect(page.locator("#told")).to_have_text("The passkey was not used.")


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
