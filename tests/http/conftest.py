"""The API over the session's Daybook, and the people of made-up schools."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from domain.people import Person, Role
from interfaces.http.app import create_app
from interfaces.wiring import Daybook
from tests.http.school_api import SchoolApi, way_in
from tests.postgres.schools import MONDAY_NINE, TOR_HILL, MadeUpSchool, SchoolClock, open_school


@pytest.fixture(scope="session")
def client(daybook: Daybook) -> Iterator[TestClient]:
    """It answers as a server does: a fault is a 500, not an exception."""
    app = create_app(daybook, lambda: MONDAY_NINE)
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def jones(client: TestClient, school: MadeUpSchool) -> SchoolApi:
    """The class teacher's way in."""
    return way_in(client, school, school.jones)


@pytest.fixture
def khan(client: TestClient, school: MadeUpSchool) -> SchoolApi:
    """The safeguarding lead's way in."""
    return way_in(client, school, school.khan)


@dataclass(frozen=True)
class EveryRole:
    """One school with one person in every role, and their ways in."""

    school: MadeUpSchool
    people: dict[Role, Person]
    ways_in: dict[Role, SchoolApi]

    def __getitem__(self, role: Role) -> SchoolApi:
        return self.ways_in[role]

    @property
    def lead(self) -> SchoolApi:
        return self[Role.DSL]

    @property
    def head(self) -> SchoolApi:
        return self[Role.HEAD]


@pytest.fixture(scope="module")
def everybody(client: TestClient, daybook: Daybook) -> EveryRole:
    """Their school is shared by the tests of a file, each with incidents of its own."""
    school = open_school(daybook)
    people = {role: person_as(role, school) for role in Role}
    return EveryRole(
        school, people, {role: way_in(client, school, one) for role, one in people.items()}
    )


def person_as(role: Role, school: MadeUpSchool) -> Person:
    known = {Role.DSL: school.khan, Role.CLASS_TEACHER: school.jones}
    if role in known:
        return known[role]
    post = role.value.replace("-", " ").capitalize()
    return school.daybook.directory.add(school.id, f"Alex {post.title()}", role, post, TOR_HILL)


@dataclass(frozen=True)
class Watched(EveryRole):
    """A school of its own with a clock that only moves when it is told to."""

    clock: SchoolClock

    def later(self, **by: float) -> None:
        self.clock.time += timedelta(**by)


@pytest.fixture
def watched(daybook: Daybook) -> Iterator[Watched]:
    school = open_school(daybook)
    people = {role: person_as(role, school) for role in Role}
    clock = SchoolClock()
    with TestClient(
        create_app(daybook, lambda: clock.time), raise_server_exceptions=False
    ) as client:
        ways_in = {role: way_in(client, school, one) for role, one in people.items()}
        yield Watched(school, people, ways_in, clock)
