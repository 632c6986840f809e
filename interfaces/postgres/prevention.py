"""The registers of prevention in PostgreSQL, for one school."""

import json
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Any
from uuid import UUID

import psycopg

from application.projections.prevention_entry import as_in_force
from domain.prevention.due import Standing
from domain.prevention.events import Audience, Register

Connect = Callable[[UUID], AbstractContextManager[psycopg.Connection[Any]]]

PAGE = """
SELECT * FROM daybook.prevention_entry
WHERE school = %(school)s AND register = %(register)s
    AND (%(at)s::timestamptz IS NULL OR (last_line_at, entry) < (%(at)s, %(entry)s))
ORDER BY last_line_at DESC, entry DESC LIMIT %(limit)s
"""
# Whatever waits for somebody, and of sessions and reviews the last of each audience: so few,
# however many years there are.
STANDING = """
SELECT entry, register, title, audience, coalesce(done_on, due_on) AS done_on, due_on,
    has_clause, says -> 'versions' AS versions
FROM daybook.prevention_entry
WHERE school = %(school)s AND standing AND due_on IS NOT NULL
UNION ALL
SELECT l.* FROM unnest(%(of_the_last)s::text[]) AS r (register)
CROSS JOIN unnest(%(audiences)s::text[]) AS a (audience)
CROSS JOIN LATERAL (
    SELECT entry, register, title, audience, done_on, due_on, has_clause, NULL::jsonb AS versions
    FROM daybook.prevention_entry
    WHERE school = %(school)s AND standing AND register = r.register
        AND audience IS NOT DISTINCT FROM a.audience AND done_on IS NOT NULL
    ORDER BY done_on DESC LIMIT 1
) l
"""
COUNTS = """
SELECT register, count(*) AS entries, max(done_on) AS last_on,
    coalesce(sum((says ->> 'head_count')::bigint), 0) AS head_count
FROM daybook.prevention_entry WHERE school = %(school)s AND standing GROUP BY register
"""
AGREEMENTS = """
SELECT * FROM daybook.prevention_entry
WHERE school = %(school)s AND register = 'agreements' AND standing AND due_on IS NOT NULL
ORDER BY audience, title, entry
"""
SIGNED_BY = """
SELECT entry, title, audience FROM daybook.prevention_entry
WHERE school = %(school)s AND register = 'agreements' AND signers @> %(person)s::jsonb
ORDER BY audience, title, entry
"""
PEOPLE = """
SELECT kind, count(*) AS people FROM daybook.person
WHERE school = %(school)s AND NOT leaver GROUP BY kind
"""


LISTED = "SELECT person FROM daybook.person WHERE school = %(school)s AND person = ANY(%(asked)s)"


class PreventionRows:
    def __init__(self, connect: Connect, school: UUID) -> None:
        self.connect = connect
        self.school = school

    def page(
        self, register: Register, *, limit: int, after: tuple[datetime, UUID] | None = None
    ) -> Sequence[dict[str, Any]]:
        """The newest lines first. `after` is the last row already seen."""
        at, entry = after or (None, None)
        return self.rows(PAGE, register=register.value, at=at, entry=entry, limit=limit)

    def standing(self, today: date) -> list[Standing]:
        """What `whats_due` is asked of: of a document, the version that is in force."""
        of_the_last = [Register.SESSIONS.value, Register.FILTERING.value]
        audiences = [None, *(one.value for one in Audience)]
        rows = self.rows(STANDING, of_the_last=of_the_last, audiences=audiences)
        return [standing_of(row, today) for row in rows]

    def counts(self) -> dict[str, dict[str, Any]]:
        return {row["register"]: row for row in self.rows(COUNTS)}

    def agreements(self) -> Sequence[dict[str, Any]]:
        """Those that hold, or will."""
        return self.rows(AGREEMENTS)

    def signed_by(self, person: UUID) -> Sequence[dict[str, Any]]:
        """Every agreement that this person has ever signed or read."""
        return self.rows(SIGNED_BY, person=json.dumps([str(person)]))

    def unlisted(self, people: Iterable[UUID]) -> frozenset[UUID]:
        """Those of them whom the list of people does not have."""
        asked = list(set(people))
        known = {row["person"] for row in self.rows(LISTED, asked=asked)} if asked else set()
        return frozenset(asked) - known

    def people(self) -> dict[str, int]:
        """How many of each kind the list of people has."""
        return {row["kind"]: row["people"] for row in self.rows(PEOPLE)}

    def rows(self, query: str, **asked: Any) -> Sequence[dict[str, Any]]:
        with self.connect(self.school) as connection:
            return connection.execute(query, {"school": self.school, **asked}).fetchall()


def standing_of(row: dict[str, Any], today: date) -> Standing:
    row = as_in_force(row, row["versions"], today)
    return Standing(
        entry=row["entry"],
        register=Register(row["register"]),
        title=row["title"],
        audience=Audience(row["audience"]) if row["audience"] else None,
        done_on=row["done_on"],
        due_on=row["due_on"],
        has_clause=row["has_clause"],
    )
