"""Check a school's record from its first line to its last, and name the first that is wrong.

Nothing is believed that can be recomputed: every body against its leaf, every disclosure against
its body, every tag, every run of versions, every leaf against the tiles, and the root of them all.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Protocol
from uuid import UUID

from application.expected_bytes import body_committing_to, head_of, tells_its_name
from application.ports import KeyRefused
from application.record import LineRefused, RecordMapper, SealedLine, read_disclosures
from domain.ledger.bodies import Body, BodyRefused, tag_key_hash
from domain.ledger.disclosures import digest
from domain.ledger.leaves import LEAF_SIZE, Leaf, LeafRefused, kind_of, tag
from domain.ledger.tree import Accumulator, Frontier, leaf_hash, tree_hash

TILE = 256
LEVELS = 8  # Enough for every line that a position can number.

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Head:
    """What the school's log says of itself."""

    size: int
    last_ms: int
    frontier: bytes
    clock: str
    origin: str


class LogReader(Protocol):
    """A school's log as it lies in the database, at one moment."""

    def head(self) -> Head: ...

    def lines(self) -> Iterator[SealedLine]:
        """Every line in order of position, with the keys of its stream."""

    def tiles(self, level: int) -> Iterator[tuple[int, bytes]]:
        """The stored tiles of a level in order: n and hashes."""

    def stray_keys(self) -> list[UUID]:
        """Streams that have a key but no line."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """`position` and `what` name the first line that is wrong; both None when all is well."""

    ok: bool
    school: UUID
    lines: int
    root: bytes
    position: int | None = None
    what: str | None = None


class Wrong(Exception):
    def __init__(self, position: int | None, what: str) -> None:
        self.position = position
        self.what = what


@dataclass
class Verification:
    """One pass over the log. Memory grows by one entry a case, never by line."""

    school: UUID
    log: LogReader
    mapper: RecordMapper
    progress: Progress = lambda done, of: None
    disclosures: bool = True
    tree: Accumulator = field(default_factory=Accumulator)
    versions: dict[UUID, int] = field(default_factory=dict)
    erased: dict[UUID, int] = field(default_factory=dict)  # stream -> its first unreadable line
    unread: Counter[UUID] = field(default_factory=Counter)  # stream -> how many such lines
    certified: dict[UUID, int] = field(default_factory=dict)  # stream -> lines, by certificate
    head: Head | None = None
    tile: list[bytes] = field(default_factory=list)
    stored_tile: tuple[int, bytes] | None = None
    last_ms: int = 0
    position: int = 0

    def run(self) -> Verdict:
        try:
            self.check()
        except Wrong as wrong:
            return self.verdict(wrong.position, wrong.what)
        return self.verdict()

    def verdict(self, position: int | None = None, what: str | None = None) -> Verdict:
        root = self.tree.root()
        return Verdict(what is None, self.school, self.position, root, position, what)

    def check(self) -> None:
        try:
            head = self.head = self.log.head()
        except LookupError:
            raise Wrong(None, "The head of the log is missing.") from None
        full_tiles = self.log.tiles(0)
        for line in self.log.lines():
            if not self.tile:
                self.stored_tile = next(full_tiles, None)
            self.check_line(line)
            if len(self.tile) == TILE:
                self.check_tile()
            self.position += 1
            if self.position % 5000 == 0:
                self.progress(self.position, head.size)
        self.check_end(head, self.stored_tile if self.tile else next(full_tiles, None))

    # One line

    def check_line(self, line: SealedLine) -> None:
        hashed = leaf_hash(line.leaf)
        if not (self.is_in_its_tile(hashed) and self.is_sound(line)):
            self.find_fault(line, hashed)
        self.tree.add(hashed)
        self.tile.append(hashed)

    def is_sound(self, line: SealedLine) -> bool:
        """Whether the line is, byte for byte, what it should be: and fast to tell.

        False only means that a closer look is needed, as for the school's own stream.
        """
        stream, version = line.originator_id, line.originator_version
        keys, leaf = line.keys, line.leaf
        ms = int.from_bytes(leaf[19:27], "big")
        if (
            not self.disclosures
            or keys is None
            or stream == self.school
            or line.position != self.position
            or version != self.versions.get(stream, 0) + 1  # type: ignore[arg-type]
            or len(leaf) != LEAF_SIZE
            or leaf[:19] != head_of(line.topic) + tag(keys.tag_key, version)
            or ms < self.last_ms
            or (version == 1 and not self.keys_are_its_own(line))
        ):
            return False
        try:
            disclosed = self.mapper.disclosures(line)
        except LineRefused:
            return False
        if disclosed is None or not tells_its_name(disclosed, line.topic):
            return False
        if line.state != body_committing_to(disclosed, self.school, line, keys):
            return False
        self.versions[stream] = version  # type: ignore[index]
        self.last_ms = ms
        return True

    def keys_are_its_own(self, line: SealedLine) -> bool:
        """Whether each data key that is kept for the case opens: looked at with its first line."""
        assert isinstance(line.originator_id, UUID)
        try:
            for number, wrapped in line.keys.wrapped if line.keys else ():
                self.mapper.unwrap(line.originator_id, number, wrapped)
        except KeyRefused:
            return False
        return True

    def find_fault(self, line: SealedLine, hashed: bytes) -> None:
        """Raises Wrong with the first fault of the line, if there is one."""
        if line.position != self.position:
            raise Wrong(self.position, "The line is missing from the record.")
        try:
            leaf = Leaf.unpack(line.leaf)
            body = Body.unpack(line.state)
        except (LeafRefused, BodyRefused) as refused:
            raise Wrong(self.position, str(refused)) from None
        # First of all, so that a line that was moved is named itself, not the one it pushed.
        if not self.is_in_its_tile(hashed):
            raise Wrong(self.position, "The line is not the one that the log's tile commits to.")
        self.check_leaf(line, leaf)
        self.check_body(line, body)
        self.check_tag(line, leaf, body)
        if self.disclosures:
            self.check_disclosures(line, body)

    def is_in_its_tile(self, hashed: bytes) -> bool:
        n, at = divmod(self.position, TILE)
        if self.stored_tile is None or self.stored_tile[0] != n:
            return True  # The tail since the last full tile: the head of the log commits to it.
        return self.stored_tile[1][at * 32 : at * 32 + 32] == hashed

    def check_leaf(self, line: SealedLine, leaf: Leaf) -> None:
        if sha256(line.state).digest() != leaf.body_hash:
            raise Wrong(self.position, "The body is not the one that the leaf commits to.")
        if leaf.kind is not kind_of(line.topic):
            raise Wrong(self.position, "The leaf is of another kind than the line's name.")
        if leaf.recorded_at < self.last_ms:
            raise Wrong(self.position, "The line is dated before the one that it follows.")
        self.last_ms = leaf.recorded_at

    def check_body(self, line: SealedLine, body: Body) -> None:
        stream = line.originator_id
        assert isinstance(stream, UUID)
        if (body.school, body.stream, body.version) != (
            self.school,
            stream,
            line.originator_version,
        ):
            raise Wrong(self.position, "The body belongs to another place in the record.")
        expected = self.versions.get(stream, 0) + 1
        if body.version != expected:
            raise Wrong(
                self.position,
                f"The line says that it is number {body.version} of its case; "
                f"number {expected} comes next.",
            )
        self.versions[stream] = body.version

    def check_tag(self, line: SealedLine, leaf: Leaf, body: Body) -> None:
        if line.keys is None:
            raise Wrong(self.position, "The tag key of the line's case is missing.")
        if body.version == 1 and not self.keys_are_its_own(line):
            raise Wrong(self.position, "The key of the line's case is not its own.")
        if body.version == 1 and tag_key_hash(line.keys.tag_key) != body.tag_key_hash:
            raise Wrong(self.position, "The tag key is not the one that the first line names.")
        if tag(line.keys.tag_key, body.version) != leaf.tag:
            raise Wrong(self.position, "The tag does not belong to this line of its case.")

    def check_disclosures(self, line: SealedLine, body: Body) -> None:
        try:
            joined = self.mapper.disclosures(line)
        except LineRefused as refused:
            raise Wrong(self.position, str(refused)) from None
        if joined is None:
            assert isinstance(line.originator_id, UUID)
            self.erased.setdefault(line.originator_id, self.position)
            self.unread[line.originator_id] += 1
            return
        digests = sorted(map(digest, joined.decode("ascii").split("\n")))
        if tuple(digests) != body.digests:
            raise Wrong(self.position, "What the line tells is not what its body commits to.")
        try:
            self.check_told(line, read_disclosures(joined))
        except (ValueError, KeyError):
            raise Wrong(self.position, "What the line tells cannot be read.") from None

    def check_told(self, line: SealedLine, members: dict[bytes, bytes]) -> None:
        if members.get(b"name") != b'"%b"' % line.topic.encode():
            raise Wrong(self.position, "The line is stored under another name than it bears.")
        if line.originator_id != self.school:
            return
        match line.topic.partition(".")[0]:
            case "school-opened":
                self.check_opening(members)
            case "case-disposed":
                self.check_certificate(UUID(json.loads(members[b"stream"])), members)

    def check_opening(self, members: dict[bytes, bytes]) -> None:
        assert self.head is not None
        for name, kept in (("clock", self.head.clock), ("origin", self.head.origin)):
            if json.loads(members[name.encode()]) != kept:
                raise Wrong(
                    self.position, f"The head of the log names another {name} than the first line."
                )

    def check_certificate(self, stream: UUID, members: dict[bytes, bytes]) -> None:
        """A disposal is believed only of a case that can not be read, and of all its lines.

        The same holds of the stream that told who opened it.
        """
        self.certify(stream, json.loads(members[b"lines"]))
        access = json.loads(members.get(b"access_stream", b"null"))
        if access is not None:
            self.certify(UUID(access), json.loads(members[b"reads"]))

    def certify(self, stream: UUID, lines: int) -> None:
        if stream not in self.erased:
            raise Wrong(self.position, "The certificate names a case whose keys are still there.")
        if lines != self.versions[stream]:
            raise Wrong(self.position, "The certificate counts other lines than the case has.")
        self.certified[stream] = lines

    # The log as a whole

    def check_tile(self) -> None:
        n, hashes = self.stored_tile or (None, b"")
        first = self.position + 1 - TILE
        if n != first // TILE:
            raise Wrong(first, f"The tile over lines {first} to {self.position} is missing.")
        if len(hashes) != TILE * 32:
            raise Wrong(first, f"The tile over lines {first} to {self.position} is too long.")
        self.tile.clear()

    def check_end(self, head: Head, stray_tile: tuple[int, bytes] | None) -> None:
        if self.position != head.size:
            raise Wrong(
                max(0, min(self.position, head.size)),
                f"The log has {self.position} lines, but its head says {head.size}.",
            )
        if stray_tile is not None:
            raise Wrong(None, "There is a tile for lines that the log does not have.")
        self.check_frontier(head)
        self.check_upper_tiles()
        for stream, position in self.erased.items():
            self.check_disposal(stream, position)
        if strays := self.log.stray_keys():
            raise Wrong(None, f"There is a key for the case {strays[0]}, which has no line.")

    def check_disposal(self, stream: UUID, first_unread: int) -> None:
        """Lines that cannot be unsealed need a certificate, and it must be true to the end."""
        if stream not in self.certified:
            raise Wrong(
                first_unread,
                "The line cannot be unsealed, and no certificate says that its case "
                "was disposed of.",
            )
        if not self.certified[stream] == self.unread[stream] == self.versions[stream]:
            raise Wrong(
                first_unread,
                "The line's case was disposed of, but since then it has been added to, or made "
                "readable again.",
            )

    def check_frontier(self, head: Head) -> None:
        """Tell where the tail since the last tile differs, as closely as the frontier can."""
        if self.last_ms != head.last_ms:
            raise Wrong(head.size - 1, "The head of the log gives another time for its last line.")
        try:
            frontier = Frontier.unpack(head.size, head.frontier)
        except ValueError as refused:
            raise Wrong(None, str(refused)) from None
        if frontier.root() == self.tree.root():
            return
        start, peaks = 0, iter(frontier.peaks)
        for bit in reversed(range(head.size.bit_length())):
            if not head.size >> bit & 1:
                continue
            peak, first_of_tail = next(peaks), head.size - len(self.tile)
            if start >= first_of_tail:
                there = self.tile[start - first_of_tail :][: 1 << bit]
                if tree_hash(there) != peak:
                    raise Wrong(start, name_range(start, start + (1 << bit) - 1))
            start += 1 << bit
        raise Wrong(0, "The head of the log commits to other lines than the tiles do.")

    def check_upper_tiles(self) -> None:
        """Every tile above level 0 is made of the roots of the full tiles below it."""
        for level in range(1, LEVELS):
            roots = b"".join(
                tree_hash(split(hashes))
                for _, hashes in self.log.tiles(level - 1)
                if len(hashes) == TILE * 32
            )
            starts = range(0, len(roots), TILE * 32)
            expected = [(n, roots[at : at + TILE * 32]) for n, at in enumerate(starts)]
            if list(self.log.tiles(level)) != expected:
                raise Wrong(None, f"The tiles of level {level} do not follow from those below.")


def split(hashes: bytes) -> Sequence[bytes]:
    return [hashes[at : at + 32] for at in range(0, len(hashes), 32)]


def name_range(first: int, last: int) -> str:
    if first == last:
        return "The line is not the one that the head of the log commits to."
    return (
        f"One of the lines {first} to {last} is not the one that the head of the log commits to."
    )
