"""The SELECTs behind "my work", for one school."""

import json
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import psycopg

from domain.people import Role
from interfaces.postgres.rows import IS_LATE, KNOWN_TO_THE_READER, NOT_SHUT_OUT, Reader

Connect = Callable[[UUID], AbstractContextManager[psycopg.Connection[Any]]]

# What is due last of all: a step without a time.
NEVER = datetime.max.replace(tzinfo=UTC)
OF_THE_CASE = (
    "d.incident, d.reference, d.owner, d.case_manager, d.recorded_by_account, d.level, d.denied,"
    " d.followers, d.grants, d.to_countersign"
)
# Where each safeguarding lead is shut out the head acts for them, and then who acts for the head.
NO_DSL_IS_LEFT = """(
    d.denied @> %(dsls)s::jsonb AND (
        %(is_head)s
        OR %(acts_for_the_head)s AND (d.level = 'sealed' OR d.denied @> %(heads)s::jsonb)
    )
)"""
# A task goes to whom it was given; without a name to the owner. `whose` is 0 for what names the
# reader, 1 for what their post is given, null for what is not theirs.
STEPS = f"""
SELECT {OF_THE_CASE}, k.known, s.step, s.task, s.route, s.say, s.why,
    coalesce(s.source, '[]') AS source, s.kind, s.who, s.note, s.instead, s.due, s.calendar,
    coalesce(s.done_by, '[]') AS done_by, coalesce(s.for_people, '[]') AS for_people,
    s.urgent, s.place::integer,
    CASE WHEN {IS_LATE} THEN 1 ELSE 2 END AS rank,
    CASE
        WHEN s.person IS NOT NULL THEN CASE WHEN s.person = %(account)s THEN 0 END
        WHEN s.technical AND %(is_technician)s THEN CASE WHEN NOT d.restricted THEN 1 END
        WHEN s.task IS NOT NULL THEN CASE WHEN d.owner = %(account)s THEN 0 END
        WHEN NOT k.known OR s.answered ? %(account)s::text THEN NULL
        WHEN s.instead = %(account)s THEN 0
        WHEN s.who ? 'case-manager' AND d.case_manager = %(account)s THEN 0
        WHEN s.who ? 'reporter' AND d.recorded_by_account = %(account)s THEN 0
        WHEN s.who ?| %(posts)s::text[] THEN 1
        WHEN s.who ?| ARRAY['dsl', 'deputy-dsl'] AND {NO_DSL_IS_LEFT} THEN 1
    END AS whose
FROM daybook.steps_due d
CROSS JOIN LATERAL (SELECT coalesce({KNOWN_TO_THE_READER}, false) AS known) k
CROSS JOIN LATERAL ROWS FROM (jsonb_to_recordset(d.steps) AS (
    step text, task uuid, route text, say text, why text, source jsonb, kind text, who jsonb,
    note text, instead uuid, answered jsonb, for_people jsonb, person uuid, technical boolean,
    urgent boolean, at_once boolean, due timestamptz, calendar text, done_by jsonb
)) WITH ORDINALITY AS s(
    step, task, route, say, why, source, kind, who, note, instead, answered, for_people, person,
    technical, urgent, at_once, due, calendar, done_by, place
)
WHERE d.school = %(school)s AND d.steps <> '[]' AND {NOT_SHUT_OUT}
"""
MINE = f"""
SELECT * FROM ({STEPS}) w
WHERE whose IS NOT NULL
    AND (%(only)s::integer IS NULL OR whose = %(only)s)
    AND (%(rank)s::integer IS NULL OR (rank, whose, coalesce(due, %(never)s), incident, place)
        > (%(rank)s, %(whose)s, %(due)s::timestamptz, %(incident)s::uuid, %(place)s))
ORDER BY rank, whose, coalesce(due, %(never)s), incident, place
LIMIT %(limit)s
"""
OTHERS = f"SELECT * FROM ({STEPS}) w WHERE whose IS NULL AND known AND urgent AND rank = 1"
# Whoever asks has been shown a step of each of these cases.
GROUNDS = """
SELECT d.incident, d.edition, d.grounds, l.leaves FROM daybook.steps_due d
CROSS JOIN LATERAL (
    SELECT jsonb_object_agg(r.version, encode(r.leaf, 'hex')) AS leaves FROM daybook.record r
    WHERE r.school = d.school AND r.stream = d.incident AND r.version IN (
        SELECT (g ->> 'line')::bigint FROM jsonb_array_elements(d.grounds) g
        WHERE g ->> 'line' IS NOT NULL
    )
) l
WHERE d.school = %(school)s AND d.incident = ANY(%(incidents)s)
"""
# When a line was recorded stands in its leaf.
TELLINGS = f"""
SELECT {OF_THE_CASE}, t.dsl, t.at, t.over, told.leaf AS told_leaf,
    acknowledged.leaf AS acknowledged_leaf
FROM daybook.steps_due d
CROSS JOIN LATERAL jsonb_to_recordset(d.tellings) AS t(
    line bigint, dsl text, at timestamptz, acknowledged bigint, over text
)
JOIN daybook.record told
    ON told.school = d.school AND told.stream = d.incident AND told.version = t.line
LEFT JOIN daybook.record acknowledged
    ON acknowledged.school = d.school AND acknowledged.stream = d.incident
    AND acknowledged.version = t.acknowledged
WHERE d.school = %(school)s AND d.tellings <> '[]' AND ({KNOWN_TO_THE_READER})
ORDER BY d.incident, t.line
"""


