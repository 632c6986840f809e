"""How a chart is laid out on one sheet of A4: in how many columns, upright or lying."""

from bisect import bisect_left
from itertools import accumulate

from domain.playbook.boxes import COLUMN, Drawn

A4 = ((794.0, 1123.0), (1123.0, 794.0))  # Upright and lying, at 96 dots an inch.
MARGIN, GAP = 24.0, 22.0
AROUND = 190.0  # Title, notes and the ends of a column, about.
MOST_COLUMNS = 4


def width_of(columns: int) -> float:
    return columns * (COLUMN + GAP) - GAP + 2 * MARGIN


def best_columns(pieces: list[Drawn]) -> list[list[Drawn]]:
    """As many columns as print largest on one sheet."""
    heights = heights_of(pieces)
    choices = [parted(pieces, count, heights) for count in range(1, MOST_COLUMNS + 1)]
    return max(choices, key=_print_scale)


def _print_scale(columns: list[list[Drawn]]) -> float:
    wide = width_of(len(columns))
    tall = max(sum(p.height for p in column) for column in columns) + AROUND
    return max(min(w / wide, h / (tall + 2 * MARGIN)) for w, h in A4)


def parted(pieces: list[Drawn], count: int, heights: list[float]) -> list[list[Drawn]]:
    """In their order, into at most so many columns, the tallest as short as can be."""

    def fits(tallest: float) -> bool:
        return 0 < len(filled(pieces, tallest)) <= count

    return filled(pieces, heights[bisect_left(heights, True, key=fits)])


def heights_of(pieces: list[Drawn]) -> list[float]:
    """How tall a column can be: that of any pieces which follow one another."""
    each = [piece.height for piece in pieces]
    return sorted({tall for first in range(len(each)) for tall in accumulate(each[first:])})


def filled(pieces: list[Drawn], tallest: float) -> list[list[Drawn]]:
    """Nothing if a piece is taller than that."""
    columns: list[list[Drawn]] = [[]]
    so_far = 0.0
    for piece in pieces:
        if piece.height > tallest + 0.01:
            return []
        if so_far + piece.height > tallest + 0.01:
            columns.append([])
            so_far = 0.0
        columns[-1].append(piece)
        so_far += piece.height
    return columns


def sheet_around(wide: float, tall: float) -> tuple[float, float]:
    """The smallest A4 shape around it, upright or lying."""
    scale, (w, h) = max((min(w / wide, h / tall), (w, h)) for w, h in A4)
    return w / scale, h / scale
