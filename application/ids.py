"""Names that nobody can guess and nobody can mistake for another."""

import secrets
from datetime import datetime
from uuid import UUID

UNAMBIGUOUS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_reference(year: int) -> str:
    """Such as OSI-2026-K7Q4ZM: random, without letters that are read as others."""
    return f"OSI-{year}-" + "".join(secrets.choice(UNAMBIGUOUS) for _ in range(6))


def new_stream(now: datetime) -> UUID:
    """A UUIDv7 (RFC 9562, section 5.7): ordered by time, so that indexes stay small."""
    milliseconds = int(now.timestamp() * 1000)
    bits = (milliseconds << 80) | secrets.randbits(80)
    bits = bits & ~(0xF << 76) | (0x7 << 76)
    return UUID(int=bits & ~(0x3 << 62) | (0x2 << 62))