@dataclass(frozen=True, slots=True)
class InTurn:
    """The accounts that act as the DSL, one group after the other."""

    dsls: frozenset[UUID]
    heads: frozenset[UUID]
    for_the_head: frozenset[UUID]

    def parameters(self, reader: Reader) -> dict[str, Any]:
        return {
            "dsls": json.dumps(sorted(map(str, self.dsls))),
            "heads": json.dumps(sorted(map(str, self.heads))),
            "acts_for_the_head": reader.person.account in self.for_the_head,
        }


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where an item stands: how pressing it is, whose, when due, in which case and where there."""

    rank: int
    whose: int
    due: datetime
    incident: UUID
    place: int


class WorkRows:
    def __init__(self, connect: Connect, school: UUID) -> None:
        self.connect = connect
        self.school = school

    def mine(
        self,
        reader: Reader,
        posts: frozenset[str],
        in_turn: InTurn,
        *,
        as_of: datetime,
        limit: int,
        after: Place | None = None,
        only: int | None = None,
    ) -> Sequence[dict[str, Any]]:
        """Open steps and tasks of this reader: overdue first, and what names them first of all."""
        return self.rows(
            MINE,
            reader,
            **in_turn.parameters(reader),
            posts=sorted(posts),
            is_technician=Role.TECHNICIAN.value in posts,
            as_of=as_of,
            limit=limit,
            only=only,
            never=NEVER,
            rank=after.rank if after else None,
            whose=after.whose if after else None,
            due=after.due if after else None,
            incident=after.incident if after else None,
            place=after.place if after else None,
        )

    def of_others(
        self, reader: Reader, posts: frozenset[str], in_turn: InTurn, as_of: datetime
    ) -> Sequence[dict[str, Any]]:
        """Urgent steps of other people that are overdue, in cases that the reader may know of."""
        return self.rows(
            OTHERS,
            reader,
            **in_turn.parameters(reader),
            posts=sorted(posts),
            is_technician=Role.TECHNICIAN.value in posts,
            as_of=as_of,
        )

    def tellings(self, reader: Reader) -> Sequence[dict[str, Any]]:
        """Every telling that nobody has acknowledged, in cases that the reader may know of."""
        return self.rows(TELLINGS, reader)

    def grounds(self, incidents: Sequence[UUID]) -> dict[UUID, dict[str, Any]]:
        """Which edition these cases follow, and what stands behind their answers."""
        if not incidents:
            return {}
        asked = {"school": self.school, "incidents": list(incidents)}
        with self.connect(self.school) as connection:
            rows = connection.execute(GROUNDS, asked).fetchall()
        return {row["incident"]: row for row in rows}

    def rows(self, query: str, reader: Reader, **more: Any) -> Sequence[dict[str, Any]]:
        parameters = {"school": self.school, **reader.parameters(), **more}
        with self.connect(self.school) as connection:
            return connection.execute(query, parameters).fetchall()
