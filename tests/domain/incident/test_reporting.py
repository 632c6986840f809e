"""The report, who may see it from its first line, and its assessment."""

from dataclasses import replace

import pytest

from domain.categories import KINDS, Category, Severity, default_severity
from domain.facts import Answer, Fact
from domain.incident import commands as ask
from domain.incident import events as told
from domain.incident.refusals import (
    AlreadyReported,
    AnsweredTwice,
    NoSuchPerson,
    ReasonNeeded,
    SeverityLoweredNeedsReason,
    TooManyCategories,
    WordsNeeded,
)
from domain.incident.words import Capacity, Finding, How, PersonKind, Received
from domain.people import Person
from tests.examples import (
    CHAIR,
    COORDINATOR,
    HEAD,
    JAKE,
    LEAD,
    ORDINARY,
    OTHER_INCIDENT,
    PIKE_LINKED,
    REPORTED,
    TEACHER,
)
from tests.scenario import given

ASSESS = ask.Assess(category=Category.CD_06, rationale="Repeated over one weekend.")
ABOUT_AN_ADULT = replace(REPORTED, about_an_adult_here=Answer.YES, restricted=True)
LADO_TOLD = told.EscalatedToLado(lado="Helen Frost", how=How.PHONE, discussed="The text.")


def answered(fact: Fact, answer: Answer) -> ask.ChangeFacts:
    found = Finding(fact=fact, answer=answer, who_said_so="Ellie Marsh", why="She saw it.")
    return ask.ChangeFacts(findings=(found,))


def restricted(event: told.Event) -> bool:
    assert isinstance(
        event,
        told.IncidentReported
        | told.FactsChanged
        | told.Assessed
        | told.PersonLinked
        | told.CapacityChanged,
    )
    return event.restricted


@pytest.mark.parametrize(
    ("answer", "hidden"), [(Answer.YES, True), (Answer.NOT_KNOWN, True), (Answer.NO, False)]
)
def test_a_report_that_may_be_about_an_adult_here_is_restricted_from_its_first_line(
    answer: Answer, hidden: bool
) -> None:
    report = ask.ReportIncident(summary="A message at night.", about_an_adult_here=answer)
    assert restricted(given().when(report).decided[0]) is hidden


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (Answer.YES, "Somebody is said to be in danger now."),
        (Answer.NOT_KNOWN, "Whether somebody is in danger now is not known."),
    ],
)
def test_somebody_who_is_or_may_be_in_danger_now_reaches_the_dsl_with_the_report(
    answer: Answer, why: str
) -> None:
    report = ask.ReportIncident(summary="He is outside her house.", in_danger_now=answer)
    reported, alerted = given().when(report, by=TEACHER).decided
    assert isinstance(reported, told.IncidentReported)
    assert alerted == told.DslAlerted(why=why)


def test_nobody_in_danger_alerts_nobody() -> None:
    report = ask.ReportIncident(summary="A quarrel.", in_danger_now=Answer.NO)
    assert isinstance(given().when(report, by=TEACHER).event, told.IncidentReported)


def test_how_it_became_known_is_not_made_up_where_nobody_said() -> None:
    reported = given().when(ask.ReportIncident(summary="A quarrel.")).decided[0]
    assert isinstance(reported, told.IncidentReported)
    assert reported.received is Received.NOT_SAID


def test_a_severity_left_out_is_recorded_as_the_usual_one_of_the_category() -> None:
    assess = ask.Assess(category=Category.CD_06, rationale="As she told it.")
    assessed = given(REPORTED).when(assess, by=LEAD).decided[0]
    assert isinstance(assessed, told.Assessed)
    assert assessed.severity is assessed.default_severity is default_severity(Category.CD_06)


def test_a_different_report_does_not_overwrite_the_first() -> None:
    other = ask.ReportIncident(summary="Something else.")
    given(REPORTED).when(other).then_refused(AlreadyReported)


def test_a_report_needs_words() -> None:
    given().when(ask.ReportIncident(summary="  ")).then_refused(WordsNeeded)


@pytest.mark.parametrize(
    ("by", "stays"), [(LEAD, False), (HEAD, False), (CHAIR, False), (TEACHER, True)]
)
def test_only_some_may_open_it_to_others_by_answering_that_no_adult_here_did_it(
    by: Person, stays: bool
) -> None:
    no = answered(Fact.STAFF_INSTIGATOR, Answer.NO)
    assert restricted(given(ABOUT_AN_ADULT).when(no, by=by).event)
    assert restricted(given(ABOUT_AN_ADULT, LADO_TOLD).when(no, by=by).event) is stays


