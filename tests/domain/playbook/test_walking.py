"""A case walks its routes: what opens, what is added, what is still open."""

from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.facts import Answer, Fact
from domain.playbook.acts import THIS_STEP, kinds_in, name_in, names_of
from domain.playbook.conditions import can_hold
from domain.playbook.grammar import parse
from domain.playbook.walking import (
    StepDue,
    all_answered,
    in_the_way_of_closing,
    is_late,
    newly_due,
    open_steps,
    overdue,
    routes_open,
    settles,
    steps_due,
    to_ask_again,
)
from domain.playbook.words import EVENT_NAMES, Kind
from tests.domain.playbook.edition import CALENDAR, PLAYBOOK, TEXT

YES, NO, NOT_KNOWN = Answer.YES, Answer.NO, Answer.NOT_KNOWN
LONDON = ZoneInfo("Europe/London")
MONDAY_NINE = datetime(2026, 9, 7, 9, tzinfo=LONDON)
NOTHING = dict.fromkeys(Fact, NO)
ALWAYS = {"intake", "reporting", "closing"}

any_facts = st.dictionaries(st.sampled_from(Fact), st.sampled_from(Answer))


def steps(**answers: Answer) -> tuple[StepDue, ...]:
    """Everything answered no, but for what is named."""
    facts = NOTHING | {Fact[name.upper()]: answer for name, answer in answers.items()}
    return steps_due(PLAYBOOK, facts, MONDAY_NINE, CALENDAR)


def ids(due: tuple[StepDue, ...]) -> list[str]:
    return [each.step for each in due]


def find(due: tuple[StepDue, ...], step: str) -> StepDue:
    return next(each for each in due if each.step == step)


@pytest.mark.parametrize(
    ("fact", "route"),
    [
        (Fact.IMMEDIATE_DANGER, "danger"),
        (Fact.CHILD_AT_RISK, "danger"),
        (Fact.ILLEGAL, "illegal"),
        (Fact.COERCION_OR_GROOMING, "illegal"),
        (Fact.INTIMATE_IMAGE_OF_ADULT, "illegal"),
        (Fact.SEXUAL_IMAGE_OF_UNDER_18, "sexual-image"),
        (Fact.STAFF_INSTIGATOR, "staff-instigator"),
        (Fact.PUPIL_VICTIM, "pupil-victim"),
        (Fact.PUPIL_INSTIGATOR, "pupil-instigator"),
        (Fact.STAFF_VICTIM_OF_PARENT, "staff-victim-of-parent"),
        (Fact.STAFF_VICTIM_OF_PUPIL, "staff-victim-of-pupil"),
        (Fact.STAFF_VICTIM_OF_STAFF, "staff-victim-of-staff"),
        (Fact.STAFF_VICTIM_OF_PARENT, "staff-support"),
        (Fact.OTHER_VICTIM, "others"),
        (Fact.OTHER_INSTIGATOR, "others"),
        (Fact.OUTSIDE_ADULT, "others"),
        (Fact.DEVICE_HELD, "devices"),
        (Fact.RADICALISATION, "prevent"),
        (Fact.TECHNICAL, "technical"),
        (Fact.SERIOUS, "serious"),
        (Fact.PERSISTENT, "serious"),
    ],
)
def test_yes_and_not_known_open_the_protective_route_and_no_does_not(
    fact: Fact, route: str
) -> None:
    for answer, opens in ((YES, True), (NOT_KNOWN, True), (NO, False)):
        open_ = {each.id for each in routes_open(PLAYBOOK, NOTHING | {fact: answer})}
        assert (route in open_) is opens


def test_a_fresh_report_opens_what_every_incident_has_and_no_more() -> None:
    assert {route.id for route in routes_open(PLAYBOOK, {})} == ALWAYS


