"""The tree that the database keeps is the tree of the standard, whatever the size of the log."""

from collections.abc import Sequence
from uuid import UUID, uuid4

import psycopg
import pytest
from eventsourcing.persistence import StoredEvent
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from domain.ledger import tiles
from domain.ledger.proofs import verify_consistency, verify_inclusion
from domain.ledger.tiles import Tiles
from domain.ledger.tree import Accumulator, Frontier, leaf_hash
from interfaces.wiring import Daybook
from tests.postgres.schools import OpaqueRecorder

Connection = psycopg.Connection[tuple[object, ...]]


def empty_log(daybook: Daybook) -> OpaqueRecorder:
    school = uuid4()
    daybook.directory.open_school(school, "Tor Hill School", "daybook/test", "database")
    return OpaqueRecorder(daybook.datastore, school)


def opaque_lines(stream: UUID, first: int, number: int) -> list[StoredEvent]:
    return [
        StoredEvent(stream, version, "opaque.1", b"line %d" % version)
        for version in range(first, first + number)
    ]


def leaves(superuser: str, school: UUID, first: int = 0) -> list[bytes]:
    with psycopg.connect(superuser) as connection:
        rows = connection.execute(
            "SELECT leaf FROM daybook.record WHERE school = %s AND position >= %s"
            " ORDER BY position",
            (school, first),
            binary=True,
        )
        return [leaf for (leaf,) in rows]


def head(superuser: str, school: UUID) -> Frontier:
    with psycopg.connect(superuser) as connection:
        row = connection.execute(
            "SELECT size, frontier FROM daybook.school_log WHERE school = %s", (school,)
        ).fetchone()
    assert row is not None
    return Frontier.unpack(*row)


def stored_tiles(superuser: str, school: UUID) -> Tiles:
    """The tiles as stored; what is not yet in a tile is read from the lines themselves."""

    def read(level: int, n: int, width: int) -> bytes:
        with psycopg.connect(superuser) as connection:
            row = connection.execute(
                "SELECT hashes FROM daybook.tile WHERE school = %s AND level = %s AND n = %s",
                (school, level, n),
            ).fetchone()
        if row is not None:
            return bytes(row[0])[: width * 32]
        assert level == 0, "Only the newest lines may be without a tile."
        tail = leaves(superuser, school, first=n * tiles.WIDTH)[:width]
        return b"".join(map(leaf_hash, tail))

    return read


@settings(
    max_examples=12,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # To shrink a database takes minutes.
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(st.integers(min_value=1, max_value=90), max_size=9))
def test_frontier_in_python_frontier_in_the_database_and_root_of_the_tiles_agree(
    daybook: Daybook, superuser: str, batches: Sequence[int]
) -> None:
    log, stream, ours = empty_log(daybook), uuid4(), Frontier()
    for batch in [0, *batches]:
        log.insert_events(opaque_lines(stream, ours.size, batch))
        for leaf in leaves(superuser, log.school, first=ours.size):
            ours = ours.add(leaf_hash(leaf))
        assert head(superuser, log.school) == ours
        assert tiles.root(ours.size, stored_tiles(superuser, log.school)) == ours.root()
    assert ours.size == sum(batches)


@pytest.mark.parametrize("size", [255, 256, 257, 511, 512, 513])
def test_they_agree_where_a_tile_is_just_filled(
    daybook: Daybook, superuser: str, size: int
) -> None:
    log, stream = empty_log(daybook), uuid4()
    log.insert_events(opaque_lines(stream, 0, 250))
    for version in range(250, size):
        log.insert_events(opaque_lines(stream, version, 1))
    frontier = head(superuser, log.school)
    assert frontier.size == size
    assert tiles.root(size, stored_tiles(superuser, log.school)) == frontier.root()


LONG = 65_536 + 256 + 3  # one tile of level 1 is full, and there is one hash at level 2


def test_a_long_log_proves_any_line_and_that_it_has_only_grown(
    daybook: Daybook, superuser: str
) -> None:
    log, stream = empty_log(daybook), uuid4()
    for first in range(0, LONG, 5000):
        log.insert_events(opaque_lines(stream, first, min(5000, LONG - first)))
    hashes = list(map(leaf_hash, leaves(superuser, log.school)))
    frontier = head(superuser, log.school)
    root = tiles.root(LONG, stored_tiles(superuser, log.school))
    assert (len(hashes), frontier.size, frontier.root()) == (LONG, LONG, root)
    for position in (0, 255, 256, 40_000, 65_535, 65_536, 65_791, 65_792, LONG - 1):
        served = daybook.proofs(log.school).inclusion(position, LONG)
        assert served is not None
        leaf, path, served_root = served
        assert (leaf_hash(leaf), served_root) == (hashes[position], root)
        verify_inclusion(position, LONG, hashes[position], path, root)
    for first in (1, 256, 257, 65_535, 65_536, 65_537, LONG - 1):
        tree = Accumulator()
        for hashed in hashes[:first]:
            tree.add(hashed)
        grown = daybook.proofs(log.school).consistency(first, LONG)
        assert grown is not None
        verify_consistency(first, LONG, tree.root(), root, grown)
