"""Playbooks drive a case: what its answers bring, how each step ends, what closing waits for."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import reduce
from uuid import UUID

import pytest

from application import permissions
from domain.facts import Answer, Fact
from domain.incident import commands as ask
from domain.incident.asked_with import RECORDED_WITH, commands_for
from domain.incident.commands import COMMANDS
from domain.incident.deciding.grounds import MANAGE_CASES
from domain.incident.deciding.hindering import dsl_considered
from domain.incident.decisions import decide
from domain.incident.events import (
    STORED_NAMES,
    DecisionRecorded,
    EditionAdoptedForCase,
    IncidentReported,
    RoutesOpened,
    StepCompleted,
    StepNotNeeded,
)
from domain.incident.refusals import EndsOtherwise, NoSuchEdition, NoSuchStep, ToBeDecided
from domain.incident.state import Incident, evolve
from domain.incident.words import Capacity, ImageLock, Intent, PersonKind
from domain.people import Person, Role
from domain.playbook.acts import names_of
from domain.playbook.conditions import AllOf, Always, AnyOf, Asks, Condition
from domain.playbook.playbook import Playbook, Route, Step
from domain.playbook.walking import StepDue
from domain.playbook.words import EVENT_NAMES, Who
from tests.domain.incident.walked import Walked, decision, parent, support
from tests.domain.playbook.edition import PLAYBOOK
from tests.examples import MONDAY_NINE, TEACHER
from tests.scenario import read_back

YES, NO, NOT_KNOWN = Answer.YES, Answer.NO, Answer.NOT_KNOWN
PUPIL, STAFF = PersonKind.PUPIL, PersonKind.STAFF


def reported(danger: Answer = NO, adult: Answer = NO) -> Walked:
    case = Walked()
    case.report(danger, adult)
    return case


def assessed(**answers: Answer) -> Walked:
    case = reported()
    case.assess(**answers)
    return case


def step(case: Walked, id: str) -> StepDue:
    return case.incident.walk.steps[id].due


# What answers bring


def test_a_report_brings_its_first_steps_in_the_same_command() -> None:
    case = reported()
    first, second = case.history
    assert isinstance(first, IncidentReported)
    assert isinstance(second, RoutesOpened)
    assert second.edition == "2026-09"
    assert [route.route for route in second.routes] == ["intake", "reporting", "closing"]
    assert {"make-safe", "assess", "tell-the-head"} <= {each.step for each in second.steps}
    assert case.state_of("record-in-log") == "done"  # The report itself wrote the log's row.


def test_without_a_playbook_nothing_is_asked_of_a_case() -> None:
    bare = ask.Circumstances(by=TEACHER, now=MONDAY_NINE, reference="OSI-2026-K7Q4ZM")
    decided = decide(None, ask.ReportIncident(summary="A film.", in_danger_now=NO), bare)
    assert [type(event) for event in decided] == [IncidentReported]


@pytest.mark.parametrize("answer", [YES, NOT_KNOWN])
def test_the_two_questions_of_the_report_open_the_protective_routes(answer: Answer) -> None:
    assert "danger" in reported(danger=answer).routes
    assert {"staff-instigator", "staff-outcome"} <= reported(adult=answer).routes


def test_what_is_not_known_at_assessment_opens_the_protective_route() -> None:
    assert "danger" in assessed(child_at_risk=NOT_KNOWN).routes
    assert "sexual-image" in assessed(sexual_image_of_under_18=NOT_KNOWN).routes
    assert "danger" not in assessed().routes


def test_a_later_answer_adds_its_steps_and_takes_none_away() -> None:
    case = assessed(pupil_victim=YES)
    before = set(case.incident.walk.steps)
    case.answer(technical=YES, pupil_victim=NO)
    opened = case.opened()
    assert [route.route for route in opened.routes] == ["technical"]
    assert before < set(case.incident.walk.steps)
    lines = len(case.history)
    case.answer(technical=YES, deliberate=NO)
    assert len(case.history) == lines + 1


def test_a_case_on_three_routes_at_once() -> None:
    """A pupil was hurt and hit back, and a member of staff filmed it."""
    case = reported(adult=YES)
    case.link("Ellie Marsh", PUPIL, Capacity.VICTIM)
    case.link("Ellie Marsh", PUPIL, Capacity.INSTIGATOR)
    case.link("Alan Pike", STAFF, Capacity.INSTIGATOR)
    case.assess(pupil_victim=YES, pupil_instigator=YES, staff_instigator=YES, serious=YES)
    assert {"pupil-victim", "pupil-instigator", "staff-instigator", "staff-outcome"} <= case.routes
    walk_to_the_end(case)
    assert case.incident.closed


# How steps end


def test_a_step_ends_by_the_event_that_it_names() -> None:
    case = reported()
    assert case.state_of("make-safe") == "open"
    case.take(step(case, "make-safe"))
    assert case.state_of("make-safe") == "done"
    assert case.incident.walk.steps["make-safe"].by == "made-safe"


def test_a_consider_is_answered_yes_or_no_with_a_reason() -> None:
    case = assessed(pupil_victim=YES)
    device = step(case, "victim-device")
    case.ask(decision(device, yes=False))
    assert case.state_of("victim-device") == "decided-no"
    assert case.state_of("ask-again-if-illegal") == "open"  # It ends the one that it names.
    case.ask(decision(device))
    assert case.state_of("victim-device") == "done"


def test_a_consider_is_not_passed_over_as_not_needed() -> None:
    case = assessed(pupil_victim=YES)
    with pytest.raises(ToBeDecided):
        case.ask(ask.MarkStepNotNeeded(step="victim-device", reason="It was at home."))
    assert case.state_of("victim-device") == "open"
    case.ask(decision(step(case, "victim-device"), yes=False))
    assert case.state_of("victim-device") == "decided-no"


def test_inv_10_involving_the_dsl_is_not_considered_by_a_step_found_not_needed() -> None:
    case = assessed(pupil_instigator=YES, serious=YES)
    assert "instigator-dsl" in case.incident.walk.steps
    passed_over = StepNotNeeded(step="instigator-dsl", reason="As it was written before.")
    without = replace(case.incident, dsl_told=False)
    assert not dsl_considered(evolve(without, passed_over))
    answered = case.ask(decision(step(case, "instigator-dsl"), yes=False))
    assert dsl_considered(reduce(evolve, answered, without))


def test_any_must_may_be_found_not_needed_with_a_reason() -> None:
    case = reported()
    case.ask(ask.MarkStepNotNeeded(step="make-safe", reason="It happened on Saturday."))
    assert case.state_of("make-safe") == "not-needed"
    case.take(step(case, "make-safe"))
    assert case.state_of("make-safe") == "done"


def test_the_victims_and_the_instigators_parents_each_end_their_own_step() -> None:
    case = assessed(pupil_victim=YES, pupil_instigator=YES, persistent=YES)
    victim, instigator = case.person(Capacity.VICTIM), case.person(Capacity.INSTIGATOR)
    case.ask(parent(case, instigator))
    assert case.state_of("instigator-parents") == "done"
    assert case.state_of("victim-parents") == "open"
    case.ask(parent(case, victim))
    assert case.state_of("victim-parents") == "done"


def test_support_given_before_the_assessment_counts_for_the_right_person() -> None:
    case = reported()
    case.ask(support(case, case.person(Capacity.INSTIGATOR)))
    case.assess(pupil_victim=YES, pupil_instigator=YES)
    assert case.state_of("support-the-pupil") == "open"
    jake = case.person(Capacity.INSTIGATOR)
    case.ask(ask.ChangeCapacity(person=jake, capacity=Capacity.VICTIM, why="He was hit."))
    assert case.state_of("support-the-pupil") == "done"


def test_an_earlier_referral_is_no_call_to_the_police() -> None:
    case = reported(danger=YES)
    case.take(step(case, "call-for-help"))
    case.answer(illegal=YES)
    assert case.state_of("police") == "open"


def test_a_step_that_was_never_given_is_recorded_and_marked() -> None:
    case = reported()
    (event,) = case.ask(ask.CompleteStep(step="union-advice", what_was_done="She rang them."))
    assert isinstance(event, StepCompleted)
    assert event.out_of_order == ("this case was not asked to take that step",)


def test_a_step_taken_before_an_earlier_must_is_recorded_and_marked() -> None:
    case = reported()
    (event,) = case.ask(ask.CompleteStep(step="link-people", what_was_done="Nobody is known."))
    assert isinstance(event, StepCompleted)
    assert event.out_of_order[0].startswith("done before “Switch off the monitor")
    assert case.state_of("link-people") == "done"


def test_a_completion_does_not_end_a_step_that_ends_otherwise() -> None:
    case = reported()
    lines = len(case.history)
    with pytest.raises(EndsOtherwise) as refused:
        case.ask(ask.CompleteStep(step="assess", what_was_done="I thought about it."))
    assert refused.value.where == ("step",)
    assert str(refused.value) == (
        "This step ends when this is on the record: assessment made. Record it with assess."
    )
    assert len(case.history) == lines
    assert case.state_of("assess") == "open"


def test_a_cancelled_task_leaves_its_step_open() -> None:
    case = assessed(technical=YES)
    logs = step(case, "preserve-logs")
    case.ask(
        ask.AssignTask(
            what=logs.say, assignee_name="Sam Reed", for_a_technician=True, step=logs.step
        )
    )
    (task,) = case.incident.tasks
    case.ask(ask.CompleteTask(task=task, cancelled_because="The wrong machine."))
    assert case.state_of("preserve-logs") == "open"
    case.take(logs)
    assert case.state_of("preserve-logs") == "done"


def test_a_decision_on_a_step_that_is_open_is_written_though_the_words_were_said_before() -> None:
    case = reported()
    early = ask.RecordDecision(
        question="The device?", yes=False, rationale="No device.", step="victim-device"
    )
    (event,) = case.ask(early)
    assert isinstance(event, DecisionRecorded)
    assert event.out_of_order == ("this case was not asked to take that step",)
    case.assess(pupil_victim=YES)
    assert len(case.ask(early)) == 1
    assert case.ask(early) == []


# Due times


def test_the_lado_is_due_by_the_end_of_the_next_working_day_over_a_bank_holiday() -> None:
    case = Walked(now=datetime(2027, 5, 28, 22, 50, tzinfo=UTC))  # Friday, 23:50 in London.
    case.report(adult=YES)
    # Monday the 31st is a bank holiday, so the next working day is Tuesday.
    assert step(case, "contact-lado").due == datetime(2027, 6, 1, 16, 0, tzinfo=UTC)


def test_the_lado_does_not_wait_for_the_school_holidays_to_end() -> None:
    case = Walked(now=datetime(2027, 8, 11, 9, tzinfo=UTC))  # A Wednesday in August.
    case.report(adult=YES)
    assert step(case, "contact-lado").due == datetime(2027, 8, 12, 16, 0, tzinfo=UTC)
    assert step(case, "written-account").due == datetime(2027, 8, 12, 16, 0, tzinfo=UTC)


# Editions


def test_a_later_edition_changes_nothing_in_a_case_until_somebody_decides_so() -> None:
    newer = reworded("2027-09")
    case = reported()
    asked_for = case.incident.walk.given
    case.playbook, case.earlier = newer, (PLAYBOOK,)
    case.assess(pupil_victim=YES)
    assert case.opened().edition == "2026-09"
    assert case.incident.walk.given[: len(asked_for)] == asked_for

    adopted, opened = case.ask(ask.AdoptEdition(edition="2027-09", reason="It is clearer."))
    assert isinstance(adopted, EditionAdoptedForCase)
    assert isinstance(opened, RoutesOpened)
    assert (adopted.was, opened.edition) == ("2026-09", "2027-09")
    assert step(case, "make-safe").say == "Said anew."
    assert step(case, "make-safe").due == asked_for[0].due  # No later than it was.
    assert case.state_of("record-in-log") == "done"
    assert case.ask(ask.AdoptEdition(edition="2027-09", reason="It is clearer.")) == []


def test_moved_to_another_edition_and_back_an_open_step_is_due_no_later_than_it_ever_was() -> None:
    case = reported()
    first = step(case, "tell-the-head").due
    routes = tuple(
        replace(route, steps=tuple(one for one in route.steps if one.id != "tell-the-head"))
        for route in PLAYBOOK.routes
    )
    case.playbook = replace(PLAYBOOK, edition="2027-09", routes=routes)
    case.earlier = (PLAYBOOK,)
    case.ask(ask.AdoptEdition(edition="2027-09", reason="It is clearer."))
    assert case.state_of("tell-the-head") is None
    case.now += timedelta(days=14)
    case.playbook, case.earlier = PLAYBOOK, (case.playbook,)
    case.ask(ask.AdoptEdition(edition="2026-09", reason="It was clearer."))
    assert step(case, "tell-the-head").due == first


def test_under_a_lock_for_ever_nobody_is_asked_for_screenshots_whatever_is_answered_since() -> (
    None
):
    case = reported()
    case.answer(sexual_image_of_under_18=YES)
    case.assess(sexual_image_of_under_18=NO, pupil_victim=YES)
    assert case.incident.image_lock is ImageLock.FOR_EVER
    assert case.incident.facts[Fact.SEXUAL_IMAGE_OF_UNDER_18] is NO
    assert "keep-evidence" not in case.incident.walk.steps
    assert "keep-no-image" in case.incident.walk.steps


def test_a_case_is_moved_to_the_edition_that_the_school_follows_and_to_no_other() -> None:
    with pytest.raises(NoSuchEdition):
        reported().ask(ask.AdoptEdition(edition="2031-09", reason="It sounds good."))


def reworded(edition: str) -> Playbook:
    routes = tuple(
        replace(route, steps=tuple(replace(each, say="Said anew.") for each in route.steps))
        for route in PLAYBOOK.routes
    )
    return replace(PLAYBOOK, edition=edition, routes=routes)


# Closing


def test_closing_says_which_steps_stand_in_the_way_each_once() -> None:
    case = assessed(pupil_victim=YES)
    case.person(Capacity.VICTIM)
    told = case.to_close()
    assert len(told) == len(set(told))
    assert "No support has been offered to Ellie Marsh." in told
    assert not any("Offer" in each and "support" in each for each in told)
    assert f"Still to be done: {step(case, 'tell-the-head').say}" in told
    device = step(case, "victim-device").say
    assert f"Still to be decided, yes or no, with the reason: {device}" in told
    assert not any(step(case, "outside-route").say in each for each in told)


@pytest.mark.parametrize("route", PLAYBOOK.routes, ids=lambda route: route.id)
def test_every_route_is_walked_from_report_to_closure_and_no_must_can_be_skipped(
    route: Route,
) -> None:
    case = reported()
    case.assess(**{fact.name.lower(): YES for fact in least(route.when)})
    assert route.id in case.routes
    walk_to_the_end(case)
    assert case.incident.closed
    assert read_back(*case.history) == case.incident


def least(when: Condition) -> set[Fact]:
    """Facts that open a route when they are answered yes."""
    match when:
        case Always():
            return set()
        case Asks(fact):
            return {fact}
        case AllOf(parts):
            return set().union(*map(least, parts))
        case AnyOf(parts):
            return least(parts[0])


# What a rule of closing misses already, and says in its own words.
BY_A_RULE = {"keep-evidence": "Nobody has said whether evidence was kept, or why not."}


def walk_to_the_end(case: Walked, skipped: str | None = None) -> None:
    """Step by step; before each one, closing is tried and refused in words."""
    while waiting := [step for step in case.waiting() if step.step != skipped]:
        refused = case.to_close()
        assert refused
        named = {each.partition(": ")[2] for each in refused if each.startswith("Still to be ")}
        waits = tuple(step.say for step in case.waiting())
        assert all(one.startswith(waits) for one in named)
        case.take(waiting[0])
        assert waiting[0].step in case.incident.walk.settled, waiting[0].step
    case.mend_loose_ends()
    if skipped is None:
        case.close()


def victims_case() -> Walked:
    case = reported()
    case.link("Ellie Marsh", PUPIL, Capacity.VICTIM)
    case.assess(pupil_victim=YES, child_at_risk=YES, serious=YES)
    return case


@pytest.mark.parametrize("skipped", [each.step for each in victims_case().waiting()])
def test_no_must_and_no_consider_of_a_pupils_case_can_be_skipped(skipped: str) -> None:
    case = victims_case()
    say = step(case, skipped).say
    walk_to_the_end(case, skipped)
    refused = case.to_close()
    if skipped in case.incident.walk.settled:  # What ended another step ended this one too.
        assert refused == ()
        return
    said = BY_A_RULE.get(skipped, say)
    assert [said in each for each in refused] == [True]
    case.take(step(case, skipped))
    case.mend_loose_ends()
    case.close()
    assert case.incident.closed


# Whoever may resolve it


REPORTED_BY = UUID(int=0xA0FF)


def holders(post: Who, case: Incident) -> list[Person]:
    """Whoever may hold a post: any of those who may be appointed, where it is the case manager."""
    account = {Who.CASE_MANAGER: MANAGING, Who.REPORTER: REPORTED_BY}.get(post, UUID(int=0xA0EE))
    found = {Who.CASE_MANAGER: MANAGE_CASES, Who.REPORTER: {Role.REPORTER, Role.CLASS_TEACHER}}
    roles = found.get(post) or {Role(post.value)}
    return [Person(account, "Robin Lowe", "Of that post", "", role) for role in roles]


MANAGING = UUID(int=0xA0DD)


@pytest.mark.parametrize("asked", PLAYBOOK.steps, ids=lambda step: step.id)
def test_every_post_that_is_given_a_step_may_ask_a_command_that_ends_it(asked: Step) -> None:
    case = assessed(**{fact.name.lower(): NOT_KNOWN for fact in Fact})
    case.answer(**{fact.name.lower(): NO for fact in NO_BRINGS})
    case.answer(staff_instigator=NO, sexual_image_of_under_18=NOT_KNOWN, serious=YES)
    case.answer(unsafe_to_tell_parents=YES, pupil_victim=YES, sexual_image_of_under_18=NO)
    case.answer(pupil_leaving=YES)
    if asked.id in BETWEEN_ADULTS:  # HR, once no child is part of it.
        case.answer(pupil_victim=NO, child_at_risk=NO)
        case.answer(serious=NO)
    incident = replace(case.incident, case_manager=MANAGING)
    assert asked.id in incident.walk.steps
    commands = commands_for(asked.done_by)
    for post in asked.who:
        for person in holders(post, incident):
            may = [
                one
                for one in commands
                if permissions.may_ask_here(person, one, incident, asked.id, REPORTED_BY)
            ]
            assert may, (post, person.role)


BETWEEN_ADULTS = ("hr-first", "hr-advice")
NO_BRINGS = (
    Fact.ILLEGAL,
    Fact.SEXUAL_IMAGE_OF_UNDER_18,
    Fact.SUBJECT_IS_HEAD,
    Fact.UNSAFE_TO_TELL_PARENTS,
    Fact.SERIOUS,
)


def test_a_step_of_ones_own_is_no_leave_to_do_the_same_for_another() -> None:
    case = assessed(pupil_victim=YES)
    teacher = Person(UUID(int=0xA0EE), "Robin Lowe", "Teacher", "", Role.CLASS_TEACHER)
    theirs = permissions.may_ask_here(
        teacher, "inform-parent", case.incident, "victim-parents", None
    )
    others = permissions.may_ask_here(
        teacher, "assign-support", case.incident, "support-the-pupil", None
    )
    assert (theirs, others) == (True, False)
    assert not permissions.may_ask_here(teacher, "inform-parent", case.incident, None, None)


@pytest.mark.parametrize("asked", PLAYBOOK.steps, ids=lambda step: step.id)
def test_every_event_that_ends_a_step_can_be_asked_for_by_somebody(asked: Step) -> None:
    for name in names_of(asked.done_by):
        assert any(permissions.may_ask(role, RECORDED_WITH[name]) for role in Role)


def test_a_step_can_always_be_found_not_needed_by_those_who_handle_cases() -> None:
    for role in (Role.COORDINATOR, Role.DSL, Role.DEPUTY_DSL, Role.HEAD, Role.SENIOR_LEADER):
        assert permissions.may_ask(role, "mark-step-not-needed")
    assert set(RECORDED_WITH.values()) <= {*COMMANDS, "report"}


def test_a_playbook_may_name_every_event_and_no_other() -> None:
    """Only what a playbook itself brings about cannot end its steps."""
    stored = {name.rpartition(".")[0] for name in STORED_NAMES}
    assert set(EVENT_NAMES) == stored - {
        "routes-opened",
        "steps-set-aside",
        "edition-adopted-for-case",
    }


# Steps that a case was not given


def test_a_known_step_of_a_route_that_is_not_open_is_a_fact_and_is_marked() -> None:
    case = reported()
    told_chair = ask.CompleteStep(step="tell-the-chair", what_was_done="Rang Grace Obi.")
    (event,) = case.ask(told_chair)
    assert isinstance(event, StepCompleted)
    assert event.out_of_order == ("this case was not asked to take that step",)


@pytest.mark.parametrize(
    "command",
    [
        ask.CompleteStep(step="no-such-step", what_was_done="Something."),
        ask.MarkStepNotNeeded(step="no-such-step", reason="A slip."),
        ask.RecordDecision(question="What?", yes=True, rationale="So.", step="no-such-step"),
    ],
    ids=lambda command: type(command).__name__,
)
def test_an_id_that_no_playbook_has_is_a_slip_and_leaves_no_line(command: ask.Command) -> None:
    case = reported()
    with pytest.raises(NoSuchStep) as refused:
        case.ask(command)
    assert refused.value.where == ("step",)
    assert "/steps" in refused.value.because


# An accident


def test_what_was_found_to_be_an_accident_asks_for_no_disciplinary_procedure() -> None:
    case = reported(adult=YES)
    case.ask(ask.EscalateToLado(lado="Helen Frost", discussed="All of it."))
    assert case.state_of("disciplinary") == "open"
    case.ask(ask.DetermineIntent(intent=Intent.ACCIDENTAL, rationale="The film shows it."))
    assert case.state_of("disciplinary") == "done"
    case.ask(ask.DetermineIntent(intent=Intent.DELIBERATE, rationale="A second film shows more."))
    assert case.state_of("disciplinary") == "open"
    assert case.state_of("review-evidence") == "done"
