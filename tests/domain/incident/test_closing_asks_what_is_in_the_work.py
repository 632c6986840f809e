"""Nothing stands in the way of closing that no step has put into anybody's work."""

from domain.categories import Category, Severity
from domain.facts import Answer, Fact
from domain.incident import commands as ask
from domain.incident.words import Capacity, Finding, PersonKind
from tests.domain.incident.walked import NO, YES, Walked

NOT_TOLD = "A parent of Sam Ward has not been told, and nobody has decided not to."


def of_sam(**answers: Answer) -> Walked:
    """Called serious by its severity."""
    case = Walked()
    case.report()
    said = {fact: answers.get(fact.name.lower(), NO) for fact in Fact}
    findings = tuple(
        Finding(fact=fact, answer=one, who_said_so="Asma Khan", why="As told.")
        for fact, one in said.items()
    )
    case.ask(
        ask.Assess(
            category=Category.CD_06,
            severity=Severity.SERIOUS,
            findings=findings,
            rationale="As told.",
        )
    )
    case.link("Sam Ward", PersonKind.PUPIL, Capacity.INSTIGATOR)
    return case


def test_a_parent_is_asked_for_while_the_step_is_in_the_work() -> None:
    case = of_sam(serious=YES)
    assert case.state_of("instigator-parents") == "open"
    assert NOT_TOLD in case.to_close()


def test_a_step_that_was_set_aside_is_not_asked_for_at_the_end() -> None:
    case = of_sam(serious=YES)
    case.answer(serious=NO)
    assert case.state_of("instigator-parents") == "not-needed"
    assert NOT_TOLD not in case.to_close()


def test_a_step_that_was_never_asked_is_not_asked_for_at_the_end() -> None:
    case = of_sam()
    assert case.state_of("instigator-parents") is None
    assert NOT_TOLD not in case.to_close()


def test_a_step_that_somebody_passed_over_leaves_the_question_to_the_closing() -> None:
    case = of_sam(serious=YES)
    case.ask(ask.MarkStepNotNeeded(step="instigator-parents", reason="They know."))
    assert NOT_TOLD in case.to_close()
