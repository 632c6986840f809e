"""How a chart is laid out on one sheet of A4: in how many columns, upright or lying."""

from domain.playbook.boxes import COLUMN, Drawn

A4 = ((794.0, 1123.0), (1123.0, 794.0))  # Upright and lying, at 96 dots an inch.
MARGIN, GAP = 24.0, 22.0
AROUND = 190.0  # Title, notes and the ends of a column, about.
MOST_COLUMNS = 4


def width_of(columns: int) -> float:
    return columns * (COLUMN + GAP) - GAP + 2 * MARGIN


def best_columns(pieces: list[Drawn]) -> list[list[Drawn]]:
    """As many columns as print largest on one sheet."""
    choices = [_parted(pieces, count) for count in range(1, MOST_COLUMNS + 1)]
    return max(choices, key=_print_scale)


def _print_scale(columns: list[list[Drawn]]) -> float:
    wide = width_of(len(columns))
    tall = max(sum(p.height for p in column) for column in columns) + AROUND
    return max(min(w / wide, h / (tall + 2 * MARGIN)) for w, h in A4)


def _parted(pieces: list[Drawn], count: int) -> list[list[Drawn]]:
    """In their order, into at most so many columns, the tallest as short as can be."""
    heights = sorted({sum(p.height for p in pieces[a:b]) for a, b in _spans(len(pieces))})
    fitting = (_filled(pieces, tallest) for tallest in heights)
    return next(columns for columns in fitting if columns and len(columns) <= count)


def _spans(number: int) -> list[tuple[int, int]]:
    return [(a, b) for a in range(number) for b in range(a + 1, number + 1)]


def _filled(pieces: list[Drawn], tallest: float) -> list[list[Drawn]]:
    columns: list[list[Drawn]] = [[]]
    for piece in pieces:
        if piece.height > tallest + 0.01:
            return []
        if sum(p.height for p in columns[-1]) + piece.height > tallest + 0.01:
            columns.append([])
        columns[-1].append(piece)
    return columns


def sheet_around(wide: float, tall: float) -> tuple[float, float]:
    """The smallest A4 shape around it, upright or lying."""
    scale, (w, h) = max((min(w / wide, h / tall), (w, h)) for w, h in A4)
    return w / scale, h / scale
