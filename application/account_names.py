"""Which names of accounts are told apart by whoever reads them.

Two names that look alike would let one person be taken for another, so the second is refused. The
idea is that of Unicode Technical Standard 39; the table holds the letters that schools may meet.
"""

import unicodedata
from collections.abc import Iterable

from domain.texts import folded

ALPHABETS = frozenset(
    {"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "HEBREW", "ARABIC", "CHEROKEE", "COPTIC"}
)

# Small letters of other alphabets, by the Latin letter that they are drawn like.
DRAWN_LIKE = {
    "a": "аαɑ",
    "b": "вβƅ",
    "c": "сϲ",
    "d": "ԁ",
    "e": "еє",
    "g": "ցɡ",
    "h": "нһհ",
    "i": "іιıɩ",
    "j": "јϳյ",
    "k": "кκ",
    "m": "м",
    "n": "ηոп",
    "o": "оοօσ",
    "p": "рρ",
    "q": "ԛզ",
    "s": "ѕ",
    "t": "тτ",
    "u": "υս",
    "v": "νѵ",
    "w": "ωԝ",
    "x": "хχ",
    "y": "уүγ",
    "z": "ᴢ",
}
LATIN = {ord(letter): latin for latin, letters in DRAWN_LIKE.items() for letter in letters}
# What the eye takes for one another in Latin itself, and what it passes over.
EYE: dict[int, str | None] = {
    **{ord(sign): "l" for sign in "i1|!ǀł"},
    **{ord(sign): None for sign in ".,-_'’‘`ʼ´·‐‑–"},
    **{ord("0"): "o", ord("ø"): "o", ord("m"): "rn", ord("w"): "vv"},
    **{ord("æ"): "ae", ord("œ"): "oe"},
}


class NameRefused(Exception):
    """A name that people could not tell from another, or could not read."""


def check_name(name: str, others: Iterable[str]) -> None:
    """Raises NameRefused. `others` are the names that accounts of the school have."""
    check_readable(name)
    wanted = looks(name)
    for other in others:
        if other == name:
            raise NameRefused(f"There is an account called {other} already.")
        if looks(other) == wanted:
            raise NameRefused(
                f"There is an account called {other}, which looks the same. "
                "Add a second first name or what tells the two apart."
            )


def check_readable(name: str) -> None:
    if not name.isprintable() or any(map(is_hidden, name)):
        raise NameRefused("This name holds a sign that nobody can see. Type it again.")
    if len(alphabets(name)) > 1:
        raise NameRefused("This name mixes letters of two alphabets. Type it again.")
    if not any(map(str.isalpha, name)):
        raise NameRefused("A name needs letters.")


def is_hidden(sign: str) -> bool:
    """Marks that join or turn text, blanks that are none, and signs without a meaning."""
    kind = unicodedata.category(sign)
    return kind in ("Cc", "Cf", "Co", "Cn", "Zl", "Zp", "Me") or sign in "\u115f\u1160\u3164\u2800"


def alphabets(name: str) -> set[str]:
    named = (unicodedata.name(sign, "") for sign in unicodedata.normalize("NFKC", name))
    first = {word.partition(" ")[0] for word in named}
    return first & ALPHABETS


def as_typed(name: str) -> str:
    """One spelling for all that somebody may type: blanks and capitals make no difference."""
    return " ".join(folded(name).split())


def looks(name: str) -> str:
    """What is left when all that the eye passes over is taken away."""
    return "".join(folded(name).split()).translate(LATIN).translate(EYE)
