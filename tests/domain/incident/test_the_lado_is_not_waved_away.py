"""An allegation's first steps are not needed only once every limb of the threshold is no."""

import pytest

from domain.facts import Answer
from domain.incident import commands as ask
from domain.incident.refusals import EndsOtherwise, LadoFirst
from tests.domain.incident.walked import NO, NOT_KNOWN, YES, Walked, words
from tests.examples import HEAD

FIRST = ("harm-threshold", "contact-lado", "lado-advice")


def allegation() -> Walked:
    case = Walked()
    case.report(adult=YES)
    case.assess(staff_instigator=YES)
    return case


def wave_away(case: Walked, step: str) -> None:
    case.ask(ask.MarkStepNotNeeded(step=step, reason="I know him well."), by=HEAD)


def threshold(case: Walked, not_suitable: Answer = NO) -> None:
    limbs = dict.fromkeys(("harmed_a_child", "possible_offence", "risk_of_harm"), NO)
    command = ask.AssessHarmThreshold(**limbs, not_suitable=not_suitable, rationale=words(case))
    case.ask(command, by=HEAD)


@pytest.mark.parametrize("step", FIRST)
def test_knowing_him_well_is_no_reason_not_to_contact_the_lado(step: str) -> None:
    case = allegation()
    with pytest.raises(LadoFirst, match="escalate-to-lado"):
        wave_away(case, step)
    assert case.state_of(step) == "open"


@pytest.mark.parametrize("step", ["contact-lado", "lado-advice"])
def test_one_limb_that_is_not_known_is_enough_to_contact_the_lado(step: str) -> None:
    case = allegation()
    threshold(case, NOT_KNOWN)
    with pytest.raises(LadoFirst):
        wave_away(case, step)


def test_the_advice_of_a_lado_who_was_told_is_written_down() -> None:
    case = allegation()
    case.ask(ask.EscalateToLado(lado="Helen Frost", discussed="All of it."))
    with pytest.raises(EndsOtherwise, match="seek-advice"):
        wave_away(case, "lado-advice")


@pytest.mark.parametrize("step", ["contact-lado", "lado-advice"])
def test_with_every_limb_answered_no_the_lado_need_not_be_told(step: str) -> None:
    case = allegation()
    threshold(case)
    wave_away(case, step)
    assert case.state_of(step) == "not-needed"


@pytest.mark.parametrize("limb", [YES, NOT_KNOWN])
def test_a_limb_answered_otherwise_since_asks_for_the_lado_again(limb: Answer) -> None:
    case = allegation()
    threshold(case)
    wave_away(case, "contact-lado")
    wave_away(case, "lado-advice")
    threshold(case, limb)
    assert [case.state_of(step) for step in FIRST] == ["done", "open", "open"]
