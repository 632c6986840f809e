"""A trust's totals: numbers for each school and for all, and nothing that points at a child."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from application.projections.figures import GROUPS, Figures, middle, together
from application.small_numbers import LEAST_FOR_A_MEDIAN, hidden_in, left_out, table_of

Shown = Mapping[str, int | None]


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
