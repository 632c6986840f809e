"""Secrets that a browser or a link carries: made here, kept as hashes only."""

import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from hashlib import sha256
from uuid import UUID

SIZE = 32


def issue(school: UUID) -> tuple[str, bytes]:
    """A text that names its school, so that its row is looked for there alone, and its hash."""
    secret = secrets.token_bytes(SIZE)
    return f"{text(school.bytes)}.{text(secret)}", sha256(secret).digest()


def read(told: str) -> tuple[UUID, bytes] | None:
    """The school and the hash; None for a text that is not of our making."""
    school, dot, secret = told.partition(".")
    try:
        decoded = urlsafe_b64decode(secret + "==")
        found = UUID(bytes=urlsafe_b64decode(school + "=="))
    except (ValueError, NotBase64):
        return None
    return (found, sha256(decoded).digest()) if dot and len(decoded) == SIZE else None


def text(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()
