"""What the tree keeps of a line: enough to prove it, nothing that tells of a person."""

import struct
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from hmac import HMAC

LEAF_SIZE = 59
TAG_SIZE = 16
TAG_KEY_SIZE = 32

_VERSION = 1
_LAYOUT = struct.Struct(">BBB16sQ32s")
_TAG_PURPOSE = b"daybook/tag/v1"
_LATEST = (1 << 64) - 1


class Kind(IntEnum):
    """The only thing a stranger learns about what a line says."""

    OPENED = 1
    EVENT = 2
    ANCHOR = 3
    ERASURE = 4
    COPY_RELEASED = 5
    READ = 6


KIND_OF: dict[str, Kind] = {
    "incident-reported": Kind.OPENED,
    "concerns-opened": Kind.OPENED,
    "anchored": Kind.ANCHOR,
    "case-disposed": Kind.ERASURE,
    "copy-released": Kind.COPY_RELEASED,
    "case-read": Kind.READ,
    "list-read": Kind.READ,
}

_KINDS = {kind.value: kind for kind in Kind}


class LeafRefused(ValueError):
    """These bytes are not a leaf of the record. The sentence says why."""


def kind_of(stored_name: str) -> Kind:
    """The kind of a line from its stored name, whatever the number: "anchored.1" is an anchor."""
    return KIND_OF.get(stored_name.partition(".")[0], Kind.EVENT)


@dataclass(frozen=True, slots=True)
class Leaf:
    kind: Kind
    tag: bytes
    recorded_at: int  # Milliseconds since 1970, UTC.
    body_hash: bytes

    def pack(self) -> bytes:
        if len(self.tag) != TAG_SIZE or len(self.body_hash) != 32:
            # Python's struct would quietly cut or fill them.
            raise LeafRefused("A leaf needs a tag of 16 bytes and a body hash of 32.")
        if not 0 <= self.recorded_at <= _LATEST:
            raise LeafRefused("A leaf cannot hold a time before 1970.")
        return _LAYOUT.pack(_VERSION, self.kind, 0, self.tag, self.recorded_at, self.body_hash)

    @classmethod
    def unpack(cls, data: bytes) -> "Leaf":
        if len(data) != LEAF_SIZE:
            raise LeafRefused(f"A leaf has {LEAF_SIZE} bytes, but this has {len(data)}.")
        version, number, flags, tag, recorded_at, body_hash = _LAYOUT.unpack(data)
        if version != _VERSION:
            raise LeafRefused(f"This leaf is of version {version}; only version 1 is known.")
        if flags:
            raise LeafRefused(f"This leaf has flags ({flags}); none has been given a meaning.")
        kind = _KINDS.get(number)
        if kind is None:
            raise LeafRefused(f"This leaf is of kind {number}, which does not exist.")
        return cls(kind, tag, recorded_at, body_hash)


def tag(tag_key: bytes, version: int) -> bytes:
    """The mark by which only the holder of a stream's tag key finds its line number `version`."""
    if len(tag_key) != TAG_KEY_SIZE:
        # HMAC would take a shorter key, even none, and cases could be linked by strangers.
        raise ValueError(f"A tag key has {TAG_KEY_SIZE} bytes, but this has {len(tag_key)}.")
    keyed = _keyed(tag_key).copy()
    keyed.update(_TAG_PURPOSE + version.to_bytes(8, "big"))
    return keyed.digest()[:TAG_SIZE]


@lru_cache(maxsize=1024)  # To key an HMAC takes longer than to use it, and a case has many lines.
def _keyed(tag_key: bytes) -> HMAC:
    return HMAC(tag_key, digestmod="sha256")
