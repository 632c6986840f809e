"""A step that asks for a fact once more: what is decided is the answer."""

from dataclasses import replace

import pytest

from domain.facts import Answer, Fact
from domain.incident import commands as ask
from domain.incident import events as told
from domain.incident.refusals import AnsweredByFacts
from domain.playbook.playbook import Playbook
from tests.domain.incident.walked import NO, YES, Walked
from tests.domain.playbook.edition import PLAYBOOK
from tests.examples import COORDINATOR

AGAIN = "ask-again-if-illegal"


def answers(yes: bool, why: str = "There is a threat in it.") -> ask.RecordDecision:
    question = "Could any of it be illegal?"
    return ask.RecordDecision(question=question, yes=yes, rationale=why, step=AGAIN)


def looked_at_again(playbook: Playbook = PLAYBOOK) -> Walked:
    case = Walked(playbook)
    case.report()
    case.assess()
    return case


def asking_for(*acts: str) -> Playbook:
    """An edition of the school's own, whose question is answered by these facts."""
    routes = tuple(
        replace(
            route,
            steps=tuple(
                replace(step, done_by=("decision-recorded", *acts)) if step.id == AGAIN else step
                for step in route.steps
            ),
        )
        for route in PLAYBOOK.routes
    )
    return replace(PLAYBOOK, routes=routes)


def test_a_yes_is_the_answer_itself_with_who_and_why_and_opens_the_chart() -> None:
    case = looked_at_again()
    decided, changed, *more = case.ask(answers(yes=True), by=COORDINATOR)
    assert isinstance(decided, told.DecisionRecorded)
    assert decided.out_of_order == ()
    assert isinstance(changed, told.FactsChanged)
    (finding,) = changed.findings
    assert (finding.fact, finding.answer) == (Fact.ILLEGAL, YES)
    assert (finding.who_said_so, finding.why) == (COORDINATOR.name, "There is a threat in it.")
    assert isinstance(more[-1], told.RoutesOpened)
    assert case.state_of(AGAIN) == "done"
    assert case.state_of("police") == "open"
    assert any("Inform the police" in one for one in case.to_close())


def test_a_no_to_what_nobody_knew_is_the_answer_no() -> None:
    case = looked_at_again()
    case.answer(illegal=Answer.NOT_KNOWN)
    case.ask(answers(yes=False))
    assert case.incident.facts[Fact.ILLEGAL] is NO
    assert case.state_of("police") == "not-needed"


def test_a_no_where_the_answer_is_no_already_is_the_decision_alone() -> None:
    case = looked_at_again()
    (decided,) = case.ask(answers(yes=False))
    assert isinstance(decided, told.DecisionRecorded)
    assert case.state_of(AGAIN) == "decided-no"


def test_a_no_takes_no_yes_back_and_says_so() -> None:
    case = looked_at_again()
    case.ask(answers(yes=True))
    (decided,) = case.ask(answers(yes=False, why="It was a joke."))
    assert isinstance(decided, told.DecisionRecorded)
    assert decided.out_of_order == (
        "answered no, but the answer on the record is still yes, until change-facts says no",
    )
    assert case.incident.facts[Fact.ILLEGAL] is YES


def test_of_several_facts_a_yes_is_refused_in_words_that_name_them_and_the_command() -> None:
    case = looked_at_again(asking_for("facts-changed:illegal", "facts-changed:radicalisation"))
    lines = len(case.history)
    with pytest.raises(AnsweredByFacts) as refused:
        case.ask(answers(yes=True))
    assert str(refused.value) == (
        "A yes opens other charts, so say to what: answer “could it be illegal?” or “signs of "
        "radicalisation?” with change-facts."
    )
    assert len(case.history) == lines
    case.ask(answers(yes=False))
    assert case.state_of(AGAIN) == "decided-no"


def test_once_one_of_several_has_been_answered_yes_the_decision_may_say_so_too() -> None:
    case = looked_at_again(asking_for("facts-changed:illegal", "facts-changed:radicalisation"))
    case.answer(radicalisation=YES)
    assert case.state_of(AGAIN) == "done"
    assert case.ask(answers(yes=True))


def test_a_yes_of_an_older_line_that_changed_nothing_still_ends_nothing() -> None:
    case = looked_at_again()
    said = answers(yes=True)
    case.history.append(
        told.DecisionRecorded(
            consideration=said.consideration,
            question=said.question,
            yes=True,
            rationale=said.rationale,
            step=AGAIN,
        )
    )
    assert case.state_of(AGAIN) == "open"
    case.ask(answers(yes=True, why="A second look."))
    assert case.state_of(AGAIN) == "done"
