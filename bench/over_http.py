"""A command over HTTP, by 8 clients, against an endpoint that only inserts the row."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from http.client import HTTPConnection

from bench.append import GOAL
from bench.measuring import in_turns, print_rate
from bench.setting import REPORT, Setting, note, setting
from domain.people import Role
from interfaces.cli.serving import free_port

CLIENTS = 8
REQUESTS = 6  # a client and slice


@contextmanager
def server(app: str, **environment: str) -> Iterator[int]:
    port = free_port("127.0.0.1", 0)
    command = [sys.executable, "-m", "uvicorn", app, "--factory", "--port", str(port)]
    quiet = ["--log-level", "error", "--no-access-log"]
    with subprocess.Popen([*command, *quiet], env=os.environ | environment) as process:
        try:
            wait_for(port)
            yield port
        finally:
            process.terminate()


def wait_for(port: int) -> None:
    for _ in range(200):
        try:
            return HTTPConnection("127.0.0.1", port, timeout=1).connect()
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(f"Nothing answers on port {port}.")


class Client:
    """One connection, kept open, that adds notes to a case of its own."""

    def __init__(self, port: int, path: str, token: str) -> None:
        self.connection = HTTPConnection("127.0.0.1", port, timeout=30)
        self.path = path
        self.headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}

    def __call__(self) -> None:
        for number in range(REQUESTS):
            body = json.dumps({"text": getattr(note(number), "text")})  # noqa: B009
            self.connection.request("POST", self.path, body, self.headers)
            answer = self.connection.getresponse()
            answer.read()
            assert answer.status == 200, answer.status


def clients(here: Setting, port: int, bare: int) -> tuple[list[Client], list[Client]]:
    school = here.daybook.add_school("Over HTTP")
    khan = here.daybook.directory.add(
        school.id, "A. Khan", Role.DSL, "Safeguarding lead", school.name
    )
    token = here.daybook.directory.new_token(school.id, khan.account)
    log = here.daybook.log(school.id)
    cases = [log.ask(None, REPORT, by=khan, now=datetime.now(UTC)).id for _ in range(CLIENTS)]
    ours = [Client(port, f"/api/incidents/{case}/add-note", token) for case in cases]
    return ours, [Client(bare, "/insert", token) for _ in cases]


def main() -> None:
    with setting(lines=480) as here, ThreadPoolExecutor(CLIENTS) as threads:
        here.fresh_floor().close()
        with (
            server("interfaces.http.app:create_app", DAYBOOK_DATA=str(here.data)) as port,
            server("bench.bare_endpoint:create_app", BENCH_DATABASE=here.superuser) as bare,
        ):
            ours, floor = clients(here, port, bare)

            def all_at_once(work: list[Client]) -> None:
                list(threads.map(lambda client: client(), work))

            requests = CLIENTS * REQUESTS
            rounds = max(5, here.lines // requests)
            own, least = in_turns(partial(all_at_once, ours), partial(all_at_once, floor), rounds)
            what = "append over HTTP, 8 clients"
            print_rate(what, here.lines, requests / own, requests / least, GOAL)


if __name__ == "__main__":
    main()
