"""What docs/record.md promises an auditor: its example can be checked from the page alone.

The verifier below was written from that page. It imports nothing of ours; only the last tests
do, to show that our own code writes and reads the same bytes.
"""

import hmac
import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from application import record
from application.ports import StreamKeys
from application.verification import Head, Verification
from domain.ledger import bodies, disclosures, leaves, seal, tree
from interfaces.keys.folder import KeyFolder

PAGE = (Path(__file__).parent.parent / "docs" / "record.md").read_text(encoding="utf-8")
BLOCKS: dict[str, str] = dict(re.findall(r"^```\w+ (\S+)\n(.*?)\n```$", PAGE, re.M | re.S))
HEX = {
    name: bytes.fromhex(text)
    for name, text in re.findall(r"^```hex (\S+)\n(.*?)\n```$", PAGE, re.M | re.S)
}


def settings(block: str) -> dict[str, str]:
    return dict(re.findall(r"^(.+?) += (.*)$", BLOCKS[block], re.M))


GIVEN, HEAD = settings("given"), settings("head")
SCHOOL = UUID(GIVEN["school"]).bytes
SCHOOL_KEY = bytes.fromhex(GIVEN["school key"])
BOTH = pytest.mark.parametrize("n", [0, 1])


@dataclass(frozen=True)
class Row:
    """A line as the database keeps it, with what the key tables keep of its stream."""

    position: int
    stream: bytes
    version: int
    name: str
    body: bytes
    sealed: bytes
    leaf: bytes
    tag_key: bytes
    keyring: dict[int, bytes]


@dataclass(frozen=True)
class Log:
    rows: tuple[Row, ...]
    size: int
    last_ms: int
    frontier: bytes


def printed_row(n: int) -> Row:
    """The row that the page prints for the line at position n."""
    given = {key.removeprefix(f"line {n} "): value for key, value in GIVEN.items()}
    return Row(
        position=n,
        stream=UUID(given["stream"]).bytes,
        version=int(given["version"]),
        name=given["stored name"],
        body=BLOCKS[f"line-{n}-body"].encode(),
        sealed=HEX[f"line-{n}-sealed"],
        leaf=HEX[f"line-{n}-leaf"],
        tag_key=bytes.fromhex(given["tag key"]),
        keyring={int(given["key_no"]): HEX[f"line-{n}-wrapped"]},
    )


ROWS = (printed_row(0), printed_row(1))
LOG = Log(ROWS, int(HEAD["size"]), int(HEAD["last_ms"]), bytes.fromhex(HEAD["frontier"]))


# A verifier from the page alone


class Wrong(Exception):
    pass


def must(holds: bool, step: int) -> None:
    if not holds:
        raise Wrong(f"step {step}")


def base64url(data: bytes) -> str:
    return urlsafe_b64encode(data).decode().rstrip("=")


def decoded(text: str) -> bytes:
    data = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    must(base64url(data) == text, 11)
    return data


def u(number: int, size: int) -> bytes:
    return number.to_bytes(size, "big")


def digest_of(disclosure: str) -> str:
    return base64url(sha256(disclosure.encode()).digest())


def tag_of(tag_key: bytes, version: int) -> bytes:
    return hmac.digest(tag_key, b"daybook/tag/v1" + u(version, 8), "sha256")[:16]


def seal_aad(stream: bytes, version: int, key_no: int, body_hash: bytes) -> bytes:
    return b"daybook/seal/v1" + SCHOOL + stream + u(version, 8) + u(key_no, 4) + body_hash


def wrap_aad(stream: bytes, key_no: int) -> bytes:
    return b"daybook/wrap/v1" + SCHOOL + stream + u(key_no, 4)


def leaf_hash_of(leaf: bytes) -> bytes:
    return sha256(b"\x00" + leaf).digest()


def root_of(hashes: Sequence[bytes]) -> bytes:
    if len(hashes) < 2:
        return hashes[0] if hashes else sha256(b"").digest()
    k = 1
    while k * 2 < len(hashes):
        k *= 2
    return sha256(b"\x01" + root_of(hashes[:k]) + root_of(hashes[k:])).digest()


