"""How a playbook file is read: strictly, whole, and never as code."""

import re
import tomllib
from collections.abc import Iterator

from domain.playbook.acts import About, names_of, read_act
from domain.playbook.conditions import (
    MOST_FACTS,
    Always,
    Condition,
    Unreadable,
    can_hold,
    contested,
    read_condition,
    read_of_any_size,
)
from domain.playbook.lines import TableLines, find_lines
from domain.playbook.playbook import Playbook, PlaybookRefused, Problem, Route, Source, Step
from domain.playbook.tables import Table
from domain.playbook.words import After, Kind, Who
from domain.school_days import COUNTED, Due, Unit
from domain.texts import is_said, says_nothing

__all__ = ["Playbook", "PlaybookRefused", "Problem", "Route", "Step", "parse", "validate"]

EDITION = re.compile(r"20\d\d-(0[1-9]|1[0-2])(-[a-z0-9]+)*")
PLAYBOOK_KEYS = ("edition", "title", "sources", "route")
ROUTE_KEYS = ("id", "title", "when", "about", "could_be", "source", "step")
STEP_KEYS = (
    "id",
    "say",
    "kind",
    "who",
    "when",
    "about",
    "after",
    "due",
    "done_by",
    "why",
    "source",
    "wording",
)
SOURCE_KEYS = {"short", "full"}
LONGEST_SHORT = 40
_DUE = re.compile(r"([1-9]\d{0,2}) (working day|school day|day|hour)s?")
_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)|\(at end of document\)")
_HIGHEST = 5_000  # Lines. Ours has about 1 500.
_WIDEST = 4_000  # Characters: room for the longest wording on one line.
_MOST_DOTS = 5
_MOST_STEPS = 60  # On one route: it is drawn on one sheet.
_MOST_EXAMPLES, _LONGEST_EXAMPLE = 8, 140
_NAME = r"""(?:[A-Za-z0-9_-]++|"(?:[^"\\]|\\.)*+"|'[^']*+')[ \t]*+"""
_DOTTED = re.compile(rf"[ \t]*+\[{{0,2}}[ \t]*+(?:{_NAME}\.[ \t]*+){{{_MOST_DOTS + 1}}}")


def parse(text: str) -> Playbook:
    """Read a playbook, or refuse it with every problem found and the line of each."""
    playbook, problems = _read(text)
    if problems or playbook is None:
        raise PlaybookRefused(_by_line(problems))
    return playbook


def read_in_use(text: str) -> tuple[Playbook | None, tuple[Problem, ...]]:
    """An edition that a school adopted earlier, and what is wrong with it by the rules of now.

    None only where nothing can be made of it: rules that came later do not stop a school.
    """
    playbook, problems = _read(text, in_use=True)
    readable = playbook is not None and playbook.edition and playbook.routes
    return playbook if readable else None, _by_line(problems)


def _by_line(problems: list[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(set(problems), key=lambda each: (each.line, each.expected)))


def validate(text: str) -> tuple[Problem, ...]:
    """Everything that is wrong with a file; nothing when it is a playbook."""
    try:
        parse(text)
    except PlaybookRefused as refused:
        return refused.problems
    return ()


def _read(text: str, in_use: bool = False) -> tuple[Playbook | None, list[Problem]]:
    too_large = list(_too_large(text))
    if too_large and not in_use:
        return None, too_large
    if slow := list(_slow_to_read(text)):
        return None, slow
    try:
        values = tomllib.loads(text)
    except RecursionError:
        return None, [Problem(1, "expected a file without lists inside lists inside lists")]
    except ValueError as error:  # Mostly TOMLDecodeError.
        return None, [_no_toml(str(error), text)]
    table = Table(values, find_lines(text.replace("\r\n", "\n")), too_large, in_use)
    return _playbook(table), table.problems


def _too_large(text: str) -> Iterator[Problem]:
    """What no person writes."""
    if text.count("\n") > _HIGHEST:
        yield Problem(_HIGHEST, f"expected a file of at most {_HIGHEST} lines")
        return
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > _WIDEST:
            told = f'a line of at most {_WIDEST} characters; a long text goes between """ and """'
            yield Problem(number, f"expected {told}")


def _slow_to_read(text: str) -> Iterator[Problem]:
    """What reading it as TOML would take minutes over."""
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) <= _WIDEST and _DOTTED.match(line):
            yield Problem(number, f"expected a key with at most {_MOST_DOTS} dots")


