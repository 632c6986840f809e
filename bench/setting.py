"""A Daybook to measure, kept between runs, and a way past its guards for the floors."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import psycopg

from domain.facts import Answer
from domain.incident.commands import AddNote, Command, ReportIncident
from domain.people import Person, Role
from interfaces import wiring
from interfaces.postgres import embedded
from interfaces.settings import Settings
from interfaces.wiring import Daybook

KHAN = Person(UUID(int=5), "A. Khan", "Safeguarding lead", "Tor Hill School", Role.DSL)
REPORT = ReportIncident(
    summary="A photo of a pupil is passed round in year 8",
    own_words="He said that everybody had it by lunch",
    place="Playground",
    about_an_adult_here=Answer.NO,
)

FLOOR_TABLE = (
    "CREATE SCHEMA IF NOT EXISTS bench;"
    "CREATE TABLE IF NOT EXISTS bench.record (LIKE daybook.record INCLUDING ALL);"
    "TRUNCATE bench.record"
)


def note(number: int) -> Command:
    return AddNote(text=f"Rang home: she says that they will talk tonight. Call number {number}.")


@dataclass(frozen=True)
class Setting:
    daybook: Daybook
    data: Path
    lines: int
    superuser: str

    def connection(self) -> psycopg.Connection:
        return psycopg.connect(self.superuser, autocommit=True)

    def fresh_floor(self) -> psycopg.Connection:
        """A connection, and an empty table just like the record, with the same two indexes."""
        connection = self.connection()
        connection.execute("SET client_min_messages = warning")
        connection.execute(FLOOR_TABLE)
        return connection


def arguments(lines: int) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, default=Path.home() / ".cache" / "daybook-bench")
    parser.add_argument("--lines", type=int, default=lines)
    return parser


@contextmanager
def setting(lines: int) -> Iterator[Setting]:
    given = arguments(lines).parse_args()
    with opened(given.data, given.lines) as opened_setting:
        yield opened_setting


@contextmanager
def opened(data: Path, lines: int) -> Iterator[Setting]:
    with embedded.held(data) as cluster, wiring.opened(Settings(data)) as daybook:
        superuser = cluster.conninfo("postgres", cluster.superuser_password)
        told = psycopg.conninfo.conninfo_to_dict(daybook.conninfo["daybook_app"])
        superuser = psycopg.conninfo.make_conninfo(superuser, dbname=told["dbname"])
        yield Setting(daybook, data, lines, superuser)
