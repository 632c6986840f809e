"""The school's own stream grows all the years; what is asked of it often does not cost more."""

from datetime import UTC, datetime, timedelta

import psycopg
import pytest

from application.account_acts import tell_the_school, whose
from application.record import Line
from application.school_setup import NUMBERED, ask_school, setup_of
from domain.accounts import STORED_NAMES, LinkGiven, TokenGiven
from domain.people import Role
from domain.school_setup.commands import SetContacts
from domain.school_setup.events import Contact, ContactKind, ContactsSet
from interfaces.http.access import AT_FIRST, account_lines
from interfaces.postgres.migrate import APP
from interfaces.postgres.record import KEYS, LAST, OF_THE_SCHOOL
from interfaces.postgres.round_trip import transaction
from tests.postgres.schools import MadeUpSchool

TODAY = datetime.now(UTC)


def grown(school: MadeUpSchool, lines: int) -> None:
    """Tokens are given to programs every day."""
    log = school.log
    history = log.read(school.id)
    given = [TokenGiven(whose=whose(school.khan))] * lines
    told = log.lines(history, given, school.khan)
    log.given_recorder.append(log.sealed(history, told))


def set_contacts(school: MadeUpSchool) -> None:
    head = school.daybook.directory.add(school.id, "R. Ellison", Role.HEAD, "Head", "Tor Hill")
    police = Contact(kind=ContactKind.POLICE, name="North Moor Police", phone="101")
    ask_school(school.log, SetContacts(contacts=(police,)), by=head)


def test_how_the_school_is_set_up_is_read_from_the_lines_that_say_so(
    school: MadeUpSchool,
) -> None:
    grown(school, 300)
    set_contacts(school)
    grown(school, 300)
    read = school.log.of_school(NUMBERED).lines
    assert [type(line.event) for line in read if isinstance(line, Line)] == [ContactsSet]
    setup = setup_of(school.log)
    assert setup.told.contacts[0].name == "North Moor Police"
    assert setup.version == school.log.read(school.id).version == 602


def test_the_next_line_is_written_after_the_last_without_reading_the_others(
    school: MadeUpSchool,
) -> None:
    grown(school, 50)
    assert len(school.log.end_of_school().lines) == 1
    tell_the_school(school.log, LinkGiven(whose=whose(school.khan), asked_by=None), school.khan)
    assert school.log.end_of_school().version == 52
    assert school.verify().ok


@pytest.mark.parametrize("analysed", [False, True])
def test_the_database_looks_at_no_other_line(
    school: MadeUpSchool, daybook_conninfo: str, superuser: str, analysed: bool
) -> None:
    grown(school, 2000)
    if analysed:
        with psycopg.connect(superuser, autocommit=True) as connection:
            connection.execute("ANALYZE daybook.record")
    with psycopg.connect(daybook_conninfo) as app:
        app.execute("SELECT set_config('daybook.school', %s, true)", (str(school.id),))
        app.execute(f"PREPARE asked AS {OF_THE_SCHOOL.text.decode()}")
        names = ", ".join(f"'{name}'" for name in NUMBERED)
        plan = app.execute(
            f"EXPLAIN (COSTS OFF) EXECUTE asked('{school.id}', ARRAY[{names}], 50)"
        ).fetchall()
    assert "using record_of_the_school" in "\n".join(row for (row,) in plan)


def test_what_a_connection_has_forgotten_is_prepared_again_beside_what_is_new(
    school: MadeUpSchool, daybook_conninfo: str
) -> None:
    """A rollback may make it forget everything; the next question shares one statement with it."""
    which, setting = (school.id.bytes,) * 2, f"SET LOCAL daybook.school = '{school.id}'".encode()
    with psycopg.connect(daybook_conninfo, autocommit=True) as app:
        transaction(app, setting, [(KEYS, which)])
        app.execute("DEALLOCATE ALL")
        for _ in range(2):
            results = transaction(app, setting, [(KEYS, which), (LAST, which)])
            assert [result.ntuples for result in results] == [1, 1]


@pytest.fixture
def daybook_conninfo(school: MadeUpSchool) -> str:
    return school.daybook.conninfo[APP]


def test_every_act_of_the_last_month_is_told_however_many_there_are(
    school: MadeUpSchool,
) -> None:
    tell_the_school(school.log, LinkGiven(whose=whose(school.khan), asked_by=None), school.khan)
    grown(school, AT_FIRST * 5)
    told = account_lines(school.log, TODAY)
    assert len(told) == AT_FIRST * 5 + 1
    assert [line.version for line in told] == sorted(line.version for line in told)
    assert {type(line.event) for line in told} <= set(STORED_NAMES.values())
    assert account_lines(school.log, TODAY + timedelta(days=31)) == []
