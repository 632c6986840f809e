"""The SELECTs that lists and pages need, for one school."""

import json
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg

from application import permissions
from application.access import Ajar
from application.record import SealedLine
from domain.people import FIGURES_ONLY, Person, Role
from domain.playbook.walking import TO_DO_IT
from interfaces.postgres.record import stream_keys

Connect = Callable[[UUID], AbstractContextManager[psycopg.Connection[Any]]]


# permissions.may_know_of, asked of a row. Its columns are what application.access made of the
# case, so that both answer from the same doors.
READ_BY_THE_READER = """(
    %(account)s IN (owner, case_manager)
    OR level = ANY(%(cleared)s)
    OR NOT %(figures_only)s AND EXISTS (
        SELECT FROM jsonb_to_recordset(grants) AS g (account uuid, until timestamptz)
        WHERE g.account = %(account)s AND (g.until IS NULL OR g.until > %(now)s)
    )
)"""
FOLLOWED_BY_THE_READER = "followers @> %(me)s::jsonb"
NOT_SHUT_OUT = """(
    NOT denied @> %(me)s::jsonb
    AND NOT %(shut_out)s
    AND NOT (%(is_head)s AND level = 'sealed')
)"""
KNOWN_TO_THE_READER = f"""
    {NOT_SHUT_OUT}
    AND (
        {READ_BY_THE_READER}
        OR {FOLLOWED_BY_THE_READER}
        OR (%(countersigns)s AND to_countersign)
    )
"""

AJAR = f"""
SELECT ({KNOWN_TO_THE_READER}) IS TRUE AS known, {NOT_SHUT_OUT} AS not_barred, EXISTS (
    SELECT FROM daybook.notice n
    WHERE (n.school, n.incident) = (l.school, l.incident)
        AND n.by_account = %(account)s AND n.until > %(now)s AND n.justified IS NOT FALSE
) AS glass_broken
FROM daybook.online_safety_log l WHERE l.school = %(school)s AND l.incident = %(incident)s
"""
SHUT = Ajar(known=False, not_barred=False, glass_broken=False)

# One line and its keys, and how far its case, if it is one of a case, is open to the reader.
LINE = f"""
SELECT r.stream, r.version, r.name, r.body, r.sealed, r.leaf, k.tag_key, q.key_no, q.wrapped,
    coalesce(c.not_barred, false) AS not_barred, coalesce(c.read, false) AS read
FROM daybook.record r
LEFT JOIN daybook.stream_key k ON (k.school, k.stream) = (r.school, r.stream)
LEFT JOIN daybook.keyring q ON (q.school, q.stream) = (r.school, r.stream)
LEFT JOIN LATERAL (
    SELECT {NOT_SHUT_OUT} AS not_barred, {NOT_SHUT_OUT} AND {READ_BY_THE_READER} AS read
    FROM daybook.online_safety_log l WHERE (l.school, l.incident) = (r.school, r.stream)
) c ON true
WHERE r.school = %(school)s AND r.position = %(position)s ORDER BY q.key_no
"""


# Of a step or task `s`, as `walking.is_late` says it; rows of an older Daybook know no `at_once`.
IS_LATE = f"""(coalesce(s.kind, '') <> 'may' AND s.due + CASE WHEN s.at_once THEN
    interval '{TO_DO_IT.total_seconds():.0f} seconds' ELSE interval '0' END < %(as_of)s)"""

After = tuple[datetime, UUID, int]  # When it is due, which incident, and its place there.


@dataclass(frozen=True, slots=True)
class Reader:
    """Whose eyes these are, and when they look."""

    person: Person
    now: datetime

    def parameters(self) -> dict[str, Any]:
        role = self.person.role
        return {
            "account": self.person.account,
            "me": json.dumps([str(self.person.account)]),
            "cleared": [level.value for level in permissions.cleared(role)],
            "figures_only": role in FIGURES_ONLY,
            "is_head": role is Role.HEAD,
            "shut_out": role is Role.ADMINISTRATOR,
            "countersigns": role is Role.OUTSIDE_COUNTERSIGNER,
            "now": self.now,
        }


@dataclass(frozen=True, slots=True)
class LineSeen:
    """`read` says that its case is for this reader, `not_barred` only that it is not hidden."""

    line: SealedLine
    not_barred: bool
    read: bool


