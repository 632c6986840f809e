"""The shapes of a chart: a box for a step, a diamond for a question, and the arrows between."""

from dataclasses import dataclass
from html import escape

from domain.playbook.marks import Mark, Sign, strip
from domain.playbook.playbook import Step
from domain.playbook.questions import Question
from domain.playbook.typesetting import height, lines_at, text_at, width, wrapped
from domain.playbook.words import SPOKEN, Kind

LANE = 26.0  # Left of the boxes, where a "no" goes past them.
BOX = 330.0
SPINE = LANE + BOX / 2
COLUMN = LANE + BOX
ARROW = 20.0
MOST_LINES_IN_A_DIAMOND = 3
PAD = 9.0
SAY, SMALL, PRINT = 12.5, 10.0, 8.0
UNCHECKED = "not checked)"
PALE = 0.65  # What a case was not asked stands back, and can still be read.
INK, PAPER = "#1a1a1a", "#ffffff"
LABEL = {Kind.MUST: "MUST", Kind.CONSIDER: "CONSIDER: yes or no, and why", Kind.MAY: "MAY"}
FILL = {Kind.MUST: PAPER, Kind.CONSIDER: "#fff6d6", Kind.MAY: "#f1f1f1"}


@dataclass(frozen=True, slots=True)
class Drawn:
    """A piece of the chart, drawn from its own top left corner downwards."""

    svg: str
    height: float


def box(step: Step, number: int, mark: Mark | None) -> Drawn:
    """One step. What kind it is can be told by its shape and is said in words."""
    room = BOX - 2 * PAD - 8
    say = wrapped(step.say, room, SAY)
    who = wrapped("Who: " + ", ".join(SPOKEN[who] for who in step.who), room, SMALL)
    source = wrapped("Source: " + named(step.source), room, PRINT)
    left, y = LANE + PAD + 6, PAD
    parts = [text_at(left, y, f"{number}. {LABEL[step.kind]}", SMALL, bold=True)]
    parts.append(text_at(LANE + BOX - PAD, y, str(step.due), SMALL, anchor="end"))
    y += SMALL * 1.28 + 3
    if mark:
        band, tall = strip(mark, left, y, room)
        parts.append(band)
        y += tall + 5
    for lines, size in ((say, SAY), (who, SMALL), (source, PRINT)):
        parts.append(lines_at(left, y, lines, size))
        y += height(lines, size) + 3
    y += PAD - 4
    inside = _outline(step.kind, y, mark.stroke if mark else 1.5) + "".join(parts)
    if mark and mark.because:
        inside = f"<g><title>{escape(mark.because)}</title>{inside}</g>"
    if mark and mark.sign is Sign.NOT_ASKED:
        inside = f'<g opacity="{PALE:g}">{inside}</g>'
    return Drawn(inside, y)


def named(sources: tuple[str, ...]) -> str:
    """Each source once by its name; where in it, the page below the chart says."""
    marked: dict[str, bool] = {}
    for each in sources:
        name, _, place = each.partition(": ")
        marked[name] = marked.get(name, False) or place.endswith(UNCHECKED)
    return " · ".join(f"{name} ({UNCHECKED}" if open_ else name for name, open_ in marked.items())


def _outline(kind: Kind, tall: float, stroke: float) -> str:
    style = f'fill="{FILL[kind]}" stroke="{INK}" stroke-width="{stroke:g}"'
    match kind:
        case Kind.MUST:
            bar = f'<rect x="{LANE:g}" y="0" width="6" height="{tall:.5g}" fill="{INK}"/>'
            return f'<rect x="{LANE:g}" y="0" width="{BOX:g}" height="{tall:.5g}" {style}/>{bar}'
        case Kind.CONSIDER:
            return f'<polygon points="{_chamfered(tall)}" {style}/>'
        case Kind.MAY:
            shape = f'x="{LANE:g}" y="0" width="{BOX:g}" height="{tall:.5g}" rx="16"'
            return f'<rect {shape} stroke-dasharray="5 4" {style}/>'


def _chamfered(tall: float) -> str:
    left, right, cut = LANE, LANE + BOX, 12.0
    corners = [
        (left + cut, 0.0),
        (right - cut, 0.0),
        (right, cut),
        (right, tall - cut),
        (right - cut, tall),
        (left + cut, tall),
        (left, tall - cut),
        (left, cut),
    ]
    return _points(corners)


def _points(corners: list[tuple[float, float]]) -> str:
    return " ".join(f"{x:.5g},{y:.5g}" for x, y in corners)


