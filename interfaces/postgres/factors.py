"""What people prove with that they are themselves."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

import psycopg

from application.sign_in import RECOVERY_CODES, Happened
from interfaces.postgres.called import account_called
from interfaces.postgres.door import Connect
from interfaces.postgres.happenings import write

LETTERS = "ABCDEFGHJKMNPQRSTVWXYZ23456789"  # 30, without those that look alike


@dataclass(frozen=True, slots=True)
class Factors:
    """Which of them an account has."""

    password: bool
    phone_code: bool
    passkeys: int
    recovery_codes: int
    identities: int

    @property
    def first(self) -> bool:
        """What comes before a code from a phone, or a recovery code."""
        return self.password or self.identities > 0

    @property
    def second(self) -> bool:
        return self.phone_code or self.passkeys > 0


@dataclass(frozen=True, slots=True)
class Passkey:
    credential: bytes
    account: UUID
    public_key: bytes
    sign_count: int
    rp_id: str
    label: str
    added_at: datetime
    last_used_at: datetime | None = None


class FactorStore:
    def __init__(self, connect: Connect) -> None:
        self.of = connect

    def had_by(self, school: UUID, account: UUID) -> Factors:
        counts = ", ".join(
            f"(SELECT count(*) FROM daybook.{table}"
            f" WHERE school = %(school)s AND account = %(account)s) AS {name}"
            for table, name in (
                ("password", "password"),
                ("phone_code", "phone_code"),
                ("passkey", "passkeys"),
                ("recovery_code", "recovery_codes"),
                ("identity", "identities"),
            )
        )
        asked = {"school": school, "account": account}
        with self.of(school) as connection:
            row = connection.execute(f"SELECT {counts}", asked).fetchone()
        assert row is not None
        return Factors(bool(row.pop("password")), bool(row.pop("phone_code")), **row)

    # Passwords

    def password_hash(self, school: UUID, name: str) -> tuple[UUID, str | None] | None:
        """The account of that name, however it is typed, and its password's hash if any."""
        with self.of(school) as connection:
            account = account_called(connection, school, name)
            if account is None:
                return None
            return account, hash_of(connection, school, account)

    def password_of(self, school: UUID, account: UUID) -> str | None:
        with self.of(school) as connection:
            return hash_of(connection, school, account)

    def set_password(self, school: UUID, account: UUID, hash_: str, happened: Happened) -> None:
        with self.of(school) as connection:
            connection.execute(
                "INSERT INTO daybook.password VALUES (%s, %s, %s, %s)"
                " ON CONFLICT (school, account) DO UPDATE"
                " SET hash = EXCLUDED.hash, changed_at = EXCLUDED.changed_at",
                (school, account, hash_, happened.at),
            )
            delete(connection, "token", school, account)
            write(connection, school, happened)

    # Six-digit codes

    def phone_code(self, school: UUID, account: UUID) -> tuple[bytes, int] | None:
        """The sealed secret, and the last step that was used."""
        with self.of(school) as connection:
            row = connection.execute(
                "SELECT sealed, last_step FROM daybook.phone_code"
                " WHERE school = %s AND account = %s",
                (school, account),
            ).fetchone()
        return (bytes(row["sealed"]), row["last_step"]) if row else None

    def use_step(self, school: UUID, account: UUID, step: int) -> bool:
        """False for a step that was used already, whoever else asks at the same moment."""
        with self.of(school) as connection:
            used = connection.execute(
                "UPDATE daybook.phone_code SET last_step = %(step)s"
                " WHERE school = %(school)s AND account = %(account)s AND last_step < %(step)s",
                {"school": school, "account": account, "step": step},
            )
        return used.rowcount == 1

    def add_phone_code(
        self, school: UUID, account: UUID, sealed: bytes, step: int, happened: Happened
    ) -> None:
        with self.of(school) as connection:
            connection.execute(
                "INSERT INTO daybook.phone_code VALUES (%s, %s, %s, %s, %s)"
                " ON CONFLICT (school, account) DO UPDATE SET sealed = EXCLUDED.sealed,"
                " last_step = EXCLUDED.last_step, added_at = EXCLUDED.added_at",
                (school, account, sealed, step, happened.at),
            )
            write(connection, school, happened)

    def remove_phone_code(self, school: UUID, account: UUID, happened: Happened) -> bool:
        return self._remove("phone_code", school, account, happened)

    # Passkeys

    def add_passkey(self, school: UUID, passkey: Passkey, happened: Happened) -> bool:
        """False when that credential is there already."""
        with self.of(school) as connection:
            added = connection.execute(
                "INSERT INTO daybook.passkey VALUES (%s, %s, %s, %s, %s, %s, %s, %s)"
                " ON CONFLICT DO NOTHING",
                (
                    school,
                    passkey.credential,
                    passkey.account,
                    passkey.public_key,
                    passkey.sign_count,
                    passkey.rp_id,
                    passkey.label,
                    passkey.added_at,
                ),
            )
            if added.rowcount:
                write(connection, school, happened)
        return added.rowcount == 1

    def passkey(self, school: UUID, credential: bytes) -> Passkey | None:
        found = self._passkeys(school, "credential = %s", credential)
        return found[0] if found else None

    def passkeys(self, school: UUID, account: UUID) -> list[Passkey]:
        return self._passkeys(school, "account = %s", account)

    def _passkeys(self, school: UUID, which: str, value: bytes | UUID) -> list[Passkey]:
        with self.of(school) as connection:
            rows = connection.execute(
                "SELECT credential, account, public_key, sign_count, rp_id, label, added_at,"
                f" last_used_at FROM daybook.passkey WHERE school = %s AND {which}"
                " ORDER BY added_at, credential",
                (school, value),
            ).fetchall()
        return [
            Passkey(bytes(row.pop("credential")), public_key=bytes(row.pop("public_key")), **row)
            for row in rows
        ]

    def use_passkey(self, school: UUID, credential: bytes, count: int, now: datetime) -> None:
        with self.of(school) as connection:
            connection.execute(
                "UPDATE daybook.passkey SET sign_count = %s, last_used_at = %s"
                " WHERE school = %s AND credential = %s",
                (count, now, school, credential),
            )

    def remove_passkey(
        self, school: UUID, account: UUID, credential: bytes, happened: Happened
    ) -> bool:
        return self._remove(
            "passkey", school, account, happened, (" AND credential = %s", credential)
        )

    # Recovery codes

    def new_recovery_codes(self, school: UUID, account: UUID, happened: Happened) -> list[str]:
        """Ten codes to print. Those made before no longer work."""
        codes = [recovery_code() for _ in range(RECOVERY_CODES)]
        with self.of(school) as connection:
            connection.execute(
                "DELETE FROM daybook.recovery_code WHERE school = %s AND account = %s",
                (school, account),
            )
            connection.cursor().executemany(
                "INSERT INTO daybook.recovery_code VALUES (%s, %s, %s)",
                [(school, account, recovery_hash(code)) for code in codes],
            )
            write(connection, school, happened)
        return codes

    def use_recovery_code(self, school: UUID, account: UUID, code: str) -> bool:
        with self.of(school) as connection:
            used = connection.execute(
                "DELETE FROM daybook.recovery_code"
                " WHERE school = %s AND account = %s AND code_hash = %s",
                (school, account, recovery_hash(code)),
            )
        return used.rowcount == 1

    # Identities at Microsoft, Google and the like

    def account_of(self, school: UUID, issuer: str, subject: str) -> UUID | None:
        with self.of(school) as connection:
            row = connection.execute(
                "SELECT i.account FROM daybook.identity i"
                " JOIN daybook.account a USING (school, account)"
                " WHERE school = %s AND issuer = %s AND subject = %s AND a.closed_at IS NULL",
                (school, issuer, subject),
            ).fetchone()
        return row["account"] if row else None

    def link_identity(
        self, school: UUID, account: UUID, issuer: str, subject: str, happened: Happened
    ) -> bool:
        """False when that identity belongs to an account already."""
        with self.of(school) as connection:
            linked = connection.execute(
                "INSERT INTO daybook.identity VALUES (%s, %s, %s, %s, %s) ON CONFLICT DO NOTHING",
                (school, issuer, subject, account, happened.at),
            )
            if linked.rowcount:
                write(connection, school, happened)
        return linked.rowcount == 1

    def remove_identities(self, school: UUID, account: UUID, happened: Happened) -> bool:
        return self._remove("identity", school, account, happened)

    def reset(self, school: UUID, account: UUID, happened: Happened) -> None:
        """Everything but what two people agreed to is gone, and so are sessions and tokens."""
        with self.of(school) as connection:
            begin_anew(connection, school, account)
            write(connection, school, happened)

    def _remove(
        self,
        table: str,
        school: UUID,
        account: UUID,
        happened: Happened,
        only: tuple[str, bytes] | None = None,
    ) -> bool:
        with self.of(school) as connection:
            removed = delete(connection, table, school, account, only)
            if removed:
                write(connection, school, happened)
        return removed


