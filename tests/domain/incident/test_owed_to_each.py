"""What is done for one pupil is not done for the next: steps that are owed to each of them."""

from collections.abc import Callable
from uuid import UUID

import pytest

from application.case_steps import case_steps
from application.projections.steps_due import OwedTo
from domain.facts import Answer
from domain.incident import commands as ask
from domain.incident.events import Event
from domain.incident.words import Capacity, PersonKind, Supporter
from tests.application.test_whose_steps import row
from tests.domain.incident.walked import NO, YES, Walked

VICTIM, INSTIGATOR, WITNESS = Capacity.VICTIM, Capacity.INSTIGATOR, Capacity.WITNESS
PUPIL = PersonKind.PUPIL
Act = Callable[[Walked, UUID], list[Event]]


def assessed(**answers: Answer) -> Walked:
    case = Walked()
    case.report()
    case.assess(**answers)
    return case


def named(case: Walked, name: str, capacity: Capacity, kind: PersonKind = PUPIL) -> UUID:
    case.link(name, kind, capacity)
    return list(case.incident.people)[-1]


def sanction(case: Walked, pupil: UUID) -> list[Event]:
    return case.ask(
        ask.DecideSanctionOrSupport(
            person=pupil, sanction="A week.", policy="6", rationale="They knew the rule."
        )
    )


def support(case: Walked, pupil: UUID) -> list[Event]:
    return case.ask(
        ask.AssignSupport(
            person=pupil,
            supporter=Supporter.CLASS_TEACHER,
            supporter_name="Tom Barlow",
            what="A word each morning.",
        )
    )


def tell_parent(case: Walked, pupil: UUID) -> list[Event]:
    return case.ask(
        ask.InformParent(pupil=pupil, parent="A parent", safe_to_tell=YES, said="All of it.")
    )


def do_not_tell(case: Walked, pupil: UUID) -> list[Event]:
    return case.ask(
        ask.DecideNotToInformParent(pupil=pupil, parent="Either", reason="Not safe yet.")
    )


OF_TWO = [
    ("support-the-pupil", VICTIM, support),
    ("victim-parents", VICTIM, tell_parent),
    ("victim-parents", VICTIM, do_not_tell),
    ("sanction-or-support", INSTIGATOR, sanction),
    ("instigator-parents", INSTIGATOR, tell_parent),
]


@pytest.mark.parametrize(("step", "capacity", "act"), OF_TWO)
def test_a_step_stands_open_until_each_of_two_pupils_has_theirs(
    step: str, capacity: Capacity, act: Act
) -> None:
    case = assessed(pupil_victim=YES, pupil_instigator=YES, persistent=YES)
    one, other = (named(case, name, capacity) for name in ("Ellie Marsh", "Noah Pell"))
    act(case, one)
    assert case.state_of(step) == "open"
    assert for_whom(case, step) == [("Ellie Marsh", "done"), ("Noah Pell", "open")]
    act(case, other)
    assert case.state_of(step) == "done"


def for_whom(case: Walked, step: str) -> list[tuple[str | None, str]]:
    (found,) = (one for one in case_steps(case.incident, case.now) if one.id == step)
    return [(one.name, one.state) for one in found.for_people]


def test_closing_says_for_whom_nothing_has_been_decided() -> None:
    case = assessed(pupil_instigator=YES)
    jake, _ = (named(case, name, INSTIGATOR) for name in ("Jake Holt", "Noah Pell"))
    sanction(case, jake)
    (said,) = (one for one in case.to_close() if "sanctions" in one)
    assert said.endswith("For Noah Pell.")


def test_the_work_of_whoever_decides_says_for_whom() -> None:
    case = assessed(pupil_instigator=YES)
    jake, noah = (named(case, name, INSTIGATOR) for name in ("Jake Holt", "Noah Pell"))
    sanction(case, jake)
    (waiting,) = (one for one in row(case).steps if one.step == "sanction-or-support")
    assert waiting.for_people == (
        OwedTo(person=jake, name="Jake Holt", state="done"),
        OwedTo(person=noah, name="Noah Pell", state="open"),
    )


