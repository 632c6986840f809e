"""Whether a text names somebody of the school. Everybody here is invented."""

import time

import pytest

from application.people.naming import Names

SCHOOL = Names(
    (
        "Ellie Marsh",
        "Zoë Winterbourne",
        "Łukasz Wójcik-Green",
        "Niamh O'Brien",
        "ਪੰਜਾਬੀ ਕੌਰ",
        "Will Page",
        "Mary Ann Holt",
        "A. Khan",
        "Administrator",
    )
)


@pytest.mark.parametrize(
    "text",
    [
        "Reset the password of Ellie Marsh",
        "ellie marsh cannot sign in",
        "MARSH, Ellie: look at the log",
        "Marsh (Ellie) again",
        "Ellie Rose Marsh's laptop",
        "Elie Marsh, Elly Marsh or Ellie Mersh",
        "Elie Mars",
        "look at ellie.marsh@school.example",
        "Zoe Winterbourn is on the list",
        "Lukasz Green",
        "niamh obrien",
        "Niamh O’Briens tablet",
        "ਪੰਜਾਬੀ ਕੌਰ",
        "Holt, Mary",
        "Ask A. Khan first",
        "Will Page said so",
    ],
)
def test_a_name_is_found_however_it_is_written(text: str) -> None:
    assert SCHOOL.are_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Block games.example on every machine in room 12",
        "The page will load: look at the filter",
        "Ellie",
        "Look at the marsh behind the ellie",
        "a khanate",
        "An administrator looks at it",
        "Mary will mark it, and then the green light goes on",
        "Restore what was on the disk, year 8 first",
    ],
)
def test_words_that_name_nobody_are_not_taken_for_names(text: str) -> None:
    assert not SCHOOL.are_in(text)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Look at the tablet of Winterbourne.", True),
        ("Winterbourne cannot sign in", True),
        ("Ask Zoe which room it was", True),
        ("ask zoe which room it was", False),
        ("Page 4 of the log", False),
        ("Will the filter hold?", False),
        ("Ask Mr Page", True),
        ("Look under M. Page", False),
        ("Block the games site", False),
        ("The Marsh room", False),
        ("Mrs Marsh's machine", True),
    ],
)
def test_one_name_alone_is_a_name_unless_it_is_a_word_too(text: str, named: bool) -> None:
    assert SCHOOL.one_is_alone_in(text) is named


def test_two_thousand_pupils_and_a_long_text_take_no_time() -> None:
    """Not each word against each name: that would be seconds."""
    syllables = [a + b for a in "bcdfghjklmnpr" for b in ("an", "el", "ir", "os", "um")]
    firsts = [f"{one.title()}a{other}" for one in syllables[:40] for other in syllables[:50]]
    names = [f"{first} {syllables[n % 65].title()}ton" for n, first in enumerate(firsts)]
    assert len(names) == 2000
    text = "Look At The Filter Of Every Machine And At Its Log. " * 200
    before = time.process_time()
    assert not Names(names).are_in(text)
    assert not Names(names).one_is_alone_in(text)
    assert time.process_time() - before < 2
