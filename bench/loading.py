"""A school with very many lines: written by the real codec, laid down in bulk.

Positions, leaves, frontier and tiles are computed here with domain.ledger, as the append function
would have, so that `verify` has two opinions to compare.
"""

import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from itertools import islice
from pathlib import Path
from uuid import UUID, uuid4

import psycopg

from application.ids import new_reference, new_stream
from application.record import By, Draft, Event, Line, RecordMapper, SealedLine
from bench.setting import KHAN, Setting
from domain.facts import Answer
from domain.incident.events import Closed, IncidentReported, NoteAdded, Received, ReporterKind
from domain.ledger.tiles import WIDTH
from domain.ledger.tree import Accumulator, Frontier, leaf_hash, tree_hash
from interfaces.keys.folder import KeyFolder

LINES_A_CASE = 15
CASES_AT_ONCE = 64  # whose lines take turns in the log

COLUMNS = "school, position, stream, version, name, body, sealed, leaf"
TYPES = ("uuid", "int8", "uuid", "int8", "text", "bytea", "bytea", "bytea")


def loaded(setting: Setting, lines: int) -> UUID:
    """The school of that many lines, loaded now unless it was before."""
    name = f"A school of {lines} lines"
    for school in setting.daybook.schools():
        if school.name == name:
            return school.id
    school = setting.daybook.add_school(f"{name}, being loaded")
    begun = time.monotonic()
    with setting.connection() as connection:
        with connection.transaction():
            load(connection, setting.data, school.id, lines)
            connection.execute(
                "UPDATE daybook.school SET name = %s WHERE school = %s", (name, school.id)
            )
        setting.daybook.rebuild(school.id)
        connection.execute("VACUUM ANALYZE daybook.record")
        connection.execute("VACUUM ANALYZE daybook.online_safety_log")
    say(f"{lines} lines loaded in {time.monotonic() - begun:.0f} s\n")
    return school.id


def load(connection: psycopg.Connection, data: Path, school: UUID, lines: int) -> None:
    tree, hashes = so_far(connection, school)
    ms = int(time.time() * 1000) - lines * 1000
    columns = f"COPY daybook.record ({COLUMNS}) FROM STDIN (FORMAT binary)"
    keys: list[tuple[UUID, bytes, bytes]] = []
    with connection.cursor() as cursor, cursor.copy(columns) as copy:
        copy.set_types(TYPES)
        for line in islice(sealed_lines(data, school, lines), lines - tree.size):
            leaf = line.head + ms.to_bytes(8, "big") + sha256(line.state).digest()
            stream, version = line.originator_id, line.originator_version
            row = (school, tree.size, stream, version, line.topic, line.state, line.sealed, leaf)
            copy.write_row(row)
            if line.new_keys and isinstance(stream, UUID):
                keys.append((stream, *line.new_keys))
            hashes.append(leaf_hash(leaf))
            tree.add(hashes[-1])
            ms += 1000
            if tree.size % 5000 == 0:
                say(f"\r{tree.size} of {lines} lines ")
    copy_keys(connection, school, keys)
    copy_tiles(connection, school, hashes)
    connection.execute(
        "UPDATE daybook.school_log SET size = %s, last_ms = %s, frontier = %s WHERE school = %s",
        (tree.size, ms - 1000, tree.frontier().pack(), school),
    )


def so_far(connection: psycopg.Connection, school: UUID) -> tuple[Accumulator, list[bytes]]:
    """The log as it was opened: its first line, which is moved back to before all others."""
    row = connection.execute(
        "SELECT leaf FROM daybook.record WHERE school = %s ORDER BY position", (school,)
    ).fetchone()
    assert row is not None
    leaf = row[0][:19] + bytes(8) + row[0][27:]
    connection.execute("SET LOCAL session_replication_role = replica")  # past the trigger
    connection.execute("UPDATE daybook.record SET leaf = %s WHERE school = %s", (leaf, school))
    return Accumulator(Frontier().add(leaf_hash(leaf))), [leaf_hash(leaf)]


def sealed_lines(data: Path, school: UUID, lines: int) -> Iterator[SealedLine]:
    batches = lines // (LINES_A_CASE * CASES_AT_ONCE) + 1
    with ProcessPoolExecutor(2) as pool:
        for batch in pool.map(partial(sealed_batch, data, school), range(batches), chunksize=4):
            yield from batch


def sealed_batch(data: Path, school: UUID, _number: int) -> list[SealedLine]:
    mapper = RecordMapper(school, KeyFolder(data / "keys"))
    now = datetime.now(UTC)
    streams = [new_stream(now) for _ in range(CASES_AT_ONCE)]
    cases = [(stream, mapper.new_keys(stream)) for stream in streams]
    return [
        mapper.to_stored_event(Draft(line_of(stream, version, now), keys))
        for version in range(1, LINES_A_CASE + 1)
        for stream, keys in cases
    ]


def line_of(stream: UUID, version: int, now: datetime) -> Line:
    return Line(
        stream=stream,
        version=version,
        command=uuid4(),
        actor=KHAN.account,
        by=By(KHAN.name, KHAN.post, KHAN.organisation),
        role=KHAN.role,
        occurred=None,
        event=event_of(version, now),
    )


def event_of(version: int, now: datetime) -> Event:
    match version:
        case 1:
            return IncidentReported(
                reference=new_reference(now.year),
                summary="A photo of a pupil is passed round in year 8",
                own_words="He said that everybody had it by lunch",
                place="Playground",
                in_danger_now=Answer.NO,
                about_an_adult_here=Answer.NO,
                restricted=False,
                received=Received.SEEN_OR_HEARD,
                reporter=ReporterKind.NAMED,
            )
        case 15:
            return Closed(
                summary="Looked into", how_followed_up="Spoke to all", outcome="Photo deleted"
            )
        case _:
            return NoteAdded(text=f"Rang home: she says that they will talk. Call {version}.")


def copy_keys(
    connection: psycopg.Connection, school: UUID, keys: list[tuple[UUID, bytes, bytes]]
) -> None:
    with (
        connection.cursor() as cursor,
        cursor.copy("COPY daybook.stream_key (school, stream, tag_key) FROM STDIN") as copy,
    ):
        for stream, tag_key, _ in keys:
            copy.write_row((school, stream, tag_key))
    with (
        connection.cursor() as cursor,
        cursor.copy("COPY daybook.keyring (school, stream, key_no, wrapped) FROM STDIN") as copy,
    ):
        for stream, _, wrapped in keys:
            copy.write_row((school, stream, 1, wrapped))


def copy_tiles(connection: psycopg.Connection, school: UUID, hashes: list[bytes]) -> None:
    """Level 0 when full; the levels above hold a hash for each full tile below."""
    level = 0
    while hashes:
        full = [hashes[at : at + WIDTH] for at in range(0, len(hashes), WIDTH)]
        stored = full if level else [tile for tile in full if len(tile) == WIDTH]
        for n, tile in enumerate(stored):
            connection.execute(
                "INSERT INTO daybook.tile (school, level, n, hashes) VALUES (%s, %s, %s, %s)",
                (school, level, n, b"".join(tile)),
            )
        hashes = [tree_hash(tile) for tile in full if len(tile) == WIDTH]
        level += 1


def say(words: str) -> None:
    print(words, end="", file=sys.stderr, flush=True)
