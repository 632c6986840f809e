"""Invented people at the door of an invented school, and the browsers they come in with."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

import pyotp
from fastapi import FastAPI
from starlette.testclient import TestClient

from application.sign_in import Happened, What
from domain.people import Person, Role
from interfaces.http.app import create_app
from interfaces.sign_in.openid import Providers
from interfaces.sign_in.passwords import hashed
from interfaces.wiring import Daybook

MONDAY_NINE = datetime(2026, 9, 7, 9, tzinfo=UTC)
TOR_HILL = "Tor Hill School"
ADDRESS = "https://daybook.torhill.example"
GOOD_PASSWORD = "teapot marigold Ł envelope"
SAME_ORIGIN = {"Origin": ADDRESS, "Sec-Fetch-Site": "same-origin"}


@cache
def hashed_once(password: str) -> str:
    """Argon2id is slow on purpose."""
    return hashed(password)


@dataclass
class StandingClock:
    time: datetime = MONDAY_NINE

    def __call__(self) -> datetime:
        return self.time

    def forward(self, **by: float) -> None:
        self.time += timedelta(**by)


@dataclass
class Browser:
    """Sends what a browser sends from Daybook's own pages, unless told otherwise."""

    client: TestClient
    csrf: str = ""

    def ask(self, method: str, path: str, **more: Any) -> Any:
        headers = {**SAME_ORIGIN, "X-CSRF-Token": self.csrf, **more.pop("headers", {})}
        answer = self.client.request(method, path, headers=headers, **more)
        assert answer.status_code < 500, answer.text
        if answer.status_code == 200 and answer.headers["content-type"] == "application/json":
            self.csrf = answer.json().get("csrf_token") or self.csrf
        return answer

    def send(self, path: str, **fields: Any) -> Any:
        """A form of a page, with the token that the page put into it."""
        self.csrf = self.ask("GET", "/api/me").json().get("csrf_token", self.csrf)
        return self.ask("POST", path, data={"csrf": self.csrf, **fields}, follow_redirects=False)

    def get(self, path: str, **more: Any) -> Any:
        return self.ask("GET", path, **more)

    def post(self, path: str, json: Any = None, **more: Any) -> Any:
        return self.ask("POST", path, json=json, **more)

    def delete(self, path: str, **more: Any) -> Any:
        return self.ask("DELETE", path, **more)

    @property
    def cookie(self) -> str:
        return str(self.client.cookies["__Host-daybook"])


@dataclass
class SchoolDoor:
    app: FastAPI
    daybook: Daybook
    school: UUID
    clock: StandingClock
    secrets: dict[UUID, str] = field(default_factory=dict)  # what the phones keep

    def browser(self, host: str = "203.0.113.7") -> Browser:
        return Browser(TestClient(self.app, base_url=ADDRESS, client=(host, 50000)))

    def add(self, name: str, role: Role, post: str = "Staff") -> Person:
        return self.daybook.directory.add(self.school, name, role, post, TOR_HILL)

    def link(self, person: Person) -> str:
        happened = Happened(What.LINK_MADE, self.clock(), "", person.account)
        return self.daybook.door.new_link(self.school, person.account, happened)

    def come_by_link(self, person: Person, browser: Browser | None = None) -> Browser:
        browser = browser or self.browser()
        assert browser.post(f"/api/sign-in/link/{self.link(person)}").json()["next"] == "in"
        return browser

    def settle(self, person: Person, password: str = GOOD_PASSWORD) -> Browser:
        """Has a password and, unless one may do without, a phone: signed in by link and both."""
        self.give_password(person, password)
        browser = self.come_by_link(person)
        if person.role is not Role.REPORTER:
            self.add_phone(person, browser)
        return browser

    def give_password(self, person: Person, password: str) -> None:
        happened = Happened(What.PASSWORD_CHANGED, self.clock(), "", person.account)
        kept = hashed_once(password)
        self.daybook.factors.set_password(self.school, person.account, kept, happened)

    def add_phone(self, person: Person, browser: Browser) -> None:
        self.secrets[person.account] = browser.post("/api/me/code").json()["secret"]
        told = browser.post("/api/me/code/confirm", {"code": self.code(person)})
        assert told.json()["next"] == "in"

    def code(self, person: Person) -> str:
        return pyotp.TOTP(self.secrets[person.account]).at(self.clock())

    def next_code(self, person: Person) -> str:
        """Once the last one cannot be used any more."""
        self.clock.forward(seconds=30)
        return self.code(person)

    def sign_in(
        self, browser: Browser, name: str, password: str = GOOD_PASSWORD, **more: Any
    ) -> Any:
        asked = {"school": str(self.school), "name": name, "password": password, **more}
        return browser.post("/api/sign-in", asked)

    def reset_told(self, person: Person) -> Happened:
        return Happened(What.FACTORS_RESET, self.clock(), "", person.account)

    def come_in(self, person: Person, **more: Any) -> Browser:
        """Password, and the next code where one is asked for."""
        browser = self.browser()
        told = self.sign_in(browser, person.name, **more).json()
        if told["next"] == "second-factor":
            code = self.next_code(person)
            told = browser.post("/api/sign-in/totp", {"code": code}).json()
        assert told["next"] == "in", told
        return browser

    def agreed(self, asked: Any, by: Browser) -> dict[str, Any]:
        """What an administrator asked for, once somebody else has agreed."""
        assert asked.status_code == 202, asked.text
        answer = by.post(f"/api/accounts/waiting/{asked.json()['waiting']}/agree")
        assert answer.status_code == 200, answer.text
        told: dict[str, Any] = answer.json()
        return told

    def happened(self) -> list[str]:
        rows = self.daybook.door.events(self.school, 200)
        return [row["what"] for row in rows]


@contextmanager
def opened(daybook: Daybook, providers: Providers | None = None) -> Iterator[SchoolDoor]:
    clock = StandingClock()
    app = create_app(daybook, clock, providers=providers or {})
    with TestClient(app):
        school = daybook.add_school(TOR_HILL)
        yield SchoolDoor(app, daybook, school.id, clock)


def problem(answer: Any) -> str:
    """The kind of a refusal, which must have a sentence."""
    told = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert told["status"] == answer.status_code
    assert told["title"].endswith(".")
    return str(told["type"]).removeprefix("/problems/")
