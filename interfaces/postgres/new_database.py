"""Making the database of a data folder, whole or not at all."""

import errno
import shutil
import tempfile
from pathlib import Path

from interfaces.postgres.file_lock import locked
from interfaces.postgres.programs import programs, run_as
from interfaces.postgres.secrets_file import make_lasting
from interfaces.postgres.server_home import Home, PostgresUnavailable

SUPERUSER = "postgres"
FOR_THE_LAST_ONE = 20.0  # seconds


def initialise(home: Home, password: str) -> None:
    """Make the database beside its place, so that a start cut short leaves nothing half-made.

    The programs inherit the lock: those of a start cut short may still be at work.
    """
    with locked(home.folder / "server.lock", patience=FOR_THE_LAST_ONE) as alive:
        for left_over in home.folder.glob("postgres.new-*"):
            shutil.rmtree(left_over)
        scratch = Path(tempfile.mkdtemp(dir=home.folder, prefix="postgres.new-"))
        home.own(scratch)
        try:
            _make_database(home, scratch / "data", _password_file(home, scratch, password), alive)
            (scratch / "data").rename(home.pgdata)
            make_lasting(home.folder)
        finally:
            shutil.rmtree(scratch, ignore_errors=True)


def _password_file(home: Home, scratch: Path, password: str) -> Path:
    path = scratch / "password"
    path.touch(mode=0o600)
    path.write_text(password)
    home.own(path)
    return path


def _make_database(home: Home, pgdata: Path, password_file: Path, alive: int) -> None:
    bin = programs(home)
    initdb = [
        "--auth=scram-sha-256", f"--pwfile={password_file}", f"--username={SUPERUSER}",
        "--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8",
        "--data-checksums", f"--pgdata={pgdata}",
    ]  # fmt: skip
    single = ["--single", "-c", "exit_on_error=on", "-D", str(pgdata), "postgres"]
    _must_run(home, [bin / "initdb", *initdb], alive)
    _must_run(home, [bin / "postgres", *single], alive, say="CREATE DATABASE daybook\n")


def _must_run(home: Home, command: list[str | Path], alive: int, say: str = "") -> None:
    ran = run_as(home.account, command, say, inherited=(alive,))
    if ran.returncode == 0:
        return
    if "No space left" in ran.stderr:
        raise OSError(errno.ENOSPC, "No space left on device")
    with home.open_log() as log:
        log.write(ran.stderr.encode())
    raise PostgresUnavailable(f"PostgreSQL could not be set up. {home.log} says why.")
