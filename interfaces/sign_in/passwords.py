"""Passwords, kept as Argon2id and compared in the same time for everybody."""

import secrets
from functools import cache
from threading import BoundedSemaphore

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

HASHER = PasswordHash((Argon2Hasher(),))
AT_ONCE = BoundedSemaphore(4)  # Each takes 64 MiB: a flood of guesses shall wait, not fill memory.


def hashed(password: str) -> str:
    with AT_ONCE:
        return HASHER.hash(password)


def matches(password: str, kept: str | None) -> bool:
    """Where no password is kept the work is done all the same, so that time tells nothing."""
    expected = kept or nobodys()
    with AT_ONCE:
        right = HASHER.verify(password, expected)
    return right and kept is not None


@cache
def nobodys() -> str:
    return hashed(secrets.token_urlsafe(32))
