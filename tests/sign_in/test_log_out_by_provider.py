"""A provider ends sessions that began there; nobody else does, and none of ours."""

from collections.abc import Iterator
from typing import Any

import pytest
from joserfc.jwk import OctKey, RSAKey

from application.sign_in import Began, Happened, Visitor, What
from domain.people import Person, Role
from interfaces.wiring import Daybook
from tests.sign_in.people import Browser, SchoolDoor, problem
from tests.sign_in.provider import (
    CLIENT,
    TENANT,
    MadeUpProvider,
    begun,
    come_back,
    door_to,
    linked,
    made_up_provider,
)

HERE = "/api/sign-in/oidc/tor-hill/backchannel-logout"
EVENTS: dict[str, object] = {"http://schemas.openid.net/event/backchannel-logout": {}}


@pytest.fixture(scope="module")
def forger() -> Iterator[MadeUpProvider]:
    with made_up_provider() as provider:
        yield provider


@pytest.fixture
def provider(forger: MadeUpProvider) -> MadeUpProvider:
    forger.header, forger.signing, forger.raw = {"alg": "RS256", "kid": "1"}, forger.key, None
    return forger


@pytest.fixture
def door(daybook: Daybook, provider: MadeUpProvider) -> Iterator[SchoolDoor]:
    with door_to(daybook, provider.issuer, tenant=TENANT) as door:
        yield door


@pytest.fixture
def khan(door: SchoolDoor, provider: MadeUpProvider) -> Person:
    return linked(door, provider.issuer, "khan-1")


def come_in(
    door: SchoolDoor, provider: MadeUpProvider, sid: str | None = "s-1", **more: Any
) -> Browser:
    browser = door.browser()
    asked = begun(browser)
    now = int(door.clock().timestamp())
    provider.header, provider.signing = {"alg": "RS256", "kid": "1"}, provider.key
    provider.claims = {
        "iss": provider.issuer,
        "sub": "khan-1",
        "aud": CLIENT,
        "iat": now,
        "exp": now + 300,
        "nonce": asked["nonce"],
        "tid": TENANT,
        "amr": ["mfa"],
        **({"sid": sid} if sid else {}),
        **more,
    }
    assert come_back(browser, code="c", state=asked["state"]).status_code == 303
    return browser


def log_out_token(door: SchoolDoor, provider: MadeUpProvider, **more: Any) -> str:
    now = int(door.clock().timestamp())
    told = {
        "iss": provider.issuer,
        "aud": CLIENT,
        "iat": now,
        "exp": now + 120,
        "jti": "out-1",
        "sub": "khan-1",
        "events": EVENTS,
        **more,
    }
    provider.claims = {name: value for name, value in told.items() if value is not None}
    provider.header = {"typ": "logout+jwt", **provider.header}
    return provider.token()


def send(door: SchoolDoor, token: str, **more: Any) -> Any:
    """As a provider does: no cookie, no origin."""
    return door.browser().client.post(HERE, data={"logout_token": token, **more})


def is_in(browser: Browser) -> bool:
    return bool(browser.get("/api/me").status_code == 200)


def test_whoever_signs_out_at_the_provider_is_signed_out_here(
    door: SchoolDoor, provider: MadeUpProvider, khan: Person
) -> None:
    first, second = come_in(door, provider, "s-1"), come_in(door, provider, "s-2")
    own = door.settle(door.add("R. Ellison", Role.HEAD))
    answer = send(door, log_out_token(door, provider))
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    assert [is_in(one) for one in (first, second, own)] == [False, False, True]
    [told] = [one for one in own_events(door) if one["account"] == khan.account]
    assert told["detail"] == {"at": "tor-hill"}


def own_events(door: SchoolDoor) -> list[dict[str, Any]]:
    rows = door.daybook.door.events(door.school, 200)
    return [row for row in rows if row["what"] == What.SESSIONS_ENDED and not row["by"]]


@pytest.mark.parametrize("more", [{"sub": None}, {}], ids=["by sid", "by sub and sid"])
def test_a_session_that_the_provider_names_ends_alone(
    door: SchoolDoor, provider: MadeUpProvider, khan: Person, more: dict[str, Any]
) -> None:
    first, second = come_in(door, provider, "s-1"), come_in(door, provider, "s-2")
    assert send(door, log_out_token(door, provider, sid="s-2", **more)).status_code == 200
    assert (is_in(first), is_in(second)) == (True, False)


