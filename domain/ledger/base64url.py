"""Bytes as text that never needs quoting: base64url, unpadded (RFC 4648, section 5)."""

from base64 import urlsafe_b64decode
from binascii import b2a_base64

_URL_SAFE = bytes.maketrans(b"+/", b"-_")


def to_text(data: bytes) -> str:
    return b2a_base64(data, newline=False).translate(_URL_SAFE, b"=").decode("ascii")


def to_bytes(text: str) -> bytes:
    """Refuse, with a ValueError, whatever `to_text` would not have written.

    The library passes over signs that do not belong, and over bits at the end that nobody reads.
    """
    data = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if to_text(data) != text:
        raise ValueError("This is not base64url as it should be written.")
    return data
