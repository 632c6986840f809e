"""What the application itself may do to the database, should somebody take it over."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from eventsourcing.persistence import PersistenceError
from psycopg.errors import Error, InsufficientPrivilege

from application.prevention import ask_prevention
from application.read_back import History
from application.record import Draft, SealedLine
from domain.incident.events import NoteAdded
from interfaces.postgres.migrate import APP, READ_TO_REBUILD, REBUILD, tables_with_school
from interfaces.postgres.record import APPEND, APPEND_ON_DEMO_CLOCK, DemoRecorder, SchoolRecorder
from interfaces.postgres.round_trip import (
    BINARY,
    Statement,
    Values,
    raise_first_error,
    rows_of,
)
from interfaces.wiring import TABLES, Daybook
from tests.domain.concerns.examples import RECORD
from tests.domain.prevention.examples import PUBLISH_POLICY
from tests.postgres.door_rows import somebody_at_the_door
from tests.postgres.schools import MONDAY_NINE, MadeUpSchool, count, open_school

RECORD_TABLES = ("record", "school_log", "tile", "stream_key", "keyring")
CHANGES = (
    "UPDATE daybook.{0} SET school = school",
    "DELETE FROM daybook.{0}",
    "TRUNCATE daybook.{0}",
    "INSERT INTO daybook.{0} SELECT * FROM daybook.{0}",
    "ALTER TABLE daybook.{0} DISABLE TRIGGER ALL",
    "ALTER TABLE daybook.{0} DISABLE ROW LEVEL SECURITY",
    "DROP TABLE daybook.{0}",
)

Connection = psycopg.Connection[Any]


@pytest.fixture
def app(daybook: Daybook) -> Iterator[Connection]:
    with psycopg.connect(daybook.conninfo[APP]) as connection:
        yield connection
        connection.rollback()


@pytest.fixture
def owner(superuser: str) -> Iterator[Connection]:
    with psycopg.connect(superuser) as connection:
        connection.execute("SET ROLE daybook_owner")
        yield connection
        connection.rollback()


def set_school(connection: Connection, school: UUID | str) -> None:
    connection.execute("SELECT set_config('daybook.school', %s, true)", (str(school),))


def run(connection: Connection, statement: Statement, values: Values) -> list[tuple[Any, ...]]:
    """Run it as the recorder would, but in the transaction that is open."""
    result = connection.pgconn.exec_params(
        statement.text, values, param_formats=[BINARY] * len(values), result_format=BINARY
    )
    raise_first_error([result])
    return rows_of(connection, result)


# The record


@pytest.mark.parametrize("table", RECORD_TABLES)
@pytest.mark.parametrize("change", CHANGES)
def test_the_application_cannot_change_what_is_written(
    app: Connection, school: MadeUpSchool, table: str, change: str
) -> None:
    set_school(app, school.id)
    with pytest.raises(InsufficientPrivilege):
        app.execute(change.format(table))


@pytest.mark.parametrize(
    "change", ["UPDATE daybook.record SET name = ''", "DELETE FROM daybook.record"]
)
def test_even_the_owner_is_held_back_by_the_trigger(
    owner: Connection, school: MadeUpSchool, change: str
) -> None:
    set_school(owner, school.id)
    with pytest.raises(InsufficientPrivilege, match="append-only"):
        owner.execute(change)


def test_even_the_owner_cannot_empty_the_record(owner: Connection) -> None:
    with pytest.raises(InsufficientPrivilege, match="append-only"):
        owner.execute("TRUNCATE daybook.record")


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE daybook.more (n int)",
        "CREATE FUNCTION daybook.more() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE TABLE public.more (n int)",
        "SET SESSION AUTHORIZATION daybook_owner",
        "SET ROLE daybook_owner",
        "SET ROLE daybook_rebuild",
        "SET session_replication_role = replica",
        "ALTER ROLE daybook_app BYPASSRLS",
        "SELECT daybook.write_lines(NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,"
        "NULL,NULL,NULL,NULL,NULL,NULL)",
        "SELECT daybook.write_read_models(NULL, NULL, NULL)",
        "SELECT daybook.hold_school(NULL)",
    ],
)
def test_the_application_cannot_make_itself_more_than_it_is(
    app: Connection, statement: str
) -> None:
    with pytest.raises(InsufficientPrivilege):
        app.execute(statement)


# Another school's log


def a_note(school: MadeUpSchool) -> SealedLine:
    """The next line of a case, ready to be appended."""
    log = school.on_the_databases_clock
    history: History = log.read(school.report().id)
    (line,) = log.lines(history, [NoteAdded(text="A note")], school.khan)
    return log.given_mapper.to_stored_event(Draft(line, log.writing_keys(history)))


@pytest.mark.parametrize("setting", ["unset", "empty", "foreign", "none"])
@pytest.mark.parametrize("function", [APPEND, APPEND_ON_DEMO_CLOCK])
def test_nobody_writes_for_a_school_that_the_transaction_has_not_set(
    app: Connection, daybook: Daybook, school: MadeUpSchool, function: Statement, setting: str
) -> None:
    recorder = SchoolRecorder(daybook.datastore, school.id)
    if function is APPEND_ON_DEMO_CLOCK:
        recorder = DemoRecorder(daybook.datastore, school.id, MONDAY_NINE)
    call = recorder.arguments([a_note(school)], None, None, None, None)
    match setting:
        case "empty":
            set_school(app, "")
        case "foreign":
            set_school(app, open_school(daybook).id)
        case "none":
            set_school(app, UUID(int=0))
    with pytest.raises(InsufficientPrivilege, match="may not write for that school"):
        run(app, function, call)


def test_nobody_writes_for_no_school_at_all(
    app: Connection, daybook: Daybook, school: MadeUpSchool
) -> None:
    """Null is not null either way: with neither a school nor a setting nothing is written."""
    _, *call = SchoolRecorder(daybook.datastore, school.id).arguments([], None, None, None, None)
    with pytest.raises(Error, match=r"no such school|may not write"):
        run(app, APPEND, (None, *call))


def test_the_demo_clock_is_refused_to_a_school_that_lives_by_the_real_one(
    daybook: Daybook, school: MadeUpSchool
) -> None:
    recorder = DemoRecorder(daybook.datastore, school.id, MONDAY_NINE)
    with pytest.raises(PersistenceError, match="only a made-up school"):
        recorder.insert_events([a_note(school)])
    assert school.verify().ok


# Seeing


@pytest.fixture
def tables(superuser: str, school: MadeUpSchool) -> list[str]:
    """Every table that has a school, with at least one row in each."""
    report = school.report()
    school.daybook.directory.new_token(school.id, school.khan.account)
    school.daybook.concerns(school.log).share(RECORD, by=school.jones, now=school.clock())
    ask_prevention(school.log, None, PUBLISH_POLICY, by=school.khan, now=school.clock())
    with psycopg.connect(superuser) as connection:
        connection.execute(
            "INSERT INTO daybook.command_seen VALUES (%s, %s, 'k', '', '{}')",
            (school.id, school.khan.account),
        )
        connection.execute("INSERT INTO daybook.tile VALUES (%s, 0, 0, '')", (uuid4(),))
        connection.execute(
            "INSERT INTO daybook.access_stream VALUES (%s, %s, %s)", (school.id, uuid4(), uuid4())
        )
        connection.execute(
            "INSERT INTO daybook.notice VALUES"
            " (%s, %s, 1, %s, 'A. Khan', 'Lead', now(), now(), now())",
            (school.id, uuid4(), uuid4()),
        )
        connection.execute(
            "INSERT INTO daybook.person (school, person, kind, name)"
            " VALUES (%s, %s, 'pupil', 'Ellie Marsh')",
            (school.id, uuid4()),
        )
        connection.execute(
            "INSERT INTO daybook.people_import VALUES"
            " (%s, %s, now(), NULL, 'A. Khan', sha256(''), '{}')",
            (school.id, uuid4()),
        )
        connection.execute(
            "INSERT INTO daybook.people_preview VALUES"
            " (%s, %s, %s, now(), sha256(''), sha256(''), '{}')",
            (school.id, uuid4(), school.khan.account),
        )
        connection.execute(
            "INSERT INTO daybook.trust_lead VALUES (%s, %s, %s)",
            (school.id, school.khan.account, uuid4()),
        )
        somebody_at_the_door(connection, school.id, school.khan.account)
        found = tables_with_school(connection)
    assert report.version == 1
    return found


def visible(connection: Connection, table: str) -> int:
    row = connection.execute(f"SELECT count(*) FROM daybook.{table}").fetchone()
    assert row is not None
    return int(row[0])


def test_a_transaction_that_has_set_no_school_sees_no_row(
    app: Connection, superuser: str, tables: list[str]
) -> None:
    assert {"record", "keyring", "account", "token", "command_seen"} <= set(tables)
    for table in tables:
        assert count(superuser, f"SELECT count(*) FROM daybook.{table}") > 0
        for setting in (None, "", uuid4()):
            if setting is not None:
                set_school(app, setting)
            assert visible(app, table) == 0, table
        app.rollback()


def test_the_owner_of_the_tables_sees_no_row_either(owner: Connection, tables: list[str]) -> None:
    for table in tables:
        assert visible(owner, table) == 0, table


def test_a_transaction_sees_its_own_school_only(
    app: Connection, daybook: Daybook, school: MadeUpSchool, tables: list[str]
) -> None:
    open_school(daybook).report()
    set_school(app, school.id)
    for table in tables:
        rows = app.execute(f"SELECT DISTINCT school FROM daybook.{table}").fetchall()
        assert rows in ([(school.id,)], []), table
    assert visible(app, "record") == school.log.recorder.max_notification_id() == 6


def test_every_table_with_a_school_begins_its_keys_with_it(superuser: str) -> None:
    """So that a distributed PostgreSQL can shard by it. A trust has no school: schools have it."""
    with psycopg.connect(superuser) as connection:
        keys = connection.execute(
            "SELECT c.relname, a.attname FROM pg_index i"
            " JOIN pg_class c ON c.oid = i.indrelid"
            " JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'daybook'"
            " JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0]"
            " WHERE i.indisunique AND c.relname NOT IN ('migration', 'trust', 'trust_total')"
        ).fetchall()
    assert len(keys) > 10
    assert {first for _, first in keys} == {"school"}


def test_the_school_that_was_set_is_forgotten_when_the_connection_goes_back(
    daybook: Daybook, school: MadeUpSchool
) -> None:
    school.report()
    school.verify()
    held = []
    pool = daybook.datastore.pool
    try:
        for _ in range(4):
            connection = pool.getconn()
            held.append(connection)
            row = connection.execute(
                "SELECT current_setting('daybook.school', true) AS school,"
                " (SELECT count(*) FROM daybook.record) AS lines"
            ).fetchone()
            assert row is not None
            assert not row["school"]
            assert row["lines"] == 0
    finally:
        for connection in held:
            connection.rollback()
            pool.putconn(connection)


# A trap in the search path


def test_a_planted_function_is_not_called_by_append(
    daybook: Daybook, superuser: str, school: MadeUpSchool
) -> None:
    """In the application's own session, with its own search path, and a false table besides."""
    case = school.report().id
    trap = (
        "CREATE FUNCTION {0}.sha256(bytea) RETURNS bytea LANGUAGE plpgsql AS"
        " $$BEGIN RAISE EXCEPTION 'trapped'; END$$",
        "CREATE FUNCTION {0}.floor(numeric) RETURNS numeric LANGUAGE plpgsql AS"
        " $$BEGIN RAISE EXCEPTION 'trapped'; END$$",
        "CREATE FUNCTION {0}.trap(bytea, bytea) RETURNS bytea LANGUAGE plpgsql AS"
        " $$BEGIN RAISE EXCEPTION 'trapped'; END$$",
        "CREATE OPERATOR {0}.|| (leftarg = bytea, rightarg = bytea, function = {0}.trap)",
    )
    line = a_note(school)
    recorder = SchoolRecorder(daybook.datastore, school.id)
    with psycopg.connect(superuser) as planter:
        for statement in trap:
            planter.execute(statement.format("public"))
            planter.execute(statement.format("pg_temp"))
        planter.execute("CREATE TEMP TABLE record (LIKE daybook.record)")
        planter.execute("GRANT ALL ON SCHEMA public TO daybook_app")
        planter.execute("SET SESSION AUTHORIZATION daybook_app")
        planter.execute("SET LOCAL search_path = public, pg_temp, pg_catalog")
        set_school(planter, school.id)
        with pytest.raises(Error, match="trapped"), planter.transaction():
            planter.execute("SELECT sha256('x'::bytea)")  # The trap works where it can.
        call = recorder.arguments([line], None, None, None, None)
        assert run(planter, APPEND, call)[0][0] == "written"
        planter.rollback()
    assert school.note(case, "Nothing was left behind").version == 2
    assert school.verify().ok


# The rebuilder, whom row-level security does not hold back


def test_the_rebuilder_reads_the_record_and_nothing_about_the_door(
    daybook: Daybook, superuser: str
) -> None:
    read_and_write = {projection.table for projection in TABLES}
    with psycopg.connect(superuser) as connection:
        rows = connection.execute(
            "SELECT table_name, privilege_type FROM information_schema.role_table_grants"
            " WHERE table_schema = 'daybook' AND grantee = %s",
            (REBUILD,),
        ).fetchall()
    granted = {kind: {table for table, other in rows if other == kind} for _, kind in rows}
    assert granted == {
        "SELECT": {*READ_TO_REBUILD, *read_and_write},
        "INSERT": read_and_write,
        "DELETE": read_and_write,
    }
    assert not granted["SELECT"] & {"password", "token", "session", "person", "account"}


def test_the_rebuilder_has_all_that_it_needs(daybook: Daybook, school: MadeUpSchool) -> None:
    school.report()
    daybook.rebuild(school.id)
    assert daybook.verify(school.id).ok
