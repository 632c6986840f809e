"""What a report only guesses opens the protective charts until somebody has assessed it."""

import pytest

from application.projections.grounds import grounds_of
from application.projections.phrases import no_longer_asked
from domain.categories import Category
from domain.facts import Answer, Fact
from domain.incident import commands as ask
from domain.incident.deciding.steps import facts_of
from domain.incident.events import DslAlerted, StepsSetAside
from domain.incident.words import ImageLock
from tests.domain.incident.walked import Walked
from tests.examples import COORDINATOR, TEACHER

NO, YES = Answer.NO, Answer.YES
ALWAYS = {"intake", "reporting", "closing"}


def guessed(category: Category, danger: Answer = NO) -> Walked:
    case = Walked()
    report = ask.ReportIncident(
        summary="It is passed round in Year 9.",
        category_guess=category,
        in_danger_now=danger,
        about_an_adult_here=NO,
    )
    case.ask(report, by=TEACHER)
    return case


def alerts(case: Walked) -> list[str]:
    return [event.why for event in case.history if isinstance(event, DslAlerted)]


@pytest.mark.parametrize(
    ("category", "routes"),
    [
        (Category.CT_01, {"illegal", "sexual-image", "danger"}),
        (Category.CT_06, {"danger"}),
        (Category.CT_08, {"prevent"}),
        (Category.CN_01, {"illegal", "danger"}),
        (Category.CN_08, {"danger"}),
        (Category.CD_02, {"illegal", "sexual-image"}),
        (Category.CD_04, {"illegal"}),
        (Category.CD_06, set()),
        (Category.CD_07, set()),
        (Category.CT_12, set()),
    ],
)
def test_a_guess_opens_what_cannot_wait_and_nothing_else(
    category: Category, routes: set[str]
) -> None:
    assert guessed(category).routes == ALWAYS | routes


@pytest.mark.parametrize(
    ("category", "why"),
    [
        (Category.CD_02, "There may be a sexual image of somebody under 18"),
        (Category.CT_06, "A child may be at risk"),
        (Category.CN_01, "A child may be at risk"),
        (Category.CT_08, "Somebody may be drawn into extremism"),
    ],
)
def test_the_dsl_is_told_with_the_report_why(category: Category, why: str) -> None:
    assert alerts(guessed(category)) == [f"{why}, by the category that the report guesses."]


def test_a_danger_is_told_once_and_a_guess_that_can_wait_not_at_all() -> None:
    assert alerts(guessed(Category.CD_02, danger=YES)) == ["Somebody is said to be in danger now."]
    assert alerts(guessed(Category.CD_06)) == []


def test_whoever_reported_a_nude_is_asked_to_stop_and_to_tell_the_dsl() -> None:
    case = guessed(Category.CD_02)
    for step in ("never-view", "nudes-dsl", "stop", "police", "keep-no-image"):
        assert case.state_of(step) == "open"


def test_an_assessment_takes_the_place_of_the_guess() -> None:
    case = guessed(Category.CN_01)
    decided = case.ask(ask.Assess(category=Category.CM_03, rationale="It was phishing."))
    for step in ("stop", "grooming", "dsl-takes-over"):
        assert case.state_of(step) == "not-needed"
    (aside,) = [event for event in decided if isinstance(event, StepsSetAside)]
    assert {one.because for one in aside.steps} == {()}
    assert no_longer_asked(()) == (
        "no longer asked: the assessment took the place of what the report had guessed"
    )


def test_what_the_assessment_says_as_well_stays_asked() -> None:
    case = guessed(Category.CN_01)
    case.ask(ask.Assess(category=Category.CN_04, rationale="She is to carry parcels."))
    assert case.state_of("dsl-takes-over") == "open"
    assert case.state_of("grooming") == "not-needed"


def test_what_somebody_answered_before_the_assessment_outlives_the_guess() -> None:
    case = guessed(Category.CD_04)
    case.answer(illegal=YES)
    case.ask(ask.Assess(category=Category.CD_14, rationale="As told."))
    assert case.state_of("police") == "open"


def test_a_picture_that_was_guessed_is_asked_about_until_the_dsl_has_decided() -> None:
    case = guessed(Category.CD_02)
    case.ask(ask.Assess(category=Category.CD_14, rationale="As told."), by=COORDINATOR)
    assert case.incident.image_lock is ImageLock.UNTIL_THE_DSL_DECIDES
    assert case.state_of("never-view") == "open"
    assert case.state_of("stop") == "not-needed"
    case.answer(sexual_image_of_under_18=NO)
    assert case.state_of("never-view") == "not-needed"


@pytest.mark.parametrize("category", Category)
def test_the_grounds_say_what_was_guessed(category: Category) -> None:
    case = guessed(category)
    told = {one.fact: one for one in grounds_of(case.incident, {})}
    assert {fact: one.answer for fact, one in told.items()} == facts_of(case.incident)
    for fact in case.incident.guessed:
        assert told[fact].said.startswith("the report guesses “")


def test_of_a_picture_the_dsl_has_not_decided_the_grounds_say_so() -> None:
    case = guessed(Category.CD_02)
    case.ask(ask.Assess(category=Category.CD_14, rationale="As told."), by=COORDINATOR)
    told = {one.fact: one.said for one in grounds_of(case.incident, {})}
    assert "the image lock waits" in told[Fact.SEXUAL_IMAGE_OF_UNDER_18]
