"""The record in PostgreSQL: one school's lines, appended by one function call a command."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
import psycopg
from eventsourcing.persistence import (
    IntegrityError,
    InterfaceError,
    Notification,
    OperationalError,
    PersistenceError,
    StoredEvent,
)
from eventsourcing.postgres import PostgresApplicationRecorder, PostgresDatastore
from psycopg.rows import tuple_row

from application.ports import Appended, Rows, SeenKey, StreamKeys
from application.record import SealedLine
from interfaces.postgres.round_trip import (
    Call,
    Statement,
    Values,
    begin,
    bigint,
    bigints,
    byteas,
    jsonb,
    rows_of,
    texts,
    transaction,
    uuids,
    within_transaction,
)

JSON = msgspec.json.Encoder()

MAX_VERSION = 2**63 - 1

TYPES = (
    "uuid[]", "bigint[]", "text[]", "bytea[]", "bytea[]", "bytea[]",
    "uuid[]", "bytea[]", "bytea[]", "jsonb", "uuid[]", "bigint[]",
    "uuid", "text", "bytea", "jsonb",
)  # fmt: skip


def append_statement(function: str, *first: str) -> Statement:
    types = enumerate((*first, *TYPES), start=1)
    arguments = ", ".join(f"${number}::{kind}" for number, kind in types)
    text = f"SELECT a.outcome, a.first_position, a.recorded_ms, a.answer FROM daybook.{function}"
    return Statement(f"daybook_{function}".encode(), f"{text}({arguments}) a".encode())


APPEND = append_statement("append", "uuid")
APPEND_ON_DEMO_CLOCK = append_statement("append_on_demo_clock", "uuid", "bigint")

KEYS = Statement(
    b"daybook_keys",
    b"SELECT k.tag_key, r.key_no, r.wrapped FROM daybook.stream_key k"
    b" LEFT JOIN daybook.keyring r USING (school, stream)"
    b" WHERE k.school = $1::uuid AND k.stream = $2::uuid ORDER BY r.key_no",
)
LINES = Statement(
    b"daybook_lines",
    b"SELECT position, version, name, body, sealed, leaf FROM daybook.record"
    b" WHERE school = $1::uuid AND stream = $2::uuid AND version <= $3::bigint ORDER BY version",
)

# The newest so many of each kind, from the school's own stream: each kind by the end of its index.
OF_THE_SCHOOL = Statement(
    b"daybook_of_the_school",
    b"SELECT r.position, r.version, r.name, r.body, r.sealed, r.leaf"
    b" FROM unnest($2::text[]) AS kind(name) CROSS JOIN LATERAL ("
    b" SELECT position, version, name, body, sealed, leaf FROM daybook.record"
    b" WHERE school = $1::uuid AND (stream = school) IS TRUE AND name = kind.name"
    b" ORDER BY version DESC LIMIT $3::bigint) r ORDER BY r.version",
)
LAST = Statement(
    b"daybook_last",
    b"SELECT position, version, name, body, sealed, leaf FROM daybook.record"
    b" WHERE school = $1::uuid AND stream = $2::uuid ORDER BY version DESC LIMIT 1",
)
NEWEST = Statement(
    b"daybook_newest",
    b"SELECT coalesce(max(version), 0) FROM daybook.record"
    b" WHERE school = $1::uuid AND stream = $2::uuid",
)


@dataclass(frozen=True)
class RecordedNotification(Notification):
    """A line as a reader of the log gets it: `id` is its position + 1."""

    leaf: bytes
    sealed: bytes


class SchoolRecorder(PostgresApplicationRecorder):
    """One school's log. Cheap to make: all recorders share the datastore's pool.

    A notification's id is its line's position + 1, the size of the log once the line was in.
    """

    function = APPEND

    def __init__(self, datastore: PostgresDatastore, school: UUID) -> None:
        # Not the base class's __init__: it prepares statements for a table of its own.
        self.datastore = datastore
        self.school = school
        self.set_school = f"SET LOCAL daybook.school = '{school}'".encode()

    def create_table(self) -> None:
        """Nothing: the schema is migrated once, before any recorder is made."""

    # Writing

    def insert_events(
        self, stored_events: Sequence[StoredEvent], **kwargs: Any
    ) -> Sequence[int] | None:
        """Append lines, all or none, and return their notification ids.

        Raises IntegrityError when a version has been taken in the meantime.
        """
        appended = self.append([self.sealed(event) for event in stored_events], **kwargs)
        if appended.first_position is None:
            return []
        first = appended.first_position + 1
        return list(range(first, first + len(stored_events)))

    def sealed(self, event: StoredEvent) -> SealedLine:
        if not isinstance(event, SealedLine):
            raise TypeError("The record takes sealed lines only.")
        return event

    def append(
        self,
        lines: Sequence[SealedLine],
        *,
        rows: Rows | None = None,
        destroyed: Sequence[tuple[UUID, int]] = (),
        seen: SeenKey | None = None,
        answer: dict[str, Any] | None = None,
        **_: Any,
    ) -> Appended:
        """Write the lines of one command, the answered stream's last.

        A connection that is lost while the outcome is unknown is not guessed about: the record is
        asked whether these very lines are in it.
        """
        call = self.arguments(lines, rows, destroyed, seen, answer)
        try:
            return self.call(call)
        except OperationalError as lost:
            return self.after_lost_connection(lines, call, lost)

    def after_lost_connection(
        self, lines: Sequence[SealedLine], call: Values, lost: OperationalError
    ) -> Appended:
        """Repeat the call: if its first attempt was committed, the versions are taken, by us."""
        if not lines:
            return self.call(call)
        try:
            return self.call(call)
        except IntegrityError:
            ours = self.already_written(lines)
            if ours is None:
                raise
            return ours

    def already_written(self, lines: Sequence[SealedLine]) -> Appended | None:
        """These very lines, byte for byte (the body names its command), if the record has them."""
        first = lines[0]
        with self.reading() as cursor:
            found = cursor.execute(
                "SELECT position, body, leaf FROM daybook.record"
                " WHERE school = %s AND stream = %s AND version = %s",
                (self.school, first.originator_id, first.originator_version),
            ).fetchone()
        if found is None or found[1] != first.state:
            return None
        return Appended("written", found[0], int.from_bytes(found[2][19:27], "big"), None)

    def arguments(
        self,
        lines: Sequence[SealedLine],
        rows: Rows | None,
        destroyed: Sequence[tuple[UUID, int]] | None,
        seen: SeenKey | None,
        answer: dict[str, Any] | None,
    ) -> Values:
        new = [(stream_of(line), *line.new_keys) for line in lines if line.new_keys]
        return (
            self.school.bytes,
            uuids(list(map(stream_of, lines))),
            bigints([line.originator_version for line in lines]),
            texts([line.topic for line in lines]),
            byteas([line.head for line in lines]),
            byteas([line.state for line in lines]),
            byteas([line.sealed for line in lines]),
            uuids([stream for stream, _, _ in new]),
            byteas([tag_key for _, tag_key, _ in new]),
            byteas([wrapped for _, _, wrapped in new]),
            jsonb(JSON.encode(rows)) if rows else None,
            uuids([stream for stream, _ in destroyed]) if destroyed else None,
            bigints([version for _, version in destroyed]) if destroyed else None,
            seen.account.bytes if seen else None,
            seen.key.encode() if seen else None,
            seen.request_hmac if seen else None,
            jsonb(JSON.encode(answer or {})) if seen else None,
        )

    def call(self, arguments: Values) -> Appended:
        [[row]] = self.answers([(self.function, arguments)])
        return Appended(*row)

    # Reading

    def read(
        self, stream: UUID, upto: int | None = None
    ) -> tuple[StreamKeys | None, list[SealedLine]]:
        """The keys and the lines of one stream, in one round trip. Keys are None if it is new."""
        which = (self.school.bytes, stream.bytes)
        calls = ((KEYS, which), (LINES, (*which, bigint(MAX_VERSION if upto is None else upto))))
        return self.keys_and_lines(stream, calls)

    def last(self, stream: UUID) -> tuple[StreamKeys | None, list[SealedLine]]:
        """The keys of one stream and its last line, if it has any."""
        which = (self.school.bytes, stream.bytes)
        return self.keys_and_lines(stream, ((KEYS, which), (LAST, which)))

    def of_the_school(
        self, names: Sequence[str], most: int | None = None
    ) -> tuple[StreamKeys | None, list[SealedLine]]:
        """Of the school's own stream the newest `most` lines of each of these names, in order."""
        kinds = (self.school.bytes, texts(names), bigint(MAX_VERSION if most is None else most))
        calls = ((KEYS, (self.school.bytes, self.school.bytes)), (OF_THE_SCHOOL, kinds))
        return self.keys_and_lines(self.school, calls)

    def keys_and_lines(
        self, stream: UUID, calls: Sequence[Call]
    ) -> tuple[StreamKeys | None, list[SealedLine]]:
        keys, lines = self.answers(calls)
        held = stream_keys(keys)
        return held, [
            SealedLine(stream, version, name, body, b"", sealed, None, position, leaf, held)
            for position, version, name, body, sealed, leaf in lines
        ]

    def newest_version(self, stream: UUID) -> int:
        """The version of the stream's last line; 0 when it has none."""
        [[(version,)]] = self.answers([(NEWEST, (self.school.bytes, stream.bytes))])
        return int(version)

    def access_stream(self, incident: UUID) -> UUID | None:
        """Which stream tells who has opened this case; None while nobody has."""
        with self.reading() as cursor:
            found = cursor.execute(
                "SELECT stream FROM daybook.access_stream WHERE school = %s AND incident = %s",
                (self.school, incident),
            ).fetchone()
        return found[0] if found else None

    def answered(self, seen: SeenKey) -> Appended | None:
        """What this Idempotency-Key was answered before, if it was."""
        with self.reading() as cursor:
            found = cursor.execute(
                "SELECT request_hmac, answer FROM daybook.command_seen"
                " WHERE school = %s AND account = %s AND key = %s",
                (self.school, seen.account, seen.key),
            ).fetchone()
        if found is None:
            return None
        same = found[0] == seen.request_hmac
        return Appended("repeated" if same else "clash", None, None, found[1])

    def select_events(
        self,
        originator_id: UUID | str,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> Sequence[StoredEvent]:
        assert isinstance(originator_id, UUID)
        _, lines = self.read(originator_id, lte)
        chosen = [line for line in lines if gt is None or line.originator_version > gt]
        return (chosen[::-1] if desc else chosen)[:limit]

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> Sequence[Notification]:
        first = 0 if start is None else start - 1 if inclusive_of_start else start
        query = (
            "SELECT stream, version, name, body, position, leaf, sealed FROM daybook.record"
            " WHERE school = %s AND position >= %s AND position < %s"
            " AND (%s::text[] = '{}' OR name = ANY(%s)) ORDER BY position LIMIT %s"
        )
        end = MAX_VERSION if stop is None else stop
        with self.reading() as cursor:
            cursor.execute(query, (self.school, first, end, list(topics), list(topics), limit))
            return [
                RecordedNotification(stream, version, name, body, position + 1, leaf, sealed)
                for stream, version, name, body, position, leaf, sealed in cursor
            ]

    def max_notification_id(self) -> int | None:
        with self.reading() as cursor:
            found = cursor.execute(
                "SELECT size FROM daybook.school_log WHERE school = %s", (self.school,)
            ).fetchone()
        return found[0] or None if found else None

    # Connections

    def answers(self, calls: Sequence[Call]) -> list[list[tuple[Any, ...]]]:
        """The rows that each call answers with, once all are committed."""
        with self.connection() as connection:
            results = transaction(connection, self.set_school, calls)
            return [rows_of(connection, result) for result in results]

    @contextmanager
    def reading(self) -> Iterator[psycopg.Cursor[Any]]:
        """A transaction that sees this school only."""
        with self.connection() as connection:
            begin(connection, self.set_school)
            with connection.cursor(row_factory=tuple_row, binary=True) as cursor:
                yield cursor

    @contextmanager
    def connection(self) -> Iterator[psycopg.Connection[Any]]:
        """A pooled connection, with the database's errors in the library's words."""
        try:
            with self.datastore.pool.connection() as connection:
                yield connection
        except psycopg.Error as error:
            raise in_the_librarys_words(error) from None


class RecorderWithin(SchoolRecorder):
    """Reads and writes in a transaction that is under way, so that what else is done in it and
    the lines that tell of it are committed together, or neither.
    """

    def __init__(
        self, datastore: PostgresDatastore, school: UUID, within: psycopg.Connection[Any]
    ) -> None:
        super().__init__(datastore, school)
        self.within = within

    def append(self, lines: Sequence[SealedLine], **more: Any) -> Appended:
        """A lost connection takes the whole transaction with it: there is nothing to look for."""
        asked = (more.get(name) for name in ("rows", "destroyed", "seen", "answer"))
        return self.call(self.arguments(lines, *asked))

    def answers(self, calls: Sequence[Call]) -> list[list[tuple[Any, ...]]]:
        with self.connection() as connection:
            return [rows_of(connection, within_transaction(connection, call)) for call in calls]

    @contextmanager
    def connection(self) -> Iterator[psycopg.Connection[Any]]:
        """After a refusal the transaction stands where it stood before."""
        try:
            with self.within.transaction():
                yield self.within
        except psycopg.Error as error:
            raise in_the_librarys_words(error) from None


class DemoRecorder(SchoolRecorder):
    """Writes for a made-up school, at a time that its own clock gives."""

    function = APPEND_ON_DEMO_CLOCK

    def __init__(self, datastore: PostgresDatastore, school: UUID, at: datetime) -> None:
        super().__init__(datastore, school)
        self.at = int(at.timestamp() * 1000)

    def arguments(self, *given: Any) -> Values:
        school, *lines = super().arguments(*given)
        return (school, bigint(self.at), *lines)


def in_the_librarys_words(error: psycopg.Error) -> PersistenceError:
    """Only PostgreSQL's first sentence: the details may quote a row, and so a case."""
    message = error.diag.message_primary or str(error)
    match error:
        case psycopg.IntegrityError():
            return IntegrityError(message)
        case psycopg.InterfaceError():
            return InterfaceError(message)
        case psycopg.OperationalError():
            return OperationalError(message)
        case _:
            return PersistenceError(message)


def stream_of(line: SealedLine) -> UUID:
    assert isinstance(line.originator_id, UUID)
    return line.originator_id


def stream_keys(rows: Sequence[tuple[bytes, int | None, bytes | None]]) -> StreamKeys | None:
    if not rows:
        return None
    wrapped = tuple((number, key) for _, number, key in rows if number is not None and key)
    return StreamKeys(rows[0][0], wrapped)
