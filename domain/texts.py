"""What a text says to the eye: signs that nobody sees say nothing, and a name is a name however
it is written.
"""

import re
import unicodedata
from collections.abc import Iterable

# Blanks that Unicode counts among the letters and signs, and marks that show nothing alone.
BLANKS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
UNSEEN = frozenset({"Cc", "Cf", "Cn", "Co", "Mn", "Me"})
# They turn the order in which the letters of a text are shown (Unicode Standard Annex 9).
TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
TITLES = frozenset(
    {"mr", "mrs", "ms", "miss", "mx", "dr", "doctor", "prof", "professor", "sir", "madam"}
    | {"dame", "lord", "lady", "rev", "revd", "reverend", "fr", "father"}
)


def says_nothing(text: str) -> bool:
    """Whether nothing is left of it for a reader to see."""
    return all(sign.isspace() or is_unseen(sign) for sign in text)


def is_said(text: str | None) -> bool:
    """Whether there is a text, and something in it to be seen."""
    return text is not None and not says_nothing(text)


def is_unseen(sign: str) -> bool:
    return sign in BLANKS or unicodedata.category(sign) in UNSEEN


def turns_letters(text: str) -> bool:
    return not TURNING.isdisjoint(text)


# A file written as letters (RFC 4648), in one run or in lines as letters are sent.
AS_LETTERS = re.compile(r"(?:[A-Za-z0-9+/_-]{40,}\s*)+[A-Za-z0-9+/_-]*={0,2}")
LETTERS_OF_A_FILE = 1_500


def holds_a_file(text: str) -> bool:
    found = (match.group() for match in AS_LETTERS.finditer(text))
    runs = (sum(map(len, each.split())) for each in found)
    return any(run >= LETTERS_OF_A_FILE for run in runs) or bool(DATA_ADDRESS.search(text))


DATA_ADDRESS = re.compile(r"data:[^,\s]{0,200};\s*base64\s*,", re.IGNORECASE)


# Single letters, or up to three that nobody could say as a name: ANNA and AL are names.
CONSONANTS = "B-DF-HJ-NP-TV-XZ"
INITIALS = re.compile(rf"[{CONSONANTS}]{{1,3}}[.\s]*|[A-Z](?:[.\s]+[A-Z]){{0,3}}[.\s]*")


def are_initials(name: str) -> bool:
    return bool(INITIALS.fullmatch(name.strip()))


def folded(text: str) -> str:
    """Without capitals, and without the other ways there are to write the same letter."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def as_called(name: str) -> str:
    """The name as it is told apart from others: without titles, capitals and double spaces."""
    seen = without_unseen(folded(name))
    words = re.sub(r"[.,]", " ", seen.replace("’", "'")).split()
    while len(words) > 1 and words[0] in TITLES:
        words = words[1:]
    return " ".join(words)


def without_unseen(text: str) -> str:
    return "".join(sign for sign in text if sign not in BLANKS and is_shown(sign))


def is_shown(sign: str) -> bool:
    return sign.isspace() or unicodedata.category(sign) not in ("Cc", "Cf")


def same_name(one: str, other: str) -> bool:
    return bool(as_called(one)) and as_called(one) == as_called(other)


def is_among(name: str, names: Iterable[str]) -> bool:
    return any(same_name(name, one) for one in names)
