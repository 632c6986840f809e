"""Names that nobody can guess and nobody can mistake for another."""

import re
import secrets
from datetime import datetime
from uuid import UUID

from domain.texts import is_unseen

UNAMBIGUOUS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_reference(year: int) -> str:
    """Such as OSI-2026-K7Q4ZM: random, without letters that are read as others."""
    return f"OSI-{year}-" + "".join(secrets.choice(UNAMBIGUOUS) for _ in range(6))


def as_reference(said: str) -> str:
    """As it is kept, however it was typed: `osi 2026 k7q4zm` is OSI-2026-K7Q4ZM."""
    return re.sub(r"[\s\-\u2010-\u2015]+", "-", "".join(map(shown, said)).strip()).upper()


def shown(sign: str) -> str:
    return "" if is_unseen(sign) and not sign.isspace() else sign


def new_stream(now: datetime) -> UUID:
    """A UUIDv7 (RFC 9562, section 5.7): ordered by time, so that indexes stay small."""
    milliseconds = int(now.timestamp() * 1000)
    bits = (milliseconds << 80) | secrets.randbits(80)
    bits = bits & ~(0xF << 76) | (0x7 << 76)
    return UUID(int=bits & ~(0x3 << 62) | (0x2 << 62))
