"""Which account is meant by a name that somebody typed."""

from typing import Any
from uuid import UUID

import psycopg

from application.account_names import as_typed


def account_called(connection: psycopg.Connection[Any], school: UUID, name: str) -> UUID | None:
    """Capitals and blanks make no difference; of two such names the one typed exactly is meant."""
    rows = connection.execute(
        "SELECT account, name FROM daybook.account WHERE school = %s AND closed_at IS NULL"
        " ORDER BY name = %s DESC, name",
        (school, name),
    ).fetchall()
    wanted = as_typed(name)
    return next((row["account"] for row in rows if as_typed(row["name"]) == wanted), None)
