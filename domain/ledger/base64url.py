"""Bytes as text that never needs quoting: base64url, unpadded (RFC 4648, section 5)."""

from base64 import urlsafe_b64decode, urlsafe_b64encode


def to_text(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode("ascii")


def to_bytes(text: str) -> bytes:
    """Refuse, with a ValueError, whatever `to_text` would not have written.

    The library passes over signs that do not belong, and over bits at the end that nobody reads.
    """
    data = urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if to_text(data) != text:
        raise ValueError("This is not base64url as it should be written.")
    return data
