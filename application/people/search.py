"""Finding a person by a name that may be misspelt, cut short or without its accents."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from application.people.names import edits_allowed, plain, slips
from application.people.person import DirectoryPerson

EXACT, BEGINS, SLIPPED, LEAVER = 0, 1, 3, 1
MOST_WORDS = 6


def found(people: Iterable[DirectoryPerson], asked: str) -> list[DirectoryPerson]:
    """The best match first; all people by name when nothing is asked."""
    wanted = plain(asked).split()[:MOST_WORDS]
    if not wanted:
        return [] if asked.strip() else sorted(people, key=by_name)
    search = Search(wanted)
    ranked = [(cost, person) for person in people if (cost := search.cost(person)) is not None]
    ranked.sort(key=lambda pair: (pair[0], by_name(pair[1])))
    return [person for _, person in ranked]


def by_name(person: DirectoryPerson) -> tuple[str, str, str]:
    return plain(person.name), person.year, str(person.id)


class Search:
    """One question. What a word costs is worked out once, however many people bear it."""

    def __init__(self, wanted: Sequence[str]) -> None:
        self.wanted = wanted
        self.joined = joined_at_every_gap(wanted)
        self.known: dict[tuple[str, str], int | None] = {}

    def cost(self, person: DirectoryPerson) -> int | None:
        """None when the person is not meant. Those who are here come before those who left."""
        words = plain(f"{person.name} {person.known_as}").split()
        # Either may write as one word what the other writes as two; if both did, any two short
        # names would be a slip or two apart.
        ways = [(self.wanted, words + neighbours(words)), *((way, words) for way in self.joined)]
        costs = [cost for way in ways if (cost := self.of_all(*way)) is not None]
        return min(costs) * 2 + LEAVER * person.leaver if costs else None

    def of_all(self, wanted: Sequence[str], parts: Sequence[str]) -> int | None:
        total = 0
        for word in wanted:
            costs = [cost for part in parts if (cost := self.of_word(word, part)) is not None]
            if not costs:
                return None
            total += min(costs)
        return total

    def of_word(self, word: str, part: str) -> int | None:
        key = (word, part)
        if key not in self.known:
            self.known[key] = word_cost(word, part)
        return self.known[key]


def word_cost(word: str, part: str) -> int | None:
    if part.startswith(word):
        return EXACT if len(part) == len(word) else BEGINS
    slipped = slips(word, part, edits_allowed(len(word)))
    return None if slipped is None else SLIPPED * slipped


def neighbours(words: Sequence[str]) -> list[str]:
    """`wojcik green` may be `wojcikgreen` elsewhere."""
    return [first + second for first, second in pairwise(words)]


def joined_at_every_gap(words: Sequence[str]) -> list[list[str]]:
    """`mac donald` may be one word elsewhere."""
    return [
        [*words[:gap], joined, *words[gap + 2 :]] for gap, joined in enumerate(neighbours(words))
    ]
