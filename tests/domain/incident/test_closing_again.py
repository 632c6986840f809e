"""A reopened case is looked back on, reviewed, proposed and signed anew before it is closed."""

import pytest

from domain.incident import commands as ask
from domain.incident.refusals import NotProposed, StandsInTheWay
from domain.incident.words import Capacity, PersonKind, Recipient
from tests.domain.incident.walked import NO, YES, Walked
from tests.examples import HEAD, THREE_TEXTS

LOOKED = ask.CompleteStep(step="look-back", what_was_done="We asked Ellie: it has stopped.")
REVIEWED = ask.ReviewProcedures(changed=False, what="The rule is clear as it stands.")
REOPENED = ask.Reopen(reason="They are at it again.", new_information="A second group chat.")


def ready(serious: bool = False) -> Walked:
    """Nothing is left but to look back, review, propose and close."""
    case = Walked()
    case.report()
    case.link("Jake Holt", PersonKind.PUPIL, Capacity.INSTIGATOR)
    case.assess(pupil_instigator=YES, serious=YES if serious else NO)
    while waiting := [step for step in case.waiting() if step.route != "closing"]:
        case.take(waiting[0])
    case.mend_loose_ends()
    case.ask(LOOKED)
    case.ask(REVIEWED)
    return case


def reopened(serious: bool = False) -> Walked:
    case = ready(serious)
    case.close()
    case.ask(REOPENED)
    return case


def test_the_steps_of_the_last_chart_and_every_review_are_open_once_more() -> None:
    case = ready()
    case.close()
    for step in ("look-back", "review-the-procedures", "instigator-review", "propose-closing"):
        assert case.state_of(step) == "done", step
    case.ask(REOPENED)
    for step in ("look-back", "review-the-procedures", "instigator-review", "propose-closing"):
        assert case.state_of(step) == "open", step
    assert case.state_of("sanction-or-support") == "done"  # What was decided stays decided.


def test_it_is_not_closed_again_on_what_was_looked_back_on_before() -> None:
    case = reopened()
    with pytest.raises(StandsInTheWay) as refused:
        case.ask(ask.Close(**THREE_TEXTS))
    says = " ".join(refused.value.what)
    assert "Did it stop?" in says
    assert "procedures" in says
    case.ask(LOOKED)  # In the same words: it was looked at again.
    case.ask(REVIEWED)
    assert case.state_of("look-back") == "done"
    assert case.state_of("instigator-review") == "done"
    case.ask(ask.Close(**THREE_TEXTS))
    assert case.incident.closed


def test_a_proposal_and_a_signature_of_before_do_not_count() -> None:
    case = reopened(serious=True)
    assert case.state_of("second-person") == "open"
    with pytest.raises(NotProposed):
        case.ask(ask.Countersign(), by=HEAD)
    case.ask(LOOKED)
    case.ask(REVIEWED)
    with pytest.raises(StandsInTheWay) as refused:
        case.ask(ask.Close())
    says = " ".join(refused.value.what)
    assert "The summary has not been written." in says
    assert "closed by two people" in says
    case.close()
    assert case.incident.closed


def test_a_signature_of_before_does_not_end_a_step_that_is_asked_since() -> None:
    case = ready(serious=True)
    case.close()
    case.ask(REOPENED)
    case.answer(serious=NO)
    case.answer(serious=YES)
    assert case.state_of("second-person") == "open"


def given_back(case: Walked) -> None:
    for exhibit, holder in case.incident.exhibits.items():
        case.ask(
            ask.HandOverExhibit(
                exhibit=exhibit,
                handed_by=holder,
                received_by="Karen Marsh",
                recipient=Recipient.OWNER_OR_PARENT,
                reason="It is hers.",
            )
        )


def test_what_was_struck_out_and_comes_back_is_looked_at_like_any_other() -> None:
    case = ready()
    given_back(case)
    case.ask(ask.StrikeOut(reason="We thought it was a joke."))
    case.ask(REOPENED)
    assert case.state_of("look-back") == "open"


def test_the_allegations_lessons_are_gone_through_again() -> None:
    case = Walked()
    case.report(adult=YES)
    case.assess(staff_instigator=YES)
    while waiting := case.waiting():
        case.take(waiting[0])
    case.mend_loose_ends()
    case.close()
    case.ask(REOPENED)
    assert case.state_of("lessons") == "open"
    assert case.state_of("contact-lado") == "done"
