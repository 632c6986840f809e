"""The canonical commands as bodies: `python -m tests.http.examples_as_json` writes them down.

The OpenAPI document shows them, and test_examples asks every one.
"""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from domain.concerns.commands import COMMANDS as REGISTER
from domain.incident.commands import Command
from domain.prevention.commands import ADDING, OPENING
from interfaces.http import documented
from tests.domain.concerns.examples import COMMANDS as OF_A_REGISTER
from tests.domain.concerns.examples import PIKE
from tests.domain.prevention.examples import COMMANDS as OF_PREVENTION
from tests.examples import COMMANDS
from tests.http.wishes import ALL

FILE = Path(documented.__file__).with_name("examples.json")
OF_CONCERNS = FILE.with_name("concern_examples.json")
OF_PREVENTION_FILE = FILE.with_name("prevention_examples.json")
CANONICAL: dict[str, Command] = {
    name: command for name, kind in ALL.items() for command in COMMANDS if type(command) is kind
}

IN_A_REGISTER = {
    name: command
    for name, kind in REGISTER.items()
    for command in OF_A_REGISTER
    if type(command) is kind
}


def bodies() -> dict[str, Any]:
    """Whatever has the value that it has when left out is left out."""
    return {name: body(command) for name, command in CANONICAL.items()}


def concern_bodies() -> dict[str, Any]:
    """By the end of the address. Of a known register the adult is known."""
    told = {name: body(IN_A_REGISTER[name]) for name in REGISTER}
    adult = {"person": str(PIKE.person), **body(replace(PIKE, account=None))}
    known = {
        f"concerns/{{register}}/{name}": {key: said[key] for key in said if key != "adult"}
        for name, said in told.items()
    }
    return {
        "concerns": {**told["record-concern"], "adult": adult},
        "concerns/self-report": {**told["self-report"], "adult": adult},
        **known,
    }


def prevention_bodies() -> dict[str, Any]:
    said = {type(command): body(command) for command in OF_PREVENTION}
    return {
        **{f"prevention/{name}": said[kind] for name, kind in OPENING.items()},
        **{f"prevention/entries/{{entry}}/{name}": said[kind] for name, kind in ADDING.items()},
    }


def body(command: Any) -> Any:
    return TypeAdapter(type(command)).dump_python(command, mode="json", exclude_defaults=True)


def text() -> str:
    return as_text(bodies())


def concern_text() -> str:
    return as_text(concern_bodies())


def prevention_text() -> str:
    return as_text(prevention_bodies())


def as_text(told: dict[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
    OF_CONCERNS.write_text(concern_text(), encoding="utf-8")
    OF_PREVENTION_FILE.write_text(prevention_text(), encoding="utf-8")
