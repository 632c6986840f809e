"""A step that an answer had set aside and another asks for again: whose clock it has."""

from datetime import timedelta

import pytest

from domain.facts import Answer
from domain.incident import commands as ask
from domain.playbook.walking import StepDue, is_late
from tests.domain.incident.test_steps import reworded
from tests.domain.incident.walked import Walked
from tests.domain.playbook.edition import PLAYBOOK

NO, NOT_KNOWN, YES = Answer.NO, Answer.NOT_KNOWN, Answer.YES
AT_ONCE, THE_SAME_DAY = "dsl-takes-over", "refer-the-child"


def at_risk() -> Walked:
    case = Walked()
    case.report()
    case.assess(child_at_risk=NOT_KNOWN)
    return case


def due(case: Walked, step: str) -> StepDue:
    return case.incident.walk.steps[step].due


def said_again(case: Walked, *, no_after: timedelta, yes_after: timedelta) -> None:
    case.now += no_after
    case.answer(child_at_risk=NO)
    case.now += yes_after
    case.answer(child_at_risk=YES)


@pytest.mark.parametrize("step", [AT_ONCE, THE_SAME_DAY])
def test_what_was_in_time_when_it_was_set_aside_has_a_new_clock(step: str) -> None:
    case = at_risk()
    said_again(case, no_after=timedelta(minutes=10), yes_after=timedelta(weeks=3))
    again = due(case, step)
    assert again.due is not None
    assert again.due >= case.now
    assert not is_late(again, case.now)


def test_what_was_late_when_it_was_set_aside_is_due_at_once_and_not_before() -> None:
    case = at_risk()
    said_again(case, no_after=timedelta(days=1), yes_after=timedelta(weeks=3))
    assert due(case, THE_SAME_DAY).due == case.now
    assert due(case, AT_ONCE).due == case.now


@pytest.mark.parametrize("no_after", [timedelta(minutes=5), timedelta(days=2)])
def test_an_answer_taken_back_straight_away_stops_no_clock(no_after: timedelta) -> None:
    case = at_risk()
    first = {step: due(case, step).due for step in (AT_ONCE, THE_SAME_DAY)}
    said_again(case, no_after=no_after, yes_after=timedelta(minutes=20))
    assert {step: due(case, step).due for step in first} == first


def test_another_edition_later_keeps_to_the_clock_since_then() -> None:
    case = at_risk()
    said_again(case, no_after=timedelta(minutes=10), yes_after=timedelta(weeks=3))
    again = due(case, THE_SAME_DAY).due
    case.playbook, case.earlier = reworded("2027-09"), (PLAYBOOK,)
    case.now += timedelta(days=1)
    case.ask(ask.AdoptEdition(edition="2027-09", reason="It is clearer."))
    assert due(case, THE_SAME_DAY).edition == "2027-09"
    assert due(case, THE_SAME_DAY).due == again


def test_set_aside_twice_it_is_the_second_time_that_counts() -> None:
    case = at_risk()
    said_again(case, no_after=timedelta(days=1), yes_after=timedelta(weeks=3))
    said_again(case, no_after=timedelta(minutes=5), yes_after=timedelta(weeks=3))
    again = due(case, AT_ONCE)
    assert again.due == case.now
