"""Schools, accounts and tokens."""

import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any, LiteralString
from uuid import UUID, uuid4

import psycopg
from psycopg_pool import ConnectionPool

from application.account_names import NameRefused, check_name
from domain.people import Person, Role
from interfaces.postgres.round_trip import Statement, Values, begin, rows_of, transaction

TOKEN_PREFIX = "daybook"
ONE_NAME_AT_A_TIME = 0x6E616D65  # "name", the first half of the lock; the second is the school.


@dataclass(frozen=True, slots=True)
class School:
    id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who a token stands for, and in which school."""

    school: UUID
    person: Person


class NameTaken(Exception):
    """There is an account of that name in the school, or of one that looks the same."""


class Directory:
    """Who may come in, in every school of this database."""

    def __init__(self, pool: ConnectionPool[Any]) -> None:
        self.pool = pool

    def schools(self) -> list[School]:
        with self.of_none() as connection, connection.cursor() as cursor:
            cursor.execute(
                "SELECT school AS id, name FROM daybook.school ORDER BY opened_at, school"
            )
            return [School(**row) for row in cursor]

    def open_school(self, school: UUID, name: str, origin: str, clock: str) -> None:
        with self.of(school) as connection:
            connection.execute(
                "SELECT daybook.open_school(%s, %s, %s, %s)", (school, name, origin, clock)
            )

    def forget_old_commands(self, school: UUID) -> None:
        with self.of(school) as connection:
            connection.execute("SELECT daybook.forget_old_commands(%s)", (school,))

    def add(self, school: UUID, name: str, role: Role, post: str, organisation: str) -> Person:
        """Raises NameTaken."""
        person = Person(uuid4(), name, post, organisation, role)
        with self.of(school) as connection:
            add_account(connection, school, person)
        return person

    def people(self, school: UUID) -> list[Person]:
        return self.of_accounts(school, "true")

    def at_work(self, school: UUID) -> list[Person]:
        """Whoever may still come in: their accounts are not closed."""
        return self.of_accounts(school, "closed_at IS NULL")

    def gone(self, school: UUID) -> list[Person]:
        """Their accounts are closed."""
        return self.of_accounts(school, "closed_at IS NOT NULL")

    def at_work_and_gone(self, school: UUID) -> tuple[list[Person], list[Person]]:
        """Both at once: every report asks."""
        with self.of(school) as connection:
            rows = connection.execute(
                "SELECT account, name, post, organisation, role, closed_at IS NULL AS at_work"
                " FROM daybook.account WHERE school = %s ORDER BY name",
                (school,),
            ).fetchall()
        told = [(row.pop("at_work"), person_of(row)) for row in rows]
        return [one for here, one in told if here], [one for here, one in told if not here]

    def of_accounts(self, school: UUID, condition: LiteralString) -> list[Person]:
        with self.of(school) as connection:
            rows = connection.execute(
                "SELECT account, name, post, organisation, role FROM daybook.account"
                f" WHERE school = %s AND {condition} ORDER BY name",
                (school,),
            ).fetchall()
        return [person_of(row) for row in rows]

    def new_token(self, school: UUID, account: UUID, expires_at: datetime | None = None) -> str:
        """A bearer token. It names its school, so that the row is looked for there alone."""
        secret = secrets.token_bytes(32)
        with self.of(school) as connection:
            connection.execute(
                "INSERT INTO daybook.token (school, token_hash, account, expires_at)"
                " VALUES (%s, %s, %s, %s)",
                (school, sha256(secret).digest(), account, expires_at),
            )
        return f"{TOKEN_PREFIX}.{text(school.bytes)}.{text(secret)}"

    @contextmanager
    def of_none(self) -> Iterator[psycopg.Connection[Any]]:
        """For the list of schools, which is of no school."""
        with self.pool.connection() as connection:
            yield connection

    @contextmanager
    def of(self, school: UUID) -> Iterator[psycopg.Connection[Any]]:
        """A transaction that sees this school only."""
        with self.pool.connection() as connection:
            begin(connection, only(school))
            yield connection

    def ask(self, school: UUID, statement: Statement, values: Values) -> list[tuple[Any, ...]]:
        """What one statement answers, in such a transaction and in one round trip."""
        with self.pool.connection() as connection:
            [result] = transaction(connection, only(school), [(statement, values)])
            return rows_of(connection, result)


def only(school: UUID) -> bytes:
    return f"SET LOCAL daybook.school = '{school}'".encode()


class DirectoryWithin(Directory):
    """The same in a transaction that is under way, of one school."""

    def __init__(self, pool: ConnectionPool[Any], within: psycopg.Connection[Any]) -> None:
        super().__init__(pool)
        self.within = within

    @contextmanager
    def of(self, school: UUID) -> Iterator[psycopg.Connection[Any]]:
        """The school that was set: row-level security answers for it."""
        with self.within.transaction():
            yield self.within

    @contextmanager
    def of_none(self) -> Iterator[psycopg.Connection[Any]]:
        yield self.within


def add_account(connection: psycopg.Connection[Any], school: UUID, person: Person) -> None:
    """Raises NameTaken."""
    check_free(connection, school, person.name)
    connection.execute(
        "INSERT INTO daybook.account (school, account, name, post, organisation, role)"
        " VALUES (%s, %s, %s, %s, %s, %s)",
        (
            school,
            person.account,
            person.name,
            person.post,
            person.organisation,
            person.role.value,
        ),
    )


def check_free(connection: psycopg.Connection[Any], school: UUID, name: str) -> None:
    """One name at a time in a school: two that look alike may be given at the same moment."""
    connection.execute(
        "SELECT pg_advisory_xact_lock(%s, hashtext(%s))", (ONE_NAME_AT_A_TIME, str(school))
    )
    rows = connection.execute("SELECT name FROM daybook.account WHERE school = %s", (school,))
    try:
        check_name(name, [row["name"] for row in rows])
    except NameRefused as refused:
        raise NameTaken(str(refused)) from None


def person_of(row: dict[str, Any]) -> Person:
    return Person(**{**row, "role": Role(row["role"])})


def text(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def read_token(token: str) -> tuple[UUID, bytes] | None:
    match token.split("."):
        case [prefix, school, secret] if prefix == TOKEN_PREFIX:
            try:
                return UUID(bytes=urlsafe_b64decode(school + "==")), urlsafe_b64decode(
                    secret + "=="
                )
            except (ValueError, NotBase64):
                return None
        case _:
            return None
