"""Coming in through a school's own provider, and every way in which that is refused."""

from collections.abc import Iterator
from typing import Any

import pytest
from joserfc.jwk import OctKey, RSAKey

from domain.people import Role
from interfaces.wiring import Daybook
from tests.sign_in.people import ADDRESS, Browser, SchoolDoor, problem
from tests.sign_in.provider import (
    BACK,
    CLIENT,
    TENANT,
    MadeUpProvider,
    begun,
    come_back,
    door_to,
    linked,
    made_up_provider,
)


@pytest.fixture(scope="module")
def forger() -> Iterator[MadeUpProvider]:
    with made_up_provider() as provider:
        yield provider


@pytest.fixture
def provider(forger: MadeUpProvider) -> MadeUpProvider:
    forger.header, forger.signing, forger.raw = {"alg": "RS256", "kid": "1"}, forger.key, None
    forger.calls_itself = forger.issuer
    return forger


@pytest.fixture
def door(daybook: Daybook, provider: MadeUpProvider) -> Iterator[SchoolDoor]:
    with door_to(daybook, provider.issuer, tenant=TENANT) as door:
        yield door


def claims(door: SchoolDoor, provider: MadeUpProvider, seen: str, **more: Any) -> dict[str, Any]:
    now = int(door.clock().timestamp())
    told = {
        "iss": provider.issuer,
        "sub": "khan-1",
        "aud": CLIENT,
        "iat": now,
        "exp": now + 300,
        "nonce": seen,
        "tid": TENANT,
        "amr": ["pwd", "mfa"],
        **more,
    }
    return {name: value for name, value in told.items() if value is not None}


def test_a_whole_sign_in_through_the_provider_and_its_second_factor(
    door: SchoolDoor, provider: MadeUpProvider
) -> None:
    linked(door, provider.issuer, "khan-1")
    browser = door.browser()
    asked = begun(browser)
    assert asked["code_challenge_method"] == "S256"
    assert asked["redirect_uri"] == f"{ADDRESS}{BACK}"
    provider.claims = claims(door, provider, asked["nonce"])
    answer = come_back(browser, code="c", state=asked["state"])
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in")
    assert browser.get("/api/incidents").status_code == 200
    [verifier] = provider.asked[-1]["code_verifier"]
    assert len(verifier) >= 43


def test_a_provider_that_names_no_second_factor_leaves_it_to_us(
    door: SchoolDoor, provider: MadeUpProvider
) -> None:
    khan = linked(door, provider.issuer, "khan-1")
    door.settle(khan)
    browser = door.browser()
    asked = begun(browser)
    provider.claims = claims(door, provider, asked["nonce"], amr=["pwd"])
    answer = come_back(browser, code="c", state=asked["state"])
    assert answer.headers["location"] == "/sign-in#second-factor"
    assert problem(browser.get("/api/me")) == "sign-in"
    told = browser.post("/api/sign-in/totp", {"code": door.next_code(khan)})
    assert told.json()["next"] == "in"


def test_a_silent_sign_in_is_no_fresh_proof_but_one_asked_for_is(
    door: SchoolDoor, provider: MadeUpProvider
) -> None:
    linked(door, provider.issuer, "khan-1")
    browser = door.browser()
    hour_ago = int(door.clock().timestamp()) - 3600
    asked = begun(browser)
    provider.claims = claims(door, provider, asked["nonce"], auth_time=hour_ago)
    come_back(browser, code="c", state=asked["state"])
    assert browser.get("/api/me").json()["fresh"] is False
    asked = begun(browser, again=True)
    assert (asked["prompt"], asked["max_age"]) == ("login", "0")
    provider.claims = claims(door, provider, asked["nonce"], auth_time=hour_ago)
    stale = come_back(browser, code="c", state=asked["state"])
    assert problem(stale) == "provider-refused"
    asked = begun(browser, again=True)
    provider.claims = claims(door, provider, asked["nonce"], auth_time=hour_ago + 3600)
    come_back(browser, code="c", state=asked["state"])
    assert browser.get("/api/me").json()["fresh"] is True


