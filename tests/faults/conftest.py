"""A school in a data folder of its own, whose server may be killed."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from interfaces import wiring
from interfaces.settings import Settings
from tests.cli.conftest import own_folder
from tests.postgres.schools import open_school


@dataclass(frozen=True)
class Home:
    data: Path
    token: str


@pytest.fixture
def home() -> Iterator[Home]:
    """PostgreSQL is down when the test begins, and after it."""
    with own_folder() as data:
        with wiring.opened(Settings(data)) as daybook:
            school = open_school(daybook)
            token = daybook.directory.new_token(school.id, school.khan.account)
        yield Home(data, token)