def frontier_of(hashes: Sequence[bytes]) -> bytes:
    peaks, begin = b"", 0
    for bit in reversed(range(len(hashes).bit_length())):
        if len(hashes) >> bit & 1:
            peaks += root_of(hashes[begin : begin + (1 << bit)])
            begin += 1 << bit
    return peaks


KINDS = {"incident-reported": 1, "concerns-opened": 1, "anchored": 3, "case-disposed": 4}
KINDS |= {"copy-released": 5, "case-read": 6, "list-read": 6}


def kind_of(name: str) -> int:
    return KINDS.get(name.split(".")[0], 2)


@dataclass
class Auditor:
    """Section 10 of the page, for logs too short to have a tile (steps 3, 13, 17)."""

    log: Log
    school_key: bytes = SCHOOL_KEY
    versions: dict[bytes, int] = field(default_factory=dict)
    hashes: list[bytes] = field(default_factory=list)
    unread: set[bytes] = field(default_factory=set)
    certified: set[bytes] = field(default_factory=set)
    last_ms: int = 0

    def verify(self) -> bytes:
        for row in self.log.rows:
            self.verify_line(row)
        must(len(self.hashes) == self.log.size < 256, 14)
        must(self.last_ms == self.log.last_ms, 15)
        must(frontier_of(self.hashes) == self.log.frontier, 16)
        must(self.unread <= self.certified, 18)
        return root_of(self.hashes)

    def verify_line(self, row: Row) -> None:
        must(row.position == len(self.hashes), 1)
        body = self.read_body(row)
        self.verify_leaf(row)
        self.verify_place(row, body)
        if disclosed := self.unsealed(row):
            self.verify_disclosures(row, body, disclosed)
        else:
            self.unread.add(row.stream)
        self.hashes.append(leaf_hash_of(row.leaf))

    def read_body(self, row: Row) -> dict[str, Any]:
        body: dict[str, Any] = json.loads(row.body)
        first = ["tag_key_hash"] if row.version == 1 else []
        keys = ["v", "school", "stream", "version", "command", *first, "_sd_alg", "_sd"]
        must(list(body) == keys, 2)
        must((body["v"], body["_sd_alg"]) == (1, "sha-256"), 2)
        must(body["_sd"] == sorted(set(body["_sd"])), 2)
        must(json.dumps(body, separators=(",", ":")).encode() == row.body, 2)
        return body

    def verify_leaf(self, row: Row) -> None:
        must(len(row.leaf) == 59 and row.leaf[0] == 1 and row.leaf[2] == 0, 2)
        must(sha256(row.body).digest() == row.leaf[27:], 4)
        must(row.leaf[1] == kind_of(row.name), 5)
        recorded_at = int.from_bytes(row.leaf[19:27], "big")
        must(recorded_at >= self.last_ms, 6)
        self.last_ms = recorded_at

    def verify_place(self, row: Row, body: dict[str, Any]) -> None:
        place = (str(UUID(bytes=SCHOOL)), str(UUID(bytes=row.stream)), row.version)
        must((body["school"], body["stream"], body["version"]) == place, 7)
        must(row.version == self.versions.get(row.stream, 0) + 1, 8)
        self.versions[row.stream] = row.version
        if row.version == 1:
            must(base64url(sha256(row.tag_key).digest()) == body["tag_key_hash"], 9)
        must(tag_of(row.tag_key, row.version) == row.leaf[3:19], 9)

    def unsealed(self, row: Row) -> list[str] | None:
        key_no = int.from_bytes(row.sealed[:4], "big")
        if key_no not in row.keyring:
            return None
        wrapped, aad = row.keyring[key_no], wrap_aad(row.stream, key_no)
        words_aad = seal_aad(row.stream, row.version, key_no, sha256(row.body).digest())
        try:
            data_key = AESGCM(self.school_key).decrypt(wrapped[:12], wrapped[12:], aad)
            words = AESGCM(data_key).decrypt(row.sealed[4:16], row.sealed[16:], words_aad)
        except InvalidTag:
            raise Wrong("step 10") from None
        return words.decode("ascii").split("\n")

    def verify_disclosures(self, row: Row, body: dict[str, Any], disclosed: list[str]) -> None:
        must(sorted(map(digest_of, disclosed)) == body["_sd"], 11)
        arrays = [json.loads(decoded(each)) for each in disclosed]
        told = {name: value for _, name, value in arrays}
        must(len(told) == len(arrays), 11)
        must(list(told)[:5] == ["name", "actor", "by", "role", "occurred"], 11)
        must(told["name"] == row.name, 12)
        if row.stream == SCHOOL and row.name.startswith("case-disposed."):
            self.certified.add(UUID(told["stream"]).bytes)
            if told.get("access_stream"):
                self.certified.add(UUID(told["access_stream"]).bytes)


