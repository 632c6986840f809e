"""Neither pupil nor staff: a governor who is mocked, and a stranger who writes to a child."""

import pytest

from tests.journeys.fellside import Fellside
from tests.journeys.routes.acts import no
from tests.journeys.routes.walker import Someone, Story, cannot_be_skipped, told

STRANGER = Story(
    summary="A man from the village writes to a pupil about a governor, and mocks them both.",
    category="CN-07",
    rationale="He is not known at school, and the governor is named.",
    people={
        "instigator": Someone(
            name=None,
            description="A man who calls himself FellRunner",
            kind="external-adult",
            capacity="instigator",
            later=True,
        )
    },
    names={
        "material": "What he wrote",
        "platform": "ChatBird",
        "instigator": "A man who calls himself FellRunner",
        "victim": "Joan Tyson",
    },
    yes={
        "outside-adult": "The account is an adult's.",
        "other-victim": "Joan Tyson, a governor, is named in it.",
        "child-at-risk": "He asks the pupil to meet him.",
    },
    acts={"safety-plan": no("His parents fetch him from the gate.", "dsl")},
    closing=(
        "A stranger wrote to a pupil, and mocked a governor.",
        "The police have the account; Mrs Tyson has the clerk to turn to.",
        "He was told to stop, and has stopped.",
    ),
    lead="khan",
)

DUES = {
    "who-they-are": "Wed 9 Sep 16:30",
    "other-instigator-removal": "Thu 10 Sep 16:30",
    "works-with-children": "Tue 8 Sep 17:00",
    "outside-adult-police": "Mon 7 Sep 09:06",
    "other-victim-support": "Thu 10 Sep 16:30",
}


def test_a_stranger_is_for_the_police_and_a_governor_is_supported(fellside: Fellside) -> None:
    case = told(fellside, STRANGER)
    assert case.routes() >= {"others", "staff-support", "danger"}
    assert DUES.items() <= case.dues("others").items()
    case.take_all()
    case.closes()
    states = case.states("others")
    assert states["works-with-children"] == "decided-no"
    assert states["outside-adult-police"] == "done"
    assert "An adult from outside wrote to a child." in case.history()


def test_no_must_about_others_can_be_skipped(
    fellside: Fellside, subtests: pytest.Subtests
) -> None:
    tried = cannot_be_skipped(fellside, subtests, STRANGER, "others")
    assert tried >= {"who-they-are", "other-instigator-removal", "other-victim-support"}
    assert "outside-adult-police" in tried
