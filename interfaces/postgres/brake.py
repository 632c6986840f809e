"""How often was tried: by address, by account, and inside a session.

A name that nobody has is counted too, so that both look alike. Its key is a hash: somebody may
have typed a password there.
"""

from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

import psycopg

from application.account_names import as_typed
from application.sign_in import FOR_A_NAME, FOR_AN_ADDRESS, Brake, TooManyTries
from interfaces.postgres.called import account_called

Counted = tuple[bytes, Brake]


def at_the_door(
    connection: psycopg.Connection[Any], school: UUID, name: str, address: str
) -> tuple[Counted, ...]:
    """The address goes first wherever both are counted: no deadlock."""
    whose = whose_key(connection, school, name)
    return (address_key(address), FOR_AN_ADDRESS), (whose, FOR_A_NAME)


def in_a_session(session: UUID) -> tuple[Counted, ...]:
    """Whoever is in already is not held up by what strangers try outside."""
    return ((sha256(b"session\0" + session.bytes).digest(), FOR_A_NAME),)


def whose_key(connection: psycopg.Connection[Any], school: UUID, name: str) -> bytes:
    """The account that would be let in, however its name is spelt."""
    found = account_called(connection, school, name)
    if found is not None:
        return sha256(b"account\0" + found.bytes).digest()
    return sha256(b"name\0" + as_typed(name).encode()).digest()


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
    """A try that succeeded was no failure. Of its address others may have tried too."""
    connection.execute(
        "UPDATE daybook.sign_in_failure SET failures = greatest(failures - 1, 0)"
        " WHERE school = %s AND key = %s",
        (school, address_key(address)),
    )
    forget(connection, school, whose_key(connection, school, name))


def forget(connection: psycopg.Connection[Any], school: UUID, key: bytes) -> None:
    connection.execute(
        "DELETE FROM daybook.sign_in_failure WHERE school = %s AND key = %s", (school, key)
    )
