"""What stands behind the facts of a case is what its steps are asked by, and said in words."""

import pytest

from application.projections.grounds import Answerers, Said, grounds_of
from application.school_rules import SchoolRules
from application.why_asked import asked_when, because
from domain.categories import Category
from domain.facts import Answer, Fact
from domain.incident import commands as ask
from domain.incident.deciding.steps import facts_of
from domain.incident.words import Capacity
from domain.playbook.conditions import AllOf, Always, AnyOf, Asks, holding
from tests.domain.incident.walked import Walked
from tests.domain.playbook.edition import PLAYBOOK

RULES = SchoolRules(PLAYBOOK)
NOBODY: Answerers = {}


def just_assessed(category: Category) -> Walked:
    case = Walked()
    case.report(danger=Answer.NOT_KNOWN, adult=Answer.NOT_KNOWN)
    case.ask(ask.Assess(category=category, rationale="As told."))
    return case


@pytest.mark.parametrize("category", Category)
def test_the_grounds_of_a_case_are_the_facts_that_its_steps_are_asked_by(
    category: Category,
) -> None:
    case = just_assessed(category)
    told = {one.fact: one.answer for one in grounds_of(case.incident, NOBODY)}
    assert told == facts_of(case.incident)
    case.answer(child_at_risk=Answer.NO, sexual_image_of_under_18=Answer.YES)
    told = {one.fact: one.answer for one in grounds_of(case.incident, NOBODY)}
    assert told == facts_of(case.incident)


@pytest.mark.parametrize("category", Category)
def test_every_open_step_of_a_case_says_why_it_is_asked(category: Category) -> None:
    case = just_assessed(category)
    grounds = grounds_of(case.incident, NOBODY)
    for step in case.incident.walk.open:
        asked = asked_when(RULES, step.edition, step.step)
        assert asked is not None
        said = because(asked, grounds)
        assert said is not None
        assert said.startswith("Asked ")
        assert said.endswith(".")


def test_the_image_lock_is_named_where_it_outlives_the_answer() -> None:
    case = Walked()
    case.report()
    case.person(Capacity.VICTIM)
    case.assess(sexual_image_of_under_18=Answer.YES)
    case.answer(sexual_image_of_under_18=Answer.NO)
    (ground,) = [
        one
        for one in grounds_of(case.incident, NOBODY)
        if one.fact is Fact.SEXUAL_IMAGE_OF_UNDER_18
    ]
    assert ground.said == "the image lock of this case holds for good"


def test_an_answer_that_does_not_count_is_not_said_to_be_the_reason() -> None:
    case = just_assessed(Category.CD_01)
    said = {Fact.SEXUAL_IMAGE_OF_UNDER_18: Said("Robin Lowe", 4, Answer.NO)}
    grounds = {one.fact: one for one in grounds_of(case.incident, said)}
    assert "Robin Lowe" not in grounds[Fact.SEXUAL_IMAGE_OF_UNDER_18].said


def test_only_what_made_a_condition_hold_is_named() -> None:
    danger, risk = Asks(Fact.IMMEDIATE_DANGER), Asks(Fact.CHILD_AT_RISK)
    facts = {Fact.CHILD_AT_RISK: Answer.YES, Fact.IMMEDIATE_DANGER: Answer.NO}
    assert holding(AnyOf((danger, risk)), facts) == {Fact.CHILD_AT_RISK}
    assert holding(AllOf((danger, risk)), facts) == frozenset()
    assert holding(Always(), facts) == frozenset()


def test_a_step_that_no_edition_of_the_school_has_is_not_explained() -> None:
    assert asked_when(RULES, "2026-09", "tel-the-head") is None
    assert asked_when(SchoolRules(), "2026-09", "tell-the-head") is None
