"""Coming in through a school's own provider, and every way in which that is refused."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from joserfc.jwk import OctKey, RSAKey

from application.sign_in import Happened, What
from domain.people import Person, Role
from interfaces.sign_in.openid import NotConfigured, Provider, configured
from interfaces.wiring import Daybook
from tests.sign_in.people import ADDRESS, Browser, SchoolDoor, opened, problem
from tests.sign_in.provider import CLIENT, MadeUpProvider, made_up_provider

TENANT = "0b0b0b0b-1111-4222-8333-444444444444"
BACK = "/api/sign-in/oidc/tor-hill/callback"


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


def door_to(daybook: Daybook, issuer: str, **more: Any) -> Any:
    settings = Provider("tor-hill", issuer, CLIENT, "a secret", label="Tor Hill", **more)
    return opened_at_now(daybook, settings)


class opened_at_now:  # noqa: N801
    """The provider's clock is the real one, so the school's must be too."""

    def __init__(self, daybook: Daybook, settings: Provider) -> None:
        self.context = opened(daybook, {settings.name: settings})
        self.settings = settings

    def __enter__(self) -> SchoolDoor:
        door = self.context.__enter__()
        door.clock.time = datetime.now(UTC)
        self.settings.school = str(door.school)
        return door

    def __exit__(self, *told: Any) -> None:
        self.context.__exit__(*told)


def linked(door: SchoolDoor, issuer: str, subject: str, role: Role = Role.DSL) -> Person:
    person = door.add("A. Khan", role)
    happened = Happened(What.IDENTITY_LINKED, door.clock(), "", person.account)
    door.daybook.factors.link_identity(door.school, person.account, issuer, subject, happened)
    return person


def begun(browser: Browser, again: bool = False) -> dict[str, str]:
    """The parameters that the browser takes to the provider."""
    told = browser.post("/api/sign-in/oidc/tor-hill", {"again": again})
    asked = parse_qs(urlsplit(told.json()["location"]).query)
    return {name: values[0] for name, values in asked.items()}


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


def come_back(browser: Browser, **parameters: str) -> Any:
    return browser.get(BACK, params=parameters, follow_redirects=False)


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
    assert admin.post(path, asked).status_code == 204
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


# Against an independent provider


@pytest.mark.filterwarnings("ignore:.*authlib.jose:DeprecationWarning")
@pytest.mark.filterwarnings("ignore:get_jwt_config:DeprecationWarning")
def test_a_whole_sign_in_at_an_independent_provider(daybook: Daybook) -> None:
    # Imported here, under the filters above: it warns while it is imported.
    from oidc_provider_mock import (  # type: ignore[import-untyped]
        User,
        run_server_in_thread,
    )

    user = User(sub="khan-1", claims={"tid": TENANT, "amr": ["mfa"]})
    with run_server_in_thread(user_claims=[user], require_nonce=True) as server:
        issuer = f"http://localhost:{server.server_port}"
        with door_to(daybook, issuer, tenant=TENANT) as door:
            linked(door, issuer, "khan-1")
            browser = door.browser()
            told = browser.post("/api/sign-in/oidc/tor-hill", {})
            back = consent(told.json()["location"], "khan-1")
            other = door.browser()
            begun(other)
            stolen = {**back, "state": begun(other)["state"]}
            assert problem(come_back(other, **stolen)) == "provider-refused"  # a code injected
            told = browser.post("/api/sign-in/oidc/tor-hill", {})
            back = consent(told.json()["location"], "khan-1")
            assert come_back(browser, **back).status_code == 303
            assert browser.get("/api/me").json()["name"] == "A. Khan"
            asked = begun(browser)
            reused = {**back, "state": asked["state"]}
            assert problem(come_back(browser, **reused)) == "provider-refused"


def consent(location: str, sub: str) -> dict[str, str]:
    """What the provider sends back once somebody has agreed."""
    answer = requests.post(location, data={"sub": sub}, allow_redirects=False, timeout=10)
    told = parse_qs(urlsplit(answer.headers["Location"]).query)
    return {name: values[0] for name, values in told.items()}


def test_a_provider_that_does_not_answer_is_said_to_be_silent(daybook: Daybook) -> None:
    with door_to(daybook, "http://localhost:1", tenant=TENANT) as door:
        client = door.browser().client
        headers = {"Origin": ADDRESS}
        answer = client.post("/api/sign-in/oidc/tor-hill", json={}, headers=headers)
        assert (answer.status_code, problem(answer)) == (503, "provider-silent")


# Settings


def test_providers_are_read_from_the_data_folder(tmp_path: Path) -> None:
    one = {
        "name": "microsoft",
        "issuer": f"https://login.microsoftonline.com/{TENANT}/v2.0",
        "client_id": CLIENT,
        "client_secret": "a secret",
        "tenant": TENANT,
    }
    assert configured(tmp_path) == {}
    (tmp_path / "oidc.json").write_text(json.dumps({"providers": [one]}))
    assert configured(tmp_path)["microsoft"].tenant == TENANT


@pytest.mark.parametrize(
    "settings",
    [
        {"name": "x", "issuer": "http://elsewhere.example", "client_id": "c"},
        {"name": "x", "issuer": "https://login.microsoftonline.com/common", "client_id": "c"},
        {"name": "x", "issuer": "https://accounts.google.com", "client_id": "c"},
        {"name": "x"},
    ],
    ids=str,
)
def test_settings_that_would_let_strangers_in_are_refused(
    tmp_path: Path, settings: dict[str, str]
) -> None:
    (tmp_path / "oidc.json").write_text(json.dumps({"providers": [settings]}))
    with pytest.raises(NotConfigured):
        configured(tmp_path)
