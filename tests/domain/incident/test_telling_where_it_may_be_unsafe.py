"""A parent told where home may be the danger is a fact, and the safeguarding lead hears of it."""

from uuid import UUID

import pytest

from application.remarks import UNSAFELY_TOLD, remarks
from domain.facts import Answer
from domain.incident import commands as ask
from domain.incident.events import DslAlerted, Event, ParentInformed
from domain.incident.words import Capacity, PersonKind, RemovalResult, RemovalThrough
from domain.people import Person
from tests.domain.incident.walked import NO, NOT_KNOWN, YES, Walked
from tests.examples import COORDINATOR, DEPUTY, HEAD, LEAD


def case_of(unsafe: Answer = YES) -> Walked:
    case = Walked(posts={"dsls": frozenset({LEAD.account}), "heads": frozenset({HEAD.account})})
    case.report()
    case.assess(pupil_victim=YES, unsafe_to_tell_parents=unsafe)
    case.link("Ellie Marsh", PersonKind.PUPIL, Capacity.VICTIM)
    return case


def ellie(case: Walked) -> UUID:
    return case.person(Capacity.VICTIM)


def tell(
    case: Walked, by: Person, safe: Answer, agree: Answer | None = None
) -> tuple[ParentInformed, list[Event]]:
    told = ask.InformParent(
        pupil=ellie(case),
        parent="Dean Marsh",
        safe_to_tell=safe,
        agencies_agree=agree,
        said="What happened.",
    )
    decided = case.ask(told, by=by)
    assert isinstance(decided[0], ParentInformed)
    return decided[0], decided


def alerts(decided: list[Event]) -> list[str]:
    return [one.why for one in decided if isinstance(one, DslAlerted)]


@pytest.mark.parametrize("safe", [NO, NOT_KNOWN, YES])
def test_the_dsl_is_alerted_when_somebody_else_tells_a_parent_judged_unsafe(safe: Answer) -> None:
    case = case_of()
    before = case.incident
    event, decided = tell(case, COORDINATOR, safe)
    assert event.out_of_order
    (why,) = alerts(decided)
    assert why.startswith("A parent was told although it was not, or might not be, safe")
    known = ask.Circumstances(by=COORDINATOR, now=case.now)
    assert remarks(before, decided, known) == (UNSAFELY_TOLD,)


def test_such_a_telling_does_not_take_the_decision_from_the_dsl() -> None:
    case = case_of()
    tell(case, COORDINATOR, NOT_KNOWN)
    assert case.state_of("victim-parents-safe") == "open"
    tell(case, LEAD, YES, YES)
    assert case.state_of("victim-parents-safe") == "done"


@pytest.mark.parametrize("by", [LEAD, DEPUTY, HEAD])
@pytest.mark.parametrize("unsafe", [YES, NOT_KNOWN])
def test_whoever_may_decide_that_it_is_safe_is_not_said_to_be_out_of_order(
    unsafe: Answer, by: Person
) -> None:
    event, decided = tell(case_of(unsafe), by, YES, YES)
    assert event.out_of_order == ()
    assert alerts(decided) == []


def test_what_the_agencies_agree_to_alarms_nobody() -> None:
    event, decided = tell(case_of(), COORDINATOR, YES, YES)
    assert event.out_of_order == ()
    assert alerts(decided) == []


def test_a_dsl_who_tells_them_all_the_same_needs_no_alert() -> None:
    event, decided = tell(case_of(), LEAD, NO)
    assert event.out_of_order == ("told although it was not thought safe to tell",)
    assert alerts(decided) == []


def test_where_telling_is_safe_nobody_is_alarmed() -> None:
    event, decided = tell(case_of(NO), COORDINATOR, YES)
    assert event.out_of_order == ()
    assert alerts(decided) == []


def removal(case: Walked, through: RemovalThrough, step: str | None = None) -> list[Event]:
    return case.ask(
        ask.RequestRemoval(
            what="The film",
            asked_of="Jake Holt",
            through=through,
            not_waiting_because="It spreads.",
            step=step,
        )
    )


def out_of_order(events: list[Event]) -> list[str]:
    return [mark for one in events for mark in getattr(one, "out_of_order", ())]


def test_the_platform_is_asked_in_order_once_the_pupil_has_refused() -> None:
    case = Walked()
    case.report()
    case.assess(staff_victim_of_pupil=YES, pupil_instigator=YES)
    case.ask(ask.KeepNoEvidence(reason="It was seen by all."))
    case.ask(
        ask.LinkPerson(full_name="Jake Holt", kind=PersonKind.PUPIL, capacity=Capacity.INSTIGATOR)
    )
    removal(case, RemovalThrough.PERSON)
    (asked,) = case.incident.removals
    case.ask(ask.RecordRemovalOutcome(removal=asked, result=RemovalResult.REFUSED, said="No."))
    case.answer(removal_refused=YES)
    assert case.state_of("pupil-takes-it-down") == "open"
    decided = removal(case, RemovalThrough.PLATFORM, step="refused-platform")
    assert case.state_of("refused-platform") == "done"
    assert not [mark for mark in out_of_order(decided) if mark.startswith("done before")]


def test_a_step_due_first_is_not_out_of_order_before_one_that_is_due_later() -> None:
    case = Walked()
    case.report()
    case.assess(staff_instigator=YES)
    complete = ask.CompleteStep(step="written-account", what_was_done="Signed and dated.")
    marks = out_of_order(case.ask(complete))
    steps = {one.say: one for one in case.incident.walk.given}
    (account,) = [one for one in steps.values() if one.step == "written-account"]
    before = [steps[mark.removeprefix("done before “").rstrip("”")] for mark in marks]
    assert account.due is not None
    assert all(one.due and one.due <= account.due for one in before)
