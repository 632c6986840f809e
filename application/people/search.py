"""Finding a person by a name that may be misspelt, cut short or without its accents."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple
from uuid import UUID

from application.people.person import DirectoryPerson
from domain.names import edits_allowed, letters_of, plain, slips

BEGINS, SLIPPED, LEFT = 2, 6, 1
MOST_WORDS = 6

Costs = Mapping[int, int]  # who is meant, by their place in the school's list, and how badly


class Listed(NamedTuple):
    """As much of a person as a search needs."""

    id: UUID
    name: str
    known_as: str
    year: str
    leaver: bool


def found(people: Sequence[Listed], asked: str) -> list[Listed]:
    """The best match first; all people by name when nothing is asked."""
    wanted = plain(asked).split()[:MOST_WORDS]
    if not wanted:
        return [] if asked.strip() else sorted(people, key=by_name)
    costs = Index(people).search(wanted)
    # Those who are here come before those who left.
    ranked = [(cost + LEFT * people[at].leaver, *by_name(people[at]), at) for at, cost in costs]
    return [people[at] for *_, at in sorted(ranked)]


def in_full(person: Listed | DirectoryPerson) -> Sequence[str]:
    """Zoë Winter who goes by Zo is Zo Winter too."""
    if not person.known_as:
        return (person.name,)
    alone = " " not in person.known_as
    last = f" {person.name.split()[-1]}" if alone else ""
    return (person.name, f"{person.known_as}{last}")


def by_name(person: Listed) -> tuple[str, str, str]:
    return plain(person.name), person.year, str(person.id)


class Index:
    """Every word of every name, with those who bear it: a word is looked at once."""

    def __init__(self, people: Sequence[Listed]) -> None:
        self.words: dict[str, list[int]] = defaultdict(list)
        self.pairs: dict[str, list[int]] = defaultdict(list)
        for at, person in enumerate(people):
            words = words_of(person)
            for word in words:
                self.words[word].append(at)
            for pair in neighbours(words):
                self.pairs[pair].append(at)

    def search(self, wanted: Sequence[str]) -> Iterable[tuple[int, int]]:
        """Either side may write as one word what the other writes as two. If both did, any two
        short names would be a slip or two apart."""
        apart = {word: bearers(word, self.words) for word in wanted}
        ways = [meant([least(apart[word], bearers(word, self.pairs)) for word in wanted])]
        for gap, pair in enumerate(neighbours(wanted)):
            others = [apart[word] for word in (*wanted[:gap], *wanted[gap + 2 :])]
            ways.append(meant([bearers(pair, self.words), *others]))
        return least(*ways).items()


def bearers(wanted: str, words: Mapping[str, Sequence[int]]) -> Costs:
    most, letters = edits_allowed(len(wanted)), letters_of(wanted)
    costs: dict[int, int] = {}
    for word, people in words.items():
        cost = word_cost(wanted, letters, word, most)
        if cost is not None:
            for at in people:
                costs[at] = min(cost, costs.get(at, cost))
    return costs


def word_cost(wanted: str, letters: int, word: str, most: int) -> int | None:
    if word.startswith(wanted):
        return BEGINS * (len(word) > len(wanted))
    if abs(len(word) - len(wanted)) > most or (letters & ~letters_of(word)).bit_count() > most:
        return None
    slipped = slips(wanted, word, most)
    return None if slipped is None else SLIPPED * slipped


def meant(words: Sequence[Costs]) -> Costs:
    """Those whom every word fits."""
    everybody = set(words[0]).intersection(*words[1:])
    return {at: sum(costs[at] for costs in words) for at in everybody}


def least(*ways: Costs) -> Costs:
    best: dict[int, int] = {}
    for way in ways:
        for at, cost in way.items():
            best[at] = min(cost, best.get(at, cost))
    return best


def words_of(person: Listed) -> list[str]:
    words = plain(person.name).split()
    return words + plain(person.known_as).split() if person.known_as else words


def neighbours(words: Sequence[str]) -> list[str]:
    return [first + second for first, second in pairwise(words)]
