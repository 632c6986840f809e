"""Whoever the case is about is shut out of it, and decides nothing of it."""

from dataclasses import replace
from uuid import UUID

import pytest

from domain.categories import Category
from domain.facts import Answer, Fact
from domain.incident import commands as ask
from domain.incident import events as told
from domain.incident.levels import ConflictKind
from domain.incident.refusals import (
    ImageLocked,
    IncidentIsClosed,
    LadoFirst,
    LastWhoMayLift,
    NoInitials,
    NoSuchAccount,
    NotAnExhibitReference,
    NotForASubject,
    ReasonNeeded,
    SubjectOfTheCase,
)
from domain.incident.state import evolve
from domain.incident.words import Capacity, EvidenceKind, Finding, Intent, PersonKind
from domain.people import Person, Role
from tests.examples import (
    CHAIR,
    DEPUTY,
    ELLIE_LINKED,
    HEAD,
    JAKE_LINKED,
    LEAD,
    MR_PIKE,
    MR_PIKES_ACCOUNT,
    ORDINARY,
    PIKE_LINKED,
    REPORTED,
    THREE_TEXTS,
)
from tests.scenario import COLLEAGUES, PIKE, Asked, given

STRANGER = UUID(int=0xBEEF)


def linked(
    command: ask.LinkPerson, accounts: tuple[Person, ...] = COLLEAGUES
) -> told.PersonLinked:
    event, *_ = given(REPORTED).when(command, accounts=accounts).decided
    assert isinstance(event, told.PersonLinked)
    return event


def finding(fact: Fact, answer: Answer) -> ask.ChangeFacts:
    found = Finding(fact=fact, answer=answer, who_said_so="Ellie Marsh", why="She saw it.")
    return ask.ChangeFacts(findings=(found,))


# By name


@pytest.mark.parametrize("kind", [PersonKind.STAFF, PersonKind.SUPPLY, PersonKind.UNKNOWN])
def test_a_colleague_who_is_linked_by_name_alone_is_linked_with_their_account(
    kind: PersonKind,
) -> None:
    by_name = ask.LinkPerson(full_name="Mr ALAN  Pike", kind=kind, capacity=Capacity.INSTIGATOR)
    assert linked(by_name).account == MR_PIKES_ACCOUNT


@pytest.mark.parametrize("kind", [PersonKind.PUPIL, PersonKind.PARENT, PersonKind.EXTERNAL_ADULT])
def test_a_pupil_or_parent_of_the_same_name_is_not_the_colleague(kind: PersonKind) -> None:
    assert linked(ask.LinkPerson(full_name="Alan Pike", kind=kind)).account is None


def test_of_two_colleagues_with_one_name_neither_is_guessed() -> None:
    two = (PIKE, replace(PIKE, account=STRANGER, name="Alan PIKE"))
    by_name = ask.LinkPerson(full_name="Alan Pike", kind=PersonKind.STAFF)
    assert linked(by_name, two).account is None


def test_an_account_brings_its_own_name() -> None:
    command = ask.LinkPerson(account=MR_PIKES_ACCOUNT, kind=PersonKind.STAFF)
    assert linked(command).full_name == "Alan Pike"


def test_linking_by_name_a_second_time_writes_nothing() -> None:
    by_name = ask.LinkPerson(full_name="Alan Pike", kind=PersonKind.STAFF)
    given(REPORTED).when(by_name, accounts=COLLEAGUES).again().then_nothing()


def test_an_account_that_nobody_here_has_is_refused() -> None:
    link = ask.LinkPerson(full_name="Alan Pike", account=STRANGER)
    refused = given(REPORTED).when(link).then_refused(NoSuchAccount)
    assert getattr(refused, "where") == ("account",)  # noqa: B009
    task = ask.AssignTask(what="Ring home", assignee_name="Alan Pike", assignee=STRANGER)
    given(REPORTED).when(task).then_refused(NoSuchAccount)


def test_a_task_names_whoever_holds_the_account() -> None:
    task = ask.AssignTask(what="Ring home", assignee_name="X", assignee=DEPUTY.account)
    assigned = given(REPORTED).when(task).event
    assert isinstance(assigned, told.TaskAssigned)
    assert assigned.assignee_name == DEPUTY.name


def test_the_accused_does_not_manage_the_case_under_the_same_name_otherwise_written() -> None:
    appoint = ask.AppointCaseManager(
        manager_name="Mr. alan PIKE", manager_post="Governor", manager_role=Role.HEAD, why="Free."
    )
    given(REPORTED, PIKE_LINKED).when(appoint).then_refused(NotForASubject)


# Deciding of oneself