def _no_toml(error: str, text: str) -> Problem:
    place = _AT_LINE.search(error)
    last = max(1, len(text.splitlines())) if place else 1
    line = int(place.group(1)) if place and place.group(1) else last
    said = _AT_LINE.sub("", error).strip()
    return Problem(line, f"expected TOML; here, or just above, it reads: {said}")


def _playbook(table: Table) -> Playbook:
    table.only(PLAYBOOK_KEYS)
    edition = table.text("edition", longest=60)
    if edition and not EDITION.fullmatch(edition):
        table.note("edition", 'expected edition = year and month, such as "2026-09"')
    sources = _sources(table)
    routes = table.tables("route", "[[route]]")
    _ids_once(routes)
    _ids_once([step for route in routes for step in _steps_of(route)])
    return Playbook(
        edition=edition,
        title=table.text("title", longest=120),
        sources=tuple(sources.values()),
        routes=tuple(_route(route, tuple(sources)) for route in routes),
    )


def _sources(table: Table) -> dict[str, Source]:
    """Each a text, or a short name to print on charts and the whole title."""
    sources = table.values.get("sources")
    if isinstance(sources, dict) and sources and all(map(_is_source, sources.values())):
        return {str(key): _source_of(str(key), said) for key, said in sources.items()}
    table.note(
        "sources",
        "expected [sources] with, for each source that steps may name, a text or "
        f"{{ short = at most {LONGEST_SHORT} characters and no colon, full = the title }}",
    )
    return {}


def _is_source(value: object) -> bool:
    if isinstance(value, dict):
        texts = set(value) == SOURCE_KEYS and all(map(_is_text, value.values()))
        return texts and len(value["short"]) <= LONGEST_SHORT and ":" not in value["short"]
    return _is_text(value)


def _source_of(key: str, said: object) -> Source:
    if isinstance(said, dict):
        return Source(key, said["short"], said["full"])
    full = str(said)
    return Source(key, full if len(full) <= LONGEST_SHORT and ":" not in full else key, full)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and is_said(value)


def _steps_of(route: Table) -> list[Table]:
    return route.tables("step", "[[route.step]]")


def _ids_once(tables: list[Table]) -> None:
    seen: dict[object, TableLines] = {}
    for table in tables:
        id, lines = table.values.get("id"), table.lines
        if isinstance(id, str) and seen.setdefault(id, lines) is not lines:
            first = seen[id].of("id")
            table.note("id", f'expected an id of its own; "{id}" is used on line {first}')


def _route(table: Table, sources: tuple[str, ...]) -> Route:
    table.only(ROUTE_KEYS)
    when = _condition(table)
    if len(contested(when)) <= MOST_FACTS and not can_hold(when):
        table.note("when", "expected a condition that some answers fulfil; this route never opens")
    steps = table.tables("step", "[[route.step]]")
    if len(steps) > _MOST_STEPS:
        table.note("step", f"expected at most {_MOST_STEPS} steps on one route, not {len(steps)}")
    return Route(
        id=table.id(),
        title=table.text("title", longest=80),
        source=_source(table, sources),
        when=when,
        steps=tuple(_step(step, when, sources) for step in steps),
        about=_about(table),
        could_be=_could_be(table),
    )


def _could_be(table: Table) -> tuple[str, ...]:
    """Examples, short enough to stand in one box."""
    if "could_be" not in table.values:
        return ()
    told = table.texts("could_be")
    if len(told) > _MOST_EXAMPLES or any(len(one) > _LONGEST_EXAMPLE for one in told):
        most = f"{_MOST_EXAMPLES} texts of at most {_LONGEST_EXAMPLE} characters"
        table.note("could_be", f"expected at most {most}")
    return told


