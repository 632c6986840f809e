"""How often was tried, by name and by address. A key is a hash: a name may be a password."""

from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

import psycopg

from application.sign_in import FOR_A_NAME, FOR_AN_ADDRESS, Brake, TooManyTries


def brakes(name: str, address: str) -> tuple[tuple[bytes, Brake], ...]:
    return (address_key(address), FOR_AN_ADDRESS), (name_key(name), FOR_A_NAME)


def name_key(name: str) -> bytes:
    return sha256(b"name\0" + " ".join(name.split()).casefold().encode()).digest()


def address_key(address: str) -> bytes:
    return sha256(b"address\0" + address.encode()).digest()


def count_try(
    connection: psycopg.Connection[Any], school: UUID, key: bytes, brake: Brake, now: datetime
) -> None:
    connection.execute(
        "INSERT INTO daybook.sign_in_failure VALUES (%s, %s, 0, %s) ON CONFLICT DO NOTHING",
        (school, key, now),
    )
    row = connection.execute(
        "SELECT failures, last_at FROM daybook.sign_in_failure"
        " WHERE school = %s AND key = %s FOR UPDATE",
        (school, key),
    ).fetchone()
    assert row is not None
    failures = 0 if now - row["last_at"] >= brake.forgets else row["failures"]
    wait = brake.wait(failures, row["last_at"], now)
    if brake.pause(failures) and wait > timedelta(0):
        raise TooManyTries(wait)
    connection.execute(
        "UPDATE daybook.sign_in_failure SET failures = %s, last_at = %s"
        " WHERE school = %s AND key = %s",
        (failures + 1, now, school, key),
    )


def take_back(connection: psycopg.Connection[Any], school: UUID, name: str, address: str) -> None:
    """A try that succeeded was no failure. The address goes first, as in `brakes`: no deadlock."""
    connection.execute(
        "UPDATE daybook.sign_in_failure SET failures = greatest(failures - 1, 0)"
        " WHERE school = %s AND key = %s",
        (school, address_key(address)),
    )
    connection.execute(
        "DELETE FROM daybook.sign_in_failure WHERE school = %s AND key = %s",
        (school, name_key(name)),
    )
