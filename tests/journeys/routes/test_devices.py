"""A phone that is taken, sealed, handed to the police against a receipt, and given back."""

import pytest

from tests.journeys.fellside import Fellside
from tests.journeys.routes.acts import did
from tests.journeys.routes.walker import Someone, Story, cannot_be_skipped, told

PHONE = Story(
    summary="A phone was taken from Jake Holt at the gate; there may be stolen passwords on it.",
    category="CD-11",
    severity="serious",
    rationale="He sold passwords, two pupils say.",
    people={
        "instigator": Someone(name="Jake Holt", kind="pupil", capacity="witness", post="Year 10")
    },
    names={"device": "A black phone", "material": "The passwords", "other_parent": "Karen Holt"},
    yes={"device-held": "It lies in the office.", "illegal": "Selling passwords is an offence."},
    acts={"link-people": did("Only Jake is known."), "others-involved": did("Nobody else.")},
    closing=(
        "A phone was taken from Jake Holt.",
        "The police looked at it, and gave it back against a receipt.",
        "There was nothing on it.",
    ),
    lead="khan",
)
GAME = Story(
    summary="A tablet with a game for adults was taken from a table in Year 6.",
    category="CT-11",
    rationale="A game, and nothing else.",
    names={"device": "A red tablet", "material": "The game", "other_parent": "Ivy Cole"},
    yes={"device-held": "It lies in the safe."},
    acts={"link-people": did("It was on the table; nobody says whose it is.")},
    closing=("A tablet was taken.", "Nobody looked at it.", "Ivy Cole has fetched it."),
)

DUES = {
    "confiscation-record": "Mon 7 Sep 16:30",
    "seal-device": "Mon 7 Sep 16:30",
    "device-police": "Tue 8 Sep 17:00",
    "device-return": "",
}


def test_a_phone_goes_to_the_police_against_a_receipt_and_comes_home(fellside: Fellside) -> None:
    case = told(fellside, PHONE)
    dues = case.dues("devices")
    assert DUES.items() <= dues.items()
    assert "device-search" not in dues, "Nobody at school looks at it."
    case.take_all()
    case.closes()
    history = case.history()
    assert "handed exhibit" in history
    assert "PC Lee Watts" in history
    (holder,) = {*case.lead.case(case.address)["exhibits"].values()} - {"Asma Khan"}
    assert holder == "Karen Holt"


def test_whether_anybody_looks_at_a_device_is_asked_and_answered(fellside: Fellside) -> None:
    case = told(fellside, GAME)
    steps = case.steps()
    assert steps["device-search"]["kind"] == "consider"
    assert "device-police" not in steps
    case.take_all()
    case.closes()
    assert case.states("devices")["device-search"] == "decided-no"


def test_no_must_about_a_device_can_be_skipped(
    fellside: Fellside, subtests: pytest.Subtests
) -> None:
    tried = cannot_be_skipped(fellside, subtests, PHONE, "devices")
    assert tried >= {"confiscation-record", "seal-device", "device-police", "device-return"}
