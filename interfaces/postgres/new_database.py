"""Making the database of a data folder, whole or not at all."""

import errno
import shutil
import tempfile
from pathlib import Path

from interfaces.postgres import secrets_file
from interfaces.postgres.server_home import Home, PostgresUnavailable, programs, run_as

SUPERUSER = "postgres"


def initialise(home: Home, password: str) -> None:
    """Make the database beside its place, so that a start cut short leaves nothing half-made."""
    for left_over in home.folder.glob("postgres.new-*"):
        shutil.rmtree(left_over, ignore_errors=True)
    scratch = Path(tempfile.mkdtemp(dir=home.folder, prefix="postgres.new-"))
    home.own(scratch)
    try:
        _make_database(home, scratch / "data", _password_file(home, scratch, password))
        (scratch / "data").rename(home.pgdata)
        secrets_file.make_lasting(home.folder)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _password_file(home: Home, scratch: Path, password: str) -> Path:
    path = scratch / "password"
    path.touch(mode=0o600)
    path.write_text(password)
    home.own(path)
    return path


def _make_database(home: Home, pgdata: Path, password_file: Path) -> None:
    bin = programs(home)
    initdb = [
        "--auth=scram-sha-256", f"--pwfile={password_file}", f"--username={SUPERUSER}",
        "--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8",
        "--data-checksums", f"--pgdata={pgdata}",
    ]  # fmt: skip
    single = ["--single", "-c", "exit_on_error=on", "-D", str(pgdata), "postgres"]
    _must_run(home, [bin / "initdb", *initdb])
    _must_run(home, [bin / "postgres", *single], say="CREATE DATABASE daybook\n")


def _must_run(home: Home, command: list[str | Path], say: str = "") -> None:
    ran = run_as(home.account, command, say)
    if ran.returncode == 0:
        return
    if "No space left" in ran.stderr:
        raise OSError(errno.ENOSPC, "No space left on device")
    with home.open_log() as log:
        log.write(ran.stderr.encode())
    raise PostgresUnavailable(f"PostgreSQL could not be set up. {home.log} says why.")
