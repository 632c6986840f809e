"""What the law and the guidance leave no choice about is neither passed over nor only decided."""

from dataclasses import replace

import pytest

from domain.categories import Category, Severity
from domain.facts import Answer, Fact
from domain.incident import commands as ask
from domain.incident.deciding.closing import two_people_needed
from domain.incident.events import RoutesOpened
from domain.incident.levels import ConflictKind
from domain.incident.refusals import (
    CountersignatureNeeded,
    EndsOtherwise,
    HeadsSignatureNeeded,
    ToBeDecided,
)
from domain.incident.words import Agency, Finding
from domain.playbook.walking import StepDue
from tests.domain.incident.walked import NO, NOT_KNOWN, YES, Walked, words
from tests.examples import CHAIR, DEPUTY, HEAD, LEAD, OUTSIDER


def school() -> Walked:
    return Walked(
        posts={
            "dsls": frozenset({LEAD.account, DEPUTY.account}),
            "heads": frozenset({HEAD.account}),
            "stands_in_for_head": CHAIR,
        }
    )


def of(**answers: Answer) -> Walked:
    case = school()
    case.report()
    case.assess(**answers)
    return case


def a_coerced_nude() -> Walked:
    """Of a child under 13, called of low severity."""
    case = school()
    case.report()
    facts = (
        "illegal",
        "sexual_image_of_under_18",
        "under_13",
        "coercion_or_grooming",
        "child_at_risk",
    )
    said = {fact.name.lower(): YES if fact.name.lower() in facts else NO for fact in Fact}
    case.ask(
        ask.Assess(
            category=Category.CD_02,
            severity=Severity.LOW,
            findings=tuple(
                Finding(fact=Fact[name.upper()], answer=one, who_said_so="Mina", why="Told.")
                for name, one in said.items()
            ),
            rationale="As told.",
            lowered_because="x",
        )
    )
    return case


def wave_away(case: Walked, step: str) -> None:
    case.ask(ask.MarkStepNotNeeded(step=step, reason="Not needed."))


def decide(case: Walked, step: str, yes: bool) -> None:
    case.ask(ask.RecordDecision(question="Refer?", yes=yes, rationale=words(case), step=step))


def refer(case: Walked, agency: Agency) -> None:
    case.ask(ask.MakeReferral(agency=agency, reason=words(case)))


def settle(case: Walked, *left_alone: str) -> None:
    """Everything that is still asked, with no referral to anybody."""
    for step in case.waiting():
        if step.step in left_alone:
            continue
        try:
            wave_away(case, step.step)
        except ToBeDecided:
            decide(case, step.step, "decision-recorded:yes" in step.done_by)
        except EndsOtherwise:
            case.take(step)
    case.mend_loose_ends()
    case.ask(ask.KeepNoEvidence(reason="Nothing may be kept."))


def refers(step: StepDue) -> bool:
    return "referral-made:police" in step.done_by


def the_hindrances(case: Walked) -> str:
    return " ".join(case.to_close())


@pytest.mark.parametrize(
    "fact",
    [
        "sexual_image_of_under_18",
        "child_at_risk",
        "illegal",
        "immediate_danger",
        "coercion_or_grooming",
        "radicalisation",
    ],
)
def test_a_grave_yes_wants_two_people_however_mild_it_is_called(fact: str) -> None:
    assert two_people_needed(of(**{fact: YES}).incident)
    assert not two_people_needed(of().incident)


@pytest.mark.parametrize("step", ["police", "nudes-triggers", "initial-review", "stop"])
def test_what_decides_a_case_of_a_nude_is_not_found_not_needed(step: str) -> None:
    case = a_coerced_nude()
    with pytest.raises((ToBeDecided, EndsOtherwise)):
        wave_away(case, step)
    assert case.state_of(step) == "open"


def test_the_refusal_names_the_command_that_would_do() -> None:
    case = a_coerced_nude()
    with pytest.raises(EndsOtherwise, match="hold-meeting"):
        wave_away(case, "initial-review")
    with pytest.raises(ToBeDecided, match="record-decision"):
        wave_away(case, "police")


def test_a_review_of_what_only_might_be_a_nude_may_be_passed_over() -> None:
    case = of(sexual_image_of_under_18=NOT_KNOWN)
    wave_away(case, "initial-review")
    assert case.state_of("initial-review") == "not-needed"


def test_a_nude_with_one_of_the_five_reasons_is_not_closed_without_a_referral() -> None:
    case = a_coerced_nude()
    settle(case, "nudes-triggers", "police")
    assert "Refer immediately" in the_hindrances(case)
    assert case.incident.referrals == {}


def test_a_referral_to_social_care_is_one() -> None:
    case = a_coerced_nude()
    refer(case, Agency.SOCIAL_CARE)
    settle(case)
    assert case.to_close() == ()


def test_not_to_refer_is_decided_by_the_dsl_and_signed_by_the_head() -> None:
    case = a_coerced_nude()
    settle(case)
    assert case.to_close() == ()
    with pytest.raises(CountersignatureNeeded):
        case.ask(ask.Close())
    case.ask(ask.Countersign(), by=OUTSIDER)
    with pytest.raises(HeadsSignatureNeeded):
        case.ask(ask.Close())
    case.ask(ask.Countersign(), by=HEAD)
    case.ask(ask.Close())
    assert case.incident.closed


def test_without_a_step_that_was_decided_the_case_says_what_is_missing() -> None:
    """As cases stand that were asked before the step could be answered."""
    case = a_coerced_nude()
    settle(case)
    case.history = [
        replace(event, steps=tuple(one for one in event.steps if not refers(one)))
        if isinstance(event, RoutesOpened)
        else event
        for event in case.history
    ]
    said = the_hindrances(case)
    assert "no referral to the police or children’s social care" in said
    assert "countersigned by the head" in said


def test_where_the_head_is_part_of_it_whoever_stands_in_signs() -> None:
    case = a_coerced_nude()
    settle(case)
    case.ask(
        ask.DeclareConflict(
            account=HEAD.account,
            kind=ConflictKind.RELATED,
            reason="Her uncle.",
        )
    )
    assert case.to_close() == ()
    case.ask(ask.Countersign(), by=CHAIR)
    case.ask(ask.Close())
    assert case.incident.closed
