"""How a box of a case's chart says where its step stands: in words, by a sign and by its line."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from domain.playbook.typesetting import height, lines_at, wrapped

SIZE, PAD = 10.0, 4.0
ROOM_FOR_SIGN = 18.0
INK, PAPER, GREEN, GREY = "#1a1a1a", "#ffffff", "#dfeee0", "#ececec"


class Sign(StrEnum):
    """What is printed first, so that nobody needs colours to tell them apart."""

    DONE = "DONE"
    DECIDED_YES = "DECIDED: YES"
    DECIDED_NO = "DECIDED: NO"
    NOT_NEEDED = "NOT NEEDED"
    OPEN = "OPEN"
    OVERDUE = "OVERDUE"
    OFFERED = "OFFERED"
    LEFT_OPEN = "LEFT OPEN"
    NOT_ASKED = "NOT ASKED"


@dataclass(frozen=True, slots=True)
class Mark:
    """`more` goes on in the same sentence: "OVERDUE" "since 8 September 2026 at 16:30".

    `because` says by which answer it is asked: whoever points at the box, or hears it, is told.
    """

    sign: Sign
    more: str = ""
    because: str = ""

    @property
    def said(self) -> str:
        return f"{self.sign} {self.more}".strip()

    @property
    def stroke(self) -> float:
        """The path taken is drawn thick, and what waits thicker than what was passed by."""
        return STROKES.get(self.sign, 1.5)

    @property
    def aloud(self) -> str:
        said = f"{self.sign.capitalize()} {self.more}".strip() + "."
        return f"{said} {self.because}".strip()


Marks = Mapping[str, Mark]
STROKES = {
    Sign.DONE: 4.5,
    Sign.DECIDED_YES: 4.5,
    Sign.OPEN: 3.0,
    Sign.OVERDUE: 6.0,
}
FILLS = {
    Sign.DONE: GREEN,
    Sign.DECIDED_YES: GREEN,
    Sign.DECIDED_NO: GREY,
    Sign.NOT_NEEDED: GREY,
    Sign.OVERDUE: INK,
}
_LINE = 'fill="none" stroke-width="2" stroke-linecap="round"'
TICK = f'<polyline points="0,5 4,9 10,0" {_LINE} stroke="{INK}"/>'
CROSS = f'<path d="M1 1 L9 9 M9 1 L1 9" {_LINE} stroke="{INK}"/>'
DASH = f'<path d="M0 5 L10 5" {_LINE} stroke="{INK}"/>'
CIRCLE = f'<circle cx="5" cy="5" r="4.5" {_LINE} stroke="{INK}"/>'
DOTTED = f'<circle cx="5" cy="5" r="4.5" {_LINE} stroke-dasharray="1 4" stroke="{INK}"/>'
SQUARE = f'<rect x="0.5" y="0.5" width="9" height="9" {_LINE} stroke="{INK}"/>'
ALARM = f'<path d="M5 0 L5 6 M5 9.4 L5 9.6" {_LINE} stroke="{PAPER}"/>'
DRAWN: dict[Sign, str] = {
    Sign.DONE: TICK,
    Sign.DECIDED_YES: TICK,
    Sign.DECIDED_NO: CROSS,
    Sign.NOT_NEEDED: DASH,
    Sign.OPEN: CIRCLE,
    Sign.OVERDUE: ALARM,
    Sign.OFFERED: DOTTED,
    Sign.LEFT_OPEN: SQUARE,
    Sign.NOT_ASKED: DASH,
}


def strip(mark: Mark, left: float, top: float, wide: float) -> tuple[str, float]:
    """A band with the sign and the words, and how tall it is."""
    lines = wrapped(mark.said, wide - ROOM_FOR_SIGN - 2 * PAD, SIZE)
    tall = height(lines, SIZE) + 2 * PAD
    ink = PAPER if mark.sign is Sign.OVERDUE else INK
    band = (
        f'<rect x="{left:g}" y="{top:.5g}" width="{wide:g}" height="{tall:.5g}" '
        f'fill="{FILLS.get(mark.sign, PAPER)}" stroke="{INK}" stroke-width="1"/>'
    )
    sign = (
        f'<g transform="translate({left + PAD + 2:g} {top + PAD + 1:.5g})">{DRAWN[mark.sign]}</g>'
    )
    words = lines_at(left + PAD + ROOM_FOR_SIGN, top + PAD - 1, lines, SIZE, bold=True)
    return f'{band}{sign}<g fill="{ink}">{words}</g>', tall
