"""A case that was written to lately is remembered, and nothing rests on that."""

from dataclasses import replace

import pytest

from application.read_back import History
from application.remembering import Memory
from application.school_log import StaleVersion
from domain.incident.refusals import NotReported, Unreadable
from interfaces.wiring import Daybook
from tests.postgres.schools import MadeUpSchool, everything_derived


@pytest.fixture
def elsewhere(school: MadeUpSchool) -> MadeUpSchool:
    """The same school, served by another process: it remembers nothing of what we write."""
    return replace(school, daybook=forgetful(school.daybook))


def forgetful(daybook: Daybook) -> Daybook:
    return replace(daybook, memory=Memory())


def test_a_line_written_elsewhere_is_seen_before_the_next(
    school: MadeUpSchool, elsewhere: MadeUpSchool
) -> None:
    case = school.report().id
    school.note(case, "here")
    elsewhere.note(case, "there")
    assert school.note(case, "here again").version == 4
    assert school.verify().ok


def test_a_version_seen_elsewhere_is_not_taken_for_stale(
    school: MadeUpSchool, elsewhere: MadeUpSchool
) -> None:
    case = school.report().id
    school.note(case, "here")
    elsewhere.note(case, "there")
    assert school.note(case, "I saw that", expected_version=3).version == 4


def test_a_version_that_was_overtaken_elsewhere_is_stale(
    school: MadeUpSchool, elsewhere: MadeUpSchool
) -> None:
    case = school.report().id
    school.note(case, "here")
    elsewhere.note(case, "there")
    with pytest.raises(StaleVersion):
        school.note(case, "I had not seen that", expected_version=2)


def test_a_case_disposed_of_elsewhere_takes_no_line_from_memory(
    school: MadeUpSchool, elsewhere: MadeUpSchool
) -> None:
    case = school.report().id
    school.note(case, "here")
    elsewhere.dispose(case)
    with pytest.raises((Unreadable, NotReported)):
        school.note(case, "too late")
    assert school.verify().ok


def test_rows_made_from_memory_equal_rebuilt_rows(school: MadeUpSchool, superuser: str) -> None:
    case = school.report().id
    for number in range(5):
        school.note(case, f"note {number}")
    live = everything_derived(school, superuser)
    school.rebuild()
    assert everything_derived(school, superuser) == live


def test_the_least_lately_used_case_is_forgotten_first(school: MadeUpSchool) -> None:
    first, second, third = (school.log.read(school.report().id) for _ in range(3))
    memory: Memory[History] = Memory(most=2)
    for history in (first, second):
        memory.remember((school.id, history.stream), history)
    assert memory.recall((school.id, first.stream)) is first
    memory.remember((school.id, third.stream), third)
    assert memory.recall((school.id, second.stream)) is None
    assert memory.recall((school.id, first.stream)) is first
