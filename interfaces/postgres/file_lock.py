"""Locks on files, which the operating system frees by itself when their holder dies."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
    import secrets

    # Windows has no shared locks here, so each sharer locks one byte of its own choice.
    _WHOLE = 2**30

    def _lock(fd: int, *, alone: bool) -> None:
        os.lseek(fd, 0 if alone else secrets.randbelow(_WHOLE), os.SEEK_SET)
        msvcrt.locking(fd, msvcrt.LK_NBLCK, _WHOLE if alone else 1)

else:
    import fcntl

    def _lock(fd: int, *, alone: bool) -> None:
        fcntl.flock(fd, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)


def lock(path: Path, *, alone: bool) -> int | None:
    """The locked file, or None if somebody else's lock is in the way. Closing it frees it."""
    fd = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _lock(fd, alone=alone)
    except OSError:
        os.close(fd)
        return None
    except BaseException:
        os.close(fd)
        raise
    return fd


def wait_for_lock(path: Path, *, patience: float) -> int:
    """The file, locked for us alone; TimeoutError when the others do not let go of it."""
    deadline = time.monotonic() + patience
    while (fd := lock(path, alone=True)) is None:
        if time.monotonic() > deadline:
            raise TimeoutError
        time.sleep(0.02)
    return fd


@contextmanager
def locked(path: Path, *, patience: float) -> Iterator[int]:
    fd = wait_for_lock(path, patience=patience)
    try:
        yield fd
    finally:
        with suppress(OSError):
            os.close(fd)
