"""A case that is moved to another edition is asked what that one asks, and nothing left over."""

from dataclasses import replace

from domain.categories import Category
from domain.facts import Answer
from domain.incident import commands as ask
from domain.incident.events import EditionAdoptedForCase
from tests.domain.incident.walked import Walked
from tests.domain.playbook.edition import PLAYBOOK

NEWER = replace(PLAYBOOK, edition="2027-09")
MOVE = ask.AdoptEdition(edition="2027-09", reason="It is clearer.")


def assessed(*categories: Category, adult: Answer = Answer.NO) -> Walked:
    case = Walked()
    case.report(adult=adult)
    for number, category in enumerate(categories):
        case.ask(ask.Assess(category=category, rationale=f"As told, {number}."))
    return case


def moved(case: Walked) -> EditionAdoptedForCase:
    case.playbook, case.earlier = NEWER, (PLAYBOOK,)
    event, *_ = case.ask(MOVE)
    assert isinstance(event, EditionAdoptedForCase)
    return event


def waiting(case: Walked) -> set[str]:
    return {step.route for step in case.incident.walk.open}


def test_what_only_an_earlier_category_had_raised_does_not_come_along() -> None:
    case = assessed(Category.CD_07, Category.CT_11)
    raised = {"staff-support", "staff-victim-of-parent", "staff-victim-of-pupil"}
    assert raised <= waiting(case)
    event = moved(case)
    assert not raised & waiting(case)
    assert "single-contact" in event.no_longer_asked


def test_what_the_category_raises_still_is_asked_by_the_new_edition_in_its_words() -> None:
    case = assessed(Category.CD_07)
    before = {step.step for step in case.incident.walk.open}
    moved(case)
    after = case.incident.walk.open
    assert {step.step for step in after} == before
    assert {step.edition for step in after} == {"2027-09"}


def test_what_was_said_of_an_adult_here_comes_along_until_the_lado_knows() -> None:
    case = assessed(Category.CT_11, adult=Answer.YES)
    assert "contact-lado" in {step.step for step in case.incident.walk.open}
    case.answer(staff_instigator=Answer.NO)
    case.playbook = replace(NEWER, routes=tuple(r for r in NEWER.routes if "staff" not in r.id))
    case.earlier = (PLAYBOOK,)
    case.ask(MOVE)
    assert "contact-lado" in {step.step for step in case.incident.walk.open}
