"""Who guesses is held up whatever they type; who is in already is not."""

from pathlib import Path

import pytest
from fastapi import FastAPI, Request
from starlette.testclient import TestClient
from uvicorn import Config

from application.sign_in import FOR_A_NAME
from domain.people import Role
from interfaces.cli.serving import whom_to_believe
from interfaces.settings import Settings
from tests.sign_in.people import GOOD_PASSWORD, Browser, SchoolDoor, problem

SPELLINGS = [
    "Dinç Irmak",
    "dinç ırmak",
    "DİNÇ IRMAK",
    "Dİnç Irmak",
    " Dinç   Irmak",
    "Dinc\u0327 Irmak",
]


def guess(door: SchoolDoor, name: str, browser: Browser | None = None) -> str:
    return problem(door.sign_in(browser or door.browser(), name, "not the right password"))


def test_an_account_is_held_up_however_its_name_is_spelt(door: SchoolDoor) -> None:
    door.settle(door.add("Dinç Irmak", Role.REPORTER))
    for spelling in SPELLINGS * 2:
        guess(door, spelling)
    for spelling in SPELLINGS:
        answer = door.sign_in(door.browser(), spelling)
        assert answer.status_code in (401, 429), spelling  # never in
    assert problem(door.sign_in(door.browser(), "Dinç Irmak")) == "too-many-tries"


@pytest.mark.parametrize("name", [" D. Finch", "D. Finch ", "D.  Finch", "d.\u00a0FINCH"])
def test_blanks_and_capitals_in_a_name_make_no_difference(door: SchoolDoor, name: str) -> None:
    door.settle(door.add("D. Finch", Role.REPORTER))
    assert door.sign_in(door.browser(), name).json()["next"] == "in"


def test_blanks_and_capitals_in_the_schools_name_make_no_difference(door: SchoolDoor) -> None:
    door.daybook.add_school("Beck Row Infant School")
    for school in (
        "beck row infant school",
        " Beck  Row Infant School ",
        "BECK ROW INFANT SCHOOL",
    ):
        answer = door.sign_in(door.browser(), "D. Finch", school=school)
        assert problem(answer) == "wrong-sign-in"


def test_wrong_sign_ins_from_outside_do_not_hold_up_who_is_in(door: SchoolDoor) -> None:
    khan = door.add("A. Khan", Role.DSL)
    hers = door.settle(khan)
    while guess(door, "A. Khan") != "too-many-tries":
        pass
    told = hers.post("/api/step-up", {"password": GOOD_PASSWORD, "code": door.next_code(khan)})
    assert told.json()["next"] == "in"


@pytest.mark.parametrize(("proxies", "seen"), [(None, "127.0.0.1"), ("127.0.0.1", "192.0.2.9")])
def test_where_somebody_comes_from_is_not_theirs_to_say_unless_a_proxy_was_named(
    proxies: str | None, seen: str
) -> None:
    app = FastAPI()
    app.get("/")(address_seen)
    believed = whom_to_believe(Settings(Path("nowhere"), None, proxies))
    config = Config(app, log_config=None, **believed)
    config.load()
    client = TestClient(config.loaded_app, client=("127.0.0.1", 1))
    assert client.get("/", headers={"X-Forwarded-For": "192.0.2.9"}).json() == seen


def address_seen(request: Request) -> str:
    assert request.client is not None
    return request.client.host


def test_who_guesses_inside_a_session_is_held_up_there(door: SchoolDoor) -> None:
    finch = door.add("D. Finch", Role.REPORTER)
    theirs = door.settle(finch)
    for _ in range(FOR_A_NAME.free):
        answer = theirs.post("/api/step-up", {"password": "not the right password"})
        assert problem(answer) == "wrong-sign-in"
    assert problem(theirs.post("/api/step-up", {"password": GOOD_PASSWORD})) == "too-many-tries"
    assert door.sign_in(door.browser(), "D. Finch").json()["next"] == "in"


def test_too_many_tries_say_in_words_how_long_to_wait(door: SchoolDoor) -> None:
    door.settle(door.add("D. Finch", Role.REPORTER))
    for _ in range(FOR_A_NAME.free):
        guess(door, "D. Finch")
    answer = door.sign_in(door.browser(), "D. Finch")
    assert answer.json()["title"] == "There were too many tries. Try again in 30 seconds."
    assert answer.headers["Retry-After"] == "30"


def test_a_password_alone_is_told_that_the_code_is_missing(door: SchoolDoor) -> None:
    hers = door.settle(door.add("A. Khan", Role.DSL))
    answer = hers.post("/api/step-up", {"password": GOOD_PASSWORD})
    assert problem(answer) == "code-missing"
    assert "code is missing" in answer.json()["title"]


@pytest.mark.parametrize("header", ["Bearer", "Bearer ", "Basic eDp5", "x", ""])
def test_a_header_that_names_no_token_does_not_stand_in_for_fresh_proof(
    door: SchoolDoor, header: str
) -> None:
    hers = door.settle(door.add("A. Khan", Role.DSL))
    door.clock.forward(minutes=11)
    path = "/api/incidents/00000000-0000-4000-8000-000000000000/break-glass"
    body = {"reason": "She is with the nurse now and nobody else can be reached."}
    answer = hers.post(path, body, headers={"Authorization": header})
    assert problem(answer) == "step-up-needed"
