"""Each journey has a school of its own, and the whole API on the story's clock."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from application.school_log import SchoolLog
from interfaces.http.app import create_app
from interfaces.http.dependencies import Now, TheDaybook, Who, school_log
from interfaces.wiring import Daybook
from tests.journeys.fellside import Fellside, StoryClock, open_fellside


@pytest.fixture(scope="session")
def app(daybook: Daybook) -> FastAPI:
    app = create_app(daybook)
    app.dependency_overrides[school_log] = log_on_the_storys_clock
    return app


def log_on_the_storys_clock(daybook: TheDaybook, who: Who, now: Now) -> SchoolLog:
    """A made-up school's record is dated by the story, as a real one's is by the database."""
    return daybook.log(who.school, at=now)


@pytest.fixture(scope="session")
def at_fellside(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app) as client:
        yield client


@pytest.fixture
def fellside(daybook: Daybook, app: FastAPI, at_fellside: TestClient, superuser: str) -> Fellside:
    clock = StoryClock()
    app.state.clock = clock
    return open_fellside(daybook, at_fellside, superuser, clock)