def test_a_session_whose_name_was_never_told_ends_with_its_person(
    door: SchoolDoor, provider: MadeUpProvider, khan: Person
) -> None:
    browser = come_in(door, provider, sid=None)
    send(door, log_out_token(door, provider, jti="out-1", sid="s-9", sub=None))
    assert is_in(browser)
    send(door, log_out_token(door, provider, jti="out-2", sid="s-9"))
    assert not is_in(browser)


def test_a_session_that_began_with_a_password_is_not_the_providers_to_end(
    door: SchoolDoor, provider: MadeUpProvider, khan: Person
) -> None:
    own = door.settle(khan)
    assert send(door, log_out_token(door, provider)).status_code == 200
    assert is_in(own)


def test_a_session_that_was_proved_again_still_ends_with_the_provider(
    door: SchoolDoor, provider: MadeUpProvider, khan: Person
) -> None:
    door.settle(khan)
    browser = come_in(door, provider)
    proof = {"password": "teapot marigold Ł envelope", "code": door.next_code(khan)}
    assert browser.get("/api/me").status_code == 200
    assert browser.post("/api/step-up", proof).status_code == 200
    send(door, log_out_token(door, provider))
    assert not is_in(browser)


def test_half_a_sign_in_that_began_there_is_over_too(
    door: SchoolDoor, provider: MadeUpProvider, khan: Person
) -> None:
    door.settle(khan)
    browser = come_in(door, provider, amr=["pwd"])
    send(door, log_out_token(door, provider))
    told = browser.post("/api/sign-in/totp", {"code": door.next_code(khan)})
    assert problem(told) == "step-over"


def test_a_second_factor_of_ours_keeps_in_mind_where_the_session_began(
    door: SchoolDoor, provider: MadeUpProvider, khan: Person
) -> None:
    door.settle(khan)
    browser = come_in(door, provider, amr=["pwd"])
    browser.post("/api/sign-in/totp", {"code": door.next_code(khan)})
    assert is_in(browser)
    send(door, log_out_token(door, provider, sid="s-1"))
    assert not is_in(browser)


def test_a_token_is_taken_once(door: SchoolDoor, provider: MadeUpProvider, khan: Person) -> None:
    token = log_out_token(door, provider)
    assert send(door, token).status_code == 200
    browser = come_in(door, provider)
    again = send(door, token)
    assert (again.status_code, problem(again)) == (400, "log-out-refused")
    assert again.json()["error"] == "invalid_request"
    assert is_in(browser)


WRONG = [
    {"iss": "https://elsewhere.example"},
    {"iss": None},
    {"aud": "another-client"},
    {"aud": [CLIENT, "another-client"]},
    {"aud": None},
    {"exp": 1},
    {"exp": None},
    {"exp": "soon"},
    {"exp": 32503680000},
    {"exp": True},
    {"iat": 32503680000},
    {"iat": None},
    {"iat": 1},
    {"jti": None},
    {"jti": ""},
    {"jti": 7},
    {"jti": "out\0"},
    {"sub": None},
    {"sub": ["khan-1"]},
    {"sub": "khan\0"},
    {"sid": 7},
    {"nonce": "n"},
    {"nonce": ""},
    {"events": None},
    {"events": []},
    {"events": "http://schemas.openid.net/event/backchannel-logout"},
    {"events": {"http://schemas.openid.net/event/backchannel-logout": True}},
    {"events": {"https://elsewhere.example/event": {}}},
]


@pytest.mark.parametrize("wrong", WRONG, ids=str)
def test_a_token_that_does_not_end_a_session_here_is_refused(
    door: SchoolDoor, provider: MadeUpProvider, khan: Person, wrong: dict[str, Any]
) -> None:
    browser = come_in(door, provider)
    answer = send(door, log_out_token(door, provider, **wrong))
    assert (answer.status_code, problem(answer)) == (400, "log-out-refused")
    assert is_in(browser)


@pytest.mark.parametrize("kind", [None, "JWT", "at+jwt", "logout"], ids=str)
def test_a_token_of_another_kind_is_refused(
    door: SchoolDoor, provider: MadeUpProvider, khan: Person, kind: str | None
) -> None:
    browser = come_in(door, provider)
    provider.header = {"alg": "RS256", "kid": "1", "typ": kind or "JWT"}
    assert send(door, log_out_token(door, provider)).status_code == 400
    assert is_in(browser)


def test_a_token_that_signs_somebody_in_does_not_sign_them_out(
    door: SchoolDoor, provider: MadeUpProvider, khan: Person
) -> None:
    browser = come_in(door, provider)
    assert send(door, provider.token()).status_code == 400
    assert is_in(browser)


