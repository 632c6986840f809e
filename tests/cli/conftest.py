"""Data folders whose PostgreSQL is up already, so that each command takes half a second."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from interfaces.postgres import embedded
from tests.cli.terminal import Terminal

SCHOOL = "Tor Hill School"


@contextmanager
def own_folder() -> Iterator[Path]:
    """A data folder that the account which runs PostgreSQL can enter, also where we are root."""
    with tempfile.TemporaryDirectory(prefix="daybook-tests-") as folder:
        try:
            yield Path(folder)
        finally:
            embedded.stop(Path(folder))


@contextmanager
def kept_up() -> Iterator[Terminal]:
    with own_folder() as data, embedded.held(data):
        yield Terminal(data)


@pytest.fixture(scope="session")
def empty() -> Iterator[Terminal]:
    """A Daybook without a school."""
    with kept_up() as terminal:
        yield terminal


@pytest.fixture(scope="session")
def tor_hill() -> Iterator[Terminal]:
    """One school, with a safeguarding lead."""
    with kept_up() as terminal:
        terminal.done("school", "add", SCHOOL)
        terminal.done("user", "add", "A. Khan", "--role", "dsl")
        yield terminal


@pytest.fixture(scope="session")
def two_schools() -> Iterator[Terminal]:
    with kept_up() as terminal:
        terminal.done("school", "add", SCHOOL)
        terminal.done("school", "add", "Mill Lane School")
        yield terminal
