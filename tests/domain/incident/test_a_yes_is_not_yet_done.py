"""To decide to refer is not to have referred: a yes leaves the step open until it is done."""

import pytest

from domain.facts import Answer
from domain.incident import commands as ask
from domain.incident.refusals import ToBeDecided
from domain.incident.words import Agency, Duty
from domain.playbook.words import Kind
from tests.domain.incident.walked import YES, Walked, words
from tests.domain.playbook.edition import PLAYBOOK
from tests.examples import HEAD

ASKED: dict[str, tuple[dict[str, Answer], Agency]] = {
    "prevent-decision": ({"radicalisation": YES}, Agency.PREVENT),
    "barring-referral": ({"staff_instigator": YES}, Agency("dbs")),
    "refer-the-child": ({"child_at_risk": YES}, Agency.SOCIAL_CARE),
    "victim-refer": ({"pupil_victim": YES, "serious": YES}, Agency("camhs")),
    "illegal-child": ({"illegal": YES, "child_at_risk": YES}, Agency.SOCIAL_CARE),
    "police": ({"illegal": YES}, Agency.POLICE),
}


def case_of(**answers: Answer) -> Walked:
    case = Walked()
    case.report()
    case.assess(**answers)
    case.ask(ask.EscalateToLado(lado="J. Moss", discussed="What we know.", advice="Go on."))
    return case


def decide(case: Walked, step: str, yes: bool) -> None:
    case.ask(
        ask.RecordDecision(question="Refer?", yes=yes, rationale=words(case), step=step), by=HEAD
    )


def standing(case: Walked) -> str:
    return " ".join(case.to_close())


@pytest.mark.parametrize("step", ASKED)
def test_a_yes_waits_for_the_referral(step: str) -> None:
    answers, agency = ASKED[step]
    case = case_of(**answers)
    decide(case, step, yes=True)
    assert case.state_of(step) == "open"
    assert "Decided upon, and still to be put on the record: referral made" in standing(case)
    case.ask(ask.MakeReferral(agency=agency, reason=words(case)))
    assert case.state_of(step) == "done"


@pytest.mark.parametrize("step", ASKED)
def test_a_no_ends_it_and_a_yes_said_later_opens_it_again(step: str) -> None:
    case = case_of(**ASKED[step][0])
    decide(case, step, yes=False)
    assert case.state_of(step) == "decided-no"
    decide(case, step, yes=True)
    assert case.state_of(step) == "open"
    decide(case, step, yes=False)
    assert case.state_of(step) == "decided-no"


def test_what_was_referred_stays_so_whatever_is_decided_later() -> None:
    case = case_of(radicalisation=YES)
    case.ask(ask.MakeReferral(agency=Agency.PREVENT, reason="As agreed."))
    decide(case, "prevent-decision", yes=True)
    assert case.state_of("prevent-decision") == "done"


def test_a_school_that_does_not_respond_alone_refers() -> None:
    case = case_of(sexual_image_of_under_18=YES)
    decide(case, "school-only", yes=False)
    assert case.state_of("school-only") == "open"
    case.ask(ask.MakeReferral(agency=Agency.POLICE, reason="As decided."))
    assert case.state_of("school-only") == "done"
    alone = case_of(sexual_image_of_under_18=YES)
    decide(alone, "school-only", yes=True)
    assert alone.state_of("school-only") == "done"


def test_a_duty_that_falls_on_somebody_waits_for_the_report() -> None:
    case = case_of(illegal=YES, child_at_risk=YES)
    decide(case, "own-duty", yes=True)
    assert case.state_of("own-duty") == "open"
    case.ask(
        ask.MakeStatutoryReport(duty=Duty.CHILD_SEXUAL_ABUSE, reported_to="Police", what="All")
    )
    assert case.state_of("own-duty") == "done"


def test_a_must_that_is_a_decision_is_not_passed_over() -> None:
    case = case_of(illegal=YES)
    with pytest.raises(ToBeDecided):
        case.ask(ask.MarkStepNotNeeded(step="police", reason="No."))


def test_no_step_of_the_edition_that_waits_for_a_referral_ends_with_a_bare_yes() -> None:
    waiting = [
        step.id
        for route in PLAYBOOK.routes
        for step in route.steps
        if step.kind is not Kind.MAY and "decision-recorded" in step.done_by
        if any(act.startswith(("referral-made", "statutory-report")) for act in step.done_by)
    ]
    assert waiting == []
