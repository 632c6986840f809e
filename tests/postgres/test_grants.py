"""What each role of the database may do, table by table: the whole matrix, and attempts at more.

A new table, function or role without a row here fails, and so does a right that is not listed.
"""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege, UniqueViolation

from interfaces.postgres.migrate import APP, OWNER, REBUILD
from interfaces.wiring import Daybook
from tests.postgres.door_rows import somebody_at_the_door
from tests.postgres.schools import MadeUpSchool, open_school

RIGHTS = ("SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER", "MAINTAIN")
ON_COLUMNS = ("SELECT", "INSERT", "UPDATE", "REFERENCES")
NOTHING: frozenset[str] = frozenset()


def rights(letters: str) -> frozenset[str]:
    """s, i, u, d: the first four."""
    return frozenset(right for right in RIGHTS[:4] if right[0].lower() in letters)


# Table: the application, the rebuild.
TABLES = {
    # The record: added to by one function alone.
    "record": ("s", "s"),
    "school_log": ("s", "s"),
    "tile": ("s", ""),
    "stream_key": ("s", "s"),
    "keyring": ("s", "s"),
    "command_seen": ("s", ""),
    "access_stream": ("si", "s"),
    # Read models: written with the record, or made again from it.
    "online_safety_log": ("s", "sid"),
    "steps_due": ("s", "sid"),
    "notice": ("s", "sid"),
    "concern_register": ("s", "sid"),
    "prevention_entry": ("s", "sid"),
    # Schools and trusts: by functions alone.
    "school": ("s", ""),
    "trust": ("s", ""),
    "trust_lead": ("s", ""),
    "trust_total": ("s", ""),
    "migration": ("s", ""),
    # Who comes in.
    "account": ("siu", ""),
    "account_wish": ("sid", ""),
    "token": ("siud", ""),
    "password": ("siud", ""),
    "phone_code": ("siud", ""),
    "passkey": ("siud", ""),
    "recovery_code": ("siud", ""),
    "identity": ("siud", ""),
    "one_time_link": ("siud", ""),
    "session": ("siud", ""),
    "sign_in_step": ("siud", ""),
    "log_out_seen": ("sid", ""),
    "sign_in_failure": ("siud", ""),
    "sign_in_event": ("si", ""),
    # The people directory.
    "person": ("siu", ""),
    "people_import": ("si", ""),
    "people_preview": ("sid", ""),
}
CALLED_BY = {
    APP: {
        "append", "append_on_demo_clock", "open_school", "forget_old_commands",
        "add_trust", "join_trust", "name_trust_lead", "keep_trust_total",
    },
    REBUILD: {"hold_school"},
    "public": set(),
}  # fmt: skip
NOBODY_CALLS = {
    "write_lines", "write_read_models", "own_school_only", "refuse_change",
    "fits_its_stream", "tag_of", "padded", "kind_of", "refuse_without_lines",
}  # fmt: skip

Connection = psycopg.Connection[Any]


@pytest.fixture
def administrator(superuser: str) -> Iterator[Connection]:
    with psycopg.connect(superuser) as connection:
        yield connection
        connection.rollback()


@pytest.fixture
def app(daybook: Daybook) -> Iterator[Connection]:
    with psycopg.connect(daybook.conninfo[APP]) as connection:
        yield connection
        connection.rollback()


@pytest.fixture
def rebuilder(daybook: Daybook) -> Iterator[Connection]:
    with psycopg.connect(daybook.conninfo[REBUILD]) as connection:
        yield connection
        connection.rollback()


def set_school(connection: Connection, school: Any) -> None:
    connection.execute("SELECT set_config('daybook.school', %s, true)", (str(school),))


def column(connection: Connection, question: str, *asked: Any) -> list[Any]:
    return [row[0] for row in connection.execute(question, asked)]


def tables_there(connection: Connection) -> set[str]:
    """Tables, and whatever else can be read like one."""
    return set(
        column(
            connection,
            "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE n.nspname = 'daybook' AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')",
        )
    )


def rights_on(connection: Connection, role: str, table: str) -> frozenset[str]:
    name = f"daybook.{table}"
    on_table = {
        right
        for right in RIGHTS
        for held in column(connection, "SELECT has_table_privilege(%s, %s, %s)", role, name, right)
        if held
    }
    on_columns = {
        right
        for right in ON_COLUMNS
        for held in column(
            connection, "SELECT has_any_column_privilege(%s, %s, %s)", role, name, right
        )
        if held
    }
    return frozenset(on_table | on_columns)


