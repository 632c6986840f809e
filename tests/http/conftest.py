"""The API over the session's Daybook, and two people of a made-up school."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from interfaces.http.app import create_app
from interfaces.wiring import Daybook
from tests.http.school_api import SchoolApi, way_in
from tests.postgres.schools import MONDAY_NINE, MadeUpSchool


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
