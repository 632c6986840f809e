"""Whoever opens a list or searches is told of in the record, before anything is shown."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import parse_qsl

import psycopg
import pytest

from application.list_reads import Lately
from application.record import Line
from domain.access import ListRead, Page
from domain.people import Role
from interfaces.http.app import create_app
from tests.http.conftest import Watched
from tests.http.queries import taken
from tests.http.school_api import INCIDENTS, no, pointers
from tests.postgres.schools import MadeUpSchool

# What shows no case and no pupil: the school's own days, accounts and their doors, proofs.
NO_LISTS = ("/api/school", "/api/sign-in", "/api/me", "/api/accounts", "/api/record")


def listed_in(school: MadeUpSchool) -> list[tuple[str, Page, str | None]]:
    """Who opened what, as the record itself tells it."""
    log = school.log
    tail = school.daybook.access_rows(school.id).tail(school.id, 1000)
    lines = [log.given_mapper.to_domain_event(line) for line in tail.lines]
    return [
        (line.by.name, line.event.what, line.event.why)
        for line in lines
        if isinstance(line, Line) and isinstance(line.event, ListRead)
    ]


LISTS = {
    INCIDENTS: Page.INCIDENTS,
    f"{INCIDENTS} ": Page.SEARCH,
    "/api/work": Page.WORK,
    "/api/people": Page.PEOPLE,
    "/api/notices": Page.NOTICES,
}


@pytest.mark.parametrize("address", LISTS)
def test_opening_a_list_is_a_line(watched: Watched, address: str) -> None:
    before = watched.lead.lines
    looked_for = {"q": "phone"} if LISTS[address] is Page.SEARCH else {}
    assert watched.head.read(address.strip(), **looked_for).status_code == 200
    head = watched.people[Role.HEAD].name
    assert listed_in(watched.school) == [(head, LISTS[address], None)]
    assert watched.lead.lines == before + 1
    assert watched.school.verify().ok


def test_a_person_a_page_and_a_quarter_of_an_hour_make_one_line(
    watched: Watched,
) -> None:
    for minutes in (0, 5, 9):
        watched.later(minutes=minutes)  # 09:00, 09:05, 09:14
        watched.head.read(INCIDENTS)
        watched.head.read(INCIDENTS, q="a name")
        watched.lead.read(INCIDENTS)
    assert len(listed_in(watched.school)) == 3
    watched.later(minutes=1)
    watched.head.read(INCIDENTS)
    assert len(listed_in(watched.school)) == 4


def test_within_the_quarter_it_costs_no_question_more(watched: Watched) -> None:
    pool = watched.school.daybook.datastore.pool

    def asked() -> int:
        before = pool.get_stats()["requests_num"]
        watched.head.read(INCIDENTS)
        return int(pool.get_stats()["requests_num"] - before)

    first, second, third = asked(), asked(), asked()
    assert first > second == third == 2, "who asks, and the list itself"


def test_another_process_tells_it_once_as_well(watched: Watched) -> None:
    """What a process remembers only saves it from looking; the record is what counts."""
    watched.head.read(INCIDENTS)
    daybook = watched.school.daybook
    log = daybook.log(watched.school.id)
    reads = daybook.list_reads(log)
    again = type(reads)(reads.reads, Lately().of[watched.school.id])
    again.note(Page.INCIDENTS, watched.people[Role.HEAD], None, watched.clock.time)
    assert len(listed_in(watched.school)) == 1


def test_many_at_once_are_all_told(watched: Watched) -> None:
    with ThreadPoolExecutor(8) as threads:
        answers = list(
            threads.map(
                lambda role: watched[role].read(INCIDENTS).status_code,
                [Role.HEAD, Role.DSL, Role.COORDINATOR, Role.SENIOR_LEADER] * 4,
            )
        )
    assert set(answers) == {200}
    assert len(listed_in(watched.school)) == 4


def test_what_was_searched_for_is_not_told(watched: Watched) -> None:
    watched.head.read(INCIDENTS, q="Grauwacke")
    lines = watched.school.daybook.access_rows(watched.school.id).tail(watched.school.id, 9).lines
    disclosed = [watched.school.log.given_mapper.unseal(line) for line in lines]
    assert disclosed
    assert "Grauwacke" not in str(disclosed)


def test_an_auditor_says_why_a_list_is_opened(watched: Watched) -> None:
    auditor = watched[Role.AUDITOR]
    before = auditor.lines
    for address in (INCIDENTS, "/api/people"):
        answer = auditor.read(address, q="finch")
        assert pointers(no(answer, 422, "invalid-field")) == ["query:why"]
    assert auditor.lines == before
    assert auditor.read(INCIDENTS, why="The audit of this term").status_code == 200
    (told,) = listed_in(watched.school)
    assert told[2] == "The audit of this term"


def test_another_reason_of_an_auditor_is_another_line(watched: Watched) -> None:
    for why in ("The audit of this term", "A complaint", "The audit of this term"):
        assert watched[Role.AUDITOR].read(INCIDENTS, why=why).status_code == 200
    reasons = [why for _, _, why in listed_in(watched.school)]
    assert reasons == ["The audit of this term", "A complaint"]


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("/api/school/history", Page.SCHOOL),
        ("/api/record/proof?position=0&size=1", Page.RECORD),
    ],
)
def test_an_auditor_says_why_the_history_or_a_proof_is_opened(
    watched: Watched, address: str, page: Page
) -> None:
    path, _, query = address.partition("?")
    asked = dict(parse_qsl(query))
    auditor = watched[Role.AUDITOR]
    assert watched.lead.read(path, **asked).status_code == 200
    assert pointers(no(auditor.read(path, **asked), 422, "invalid-field")) == ["query:why"]
    assert listed_in(watched.school) == []
    assert auditor.read(path, why="The audit of this term", **asked).status_code == 200
    name = watched.people[Role.AUDITOR].name
    assert listed_in(watched.school) == [(name, page, "The audit of this term")]


def test_an_auditor_does_not_open_the_lists_that_were_taken_in(watched: Watched) -> None:
    answer = watched[Role.AUDITOR].read("/api/people/imports", why="The audit of this term")
    no(answer, 403, "not-yours-to-take-in")


def test_a_list_that_is_refused_is_not_told_as_read(watched: Watched) -> None:
    before = watched.lead.lines
    no(watched[Role.GOVERNOR].read("/api/work"), 403)
    no(watched[Role.TECHNICIAN].read("/api/notices"), 403)
    no(watched[Role.GOVERNOR].read("/api/people"), 403)
    no(watched[Role.ADMINISTRATOR].read(INCIDENTS), 403)
    assert watched.lead.lines == before


def test_if_it_cannot_be_written_down_no_list_is_shown(
    watched: Watched,
    superuser: str,
) -> None:
    watched.lead.report("Messages about a trip to Morecambe.")
    with psycopg.connect(superuser, autocommit=True) as connection:
        connection.execute("REVOKE INSERT ON daybook.access_stream FROM daybook_app")
        try:
            answer = watched.head.read(INCIDENTS)
        finally:
            connection.execute("GRANT INSERT ON daybook.access_stream TO daybook_app")
    no(answer, 503)
    assert "Morecambe" not in answer.text
    assert watched.head.read(INCIDENTS).status_code == 200


def test_every_list_writes_down_who_opens_it(
    watched: Watched,
) -> None:
    """A new list that forgets to must fail here, or be named above with good reason."""
    document: dict[str, Any] = create_app().openapi()["paths"]
    lists = [
        address
        for address, methods in document.items()
        if "get" in methods and address.startswith("/api/") and "{incident}" not in address
    ]
    for address in lists:
        if address.startswith(NO_LISTS) or address == "/api/people/imports":
            continue
        before = watched.lead.lines
        asked = taken(address, why="A look", term="2026-autumn")
        answers = [api.read(address, **asked) for api in watched.ways_in.values()]
        assert not any("no such parameter" in answer.text for answer in answers), address
        shown = [answer for answer in answers if answer.status_code == 200]
        if shown:
            assert watched.lead.lines == before + len(shown), address