# The example


def test_the_printed_log_verifies() -> None:
    assert Auditor(LOG).verify() == HEX["root"]


@BOTH
def test_every_array_becomes_the_printed_disclosure_and_digest(n: int) -> None:
    arrays = BLOCKS[f"line-{n}-arrays"].split("\n")
    texts = [base64url(each.encode()) for each in arrays]
    assert texts == BLOCKS[f"line-{n}-disclosures"].split("\n")
    assert list(map(digest_of, texts)) == BLOCKS[f"line-{n}-digests"].split("\n")
    salts = [json.loads(each)[0] for each in arrays]
    assert {len(decoded(salt)) for salt in salts} == {16}
    assert len(set(salts)) == len(salts)


@BOTH
def test_the_body_is_made_of_what_was_given_and_of_the_digests(n: int) -> None:
    digests = ",".join(f'"{each}"' for each in sorted(BLOCKS[f"line-{n}-digests"].split("\n")))
    key_hash = base64url(sha256(ROWS[n].tag_key).digest())
    assert BLOCKS[f"line-{n}-tag-key-hash"] == key_hash
    assert BLOCKS[f"line-{n}-body"] == (
        f'{{"v":1,"school":"{GIVEN["school"]}","stream":"{GIVEN[f"line {n} stream"]}"'
        f',"version":1,"command":"{GIVEN[f"line {n} command"]}","tag_key_hash":"{key_hash}"'
        f',"_sd_alg":"sha-256","_sd":[{digests}]}}'
    )
    assert sha256(ROWS[n].body).digest() == HEX[f"line-{n}-body-hash"]


@BOTH
def test_the_sealed_bytes_come_from_the_given_keys_and_nonces(n: int) -> None:
    data_key, wrap_nonce, seal_nonce = (
        bytes.fromhex(GIVEN[f"line {n} {what}"])
        for what in ("data key", "wrap nonce", "seal nonce")
    )
    aad, wrapping = HEX[f"line-{n}-aad"], HEX[f"line-{n}-wrap-aad"]
    assert (len(aad), len(wrapping)) == (91, 51)
    assert aad == seal_aad(ROWS[n].stream, 1, 1, HEX[f"line-{n}-body-hash"])
    assert wrapping == wrap_aad(ROWS[n].stream, 1)
    wrapped = wrap_nonce + AESGCM(SCHOOL_KEY).encrypt(wrap_nonce, data_key, wrapping)
    assert HEX[f"line-{n}-wrapped"] == wrapped
    words = BLOCKS[f"line-{n}-disclosures"].encode()
    sealed = u(1, 4) + seal_nonce + AESGCM(data_key).encrypt(seal_nonce, words, aad)
    assert HEX[f"line-{n}-sealed"] == sealed


@BOTH
def test_the_leaf_is_put_together_as_the_table_says(n: int) -> None:
    tag, recorded_at = HEX[f"line-{n}-tag"], int(GIVEN[f"line {n} recorded_at"])
    assert tag == tag_of(ROWS[n].tag_key, 1)
    start = bytes([1, kind_of(ROWS[n].name), 0])
    assert ROWS[n].leaf == start + tag + u(recorded_at, 8) + HEX[f"line-{n}-body-hash"]
    assert leaf_hash_of(ROWS[n].leaf) == HEX[f"line-{n}-leaf-hash"]


