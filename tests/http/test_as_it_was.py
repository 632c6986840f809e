"""A case as it stood after a line, or as it was known at a time."""

from typing import Any

import pytest

from tests.http.cases import CLOSING, ExampleCase, ready_to_close, told
from tests.http.school_api import SchoolApi, no, pointers


@pytest.fixture
def incident(khan: SchoolApi) -> str:
    """Reported, noted, assessed, its evidence settled, closed."""
    incident = khan.report()
    khan.note(incident, "The phone was put away when asked.")
    ready_to_close(khan, incident)
    khan.ask(f"{incident}/close", CLOSING)
    return incident


def versions(items: list[dict[str, Any]]) -> list[int]:
    return [item["version"] for item in items]


@pytest.mark.parametrize(
    ("version", "status"), [(1, "open"), (2, "open"), (4, "open"), (5, "closed")]
)
def test_a_case_is_shown_as_it_stood_after_a_line(
    khan: SchoolApi, incident: str, version: int, status: str
) -> None:
    answer = khan.read(incident, version=version)
    assert (answer.json()["status"], answer.json()["version"]) == (status, version)
    assert answer.headers["etag"] == f'"{version}"'
    assert versions(khan.timeline(incident, version=version)) == list(range(1, version + 1))


@pytest.mark.parametrize("version", [1, 2, 5])
def test_a_case_is_shown_as_it_was_known_at_the_moment_of_a_line_that_line_included(
    khan: SchoolApi, incident: str, version: int
) -> None:
    moment = khan.timeline(incident)[version - 1]["recorded_at"]
    known = [item["version"] for item in khan.timeline(incident) if item["recorded_at"] <= moment]
    assert version in known
    assert versions(khan.timeline(incident, as_known_at=moment)) == known
    assert khan.read(incident, as_known_at=moment).json()["version"] == known[-1]


def test_before_it_was_reported_there_was_no_case(khan: SchoolApi, incident: str) -> None:
    long_ago = "2020-01-01T00:00:00Z"
    no(khan.read(incident, as_known_at=long_ago), 404, "not-reported")
    no(khan.read(f"{incident}/timeline", as_known_at=long_ago), 404, "not-reported")


@pytest.mark.parametrize(
    ("name", "odd"),
    [
        ("version", "0"),
        ("version", "-1"),
        ("version", "two"),
        ("version", str(2**63)),
        ("version", "9" * 5000),
        ("as_known_at", "2026-09-07T09:00:00"),
        ("as_known_at", "1757235600"),
        ("as_known_at", "9999-12-31T23:59:59-14:00"),
        ("as_known_at", "0001-01-01T00:00:00+14:00"),
        ("as_known_at", "\x00"),
    ],
)
@pytest.mark.parametrize("page", ["", "/timeline"])
def test_a_time_or_version_that_cannot_be_is_named(
    khan: SchoolApi, incident: str, page: str, name: str, odd: str
) -> None:
    told = no(khan.read(f"{incident}{page}", **{name: odd}), 422)
    assert pointers(told) == [f"query:{name}"]


def test_an_incident_that_is_not_a_uuid_is_named(khan: SchoolApi) -> None:
    for odd in ("nonsense", "1", "OSI-2026-K7Q4ZM", "%00", "x" * 3000):
        for answer in (khan.read(f"/api/incidents/{odd}"), khan.note(f"/api/incidents/{odd}", "")):
            assert "path:incident" in pointers(no(answer, 422))


def test_what_was_corrected_later_is_shown_as_it_was_known_then(khan: SchoolApi) -> None:
    case = told(khan, ("link-person", {"full_name": "Elly Marsh"}))
    misspelt = khan.timeline(case.address)[-1]["recorded_at"]
    case.tell(("correct-line", {"line": 2, "new": "Ellie Marsh"}))
    assert names(khan, case) == ["Ellie Marsh"]
    assert names(khan, case, version=2) == ["Elly Marsh"]
    if khan.timeline(case.address)[-1]["recorded_at"] > misspelt:
        assert names(khan, case, as_known_at=misspelt) == ["Elly Marsh"]
    assert khan.timeline(case.address)[1]["corrected_by"] == [3]
    assert khan.timeline(case.address, version=2)[1]["corrected_by"] is None


def names(api: SchoolApi, case: ExampleCase, **query: Any) -> list[str]:
    return [one["full_name"] for one in api.read(case.address, **query).json()["people"]]


@pytest.mark.parametrize("page", ["", "/timeline", "/steps", "/chart.svg"])
def test_a_version_and_a_time_together_are_refused_with_a_pointer(
    khan: SchoolApi, incident: str, page: str
) -> None:
    both = {"version": 1, "as_known_at": "2030-01-01T00:00:00Z"}
    refused = no(khan.read(f"{incident}{page}", **both), 422, "invalid-field")
    assert [one["pointer"] for one in refused["errors"]] == ["query:as_known_at"]
