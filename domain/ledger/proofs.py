"""Checking, without the log itself, that a line is in it and that it has only ever grown.

The algorithms of RFC 9162, sections 2.1.3.2 and 2.1.4.2; proofs of RFC 6962 are the same.
"""

from collections.abc import Sequence

from domain.ledger.tree import EMPTY_ROOT, HASH_SIZE, node_hash


class ProofRefused(Exception):
    """The proof does not show what it claims to show. The sentence says why."""


def verify_inclusion(
    position: int, size: int, leaf_hash: bytes, path: Sequence[bytes], root: bytes
) -> None:
    """Refuse unless the line with this hash is at this position of the log with this root."""
    if not 0 <= position < size:
        raise ProofRefused(f"A log of {size} lines has no line at position {position}.")
    _only_hashes([leaf_hash, *path])
    node, last, reached = position, size - 1, leaf_hash
    for sibling in path:
        _still_below_the_root(last)
        if node & 1 or node == last:
            reached = node_hash(sibling, reached)
            node, last = _past_missing_siblings(node, last)
        else:
            reached = node_hash(reached, sibling)
        node, last = node >> 1, last >> 1
    _at_the_root(last)
    if reached != root:
        raise ProofRefused("The proof leads to another root: this line is not in this log.")


def verify_consistency(
    first: int, size: int, first_root: bytes, root: bytes, path: Sequence[bytes]
) -> None:
    """Refuse unless the log with `root` begins with all lines of the log with `first_root`."""
    if not 0 <= first <= size:
        raise ProofRefused(f"A log of {size} lines cannot have grown out of one of {first}.")
    if first == size:
        _same_log(size, first_root, root, path)
    elif first == 0:
        raise ProofRefused("Every log begins with the empty one, so there is nothing to prove.")
    else:
        _grown(first, size, first_root, root, path)


def _same_log(size: int, first_root: bytes, root: bytes, path: Sequence[bytes]) -> None:
    if path:
        raise ProofRefused("The two logs are equally long, so the proof must be empty.")
    if first_root != root:
        raise ProofRefused("Two logs of the same length have different roots: one was altered.")
    if size == 0 and root != EMPTY_ROOT:
        raise ProofRefused("A log without lines has been given a root that it cannot have.")


def _grown(first: int, size: int, first_root: bytes, root: bytes, path: Sequence[bytes]) -> None:
    if not path:
        raise ProofRefused("The log has grown, so the proof cannot be empty.")
    _only_hashes(path)
    if first & (first - 1) == 0:  # A power of two is one complete subtree: the root begins.
        path = [first_root, *path]
    node, last = first - 1, size - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    older = newer = path[0]
    for sibling in path[1:]:
        _still_below_the_root(last)
        if node & 1 or node == last:
            older, newer = node_hash(sibling, older), node_hash(sibling, newer)
            node, last = _past_missing_siblings(node, last)
        else:
            newer = node_hash(newer, sibling)
        node, last = node >> 1, last >> 1
    _at_the_root(last)
    if older != first_root:
        raise ProofRefused("The proof does not lead to the earlier root: lines were altered.")
    if newer != root:
        raise ProofRefused("The proof does not lead to the later root: lines were altered.")


def _past_missing_siblings(node: int, last: int) -> tuple[int, int]:
    """The last node of a row may have no sibling; then it stands for its parent as it is."""
    while node and not node & 1:
        node, last = node >> 1, last >> 1
    return node, last


def _only_hashes(path: Sequence[bytes]) -> None:
    if any(len(each) != HASH_SIZE for each in path):
        raise ProofRefused(f"A proof consists of hashes of {HASH_SIZE} bytes and nothing else.")


def _still_below_the_root(last: int) -> None:
    if last == 0:
        raise ProofRefused("The proof is longer than a log of this size can need.")


def _at_the_root(last: int) -> None:
    if last:
        raise ProofRefused("The proof is shorter than a log of this size needs.")
