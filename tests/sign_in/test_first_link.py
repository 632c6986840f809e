"""How the first administrator of a new school comes in."""

from pathlib import Path

from typer.testing import CliRunner

from domain.people import Role
from interfaces.cli.links import address, first_link
from interfaces.cli.main import app
from interfaces.postgres.embedded import Cluster
from interfaces.wiring import School
from tests.sign_in.people import TOR_HILL, SchoolDoor, problem


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
