"""Where an entry stands: its lines as they read now."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar, assert_never
from uuid import UUID

from domain.prevention.events import (
    AgreementSigned,
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


def due_on(entry: Entry) -> date | None:
    """The day by which somebody must do something about it; None when nothing waits."""
    match entry.opened.register:
        case Register.AGREEMENTS | Register.POLICIES:
            looked_at: DocumentVersionPublished | DocumentReviewed | None = entry.last(
                DocumentVersionPublished, DocumentReviewed
            )
            return looked_at.review_by if looked_at and not entry.holds_no_longer else None
        case Register.COMPLAINTS:
            return entry.waiting.answer_due if entry.waiting else None
        case Register.SESSIONS | Register.CURRICULUM | Register.FILTERING:
            return None
        case _:
            assert_never(entry.opened.register)


def is_overdue(entry: Entry, today: date) -> bool:
    due = due_on(entry)
    return due is not None and due < today


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
    """The version somebody had signed or read, with the line that says so."""

    published: DocumentVersionPublished | None
    signed: AgreementSigned
    signer: Signer


def signed_then(entry: Entry, person: UUID, on: date) -> SignedThen | None:
    """Which version this person had signed, or read, by that day: the last of them."""
    found = [
        (told, signer)
        for told in entry.of(AgreementSigned)
        for signer in told.signers
        if signer.person == person and told.signed_on <= on
    ]
    if not found:
        return None
    told, signer = max(found, key=lambda one: (one[0].signed_on, one[0].version))
    published = (one for one in entry.of(DocumentVersionPublished) if one.version == told.version)
    return SignedThen(published=next(published, None), signed=told, signer=signer)
