"""A PostgreSQL server of our own, for schools that do not run one."""

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from psycopg.conninfo import make_conninfo

from interfaces.postgres import secrets_file
from interfaces.postgres.file_lock import lock, locked, wait_for_lock
from interfaces.postgres.new_database import initialise
from interfaces.postgres.server import TO_BECOME_READY, TO_STOP, bring_up, is_running, shut_down
from interfaces.postgres.server_home import Home, PostgresUnavailable, find_home, make_home

__all__ = ["Cluster", "PostgresUnavailable", "held", "hold", "made", "running", "stop"]

VERSION = "18"
PASSWORD = "postgres_superuser_password"  # its name in secrets.json


@dataclass(frozen=True, slots=True)
class Cluster:
    """A running embedded server that this process holds on to."""

    data: Path
    host: str
    port: int
    superuser_password: str = field(repr=False)
    _holds: dict[int, int] = field(repr=False, compare=False)

    def conninfo(self, user: str, password: str, dbname: str = "daybook") -> str:
        return make_conninfo(
            host=self.host, port=self.port, user=user, password=password, dbname=dbname
        )

    def release(self) -> None:
        """Let go, once. The last holder to let go stops the server and waits until it is gone.

        Safe to call again, from a signal handler, and in a forked child (which holds nothing).
        """
        if (ours := self._holds.pop(os.getpid(), None)) is not None:
            _let_go(find_home(self.data), ours)


def hold(data: Path) -> Cluster:
    """The server of this data folder: made if new, started if down, kept up until released."""
    data = data.expanduser().resolve()
    with _in_plain_words(data):
        make_home(data)
        with locked(data / "start.lock", patience=TO_BECOME_READY):
            return _hold(make_home(data))


@contextmanager
def held(data: Path) -> Iterator[Cluster]:
    cluster = hold(data)
    try:
        yield cluster
    finally:
        cluster.release()


def stop(data: Path) -> bool:
    """Stop the server, whoever holds on to it. False if there was none running."""
    data = data.expanduser().resolve()
    if not running(data):
        return False
    with _in_plain_words(data), locked(data / "start.lock", patience=TO_BECOME_READY):
        return shut_down(find_home(data))


def made(data: Path) -> bool:
    """Whether there is a database. Looking makes nothing."""
    data = data.expanduser().resolve()
    with _in_plain_words(data):
        return find_home(data).pgdata.exists()


def running(data: Path) -> bool:
    data = data.expanduser().resolve()
    with _in_plain_words(data):
        return is_running(find_home(data))


def _hold(home: Home) -> Cluster:
    ours = lock(home.data / "holders.lock", alone=False)
    assert ours is not None  # it is locked against sharing only under start.lock
    try:
        password = _password_of_database(home)
        server = bring_up(home, password)
    except BaseException:
        os.close(ours)
        _stop_if_last(home)
        raise
    return Cluster(home.data, server.host, server.port, password, {os.getpid(): ours})


def _let_go(home: Home, ours: int) -> None:
    """Leave the server running when it cannot be settled who is last: the next one stops it."""
    with suppress(OSError, PostgresUnavailable):
        start = None
        try:
            start = wait_for_lock(home.data / "start.lock", patience=TO_STOP)
        finally:
            os.close(ours)
        try:
            _stop_if_last(home)
        finally:
            os.close(start)


def _stop_if_last(home: Home) -> None:
    if (last := lock(home.data / "holders.lock", alone=True)) is None:
        return
    try:
        shut_down(home)
    finally:
        os.close(last)


def _password_of_database(home: Home) -> str:
    """The superuser's password, once there is a database to use it on."""
    if not home.pgdata.exists():
        password = secrets_file.keep(home.data, PASSWORD, secrets.token_urlsafe(32))
        initialise(home, password)
        return password
    if (version := (home.pgdata / "PG_VERSION").read_text().strip()) != VERSION:
        raise PostgresUnavailable(
            f"The database in {home.pgdata} was made by PostgreSQL {version}, and this Daybook "
            f"brings PostgreSQL {VERSION}. Use the Daybook that made it, or restore a backup."
        )
    try:
        return secrets_file.read(home.data)[PASSWORD]
    except KeyError:
        raise PostgresUnavailable(
            f"The password in {home.data / 'secrets.json'} is gone. "
            "Restore that file from a backup."
        ) from None


@contextmanager
def _in_plain_words(data: Path) -> Iterator[None]:
    try:
        yield
    except TimeoutError:
        raise PostgresUnavailable(
            f"Another program is still starting or stopping the database in {data}. "
            "Try again in a minute."
        ) from None
    except OSError as error:
        raise PostgresUnavailable(_plain_words(error, data)) from error


def _plain_words(error: OSError, data: Path) -> str:
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return f"The disk that holds {data} is full. Make room on it, then try again."
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return (
                f"Daybook may not write in {error.filename or data}. Start it from the account "
                "that this folder belongs to, or choose another folder with --data."
            )
        case errno.EEXIST | errno.ENOTDIR:
            return f"{data} is not a folder. Choose a folder with --data."
        case _:
            return f"PostgreSQL could not be started in {data}: {error.strerror or error}."