LIFTED = told.ConflictLifted(account=HEAD.account, account_name="Ruth", reason="Looked into.")
DECIDING = (
    ask.AssessHarmThreshold(
        harmed_a_child=Answer.NO,
        possible_offence=Answer.NO,
        risk_of_harm=Answer.NO,
        not_suitable=Answer.NO,
        rationale="None.",
    ),
    ask.DetermineIntent(intent=Intent.ACCIDENTAL, rationale="A slip."),
    ask.DecideCourseOfAction(course="None.", rationale="A slip."),
)
OTHERS = (
    finding(Fact.STAFF_INSTIGATOR, Answer.NO),
    ask.Assess(category=Category.CD_06, rationale="Mild."),
    ask.MarkNamedInError(person=MR_PIKE, reason="Not me."),
    ask.ChangeCapacity(person=MR_PIKE, capacity=Capacity.WITNESS, why="I only saw it."),
)


@pytest.mark.parametrize("command", [*DECIDING, *OTHERS], ids=lambda each: type(each).__name__)
def test_the_accused_decides_nothing_even_after_being_let_in_again(command: ask.Command) -> None:
    accused = replace(PIKE_LINKED, account=HEAD.account)
    given(REPORTED, accused, LIFTED).when(command, by=HEAD).then_refused(SubjectOfTheCase)


@pytest.mark.parametrize("command", DECIDING, ids=lambda each: type(each).__name__)
def test_a_victim_does_not_decide_the_case_of_an_adult_here(command: ask.Command) -> None:
    victim = replace(PIKE_LINKED, account=LEAD.account, capacity=Capacity.VICTIM)
    given(REPORTED, victim).when(command, by=LEAD).then_refused(SubjectOfTheCase)


def test_somebody_else_may_say_that_a_colleague_was_named_in_error() -> None:
    mistaken = ask.MarkNamedInError(person=MR_PIKE, reason="A namesake.")
    assert given(REPORTED, PIKE_LINKED).when(mistaken, by=LEAD).event


@pytest.mark.parametrize("capacity", [Capacity.WITNESS, Capacity.INSTIGATOR, Capacity.UNKNOWN])
@pytest.mark.parametrize("kind", [PersonKind.STAFF, PersonKind.UNKNOWN])
def test_the_lado_comes_before_a_sanction_on_an_adult_here_whatever_the_capacity(
    capacity: Capacity, kind: PersonKind
) -> None:
    report = replace(REPORTED, about_an_adult_here=Answer.YES)
    person = replace(PIKE_LINKED, capacity=capacity, kind=kind)
    sanction = ask.DecideSanctionOrSupport(
        person=MR_PIKE, sanction="A warning", policy="Staff code", rationale="It was wrong."
    )
    given(report, person).when(sanction).then_refused(LadoFirst)
    support = given(report, person).when(replace(sanction, sanction=None, support="A mentor"))
    if capacity is Capacity.WITNESS:
        assert support.event
    else:
        support.then_refused(LadoFirst)  # A measure by another name.


def test_a_pupil_in_the_case_of_an_adult_here_can_have_a_sanction() -> None:
    report = replace(REPORTED, about_an_adult_here=Answer.YES)
    sanction = ask.DecideSanctionOrSupport(
        person=JAKE_LINKED.person, sanction="Detention", policy="Behaviour", rationale="He posted."
    )
    assert given(report, PIKE_LINKED, JAKE_LINKED).when(sanction).event


# The last who may look


def test_the_last_person_who_may_lift_a_conflict_is_not_shut_out_by_somebody_else() -> None:
    declare = ask.DeclareConflict(
        account=LEAD.account, account_name=LEAD.name, kind=ConflictKind.RELATED, reason="An aunt."
    )
    alone, two = frozenset({LEAD.account}), frozenset({LEAD.account, CHAIR.account})
    declared = given(REPORTED).when(declare, by=DEPUTY)

    def left(may_lift: frozenset[UUID], by: Person = DEPUTY) -> Asked:
        around = replace(declared.circumstances, may_lift_conflicts=may_lift, by=by)
        return replace(declared, circumstances=around)

    left(alone).then_refused(LastWhoMayLift)
    assert left(alone, LEAD).decided
    assert left(two).decided


# The head


@pytest.mark.parametrize("answer", [Answer.YES, Answer.NOT_KNOWN])
def test_a_case_in_which_the_head_may_be_meant_is_restricted_until_that_is_answered_no(
    answer: Answer,
) -> None:
    meant = given(REPORTED).when(finding(Fact.SUBJECT_IS_HEAD, answer)).event
    assert isinstance(meant, told.FactsChanged)
    assert meant.restricted
    not_meant = finding(Fact.SUBJECT_IS_HEAD, Answer.NO)
    opened = given(REPORTED, meant).when(not_meant, by=LEAD).event
    assert isinstance(opened, told.FactsChanged)
    assert not opened.restricted
    with_an_adult = given(REPORTED, PIKE_LINKED, meant).when(not_meant, by=LEAD).event
    assert isinstance(with_an_adult, told.FactsChanged)
    assert with_an_adult.restricted


