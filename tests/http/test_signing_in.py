"""Nobody is let in without a token, and nobody into another school."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from interfaces.http.app import create_app
from interfaces.keys.folder import KeyFolder
from interfaces.wiring import Daybook
from tests.http.school_api import INCIDENTS, SchoolApi, no, way_in
from tests.postgres.schools import MONDAY_NINE, MadeUpSchool, open_school

SCHOOL_PAGES = (
    "calendar", "contacts", "case-managers", "cover", "concern-readers", "edition",
)  # fmt: skip
REGISTER = "/api/concerns/00000000-0000-7000-8000-000000000000"
ADDRESSES = [
    ("GET", INCIDENTS),
    ("POST", INCIDENTS),
    ("GET", f"{INCIDENTS}/00000000-0000-7000-8000-000000000000"),
    ("GET", f"{INCIDENTS}/00000000-0000-7000-8000-000000000000/timeline"),
    ("POST", f"{INCIDENTS}/00000000-0000-7000-8000-000000000000/add-note"),
    *((method, f"/api/school/{page}") for page in SCHOOL_PAGES for method in ("GET", "POST")),
    *((method, "/api/concerns") for method in ("GET", "POST")),
    ("POST", "/api/concerns/self-report"),
    *(("GET", REGISTER + page) for page in ("", "/timeline")),
    ("POST", f"{REGISTER}/escalate"),
    ("GET", "/api/prevention"),
    ("GET", "/api/prevention/complaints"),
    ("POST", "/api/prevention/receive-complaint"),
    ("GET", "/poster"),
    ("GET", "/api/record/proof?position=0&size=1"),
    ("GET", "/api/record/consistency?first=0&size=1"),
]


@pytest.mark.parametrize(("method", "address"), ADDRESSES)
def test_every_address_asks_who_is_there(client: TestClient, method: str, address: str) -> None:
    answer = client.request(method, address)
    no(answer, 401, "sign-in")
    assert answer.headers["www-authenticate"].startswith("Bearer")


def test_a_token_that_is_not_ours_opens_nothing(jones: SchoolApi) -> None:
    prefix, school, secret = jones.token.split(".")
    for odd in (
        "garbage",
        "daybook",
        "daybook..",
        "daybook.é.é",
        f"{prefix}.{school}.{secret[:-4]}AAAA",
        f"{prefix}.{school}",
        f"{prefix}.{school[:-2]}.{secret}",
        f"{jones.token}.{secret}",
        "x" * 8000,
    ):
        header = f"Bearer {odd}".encode("latin-1")
        answer = jones.client.get(INCIDENTS, headers={b"Authorization": header})
        no(answer, 401, "sign-in")
    no(jones.client.get(INCIDENTS, headers={"Authorization": "Basic abc"}), 401, "sign-in")


def test_a_token_that_has_expired_opens_nothing(jones: SchoolApi) -> None:
    school = jones.school
    long_ago = MONDAY_NINE - timedelta(days=9000)
    token = school.daybook.directory.new_token(school.id, school.jones.account, long_ago)
    no(SchoolApi(jones.client, school, token).read(INCIDENTS), 401, "sign-in")


def test_another_schools_incident_is_not_there(jones: SchoolApi, daybook: Daybook) -> None:
    incident = jones.report()
    next_door = open_school(daybook)
    stranger = way_in(jones.client, next_door, next_door.khan)
    assert stranger.read(INCIDENTS).json() == {"items": [], "next": None}
    written = jones.lines, stranger.lines
    no(stranger.read(incident), 404, "not-reported")
    no(stranger.read(f"{incident}/timeline"), 404, "not-reported")
    no(stranger.note(incident, "From next door."), 404, "not-reported")
    assert (jones.lines, stranger.lines) == written


def test_a_token_moved_to_another_school_opens_nothing(jones: SchoolApi, daybook: Daybook) -> None:
    next_door = open_school(daybook)
    theirs = way_in(jones.client, next_door, next_door.jones).token
    (_, _, secret), (prefix, school, _) = jones.token.split("."), theirs.split(".")
    moved = SchoolApi(jones.client, next_door, f"{prefix}.{school}.{secret}")
    no(moved.read(INCIDENTS), 401, "sign-in")


def test_whether_the_server_lives_may_be_asked_by_anybody(client: TestClient) -> None:
    assert client.get("/healthz").text == "ok\n"
    assert client.get("/readyz").text == "ok\n"


def test_a_server_without_the_key_of_a_school_is_not_ready_and_says_so(
    daybook: Daybook, school: MadeUpSchool, tmp_path: Path
) -> None:
    without = replace(daybook, keys=KeyFolder(tmp_path))
    with TestClient(create_app(without, lambda: MONDAY_NINE)) as client:
        told = no(client.get("/readyz"), 503, "key-missing")
        assert told["title"].startswith("The key file of the school ")
        assert "Restore it from the key backup." in told["title"]
        assert str(tmp_path) not in str(told)
        assert client.get("/healthz").text == "ok\n"
