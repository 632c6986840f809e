"""A condition said as the question a chart asks, with the answers that lead in and past."""

from dataclasses import dataclass
from typing import assert_never

from domain.facts import Answer
from domain.playbook.conditions import AllOf, Always, AnyOf, Asks, Condition
from domain.playbook.words import ASKED


@dataclass(frozen=True, slots=True)
class Question:
    asks: str
    into: str
    past: str


def question(condition: Condition) -> Question:
    """ "Serious or persistent?" with "yes or not known" into the box and "no" past it."""
    asks = _capital(_phrase(_without_no(condition))) + "?"
    if _all_answered(condition, Answer.NO):
        return Question(asks, into="no", past="yes or not known")
    if _all_answered(condition, None):
        return Question(asks, into="yes or not known", past="no")
    if _all_answered(condition, Answer.YES):
        return Question(asks, into="yes", past="no or not known")
    return Question(asks, into="yes", past="no")


def begins(condition: Condition) -> str:
    """How a route's first box says who is on it."""
    if isinstance(condition, Always):
        return "Begin here: every incident"
    said = question(condition)
    return f"Begin here. {said.asks} {_capital(said.into)}"


def _phrase(condition: Condition, inside: bool = False) -> str:
    match condition:
        case Always():
            return "in every case"
        case Asks(fact, None | Answer.YES):
            return ASKED[fact]
        case Asks(fact, answer):
            return f"“{ASKED[fact]}”: {str(answer).replace('-', ' ')}"
        case AllOf(parts):
            return ", and ".join(_phrase(part, inside=True) for part in parts)
        case AnyOf(parts):
            return _either([_phrase(part) for part in parts], inside)
        case _:
            assert_never(condition)


def _either(phrases: list[str], inside: bool) -> str:
    if len(phrases) > 3:
        return "any of these: " + "; ".join(phrases)
    said = ", ".join(phrases[:-1]) + f" or {phrases[-1]}"
    return f"either {said}" if inside else said


def _all_answered(condition: Condition, answer: Answer | None) -> bool:
    match condition:
        case Always():
            return False
        case Asks():
            return condition.answer is answer
        case AllOf(parts) | AnyOf(parts):
            return all(_all_answered(part, answer) for part in parts)
        case _:
            assert_never(condition)


def _without_no(condition: Condition) -> Condition:
    """ "Neither a nor b" is asked as "a or b?", with "no" leading into the box."""
    if not _all_answered(condition, Answer.NO):
        return condition
    match condition:
        case Asks(fact):
            return Asks(fact)
        case AllOf(parts):
            return AnyOf(tuple(_without_no(part) for part in parts))
        case AnyOf(parts):
            return AllOf(tuple(_without_no(part) for part in parts))
        case _:
            return condition


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
