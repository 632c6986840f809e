"""The list of words for whoever writes a client or a playbook is what the program takes."""

from pathlib import Path

from application.words_page import words_page
from domain.categories import Category
from domain.facts import Fact
from domain.incident.commands import COMMANDS

PAGE = Path(__file__).parents[2] / "docs" / "words.md"


def test_the_page_of_words_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == words_page(), "Run `just docs`."


def test_it_names_every_category_fact_and_command() -> None:
    page = words_page()
    for word in (*Category, *Fact, *COMMANDS):
        assert f"| `{word}` |" in page


def test_a_needed_field_stands_out_and_the_event_is_named() -> None:
    (row,) = [line for line in words_page().splitlines() if line.startswith("| `inform-parent` |")]
    assert "**`pupil`**" in row
    assert "| `parent-informed` |" in row
    assert "**`response`**" not in row
