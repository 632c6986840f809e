"""Who has opened a case, and who has broken the glass: written before anything is shown.

Each case has an access stream of its own, with a random id and keys of its own. One more, under
the school's own id, tells who has opened a list.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from operator import attrgetter
from typing import Any, Protocol, TypeVar
from uuid import UUID

from eventsourcing.persistence import IntegrityError, PersistenceError
from msgspec import Struct
from msgspec.structs import replace

from application.permissions import SAYS_WHY
from application.ports import KeyRefused, Tail
from application.projections.projection import Projection
from application.read_back import History
from application.record import AnyLine, Line, LineRefused, RecordMapper, SealedLine
from application.school_log import SchoolLog, as_row
from domain.access import AccessEvent, CaseRead, GlassBroken, GlassReviewed, ListRead, Page
from domain.incident.refusals import Refused
from domain.people import Person

QUARTER = 15  # minutes
OPEN_FOR = timedelta(minutes=30)
REVIEW_WITHIN = timedelta(hours=24)
WHOLE = 2**31
AT_ONCE = 10  # Others may write to the same stream between our look and our line.
T = TypeVar("T")


class ReadNotRecorded(Exception):
    """It could not be written down who reads, so nothing is shown."""


class NoSuchGlass(Refused):
    because = "Nobody has opened this case as an exception under that number."


class ReviewedAlready(Refused):
    because = "Somebody has reviewed this exception already."


class NotYourOwnReview(Refused):
    because = "You opened the case yourself, so somebody else must review it."


class OpenToYouAlready(Refused):
    because = "This case is open to you already, so there is no glass to break. Open it as usual."


class AccessStreams(Protocol):
    """Which access stream belongs to which case."""

    def tail(self, incident: UUID, most: int) -> Tail:
        """The newest lines of the case's access stream, oldest first."""

    def begin(self, incident: UUID) -> UUID:
        """The id of the case's access stream, drawn at random when there is none yet."""


class Notice(Struct, frozen=True, kw_only=True):
    """That somebody opened a case as an exception. It tells nothing of the case."""

    incident: UUID
    glass: int
    by_account: UUID
    by_name: str
    by_post: str
    broken_at: datetime
    until: datetime
    review_by: datetime
    reason: str | None = None
    reviewed_by_account: UUID | None = None
    reviewed_by: str | None = None
    justified: bool | None = None


Notices = dict[int, Notice]


def notices(found: Notices | None, line: AnyLine) -> Notices:
    """The notices of one access stream, by number."""
    found = found or {}
    match line:
        case Line(event=GlassBroken(glass=glass) as event):
            return {**found, glass: broken(line, event)}
        case Line(event=GlassReviewed(glass=glass) as event) if glass in found:
            return {**found, glass: reviewed(found[glass], line, event)}
        case _:
            return found


def broken(line: Line, event: GlassBroken) -> Notice:
    return Notice(
        incident=event.incident,
        glass=event.glass,
        by_account=line.actor,
        by_name=line.by.name,
        by_post=line.by.post,
        broken_at=event.until - OPEN_FOR,
        until=event.until,
        review_by=event.review_by,
        reason=event.reason,
    )


def reviewed(notice: Notice, line: Line, event: GlassReviewed) -> Notice:
    return replace(
        notice,
        reviewed_by_account=line.actor,
        reviewed_by=line.by.name,
        justified=event.justified,
    )


NOTICE = Projection(table="notice", row=Notice, evolve=notices, key=("incident", "glass"))


@dataclass(frozen=True, slots=True)
class Visits:
    """What is known of who opened a case: the end of its access stream."""

    tail: Tail
    lines: tuple[AnyLine, ...]

    def opened_in(self, quarter: datetime, by: Person, why: str | None) -> bool:
        return any(
            isinstance(line, Line)
            and isinstance(line.event, CaseRead)
            and (line.actor, line.event.quarter) == (by.account, quarter)
            and reason_that_counts(by, line.event.why) == reason_that_counts(by, why)
            for line in self.lines
        )

    def told(self, read: ListRead, by: Person) -> bool:
        return any(
            isinstance(line, Line)
            and isinstance(line.event, ListRead)
            and (line.actor, line.event.quarter, line.event.what)
            == (by.account, read.quarter, read.what)
            and reason_that_counts(by, line.event.why) == reason_that_counts(by, read.why)
            for line in self.lines
        )

    def glass_open_for(self, by: Person, now: datetime) -> GlassBroken | None:
        for line in reversed(self.lines):
            match line:
                case Line(actor=by.account, event=GlassBroken(until=until) as event) if (
                    now < until and event.glass not in self.not_justified
                ):
                    return event
        return None

    @property
    def not_justified(self) -> set[int]:
        """Such a review shuts the case again at once."""
        return {
            line.event.glass
            for line in self.lines
            if isinstance(line, Line)
            and isinstance(line.event, GlassReviewed)
            and not line.event.justified
        }

    @property
    def notices(self) -> Notices:
        return notices_of(self.lines)


