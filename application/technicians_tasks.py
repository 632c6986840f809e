"""What a technician is to read is looked through first: for names, and for words of the case."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from itertools import islice
from typing import Any

from application.people.linked import names_linked
from application.people.naming import Names
from application.record import AnyLine, Line
from domain.incident.deciding.grounds import names_somebody
from domain.incident.events import TaskAssigned, TaskDone
from domain.incident.state import Incident
from domain.names import plain

# So many words in a row that are those of the case are taken from it.
IN_A_ROW = 8
NAMED = "This task names somebody. Ask whoever gave it to you to say it again without names."

Words = tuple[str, ...]


def looked_through(
    text: str, incident: Incident | None, lines: Sequence[AnyLine], names: Names
) -> dict[str, Any]:
    of_the_school = names.are_in(text) or names.one_is_alone_in(text)
    named = of_the_school or names_linked(linked(incident), text)
    return {"names_somebody": named, "repeats_the_case": repeats(text, lines)}


def is_no_doer(name: str, incident: Incident | None, pupils: Names) -> bool:
    """Whoever is to do it may be from outside, or work here without an account; no pupil does it,
    nor anybody who is part of the case.
    """
    return pupils.are_in(name) or names_linked(linked(incident), name)


def linked(incident: Incident | None) -> list[str]:
    people = incident.people.values() if incident else ()
    return [one.full_name for one in people if one.full_name]


def as_shown(say: str, incident: Incident | None, names: Names) -> str:
    """What an older task says, if it names nobody. An incident that is none cannot tell."""
    if incident is None or names.are_in(say) or names_somebody(incident, say):
        return NAMED
    if names_linked(linked(incident), say):
        return NAMED
    return say


def repeats(text: str, lines: Sequence[AnyLine]) -> bool:
    asked = set(in_a_row(text))
    return bool(asked) and any(not asked.isdisjoint(in_a_row(told)) for told in texts(lines))


def in_a_row(text: str) -> Iterator[Words]:
    # Not by way of what `plain` remembers: words of a case are not to stay there.
    words = plain.__wrapped__(text).split()
    return zip(*(islice(words, at, None) for at in range(IN_A_ROW)), strict=False)


def texts(lines: Iterable[AnyLine]) -> Iterator[str]:
    """Every text of the case, but for what tasks said themselves."""
    for line in lines:
        if isinstance(line, Line) and not isinstance(line.event, TaskAssigned | TaskDone):
            told = (getattr(line.event, each.name) for each in fields(line.event))
            yield from (text for text in told if isinstance(text, str))
