"""Many people write at the same moment: nothing is lost, doubled, or held up without need."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from threading import Barrier
from typing import TypeVar
from uuid import UUID

import psycopg
import pytest

from application.ports import SeenKey
from application.record import Line
from application.school_log import KeyUsedBefore, StaleVersion, Told
from domain.incident.events import NoteAdded
from interfaces.wiring import Daybook
from tests.postgres.schools import MadeUpSchool, count, open_school

T = TypeVar("T")


def all_at_once(threads: int, work: Callable[[int], T]) -> list[T]:
    start = Barrier(threads)

    def begin(thread: int) -> T:
        start.wait()
        return work(thread)

    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(begin, range(threads)))


def texts(school: MadeUpSchool, case: UUID) -> list[str]:
    return [
        line.event.text
        for line in school.read(case).lines
        if isinstance(line, Line) and isinstance(line.event, NoteAdded)
    ]


def test_eight_writers_on_one_case_lose_nothing_and_double_nothing(school: MadeUpSchool) -> None:
    case, notes = school.report().id, 12

    def insist(text: str) -> Told:
        while True:
            try:
                return school.note(case, text)
            except StaleVersion:
                continue

    def write(thread: int) -> list[Told]:
        return [insist(f"Note {n} of writer {thread}") for n in range(notes)]

    told = [answer for answers in all_at_once(8, write) for answer in answers]
    assert sorted(answer.version for answer in told) == list(range(2, 8 * notes + 2))
    assert [line.version for line in school.read(case).lines] == list(range(1, 8 * notes + 2))
    written = Counter(texts(school, case))
    assert written == {f"Note {n} of writer {w}": 1 for w in range(8) for n in range(notes)}
    assert school.verify().ok


def test_of_eight_who_expect_the_same_version_one_wins(school: MadeUpSchool) -> None:
    case = school.report().id
    for version in range(1, 11):

        def write(thread: int, version: int = version) -> int | None:
            try:
                text = f"Version {version + 1} is for writer {thread}"
                return school.note(case, text, expected_version=version).version
            except StaleVersion:
                return None

        told = all_at_once(8, write)
        assert [won for won in told if won] == [version + 1]
    assert len(texts(school, case)) == 10


def test_a_connection_that_forgot_its_prepared_statements_is_taught_them_again(
    school: MadeUpSchool,
) -> None:
    """psycopg itself makes it forget them, after a rollback."""
    case, pool = school.report().id, school.daybook.datastore.pool
    for version in range(2, 12):
        connections = [pool.getconn() for _ in range(4)]
        for connection in connections:
            connection.execute("DEALLOCATE ALL")
            connection.commit()
            pool.putconn(connection)
        assert school.note(case, "Rang home").version == version
    assert school.verify().ok


def test_writers_of_one_school_wait_for_none_of_another(daybook: Daybook, superuser: str) -> None:
    schools = [open_school(daybook) for _ in range(8)]
    cases = [school.report().id for school in schools]
    held, *free = range(8)
    with ThreadPoolExecutor(8) as pool, psycopg.connect(superuser) as holder:
        holder.execute(
            "SELECT FROM daybook.school_log WHERE school = %s FOR UPDATE", (schools[held].id,)
        )
        writing: list[Future[Told]] = [
            pool.submit(school.note, case, "A note")
            for school, case in zip(schools, cases, strict=True)
        ]
        done, _ = wait([writing[n] for n in free], timeout=30)
        try:
            assert len(done) == 7
            waiting = count(
                superuser,
                "SELECT count(*) FROM pg_stat_activity"
                " WHERE usename = 'daybook_app' AND wait_event_type = 'Lock'",
            )
            assert (waiting, writing[held].done()) == (1, False)
        finally:
            holder.rollback()
        assert writing[held].result(timeout=30).version == 2
    assert all(school.verify().ok for school in schools)


def key_of(school: MadeUpSchool, request: bytes = b"the same report") -> SeenKey:
    hmac = school.daybook.keys.authenticate(school.id, request)
    return SeenKey(school.jones.account, "from a phone with poor reception", hmac)


def test_one_key_from_twenty_phones_at_once_reports_one_incident(
    school: MadeUpSchool, superuser: str
) -> None:
    seen = key_of(school)
    told = all_at_once(20, lambda _: school.report(seen=seen))
    assert len(set(told)) == 1
    assert told[0].position == 1
    assert (
        count(superuser, "SELECT size FROM daybook.school_log WHERE school = %s", school.id) == 2
    )
    for table in ("online_safety_log", "stream_key"):
        found = count(
            superuser, f"SELECT count(*) FROM daybook.{table} WHERE school = %s", school.id
        )
        assert found == (1 if table == "online_safety_log" else 2)
    assert school.verify().ok


def test_one_key_from_twenty_phones_at_once_adds_one_note(school: MadeUpSchool) -> None:
    case, seen = school.report().id, key_of(school)
    told = all_at_once(20, lambda _: school.note(case, "Rang home", seen=seen))
    assert len(set(told)) == 1
    assert texts(school, case) == ["Rang home"]


def test_a_key_that_was_used_for_another_request_is_refused(school: MadeUpSchool) -> None:
    case = school.report(seen=key_of(school)).id
    with pytest.raises(KeyUsedBefore):
        school.report(seen=key_of(school, b"another report"))
    with pytest.raises(KeyUsedBefore):
        school.note(case, "Rang home", seen=key_of(school, b"a note"))
    assert school.read(case).version == 1


def test_the_same_key_of_another_person_is_another_key(school: MadeUpSchool) -> None:
    by_jones = key_of(school)
    by_khan = SeenKey(school.khan.account, by_jones.key, by_jones.request_hmac)
    assert school.report(seen=by_jones).id != school.report(seen=by_khan).id


def test_a_repeated_request_is_answered_as_before_though_the_case_has_moved_on(
    school: MadeUpSchool,
) -> None:
    case, seen = school.report().id, key_of(school)
    first = school.note(case, "Rang home", seen=seen)
    school.settle(case)
    school.close(case)
    assert school.note(case, "Rang home", seen=seen) == first


def test_what_needs_no_writing_has_no_position(school: MadeUpSchool) -> None:
    case = school.report().id
    school.settle(case)
    assert school.close(case).position == 4
    again = school.close(case)
    assert (again.version, again.position) == (4, None)


def test_what_needs_no_writing_has_no_position_with_a_key_either(school: MadeUpSchool) -> None:
    case, seen = school.report().id, key_of(school)
    school.settle(case)
    school.close(case)
    first = school.close(case, seen=seen)
    assert (first.version, first.position) == (4, None)
    school.note(case, "A parent wrote")
    assert school.close(case, seen=seen) == first
