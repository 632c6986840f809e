"""Proofs served from the stored tiles, and from the lines since the last full one."""

from collections.abc import Callable, Collection
from contextlib import AbstractContextManager
from typing import Any
from uuid import UUID

import psycopg

from domain.ledger import tiles
from domain.ledger.tree import leaf_hash

Connect = Callable[[UUID], AbstractContextManager[psycopg.Connection[Any]]]
WIDTH = 256
TREE_LEVELS = 8  # Enough for every line that a position can number.


class Proofs:
    """Inclusion and consistency in one school's log. None for what the log does not have."""

    def __init__(self, connect: Connect, school: UUID) -> None:
        self.connect = connect
        self.school = school

    def inclusion(self, position: int, size: int) -> tuple[bytes, list[bytes], bytes] | None:
        with self.connect(self.school) as connection:
            if not 0 <= position < size <= self.size(connection):
                return None
            leaf = connection.execute(
                "SELECT leaf FROM daybook.record WHERE school = %s AND position = %s",
                (self.school, position),
            ).fetchone()
            assert leaf is not None
            log = tiles.Log(size, self.reader(connection, (position, size)))
            return leaf["leaf"], log.inclusion_path(position), log.root()

    def consistency(self, first: int, size: int) -> list[bytes] | None:
        with self.connect(self.school) as connection:
            if not first <= size <= self.size(connection):
                return None
            return tiles.consistency_path(first, size, self.reader(connection, (first, size)))

    def size(self, connection: psycopg.Connection[Any]) -> int:
        row = connection.execute(
            "SELECT size FROM daybook.school_log WHERE school = %s", (self.school,)
        ).fetchone()
        return int(row["size"]) if row else 0

    def reader(self, connection: psycopg.Connection[Any], places: Collection[int]) -> tiles.Tiles:
        """Reads the stored tiles over these places at once, so that a log that is a hundred times
        as long costs a larger answer and not more questions.
        """
        stored = self.over(connection, places)

        def read(level: int, n: int, width: int) -> bytes:
            if (level, n) in stored:
                return stored[level, n]
            if level > 0:
                return b""  # Which is refused: a proof asks only for hashes that are there.
            lines = connection.execute(
                "SELECT leaf FROM daybook.record WHERE school = %s AND position >= %s"
                " ORDER BY position LIMIT %s",
                (self.school, n * WIDTH, width),
            )
            return b"".join(leaf_hash(line["leaf"]) for line in lines)

        return read

    def over(
        self, connection: psycopg.Connection[Any], places: Collection[int]
    ) -> dict[tuple[int, int], bytes]:
        above = [
            (level, place >> tiles.HEIGHT * (level + 1))
            for level in range(TREE_LEVELS)
            for place in places
        ]
        rows = connection.execute(
            "SELECT t.level, t.n, t.hashes"
            " FROM unnest(%s::smallint[], %s::bigint[]) AS w (level, n)"
            " JOIN daybook.tile t ON t.school = %s AND (t.level, t.n) = (w.level, w.n)",
            ([level for level, _ in above], [n for _, n in above], self.school),
            binary=True,
        )
        return {(row["level"], row["n"]): row["hashes"] for row in rows}
