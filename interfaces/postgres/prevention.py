"""The registers of prevention in PostgreSQL, for one school."""

import json
from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

import psycopg

from application import permissions
from application.projections.prevention_entry import as_in_force
from domain.incident.levels import Level
from domain.prevention.due import Standing
from domain.prevention.events import Audience, Register
from interfaces.postgres.rows import KNOWN_TO_THE_READER, NOT_SHUT_OUT, Reader

Connect = Callable[[UUID], AbstractContextManager[psycopg.Connection[Any]]]

# Of a row `e`: not about the reader, naming no case that they may not know of, and no closer kept
# than they read. In numbers alone (`in_numbers`) it counts unless they are shut out of its case.
SHOWN = f"""(
    e.about_account IS DISTINCT FROM %(account)s
    AND (%(in_numbers)s OR e.register <> 'complaints' OR CASE
        WHEN e.about_the_head OR e.about_account = ANY(%(heads)s) THEN 'sealed'
        WHEN e.about_an_adult OR e.about_account IS NOT NULL THEN 'restricted-staff'
        ELSE 'general'
    END = ANY(%(levels)s))
    AND NOT EXISTS (
        SELECT FROM daybook.online_safety_log l
        WHERE l.school = e.school
            AND l.reference = ANY(ARRAY(SELECT jsonb_array_elements_text(e.cases)))
            AND CASE WHEN %(in_numbers)s OR e.register <> 'complaints'
                THEN {NOT_SHUT_OUT} ELSE {KNOWN_TO_THE_READER} END IS NOT TRUE
    )
)"""

PAGE = f"""
SELECT e.* FROM daybook.prevention_entry e
WHERE school = %(school)s AND register = %(register)s AND {SHOWN}
    AND (%(at)s::timestamptz IS NULL OR (last_line_at, entry) < (%(at)s, %(entry)s))
ORDER BY last_line_at DESC, entry DESC LIMIT %(limit)s
"""
# Whatever waits for somebody, and of sessions and reviews the last of each audience: so few,
# however many years there are.
STANDING = f"""
SELECT entry, register, title, audience, coalesce(done_on, due_on) AS done_on, due_on,
    has_clause, says -> 'versions' AS versions
FROM daybook.prevention_entry e
WHERE school = %(school)s AND standing AND due_on IS NOT NULL AND {SHOWN}
UNION ALL
SELECT l.* FROM unnest(%(of_the_last)s::text[]) AS r (register)
CROSS JOIN unnest(%(audiences)s::text[]) AS a (audience)
CROSS JOIN LATERAL (
    SELECT entry, register, title, audience, done_on, due_on, has_clause, NULL::jsonb AS versions
    FROM daybook.prevention_entry e
    WHERE school = %(school)s AND standing AND register = r.register AND {SHOWN}
        AND audience IS NOT DISTINCT FROM a.audience AND done_on IS NOT NULL
    ORDER BY done_on DESC LIMIT 1
) l
"""
COUNTS = f"""
SELECT register, count(*) AS entries, max(done_on) AS last_on,
    coalesce(sum((says ->> 'head_count')::bigint), 0) AS head_count
FROM daybook.prevention_entry e
WHERE school = %(school)s AND standing AND {SHOWN} GROUP BY register
"""
REGISTER_OF = f"""
SELECT register FROM daybook.prevention_entry e
WHERE school = %(school)s AND entry = %(entry)s AND {SHOWN}
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


@dataclass(frozen=True, slots=True)
class PreventionEyes:
    """Who looks, when, and who is head of the school then."""

    reader: Reader
    heads: frozenset[UUID]

    def parameters(self, *, in_numbers: bool = False) -> dict[str, Any]:
        levels = permissions.complaints_for(self.reader.person.role)
        return {
            **self.reader.parameters(),
            "heads": sorted(self.heads),
            "levels": [level.value for level in levels],
            "in_numbers": in_numbers and Level.GENERAL not in levels,
        }


class PreventionRows:
    def __init__(self, connect: Connect, school: UUID) -> None:
        self.connect = connect
        self.school = school

    def register_of(self, entry: UUID, eyes: PreventionEyes) -> Register | None:
        """None where there is no such entry, or it is hidden, or not on a page of their role."""
        found = self.rows(REGISTER_OF, entry=entry, **eyes.parameters())
        register = Register(found[0]["register"]) if found and found[0]["register"] else None
        role = eyes.reader.person.role
        if register is None or not permissions.may_open(role, permissions.PAGE_OF[register]):
            return None
        return register

    def page(
        self,
        register: Register,
        eyes: PreventionEyes,
        *,
        limit: int,
        after: tuple[datetime, UUID] | None = None,
    ) -> Sequence[dict[str, Any]]:
        """The newest lines first. `after` is the last row already seen."""
        at, entry = after or (None, None)
        told = {"register": register.value, "at": at, "entry": entry, "limit": limit}
        return self.rows(PAGE, **told, **eyes.parameters())

    def standing(
        self, eyes: PreventionEyes, today: date, *, in_numbers: bool = False
    ) -> list[Standing]:
        """What `whats_due` is asked of: of a document, the version that is in force."""
        of_the_last = [Register.SESSIONS.value, Register.FILTERING.value]
        audiences = [None, *(one.value for one in Audience)]
        told = eyes.parameters(in_numbers=in_numbers)
        rows = self.rows(STANDING, of_the_last=of_the_last, audiences=audiences, **told)
        return [standing_of(row, today) for row in rows]

    def counts(self, eyes: PreventionEyes) -> dict[str, dict[str, Any]]:
        told = self.rows(COUNTS, **eyes.parameters(in_numbers=True))
        return {row["register"]: row for row in told}

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
