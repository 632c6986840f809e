"""Fellside School with the playbook that Daybook brings: every case is given its steps."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from interfaces.http.app import create_app
from interfaces.http.dependencies import school_log
from interfaces.wiring import Daybook
from tests.journeys.conftest import log_on_the_storys_clock
from tests.journeys.fellside import Fellside, StoryClock, open_fellside


@pytest.fixture(scope="session")
def app(guided: Daybook) -> FastAPI:
    app = create_app(guided)
    app.dependency_overrides[school_log] = log_on_the_storys_clock
    return app


@pytest.fixture(scope="session")
def client(app: FastAPI) -> Iterator[TestClient]:
    with TestClient(app) as client:
        yield client


@pytest.fixture
def fellside(guided: Daybook, app: FastAPI, client: TestClient, superuser: str) -> Fellside:
    app.state.clock = clock = StoryClock()
    return open_fellside(guided, client, superuser, clock)
