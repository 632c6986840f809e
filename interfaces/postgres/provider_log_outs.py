"""Sessions that end because their owner signed out at the provider where they began."""

from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

import psycopg

from application.sign_in import Happened, LogOut
from interfaces.postgres.door import Connect
from interfaces.postgres.happenings import write

# Both are named: the session itself, or one of that person whose name the provider never told.
THESE = (
    " school = %(school)s AND issuer = %(issuer)s"
    " AND (%(subject)s::text IS NULL OR subject = %(subject)s)"
    " AND (%(sid)s::text IS NULL OR sid = %(sid)s"
    "      OR (sid IS NULL AND %(subject)s::text IS NOT NULL))"
)
BEGAN = (
    "SELECT step_hash, told -> 'began' ->> 'issuer' AS issuer,"
    " told -> 'began' ->> 'subject' AS subject, told -> 'began' ->> 'sid' AS sid, school"
    " FROM daybook.sign_in_step WHERE school = %(school)s"
)


class ProviderLogOuts:
    def __init__(self, connect: Connect) -> None:
        self.of = connect

    def end(
        self, school: UUID, told: LogOut, now: datetime, tell: Callable[[UUID], Happened]
    ) -> int | None:
        """Sessions, and halves of sign-ins, that began there so. None for a token that was taken
        before, whoever else sends it at the same moment.
        """
        asked = {
            "school": school,
            "issuer": told.issuer,
            "subject": told.subject,
            "sid": told.sid,
        }
        with self.of(school) as connection:
            if not first_seen(connection, school, told, now):
                return None
            ended = connection.execute(
                f"DELETE FROM daybook.session WHERE {THESE} RETURNING account", asked
            ).fetchall()
            connection.execute(
                "DELETE FROM daybook.sign_in_step WHERE school = %(school)s AND step_hash IN"
                f" (SELECT step_hash FROM ({BEGAN}) AS half WHERE {THESE})",
                asked,
            )
            for account in {row["account"] for row in ended}:
                write(connection, school, tell(account))
        return len(ended)


def first_seen(
    connection: psycopg.Connection[Any], school: UUID, told: LogOut, now: datetime
) -> bool:
    token = sha256(f"{told.issuer}\0{told.number}".encode()).digest()
    connection.execute(
        "DELETE FROM daybook.log_out_seen WHERE school = %s AND expires_at <= %s", (school, now)
    )
    taken = connection.execute(
        "INSERT INTO daybook.log_out_seen VALUES (%s, %s, %s) ON CONFLICT DO NOTHING",
        (school, token, told.until),
    )
    return taken.rowcount == 1
