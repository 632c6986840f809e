"""Small numbers are hidden, and with them as many others as would give them away.

A count of 1 to 4 might point at a child. It is hidden, and so are other numbers of the same
table, until for each hidden small number there is another table with the same numbers shown in
which it is 5 or more. So whoever subtracts what is shown from the totals learns nothing of it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

LEAST = 5
LEAST_FOR_A_MEDIAN = 10

Cell = tuple[int, int]
Row = Sequence[int]


def is_small(count: int) -> bool:
    return 0 < count < LEAST


def left_out(totals: Sequence[int]) -> frozenset[int] | None:
    """Which parts of a whole to leave out altogether. None when nothing at all can be shown.

    A part that is small is left out, and one more with it, or the whole minus the rest would tell.
    """
    small = {at for at, total in enumerate(totals) if is_small(total)}
    if is_small(sum(totals)):
        return None
    if all(has_partner(at, small, totals) for at in small):
        return frozenset(small)
    others = [at for at, total in enumerate(totals) if total >= LEAST]
    if not others:
        return None
    return frozenset(small | {min(others, key=lambda at: totals[at])})


def has_partner(at: int, among: set[int], totals: Sequence[int]) -> bool:
    """Another part left out, from which enough could be taken to make this one not small."""
    return any(other != at and totals[other] >= LEAST - totals[at] for other in among)


@dataclass(frozen=True, slots=True)
class Table:
    """Counts by row; the last row adds up the others. What a row comes to is shown elsewhere."""

    rows: tuple[tuple[int, ...], ...]

    @property
    def whole(self) -> int:
        return len(self.rows) - 1

    @property
    def cells(self) -> Iterator[Cell]:
        return ((i, j) for i, row in enumerate(self.rows) for j in range(len(row)))

    def __getitem__(self, cell: Cell) -> int:
        return self.rows[cell[0]][cell[1]]


def table_of(parts: Sequence[Row]) -> Table:
    """Of the parts of a whole, with the whole as the last row."""
    return Table((*map(tuple, parts), tuple(map(sum, zip(*parts, strict=True)))))


def hidden_in(table: Table, unseen: frozenset[int] = frozenset()) -> frozenset[Cell]:
    """Which cells not to show; `unseen` are rows that are not shown anyway."""
    small = [cell for cell in table.cells if is_small(table[cell])]
    hidden = {*small, *(cell for cell in table.cells if cell[0] in unseen)}
    for cell in small:
        block = cheapest(table, cell, hidden)
        if block is None:
            return frozenset(table.cells)
        hidden |= block
    return frozenset(hidden)


def cheapest(table: Table, cell: Cell, hidden: set[Cell]) -> set[Cell] | None:
    """The cells to hide so that this one could be 5 or more: those that tell least by number."""
    blocks = [
        block
        for partner in range(len(table.rows))
        if partner != cell[0] and (block := block_with(table, cell, partner, hidden))
    ]
    return min(blocks, key=lambda block: cost(table, block - hidden), default=None)


def block_with(table: Table, cell: Cell, partner: int, hidden: set[Cell]) -> set[Cell] | None:
    """Columns in two rows between which enough could be shifted, every sum staying as it is.

    What this cell gains the others of its row lose. The partner's cell below it loses as much, and
    the partner's others gain; but if one of the two rows is the sum of all, both change alike.
    """
    row, column = cell
    missing = LEAST - table[cell]
    alike = table.whole in (row, partner)
    if not alike and table[partner, column] < missing:
        return None
    lower = partner if row == table.whole else row
    block = {cell, (partner, column)}
    others = [j for j in range(len(table.rows[row])) if j != column and table[lower, j]]
    for j in sorted(others, key=lambda j: cost(table, {(row, j), (partner, j)} - hidden)):
        block |= {(row, j), (partner, j)}
        missing -= table[lower, j]
        if missing <= 0:
            return block
    return None


def cost(table: Table, cells: set[Cell]) -> tuple[int, int]:
    """Numbers of the whole are the last to be given up."""
    return (
        sum(1 for row, _ in cells if row == table.whole),
        sum(table[cell] for cell in cells),
    )
