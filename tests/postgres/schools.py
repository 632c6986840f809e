"""Made-up schools, with people, cases and a clock, for the stories that need a database."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any
from uuid import UUID

import psycopg
from eventsourcing.persistence import Notification, StoredEvent
from psycopg.rows import TupleRow, dict_row

from application import projections
from application.ports import StreamKeys
from application.read_back import History
from application.record import SealedLine
from application.school_log import SchoolLog, Told
from application.verification import Verdict
from domain.categories import Category
from domain.facts import Answer
from domain.incident.commands import AddNote, Assess, Close, KeepNoEvidence, ReportIncident
from domain.ledger.leaves import tag
from domain.people import Person, Role
from domain.school import CaseDisposed, Clock
from interfaces.postgres.record import SchoolRecorder
from interfaces.wiring import Daybook

MONDAY_NINE = datetime(2026, 9, 7, 9, tzinfo=UTC)
TOR_HILL = "Tor Hill School"


@dataclass
class SchoolClock:
    """Starts on a Monday at nine. A minute goes by whenever somebody looks at it."""

    time: datetime = MONDAY_NINE

    def __call__(self) -> datetime:
        self.time += timedelta(minutes=1)
        return self.time - timedelta(minutes=1)


@dataclass
class MadeUpSchool:
    daybook: Daybook
    id: UUID
    khan: Person  # the safeguarding lead
    jones: Person  # a class teacher
    clock: SchoolClock = field(default_factory=SchoolClock)
    demo: bool = False  # its log then runs on this clock too

    @cached_property
    def on_the_databases_clock(self) -> SchoolLog:
        return self.daybook.log(self.id)

    @property
    def log(self) -> SchoolLog:
        if self.demo:
            return self.daybook.log(self.id, at=self.clock())
        return self.on_the_databases_clock

    def report(
        self, summary: str = "A photo is passed round", *, by: Person | None = None, **ask: Any
    ) -> Told:
        no = Answer.NO
        command = ReportIncident(summary=summary, in_danger_now=no, about_an_adult_here=no)
        return self.log.ask(None, command, by=by or self.jones, now=self.clock(), **ask)

    def note(self, incident: UUID, text: str, *, by: Person | None = None, **ask: Any) -> Told:
        return self.log.ask(
            incident, AddNote(text=text), by=by or self.khan, now=self.clock(), **ask
        )

    def settle(self, incident: UUID) -> None:
        """What closing asks for of an incident without anybody in it."""
        assess = Assess(category=Category.CD_14, rationale="A rule was broken, nobody was hurt")
        for command in (assess, KeepNoEvidence(reason="There was nothing to keep")):
            self.log.ask(incident, command, by=self.khan, now=self.clock())

    def close(self, incident: UUID, outcome: str = "Resolved", **ask: Any) -> Told:
        closing = Close(summary="Looked into", how_followed_up="Spoke to all", outcome=outcome)
        return self.log.ask(incident, closing, by=self.khan, now=self.clock(), **ask)

    def dispose(self, incident: UUID) -> None:
        certificate = CaseDisposed(
            stream=incident,
            retention_class="online-safety incident",
            authority="Retention schedule 2026",
            approved_by=("A. Khan", "C. Reid"),
            lines=self.read(incident).version,
        )
        self.log.dispose(incident, certificate, by=self.khan)

    def read(self, incident: UUID) -> History:
        return self.log.read(incident)

    def verify(self) -> Verdict:
        return self.daybook.verify(self.id)

    def rebuild(self) -> None:
        self.daybook.rebuild(self.id)


def open_school(
    daybook: Daybook, clock: SchoolClock | None = None, *, demo: bool = False
) -> MadeUpSchool:
    clock = clock or SchoolClock()
    opened = (
        daybook.add_school(TOR_HILL, Clock.DEMO, at=clock())
        if demo
        else daybook.add_school(TOR_HILL)
    )
    khan = daybook.directory.add(opened.id, "A. Khan", Role.DSL, "Safeguarding lead", TOR_HILL)
    jones = daybook.directory.add(
        opened.id, "B. Jones", Role.CLASS_TEACHER, "Teacher of 8B", TOR_HILL
    )
    return MadeUpSchool(daybook, opened.id, khan, jones, clock, demo)


def school_of(daybook: Daybook, lines: int) -> MadeUpSchool:
    """A school with that many lines, a minute apart: two cases, taking turns.

    Position 0 opens the log. Odd positions belong to the first case, even ones to the second.
    """
    school = open_school(daybook, demo=True)
    cases = [school.report().id, school.report("An account is taken over").id]
    for position in range(3, lines):
        school.note(cases[1 - position % 2], f"Note at position {position}")
    return school


class OpaqueRecorder(SchoolRecorder):
    """Takes any bytes as a line, under a key that everybody knows: for tests of the log alone.

    Versions begin with 0, and are kept as those from 1 on.
    """

    def sealed(self, event: StoredEvent) -> SealedLine:
        version = event.originator_version + 1
        return SealedLine(
            event.originator_id,
            version,
            event.topic,
            event.state,
            head=bytes((1, 2, 0)) + tag(bytes(32), version),
            sealed=bytes(4),
            new_keys=(bytes(32), b"opens nothing") if version == 1 else None,
        )

    def read(
        self, stream: UUID, upto: int | None = None
    ) -> tuple[StreamKeys | None, list[SealedLine]]:
        keys, lines = super().read(stream, None if upto is None else upto + 1)
        return keys, list(map(counted_from_0, lines))

    def select_notifications(self, *asked: Any, **more: Any) -> Sequence[Notification]:
        return [
            replace(one, originator_version=one.originator_version - 1)
            for one in super().select_notifications(*asked, **more)
        ]


def counted_from_0(line: SealedLine) -> SealedLine:
    return SealedLine(
        line.originator_id,
        line.originator_version - 1,
        line.topic,
        line.state,
        line.head,
        line.sealed,
        position=line.position,
        leaf=line.leaf,
    )


def read_models() -> tuple[str, ...]:
    return tuple(projection.table for projection in projections.ALL)


def rows_as_text(superuser: str, table: str, school: UUID) -> list[str]:
    """Every row of a school's table as PostgreSQL writes it, sorted."""
    with psycopg.connect(superuser) as connection:
        rows = connection.execute(
            f"SELECT t::text FROM daybook.{table} t WHERE school = %s ORDER BY 1", (school,)
        )
        return [text for (text,) in rows]


