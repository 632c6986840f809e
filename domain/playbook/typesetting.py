"""Text set in lines without a font at hand: widths are those of Arial, rounded up."""

from html import escape

FONT = "Arial, Helvetica, Liberation Sans, DejaVu Sans, sans-serif"
LEADING = 1.28
_NARROW = frozenset("iljtfrI.,:;'|!()[]/- ·’‘“”")
_WIDE = frozenset("mwMW@%")


def width(text: str, size: float) -> float:
    return sum(map(_em, text)) * size


def _em(letter: str) -> float:
    if letter in _NARROW:
        return 0.36
    if letter in _WIDE:
        return 0.92
    return 0.76 if letter.isupper() else 0.59


def wrapped(text: str, room: float, size: float) -> list[str]:
    """Lines no wider than the room; only a word too long for a whole line is cut."""
    lines = [""]
    for word in [piece for whole in text.split() for piece in _cut(whole, room, size)]:
        longer = f"{lines[-1]} {word}".strip()
        if width(longer, size) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return [line for line in lines if line]


def _cut(word: str, room: float, size: float) -> list[str]:
    pieces = [""]
    for letter in word:
        if pieces[-1] and width(pieces[-1] + letter, size) > room:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def text_at(
    x: float,
    y: float,
    said: str,
    size: float,
    *,
    bold: bool = False,
    anchor: str = "start",
) -> str:
    """One line of text; y is the top of the line."""
    weight = ' font-weight="bold"' if bold else ""
    baseline = y + size
    return (
        f'<text x="{x:.4g}" y="{baseline:.5g}" font-size="{size:g}" '
        f'text-anchor="{anchor}"{weight}>{escape(said)}</text>'
    )


def lines_at(
    x: float,
    y: float,
    lines: list[str],
    size: float,
    *,
    bold: bool = False,
    anchor: str = "start",
) -> str:
    return "".join(
        text_at(x, y + number * size * LEADING, line, size, bold=bold, anchor=anchor)
        for number, line in enumerate(lines)
    )


def height(lines: list[str], size: float) -> float:
    return len(lines) * size * LEADING
