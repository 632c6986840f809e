"""The connection breaks at the worst moment, and the answer is still the truth."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from eventsourcing.persistence import IntegrityError, OperationalError

from application import projections
from application.ports import SeenKey
from application.record import ErasedLine, Line
from application.school_log import SchoolLog, StaleVersion
from domain.facts import Answer
from domain.incident.commands import AddNote, ReportIncident
from domain.incident.events import NoteAdded
from interfaces.postgres.migrate import APP
from interfaces.postgres.record import SchoolRecorder
from interfaces.wiring import Daybook, datastore_for
from tests.postgres.cut_connections import Cut, Wire
from tests.postgres.schools import MadeUpSchool, count

REPORT = ReportIncident(
    summary="A photo is passed round",
    about_an_adult_here=Answer.NO,
    in_danger_now=Answer.NO,
)
every_cut = pytest.mark.parametrize("cut", list(Cut))
with_and_without_a_key = pytest.mark.parametrize("key", [None, "a key"], ids=["no-key", "key"])


@pytest.fixture(scope="module")
def wire(daybook: Daybook) -> Iterator[Wire]:
    wire = Wire(daybook.conninfo[APP])
    yield wire
    wire.close()


@pytest.fixture(scope="module")
def far_away(daybook: Daybook, wire: Wire) -> Iterator[Daybook]:
    """The same Daybook at the other end of the wire."""
    datastore = datastore_for(wire.conninfo)
    datastore.pool.open()
    yield replace(daybook, datastore=datastore)
    datastore.close()


@pytest.fixture
def log(far_away: Daybook, school: MadeUpSchool) -> SchoolLog:
    recorder = SchoolRecorder(far_away.datastore, school.id)
    return SchoolLog(school.id, recorder, far_away.mapper(school.id), projections.ALL)


def seen_by(school: MadeUpSchool, key: str | None) -> SeenKey | None:
    if key is None:
        return None
    return SeenKey(school.jones.account, key, school.daybook.keys.authenticate(school.id, b""))


@every_cut
@with_and_without_a_key
def test_a_report_is_written_once(
    wire: Wire, log: SchoolLog, school: MadeUpSchool, superuser: str, cut: Cut, key: str | None
) -> None:
    before, wire.next_cut = wire.cuts, cut
    told = log.ask(None, REPORT, by=school.jones, now=school.clock(), seen=seen_by(school, key))
    assert wire.cuts == before + 1
    assert (told.version, told.position) == (1, 1)
    assert [line.position for line in school.read(told.id).lines] == [1]
    lines = "SELECT count(*) FROM daybook.record WHERE school = %s"
    assert count(superuser, lines, school.id) == 2
    rows = "SELECT count(*) FROM daybook.online_safety_log WHERE school = %s AND reference = %s"
    assert count(superuser, rows, school.id, told.reference) == 1
    assert school.verify().ok


@every_cut
@with_and_without_a_key
def test_a_note_is_written_once(
    wire: Wire, log: SchoolLog, school: MadeUpSchool, cut: Cut, key: str | None
) -> None:
    case = school.report().id
    before, wire.next_cut = wire.cuts, cut
    told = log.ask(
        case,
        AddNote(text="Rang home"),
        by=school.khan,
        now=school.clock(),
        seen=seen_by(school, key),
        expected_version=1,
    )
    assert wire.cuts == before + 1
    assert (told.version, told.position) == (2, 2)
    events = [line.event for line in school.read(case).lines if isinstance(line, Line)]
    assert events[1:] == [NoteAdded(text="Rang home")]
    assert school.verify().ok
    again = school.note(case, "And wrote a letter")
    assert again.version == 3


@every_cut
def test_a_disposal_is_done_once(
    wire: Wire, far_away: Daybook, school: MadeUpSchool, superuser: str, cut: Cut
) -> None:
    case = school.report().id
    before, wire.next_cut = wire.cuts, cut
    replace(school, daybook=far_away).dispose(case)
    assert wire.cuts == before + 1
    assert [type(line) for line in school.read(case).lines] == [ErasedLine]
    certificates = (
        "SELECT count(*) FROM daybook.record WHERE school = %s AND name = 'case-disposed.2'"
    )
    assert count(superuser, certificates, school.id) == 1
    assert school.verify().ok


def test_somebody_elses_line_is_not_taken_for_ours(
    wire: Wire, log: SchoolLog, school: MadeUpSchool
) -> None:
    """The wire is cut before anything arrives, and a colleague is quicker than the second try."""
    case = school.report().id
    history = log.read(case)
    school.note(case, "The colleague's note")
    line = log.sealed(history, log.lines(history, [NoteAdded(text="Ours")], school.khan))
    wire.next_cut = Cut.BEFORE_ANYTHING_ARRIVES
    with pytest.raises(IntegrityError):
        log.given_recorder.append(line)
    with pytest.raises(StaleVersion):
        log.ask(case, AddNote(text="Ours"), by=school.khan, now=school.clock(), expected_version=1)
    assert school.read(case).version == 2


def test_a_connection_that_breaks_every_time_is_an_error_and_not_a_promise(
    wire: Wire, log: SchoolLog, school: MadeUpSchool
) -> None:
    before, wire.next_cut = wire.cuts, Cut.BEFORE_ANYTHING_ARRIVES
    wire.cut_again = 1
    with pytest.raises(OperationalError):
        log.ask(None, REPORT, by=school.jones, now=school.clock())
    assert wire.cuts == before + 2
    assert school.verify().lines == 1
