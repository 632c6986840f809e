"""Where the files of the embedded PostgreSQL lie, and which account of the machine runs it."""

import os
import secrets
import shutil
import stat
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

ELSEWHERE = Path("/var/lib/daybook")
LONGEST_LOG = 5 * 2**20  # bytes
NOTE = "where-postgres-is.txt"
SAID_IN_THE_NOTE = """{home}

Daybook was started by root. PostgreSQL refuses to run as root, and the account that it
runs as cannot enter this folder. So the database is kept in the folder named above.
The two belong together: move, back up or delete them together.
"""


class PostgresUnavailable(Exception):
    """The database cannot be had; the message is a sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class Account:
    """Who runs the server, where Daybook itself is run by root."""

    uid: int
    gid: int


@dataclass(frozen=True, slots=True)
class Home:
    """The folders of one embedded server. `account` is None where it runs as ourselves."""

    data: Path
    folder: Path
    account: Account | None

    @property
    def pgdata(self) -> Path:
        return self.folder / "postgres"

    @property
    def log(self) -> Path:
        return self.data / "postgres.log"

    def open_log(self) -> BinaryIO:
        if self.log.exists() and self.log.stat().st_size > LONGEST_LOG:
            self.log.replace(self.log.with_suffix(".log.old"))
        return os.fdopen(os.open(self.log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "ab")

    def own(self, path: Path) -> None:
        """Give one file or folder to the account that runs the server."""
        if self.account is not None:
            os.chown(path, self.account.uid, self.account.gid)


def find_home(data: Path) -> Home:
    """Where the server of a data folder lives, found without making anything."""
    note = data / NOTE
    folder = Path(note.read_text().splitlines()[0]) if note.exists() else data
    return Home(data, folder, _owner(folder / "postgres"))


def make_home(data: Path) -> Home:
    """Where the server of a data folder lives, with the folders for it made."""
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    home = find_home(data)
    if not _run_by_root():
        _close_to_others(data)
        return home
    account = home.account or _server_account()
    if home.folder == data and not _let_pass(account, data):
        home = _move_elsewhere(home, account)
    if not home.folder.exists():
        raise PostgresUnavailable(
            f"The database was kept in {home.folder}, which is gone. Restore it from a backup."
        )
    if home.folder != data:
        os.chown(home.folder, -1, account.gid)
    _hand_over(home.pgdata, account)
    return Home(data, home.folder, account)


def _run_by_root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0


def _owner(pgdata: Path) -> Account | None:
    """PostgreSQL runs only as the owner of its data: across containers, numbers may differ."""
    if not _run_by_root() or not pgdata.exists():
        return None
    there = pgdata.stat()
    return Account(there.st_uid, there.st_gid) if there.st_uid != 0 else None


def _server_account() -> Account:
    account = _named("daybook") or _added("daybook") or _named("nobody")
    if account is None:
        raise PostgresUnavailable(
            "PostgreSQL refuses to run as root and there is no account named daybook. "
            "Add one with `useradd --system daybook`, or start Daybook from an ordinary account."
        )
    return account


def _named(name: str) -> Account | None:
    import pwd

    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        return None
    return Account(entry.pw_uid, entry.pw_gid) if entry.pw_uid != 0 else None


def _added(name: str) -> Account | None:
    adder = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin")
    if adder is not None:
        options = ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin"]
        subprocess.run([adder, *options, name], check=False, capture_output=True)
    return _named(name)


def _hand_over(pgdata: Path, account: Account) -> None:
    """A database restored from a copy may have come back as the property of root."""
    if not pgdata.exists() or pgdata.stat().st_uid == account.uid:
        return
    for path in (*pgdata.rglob("*"), pgdata):
        os.chown(path, account.uid, account.gid, follow_symlinks=False)


def _let_pass(account: Account, data: Path) -> bool:
    """May the account reach the data folder? It may walk through ours, and see nothing there."""
    if may_pass(account, data.parent) and _is_ours(data):
        os.chown(data, -1, account.gid)
        data.chmod(0o710)
    return may_pass(account, data)


def _close_to_others(data: Path) -> None:
    if _is_ours(data) and stat.S_IMODE(data.stat().st_mode) != 0o700:
        data.chmod(0o700)


def _is_ours(data: Path) -> bool:
    """A folder that held other things before stays as it is."""
    marks = (data / "secrets.json", data / "postgres")
    return any(mark.exists() for mark in marks) or not any(data.iterdir())


def may_pass(account: Account, folder: Path) -> bool:
    return all(_may_enter(account, step.stat()) for step in (folder, *folder.parents))


def _may_enter(account: Account, there: os.stat_result) -> bool:
    if there.st_uid == account.uid:
        return bool(there.st_mode & stat.S_IXUSR)
    if there.st_gid == account.gid:
        return bool(there.st_mode & stat.S_IXGRP)
    return bool(there.st_mode & stat.S_IXOTH)


def _move_elsewhere(home: Home, account: Account) -> Home:
    if home.pgdata.exists():
        raise PostgresUnavailable(
            f"The account that runs PostgreSQL cannot enter {home.data}. "
            "Move that folder to a place open to every account, such as /srv."
        )
    ELSEWHERE.mkdir(mode=0o711, parents=True, exist_ok=True)
    ELSEWHERE.chmod(0o711)
    folder = ELSEWHERE / secrets.token_hex(8)
    folder.mkdir()
    folder.chmod(0o710)
    (home.data / NOTE).write_text(SAID_IN_THE_NOTE.format(home=folder))
    return Home(home.data, folder, account)
