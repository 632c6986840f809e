"""A technician's terminal: real processes, real exit codes."""

import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

DONE, REFUSED, MISUSE, COULD_NOT_RUN = 0, 1, 2, 3
PATIENCE = 60  # seconds
DAYBOOK = [sys.executable, "-m", "interfaces.cli.main"]

Ended = subprocess.CompletedProcess[str]


def surroundings(**more: str) -> dict[str, str]:
    """The environment of this process, without what would point at another Daybook."""
    kept = {name: text for name, text in os.environ.items() if not name.startswith("DAYBOOK_")}
    return {**kept, "PYTHONWARNINGS": "error", **more}


@dataclass(frozen=True)
class Terminal:
    data: Path
    environment: dict[str, str] = field(default_factory=dict)

    def daybook(self, *words: str | bytes) -> Ended:
        return subprocess.run(
            [*DAYBOOK, *words],
            env=surroundings(DAYBOOK_DATA=str(self.data), **self.environment),
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )

    def done(self, *words: str) -> str:
        """What was printed by a command that did what it was asked."""
        ended = self.daybook(*words)
        assert (ended.returncode, ended.stderr) == (DONE, ""), ended
        return ended.stdout

    def token(self, *words: str) -> str:
        """A new token, which says on standard error what it is good for and until when."""
        ended = self.daybook("user", "token", *words)
        assert (ended.returncode, ended.stderr.count("\n")) == (DONE, 1), ended
        assert ended.stderr.startswith("This token is good for "), ended
        return ended.stdout

    def no(self, code: int, *words: str | bytes) -> str:
        """The sentence of a command that did not."""
        ended = self.daybook(*words)
        assert ended.returncode == code, ended
        assert ended.stdout == ""
        return sentence(ended.stderr)


def sentence(text: str) -> str:
    line = text.removesuffix("\n")
    assert "\n" not in line, text
    assert line.startswith("daybook: "), text
    assert line.endswith("."), text
    return line.removeprefix("daybook: ")
