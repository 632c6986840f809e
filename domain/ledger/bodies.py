"""The part of a line that is kept for ever: which line it is, and digests of what it says."""

import json
import re
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Any
from uuid import UUID

from domain.ledger.base64url import to_text

_UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_DIGEST = "[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]"  # 256 bits, so two bits of the last sign are 0.
_AS_WRITTEN = re.compile(
    r'\{"v":1'
    rf',"school":"({_UUID})"'
    rf',"stream":"({_UUID})"'
    r',"version":([1-9][0-9]{0,17})'
    rf',"command":"({_UUID})"'
    rf'(?:,"tag_key_hash":"({_DIGEST})")?'
    r',"_sd_alg":"sha-256"'
    rf',"_sd":\[(?:"({_DIGEST}(?:","{_DIGEST})*)")?\]\}}'
)
_KEYS = frozenset({"v", "school", "stream", "version", "command", "_sd_alg", "_sd"})

_known_id = lru_cache(maxsize=4096)(UUID)  # The same schools and streams come again and again.


class BodyRefused(ValueError):
    """These bytes are not the body of a line. The sentence says why."""


@dataclass(frozen=True, slots=True)
class Body:
    school: UUID
    stream: UUID
    version: int
    command: UUID
    digests: tuple[str, ...]
    tag_key_hash: str | None = None

    def pack(self) -> bytes:
        """The bytes that are stored and hashed. What `unpack` would refuse is refused here too."""
        data = self._written().encode("ascii", "replace")
        if Body.unpack(data).digests != tuple(sorted(self.digests)):
            raise BodyRefused(_what_is_wrong(data))
        return data

    def _written(self) -> str:
        key = "" if self.tag_key_hash is None else f',"tag_key_hash":"{self.tag_key_hash}"'
        digests = ",".join(f'"{digest}"' for digest in sorted(self.digests))
        return (
            f'{{"v":1,"school":"{self.school}","stream":"{self.stream}"'
            f',"version":{self.version},"command":"{self.command}"{key}'
            f',"_sd_alg":"sha-256","_sd":[{digests}]}}'
        )

    @classmethod
    def unpack(cls, data: bytes) -> "Body":
        """Read a body, accepting byte for byte only what `pack` writes."""
        try:
            match = _AS_WRITTEN.fullmatch(data.decode("ascii"))
        except UnicodeDecodeError:
            match = None
        if match is None:
            raise BodyRefused(_what_is_wrong(data))
        school, stream, version, command, tag_key_hash, joined = match.groups()
        digests = joined.split('","') if joined else []
        _sorted_and_unique(digests)
        _opens_with_its_tag_key(version == "1", tag_key_hash is not None)
        return cls(
            _known_id(school),
            _known_id(stream),
            int(version),
            UUID(command),
            tuple(digests),
            tag_key_hash,
        )


def tag_key_hash(tag_key: bytes) -> str:
    """What line 1 of a stream says of its tag key, so that nobody can bring another one later."""
    return to_text(sha256(tag_key).digest())


def _sorted_and_unique(digests: list[str]) -> None:
    if digests != sorted(set(digests)):
        raise BodyRefused("The digests in the body are not in order, or one is there twice.")


def _opens_with_its_tag_key(first_line: bool, has_tag_key: bool) -> None:
    if first_line and not has_tag_key:
        raise BodyRefused("The first line of a stream must give the hash of its tag key.")
    if has_tag_key and not first_line:
        raise BodyRefused("Only the first line of a stream may give the hash of a tag key.")


def _what_is_wrong(data: bytes) -> str:
    try:
        pairs: Any = json.loads(data.decode("utf-8"), object_pairs_hook=list)
        keys = [key for key, _ in pairs]
        members = dict(pairs)
    except (ValueError, TypeError, RecursionError):
        return "The body is not a JSON object in UTF-8."
    if len(members) != len(keys):
        return "The body says two things under one name."
    if missing := _KEYS - members.keys():
        return f"The body does not give {', '.join(sorted(missing))}."
    if members.keys() - _KEYS - {"tag_key_hash"}:
        return "The body says something that no body may say."
    if members["v"] != 1:
        return "The body is of a version that is not known; only version 1 is."
    return "The body is not written as the record writes it."
