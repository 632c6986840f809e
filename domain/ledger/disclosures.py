"""A field that can be shown or withheld, and proven either way (RFC 9901, section 4.2)."""

import json
from functools import lru_cache
from hashlib import sha256

from domain.ledger.base64url import to_bytes, to_text

SALT_SIZE = 16

_NOT_A_FIELD = frozenset(
    {"_sd", "..."}
)  # RFC 9901, section 7.1: they have a meaning of their own.
_write = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode


class DisclosureRefused(ValueError):
    """This text does not disclose a field. The sentence says why."""


def disclose(salt: bytes, name: str, value: object) -> str:
    """The text that shows a field; its digest alone shows nothing, thanks to the salt."""
    return disclose_json(salt, name, _write(value).encode("utf-8"))


def disclose_json(salt: bytes, name: str, value: bytes) -> str:
    """The same for a value that has been written as compact JSON already."""
    if len(salt) != SALT_SIZE:
        raise ValueError(f"A salt has {SALT_SIZE} bytes, but this has {len(salt)}.")
    if name in _NOT_A_FIELD:
        raise ValueError(f"A field cannot be called “{name}”.")
    return to_text(b'["%b",%b,%b]' % (to_text(salt).encode(), _name(name), value))


@lru_cache(maxsize=1024)
def _name(name: str) -> bytes:
    return _write(name).encode("utf-8")


def digest(disclosure: str) -> str:
    return to_text(sha256(disclosure.encode("ascii")).digest())


def read(disclosure: str) -> tuple[str, str, object]:
    """Salt, name and value of a disclosed field, refusing all that could be read in two ways."""
    match _parsed(_decoded(disclosure)):
        case [str(salt), str(name), value] if name not in _NOT_A_FIELD:
            return salt, name, value
        case [str(), str(), _]:
            raise DisclosureRefused("The disclosed field has a name that no field may have.")
        case _:
            raise DisclosureRefused("A disclosure is a salt, a name and a value: this is not.")


def _decoded(disclosure: str) -> str:
    try:
        return to_bytes(disclosure).decode("utf-8")
    except ValueError as reason:
        raise DisclosureRefused("The disclosure is not text written in base64url.") from reason


def _parsed(text: str) -> object:
    try:
        parsed: object = _parse(text)
        _write(parsed).encode("utf-8")  # Finds NaN, 1e999 and half a character.
    except _SaidTwice as reason:
        raise DisclosureRefused("The disclosure says two things under one name.") from reason
    except (ValueError, RecursionError) as reason:
        raise DisclosureRefused("The disclosure is not well-formed JSON.") from reason
    return parsed


class _SaidTwice(ValueError):
    pass


def _said_once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise _SaidTwice
    return members


_parse = json.JSONDecoder(object_pairs_hook=_said_once).decode
