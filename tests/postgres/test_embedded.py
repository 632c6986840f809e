"""The database that Daybook brings along: it starts, is shared, stops, and outlives accidents."""

import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil  # type: ignore[import-untyped]
import psycopg
import pytest

from interfaces.postgres.embedded import Cluster, PostgresUnavailable, held, hold, running, stop
from interfaces.postgres.server_home import NOTE

HOLD_UNTIL_TOLD = """
import sys
from pathlib import Path
from interfaces.postgres.embedded import hold
cluster = hold(Path(sys.argv[1]))
print("holding", flush=True)
sys.stdin.read()
cluster.release()
"""

HOLD_UNTIL_SIGTERM = """
import atexit, signal, sys
from pathlib import Path
from interfaces.postgres.embedded import hold
cluster = hold(Path(sys.argv[1]))
atexit.register(cluster.release)
signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
print("holding", flush=True)
signal.pause()
"""


@pytest.fixture(scope="module")
def data() -> Iterator[Path]:
    """One data folder for every story that does not need a new one."""
    with tempfile.TemporaryDirectory(prefix="daybook-") as folder:
        yield Path(folder)
        stop(Path(folder))


@pytest.fixture
def new_data() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="daybook-") as folder:
        yield Path(folder)
        stop(Path(folder))


def ask(cluster: Cluster, question: str) -> object:
    conninfo = cluster.conninfo("postgres", cluster.superuser_password)
    with psycopg.connect(conninfo, autocommit=True) as connection:
        answer = connection.execute(question.encode())
        return (answer.fetchone() or [None])[0] if answer.description else None