def seen(position: int, rows: Sequence[dict[str, Any]]) -> LineSeen:
    row = rows[0]
    keys = stream_keys([(one["tag_key"], one["key_no"], one["wrapped"]) for one in rows])
    told = (row["stream"], row["version"], row["name"], row["body"])
    line = SealedLine(*told, b"", row["sealed"], None, position, row["leaf"], keys)
    return LineSeen(line, row["not_barred"], row["read"])


class RowReader:
    def __init__(self, connect: Connect, school: UUID) -> None:
        self.connect = connect
        self.school = school

    def knows_reference(self, reader: Reader) -> Callable[[str], bool]:
        """Whether this reader may know of the case of a reference; no case has it: no."""

        def is_known(reference: str) -> bool:
            query = (
                "SELECT FROM daybook.online_safety_log"
                " WHERE school = %(school)s AND reference = %(reference)s"
                f" AND {KNOWN_TO_THE_READER}"
            )
            told = {**reader.parameters(), "school": self.school, "reference": reference}
            with self.connect(self.school) as connection:
                return connection.execute(query, told).fetchone() is not None

        return is_known

    def restricted(self) -> list[UUID]:
        """Every case that is kept to few, for the software's own eyes."""
        query = "SELECT incident FROM daybook.online_safety_log WHERE school = %s AND restricted"
        with self.connect(self.school) as connection:
            return [row["incident"] for row in connection.execute(query, (self.school,))]

    def not_hidden(self, reference: str, reader: Reader) -> UUID | None:
        """The case of a reference, unless this reader is shut out of it."""
        query = (
            "SELECT incident FROM daybook.online_safety_log"
            f" WHERE school = %(school)s AND reference = %(reference)s AND {NOT_SHUT_OUT}"
        )
        told = {**reader.parameters(), "school": self.school, "reference": reference}
        with self.connect(self.school) as connection:
            row = connection.execute(query, told).fetchone()
        return row["incident"] if row else None

    def log_page(
        self,
        *,
        limit: int,
        after: tuple[datetime, UUID] | None = None,
        status: str | None = None,
        start: datetime | None = None,
        end: datetime | None = None,
        category: str | None = None,
        words: str | None = None,
        reader: Reader,
        to_be_read: bool = False,
    ) -> Sequence[dict[str, Any]]:
        """Newest first, and nothing that this reader may not know of, or not `to_be_read`.

        `after` is the last row already seen.
        """
        conditions = ["school = %(school)s", KNOWN_TO_THE_READER]
        if to_be_read:
            conditions.append(READ_BY_THE_READER)
        if after:
            conditions.append("(reported_at, incident) < (%(at)s, %(incident)s)")
        if status:
            conditions.append("status = %(status)s")
        if category:
            # A filter must not tell what the list itself keeps back.
            conditions.append(f"(category = %(category)s AND {READ_BY_THE_READER})")
        if start:
            conditions.append("reported_at >= %(start)s")
        if end:
            conditions.append("reported_at < %(end)s")
        if words:
            shown = f"({READ_BY_THE_READER} OR {FOLLOWED_BY_THE_READER})"
            conditions.append(
                f"(reference ILIKE %(words)s OR (summary ILIKE %(words)s AND {shown}))"
            )
        at, incident = after or (None, None)
        parameters = {
            "school": self.school,
            **reader.parameters(),
            "category": category,
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

    def ajar(self, incident: UUID, reader: Reader) -> Ajar:
        """The same question for a case that is there and one that is not."""
        asked = {"school": self.school, "incident": incident, **reader.parameters()}
        with self.connect(self.school) as connection:
            row = connection.execute(AJAR, asked).fetchone()
        return Ajar(**row) if row else SHUT

    def line(self, position: int, reader: Reader) -> LineSeen | None:
        """The line at a position, and what its case is to this reader."""
        asked = {"school": self.school, "position": position, **reader.parameters()}
        with self.connect(self.school) as connection:
            rows = connection.execute(LINE, asked, binary=True).fetchall()
        return seen(position, rows) if rows else None

    def how_many(self) -> int:
        """Incidents of the school, whoever may know of each. Not for a page."""
        with self.connect(self.school) as connection:
            row = connection.execute(
                "SELECT count(*) AS incidents FROM daybook.online_safety_log WHERE school = %s",
                (self.school,),
            ).fetchone()
        return int(row["incidents"]) if row else 0


def escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
