"""The registers of prevention: a row an entry, with what it says now and what falls due.

Whether that is overdue is not written here: it is asked with a clock.
"""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from msgspec import Struct, convert, to_builtins
from msgspec.structs import replace

from application.links import REFERENCE
from application.projections.projection import Projection
from application.record import AnyLine, ErasedLine, Line
from domain.prevention.events import (
    AgreementSigned,
    Assent,
    AwarenessSessionHeld,
    ComplaintAnswered,
    ComplaintReceived,
    ComplaintTakenFurther,
    CurriculumCoverageRecorded,
    DocumentReviewed,
    DocumentVersionPublished,
    DocumentWithdrawn,
    FilteringReviewCompleted,
    PreventionOpened,
    Register,
)
from domain.prevention.state import Entry, Held, done_on, due_on, evolve, in_force

# Whose fields an entry shows: those of a later line in the place of an earlier one's.
SHOWN: dict[Register, tuple[type[Any], ...]] = {
    Register.AGREEMENTS: (DocumentVersionPublished, DocumentReviewed, DocumentWithdrawn),
    Register.POLICIES: (DocumentVersionPublished, DocumentReviewed, DocumentWithdrawn),
    Register.SESSIONS: (AwarenessSessionHeld,),
    Register.CURRICULUM: (CurriculumCoverageRecorded,),
    Register.COMPLAINTS: (ComplaintReceived, ComplaintTakenFurther, ComplaintAnswered),
    Register.FILTERING: (FilteringReviewCompleted,),
}


class PreventionEntry(Struct, frozen=True, kw_only=True):
    """The times of recording are None while a line is being written; the database fills them in.

    `signers` are all who ever signed or read it, so that it is found again by a person. `cases`
    are the references that any line of it ever named, and `about_…` is what was ever said: by
    these it is shown to few. An entry that was disposed of says nothing.
    """

    entry: UUID
    version: int
    register: str = ""
    title: str = ""
    audience: str | None = None
    standing: bool = False
    done_on: date | None = None
    due_on: date | None = None
    has_clause: bool = False
    says: dict[str, Any] = {}
    signers: tuple[UUID, ...] = ()
    cases: tuple[str, ...] = ()
    about_an_adult: bool = False
    about_the_head: bool = False
    about_account: UUID | None = None
    opened_at: datetime | None = None
    last_line_at: datetime | None = None


class Followed(Struct, frozen=True, kw_only=True):
    row: PreventionEntry
    entry: Entry | None = None
    cases: frozenset[str] = frozenset()
    about: ComplaintReceived | None = None


def followed(so_far: Followed | None, line: AnyLine) -> Followed:
    so_far = so_far or Followed(
        row=PreventionEntry(entry=line.stream, version=0, opened_at=line.recorded_at)
    )
    row = replace(so_far.row, version=line.version, last_line_at=line.recorded_at)
    match line:
        case Line(event=event):
            return Followed(
                row=row,
                entry=evolve(so_far.entry, event),  # type: ignore[arg-type]
                cases=so_far.cases | references(event),
                about=event if isinstance(event, ComplaintReceived) else so_far.about,
            )
        case ErasedLine():
            return Followed(row=row)
        case _:
            return replace(so_far, row=row)


def references(event: object) -> frozenset[str]:
    """However they were typed."""
    told = to_builtins(event).values()
    texts = [text.upper() for text in told if isinstance(text, str)]
    return frozenset(found for text in texts for found in REFERENCE.findall(text))


def as_row(so_far: Followed) -> PreventionEntry:
    entry = so_far.entry
    if entry is None:
        return so_far.row
    published, opened, about = entry.published, entry.opened, so_far.about
    return replace(
        so_far.row,
        register=opened.register.value,
        title=opened.title,
        audience=opened.audience.value if opened.audience else None,
        standing=entry.standing,
        done_on=done_on(entry),
        due_on=due_on(entry),
        has_clause=published is not None and bool(published.clause),
        says=says(entry),
        signers=signers(entry),
        cases=tuple(sorted(so_far.cases)),
        about_an_adult=about is not None and (about.about_an_adult_here or about.about_the_head),
        about_the_head=about is not None and about.about_the_head,
        about_account=about.about_account if about else None,
    )


def says(entry: Entry) -> dict[str, Any]:
    """The fields of its lines, by their names."""
    told: dict[str, Any] = {}
    for line in entry.lines:
        if isinstance(line, SHOWN[entry.opened.register]) and not is_past(line, entry):
            told |= to_builtins(line)
    told.pop("out_of_order", None)
    newest = entry.published.version if entry.published else 0
    if entry.opened.register is Register.AGREEMENTS:
        told |= assents(entry, newest)
    if entry.opened.register in (Register.AGREEMENTS, Register.POLICIES):
        told["versions"] = [to_builtins(one) | assents(entry, one.version) for one in entry.held]
    return told


def is_past(line: object, entry: Entry) -> bool:
    """An answer, when another stage waits for its own; a withdrawal, when a version followed."""
    match line:
        case ComplaintAnswered():
            return entry.waiting is not None
        case DocumentWithdrawn():
            return not entry.holds_no_longer
        case _:
            return False


def assents(entry: Entry, version: int) -> dict[str, int]:
    """How many have signed or read this version; `counted` are those without names."""
    told = [one for one in entry.of(AgreementSigned) if one.version == version]
    by_name = {
        assent.value: {who.person for one in told if one.assent is assent for who in one.signers}
        for assent in Assent
    }
    counts = {assent: len(people) for assent, people in by_name.items()}
    return {**counts, "counted": sum(one.head_count for one in told)}


def signers(entry: Entry) -> tuple[UUID, ...]:
    found = {who.person for one in entry.of(AgreementSigned) for who in one.signers}
    return tuple(sorted(found))


def as_in_force(
    row: dict[str, Any], versions: list[dict[str, Any]] | None, today: date
) -> dict[str, Any]:
    """A row of a document with what the version in force today has. Other rows stay as they are.

    `due_on` is None where none is in force.
    """
    if versions is None:
        return row
    holds = in_force([convert(one, Held) for one in versions], today)
    due, clause = (holds.review_by, holds.has_clause) if holds else (None, False)
    told = next((one for one in versions if holds and one["version"] == holds.version), None)
    return {**row, "due_on": due, "has_clause": clause, "in_force": told}


PREVENTION_ENTRY = Projection(
    table="prevention_entry",
    row=PreventionEntry,
    evolve=followed,
    finish=as_row,
    key=("entry",),
    filled_under_the_lock={"opened_at": None, "last_line_at": None},
    as_json=("says", "signers", "cases"),
    opens=PreventionOpened,
)
