"""The past keeps its shape; Daybook learns to read it, and does not act on what it cannot read."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest

from application import projections
from application.read_back import WrittenByNewerDaybook
from application.record import (
    LIFTS,
    STORED_NAMES,
    ErasedLine,
    Lift,
    Line,
    RecordMapper,
    UnknownLine,
)
from application.school_log import SchoolLog
from domain.incident.commands import AddNote
from domain.incident.events import NoteAdded
from interfaces.postgres.record import SchoolRecorder
from tests.postgres.schools import MadeUpSchool, rows_as_text


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarkMade:
    """What a note was called at first, in this story."""

    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteOnce:
    """What it was called next."""

    remark: str
    loud: bool


LONG_AGO: dict[str, type[Any]] = {"remark-made.1": RemarkMade, "note-added.0": NoteOnce}

NOTES_OF_OLD: dict[str, Lift] = {
    "remark-made.1": ("note-added.0", lambda told: {"remark": told["words"], "loud": False}),
    "note-added.0": (
        "note-added.1",
        lambda told: {"text": told["remark"].upper() if told["loud"] else told["remark"]},
    ),
}


def log_with(
    school: MadeUpSchool,
    names: Mapping[str, type[Any]] = STORED_NAMES,
    lifts: Mapping[str, Lift] = LIFTS,
) -> SchoolLog:
    recorder = SchoolRecorder(school.daybook.datastore, school.id)
    mapper = RecordMapper(school.id, school.daybook.keys, names, lifts)
    return SchoolLog(school.id, recorder, mapper, projections.ALL)


def write_as_long_ago(school: MadeUpSchool, case: UUID, *events: Any) -> None:
    log = log_with(school, names={**STORED_NAMES, **LONG_AGO})
    history = log.read(case)
    log.given_recorder.append(log.sealed(history, log.lines(history, events, school.khan)))


@pytest.fixture
def case(school: MadeUpSchool) -> UUID:
    """A case with a note of each age."""
    case = school.report().id
    write_as_long_ago(
        school, case, RemarkMade(words="Rang home"), NoteOnce(remark="no answer", loud=True)
    )
    return case


def test_old_lines_are_read_as_todays(school: MadeUpSchool, case: UUID) -> None:
    log = log_with(school, lifts=NOTES_OF_OLD)
    lines = [line for line in log.read(case).lines if isinstance(line, Line)]
    assert [line.event for line in lines[1:]] == [
        NoteAdded(text="Rang home"),
        NoteAdded(text="NO ANSWER"),
    ]
    assert {line.by.name for line in lines[1:]} == {"A. Khan"}


def test_one_who_can_read_old_lines_writes_todays_after_them(
    school: MadeUpSchool, case: UUID
) -> None:
    log = log_with(school, lifts=NOTES_OF_OLD)
    told = log.ask(
        case, AddNote(text="Rang again"), by=school.khan, now=school.clock(), expected_version=3
    )
    assert told.version == 4
    last = log.read(case).lines[-1]
    assert isinstance(last, Line)
    assert last.event == NoteAdded(text="Rang again")


def test_one_who_cannot_read_them_shows_that_they_are_there_but_does_not_act(
    school: MadeUpSchool, case: UUID
) -> None:
    unknown = school.read(case).lines[1:]
    assert [(type(line), line.version) for line in unknown] == [(UnknownLine, 2), (UnknownLine, 3)]
    with pytest.raises(WrittenByNewerDaybook, match="Update Daybook"):
        school.note(case, "Rang again")
    with pytest.raises(WrittenByNewerDaybook):
        school.close(case)
    assert school.read(case).version == 3


def test_both_can_verify_the_log(school: MadeUpSchool, case: UUID) -> None:
    verdict = school.verify()
    assert (verdict.ok, verdict.lines) == (True, 4)


def test_read_models_can_be_built_again_over_lines_of_every_age(
    school: MadeUpSchool, superuser: str, case: UUID
) -> None:
    log_with(school, lifts=NOTES_OF_OLD).ask(
        case, AddNote(text="Rang again"), by=school.khan, now=school.clock()
    )
    live = rows_as_text(superuser, "online_safety_log", school.id)
    school.rebuild()
    assert rows_as_text(superuser, "online_safety_log", school.id) == live


def test_a_case_with_an_unknown_line_can_still_be_disposed_of(
    school: MadeUpSchool, case: UUID
) -> None:
    school.dispose(case)
    assert {type(line) for line in school.read(case).lines} == {ErasedLine}
    assert school.verify().ok
