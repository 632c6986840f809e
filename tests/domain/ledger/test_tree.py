"""One fingerprint for all lines, however it is reckoned."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from domain.ledger.tree import (
    EMPTY_ROOT,
    Accumulator,
    Frontier,
    leaf_hash,
    node_hash,
    tree_hash,
)
from tests.domain.ledger.published import published
from tests.domain.ledger.stored_log import lines

EIGHT = published("rfc6962/tree-8-leaves.json")
LEAVES = [leaf_hash(bytes.fromhex(leaf)) for leaf in EIGHT["leaf_inputs"]]
ROOTS = [bytes.fromhex(root) for root in EIGHT["root_hashes_size_1_to_8"]]

hashes = some.lists(some.binary(min_size=32, max_size=32), max_size=70)


def grown(leaf_hashes: list[bytes]) -> Frontier:
    frontier = Frontier()
    for each in leaf_hashes:
        frontier = frontier.add(each)
    return frontier


def counted(leaf_hashes: list[bytes]) -> Accumulator:
    accumulator = Accumulator()
    for each in leaf_hashes:
        accumulator.add(each)
    return accumulator


def test_the_root_of_no_lines_is_the_one_certificate_transparency_gives() -> None:
    assert EMPTY_ROOT.hex() == EIGHT["empty_root"]
    assert tree_hash([]) == Frontier().root() == Accumulator().root() == EMPTY_ROOT


@pytest.mark.parametrize("size", range(1, 9))
def test_the_roots_agree_with_certificate_transparency(size: int) -> None:
    leaves = LEAVES[:size]
    roots = {tree_hash(leaves), grown(leaves).root(), counted(leaves).root()}
    assert roots == {ROOTS[size - 1]}


def test_every_node_agrees_with_certificate_transparency() -> None:
    below = LEAVES
    for row in EIGHT["node_hashes_by_level"]:
        assert [node.hex() for node in below] == row
        below = [node_hash(*below[at : at + 2]) for at in range(0, len(below) - 1, 2)]


@given(hashes)
def test_the_quick_ways_agree_with_the_definition(leaf_hashes: list[bytes]) -> None:
    root = tree_hash(leaf_hashes)
    assert grown(leaf_hashes).root() == root
    assert counted(leaf_hashes).root() == root


@given(hashes)
def test_a_frontier_keeps_one_peak_for_each_bit_of_its_size(leaf_hashes: list[bytes]) -> None:
    frontier = grown(leaf_hashes)
    kept, begin = list[bytes](), 0
    for height in reversed(range(frontier.size.bit_length())):
        if frontier.size >> height & 1:
            kept.append(tree_hash(leaf_hashes[begin : begin + (1 << height)]))
            begin += 1 << height
    assert frontier.peaks == tuple(kept)


@given(hashes)
def test_a_stored_frontier_reads_back_the_same(leaf_hashes: list[bytes]) -> None:
    frontier = grown(leaf_hashes)
    assert Frontier.unpack(frontier.size, frontier.pack()) == frontier


@given(hashes, hashes)
def test_counting_may_go_on_from_where_a_frontier_stands(
    earlier: list[bytes], later: list[bytes]
) -> None:
    accumulator = Accumulator(grown(earlier))
    for each in later:
        accumulator.add(each)
    assert accumulator.frontier() == grown(earlier + later)


def test_adding_a_line_leaves_the_earlier_frontier_as_it_was() -> None:
    seven = grown(LEAVES[:7])
    assert seven.add(LEAVES[7]).root() == ROOTS[7]
    assert seven.root() == ROOTS[6]


@pytest.mark.parametrize(
    ("size", "length"), [(3, 32), (3, 65), (4, 64), (0, 32), (1, 0), (-1, 32)]
)
def test_a_frontier_of_the_wrong_length_is_refused(size: int, length: int) -> None:
    with pytest.raises(ValueError, match=r"^(The frontier of|A log cannot)"):
        Frontier.unpack(size, bytes(length))


def test_changing_dropping_or_moving_one_line_changes_the_root() -> None:
    told = lines(13)
    roots = {tree_hash(told)}
    for position in range(13):
        roots.add(tree_hash([*told[:position], leaf_hash(b"forged"), *told[position + 1 :]]))
        roots.add(tree_hash(told[:position] + told[position + 1 :]))
    for position in range(12):
        swapped = told[:position] + told[position : position + 2][::-1] + told[position + 2 :]
        roots.add(tree_hash(swapped))
    assert len(roots) == 1 + 13 + 13 + 12


def test_two_lines_joined_cannot_pass_for_one() -> None:
    left, right = lines(2)
    assert leaf_hash(left + right) != node_hash(left, right)
