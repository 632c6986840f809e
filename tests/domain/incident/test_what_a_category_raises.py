"""What a category is about, and nobody has answered, counts as not known."""

import pytest

from domain.categories import Category
from domain.facts import Answer, Fact
from domain.incident import commands as ask
from domain.incident.events import DslAlerted
from domain.incident.words import Finding
from tests.domain.incident.walked import Walked

NO, YES = Answer.NO, Answer.YES


def assessed(category: Category, **answers: Answer) -> Walked:
    """The same assessment, but for what the test is about, with no other question answered."""
    case = Walked()
    case.report()
    findings = tuple(
        Finding(fact=Fact[name.upper()], answer=answer, who_said_so="Ellie Marsh", why="As told.")
        for name, answer in answers.items()
    )
    case.ask(ask.Assess(category=category, findings=findings, rationale="As Ellie told it."))
    return case


@pytest.mark.parametrize(
    ("category", "routes"),
    [
        (Category.CT_01, {"illegal", "sexual-image", "danger", "serious"}),
        (Category.CT_06, {"danger", "serious"}),
        (Category.CT_08, {"prevent", "serious"}),
        (Category.CN_01, {"illegal", "danger", "serious"}),
        (Category.CN_03, {"illegal", "sexual-image", "danger", "serious"}),
        (
            Category.CN_08,
            {"staff-instigator", "staff-outcome", "danger", "serious"},
        ),
        (Category.CD_04, {"illegal", "adult-image", "serious"}),
        (Category.CD_02, {"illegal", "sexual-image", "serious"}),
        (Category.CD_06, {"pupil-victim"}),
        (Category.CT_11, set()),
    ],
)
def test_a_category_opens_the_routes_it_is_about_though_nothing_was_answered(
    category: Category, routes: set[str]
) -> None:
    always = {"intake", "reporting", "closing"}
    assert assessed(category).routes == always | routes


def test_an_answer_of_no_outweighs_the_category() -> None:
    case = assessed(
        Category.CN_01, illegal=NO, coercion_or_grooming=NO, child_at_risk=NO, serious=NO
    )
    assert case.routes == {"intake", "reporting", "closing"}
    assert not case.incident.dsl_told


def test_a_second_category_raises_its_questions_too() -> None:
    case = assessed(Category.CT_11)
    case.ask(
        ask.Assess(
            category=Category.CD_06, secondary=(Category.CT_08,), rationale="She showed more."
        )
    )
    assert {"prevent", "pupil-victim"} <= case.routes


def test_grooming_cannot_be_closed_before_a_safeguarding_lead_knows() -> None:
    case = assessed(Category.CN_01)
    assert any(isinstance(event, DslAlerted) for event in case.history)
    assert any("Confirm that you, the DSL" in one for one in case.to_close())


def test_whoever_hurt_a_member_of_staff_answers_for_the_alternatives() -> None:
    hurt_by_a_pupil = assessed(Category.CD_07, staff_victim_of_pupil=YES).routes
    assert "staff-victim-of-pupil" in hurt_by_a_pupil
    assert not {"staff-victim-of-parent", "staff-victim-of-staff"} & hurt_by_a_pupil
    assert {"staff-victim-of-parent", "staff-victim-of-staff"} <= assessed(Category.CD_07).routes


def waiting(case: Walked) -> set[str]:
    """The routes that ask for something still."""
    return {step.route for step in case.incident.walk.open}


def test_once_it_was_a_parent_nothing_is_asked_about_a_pupil_or_a_colleague() -> None:
    case = assessed(Category.CD_07)
    assert {"staff-victim-of-pupil", "staff-victim-of-staff"} <= waiting(case)
    case.answer(staff_victim_of_parent=YES)
    assert "staff-victim-of-parent" in waiting(case)
    assert not {"staff-victim-of-pupil", "staff-victim-of-staff"} & waiting(case)
    case.answer(staff_victim_of_parent=NO)
    assert {"staff-victim-of-pupil", "staff-victim-of-staff"} <= waiting(case)


def test_not_to_know_whether_it_was_a_parent_leaves_the_others_asked() -> None:
    case = assessed(Category.CD_07)
    case.answer(staff_victim_of_parent=Answer.NOT_KNOWN)
    assert {"staff-victim-of-pupil", "staff-victim-of-staff"} <= waiting(case)


def test_a_childs_nude_asks_nothing_about_an_adults_image_until_somebody_says_so() -> None:
    for category in (Category.CD_01, Category.CD_02, Category.CD_03, Category.CT_01):
        case = assessed(category)
        assert "adult-image" not in case.incident.walk.steps
        case.answer(intimate_image_of_adult=Answer.NOT_KNOWN)
        assert case.state_of("adult-image") == "open"
