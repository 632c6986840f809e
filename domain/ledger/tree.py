"""One fingerprint for every line of a school's record and for their order.

A Merkle tree (RFC 6962, section 2.1): change, drop or move a single line and the root no longer
matches the one that was handed out earlier.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

HASH_SIZE = 32
EMPTY_ROOT = sha256(b"").digest()


def leaf_hash(leaf: bytes) -> bytes:
    return sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


def tree_hash(leaf_hashes: Sequence[bytes]) -> bytes:
    """The root as the standard defines it; the faster ways below must always agree with it."""
    match len(leaf_hashes):
        case 0:
            return EMPTY_ROOT
        case 1:
            return leaf_hashes[0]
        case size:
            split = largest_power_of_two_below(size)
            return node_hash(tree_hash(leaf_hashes[:split]), tree_hash(leaf_hashes[split:]))


def largest_power_of_two_below(size: int) -> int:
    return 1 << (size - 1).bit_length() - 1


@dataclass(frozen=True, slots=True)
class Frontier:
    """All that must be kept of a log in order to add its next line.

    The peaks are the roots of its complete subtrees, largest first: one for each bit that is set
    in the size.
    """

    size: int = 0
    peaks: tuple[bytes, ...] = ()

    def add(self, leaf_hash: bytes) -> "Frontier":
        peaks = list(self.peaks)
        _add(peaks, self.size, leaf_hash)
        return Frontier(self.size + 1, tuple(peaks))

    def root(self) -> bytes:
        return _root(self.peaks)

    def pack(self) -> bytes:
        return b"".join(self.peaks)

    @classmethod
    def unpack(cls, size: int, data: bytes) -> "Frontier":
        if size < 0:
            raise ValueError("A log cannot have fewer than no lines.")
        wanted = size.bit_count() * HASH_SIZE
        if len(data) != wanted:
            raise ValueError(
                f"The frontier of {size} lines has {wanted} bytes, but there are {len(data)}."
            )
        return cls(size, tuple(data[at : at + HASH_SIZE] for at in range(0, wanted, HASH_SIZE)))


class Accumulator:
    """The root of millions of lines, one after the other, in almost no memory."""

    __slots__ = ("_peaks", "size")

    def __init__(self, frontier: Frontier | None = None) -> None:
        frontier = frontier or Frontier()
        self.size = frontier.size
        self._peaks = list(frontier.peaks)

    def add(self, leaf_hash: bytes) -> None:
        _add(self._peaks, self.size, leaf_hash)
        self.size += 1

    def root(self) -> bytes:
        return _root(self._peaks)

    def frontier(self) -> Frontier:
        return Frontier(self.size, tuple(self._peaks))


def _add(peaks: list[bytes], size: int, peak: bytes) -> None:
    while size & 1:
        peak = sha256(b"\x01" + peaks.pop() + peak).digest()
        size >>= 1
    peaks.append(peak)


def _root(peaks: Sequence[bytes]) -> bytes:
    if not peaks:
        return EMPTY_ROOT
    root = peaks[-1]
    for peak in reversed(peaks[:-1]):
        root = node_hash(peak, root)
    return root
