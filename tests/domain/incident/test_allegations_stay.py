"""Once a case was about an adult who works here, no naming, answer or capacity takes it back."""

from datetime import timedelta
from uuid import UUID

import pytest

from domain.categories import Category
from domain.facts import Answer, Fact
from domain.incident import commands as ask
from domain.incident import events as told
from domain.incident.deciding.closing import two_people_needed
from domain.incident.refusals import (
    ClosedByTwoPeople,
    LadoFirst,
    NotTheirsToRuleOut,
)
from domain.incident.words import Capacity, Intent, PersonKind, Supporter
from domain.people import Person
from tests.domain.incident.walked import Walked
from tests.examples import CHAIR, COORDINATOR, HEAD, LEAD, MR_PIKES_ACCOUNT

NO, NOT_KNOWN, YES = Answer.NO, Answer.NOT_KNOWN, Answer.YES
BY_MISTAKE = ask.DetermineIntent(intent=Intent.ACCIDENTAL, rationale="He says so.")
LADO = ask.EscalateToLado(lado="Helen Frost", discussed="All of it.")


def assessed(adult: Answer = NO, **answers: Answer) -> Walked:
    case = Walked()
    case.report(adult=adult)
    case.assess(**answers)
    return case


def accuse(
    case: Walked,
    name: str,
    kind: PersonKind = PersonKind.STAFF,
    account: UUID | None = None,
) -> UUID:
    return linked(case, name, kind, Capacity.INSTIGATOR, account)


def linked(
    case: Walked, name: str, kind: PersonKind, capacity: Capacity, account: UUID | None = None
) -> UUID:
    command = ask.LinkPerson(full_name=name, kind=kind, capacity=capacity, account=account)
    event = case.ask(command)[0]
    assert isinstance(event, told.PersonLinked)
    return event.person


def named_in_error(case: Walked, person: UUID) -> None:
    case.ask(ask.MarkNamedInError(person=person, reason="A slip of the list."))


def no_limb(case: Walked, by: Person = LEAD) -> None:
    rationale = f"Nothing of the kind, {case.asked}."
    limbs = dict.fromkeys(
        ("harmed_a_child", "possible_offence", "risk_of_harm", "not_suitable"), NO
    )
    case.ask(ask.AssessHarmThreshold(**limbs, rationale=rationale), by=by)


def nothing_is_found(case: Walked) -> None:
    with pytest.raises(LadoFirst):
        case.ask(BY_MISTAKE)


# A name that was put in to be taken out


@pytest.mark.parametrize("said_by", ["the report", "an answer"])
def test_a_person_named_in_error_takes_only_what_their_own_name_had_brought(said_by: str) -> None:
    case = assessed(adult=YES if said_by == "the report" else NO)
    if said_by == "an answer":
        case.answer(staff_instigator=YES)
    case.answer(staff_instigator=NO)
    named_in_error(case, accuse(case, "Olive Decoy", PersonKind.VOLUNTEER))
    case.answer(staff_instigator=NO)
    nothing_is_found(case)
    assert case.state_of("contact-lado") == "open"


def test_where_nothing_else_said_so_a_name_in_error_and_a_no_are_the_way_out() -> None:
    case = assessed()
    named_in_error(case, accuse(case, "Alan Pike"))
    case.answer(staff_instigator=NO)
    assert case.ask(BY_MISTAKE)
    assert case.state_of("contact-lado") == "not-needed"


# Whoever has an account works here


@pytest.mark.parametrize(
    "kind", [PersonKind.UNKNOWN, PersonKind.PARENT, PersonKind.EXTERNAL_ADULT]
)
def test_whoever_has_an_account_is_an_adult_here_whatever_else_they_are(kind: PersonKind) -> None:
    case = assessed()
    accuse(case, "Alan Pike", kind, MR_PIKES_ACCOUNT)
    assert case.incident.restricted
    assert "staff-instigator" in case.incident.walk.routes
    nothing_is_found(case)


def test_a_parent_without_an_account_is_no_adult_here() -> None:
    case = assessed()
    accuse(case, "Alan Pike", PersonKind.PARENT)
    assert not case.incident.restricted
    assert "staff-instigator" not in case.incident.walk.routes


# Closing and striking out


