"""As the other journeys, but every case is given the steps of the edition that Daybook brings."""

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
def guided_app(guided: Daybook) -> FastAPI:
    app = create_app(guided)
    app.dependency_overrides[school_log] = log_on_the_storys_clock
    return app


@pytest.fixture(scope="session")
def at_guided_fellside(guided_app: FastAPI) -> Iterator[TestClient]:
    with TestClient(guided_app) as client:
        yield client


@pytest.fixture
def fellside(
    guided: Daybook, guided_app: FastAPI, at_guided_fellside: TestClient, superuser: str
) -> Fellside:
    clock = StoryClock()
    guided_app.state.clock = clock
    return open_fellside(guided, at_guided_fellside, superuser, clock)
