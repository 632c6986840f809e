"""Names so that they can be compared: without accents, capitals or punctuation."""

import re
import unicodedata
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


@lru_cache(maxsize=50_000)
def letters_of(word: str) -> int:
    """Which letters there are, as bits: a quick look before the slow one at their order."""
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) % 61)
    return bits


def slips(wanted: str, found: str, most: int) -> int | None:
    """Letters left out, put in, changed or swapped with the next; None when more than `most`."""
    shorter = min(len(wanted), len(found))
    start = 0
    while start < shorter and wanted[start] == found[start]:
        start += 1
    end = 0
    while end < shorter - start and wanted[-1 - end] == found[-1 - end]:
        end += 1
    wanted, found = wanted[start : len(wanted) - end], found[start : len(found) - end]
    if not wanted or not found:
        longer = max(len(wanted), len(found))
        return longer if longer <= most else None
    return distance(wanted, found, most)


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
