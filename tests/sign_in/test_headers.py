"""What every answer tells the browser, whatever it is an answer to."""

import pytest
from starlette.testclient import TestClient

from domain.people import Role
from tests.sign_in.people import ADDRESS, SchoolDoor

EVERYWHERE = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "x-frame-options": "DENY",
    "strict-transport-security": "max-age=31536000; includeSubDomains",
}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/sign-in", 200),
        ("/sign-in/sign-in.js", 200),
        ("/healthz", 200),
        ("/api/openapi.json", 200),
        ("/api/incidents", 401),
        ("/api/nowhere", 404),
        ("/nowhere", 404),
    ],
)
def test_every_answer_is_kept_to_itself(door: SchoolDoor, path: str, status: int) -> None:
    answer = door.browser().client.get(path)
    assert answer.status_code == status
    assert EVERYWHERE.items() <= dict(answer.headers).items()
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    if path.startswith("/api"):
        assert answer.headers["cache-control"] == "no-store"


def test_a_body_that_is_too_large_is_answered_so_too(door: SchoolDoor) -> None:
    client = TestClient(door.app, base_url=ADDRESS, raise_server_exceptions=False)
    answer = client.post("/api/sign-in", content=b"x" * 2_000_000)
    assert answer.status_code == 413
    assert EVERYWHERE.items() <= dict(answer.headers).items()


def test_a_page_keeps_its_own_rules(door: SchoolDoor) -> None:
    answer = door.browser().client.get("/sign-in")
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-cache"


def test_a_case_is_in_nobodys_cache(door: SchoolDoor) -> None:
    browser = door.settle(door.add("A. Khan", Role.DSL))
    asked = {"summary": "A photo is passed round", "about_an_adult_here": "no"}
    address = browser.post("/api/incidents", asked).headers["location"]
    for path in (address, f"{address}/timeline", "/api/incidents", "/api/people"):
        answer = browser.get(path)
        assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")


def test_without_tls_on_this_machine_nothing_is_said_of_tls(
    door: SchoolDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = door.browser().client
    answer = client.get("http://localhost:8000/sign-in")
    assert "strict-transport-security" not in answer.headers
    monkeypatch.setenv("DAYBOOK_ADDRESS", "https://daybook.torhill.example")
    answer = client.get("http://localhost:8000/sign-in")
    assert "strict-transport-security" in answer.headers