@pytest.mark.parametrize("ahead", [600, 10**11])
def test_nobody_proved_who_they_are_in_the_future(
    door: SchoolDoor, provider: MadeUpProvider, ahead: int
) -> None:
    """It would be fresh until then."""
    linked(door, provider.issuer, "khan-1")
    browser = door.browser()
    asked = begun(browser)
    later = int(door.clock().timestamp()) + ahead
    provider.claims = claims(door, provider, asked["nonce"], auth_time=later)
    answer = come_back(browser, code="c", state=asked["state"])
    assert problem(answer) == "provider-refused"
    assert problem(browser.get("/api/me")) == "sign-in"


def test_an_identity_that_nobody_linked_waits_for_an_administrator(
    door: SchoolDoor, provider: MadeUpProvider
) -> None:
    admin = door.settle(door.add("E. Moss", Role.ADMINISTRATOR))
    khan = door.add("A. Khan", Role.DSL)
    browser = door.browser()
    assert problem(signed_in(door, provider, browser)) == "provider-refused"
    events = admin.get("/api/sign-in-events").json()["items"]
    unknown = next(one["detail"] for one in events if one["what"] == "identity-unknown")
    asked = {"provider": "tor-hill", "subject": unknown["subject"]}
    path = f"/api/accounts/{khan.account}/identities"
    head = door.settle(door.add("R. Ellison", Role.HEAD))
    door.agreed(admin.post(path, asked), by=head)
    assert problem(admin.post(path, asked)) == "identity-taken"
    assert signed_in(door, provider, browser).status_code == 303
    assert browser.get("/api/me").json()["name"] == "A. Khan"
    assert admin.delete(path).status_code == 204
    assert problem(browser.get("/api/me")) == "sign-in"


def signed_in(door: SchoolDoor, provider: MadeUpProvider, browser: Browser, **more: Any) -> Any:
    asked = begun(browser)
    provider.claims = claims(door, provider, asked["nonce"], **more)
    return come_back(browser, code="c", state=asked["state"])


@pytest.mark.parametrize(
    "wrong",
    [
        {"tid": "0c0c0c0c-1111-4222-8333-444444444444"},
        {"tid": None},
        {"iss": "http://localhost:1"},
        {"aud": "another-client"},
        {"aud": [CLIENT, "another-client"]},
        {"azp": "another-client"},
        {"nonce": "another"},
        {"nonce": None},
        {"sub": None},
        {"sub": 7},
        {"sub": ""},
        {"sub": "khan\0"},
        {"exp": 1},
        {"exp": "soon"},
        {"exp": None},
        {"iat": 32503680000},
    ],
    ids=str,
)
def test_a_token_that_is_not_for_us_is_refused(
    door: SchoolDoor, provider: MadeUpProvider, wrong: dict[str, Any]
) -> None:
    linked(door, provider.issuer, "khan-1")
    browser = door.browser()
    answer = signed_in(door, provider, browser, **wrong)
    assert (answer.status_code, problem(answer)) == (401, "provider-refused")
    assert problem(browser.get("/api/me")) == "sign-in"


def test_a_token_that_somebody_else_signed_is_refused(
    door: SchoolDoor, provider: MadeUpProvider
) -> None:
    linked(door, provider.issuer, "khan-1")
    provider.signing = RSAKey.generate_key(2048, {"kid": "1"})
    assert problem(signed_in(door, provider, door.browser())) == "provider-refused"
    provider.header = {"alg": "HS256", "kid": "1"}
    provider.signing = OctKey.generate_key(256, {"kid": "1"})
    assert problem(signed_in(door, provider, door.browser())) == "provider-refused"


@pytest.mark.parametrize(
    "raw", ["", "x", "a.b.c", "eyJhbGciOiJub25lIn0.eyJzdWIiOiJraGFuLTEifQ.", "é"]
)
def test_what_is_no_token_is_refused(door: SchoolDoor, provider: MadeUpProvider, raw: str) -> None:
    provider.raw = raw
    assert problem(signed_in(door, provider, door.browser())) == "provider-refused"


def test_an_answer_with_another_state_is_refused(
    door: SchoolDoor, provider: MadeUpProvider
) -> None:
    linked(door, provider.issuer, "khan-1")
    for state in ({}, {"state": "another"}, {"state": "é"}):
        browser = door.browser()
        asked = begun(browser)
        provider.claims = claims(door, provider, asked["nonce"])
        assert problem(come_back(browser, code="c", **state)) == "provider-refused"


