"""Pupils who were harmed, pupils who did it, and a pupil who leaves."""

from dataclasses import replace

import pytest

from tests.journeys.fellside import Fellside
from tests.journeys.routes.acts import no, referred
from tests.journeys.routes.walker import (
    Someone,
    Story,
    cannot_be_skipped,
    told,
)

ELLIE = Story(
    summary="Ellie Marsh is laughed at in a group chat with a picture of her at lunch.",
    own_words="They do it every day, and they think I don't see it.",
    category="CD-06",
    rationale="Every day for a week, by people whom she does not know.",
    people={"victim": Someone(name="Ellie Marsh", kind="pupil", capacity="victim", post="Year 8")},
    names={"parent": "Joanne Marsh", "material": "The picture of lunch", "platform": "PicRing"},
    yes={"pupil-victim": "She says so herself."},
    closing=(
        "Ellie Marsh was laughed at in a group chat for a week.",
        "The picture was taken down, and Mr Barlow sees her every morning.",
        "It has stopped. Ellie says that she likes coming to school again.",
    ),
)
AFRAID_OF_HOME = replace(
    ELLIE,
    yes={**ELLIE.yes, "child-at-risk": "She is afraid to go home tonight."},
    not_known={"unsafe-to-tell-parents": "She will not say whom she is afraid of."},
    acts={
        "refer-the-child": referred("childrens-social-care", "She is afraid to go home."),
        "safety-plan": no("Social care makes one with her on Thursday.", "dsl"),
    },
    lead="khan",
)
NOAH = Story(
    summary="Noah Pell has put up a film of a boy who fell in the playground, for the third time.",
    category="CD-06",
    rationale="He was told twice, and has done it again.",
    people={
        "instigator": Someone(name="Noah Pell", kind="pupil", capacity="instigator", post="Year 9")
    },
    names={"other_parent": "Sarah Pell", "material": "The film", "platform": "PicRing"},
    yes={
        "pupil-instigator": "He says so.",
        "persistent": "It is the third time.",
        "unsafe-to-tell-parents": "His father hits him, he says.",
    },
    closing=(
        "Noah Pell put up a film of a boy who fell.",
        "He took it down, and his mother was told when that was safe.",
        "A day in the inclusion room, and four talks with the mentor.",
    ),
)
LEAVING = replace(
    ELLIE,
    yes={"pupil-leaving": "She goes to Beckside on Monday."},
    people={"victim": replace(ELLIE.people["victim"], capacity="witness")},
    reported_at="Wed 21 Oct 09:05",
)

VICTIM_DUES = {
    "support-the-pupil": "Tue 8 Sep 16:30",
    "victim-parents": "Mon 7 Sep 16:30",
    "victim-removal": "Tue 8 Sep 16:30",
    "victim-device": "Mon 7 Sep 16:30",
}
INSTIGATOR_DUES = {
    "others-involved": "Wed 9 Sep 16:30",
    "pupil-removal": "Tue 8 Sep 16:30",
    "sanction-or-support": "",
    "instigator-parents-safe": "Mon 7 Sep 16:30",
    "instigator-parents": "Mon 7 Sep 16:30",
    "instigator-review": "",
}


def test_a_pupil_who_is_laughed_at_is_supported_until_it_has_stopped(fellside: Fellside) -> None:
    case = told(fellside, ELLIE)
    assert case.routes() == {"intake", "reporting", "pupil-victim", "closing"}
    assert VICTIM_DUES.items() <= case.dues("pupil-victim").items()
    case.take_all()
    case.closes()
    assert case.states("pupil-victim") == {
        **case.states("pupil-victim"),
        "support-the-pupil": "done",
        "victim-device": "decided-no",
        "victim-parents": "done",
    }
    assert "Wishes: Not in front of the others." in case.history()
    fellside.holds_together()


def test_a_child_who_is_afraid_of_home_is_asked_before_her_parents_are_told(
    fellside: Fellside,
) -> None:
    case = told(fellside, AFRAID_OF_HOME)
    steps = case.steps()
    assert "victim-parents-safe" in steps
    assert "victim-parents" not in steps
    assert steps["victim-parents-safe"]["who"] == ["dsl", "deputy-dsl"]
    case.take_all()
    case.closes()
    assert "decide again tomorrow" in case.history()


def test_a_pupil_who_does_it_again_is_sanctioned_supported_and_his_mother_told(
    fellside: Fellside,
) -> None:
    case = told(fellside, NOAH)
    assert case.routes() >= {"pupil-instigator", "serious"}
    assert INSTIGATOR_DUES.items() <= case.dues("pupil-instigator").items()
    case.take_all()
    case.closes()
    assert "inclusion room" in case.history()
    assert {*case.states("pupil-instigator").values()} == {"done"}
    fellside.holds_together()


def test_what_is_done_for_one_who_did_it_is_not_done_for_one_who_was_harmed(
    fellside: Fellside,
) -> None:
    both = replace(
        ELLIE,
        people={**ELLIE.people, **NOAH.people},
        names={**NOAH.names, **ELLIE.names},
        yes={**ELLIE.yes, "pupil-instigator": "He says so.", "persistent": "Three times."},
    )
    case = told(fellside, both)
    case.take(case.step("instigator-parents"))
    assert case.step("instigator-parents")["state"] == "done"
    assert case.step("victim-parents")["state"] == "open"
    said = " ".join(case.what_stands_in_the_way())
    assert "A parent of Ellie Marsh has not been told" in said
    assert "A parent of Noah Pell" not in said


def test_a_file_goes_after_a_pupil_and_comes_to_rest_with_a_name(fellside: Fellside) -> None:
    case = told(fellside, LEAVING)
    dues = case.dues("leaving")
    assert dues["warn-the-new-school"] == "Thu 22 Oct 16:30"
    assert dues["send-the-file"] == "Mon 26 Oct 09:07"
    assert dues["file-receipt"] == "Sat 31 Oct 09:07"
    case.take_all()
    case.closes()
    assert "Mary Lund, DSL" in case.history()


def test_no_must_of_a_pupil_who_was_harmed_can_be_skipped(
    fellside: Fellside, subtests: pytest.Subtests
) -> None:
    tried = cannot_be_skipped(fellside, subtests, ELLIE, "pupil-victim")
    assert tried >= {"support-the-pupil", "victim-parents", "victim-removal"}


def test_no_must_of_a_pupil_who_is_afraid_can_be_skipped(
    fellside: Fellside, subtests: pytest.Subtests
) -> None:
    tried = cannot_be_skipped(fellside, subtests, AFRAID_OF_HOME, "pupil-victim", besides=(ELLIE,))
    assert tried == {"victim-at-risk", "victim-parents-safe"}


def test_no_must_of_a_pupil_who_did_it_can_be_skipped(
    fellside: Fellside, subtests: pytest.Subtests
) -> None:
    tried = cannot_be_skipped(fellside, subtests, NOAH, "pupil-instigator")
    assert tried >= {"others-involved", "sanction-or-support", "instigator-review"}
    assert tried >= {"instigator-parents", "instigator-parents-safe"}


def test_no_must_of_a_pupil_who_leaves_can_be_skipped(
    fellside: Fellside, subtests: pytest.Subtests
) -> None:
    assert cannot_be_skipped(fellside, subtests, LEAVING, "leaving") == {
        "send-the-file",
        "file-receipt",
    }
