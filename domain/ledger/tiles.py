"""Proofs about a long log from a handful of small reads.

The log's tree is kept in tiles (C2SP tlog-tiles, height 8). Tile `n` of level 0 holds the leaf
hashes of 256 lines; a hash of level L is the root of a complete subtree of 256**L lines.
"""

from typing import Protocol

from domain.ledger.tree import (
    EMPTY_ROOT,
    HASH_SIZE,
    largest_power_of_two_below,
    node_hash,
    tree_hash,
)

HEIGHT = 8
WIDTH = 1 << HEIGHT


class Tiles(Protocol):
    """Where tiles are read from: at least the first `width` hashes of a tile, in one piece."""

    def __call__(self, level: int, n: int, width: int, /) -> bytes: ...


def root(size: int, tiles: Tiles) -> bytes:
    return Log(size, tiles).root()


def inclusion_path(position: int, size: int, tiles: Tiles) -> list[bytes]:
    """The hashes that lead from one line to the root of the first `size` lines."""
    return Log(size, tiles).inclusion_path(position)


def consistency_path(first: int, size: int, tiles: Tiles) -> list[bytes]:
    """The hashes that show how the log of `first` lines became the log of `size` lines.

    Empty when nothing was added or when there was nothing to begin with.
    """
    return Log(size, tiles).consistency_path(first)


class Log:
    """The first `size` lines of a log. Reads each tile once at most, however much is asked."""

    def __init__(self, size: int, tiles: Tiles) -> None:
        if size < 0:
            raise ValueError("A log cannot have fewer than no lines.")
        self.size = size
        self._tiles = tiles
        self._read: dict[tuple[int, int], bytes] = {}
        self._known: dict[tuple[int, int], bytes] = {}

    def root(self) -> bytes:
        return self._hash(0, self.size) if self.size else EMPTY_ROOT

    def inclusion_path(self, position: int) -> list[bytes]:
        if not 0 <= position < self.size:
            raise IndexError(f"A log of {self.size} lines has no line at position {position}.")
        start, end, path = 0, self.size, list[bytes]()
        while end - start > 1:
            split = start + largest_power_of_two_below(end - start)
            if position < split:
                path.append(self._hash(split, end))
                end = split
            else:
                path.append(self._hash(start, split))
                start = split
        return path[::-1]

    def consistency_path(self, first: int) -> list[bytes]:
        if not 0 <= first <= self.size:
            raise ValueError(
                f"A log of {self.size} lines cannot have grown out of one of {first}."
            )
        if first in (0, self.size):
            return []
        start, end, path = 0, self.size, list[bytes]()
        while first != end:
            split = start + largest_power_of_two_below(end - start)
            if first <= split:
                path.append(self._hash(split, end))
                end = split
            else:
                path.append(self._hash(start, split))
                start = split
        if start:  # Otherwise this is the earlier root itself, which the verifier has.
            path.append(self._hash(start, end))
        return path[::-1]

    def _hash(self, start: int, end: int) -> bytes:
        """The root of the subtree over these lines, one that occurs in the tree."""
        if (start, end) not in self._known:
            self._known[start, end] = self._reckon(start, end)
        return self._known[start, end]

    def _reckon(self, start: int, end: int) -> bytes:
        lines = end - start
        if lines & (lines - 1) == 0:
            return self._complete(start, lines.bit_length() - 1)
        split = start + largest_power_of_two_below(lines)
        return node_hash(self._hash(start, split), self._hash(split, end))

    def _complete(self, start: int, height: int) -> bytes:
        level, above = divmod(height, HEIGHT)
        n, at = divmod(start >> level * HEIGHT, WIDTH)
        tile = self._tile(level, n)
        hashes = range(at * HASH_SIZE, (at + (1 << above)) * HASH_SIZE, HASH_SIZE)
        return tree_hash([tile[each : each + HASH_SIZE] for each in hashes])

    def _tile(self, level: int, n: int) -> bytes:
        if (level, n) not in self._read:
            self._read[level, n] = self._fetch(level, n)
        return self._read[level, n]

    def _fetch(self, level: int, n: int) -> bytes:
        width = min(WIDTH, (self.size >> level * HEIGHT) - n * WIDTH)
        tile = self._tiles(level, n, width)
        if len(tile) < width * HASH_SIZE:
            raise ValueError(
                f"Tile {n} of level {level} should hold {width} hashes, "
                f"but has only {len(tile)} bytes."
            )
        return tile
