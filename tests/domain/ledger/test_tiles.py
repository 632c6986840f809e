"""Every proof that a log can give, read from its tiles."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from domain.ledger import tiles
from domain.ledger.proofs import ProofRefused, verify_consistency, verify_inclusion
from domain.ledger.tree import EMPTY_ROOT, Accumulator, Frontier, tree_hash
from tests.domain.ledger.stored_log import StoredLog, lines

EVERY_SIZE = range(1, 301)
SMALL = StoredLog(lines(300))
ROOTS = [tree_hash(SMALL.leaf_hashes[:size]) for size in range(301)]
LARGE = StoredLog(lines(66_000))  # More than 256 × 256: three levels.


def altered(data: bytes, at: int) -> bytes:
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


def altered_paths(path: list[bytes]) -> list[list[bytes]]:
    """The path with one byte changed, a hash more, a hash less."""
    changed = [[*path[:n], altered(each, n % 32), *path[n + 1 :]] for n, each in enumerate(path)]
    return [*changed, [*path, bytes(32)], path[1:], path[:-1]]


@pytest.mark.parametrize("size", [0, *EVERY_SIZE])
def test_the_root_from_tiles_is_the_root(size: int) -> None:
    assert tiles.root(size, SMALL) == ROOTS[size]


def test_every_line_is_proven_in_a_log_of_every_size() -> None:
    for size in EVERY_SIZE:
        log = tiles.Log(size, SMALL)
        for position in range(size):
            path = log.inclusion_path(position)
            verify_inclusion(position, size, SMALL.leaf_hashes[position], path, ROOTS[size])


def test_every_growth_of_a_log_is_proven() -> None:
    for size in EVERY_SIZE:
        log = tiles.Log(size, SMALL)
        for first in range(1, size + 1):
            path = log.consistency_path(first)
            verify_consistency(first, size, ROOTS[first], ROOTS[size], path)


@pytest.mark.parametrize("size", [2, 3, 7, 8, 13, 256, 257, 300])
def test_an_inclusion_proof_with_any_hash_altered_is_refused(size: int) -> None:
    for position in range(0, size, 1 + size // 50):
        leaf, root = SMALL.leaf_hashes[position], ROOTS[size]
        path = tiles.inclusion_path(position, size, SMALL)
        for wrong in altered_paths(path):
            with pytest.raises(ProofRefused):
                verify_inclusion(position, size, leaf, wrong, root)
        for wrong_leaf, wrong_root in [(altered(leaf, 31), root), (leaf, altered(root, 0))]:
            with pytest.raises(ProofRefused):
                verify_inclusion(position, size, wrong_leaf, path, wrong_root)


@pytest.mark.parametrize("size", [2, 3, 7, 8, 13, 256, 257, 300])
def test_a_consistency_proof_with_any_hash_altered_is_refused(size: int) -> None:
    for first in range(1, size, 1 + size // 50):
        older, newer = ROOTS[first], ROOTS[size]
        path = tiles.consistency_path(first, size, SMALL)
        for wrong in altered_paths(path):
            with pytest.raises(ProofRefused):
                verify_consistency(first, size, older, newer, wrong)
        for wrong_older, wrong_newer in [(altered(older, 9), newer), (older, altered(newer, 9))]:
            with pytest.raises(ProofRefused):
                verify_consistency(first, size, wrong_older, wrong_newer, path)


@given(some.lists(some.binary(min_size=32, max_size=32), max_size=600))
def test_all_ways_to_the_root_agree(leaf_hashes: list[bytes]) -> None:
    frontier, accumulator = Frontier(), Accumulator()
    for each in leaf_hashes:
        frontier = frontier.add(each)
        accumulator.add(each)
    roots = {frontier.root(), accumulator.root(), tree_hash(leaf_hashes)}
    assert roots == {tiles.root(len(leaf_hashes), StoredLog(leaf_hashes))}


@given(some.data())
def test_proofs_hold_in_a_log_of_three_levels_of_tiles(data: some.DataObject) -> None:
    size = data.draw(some.integers(1, 66_000))
    position = data.draw(some.integers(0, size - 1))
    first = data.draw(some.integers(1, size))
    root, leaf = tiles.root(size, LARGE), LARGE.leaf_hashes[position]
    verify_inclusion(position, size, leaf, tiles.inclusion_path(position, size, LARGE), root)
    path = tiles.consistency_path(first, size, LARGE)
    verify_consistency(first, size, tiles.root(first, LARGE), root, path)


def test_the_root_of_three_levels_of_tiles_is_the_root_of_the_lines() -> None:
    for size in (65_535, 65_536, 65_537, 66_000):
        assert tiles.root(size, LARGE) == tree_hash(LARGE.leaf_hashes[:size])


@pytest.mark.parametrize("size", [255, 256, 257, 65_535, 65_536, 65_537, 66_000])
def test_a_proof_reads_each_tile_once_and_two_of_a_level_at_most(size: int) -> None:
    for position in range(0, size, 1 + size // 40):
        for prove in (tiles.inclusion_path, tiles.consistency_path):
            LARGE.asked.clear()
            prove(position, size, LARGE)
            read = [(level, n) for level, n, _ in LARGE.asked]
            assert len(read) == len(set(read))
            assert all(sum(at == level for at, _ in read) <= 2 for level in range(3))


def test_many_proofs_about_one_size_read_each_tile_once() -> None:
    stored = StoredLog(lines(300))
    log = tiles.Log(300, stored)
    for position in range(300):
        assert log.inclusion_path(position) == tiles.inclusion_path(position, 300, SMALL)
    assert sorted(stored.asked) == [(0, 0, 256), (0, 1, 44), (1, 0, 1)]


@given(some.integers(1, 66_000), some.data())
def test_a_proof_about_an_earlier_size_asks_for_nothing_later(
    size: int, data: some.DataObject
) -> None:
    LARGE.asked.clear()
    tiles.inclusion_path(data.draw(some.integers(0, size - 1)), size, LARGE)
    tiles.consistency_path(data.draw(some.integers(0, size)), size, LARGE)
    tiles.root(size, LARGE)
    assert all((n * 256 + width) * 256**level <= size for level, n, width in LARGE.asked)


def test_a_tile_may_come_with_more_hashes_than_were_asked_for() -> None:
    whole = b"".join(SMALL.leaf_hashes[:256])
    path = tiles.inclusion_path(4, 10, lambda level, n, width: whole)
    assert path == tiles.inclusion_path(4, 10, SMALL)


def test_a_tile_that_lacks_hashes_is_named() -> None:
    with pytest.raises(ValueError, match="Tile 0 of level 0 should hold 10 hashes"):
        tiles.inclusion_path(4, 10, lambda level, n, width: bytes(9 * 32))


def test_nothing_is_read_where_there_is_nothing_to_prove() -> None:
    SMALL.asked.clear()
    assert tiles.root(0, SMALL) == EMPTY_ROOT
    assert tiles.inclusion_path(0, 1, SMALL) == []
    assert tiles.consistency_path(0, 300, SMALL) == []
    assert tiles.consistency_path(300, 300, SMALL) == []
    assert SMALL.asked == []


@pytest.mark.parametrize(("position", "size"), [(-1, 5), (5, 5), (0, 0)])
def test_a_line_that_is_not_there_has_no_proof(position: int, size: int) -> None:
    with pytest.raises(IndexError, match="no line at position"):
        tiles.inclusion_path(position, size, SMALL)


@pytest.mark.parametrize(("first", "size"), [(-1, 5), (6, 5), (-2, -1)])
def test_a_log_that_shrank_has_no_proof(first: int, size: int) -> None:
    with pytest.raises(ValueError, match="cannot have"):
        tiles.consistency_path(first, size, SMALL)


def test_a_log_of_fewer_than_no_lines_has_no_root() -> None:
    with pytest.raises(ValueError, match="fewer than no lines"):
        tiles.root(-1, SMALL)
