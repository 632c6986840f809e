"""Who is meant is shut out from the first line on, by whatever name; and times that are none."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from domain.people import Person, Role
from tests.http.conftest import EveryRole
from tests.http.school_api import INCIDENTS, SchoolApi, way_in
from tests.postgres.schools import TOR_HILL

OWN = "/api/statutory-reports"
REPORT = {"summary": "A message.", "about_an_adult_here": "no"}


def asked(api: SchoolApi, path: str, body: dict[str, Any]) -> str:
    answer = api.ask(path, body)
    assert answer.status_code == 201, answer.text
    return str(answer.headers["location"])


def pointers(api: SchoolApi, path: str, body: dict[str, Any]) -> list[str]:
    answer = api.ask(path, body)
    assert answer.status_code == 422, answer.text
    return [error["pointer"] for error in answer.json()["errors"]]


@pytest.mark.parametrize(("path", "body"), [(INCIDENTS, REPORT), (OWN, {"duty": "other"})])
@pytest.mark.parametrize("answer", ["yes", "not-known"])
def test_a_report_that_may_mean_the_head_is_not_there_for_the_head(
    everybody: EveryRole, path: str, body: dict[str, Any], answer: str
) -> None:
    plain = asked(everybody[Role.CLASS_TEACHER], path, body)
    meant = asked(everybody[Role.CLASS_TEACHER], path, {**body, "about_the_head": answer})
    assert everybody.head.read(plain).status_code == 200
    assert everybody.head.read(meant).status_code == 404
    listed = everybody.head.read(INCIDENTS, limit=200).json()["items"]
    assert meant.rsplit("/", 1)[-1] not in {one["id"] for one in listed}
    assert everybody[Role.CHAIR_OF_GOVERNORS].read(meant).status_code == 200


def test_in_a_case_the_head_is_said_to_be_meant_by_its_facts(everybody: EveryRole) -> None:
    case = everybody.lead.report()
    said = {"duty": "other", "about_the_head": "yes"}
    assert pointers(everybody.lead, f"{case}/make-statutory-report", said) == ["/about_the_head"]


def colleague(everybody: EveryRole, name: str) -> Person:
    directory = everybody.school.daybook.directory
    return directory.add(everybody.school.id, name, Role.SENIOR_LEADER, "Teacher", TOR_HILL)


def test_a_colleague_accused_by_name_alone_finds_no_such_case(
    client: TestClient, everybody: EveryRole
) -> None:
    own = way_in(client, everybody.school, colleague(everybody, "Morwenna Tregear"))
    case = everybody.lead.report()
    assert own.read(case).status_code == 200
    named = {"full_name": "Ms  MORWENNA Tregear", "kind": "staff", "capacity": "instigator"}
    assert everybody.lead.ask(f"{case}/link-person", named).status_code == 200
    assert own.read(case).status_code == 404


def test_an_account_that_nobody_here_has_is_pointed_at(everybody: EveryRole) -> None:
    case = everybody.lead.report()
    stranger = "0198f2a0-0000-7000-8000-00000000beef"
    link = {"full_name": "Alan Pike", "kind": "staff", "account": stranger}
    assert pointers(everybody.lead, f"{case}/link-person", link) == ["/account"]
    task = {"what": "Ring home", "assignee_name": "Alan Pike", "assignee": stranger}
    assert pointers(everybody.lead, f"{case}/assign-task", task) == ["/assignee"]


@pytest.mark.parametrize(
    "occurred",
    [
        {},
        {"precision": "day"},
        {"from": "2026-09-07T08:00:00Z", "precision": "unknown"},
        {"to": "2026-09-07T08:00:00Z", "precision": "unknown"},
    ],
)
def test_a_time_is_given_or_is_not_known(khan: SchoolApi, occurred: dict[str, str]) -> None:
    assert pointers(khan, INCIDENTS, {**REPORT, "occurred": occurred}) == ["/occurred"]
    case = khan.report(occurred={"precision": "unknown"})
    correct = {"line": 1, "field": "occurred", "reason": "She knows.", "new_occurred": occurred}
    assert pointers(khan, f"{case}/correct-line", correct) == ["/new_occurred"]


def test_a_corrected_time_does_not_end_before_it_begins(khan: SchoolApi) -> None:
    case = khan.report()
    backwards = {"from": "2026-09-06T09:00:00Z", "to": "2026-09-06T08:00:00Z"}
    correct = {"line": 1, "field": "occurred", "reason": "So.", "new_occurred": backwards}
    assert pointers(khan, f"{case}/correct-line", correct) == ["/new_occurred/to"]


def test_a_name_holds_no_sign_that_turns_its_letters(khan: SchoolApi) -> None:
    case = khan.report()
    turned = {"full_name": "Alan \u202eekiP", "kind": "staff"}
    assert pointers(khan, f"{case}/link-person", turned) == ["/full_name"]


@pytest.mark.parametrize("text", ["\u200b", "\u202e \u2066", "\u3164"])
def test_signs_that_nobody_sees_are_no_words(khan: SchoolApi, text: str) -> None:
    assert pointers(khan, INCIDENTS, {**REPORT, "summary": text}) == ["/summary"]


def test_a_file_in_letters_is_written_into_no_text(khan: SchoolApi) -> None:
    data = "data:application/octet-stream;base64,iVBORw0KGgo="
    assert pointers(khan, INCIDENTS, {**REPORT, "summary": data}) == ["/summary"]
    sexual = {**REPORT, "own_words": "iVBORw0KGgo" * 200, "category_guess": "CD-02"}
    answer = khan.ask(INCIDENTS, sexual)
    assert (answer.status_code, answer.json()["type"]) == (409, "/problems/image-locked")
