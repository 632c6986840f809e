"""One table of a playbook file, read key by key; what is wrong is noted with its line."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from domain.playbook.conditions import did_you_mean
from domain.playbook.lines import TableLines
from domain.playbook.playbook import Problem
from domain.texts import says_nothing

Read = TypeVar("Read")
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST = 600


@dataclass(slots=True)
class Table:
    """What is asked of it and cannot be answered well becomes a problem, not an exception."""

    values: Mapping[str, object]
    lines: TableLines
    problems: list[Problem] = field(default_factory=list)
    in_use: bool = False  # Adopted once: what it says counts, whatever is wrong with it now.

    def note(self, key: str, expected: str) -> None:
        self.problems.append(Problem(self.lines.of(key), expected))

    def only(self, known: tuple[str, ...]) -> None:
        for key in self.values:
            if key not in known:
                near = did_you_mean(key, list(known)) or f"; known are {', '.join(known)}"
                self.note(key, f'expected no key "{key}" here{near}')

    def text(self, key: str, longest: int = LONGEST) -> str:
        value = self.values.get(key)
        if not isinstance(value, str) or says_nothing(value):
            self.note(key, f"expected {key} = a text in quotation marks")
            return ""
        if len(value) > longest or not value.replace("\n", "").isprintable():
            self.note(key, f"expected {key} to be plain text of at most {longest} characters")
        return value.strip() if key == "wording" else " ".join(value.split())

    def id(self, key: str = "id") -> str:
        value = self.text(key, longest=60)
        if value and not ID.fullmatch(value):
            self.note(key, f"expected {key} in small letters, digits and hyphens, not {value!r}")
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.values.get(key)
        if isinstance(value, str):
            value = [value]
        if not isinstance(value, list) or not value or not all(_is_text(each) for each in value):
            self.note(key, f"expected {key} = a list of one or more texts")
            return ()
        if len(set(value)) < len(value):
            self.note(key, f"expected each text in {key} once")
        return tuple(value)

    def words(self, key: str, known: tuple[str, ...], called: str) -> tuple[str, ...]:
        """Texts that must all stand in a closed list."""
        words = self.texts(key)
        for word in words:
            if word not in known:
                near = did_you_mean(word, list(known))
                self.note(key, f'expected {called} in {key}, not "{word}"{near}')
        return tuple(word for word in words if word in known)

    def read(self, key: str, reader: Callable[[str], Read], otherwise: Read) -> Read:
        """A text in a small language of its own; the reader's ValueError says what is wrong."""
        value = self.text(key)
        try:
            return reader(value) if value else otherwise
        except ValueError as unreadable:
            self.note(key, f"in {key}: {unreadable}")
            return otherwise

    def each(self, key: str, reader: Callable[[str], Read]) -> Iterator[Read]:
        """Texts that are each in a small language of their own."""
        for text in self.texts(key):
            try:
                yield reader(text)
            except ValueError as unreadable:
                self.note(key, f"in {key}: {unreadable}")

    def tables(self, key: str, header: str) -> list["Table"]:
        values = self.values.get(key, [])
        lines = self.lines.inside
        if not isinstance(values, list) or len(values) != len(lines) or not values:
            self.note(key, f"expected one or more tables, each under its own {header}")
            return []
        pairs = zip(values, lines, strict=True)
        return [Table(each, at, self.problems, self.in_use) for each, at in pairs]


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip()) and value.isprintable()
