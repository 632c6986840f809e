"""Proofs as a stranger checks them: with the answers alone, and RFC 6962."""

from base64 import b64decode

import pytest

from domain.ledger.proofs import ProofRefused, verify_consistency, verify_inclusion
from domain.ledger.tree import leaf_hash
from tests.http.school_api import SchoolApi, no, pointers


@pytest.fixture
def size(jones: SchoolApi) -> int:
    """A log of seven lines."""
    incident = jones.report()
    for number in range(5):
        jones.note(incident, f"Note {number}")
    return jones.lines


def inclusion(api: SchoolApi, position: int, size: int) -> tuple[bytes, list[bytes], bytes]:
    told = api.read("/api/record/proof", position=position, size=size).json()
    assert (told["position"], told["size"]) == (position, size)
    return b64decode(told["leaf"]), [b64decode(step) for step in told["path"]], root_of(told)


def root_of(told: dict[str, str]) -> bytes:
    return b64decode(told["root"])


def test_every_line_of_every_size_is_proven(jones: SchoolApi, size: int) -> None:
    for upto in range(1, size + 1):
        for position in range(upto):
            leaf, path, root = inclusion(jones, position, upto)
            verify_inclusion(position, upto, leaf_hash(leaf), path, root)


def test_a_proof_proves_no_other_line(jones: SchoolApi, size: int) -> None:
    leaf, path, root = inclusion(jones, 2, size)
    with pytest.raises(ProofRefused):
        verify_inclusion(3, size, leaf_hash(leaf), path, root)


def test_the_timeline_names_the_hash_that_is_proven(jones: SchoolApi, khan: SchoolApi) -> None:
    incident = jones.report()
    jones.note(incident, "Seen by two others.")
    for item in khan.timeline(incident):
        leaf, path, root = inclusion(jones, item["position"], jones.lines)
        hashed = b64decode(item["leaf_hash"])
        assert hashed == leaf_hash(leaf)
        verify_inclusion(item["position"], jones.lines, hashed, path, root)


def test_every_log_is_proven_to_begin_with_every_earlier_one(jones: SchoolApi, size: int) -> None:
    roots = {upto: inclusion(jones, 0, upto)[2] for upto in range(1, size + 1)}
    for upto in roots:
        for first in range(1, upto + 1):
            told = jones.read("/api/record/consistency", first=first, size=upto).json()
            assert (told["first"], told["size"]) == (first, upto)
            path = [b64decode(step) for step in told["path"]]
            verify_consistency(first, upto, roots[first], roots[upto], path)


def test_what_the_log_does_not_have_is_not_proven(jones: SchoolApi, size: int) -> None:
    beyond = [(size, size), (0, size + 1), (5, 2), (0, 2**62 - 1)]
    for position, upto in beyond:
        no(jones.read("/api/record/proof", position=position, size=upto), 404, "no-such-line")
    for first, upto in [(2, 1), (0, size + 1), (size + 1, size + 1)]:
        no(jones.read("/api/record/consistency", first=first, size=upto), 404, "no-such-line")


@pytest.mark.parametrize("odd", ["-1", "one", str(2**62), str(2**64), "9" * 5000, "1e3", ""])
def test_a_number_that_cannot_be_is_named(jones: SchoolApi, odd: str) -> None:
    for page, name in (("proof", "position"), ("consistency", "first")):
        told = no(jones.read(f"/api/record/{page}", **{name: odd, "size": odd}), 422)
        assert pointers(told) == [f"query:{name}", "query:size"]
