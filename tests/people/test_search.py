"""A person is found by whoever cannot spell the name."""

from time import perf_counter
from uuid import UUID

import pytest

from application.people.search import Listed, found
from domain.names import plain, slips

NAMES = (
    "Zoë Winterbourne",
    "Łukasz Wójcik-Green",
    "ਪੰਜਾਬੀ ਕੌਰ",
    "Niamh O'Brien",
    "Muhammad Siddiqui",
    "Katherine MacDonald",
    "Tom Ashby",
    "Tom Ashby",
    "Søren Ødegård",
    "Jon Li",
    "Seán Ó Súilleabháin",
    "Anaïs Müller",
)


def person(number: int, name: str, leaver: bool = False, known_as: str = "") -> Listed:
    return Listed(UUID(int=number), name, known_as, "Year 7", leaver)


PEOPLE = [person(number, name) for number, name in enumerate(NAMES)]


def search(asked: str) -> list[str]:
    return [person.name for person in found(PEOPLE, asked)]


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("zoe", "Zoë Winterbourne"),
        ("ZOË winterborn", "Zoë Winterbourne"),
        ("wintrebourne", "Zoë Winterbourne"),
        ("winterbourne, zoe", "Zoë Winterbourne"),
        ("lukasz", "Łukasz Wójcik-Green"),
        ("wojcik green", "Łukasz Wójcik-Green"),
        ("wojcikgreen", "Łukasz Wójcik-Green"),
        ("ਪੰਜਾਬੀ", "ਪੰਜਾਬੀ ਕੌਰ"),
        ("obrien", "Niamh O'Brien"),
        ("O’Brien", "Niamh O'Brien"),
        ("o'brein", "Niamh O'Brien"),
        ("neamh", "Niamh O'Brien"),
        ("mohammed", "Muhammad Siddiqui"),
        ("sidiqi", "Muhammad Siddiqui"),
        ("catherine mcdonald", "Katherine MacDonald"),
        ("mac donald", "Katherine MacDonald"),
        ("soren odegard", "Søren Ødegård"),
        ("john", "Jon Li"),
        ("li", "Jon Li"),
        ("sean osuilleabhain", "Seán Ó Súilleabháin"),
        ("mueller", "Anaïs Müller"),
        ("anais mul", "Anaïs Müller"),
    ],
)
def test_a_name_is_found_however_it_is_written(asked: str, name: str) -> None:
    assert name in search(asked)[:2]


@pytest.mark.parametrize(
    ("wanted", "written", "slipped"),
    [
        ("niamh", "naimh", 1),
        ("sara", "sarah", 1),
        ("stephen", "steven", 2),
        ("ab", "ba", 1),
        ("abcdef", "fedcba", None),
        ("aaaa", "aaaabbb", None),
    ],
)
def test_slips_of_the_pen_are_counted(wanted: str, written: str, slipped: int | None) -> None:
    assert slips(wanted, written, 2) == slipped
    assert slips(written, wanted, 2) == slipped


@pytest.mark.parametrize("asked", ["xyzzy", "zoe ashby", "!!!", "jo li ashby", "ਸਿੰਘ"])
def test_nobody_is_found_for_a_name_that_nobody_has(asked: str) -> None:
    assert search(asked) == []


def test_both_of_one_name_are_found() -> None:
    assert search("tom ashby") == ["Tom Ashby", "Tom Ashby"]


def test_an_exact_name_comes_before_a_longer_one_and_that_before_a_misspelt_one() -> None:
    people = [person(1, "Ana Marsh"), person(2, "Anna Marsh"), person(3, "Annabel Marsh")]
    assert [one.name for one in found(people, "anna")] == [
        "Anna Marsh",
        "Annabel Marsh",
        "Ana Marsh",
    ]


def test_those_who_left_come_after_those_who_are_here() -> None:
    people = [person(1, "Tom Ashby", leaver=True), person(2, "Tom Ashby")]
    assert [one.id.int for one in found(people, "ashby")] == [2, 1]


def test_the_name_somebody_goes_by_is_found_too() -> None:
    assert found([person(1, "Alexander Fox", known_as="Sasha")], "sasha fox")


def test_everybody_is_listed_by_name_when_nothing_is_asked() -> None:
    assert search("")[0] == "Anaïs Müller"
    assert len(search("")) == len(NAMES)


def test_marks_that_are_part_of_a_letter_are_kept() -> None:
    assert plain("ਪੰਜਾਬੀ") == "ਪੰਜਾਬੀ"
    assert plain("Zoë  O’Brien-Łukasz") == "zoe obrien lukasz"


def test_the_longest_question_about_a_large_school_is_answered_soon() -> None:
    people = [person(n, f"{NAMES[n % 12]} {chr(97 + n % 26)}{n:x}son") for n in range(2000)]
    started = perf_counter()
    found(people, "winterbourneandaverylongsurname " * 6)
    assert perf_counter() - started < 2
