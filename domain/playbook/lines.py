"""On which line of a playbook file each table and each key stands.

Python reads TOML but forgets the lines, and a person who mends a file needs them.
The text has been read as TOML before it comes here, so it is known to be well formed.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_HEADER = re.compile(r"\[\[?([^\]]+)\]\]?")
_KEY = re.compile(r"""("[^"]*"|'[^']*'|[A-Za-z0-9_-]+)\s*[.=]""")
_QUOTES = ('"""', "'''", '"', "'")


@dataclass(slots=True)
class TableLines:
    """Where a table opens, where each of its keys stands, and the tables under it."""

    line: int
    keys: dict[str, int] = field(default_factory=dict)
    inside: list["TableLines"] = field(default_factory=list)

    def of(self, key: str) -> int:
        return self.keys.get(key, self.line)


def find_lines(text: str) -> TableLines:
    """The whole file as one table: under it its routes, under each route its steps."""
    top = table = TableLines(1)
    for line, statement in _statements(text):
        if statement.startswith("["):
            table = _opened(top, _path(statement), statement, line)
        elif key := _KEY.match(statement):
            table.keys.setdefault(key.group(1).strip("\"'"), line)
    return top


def _opened(top: TableLines, path: list[str], statement: str, line: int) -> TableLines:
    holder = {("route",): top, ("route", "step"): _last(top)}.get(tuple(path))
    if statement.startswith("[[") and holder:
        holder.inside.append(TableLines(line))
        return holder.inside[-1]
    return _other(top, path, line)


def _other(top: TableLines, path: list[str], line: int) -> TableLines:
    """A table such as [sources], or one that has no business here: noted as a key."""
    holder, rest = top, path
    while len(rest) > 1 and rest[0] in ("route", "step") and holder.inside:
        holder, rest = holder.inside[-1], rest[1:]
    holder.keys.setdefault(rest[0], line)
    return TableLines(line)


def _last(top: TableLines) -> TableLines | None:
    return top.inside[-1] if top.inside else None


def _path(statement: str) -> list[str]:
    header = _HEADER.match(statement)
    return [part.strip().strip("\"'") for part in header.group(1).split(".")] if header else [""]


def _statements(text: str) -> Iterator[tuple[int, str]]:
    """Each statement with the line it begins on, however many lines it runs over."""
    position, line = 0, 1
    while position < len(text):
        end = _end_of_statement(text, position)
        statement = text[position:end]
        blank = len(statement) - len(statement.lstrip())
        yield line + statement[:blank].count("\n"), statement.strip()
        line += text.count("\n", position, end + 1)
        position = end + 1


def _end_of_statement(text: str, position: int) -> int:
    depth = 0
    while position < len(text) and (depth or text[position] != "\n"):
        character = text[position]
        if character == "#":
            position = _find(text, "\n", position)
            continue
        if character in "\"'":
            position = _end_of_string(text, position)
            continue
        depth += (character in "[{") - (character in "]}")
        position += 1
    return position


def _end_of_string(text: str, position: int) -> int:
    quote = next(each for each in _QUOTES if text.startswith(each, position))
    position += len(quote)
    while position < len(text) and not text.startswith(quote, position):
        position += 2 if quote[0] == '"' and text[position] == "\\" else 1
    return position + len(quote)


def _find(text: str, wanted: str, position: int) -> int:
    found = text.find(wanted, position)
    return len(text) if found < 0 else found