def test_every_table_has_its_row_in_the_matrix(administrator: Connection) -> None:
    assert tables_there(administrator) == set(TABLES)


@pytest.mark.parametrize("table", TABLES)
def test_each_role_has_the_rights_that_are_listed_and_no_other(
    administrator: Connection, table: str
) -> None:
    ours, rebuilds = TABLES[table]
    found = {role: rights_on(administrator, role, table) for role in (APP, REBUILD, "public")}
    assert found == {APP: rights(ours), REBUILD: rights(rebuilds), "public": NOTHING}


def test_nobody_else_comes_in_and_nobody_is_more_than_they_seem(administrator: Connection) -> None:
    roles = administrator.execute(
        "SELECT rolname, rolcanlogin, rolbypassrls, rolsuper OR rolcreaterole OR rolcreatedb"
        " OR rolreplication FROM pg_roles WHERE rolname LIKE 'daybook%' ORDER BY rolname"
    ).fetchall()
    assert roles == [
        (APP, True, False, False),
        (OWNER, False, False, False),
        (REBUILD, True, True, False),
    ]
    members = administrator.execute(
        "SELECT m.member::regrole::text FROM pg_auth_members m"
        " WHERE m.roleid::regrole::text LIKE 'daybook%'"
    ).fetchall()
    assert members in ([], [("postgres",)])


@pytest.mark.parametrize("role", CALLED_BY)
def test_each_role_calls_the_functions_that_are_listed(
    administrator: Connection, role: str
) -> None:
    functions = administrator.execute(
        "SELECT p.proname, has_function_privilege(%s, p.oid, 'EXECUTE') FROM pg_proc p"
        " JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = 'daybook'",
        (role,),
    ).fetchall()
    assert {name for name, may in functions if may} == CALLED_BY[role]
    assert {name for name, _ in functions} == set().union(*CALLED_BY.values()) | NOBODY_CALLS


def test_every_table_with_a_school_is_closed_but_for_that_school(
    administrator: Connection,
) -> None:
    closed = set(
        column(
            administrator,
            "SELECT relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE n.nspname = 'daybook' AND c.relrowsecurity AND c.relforcerowsecurity",
        )
    )
    assert set(TABLES) - closed == {"school", "trust", "migration"}


# Attempts: the application

WRITTEN = [table for table, (ours, _) in TABLES.items() if set(ours) & set("iud")]


@pytest.fixture
def peopled(superuser: str, daybook: Daybook, school: MadeUpSchool) -> MadeUpSchool:
    """Another school, next to `school`: a row in every table that the application writes."""
    other = open_school(daybook)
    with psycopg.connect(superuser) as connection:
        for one in (school, other):
            daybook.directory.new_token(one.id, one.khan.account)
            somebody_at_the_door(connection, one.id, one.khan.account)
            told = {"s": one.id, "a": one.khan.account, "n": uuid4()}
            for row in (
                "access_stream VALUES (%(s)s, %(n)s, %(n)s)",
                "person (school, person, kind, name) VALUES (%(s)s, %(n)s, 'pupil', 'Ellie')",
                "people_import VALUES (%(s)s, %(n)s, now(), NULL, 'x', sha256(''), '{}')",
                "people_preview VALUES (%(s)s, %(n)s, %(a)s, now(), sha256(''), sha256(''), '{}')",
            ):
                connection.execute(f"INSERT INTO daybook.{row}", told)
    return other


@pytest.mark.parametrize("table", WRITTEN)
def test_the_application_neither_sees_nor_changes_rows_of_another_school(
    app: Connection, school: MadeUpSchool, peopled: MadeUpSchool, table: str
) -> None:
    set_school(app, school.id)
    own = column(app, f"SELECT count(*) FROM daybook.{table}")
    assert own[0] > 0, "or the attempts below try nothing"
    elsewhere = f"WHERE school = '{peopled.id}'"
    assert column(app, f"SELECT count(*) FROM daybook.{table} {elsewhere}") == [0]
    ours = rights(TABLES[table][0])
    for right, attempt in (
        ("DELETE", f"DELETE FROM daybook.{table} {elsewhere}"),
        ("UPDATE", f"UPDATE daybook.{table} SET school = school {elsewhere}"),
    ):
        if right in ours:
            assert app.execute(attempt).rowcount == 0
    for right, attempt in (
        ("UPDATE", f"UPDATE daybook.{table} SET school = '{peopled.id}'"),
        ("INSERT", moved(table, peopled)),
    ):
        if right in ours:
            with pytest.raises((InsufficientPrivilege, UniqueViolation)) as no, app.transaction():
                app.execute(attempt)
            assert "row-level security" in str(no.value)


