"""Many people open a new case at the same moment, and every reading stays readable."""

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from typing import Any
from uuid import UUID

import pytest

from application.record import Line
from domain.access import CaseRead, ListRead
from domain.people import Role
from tests.http.cases import told
from tests.http.conftest import Watched
from tests.http.school_api import INCIDENTS, incident_of, no

AT_ONCE = 8
FOUR = (Role.DSL, Role.HEAD, Role.DEPUTY_DSL, Role.COORDINATOR)
ALONE = {"reason": "The lead is away and a mother is at the gate."}
VERDICT = {"justified": True, "remark": "Nobody else could be reached."}


def all_at_once(threads: ThreadPoolExecutor, *asks: Any) -> list[Any]:
    start = Barrier(len(asks))

    def begin(ask: Any) -> Any:
        start.wait()
        return ask()

    return list(threads.map(begin, asks))


@pytest.fixture(scope="module")
def threads() -> Any:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        yield pool


def readers_of(watched: Watched, stream: UUID, kind: type) -> list[UUID]:
    """Who is told to have read it; fails where a line does not read."""
    tail = watched.school.daybook.access_rows(watched.school.id).tail(stream, 1000)
    lines = list(map(watched.school.log.given_mapper.to_domain_event, tail.lines))
    assert all(isinstance(line, Line) for line in lines)
    return [
        line.actor for line in lines if isinstance(line, Line) and isinstance(line.event, kind)
    ]


def test_a_new_case_that_many_open_at_once_has_one_set_of_keys(
    watched: Watched, threads: ThreadPoolExecutor
) -> None:
    accounts = sorted(watched.people[role].account for role in FOUR)
    for _ in range(30):
        address = watched.lead.report()
        answers = all_at_once(
            threads, *[partial(watched[role].read, address) for role in FOUR * 2]
        )
        assert [answer.status_code for answer in answers] == [200] * AT_ONCE
        assert sorted(readers_of(watched, incident_of(address), CaseRead)) == accounts
    assert watched.school.verify().ok


def test_the_first_lists_that_many_open_at_once_have_one_set_of_keys(
    watched: Watched, threads: ThreadPoolExecutor
) -> None:
    asks = [partial(watched[role].read, INCIDENTS) for role in FOUR * 2]
    assert {answer.status_code for answer in all_at_once(threads, *asks)} == {200}
    assert len(readers_of(watched, watched.school.id, ListRead)) == len(FOUR)
    assert watched.school.verify().ok


def test_the_glass_that_many_break_at_once_is_broken_by_each(
    watched: Watched, threads: ThreadPoolExecutor
) -> None:
    breakers = (Role.SENIOR_LEADER, Role.CHAIR_OF_GOVERNORS)
    for _ in range(5):
        case = told(watched.lead, about_an_adult_here="yes")
        ask = f"{case.address}/break-glass"
        answers = all_at_once(
            threads, *[partial(watched[role].ask, ask, ALONE) for role in breakers * 3]
        )
        assert {answer.status_code for answer in answers} == {201}
        assert {answer.json()["glass"] for answer in answers} == {1, 2}
    assert watched.school.verify().ok


def test_of_two_who_review_at_once_the_second_is_told_so(
    watched: Watched, threads: ThreadPoolExecutor
) -> None:
    reviewers = (Role.CHAIR_OF_GOVERNORS, Role.DATA_PROTECTION_OFFICER)
    for _ in range(5):
        case = told(watched.lead, about_an_adult_here="yes")
        watched[Role.SENIOR_LEADER].ask(f"{case.address}/break-glass", ALONE)
        review = f"{case.address}/break-glass/1/review"
        answers = all_at_once(
            threads, *[partial(watched[role].ask, review, VERDICT) for role in reviewers]
        )
        first, second = sorted(answers, key=lambda answer: answer.status_code)
        assert first.status_code == 200
        no(second, 409, "reviewed-already")
