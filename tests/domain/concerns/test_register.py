"""The register's own rules, told as stories."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from domain.concerns import commands as ask
from domain.concerns import events as told
from domain.concerns.commands import Command
from domain.concerns.decisions import IncidentToReport, incident_to_report
from domain.concerns.events import ConcernEscalated, Event, Sharing
from domain.concerns.refusals import (
    AnotherAdult,
    InitialsGiven,
    LeftBlank,
    NextLookHasPassed,
    NoLineToCorrect,
    NoSuchCase,
    NoSuchConcern,
    NotATextOfThatLine,
    NothingToEscalate,
    NotKeptLongEnough,
    ReviewFirst,
)
from domain.concerns.state import as_corrected, review_due
from domain.facts import Answer
from domain.incident.commands import Circumstances as AroundAReport
from domain.incident.commands import ReportIncident
from domain.incident.decisions import decide as decide_incident
from domain.incident.events import IncidentReported
from domain.incident.refusals import NotYetHappened
from domain.people import Person
from domain.times import Occurred
from tests.domain.concerns.examples import (
    AGENCY_TOLD,
    CLOSE,
    CLOSED,
    CORRECT,
    CORRECTED,
    ESCALATE,
    ESCALATED,
    FIRST,
    FRIDAY_NOON,
    HEAD,
    LATER,
    LEAD,
    MONDAY_NINE,
    MR_PIKE,
    ONE,
    OPENED,
    PIKE,
    RECORD,
    RECORDED,
    RETIMED,
    REVIEW,
    REVIEWED,
    SECOND,
    SELF_REPORT,
    SELF_REPORTED,
    TEACHER,
    TELL_AGENCY,
    TWO,
    WITHDRAW,
    WITHDRAWN,
)
from tests.domain.concerns.scenario import given, register

Markable = (
    told.SelfReported
    | told.AgencyTold
    | told.PatternReviewed
    | told.ConcernEscalated
    | told.ConcernWithdrawnInError
    | told.ConcernCorrected
)
AFTER_CLOSING = ("recorded after the register was closed",)


@pytest.mark.parametrize("by", [TEACHER, HEAD, LEAD, MR_PIKE], ids=lambda by: by.name)
def test_anybody_may_record_a_concern_and_it_opens_the_register(by: Person) -> None:
    opened, _ = given().when(RECORD, by=by).decided
    assert opened == OPENED
    assert OPENED.restricted


def test_a_nagging_doubt_with_nothing_else_known_is_recorded() -> None:
    doubt = ask.RecordConcern(adult=PIKE, what="Something was odd.", shared=Sharing.NOT_KNOWN)
    _, event = given().when(doubt, by=TEACHER).decided
    assert isinstance(event, told.ConcernRecorded)
    assert event.context is event.action_taken is event.shared_by is event.code_clause is None


def test_a_self_report_opens_the_register_as_well() -> None:
    given().when(SELF_REPORT, by=MR_PIKE, new_id=SECOND).then(OPENED, SELF_REPORTED)


def test_the_first_line_writes_the_name_in_full() -> None:
    initials = replace(RECORD, adult=replace(PIKE, full_name="A. P."))
    given().when(initials).then_refused(InitialsGiven)
    blank = replace(RECORD, adult=replace(PIKE, full_name=" ", post=""))
    refused = given().when(blank).then_refused(LeftBlank)
    assert isinstance(refused, LeftBlank)
    assert refused.fields == ("full_name", "post")


def test_a_concern_about_somebody_else_does_not_land_in_this_register() -> None:
    other = replace(RECORD, adult=replace(PIKE, person=UUID(int=1), full_name="Alan Spike"))
    given(*ONE).when(other).then_refused(AnotherAdult)


def test_the_post_stands_on_each_concern_as_it_was_then() -> None:
    promoted = replace(RECORD, adult=replace(PIKE, post="Head of music"), what="Shut the door.")
    event = given(*ONE).when(promoted).event
    assert isinstance(event, told.ConcernRecorded)
    assert event.post == "Head of music"


def test_the_same_words_at_another_time_are_another_concern() -> None:
    again = given(*ONE).when(RECORD, occurred=FRIDAY_NOON)
    again.then(replace(RECORDED, concern=LATER))


def test_what_was_withdrawn_in_error_may_be_recorded_again() -> None:
    given(*ONE, WITHDRAWN).when(RECORD).then(replace(RECORDED, concern=LATER))


def test_nothing_is_recorded_as_happening_tomorrow() -> None:
    tomorrow = Occurred(start=MONDAY_NINE + timedelta(days=1))
    given(*ONE).when(RECORD, occurred=tomorrow).then_refused(NotYetHappened)


def test_the_agency_told_again_in_the_same_words_another_day_is_a_new_fact() -> None:
    given(*ONE, AGENCY_TOLD).when(TELL_AGENCY, occurred=FRIDAY_NOON).then(AGENCY_TOLD)


def test_a_second_concern_and_every_later_one_makes_a_review_due() -> None:
    third = replace(RECORDED, concern=LATER, what="Shut the door.")
    assert not review_due(register(*ONE))
    assert review_due(register(*TWO))
    assert not review_due(register(*TWO, REVIEWED))
    assert review_due(register(*TWO, REVIEWED, third))


def test_a_review_of_the_first_concern_does_not_count_for_the_second() -> None:
    early = replace(REVIEWED, concerns=(FIRST,))
    assert review_due(register(*ONE, early, SELF_REPORTED))


def test_a_concern_withdrawn_in_error_counts_towards_no_pattern() -> None:
    assert not review_due(register(*TWO, WITHDRAWN))


def test_a_correction_of_its_text_does_not_bring_a_withdrawn_concern_back() -> None:
    assert register(*TWO, WITHDRAWN, CORRECTED).standing == (SECOND,)


def test_the_next_look_is_still_to_come() -> None:
    given(*TWO).when(replace(REVIEW, next_look=date(2026, 9, 6))).then_refused(NextLookHasPassed)


def test_a_pattern_reviewed_in_the_same_words_after_another_concern_is_a_new_review() -> None:
    third = replace(RECORDED, concern=LATER, what="Shut the door.")
    event = given(*TWO, REVIEWED, third).when(REVIEW).event
    assert event == replace(REVIEWED, concerns=(FIRST, SECOND, LATER))


def test_an_escalation_gives_the_incident_its_report_restricted_and_about_an_adult() -> None:
    report = incident_to_report(register(*TWO, ESCALATED), ESCALATED)
    assert report == IncidentToReport(
        summary=ESCALATED.summary, in_danger_now=Answer.NO, accused=PIKE
    )
    assert (report.about_an_adult_here, report.restricted) == (Answer.YES, True)


def test_the_incident_that_is_reported_is_restricted_from_its_first_line() -> None:
    report = incident_to_report(register(*TWO), ESCALATED)
    command = ReportIncident(
        summary=report.summary,
        in_danger_now=report.in_danger_now,
        about_an_adult_here=report.about_an_adult_here,
    )
    around = AroundAReport(by=HEAD, now=MONDAY_NINE, reference=ESCALATED.incident_reference)
    first = decide_incident(None, command, around)[0]
    assert isinstance(first, IncidentReported)
    assert first.restricted is report.restricted is True
    assert first.reference == ESCALATED.incident_reference


def test_the_accused_is_named_as_corrected() -> None:
    renamed = replace(
        CORRECTED, line=1, line_name="concerns-opened.1", field="full_name", new="Alan Pyke"
    )
    assert incident_to_report(register(*TWO, renamed), ESCALATED).accused.full_name == "Alan Pyke"


def test_an_escalation_asked_twice_reports_one_incident_however_ids_are_drawn() -> None:
    given(*TWO, ESCALATED).when(ESCALATE, new_id=UUID(int=0xFFFF)).then_nothing()


def test_nothing_that_was_withdrawn_is_escalated() -> None:
    given(*ONE, WITHDRAWN).when(ESCALATE).then_refused(NothingToEscalate)


def test_only_a_concern_of_this_register_is_withdrawn_and_only_once() -> None:
    given(*ONE).when(replace(WITHDRAW, concern=LATER)).then_refused(NoSuchConcern)
    given(*ONE, WITHDRAWN).when(replace(WITHDRAW, reason="As I said.")).then_nothing()


def test_a_withdrawal_quotes_the_concern_and_the_agency_as_corrected() -> None:
    moved = replace(
        CORRECTED,
        line=3,
        line_name="agency-told.1",
        field="person_told",
        old="Petra Lund",
        new="Petra Lindt",
        about=None,
    )
    event = given(*ONE, AGENCY_TOLD, CORRECTED, moved).when(WITHDRAW).event
    assert isinstance(event, told.ConcernWithdrawnInError)
    assert event.withdrawn_text == CORRECTED.new
    assert event.to_be_corrected == ("Petra Lindt at Northlight Supply",)


def test_a_correction_is_of_a_line_that_there_is() -> None:
    given(*ONE).when(CORRECT, corrected=None).then_refused(NoLineToCorrect)


@pytest.mark.parametrize("field", ["concern", "shared", "out_of_order", "wrong"])
def test_only_texts_are_corrected(field: str) -> None:
    given(*ONE).when(replace(CORRECT, field=field)).then_refused(NotATextOfThatLine)


def test_what_the_register_wrote_by_itself_is_not_corrected() -> None:
    correct = replace(CORRECT, field="withdrawn_text")
    given(*ONE, WITHDRAWN).when(correct, corrected=WITHDRAWN).then_refused(NotATextOfThatLine)


def test_a_corrected_name_is_in_full() -> None:
    correct = replace(CORRECT, field="full_name", new="A.P.")
    given(*ONE).when(correct, corrected=OPENED).then_refused(InitialsGiven)


def test_a_time_is_corrected_with_both_times_kept() -> None:
    correct = ask.CorrectLine(
        line=2, field="occurred", new_occurred=FRIDAY_NOON, reason=RETIMED.reason
    )
    given(*ONE).when(correct).then(RETIMED)
    earlier = Occurred(start=MONDAY_NINE)
    given(*ONE).when(correct, corrected_occurred=earlier).then(
        replace(RETIMED, old_occurred=earlier)
    )
    given(*ONE).when(replace(correct, new_occurred=None)).then_refused(LeftBlank)
    tomorrow = Occurred(start=MONDAY_NINE + timedelta(days=1))
    given(*ONE).when(replace(correct, new_occurred=tomorrow)).then_refused(NotYetHappened)


def test_a_line_reads_as_corrected_and_its_time_is_no_part_of_it() -> None:
    corrected = as_corrected(RECORDED, CORRECTED)
    assert isinstance(corrected, told.ConcernRecorded)
    assert corrected.what == CORRECTED.new
    assert as_corrected(RECORDED, RETIMED) == RECORDED


def test_a_correction_of_a_text_that_nothing_is_made_of_changes_no_state() -> None:
    remark = replace(CORRECTED, field="context", new="After choir.")
    of_nothing = replace(CORRECTED, about=UUID(int=0xFFFF))
    for correction in (remark, of_nothing, RETIMED):
        after = register(*ONE, correction)
        assert replace(after, last={}) == replace(register(*ONE), last={})


def test_a_register_is_not_closed_before_its_pattern_was_reviewed() -> None:
    given(*TWO).when(CLOSE).then_refused(ReviewFirst)
    given(*TWO, REVIEWED).when(CLOSE).then(CLOSED)


def test_a_register_closes_when_the_adult_has_left_and_is_kept_for_longer() -> None:
    next_week = replace(CLOSE, left_on=date(2026, 9, 14))
    given(*ONE).when(next_week).then_refused(NotYetHappened)
    shorter = replace(CLOSE, kept_until=date(2026, 9, 3))
    given(*ONE).when(shorter).then_refused(NotKeptLongEnough)


def test_the_day_is_that_of_the_school_just_after_midnight_in_summer() -> None:
    after_midnight = datetime(2026, 9, 7, 23, 30, tzinfo=UTC)
    today = replace(CLOSE, left_on=date(2026, 9, 8))
    assert given(*ONE).when(today, at=after_midnight).decided


def test_how_long_it_is_kept_may_be_decided_again() -> None:
    longer = replace(CLOSE, kept_until=date(2040, 9, 4), reason="A claim was made.")
    given(*ONE, CLOSED).when(longer).then(
        replace(CLOSED, kept_until=date(2040, 9, 4), reason="A claim was made.")
    )


def test_the_reason_of_the_closing_reads_as_corrected() -> None:
    reason = replace(CORRECTED, line_name="register-closed.1", field="reason", about=None)
    closed = register(*ONE, CLOSED, reason).closed
    assert closed is not None
    assert closed.reason == CORRECTED.new


@pytest.mark.parametrize(
    ("command", "event"),
    [
        (SELF_REPORT, replace(SELF_REPORTED, concern=LATER)),
        (TELL_AGENCY, AGENCY_TOLD),
        (REVIEW, replace(REVIEWED, concerns=(FIRST,))),
        (ESCALATE, replace(ESCALATED, concerns=(FIRST,), incident=LATER)),
        (WITHDRAW, replace(WITHDRAWN, to_be_corrected=())),
        (CORRECT, CORRECTED),
    ],
    ids=lambda value: type(value).__name__,
)
def test_after_the_closing_everything_is_still_recorded_and_says_so(
    command: Command, event: Markable
) -> None:
    marked = replace(event, out_of_order=AFTER_CLOSING)
    given(*ONE, CLOSED).when(command).then(marked)


def test_a_concern_after_the_closing_opens_the_register_again() -> None:
    late = replace(SELF_REPORTED, out_of_order=AFTER_CLOSING)
    history: tuple[Event, ...] = (*ONE, CLOSED, late)
    assert register(*history).closed is None
    assert review_due(register(*history))
    given(*history).when(CLOSE).then_refused(ReviewFirst)
    given(*history, REVIEWED).when(CLOSE).then(CLOSED)


def test_an_escalation_may_go_into_a_restricted_case_that_is_there() -> None:
    into = replace(ESCALATE, into=UUID(int=0xD00D))
    given(*TWO).when(into).then_refused(NoSuchCase)
    event = given(*TWO).when(into, into_reference="OSI-2026-AAAAAA").event
    assert isinstance(event, ConcernEscalated)
    assert (event.incident, event.incident_reference) == (into.into, "OSI-2026-AAAAAA")


def test_initials_are_refused_for_a_second_concern_as_for_the_first() -> None:
    initials = replace(RECORD, adult=replace(PIKE, full_name="A. P."))
    for history in ((), ONE):
        given(*history).when(initials).then_refused(InitialsGiven)
