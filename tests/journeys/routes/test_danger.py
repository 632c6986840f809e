"""A pupil writes that she will not be there tomorrow, and nobody knows where she is."""

import pytest

from tests.journeys.fellside import Fellside
from tests.journeys.routes.acts import act, referred
from tests.journeys.routes.walker import Case, Someone, Story, cannot_be_skipped, told

MINA = Story(
    summary="Mina Rowe wrote to the others that she will not be there tomorrow.",
    own_words="I'm done with all of it. Don't wait for me tomorrow.",
    in_danger="yes",
    category="CT-06",
    rationale="She means it, her friends say, and she is not at home.",
    people={"victim": Someone(name="Mina Rowe", kind="pupil", capacity="victim", post="Year 9")},
    names={"parent": "Lena Rowe", "material": "What she wrote", "platform": "ChatBird"},
    yes={
        "immediate-danger": "Nobody knows where she is.",
        "child-at-risk": "Her friends are afraid for her.",
        "pupil-victim": "Somebody has hurt her; she does not say who.",
    },
    acts={
        "make-safe": act(
            "reporter", "make-safe", steps=["told-staff"], what="I kept her friends with me."
        ),
        "call-for-help": referred("police", "999: a girl of 13 who may harm herself."),
        "refer-the-child": referred("childrens-social-care", "She is not safe tonight."),
    },
    closing=(
        "Mina Rowe wrote that she would not be there the next day.",
        "The police found her within the hour; social care sees her each week.",
        "She is back in school, and somebody meets her at the gate.",
    ),
    lead="khan",
    second="doyle",
    reported_at="Fri 4 Sep 15:10",
)

# From the report on, before anybody has answered more than its two questions. The weekend stops
# school days and working days, and no clock.
DUES = {
    "call-for-help": "Fri 4 Sep 15:10",
    "tell-the-dsl": "Fri 4 Sep 15:10",
    "dsl-takes-over": "Fri 4 Sep 15:10",
    "refer-the-child": "Fri 4 Sep 16:30",
    "lado-or-social-care": "Mon 7 Sep 17:00",
    "confirm-the-referral": "Sun 6 Sep 15:10",
    "chase-the-answer": "Tue 8 Sep 17:00",
    "safety-plan": "Mon 7 Sep 16:30",
}


def test_help_is_called_before_anybody_is_asked_and_the_child_is_seen_to_the_end(
    fellside: Fellside,
) -> None:
    case = Case(fellside, MINA)
    fellside.clock.at(MINA.reported_at)
    case.is_reported()

    # Given a report of danger, the danger chart is open before anybody has assessed anything.
    assert case.routes() == {"intake", "reporting", "danger", "closing"}
    assert case.step("call-for-help")["kind"] == "must"
    first = fellside.doyle.read("/api/work").json()["items"][0]
    assert first["state"] == "open"

    # When it is assessed, walked and closed.
    case.is_assessed()
    assert DUES.items() <= case.dues("danger").items()
    case.take_all()
    history = case.history()
    assert "Asma Khan (Designated safeguarding lead) confirmed that the safeguarding" in history
    assert "999: a girl of 13 who may harm herself." in history
    case.closes()

    # Then every step has ended, and what was decided against says so.
    states = case.states("danger")
    assert states["lado-or-social-care"] == "decided-no"
    assert {*states.values()} == {"done", "decided-no"}


def test_a_message_nobody_has_heard_does_not_take_the_case_over(fellside: Fellside) -> None:
    """Told and acknowledged are two things: the one does not end the step of the other."""
    case = told(fellside, MINA)
    case.asks("reporter", "tell-dsl", dsl="Asma Khan", how="email", what="All that I know.")
    assert case.step("tell-the-dsl")["state"] == "done"
    assert case.step("dsl-takes-over")["state"] == "open"


def test_no_must_of_the_danger_chart_can_be_skipped(
    fellside: Fellside, subtests: pytest.Subtests
) -> None:
    tried = cannot_be_skipped(fellside, subtests, MINA, "danger")
    assert tried >= {"call-for-help", "dsl-takes-over", "confirm-the-referral"}
