"""Trusts at the command line: added, joined, and somebody named to see the totals."""

from collections.abc import Iterator

import pytest

from tests.cli.conftest import SCHOOL, kept_up
from tests.cli.terminal import MISUSE, REFUSED, Terminal

TRUST = "Tor Valley Trust"


@pytest.fixture(scope="module")
def terminal() -> Iterator[Terminal]:
    with kept_up() as terminal:
        terminal.done("trust", "add", TRUST)
        terminal.done("school", "add", SCHOOL)
        yield terminal


def test_a_school_is_added_to_a_trust_or_joins_it_later(terminal: Terminal) -> None:
    terminal.done("school", "add", "Mill Lane School", "--trust", TRUST)
    told = terminal.done("school", "join", "--trust", TRUST, "--school", SCHOOL)
    assert told == f"{SCHOOL} belongs to {TRUST}.\n"
    listed = terminal.done("trust", "list").splitlines()
    assert [line.split(maxsplit=1)[1] for line in listed] == [TRUST, "Mill Lane School", SCHOOL]


def test_somebody_is_named_to_see_the_totals_in_a_school_of_the_trust(terminal: Terminal) -> None:
    here = ("--trust", TRUST, "--school", "Beckside School")
    terminal.done("school", "add", "Beckside School")
    assert "does not belong" in terminal.no(REFUSED, "trust", "lead", "S. Hale", *here)
    terminal.done("school", "join", *here)
    assert "S. Hale sees the totals" in terminal.done("trust", "lead", "S. Hale", *here)
    terminal.done("trust", "lead", "S. Hale", *here)
    terminal.done("user", "add", "A. Khan", "--role", "dsl", "--school", "Beckside School")
    assert "another role" in terminal.no(REFUSED, "trust", "lead", "A. Khan", *here)
    assert terminal.token("S. Hale", "--school", "Beckside School")


def test_a_trust_is_added_once_and_needs_a_name(terminal: Terminal) -> None:
    assert TRUST in terminal.no(REFUSED, "trust", "add", TRUST)
    assert terminal.no(MISUSE, "trust", "add", " ").startswith("A trust needs a name")
    assert "no trust called Nowhere" in terminal.no(
        MISUSE, "school", "add", "New School", "--trust", "Nowhere"
    )
    assert "New School" not in terminal.done("school", "list")
