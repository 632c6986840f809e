"""Who has opened a list, or searched: one line a person, page and quarter of an hour."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock
from uuid import UUID

from eventsourcing.persistence import IntegrityError, PersistenceError

from application.ports import KeyRefused
from application.reads import AT_ONCE, ReadNotRecorded, Reads, quarter_of, reason_that_counts
from domain.access import ListRead, Page
from domain.people import Person

Reading = tuple[UUID, Page, str | None]


@dataclass
class ToldLately:
    """What one school's log is known to tell of this quarter of an hour."""

    quarter: datetime | None = None
    readings: set[Reading] = field(default_factory=set)
    writing: Lock = field(default_factory=Lock)

    def knows(self, quarter: datetime, reading: Reading) -> bool:
        return self.quarter == quarter and reading in self.readings

    def learn(self, quarter: datetime, reading: Reading) -> None:
        if self.quarter != quarter:
            self.quarter, self.readings = quarter, set()
        self.readings.add(reading)


@dataclass
class Lately:
    """The same for every school of this process: within the quarter a request costs nothing."""

    of: defaultdict[UUID, ToldLately] = field(default_factory=lambda: defaultdict(ToldLately))


@dataclass(frozen=True)
class ListReads:
    """The stream that tells who opened which list of one school."""

    reads: Reads
    lately: ToldLately

    def note(self, what: Page, by: Person, why: str | None, now: datetime) -> None:
        """Raises ReadNotRecorded; whoever calls this shows nothing before it returns."""
        quarter, reading = quarter_of(now), (by.account, what, reason_that_counts(by, why))
        if self.lately.knows(quarter, reading):
            return
        with self.lately.writing:  # In turn, not against each other: it is one stream.
            if not self.lately.knows(quarter, reading):
                self.write(ListRead(quarter=quarter, what=what, why=why), by)
                self.lately.learn(quarter, reading)

    def write(self, event: ListRead, by: Person) -> None:
        school = self.reads.log.school
        for _ in range(AT_ONCE):
            visits = self.reads.visits(school)
            if visits.told(event, by):
                return
            try:
                return self.reads.write(visits, school, event, by)
            except IntegrityError:
                continue
            except (PersistenceError, KeyRefused) as error:
                raise ReadNotRecorded from error
        raise ReadNotRecorded
