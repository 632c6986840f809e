"""What the DSL acknowledged was the risk of then: a greater one is acknowledged anew."""

from domain.facts import Answer
from domain.incident import commands as ask
from domain.incident import events as told
from domain.incident.events import Event
from tests.domain.incident.walked import NO, YES, Walked

ACKNOWLEDGE = ask.Acknowledge(next_act="I will look at it on Friday.")


def acknowledged_early() -> Walked:
    case = Walked()
    case.report()
    case.ask(ACKNOWLEDGE)
    return case


def alerts(case: Walked) -> list[Event]:
    return [event for event in case.history if isinstance(event, told.DslAlerted)]


def test_an_early_acknowledgement_does_not_count_for_a_child_who_is_at_risk_later() -> None:
    case = acknowledged_early()
    case.assess(child_at_risk=YES)
    assert not case.incident.dsl_acknowledged
    assert alerts(case)
    assert case.state_of("dsl-takes-over") == "open"
    assert any("acknowledged it" in says for says in case.to_close())
    case.ask(ACKNOWLEDGE)  # In the same words: it is another acknowledgement.
    assert case.incident.dsl_acknowledged
    assert case.state_of("dsl-takes-over") == "done"


def test_what_may_have_been_and_now_is_so_is_told_and_acknowledged_once_more() -> None:
    case = acknowledged_early()
    case.assess(child_at_risk=Answer.NOT_KNOWN)
    case.ask(ACKNOWLEDGE)
    case.answer(child_at_risk=YES)
    assert len(alerts(case)) == 2
    assert case.state_of("dsl-takes-over") == "open"


def test_a_risk_that_was_acknowledged_is_not_asked_about_again_for_other_answers() -> None:
    case = Walked()
    case.report(danger=YES)
    case.ask(ACKNOWLEDGE)
    case.assess(child_at_risk=YES)
    case.answer(technical=YES)
    assert case.incident.dsl_acknowledged
    assert case.state_of("dsl-takes-over") == "done"
    assert len(alerts(case)) == 1


def test_an_alert_that_still_waits_is_not_repeated() -> None:
    case = Walked()
    case.report(danger=YES)
    case.assess(child_at_risk=YES)
    case.answer(immediate_danger=NO, child_at_risk=YES)
    assert len(alerts(case)) == 1
