"""A link that is made beside a running server leads to that server."""

import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from interfaces.cli.serving import address_of
from tests.cli.conftest import SCHOOL, kept_up
from tests.cli.terminal import DAYBOOK, Terminal, surroundings

USUALLY = "http://localhost:8000/sign-in#"


@pytest.fixture(scope="module")
def terminal() -> Iterator[Terminal]:
    with kept_up() as terminal:
        terminal.done("school", "add", SCHOOL)
        terminal.done("user", "add", "A. Khan", "--role", "dsl")
        yield terminal


@contextmanager
def serving(terminal: Terminal, **more: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """On any port that is free; the port is what it says."""
    server = subprocess.Popen(
        [*DAYBOOK, "serve", "--port", "0"],
        env=surroundings(DAYBOOK_DATA=str(terminal.data), **terminal.environment, **more),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert server.stdout is not None
        said = server.stdout.readline().split()[2]
        yield server, said.replace("127.0.0.1", "localhost")
    finally:
        server.terminate()
        server.communicate(timeout=30)


def link(terminal: Terminal, *more: str) -> str:
    return terminal.done("user", "link", "A. Khan", *more)


def noted(terminal: Terminal) -> bool:
    return (terminal.data / "served-at.txt").exists()


def until_noted(terminal: Terminal, server: subprocess.Popen[str]) -> None:
    while not noted(terminal):
        with pytest.raises(subprocess.TimeoutExpired):
            server.wait(0.05)


def test_the_link_leads_to_the_server_that_runs(terminal: Terminal) -> None:
    assert link(terminal).startswith(USUALLY)
    with serving(terminal) as (server, address):
        until_noted(terminal, server)
        assert not address.endswith(":8000")
        assert link(terminal).startswith(f"{address}/sign-in#")
        assert link(terminal, "--address", "https://a.example").startswith("https://a.example/")
    assert link(terminal).startswith(USUALLY)


def test_what_people_call_it_counts_more_than_where_it_listens(terminal: Terminal) -> None:
    with serving(terminal, DAYBOOK_ADDRESS="https://daybook.school.example") as (server, _):
        until_noted(terminal, server)
        assert link(terminal).startswith("https://daybook.school.example/sign-in#")


def test_a_server_that_was_killed_is_not_taken_for_one_that_runs(terminal: Terminal) -> None:
    with serving(terminal) as (server, _):
        until_noted(terminal, server)
        server.send_signal(signal.SIGKILL)
        server.wait(10)
        assert noted(terminal)
        assert link(terminal).startswith(USUALLY)


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "http://localhost:80"),
        ("0.0.0.0", "http://localhost:80"),
        ("::", "http://localhost:80"),
        ("::1", "http://[::1]:80"),
        ("192.0.2.7", "http://192.0.2.7:80"),
    ],
)
def test_an_address_is_one_that_a_browser_here_finds(host: str, address: str) -> None:
    assert address_of(host, 80) == address
