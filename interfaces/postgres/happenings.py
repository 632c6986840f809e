"""What happened at the door."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import psycopg
from psycopg.types.json import Jsonb

from application.sign_in import Happened


def write(connection: psycopg.Connection[Any], school: UUID, happened: Happened) -> None:
    connection.execute(
        "INSERT INTO daybook.sign_in_event VALUES (%s, %s, %s, %s, %s, %s, %s, %s)",
        (
            school,
            uuid4(),
            happened.at,
            happened.what.value,
            happened.account,
            happened.by,
            happened.address,
            Jsonb(dict(happened.detail)),
        ),
    )


def newest(
    connection: psycopg.Connection[Any],
    school: UUID,
    limit: int,
    before: tuple[datetime, UUID] | None,
) -> list[dict[str, Any]]:
    at, id_ = before or (None, None)
    return connection.execute(
        "SELECT e.id, e.at, e.what, e.account, a.name, e.by, b.name AS by_name,"
        " e.address, e.detail FROM daybook.sign_in_event e"
        " LEFT JOIN daybook.account a ON (a.school, a.account) = (e.school, e.account)"
        " LEFT JOIN daybook.account b ON (b.school, b.account) = (e.school, e.by)"
        " WHERE e.school = %s AND (%s::timestamptz IS NULL OR (e.at, e.id) < (%s, %s))"
        " ORDER BY e.at DESC, e.id DESC LIMIT %s",
        (school, at, at, id_, limit),
    ).fetchall()
