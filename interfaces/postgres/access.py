"""Access streams, notices and totals in PostgreSQL, for one school."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any
from uuid import UUID, uuid4

import psycopg

from application.ports import StreamKeys, Tail
from application.record import SealedLine
from interfaces.postgres.record import in_the_librarys_words, stream_keys
from interfaces.postgres.rows import NOT_SHUT_OUT, Reader

Connect = Callable[[UUID], AbstractContextManager[psycopg.Connection[Any]]]

KEYS = (
    "SELECT a.stream, k.tag_key, r.key_no, r.wrapped FROM daybook.access_stream a"
    " LEFT JOIN daybook.stream_key k ON k.school = a.school AND k.stream = a.stream"
    " LEFT JOIN daybook.keyring r ON r.school = a.school AND r.stream = a.stream"
    " WHERE a.school = %(school)s AND a.incident = %(incident)s ORDER BY r.key_no"
)
LINES = (
    "SELECT r.position, r.version, r.name, r.body, r.sealed, r.leaf"
    " FROM daybook.access_stream a JOIN daybook.record r"
    " ON r.school = a.school AND r.stream = a.stream"
    " WHERE a.school = %(school)s AND a.incident = %(incident)s"
    " ORDER BY r.version DESC LIMIT %(most)s"
)


class AccessRows:
    """What application.reads asks, and what is listed of it."""

    def __init__(self, connect: Connect, school: UUID) -> None:
        self.connect = connect
        self.school = school

    def tail(self, incident: UUID, most: int) -> Tail:
        """The same two questions for a case that is there and one that is not."""
        about = {"school": self.school, "incident": incident, "most": most}
        with self.connected() as connection:
            held = connection.execute(KEYS, about, binary=True).fetchall()
            found = connection.execute(LINES, about, binary=True).fetchall()
        if not held:
            return Tail(None, None, [])
        keys = stream_keys([key(row) for row in held if row["tag_key"]])
        stream: UUID = held[0]["stream"]
        return Tail(stream, keys, [line(stream, row, keys) for row in reversed(found)])

    def begin(self, incident: UUID) -> UUID:
        """Whoever comes first draws the id; committed before any line is written to it."""
        about = {"school": self.school, "incident": incident, "stream": uuid4()}
        with self.connected() as connection:
            connection.execute(
                "INSERT INTO daybook.access_stream (school, incident, stream)"
                " VALUES (%(school)s, %(incident)s, %(stream)s) ON CONFLICT DO NOTHING",
                about,
            )
            row = connection.execute(
                "SELECT stream FROM daybook.access_stream"
                " WHERE school = %(school)s AND incident = %(incident)s",
                about,
            ).fetchone()
        assert row is not None
        stream: UUID = row["stream"]
        return stream

    def notices(self, reader: Reader) -> Sequence[dict[str, Any]]:
        """Cases opened as an exception, but for those that this reader is shut out of."""
        return self.listed(
            "SELECT l.reference, n.* FROM daybook.notice n"
            " JOIN daybook.online_safety_log l USING (school, incident)"
            f" WHERE n.school = %(school)s AND {NOT_SHUT_OUT}"
            " ORDER BY n.broken_at DESC, n.incident, n.glass LIMIT 200",
            reader,
        )

    def unreviewed(self, reader: Reader) -> Sequence[dict[str, Any]]:
        """Exceptions that nobody reviewed in time, but for the reader's own."""
        return self.listed(
            "SELECT l.reference, n.* FROM daybook.notice n"
            " JOIN daybook.online_safety_log l USING (school, incident)"
            f" WHERE n.school = %(school)s AND {NOT_SHUT_OUT} AND n.reviewed_by IS NULL"
            " AND n.review_by < %(now)s AND n.by_account <> %(account)s"
            " ORDER BY n.review_by, n.incident, n.glass LIMIT 200",
            reader,
        )

    def namings(self, reader: Reader) -> Sequence[dict[str, Any]]:
        """Cases in which a naming waits to be confirmed or lifted."""
        return self.listed(
            "SELECT l.incident, l.reference, l.confirm_by FROM daybook.online_safety_log l"
            f" WHERE l.school = %(school)s AND l.confirm_by IS NOT NULL AND {NOT_SHUT_OUT}"
            " ORDER BY l.confirm_by, l.incident LIMIT 200",
            reader,
        )

    def listed(self, query: str, reader: Reader) -> Sequence[dict[str, Any]]:
        with self.connected() as connection:
            asked = {"school": self.school, **reader.parameters()}
            return connection.execute(query, asked).fetchall()

    @contextmanager
    def connected(self) -> Iterator[psycopg.Connection[Any]]:
        try:
            with self.connect(self.school) as connection:
                yield connection
        except psycopg.Error as error:
            raise in_the_librarys_words(error) from None


def key(row: dict[str, Any]) -> tuple[bytes, int | None, bytes | None]:
    return row["tag_key"], row["key_no"], row["wrapped"]


def line(stream: UUID, row: dict[str, Any], keys: StreamKeys | None) -> SealedLine:
    return SealedLine(
        stream,
        row["version"],
        row["name"],
        row["body"],
        b"",
        row["sealed"],
        None,
        row["position"],
        row["leaf"],
        keys,
    )
