"""A whole sign-in at a provider that is not of our making; and the settings of providers."""

import json
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import requests

from interfaces.sign_in.openid import NotConfigured, configured
from interfaces.wiring import Daybook
from tests.sign_in.people import ADDRESS, problem
from tests.sign_in.provider import CLIENT, TENANT, begun, come_back, door_to, linked


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
