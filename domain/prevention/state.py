"""Where an entry stands: its lines as they read now."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar, assert_never
from uuid import UUID

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
    Event,
    FilteringReviewCompleted,
    PreventionLineCorrected,
    PreventionLineWithdrawn,
    PreventionOpened,
    Register,
    Signer,
)

Kind = TypeVar("Kind")


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A version of a document: from when it holds, until when, and when it is to be reviewed."""

    version: int
    effective_from: date
    withdrawn_on: date | None
    review_by: date
    has_clause: bool

    def gone_by(self, day: date) -> bool:
        return self.withdrawn_on is not None and self.withdrawn_on <= day


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Line n stands at n - 1, with what later lines set right in it; None was withdrawn."""

    opened: PreventionOpened
    lines: tuple[Event | None, ...]

    def of(self, kind: type[Kind]) -> Iterator[Kind]:
        return (line for line in self.lines if isinstance(line, kind))

    def last(self, *kinds: type[Event]) -> Any:
        """The last line that is any of these, or None."""
        return next((line for line in reversed(self.lines) if isinstance(line, kinds)), None)

    @property
    def standing(self) -> bool:
        """False once all that it told was withdrawn as recorded in error."""
        not_facts = (PreventionOpened, PreventionLineCorrected, PreventionLineWithdrawn)
        return any(line is not None and not isinstance(line, not_facts) for line in self.lines)

    @property
    def published(self) -> DocumentVersionPublished | None:
        found: DocumentVersionPublished | None = self.last(DocumentVersionPublished)
        return found

    @property
    def next_version(self) -> int:
        """The number of a version that was withdrawn in error is not given again."""
        told = [line.version for line in self.of(DocumentVersionPublished)]
        return max(told, default=0) + 1

    @property
    def holds_no_longer(self) -> bool:
        newest = self.last(DocumentVersionPublished, DocumentWithdrawn)
        return isinstance(newest, DocumentWithdrawn)

    @property
    def held(self) -> tuple["Held", ...]:
        """Every version that was published, the first to hold first."""
        found = (held(self, at) for at, line in enumerate(self.lines) if is_version(line))
        return tuple(sorted(found, key=lambda one: (one.effective_from, one.version)))

    @property
    def waiting(self) -> ComplaintReceived | ComplaintTakenFurther | None:
        """The stage at which a complaint waits for its answer."""
        newest: ComplaintReceived | ComplaintTakenFurther | ComplaintAnswered | None = self.last(
            ComplaintReceived, ComplaintTakenFurther, ComplaintAnswered
        )
        return None if isinstance(newest, ComplaintAnswered) else newest

    @property
    def stage(self) -> int:
        newest: ComplaintReceived | ComplaintTakenFurther | None = self.last(
            ComplaintReceived, ComplaintTakenFurther
        )
        return int(newest.stage) if newest else 0


def evolve(entry: Entry | None, event: Event) -> Entry:
    """Apply one fact. It has happened, so nothing here may refuse it."""
    if entry is None:
        opened = event if isinstance(event, PreventionOpened) else UNOPENED
        return Entry(opened=opened, lines=(event,))
    before = entry.lines
    match event:
        case PreventionLineCorrected(line=number) if 1 <= number <= len(before):
            before = with_line(before, number, as_corrected(before[number - 1], event))
        case PreventionLineWithdrawn(line=number) if 1 <= number <= len(before):
            before = with_line(before, number, None)
        case _:
            pass
    first = before[0]
    opened = first if isinstance(first, PreventionOpened) else entry.opened
    return Entry(opened=opened, lines=(*before, event))


UNOPENED = PreventionOpened(register=Register.POLICIES, title="")


def with_line(
    lines: tuple[Event | None, ...], number: int, line: Event | None
) -> tuple[Event | None, ...]:
    return (*lines[: number - 1], line, *lines[number:])


def as_corrected(line: Event | None, correction: PreventionLineCorrected) -> Event | None:
    if line is None:
        return None
    changed: dict[str, Any] = {correction.field: value_of(line, correction.field, correction.new)}
    return replace(line, **changed)


def value_of(line: Event, field: str, text: str) -> str | date | int:
    """A text of a correction as that field of the line has it. Raises ValueError."""
    declared = type(line).__annotations__[field]
    if declared is date:
        return date.fromisoformat(text)
    return int(text) if declared in (int, int | None) else text


# What is asked of it


def is_version(line: Event | None) -> bool:
    return isinstance(line, DocumentVersionPublished)


def held(entry: Entry, at: int) -> Held:
    """What later lines say of the version that was published at this place."""
    published, later = entry.lines[at], entry.lines[at + 1 :]
    assert isinstance(published, DocumentVersionPublished)
    reviewed = [
        line.review_by
        for line in later
        if isinstance(line, DocumentReviewed) and line.reviewed_on >= published.effective_from
    ]
    gone = [line.withdrawn_on for line in later if isinstance(line, DocumentWithdrawn)]
    return Held(
        version=published.version,
        effective_from=published.effective_from,
        withdrawn_on=min(gone, default=None),
        review_by=reviewed[-1] if reviewed else published.review_by,
        has_clause=bool(published.clause),
    )


def in_force(versions: Iterable[Held], day: date) -> Held | None:
    """The version that holds on that day: the last to have begun, unless it was withdrawn."""
    begun = (one for one in versions if one.effective_from <= day and not one.gone_by(day))
    return max(begun, key=lambda one: (one.effective_from, one.version), default=None)


def due_on(entry: Entry) -> date | None:
    """The day by which somebody must do something about it; None when nothing waits.

    Of a document, that of the version which holds last: `in_force` says which holds on a day.
    """
    match entry.opened.register:
        case Register.AGREEMENTS | Register.POLICIES:
            to_come = [one for one in entry.held if one.withdrawn_on is None]
            return to_come[-1].review_by if to_come else None
        case Register.COMPLAINTS:
            return entry.waiting.answer_due if entry.waiting else None
        case Register.SESSIONS | Register.CURRICULUM | Register.FILTERING:
            return None
        case _:
            assert_never(entry.opened.register)


def is_overdue(entry: Entry, today: date) -> bool:
    due = due_then(entry, today)
    return due is not None and due < today


def due_then(entry: Entry, day: date) -> date | None:
    """What is due as it stands on that day: of a document, by the version in force."""
    if entry.opened.register not in (Register.AGREEMENTS, Register.POLICIES):
        return due_on(entry)
    holds = in_force(entry.held, day)
    return holds.review_by if holds else None


def done_on(entry: Entry) -> date | None:
    """The latest day of what the entry is there for."""
    days = [day for line in entry.lines if (day := day_of(line))]
    return max(days, default=None)


def day_of(line: Event | None) -> date | None:
    match line:
        case DocumentVersionPublished(effective_from=day) | DocumentReviewed(reviewed_on=day):
            return day
        case AwarenessSessionHeld(held_on=day) | CurriculumCoverageRecorded(taught_on=day):
            return day
        case ComplaintReceived(received_on=day) | FilteringReviewCompleted(reviewed_on=day):
            return day
        case _:
            return None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedThen:
    """The version somebody had signed or read, with the line that says so.

    `held` tells whether that version was in force on the day; `withdrawn_on` is when the agreement
    was withdrawn, if it was by then.
    """

    published: DocumentVersionPublished | None
    signed: AgreementSigned
    signer: Signer
    held: bool
    withdrawn_on: date | None


def signed_then(entry: Entry, person: UUID, on: date) -> SignedThen | None:
    """Which version this person had signed, or read, by that day.

    The version that held on that day comes first, then those that had held before; a signature
    comes before a reading, and what was signed last before what was signed earlier.
    """
    found = [
        (told, signer)
        for told in entry.of(AgreementSigned)
        for signer in told.signers
        if signer.person == person and told.signed_on <= on
    ]
    if not found:
        return None
    versions, holds = {one.version: one for one in entry.held}, in_force(entry.held, on)

    def rank(one: tuple[AgreementSigned, Signer]) -> tuple[bool, bool, bool, date, int]:
        told, version = one[0], versions.get(one[0].version)
        begun = version is not None and version.effective_from <= on
        now = version is not None and version == holds
        return now, begun, told.assent is Assent.SIGNED, told.signed_on, told.version

    told, signer = max(found, key=rank)
    published = (one for one in entry.of(DocumentVersionPublished) if one.version == told.version)
    version = versions.get(told.version)
    return SignedThen(
        published=next(published, None),
        signed=told,
        signer=signer,
        held=version is not None and version == holds,
        withdrawn_on=version.withdrawn_on if version and version.gone_by(on) else None,
    )
