"""A `daybook serve` of our own, and clients that write to it until they are cut off."""

import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2
import psutil  # type: ignore[import-untyped]

from interfaces.postgres.postmaster import find_postmaster
from interfaces.postgres.server_home import find_home
from tests.cli.terminal import DAYBOOK, surroundings

PATIENCE = 30.0  # seconds
TO_START = 90.0  # seconds: PostgreSQL as well, on a machine that may be busy with other tests
WORD = "Marigold"  # It stands in every text, so no log may hold it.


# A report writes two lines: that it was reported, and the routes that the playbook opened for it.
BEFORE_THE_NOTES = 2


@dataclass
class Served:
    data: Path
    token: str
    port: int
    process: "subprocess.Popen[bytes]"

    def client(self) -> httpx2.Client:
        return httpx2.Client(
            base_url=f"http://127.0.0.1:{self.port}",
            headers={"Authorization": f"Bearer {self.token}"},
            timeout=PATIENCE + 5,
            trust_env=False,
        )

    def ask(self, method: str, path: str, **sent: Any) -> httpx2.Response:
        with self.client() as client:
            return client.request(method, path, **sent)

    def report(self) -> str:
        body = {"summary": f"{WORD} was filmed.", "about_an_adult_here": "no"}
        body["in_danger_now"] = "no"
        answer = self.ask("POST", "/api/incidents", json=body)
        assert answer.status_code == 201, answer.text
        return str(answer.headers["location"])

    def notes(self, incident: str) -> dict[int, str]:
        """Every note of the incident, by its version."""
        answer = self.ask("GET", f"{incident}/timeline")
        assert answer.status_code == 200, answer.text
        items = answer.json()["items"]
        assert [item["version"] for item in items] == list(range(1, len(items) + 1))
        notes = [item for item in items if item["name"] == "note-added.1"]
        assert len(items) == BEFORE_THE_NOTES + len(notes)
        return {item["version"]: item["fields"]["text"] for item in notes}

    def openings(self, incident: str) -> int:
        """How many lines tell who has opened the incident, without this look at them."""
        answer = self.ask("GET", f"{incident}/reads")
        assert answer.status_code == 200, answer.text
        return len(answer.json()["items"])

    def everybody(self) -> list[psutil.Process]:
        """The server, PostgreSQL and each of its processes."""
        server = psutil.Process(self.process.pid)
        return [server, *server.children(recursive=True)]

    def postmaster(self) -> psutil.Process:
        found = find_postmaster(find_home(self.data).pgdata)
        assert found is not None, "PostgreSQL does not run."
        process: psutil.Process = found.process
        return process

    @property
    def said(self) -> str:
        """All that the server and PostgreSQL have written to their logs."""
        logs = (self.data / "serve.log", find_home(self.data).log)
        return "".join(log.read_text(errors="replace") for log in logs)


@contextmanager
def serve(data: Path, token: str) -> Iterator[Served]:
    """A server that answers; killed at the end if it still runs."""
    port = free_port()
    with (data / "serve.log").open("ab") as log:
        process = subprocess.Popen(
            [*DAYBOOK, "serve", "--port", str(port), "--data", str(data)],
            env=surroundings(),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        )
    served = Served(data, token, port, process)
    try:
        wait_until(lambda: answers(served), "The server does not start.", TO_START)
        yield served
    finally:
        process.kill()
        process.wait(PATIENCE)


def answers(served: Served) -> bool:
    assert served.process.poll() is None, served.said
    try:
        return served.ask("GET", "/readyz").status_code == 200
    except httpx2.TransportError:
        return False


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until(true: Callable[[], bool], otherwise: str, patience: float = PATIENCE) -> None:
    deadline = time.monotonic() + patience
    while not true():
        assert time.monotonic() < deadline, otherwise
        time.sleep(0.05)


def gone(processes: list[psutil.Process]) -> bool:
    return not any(
        process.is_running() and process.status() != psutil.STATUS_ZOMBIE
        for process in processes
        if psutil.pid_exists(process.pid)
    )


@dataclass
class Writers:
    """Clients that add notes, each the next when the last is answered, until one is not."""

    served: Served
    incident: str
    acknowledged: dict[int, str] = field(default_factory=dict)
    refused: list[httpx2.Response] = field(default_factory=list)
    unanswered: list[str] = field(default_factory=list)
    threads: list[threading.Thread] = field(default_factory=list)
    enough: threading.Event = field(default_factory=threading.Event)

    def start(self, clients: int = 4) -> "Writers":
        self.threads = [
            threading.Thread(target=self.write, args=(name,)) for name in range(clients)
        ]
        for thread in self.threads:
            thread.start()
        return self

    def write(self, name: int) -> None:
        with self.served.client() as client:
            for number in range(1000):
                if self.enough.is_set():
                    return
                text = f"{WORD} {name}-{number} of {self.served.process.pid}"
                try:
                    answer = client.post(f"{self.incident}/add-note", json={"text": text})
                except httpx2.TimeoutException:
                    self.unanswered.append(text)
                    return
                except httpx2.TransportError:
                    return
                if answer.status_code == 412:
                    continue  # Others were quicker three times running; nothing was written.
                if answer.status_code != 200:
                    self.refused.append(answer)
                    return
                self.acknowledged[answer.json()["version"]] = text

    def wait_for(self, notes: int) -> None:
        wait_until(lambda: len(self.acknowledged) >= notes, "Too few notes were written.")

    def stop(self, enough: bool = False) -> None:
        """Wait until each was cut off; or, where none will be, say that it is enough."""
        if enough:
            self.enough.set()
        for thread in self.threads:
            thread.join(PATIENCE + 10)
        assert not any(thread.is_alive() for thread in self.threads), "A client hangs."
        assert not self.unanswered, "A client was kept waiting too long."
