"""An account act and the line that tells of it: a fault in between leaves neither."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest

from application.account_acts import Act
from domain.people import Role
from interfaces.cli import links
from interfaces.sign_in.account_acts import Acts, IdentityTaken, to_account
from interfaces.wiring import School
from tests.sign_in.people import Browser, SchoolDoor
from tests.sign_in.test_second_person import LANE, admin, head, history, names, told

__all__ = ["admin", "head"]

BREAKS = """
CREATE FUNCTION public.power_cut() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the power went off' USING ERRCODE = 'system_error'; END $$
"""


@contextmanager
def power_cut(superuser: str, table: str) -> Iterator[None]:
    """Whoever adds a row to that table is cut off, and the database recovers."""
    with psycopg.connect(superuser, autocommit=True) as connection:
        connection.execute(BREAKS)
        connection.execute(
            f"CREATE TRIGGER power_cut BEFORE INSERT ON daybook.{table}"
            " FOR EACH ROW EXECUTE FUNCTION public.power_cut()"
        )
        try:
            yield
        finally:
            connection.execute("DROP FUNCTION public.power_cut CASCADE")


# The line itself, its neighbour in the same append, and what is done before and after it.
PLACES = ["record", "account", "one_time_link", "sign_in_event"]


@pytest.mark.parametrize("table", PLACES)
def test_a_fault_half_way_leaves_the_wish_and_neither_account_nor_line(
    door: SchoolDoor, admin: Browser, head: Browser, superuser: str, table: str
) -> None:
    asked = admin.post("/api/accounts", LANE)
    before, waits = history(door), told(head)
    with power_cut(superuser, table), pytest.raises(AssertionError, match="try again in a moment"):
        head.post(f"/api/accounts/waiting/{asked.json()['waiting']}/agree")
    assert (history(door), told(head)) == (before, waits)
    assert names(admin) == ["E. Moss", "R. Ellison"]
    link = door.agreed(asked, by=head)["link"]
    assert len(history(door)) == len(before) + 1
    assert "P. Lane" in names(admin)
    assert door.browser().post(f"/api/sign-in/link/{link}").status_code == 200
    assert door.daybook.verify(door.school).ok


@pytest.mark.parametrize("table", ["record", "token"])
def test_a_token_from_the_command_line_is_there_with_its_line_or_not_at_all(
    door: SchoolDoor, superuser: str, table: str
) -> None:
    khan = door.add("A. Khan", Role.DSL, "Safeguarding lead")
    school = School(door.school, "Tor Hill School")
    before = history(door)
    with power_cut(superuser, table), pytest.raises(Exception, match="the power went off"):
        links.new_token(door.daybook, school, khan)
    assert (history(door), door.daybook.accounts.tokens(school.id, khan.account)) == (before, [])
    links.new_token(door.daybook, school, khan)
    assert len(history(door)) == len(before) + 1


def test_an_identity_that_somebody_else_has_meanwhile_leaves_no_line(door: SchoolDoor) -> None:
    moss = door.add("E. Moss", Role.ADMINISTRATOR, "Office")
    khan, jones = (door.add(name, Role.DSL) for name in ("A. Khan", "B. Jones"))
    acts = Acts(door.daybook, door.school, moss, links.happening)
    wishes = [to_account(Act.IDENTITY, one, "https://id.example", "a1") for one in (khan, jones)]
    acts.do(wishes[0], None)
    before = history(door)
    with pytest.raises(IdentityTaken):
        acts.do(wishes[1], None)
    assert history(door) == before
