"""The history tells one true sentence for every line."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from application.projections.history import sentence
from application.record import STORED_NAMES, ErasedLine, UnknownLine
from domain.incident.events import InterviewHeld, RemovalRequested, TaskDone
from domain.incident.words import ImageLock, RemovalThrough, ReporterKind
from domain.times import UNKNOWN_TIME, Occurred, Precision
from tests.application.golden import CANONICAL
from tests.application.lines import STREAM, line
from tests.examples import (
    ASSESSED,
    EVENTS,
    MONDAY_NINE,
    REMOVAL,
    REPORTED,
    SUNDAY_EVENING,
    TASK,
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
        "Asma Khan (Designated safeguarding lead) linked Ellie Marsh (pupil, Year 8) as victim."
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


def test_a_confidential_reporter_is_not_named() -> None:
    kept = replace(REPORTED, reporter=ReporterKind.CONFIDENTIAL, reporter_name="Ravi Patel")
    assert "Ravi" not in sentence(line(kept))


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
