"""What every incident asks for: a page that frightened a class, and nobody to blame for it."""

import pytest

from tests.http.school_api import no, pointers
from tests.journeys.fellside import Fellside, fact
from tests.journeys.routes.acts import act, did, yes
from tests.journeys.routes.walker import (
    Case,
    Story,
    cannot_be_skipped,
    musts,
    taken,
    told,
    walked,
)

PAGE = Story(
    summary="A page with a dead animal came up in the library when a pupil looked for pets.",
    category="CT-07",
    severity="low",
    lowered_because="One picture, seen for a second.",
    rationale="Nobody meant it; the search found it.",
    names={"material": "The page"},
    acts={
        "link-people": did("It came up by itself: nobody did it, and nobody was hurt by it."),
        "make-safe": act(
            "reporter", "make-safe", steps=["monitor-off"], what="I put the monitor off at once."
        ),
    },
    closing=(
        "A page with a dead animal came up in the library.",
        "The monitor was put off, and the class talked about it.",
        "The page is blocked. Nobody has asked about it since.",
    ),
)

DUES = {
    "make-safe": "Mon 7 Sep 09:05",
    "record-in-log": "Mon 7 Sep 16:30",
    "keep-evidence": "Mon 7 Sep 16:30",
    "assess": "Tue 8 Sep 16:30",
    "link-people": "Tue 8 Sep 16:30",
    "ask-again-if-illegal": "",
    "tell-the-head": "Mon 7 Sep 16:30",
    "look-back": "",
    "propose-closing": "",
}


def test_a_frightening_page_walks_the_charts_that_every_incident_has(fellside: Fellside) -> None:
    case = told(fellside, PAGE)
    assert case.routes() == {"intake", "reporting", "closing"}
    assert DUES.items() <= case.dues("intake", "reporting", "closing").items()
    case.take_all()
    case.closes()
    states = case.states("intake", "reporting", "closing")
    assert {id for id, state in states.items() if state == "decided-no"} == {
        "ask-again-if-illegal"
    }
    assert states["outside-route"] in ("open", "left-open"), (
        "What is only offered keeps nothing open."
    )
    assert "made it safe (monitor off): I put the monitor off at once." in case.history()
    fellside.holds_together()


def test_no_must_of_the_first_chart_or_the_last_can_be_skipped(
    fellside: Fellside, subtests: pytest.Subtests
) -> None:
    tried = cannot_be_skipped(fellside, subtests, PAGE, "intake", "reporting", "closing")
    assert tried >= {"make-safe", "keep-evidence", "link-people", "tell-the-head", "look-back"}


def test_what_is_only_reported_cannot_be_closed_and_each_step_is_named(fellside: Fellside) -> None:
    case = Case(fellside, PAGE)
    case.is_reported()
    said = " ".join(case.what_stands_in_the_way())
    assert "It has not been assessed." in said
    assert "Nobody has said whether evidence was kept, or why not." in said
    for id in ("make-safe", "link-people", "tell-the-head", "look-back"):
        assert case.step(id)["say"] in said
    assert case.step("record-in-log")["state"] == "done"
    assert case.step("record-in-log")["say"] not in said


def test_closing_takes_three_texts_whether_proposed_before_or_not(fellside: Fellside) -> None:
    case = taken(fellside, PAGE)
    assert "/summary" in pointers(no(case.ask("lead", "close"), 422, "words-needed"))
    two = {**case.texts, "outcome": None}
    assert pointers(no(case.ask("lead", "close", **two), 422, "words-needed")) == ["/outcome"]
    assert case.step("propose-closing")["state"] == "open"
    case.asks("lead", "close", **case.texts)
    assert case.step("propose-closing")["state"] == "done"


def test_asked_again_whether_it_is_illegal_a_no_needs_its_reason(fellside: Fellside) -> None:
    case = told(fellside, PAGE)
    asked = {"step": "ask-again-if-illegal", "question": "Could any of it be illegal?"}
    answer = case.ask("lead", "record-decision", yes=False, rationale=" ", **asked)
    assert pointers(no(answer, 422)) == ["/rationale"]
    assert case.step("ask-again-if-illegal")["state"] == "open"
    said = case.what_stands_in_the_way()
    assert any(case.step("ask-again-if-illegal")["say"] in one for one in said)
    case.asks("lead", "record-decision", yes=False, rationale="An animal, once.", **asked)
    assert case.step("ask-again-if-illegal")["state"] == "decided-no"


def test_asked_again_and_it_could_be_illegal_the_police_come_before_closing(
    fellside: Fellside,
) -> None:
    """The last look before closing finds something, and the case is on another chart."""
    case = taken(fellside, PAGE)
    assert "police" not in case.steps()
    cruelty = fact("illegal", "yes", "Bryn Jones", "The page sells films of cruelty.")
    case.asks("lead", "change-facts", findings=[cruelty])
    assert "illegal" in case.routes()
    said = " ".join(case.what_stands_in_the_way())
    for id in ("stop", "preserve", "police", "hold", "release"):
        assert case.step(id)["say"] in said, id
    case.take_all()
    case.closes()
    assert "the police" in case.history()


def test_a_yes_to_the_second_question_opens_the_chart_of_what_is_illegal(
    fellside: Fellside,
) -> None:
    case = told(fellside, PAGE)
    case.take_all_but("ask-again-if-illegal")
    (answer,) = yes("The page sells films of cruelty, and that is a crime.")
    assert case.does(answer, case.step("ask-again-if-illegal")).status_code == 200
    assert case.step("ask-again-if-illegal")["state"] == "done"
    assert case.lead.case(case.address)["facts"]["illegal"] == "yes"
    assert "illegal" in case.routes()
    assert case.step("police")["say"] in " ".join(case.what_stands_in_the_way())
    assert "yes (The page sells films of cruelty, and that is a crime)" in case.history()
    fellside.holds_together()


def test_the_report_itself_has_written_the_log(fellside: Fellside) -> None:
    assert "record-in-log" not in musts(fellside, PAGE, "intake")
    case = walked(fellside, PAGE)
    assert fellside.jones.row(case.address)["summary"] == PAGE.summary
