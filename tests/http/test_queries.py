"""What an address does not know is refused: a slip is never answered with something else."""

import re

import pytest
from starlette.testclient import TestClient

from interfaces.http.app import create_app
from tests.http.school_api import SchoolApi, no

ADDRESSES = ("", "/timeline", "/steps", "/chart.svg", "/words", "/reads")


@pytest.mark.parametrize("page", ADDRESSES)
def test_a_slip_in_as_known_at_is_not_answered_with_today(khan: SchoolApi, page: str) -> None:
    incident = khan.report()
    answer = khan.read(f"{incident}{page}", as_known_att="2026-09-07T08:00:00Z")
    told = no(answer, 422, "invalid-field")
    assert [one["pointer"] for one in told["errors"]] == ["query:as_known_att"]
    assert told["errors"][0]["detail"].startswith("This address has no such parameter")


def test_the_refusal_names_what_there_is_and_what_may_be_meant(khan: SchoolApi) -> None:
    incident = khan.report()
    told = no(khan.read(f"{incident}/steps", as_known="2026-09-07T08:00:00Z", versions="1"), 422)
    first, second = (one["detail"] for one in told["errors"])
    assert '(did you mean "as_known_at"?)' in first
    assert '(did you mean "version"?)' in second
    assert first.endswith("It takes as_known_at, version, why.")


PATHS: dict[str, dict[str, object]] = create_app().openapi()["paths"]
READ = [path for path, methods in PATHS.items() if "get" in methods]
OURS = [path for path in READ if path.startswith("/api/") and "/sign-in/" not in path]


@pytest.mark.parametrize("path", OURS)
def test_no_address_passes_over_a_parameter(khan: SchoolApi, path: str) -> None:
    address = re.sub(r"{[a-z_]+}", "00000000-0000-7000-8000-000000000000", path)
    told = no(khan.read(address, limmit="3"), 422, "invalid-field")
    assert [one["pointer"] for one in told["errors"]] == ["query:limmit"]


def test_a_command_does_not_take_its_fields_from_the_address(khan: SchoolApi) -> None:
    incident = khan.report()
    before = khan.lines
    told = no(khan.ask(f"{incident}/add-note?step=assess", {"text": "Rang home."}), 422)
    assert told["errors"][0]["detail"].endswith("It takes none.")
    assert khan.lines == before


def test_what_a_provider_sends_a_browser_back_with_is_its_own_affair(client: TestClient) -> None:
    answer = client.get("/api/sign-in/oidc/tor-hill/callback?session_state=x&iss=y")
    assert "no such parameter" not in answer.text
