"""The SELECTs that lists and pages need, for one school."""

import json
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import psycopg

from domain.people import Role

Connect = Callable[[UUID], AbstractContextManager[psycopg.Connection[Any]]]


# Deny wins: the accused, and the head where the head may be the subject, see no row.
KNOWN_TO_THE_READER = """
    NOT people @> %(accused)s::jsonb
    AND NOT (%(is_head)s AND head_may_be_subject)
    AND (
        %(account)s IN (recorded_by_account, owner, case_manager)
        OR (%(general)s AND NOT restricted)
        OR (%(also_restricted)s AND restricted)
        OR (%(is_chair)s AND head_may_be_subject)
    )
"""


# What is due last of all: a step without a time, as the page's cursor writes it.
NEVER = "timestamptz '9999-12-31 23:59:59.999999+00'"
WORK = f"""
SELECT * FROM (
    SELECT d.incident, CASE WHEN known THEN d.reference END AS reference,
        s.step, s.task, s.route, s.say, s.kind, s.who, s.due, s.calendar, s.place::integer
    FROM daybook.steps_due d
    CROSS JOIN LATERAL (SELECT {KNOWN_TO_THE_READER} AS known) k
    CROSS JOIN LATERAL ROWS FROM (jsonb_to_recordset(d.steps) AS (
        step text, task uuid, route text, say text, kind text, who jsonb,
        person uuid, technical boolean, due timestamptz, calendar text
    )) WITH ORDINALITY AS s(
        step, task, route, say, kind, who, person, technical, due, calendar, place
    )
    WHERE d.school = %(school)s AND d.steps <> '[]'
        AND NOT d.people @> %(accused)s::jsonb
        AND NOT (%(is_head)s AND d.head_may_be_subject)
        AND CASE
            WHEN s.person IS NOT NULL THEN s.person = %(account)s
            WHEN s.technical AND %(is_technician)s THEN NOT d.restricted
            WHEN s.task IS NOT NULL THEN d.owner = %(account)s
            ELSE known AND (
                s.who ?| %(posts)s::text[]
                OR (s.who ? 'case-manager' AND d.case_manager = %(account)s)
                OR (s.who ? 'reporter' AND d.recorded_by_account = %(account)s)
            )
        END
) w
WHERE %(due)s::timestamptz IS NULL
    OR (coalesce(due, {NEVER}), incident, place)
        > (%(due)s::timestamptz, %(incident)s::uuid, %(place)s::integer)
ORDER BY coalesce(due, {NEVER}), incident, place
LIMIT %(limit)s
"""

After = tuple[datetime, UUID, int]  # When it is due, which incident, and its place there.


@dataclass(frozen=True, slots=True)
class Reader:
    """Whose eyes these are, as application.permissions sees them."""

    account: UUID
    general: bool
    also_restricted: bool
    is_head: bool
    is_chair: bool

    def parameters(self) -> dict[str, Any]:
        accused = [{"account": str(self.account), "capacity": "instigator", "in_error": False}]
        return {**asdict(self), "accused": json.dumps(accused)}


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
        category: str | None = None,
        words: str | None = None,
        reader: Reader,
    ) -> Sequence[dict[str, Any]]:
        """Newest first, and nothing that this reader may not know of.

        `after` is the last row already seen.
        """
        conditions = ["school = %(school)s", KNOWN_TO_THE_READER]
        if after:
            conditions.append("(reported_at, incident) < (%(at)s, %(incident)s)")
        if status:
            conditions.append("status = %(status)s")
        if category:
            conditions.append("category = %(category)s")
        if start:
            conditions.append("reported_at >= %(start)s")
        if end:
            conditions.append("reported_at < %(end)s")
        if words:
            conditions.append("(reference ILIKE %(words)s OR summary ILIKE %(words)s)")
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

    def work(
        self, *, reader: Reader, posts: list[str], limit: int, after: After | None = None
    ) -> Sequence[dict[str, Any]]:
        """Open steps and tasks of this reader, soonest due first.

        The reference is given only to who may know of the case: a task says all that is needed.
        """
        due, incident, place = after or (None, None, None)
        parameters = {
            "school": self.school,
            **reader.parameters(),
            "posts": posts,
            "is_technician": Role.TECHNICIAN.value in posts,
            "due": due,
            "incident": incident,
            "place": place,
            "limit": limit,
        }
        with self.connect(self.school) as connection:
            return connection.execute(WORK, parameters).fetchall()


def escaped(words: str) -> str:
    return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
