"""What was grave once is not struck out by one person; a slip, or a second report of it, is."""

from dataclasses import replace
from uuid import UUID

import pytest

from domain.categories import Category
from domain.facts import Answer, Fact
from domain.incident import commands as ask
from domain.incident import events as told
from domain.incident.deciding.closing import care, two_people_needed
from domain.incident.levels import Care
from domain.incident.refusals import ClosedByTwoPeople, ImageUndecided
from domain.incident.words import (
    Agency,
    Capacity,
    EvidenceKind,
    LinkKind,
    PersonKind,
    Recipient,
    ReferralReply,
)
from tests.domain.incident.walked import Walked

NO, NOT_KNOWN, YES = Answer.NO, Answer.NOT_KNOWN, Answer.YES
ALONE = ask.StrikeOut(reason="It should not be here.")
TWICE = replace(ALONE, duplicate_of="OSI-2026-P3R8TC")
GRAVE = (
    Fact.IMMEDIATE_DANGER,
    Fact.CHILD_AT_RISK,
    Fact.ILLEGAL,
    Fact.SEXUAL_IMAGE_OF_UNDER_18,
    Fact.COERCION_OR_GROOMING,
    Fact.RADICALISATION,
    Fact.STAFF_INSTIGATOR,
)


def reported(danger: Answer = NO, adult: Answer = NO) -> Walked:
    case = Walked()
    case.report(danger, adult)
    return case


def is_refused(case: Walked, command: ask.StrikeOut = ALONE) -> None:
    with pytest.raises(ClosedByTwoPeople):
        case.ask(command)


# Alone


@pytest.mark.parametrize("fact", GRAVE)
def test_a_case_in_which_something_grave_is_so_is_not_struck_out_by_one(fact: Fact) -> None:
    case = reported()
    case.answer(**{fact.name.lower(): YES})
    is_refused(case)


@pytest.mark.parametrize("fact", GRAVE)
def test_neither_is_one_in_which_it_was_so_until_somebody_changed_the_answer(fact: Fact) -> None:
    case = reported()
    case.assess(**{fact.name.lower(): YES})
    case.answer(**{fact.name.lower(): NO})
    is_refused(case)


def test_a_picture_suspected_by_the_category_is_decided_before_it_is_struck_out() -> None:
    case = reported()
    case.ask(ask.Assess(category=Category.CD_01, findings=(), rationale="As told.", severity=None))
    with pytest.raises((ImageUndecided, ClosedByTwoPeople)):
        case.ask(ALONE)


def test_who_was_reported_to_be_in_danger_is_not_struck_out_by_one_whatever_is_said_since() -> (
    None
):
    case = reported(danger=YES)
    case.answer(immediate_danger=NO)
    is_refused(case)


def test_whether_anybody_is_in_danger_is_answered_before_one_person_strikes_it_out() -> None:
    case = reported(danger=NOT_KNOWN)
    is_refused(case)
    case.answer(immediate_danger=NO)
    assert case.ask(ALONE)


def test_a_case_that_waits_for_an_agency_is_not_struck_out_by_one() -> None:
    case = reported()
    case.ask(ask.MakeReferral(agency=Agency.POLICE, reason="They asked for it."))
    is_refused(case)
    (referral,) = case.incident.referrals
    answer = ask.RecordReferralAnswer(
        referral=referral, agency=Agency.POLICE, reply=ReferralReply.ACCEPTED, said="Noted."
    )
    case.ask(answer)
    assert case.ask(ALONE)


@pytest.mark.parametrize("to", [Recipient.COLLEAGUE, Recipient.POLICE])
def test_what_the_school_still_holds_for_a_case_keeps_it_from_being_struck_out_by_one(
    to: Recipient,
) -> None:
    case = reported()
    case.ask(
        ask.KeepEvidence(
            kind=EvidenceKind.DEVICE, description="A phone.", held_by="Ann Lee", exhibit="AL/1"
        )
    )
    is_refused(case)
    case.ask(
        ask.HandOverExhibit(
            exhibit="AL/1",
            handed_by="Ann Lee",
            received_by="Jo Poole",
            recipient=to,
            reason="It is theirs to keep.",
        )
    )
    if to is Recipient.COLLEAGUE:
        is_refused(case)
    else:
        assert case.ask(ALONE)


def test_an_ordinary_slip_is_struck_out_by_one() -> None:
    case = reported()
    case.assess()
    assert case.ask(ALONE)


# An adult here who was named once


def test_an_adult_here_who_was_once_named_leaves_a_case_for_two_people() -> None:
    case = reported(adult=NOT_KNOWN)
    accused = ask.LinkPerson(
        full_name="Alan Pike", kind=PersonKind.STAFF, capacity=Capacity.INSTIGATOR
    )
    person = case.ask(accused)[0]
    assert isinstance(person, told.PersonLinked)
    case.ask(ask.MarkNamedInError(person=person.person, reason="A slip of the list."))
    case.answer(staff_instigator=NO, subject_is_head=NO)
    assert two_people_needed(case.incident)
    is_refused(case)


# As a duplicate


def as_duplicate(case: Walked, other: Care, restricted: bool = True) -> Walked:
    case.ask(ask.Link(other=UUID(int=7), link=LinkKind.DUPLICATE, why="Told twice."))
    case.posts = {"other_care": other, "other_restricted": restricted}
    return case


def test_an_allegation_is_no_duplicate_of_one_that_an_answer_makes_an_ordinary_case() -> None:
    unsure = care(reported(adult=NOT_KNOWN).incident)
    is_refused(as_duplicate(reported(adult=YES), unsure), TWICE)


def test_an_allegation_is_struck_out_as_the_duplicate_of_one_that_is_bound_as_it_is() -> None:
    bound = reported(adult=YES)
    bound.answer(staff_instigator=NO)
    assert as_duplicate(reported(adult=YES), care(bound.incident)).ask(TWICE)


def test_what_may_be_about_an_adult_here_told_twice_stays_once() -> None:
    unsure = care(reported(adult=NOT_KNOWN).incident)
    assert as_duplicate(reported(adult=NOT_KNOWN), unsure).ask(TWICE)


def test_a_grave_case_is_no_duplicate_of_an_ordinary_one() -> None:
    def grave() -> Walked:
        case = reported()
        case.answer(sexual_image_of_under_18=YES)
        return case

    is_refused(as_duplicate(grave(), care(reported().incident), False), TWICE)
    assert as_duplicate(grave(), care(grave().incident), False).ask(TWICE)


def test_an_ordinary_case_told_twice_is_struck_out_by_one() -> None:
    ordinary = care(reported().incident)
    assert ordinary is Care.ORDINARY
    assert as_duplicate(reported(), ordinary, False).ask(TWICE)