def diamond(asks: Question) -> Drawn:
    """A question, as flat as its words allow; a long one gets a lid and a floor."""
    lines = wrapped(asks.asks, BOX * 0.6, SAY)
    text_tall = height(lines, SAY) + 6
    across = max(width(line, SAY) for line in lines) / BOX
    tall, lid = max(52.0, text_tall / (1 - min(across, 0.68))), 0.0
    if len(lines) > MOST_LINES_IN_A_DIAMOND:
        lines = wrapped(asks.asks, BOX * 0.72, SAY)
        tall, lid = height(lines, SAY) + 16, BOX / 2 - 34
    corners = [
        (SPINE - lid, 0.0),
        (SPINE + lid, 0.0),
        (LANE + BOX, tall / 2),
        (SPINE + lid, tall),
        (SPINE - lid, tall),
        (LANE, tall / 2),
    ]
    shape = f'<polygon points="{_points(corners)}" fill="{PAPER}" stroke="{INK}"/>'
    top = (tall - height(lines, SAY)) / 2
    return Drawn(shape + lines_at(SPINE, top, lines, SAY, bold=True, anchor="middle"), tall)


def pill(said: str) -> Drawn:
    """Where a route begins and where it ends."""
    lines = wrapped(said, BOX - 64, SAY)
    tall = height(lines, SAY) + 14
    shape = (
        f'<rect x="{LANE:g}" y="0" width="{BOX:g}" height="{tall:.5g}" rx="{tall / 2:.4g}" '
        f'fill="#e4eef7" stroke="{INK}" stroke-width="1.5"/>'
    )
    return Drawn(shape + lines_at(SPINE, 7, lines, SAY, bold=True, anchor="middle"), tall)


COULD_BE = "Incident could be:"


def examples(could_be: tuple[str, ...]) -> Drawn:
    """What such an incident may be, as the flowcharts have it beside their steps."""
    room, y = BOX - 2 * PAD - 12, PAD
    parts = [text_at(LANE + PAD, y, COULD_BE, SMALL, bold=True)]
    y += SMALL * 1.28 + 3
    for one in could_be:
        lines = wrapped(one, room, SMALL)
        parts.append(text_at(LANE + PAD, y, "•", SMALL))
        parts.append(lines_at(LANE + PAD + 12, y, lines, SMALL))
        y += height(lines, SMALL) + 3
    y += PAD - 3
    shape = f'x="{LANE:g}" y="0" width="{BOX:g}" height="{y:.5g}"'
    outline = f'<rect {shape} fill="#f7f7f7" stroke="{INK}" stroke-dasharray="2 3"/>'
    return Drawn(outline + "".join(parts), y)


def connector(letter: str) -> Drawn:
    """A circle with a letter: the path goes on where the same letter stands."""
    circle = f'<circle cx="{SPINE:g}" cy="12" r="12" fill="{PAPER}" stroke="{INK}"/>'
    return Drawn(circle + text_at(SPINE, 5.5, letter, SAY, bold=True, anchor="middle"), 24)


def arrow(tall: float = ARROW, said: str = "") -> Drawn:
    """Down the middle, with a word beside it."""
    line = _line([(SPINE, 0.0), (SPINE, tall - 9.5)], arrow=True)  # The head takes the rest.
    word = text_at(SPINE + 8, tall / 2 - 8, said, SMALL, bold=True) if said else ""
    return Drawn(line + word, tall)


def way_past(middle: float, end: float, said: str) -> str:
    """From a diamond's left corner down the lane and back under its last box."""
    lane = 8.0
    line = _line([(LANE, middle), (lane, middle), (lane, end), (SPINE - 3, end)], arrow=False)
    if said == "no":
        return line + text_at(lane - 4, middle - 15, said, SMALL, bold=True)
    downwards = f'<g transform="translate({lane + 3:g} {middle + 8:.5g}) rotate(90)">'
    return f"{line}{downwards}{text_at(0, -SMALL - 2, said, SMALL, bold=True)}</g>"


def plain_line(top: float, end: float) -> str:
    return _line([(SPINE, top), (SPINE, end)], arrow=False)


def _line(points: list[tuple[float, float]], *, arrow: bool) -> str:
    head = ' marker-end="url(#arrowhead)"' if arrow else ""
    return (
        f'<polyline points="{_points(points)}" fill="none" stroke="{INK}" '
        f'stroke-width="1.5"{head}/>'
    )


def moved(piece: Drawn, x: float, y: float) -> str:
    return f'<g transform="translate({x:.5g} {y:.6g})">{piece.svg}</g>'
