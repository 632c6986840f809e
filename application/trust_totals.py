"""A trust's totals: numbers for each school and for all, and nothing that points at a child.

They are made up once for each term, some weeks after it has ended, of the schools that belonged to
the trust when it did. There is no second set of numbers of the same cases, so nobody can subtract
one from the other (docs/decisions/0013).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from application.projections.figures import GROUPS, Figures, middle, together
from application.small_numbers import LEAST_FOR_A_MEDIAN, hidden_in, left_out, table_of
from domain.incident.refusals import Refused
from domain.terms import Term

Shown = Mapping[str, int | None]

SETTLES = timedelta(weeks=4)  # in which what a term left open is assessed and closed


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """Null is a number that is hidden, or a median over too few cases."""

    total: int | None
    category: Shown
    severity: Shown
    status: Shown
    overdue: Shown
    median_days_to_report: float | None
    median_days_to_close: float | None


@dataclass(frozen=True, slots=True)
class SchoolTotals:
    school: UUID
    name: str
    totals: Totals


@dataclass(frozen=True, slots=True)
class MadeUp:
    """What was made up for a term, word for word as it is shown ever after."""

    at: datetime
    all_schools: Totals
    schools: tuple[SchoolTotals, ...]


class NotYetMadeUp(Refused):
    def __init__(self, term: Term) -> None:
        day = shown_from(term)
        self.because = (
            f"The totals of {term.name} are made up from {day.day} {day:%B %Y} on, when the term "
            "is over and its cases have settled, and do not change after that."
        )
        super().__init__(term)


def shown_from(term: Term) -> date:
    return term.last + SETTLES + timedelta(days=1)


NOTHING: dict[str, Shown] = {group: dict.fromkeys(values) for group, values in GROUPS.items()}
HIDDEN = Totals(total=None, median_days_to_report=None, median_days_to_close=None, **NOTHING)


def trust_totals(schools: Sequence[Figures]) -> tuple[Totals, list[Totals]]:
    """Of all schools, and of each in the same order, with small numbers hidden."""
    whole = together(schools)
    out = left_out([one.total for one in schools])
    if out is None:
        return HIDDEN, [HIDDEN] * len(schools)
    shown = [one for at, one in enumerate(schools) if at not in out]
    rest = [together(schools[at] for at in out)] if out else []
    *each, all_schools = shown_rows([*shown, *rest], whole, unseen=len(rest))
    found = iter(each)
    return all_schools, [HIDDEN if at in out else next(found) for at in range(len(schools))]


def shown_rows(parts: Sequence[Figures], whole: Figures, unseen: int) -> list[Totals]:
    """The parts in their order and the whole last; the last `unseen` parts are not to be shown."""
    rows = [*parts, whole]
    apart = frozenset(range(len(parts) - unseen, len(parts)))
    groups = {group: shown_group(group, parts, apart) for group in GROUPS}
    return [
        Totals(
            total=row.total,
            median_days_to_report=middle(row.days_to_report, LEAST_FOR_A_MEDIAN),
            median_days_to_close=middle(row.days_to_close, LEAST_FOR_A_MEDIAN),
            **{group: groups[group][at] for group in GROUPS},
        )
        for at, row in enumerate(rows)
        if at not in apart
    ]


def shown_group(
    group: str, parts: Sequence[Figures], apart: frozenset[int]
) -> list[dict[str, int | None]]:
    values = GROUPS[group]
    if not parts:
        return [dict.fromkeys(values, 0)]
    table = table_of([[part.counts[group][value] for value in values] for part in parts])
    hidden = hidden_in(table, apart)
    return [
        {
            value: None if (at, column) in hidden else row[column]
            for column, value in enumerate(values)
        }
        for at, row in enumerate(table.rows)
    ]
