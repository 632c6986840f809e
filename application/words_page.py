"""docs/words.md: the words that whoever writes a client or a playbook has to spell as we do.

`python -m application.words_page docs/words.md` writes it anew.
"""

import sys
from collections.abc import Iterable
from dataclasses import MISSING, Field, fields
from pathlib import Path
from typing import Any

from application.editions import shipped
from domain.categories import KINDS, RAISES, Category
from domain.facts import Answer, Fact
from domain.incident.asked_with import RECORDED_WITH
from domain.incident.commands import COMMANDS
from domain.playbook.conditions import facts_in
from domain.playbook.words import ASKED

INTRODUCTION = """# Words of the API and of playbooks

Made from the program by `just docs`; a test compares. What each field of a command takes stands in
[openapi.json](openapi.json), what ends a step in [Writing a playbook](playbook-files.md)."""
OF_FACTS = (
    f"Each is answered {', '.join(f'`{answer}`' for answer in Answer)}. The charts are those of "
    f"edition\n{shipped().edition} that ask for it when they open: with yes, and with not known "
    "unless the chart says `is yes`."
)
OF_CATEGORIES = (
    "How serious it usually is, and which questions it asks: until somebody answers, each of\n"
    "them counts as not known."
)
OF_COMMANDS = (
    "`POST /api/incidents/{id}/NAME`. Every command also takes `occurred`. Fields in bold are\n"
    "needed. The event is what ends a step of a playbook, where any does."
)


def words_page() -> str:
    parts = [
        INTRODUCTION,
        "## Categories\n\n" + OF_CATEGORIES,
        table(("code", "what it is", "severity", "asks"), map(of_category, Category)),
        "## Facts\n\n" + OF_FACTS,
        table(("fact", "as a question", "charts"), map(of_fact, Fact)),
        "## Commands\n\n" + OF_COMMANDS,
        table(("command", "what it does", "fields", "event"), map(of_command, COMMANDS)),
    ]
    return "\n\n".join(parts) + "\n"


def table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [heads, ("---",) * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def of_category(category: Category) -> tuple[str, ...]:
    kind, raised = KINDS[category], RAISES.get(category, frozenset())
    asks = coded(fact.value for fact in Fact if fact in raised)
    return (f"`{category.value}`", kind.title, kind.severity.value, asks)


def of_fact(fact: Fact) -> tuple[str, ...]:
    charts = (route for route in shipped().playbook.routes if fact in facts_in(route.when))
    said = ASKED[fact]
    return (f"`{fact.value}`", f"{said[:1].upper()}{said[1:]}?", coded(one.id for one in charts))


def of_command(name: str) -> tuple[str, ...]:
    command = COMMANDS[name]
    does = (command.__doc__ or "").partition("\n\n")[0]
    told = ", ".join(map(of_field, fields(command)))
    events = (event for event, recorded in RECORDED_WITH.items() if recorded == name)
    return (f"`{name}`", " ".join(does.split()), told, coded(events))


def of_field(one: "Field[Any]") -> str:
    needed = one.default is MISSING and one.default_factory is MISSING
    return f"**`{one.name}`**" if needed else f"`{one.name}`"


def coded(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(words_page(), encoding="utf-8")