def test_the_head_says_what_the_two_lines_say() -> None:
    leaf_hashes = HEX["line-0-leaf-hash"] + HEX["line-1-leaf-hash"]
    assert sha256(b"\x01" + leaf_hashes).digest() == HEX["root"] == LOG.frontier
    assert HEAD["last_ms"] == GIVEN["line 1 recorded_at"]
    opened = dict(json.loads(each)[1:] for each in BLOCKS["line-0-arrays"].split("\n"))
    assert (HEAD["clock"], HEAD["origin"]) == (opened["clock"], opened["origin"])
    assert HEX["school-bytes"] == SCHOOL


# What was altered is found


def with_row(n: int, **changes: Any) -> Log:
    rows = list(ROWS)
    rows[n] = replace(rows[n], **changes)
    return replace(LOG, rows=tuple(rows))


def flipped(data: bytes) -> Iterator[bytes]:
    for at in range(0, len(data), 7):
        yield data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


@BOTH
@pytest.mark.parametrize("part", ["body", "sealed", "leaf", "tag_key"])
def test_a_flipped_bit_is_found_wherever_it_is(n: int, part: str) -> None:
    for altered in flipped(getattr(ROWS[n], part)):
        with pytest.raises((Wrong, ValueError, KeyError)):
            Auditor(with_row(n, **{part: altered})).verify()


@pytest.mark.parametrize(
    ("log", "step"),
    [
        (replace(LOG, rows=ROWS[1:]), 1),
        (with_row(1, leaf=ROWS[0].leaf), 4),
        (with_row(1, name="note-added.1"), 5),
        (with_row(0, name="note-added.1"), 12),
        (with_row(1, version=2, body=ROWS[1].body.replace(b'"version":1', b'"version":2')), 2),
        (with_row(1, stream=SCHOOL), 7),
        (with_row(1, tag_key=ROWS[0].tag_key), 9),
        (with_row(1, sealed=ROWS[0].sealed), 10),
        (with_row(1, keyring=ROWS[0].keyring), 10),
        (replace(LOG, rows=ROWS[:1]), 14),
        (replace(LOG, last_ms=LOG.last_ms + 1), 15),
        (replace(LOG, frontier=HEX["line-0-leaf-hash"]), 16),
        (with_row(1, keyring={}), 18),
    ],
)
def test_the_verifier_names_the_step(log: Log, step: int) -> None:
    with pytest.raises(Wrong, match=rf"^step {step}$"):
        Auditor(log).verify()


# Our own code says the same


@BOTH
def test_our_code_writes_these_bytes(n: int) -> None:
    row, body_hash = ROWS[n], HEX[f"line-{n}-body-hash"]
    arrays = [json.loads(each) for each in BLOCKS[f"line-{n}-arrays"].split("\n")]
    texts = [disclosures.disclose(decoded(salt), name, value) for salt, name, value in arrays]
    assert texts == BLOCKS[f"line-{n}-disclosures"].split("\n")
    school, stream = UUID(bytes=SCHOOL), UUID(bytes=row.stream)
    command, key_hash = UUID(GIVEN[f"line {n} command"]), bodies.tag_key_hash(row.tag_key)
    digests = tuple(map(disclosures.digest, texts))
    assert bodies.Body(school, stream, 1, command, digests, key_hash).pack() == row.body
    assert seal.context(school, stream, 1, 1, body_hash) == HEX[f"line-{n}-aad"]
    assert seal.wrap_context(school, stream, 1) == HEX[f"line-{n}-wrap-aad"]
    recorded_at = int(GIVEN[f"line {n} recorded_at"])
    kind, tag = leaves.kind_of(row.name), leaves.tag(row.tag_key, 1)
    assert leaves.Leaf(kind, tag, recorded_at, body_hash).pack() == row.leaf


def test_our_tree_has_the_printed_root() -> None:
    hashes = [tree.leaf_hash(row.leaf) for row in ROWS]
    assert tree.tree_hash(hashes) == HEX["root"]
    assert tree.Frontier().add(hashes[0]).add(hashes[1]).pack() == LOG.frontier


