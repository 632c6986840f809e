"""A pupil repeats what he has seen, and nobody is accused of anything."""

import pytest

from tests.journeys.fellside import Fellside
from tests.journeys.routes.acts import referred
from tests.journeys.routes.walker import Someone, Story, cannot_be_skipped, told

OWEN = Story(
    summary="Owen Tate says in history that some people should not be allowed to live here.",
    own_words="They told us the truth about it in the group.",
    category="CT-08",
    severity="serious",
    rationale="It is new, he had it from a group online, and he would not say more.",
    people={"pupil": Someone(name="Owen Tate", kind="pupil", capacity="witness", post="Year 11")},
    names={"material": "What he said"},
    yes={"radicalisation": "His form teacher has seen it grow since summer."},
    acts={"prevent-decision": referred("prevent", "He repeats what a group tells him.")},
    closing=(
        "Owen Tate repeated what a group online had told him.",
        "The Prevent team was asked, and a mentor meets him each week.",
        "He has left the group, and says why.",
    ),
    lead="khan",
)

DUES = {
    "prevent-dsl": "Mon 7 Sep 16:30",
    "prevent-decision": "Tue 8 Sep 17:00",
    "prevent-family": "Wed 9 Sep 16:30",
    "prevent-outcome": "",
}


def test_a_pupil_who_repeats_hatred_is_referred_for_help_and_what_came_of_it_is_written(
    fellside: Fellside,
) -> None:
    case = told(fellside, OWEN)
    assert "prevent" in case.routes()
    assert DUES.items() <= case.dues("prevent").items()
    case.take_all()
    case.closes()
    assert "The panel offers a mentor" in case.history()
    assert {*case.states("prevent").values()} == {"done"}


def test_no_must_of_prevent_can_be_skipped(fellside: Fellside, subtests: pytest.Subtests) -> None:
    tried = cannot_be_skipped(fellside, subtests, OWEN, "prevent")
    assert tried >= {"prevent-dsl", "prevent-outcome"}
