"""Fields that are shown or withheld, and proven either way."""

import json
import math
from base64 import urlsafe_b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as some

from domain.ledger.disclosures import DisclosureRefused, digest, disclose, read
from tests.domain.ledger.published import published

SALT = bytes(range(16))
SALT_TEXT = "AAECAwQFBgcICQoLDA0ODw"
PUBLISHED = published("sd-jwt/rfc9901-disclosures.json")

names = some.text(min_size=1, max_size=20).filter(lambda name: name not in {"_sd", "..."})
values = some.recursive(
    some.none()
    | some.booleans()
    | some.integers()
    | some.text()
    | some.floats(allow_nan=False, allow_infinity=False),
    lambda inner: (
        some.lists(inner, max_size=4) | some.dictionaries(some.text(), inner, max_size=4)
    ),
    max_leaves=8,
)


def written(text: str) -> str:
    return urlsafe_b64encode(text.encode("utf-8")).rstrip(b"=").decode("ascii")


@pytest.mark.parametrize("row", PUBLISHED, ids=["in an object", "in an array"])
def test_digests_come_out_as_published(row: dict[str, str]) -> None:
    assert digest(row["disclosure"]) == row["digest"]


def test_a_published_disclosure_is_read() -> None:
    assert read(PUBLISHED[0]["disclosure"]) == ("_26bc4LT-ac6q2KI6cBW5es", "family_name", "Möbius")


def test_a_published_element_of_an_array_is_no_field() -> None:
    with pytest.raises(DisclosureRefused, match="a salt, a name and a value"):
        read(PUBLISHED[1]["disclosure"])


def test_a_disclosure_is_compact_json_in_base64url() -> None:
    disclosure = disclose(SALT, "own_words", {"said": "“Stop it”, said Zoë"})
    assert disclosure == written(f'["{SALT_TEXT}","own_words",{{"said":"“Stop it”, said Zoë"}}]')


def test_an_empty_field_is_disclosed_as_such() -> None:
    assert read(disclose(SALT, "parent", None)) == (SALT_TEXT, "parent", None)


@given(some.binary(min_size=16, max_size=16), names, values)
def test_what_was_disclosed_reads_back_the_same(salt: bytes, name: str, value: object) -> None:
    salt_text, read_name, read_value = read(disclose(salt, name, value))
    assert (read_name, read_value) == (name, value)
    assert salt_text == urlsafe_b64encode(salt).decode("ascii").rstrip("=")


def test_the_same_words_under_another_salt_have_another_digest() -> None:
    other_salt = bytes(16)
    assert digest(disclose(SALT, "name", "x")) != digest(disclose(other_salt, "name", "x"))


@pytest.mark.parametrize("length", [0, 15, 17, 32])
def test_a_salt_of_another_length_is_refused(length: int) -> None:
    with pytest.raises(ValueError, match="A salt has 16 bytes"):
        disclose(bytes(length), "name", "x")


@pytest.mark.parametrize("value", [math.nan, math.inf, [-math.inf], "\ud83d"])
def test_what_json_cannot_say_is_not_disclosed(value: object) -> None:
    with pytest.raises(ValueError, match=r"not JSON compliant|surrogates not allowed"):
        disclose(SALT, "name", value)


@pytest.mark.parametrize("name", ["_sd", "..."])
def test_a_field_cannot_take_a_name_that_means_something_else(name: str) -> None:
    with pytest.raises(ValueError, match="cannot be called"):
        disclose(SALT, name, "x")
    with pytest.raises(DisclosureRefused, match="no field may have"):
        read(written(json.dumps(["salt", name, "x"])))


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        '["salt","name"]',
        '["salt","name","value","more"]',
        '[1,"name","value"]',
        '["salt",null,"value"]',
        '{"salt":"name"}',
        '"a, b, c"',
        "null",
    ],
)
def test_anything_but_salt_name_and_value_is_refused(text: str) -> None:
    with pytest.raises(DisclosureRefused, match="a salt, a name and a value"):
        read(written(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        '["salt","name","value"',
        '["salt","name","value"] x',
        '["salt","name",NaN]',
        '["salt","name",-Infinity]',
        '["salt","name",1e999]',
        '["salt","name","\\ud83d"]',
        '["salt","name","a\nb"]',
        '\ufeff["salt","name","value"]',
        "[" * 100_000,
    ],
)
def test_what_is_not_well_formed_json_is_refused(text: str) -> None:
    with pytest.raises(DisclosureRefused, match="not well-formed JSON"):
        read(written(text))


def test_a_value_that_says_two_things_under_one_name_is_refused() -> None:
    with pytest.raises(DisclosureRefused, match="two things under one name"):
        read(written('["salt","by",{"name":"A. Khan","name":"B. Jones"}]'))


def three_ways_to_end() -> list[str]:
    """Base64url texts whose last sign carries bits that a lax reader passes over."""
    short = written('["salt","name","va"]')
    assert len(short) % 4 == 3
    last = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    return [short[:-1] + last[last.index(short[-1]) + bit] for bit in (1, 2, 3)]


@pytest.mark.parametrize(
    "disclosure",
    [
        *three_ways_to_end(),
        written('["salt","name","va"]') + "=",
        written('["salt","name","va"]') + "\n",
        " " + written('["salt","name","va"]'),
        written('["salt","name","va"]')[:5] + "!" + written('["salt","name","va"]')[5:],
        written('["salt","name","??>"]').replace("_", "/").replace("-", "+"),
        "é",
        "A",
        urlsafe_b64encode(b'["salt","name","\xff"]').decode("ascii").rstrip("="),
    ],
)
def test_there_is_only_one_way_to_write_a_disclosure_down(disclosure: str) -> None:
    with pytest.raises(DisclosureRefused, match="not text written in base64url"):
        read(disclosure)