@dataclass(frozen=True)
class Reads:
    """The access streams of one school."""

    log: SchoolLog
    streams: AccessStreams

    def visits(self, incident: UUID, most: int = 200) -> Visits:
        """The newest lines; `WHOLE` for all there are."""
        try:
            tail = self.streams.tail(incident, most)
            return Visits(tail, tuple(map(self.log.given_mapper.to_domain_event, tail.lines)))
        except (LineRefused, KeyRefused, PersistenceError) as error:
            raise ReadNotRecorded from error

    def note(
        self,
        visits: Visits,
        incident: UUID,
        by: Person,
        what: Page,
        why: str | None,
        now: datetime,
    ) -> None:
        """Write down that this person opens the case, unless this quarter of an hour is told.

        Raises ReadNotRecorded; whoever calls this shows nothing before it returns.
        """
        quarter = quarter_of(now)
        read = CaseRead(incident=incident, quarter=quarter, what=what, why=why)
        for _ in range(AT_ONCE):
            if visits.opened_in(quarter, by, why):
                return
            try:
                self.write(visits, incident, read, by)
            except IntegrityError:
                visits = self.visits(incident)
            except (PersistenceError, KeyRefused) as error:
                raise ReadNotRecorded from error
            else:
                return
        raise ReadNotRecorded

    def break_glass(self, incident: UUID, by: Person, reason: str, now: datetime) -> GlassBroken:
        """Commit the reason; from then on the case is open to this person for a while."""
        return in_turn(lambda: self.broken_once(incident, by, reason, now))

    def broken_once(self, incident: UUID, by: Person, reason: str, now: datetime) -> GlassBroken:
        visits = self.visits(incident, WHOLE)
        standing = visits.glass_open_for(by, now)
        if standing is not None:
            return standing
        event = GlassBroken(
            incident=incident,
            glass=len(visits.notices) + 1,
            reason=reason,
            until=now + OPEN_FOR,
            review_by=now + REVIEW_WITHIN,
        )
        self.write(visits, incident, event, by)
        return event

    def review(self, incident: UUID, glass: int, by: Person, justified: bool, remark: str) -> None:
        """Raises NoSuchGlass, NotYourOwnReview or ReviewedAlready."""
        event = GlassReviewed(incident=incident, glass=glass, justified=justified, remark=remark)
        in_turn(lambda: self.reviewed_once(event, by))

    def reviewed_once(self, event: GlassReviewed, by: Person) -> None:
        visits = self.visits(event.incident, WHOLE)
        notice = visits.notices.get(event.glass)
        if notice is None:
            raise NoSuchGlass
        if notice.by_account == by.account:
            raise NotYourOwnReview
        if notice.reviewed_by is not None:
            raise ReviewedAlready
        self.write(visits, event.incident, event, by)

    def write(
        self,
        visits: Visits,
        incident: UUID,
        event: AccessEvent,
        by: Person,
    ) -> None:
        stream = visits.tail.stream or self.streams.begin(incident)
        history = History(stream, visits.tail.keys, visits.lines)
        lines = self.log.lines(history, [event], by)
        self.log.given_recorder.append(
            self.log.sealed(history, lines), rows=rows([*visits.lines, *lines], event)
        )


def in_turn(act: Callable[[], T]) -> T:
    """Look again, and do it again, as often as somebody else came first."""
    for _ in range(AT_ONCE):
        try:
            return act()
        except IntegrityError:
            continue
    raise ReadNotRecorded


def reason_that_counts(by: Person, why: str | None) -> str | None:
    """Whoever must say why has another line for another reason; nobody else."""
    return why if by.role in SAYS_WHY else None


def rows(lines: Sequence[AnyLine], event: Any) -> dict[str, list[dict[str, Any]]] | None:
    if isinstance(event, CaseRead | ListRead):
        return None
    return {NOTICE.table: [as_row(NOTICE, notices_of(lines)[event.glass])]}


def notices_of(lines: Sequence[AnyLine]) -> Notices:
    found: Notices = NOTICE.fold(lines) or {}
    return found


def quarter_of(now: datetime) -> datetime:
    return now.replace(minute=now.minute // QUARTER * QUARTER, second=0, microsecond=0)


class AccessLines(Protocol):
    """Read models at rest, and the lines that tell who opened what."""

    def access_lines(self) -> Iterator[SealedLine]:
        """What they tell of broken glass, stream by stream, in order of version."""

    def replace(self, projections: Iterable[Projection], rows: Iterator[dict[str, Any]]) -> None:
        """Put these rows in place of all that was there. Each is {table: row}."""


def rebuild_notices(rebuilder: AccessLines, mapper: RecordMapper) -> None:
    def rows() -> Iterator[dict[str, Any]]:
        for _, sealed in groupby(rebuilder.access_lines(), attrgetter("originator_id")):
            for notice in notices_of(list(map(mapper.to_domain_event, sealed))).values():
                yield {NOTICE.table: as_row(NOTICE, notice)}

    rebuilder.replace((NOTICE,), rows())
