"""Bring a database to today's schema: tables, functions, roles, row-level security."""

from collections.abc import Sequence
from pathlib import Path

import psycopg
from psycopg import sql

from application.projections import Projection

SCHEMA = Path(__file__).with_name("schema")
LOCK = 0x64617962  # "dayb": one migration at a time, whoever starts first.

APP, REBUILD, OWNER = "daybook_app", "daybook_rebuild", "daybook_owner"
LOGINS = (APP, REBUILD)
# It passes row-level security, so it sees the record and its keys, and no account or password.
FOR_REBUILD = ", ".join(
    f"daybook.{table}"
    for table in ("school_log", "record", "stream_key", "keyring", "access_stream")
)


def migrate(conninfo: str, passwords: dict[str, str], projections: Sequence[Projection]) -> None:
    """Apply what is missing, in one transaction. `passwords` are those of LOGINS."""
    with psycopg.connect(conninfo) as connection:
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (LOCK,))
        connection.execute("SET LOCAL client_min_messages = warning")
        make_roles(connection, passwords)
        connection.execute(f"CREATE SCHEMA IF NOT EXISTS daybook AUTHORIZATION {OWNER}")
        connection.execute(f"SET LOCAL ROLE {OWNER}")
        apply_files(connection)
        write_read_models(connection, projections)
        secure(connection, projections)


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
    done = {name for (name,) in connection.execute("SELECT name FROM daybook.migration")}
    for file in sorted(SCHEMA.glob("*.sql")):
        if file.name not in done:
            connection.execute(file.read_bytes())
            connection.execute("INSERT INTO daybook.migration (name) VALUES (%s)", (file.name,))


def write_read_models(connection: psycopg.Connection, projections: Sequence[Projection]) -> None:
    """The generic writer: one static statement a read model, so that its plan is kept."""
    upserts = sql.SQL("\n").join(map(upsert, projections))
    connection.execute(
        sql.SQL(
            "CREATE OR REPLACE FUNCTION daybook.write_read_models("
            "_school uuid, _ms bigint, _rows jsonb)"
            " RETURNS void LANGUAGE plpgsql AS $$\n"
            "DECLARE recorded timestamptz := to_timestamp(_ms / 1000.0);\n"
            "BEGIN\n{}\nEND $$"
        ).format(upserts)
    )


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


def secure(connection: psycopg.Connection, projections: Sequence[Projection]) -> None:
    """Grant the least, and close every table that has a school but for that school."""
    for table in tables_with_school(connection):
        connection.execute(
            sql.SQL(
                "ALTER TABLE {0} ENABLE ROW LEVEL SECURITY;"
                "ALTER TABLE {0} FORCE ROW LEVEL SECURITY;"
                "DROP POLICY IF EXISTS own_school ON {0};"
                "CREATE POLICY own_school ON {0} USING"
                " (school = nullif(current_setting('daybook.school', true), '')::uuid)"
            ).format(sql.Identifier("daybook", table))
        )
    connection.execute(
        f"REVOKE ALL ON ALL FUNCTIONS IN SCHEMA daybook FROM PUBLIC;"
        f"GRANT USAGE ON SCHEMA daybook TO {APP}, {REBUILD};"
        f"GRANT SELECT ON ALL TABLES IN SCHEMA daybook TO {APP};"
        f"REVOKE ALL ON ALL TABLES IN SCHEMA daybook FROM {REBUILD};"
        f"GRANT SELECT ON {FOR_REBUILD} TO {REBUILD};"
        f"GRANT INSERT, UPDATE ON daybook.account TO {APP};"
        f"GRANT INSERT, UPDATE, DELETE ON daybook.token TO {APP};"
        f"GRANT EXECUTE ON FUNCTION daybook.append, daybook.append_on_demo_clock,"
        f" daybook.open_school, daybook.forget_old_commands TO {APP};"
        f"GRANT EXECUTE ON FUNCTION daybook.hold_school TO {REBUILD}"
    )
    for projection in projections:
        connection.execute(
            sql.SQL("GRANT SELECT, INSERT, DELETE ON {} TO {}").format(
                sql.Identifier("daybook", projection.table), sql.Identifier(REBUILD)
            )
        )


def tables_with_school(connection: psycopg.Connection) -> list[str]:
    """All but the list of schools itself, which names nobody."""
    found = connection.execute(
        "SELECT table_name FROM information_schema.columns WHERE table_schema = 'daybook'"
        " AND column_name = 'school' AND table_name <> 'school' ORDER BY table_name"
    )
    return [name for (name,) in found]
