"""Starting and stopping the embedded PostgreSQL server."""

import errno
import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import threading
import time
from hashlib import sha256
from pathlib import Path

import psutil  # type: ignore[import-untyped]
import psycopg
from psycopg.conninfo import make_conninfo

from interfaces.postgres.file_lock import lock, locked
from interfaces.postgres.new_database import SUPERUSER
from interfaces.postgres.postmaster import (
    Postmaster,
    find_postmaster,
    forget_dead_postmaster,
    is_gone,
)
from interfaces.postgres.programs import environment, programs, run_as
from interfaces.postgres.server_home import Home, PostgresUnavailable

LONGEST_SOCKET_FOLDER = 89  # bytes: macOS allows 103 with /.s.PGSQL.5432

# Seconds. A server that was cut off may have a gigabyte of its log to read through first.
TO_BECOME_READY = 300.0
FOR_ANOTHER_TRY = 20.0
TO_RECOVER = 20.0
TO_STOP = 30.0

SETTINGS = {
    "fsync": "on",
    "full_page_writes": "on",
    "jit": "off",
    "max_connections": "100",
    "shared_buffers": "128MB",
    "timezone": "UTC",
    # No words of a case may ever be in a log file: not in a statement, not in a parameter,
    # not in the message or the detail of an error (which the asker gets in any case).
    "log_destination": "stderr",
    "logging_collector": "off",
    "log_statement": "none",
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_min_duration_statement": "-1",
    "log_min_duration_sample": "-1",
    "log_transaction_sample_rate": "0",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_error_verbosity": "terse",
    "log_timezone": "UTC",
    "log_line_prefix": "%m [%p] ",
}


def is_running(home: Home) -> bool:
    return find_postmaster(home.pgdata) is not None


def shut_down(home: Home) -> bool:
    """Stop the server and wait until its last process is gone. False if there was none."""
    if (server := find_postmaster(home.pgdata)) is None:
        return False
    _until_it_can_stop(server)
    for mode in ("fast", "immediate"):
        _tell(home, server.process, mode)
        if _gone_within(TO_STOP, server.process, home):
            return True
    raise PostgresUnavailable(f"PostgreSQL does not stop. {home.log} may say why.")


def _until_it_can_stop(server: Postmaster) -> None:
    """PostgreSQL 18.4 told to stop while it recovers from a crash hangs; so let it finish."""
    where = make_conninfo(host=server.host, port=server.port).encode()
    deadline = time.monotonic() + TO_RECOVER
    while psycopg.pq.PGconn.ping(where) != psycopg.pq.Ping.OK and not is_gone(server.process):
        if time.monotonic() > deadline:
            return
        time.sleep(0.02)


def _tell(home: Home, server: psutil.Process, mode: str) -> None:
    try:
        if sys.platform == "win32":
            pg_ctl = programs(home) / "pg_ctl"
            run_as(None, [pg_ctl, "stop", "-W", "-m", mode, "-D", home.pgdata])
        else:
            server.send_signal(signal.SIGINT if mode == "fast" else signal.SIGQUIT)
    except psutil.NoSuchProcess:
        pass
    except psutil.AccessDenied:
        raise PostgresUnavailable(
            f"PostgreSQL for {home.data} was started from another account. Stop it from there."
        ) from None


def _gone_within(patience: float, server: psutil.Process, home: Home) -> bool:
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        if is_gone(server) and (alive := lock(home.folder / "server.lock", alone=True)):
            os.close(alive)
            return True
        time.sleep(0.02)
    return False


def bring_up(home: Home, password: str) -> Postmaster:
    """Start the server if need be, and again if it dies: the last one may still be dying."""
    begun = time.monotonic()
    started: subprocess.Popen[bytes] | None = None
    while True:
        server = find_postmaster(home.pgdata)
        if server is not None and server.ready and _answers(server, password):
            return server
        waited = time.monotonic() - begun
        if server is None and (started is None or started.poll() is not None):
            _give_up_after(FOR_ANOTHER_TRY, waited, home)
            started = _start(home)
        _give_up_after(TO_BECOME_READY, waited, home)
        time.sleep(0.03)


def _give_up_after(patience: float, waited: float, home: Home) -> None:
    if waited < patience:
        return
    if shutil.disk_usage(home.folder).free < 2**24:
        raise OSError(errno.ENOSPC, "No space left on device")
    raise PostgresUnavailable(f"PostgreSQL does not start. {home.log} says why.")


def _answers(server: Postmaster, password: str) -> bool:
    try:
        psycopg.connect(
            host=server.host, port=server.port, dbname="postgres",
            user=SUPERUSER, password=password, connect_timeout=5,
        ).close()  # fmt: skip
    except psycopg.OperationalError as error:
        if "password authentication failed" in str(error):
            raise PostgresUnavailable(
                "PostgreSQL refuses the password in secrets.json. "
                "Restore that file from the same backup as the database."
            ) from None
        return False
    return True


def _start(home: Home) -> subprocess.Popen[bytes]:
    """Every process of the server inherits the lock: free means that the last one is gone."""
    with locked(home.folder / "server.lock", patience=FOR_ANOTHER_TRY) as alive:
        forget_dead_postmaster(home.pgdata)
        server = _launch(home, alive)
    # Somebody must fetch a dead child, or it stays in the way as a zombie.
    threading.Thread(target=server.wait, daemon=True).start()
    return server


def _launch(home: Home, alive: int) -> subprocess.Popen[bytes]:
    settings = SETTINGS | _address(home)
    options = [part for name in settings for part in ("-c", f"{name}={settings[name]}")]
    with home.open_log() as log:
        return subprocess.Popen(
            [programs(home) / "postgres", "-D", home.pgdata, *options],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=home.folder,
            env=environment(),
            start_new_session=True,  # Ctrl-C is for us, not for the server
            pass_fds=() if sys.platform == "win32" else (alive,),
            user=home.account.uid if home.account else None,
            group=home.account.gid if home.account else None,
            extra_groups=[] if home.account else None,
        )


def _address(home: Home) -> dict[str, str]:
    if sys.platform == "win32":
        return {"listen_addresses": "127.0.0.1", "port": str(_free_port())}
    folder = _socket_folder(home)
    # It names the last server's number; nobody else ever listens in this folder.
    (folder / ".s.PGSQL.5432.lock").unlink(missing_ok=True)
    quoted = str(folder).replace('"', '""')
    return {
        "listen_addresses": "",
        "port": "5432",
        "unix_socket_directories": f'"{quoted}"',
        "unix_socket_permissions": "0700",
    }


def _socket_folder(home: Home) -> Path:
    """In the data folder, unless that makes the name too long for a socket."""
    folder = home.folder / "postgres-socket"
    if len(os.fsencode(folder)) > LONGEST_SOCKET_FOLDER:
        name = sha256(os.fsencode(home.folder)).hexdigest()[:16]
        folder = Path(tempfile.gettempdir()) / f"daybook-{name}"
    folder.mkdir(mode=0o700, exist_ok=True)
    there, us = folder.lstat(), {os.geteuid(), home.account.uid if home.account else os.geteuid()}
    if not stat.S_ISDIR(there.st_mode) or there.st_uid not in us:
        raise PostgresUnavailable(
            f"{folder} belongs to somebody else. Remove it, then start Daybook again."
        )
    folder.chmod(0o700)
    home.own(folder)
    return folder


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
