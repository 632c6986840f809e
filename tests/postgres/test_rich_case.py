"""Live rows are what the record comes to, line after line, and tell nothing once it is erased."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

import pytest

from application.projections.log_row import LogEntry
from application.projections.online_safety_log import ONLINE_SAFETY_LOG
from application.record import Line
from application.school_log import GIVES_STEPS, as_row
from application.school_rules import SchoolRules
from domain.incident.commands import AdoptEdition
from domain.incident.events import STORED_NAMES, Closed, LineCorrected
from domain.playbook.playbook import Playbook
from domain.playbook.words import Kind
from interfaces.wiring import Daybook
from tests.domain.playbook.edition import CALENDAR, PLAYBOOK
from tests.postgres.rich_case import STORY, tell_everything, told_step_by_step
from tests.postgres.schools import (
    MadeUpSchool,
    log_row,
    open_school,
    read_models,
    rows_as_text,
    tables_that_say,
)

SECRET = "Grauwacke"  # A word that stands nowhere else.


@dataclass
class TwoEditions:
    """A playbook that only offers, so that nothing stands in the way of the story.

    The school moves to another edition when the story comes to that.
    """

    asked: int = 0
    moves_at: int = 3 + [type(each) for each in STORY if isinstance(each, GIVES_STEPS)].index(
        AdoptEdition
    )

    def __call__(self, school: UUID) -> SchoolRules:
        self.asked += 1
        first, second = offering("2026-09"), offering("2027-09")
        if self.asked < self.moves_at:
            return SchoolRules(first, CALENDAR)
        return SchoolRules(second, CALENDAR, earlier=(first,))


def offering(edition: str) -> Playbook:
    routes = tuple(
        replace(route, steps=tuple(replace(step, kind=Kind.MAY) for step in route.steps))
        for route in PLAYBOOK.routes
    )
    return replace(PLAYBOOK, edition=edition, routes=routes)


@pytest.fixture
def school(daybook: Daybook) -> MadeUpSchool:
    """On a clock of its own, so that no two commands share a time."""
    return open_school(replace(daybook, rules=TwoEditions()), demo=True)


@pytest.fixture
def case(school: MadeUpSchool) -> UUID:
    return tell_everything(school, SECRET)


def derived(school: MadeUpSchool, superuser: str) -> dict[str, list[str]]:
    return {table: rows_as_text(superuser, table, school.id) for table in read_models()}


def recorded_at(school: MadeUpSchool, case: UUID, kind: type) -> datetime | None:
    """When the last line of that kind was recorded."""
    lines = [line for line in school.read(case).lines if isinstance(line, Line)]
    return [line.recorded_at for line in lines if isinstance(line.event, kind)][-1]


def test_everything_that_can_happen_to_an_incident_happens(
    school: MadeUpSchool, case: UUID
) -> None:
    lines = school.read(case).lines
    assert {type(line.event) for line in lines if isinstance(line, Line)} == set(
        STORED_NAMES.values()
    )
    assert school.verify().ok


def test_live_rows_equal_rebuilt_rows_after_every_command(
    school: MadeUpSchool, superuser: str
) -> None:
    for told in told_step_by_step(school, "They said:"):
        live = derived(school, superuser)
        school.rebuild()
        assert derived(school, superuser) == live, f"after line {told.version}"
    school.dispose(told.id)
    erased = derived(school, superuser)
    assert erased != live
    school.rebuild()
    assert derived(school, superuser) == erased


def test_the_database_fills_in_when_it_was_closed_and_corrected_and_keeps_that(
    school: MadeUpSchool, superuser: str, case: UUID
) -> None:
    row = log_row(superuser, case)
    assert row["closed_line"] < row["last_corrected_line"] < row["version"]
    assert row["closed_at"] == recorded_at(school, case, Closed)
    assert row["last_corrected_at"] == recorded_at(school, case, LineCorrected)
    assert row["reported_at"] < row["closed_at"] < row["last_corrected_at"] < row["last_line_at"]


def test_a_reopened_case_was_closed_at_no_time(school: MadeUpSchool, superuser: str) -> None:
    seen = []
    for told in told_step_by_step(school, "They said:"):
        row = log_row(superuser, told.id)
        assert (row["closed_at"] is None) == (row["closed_line"] is None)
        assert (row["status"] == "closed") == (row["closed_line"] is not None)
        seen.append(row["status"])
    assert [one for at, one in enumerate(seen) if seen[at - 1 : at] != [one]] == [
        "open",
        "struck out",
        "open",
        "closed",
        "open",
        "closed",
    ]


def test_no_word_of_a_case_is_left_when_it_has_been_disposed_of(
    school: MadeUpSchool, superuser: str, case: UUID
) -> None:
    assert tables_that_say(superuser, school.id, SECRET) == {"online_safety_log"}
    school.dispose(case)
    assert tables_that_say(superuser, school.id, SECRET) == set()


def test_the_row_of_an_erased_case_says_when_and_that_it_is_gone_and_no_more(
    school: MadeUpSchool, superuser: str, case: UUID
) -> None:
    told = log_row(superuser, case)
    school.dispose(case)
    row = log_row(superuser, case)
    empty = LogEntry(
        incident=case,
        version=told["version"],
        status="disposed of",
        reported_at=told["reported_at"],
        last_line_at=told["last_line_at"],
    )
    lists: dict[str, list[str]] = {column: [] for column in ONLINE_SAFETY_LOG.as_json}
    assert row == {"school": school.id, **as_row(ONLINE_SAFETY_LOG, empty), **lists}
