"""A case that is disposed of leaves its place in the log, a certificate, and no word."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from time import sleep
from uuid import UUID

import psycopg
import pytest
from eventsourcing.persistence import IntegrityError

from application.read_back import state_of
from application.record import ErasedLine
from domain.facts import Answer
from domain.incident.commands import AddNote, Circumstances, ReportIncident
from domain.incident.refusals import Refused, Unreadable
from interfaces.wiring import Daybook
from tests.postgres.schools import (
    MONDAY_NINE,
    MadeUpSchool,
    count,
    everything_derived,
    school_of,
    tables_that_say,
)

SECRET = "Grauwacke"  # A word that stands nowhere else.
OF_INCIDENTS = ("online_safety_log", "steps_due")
LINES = (
    "incident-reported.1",
    "note-added.1",
    "assessed.1",
    "evidence-not-kept.1",
    "closed.1",
)


@pytest.fixture
def case(school: MadeUpSchool) -> UUID:
    """A closed case that says the word wherever it can be said, among other cases."""
    school.report("Another case altogether")
    report = ReportIncident(
        summary=f"{SECRET} in the summary",
        own_words=f"{SECRET} in her own words",
        place=f"{SECRET} Lane",
        in_danger_now=Answer.NO,
        about_an_adult_here=Answer.NO,
    )
    case = school.log.ask(None, report, by=school.jones, now=school.clock()).id
    school.note(case, f"{SECRET} in a note")
    school.settle(case)
    school.close(case, outcome=f"{SECRET} in the outcome")
    school.report("A third case")
    return case


def test_the_words_of_a_case_stand_only_in_its_read_models_and_then_nowhere(
    school: MadeUpSchool, superuser: str, case: UUID
) -> None:
    assert tables_that_say(superuser, school.id, SECRET) == {"online_safety_log"}
    school.dispose(case)
    assert tables_that_say(superuser, school.id, SECRET) == set()


def test_the_lines_stay_where_they_were_without_their_words(
    school: MadeUpSchool, case: UUID
) -> None:
    before = school.read(case).lines
    school.dispose(case)
    after = school.read(case).lines
    assert [
        (type(line), line.name, line.version, line.position, line.recorded_at)
        for line in after
        if isinstance(line, ErasedLine)
    ] == [
        (ErasedLine, name, line.version, line.position, line.recorded_at)
        for name, line in zip(LINES, before, strict=True)
    ]


def test_the_log_is_still_proven_from_its_first_line_to_its_last(
    school: MadeUpSchool, case: UUID
) -> None:
    lines = school.verify().lines
    school.dispose(case)
    verdict = school.verify()
    assert (verdict.ok, verdict.lines) == (True, lines + 1)
    school.report("Life goes on")
    assert school.verify().ok


def test_read_models_built_again_are_byte_for_byte_the_same(
    school: MadeUpSchool, superuser: str, case: UUID
) -> None:
    live = everything_derived(school, superuser)
    assert all(live[table] for table in OF_INCIDENTS)
    school.rebuild()
    assert everything_derived(school, superuser) == live
    school.dispose(case)
    erased = everything_derived(school, superuser)
    assert erased != live
    school.rebuild()
    assert everything_derived(school, superuser) == erased


def test_a_read_model_that_was_tampered_with_is_put_right(
    school: MadeUpSchool, superuser: str, case: UUID
) -> None:
    live = everything_derived(school, superuser)
    with psycopg.connect(superuser) as connection:
        connection.execute(
            "UPDATE daybook.online_safety_log SET summary = 'Nothing happened'"
            " WHERE incident = %s",
            (case,),
        )
        connection.execute(
            "INSERT INTO daybook.online_safety_log SELECT (jsonb_populate_record(t,"
            " jsonb_build_object('incident', gen_random_uuid()))).*"
            " FROM daybook.online_safety_log t WHERE incident = %s",
            (case,),
        )
    assert everything_derived(school, superuser) != live
    school.rebuild()
    assert everything_derived(school, superuser) == live


def test_the_school_next_door_is_not_touched_by_a_rebuild(
    school: MadeUpSchool, daybook: Daybook, superuser: str, case: UUID
) -> None:
    other = school_of(daybook, 6)
    live = everything_derived(other, superuser)
    school.rebuild()
    assert everything_derived(other, superuser) == live


def test_times_of_the_demo_clock_are_rebuilt_as_they_were(
    daybook: Daybook, superuser: str
) -> None:
    school = school_of(daybook, 20)
    live = everything_derived(school, superuser)
    assert "2026-09-07 09:" in live["online_safety_log"][0]
    school.rebuild()
    assert everything_derived(school, superuser) == live


@pytest.mark.parametrize("ask", ["note", "close"])
def test_nothing_more_can_be_asked_of_it(school: MadeUpSchool, case: UUID, ask: str) -> None:
    school.dispose(case)
    with pytest.raises(Unreadable):
        school.note(case, "Too late") if ask == "note" else school.close(case)
    assert school.read(case).version == len(LINES)


def wait_for_writers(superuser: str, number: int) -> None:
    """Until so many wait for the school's head row."""
    waiting = (
        "SELECT count(*) FROM pg_stat_activity"
        " WHERE usename = 'daybook_app' AND wait_event_type = 'Lock'"
    )
    for _ in range(1000):
        if count(superuser, waiting) == number:
            return
        sleep(0.01)
    raise AssertionError(f"There are not {number} writers waiting.")


