"""Whether a text names somebody of the school, by both names, misspelt or not.

A first and a last name that stand together, in this order, are a name however they are written.
Parted, turned round or misspelt they count only with capitals: "the page will load" is nobody.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from typing import NamedTuple

from application.people.ordinary_words import ORDINARY
from domain.names import edits_allowed, plain, slips
from domain.texts import TITLES

APART = 3  # words: a middle name or two may stand between
SHORTEST_JOINED = 6  # letters
SHORTEST_ACCOUNT = 6  # letters, bare: shorter ones are words too often, as "block" of B. Lock
SHORTEST_ALONE = 3  # letters of a single name
MOST = 2  # slips
OF_SOMEBODY = re.compile("['’‘`´ʼ]s$", re.IGNORECASE)
NOBODY: frozenset[str] = frozenset()


class Word(NamedTuple):
    text: str
    as_a_name: bool  # with a capital, or in letters that have none


class Names:
    """Built from names in full. Looking through a text does not go through all of them."""

    def __init__(self, names: Iterable[str]) -> None:
        self.lasts: dict[str, set[str]] = defaultdict(set)
        self.firsts: dict[str, set[str]] = defaultdict(set)
        for name in names:
            words = plain(name).split()
            if len(words) > 1:
                self.lasts[words[0]].add(words[-1])
                self.firsts[words[-1]].add(words[0])
        self.accounts = {
            made
            for last, firsts in self.firsts.items()
            for first in firsts
            for made in (first[0] + last, last + first[0])
        }
        self.looked_up: dict[str, Set[str]] = {}
        self.near: dict[str, set[str]] = defaultdict(set)
        for first in self.lasts:
            for less in one_letter_less(first):
                self.near[less].add(first)

    def are_in(self, text: str) -> bool:
        words = list(words_of(text))
        return any(self.meant(*pair) for pair in pairs(words)) or any(
            self.is_account(written) for written in re.split(r"[\s,;:/()\[\]<>\"“”|]+", text)
        )

    def one_is_alone_in(self, text: str) -> bool:
        """A first or last name by itself, with a capital. One that is a word too is a name only
        after a title: `Mrs Page`, and not `Page 4`.
        """
        before = ""
        for word in words_of(text):
            a_name = word.text not in ORDINARY or before in TITLES
            if a_name and word.as_a_name and self.bears(word.text):
                return True
            before = word.text
        return False

    def bears(self, name: str) -> bool:
        return len(name) >= SHORTEST_ALONE and (name in self.lasts or name in self.firsts)

    def is_account(self, written: str) -> bool:
        """As in `e.marsh@school.example`, `21emarsh` or `emarsh`."""
        bare = written.strip(".!?'’‘").partition("@")[0]
        letters = "".join(re.findall(r"[^\W\d_]+", plain.__wrapped__(bare)))
        marked = "@" in written or re.search(r"\d|_|\w\.\w", bare)
        if len(letters) < (SHORTEST_JOINED - 2 if marked else SHORTEST_ACCOUNT):
            return False
        return letters in self.accounts or bool(marked and self.joined(letters))

    def meant(self, one: Word, other: Word, gap: int) -> bool:
        named = one.as_a_name and other.as_a_name
        if gap == 0:
            return self.joined(one.text)
        if gap == 1 and other.text in self.lasts.get(one.text, NOBODY):
            return named or len(one.text) > 1
        return named and (self.fit(one.text, other.text) or self.fit(other.text, one.text))

    def joined(self, word: str) -> bool:
        """As in `ellie.marsh@school.example`."""
        cuts = range(2, len(word) - 1) if len(word) >= SHORTEST_JOINED else ()
        return any(word[cut:] in self.lasts.get(word[:cut], NOBODY) for cut in cuts)

    def fit(self, first: str, last: str) -> bool:
        """One of the two is right and the other misspelt, or both by a letter. An initial is
        right with the right name alone.
        """
        if last in self.lasts.get(first, NOBODY):
            return True
        if len(first) == 1:
            return False
        return (
            any(like(last, known) for known in self.lasts.get(first, NOBODY))
            or any(like(first, known) for known in self.firsts.get(last, NOBODY))
            or any(like(last, known, 1) for one in self.close(first) for known in self.lasts[one])
        )

    def close(self, first: str) -> Set[str]:
        if first not in self.looked_up:
            found = {known for less in one_letter_less(first) for known in self.near.get(less, ())}
            self.looked_up[first] = {known for known in found if like(first, known, 1)}
        return self.looked_up[first]


def like(written: str, known: str, most: int = MOST) -> bool:
    allowed = min(most, edits_allowed(min(len(written), len(known))))
    return slips(written, known, allowed) is not None


def one_letter_less(word: str) -> set[str]:
    """The word itself too. Two words that are a letter apart have one of these in common."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def words_of(text: str) -> Iterator[Word]:
    for written in re.split(r"[\s,;:/()\[\]<>\"“”|]+", text):
        bare = OF_SOMEBODY.sub("", written.strip(".!?'’‘"))
        for word in plain.__wrapped__(bare).split():
            yield Word(word, not bare[:1].islower())


def pairs(words: list[Word]) -> Iterator[tuple[Word, Word, int]]:
    """Each word with itself and with those after it, and how far on they stand."""
    for at, word in enumerate(words):
        yield word, word, 0
        for gap, other in enumerate(words[at + 1 : at + 1 + APART], start=1):
            yield word, other, gap
