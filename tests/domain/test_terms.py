"""Terms lie end to end, and are the same in every school."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from domain.terms import NoSuchTerm, Season, term_named, term_of


def test_an_autumn_term_is_named_by_its_year() -> None:
    term = term_named("2026-autumn")
    assert (term.first, term.last) == (date(2026, 9, 1), date(2026, 12, 31))
    assert term.name == "2026-autumn"


def test_summer_begins_on_easter_monday() -> None:
    assert term_named("2027-summer").first == date(2027, 3, 29)
    assert term_named("2027-spring").last == date(2027, 3, 28)


@pytest.mark.parametrize("year", range(2020, 2040))
def test_no_day_of_a_year_belongs_to_two_terms_or_to_none(year: int) -> None:
    terms = [term_of(year, season) for season in (Season.SPRING, Season.SUMMER, Season.AUTUMN)]
    assert terms[0].first == date(year, 1, 1)
    assert terms[-1].last == date(year, 12, 31)
    for term, next_term in pairwise(terms):
        assert next_term.first == term.last + timedelta(days=1)


@pytest.mark.parametrize(
    "name", ["", "2026", "autumn", "2026-winter", "٢٠٢٦-autumn", "9999-spring"]
)
def test_a_term_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(NoSuchTerm):
        term_named(name)
