"""A picture that nobody at school may look at, and a girl who is not to blame for it."""

import pytest

from tests.journeys.fellside import Fellside
from tests.journeys.routes.acts import act, referred
from tests.journeys.routes.walker import Someone, Story, cannot_be_skipped, refusal, taken, told

LEILA = Story(
    summary="Leila Hart says that a picture she sent to a friend is being shown to others.",
    own_words="I only sent it to him.",
    category="CD-02",
    rationale="Passed on without her consent; nobody here has looked at it.",
    people={"victim": Someone(name="Leila Hart", kind="pupil", capacity="victim", post="Year 9")},
    names={"parent": "Nadia Hart", "material": "The picture, wherever it is"},
    yes={
        "sexual-image-of-under-18": "She says what it shows.",
        "violent-or-unusual-for-age": "A boy of 17 asked for it.",
        "pupil-victim": "It is her picture.",
    },
    acts={
        "make-safe": act(
            "reporter", "make-safe", steps=["told-staff"], what="I asked nobody to show me."
        ),
        "nudes-triggers": referred("police", "An older boy asked a girl of 13 for a picture."),
    },
    closing=(
        "A picture that Leila Hart had sent to a friend was shown to others.",
        "Nobody looked at it. The police have it; Report Remove has its fingerprint.",
        "Leila is back in her form, and her mother rings once a week.",
    ),
    lead="khan",
    second="ainsley",
    reported_at="Tue 13 Oct 16:45",
)

# After school: the same school day is tomorrow's; at once is at once.
DUES = {
    "never-view": "Tue 13 Oct 16:47",
    "nudes-dsl": "Tue 13 Oct 16:47",
    "nudes-triggers": "Tue 13 Oct 16:47",
    "initial-review": "Wed 14 Oct 16:30",
    "school-only": "Thu 15 Oct 16:30",
    "nudes-parents": "Wed 14 Oct 16:30",
    "nudes-removal": "Wed 14 Oct 16:30",
    "nudes-deletion": "",
}


def test_a_picture_is_reported_removed_and_never_looked_at(fellside: Fellside) -> None:
    case = told(fellside, LEILA)
    assert DUES.items() <= case.dues("sexual-image").items()
    assert case.step("keep-no-image")["kind"] == "must"
    assert "keep-evidence" not in case.steps()
    for kind in ("image", "screenshot", "printout"):
        answer = case.ask("lead", "keep-evidence", kind=kind, description="It.")
        assert answer.json()["type"] == "/problems/image-locked"
    case.take_all()
    case.closes()
    assert case.lead.case(case.address)["image_lock"] == "for-ever"
    states = case.states("sexual-image")
    assert states["viewing"] in ("open", "left-open"), "Nobody has to look."
    assert (states["school-only"], states["nudes-device"]) == ("done", "decided-no")
    fellside.holds_together()


def test_asking_for_removal_waits_for_nothing_while_the_picture_is_out(fellside: Fellside) -> None:
    case = told(fellside, LEILA)
    case.take(case.step("nudes-removal"))
    assert case.step("nudes-removal")["state"] == "done"
    assert case.step("keep-no-image")["state"] in ("open", "overdue")


def test_no_must_about_a_picture_can_be_skipped(
    fellside: Fellside, subtests: pytest.Subtests
) -> None:
    tried = cannot_be_skipped(fellside, subtests, LEILA, "sexual-image")
    assert tried >= {"never-view", "nudes-dsl", "nudes-triggers", "initial-review"}
    assert tried >= {"nudes-parents", "nudes-removal"}


def test_a_picture_that_may_not_be_kept_still_has_to_be_described(
    fellside: Fellside, subtests: pytest.Subtests
) -> None:
    tried = cannot_be_skipped(fellside, subtests, LEILA, "intake")
    assert "keep-no-image" in tried


def test_closing_by_one_person_is_refused_even_when_every_step_is_taken(
    fellside: Fellside,
) -> None:
    case = taken(fellside, LEILA)
    case.hears_back()
    alone = " ".join(refusal(case.ask("lead", "close", **case.texts)))
    assert "two people" in alone
