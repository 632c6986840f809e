"""One PostgreSQL for all tests of a run, and a fresh made-up school for each."""

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from application.school_rules import SchoolRules
from interfaces import wiring
from interfaces.postgres import embedded
from interfaces.settings import Settings
from interfaces.wiring import Daybook
from tests.postgres.schools import MadeUpSchool, SchoolClock, open_school


@pytest.fixture(scope="session")
def cluster() -> Iterator[embedded.Cluster]:
    """Fails, and so fails every test that needs it, when PostgreSQL cannot start."""
    with tempfile.TemporaryDirectory(prefix="daybook-tests-") as folder:
        try:
            with embedded.held(Path(folder)) as cluster:
                yield cluster
        finally:
            embedded.stop(Path(folder))


@pytest.fixture(scope="session")
def guided(cluster: embedded.Cluster) -> Iterator[Daybook]:
    """As a school has it: every case is given the steps of the edition that Daybook brings."""
    with wiring.opened(Settings(cluster.data)) as daybook:
        yield daybook


@pytest.fixture(scope="session")
def daybook(guided: Daybook) -> Daybook:
    """Without a playbook: what a story asks for is all that is written."""
    return replace(guided, rules=lambda school: SchoolRules())


@pytest.fixture(scope="session")
def superuser(cluster: embedded.Cluster, daybook: Daybook) -> str:
    """How the database's own administrator connects: past every lock but the proof."""
    return cluster.conninfo("postgres", cluster.superuser_password)


@pytest.fixture
def clock() -> SchoolClock:
    return SchoolClock()


@pytest.fixture
def school(daybook: Daybook, clock: SchoolClock) -> MadeUpSchool:
    return open_school(daybook, clock)