def left_to_close(case: Walked) -> bool:
    return any("Contact the LADO" in one for one in case.to_close())


def passed_over(case: Walked) -> None:
    for step in ("contact-lado", "harm-threshold", "lado-advice"):
        if case.state_of(step) == "open":
            case.ask(ask.MarkStepNotNeeded(step=step, reason="We looked at it."))


def test_another_capacity_does_not_close_an_allegation_without_the_lado() -> None:
    case = assessed()
    person = accuse(case, "Alan Pike")
    case.ask(ask.ChangeCapacity(person=person, capacity=Capacity.WITNESS, why="He saw it."))
    case.answer(staff_instigator=NO)
    passed_over(case)
    assert left_to_close(case)
    case.ask(LADO)
    assert not left_to_close(case)


def test_an_allegation_answered_away_is_neither_closed_nor_struck_out_by_one_person() -> None:
    case = assessed(adult=YES, staff_instigator=NO)
    passed_over(case)
    assert left_to_close(case)
    no_limb(case)
    assert not left_to_close(case)
    case.answer(staff_instigator=NO)
    assert not case.incident.restricted
    with pytest.raises(ClosedByTwoPeople):
        case.ask(ask.StrikeOut(reason="There was nothing."))
    assert two_people_needed(case.incident)


@pytest.mark.parametrize("by", [LEAD, HEAD, CHAIR])
def test_a_no_lifts_no_restriction_until_the_lado_knows_or_no_limb_is_met(by: Person) -> None:
    case = assessed(adult=YES, staff_instigator=YES)
    case.answer(by, staff_instigator=NO)
    assert case.incident.restricted
    case.ask(LADO)
    assert case.incident.restricted  # Nothing opens by itself.
    case.answer(by, staff_instigator=NO)
    assert not case.incident.restricted


def test_neither_does_an_assessment_made_anew_lift_it_before_the_lado() -> None:
    case = assessed(adult=YES, staff_instigator=YES)
    case.assess(staff_instigator=NO)
    assert case.incident.restricted
    no_limb(case)
    case.assess(staff_instigator=NO)
    assert not case.incident.restricted


def test_what_was_never_more_than_not_known_is_opened_by_a_no_alone() -> None:
    case = assessed(adult=Answer.NOT_KNOWN, staff_instigator=Answer.NOT_KNOWN)
    case.answer(staff_instigator=NO)
    assert not case.incident.restricted


def test_whoever_was_only_named_in_error_leaves_a_case_that_two_people_close() -> None:
    case = assessed()
    named_in_error(case, accuse(case, "Alan Pike"))
    case.answer(staff_instigator=NO)
    assert not case.incident.restricted
    assert two_people_needed(case.incident)
    with pytest.raises(ClosedByTwoPeople):
        case.ask(ask.StrikeOut(reason="A slip of the list."))


# What a naming tells


def test_an_adult_named_after_a_no_opens_the_routes_with_the_lados_clock_from_then() -> None:
    case = assessed()
    case.now += timedelta(days=2)
    accuse(case, "Alan Pike")
    assert case.incident.facts[Fact.STAFF_INSTIGATOR] is NOT_KNOWN
    due = case.incident.walk.steps["contact-lado"].due.due
    assert due
    assert case.now < due < case.now + timedelta(days=2)
    assert isinstance(case.history[-2], told.FactsChanged)


def test_an_adult_who_becomes_the_one_who_did_it_opens_them_too() -> None:
    case = assessed()
    person = linked(case, "Alan Pike", PersonKind.STAFF, Capacity.WITNESS)
    assert case.state_of("contact-lado") is None
    case.ask(ask.ChangeCapacity(person=person, capacity=Capacity.INSTIGATOR, why="He wrote it."))
    assert case.state_of("contact-lado") == "open"


def test_where_it_is_asked_already_a_naming_adds_no_answer() -> None:
    case = assessed(adult=YES, staff_instigator=YES)
    command = ask.LinkPerson(
        full_name="Alan Pike", kind=PersonKind.STAFF, capacity=Capacity.INSTIGATOR
    )
    assert len(case.ask(command)) == 1