def moved(table: str, to: MadeUpSchool) -> str:
    """A copy of our own rows, for the other school."""
    return (
        f"INSERT INTO daybook.{table} SELECT (jsonb_populate_record(t,"
        f" jsonb_build_object('school', '{to.id}'))).* FROM daybook.{table} t"
    )


@pytest.mark.parametrize(
    "call",
    [
        "daybook.open_school('{0}', 'A name', 'an/origin', 'demo')",
        "daybook.forget_old_commands('{0}')",
        "daybook.join_trust('{0}', gen_random_uuid())",
        "daybook.name_trust_lead('{0}', gen_random_uuid(), gen_random_uuid())",
        "daybook.keep_trust_total('{0}', gen_random_uuid(), gen_random_uuid(), '', now(), 'null')",
    ],
)
def test_no_function_acts_for_another_school(
    app: Connection, school: MadeUpSchool, peopled: MadeUpSchool, call: str
) -> None:
    set_school(app, school.id)
    with pytest.raises(InsufficientPrivilege, match="may not write for that school"):
        app.execute(f"SELECT {call.format(peopled.id)}")


def test_a_trust_added_for_no_school_lets_nobody_into_anything(
    app: Connection, daybook: Daybook, school: MadeUpSchool
) -> None:
    """It is a name on a list. Who belongs to it, and whom it names, needs the school itself."""
    trust = uuid4()
    app.execute("SELECT daybook.add_trust(%s, %s)", (trust, f"A trust {trust}"))
    account = school.khan.account
    for call in (
        f"daybook.join_trust('{school.id}', '{trust}')",
        f"daybook.name_trust_lead('{school.id}', '{account}', '{trust}')",
        f"daybook.keep_trust_total('{school.id}', '{account}', '{trust}', 'x', now(), '{{}}')",
    ):
        with pytest.raises(InsufficientPrivilege, match="for that school"), app.transaction():
            app.execute(f"SELECT {call}")
    set_school(app, school.id)
    assert column(app, "SELECT count(*) FROM daybook.school WHERE trust = %s", trust) == [0]
    with pytest.raises(InsufficientPrivilege, match="has not named"), app.transaction():
        app.execute(
            "SELECT daybook.keep_trust_total(%s, %s, %s, 'x', now(), '{}')",
            (school.id, account, trust),
        )


NO_LINE = "daybook.append({school}" + ", NULL" * 9 + ", {rows}" + ", NULL" * 6 + ")"


def test_nobody_appends_for_no_school(app: Connection) -> None:
    with pytest.raises(InsufficientPrivilege, match="may not write for that school"):
        app.execute(f"SELECT {NO_LINE.format(school='NULL', rows='NULL')}")


def test_rows_without_a_line_are_refused(app: Connection, school: MadeUpSchool) -> None:
    set_school(app, school.id)
    call = NO_LINE.format(school=f"'{school.id}'", rows="'{}'")
    with pytest.raises(InsufficientPrivilege, match="with their lines or not at all"):
        app.execute(f"SELECT {call}")


# Attempts: the rebuild, which passes row-level security


@pytest.mark.parametrize(
    "attempt",
    [
        "INSERT INTO daybook.record SELECT * FROM daybook.record",
        "UPDATE daybook.record SET name = ''",
        "DELETE FROM daybook.record",
        "DELETE FROM daybook.keyring",
        "UPDATE daybook.school_log SET size = 0",
        "UPDATE daybook.online_safety_log SET summary = 'Nothing happened'",
        "TRUNCATE daybook.online_safety_log",
        "SELECT * FROM daybook.password",
        "SELECT * FROM daybook.session",
        "SELECT * FROM daybook.token",
        "SELECT * FROM daybook.person",
        "SELECT daybook.add_trust(gen_random_uuid(), 'A trust')",
        "SELECT daybook.open_school(gen_random_uuid(), 'A name', 'an/origin', 'demo')",
        "SET ROLE daybook_owner",
        "SET ROLE daybook_app",
        "SET session_replication_role = replica",
        "CREATE TABLE daybook.more (n int)",
    ],
)
def test_whoever_rebuilds_writes_no_record_and_sees_no_account(
    rebuilder: Connection, school: MadeUpSchool, attempt: str
) -> None:
    school.report()
    with pytest.raises(InsufficientPrivilege):
        rebuilder.execute(attempt)


def test_the_rebuild_still_does_what_it_is_for(school: MadeUpSchool) -> None:
    school.report()
    school.rebuild()
    assert school.verify().ok
