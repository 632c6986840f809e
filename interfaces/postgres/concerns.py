"""Registers of low-level concerns in PostgreSQL, for one school."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Any
from uuid import UUID

import psycopg

from application.concern_doors import Eyes, Subject, name_key
from interfaces.postgres.rows import escaped

Connect = Callable[[UUID], AbstractContextManager[psycopg.Connection[Any]]]

TO_LOOK_AT = "(status = 'open' AND (review_due OR next_look <= %(today)s))"


class ConcernRows:
    """What application.concerns asks, and the list."""

    def __init__(self, connect: Connect, school: UUID) -> None:
        self.connect = connect
        self.school = school

    def register_of(self, person: UUID) -> UUID | None:
        with self.connect(self.school) as connection:
            found = connection.execute(
                "SELECT register FROM daybook.concern_register WHERE school = %s AND person = %s",
                (self.school, person),
            ).fetchone()
        return found["register"] if found else None

    def is_seen(self, register: UUID, eyes: Eyes) -> bool:
        """By all rows alike, so that a hidden one takes no longer than none at all."""
        return register in self.seen(eyes)

    def seen(self, eyes: Eyes) -> list[UUID]:
        """The registers that are for these eyes. What was disposed of names nobody, and is for
        nobody.
        """
        query = (
            "SELECT register, account, full_name, post FROM daybook.concern_register"
            " WHERE school = %s AND person IS NOT NULL"
        )
        with self.connect(self.school) as connection:
            rows = connection.execute(query, (self.school,)).fetchall()
        return [
            row["register"]
            for row in rows
            if eyes.see(Subject.of(row["account"], row["full_name"], row["post"]))
        ]

    def page(
        self,
        eyes: Eyes,
        *,
        limit: int,
        today: date,
        after: tuple[datetime, UUID] | None = None,
        words: str | None = None,
        person: UUID | None = None,
        due: bool | None = None,
    ) -> Sequence[dict[str, Any]]:
        """The newest lines first. `after` is the last row already seen."""
        conditions = ["school = %(school)s", "register = ANY(%(seen)s)"]
        if after:
            conditions.append("(last_line_at, register) < (%(at)s, %(register)s)")
        if words:
            conditions.append("(full_name ILIKE %(words)s OR name_key LIKE ALL(%(folded)s))")
        if person:
            conditions.append("person = %(person)s")
        if due is not None:
            conditions.append(TO_LOOK_AT if due else f"{TO_LOOK_AT} IS NOT TRUE")
        at, register = after or (None, None)
        asked = {
            "school": self.school,
            "seen": self.seen(eyes),
            "at": at,
            "register": register,
            "words": f"%{escaped(words)}%" if words else None,
            "folded": [f"%{word}%" for word in name_key(words or "").split()] or [""],
            "person": person,
            "today": today,
            "limit": limit,
        }
        query = (
            f"SELECT *, {TO_LOOK_AT} IS TRUE AS to_look_at FROM daybook.concern_register"
            f" WHERE {' AND '.join(conditions)}"
            " ORDER BY last_line_at DESC, register DESC LIMIT %(limit)s"
        )
        with self.connect(self.school) as connection:
            return connection.execute(query, asked).fetchall()
