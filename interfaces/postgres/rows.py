"""The SELECTs that lists and pages need, for one school."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg

Connect = Callable[[UUID], AbstractContextManager[psycopg.Connection[Any]]]


class RowReader:
    def __init__(self, connect: Connect, school: UUID) -> None:
        self.connect = connect
        self.school = school

    def log_page(
        self,
        *,
        limit: int,
        after: tuple[datetime, UUID] | None = None,
        status: str | None = None,
        start: datetime | None = None,
        end: datetime | None = None,
        words: str | None = None,
        restricted: bool = False,
    ) -> Sequence[dict[str, Any]]:
        """Newest first. `after` is the last row already seen; `restricted` rows only if asked."""
        conditions = ["school = %(school)s", "(%(restricted)s OR NOT restricted)"]
        if after:
            conditions.append("(reported_at, incident) < (%(at)s, %(incident)s)")
        if status:
            conditions.append("status = %(status)s")
        if start:
            conditions.append("reported_at >= %(start)s")
        if end:
            conditions.append("reported_at < %(end)s")
        if words:
            conditions.append("(reference ILIKE %(words)s OR summary ILIKE %(words)s)")
        at, incident = after or (None, None)
        parameters = {
            "school": self.school,
            "restricted": restricted,
            "at": at,
            "incident": incident,
            "status": status,
            "start": start,
            "end": end,
            "words": f"%{escaped(words)}%" if words else None,
            "limit": limit,
        }
        query = (
            f"SELECT * FROM daybook.online_safety_log WHERE {' AND '.join(conditions)}"
            " ORDER BY reported_at DESC, incident DESC LIMIT %(limit)s"
        )
        with self.connect(self.school) as connection:
            return connection.execute(query, parameters).fetchall()


def escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
