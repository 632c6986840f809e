"""A closed case that is told something grave is heard: it is in the work of those whose it is."""

from typing import Any

import pytest

from tests.journeys.fellside import Fellside, fact
from tests.journeys.routes.acts import did
from tests.journeys.routes.walker import Case, Story, taken

JOKES = Story(
    summary="Jokes about a pupil's family stand on the year group's board online.",
    category="CT-03",
    severity="moderate",
    lowered_because="Few have read them, and nobody is afraid.",
    rationale="Somebody of Year 9 wrote them, and nobody says who.",
    names={"material": "The jokes on the board"},
    acts={"link-people": did("Nobody is known.")},
    closing=(
        "Jokes about a family stood on the board.",
        "They were taken down, and the family was visited.",
        "The board is read by staff before anything stands on it.",
    ),
)
TONIGHT = "She says she will hurt herself tonight."
ADULT = {"kind": "staff", "capacity": "instigator", "year_or_post": "Teaching assistant"}


@pytest.fixture
def closed(fellside: Fellside) -> Case:
    case = taken(fellside, JOKES)
    case.closes()
    return case


def work(case: Case, who: str, kind: str | None = None) -> list[dict[str, Any]]:
    answer = case.somebody(who).read("/api/work", limit=200)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    id = case.address.rpartition("/")[2]
    return [one for one in items if one["incident"] == id and kind in (None, one["kind"])]


def must(case: Case, who: str) -> set[str]:
    return {one["step"] for one in work(case, who, "must")}


def view(case: Case, who: str = "khan") -> dict[str, Any]:
    return case.somebody(who).case(case.address)


def test_an_alert_on_a_closed_case_is_the_dsls_work_and_climbs(closed: Case) -> None:
    assert work(closed, "khan") == []
    assert view(closed)["needs_reopening"] is None
    # When the teacher who reported it hears more, after it was closed.
    closed.asks("barlow", "alert-dsl", why=TONIGHT)
    # Then it is told as in an open case, with the words that the case is closed.
    (item,) = work(closed, "khan", "telling")
    assert item["state"] == "unacknowledged"
    assert item["note"].startswith("This case is closed.")
    assert "Reopen it" in item["note"]
    assert "has not acknowledged" in view(closed)["needs_reopening"]
    closed.fellside.clock.at("Thu 31 Dec 12:00")
    assert work(closed, "doyle", "telling")
    assert work(closed, "ainsley", "telling")
    # And nothing reopens by itself; acknowledged, it is nobody's work any more.
    assert view(closed)["status"] == "closed"
    closed.asks("khan", "acknowledge", next_act="I ring her mother now.")
    assert work(closed, "khan", "telling") == []
    assert view(closed)["needs_reopening"] is None


@pytest.mark.parametrize("name", ["child-at-risk", "immediate-danger", "sexual-image-of-under-18"])
@pytest.mark.parametrize("answer", ["yes", "not-known"])
def test_an_answer_that_opens_a_chart_after_closing_is_work_at_once(
    closed: Case, name: str, answer: str
) -> None:
    before = closed.steps()
    # When the safeguarding lead learns it after the case was closed.
    said = fact(name, answer, "Carol Lyle", TONIGHT)
    closed.asks("khan", "change-facts", findings=[said])
    # Then its steps are open, those that were left at closing are still left.
    opened = {id for id, one in closed.steps().items() if one["state"] in ("open", "overdue")}
    assert opened
    assert not opened & {id for id, one in before.items() if one["state"] == "left-open"}
    assert "second-person" not in opened
    assert must(closed, "khan") & opened
    # And the safeguarding leads and the head are asked to reopen it.
    for who in ("khan", "doyle", "ainsley"):
        (item,) = work(closed, who, "reopening")
        assert item["say"].startswith("This case is closed, and this waits:")
        assert item["record_with"] == ["reopen"]
    assert "opened since" in view(closed)["needs_reopening"]
    assert "opened since" in closed.somebody("khan").read(f"{closed.address}/chart.svg").text
    # When it is reopened, that is settled, and the steps go on.
    closed.asks("khan", "reopen", reason="She is in danger.")
    assert view(closed)["needs_reopening"] is None
    assert work(closed, "khan", "reopening") == []
    assert must(closed, "khan") & opened
    closed.fellside.holds_together()


def test_a_colleague_accused_after_closing_is_the_heads_work(closed: Case) -> None:
    closed.asks("khan", "link-person", full_name="Ian Price", **ADULT)
    assert view(closed)["restricted"] is True
    assert must(closed, "ainsley")
    (item,) = work(closed, "ainsley", "reopening")
    assert "Price" not in str(item)
    assert "accused" in view(closed)["needs_reopening"]


def test_a_struck_out_case_hears_what_it_is_told_since(fellside: Fellside) -> None:
    # Given a case with open steps and an alert of before, struck out.
    case = Case(fellside, JOKES)
    fellside.clock.at("Mon 7 Sep 09:05")
    case.is_reported()
    case.asks("barlow", "alert-dsl", why="Look at the board.")
    case.asks("khan", "strike-out", reason="It was a rehearsal of ours.")
    assert work(case, "khan") == []
    assert view(case)["needs_reopening"] is None
    assert {one["state"] for one in case.steps().values()} <= {"left-open", "done"}
    # When it is told more.
    case.asks("barlow", "alert-dsl", why=TONIGHT)
    case.asks("khan", "link-person", full_name="Ian Price", **ADULT)
    # Then both are heard, and what was left at striking out stays left.
    (item,) = work(case, "khan", "telling")
    assert item["note"].startswith("This case is struck out.")
    assert work(case, "khan", "reopening")
    steps = view(case, "khan")["steps"]
    assert {one["state"] for one in steps} >= {"left-open", "open"}


def test_what_says_nothing_graver_leaves_a_closed_case_alone(closed: Case) -> None:
    before = closed.steps()
    closed.asks("barlow", "add-note", text="The board is quiet.")
    closed.asks(
        "khan", "change-facts", findings=[fact("deliberate", "yes", "Carol Lyle", "She said so.")]
    )
    assert work(closed, "khan") == []
    assert view(closed)["needs_reopening"] is None
    assert closed.steps() == before
