"""The canonical commands as bodies: `python -m tests.http.examples_as_json` writes them down.

The OpenAPI document shows them, and test_examples asks every one.
"""

import json
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from domain.incident.commands import Command
from interfaces.http import documented
from tests.examples import COMMANDS
from tests.http.wishes import ALL

FILE = Path(documented.__file__).with_name("examples.json")
CANONICAL: dict[str, Command] = {
    name: command for name, kind in ALL.items() for command in COMMANDS if type(command) is kind
}


def bodies() -> dict[str, Any]:
    """Whatever has the value that it has when left out is left out."""
    return {name: body(command) for name, command in CANONICAL.items()}


def body(command: Command) -> Any:
    return TypeAdapter(type(command)).dump_python(command, mode="json", exclude_defaults=True)


def text() -> str:
    return json.dumps(bodies(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
