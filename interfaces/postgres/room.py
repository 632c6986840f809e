"""Room at the door: what is over is swept away, and nobody fills the house."""

from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg

from application.sign_in import (
    FOR_A_NAME,
    MINUTE,
    SESSIONS_AT_ONCE,
    STEPS_FROM_AN_ADDRESS,
    STEPS_IN_A_SCHOOL,
    STEPS_OF_AN_ACCOUNT,
    TooManyTries,
)


def end_the_oldest(connection: psycopg.Connection[Any], school: UUID, account: UUID) -> None:
    connection.execute(
        "DELETE FROM daybook.session WHERE school = %s AND number IN"
        " (SELECT number FROM daybook.session WHERE school = %s AND account = %s"
        "  ORDER BY created_at DESC, number OFFSET %s)",
        (school, school, account, SESSIONS_AT_ONCE),
    )


def make_room(
    connection: psycopg.Connection[Any], school: UUID, account: UUID | None, begun_from: bytes
) -> None:
    """Nobody fills the table with halves of sign-ins. Of one account the oldest go first: who
    begins one has shown the password. Raises TooManyTries.
    """
    counted = connection.execute(
        "SELECT count(*) AS here, count(*) FILTER (WHERE begun_from = %s) AS from_there"
        " FROM daybook.sign_in_step WHERE school = %s",
        (begun_from, school),
    ).fetchone()
    assert counted is not None
    if counted["here"] >= STEPS_IN_A_SCHOOL or counted["from_there"] >= STEPS_FROM_AN_ADDRESS:
        raise TooManyTries(MINUTE)
    if account is not None:
        connection.execute(
            "DELETE FROM daybook.sign_in_step WHERE school = %s AND step_hash IN"
            " (SELECT step_hash FROM daybook.sign_in_step WHERE school = %s AND account = %s"
            "  ORDER BY expires_at DESC, step_hash OFFSET %s)",
            (school, school, account, STEPS_OF_AN_ACCOUNT - 1),
        )


def sweep(connection: psycopg.Connection[Any], school: UUID, now: datetime) -> None:
    """What is over need not be kept. What somebody else is busy with is left for next time."""
    for table, key, column, before in (
        ("session", "session_hash", "ends_at", now),
        ("sign_in_step", "step_hash", "expires_at", now),
        ("one_time_link", "link_hash", "expires_at", now),
        ("sign_in_failure", "key", "last_at", now - FOR_A_NAME.forgets),
    ):
        connection.execute(
            f"DELETE FROM daybook.{table} WHERE school = %s AND {key} IN"
            f" (SELECT {key} FROM daybook.{table} WHERE school = %s AND {column} <= %s"
            "  FOR UPDATE SKIP LOCKED)",
            (school, school, before),
        )