@contextmanager
def everybody_waits(superuser: str, school: UUID) -> Iterator[None]:
    with psycopg.connect(superuser) as holder:
        holder.execute("SELECT FROM daybook.school_log WHERE school = %s FOR UPDATE", (school,))
        yield


def test_a_note_asked_for_during_a_disposal_is_refused(
    school: MadeUpSchool, superuser: str, case: UUID
) -> None:
    with ThreadPoolExecutor(2) as pool:
        with everybody_waits(superuser, school.id):
            disposal = pool.submit(school.dispose, case)
            wait_for_writers(superuser, 1)
            note = pool.submit(school.note, case, f"{SECRET}, a moment too late")
            wait_for_writers(superuser, 2)
        disposal.result(timeout=30)
        with pytest.raises(Unreadable):
            note.result(timeout=30)
    assert tables_that_say(superuser, school.id, SECRET) == set()
    assert school.verify().ok


def test_a_note_written_during_a_disposal_does_not_part_the_read_models_from_the_record(
    school: MadeUpSchool, superuser: str, case: UUID
) -> None:
    with ThreadPoolExecutor(2) as pool:
        with everybody_waits(superuser, school.id):
            note = pool.submit(school.note, case, "Just in time")
            wait_for_writers(superuser, 1)
            disposal = pool.submit(school.dispose, case)
            wait_for_writers(superuser, 2)
        assert note.result(timeout=30).version == len(LINES) + 1
        with suppress(Refused):
            disposal.result(timeout=30)
    live = everything_derived(school, superuser)
    school.rebuild()
    assert everything_derived(school, superuser) == live


def test_a_note_that_was_on_its_way_brings_nothing_back(
    school: MadeUpSchool, superuser: str, case: UUID
) -> None:
    """A colleague has read the case before the disposal, and records her note after it."""
    log = school.log
    history = log.read(case)
    school.dispose(case)
    note = AddNote(text=f"{SECRET}, written too late")
    circumstances = Circumstances(by=school.khan, now=MONDAY_NINE)
    with pytest.raises(IntegrityError, match="disposed of"):
        log.decide_and_record(state_of(history), history, note, circumstances, None)
    assert tables_that_say(superuser, school.id, SECRET) == set()
    assert school.read(case).version == len(LINES)
    assert school.verify().ok
