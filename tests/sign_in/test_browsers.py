"""What a browser is shown where a program reads problem details."""

import pytest
from starlette.requests import Request

from domain.people import Role
from interfaces.http.account.forms import way_in
from tests.sign_in.pages import words
from tests.sign_in.people import SchoolDoor, problem

AS_A_BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


def test_the_front_door_leads_in_or_on(door: SchoolDoor) -> None:
    stranger = door.browser().get("/", headers=AS_A_BROWSER, follow_redirects=False)
    assert (stranger.status_code, stranger.headers["location"]) == (303, "/sign-in")
    khan = door.settle(door.add("A. Khan", Role.DSL))
    inside = khan.get("/", headers=AS_A_BROWSER, follow_redirects=False)
    assert (inside.status_code, inside.headers["location"]) == (303, "/account")


@pytest.mark.parametrize("path", ["/nowhere", "/account/nothing"])
def test_an_address_that_is_none_is_a_page(door: SchoolDoor, path: str) -> None:
    answer = door.browser().get(path, headers=AS_A_BROWSER)
    assert (answer.status_code, "There is no such page" in words(answer)) == (404, True)
    assert answer.headers["cache-control"] == "no-store"
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-frame-options"] == "DENY"


def test_whoever_is_not_signed_in_is_sent_to_the_door_and_from_there_back(
    door: SchoolDoor,
) -> None:
    answer = door.browser().get("/poster?a=b", headers=AS_A_BROWSER, follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/sign-in?to=%2Fposter%3Fa%3Db"


def test_an_address_with_two_slashes_is_no_way_back() -> None:
    for path in ("//elsewhere.example/x", "/.//elsewhere.example/x", "/a/..//elsewhere.example"):
        asked = {"type": "http", "method": "GET", "path": path, "query_string": b""}
        here = {"headers": [(b"host", b"daybook.example")], "scheme": "https"}
        assert way_in(Request({**asked, **here})) == "/sign-in"


def test_a_role_that_may_not_look_is_told_on_a_page(door: SchoolDoor) -> None:
    lead = door.settle(door.add("S. Hale", Role.TRUST_LEAD))
    answer = lead.get("/poster", headers=AS_A_BROWSER)
    assert (answer.status_code, "That did not work" in words(answer)) == (403, True)


@pytest.mark.parametrize("accept", ["application/json", "*/*", ""])
@pytest.mark.parametrize(
    ("path", "kind"), [("/", "not-found"), ("/nowhere", "not-found"), ("/poster", "sign-in")]
)
def test_programs_still_read_problem_details(
    door: SchoolDoor, accept: str, path: str, kind: str
) -> None:
    answer = door.browser().get(path, headers={"Accept": accept}, follow_redirects=False)
    assert problem(answer) == kind


def test_below_api_everybody_is_a_program(door: SchoolDoor) -> None:
    for path in ("/api/nowhere", "/api/incidents"):
        answer = door.browser().get(path, headers=AS_A_BROWSER)
        assert answer.headers["content-type"] == "application/problem+json"
