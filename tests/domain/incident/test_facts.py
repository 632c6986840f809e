"""A fact is never refused, and a decision is not reached by saying things to and fro."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from domain.facts import Answer, Fact
from domain.incident import commands as ask
from domain.incident import events as told
from domain.incident.commands import Command
from domain.incident.events import Event
from domain.incident.refusals import (
    ExhibitReferenceTaken,
    HasAnAccount,
    HeadCannotManage,
    KeepEvidenceFirst,
    LadoFirst,
    MayNotLead,
    NoSuchAccount,
    NoSuchManager,
    NotForASubject,
    NotYetHappened,
    PausedForThePolice,
    WordsNeeded,
)
from domain.incident.words import (
    Capacity,
    Duty,
    EvidenceKind,
    Finding,
    ImageLock,
    Intent,
)
from domain.people import Role
from domain.times import SKEW, Occurred
from tests.examples import (
    CHAIR,
    DEPUTY,
    ELLIE_LINKED,
    HEAD,
    HOLD,
    LEAD,
    MONDAY_NINE,
    ORDINARY,
    PIKE_LINKED,
    REPORTED,
    SETTLED,
    SUNDAY_EVENING,
    TASK,
    TEACHER,
    THREE_TEXTS,
)
from tests.scenario import given

LOCKED = told.FactsChanged(findings=(), restricted=False, image_lock=ImageLock.FOR_EVER)
PAUSED = told.PausedForPolice(force="Lancashire Police", terms="Wait for us.")
REMOVE = ask.RequestRemoval(what="The page about Mrs Lyle", asked_of="The site")
HAND_OVER = ask.HandOverExhibit(
    exhibit="ZZ/1", handed_by="Bryn Jones", received_by="Ruth Ainsley", reason="The safe."
)
INTENT = ask.DetermineIntent(intent=Intent.DELIBERATE, rationale="He wrote on six nights.")
COURSE = ask.DecideCourseOfAction(course="A letter of advice.", rationale="Agreed with HR.")
NO_LIMB = told.HarmThresholdAssessed(
    harmed_a_child=Answer.NO,
    possible_offence=Answer.NO,
    risk_of_harm=Answer.NO,
    not_suitable=Answer.NO,
    rationale="One message about homework.",
)


# Removal


def test_that_removal_was_asked_for_too_early_is_recorded_and_marked() -> None:
    given(REPORTED).when(REMOVE).then_refused(KeepEvidenceFirst)
    given(REPORTED).when(REMOVE, occurred=SUNDAY_EVENING).then_out_of_order(
        "asked before evidence was kept, and no reason was given"
    )


def test_that_removal_was_asked_for_during_a_police_pause_is_recorded_and_marked() -> None:
    given(*SETTLED, PAUSED).when(REMOVE).then_refused(PausedForThePolice)
    given(*SETTLED, PAUSED).when(REMOVE, occurred=SUNDAY_EVENING).then_out_of_order(
        "done while the school was paused for the police"
    )


def test_removal_asked_for_with_a_reason_not_to_wait_is_not_out_of_order() -> None:
    spreading = replace(REMOVE, not_waiting_because="It is spreading.")
    given(REPORTED).when(spreading, occurred=SUNDAY_EVENING).then_out_of_order()


# Exhibits


@pytest.mark.parametrize("history", [(REPORTED,), (REPORTED, LOCKED)])
def test_a_handover_of_an_exhibit_that_nobody_had_described_is_recorded_and_marked(
    history: tuple[Event, ...],
) -> None:
    given(*history).when(HAND_OVER).then_out_of_order(
        "no such exhibit was on the record, nor how it came to Bryn Jones"
    )
    given(*history).when(HAND_OVER).again().then_nothing()


def test_an_exhibit_may_be_described_after_it_was_handed_over_and_stays_where_it_is() -> None:
    device = ask.KeepEvidence(
        exhibit="ZZ/1", kind=EvidenceKind.DEVICE, description="A grey phone.", held_by="B. Jones"
    )
    handed = given(REPORTED, LOCKED).when(HAND_OVER).event
    asked = given(REPORTED, LOCKED, handed).when(device)
    asked.then_out_of_order("described only after it had been handed over")
    kept = asked.again()
    assert kept.incident is not None
    assert kept.incident.exhibits == {"ZZ/1": "Ruth Ainsley"}
    kept.then_nothing()
    other = replace(device, description="Another phone.")
    given(REPORTED, LOCKED, handed, asked.event).when(other).then_refused(ExhibitReferenceTaken)


# Tasks


def test_a_task_that_nobody_had_recorded_is_recorded_as_done_and_marked() -> None:
    done = ask.CompleteTask(task=HOLD, result="Blocked the address.")
    given(*ORDINARY).when(done).then_out_of_order(
        "recorded although no such task is on the record"
    )
    given(*ORDINARY).when(done).again().then_nothing()


def test_two_tasks_told_in_turn_are_each_done_once() -> None:
    first = ask.CompleteTask(task=TASK, result="Blocked.")
    second = ask.CompleteTask(task=HOLD, result="Told the parents.")
    history = [*ORDINARY, given(*ORDINARY).when(first).event]
    history.append(given(*history).when(second).event)
    given(*history).when(first).then_nothing()
    given(*history).when(second).then_nothing()


# A report that the law asks of a person


def test_a_statutory_report_opens_a_restricted_incident_where_there_is_none_for_its_maker() -> (
    None
):
    report = ask.MakeStatutoryReport(duty=Duty.CHILD_SEXUAL_ABUSE, reported_to="The police")
    opening, made = given().when(report, by=TEACHER, occurred=SUNDAY_EVENING).decided
    assert isinstance(opening, told.IncidentReported)
    assert opening.restricted
    assert opening.out_of_order == ()
    assert made == told.StatutoryReportMade(duty=Duty.CHILD_SEXUAL_ABUSE, reported_to="The police")


# Times


def test_a_clock_may_run_ahead_by_as_much_as_clocks_differ_and_no_more() -> None:
    meeting = ask.HoldMeeting(with_whom=("Karen Holt",), purpose="The page.", points="As before.")
    ahead = Occurred(MONDAY_NINE + SKEW)
    assert given(REPORTED).when(meeting, occurred=ahead).event
    beyond = Occurred(MONDAY_NINE, MONDAY_NINE + SKEW + timedelta(seconds=1))
    refused = given(REPORTED).when(meeting, occurred=beyond).then_refused(NotYetHappened)
    assert isinstance(refused, NotYetHappened)
    assert refused.where == ("occurred", "to")


# Who leads


def test_a_case_manager_is_whom_the_accounts_say_and_not_whom_the_asker_says() -> None:
    said = ask.AppointCaseManager(
        manager=DEPUTY.account,
        manager_name="Grace Obi",
        manager_post="Chair of governors",
        manager_role=Role.CHAIR_OF_GOVERNORS,
        why="The head is away.",
    )
    event = given(REPORTED).when(said).event
    assert isinstance(event, told.CaseManagerAppointed)
    assert (event.manager_name, event.manager_role) == ("Colm Doyle", Role.DEPUTY_DSL)


def test_a_head_is_not_made_case_manager_by_calling_the_head_something_else() -> None:
    head = Finding(
        fact=Fact.SUBJECT_IS_HEAD, answer=Answer.NOT_KNOWN, who_said_so="Ellie", why="A nickname."
    )
    history = (
        REPORTED,
        told.FactsChanged(findings=(head,), restricted=True, image_lock=ImageLock.OPEN),
    )
    lie = ask.AppointCaseManager(
        manager=HEAD.account, manager_role=Role.CHAIR_OF_GOVERNORS, why="Quicker."
    )
    given(*history).when(lie).then_refused(HeadCannotManage)


def test_nobody_is_appointed_or_given_a_case_whose_account_is_unknown_or_may_not_lead() -> None:
    nobody = UUID(int=0xFFFF)
    give = ask.ChangeOwner(owner=nobody, owner_name="Ruth Ainsley", handover="Yours.")
    given(REPORTED).when(give).then_refused(NoSuchAccount)
    given(REPORTED).when(replace(give, owner=TEACHER.account)).then_refused(MayNotLead)
    appoint = ask.AppointCaseManager(manager=nobody, why="The head is away.")
    given(REPORTED).when(appoint).then_refused(NoSuchManager)
    given(REPORTED).when(replace(appoint, manager=TEACHER.account)).then_refused(MayNotLead)


def test_a_case_manager_without_an_account_is_recorded_as_told_and_marked() -> None:
    chair = ask.AppointCaseManager(
        manager_name="Judith Crane",
        manager_post="Chair of governors",
        manager_role=Role.CHAIR_OF_GOVERNORS,
        why="It is about the head.",
    )
    asked = given(REPORTED).when(chair)
    asked.then_out_of_order(
        "the case manager has no account here, so name and post are as they were told"
    )
    asked.again().then_nothing()
    for blank in (None, " "):
        unnamed = given(REPORTED).when(replace(chair, manager_post=blank))
        refused = unnamed.then_refused(WordsNeeded)
        assert isinstance(refused, WordsNeeded)
        assert refused.fields == ("manager_post",)
    pike = replace(chair, manager_name="Alan Pike")
    given(REPORTED, PIKE_LINKED).when(pike).then_refused(NotForASubject)
    teacher = replace(chair, manager_role=Role.CLASS_TEACHER)
    given(REPORTED).when(teacher).then_refused(MayNotLead)


def test_a_case_manager_who_has_an_account_is_appointed_by_that_account() -> None:
    chair = ask.AppointCaseManager(
        manager_name=CHAIR.name,
        manager_post=CHAIR.post,
        manager_role=CHAIR.role,
        why="It is about the head.",
    )
    refused = given(REPORTED).when(chair).then_refused(HasAnAccount)
    assert isinstance(refused, HasAnAccount)
    assert refused.where == ("manager",)
    asked = given(REPORTED).when(replace(chair, manager=CHAIR.account))
    assert isinstance(asked.event, told.CaseManagerAppointed)
    assert asked.event.manager == CHAIR.account


# To and fro


def adult_here(answer: Answer) -> told.FactsChanged:
    found = Finding(
        fact=Fact.STAFF_INSTIGATOR, answer=answer, who_said_so="Asma Khan", why="As told."
    )
    return told.FactsChanged(findings=(found,), restricted=True, image_lock=ImageLock.OPEN)


NOT_HIM = told.CapacityChanged(
    person=PIKE_LINKED.person,
    person_name="Alan Pike",
    was=Capacity.INSTIGATOR,
    capacity=Capacity.WITNESS,
    why="He only saw it.",
    restricted=True,
)
TO_AND_FRO: dict[str, tuple[Event, ...]] = {
    "another answer": (REPORTED, adult_here(Answer.YES), adult_here(Answer.NO)),
    "another capacity": (REPORTED, PIKE_LINKED, NOT_HIM),
    "both": (REPORTED, PIKE_LINKED, adult_here(Answer.YES), NOT_HIM, adult_here(Answer.NO)),
    "another answer than the report": (
        replace(REPORTED, about_an_adult_here=Answer.YES),
        adult_here(Answer.NO),
    ),
}


@pytest.mark.parametrize("decision", [INTENT, COURSE])
@pytest.mark.parametrize("history", TO_AND_FRO.values(), ids=TO_AND_FRO)
def test_what_was_said_of_an_adult_here_is_not_unsaid_by_changing_an_answer_or_a_capacity(
    decision: Command, history: tuple[Event, ...]
) -> None:
    given(*history).when(decision).then_refused(LadoFirst)
    assert given(*history, NO_LIMB).when(decision).event


def test_another_capacity_does_not_open_the_way_to_a_sanction() -> None:
    sanction = ask.DecideSanctionOrSupport(
        person=PIKE_LINKED.person, sanction="A warning.", policy="6", rationale="He wrote."
    )
    given(REPORTED, PIKE_LINKED, NOT_HIM).when(sanction).then_refused(LadoFirst)


def test_an_adult_named_in_error_is_the_way_out_and_being_named_again_the_way_back() -> None:
    in_error = told.NamedInError(
        person=PIKE_LINKED.person, person_name="Alan Pike", reason="Not he.", to_be_corrected=()
    )
    history = (REPORTED, ELLIE_LINKED, PIKE_LINKED, NOT_HIM, in_error)
    assert given(*history).when(COURSE).event
    again = replace(PIKE_LINKED, person=UUID(int=0xB0FF))
    given(*history, again).when(COURSE).then_refused(LadoFirst)
    given(*history, adult_here(Answer.YES), adult_here(Answer.NO)).when(COURSE).then_refused(
        LadoFirst
    )


def test_what_was_not_known_and_is_found_not_to_be_so_needs_no_lado() -> None:
    unsure = replace(REPORTED, about_an_adult_here=Answer.NOT_KNOWN, restricted=True)
    assert given(unsure, adult_here(Answer.NO)).when(COURSE).event


# Signatures


def test_two_people_who_countersign_in_turn_write_one_line_each() -> None:
    sign = ask.Countersign()
    history: tuple[Event, ...] = (
        *SETTLED,
        told.ClosureProposed(**THREE_TEXTS, proposed_by=LEAD.account),
        told.Countersigned(countersigned_by=HEAD.account),
        told.Countersigned(countersigned_by=CHAIR.account),
    )
    given(*history).when(sign, by=HEAD).then_nothing()
    given(*history).when(sign, by=CHAIR).then_nothing()
    anew = told.ClosureProposed(**{**THREE_TEXTS, "outcome": "More."}, proposed_by=LEAD.account)
    assert given(*history, anew).when(sign, by=HEAD).event


def test_closing_without_any_text_names_all_three_at_once() -> None:
    refused = given(*SETTLED).when(ask.Close()).then_refused(WordsNeeded)
    assert isinstance(refused, WordsNeeded)
    assert refused.fields == ("summary", "how_followed_up", "outcome")