def test_a_fresh_report_asks_few_things_and_leaves_considering_for_later() -> None:
    fresh = steps_due(PLAYBOOK, {Fact.STAFF_INSTIGATOR: NO}, MONDAY_NINE, CALENDAR)
    assert "tell-the-head" in ids(fresh)
    assert [step.step for step in fresh if step.kind is Kind.CONSIDER] == ["review-the-procedures"]
    assert len(fresh) <= 12


def test_screenshots_are_advised_only_once_somebody_has_said_that_it_is_no_such_image() -> None:
    fresh = ids(steps_due(PLAYBOOK, {}, MONDAY_NINE, CALENDAR))
    assert "keep-no-image" in fresh
    assert "keep-evidence" not in fresh
    assert "keep-evidence" in ids(steps(sexual_image_of_under_18=NO))


def test_a_victim_who_hit_back_and_was_filmed_by_a_teacher_is_on_three_routes() -> None:
    facts = NOTHING | dict.fromkeys(
        (Fact.PUPIL_VICTIM, Fact.PUPIL_INSTIGATOR, Fact.STAFF_INSTIGATOR), YES
    )
    open_ = {route.id for route in routes_open(PLAYBOOK, facts)}
    assert open_ == ALWAYS | {
        "pupil-victim",
        "pupil-instigator",
        "staff-instigator",
        "staff-outcome",
    }


def test_the_lado_is_due_at_five_on_the_next_working_day() -> None:
    lado = find(steps(staff_instigator=NOT_KNOWN), "contact-lado")
    assert lado.due == datetime(2026, 9, 8, 16, tzinfo=UTC)
    assert lado.kind is Kind.MUST
    assert lado.calendar == "working-day"
    assert (lado.within, lado.edition) == ("1 working day", "2026-09")


def test_the_head_leads_unless_it_is_or_may_be_about_the_head() -> None:
    about_a_teacher = ids(steps(staff_instigator=YES))
    about_the_head = ids(steps(staff_instigator=YES, subject_is_head=YES))
    unclear = ids(steps(staff_instigator=YES, subject_is_head=NOT_KNOWN))
    assert "head-leads" in about_a_teacher
    assert "tell-the-head" in about_a_teacher
    for chair in (about_the_head, unclear):
        assert {"chair-leads", "tell-the-chair"} <= set(chair)
        assert not {"head-leads", "tell-the-head"} & set(chair)


def test_a_child_in_a_case_between_staff_brings_the_lado_before_hr() -> None:
    due = steps(staff_victim_of_staff=YES, serious=YES, child_at_risk=NOT_KNOWN)
    assert ids(due).index("child-before-hr") < ids(due).index("hr-first")
    assert "child-before-hr" not in ids(steps(staff_victim_of_staff=YES, serious=YES))


def test_parents_of_an_instigator_are_told_if_it_is_serious_or_persistent() -> None:
    assert "instigator-parents" in ids(steps(pupil_instigator=YES, serious=YES))
    assert "instigator-parents" in ids(steps(pupil_instigator=YES, persistent=NOT_KNOWN))
    assert "instigator-parents" not in ids(steps(pupil_instigator=YES))


def test_the_network_is_asked_only_if_the_pupil_refuses_and_may_be_under_13() -> None:
    asked = {"staff_victim_of_pupil": YES, "removal_refused": YES}
    assert "under-13-account" in ids(steps(**asked, under_13=NOT_KNOWN))
    assert "under-13-account" not in ids(steps(**asked, under_13=NO))
    assert "under-13-account" not in ids(steps(staff_victim_of_pupil=YES, under_13=YES))


@pytest.mark.parametrize(
    "trigger",
    [
        Fact.OUTSIDE_ADULT,
        Fact.STAFF_INSTIGATOR,
        Fact.COERCION_OR_GROOMING,
        Fact.VIOLENT_OR_UNUSUAL_FOR_AGE,
        Fact.UNDER_13,
        Fact.CHILD_AT_RISK,
        Fact.IMMEDIATE_DANGER,
    ],
)
def test_each_reason_to_refer_an_image_is_enough_by_itself(trigger: Fact) -> None:
    image = NOTHING | {Fact.SEXUAL_IMAGE_OF_UNDER_18: YES}
    for answer in (YES, NOT_KNOWN):
        facts = image | {trigger: answer}
        assert "nudes-triggers" in ids(steps_due(PLAYBOOK, facts, MONDAY_NINE, CALENDAR))
    assert "nudes-triggers" not in ids(steps_due(PLAYBOOK, image, MONDAY_NINE, CALENDAR))


