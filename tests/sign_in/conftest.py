"""A school with a door, and a clock that stands still until somebody moves it."""

from collections.abc import Iterator

import pytest

from interfaces.wiring import Daybook
from tests.sign_in.chromium import chromium, page, served
from tests.sign_in.people import SchoolDoor, opened

__all__ = ["chromium", "door", "page", "served"]


@pytest.fixture
def door(daybook: Daybook) -> Iterator[SchoolDoor]:
    with opened(daybook) as door:
        yield door