def test_an_answer_is_taken_once(door: SchoolDoor, provider: MadeUpProvider) -> None:
    linked(door, provider.issuer, "khan-1")
    browser = door.browser()
    asked = begun(browser)
    step = browser.client.cookies["__Host-daybook-step"]
    provider.claims = claims(door, provider, asked["nonce"])
    assert come_back(browser, code="c", state=asked["state"]).status_code == 303
    thief = door.browser()
    thief.client.cookies.set("__Host-daybook-step", step)
    assert problem(come_back(thief, code="c", state=asked["state"])) == "step-over"


def test_an_answer_is_too_late_after_ten_minutes(
    door: SchoolDoor, provider: MadeUpProvider
) -> None:
    linked(door, provider.issuer, "khan-1")
    browser = door.browser()
    asked = begun(browser)
    door.clock.forward(minutes=10)
    provider.claims = claims(door, provider, asked["nonce"])
    assert problem(come_back(browser, code="c", state=asked["state"])) == "step-over"


def test_half_a_sign_in_by_password_is_no_answer_of_the_provider(door: SchoolDoor) -> None:
    khan = door.add("A. Khan", Role.DSL)
    door.settle(khan)
    browser = door.browser()
    door.sign_in(browser, "A. Khan")
    assert problem(come_back(browser, code="c", state="s")) == "step-over"
    assert problem(browser.get("/api/me")) == "sign-in"


def test_an_answer_to_a_browser_that_asked_nothing_is_refused(door: SchoolDoor) -> None:
    assert problem(come_back(door.browser(), code="c", state="s")) == "step-over"


def test_an_answer_from_another_provider_is_refused(
    door: SchoolDoor, provider: MadeUpProvider
) -> None:
    browser = door.browser()
    asked = begun(browser)
    answer = come_back(browser, code="c", state=asked["state"], iss="https://elsewhere.example")
    assert problem(answer) == "provider-refused"


def test_a_no_of_the_provider_is_passed_on_in_a_sentence(door: SchoolDoor) -> None:
    browser = door.browser()
    asked = begun(browser)
    answer = come_back(browser, error="access_denied", state=asked["state"])
    assert problem(answer) == "provider-refused"


def test_a_provider_under_another_name_is_refused(
    daybook: Daybook, provider: MadeUpProvider
) -> None:
    provider.calls_itself = "https://elsewhere.example"
    with door_to(daybook, provider.issuer) as door:
        answer = door.browser().post("/api/sign-in/oidc/tor-hill", {})
        assert problem(answer) == "provider-refused"


def test_nobody_begins_from_another_site(door: SchoolDoor) -> None:
    headers = {"Sec-Fetch-Site": "cross-site"}
    answer = door.browser().post("/api/sign-in/oidc/tor-hill", {}, headers=headers)
    assert problem(answer) == "from-another-site"
    assert problem(door.browser().post("/api/sign-in/oidc/nobody", {})) == "not-found"


def test_a_hosted_domain_must_be_the_schools_and_its_address_verified(
    daybook: Daybook, provider: MadeUpProvider
) -> None:
    with door_to(daybook, provider.issuer, hosted_domain="torhill.example") as door:
        linked(door, provider.issuer, "khan-1")
        ours = {"hd": "torhill.example", "email_verified": True}
        for wrong in ({}, {**ours, "hd": "other.example"}, {**ours, "email_verified": "true"}):
            answer = signed_in(door, provider, door.browser(), **wrong)
            assert problem(answer) == "provider-refused"
        assert signed_in(door, provider, door.browser(), **ours).status_code == 303


def test_an_app_role_must_have_been_given(daybook: Daybook, provider: MadeUpProvider) -> None:
    with door_to(daybook, provider.issuer, app_role="Daybook.User") as door:
        linked(door, provider.issuer, "khan-1")
        for roles in (None, "Daybook.User", ["Other"]):
            answer = signed_in(door, provider, door.browser(), roles=roles)
            assert problem(answer) == "provider-refused"
        answer = signed_in(door, provider, door.browser(), roles=["Other", "Daybook.User"])
        assert answer.status_code == 303
