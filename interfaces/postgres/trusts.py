"""Trusts, their schools, and what is counted in each: one school at a time, never across."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import msgspec
import psycopg
from psycopg.types.json import Jsonb
from psycopg_pool import ConnectionPool

from application.projections.figures import Counted
from application.trust_totals import MadeUp
from domain.terms import Term
from interfaces.postgres.directory import NameTaken, School
from interfaces.postgres.rows import IS_LATE

Connect = Callable[[UUID], AbstractContextManager[psycopg.Connection[Any]]]

# What was struck out is no incident. The totals are the same for every lead, so a case that one of
# them is shut out of leaves no trace in them.
COUNTED = f"""
SELECT l.category, l.severity, l.status, l.reported_at, l.occurred_from, l.closed_at, EXISTS (
    SELECT FROM daybook.steps_due d
    CROSS JOIN LATERAL jsonb_to_recordset(d.steps) AS s (
        kind text, at_once boolean, due timestamptz, answered jsonb
    )
    WHERE (d.school, d.incident) = (l.school, l.incident) AND {IS_LATE}
        AND coalesce(s.answered, '[]') = '[]'
) AS overdue
FROM daybook.online_safety_log l
WHERE l.school = %(school)s AND l.reported_at >= %(start)s AND l.reported_at < %(end)s
    AND l.status <> 'struck out' AND NOT l.denied ?| ARRAY(
        SELECT t.account::text FROM daybook.trust_lead t
        WHERE t.school = %(school)s AND t.trust = %(trust)s
    )
"""


@dataclass(frozen=True, slots=True)
class Trust:
    id: UUID
    name: str


class Trusts:
    def __init__(self, connect: Connect, pool: ConnectionPool[Any]) -> None:
        self.of = connect
        self.pool = pool

    def all(self) -> list[Trust]:
        with self.pool.connection() as connection:
            rows = connection.execute("SELECT trust AS id, name FROM daybook.trust ORDER BY name")
            return [Trust(**row) for row in rows.fetchall()]

    def add(self, name: str) -> Trust:
        """Raises NameTaken."""
        trust = Trust(uuid4(), name)
        try:
            with self.pool.connection() as connection:
                connection.execute("SELECT daybook.add_trust(%s, %s)", (trust.id, name))
        except psycopg.errors.UniqueViolation:
            raise NameTaken(name) from None
        return trust

    def schools(self, trust: Trust, joined_before: datetime | None = None) -> list[School]:
        """Those that belong to it now, and did so then."""
        with self.pool.connection() as connection:
            rows = connection.execute(
                "SELECT school AS id, name FROM daybook.school WHERE trust = %s"
                " AND (%s::timestamptz IS NULL OR trust_since < %s) ORDER BY name, school",
                (trust.id, joined_before, joined_before),
            ).fetchall()
        return [School(**row) for row in rows]

    def trust_of(self, school: UUID) -> Trust | None:
        with self.pool.connection() as connection:
            row = connection.execute(
                "SELECT t.trust AS id, t.name FROM daybook.school s JOIN daybook.trust t"
                " USING (trust) WHERE s.school = %s",
                (school,),
            ).fetchone()
        return Trust(**row) if row else None

    def join(self, school: UUID, trust: Trust) -> None:
        with self.of(school) as connection:
            connection.execute("SELECT daybook.join_trust(%s, %s)", (school, trust.id))

    def name_lead(self, school: UUID, account: UUID, trust: Trust) -> None:
        """The account is of a school of that trust."""
        with self.of(school) as connection:
            connection.execute(
                "SELECT daybook.name_trust_lead(%s, %s, %s)", (school, account, trust.id)
            )

    def led_by(self, school: UUID, account: UUID) -> Trust | None:
        """The trust that has named this account, while the account's school belongs to it."""
        with self.of(school) as connection:
            row = connection.execute(
                "SELECT t.trust AS id, t.name FROM daybook.trust_lead l"
                " JOIN daybook.school s USING (school, trust) JOIN daybook.trust t USING (trust)"
                " WHERE l.school = %s AND l.account = %s",
                (school, account),
            ).fetchone()
        return Trust(**row) if row else None

    def counted(
        self, school: UUID, trust: Trust, start: datetime, end: datetime, as_of: datetime
    ) -> Sequence[Counted]:
        """The cases of one school that were reported from `start` until before `end`."""
        asked = {"school": school, "trust": trust.id, "start": start, "end": end, "as_of": as_of}
        with self.of(school) as connection:
            rows = connection.execute(COUNTED, asked).fetchall()
        return [Counted(**row) for row in rows]

    def made_up(self, school: UUID, trust: Trust, term: Term) -> MadeUp | None:
        """What is kept for a term, as a school sees it whose account the trust has named."""
        with self.of(school) as connection:
            row = connection.execute(
                "SELECT totals FROM daybook.trust_total WHERE trust = %s AND term = %s",
                (trust.id, term.name),
            ).fetchone()
        return msgspec.convert(row["totals"], MadeUp) if row else None

    def keep(self, school: UUID, account: UUID, trust: Trust, term: Term, made_up: MadeUp) -> None:
        """Unless something is kept for that term already."""
        told = Jsonb(msgspec.to_builtins(made_up))
        with self.of(school) as connection:
            connection.execute(
                "SELECT daybook.keep_trust_total(%s, %s, %s, %s, %s, %s)",
                (school, account, trust.id, term.name, made_up.at, told),
            )