def everything_derived(school: MadeUpSchool, superuser: str) -> dict[str, list[str]]:
    return {table: rows_as_text(superuser, table, school.id) for table in read_models()}


def tables_that_say(superuser: str, school: UUID, word: str) -> set[str]:
    """Every row of the school is looked through, as text and in hex."""
    found = set()
    with psycopg.connect(superuser) as connection:
        tables = connection.execute(
            "SELECT table_name FROM information_schema.tables"
            " WHERE table_schema = 'daybook' AND table_type = 'BASE TABLE'"
        ).fetchall()
        for (table,) in tables:
            hit = connection.execute(
                f"SELECT FROM daybook.{table} t WHERE t::text LIKE %s"
                " AND (t::text LIKE %s OR t::text LIKE %s) LIMIT 1",
                (f"%{school}%", f"%{word}%", f"%{word.encode().hex()}%"),
            ).fetchone()
            if hit is not None:
                found.add(str(table))
    return found


def log_row(superuser: str, incident: UUID) -> dict[str, Any]:
    """The row of the online safety log, whoever may see it."""
    with psycopg.connect(superuser, row_factory=dict_row) as connection:
        row = connection.execute(
            "SELECT * FROM daybook.online_safety_log WHERE incident = %s", (incident,)
        ).fetchone()
    assert row is not None
    return row


def count(superuser: str, question: str, *parameters: Any) -> int:
    with psycopg.connect(superuser) as connection:
        row: TupleRow | None = connection.execute(question, parameters).fetchone()
    assert row is not None
    return int(row[0])
