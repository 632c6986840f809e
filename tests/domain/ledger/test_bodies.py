"""The part of a line that is kept for ever, byte for byte."""

import json
from dataclasses import replace
from hashlib import sha256
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as some

from domain.ledger.base64url import to_text
from domain.ledger.bodies import Body, BodyRefused, tag_key_hash

SCHOOL = UUID("3d2f9c1e-7a4b-4c8d-9e0f-1a2b3c4d5e6f")
CASE = UUID("01920000-0000-7000-8000-000000000007")
COMMAND = UUID("01920000-0000-7000-8000-00000000000a")
DIGESTS = tuple(sorted(to_text(sha256(each).digest()) for each in (b"name", b"actor", b"role")))
FIRST_LINE = Body(SCHOOL, CASE, 1, COMMAND, DIGESTS, tag_key_hash(bytes(32)))
LATER_LINE = Body(SCHOOL, CASE, 2, COMMAND, DIGESTS)

digests = some.binary(min_size=32, max_size=32).map(to_text)
later_lines = some.builds(
    Body,
    school=some.uuids(),
    stream=some.uuids(),
    version=some.integers(2, 10**18 - 1),
    command=some.uuids(),
    digests=some.sets(digests, max_size=12).map(lambda each: tuple(sorted(each))),
)
first_lines = some.builds(
    lambda body, key: replace(body, version=1, tag_key_hash=key), later_lines, digests
)
bodies = first_lines | later_lines


def test_the_first_line_of_a_stream_is_written_as_the_format_says() -> None:
    assert FIRST_LINE.pack().decode() == (
        '{"v":1,"school":"3d2f9c1e-7a4b-4c8d-9e0f-1a2b3c4d5e6f"'
        ',"stream":"01920000-0000-7000-8000-000000000007"'
        ',"version":1'
        ',"command":"01920000-0000-7000-8000-00000000000a"'
        ',"tag_key_hash":"Zmh6rfhivXdsj8GLjp-OIAiXFIVu4jOzkCpZHQ1fKSU"'
        ',"_sd_alg":"sha-256"'
        f',"_sd":["{DIGESTS[0]}","{DIGESTS[1]}","{DIGESTS[2]}"]}}'
    )


def test_a_later_line_says_nothing_of_the_tag_key() -> None:
    keys = ["v", "school", "stream", "version", "command", "_sd_alg", "_sd"]
    assert list(json.loads(LATER_LINE.pack())) == keys


@given(bodies)
def test_a_body_reads_back_the_same(body: Body) -> None:
    assert Body.unpack(body.pack()) == body
    assert Body.unpack(body.pack()).pack() == body.pack()


def test_the_order_in_which_digests_come_does_not_show() -> None:
    assert replace(LATER_LINE, digests=DIGESTS[::-1]).pack() == LATER_LINE.pack()


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (replace(FIRST_LINE, tag_key_hash=None), "must give the hash of its tag key"),
        (replace(FIRST_LINE, version=2), "Only the first line"),
        (replace(LATER_LINE, version=0), "not written as the record writes it"),
        (replace(LATER_LINE, version=10**18), "not written as the record writes it"),
        (replace(LATER_LINE, digests=DIGESTS + DIGESTS), "one is there twice"),
        (replace(LATER_LINE, digests=("not a digest",)), "not written as the record writes it"),
        (replace(LATER_LINE, digests=(f'{DIGESTS[0]}","{DIGESTS[1]}',)), "not written as"),
    ],
)
def test_what_could_not_be_read_back_is_not_written(body: Body, why: str) -> None:
    with pytest.raises(BodyRefused, match=why):
        body.pack()


def changed(old: str, new: str, body: Body = LATER_LINE) -> bytes:
    text = body.pack().decode()
    assert text.count(old) == 1
    return text.replace(old, new).encode()


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "not a JSON object"),
        (b"\xff", "not a JSON object"),
        (b"[" * 100_000, "not a JSON object"),
        (b"3", "not a JSON object"),
        (changed('"v":1', '"v":2'), "only version 1 is"),
        (changed('"v":1,', ""), "does not give v"),
        (changed('"_sd_alg":"sha-256",', ""), "does not give _sd_alg"),
        (changed('"v":1', '"v":1,"v":1'), "two things under one name"),
        (changed('"v":1', '"v":1,"name":"note-added.1"'), "no body may say"),
        (changed("sha-256", "sha-512"), "not written as"),
        (changed('"version":2', '"version":"2"'), "not written as"),
        (changed('"version":2', '"version":02'), "not a JSON object"),
        (changed('"version":2', '"version":2.0'), "not written as"),
        (changed('"version":2', '"version":-2'), "not written as"),
        (changed('"version":2', '"version":1'), "must give the hash"),
        (changed('"version":1', '"version":3', FIRST_LINE), "Only the first line"),
        (changed(str(SCHOOL), str(SCHOOL).upper()), "not written as"),
        (changed(str(SCHOOL), SCHOOL.hex), "not written as"),
        (changed('{"v"', '{ "v"'), "not written as"),
        (changed('{"v"', '{"\\u0076"'), "not written as"),
        (LATER_LINE.pack() + b"\n", "not written as"),
        (changed(DIGESTS[0], DIGESTS[0] + "="), "not written as"),
        (changed(DIGESTS[0], DIGESTS[0][:-1] + "B"), "not written as"),
        (changed(DIGESTS[0], DIGESTS[0][:-1] + "é"), "not written as"),
        (changed(DIGESTS[0], DIGESTS[0] + "A"), "not written as"),
        (changed(DIGESTS[1], DIGESTS[0]), "one is there twice"),
        (changed(f'"{DIGESTS[0]}","{DIGESTS[1]}"', f'"{DIGESTS[1]}","{DIGESTS[0]}"'), "in order"),
    ],
)
def test_a_body_that_was_not_written_so_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(BodyRefused, match=why):
        Body.unpack(data)


@given(bodies, some.data())
def test_a_body_with_one_byte_altered_is_refused_or_says_so(
    body: Body, data: some.DataObject
) -> None:
    packed = bytearray(body.pack())
    packed[data.draw(some.integers(0, len(packed) - 1))] ^= 1 << data.draw(some.integers(0, 7))
    try:
        read = Body.unpack(bytes(packed))
    except BodyRefused:
        return
    assert read != body
    assert read.pack() == bytes(packed)
