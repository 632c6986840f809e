"""When a route or a step applies: a question about the facts, kept as data.

"always"
"child-at-risk"                                    yes, or not known
"deliberate is yes"                                yes, said so
"staff-instigator is no"                           no, said so
"pupil-instigator and (serious or persistent)"
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, reduce
from operator import and_, or_
from typing import assert_never

from domain.facts import Answer, Fact

LONGEST = 300
MOST_FACTS = 7  # All answers to them are tried, and a person has to read it.
_WORD = re.compile(r"\s*([()]|[^\s()]+)")
_JOINING = ("and", "or")


class Unreadable(ValueError):
    """A condition that is not written in the little language above."""


@dataclass(frozen=True, slots=True)
class Always:
    pass


@dataclass(frozen=True, slots=True)
class Asks:
    """Without an answer named, "not known" counts as yes: it opens the protective route."""

    fact: Fact
    answer: Answer | None = None


@dataclass(frozen=True, slots=True)
class AllOf:
    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    parts: tuple["Condition", ...]


Condition = Always | Asks | AllOf | AnyOf
Facts = Mapping[Fact, Answer]


def holds(condition: Condition, facts: Facts) -> bool:
    """Whether it applies. A fact that nobody has been asked about opens nothing."""
    match condition:
        case Always():
            return True
        case Asks(fact, None):
            return facts.get(fact) in (Answer.YES, Answer.NOT_KNOWN)
        case Asks(fact, answer):
            return facts.get(fact) is answer
        case AllOf(parts):
            return all(holds(part, facts) for part in parts)
        case AnyOf(parts):
            return any(holds(part, facts) for part in parts)
        case _:
            assert_never(condition)


def failing(condition: Condition, facts: Facts) -> frozenset[Fact]:
    """The facts by whose answers it does not apply; none where it does."""
    match condition:
        case AllOf(parts) | AnyOf(parts) if not holds(condition, facts):
            return frozenset().union(*(failing(part, facts) for part in parts))
        case Asks(fact) if not holds(condition, facts):
            return frozenset({fact})
        case _:
            return frozenset()


def holding(condition: Condition, facts: Facts) -> frozenset[Fact]:
    """The facts by whose answers it applies; none where it does not, or always does."""
    match condition:
        case AllOf(parts) | AnyOf(parts) if holds(condition, facts):
            return frozenset().union(*(holding(part, facts) for part in parts))
        case Asks(fact) if holds(condition, facts):
            return frozenset({fact})
        case _:
            return frozenset()


def facts_in(condition: Condition) -> frozenset[Fact]:
    return frozenset(each.fact for each in _asked(condition))


def can_hold(*conditions: Condition) -> bool:
    """Whether any answers at all make every one of these apply at once."""
    return bool(_rows(AllOf(conditions), contested(*conditions)))


def contested(*conditions: Condition) -> list[Fact]:
    """Facts that are asked about in two ways. Nothing is ever negated, so only on these can it
    founder: every other fact has an answer that fits wherever it is asked about.
    """
    asked = frozenset().union(*map(_asked, conditions))
    ways = Counter(each.fact for each in asked)
    return sorted(fact for fact in ways if ways[fact] > 1)


def _asked(condition: Condition) -> frozenset[Asks]:
    match condition:
        case Always():
            return frozenset()
        case Asks():
            return frozenset({condition})
        case AllOf(parts) | AnyOf(parts):
            return frozenset().union(*map(_asked, parts))
        case _:
            assert_never(condition)


def _rows(condition: Condition, facts: list[Fact]) -> int:
    """The rows of the table of all answers to these facts in which it holds, a bit for each."""
    match condition:
        case Asks(fact, answer) if fact in facts:
            answers = [answer] if answer else [Answer.YES, Answer.NOT_KNOWN]
            place = facts.index(fact)
            return reduce(or_, (_answered(each, place, len(facts)) for each in answers))
        case Always() | Asks():
            return (1 << int(3 ** len(facts))) - 1
        case AllOf(parts):
            return reduce(and_, (_rows(part, facts) for part in parts))
        case AnyOf(parts):
            return reduce(or_, (_rows(part, facts) for part in parts))
        case _:
            assert_never(condition)


@cache
def _answered(answer: Answer, place: int, number: int) -> int:
    """The rows in which the fact at this place has this answer."""
    row, span = list(Answer).index(answer), 3**place
    return sum(1 << each for each in range(int(3**number)) if each // span % 3 == row)


def read_condition(text: str) -> Condition:
    """Read a condition strictly; `Unreadable` says what was expected."""
    if len(text) > LONGEST:
        raise Unreadable(f"expected a condition of at most {LONGEST} characters")
    if text.count("(") > MOST_FACTS:
        raise Unreadable(f"expected at most {MOST_FACTS} brackets")
    condition = read_of_any_size(text)
    if len(facts_in(condition)) > MOST_FACTS:
        raise Unreadable(f"expected a condition on at most {MOST_FACTS} facts")
    return condition


def read_of_any_size(text: str) -> Condition:
    """The same of an edition in use: what it may ask was settled when it was adopted."""
    words = [match.group(1) for match in _WORD.finditer(text)]
    if words == ["always"]:
        return Always()
    condition = _joined(words)
    if words:
        raise Unreadable(f'expected "and", "or" or the end of the condition, not "{words[0]}"')
    return condition


def _joined(words: list[str]) -> Condition:
    parts, joining = [_part(words)], ""
    while words and words[0] in _JOINING:
        if joining not in ("", words[0]):
            raise Unreadable('expected brackets where "and" and "or" stand side by side')
        joining = words.pop(0)
        parts.append(_part(words))
    if not joining:
        return parts[0]
    return AllOf(tuple(parts)) if joining == "and" else AnyOf(tuple(parts))


def _part(words: list[str]) -> Condition:
    if not words:
        raise Unreadable("expected a fact, but the condition ends here")
    word = words.pop(0)
    if word == "(":
        return _bracketed(words)
    if word == "not":
        raise Unreadable('expected a fact; instead of "not x" write "x is no"')
    return Asks(_fact(word), _answer(words))


def _bracketed(words: list[str]) -> Condition:
    inside = _joined(words)
    if not words or words.pop(0) != ")":
        raise Unreadable('expected ")" to close the bracket')
    return inside


def _fact(word: str) -> Fact:
    if word in set(Fact):
        return Fact(word)
    raise Unreadable(f'expected a fact, not "{word}"{did_you_mean(word, list(Fact))}')


def _answer(words: list[str]) -> Answer | None:
    if not words or words[0] != "is":
        return None
    answer = words[1] if len(words) > 1 else "nothing"
    if answer not in set(Answer):
        raise Unreadable(f'expected yes, no or not-known after "is", not "{answer}"')
    del words[:2]
    return Answer(answer)


def did_you_mean(word: str, known: list[str]) -> str:
    names = [str(each) for each in known]
    begun = sorted((name for name in names if word.startswith(name)), key=len, reverse=True)
    near = begun[:1] or get_close_matches(word, names, n=1)
    return f' (did you mean "{near[0]}"?)' if near else ""
