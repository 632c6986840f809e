"""What is forged, foreign, over, or sent a second time opens nothing."""

from base64 import urlsafe_b64encode
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from application.sign_in import STEPS_FROM_AN_ADDRESS, STEPS_OF_AN_ACCOUNT
from domain.people import Person, Role
from interfaces.http.app import create_app
from interfaces.postgres import unguessable
from interfaces.wiring import Daybook
from tests.sign_in.people import SAME_ORIGIN, Browser, SchoolDoor, opened, problem


def with_token(door: SchoolDoor, token: str, path: str = "/api/incidents") -> Any:
    return door.browser().client.get(path, headers={"Authorization": f"Bearer {token}"})


# Bearer tokens


@pytest.fixture
def khan(door: SchoolDoor) -> Person:
    return door.add("A. Khan", Role.DSL)


def test_a_token_with_one_bit_changed_is_nobodys(door: SchoolDoor, khan: Person) -> None:
    token = door.daybook.directory.new_token(door.school, khan.account)
    prefix, school, secret = token.split(".")
    other = urlsafe_b64encode(b"\x00" * 32).rstrip(b"=").decode()
    for forged in (
        f"{prefix}.{school}.{other}",
        f"{prefix}.{school}.{secret[:-4]}",
        f"{prefix}.{school}.",
        f"{prefix}..{secret}",
        f"other.{school}.{secret}",
        f"{token}.{secret}",
        f"{prefix}.%s.{secret}",
        secret,
    ):
        assert problem(with_token(door, forged)) == "sign-in"
    assert with_token(door, token).status_code == 200


def test_a_token_of_one_school_is_not_one_of_another(door: SchoolDoor, khan: Person) -> None:
    token = door.daybook.directory.new_token(door.school, khan.account)
    other = door.daybook.add_school("Marsh Lane School")
    moved = f"daybook.{unguessable.text(other.id.bytes)}.{token.rpartition('.')[2]}"
    assert problem(with_token(door, moved)) == "sign-in"


def test_a_token_is_over_to_the_second(door: SchoolDoor, khan: Person) -> None:
    ends = door.clock() + timedelta(hours=1)
    token = door.daybook.directory.new_token(door.school, khan.account, ends)
    door.clock.forward(minutes=59, seconds=59)
    assert with_token(door, token).status_code == 200
    door.clock.forward(seconds=1)
    assert problem(with_token(door, token)) == "sign-in"


def test_a_cookie_is_no_token_and_a_token_no_cookie(door: SchoolDoor, khan: Person) -> None:
    browser = door.settle(khan)
    assert problem(with_token(door, browser.cookie)) == "sign-in"
    assert problem(with_token(door, f"daybook.{browser.cookie}")) == "sign-in"
    token = door.daybook.directory.new_token(door.school, khan.account)
    other = door.browser()
    other.client.cookies.set("__Host-daybook", token.removeprefix("daybook."))
    assert problem(other.get("/api/me")) == "sign-in"


def test_a_wrong_token_is_not_made_good_by_a_right_cookie(door: SchoolDoor, khan: Person) -> None:
    browser = door.settle(khan)
    answer = browser.get("/api/incidents", headers={"Authorization": "Bearer daybook.a.b"})
    assert problem(answer) == "sign-in"


# Halves of sign-ins


def test_half_a_sign_in_is_no_session_and_a_session_no_half(
    door: SchoolDoor, khan: Person
) -> None:
    whole = door.settle(khan)
    browser = door.browser()
    door.sign_in(browser, "A. Khan")
    half = browser.client.cookies["__Host-daybook-step"]
    for name, value in (("__Host-daybook", half), ("__Host-daybook-step", whole.cookie)):
        other = door.browser()
        other.client.cookies.set(name, value)
        assert problem(other.get("/api/me")) == "sign-in"
        code = {"code": door.next_code(khan)}
        assert problem(other.post("/api/sign-in/totp", code)) == "step-over"


def test_nobody_fills_the_house_with_halves_of_sign_ins(door: SchoolDoor) -> None:
    here, now, flood = door.daybook.door, door.clock(), "198.51.100.9"
    for _ in range(STEPS_FROM_AN_ADDRESS):
        here.begin(door.school, "passkey", now, address=flood)
    asked = {"school": str(door.school)}
    full = door.browser(flood).post("/api/sign-in/passkey/options", asked)
    assert problem(full) == "too-many-tries"
    assert door.browser().post("/api/sign-in/passkey/options", asked).status_code == 200
    door.clock.forward(minutes=10)
    assert door.browser(flood).post("/api/sign-in/passkey/options", asked).status_code == 200


def test_of_one_account_only_the_newest_halves_are_kept(door: SchoolDoor, khan: Person) -> None:
    here = door.daybook.door
    steps = []
    for _ in range(STEPS_OF_AN_ACCOUNT + 1):
        door.clock.forward(seconds=1)
        now = door.clock()
        steps.append(here.begin(door.school, "p", now, khan.account, address="203.0.113.7"))
    assert here.take(steps[0], "p", now) is None
    assert here.take(steps[1], "p", now) is not None


# Requests from elsewhere


def every_change() -> Iterator[tuple[str, str]]:
    """As the OpenAPI document has them: an address that is added later is tried as well."""
    for path, methods in create_app().openapi()["paths"].items():
        for method in methods.keys() - {"get", "head", "parameters"}:
            yield method.upper(), path


def filled(path: str) -> str:
    some = "00000000-0000-7000-8000-000000000000"
    parts = (some if part.startswith("{") else part for part in path.split("/"))
    return "/".join(parts)


@pytest.fixture(scope="module")
def signed_in(daybook: Daybook) -> Iterator[Browser]:
    with opened(daybook) as door:
        yield door.settle(door.add("A. Khan", Role.DSL))


CHANGES = sorted(set(every_change()))


@pytest.mark.parametrize(("method", "path"), CHANGES, ids=map(" ".join, CHANGES))
def test_no_change_is_made_for_a_page_of_somebody_else(
    signed_in: Browser, method: str, path: str
) -> None:
    """With the cookie that a browser sends of itself, and all but the token or the origin."""
    elsewhere = {"Origin": "https://elsewhere.example", "Sec-Fetch-Site": "cross-site"}
    for headers in ({**elsewhere, "X-CSRF-Token": signed_in.csrf}, elsewhere):
        answer = signed_in.client.request(method, filled(path), headers=headers, json={})
        assert problem(answer) == "from-another-site"
    needs_no_session = path.startswith("/api/sign-in")
    if not needs_no_session:
        answer = signed_in.client.request(method, filled(path), headers=SAME_ORIGIN, json={})
        assert problem(answer) == "from-another-site"


# Where a request says that it comes from


@pytest.mark.parametrize("origin", ["http://[x", "https://[::1", "http://", "null"])
def test_an_origin_that_cannot_be_read_is_another_site(door: SchoolDoor, origin: str) -> None:
    answer = door.browser().post("/api/sign-in", {}, headers={"Origin": origin})
    assert (answer.status_code, problem(answer)) == (403, "from-another-site")


def test_the_same_host_without_tls_is_another_site(door: SchoolDoor, khan: Person) -> None:
    browser = door.settle(khan)
    plain = {"Origin": SAME_ORIGIN["Origin"].replace("https", "http")}
    assert problem(browser.post("/api/sign-out", headers=plain)) == "from-another-site"
    assert browser.post("/api/sign-out").status_code == 204
