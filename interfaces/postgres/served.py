"""Where the Daybook of a data folder is served, for commands that are run beside it.

The address is true while the lock is held, and the operating system frees that with the process.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from interfaces.postgres.file_lock import lock, wait_for_lock

LOCK, ADDRESS = "serving.lock", "served-at.txt"
PATIENCE = 1.0  # seconds: somebody may just be looking


@contextmanager
def noted(data: Path, address: str) -> Iterator[None]:
    """Where two serve one folder, that of the first is noted."""
    try:
        held = wait_for_lock(data / LOCK, patience=PATIENCE)
    except TimeoutError:
        yield
        return
    try:
        (data / ADDRESS).write_text(f"{address}\n", encoding="utf-8")
        yield
    finally:
        (data / ADDRESS).unlink(missing_ok=True)
        os.close(held)


def served_at(data: Path) -> str | None:
    """None when nobody serves it. Looking makes nothing."""
    if not (data / ADDRESS).exists():
        return None
    if free := lock(data / LOCK, alone=False):
        os.close(free)
        return None
    try:
        return (data / ADDRESS).read_text(encoding="utf-8").strip() or None
    except FileNotFoundError:
        return None
