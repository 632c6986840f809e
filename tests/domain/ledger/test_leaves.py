"""The 59 bytes that the tree keeps of a line."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as some

from domain.ledger.leaves import KIND_OF, LEAF_SIZE, Kind, Leaf, LeafRefused, kind_of, tag

MONDAY_NINE = 1_788_768_000_000  # 7 September 2026, nine o'clock in London.
TAG_KEY = bytes(range(32))
REPORTED = Leaf(Kind.OPENED, tag(TAG_KEY, 1), MONDAY_NINE, sha256(b"a body").digest())

leaves = some.builds(
    Leaf,
    some.sampled_from(Kind),
    some.binary(min_size=16, max_size=16),
    some.integers(0, 2**64 - 1),
    some.binary(min_size=32, max_size=32),
)


def with_byte(at: int, value: int) -> bytes:
    packed = REPORTED.pack()
    return packed[:at] + bytes([value]) + packed[at + 1 :]


def test_a_leaf_is_written_as_the_format_says() -> None:
    # Tag and body hash were reckoned with OpenSSL.
    assert REPORTED.pack().hex() == (
        "01"  # version
        "01"  # kind: opened
        "00"  # flags
        "f7e5a01d28b2cde2a73bd4d8006ad682"  # tag
        "000001a07ae19800"  # recorded at
        "771824de42287642fa0fbe0b568b80cc3290e29b7d3cd6efbc7b1b8eb1037b04"  # body hash
    )


@given(leaves)
def test_a_leaf_reads_back_the_same(leaf: Leaf) -> None:
    assert len(leaf.pack()) == LEAF_SIZE
    assert Leaf.unpack(leaf.pack()) == leaf


@given(some.binary(min_size=LEAF_SIZE, max_size=LEAF_SIZE) | leaves.map(Leaf.pack))
def test_only_what_would_be_written_is_read(data: bytes) -> None:
    try:
        leaf = Leaf.unpack(data)
    except LeafRefused:
        return
    assert leaf.pack() == data


@pytest.mark.parametrize("data", [b"", REPORTED.pack()[:-1], REPORTED.pack() + b"\x00"])
def test_a_leaf_of_another_length_is_refused(data: bytes) -> None:
    with pytest.raises(LeafRefused, match="has 59 bytes"):
        Leaf.unpack(data)


@pytest.mark.parametrize("version", [0, 2, 255])
def test_a_leaf_of_another_version_is_refused(version: int) -> None:
    with pytest.raises(LeafRefused, match=f"of version {version}"):
        Leaf.unpack(with_byte(0, version))


@pytest.mark.parametrize("kind", [0, 7, 255])
def test_a_leaf_of_no_known_kind_is_refused(kind: int) -> None:
    with pytest.raises(LeafRefused, match=f"of kind {kind},"):
        Leaf.unpack(with_byte(1, kind))


@pytest.mark.parametrize("flags", [1, 128, 255])
def test_a_leaf_with_flags_is_refused(flags: int) -> None:
    with pytest.raises(LeafRefused, match="has flags"):
        Leaf.unpack(with_byte(2, flags))


@pytest.mark.parametrize(
    "leaf",
    [
        Leaf(Kind.EVENT, b"short", MONDAY_NINE, bytes(32)),
        Leaf(Kind.EVENT, bytes(17), MONDAY_NINE, bytes(32)),
        Leaf(Kind.EVENT, bytes(16), MONDAY_NINE, bytes(31)),
        Leaf(Kind.EVENT, bytes(16), MONDAY_NINE, bytes(33)),
        Leaf(Kind.EVENT, bytes(16), -1, bytes(32)),
        Leaf(Kind.EVENT, bytes(16), 2**64, bytes(32)),
    ],
)
def test_nothing_is_cut_or_filled_to_fit_a_leaf(leaf: Leaf) -> None:
    with pytest.raises(LeafRefused, match=r"A leaf (needs|cannot)"):
        leaf.pack()


@pytest.mark.parametrize(
    ("stored_name", "kind"),
    [
        ("incident-reported.1", Kind.OPENED),
        ("concerns-opened.1", Kind.OPENED),
        ("school-opened.2", Kind.EVENT),
        ("anchored.1", Kind.ANCHOR),
        ("case-disposed.1", Kind.ERASURE),
        ("copy-released.12", Kind.COPY_RELEASED),
        ("case-read.1", Kind.READ),
        ("note-added.1", Kind.EVENT),
        ("a-name-of-next-year.1", Kind.EVENT),
    ],
)
def test_the_kind_of_a_line_follows_from_its_name(stored_name: str, kind: Kind) -> None:
    assert kind_of(stored_name) is kind


def test_the_numbers_of_the_kinds_are_permanent() -> None:
    assert {kind.name: kind.value for kind in Kind} == {
        "OPENED": 1,
        "EVENT": 2,
        "ANCHOR": 3,
        "ERASURE": 4,
        "COPY_RELEASED": 5,
        "READ": 6,
    }
    assert not any("." in name for name in KIND_OF)


def test_tags_of_two_lines_or_two_cases_have_nothing_in_common() -> None:
    other_key = bytes(32)
    tags = {tag(key, version) for key in (TAG_KEY, other_key) for version in range(1, 51)}
    assert len(tags) == 100
    assert {len(each) for each in tags} == {16}


@pytest.mark.parametrize("length", [0, 31, 33])
def test_a_tag_key_of_another_length_is_refused(length: int) -> None:
    with pytest.raises(ValueError, match="A tag key has 32 bytes"):
        tag(bytes(length), 1)