def test_somebody_linked_later_has_it_opened_for_them_alone_with_a_time_of_its_own() -> None:
    case = assessed(pupil_victim=YES)
    ellie = named(case, "Ellie Marsh", VICTIM)
    tell_parent(case, ellie)
    due = case.incident.walk.steps["victim-parents"].due.due
    case.now = case.now.replace(day=case.now.day + 2)
    noah = named(case, "Noah Pell", VICTIM)
    assert for_whom(case, "victim-parents") == [("Ellie Marsh", "done"), ("Noah Pell", "open")]
    anew = case.incident.walk.steps["victim-parents"].due.due
    assert due
    assert anew
    assert anew > due
    tell_parent(case, noah)
    assert case.state_of("victim-parents") == "done"


def test_not_needed_counts_for_everybody_who_is_there_and_for_nobody_who_comes_later() -> None:
    case = assessed(pupil_instigator=YES)
    jake, _ = (named(case, name, INSTIGATOR) for name in ("Jake Holt", "Noah Pell"))
    sanction(case, jake)
    case.ask(ask.MarkStepNotNeeded(step="sanction-or-support", reason="Noah only watched."))
    assert case.state_of("sanction-or-support") == "not-needed"
    assert for_whom(case, "sanction-or-support") == [
        ("Jake Holt", "done"),
        ("Noah Pell", "not-needed"),
    ]
    named(case, "Ada Cole", INSTIGATOR)
    assert case.state_of("sanction-or-support") == "open"
    assert for_whom(case, "sanction-or-support")[-1] == ("Ada Cole", "open")


def test_whoever_was_named_in_error_is_owed_nothing() -> None:
    case = assessed(pupil_instigator=YES)
    jake, noah = (named(case, name, INSTIGATOR) for name in ("Jake Holt", "Noah Pell"))
    sanction(case, jake)
    case.ask(ask.MarkNamedInError(person=noah, reason="A namesake."))
    assert case.state_of("sanction-or-support") == "done"


def test_whoever_turns_out_to_have_been_harmed_too_is_owed_what_the_others_had() -> None:
    case = assessed(pupil_victim=YES)
    ellie = named(case, "Ellie Marsh", VICTIM)
    noah = named(case, "Noah Pell", WITNESS)
    support(case, ellie)
    tell_parent(case, noah)
    tell_parent(case, ellie)
    case.ask(ask.ChangeCapacity(person=noah, capacity=VICTIM, why="It was about him, too."))
    assert case.state_of("support-the-pupil") == "open"
    assert case.state_of("victim-parents") == "done"  # His parents know already.


def test_what_was_done_before_the_chart_opened_counts_for_each() -> None:
    case = assessed()
    one, other = (named(case, name, INSTIGATOR) for name in ("Jake Holt", "Noah Pell"))
    do_not_tell(case, one)
    tell_parent(case, other)
    case.answer(persistent=YES)
    assert case.state_of("instigator-parents") == "done"


def test_telling_one_parent_undoes_no_decision_about_another() -> None:
    case = assessed()
    one, other = (named(case, name, VICTIM) for name in ("Ellie Marsh", "Noah Pell"))
    do_not_tell(case, one)
    tell_parent(case, other)
    assert do_not_tell(case, one) == []


def test_naming_the_step_for_one_of_two_is_no_slip() -> None:
    case = assessed(pupil_victim=YES)
    ellie, _ = (named(case, name, VICTIM) for name in ("Ellie Marsh", "Noah Pell"))
    (told,) = case.ask(
        ask.InformParent(
            pupil=ellie, parent="A parent", safe_to_tell=YES, said="All.", step="victim-parents"
        )
    )
    assert getattr(told, "out_of_order", None) == ()


def test_a_child_of_another_school_is_owed_nothing_by_this_one() -> None:
    case = assessed(pupil_victim=YES)
    ellie = named(case, "Ellie Marsh", VICTIM)
    named(case, "Kim Lund", VICTIM, PersonKind.EXTERNAL_CHILD)
    support(case, ellie)
    assert case.state_of("support-the-pupil") == "done"


def test_with_no_pupil_known_by_name_what_is_done_for_one_unknown_ends_it() -> None:
    case = assessed(pupil_victim=YES, unsafe_to_tell_parents=NO)
    somebody = named(case, "Somebody", VICTIM, PersonKind.UNKNOWN)
    support(case, somebody)
    assert case.state_of("support-the-pupil") == "done"
    named(case, "Ellie Marsh", VICTIM)
    assert case.state_of("support-the-pupil") == "open"
