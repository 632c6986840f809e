"""Bring a database to today's schema: tables, functions, roles, row-level security."""

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import psycopg
from psycopg import sql

from application.projections import Projection

SCHEMA = Path(__file__).with_name("schema")
LOCK = 0x64617962  # "dayb": one migration at a time, whoever starts first.

APP, REBUILD, OWNER = "daybook_app", "daybook_rebuild", "daybook_owner"
LOGINS = (APP, REBUILD)
# Row-level security does not hold it back, so it reads the record and nothing of people.
READ_TO_REBUILD = ("record", "school_log", "stream_key", "keyring", "access_stream")


GRANTS = (
    f"REVOKE ALL ON ALL FUNCTIONS IN SCHEMA daybook FROM PUBLIC;"
    f"GRANT USAGE ON SCHEMA daybook TO {APP}, {REBUILD};"
    f"GRANT SELECT ON ALL TABLES IN SCHEMA daybook TO {APP};"
    f"REVOKE ALL ON ALL TABLES IN SCHEMA daybook FROM {REBUILD};"
    f"GRANT SELECT ON {', '.join(f'daybook.{table}' for table in READ_TO_REBUILD)}"
    f" TO {REBUILD};"
    f"GRANT INSERT, UPDATE ON daybook.account TO {APP};"
    f"GRANT INSERT, UPDATE, DELETE ON daybook.token TO {APP};"
    f"GRANT EXECUTE ON FUNCTION daybook.append, daybook.append_on_demo_clock,"
    f" daybook.open_school, daybook.forget_old_commands TO {APP};"
    f"GRANT EXECUTE ON FUNCTION daybook.hold_school TO {REBUILD}"
)
# What was granted and closed, as the database has it. The catalogue alone is read, so no lock on
# a table is waited for.
AS_IT_STANDS = """
    SELECT coalesce(string_agg(concat_ws(' ', c.relname, c.relacl, c.relrowsecurity,
        c.relforcerowsecurity, p.polname, p.polcmd, p.polroles, p.polqual, p.polwithcheck),
        E'\\n' ORDER BY c.relname, p.polname), ''),
      (SELECT coalesce(string_agg(concat_ws(' ', f.oid::regprocedure, f.proacl, f.prosrc),
        E'\\n' ORDER BY f.oid::regprocedure::text), '')
       FROM pg_proc f WHERE f.pronamespace = s.oid), s.nspacl::text
    FROM pg_namespace s
    LEFT JOIN pg_class c ON c.relnamespace = s.oid AND c.relkind IN ('r', 'p', 'v', 'S')
    LEFT JOIN pg_policy p ON p.polrelid = c.oid
    WHERE s.nspname = 'daybook' GROUP BY s.oid, s.nspacl
"""


class NothingThere(Exception):
    """The database is empty, and none shall be begun."""


def migrate(
    conninfo: str,
    passwords: dict[str, str],
    projections: Sequence[Projection],
    may_begin: bool = True,
) -> None:
    """Apply what is missing, in one transaction. `passwords` are those of LOGINS.

    Where nothing is missing no table is touched: people may be at work on them. Raises
    NothingThere for an empty database, unless one may be begun.
    """
    with psycopg.connect(conninfo) as connection:
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (LOCK,))
        if not (may_begin or is_begun(connection)):
            raise NothingThere
        connection.execute("SET LOCAL client_min_messages = warning")
        make_roles(connection, passwords)
        connection.execute(f"SET LOCAL ROLE {OWNER}")
        if not is_as_it_was_left(connection, projections):
            bring_up_to_date(connection, projections)


def is_begun(connection: psycopg.Connection) -> bool:
    found = connection.execute("SELECT to_regclass('daybook.migration') IS NOT NULL").fetchone()
    return bool(found and found[0])


def bring_up_to_date(connection: psycopg.Connection, projections: Sequence[Projection]) -> None:
    connection.execute("RESET ROLE")
    connection.execute(f"CREATE SCHEMA IF NOT EXISTS daybook AUTHORIZATION {OWNER}")
    connection.execute(f"SET LOCAL ROLE {OWNER}")
    apply_files(connection)
    for statement in standing_rules(connection, projections):
        connection.execute(statement)
    left = sql.Literal(fingerprint(connection, projections))
    connection.execute(sql.SQL("COMMENT ON TABLE daybook.migration IS {}").format(left))


def is_as_it_was_left(connection: psycopg.Connection, projections: Sequence[Projection]) -> bool:
    """Whether the last start that changed anything meant the same and nothing changed since."""
    noted = connection.execute(
        "SELECT obj_description(c.oid, 'pg_class') FROM pg_class c"
        " JOIN pg_namespace s ON s.oid = c.relnamespace"
        " WHERE s.nspname = 'daybook' AND c.relname = 'migration'"
    ).fetchone()
    if noted is None or noted[0] != fingerprint(connection, projections):
        return False
    return files() <= applied(connection)


def fingerprint(connection: psycopg.Connection, projections: Sequence[Projection]) -> str:
    """Of all that is set anew whenever something is missing, and of what came of it."""
    meant = [rule.as_string(connection) for rule in standing_rules(connection, projections)]
    stands = connection.execute(AS_IT_STANDS).fetchone()
    return sha256(repr((meant, stands)).encode()).hexdigest()