def test_our_frontier_of_every_size_is_the_one_that_the_page_describes() -> None:
    hashes, ours = [leaf_hash_of(bytes([n])) for n in range(70)], tree.Frontier()
    for size, each in enumerate(hashes):
        assert ours.pack() == frontier_of(hashes[:size])
        assert ours.root() == root_of(hashes[:size])
        ours = ours.add(each)


def test_the_table_of_kinds_is_the_one_in_the_code() -> None:
    section = PAGE.split("\n## 6.")[1].split("\n## 7.")[0]
    named = [
        (kind, name)
        for kind, names in re.findall(r"^\| (\d) \| [^|]+ \| (`[^|]+`) \|$", section, re.M)
        for name in re.findall(r"`([a-z-]+)`", names)
    ]
    assert {name: int(kind) for kind, name in named} == leaves.KIND_OF == KINDS
    printed = re.findall(r"^\| (\d) \| [a-z]", section, re.M)
    assert list(map(int, printed)) == [kind.value for kind in leaves.Kind]


@pytest.fixture
def mapper(tmp_path: Path) -> record.RecordMapper:
    (tmp_path / f"{GIVEN['school']}.key").write_bytes(SCHOOL_KEY)
    return record.RecordMapper(UUID(bytes=SCHOOL), KeyFolder(tmp_path))


def as_stored(row: Row) -> record.SealedLine:
    keys = StreamKeys(row.tag_key, tuple(row.keyring.items()))
    return record.SealedLine(
        originator_id=UUID(bytes=row.stream),
        originator_version=row.version,
        topic=row.name,
        state=row.body,
        head=b"",
        sealed=row.sealed,
        position=row.position,
        leaf=row.leaf,
        keys=keys,
    )


@BOTH
def test_our_code_reads_the_time_of_recording(n: int, mapper: record.RecordMapper) -> None:
    line = mapper.to_domain_event(as_stored(ROWS[n]))
    assert isinstance(line, record.Line)
    assert line.recorded_at is not None
    said = GIVEN[f"line {n} recorded_at as a date"]
    assert line.recorded_at.isoformat(timespec="milliseconds").replace("+00:00", "Z") == said


@BOTH
def test_what_our_code_read_it_writes_again_the_same_but_for_the_salts(
    n: int, mapper: record.RecordMapper
) -> None:
    printed = as_stored(ROWS[n])
    assert printed.keys is not None
    keys = mapper.open_keys(UUID(bytes=ROWS[n].stream), printed.keys)
    line: Any = mapper.to_domain_event(printed)
    again = mapper.to_stored_event(record.Draft(line, keys))
    leaf = again.head + ROWS[n].leaf[19:27] + sha256(again.state).digest()
    row = replace(ROWS[n], position=0, body=again.state, sealed=again.sealed, leaf=leaf)
    auditor = Auditor(LOG)
    auditor.verify_line(row)
    arrays = [decoded(each).decode() for each in auditor.unsealed(row) or ()]
    assert arrays != BLOCKS[f"line-{n}-arrays"].split("\n")
    assert list(map(unsalted, arrays)) == list(
        map(unsalted, BLOCKS[f"line-{n}-arrays"].split("\n"))
    )


def unsalted(array: str) -> str:
    return array[len('["') + 22 :]


class PrintedLog:
    """The page's log, as our own verification asks for it."""

    def head(self) -> Head:
        return Head(LOG.size, LOG.last_ms, LOG.frontier, HEAD["clock"], HEAD["origin"])

    def lines(self) -> Iterator[record.SealedLine]:
        return map(as_stored, ROWS)

    def tiles(self, level: int) -> Iterator[tuple[int, bytes]]:
        return iter(())

    def stray_keys(self) -> list[UUID]:
        return []


def test_our_own_verification_accepts_the_printed_log(mapper: record.RecordMapper) -> None:
    verdict = Verification(UUID(bytes=SCHOOL), PrintedLog(), mapper).run()
    assert (verdict.ok, verdict.what) == (True, None)
    assert (verdict.lines, verdict.root) == (2, HEX["root"])
