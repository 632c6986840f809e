"""A school's whole log, read in batches: for verifying it and for rebuilding from it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import msgspec
import psycopg
from psycopg import sql
from psycopg.rows import tuple_row

from application.ports import StreamKeys
from application.projections import Projection
from application.record import SealedLine
from application.verification import Head
from interfaces.postgres.record import stream_keys

BATCH = 2000
JSON = msgspec.json.Encoder()

Connection = psycopg.Connection[Any]

COLUMNS = "position, stream, version, name, body, sealed, leaf"


class LogReader:
    """What verification asks (application.verification.LogReader), in one snapshot."""

    def __init__(self, connection: Connection, school: UUID) -> None:
        self.connection = connection
        self.school = school

    def head(self) -> Head:
        row = self.connection.execute(
            "SELECT size, last_ms, frontier, clock, origin FROM daybook.school_log"
            " WHERE school = %s",
            (self.school,),
        ).fetchone()
        if row is None:
            raise LookupError(f"There is no log for the school {self.school}.")
        return Head(*row)

    def lines(self) -> Iterator[SealedLine]:
        return self.read("ORDER BY position")

    def lines_by_stream(self) -> Iterator[SealedLine]:
        return self.read("ORDER BY stream, version")

    def read(self, order: str) -> Iterator[SealedLine]:
        query = f"SELECT {COLUMNS} FROM daybook.record WHERE school = %s {order}"
        with self.connection.cursor(name="lines", row_factory=tuple_row) as cursor:
            cursor.itersize = BATCH
            cursor.execute(query, (self.school,), binary=True)
            while batch := cursor.fetchmany(BATCH):
                keys = self.keys({row[1] for row in batch})
                for position, stream, version, name, body, sealed, leaf in batch:
                    yield SealedLine(
                        stream,
                        version,
                        name,
                        body,
                        b"",
                        sealed,
                        None,
                        position,
                        leaf,
                        keys.get(stream),
                    )

    def keys(self, streams: Iterable[UUID]) -> dict[UUID, StreamKeys]:
        rows = self.connection.execute(
            "SELECT k.stream, k.tag_key, r.key_no, r.wrapped FROM daybook.stream_key k"
            " LEFT JOIN daybook.keyring r USING (school, stream)"
            " WHERE k.school = %s AND k.stream = ANY(%s) ORDER BY k.stream, r.key_no",
            (self.school, list(streams)),
            binary=True,
        ).fetchall()
        grouped: dict[UUID, list[tuple[bytes, int | None, bytes | None]]] = {}
        for stream, *key in rows:
            grouped.setdefault(stream, []).append((key[0], key[1], key[2]))
        return {stream: keys for stream, found in grouped.items() if (keys := stream_keys(found))}

    def tiles(self, level: int) -> Iterator[tuple[int, bytes]]:
        with self.connection.cursor(name=f"tiles{level}", row_factory=tuple_row) as cursor:
            cursor.itersize = BATCH // 20
            cursor.execute(
                "SELECT n, hashes FROM daybook.tile WHERE school = %s AND level = %s ORDER BY n",
                (self.school, level),
                binary=True,
            )
            yield from cursor

    def stray_keys(self) -> list[UUID]:
        rows = self.connection.execute(
            "SELECT stream FROM (SELECT school, stream FROM daybook.stream_key"
            " UNION SELECT school, stream FROM daybook.keyring) k"
            " WHERE school = %s AND NOT EXISTS"
            " (SELECT FROM daybook.record r WHERE r.school = k.school AND r.stream = k.stream)"
            " ORDER BY stream LIMIT 1",
            (self.school,),
        )
        return [stream for (stream,) in rows]


class Rebuilder(LogReader):
    """Read models of one school, held still while they are made again."""

    def access_lines(self) -> Iterator[SealedLine]:
        return self.read(
            "AND starts_with(name, 'glass-')"
            " AND stream IN (SELECT a.stream FROM daybook.access_stream a"
            " WHERE a.school = record.school) ORDER BY stream, version"
        )

    def replace(self, projections: Iterable[Projection], rows: Iterator[dict[str, Any]]) -> None:
        for projection in projections:
            self.connection.execute(
                sql.SQL("DELETE FROM {} WHERE school = %s").format(table_of(projection)),
                (self.school,),
            )
        for batch in batches(rows):
            for projection in projections:
                table = projection.table
                self.copy(projection, [row[table] for row in batch if table in row])

    def copy(self, projection: Projection, rows: list[dict[str, Any]]) -> None:
        statement = sql.SQL("COPY {} (school, {}) FROM STDIN").format(
            table_of(projection), sql.SQL(", ").join(map(sql.Identifier, projection.columns))
        )
        with self.connection.cursor() as cursor, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row((self.school, *values_of(projection, row)))


def values_of(projection: Projection, row: dict[str, Any]) -> Iterator[Any]:
    for column in projection.columns:
        value = row[column]
        yield JSON.encode(value).decode() if column in projection.as_json else value


def table_of(projection: Projection) -> sql.Identifier:
    return sql.Identifier("daybook", projection.table)


def batches(rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    batch: list[dict[str, Any]] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


@contextmanager
def snapshot(conninfo: str, school: UUID) -> Iterator[LogReader]:
    """The log at one moment, however long the reading takes. Nothing is held up by it."""
    with psycopg.connect(conninfo) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        connection.execute(f"SET LOCAL daybook.school = '{school}'")
        yield LogReader(connection, school)


@contextmanager
def held_still(conninfo: str, school: UUID) -> Iterator[Rebuilder]:
    """The school's writers wait until this is done."""
    with psycopg.connect(conninfo) as connection:
        connection.execute(f"SET LOCAL daybook.school = '{school}'")
        connection.execute("SELECT daybook.hold_school(%s)", (school,))
        yield Rebuilder(connection, school)
