"""Taking in a school's list of people from the command line."""

import json
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

from application.account_acts import tell_the_school
from application.people.applying import Decisions, Unsure, decisions
from application.people.lists import as_part, read_list
from application.people.matching import Preview
from application.people.person import Kind
from application.people.refusals import ListRefused
from application.people.telling import PART, imported, told
from domain.people import Person
from interfaces.people_files.reading import LARGEST_FILE, sheets_of
from interfaces.wiring import By, Daybook

BY = By("The command line")
SHOWN_AT_MOST = 20

Progress = Callable[[str, bool], AbstractContextManager[Any]]


class NotConfirmed(ListRefused):
    def __init__(self) -> None:
        super().__init__("Nothing was changed. Add --yes to apply what is shown above.")


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed after `daybook import-people`."""

    file: Path
    today: date
    kind: Kind | None
    part: bool
    unsure: Unsure
    yes: bool
    as_json: bool


def import_people(
    daybook: Daybook, school: UUID, by: Person, asked: Asked, progress: Progress
) -> None:
    """Show what would change; change it once that is confirmed. Raises ListRefused."""
    people = daybook.people(school)
    data = first_bytes(asked.file)
    listed = read_list(sheets_of(data), asked.today, asked.kind)
    preview = people.preview(as_part(listed) if asked.part else listed)
    answers = decisions(preview, asked.unsure)
    if not asked.as_json:
        show(preview)
    if not confirmed(preview, asked):
        if asked.as_json:
            print(json.dumps({"applied": False, **told(preview)}))
        raise NotConfirmed
    file_hash = sha256(data).digest()
    with progress("Taking in people", asked.as_json) as tell, daybook.at_once(school) as together:
        counts = together.people(school).apply(
            preview.listed, preview.fingerprint, answers, BY, file_hash, tell
        )
        tell_the_school(together.log(school), imported(file_hash, counts), by)
    show_result(preview, counts, answers, asked.as_json)


def first_bytes(file: Path) -> bytes:
    """One byte more than may be read is enough to see that it is too large."""
    with file.open("rb") as opened:
        return opened.read(LARGEST_FILE + 1)


def confirmed(preview: Preview, asked: Asked) -> bool:
    if asked.yes or (preview.changes_nothing and not preview.listed.problems):
        return True
    if asked.as_json or not sys.stdin.isatty():
        return False
    return input("Apply this? [y/N] ").strip().casefold() in ("y", "yes")


def show(preview: Preview) -> None:
    listed = preview.listed
    print(sentence_of(preview.counts))
    if listed.unread:
        print(f"Not read: {', '.join(listed.unread)}.")
    lines(
        "Rows that cannot be taken in", [f"row {p.row}: {p.sentence}" for p in listed.problems], 0
    )
    lines("Rows to look at again", [f"row {d.row}: {d.sentence}" for d in listed.doubts])
    lines(
        "Perhaps in the directory already (--unsure same, or --unsure new)",
        [f"row {p.row.number}: {p.row.details.name}" for p in preview.perhaps],
    )
    lines("Changed", [f"row {c.row}: {c.after.name}: {c.sentence}" for c in preview.changed])
    lines("Leavers", [person.name for person in preview.leavers])
    if preview.many_leave:
        print(f"{PART} (--part)")


def lines(heading: str, items: list[str], at_most: int = SHOWN_AT_MOST) -> None:
    """Every bad row is shown; of the rest, the first few."""
    if not items:
        return
    print(f"{heading}: {len(items)}")
    for item in items[: at_most or None]:
        print(f"  {item}")
    if at_most and len(items) > at_most:
        print(f"  … and {len(items) - at_most} more")


def sentence_of(counts: dict[str, int]) -> str:
    words = ("new", "changed", "unchanged", "leavers", "back", "perhaps", "problems")
    return ", ".join(f"{counts[word]} {word}" for word in words) + "."


def show_result(
    preview: Preview, counts: dict[str, int], answers: Decisions, as_json: bool
) -> None:
    if as_json:
        print(json.dumps({"applied": True, **told(preview), "counts": counts}))
        return
    print(
        "Done." if preview.new or preview.changed or preview.leavers or answers else "No change."
    )
    if counts["perhaps"]:
        print(f"{counts['perhaps']} rows in doubt were left as they are.")
