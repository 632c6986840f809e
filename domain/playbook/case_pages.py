"""The charts of one case on sheets of A4, one under the other: it prints as it is drawn."""

from collections.abc import Sequence
from html import escape

from domain.playbook.boxes import COLUMN, INK, PAPER, PRINT, SAY, SMALL, Drawn, moved, named, pill
from domain.playbook.drawing import (
    ARROWHEAD,
    LEGEND,
    SIGNS,
    TITLE,
    column_of,
    pieces_of,
    said_of,
    set_in_lines,
)
from domain.playbook.marks import Marks
from domain.playbook.playbook import Route
from domain.playbook.questions import begins
from domain.playbook.sheets import GAP, MARGIN, filled, heights_of, parted
from domain.playbook.typesetting import FONT, text_at

WIDE, TALL = 793.7, 1122.5  # A4 upright, at 96 dots an inch.
INSIDE = WIDE - 2 * MARGIN
FOOT = 16.0
ROOM = TALL - 2 * MARGIN - FOOT
COLUMNS = 2
BETWEEN = 34.0
SMALLEST = 0.8  # Of its size, what would otherwise begin another sheet; it can still be read.
# One sheet a page: a browser cuts nothing.
PRINTED = "<style>@page{size:210mm 297mm;margin:0}</style>"


def case_chart(routes: Sequence[Route], marks: Marks, heading: tuple[str, ...] = ()) -> str:
    """Every route that one case is on, as one picture of as many sheets as it takes."""
    blocks = [block for route in routes for block in blocks_of(route, marks)]
    if heading and blocks:
        blocks.insert(0, heading_of(heading))
    pages = packed(blocks)
    sheets = "".join(
        sheet(page, number, len(pages), heading) for number, page in enumerate(pages, start=1)
    )
    tall = len(pages) * TALL
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE:g} {tall:g}" '
        f'width="{WIDE:g}" height="{tall:g}" role="group" font-family="{FONT}" fill="{INK}">\n'
        f'{PRINTED}<defs>{ARROWHEAD}</defs>\n<rect width="100%" height="100%" fill="{PAPER}"/>\n'
        f"{sheets}</svg>\n"
    )


def heading_of(said: tuple[str, ...]) -> Drawn:
    """Which case it is, as known when, and what the signs mean."""
    title, *rest = said
    head = set_in_lines((title,), INSIDE, TITLE, bold=True)
    under = set_in_lines((*rest, SIGNS, LEGEND), INSIDE, SAY)
    top = head.height + GAP / 2
    inside = moved(head, 0, 0) + moved(under, 0, top)
    return Drawn(told("case", title, " ".join(rest), inside), top + under.height)


def blocks_of(route: Route, marks: Marks) -> list[Drawn]:
    """The whole route side by side if it fits on a sheet; otherwise a sheet at a time."""
    pieces = pieces_of(route, marks)
    whole = parted(pieces, COLUMNS, heights_of(pieces))
    if block(route, whole, 0).height * SMALLEST <= ROOM:
        return [told_of(route, marks, block(route, whole, 0))]
    tallest = max(ROOM - around(route), *(piece.height for piece in pieces))
    columns = filled(pieces, tallest)
    blocks = [block(route, columns, first) for first in range(0, len(columns), COLUMNS)]
    return [told_of(route, marks, blocks[0]), *blocks[1:]]


def around(route: Route) -> float:
    """What a column needs besides its boxes: the title, where it begins and where it ends."""
    title = set_in_lines((f"{route.title} (continued)",), INSIDE, TITLE, bold=True)
    return title.height + 2 * GAP + pill(begins(route.when)).height + 90 + PRINT * 2


def block(route: Route, columns: list[list[Drawn]], first: int) -> Drawn:
    """A title and two columns at most, from the column `first` on."""
    title = route.title if first == 0 else f"{route.title} (continued)"
    head = set_in_lines((title,), INSIDE, TITLE, bold=True)
    source = ("Source: " + named(route.source),) if route.source and first == 0 else ()
    under = set_in_lines(source, INSIDE, SMALL)
    top = head.height + under.height + GAP / 2
    numbers = range(first, min(first + COLUMNS, len(columns)))
    drawn = [column_of(route, columns, number) for number in numbers]
    inside = moved(head, 0, 0) + moved(under, 0, head.height)
    inside += "".join(moved(one, place * (COLUMN + GAP), top) for place, one in enumerate(drawn))
    return Drawn(inside, top + max(one.height for one in drawn))


def told_of(route: Route, marks: Marks, drawn: Drawn) -> Drawn:
    return Drawn(told(route.id, route.title, said_of(route, marks), drawn.svg), drawn.height)


def told(id: str, title: str, said: str, inside: str) -> str:
    """With its words, for whoever cannot see it."""
    return (
        f'<g role="img" aria-labelledby="{id}-title {id}-desc">'
        f'<title id="{id}-title">{escape(title)}</title>'
        f'<desc id="{id}-desc">{escape(said)}</desc>{inside}</g>\n'
    )


def packed(blocks: Sequence[Drawn]) -> list[list[tuple[float, Drawn]]]:
    """Blocks in their order, each whole on a sheet, with the height at which it stands there."""
    pages: list[list[tuple[float, Drawn]]] = []
    below = TALL
    for drawn in blocks:
        one = smaller(drawn, MARGIN + ROOM - below)
        if below + one.height > MARGIN + ROOM + 0.01:
            pages.append([])
            below, one = MARGIN, smaller(drawn, ROOM, least=0)
        pages[-1].append((below, one))
        below += one.height + BETWEEN
    return pages


def smaller(drawn: Drawn, room: float, least: float = SMALLEST) -> Drawn:
    """To stand in so much room, if it need not be smaller than this."""
    scale = room / drawn.height
    if scale >= 1 or scale < least:
        return drawn
    return Drawn(f'<g transform="scale({scale:.4g})">{drawn.svg}</g>', room)


def sheet(
    page: list[tuple[float, Drawn]], number: int, count: int, heading: tuple[str, ...]
) -> str:
    case = f"{heading[0].partition(':')[0]}, " if heading else ""
    foot = text_at(MARGIN, TALL - MARGIN - SMALL, f"{case}sheet {number} of {count}", SMALL)
    inside = "".join(moved(drawn, MARGIN, top) for top, drawn in page)
    top = (number - 1) * TALL
    return f'<svg y="{top:g}" width="{WIDE:g}" height="{TALL:g}">{inside}{foot}</svg>\n'
