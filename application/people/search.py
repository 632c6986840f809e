"""Finding a person by a name that may be misspelt, cut short or without its accents."""

from collections.abc import Iterable, Sequence

from application.people.names import edits_allowed, plain, slips
from application.people.person import DirectoryPerson

EXACT, BEGINS, SLIPPED, LEAVER = 0, 1, 3, 1


def found(people: Iterable[DirectoryPerson], asked: str) -> list[DirectoryPerson]:
    """The best match first; all people by name when nothing is asked."""
    wanted = plain(asked).split()
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
        self.joined = "".join(wanted)
        self.known: dict[tuple[str, str], int | None] = {}

    def cost(self, person: DirectoryPerson) -> int | None:
        """None when the person is not meant. Those who are here come before those who left."""
        parts = words_of(person)
        cost = self.of_every_word(parts)
        if cost is None and len(self.wanted) + len(parts) > 2:
            cost = self.of_word(self.joined, "".join(plain(person.name).split()))
        return None if cost is None else cost * 2 + LEAVER * person.leaver

    def of_every_word(self, parts: Sequence[str]) -> int | None:
        total = 0
        for word in self.wanted:
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


def words_of(person: DirectoryPerson) -> list[str]:
    return plain(f"{person.name} {person.known_as}").split()
