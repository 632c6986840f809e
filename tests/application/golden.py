"""One line of each kind as it was first written, kept in tests/stored_events and never edited.

For a new stored name: add its event to CANONICAL, run `uv run python -m tests.application.golden`,
and copy the fingerprint that it prints into tests/test_stored_events.py.
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

import msgspec

from application.record import By, Event, Line, told
from domain.facts import Answer
from domain.incident.events import (
    Closed,
    IncidentReported,
    NoteAdded,
    Received,
    ReporterKind,
)
from domain.ledger.bodies import Body, tag_key_hash
from domain.ledger.disclosures import digest, disclose
from domain.ledger.leaves import Leaf, kind_of, tag
from domain.people import Role
from domain.school import CaseDisposed, Clock, SchoolOpened
from domain.times import Occurred, Precision

FOLDER = Path(__file__).parent.parent / "stored_events"

SCHOOL = UUID("5c800100-0000-4000-8000-000000000001")
CASE = UUID("01992299-0000-7000-8000-000000000002")
TAG_KEY = sha256(b"a tag key for golden files").digest()
MONDAY_NINE = datetime(2026, 9, 7, 9, tzinfo=UTC)
RECORDED_MS = int(MONDAY_NINE.timestamp() * 1000) + 123

CANONICAL: dict[str, Event] = {
    "school-opened.1": SchoolOpened(
        school_name="Tor Hill School", origin=f"daybook/{SCHOOL}", clock=Clock.DATABASE
    ),
    "case-disposed.1": CaseDisposed(
        stream=CASE,
        retention_class="online-safety incident",
        authority="Retention schedule 2026, section 4",
        approved_by=("A. Khan", "C. Reid"),
        lines=3,
    ),
    "incident-reported.1": IncidentReported(
        reference="OSI-2026-K7Q4ZM",
        summary="A photo is passed round in 8B",
        own_words="“They all laughed” 😶",
        place="Bus 14",
        platform="A group chat",
        in_danger_now=Answer.NO,
        about_an_adult_here=Answer.NOT_KNOWN,
        restricted=True,
        received=Received.TOLD_IN_PERSON,
        reporter=ReporterKind.CONFIDENTIAL,
        reporter_name="A parent",
        on_behalf_of="A pupil in 8B",
        told_at=datetime(2026, 9, 4, 15, 30, tzinfo=UTC),
        category_guess="CD-06",
        late_because="The weekend came between",
    ),
    "note-added.1": NoteAdded(text="Rang home.\nNo answer – try “tonight” 😀"),
    "closed.1": Closed(
        summary="A photo was passed round",
        how_followed_up="All who had it were spoken to",
        outcome="Deleted; the family is content",
    ),
}


@dataclass(frozen=True)
class Golden:
    """A line on paper: what it says, field by field, and the bytes that were recorded."""

    line: Line
    members: dict[str, Any]
    disclosures: list[str]
    body: bytes
    leaf: bytes


def canonical_line(name: str, event: Event) -> Line:
    """Openings are the first line of their stream, all others the second."""
    of_school = isinstance(event, SchoolOpened | CaseDisposed)
    opens = name.startswith(("school-opened.", "incident-reported."))
    return Line(
        stream=SCHOOL if of_school else CASE,
        version=1 if opens else 2,
        command=UUID("c0331a4d-0000-4000-8000-000000000003"),
        actor=UUID("acc00700-0000-4000-8000-000000000004"),
        by=By("A. Khan", "Safeguarding lead", "Tor Hill School"),
        role=Role.DSL,
        occurred=Occurred(datetime(2026, 9, 4, tzinfo=UTC), None, Precision.DAY),
        event=event,
        position=7,
        recorded_at=datetime.fromtimestamp(RECORDED_MS / 1000, UTC),
    )


def as_told(name: str, line: Line) -> dict[str, Any]:
    members: dict[str, Any] = json.loads(msgspec.json.encode(told(name, line)))
    return members


def written(line: Line, members: dict[str, Any]) -> Golden:
    """With salts and keys that are always the same, as no real line has them."""
    disclosures = [
        disclose(sha256(b"salt of " + name.encode()).digest()[:16], name, value)
        for name, value in members.items()
    ]
    body = Body(
        school=SCHOOL,
        stream=line.stream,
        version=line.version,
        command=line.command,
        digests=tuple(map(digest, disclosures)),
        tag_key_hash=tag_key_hash(TAG_KEY) if line.version == 1 else None,
    ).pack()
    leaf = Leaf(
        kind_of(members["name"]), tag(TAG_KEY, line.version), RECORDED_MS, sha256(body).digest()
    )
    return Golden(line, members, disclosures, body, leaf.pack())


def path(name: str) -> Path:
    return FOLDER / f"{name}.json"


def write(name: str) -> None:
    line = canonical_line(name, CANONICAL[name])
    golden = written(line, as_told(name, line))
    page = {"members": golden.members, "body": golden.body.hex(), "leaf": golden.leaf.hex()}
    text = json.dumps(page, ensure_ascii=False, indent=2) + "\n"
    path(name).write_bytes(text.encode("utf-8"))


def fingerprint(name: str) -> str:
    return sha256(path(name).read_bytes()).hexdigest()


def main() -> None:
    """Write the files that are missing, and no other."""
    for name in CANONICAL:
        if not path(name).exists():
            write(name)
            print(f'    "{name}": "{fingerprint(name)}",')


if __name__ == "__main__":
    main()
