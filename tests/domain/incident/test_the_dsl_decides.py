"""Whether there is such an image is the DSL's to decide; and somebody is always there to do it."""

from collections.abc import Callable

import pytest

from domain.categories import Category
from domain.facts import Answer, Fact
from domain.incident import commands as ask
from domain.incident.core_questions import unanswered
from domain.incident.levels import ConflictKind
from domain.incident.refusals import (
    ImageLocked,
    ImageUndecided,
    OnlyTheDsl,
    StandsInTheWay,
)
from domain.incident.words import Capacity, EvidenceKind, ImageLock, PersonKind
from domain.people import Person
from tests.domain.incident.walked import NO, YES, Walked
from tests.examples import CHAIR, COORDINATOR, DEPUTY, HEAD, LEAD, THREE_TEXTS

NOT_KNOWN = Answer.NOT_KNOWN
IMAGE = Fact.SEXUAL_IMAGE_OF_UNDER_18
SCREENSHOT = ask.KeepEvidence(kind=EvidenceKind.SCREENSHOT, description="The chat.")


def school(*dsls: Person) -> Walked:
    """Who holds which post there, as every command over HTTP is told."""
    return Walked(
        posts={
            "dsls": frozenset(one.account for one in dsls),
            "heads": frozenset({HEAD.account}),
            "stands_in_for_head": CHAIR,
            "stands_in_for_dsl": DEPUTY if DEPUTY in dsls else HEAD,
            "first_owner": LEAD,
        }
    )


def of_a_nude(case: Walked | None = None) -> Walked:
    """Assessed by its category alone, which suggests such an image."""
    case = case or school(LEAD, DEPUTY)
    case.report()
    case.ask(ask.Assess(category=Category.CD_01, rationale="As Ellie told it."), by=COORDINATOR)
    return case


def not_known() -> Walked:
    case = school(LEAD, DEPUTY)
    case.report()
    case.assess(sexual_image_of_under_18=NOT_KNOWN)
    return case


def shut_out(case: Walked, *people: Person) -> None:
    for one in people:
        declared = ask.DeclareConflict(
            account=one.account, kind=ConflictKind.RELATED, reason="A relative."
        )
        case.ask(declared, by=one)


def lock(case: Walked) -> ImageLock:
    return case.incident.image_lock


def for_the_dsl(case: Walked) -> list[Fact]:
    return [one.fact for one in unanswered(case.incident) if one.for_the_dsl]


@pytest.mark.parametrize("begun", [of_a_nude, not_known])
def test_a_no_of_somebody_else_is_recorded_and_answers_nothing(
    begun: Callable[[], Walked],
) -> None:
    case = begun()
    lines = len(case.history)
    case.answer(COORDINATOR, sexual_image_of_under_18=NO)
    assert len(case.history) > lines
    assert lock(case) is ImageLock.UNTIL_THE_DSL_DECIDES
    assert case.incident.facts[IMAGE] is NOT_KNOWN
    for step in ("never-view", "nudes-dsl", "initial-review", "keep-no-image"):
        assert case.state_of(step) == "open", step
    assert case.state_of("keep-evidence") is None
    assert for_the_dsl(case) == [IMAGE]
    (says,) = [one for one in case.to_close() if "Still to be decided: Is there" in one]
    assert "safeguarding lead or a deputy" in says


@pytest.mark.parametrize("by", [LEAD, DEPUTY])
def test_the_dsls_no_opens_the_lock_and_leaves_the_steps_unasked(by: Person) -> None:
    case = of_a_nude()
    case.answer(COORDINATOR, sexual_image_of_under_18=NO)
    case.answer(by, sexual_image_of_under_18=NO)
    assert lock(case) is ImageLock.OPEN
    assert for_the_dsl(case) == []
    assert case.state_of("never-view") == "not-needed"
    assert case.state_of("keep-no-image") == "not-needed"
    assert case.state_of("keep-evidence") == "open"
    assert case.ask(SCREENSHOT, by=COORDINATOR)


def test_not_known_said_by_the_dsl_leaves_it_to_be_decided() -> None:
    case = not_known()
    assert for_the_dsl(case) == [IMAGE]
    with pytest.raises(StandsInTheWay) as refused:
        case.ask(ask.ProposeClosure(**THREE_TEXTS))
    assert f"/facts/{IMAGE}" in [one.pointer for one in refused.value.found]


def test_a_new_suspicion_is_decided_anew() -> None:
    case = of_a_nude()
    case.answer(LEAD, sexual_image_of_under_18=NO)
    again = ask.Assess(category=Category.CD_02, rationale="Jake passed it on.")
    case.ask(again, by=COORDINATOR)
    assert lock(case) is ImageLock.UNTIL_THE_DSL_DECIDES
    assert for_the_dsl(case) == [IMAGE]
    assert case.state_of("keep-evidence") == "not-needed"
    assert case.state_of("keep-no-image") == "open"
    assert case.state_of("never-view") == "open"


