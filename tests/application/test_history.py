"""The history tells one true sentence for every line."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from application.projections.background import short
from application.projections.history import sentence, story
from application.record import STORED_NAMES, ErasedLine, UnknownLine
from application.shown import fields_for
from domain.incident.events import (
    CaseManagerAppointed,
    Closed,
    ClosureProposed,
    CourseOfActionDecided,
    Event,
    EvidenceKept,
    InterviewHeld,
    LineCorrected,
    OwnerChanged,
    RemovalRequested,
    StepCompleted,
    StepNotNeeded,
    TaskAssigned,
    TaskDone,
)
from domain.incident.words import (
    AllegationOutcome,
    EvidenceKind,
    How,
    ImageLock,
    Received,
    RemovalThrough,
    ReporterKind,
)
from domain.people import Person, Role
from domain.times import UNKNOWN_TIME, Occurred, Precision
from tests.application.golden import CANONICAL
from tests.application.lines import STREAM, line
from tests.examples import (
    ASSESSED,
    DEPUTY,
    EVENTS,
    HEAD,
    JAKE_LINKED,
    LEAD,
    MONDAY_NINE,
    REMOVAL,
    REPORTED,
    ROUTES_OPENED,
    SUNDAY_EVENING,
    TASK,
    TEACHER,
    THREE_TEXTS,
)


def told(kind: str) -> str:
    return next(sentence(line(event)) for event in EVENTS if type(event).__name__ == kind)


@pytest.mark.parametrize("name", STORED_NAMES)
def test_every_stored_name_has_one_sentence_that_says_who_did_it(name: str) -> None:
    examples = [one for one in EVENTS if type(one) is STORED_NAMES[name]]
    for event in (CANONICAL[name], *examples):
        told = sentence(line(event))
        assert told.startswith("Asma Khan (Designated safeguarding lead) ")
        assert told.rstrip("”")[-1] in ".!?"
        assert "None" not in told
        assert "  " not in told
        assert ".." not in told


def test_what_happens_to_the_log_as_a_whole_is_told_too() -> None:
    who = "Asma Khan (Designated safeguarding lead)"
    opened, disposed = CANONICAL["school-opened.1"], CANONICAL["case-disposed.1"]
    assert sentence(line(opened)) == f"{who} opened the record of Tor Hill School."
    assert sentence(line(disposed)) == (
        f"{who} disposed of a case of 3 lines under Retention schedule 2026, section 4."
    )


def test_lines_that_cannot_be_read_have_a_sentence_too() -> None:
    place: dict[str, Any] = {
        "stream": STREAM,
        "version": 1,
        "position": 1,
        "recorded_at": MONDAY_NINE,
    }
    erased = ErasedLine(name="note-added.1", **place)
    unknown = UnknownLine(name="note-added.2", **place)
    assert sentence(erased) == "This line was disposed of: what it said can no longer be read."
    assert "newer Daybook" in sentence(unknown)


def test_the_sentences_are_those_a_school_would_write() -> None:
    assert told("ParentInformed") == (
        "Asma Khan (Designated safeguarding lead) told Joanne Marsh, parent of Ellie Marsh "
        "(phone): “What happened and what we are doing.” (safe to tell: yes). "
        "The answer: “Thankful, and will keep the phone downstairs at night.”"
    )
    assert told("PersonLinked") == (
        "Asma Khan (Designated safeguarding lead) named Ellie Marsh (pupil, Year 8) as victim."
    )


def test_what_was_out_of_order_says_so() -> None:
    early = InterviewHeld(
        with_whom="Alan Pike",
        account_given="It was about homework.",
        out_of_order=("held before the LADO was contacted",),
    )
    assert sentence(line(early)).endswith("Out of order: held before the LADO was contacted.")


def test_the_time_is_told_as_claimed_and_in_british_time() -> None:
    note = next(event for event in EVENTS if type(event).__name__ == "NoteAdded")
    noted = " noted, as observed: Rang home, no answer."
    who = "Asma Khan (Designated safeguarding lead)"
    assert sentence(line(note, occurred=SUNDAY_EVENING)) == (
        f"{who}, on 6 September 2026 at about 20:00,{noted}"
    )
    a_day = Occurred(start=datetime(2026, 9, 4, tzinfo=UTC), precision=Precision.DAY)
    assert sentence(line(note, occurred=a_day)) == f"{who}, on 4 September 2026,{noted}"
    unknown = sentence(line(note, occurred=UNKNOWN_TIME))
    assert unknown == f"{who}, at a time that is not known,{noted}"


CONFIDENTIAL = replace(
    REPORTED,
    reporter=ReporterKind.CONFIDENTIAL,
    reporter_name="Ravi Patle",
    on_behalf_of="Ravi Patle's sister",
)
RESPELT = LineCorrected(
    line=1,
    line_name="incident-reported.1",
    field="reporter_name",
    old="Ravi Patle",
    new="Ravi Patel",
    reason="Ravi spells it so.",
)


def history(*events: Event, by: Person = LEAD) -> list[str]:
    return [*story(line(event, number, by) for number, event in enumerate(events, start=1))]


def test_a_confidential_reporter_is_not_named_not_even_by_a_correction() -> None:
    on_behalf = replace(RESPELT, field="on_behalf_of", old="Ravi's sister", new="Ravi's brother")
    told = " ".join(history(CONFIDENTIAL, RESPELT, on_behalf))
    assert "Ravi" not in told
    assert "corrected line 1: the name of somebody who asked not to be named" in told


def test_a_reporter_who_gave_the_name_is_corrected_by_name() -> None:
    _, told = history(replace(REPORTED, reporter_name="Ravi Patle"), RESPELT)
    assert told.endswith(
        "corrected line 1 (name of whoever told it) from “Ravi Patle” to “Ravi Patel”: "
        "Ravi spells it so."
    )


def test_fields_with_that_name_are_shown_to_safeguarding_leads_and_to_who_wrote_it_down() -> None:
    lines = [line(CONFIDENTIAL, 1, TEACHER), line(RESPELT, 2, LEAD)]
    for person in (LEAD, DEPUTY, TEACHER):
        first, second = fields_for(person, lines)
        assert (first["reporter_name"], second["new"]) == ("Ravi Patle", "Ravi Patel")
    for role in (Role.HEAD, Role.COORDINATOR, Role.AUDITOR, Role.CHAIR_OF_GOVERNORS):
        told = str([*fields_for(replace(HEAD, role=role), lines)])
        assert "Ravi" not in told
        assert "not shown" in told


def test_a_step_is_called_by_its_own_words_and_never_by_its_id() -> None:
    done = StepCompleted(step="tell-the-head", what_was_done="Told her at break.")
    spared = StepNotNeeded(step="outside-route", reason="Nobody felt unable to.")
    _, first, second = history(ROUTES_OPENED, done, spared)
    assert first.endswith(
        "completed the step “Report it to the head of school or executive principal”: "
        "Told her at break."
    )
    assert second.endswith(
        "found the step “If you feel unable to report to the head, talk to your authority's "
        "team” not needed: Nobody felt unable to."
    )
    (unasked,) = history(done)
    assert "completed a step that this case had not been given: Told her at break." in unasked


def test_long_words_of_a_step_are_cut_where_they_pause_and_others_are_left() -> None:
    assert short("Stop. Do not investigate, view or copy anything.") == "Stop"
    say = "Send the child protection file to the new school's DSL: securely, whole, and apart."
    assert short(say) == say.rstrip(".")
    assert short(f"{say[:-1]} from the main pupil file.") == (
        "Send the child protection file to the new school's DSL: securely, whole …"
    )
    assert len(short("word " * 50)) <= 92


def test_to_have_done_it_is_an_allegation_until_it_has_been_found() -> None:
    found = CourseOfActionDecided(
        course="a written warning",
        outcome=AllegationOutcome.SUBSTANTIATED,
        rationale="He said so himself.",
    )
    before, _, after = history(JAKE_LINKED, found, JAKE_LINKED)
    assert before.endswith("named Jake Holt (pupil, Year 9) as alleged instigator.")
    assert after.endswith("named Jake Holt (pupil, Year 9) as instigator.")


def test_whoever_does_it_and_writes_it_down_is_named_once() -> None:
    for event in (
        CaseManagerAppointed(
            manager=LEAD.account,
            manager_name=LEAD.name,
            manager_post=LEAD.post,
            manager_role=LEAD.role,
            why="The head is away.",
        ),
        EvidenceKept(
            exhibit="AK/1",
            kind=EvidenceKind.WORDS,
            description="What she said.",
            captured_by=LEAD.name,
            held_by=LEAD.name,
        ),
        OwnerChanged(owner=LEAD.account, owner_name=LEAD.name, handover="I know the family."),
        TaskAssigned(task=TASK, what="Ring home", assignee_name=LEAD.name),
    ):
        assert sentence(line(event)).count(LEAD.name) == 1


def test_only_what_others_tell_is_said_to_have_happened() -> None:
    seen = replace(REPORTED, received=Received.SEEN_OR_HEARD, reporter_name=None)
    assert sentence(line(seen, occurred=SUNDAY_EVENING)).endswith(
        "It happened on 6 September 2026 at about 20:00."
    )
    assert sentence(line(REPORTED, occurred=SUNDAY_EVENING)).endswith(
        "It is said to have happened on 6 September 2026 at about 20:00."
    )
    interview = InterviewHeld(with_whom="Alan Pike", account_given="It was about homework.")
    assert sentence(line(interview, occurred=SUNDAY_EVENING)) == (
        "Asma Khan (Designated safeguarding lead), on 6 September 2026 at about 20:00, held an "
        "interview with Alan Pike; the account given: “It was about homework.”"
    )


def test_a_closing_that_says_what_was_proposed_does_not_say_it_twice() -> None:
    proposed = ClosureProposed(**THREE_TEXTS, proposed_by=LEAD.account)
    assert history(proposed, Closed(**THREE_TEXTS))[1].endswith(
        "closed the incident with the account that was proposed."
    )
    (alone,) = history(Closed(**THREE_TEXTS))
    assert THREE_TEXTS["summary"].rstrip(".") in alone


def test_the_image_lock_is_told_where_it_begins() -> None:
    waiting = replace(REPORTED, image_lock=ImageLock.UNTIL_THE_DSL_DECIDES)
    assert sentence(line(waiting)).endswith("No pictures may be kept until the DSL decides.")
    for_ever = replace(ASSESSED, image_lock=ImageLock.FOR_EVER)
    assert sentence(line(for_ever)).endswith("No pictures may ever be kept here.")


def test_a_cancelled_task_and_a_platform_are_told_as_such() -> None:
    cancelled = TaskDone(task=TASK, what="Block the site", cancelled_because="It is gone.")
    assert sentence(line(cancelled)).endswith("cancelled the task “Block the site”: It is gone.")
    removal = RemovalRequested(
        removal=REMOVAL, what="The page", asked_of="The site", through=RemovalThrough.PLATFORM
    )
    assert "asked The site (platform) to remove “The page”." in sentence(line(removal))


@pytest.mark.parametrize(
    "event", [each for each in EVENTS if hasattr(each, "how")], ids=lambda event: type(event)
)
def test_how_somebody_was_reached_is_left_out_where_nobody_said(event: Any) -> None:
    told = sentence(line(replace(event, how=How.NOT_SAID)))
    assert "not said" not in told
    assert "()" not in told
    assert "  " not in told


def test_how_a_report_was_received_is_left_out_where_nobody_said() -> None:
    told = sentence(line(replace(REPORTED, received=Received.NOT_SAID)))
    assert told.startswith("Asma Khan (Designated safeguarding lead) reported on the word of ")
