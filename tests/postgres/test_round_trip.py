"""Values and transactions as we write them down ourselves mean what psycopg would have said."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.incident.events import NoteAdded
from domain.people import Role
from interfaces.postgres.round_trip import Statement, timestamptz
from interfaces.wiring import Daybook
from tests.postgres.schools import MadeUpSchool

Y2K = datetime(2000, 1, 1, tzinfo=UTC)
A_TIME = Statement(b"a_time", b"SELECT $1::timestamptz")
WHICH_SCHOOL = Statement(b"which_school", b"SELECT current_setting('daybook.school', true)")


@given(at=st.integers(-(2**51), 2**52).map(lambda us: Y2K + timedelta(microseconds=us)))
def test_a_time_reaches_the_database_as_it_is(daybook: Daybook, at: datetime) -> None:
    assert daybook.directory.ask(UUID(int=1), A_TIME, [timestamptz(at)]) == [(at,)]


def test_a_question_is_asked_of_one_school_and_of_none_afterwards(
    daybook: Daybook, school: MadeUpSchool
) -> None:
    assert daybook.directory.ask(school.id, WHICH_SCHOOL, []) == [(str(school.id),)]
    with daybook.directory.pool.connection() as connection:
        row = connection.execute("SELECT current_setting('daybook.school', true) AS of").fetchone()
    assert row == {"of": ""}


def test_a_transaction_that_fails_leaves_nothing(school: MadeUpSchool) -> None:
    with pytest.raises(psycopg.errors.DivisionByZero):
        promote_everybody_and_fail(school)
    people = school.daybook.directory.people(school.id)
    assert Role.ADMINISTRATOR not in [one.role for one in people]


def promote_everybody_and_fail(school: MadeUpSchool) -> None:
    role = Role.ADMINISTRATOR.value
    with school.daybook.directory.of(school.id) as connection:
        connection.execute(
            "UPDATE daybook.account SET role = %s WHERE school = %s", (role, school.id)
        )
        connection.execute("SELECT 1 / 0")


def test_a_note_makes_no_row_of_steps_anew(school: MadeUpSchool) -> None:
    log = school.log
    history = log.read(school.report().id)
    note = log.lines(history, [NoteAdded(text="Rang home")], school.khan)
    assert list(log.rows([(history, note)])) == ["online_safety_log"]
