"""What was once written is read for ever: a golden file for every stored name, never edited."""

import json
from dataclasses import fields
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from application.ports import StreamKeys
from application.record import RESERVED, STORED_NAMES, RecordMapper, SealedLine
from domain.ledger.leaves import kind_of, tag
from domain.ledger.seal import context
from interfaces.keys.folder import KeyFolder
from tests.application.golden import (
    CANONICAL,
    FOLDER,
    SCHOOL,
    TAG_KEY,
    as_told,
    canonical_line,
    fingerprint,
    path,
    written,
)

# Never changed: a line is only ever added, by tests/application/golden.py.
FINGERPRINTS = {
    "school-opened.1": "4f5e8982ada5deb504af4d15a4339bed5ca6e5dc053b27b0a358b98702614fef",
    "case-disposed.1": "60cc79af0657dfd017c62385b423f9119f2d83a7798f5b53623e9f41958c3ddb",
    "incident-reported.1": "b0c7d528fe04112287f8bcbb8cde9304d2f7270d483ff1f69f912c82eca2d6e7",
    "note-added.1": "04565ea00ee7894e36cb2ac5efedd8f424e803459ee9129a98420a8991317f89",
    "closed.1": "97425c98c6ea1dfc661af9b1f8a8df2deb3bfc1b46bcc4b88a41e83e3c602de3",
}

every_name = pytest.mark.parametrize("name", sorted(FINGERPRINTS))


@pytest.fixture
def mapper(tmp_path: Path) -> RecordMapper:
    keys = KeyFolder(tmp_path)
    keys.create(SCHOOL)
    return RecordMapper(SCHOOL, keys)


def page(name: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(path(name).read_bytes())
    return read


@every_name
def test_no_golden_file_was_changed(name: str) -> None:
    assert fingerprint(name) == FINGERPRINTS[name]


def test_every_stored_name_has_a_golden_file_and_none_was_removed() -> None:
    files = {file.name.removesuffix(".json") for file in FOLDER.glob("*.json")}
    assert set(STORED_NAMES) <= files
    assert files == set(FINGERPRINTS) == set(CANONICAL)


@every_name
def test_an_old_line_still_reads_as_what_it_said(name: str, mapper: RecordMapper) -> None:
    line, old = canonical_line(name, CANONICAL[name]), page(name)
    golden, keys = written(line, old["members"]), mapper.new_keys(line.stream)
    body_hash = sha256(golden.body).digest()
    bound = context(SCHOOL, line.stream, line.version, keys.data_key.number, body_hash)
    words = keys.data_key.seal("\n".join(golden.disclosures).encode(), bound)
    assert keys.wrapped is not None
    stored = SealedLine(
        line.stream,
        line.version,
        name,
        bytes.fromhex(old["body"]),
        head=golden.leaf[:19],
        sealed=keys.data_key.number.to_bytes(4, "big") + words,
        position=line.position,
        leaf=bytes.fromhex(old["leaf"]),
        keys=StreamKeys(TAG_KEY, ((1, keys.wrapped),)),
    )
    assert mapper.to_domain_event(stored) == line


@every_name
def test_the_bytes_of_body_and_leaf_follow_from_what_is_told(name: str) -> None:
    line, old = canonical_line(name, CANONICAL[name]), page(name)
    golden = written(line, old["members"])
    assert golden.body.hex() == old["body"]
    assert golden.leaf.hex() == old["leaf"]
    assert (golden.leaf[1], golden.leaf[3:19]) == (kind_of(name), tag(TAG_KEY, line.version))


@pytest.mark.parametrize("name", sorted(STORED_NAMES))
def test_a_line_is_still_told_as_when_its_name_was_given(name: str) -> None:
    """A field more or less, or another way to write it, needs the next number."""
    line = canonical_line(name, CANONICAL[name])
    told, old = as_told(name, line), page(name)["members"]
    assert told == old
    assert list(told) == list(old)


@pytest.mark.parametrize("name", sorted(STORED_NAMES))
def test_no_field_of_an_event_is_called_as_one_that_every_line_has(name: str) -> None:
    assert not {field.name for field in fields(STORED_NAMES[name])} & set(RESERVED)


def test_a_golden_file_tells_something_in_every_field() -> None:
    """Null would read back well from almost anything."""
    for name in FINGERPRINTS:
        assert None not in [
            value for member, value in page(name)["members"].items() if member != "occurred"
        ]
