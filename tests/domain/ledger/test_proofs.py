"""Proofs that others published, and what must not pass for one."""

from typing import Any

import pytest

from domain.ledger.proofs import ProofRefused, verify_consistency, verify_inclusion
from domain.ledger.tree import EMPTY_ROOT, leaf_hash, node_hash, tree_hash
from tests.domain.ledger.published import published, unbase64
from tests.domain.ledger.stored_log import lines

PUBLISHED: dict[str, Any] = published("rfc6962/inclusion-consistency.json")
INCLUSION = {name: row for name, row in PUBLISHED.items() if name.startswith("inclusion/")}
CONSISTENCY = {name: row for name, row in PUBLISHED.items() if name.startswith("consistency/")}


def passes(name: str) -> bool:
    row = PUBLISHED[name]
    path = [unbase64(each) for each in row["proof"] or ()]
    try:
        if name in INCLUSION:
            leaf, root = unbase64(row["leafHash"]), unbase64(row["root"])
            verify_inclusion(row["leafIdx"], row["treeSize"], leaf, path, root)
        else:
            first, root = unbase64(row["root1"]), unbase64(row["root2"])
            verify_consistency(row["size1"], row["size2"], first, root, path)
    except ProofRefused:
        return False
    return True


def test_all_published_proofs_are_here() -> None:
    assert len(INCLUSION) + len(CONSISTENCY) == len(PUBLISHED) == 196
    good = [name for name, row in PUBLISHED.items() if not row["wantErr"]]
    assert {name.split("/")[0] for name in good} == {"inclusion", "consistency"}


@pytest.mark.parametrize("name", INCLUSION)
def test_an_inclusion_proof_comes_out_as_published(name: str) -> None:
    assert passes(name) is not INCLUSION[name]["wantErr"]


@pytest.mark.parametrize("name", CONSISTENCY)
def test_a_consistency_proof_comes_out_as_published(name: str) -> None:
    assert passes(name) is not CONSISTENCY[name]["wantErr"]


def test_the_only_line_of_a_log_proves_itself() -> None:
    (only,) = lines(1)
    verify_inclusion(0, 1, only, [], only)


@pytest.mark.parametrize("position", [-1, -2, 2, 1 << 70])
def test_a_position_outside_the_log_is_refused(position: int) -> None:
    left, right = lines(2)
    with pytest.raises(ProofRefused, match="no line at position"):
        verify_inclusion(position, 2, left, [right], node_hash(left, right))


def test_a_line_cannot_be_proven_at_its_neighbours_position() -> None:
    left, right = lines(2)
    with pytest.raises(ProofRefused, match="another root"):
        verify_inclusion(1, 2, left, [right], node_hash(left, right))


def test_hashes_cut_at_another_place_are_refused() -> None:
    left, right = lines(2)
    with pytest.raises(ProofRefused, match="32 bytes"):
        verify_inclusion(0, 2, left + right[:1], [right[1:]], node_hash(left, right))


def test_a_log_cannot_have_shrunk() -> None:
    told = lines(3)
    with pytest.raises(ProofRefused, match="cannot have grown"):
        verify_consistency(3, 2, tree_hash(told), tree_hash(told[:2]), [told[2]])


def test_a_negative_length_is_refused() -> None:
    with pytest.raises(ProofRefused, match="cannot have grown"):
        verify_consistency(-1, 2, EMPTY_ROOT, EMPTY_ROOT, [])


def test_the_empty_log_agrees_with_itself_and_with_nothing_else() -> None:
    verify_consistency(0, 0, EMPTY_ROOT, EMPTY_ROOT, [])
    with pytest.raises(ProofRefused, match="cannot have"):
        verify_consistency(0, 0, leaf_hash(b""), leaf_hash(b""), [])


def test_that_a_log_began_empty_needs_no_proof_and_none_is_taken() -> None:
    (only,) = lines(1)
    with pytest.raises(ProofRefused, match="nothing to prove"):
        verify_consistency(0, 1, EMPTY_ROOT, only, [])


def test_a_rewritten_first_line_cannot_pass_for_growth() -> None:
    told = lines(4)
    forged = [leaf_hash(b"forged"), *told[1:]]
    later = node_hash(forged[2], forged[3])
    with pytest.raises(ProofRefused, match="later root"):
        verify_consistency(2, 4, tree_hash(told[:2]), tree_hash(forged), [later])


@pytest.mark.parametrize(
    ("path", "why"),
    [([], "cannot be empty"), (lines(1), "shorter"), (lines(5), "longer"), ([b""], "32 bytes")],
)
def test_a_consistency_proof_of_the_wrong_length_is_refused(path: list[bytes], why: str) -> None:
    told = lines(6)
    with pytest.raises(ProofRefused, match=why):
        verify_consistency(3, 6, tree_hash(told[:3]), tree_hash(told), path)
