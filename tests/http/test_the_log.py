"""The list of incidents: page by page, filtered, newest first."""

from typing import Any

import pytest

from tests.http.cases import CLOSING, ready_to_close
from tests.http.school_api import INCIDENTS, SchoolApi, no, pointers

SEVEN = [f"Unkind messages in a group chat, evening {n}" for n in range(7)]


@pytest.fixture
def reported(jones: SchoolApi) -> list[str]:
    """Seven summaries, newest first."""
    for summary in SEVEN:
        jones.report(summary)
    return SEVEN[::-1]


def page(api: SchoolApi, **query: Any) -> dict[str, Any]:
    answer = api.read(INCIDENTS, **query)
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def summaries(told: dict[str, Any]) -> list[str]:
    return [item["summary"] for item in told["items"]]


@pytest.mark.parametrize("limit", [1, 2, 3, 6, 7, 8, 200])
def test_following_next_shows_every_incident_once_and_newest_first(
    jones: SchoolApi, reported: list[str], limit: int
) -> None:
    told = page(jones, limit=limit)
    seen = summaries(told)
    while told["next"] and len(seen) < 20:
        assert len(told["items"]) == limit
        told = page(jones, limit=limit, cursor=told["next"])
        seen += summaries(told)
    assert seen == reported


def test_an_incident_reported_meanwhile_does_not_move_the_next_page(
    jones: SchoolApi, reported: list[str]
) -> None:
    first = page(jones, limit=3)
    jones.report("Reported while the list was being read")
    assert summaries(page(jones, limit=200, cursor=first["next"])) == reported[3:]


def test_the_list_is_filtered_by_status(jones: SchoolApi, khan: SchoolApi) -> None:
    still_open, ended = jones.report("Still open"), jones.report("Ended")
    close(khan, ended)
    assert summaries(page(jones, status="open")) == ["Still open"]
    assert summaries(page(jones, status="closed")) == ["Ended"]
    assert summaries(page(jones, status="no-such-status")) == []
    assert summaries(page(khan, status="open")) == ["Still open"]
    close(khan, still_open)
    assert summaries(page(jones, status="open")) == []


def close(api: SchoolApi, incident: str) -> None:
    ready_to_close(api, incident)
    assert api.ask(f"{incident}/close", CLOSING).status_code == 200


def test_the_list_is_filtered_by_category(khan: SchoolApi) -> None:
    assessed = khan.report("Unkind messages")
    khan.report("Not assessed yet")
    ready_to_close(khan, assessed)
    assert summaries(page(khan, category="CD-06")) == ["Unkind messages"]
    assert summaries(page(khan, category="CT-01")) == []


def test_the_list_is_filtered_by_when_it_was_reported(
    jones: SchoolApi, reported: list[str]
) -> None:
    times = [item["reported_at"] for item in page(jones)["items"]]
    assert summaries(page(jones, from_=times[2])) == reported[:3]
    assert summaries(page(jones, to=times[2])) == reported[3:]
    assert summaries(page(jones, from_=times[4], to=times[2])) == reported[3:5]


def test_the_list_is_searched_by_words_taken_literally(jones: SchoolApi) -> None:
    jones.report("A game at 100% volume")
    jones.report("A game in lesson_3")
    assert summaries(page(jones, q="GAME AT")) == ["A game at 100% volume"]
    assert summaries(page(jones, q="%")) == ["A game at 100% volume"]
    assert summaries(page(jones, q="_")) == ["A game in lesson_3"]
    assert summaries(page(jones, q="'; DROP TABLE record; --")) == []


@pytest.mark.parametrize(
    ("name", "odd"),
    [
        ("limit", "0"),
        ("limit", "201"),
        ("limit", "-1"),
        ("limit", "many"),
        ("limit", "9" * 5000),
        ("cursor", "abc"),
        ("cursor", "W10="),
        ("cursor", "WyIyMDI2LTA5LTA3IiwgIngiXQ=="),
        ("cursor", "x" * 201),
        ("cursor", "é"),
        ("from", "2026-09-07T09:00:00"),
        ("from", "yesterday"),
        ("from", "1757235600"),
        ("to", "9999-12-31T23:59:59-14:00"),
        ("from", "0001-01-01T00:00:00+14:00"),
        ("q", "\x00"),
        ("q", "x" * 201),
        ("status", "\x00"),
        ("category", "CD-99"),
    ],
)
def test_a_filter_that_cannot_be_right_is_named(jones: SchoolApi, name: str, odd: str) -> None:
    told = no(jones.client.get(INCIDENTS, params={name: odd}, headers=jones.headers({})), 422)
    assert pointers(told) == [f"query:{name}"]
