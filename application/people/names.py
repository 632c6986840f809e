"""Names so that they can be compared: without accents, capitals or punctuation."""

import re
import unicodedata
from collections import Counter
from functools import lru_cache

# Letters that Unicode does not take apart into a letter and an accent.
WHOLE_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
# Only the accents of Latin, Greek and Cyrillic: in Gurmukhi or Arabic a mark is part of the word.
ACCENTS = re.compile("[\u0300-\u036f]")
APOSTROPHES = re.compile("['’‘`´ʼ.]")


@lru_cache(maxsize=20_000)
def plain(text: str) -> str:
    """`Zoë O’Brien-Łukasz` becomes `zoe obrien lukasz`."""
    folded = unicodedata.normalize("NFKD", text.casefold()).translate(WHOLE_LETTERS)
    bare = APOSTROPHES.sub("", ACCENTS.sub("", folded))
    kept = "".join(each if unicodedata.category(each)[0] in "LMN" else " " for each in bare)
    return unicodedata.normalize("NFC", " ".join(kept.split()))


def edits_allowed(length: int) -> int:
    """How many slips of the pen a name of that length may hold and still be meant."""
    if length < 3:
        return 0
    return 1 if length < 6 else 2


def slips(wanted: str, found: str, most: int) -> int | None:
    """Letters left out, put in, changed or swapped with the next; None when more than `most`."""
    if abs(len(wanted) - len(found)) > most:
        return None
    start = 0
    while start < min(len(wanted), len(found)) and wanted[start] == found[start]:
        start += 1
    wanted, found = wanted[start:], found[start:]
    while wanted and found and wanted[-1] == found[-1]:
        wanted, found = wanted[:-1], found[:-1]
    if not wanted or not found:
        return max(len(wanted), len(found))
    return None if too_different(wanted, found, most) else distance(wanted, found, most)


def too_different(wanted: str, found: str, most: int) -> bool:
    """A quick look at which letters there are, before the slow look at their order."""
    missing = Counter(wanted) - Counter(found)
    return sum(missing.values()) > most


def distance(wanted: str, found: str, most: int) -> int | None:
    """Damerau and Levenshtein's count, with neighbours swapped once at most."""
    before: list[int] = []
    row = list(range(len(found) + 1))
    for i, letter in enumerate(wanted, start=1):
        older, before, row = before, row, [i]
        for j, other in enumerate(found, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == found[j - 2] and wanted[i - 2] == other:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return None
    return row[-1] if row[-1] <= most else None
