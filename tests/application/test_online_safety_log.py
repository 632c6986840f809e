"""The log as an inspector reads it, and as those read it who are not cleared for names."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import reduce
from uuid import UUID

from application.projections.log_for_readers import who, who_without_names, without_names
from application.projections.log_row import LogEntry
from application.projections.online_safety_log import logged
from application.record import Line
from domain.incident import events as told
from domain.incident.events import Event
from domain.incident.words import Capacity, ReporterKind
from domain.people import Person
from domain.times import UNKNOWN_TIME, Occurred, in_words
from tests.application.lines import line
from tests.examples import (
    ASSESSED,
    ELLIE,
    EVENTS,
    HEAD,
    JAKE,
    JAKE_LINKED,
    LEAD,
    MONDAY_NINE,
    REPORTED,
    ROUTES_OPENED,
    SETTLED,
    SUNDAY_EVENING,
    THREE_TEXTS,
)


def row(*events: Event, by: Person = LEAD) -> LogEntry:
    lines = [
        line(event, version, by, SUNDAY_EVENING) for version, event in enumerate(events, start=1)
    ]
    return fold(lines)


def fold(lines: Sequence[Line]) -> LogEntry:
    first, *others = lines
    return reduce(logged, others, logged(None, first)).entry


CLOSED = told.Closed(**THREE_TEXTS)


def test_the_log_says_when_where_who_what_and_what_was_done() -> None:
    entry = row(*SETTLED, CLOSED)
    assert entry.reference == "OSI-2026-K7Q4ZM"
    assert (entry.status, entry.restricted) == ("closed", False)
    assert entry.occurred_from == SUNDAY_EVENING.start
    assert entry.reported_at == MONDAY_NINE
    assert entry.reported_by == "Ellie Marsh"
    assert entry.signed == "Asma Khan, Designated safeguarding lead"
    assert (entry.place, entry.platform) == ("At home", "A group chat")
    assert (entry.category, entry.severity) == ("CD-06", "moderate")
    assert [one.exhibit for one in entry.evidence] == ["BJ/1"]
    assert [one.kind for one in entry.referrals] == ["referral made", "referral answered"]
    assert [one.kind for one in entry.parents] == ["parent informed", "parent not informed"]
    assert entry.actions[0].kind == "removal requested"
    assert entry.actions[0].what.startswith("asked Jake Holt to remove")
    assert entry.outcome == THREE_TEXTS["outcome"]
    assert entry.reviewed_by == "Asma Khan, Designated safeguarding lead"
    assert entry.version == len(SETTLED) + 1


def test_cleared_readers_see_names_and_others_see_letters_and_years() -> None:
    entry = row(*SETTLED)
    assert who(entry) == ("Ellie Marsh (victim)", "Jake Holt (alleged instigator)")
    assert who_without_names(entry) == ("Pupil A (Y8), victim", "Pupil B (Y9), alleged instigator")


def test_without_names_no_linked_name_is_left_anywhere() -> None:
    entry = without_names(row(*SETTLED, CLOSED))
    assert entry.summary == (
        "Pupil A (Y8) says that Pupil B (Y9) has been sending her unkind messages."
    )
    for name in ("Ellie", "Jake", "Marsh", "Holt"):
        assert name not in str(entry)


def test_a_person_named_in_error_is_out_of_the_log_and_the_letters_stay() -> None:
    in_error = told.NamedInError(
        person=ELLIE, person_name="Ellie Marsh", reason="Not her.", to_be_corrected=()
    )
    entry = row(*SETTLED, in_error)
    assert who(entry) == ("Jake Holt (alleged instigator)",)
    assert who_without_names(entry) == ("Pupil B (Y9), alleged instigator",)


def test_a_changed_capacity_is_shown_as_it_is_now() -> None:
    change = told.CapacityChanged(
        person=JAKE,
        person_name="Jake Holt",
        was=Capacity.INSTIGATOR,
        capacity=Capacity.VICTIM,
        why="He was made to do it.",
        restricted=False,
    )
    assert who(row(*SETTLED, change))[1] == "Jake Holt (victim)"


def correction(line: int, name: str, field: str, old: str, new: str) -> told.LineCorrected:
    about = {"person-linked.1": str(JAKE), "evidence-kept.1": "BJ/1"}.get(name)
    return told.LineCorrected(
        line=line, line_name=name, field=field, old=old, new=new, reason="A slip.", about=about
    )


def test_a_correction_shows_the_right_text_and_keeps_the_old_one() -> None:
    place = correction(1, "incident-reported.1", "place", "At home", "On the bus")
    entry = row(*SETTLED, place)
    assert entry.place == "On the bus"
    assert entry.corrections == (
        "Line 1, place: was “At home”, is “On the bus”. A slip. (Asma Khan)",
    )
    assert entry.last_corrected_line == entry.version
    assert entry.last_corrected_at == MONDAY_NINE


def test_corrected_names_exhibits_times_and_outcomes_reach_the_row() -> None:
    assert "Jacob Holt (alleged instigator)" in who(
        row(*SETTLED, correction(3, "person-linked.1", "full_name", "Jake Holt", "Jacob Holt"))
    )
    exhibit = row(*SETTLED, correction(4, "evidence-kept.1", "exhibit", "BJ/1", "BJ/2"))
    assert exhibit.evidence[0].exhibit == "BJ/2"
    outcome = row(
        *SETTLED,
        CLOSED,
        correction(len(SETTLED) + 1, "closed.1", "outcome", "x", "Ellie is well."),
    )
    assert outcome.outcome == "Ellie is well."
    saturday = Occurred(start=datetime(2026, 9, 5, 19, 0, tzinfo=UTC))
    when = replace(
        correction(1, "incident-reported.1", "occurred", "Sunday", "Saturday"),
        new_occurred=saturday,
    )
    assert row(*SETTLED, when).occurred_from == saturday.start
    none_kept = told.EvidenceNotKept(reason="It vanishd.")
    right = correction(2, "evidence-not-kept.1", "reason", "It vanishd.", "It vanished.")
    assert row(REPORTED, none_kept, right).no_evidence_because == "It vanished."


def test_the_outcome_of_an_earlier_closing_is_corrected_there_and_not_here() -> None:
    reopened = told.Reopened(reason="It began again.")
    late = correction(len(SETTLED) + 1, "closed.1", "outcome", "x", "Ellie is well.")
    assert row(*SETTLED, CLOSED, reopened, late).outcome is None
    again = replace(CLOSED, outcome="Jake has changed class.")
    assert row(*SETTLED, CLOSED, reopened, again, late).outcome == "Jake has changed class."


def test_a_misspelt_reporter_is_set_right_in_the_row() -> None:
    name = correction(1, "incident-reported.1", "reporter_name", "Ellie Marsh", "Eleanor Marsh")
    assert row(REPORTED, name).reported_by == "Eleanor Marsh"
    unnamed = replace(REPORTED, reporter_name=None)
    helper = correction(
        1, "incident-reported.1", "on_behalf_of", "Dawn Price, teaching assistant", "Dawn Pryce"
    )
    assert row(unnamed, helper).reported_by == "Dawn Pryce"
    assert row(REPORTED, helper).reported_by == "Ellie Marsh"


def test_a_corrected_name_of_a_confidential_reporter_is_still_not_told() -> None:
    kept = replace(REPORTED, reporter=ReporterKind.CONFIDENTIAL, reporter_name="Ravi Patle")
    name = correction(1, "incident-reported.1", "reporter_name", "Ravi Patle", "Ravi Patel")
    entry = row(kept, name)
    assert entry.reported_by == "somebody who asked not to be named"
    assert "Ravi" not in str(entry)
    assert entry.corrections == (
        "Line 1: the name of somebody who asked not to be named, or gave none. "
        "It was set right. (Asma Khan)",
    )


def test_nor_is_it_by_a_correction_of_that_correction() -> None:
    kept = replace(REPORTED, reporter=ReporterKind.CONFIDENTIAL, reporter_name="Ravi Patle")
    name = correction(1, "incident-reported.1", "reporter_name", "Ravi Patle", "Ravi Patel")
    why = correction(2, "line-corrected.1", "reason", "Ravi says so.", "Ravi Patel wrote it.")
    again = correction(3, "line-corrected.1", "reason", "A slip.", "Ravi's slip.")
    entry = row(kept, name, why, again)
    assert "Ravi" not in str(entry)
    assert len(entry.corrections) == 3


def test_a_corrected_time_is_told_on_the_clock_of_the_school() -> None:
    right = told.LineCorrected(
        line=1,
        line_name="incident-reported.1",
        field="occurred",
        old=in_words(SUNDAY_EVENING),
        new=in_words(UNKNOWN_TIME),
        new_occurred=UNKNOWN_TIME,
        reason="Nobody is sure.",
    )
    assert row(REPORTED, right).corrections == (
        "Line 1, when it happened: was 6 September 2026 at about 20:00, "
        "is a time that is not known. Nobody is sure. (Asma Khan)",
    )


def test_a_field_that_was_empty_is_said_to_have_had_no_entry() -> None:
    filled = correction(1, "incident-reported.1", "place", "", "On the bus")
    assert row(REPORTED, filled).corrections == (
        "Line 1, place: was no entry, is “On the bus”. A slip. (Asma Khan)",
    )


def test_a_step_is_called_by_its_own_words_in_the_log_as_well() -> None:
    done = told.StepCompleted(step="tell-the-head", what_was_done="Told her at break.")
    (action,) = row(REPORTED, ROUTES_OPENED, done).actions
    assert action.what == (
        "completed the step “Report it to the head of school or executive principal”: "
        "Told her at break."
    )


def test_a_corrected_action_says_so() -> None:
    number = 1 + next(
        index for index, event in enumerate(SETTLED) if isinstance(event, told.SupportAssigned)
    )
    entry = row(*SETTLED, correction(number, "support-assigned.1", "what", "a", "b"))
    assert [one.line for one in entry.actions if one.corrected] == [number]


def test_struck_out_is_shown_as_struck_out_and_reopened_as_open() -> None:
    struck = told.StruckOut(reason="Reported twice.")
    assert row(*SETTLED, struck).status == "struck out"
    reopened = row(*SETTLED, CLOSED, told.Reopened(reason="It began again."))
    assert (reopened.status, reopened.outcome, reopened.closed_at) == ("open", None, None)


def test_the_second_signature_is_the_review() -> None:
    signed = told.Countersigned(countersigned_by=HEAD.account)
    lines = [line(REPORTED, 1), line(signed, 2, by=HEAD), line(CLOSED, 3)]
    assert fold(lines).reviewed_by == "Ruth Ainsley, Headteacher"


def test_a_reporter_who_is_not_to_be_named_is_not_in_the_log() -> None:
    for kind, shown in (
        (ReporterKind.CONFIDENTIAL, "somebody who asked not to be named"),
        (ReporterKind.ANONYMOUS, "somebody who gave no name"),
    ):
        assert row(replace(REPORTED, reporter=kind)).reported_by == shown


def test_restricted_follows_the_latest_line_that_says_so() -> None:
    assert row(REPORTED, replace(ASSESSED, restricted=True)).restricted
    assert row(REPORTED, replace(JAKE_LINKED, restricted=True)).restricted


def test_times_of_recording_may_still_be_unknown_and_nothing_is_made_of_them() -> None:
    lines = [
        line(event, version, recorded_at=None) for version, event in enumerate(SETTLED, start=1)
    ]
    entry = fold([*lines, line(CLOSED, len(lines) + 1, recorded_at=None)])
    assert (entry.reported_at, entry.closed_at, entry.last_line_at) == (None, None, None)
    assert entry.closed_line == len(lines) + 1


def test_every_event_can_be_folded_into_the_log() -> None:
    assert row(REPORTED, *EVENTS).version == len(EVENTS) + 1


def test_after_twenty_six_pupils_the_letters_go_on() -> None:
    pupils = [replace(JAKE_LINKED, person=UUID(int=number)) for number in range(28)]
    labels = who_without_names(row(REPORTED, *pupils))
    assert labels[25].startswith("Pupil Z ")
    assert labels[26].startswith("Pupil AA ")
    assert labels[27].startswith("Pupil AB ")
