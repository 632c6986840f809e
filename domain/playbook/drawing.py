"""A route as a chart: Mermaid text, and a picture for a sheet of A4 or a case's page."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from string import ascii_uppercase

from domain.playbook.boxes import (
    COLUMN,
    COULD_BE,
    INK,
    LABEL,
    PAPER,
    SMALL,
    Drawn,
    arrow,
    box,
    connector,
    diamond,
    examples,
    moved,
    named,
    pill,
    plain_line,
    way_past,
)
from domain.playbook.conditions import Always, Condition
from domain.playbook.marks import Marks
from domain.playbook.playbook import Playbook, Route, Step
from domain.playbook.questions import begins, question
from domain.playbook.sheets import (
    GAP,
    MARGIN,
    best_columns,
    sheet_around,
    width_of,
)
from domain.playbook.typesetting import FONT, height, lines_at, wrapped
from domain.playbook.words import SPOKEN, Kind

TITLE = 21.0
NOTHING: Marks = {}
CLOSING, ONWARD = "closing", "On to your other charts, then to review and closure"
OVERVIEW = "Several answers can be yes: then follow several charts at once."
LAST = "Close the case. It can be reopened, with a reason"
LEGEND = (
    "MUST (square box, black bar): has to be done. CONSIDER (cut corners): answer yes or no, "
    "and why. MAY (round, dashed): is offered."
)


SIGNS = (
    "Thick line and tick: done, or decided yes. Cross: decided no. Dash: not needed, or not asked "
    "in this case. Circle: open. Black band: overdue."
)


ARROWHEAD = (
    '<marker id="arrowhead" markerWidth="8" markerHeight="8" refX="2" refY="4" '
    f'orient="auto"><path d="M0 0 L8 4 L0 8 z" fill="{INK}"/></marker>'
)


@dataclass(frozen=True, slots=True)
class Group:
    """Neighbouring steps under one question."""

    when: Condition
    steps: tuple[tuple[int, Step], ...]


def groups(route: Route) -> tuple[Group, ...]:
    numbered = enumerate(route.steps, start=1)
    together = groupby(numbered, key=lambda each: each[1].when)
    return tuple(part for when, steps in together for part in _parts(when, tuple(steps)))


def _parts(when: Condition, steps: tuple[tuple[int, Step], ...]) -> tuple[Group, ...]:
    """What asks no question may be parted anywhere, so that columns come out even."""
    if isinstance(when, Always):
        return tuple(Group(when, (step,)) for step in steps)
    return (Group(when, steps),)


def svg(route: Route, marks: Marks = NOTHING) -> str:
    """The route as a picture. For a case, each box says where its step stands."""
    notes = (LEGEND, *(["Source: " + named(route.source)] if route.source else []))
    told = said_of(route, marks)
    return _picture(route.id, route.title, notes, pieces_of(route, marks), ends_of(route), told)


def pieces_of(route: Route, marks: Marks) -> list[Drawn]:
    """What may stand in a column of its own: first what it could be about, if the route says."""
    could_be = [_stack([arrow(), examples(route.could_be)])] if route.could_be else []
    return [*could_be, *(_drawn(group, marks) for group in groups(route))]


def ends_of(route: Route) -> tuple[str, str]:
    return begins(route.when), LAST if route.id == CLOSING else ONWARD


def column_of(route: Route, columns: list[list[Drawn]], number: int) -> Drawn:
    return _column(ends_of(route), columns, number)


def _picture(
    id: str,
    title: str,
    notes: tuple[str, ...],
    pieces: list[Drawn],
    ends: tuple[str, str],
    told: str,
) -> str:
    columns = best_columns(pieces)
    drawn = [_column(ends, columns, number) for number in range(len(columns))]
    wide = width_of(len(drawn))
    head = set_in_lines((title,), wide, TITLE, bold=True)
    foot = set_in_lines(notes, wide, SMALL)
    top = MARGIN + head.height + GAP
    tall = top + max(column.height for column in drawn) + GAP + foot.height + MARGIN
    sheet = sheet_around(wide, tall)
    left = MARGIN + (sheet[0] - wide) / 2
    inside = [moved(head, MARGIN, MARGIN), moved(foot, MARGIN, sheet[1] - MARGIN - foot.height)]
    inside += [
        moved(column, left + number * (COLUMN + GAP), top) for number, column in enumerate(drawn)
    ]
    return _page(id, title, sheet, "\n".join(inside), told)


def set_in_lines(texts: tuple[str, ...], wide: float, size: float, *, bold: bool = False) -> Drawn:
    lines = [line for text in texts for line in wrapped(text, wide - 2 * MARGIN, size)]
    return Drawn(lines_at(0, 0, lines, size, bold=bold), height(lines, size))


def overview(playbook: Playbook) -> str:
    """The first page: every question in its order, and the chart each answer leads to."""
    numbered = enumerate(playbook.routes, start=1)
    together = groupby(numbered, key=lambda each: each[1].when)
    pieces = [_signpost(when, list(charts)) for when, charts in together]
    told = " ".join(
        f"{page}. {begins(route.when)}: {route.title}."
        for page, route in enumerate(playbook.routes, start=1)
    )
    ends = ("Something has happened online", "Closed, with every open step answered")
    return _picture("overview", playbook.title, (OVERVIEW,), pieces, ends, told)


def _signpost(when: Condition, charts: list[tuple[int, Route]]) -> Drawn:
    first, *others = [pill(f"Chart {page}: {route.title}") for page, route in charts]
    rest = [piece for other in others for piece in (arrow(), other)]
    if isinstance(when, Always):
        return _stack([arrow(), first, *rest])
    return _asked(when, [first, *rest])


def _drawn(group: Group, marks: Marks) -> Drawn:
    if isinstance(group.when, Always):
        return _stack([part for step in group.steps for part in _step(step, marks)])
    first, *others = group.steps
    rest = [part for step in others for part in _step(step, marks)]
    return _asked(group.when, [_step(first, marks)[1], *rest])


def _asked(when: Condition, inside: list[Drawn]) -> Drawn:
    """A diamond, what its answer leads to, and the way past it."""
    asks = question(when)
    asked = diamond(asks)
    stack = _stack([arrow(), asked, arrow(26, asks.into), *inside])
    end = stack.height + 12
    past = way_past(arrow().height + asked.height / 2, end, asks.past)
    return Drawn(stack.svg + past + plain_line(stack.height, end), end)


def _step(numbered: tuple[int, Step], marks: Marks) -> list[Drawn]:
    number, step = numbered
    return [arrow(), box(step, number, marks.get(step.id))]


def _stack(pieces: Sequence[Drawn]) -> Drawn:
    y, parts = 0.0, []
    for piece in pieces:
        parts.append(moved(piece, 0, y))
        y += piece.height
    return Drawn("".join(parts), y)


def _column(ends: tuple[str, str], columns: list[list[Drawn]], number: int) -> Drawn:
    last = number == len(columns) - 1
    top = pill(ends[0]) if number == 0 else connector(_letter(number - 1))
    end = pill(ends[1]) if last else connector(_letter(number))
    return _stack([top, *columns[number], arrow(), end])


def _letter(number: int) -> str:
    return ascii_uppercase[number]


def _page(id: str, title: str, sheet: tuple[float, float], inside: str, told: str) -> str:
    wide, tall = sheet
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:.6g} {tall:.6g}" '
        f'width="{wide:.6g}" height="{tall:.6g}" role="img" '
        f'aria-labelledby="{id}-title {id}-desc" font-family="{FONT}" fill="{INK}">\n'
        f'<title id="{id}-title">{escape(title)}</title>\n'
        f'<desc id="{id}-desc">{escape(told)}</desc>\n'
        f"<defs>{ARROWHEAD}</defs>\n"
        f'<rect width="100%" height="100%" fill="{PAPER}"/>\n'
        f"{inside}\n</svg>\n"
    )


def said_of(route: Route, marks: Marks) -> str:
    """The whole chart in words, for whoever cannot see it."""
    could_be = f" {COULD_BE} {'; '.join(route.could_be)}." if route.could_be else ""
    first = f"{begins(route.when)}.{could_be}"
    return " ".join([first, *(_said(g, marks) for g in groups(route))])


def _said(group: Group, marks: Marks) -> str:
    asks = "" if isinstance(group.when, Always) else _asked_aloud(group.when)
    steps = (
        f"{number}. {LABEL[step.kind].capitalize()}: {step.say}"
        + (f" {marks[step.id].aloud}" if step.id in marks else "")
        for number, step in group.steps
    )
    return asks + " ".join(steps)


def _asked_aloud(when: Condition) -> str:
    asks = question(when)
    return f"{asks.asks} If {asks.into}: "


def mermaid(route: Route) -> str:
    """The same chart as text that many editors and code hosts draw by themselves."""
    lines = ["flowchart TD", f'  begin(["{_quoted(begins(route.when))}"])']
    if route.could_be:
        said = "<br/>".join(_quoted(one) for one in (COULD_BE, *route.could_be))
        lines += [f'  could["{said}"]', "  begin -.- could"]
    ends = [("begin", "")]
    for group in groups(route):
        ends = _mermaid_group(group, ends, lines)
    lines.append(f'  finish(["{LAST if route.id == CLOSING else ONWARD}"])')
    lines += [_link(end, "finish") for end in ends]
    return "\n".join(lines) + "\n"


def _mermaid_group(
    group: Group, ends: list[tuple[str, str]], lines: list[str]
) -> list[tuple[str, str]]:
    past: list[tuple[str, str]] = []
    if not isinstance(group.when, Always):
        asks, node = question(group.when), f"q{group.steps[0][0]}"
        lines.append(f'  {node}{{"{_quoted(asks.asks)}"}}')
        lines += [_link(end, node) for end in ends]
        ends, past = [(node, asks.into)], [(node, asks.past)]
    for number, step in group.steps:
        lines.append(f"  s{number}{_mermaid_box(step)}")
        lines += [_link(end, f"s{number}") for end in ends]
        ends = [(f"s{number}", "")]
    return ends + past


def _link(end: tuple[str, str], to: str) -> str:
    node, said = end
    return f'  {node} -->|"{said}"| {to}' if said else f"  {node} --> {to}"


def _mermaid_box(step: Step) -> str:
    who = ", ".join(SPOKEN[who] for who in step.who)
    words = [f"{LABEL[step.kind]} · {step.due}", step.say, f"Who: {who}"]
    said = "<br/>".join(map(_quoted, words))
    opening, closing = {Kind.MUST: ("[", "]"), Kind.CONSIDER: ("{{", "}}"), Kind.MAY: ("(", ")")}[
        step.kind
    ]
    return f'{opening}"{said}"{closing}'


def _quoted(text: str) -> str:
    """Mermaid's own escapes, the number sign first."""
    for sign, code in (("#", "#35;"), ('"', "#quot;"), ("<", "#lt;"), (">", "#gt;")):
        text = text.replace(sign, code)
    return text