@pytest.mark.parametrize("answer", [Answer.YES, Answer.NOT_KNOWN])
def test_a_report_that_may_mean_the_head_says_so_in_the_same_append(answer: Answer) -> None:
    report = ask.ReportIncident(
        summary="A message.",
        in_danger_now=Answer.NO,
        about_an_adult_here=Answer.NO,
        about_the_head=answer,
    )
    asked = given().when(report)
    around = replace(
        asked.circumstances,
        first_owner=HEAD,
        heads=frozenset({HEAD.account}),
        stands_in_for_head=CHAIR,
    )
    first, facts = replace(asked, circumstances=around).decided
    assert isinstance(first, told.IncidentReported)
    assert (first.restricted, first.owner) == (True, CHAIR.account)
    assert isinstance(facts, told.FactsChanged)
    incident = evolve(evolve(None, first), facts)
    assert incident.answer(Fact.SUBJECT_IS_HEAD) is answer
    alone = replace(around, stands_in_for_head=None)
    assert getattr(replace(asked, circumstances=alone).decided[0], "owner") is None  # noqa: B009


# Texts


def test_a_file_in_letters_is_refused_where_the_image_lock_holds() -> None:
    note = ask.AddNote(text="iVBORw0KGgo" * 200)
    asked = ask.ReportIncident(summary="x", own_words=note.text, category_guess=Category.CD_02)
    assert given(REPORTED).when(note).event
    sexual = finding(Fact.SEXUAL_IMAGE_OF_UNDER_18, Answer.NOT_KNOWN)
    given(REPORTED, given(REPORTED).when(sexual).event).when(note).then_refused(ImageLocked)
    given().when(asked).then_refused(ImageLocked)


def test_the_texts_with_which_a_case_was_closed_are_not_rewritten_by_one_person() -> None:
    closed = told.Closed(**THREE_TEXTS)
    proposed = told.ClosureProposed(**THREE_TEXTS, proposed_by=LEAD.account)
    correct = ask.CorrectLine(line=9, field="outcome", new="Nothing.", reason="Shorter.")
    for line in (closed, proposed):
        asked = given(*ORDINARY, proposed, closed).when(
            correct, corrected=line, author=LEAD.account
        )
        asked.then_refused(IncidentIsClosed)
    reopened = told.Reopened(reason="It began again.")
    assert given(*ORDINARY, closed, reopened).when(correct, corrected=closed).event


@pytest.mark.parametrize("name", ["BO LI", "JO XU", "Al", "B. Jones", "ANNA", "LI", "TY", "Ö"])
def test_a_short_name_in_capitals_is_a_name(name: str) -> None:
    assert linked(ask.LinkPerson(full_name=name)).full_name == name


@pytest.mark.parametrize("initials", ["B.L.", "BL", "B L", "J. X. U.", "BL."])
def test_letters_that_each_stand_for_a_name_are_initials(initials: str) -> None:
    given(REPORTED).when(ask.LinkPerson(full_name=initials)).then_refused(NoInitials)


@pytest.mark.parametrize("reference", ["AB/1", "JS/1A", "ABC123/01", "07-2026/b"])
def test_an_exhibit_keeps_the_reference_that_the_police_gave_it(reference: str) -> None:
    keep = ask.KeepEvidence(kind=EvidenceKind.WORDS, description="A message.", exhibit=reference)
    kept = given(REPORTED, ELLIE_LINKED).when(keep).event
    assert isinstance(kept, told.EvidenceKept)
    assert kept.exhibit == reference


@pytest.mark.parametrize("reference", ["photo", "A B/1", "/1", "AB/1\n", "A" * 20 + "1", "AB//1"])
def test_other_words_are_no_exhibit_reference(reference: str) -> None:
    keep = ask.KeepEvidence(kind=EvidenceKind.WORDS, description="A message.", exhibit=reference)
    given(REPORTED, ELLIE_LINKED).when(keep).then_refused(NotAnExhibitReference)


def test_a_reason_of_signs_that_nobody_sees_is_no_reason() -> None:
    given(REPORTED, PIKE_LINKED).when(
        ask.MarkNamedInError(person=MR_PIKE, reason="\u200b\u202e")
    ).then_refused(ReasonNeeded)
