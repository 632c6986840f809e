"""`daybook playbook`: check a school's own edition, and draw its charts."""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from application.edition_notes import edition_notes
from application.editions import shipped
from application.playbooks import draw_all
from domain.playbook.grammar import parse
from domain.playbook.playbook import Playbook, PlaybookRefused, Problem
from interfaces.cli.leaving import DONE, MISUSE, REFUSED, fail

app = typer.Typer(help="Playbooks: what the charts ask, as data.")

LARGEST_FILE = 512 * 1024  # bytes; ours has 66 000.
File = Annotated[Path, typer.Argument(help="A playbook as TOML.")]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")]


@app.command()
def check(file: File, as_json: AsJson = False) -> None:
    """Check a playbook, and name every line that is to be mended."""
    playbook, problems = read(file)
    if as_json:
        edition = playbook.edition if playbook else None
        found = [asdict(problem) for problem in problems]
        notes = notes_on(playbook)
        told = {"ok": not problems, "edition": edition, "problems": found, "notes": notes}
        print(json.dumps(told))
    elif playbook:
        print(
            f"Edition {playbook.edition}: {len(playbook.routes)} routes, "
            f"{len(playbook.steps)} steps, nothing to mend."
        )
        print(*(f"Note: {note}\n" for note in notes_on(playbook)), sep="", end="")
    else:
        print(*problems, sep="\n")
    sys.exit(REFUSED if problems else DONE)


def notes_on(playbook: Playbook | None) -> list[str]:
    return list(edition_notes(playbook, shipped().playbook)) if playbook else []


@app.command()
def draw(
    out: Annotated[Path, typer.Option(help="The folder for the charts.")] = Path("docs/playbooks"),
    file: Annotated[
        Path | None, typer.Option(help="A playbook as TOML; Daybook's own if left out.")
    ] = None,
) -> None:
    """Draw every route: a page and a picture each, and an index."""
    playbook = chosen(file)
    if out.exists() and not out.is_dir():
        fail(f"{out} is a file. Name a folder: --out DIR.", MISUSE)
    out.mkdir(parents=True, exist_ok=True)
    files = draw_all(playbook)
    for name, text in files.items():
        (out / name).write_bytes(text.encode("utf-8"))
    print(f"{len(files)} files drawn in {out} from edition {playbook.edition}.")


def chosen(file: Path | None) -> Playbook:
    if file is None:
        return shipped().playbook
    playbook, problems = read(file)
    if playbook is None:
        rest = f", and {len(problems) - 1} more" if len(problems) > 1 else ""
        fail(f"{file} cannot be drawn: {problems[0]}{rest}.", REFUSED)
    return playbook


def read(file: Path) -> tuple[Playbook | None, tuple[Problem, ...]]:
    try:
        return parse(bytes_of(file).decode("utf-8-sig")), ()
    except PlaybookRefused as refused:
        return None, refused.problems
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        return None, (Problem(line, "expected text in UTF-8"),)


def bytes_of(file: Path) -> bytes:
    if not file.is_file():
        fail(f"There is no file {file}.", MISUSE)
    if file.stat().st_size > LARGEST_FILE:
        fail(f"{file} is too large for a playbook.", MISUSE)
    return file.read_bytes()
