"""Whether a text names somebody who is part of a case, however it is written: in small letters, in
letters of another alphabet that look the same, spelt out, or as the name of an account.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from application.account_names import LATIN
from domain.names import ACCENTS
from domain.texts import TITLES, is_unseen

SHORTEST = 4  # letters of a single name
# What stands in the place of a name, and names nobody.
NOBODY = frozenset({"unknown", "known", "pupil", "parent", "teacher", "mother", "father", "year"})


def names_linked(full_names: Iterable[str], text: str) -> bool:
    drawn = as_drawn(text)
    written = {needle for name in full_names for needle in needles(name)}
    return any(re.search(spelt(needle), drawn) for needle in written)


def as_drawn(text: str) -> str:
    """As Latin letters without accents, capitals, or signs that nobody sees."""
    seen = "".join(sign for sign in text if sign.isspace() or not is_unseen(sign))
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", seen).casefold())
    return ACCENTS.sub("", apart).translate(LATIN)


def needles(full_name: str) -> Iterator[str]:
    words = [one for one in re.findall(r"[^\W\d_]+", as_drawn(full_name)) if one not in TITLES]
    yield from (one for one in words if len(one) >= SHORTEST and one not in NOBODY)
    if len(words) > 1 and NOBODY.isdisjoint(words):
        yield from accounts(words[0], words[-1])


def accounts(first: str, last: str) -> Iterator[str]:
    """What schools make names of accounts of."""
    made = (first + last, last + first, first[0] + last, last + first[0], first + last[0])
    return (one for one in made if len(one) >= SHORTEST)


def spelt(needle: str) -> str:
    """Its letters with whatever but letters between them: `x-y-l-i-a`."""
    letters = r"[\W\d_]*".join(map(re.escape, needle))
    return rf"(?<![^\W\d_]){letters}(?![^\W\d_])"
