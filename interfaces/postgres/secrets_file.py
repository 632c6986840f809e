"""The passwords that the machines of one data folder use among themselves."""

import json
import os
import tempfile
from pathlib import Path

from interfaces.postgres.file_lock import locked

NAME = "secrets.json"


def read(data: Path) -> dict[str, str]:
    """Everything in the folder's secrets.json; nothing if there is none yet."""
    try:
        text = (data / NAME).read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    kept: dict[str, str] = json.loads(text)
    return kept


def keep(data: Path, name: str, value: str) -> str:
    """The value kept under this name: the one that is there already, or else this new one."""
    with locked(data / "secrets.lock", patience=30):
        kept = read(data)
        if name not in kept:
            kept[name] = value
            _write(data / NAME, json.dumps(kept, indent=2) + "\n")
        return kept[name]


def _write(path: Path, text: str) -> None:
    """All of the text or none of it, readable by its owner only."""
    fd, new = tempfile.mkstemp(dir=path.parent, prefix=f"{path.name}.")
    try:
        with os.fdopen(fd, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(fd)
        Path(new).replace(path)
    finally:
        Path(new).unlink(missing_ok=True)
    make_lasting(path.parent)


def make_lasting(folder: Path) -> None:
    """A renamed file survives a power cut only once its folder has reached the disk."""
    if os.name == "nt":
        return
    fd = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