WAYS_IN = (
    "password",
    "phone_code",
    "passkey",
    "recovery_code",
    "session",
    "token",
    "one_time_link",
)
AGREED = """
    SELECT FROM daybook.sign_in_event e WHERE e.school = i.school AND e.account = i.account
    AND e.what = 'identity-linked' AND e.at = i.linked_at AND e.detail ->> 'issuer' = i.issuer
    AND e.detail ->> 'subject' = i.subject AND e.detail ->> 'asked_by' IS NOT NULL
"""


def begin_anew(connection: psycopg.Connection[Any], school: UUID, account: UUID) -> None:
    """Nothing lets anybody in any more but an identity that two people agreed to."""
    for table in WAYS_IN:
        delete(connection, table, school, account)
    connection.execute(
        "DELETE FROM daybook.identity i WHERE i.school = %s AND i.account = %s"
        f" AND NOT EXISTS ({AGREED})",
        (school, account),
    )


def delete(
    connection: psycopg.Connection[Any],
    table: str,
    school: UUID,
    account: UUID,
    only: tuple[str, bytes] | None = None,
) -> bool:
    condition, values = (only[0], (only[1],)) if only else ("", ())
    removed = connection.execute(
        f"DELETE FROM daybook.{table} WHERE school = %s AND account = %s{condition}",
        (school, account, *values),
    )
    return removed.rowcount > 0


def recovery_code() -> str:
    """24 of 30 signs: more than the 112 bits that a plain hash asks for (ASVS 6.5.2)."""
    letters = "".join(secrets.choice(LETTERS) for _ in range(24))
    return "-".join(letters[start : start + 4] for start in range(0, 24, 4))


def recovery_hash(code: str) -> bytes:
    """However it is typed: small letters, spaces and hyphens do not matter."""
    return sha256("".join(filter(str.isalnum, code)).upper().encode()).digest()


def hash_of(connection: psycopg.Connection[Any], school: UUID, account: UUID) -> str | None:
    row = connection.execute(
        "SELECT hash FROM daybook.password WHERE school = %s AND account = %s", (school, account)
    ).fetchone()
    return row["hash"] if row else None
