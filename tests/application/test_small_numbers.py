"""Nobody can work a hidden small number out: not by subtracting, and not by knowing the rule."""

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from application.projections.figures import GROUPS, Figures
from application.small_numbers import LEAST, Table, hidden_in, is_small, left_out, table_of
from application.trust_totals import HIDDEN, Totals, trust_totals

Rows = tuple[tuple[int, ...], ...]


def rows_that_fit(shown: tuple[int | None, ...], total: int) -> Iterator[tuple[int, ...]]:
    """Every row that comes to `total`, with these numbers where they are shown."""
    if not shown:
        if total == 0:
            yield ()
        return
    first, *rest = shown
    for count in range(total + 1) if first is None else (first,):
        if count <= total:
            for others in rows_that_fit(tuple(rest), total - count):
                yield (count, *others)


def tables_that_fit(table: Table, hidden: frozenset[tuple[int, int]]) -> Iterator[Table]:
    """Every table that a reader cannot tell from this one: each row's total is known as well."""
    *parts, whole = table.rows
    choices = [
        rows_that_fit(
            tuple(None if (i, j) in hidden else count for j, count in enumerate(row)), sum(row)
        )
        for i, row in enumerate(parts)
    ]
    last = len(parts)
    for guess in product(*map(list, choices)):
        sums = tuple(map(sum, zip(*guess, strict=True)))
        if all((last, j) in hidden or sums[j] == count for j, count in enumerate(whole)):
            yield table_of(guess)


def a_table(*rows: tuple[int, ...]) -> Table:
    return table_of(rows)


@pytest.mark.parametrize("count", range(7))
def test_from_one_to_four_is_small_and_none_is_not(count: int) -> None:
    assert is_small(count) == (1 <= count <= 4)


def test_where_nothing_is_small_nothing_is_hidden() -> None:
    assert hidden_in(a_table((5, 0, 9), (8, 6, 0))) == frozenset()


def test_a_small_number_is_hidden_with_others_so_that_no_total_gives_it_away() -> None:
    table = a_table((3, 20, 9), (12, 6, 7), (30, 8, 11))
    hidden = hidden_in(table)
    assert (0, 0) in hidden
    assert len([cell for cell in hidden if cell[0] == 0]) > 1, "not alone in its row"
    assert len([cell for cell in hidden if cell[1] == 0]) > 1, "nor in its column"
    guesses = {guess[0, 0] for guess in tables_that_fit(table, hidden)}
    assert min(guesses) < 3
    assert max(guesses) >= LEAST


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(*[st.integers(0, 7)] * 3).filter(lambda row: LEAST <= sum(row) <= 10),
        min_size=1,
        max_size=3,
    )
)
def test_for_every_hidden_small_number_there_is_a_table_in_which_it_is_not_small(
    rows: list[tuple[int, ...]],
) -> None:
    table = table_of(rows)
    hidden = hidden_in(table)
    small = {cell for cell in table.cells if is_small(table[cell])}
    assert small <= hidden
    most = dict.fromkeys(small, 0)
    for guess in tables_that_fit(table, hidden):
        most = {cell: max(found, guess[cell]) for cell, found in most.items()}
    if hidden != frozenset(table.cells):
        assert all(found >= LEAST for found in most.values()), (table, hidden, most)


@pytest.mark.parametrize(
    ("totals", "out"),
    [
        ([], frozenset()),
        ([0, 9, 12], frozenset()),
        ([3, 9, 12], {0, 1}),
        ([3, 4, 12], {0, 1}),
        ([1, 1, 8, 30], {0, 1, 2}),
        ([0, 3], None),
        ([1, 1, 1], None),
        ([1, 4], {0, 1}),
        ([7], frozenset()),
    ],
)
def test_a_school_with_few_cases_is_left_out_and_never_alone(
    totals: list[int], out: set[int] | None
) -> None:
    assert left_out(totals) == out


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(0, 9), max_size=6))
def test_no_schools_total_can_be_had_by_taking_the_others_from_the_whole(
    totals: list[int],
) -> None:
    out = left_out(totals)
    if out is None:
        return
    assert {at for at, total in enumerate(totals) if is_small(total)} <= out
    hidden = sum(totals[at] for at in out)
    for at in out:
        if is_small(totals[at]):
            assert len(out) > 1
            assert hidden >= LEAST, "it could be all of what is not shown"


# A trust's schools


def school(conduct: int, content: int = 0, days: int = 0) -> Figures:
    """That many cases, all of them moderate and open."""
    total = conduct + content
    counts = {group: dict.fromkeys(values, 0) for group, values in GROUPS.items()}
    counts["category"] |= {"conduct": conduct, "content": content}
    counts["severity"]["moderate"] = total
    counts["status"]["open"] = total
    counts["overdue"]["nothing-overdue"] = total
    return Figures(total, counts, (), (4.0,) * days)


def numbers(totals: Totals) -> list[int | float | None]:
    groups = (totals.category, totals.severity, totals.status, totals.overdue)
    each = [count for group in groups for count in group.values()]
    return [totals.total, *each, totals.median_days_to_report, totals.median_days_to_close]


def test_numbers_that_are_large_enough_are_shown_and_add_up() -> None:
    whole, (fellside, tor_hill) = trust_totals([school(10, 6), school(20, 5)])
    assert (whole.total, fellside.total, tor_hill.total) == (41, 16, 25)
    assert whole.category["conduct"] == 30
    assert fellside.category["content"] == 6
    assert fellside.category["contact"] == 0


def test_a_school_with_three_cases_is_hidden_and_so_is_the_next_smallest() -> None:
    whole, each = trust_totals([school(3), school(40), school(12)])
    assert whole.total == 55
    assert [one is HIDDEN for one in each] == [True, False, True]
    assert each[1].total == 40


def test_a_trust_of_few_cases_is_told_nothing() -> None:
    whole, each = trust_totals([school(3), school(0)])
    assert set(numbers(whole)) == {None}
    assert [one is HIDDEN for one in each] == [True, True]


def test_no_small_number_is_ever_shown() -> None:
    for one, two, three in product((1, 4, 5, 9), repeat=3):
        whole, each = trust_totals([school(one, two), school(three, 11), school(30, one)])
        for totals in (whole, *each):
            counts = [count for count in numbers(totals)[:-2] if isinstance(count, int)]
            assert not any(map(is_small, counts))


def test_a_median_over_a_few_cases_is_not_shown() -> None:
    whole, (few, many) = trust_totals([school(20, days=9), school(20, days=10)])
    assert few.median_days_to_close is None
    assert many.median_days_to_close == 4.0
    assert whole.median_days_to_close == 4.0


def test_a_trust_without_schools_has_no_cases() -> None:
    whole, each = trust_totals([])
    assert (whole.total, each) == (0, [])
