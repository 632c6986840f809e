"""What the bytes of a line must be, so that verifying is comparing and not parsing.

Only a line that differs is taken apart, by application.verification, to name what is wrong.
"""

import re
from binascii import b2a_base64
from functools import lru_cache
from hashlib import sha256
from uuid import UUID

from application.ports import StreamKeys
from application.record import SealedLine
from domain.ledger.base64url import to_text
from domain.ledger.bodies import tag_key_hash
from domain.ledger.leaves import kind_of


@lru_cache(maxsize=256)
def head_of(name: str) -> bytes:
    return bytes((1, kind_of(name), 0))


def tells_its_name(disclosed: bytes, name: str) -> bool:
    """Whether one field of a line is called "name", and bears this one.

    `["<salt of 22>","` is 27 bytes and so 36 signs: what follows is encoded apart from the salt.
    """
    names = [text for text in disclosed.split(b"\n") if text.startswith(CALLED_NAME, 36)]
    return len(names) == 1 and names[0][36:] == told_name(name)


CALLED_NAME = to_text(b'name",').encode()


@lru_cache(maxsize=256)
def told_name(name: str) -> bytes:
    return to_text(b'name","%b"]' % name.encode()).encode()


def body_committing_to(
    disclosed: bytes, school: UUID, line: SealedLine, keys: StreamKeys
) -> bytes | None:
    """The body that a line must have. Only its command is taken from the body that it has."""
    at = line.state.find(b'"command":"') + len(b'"command":"')
    command = line.state[at : at + 36]
    digests = digests_of(disclosed)
    if not UUID_TEXT.fullmatch(command) or len(set(digests)) != len(digests):
        return None
    first = line.originator_version == 1
    tag_key = b',"tag_key_hash":"%b"' % tag_key_hash(keys.tag_key).encode() if first else b""
    return b'{"v":1,"school":"%b","stream":"%b","version":%d,"command":"%b"%b%b"%b"]}' % (
        uuid_text(school),
        uuid_text(line.originator_id),
        line.originator_version,
        command,
        tag_key,
        b',"_sd_alg":"sha-256","_sd":[',
        b'","'.join(digests),
    )


UUID_TEXT = re.compile(rb"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


@lru_cache(maxsize=4096)
def uuid_text(name: UUID | str) -> bytes:
    return str(name).encode()


def digests_of(disclosed: bytes) -> list[bytes]:
    """Sorted. They are made URL-safe all at once."""
    hashed = [b2a_base64(sha256(text).digest(), newline=False) for text in disclosed.split(b"\n")]
    return sorted(b" ".join(hashed).translate(TO_URL_SAFE, b"=").split(b" "))


TO_URL_SAFE = bytes.maketrans(b"+/", b"-_")
