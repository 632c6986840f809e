"""How the first administrator of a new school comes in."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from domain.people import Role
from interfaces.cli.links import address, first_link
from interfaces.cli.main import app, show_first_link
from interfaces.postgres.embedded import Cluster
from interfaces.wiring import School
from tests.sign_in.people import TOR_HILL, Browser, SchoolDoor, problem


def test_a_new_school_has_one_administrator_who_comes_in_by_a_link(door: SchoolDoor) -> None:
    school = School(door.school, TOR_HILL)
    link = first_link(door.daybook, school)
    assert link is not None
    assert first_link(door.daybook, school) is None
    browser = door.browser()
    door.clock.time = door.daybook.accounts.all(door.school)[0].created_at
    assert browser.post(f"/api/sign-in/link/{link}").json()["next"] == "in"
    me = browser.get("/api/me").json()
    assert (me["role"], me["next"]) == ("administrator", "add-second-factor")


def test_a_link_is_printed_behind_a_sign_that_is_never_sent() -> None:
    assert address("school.secret") == "http://localhost:8000/sign-in#school.secret"


def test_the_command_line_makes_a_link_for_an_account(door: SchoolDoor, cluster: Cluster) -> None:
    khan = door.add("A. Khan", Role.DSL)
    where = ["--data", str(Path(cluster.data)), "--school", str(door.school)]
    told = CliRunner().invoke(app, ["user", "link", "A. Khan", *where])
    assert told.exit_code == 0, told.output
    link = told.stdout.strip().partition("#")[2]
    door.clock.time = door.daybook.accounts.one(door.school, khan.account).created_at  # type: ignore[union-attr]
    assert door.browser().post(f"/api/sign-in/link/{link}").status_code == 200
    again = door.browser().post(f"/api/sign-in/link/{link}")
    assert problem(again) == "link-over"


# What the command line does at once, the record tells and the head is told.


def typed(door: SchoolDoor, cluster: Cluster, *words: str) -> str:
    where = ["--data", str(Path(cluster.data)), "--school", str(door.school)]
    told = CliRunner().invoke(app, [*words, *where])
    assert told.exit_code == 0, told.output
    return told.stdout.strip()


def sentences(browser: Browser) -> list[str]:
    items = browser.get("/api/notices").json()["items"]
    return [item["sentence"] for item in items if item["sentence"]]


def test_an_account_from_the_command_line_works_at_once_and_is_told(
    door: SchoolDoor, cluster: Cluster
) -> None:
    head = door.settle(door.add("R. Ellison", Role.HEAD))
    typed(door, cluster, "user", "add", "P. Lane", "--role", "dsl", "--post", "Deputy head")
    token = typed(door, cluster, "user", "token", "P. Lane")
    bearer = {"Authorization": f"Bearer {token}"}
    assert door.browser().client.get("/api/incidents", headers=bearer).status_code == 200
    typed(door, cluster, "user", "link", "P. Lane")
    who = "Daybook (at its command line)"
    assert sentences(head) == [
        f"{who} gave a one-time link for the account of P. Lane (Deputy head).",
        f"{who} gave a token for the account of P. Lane (Deputy head).",
        f"{who} opened an account for P. Lane (Deputy head) as DSL.",
    ]


def test_who_lost_everything_begins_anew_from_the_command_line(
    door: SchoolDoor, cluster: Cluster
) -> None:
    head = door.add("R. Ellison", Role.HEAD, "Head")
    before = door.settle(head)
    link = typed(door, cluster, "user", "reset", "R. Ellison").partition("#")[2]
    assert problem(before.get("/api/me")) == "sign-in"
    door.clock.time = door.daybook.accounts.one(door.school, head.account).created_at  # type: ignore[union-attr]
    browser = door.browser()
    assert browser.post(f"/api/sign-in/link/{link}").json()["next"] == "in"
    door.add_phone(head, browser)
    assert sentences(browser) == [
        "Daybook (at its command line) reset the account of R. Ellison (Head), "
        "which begins anew with a one-time link."
    ]


@pytest.mark.parametrize("role", ["reporter", "technician"])
def test_an_account_that_reads_no_case_by_its_post_leaves_no_line(
    door: SchoolDoor, cluster: Cluster, role: str
) -> None:
    typed(door, cluster, "user", "add", "B. Jones", "--role", role)
    assert len(door.daybook.log(door.school).read(door.school).lines) == 1


def test_until_somebody_has_finished_signing_in_another_link_is_offered(
    door: SchoolDoor, capsys: pytest.CaptureFixture[str]
) -> None:
    school = School(door.school, TOR_HILL)
    show_first_link(door.daybook, school, "http://localhost:8000")
    assert "signs in first" in capsys.readouterr().err
    show_first_link(door.daybook, school, "http://localhost:8000")
    assert "daybook user link Administrator" in capsys.readouterr().err
    door.settle(next(one.person for one in door.daybook.accounts.all(door.school)))
    show_first_link(door.daybook, school, "http://localhost:8000")
    assert capsys.readouterr().err == ""