def standing_rules(
    connection: psycopg.Connection, projections: Sequence[Projection]
) -> list[sql.SQL | sql.Composed]:
    """What is said anew at every change: the writer of read models, policies and grants."""
    closed = map(closing, tables_with_school(connection))
    return [writer(projections), *closed, *grants(projections)]


def make_roles(connection: psycopg.Connection, passwords: dict[str, str]) -> None:
    existing = {name for (name,) in connection.execute("SELECT rolname FROM pg_roles")}
    if OWNER not in existing:
        connection.execute(f"CREATE ROLE {OWNER} NOLOGIN")
        connection.execute(f"GRANT {OWNER} TO CURRENT_USER")
        connection.execute(
            sql.SQL("GRANT CREATE ON DATABASE {} TO {}").format(
                sql.Identifier(connection.info.dbname), sql.Identifier(OWNER)
            )
        )
    for name in LOGINS:
        if name not in existing:
            connection.execute(f"CREATE ROLE {name} LOGIN")
        connection.execute(
            sql.SQL("ALTER ROLE {} PASSWORD {}").format(
                sql.Identifier(name), sql.Literal(passwords[name])
            )
        )
    connection.execute(f"ALTER ROLE {REBUILD} BYPASSRLS")


def apply_files(connection: psycopg.Connection) -> None:
    connection.execute(
        "CREATE TABLE IF NOT EXISTS daybook.migration "
        "(name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())"
    )
    for name in sorted(files() - applied(connection)):
        connection.execute((SCHEMA / name).read_bytes())
        connection.execute("INSERT INTO daybook.migration (name) VALUES (%s)", (name,))


def files() -> set[str]:
    return {file.name for file in SCHEMA.glob("*.sql")}


def applied(connection: psycopg.Connection) -> set[str]:
    return {name for (name,) in connection.execute("SELECT name FROM daybook.migration")}


def writer(projections: Sequence[Projection]) -> sql.Composed:
    """The generic writer: one static statement a read model, so that its plan is kept."""
    upserts = sql.SQL("\n").join(map(upsert, projections))
    return sql.SQL(
        "CREATE OR REPLACE FUNCTION daybook.write_read_models("
        "_school uuid, _ms bigint, _rows jsonb)"
        " RETURNS void LANGUAGE plpgsql AS $$\n"
        "DECLARE recorded timestamptz := to_timestamp(_ms / 1000.0);\n"
        "BEGIN\n{}\nEND $$"
    ).format(upserts)


def upsert(projection: Projection) -> sql.Composed:
    """A null in a column that the lock fills means: recorded now, with these lines."""
    columns = [sql.Identifier(column) for column in projection.columns]
    values = [value_of(projection, column) for column in projection.columns]
    changed = [
        sql.SQL("{0} = EXCLUDED.{0}").format(sql.Identifier(column))
        for column in projection.columns
        if column not in projection.key
    ]
    return sql.SQL(
        "IF _rows ? {name} THEN\n"
        "  INSERT INTO daybook.{table} (school, {columns})\n"
        "  SELECT _school, {values}\n"
        "  FROM jsonb_populate_recordset(NULL::daybook.{table}, _rows -> {name}) r\n"
        "  ON CONFLICT ON CONSTRAINT {pkey} DO UPDATE SET {changed};\n"
        "END IF;"
    ).format(
        name=sql.Literal(projection.table),
        table=sql.Identifier(projection.table),
        columns=sql.SQL(", ").join(columns),
        values=sql.SQL(", ").join(values),
        pkey=sql.Identifier(f"{projection.table}_pkey"),
        changed=sql.SQL(", ").join(changed),
    )


def value_of(projection: Projection, column: str) -> sql.Composed:
    given = sql.SQL("r.{0}").format(sql.Identifier(column))
    if column not in projection.filled_under_the_lock:
        return given
    filled = sql.SQL("coalesce({0}, recorded)").format(given)
    newest = projection.filled_under_the_lock[column]
    if newest is None:
        return filled
    return sql.SQL("CASE WHEN r.{0} = r.version THEN {1} ELSE {2} END").format(
        sql.Identifier(newest), filled, given
    )


def closing(table: str) -> sql.Composed:
    """A table that has a school is closed but for that school."""
    return sql.SQL(
        "ALTER TABLE {0} ENABLE ROW LEVEL SECURITY;"
        "ALTER TABLE {0} FORCE ROW LEVEL SECURITY;"
        "DROP POLICY IF EXISTS own_school ON {0};"
        "CREATE POLICY own_school ON {0} USING"
        " (school = nullif(current_setting('daybook.school', true), '')::uuid)"
    ).format(sql.Identifier("daybook", table))


def grants(projections: Sequence[Projection]) -> list[sql.SQL | sql.Composed]:
    """The least that each role needs."""
    of_each = sql.SQL("GRANT SELECT, INSERT, DELETE ON {} TO {}")
    to_rebuild = [
        of_each.format(sql.Identifier("daybook", one.table), sql.Identifier(REBUILD))
        for one in projections
    ]
    return [sql.SQL(GRANTS), *to_rebuild]


def tables_with_school(connection: psycopg.Connection) -> list[str]:
    """All but the list of schools itself, which names nobody."""
    found = connection.execute(
        "SELECT table_name FROM information_schema.columns WHERE table_schema = 'daybook'"
        " AND column_name = 'school' AND table_name <> 'school' ORDER BY table_name"
    )
    return [name for (name,) in found]