def test_a_technicians_task_names_nobody_and_is_settled_by_the_task() -> None:
    tasks = [step for step in PLAYBOOK.steps if step.technical]
    assert {task.id for task in tasks} == {"preserve-logs", "reset-passwords", "mend-the-filter"}
    for task in tasks:
        assert task.done_by == ("task-done",)
        assert task.who == ("technician",)
        assert not any(word in task.say for word in ("pupil's", "name of", "he or she"))


def test_new_facts_add_steps_and_never_take_any_away() -> None:
    given_ = steps(pupil_victim=YES, child_at_risk=YES)
    calmer = NOTHING | {Fact.PUPIL_VICTIM: YES, Fact.PUPIL_INSTIGATOR: YES}
    tuesday = MONDAY_NINE + timedelta(days=1)
    added = newly_due(PLAYBOOK, calmer, given_, tuesday, CALENDAR)
    assert "others-involved" in ids(added)
    assert not set(ids(added)) & set(ids(given_))
    assert "tell-the-dsl" in ids((*given_, *added))


def test_a_later_edition_does_not_ask_again_for_what_was_given() -> None:
    next_year = parse(TEXT.replace('edition = "2026-09"', 'edition = "2027-09"', 1))
    facts = NOTHING | {Fact.PUPIL_VICTIM: YES}
    given_ = steps(pupil_victim=YES)
    assert newly_due(next_year, facts, given_, MONDAY_NINE, CALENDAR) == ()
    assert {step.edition for step in given_} == {"2026-09"}


def test_an_event_settles_the_steps_that_name_it() -> None:
    lado = find(steps(staff_instigator=YES), "contact-lado")
    assert settles(lado, "escalated-to-lado")
    assert not settles(lado, "note-added")
    assert settles(lado, "step-not-needed", named="contact-lado")
    assert not settles(lado, "step-completed", named="contact-lado")


def test_a_decision_settles_only_the_step_it_names() -> None:
    dsl = find(steps(pupil_instigator=YES, serious=YES), "instigator-dsl")
    assert settles(dsl, "decision-recorded", named="instigator-dsl")
    assert not settles(dsl, "decision-recorded")
    assert not settles(dsl, "decision-recorded", named="victim-device")


def test_a_may_does_not_stand_in_the_way_of_closing_and_the_rest_does() -> None:
    due = steps(staff_victim_of_parent=YES)
    blocking = ids(in_the_way_of_closing(due, settled=[]))
    assert "parent-letter" in ids(due)
    assert "parent-letter" not in blocking
    assert "invite-the-parent" in blocking
    assert "review-the-procedures" in blocking
    assert in_the_way_of_closing(due, settled=ids(due)) == ()


def test_overdue_is_a_question_with_a_clock_and_the_longest_overdue_stands_first() -> None:
    due = steps(staff_instigator=YES)
    tuesday_evening = datetime(2026, 9, 8, 16, 0, 1, tzinfo=UTC)
    late = overdue(due, [], tuesday_evening)
    assert "contact-lado" in ids(late)
    assert "staff-case-hr" not in ids(late)
    assert [step.due for step in late] == sorted(step.due for step in late if step.due)
    assert "contact-lado" not in ids(overdue(due, ["contact-lado"], tuesday_evening))


def test_what_is_not_known_is_asked_again() -> None:
    facts = NOTHING | {Fact.PUPIL_VICTIM: YES, Fact.CHILD_AT_RISK: NOT_KNOWN}
    assert to_ask_again(PLAYBOOK, facts) == (Fact.CHILD_AT_RISK,)
    assert Fact.ILLEGAL in to_ask_again(PLAYBOOK, {})


