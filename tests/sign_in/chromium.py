"""A real Chromium at the door of an invented school, with a virtual authenticator."""

import os
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

from domain.people import Person
from interfaces.wiring import Daybook
from tests.sign_in.people import Browser, SchoolDoor, opened

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


def come_by_link(page: Page, served: Served, person: Person) -> None:
    go_to(page, served, served.door.link(person))
    expect(page.locator("h1")).to_have_text("Ways you sign in")
    expect(page.locator("header .who")).to_contain_text(person.name)


def add_a_passkey(page: Page, served: Served, person: Person) -> None:
    come_by_link(page, served, person)
    page.click(".new-passkey button")
    expect(page.locator(".done")).to_contain_text("The passkey was added.")


def named_school(page: Page, served: Served) -> None:
    page.fill("#school", str(served.door.school))


def sign_out(page: Page) -> None:
    page.click("header button")
    expect(page.locator("h1")).to_have_text("You are signed out")


def come_in_with_a_passkey(page: Page, served: Served) -> None:
    go_to(page, served)
    named_school(page, served)
    page.click("#with-passkey")
    expect(page.locator("h1")).to_have_text("Your account")
