"""Terms as reports name them: the same days in every school, so that schools can be added up."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from domain.bank_holidays import easter


class Season(StrEnum):
    AUTUMN = "autumn"
    SPRING = "spring"
    SUMMER = "summer"


class NoSuchTerm(ValueError):
    """The name is not a year and a season, such as 2026-autumn."""


@dataclass(frozen=True, slots=True)
class Term:
    """Both days are part of it. A holiday belongs to the term before."""

    year: int
    season: Season
    first: date
    last: date

    @property
    def name(self) -> str:
        return f"{self.year}-{self.season.value}"


def term_named(name: str) -> Term:
    """Raises NoSuchTerm."""
    year, _, season = name.partition("-")
    if not (year.isascii() and year.isdigit() and len(year) == 4 and 2000 <= int(year) < 2100):
        raise NoSuchTerm
    try:
        return term_of(int(year), Season(season))
    except ValueError:
        raise NoSuchTerm from None


def term_of(year: int, season: Season) -> Term:
    """Summer begins on Easter Monday."""
    monday = easter(year) + timedelta(days=1)
    first, next_first = {
        Season.SPRING: (date(year, 1, 1), monday),
        Season.SUMMER: (monday, date(year, 9, 1)),
        Season.AUTUMN: (date(year, 9, 1), date(year + 1, 1, 1)),
    }[season]
    return Term(year, season, first, next_first - timedelta(days=1))
