"""A command beside a server that is at work: a second start must not be in its way."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from psycopg.conninfo import make_conninfo
from psycopg.errors import DeadlockDetected, DiskFull

from interfaces.postgres.embedded import Cluster
from interfaces.postgres.migrate import APP, REBUILD
from interfaces.settings import Settings
from interfaces.wiring import PostgresUnavailable, connected, why_not_opened
from tests.postgres.schools import MadeUpSchool

EVERYTHING_MADE = """
    SELECT c.relname, c.oid, c.xmin FROM pg_class c
    WHERE c.relnamespace = 'daybook'::regnamespace
    UNION ALL SELECT p.polname, p.oid, p.xmin FROM pg_policy p
    UNION ALL SELECT f.proname, f.oid, f.xmin FROM pg_proc f
    WHERE f.pronamespace = 'daybook'::regnamespace
    UNION ALL SELECT n.nspname, n.oid, n.xmin FROM pg_namespace n
    UNION ALL SELECT d.description, d.objoid, d.xmin FROM pg_description d
    WHERE d.objoid = 'daybook.migration'::regclass
    ORDER BY 1, 2
"""


@contextmanager
def administrator(superuser: str) -> Iterator[psycopg.Connection[Any]]:
    with psycopg.connect(superuser, autocommit=True) as connection:
        yield connection


def start_again(cluster: Cluster, superuser: str) -> None:
    """It gives up a lock that it has to wait for, so that no test hangs."""
    impatient = make_conninfo(superuser, options="-c lock_timeout=1s")
    with connected(Settings(cluster.data), impatient) as daybook:
        daybook.schools()


@contextmanager
def at_work(superuser: str) -> Iterator[None]:
    """Somebody whose transaction is open and holds what a change of a table would need."""
    with psycopg.connect(superuser) as busy:
        busy.execute("LOCK daybook.record, daybook.online_safety_log IN ACCESS EXCLUSIVE MODE")
        yield
        busy.rollback()


def forget_how_it_was_left(superuser: str) -> None:
    with administrator(superuser) as connection:
        connection.execute("COMMENT ON TABLE daybook.migration IS NULL")


def test_a_second_start_waits_for_nobody(
    cluster: Cluster, superuser: str, school: MadeUpSchool
) -> None:
    with at_work(superuser):
        start_again(cluster, superuser)


def test_a_second_start_changes_no_table_no_policy_and_no_grant(
    cluster: Cluster, superuser: str
) -> None:
    start_again(cluster, superuser)
    with administrator(superuser) as connection:
        made = connection.execute(EVERYTHING_MADE).fetchall()
        start_again(cluster, superuser)
        assert connection.execute(EVERYTHING_MADE).fetchall() == made
    assert len(made) > 50


@pytest.mark.parametrize(
    "loosened",
    [
        "DROP POLICY own_school ON daybook.record",
        "ALTER TABLE daybook.record NO FORCE ROW LEVEL SECURITY",
        f"GRANT SELECT ON daybook.account TO {REBUILD}",
        f"REVOKE SELECT ON daybook.record FROM {APP}",
        "CREATE OR REPLACE FUNCTION daybook.write_read_models("
        "_school uuid, _ms bigint, _rows jsonb) RETURNS void LANGUAGE plpgsql"
        " AS $$ BEGIN END $$",
    ],
)
def test_what_was_changed_by_hand_is_set_anew(
    cluster: Cluster, superuser: str, loosened: str
) -> None:
    with administrator(superuser) as connection:
        start_again(cluster, superuser)
        connection.execute(loosened)
        before = connection.execute(EVERYTHING_MADE).fetchall()
        start_again(cluster, superuser)
        assert connection.execute(EVERYTHING_MADE).fetchall() != before


def test_a_forgotten_password_of_a_role_is_set_again(cluster: Cluster, superuser: str) -> None:
    with administrator(superuser) as connection:
        connection.execute(f"ALTER ROLE {APP} PASSWORD 'of another data folder'")
    start_again(cluster, superuser)


def test_a_busy_database_is_not_said_to_be_out_of_reach(cluster: Cluster, superuser: str) -> None:
    forget_how_it_was_left(superuser)
    with at_work(superuser), pytest.raises(PostgresUnavailable, match="was busy"):
        start_again(cluster, superuser)
    start_again(cluster, superuser)


def test_a_deadlock_is_told_apart_from_a_database_that_is_not_there() -> None:
    address = "host=db.tor-hill.example port=5432 password=Marigold"
    told = [
        why_not_opened(error, address)
        for error in (DeadlockDetected(), DiskFull("Marigold"), psycopg.OperationalError())
    ]
    assert told[0].startswith("The database was busy")
    assert "was reached" in told[1]
    assert "DiskFull" in told[1]
    assert told[2].startswith("The database cannot be reached at db.tor-hill.example, port 5432")
    assert "Marigold" not in " ".join(told)