def another_holder(data: Path, script: str = HOLD_UNTIL_TOLD) -> "subprocess.Popen[str]":
    holder = subprocess.Popen(
        [sys.executable, "-c", script, str(data)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "holding\n"
    return holder


def tell_to_leave(holder: "subprocess.Popen[str]") -> None:
    holder.communicate(timeout=30)
    assert holder.returncode == 0


def kill(holder: "subprocess.Popen[str]") -> None:
    holder.kill()
    holder.communicate(timeout=30)


def postmaster_of(data: Path) -> int:
    note = data / NOTE
    folder = Path(note.read_text().splitlines()[0]) if note.exists() else data
    return int((folder / "postgres" / "postmaster.pid").read_text().splitlines()[0])


def test_a_first_start_makes_a_private_database_called_daybook(new_data: Path) -> None:
    with held(new_data) as cluster:
        assert ask(cluster, "SELECT current_database()") == "daybook"
        assert str(ask(cluster, "SHOW server_version")).startswith("18.")
        assert ask(cluster, "SHOW fsync") == "on"
        assert ask(cluster, "SHOW data_checksums") == "on"
        assert ask(cluster, "SHOW server_encoding") == "UTF8"
        assert ask(cluster, "SHOW listen_addresses") == ""
    private = [new_data, new_data / "postgres", new_data / "secrets.json"]
    assert not any(stat.S_IMODE(path.stat().st_mode) & 0o007 for path in private)
    assert not list(new_data.glob("postgres.new-*"))


def test_no_password_is_ever_left_out_or_shown(data: Path) -> None:
    with held(data) as cluster:
        assert cluster.superuser_password not in repr(cluster)
        for wrong in ("", "guess"):
            with pytest.raises(psycopg.OperationalError, match="password"):
                psycopg.connect(cluster.conninfo("postgres", wrong))
        rules = ask(cluster, "SELECT string_agg(DISTINCT auth_method, ' ') FROM pg_hba_file_rules")
        assert rules == "scram-sha-256"


def test_a_second_start_finds_what_the_first_wrote(data: Path) -> None:
    with held(data) as cluster:
        ask(cluster, "CREATE TABLE second_start AS SELECT 'A. Khan' AS lead")
    assert not running(data)
    with held(data) as cluster:
        assert ask(cluster, "SELECT lead FROM second_start") == "A. Khan"


def test_the_first_of_two_to_leave_does_not_stop_it_and_the_last_does(data: Path) -> None:
    with held(data):
        server = postmaster_of(data)
        other = another_holder(data)
    assert running(data)
    assert postmaster_of(data) == server
    tell_to_leave(other)
    assert not running(data)
    assert not psutil.pid_exists(server)


def test_two_holds_in_one_process_count_as_two_and_letting_go_twice_as_once(data: Path) -> None:
    first, second = hold(data), hold(data)
    first.release()
    first.release()
    assert ask(second, "SELECT 1") == 1
    second.release()
    assert not running(data)


def test_two_processes_that_start_it_at_once_share_one_server(data: Path) -> None:
    command = [sys.executable, "-c", HOLD_UNTIL_TOLD, str(data)]
    both = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    for one in both:
        tell_to_leave(one)
    assert not running(data)


def test_a_killed_holder_no_longer_counts_and_the_next_one_stops_the_server(data: Path) -> None:
    holder = another_holder(data)
    server = postmaster_of(data)
    kill(holder)
    assert running(data)
    with held(data) as cluster:
        assert postmaster_of(data) == server
        assert ask(cluster, "SELECT 1") == 1
    assert not running(data)


def test_a_holder_asked_to_end_stops_the_server_on_its_way_out(data: Path) -> None:
    holder = another_holder(data, HOLD_UNTIL_SIGTERM)
    holder.send_signal(signal.SIGTERM)
    tell_to_leave(holder)
    assert not running(data)


def test_ctrl_c_reaches_us_and_not_the_server(data: Path) -> None:
    with held(data):
        assert os.getsid(postmaster_of(data)) != os.getsid(0)


def test_after_the_server_was_killed_the_next_hold_starts_it_with_everything_in_it(
    data: Path,
) -> None:
    first = hold(data)
    ask(first, "CREATE TABLE killed AS SELECT 'B. Jones' AS teacher")
    dead = postmaster_of(data)
    os.kill(dead, signal.SIGKILL)
    with held(data) as second:
        assert postmaster_of(data) != dead
        assert ask(second, "SELECT teacher FROM killed") == "B. Jones"
    assert running(data)
    first.release()
    assert not running(data)


def test_a_server_still_busy_dying_is_waited_for(data: Path) -> None:
    with held(data) as cluster:
        conninfo = cluster.conninfo("postgres", cluster.superuser_password)
        with psycopg.connect(conninfo) as connection:
            busy = connection.info.backend_pid
            os.kill(busy, signal.SIGSTOP)
            os.kill(postmaster_of(data), signal.SIGKILL)
            waker = subprocess.Popen(["sh", "-c", f"sleep 1; kill -CONT {busy}"])
            begun = time.monotonic()
            with held(data) as again:
                assert ask(again, "SELECT 1") == 1
            assert time.monotonic() - begun > 0.8
            waker.wait(timeout=10)


def test_a_dead_server_that_nobody_has_fetched_does_not_keep_it_from_starting(
    data: Path,
) -> None:
    holder = another_holder(data)
    holder.send_signal(signal.SIGSTOP)
    while psutil.Process(holder.pid).status() != psutil.STATUS_STOPPED:
        time.sleep(0.01)
    server = postmaster_of(data)
    os.kill(server, signal.SIGKILL)
    with held(data) as cluster:
        with suppress(psutil.NoSuchProcess):  # Some machines' first process fetches it at once.
            assert psutil.Process(server).status() == psutil.STATUS_ZOMBIE
        assert ask(cluster, "SELECT 1") == 1
    holder.send_signal(signal.SIGCONT)
    tell_to_leave(holder)
    assert not running(data)


def test_a_left_over_number_of_some_other_program_does_not_keep_it_from_starting(
    data: Path,
) -> None:
    holder = another_holder(data)
    server = postmaster_of(data)
    pid_file = Path(psutil.Process(server).cwd()) / "postmaster.pid"
    lines = pid_file.read_text().splitlines()
    kill(holder)
    os.kill(server, signal.SIGKILL)
    pid_file.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")
    assert not running(data)
    with held(data) as cluster:
        assert ask(cluster, "SELECT 1") == 1


def test_a_start_cut_short_leaves_nothing_half_made(new_data: Path) -> None:
    starter = subprocess.Popen(
        [sys.executable, "-c", HOLD_UNTIL_TOLD, str(new_data)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    while not list(new_data.glob("postgres.new-*/data/base")):
        assert starter.poll() is None
        time.sleep(0.005)
    kill(starter)
    assert not (new_data / "postgres").exists()
    with held(new_data) as cluster:
        assert ask(cluster, "SELECT current_database()") == "daybook"
    assert not list(new_data.glob("postgres.new-*"))


def test_stop_stops_it_whoever_holds_on(data: Path) -> None:
    holder = another_holder(data)
    assert stop(data)
    assert not running(data)
    assert not stop(data)
    tell_to_leave(holder)


def test_stopping_where_there_never_was_a_database_makes_no_folder(tmp_path: Path) -> None:
    assert not stop(tmp_path / "nothing")
    assert not (tmp_path / "nothing").exists()


def test_a_long_name_with_spaces_and_quotes_is_a_good_data_folder(new_data: Path) -> None:
    deep = new_data / 'St "Elm\'s" $school, ' / ("é" * 60)
    deep.parent.mkdir(mode=0o755)
    new_data.chmod(0o755)
    try:
        with held(deep) as cluster:
            assert len(os.fsencode(cluster.host)) < 90
            assert ask(cluster, "SELECT current_database()") == "daybook"
    finally:
        Path(cluster.host).rmdir()


def test_no_word_of_a_case_reaches_the_log(data: Path) -> None:
    with held(data) as cluster:
        conninfo = cluster.conninfo("postgres", cluster.superuser_password)
        with psycopg.connect(conninfo, autocommit=True) as connection:
            connection.execute("CREATE TABLE pupil (name text PRIMARY KEY)")
            connection.execute("INSERT INTO pupil VALUES ('Pupil Okoro')")
            with pytest.raises(psycopg.errors.UniqueViolation):
                connection.execute("INSERT INTO pupil VALUES (%s)", ["Pupil Okoro"])
            with pytest.raises(psycopg.errors.InvalidTextRepresentation):
                connection.execute("SELECT 'Pupil Okoro'::int")
            crash = "SELECT pg_sleep(20), 'Pupil Okoro'"
            waker = subprocess.Popen(
                ["sh", "-c", f"sleep 0.3; kill -SEGV {connection.info.backend_pid}"]
            )
            with pytest.raises(psycopg.OperationalError):
                connection.execute(crash)
            waker.wait(timeout=10)
    log = (data / "postgres.log").read_text()
    assert "was terminated by signal" in log
    assert "Okoro" not in log


def test_a_database_of_another_version_is_left_alone(new_data: Path) -> None:
    (new_data / "postgres").mkdir()
    (new_data / "postgres" / "PG_VERSION").write_text("16\n")
    with pytest.raises(PostgresUnavailable, match="made by PostgreSQL 16"):
        hold(new_data)


def test_a_lost_password_is_asked_back_and_not_made_up(new_data: Path) -> None:
    with held(new_data):
        pass
    (new_data / "secrets.json").unlink()
    with pytest.raises(PostgresUnavailable, match="Restore that file from a backup"):
        hold(new_data)
    (new_data / "secrets.json").write_text('{"postgres_superuser_password": "wrong"}')
    with pytest.raises(PostgresUnavailable, match="refuses the password"):
        hold(new_data)
    assert not running(new_data)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root is told to keep out")
def test_root_keeps_the_database_elsewhere_when_its_account_cannot_enter(tmp_path: Path) -> None:
    tmp_path.chmod(0o700)
    data = tmp_path / "daybook"
    with held(data) as cluster:
        ask(cluster, "CREATE TABLE elsewhere AS SELECT 'A. Khan' AS lead")
    kept_in = Path((data / NOTE).read_text().splitlines()[0])
    with held(data.rename(tmp_path / "moved")) as cluster:
        assert ask(cluster, "SELECT lead FROM elsewhere") == "A. Khan"
        assert postmaster_of(tmp_path / "moved")
    shutil.rmtree(kept_in)
    with pytest.raises(PostgresUnavailable, match="is gone"):
        hold(tmp_path / "moved")


def test_a_file_is_not_a_data_folder(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").touch()
    with pytest.raises(PostgresUnavailable, match="is not a folder"):
        hold(tmp_path / "notes.txt")
