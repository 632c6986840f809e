"""Proofs served from the stored tiles, and from the lines since the last full one."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any
from uuid import UUID

import psycopg

from domain.ledger import tiles
from domain.ledger.tree import leaf_hash

Connect = Callable[[UUID], AbstractContextManager[psycopg.Connection[Any]]]
WIDTH = 256


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
            log = tiles.Log(size, self.reader(connection))
            return leaf["leaf"], log.inclusion_path(position), log.root()

    def consistency(self, first: int, size: int) -> list[bytes] | None:
        with self.connect(self.school) as connection:
            if not first <= size <= self.size(connection):
                return None
            return tiles.consistency_path(first, size, self.reader(connection))

    def size(self, connection: psycopg.Connection[Any]) -> int:
        row = connection.execute(
            "SELECT size FROM daybook.school_log WHERE school = %s", (self.school,)
        ).fetchone()
        return int(row["size"]) if row else 0

    def reader(self, connection: psycopg.Connection[Any]) -> tiles.Tiles:
        def read(level: int, n: int, width: int) -> bytes:
            row = connection.execute(
                "SELECT hashes FROM daybook.tile WHERE school = %s AND level = %s AND n = %s",
                (self.school, level, n),
            ).fetchone()
            if row:
                return bytes(row["hashes"])
            lines = connection.execute(
                "SELECT leaf FROM daybook.record WHERE school = %s AND position >= %s"
                " ORDER BY position LIMIT %s",
                (self.school, n * WIDTH, width),
            )
            return b"".join(leaf_hash(line["leaf"]) for line in lines)

        return read
