"""Which PostgreSQL server, if any, is running on a database folder."""

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil  # type: ignore[import-untyped]


@dataclass(frozen=True, slots=True)
class Postmaster:
    process: psutil.Process
    host: str
    port: int
    ready: bool


def find_postmaster(pgdata: Path) -> Postmaster | None:
    """The live server that the folder's postmaster.pid speaks of (its layout: pidfile.h)."""
    lines = _pid_file(pgdata)
    if not lines or (process := _server_process(lines[0], pgdata)) is None:
        return None
    if len(lines) < 8:  # it is still being written
        return Postmaster(process, "", 0, ready=False)
    return Postmaster(process, lines[4] or "127.0.0.1", int(lines[3]), lines[7] == "ready")


def forget_dead_postmaster(pgdata: Path) -> None:
    """Take away a left-over pid file that would keep PostgreSQL from starting.

    It does so when the file is empty (after a power cut), or when its number belongs to a zombie
    or, after a restart of the machine, to some other program. Only for callers who know that no
    process of the old server is left.
    """
    file, lines = pgdata / "postmaster.pid", _pid_file(pgdata)
    if not file.exists() or find_postmaster(pgdata) is not None:
        return
    if not lines or (lines[0].isdigit() and psutil.pid_exists(int(lines[0]))):
        file.unlink()


def is_gone(process: psutil.Process) -> bool:
    with suppress(psutil.NoSuchProcess):
        return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE
    return True


def _pid_file(pgdata: Path) -> list[str]:
    try:
        lines = (pgdata / "postmaster.pid").read_text(errors="replace").splitlines()
    except FileNotFoundError:
        return []
    return [line.strip() for line in lines]


def _server_process(number: str, pgdata: Path) -> psutil.Process | None:
    try:
        process = psutil.Process(int(number))
        alive = not is_gone(process) and process.name().startswith("postgres")
        return process if alive and _works_on(process, pgdata) else None
    except (ValueError, psutil.NoSuchProcess):
        return None


def _works_on(process: psutil.Process, pgdata: Path) -> bool:
    """A server works in its folder; where we may not look, its command line tells."""
    try:
        return Path(process.cwd()) == pgdata
    except psutil.AccessDenied:
        return str(pgdata) in process.cmdline()
