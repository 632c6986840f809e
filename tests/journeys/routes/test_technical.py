"""A borrowed password, and a technician who is told of a machine and of nobody's name."""

import pytest

from tests.journeys.fellside import Fellside
from tests.journeys.routes.acts import act
from tests.journeys.routes.walker import Someone, Story, cannot_be_skipped, told

PASSWORD = Story(
    summary="Two pupils got past the filter with Mr Vance's password.",
    category="CD-09",
    rationale="They were curious; nothing was taken.",
    people={"pupil": Someone(name="Cara Voss", kind="pupil", capacity="witness", post="Year 10")},
    names={"material": "The page that they opened"},
    yes={"technical": "The password and the filter are both part of it."},
    acts={
        "make-safe": act(
            "lead",
            "mark-step-not-needed",
            reason="No screen was frightening; a password was used.",
        )
    },
    closing=(
        "Two pupils used a password that was not theirs.",
        "The password was changed, and the filter mended.",
        "Both have said what they did.",
    ),
)
TECHNICIANS = ("preserve-logs", "reset-passwords", "mend-the-filter")


def test_a_technician_does_what_is_asked_and_never_sees_whose_case_it_is(
    fellside: Fellside,
) -> None:
    case = told(fellside, PASSWORD)
    for id in TECHNICIANS:
        assert case.dues("technical")[id] == "Mon 7 Sep 16:30"
        assert case.step(id)["who"] == ["technician"]
    fellside.reed.sees_nothing_of(case.address)
    assert "Voss" not in fellside.reed.read("/api/work").text
    case.take_all()
    case.closes()
    assert {case.states("technical")[id] for id in TECHNICIANS} == {"done"}
    named = "Reset the account of Cara Voss."
    told_of = {"what": named, "assignee_name": "Sam Reed", "for_a_technician": True}
    answer = case.ask("lead", "assign-task", **told_of)
    assert answer.json()["type"] == "/problems/no-names-for-technicians"
    fellside.holds_together()


def test_a_task_that_is_called_off_ends_no_step(fellside: Fellside) -> None:
    case = told(fellside, PASSWORD)
    what = {"what": "Keep the log of machine 12.", "assignee_name": "Sam Reed"}
    case.asks("lead", "assign-task", **what, for_a_technician=True, step="preserve-logs")
    (task,) = case.lead.case(case.address)["tasks"]
    case.asks("reed", "complete-task", task=task["id"], cancelled_because="It is overwritten.")
    assert case.step("preserve-logs")["state"] == "open"


def test_no_must_for_a_technician_can_be_skipped(
    fellside: Fellside, subtests: pytest.Subtests
) -> None:
    tried = cannot_be_skipped(fellside, subtests, PASSWORD, "technical")
    assert tried >= {"ask-the-technician", *TECHNICIANS}