def test_whoever_saw_it_says_nothing_of_who_did_it() -> None:
    case = assessed()
    accuse(case, "Alan Pike")
    case.ask(LADO)
    case.answer(staff_instigator=NO)
    linked(case, "Grace Lowe", PersonKind.STAFF, Capacity.WITNESS)
    assert case.incident.facts[Fact.STAFF_INSTIGATOR] is NO


@pytest.mark.parametrize(
    ("capacity", "route"),
    [(Capacity.VICTIM, "pupil-victim"), (Capacity.INSTIGATOR, "pupil-instigator")],
)
@pytest.mark.parametrize("answered", [True, False])
def test_a_pupil_linked_after_the_assessment_opens_their_route(
    capacity: Capacity, route: str, answered: bool
) -> None:
    case = assessed() if answered else Walked()
    if not answered:
        case.report()
        case.ask(ask.Assess(category=Category.CN_05, findings=(), rationale="As told."))
    assert route not in case.incident.walk.routes
    case.link("Ellie Marsh", PersonKind.PUPIL, capacity)
    assert route in case.incident.walk.routes


def test_a_second_pupil_who_was_harmed_is_offered_support_of_their_own() -> None:
    case = assessed(pupil_victim=YES)
    for name in ("Ellie Marsh", "Tom Reed"):
        pupil = linked(case, name, PersonKind.PUPIL, Capacity.VICTIM)
        assert case.state_of("support-the-pupil") == "open"
        case.ask(
            ask.AssignSupport(
                person=pupil,
                supporter=Supporter.DSL,
                supporter_name="Asma Khan",
                what="A talk each week.",
            )
        )
        assert case.state_of("support-the-pupil") == "done"


# What was settled of one adult says nothing of the next


def test_no_limb_met_of_one_adult_says_nothing_of_the_next() -> None:
    case = assessed(adult=YES, staff_instigator=YES)
    accuse(case, "Alan Pike")
    no_limb(case)
    assert case.ask(BY_MISTAKE)
    case.now += timedelta(days=7)
    accuse(case, "Grace Lowe")
    assert case.state_of("harm-threshold") == "open"
    assert case.incident.walk.steps["harm-threshold"].due.due == case.now
    nothing_is_found(case)
    no_limb(case)
    assert case.state_of("harm-threshold") == "done"


def test_the_lado_hears_of_the_next_adult_too_in_the_same_words_if_need_be() -> None:
    case = assessed(adult=YES, staff_instigator=YES)
    accuse(case, "Alan Pike")
    case.ask(LADO)
    assert case.state_of("contact-lado") == "done"
    case.now += timedelta(days=7)
    accuse(case, "Grace Lowe")
    nothing_is_found(case)
    due = case.incident.walk.steps["contact-lado"].due.due
    assert due
    assert due > case.now
    assert case.ask(LADO)
    assert case.state_of("contact-lado") == "done"
    assert case.ask(BY_MISTAKE)


def test_the_adult_of_whom_the_lado_was_told_without_a_name_is_the_first_who_is_named() -> None:
    case = assessed(adult=YES, staff_instigator=YES)
    case.ask(LADO)
    accuse(case, "Alan Pike")
    assert case.ask(BY_MISTAKE)
    accuse(case, "Grace Lowe")
    nothing_is_found(case)


def test_a_coordinator_who_was_let_in_does_not_rule_an_allegation_out() -> None:
    case = assessed(adult=YES, staff_instigator=YES)
    with pytest.raises(NotTheirsToRuleOut):
        no_limb(case, by=COORDINATOR)
    for lead in (HEAD, CHAIR, LEAD):
        no_limb(case, by=lead)


# The head


def test_a_report_that_says_no_of_the_head_asks_no_chair() -> None:
    case = assessed(adult=YES, staff_instigator=YES)
    assert case.state_of("chair-leads") is None
    assert case.state_of("head-leads") == "open"


@pytest.mark.parametrize("answer", [YES, NOT_KNOWN])
def test_a_report_that_is_or_may_be_about_the_head_asks_the_chair_at_once(answer: Answer) -> None:
    case = Walked()
    case.ask(
        ask.ReportIncident(
            summary="A film is passed round.",
            in_danger_now=NO,
            about_an_adult_here=YES,
            about_the_head=answer,
        )
    )
    assert case.state_of("chair-leads") == "open"
