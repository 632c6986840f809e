"""Whatever is killed, and whenever: what was acknowledged is there, and the record is whole."""

import json
import signal
import time
from pathlib import Path

import pytest

from tests.cli.terminal import DONE, Terminal
from tests.faults.conftest import Home
from tests.faults.served import (
    BEFORE_THE_NOTES,
    PATIENCE,
    WORD,
    Served,
    Writers,
    gone,
    serve,
    wait_until,
)
from tests.http.school_api import no

THE_SCHOOL_OPENED = 1  # line


def whole(data: Path) -> int:
    """How many lines the record has, once `daybook verify` has found it whole."""
    told = json.loads(Terminal(data).done("verify", "--json"))
    assert told["ok"] is True
    return int(told["lines"])


def nothing_lost(served: Served, incident: str, acknowledged: dict[int, str]) -> None:
    kept = served.notes(incident)
    assert {version: kept.get(version) for version in acknowledged} == acknowledged
    assert len(set(kept.values())) == len(kept), "A note was written twice."
    lines = whole(served.data)
    told = BEFORE_THE_NOTES + len(kept) + served.openings(incident)
    assert lines == THE_SCHOOL_OPENED + told
    assert WORD not in served.said
    assert "Traceback" not in served.said


def test_a_server_killed_while_people_write_loses_nothing(home: Home) -> None:
    acknowledged: dict[int, str] = {}
    incident = ""
    for notes in (5, 40):
        with serve(home.data, home.token) as served:
            incident = incident or served.report()
            writers = Writers(served, incident).start()
            writers.wait_for(notes)
            served.process.kill()
            writers.stop()
        assert not writers.refused
        acknowledged |= writers.acknowledged
    with serve(home.data, home.token) as served:
        nothing_lost(served, incident, acknowledged)


def test_postgresql_killed_while_people_write_loses_nothing_and_is_told(home: Home) -> None:
    with serve(home.data, home.token) as served:
        incident = served.report()
        writers = Writers(served, incident).start()
        writers.wait_for(20)
        served.postmaster().kill()
        writers.stop()
        for answer in writers.refused:
            no(answer, 503, "database-unavailable")
        answers_or_says_that_it_cannot(served, incident)
        served.process.terminate()
        served.process.wait(PATIENCE)
    with serve(home.data, home.token) as served:
        nothing_lost(served, incident, writers.acknowledged)


def answers_or_says_that_it_cannot(served: Served, incident: str) -> None:
    begun = time.monotonic()
    answer = served.ask("POST", f"{incident}/add-note", json={"text": WORD})
    if answer.status_code != 200:
        no(answer, 503, "database-unavailable")
        assert int(answer.headers["retry-after"]) > 0
    assert time.monotonic() - begun < PATIENCE


def test_one_connection_of_postgresql_killed_is_survived(home: Home) -> None:
    """PostgreSQL then throws everybody out, recovers by itself and takes us back."""
    with serve(home.data, home.token) as served:
        incident = served.report()
        writers = Writers(served, incident).start()
        writers.wait_for(10)
        workers = [
            worker
            for worker in served.postmaster().children()
            if "daybook_app" in " ".join(worker.cmdline())
        ]
        workers[0].kill()
        time.sleep(0.5)
        writers.stop(enough=True)
        for answer in writers.refused:
            no(answer, 503, "database-unavailable")
        wait_until(lambda: writable(served, incident), "The server does not come back.")
        nothing_lost(served, incident, writers.acknowledged)


def writable(served: Served, incident: str) -> bool:
    answer = served.ask("POST", f"{incident}/add-note", json={"text": f"{time.monotonic_ns()}"})
    return answer.status_code == 200


@pytest.mark.parametrize("asked", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "Ctrl-C"])
def test_a_server_asked_to_end_leaves_no_process_behind(home: Home, asked: signal.Signals) -> None:
    with serve(home.data, home.token) as served:
        incident = served.report()
        everybody = served.everybody()
        assert len(everybody) > 3
        begun = time.monotonic()
        served.process.send_signal(asked)
        served.process.wait(PATIENCE)
        wait_until(lambda: gone(everybody), "A process was left behind.", patience=2)
        assert time.monotonic() - begun < 10
        assert "Traceback" not in served.said
    with serve(home.data, home.token) as served:
        nothing_lost(served, incident, {})


def test_a_server_asked_to_end_while_people_write_ends(home: Home) -> None:
    with serve(home.data, home.token) as served:
        incident = served.report()
        writers = Writers(served, incident).start()
        writers.wait_for(10)
        everybody = served.everybody()
        served.process.terminate()
        served.process.wait(PATIENCE)
        writers.stop()
        wait_until(lambda: gone(everybody), "A process was left behind.", patience=2)
    with serve(home.data, home.token) as served:
        nothing_lost(served, incident, writers.acknowledged)


def test_stop_stops_postgresql_under_a_server_which_then_says_so(home: Home) -> None:
    with serve(home.data, home.token) as served:
        incident = served.report()
        postgres = [served.postmaster(), *served.postmaster().children()]
        assert Terminal(home.data).done("stop") == "PostgreSQL stopped.\n"
        assert gone(postgres)
        answers_or_says_that_it_cannot(served, incident)
    assert Terminal(home.data).done("stop") == "PostgreSQL was not running.\n"


def test_commands_work_beside_a_server_and_leave_it_running(home: Home) -> None:
    with serve(home.data, home.token) as served:
        incident = served.report()
        beside = Terminal(home.data)
        assert whole(home.data) == THE_SCHOOL_OPENED + BEFORE_THE_NOTES
        for words in (("school", "list"), ("rebuild",), ("user", "token", "A. Khan")):
            assert beside.daybook(*words).returncode == DONE
        assert served.ask("GET", incident).status_code == 200
        assert served.process.poll() is None


def test_a_second_server_on_a_taken_port_is_told_so(home: Home) -> None:
    with serve(home.data, home.token) as served:
        told = Terminal(home.data).no(3, "serve", "--port", str(served.port))
        assert told == (
            f"Port {served.port} on 127.0.0.1 is taken. Choose another: --port NUMBER."
        )
        assert served.ask("GET", "/readyz").status_code == 200