def _step(table: Table, route_when: Condition, sources: tuple[str, ...]) -> Step:
    table.only(STEP_KEYS)
    return Step(
        id=table.id(),
        say=table.text("say", longest=400),
        kind=table.read("kind", _kind, Kind.MUST),
        who=tuple(Who(who) for who in table.words("who", tuple(Who), "a role")),
        when=_step_condition(table, route_when),
        due=table.read("due", read_due, Due(Unit.WHEN_ASKED)),
        done_by=_done_by(table),
        why=table.text("why", longest=400),
        source=_source(table, sources),
        wording=table.text("wording", longest=3_000) if "wording" in table.values else "",
        about=_about(table),
        after=table.read("after", _after, None) if "after" in table.values else None,
    )


def _after(text: str) -> After | None:
    if text not in set(After):
        raise ValueError(f'expected {", ".join(After)}, not "{text}"')
    return After(text)


def _about(table: Table) -> About | None:
    return table.read("about", _whom, None) if "about" in table.values else None


def _whom(text: str) -> About | None:
    if text not in set(About):
        raise ValueError(f'expected {", ".join(About)}, not "{text}"')
    return About(text)


def _condition(table: Table) -> Condition:
    always: Condition = Always()
    when = table.read("when", read_condition, always)
    return _as_adopted(table, when) if table.in_use else when


def _as_adopted(table: Table, when: Condition) -> Condition:
    try:
        return read_of_any_size(table.text("when"))
    except Unreadable:
        return when


def _kind(text: str) -> Kind:
    if text not in set(Kind):
        raise ValueError(f'expected must, consider or may, not "{text}"')
    return Kind(text)


def _step_condition(table: Table, route_when: Condition) -> Condition:
    if "when" not in table.values:
        return Always()
    when = _condition(table)
    if len(contested(when, route_when)) > MOST_FACTS:
        told = f"at most {MOST_FACTS} facts asked about in two ways, here and by the route"
        table.note("when", f"expected {told}")
    elif can_hold(route_when) and not can_hold(when, route_when):
        table.note("when", "expected a condition that can hold on this route; nobody reaches it")
    return when


def _done_by(table: Table) -> tuple[str, ...]:
    """The acts that end a step; a kind after a colon where any act of that name will not do."""
    acts = tuple(table.each("done_by", read_act))
    names = names_of(acts)
    if names and table.values.get("kind") == Kind.CONSIDER and "decision-recorded" not in names:
        table.note("done_by", 'expected "decision-recorded": a consider is answered with a reason')
    if table.values.get("kind") == Kind.CONSIDER and "step-completed" in names:
        table.note("done_by", 'expected no "step-completed": a consider is answered with a reason')
    if names and Who.TECHNICIAN in table.texts("who") and "task-done" not in names:
        table.note("done_by", 'expected "task-done": a technician sees tasks, not cases')
    return acts


def _source(table: Table, sources: tuple[str, ...]) -> tuple[str, ...]:
    """Each begins with a name from [sources]: "seed-1: keep any evidence"."""
    named = table.texts("source")
    for each in named:
        name, colon, place = each.partition(":")
        if name not in sources or not colon or says_nothing(place):
            table.note(
                "source", f'expected "name: place" with a name from [sources], not "{each}"'
            )
    return named


def read_due(text: str) -> Due:
    for unit in Unit:
        if text == unit and unit not in COUNTED:
            return Due(unit)
    if counted := _DUE.fullmatch(text):
        return Due(Unit(f"{counted.group(2)}s"), int(counted.group(1)))
    raise ValueError(
        'expected "at once", "same school day", "2 working days", "2 school days", "5 days", '
        f'"48 hours", "before closing" or "when asked", not "{text}"'
    )