def test_a_head_who_may_be_the_subject_cannot_open_it_to_others() -> None:
    unsure = given(ABOUT_AN_ADULT).when(answered(Fact.SUBJECT_IS_HEAD, Answer.NOT_KNOWN)).event
    no = answered(Fact.STAFF_INSTIGATOR, Answer.NO)
    assert restricted(given(ABOUT_AN_ADULT, unsure).when(no, by=HEAD).event)
    assert restricted(given(ABOUT_AN_ADULT, unsure).when(no, by=LEAD).event)
    not_the_head = given(ABOUT_AN_ADULT, unsure).when(answered(Fact.SUBJECT_IS_HEAD, Answer.NO))
    history = (ABOUT_AN_ADULT, LADO_TOLD, unsure, not_the_head.event)
    assert not restricted(given(*history).when(no).event)


@pytest.mark.parametrize("answer", [Answer.YES, Answer.NOT_KNOWN])
def test_a_member_of_staff_who_may_have_done_it_makes_it_restricted(answer: Answer) -> None:
    assert restricted(given(REPORTED).when(answered(Fact.STAFF_INSTIGATOR, answer)).event)


def test_linking_or_finding_an_adult_here_as_instigator_makes_it_restricted() -> None:
    accuse = ask.LinkPerson(
        full_name="Alan Pike", kind=PersonKind.STAFF, capacity=Capacity.INSTIGATOR
    )
    assert restricted(given(REPORTED).when(accuse).decided[0])
    victim = replace(PIKE_LINKED, capacity=Capacity.VICTIM, restricted=False)
    change = ask.ChangeCapacity(
        person=PIKE_LINKED.person, capacity=Capacity.INSTIGATOR, why="He wrote them himself."
    )
    assert restricted(given(REPORTED, victim).when(change).decided[0])


def test_every_category_of_the_four_heads_has_a_title_and_a_default_severity() -> None:
    assert set(KINDS) == set(Category)
    assert len(Category) == 38
    assert {code.value[:2] for code in Category} == {"CT", "CN", "CD", "CM"}


def test_severity_is_the_highest_default_of_its_categories_unless_somebody_says_otherwise() -> (
    None
):
    both = replace(ASSESS, secondary=(Category.CT_06,))
    event = given(REPORTED).when(both).decided[0]
    assert isinstance(event, told.Assessed)
    assert event.severity is Severity.CRITICAL


def test_lowering_the_severity_needs_a_reason_and_raising_it_does_not() -> None:
    lower = replace(ASSESS, severity=Severity.LOW)
    given(REPORTED).when(lower).then_refused(SeverityLoweredNeedsReason)
    assert given(REPORTED).when(replace(lower, lowered_because="One message only.")).event
    assert given(REPORTED).when(replace(ASSESS, severity=Severity.CRITICAL)).event


def test_one_category_and_at_most_two_more_each_once() -> None:
    three = (Category.CD_08, Category.CD_09, Category.CN_05)
    given(REPORTED).when(replace(ASSESS, secondary=three)).then_refused(TooManyCategories)
    given(REPORTED).when(replace(ASSESS, secondary=(Category.CD_06,))).then_refused(
        TooManyCategories
    )


def test_each_fact_is_answered_once_with_who_said_so_and_why() -> None:
    yes = answered(Fact.SERIOUS, Answer.YES)
    twice = replace(yes, findings=yes.findings * 2)
    given(REPORTED).when(twice).then_refused(AnsweredTwice)
    unsaid = replace(yes, findings=(replace(yes.findings[0], why=" "),))
    given(REPORTED).when(unsaid).then_refused(ReasonNeeded)
    given(REPORTED).when(ask.ChangeFacts(findings=())).then_refused(WordsNeeded)


def test_assessing_again_after_the_facts_changed_is_written_even_in_the_same_words() -> None:
    assessed = given(REPORTED).when(ASSESS).event
    changed = given(REPORTED, assessed).when(answered(Fact.ILLEGAL, Answer.YES)).event
    given(REPORTED, assessed, changed).when(ASSESS).then(assessed)


def test_a_suicide_site_reaches_the_dsl_whatever_was_answered() -> None:
    assess = ask.Assess(category=Category.CT_06, rationale="Found on a school laptop.")
    assert [type(event) for event in given(REPORTED).when(assess).decided] == [
        told.Assessed,
        told.DslAlerted,
    ]


def test_nobody_can_be_changed_who_was_never_linked() -> None:
    change = ask.ChangeCapacity(person=OTHER_INCIDENT, capacity=Capacity.WITNESS, why="x")
    given(*ORDINARY).when(change).then_refused(NoSuchPerson)


def test_named_in_error_lists_everyone_who_was_told_and_frees_closing_of_that_person() -> None:
    mark = ask.MarkNamedInError(person=JAKE, reason="Somebody else used his account.")
    informed = told.ParentInformed(
        pupil=JAKE,
        pupil_name="Jake Holt",
        parent="Karen Holt",
        safe_to_tell=Answer.YES,
        how=How.PHONE,
        said="What we had heard.",
    )
    event = given(*ORDINARY, informed).when(mark, by=COORDINATOR).event
    assert isinstance(event, told.NamedInError)
    assert event.to_be_corrected == (
        "Asma Khan",
        "children's social care",
        "Mary Lund, DSL at Beckside High School",
        "Karen Holt, parent of Jake Holt",
    )