def test_a_step_given_is_made_of_plain_values() -> None:
    for value in asdict(find(steps(), "assess")).values():
        assert isinstance(value, str | tuple | datetime | None)


def test_no_step_and_no_route_is_unreachable() -> None:
    for route in PLAYBOOK.routes:
        for step in route.steps:
            assert can_hold(route.when, step.when)


def test_every_step_can_be_ended_by_an_event_that_exists() -> None:
    for step in PLAYBOOK.steps:
        assert step.who
        assert names_of(step.done_by) <= set(EVENT_NAMES)
        assert step.kind is not Kind.CONSIDER or "decision-recorded" in names_of(step.done_by)


@settings(max_examples=300, deadline=None)
@given(any_facts)
def test_every_path_can_be_walked_to_its_end(facts: dict[Fact, Answer]) -> None:
    due = steps_due(PLAYBOOK, facts, MONDAY_NINE, CALENDAR)
    settled: list[str] = []
    while waiting := open_steps(due, settled):
        step = waiting[0]
        acts = [(name_in(act), kinds_in(act)) for act in step.done_by]
        acts += [("step-completed", ()) for _, kinds in acts if THIS_STEP in kinds]
        assert any(settles(step, name, named=step.step, kinds=kinds) for name, kinds in acts)
        assert settles(step, "step-not-needed", named=step.step)
        settled.append(step.step)
    assert in_the_way_of_closing(due, settled) == ()
    assert "propose-closing" in settled


@settings(max_examples=300, deadline=None)
@given(any_facts, st.sampled_from(Fact))
def test_less_knowledge_never_closes_a_route(facts: dict[Fact, Answer], fact: Fact) -> None:
    """From "no" to "not known" a case gains routes; only "leaving" waits for a clear yes."""
    sure = {route.id for route in routes_open(PLAYBOOK, facts | {fact: NO})}
    unsure = {route.id for route in routes_open(PLAYBOOK, facts | {fact: NOT_KNOWN})}
    assert sure <= unsure


@settings(max_examples=200, deadline=None)
@given(any_facts, any_facts)
def test_steps_given_in_two_turns_are_each_given_once(
    before: dict[Fact, Answer], after: dict[Fact, Answer]
) -> None:
    first = steps_due(PLAYBOOK, before, MONDAY_NINE, CALENDAR)
    second = newly_due(PLAYBOOK, before | after, first, MONDAY_NINE, CALENDAR)
    every = ids((*first, *second))
    assert len(every) == len(set(every))
    wanted = ids(steps_due(PLAYBOOK, before | after, MONDAY_NINE, CALENDAR))
    assert set(wanted) <= set(every)


def test_unasked_counts_as_not_known_on_an_open_route() -> None:
    assert all_answered({Fact.SERIOUS: NO})[Fact.SERIOUS] is NO
    assert all_answered({})[Fact.SERIOUS] is NOT_KNOWN
    asked = {Fact.PUPIL_INSTIGATOR: YES, Fact.STAFF_INSTIGATOR: NO}  # The report asks the second.
    bare = steps_due(PLAYBOOK, asked, MONDAY_NINE, CALENDAR)
    assert "instigator-parents" in ids(bare)


def test_a_step_at_once_is_overdue_a_quarter_of_an_hour_after_it_was_asked_for() -> None:
    at_once = find(steps(), "make-safe")
    assert at_once.due == MONDAY_NINE
    assert not is_late(at_once, MONDAY_NINE + timedelta(minutes=15))
    assert is_late(at_once, MONDAY_NINE + timedelta(minutes=15, seconds=1))


def test_any_other_step_is_overdue_as_soon_as_its_time_has_passed() -> None:
    other = find(steps(staff_instigator=YES), "contact-lado")
    assert other.due is not None
    assert not is_late(other, other.due)
    assert is_late(other, other.due + timedelta(seconds=1))
