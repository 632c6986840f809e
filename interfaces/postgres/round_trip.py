"""A whole transaction in one round trip, and values as PostgreSQL's binary protocol wants them.

BEGIN, the school, the statements and COMMIT leave together in libpq's pipeline mode, and one wait
brings all the answers. psycopg's own pipeline waits on the way, and works out the type of each
parameter anew: an append took three times as long that way (docs/speed.md).
"""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID
from weakref import WeakKeyDictionary

import psycopg
from psycopg import generators
from psycopg.abc import PQGen
from psycopg.adapt import Transformer
from psycopg.pq import ExecStatus
from psycopg.pq.abc import PGconn, PGresult
from psycopg.waiting import Ready, Wait

Connection = psycopg.Connection[Any]
Values = Sequence[bytes | None]

BINARY = 1
WELL = (ExecStatus.COMMAND_OK, ExecStatus.TUPLES_OK)


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement with $1, $2, … each cast to its type. Prepared once in each connection."""

    name: bytes
    text: bytes


Call = tuple[Statement, Values]

# The statements that each connection knows by name.
prepared: WeakKeyDictionary[Connection, set[Statement]] = WeakKeyDictionary()


def transaction(connection: Connection, setting: bytes, calls: Sequence[Call]) -> list[PGresult]:
    """What each call answers, once all are committed. Raises psycopg.Error, with nothing done.

    `setting` is a SET LOCAL: it ends with the transaction.
    """
    try:
        return attempt(connection, setting, calls)
    except psycopg.errors.InvalidSqlStatementName:
        # After a ROLLBACK psycopg says DEALLOCATE ALL, once it has prepared something of its own.
        connection.rollback()
        prepared[connection] = still_prepared(connection, calls)
        return attempt(connection, setting, calls)


def still_prepared(connection: Connection, calls: Sequence[Call]) -> set[Statement]:
    """As the server has it: of one round trip's statements some may be gone and others new."""
    result = connection.pgconn.exec_(b"SELECT name FROM pg_prepared_statements")
    there = {result.get_value(row, 0) for row in range(result.ntuples)}
    ours = prepared[connection] | {statement for statement, _ in calls}
    return {statement for statement in ours if statement.name in there}


def within_transaction(connection: Connection, call: Call) -> PGresult:
    """The same call in a transaction that is under way already. Raises psycopg.Error."""
    statement, values = call
    formats = [BINARY] * len(values)
    result = connection.pgconn.exec_params(
        statement.text, values, param_formats=formats, result_format=BINARY
    )
    raise_first_error([result])
    return result


def begin(connection: Connection, setting: bytes) -> None:
    """BEGIN and the setting at once. Whoever lends the connection commits or rolls back."""
    pgconn = connection.pgconn
    pgconn.send_query(b"BEGIN; " + setting)
    raise_first_error(connection.wait(generators.execute(pgconn)))


def attempt(connection: Connection, setting: bytes, calls: Sequence[Call]) -> list[PGresult]:
    known = prepared.setdefault(connection, set())
    unknown = [statement for statement, _ in calls if statement not in known]
    try:
        results = exchange(connection, setting, calls, unknown)
    except BaseException:
        connection.close()  # Half-way through a conversation: of no use to anybody else.
        raise
    for statement, result in zip(unknown, results, strict=False):
        if result.status == ExecStatus.COMMAND_OK:
            known.add(statement)
    raise_first_error(results)
    return results[len(unknown) + 2 : -1]


def exchange(
    connection: Connection, setting: bytes, calls: Sequence[Call], unknown: Sequence[Statement]
) -> list[PGresult]:
    pgconn = connection.pgconn
    pgconn.enter_pipeline_mode()
    for statement in unknown:
        pgconn.send_prepare(statement.name, statement.text)
    pgconn.send_query_params(b"BEGIN", None)
    pgconn.send_query_params(setting, None)
    for statement, values in calls:
        formats = [BINARY] * len(values)
        pgconn.send_query_prepared(statement.name, values, formats, result_format=BINARY)
    pgconn.send_query_params(b"COMMIT", None)
    pgconn.pipeline_sync()
    results = connection.wait(answers(pgconn))
    pgconn.exit_pipeline_mode()
    return results


def answers(pgconn: PGconn) -> PQGen[list[PGresult]]:
    """Every result up to the end of the pipeline."""
    while pgconn.flush():
        if (yield Wait.RW) & Ready.R:
            pgconn.consume_input()
    results: list[PGresult] = []
    while True:
        while pgconn.is_busy():
            yield Wait.R
            pgconn.consume_input()
        result = pgconn.get_result()
        if result is None:
            continue  # The end of one statement's results.
        if result.status == ExecStatus.PIPELINE_SYNC:
            return results
        results.append(result)


def raise_first_error(results: Sequence[PGresult]) -> None:
    for result in results:
        if result.status not in WELL:
            raise psycopg.errors.error_from_result(result)


def rows_of(connection: Connection, result: PGresult) -> list[tuple[Any, ...]]:
    reader = Transformer(connection)
    reader.set_pgresult(result)
    return reader.load_rows(0, result.ntuples, tuple)


# Values

UUIDS, TEXTS, BIGINTS, BYTEAS = 2950, 25, 20, 17  # pg_type.oid of what an array holds

HEADER = struct.Struct(">iii")
ONE_DIMENSION = struct.Struct(">iiiii")


def array(of: int, values: Sequence[bytes]) -> bytes:
    if not values:
        return HEADER.pack(0, 0, of)
    return ONE_DIMENSION.pack(1, 0, of, len(values), 1) + b"".join(with_length(values))


def with_length(values: Sequence[bytes]) -> Iterator[bytes]:
    for value in values:
        yield len(value).to_bytes(4, "big")
        yield value


def bigint(value: int) -> bytes:
    return value.to_bytes(8, "big", signed=True)


def timestamptz(value: datetime) -> bytes:
    return bigint((value - START_OF_TIME) // timedelta(microseconds=1))


START_OF_TIME = datetime(2000, 1, 1, tzinfo=UTC)  # PostgreSQL's own.


def jsonb(text: bytes) -> bytes:
    return b"\x01" + text  # the version of the format


def uuids(values: Sequence[UUID]) -> bytes:
    return array(UUIDS, [value.bytes for value in values])


def bigints(values: Sequence[int]) -> bytes:
    return array(BIGINTS, [bigint(value) for value in values])


def texts(values: Sequence[str]) -> bytes:
    return array(TEXTS, [value.encode() for value in values])


def byteas(values: Sequence[bytes]) -> bytes:
    return array(BYTEAS, values)