def test_what_was_only_guessed_with_the_report_is_the_dsls_to_decide_as_well() -> None:
    case = school(LEAD)
    guess = ask.ReportIncident(
        summary="A picture.", category_guess=Category.CD_01, in_danger_now=NO
    )
    case.ask(guess)
    assert for_the_dsl(case) == [IMAGE]
    case.answer(COORDINATOR, sexual_image_of_under_18=NO)
    assert case.state_of("never-view") == "open"


def test_one_person_strikes_it_out_only_after_the_dsl_has_decided() -> None:
    case = not_known()
    strike_out = ask.StrikeOut(reason="There was nothing.")
    with pytest.raises(ImageUndecided):
        case.ask(strike_out, by=COORDINATOR)
    case.answer(LEAD, sexual_image_of_under_18=NO)
    assert case.ask(strike_out, by=COORDINATOR)


def test_the_refusal_of_a_picture_says_what_to_keep_and_who_may_open_the_lock() -> None:
    case = of_a_nude()
    with pytest.raises(ImageLocked) as refused:
        case.ask(SCREENSHOT)
    assert "a description in words, the web address as text, or the device" in str(refused.value)
    assert "The designated safeguarding lead or a deputy can open this" in str(refused.value)
    case.answer(LEAD, sexual_image_of_under_18=YES)
    with pytest.raises(ImageLocked) as refused:
        case.ask(SCREENSHOT)
    assert "It stays so, whoever asks." in str(refused.value)
    assert "can open this" not in str(refused.value)


# Where the safeguarding lead may not act


def test_while_a_deputy_is_left_the_head_decides_nothing_for_them() -> None:
    case = of_a_nude()
    shut_out(case, LEAD)
    case.answer(HEAD, sexual_image_of_under_18=NO)
    assert lock(case) is ImageLock.UNTIL_THE_DSL_DECIDES
    with pytest.raises(OnlyTheDsl):
        case.ask(ask.Acknowledge(), by=HEAD)
    case.answer(DEPUTY, sexual_image_of_under_18=NO)
    assert lock(case) is ImageLock.OPEN


def test_where_no_safeguarding_lead_is_left_the_head_acts_for_them() -> None:
    case = of_a_nude(school(LEAD))
    case.answer(LEAD, child_at_risk=YES)
    shut_out(case, LEAD)
    for nobody in (CHAIR, COORDINATOR):
        with pytest.raises(OnlyTheDsl):
            case.ask(ask.Acknowledge(), by=nobody)
    case.ask(ask.Acknowledge(), by=HEAD)
    assert case.state_of("dsl-takes-over") == "done"
    case.answer(HEAD, sexual_image_of_under_18=NO)
    assert lock(case) is ImageLock.OPEN


def test_an_only_dsl_who_is_said_to_have_done_it_leaves_it_to_the_head() -> None:
    case = of_a_nude(school(LEAD))
    accused = ask.LinkPerson(
        full_name=LEAD.name,
        kind=PersonKind.STAFF,
        capacity=Capacity.INSTIGATOR,
        account=LEAD.account,
    )
    case.ask(accused, by=COORDINATOR)
    assert case.incident.owner == HEAD.account
    case.ask(ask.Acknowledge(), by=HEAD)
    assert case.incident.dsl_acknowledged


def test_without_the_head_either_whoever_stands_in_for_the_head_owns_it_and_acts() -> None:
    case = of_a_nude(school(LEAD))
    shut_out(case, LEAD)
    assert case.incident.owner == HEAD.account
    yours = ask.ChangeOwner(owner=COORDINATOR.account, owner_name="B. J.", handover="Yours.")
    case.ask(yours, by=HEAD)
    shut_out(case, HEAD)
    assert case.incident.owner == CHAIR.account
    case.ask(ask.Acknowledge(), by=CHAIR)
    case.answer(CHAIR, sexual_image_of_under_18=NO)
    assert lock(case) is ImageLock.OPEN


def test_where_the_head_may_have_done_it_and_no_lead_is_left_it_is_the_chairs() -> None:
    case = of_a_nude(school(LEAD))
    case.answer(LEAD, staff_instigator=YES, subject_is_head=YES)
    shut_out(case, LEAD)
    with pytest.raises(OnlyTheDsl):
        case.ask(ask.Acknowledge(), by=HEAD)
    case.ask(ask.Acknowledge(), by=CHAIR)
    assert case.incident.dsl_acknowledged
