"""Accounts as administrators run them, and the tokens of programs."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg

from application.sign_in import Happened, Scope
from domain.people import Person, Role
from interfaces.postgres import unguessable
from interfaces.postgres.directory import (
    TOKEN_PREFIX,
    SignedIn,
    add_account,
    check_free,
    read_token,
)
from interfaces.postgres.door import Connect
from interfaces.postgres.factors import begin_anew, delete
from interfaces.postgres.happenings import write
from interfaces.postgres.round_trip import Statement, Values, timestamptz


@dataclass(frozen=True, slots=True)
class Account:
    person: Person
    created_at: datetime
    closed_at: datetime | None
    last_signed_in_at: datetime | None
    second_factor: bool


@dataclass(frozen=True, slots=True)
class Token:
    number: UUID
    label: str
    scope: str
    created_at: datetime
    expires_at: datetime | None


class LastAdministrator(Exception):
    """Somebody must be left who can run the accounts."""


Ask = Callable[[UUID, Statement, Values], list[tuple[Any, ...]]]

# Asked with every request of a program.
BY_TOKEN = Statement(
    b"daybook_by_token",
    b"SELECT a.account, a.name, a.post, a.organisation, a.role, t.scope"
    b" FROM daybook.token t JOIN daybook.account a USING (school, account)"
    b" WHERE school = $1::uuid AND t.token_hash = sha256($2::bytea) AND a.closed_at IS NULL"
    b" AND (t.expires_at IS NULL OR t.expires_at > $3::timestamptz)",
)


class AccountStore:
    def __init__(self, connect: Connect, ask: Ask) -> None:
        self.of = connect
        self.ask = ask

    def all(self, school: UUID) -> list[Account]:
        with self.of(school) as connection:
            rows = connection.execute(f"{ACCOUNT} ORDER BY a.name", {"school": school}).fetchall()
        return [account_of(row) for row in rows]

    def one(self, school: UUID, account: UUID) -> Account | None:
        with self.of(school) as connection:
            row = connection.execute(
                f"{ACCOUNT} AND a.account = %(account)s", {"school": school, "account": account}
            ).fetchone()
        return account_of(row) if row else None

    def person(self, school: UUID, account: UUID) -> Person | None:
        """None when the account is closed or was never there."""
        found = self.one(school, account)
        return found.person if found and found.closed_at is None else None

    def add(self, school: UUID, person: Person, happened: Happened) -> None:
        """Raises NameTaken."""
        with self.of(school) as connection:
            add_account(connection, school, person)
            write(connection, school, happened)

    def check_name(self, school: UUID, name: str) -> None:
        """Raises NameTaken."""
        with self.of(school) as connection:
            check_free(connection, school, name)

    def change_role(
        self, school: UUID, account: UUID, role: Role, happened: Happened, *, anew: bool = False
    ) -> None:
        """The account signs in anew, under the limits and factors of its new role; tokens end.

        `anew` takes away all that it was proved with. Raises LastAdministrator.
        """
        with self.of(school) as connection:
            if role is not Role.ADMINISTRATOR:
                keep_an_administrator(connection, school, account)
            connection.execute(
                "UPDATE daybook.account SET role = %s WHERE school = %s AND account = %s",
                (role.value, school, account),
            )
            for table in LETS_IN:
                delete(connection, table, school, account)
            if anew:
                begin_anew(connection, school, account)
            write(connection, school, happened)

    def close(self, school: UUID, account: UUID, happened: Happened) -> None:
        """Nobody comes in by it any more: sessions, tokens and links are over at once.

        Raises LastAdministrator.
        """
        with self.of(school) as connection:
            keep_an_administrator(connection, school, account)
            connection.execute(
                "UPDATE daybook.account SET closed_at = %s WHERE school = %s AND account = %s",
                (happened.at, school, account),
            )
            for table in LETS_IN:
                delete(connection, table, school, account)
            write(connection, school, happened)

    def reopen(self, school: UUID, account: UUID, happened: Happened) -> None:
        with self.of(school) as connection:
            connection.execute(
                "UPDATE daybook.account SET closed_at = NULL WHERE school = %s AND account = %s",
                (school, account),
            )
            write(connection, school, happened)

    # Tokens

    def signed_in(self, told: str, now: datetime) -> tuple[SignedIn, Scope] | None:
        """None for a token that is malformed, unknown, expired, or of a closed account."""
        parts = read_token(told)
        if parts is None:
            return None
        school, secret = parts
        for account, name, post, organisation, role, scope in self.ask(
            school, BY_TOKEN, (school.bytes, secret, timestamptz(now))
        ):
            person = Person(account, name, post, organisation, Role(role))
            return SignedIn(school, person), Scope(scope)
        return None

    def new_token(
        self,
        school: UUID,
        account: UUID,
        label: str,
        scope: Scope,
        expires_at: datetime,
        happened: Happened,
    ) -> str:
        told, token_hash = unguessable.issue(school)
        with self.of(school) as connection:
            connection.execute(
                "INSERT INTO daybook.token"
                " (school, token_hash, account, created_at, expires_at, label, scope)"
                " VALUES (%s, %s, %s, %s, %s, %s, %s)",
                (school, token_hash, account, happened.at, expires_at, label, scope.value),
            )
            write(connection, school, happened)
        return f"{TOKEN_PREFIX}.{told}"

    def tokens(self, school: UUID, account: UUID) -> list[Token]:
        with self.of(school) as connection:
            rows = connection.execute(
                "SELECT number, label, scope, created_at, expires_at FROM daybook.token"
                " WHERE school = %s AND account = %s ORDER BY created_at, number",
                (school, account),
            ).fetchall()
        return [Token(**row) for row in rows]

    def revoke(self, school: UUID, account: UUID, number: UUID, happened: Happened) -> bool:
        with self.of(school) as connection:
            revoked = connection.execute(
                "DELETE FROM daybook.token WHERE school = %s AND account = %s AND number = %s",
                (school, account, number),
            )
            if revoked.rowcount:
                write(connection, school, happened)
        return revoked.rowcount == 1


LETS_IN = ("session", "token", "one_time_link")  # without anything being proved again


def keep_an_administrator(
    connection: psycopg.Connection[Any], school: UUID, account: UUID
) -> None:
    """Two who close each other's accounts at once come one after the other."""
    rows = connection.execute(
        "SELECT account FROM daybook.account"
        " WHERE school = %s AND role = %s AND closed_at IS NULL ORDER BY account FOR UPDATE",
        (school, Role.ADMINISTRATOR.value),
    ).fetchall()
    if [row["account"] for row in rows] == [account]:
        raise LastAdministrator


ACCOUNT = """
    SELECT a.account, a.name, a.post, a.organisation, a.role, a.created_at, a.closed_at,
        (SELECT max(at) FROM daybook.sign_in_event e WHERE e.school = a.school
            AND e.account = a.account AND e.what = 'signed-in') AS last_signed_in_at,
        EXISTS (SELECT FROM daybook.phone_code c
            WHERE (c.school, c.account) = (a.school, a.account))
        OR EXISTS (SELECT FROM daybook.passkey p
            WHERE (p.school, p.account) = (a.school, a.account)) AS second_factor
    FROM daybook.account a WHERE a.school = %(school)s
"""


def account_of(row: dict[str, Any]) -> Account:
    names = ("account", "name", "post", "organisation", "role")
    told = {name: row.pop(name) for name in names}
    return Account(person=Person(**{**told, "role": Role(told["role"])}), **row)