def test_a_forged_token_is_refused(
    door: SchoolDoor, provider: MadeUpProvider, khan: Person
) -> None:
    browser = come_in(door, provider)
    forged: list[tuple[RSAKey | OctKey, dict[str, Any]]] = [
        (RSAKey.generate_key(2048, {"kid": "1"}), {"alg": "RS256", "kid": "1"}),
        (RSAKey.generate_key(2048, {"kid": "2"}), {"alg": "RS256", "kid": "2"}),
        (OctKey.generate_key(256, {"kid": "1"}), {"alg": "HS256", "kid": "1"}),
    ]
    for key, header in forged:
        provider.signing, provider.header = key, header
        answer = send(door, log_out_token(door, provider))
        assert (answer.status_code, problem(answer)) == (400, "log-out-refused")
    assert is_in(browser)


@pytest.mark.parametrize(
    "raw",
    ["", "x", "a.b.c", "é", "\0", "x" * 9000, "eyJhbGciOiJub25lIn0.eyJzdWIiOiJraGFuLTEifQ."],
    ids=lambda raw: raw[:10],
)
def test_what_is_no_token_is_refused(door: SchoolDoor, raw: str) -> None:
    answer = send(door, raw)
    assert (answer.status_code, problem(answer)) == (400, "log-out-refused")


@pytest.mark.parametrize(
    "body",
    [b"", b"\xff\xfe", b"logout_token", b"logout_token=a&logout_token=b", b"&" * 100, b"{}"],
    ids=repr,
)
def test_what_is_no_form_is_refused(door: SchoolDoor, body: bytes) -> None:
    answer = door.browser().client.post(HERE, content=body)
    assert (answer.status_code, problem(answer)) == (400, "log-out-refused")


def test_keys_that_the_provider_has_changed_are_asked_for_but_not_at_every_knock(
    door: SchoolDoor, provider: MadeUpProvider, khan: Person
) -> None:
    browser = come_in(door, provider)
    old = provider.key
    provider.answered.clear()
    try:
        provider.key = provider.signing = RSAKey.generate_key(2048, {"kid": "2"})
        provider.header = {"alg": "RS256", "kid": "2"}
        assert send(door, log_out_token(door, provider)).status_code == 200
        assert not is_in(browser)
        provider.signing = RSAKey.generate_key(2048, {"kid": "3"})
        provider.header = {"alg": "RS256", "kid": "3"}
        for _ in range(3):
            assert send(door, log_out_token(door, provider, jti="x")).status_code == 400
        assert provider.answered.count("/keys") == 1
    finally:
        provider.key = old


def test_no_browser_and_nobody_unknown_comes_to_this_address(
    door: SchoolDoor, provider: MadeUpProvider, khan: Person
) -> None:
    token = {"logout_token": log_out_token(door, provider)}
    client = door.browser().client
    for headers in ({"Origin": "https://elsewhere.example"}, {"Sec-Fetch-Site": "cross-site"}):
        assert problem(client.post(HERE, data=token, headers=headers)) == "from-another-site"
    nobody = client.post(HERE.replace("tor-hill", "nobody"), data=token)
    assert (nobody.status_code, problem(nobody)) == (404, "not-found")


def test_somebody_of_another_school_with_the_same_number_stays_in(
    door: SchoolDoor, provider: MadeUpProvider, khan: Person
) -> None:
    daybook, now = door.daybook, door.clock()
    other = daybook.add_school("Marsh Lane School")
    lowe = daybook.directory.add(other.id, "B. Lowe", Role.DSL, "Lead", "Marsh Lane School")
    cookie = daybook.door.let_in(
        other.id,
        lowe,
        Visitor("203.0.113.9", "A browser"),
        Happened(What.SIGNED_IN, now, "203.0.113.9", lowe.account),
        how="provider",
        two_factors=True,
        began=Began(provider.issuer, "khan-1", "s-1"),
    )
    browser = come_in(door, provider)
    assert send(door, log_out_token(door, provider)).status_code == 200
    assert not is_in(browser)
    assert daybook.door.session(cookie, now) is not None


@pytest.mark.parametrize("claim", ["exp", "iat"])
@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf"), 10**400, "soon"])
def test_a_time_that_is_no_time_ends_nothing(
    door: SchoolDoor, provider: MadeUpProvider, khan: Person, claim: str, value: object
) -> None:
    browser = come_in(door, provider)
    answer = send(door, log_out_token(door, provider, **{claim: value}))
    assert answer.status_code == 400
    assert is_in(browser)
