"""Several people at the door at the same moment: what works once works once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import TypeVar

import psycopg
import pytest

from application.sign_in import Happened, TooManyTries, Visitor, What
from domain.people import Role
from interfaces.postgres.migrate import APP
from tests.sign_in.people import SchoolDoor

AT_ONCE = 8
T = TypeVar("T")


def all_at_once(act: Callable[[], T], times: int = AT_ONCE) -> list[T]:
    barrier = Barrier(times)

    def go(_: int) -> T:
        barrier.wait()
        return act()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(go, range(times)))


def test_a_link_opens_for_one(door: SchoolDoor) -> None:
    link = door.link(door.add("A. Khan", Role.DSL))
    found = all_at_once(lambda: door.daybook.door.take_link(link, door.clock()))
    assert sum(one is not None for one in found) == 1


def test_a_code_is_used_by_one(door: SchoolDoor) -> None:
    khan = door.add("A. Khan", Role.DSL)
    door.settle(khan)
    used = all_at_once(lambda: door.daybook.factors.use_step(door.school, khan.account, 10**10))
    assert used.count(True) == 1


def test_a_recovery_code_is_used_by_one(door: SchoolDoor) -> None:
    khan = door.add("A. Khan", Role.DSL)
    code = door.settle(khan).post("/api/me/recovery-codes").json()["codes"][0]
    factors = door.daybook.factors
    used = all_at_once(lambda: factors.use_recovery_code(door.school, khan.account, code))
    assert used.count(True) == 1


def test_half_a_sign_in_is_taken_by_one(door: SchoolDoor) -> None:
    cookie = door.daybook.door.begin(door.school, "p", door.clock(), address="203.0.113.7")
    taken = all_at_once(lambda: door.daybook.door.take(cookie, "p", door.clock()))
    assert sum(one is not None for one in taken) == 1


def test_a_burst_of_guesses_is_held_up_after_the_fifth(door: SchoolDoor) -> None:
    def guess() -> bool:
        try:
            door.daybook.door.hold_back(door.school, "A. Khan", "203.0.113.7", door.clock())
        except TooManyTries:
            return False
        return True

    assert all_at_once(guess, 12).count(True) == 5


def test_coming_and_going_at_once_does_not_lock_up(door: SchoolDoor) -> None:
    finch = door.add("D. Finch", Role.REPORTER)
    here, visitor = door.daybook.door, Visitor("203.0.113.7", "a browser")

    def come_and_go() -> bool:
        now = door.clock() + timedelta(days=2)
        for _ in range(5):
            try:
                here.hold_back(door.school, "D. Finch", visitor.address, now)
            except TooManyTries:
                continue
            here.begin(door.school, "p", now - timedelta(days=1), address=visitor.address)
            here.let_go(door.school, "D. Finch", visitor.address)
            happened = Happened(What.SIGNED_IN, now, visitor.address, finch.account)
            here.let_in(door.school, finch, visitor, happened, how="password", two_factors=False)
        return True

    assert all(all_at_once(come_and_go))


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE daybook.sign_in_event SET what = what",
        "DELETE FROM daybook.sign_in_event",
        "TRUNCATE daybook.sign_in_event",
        "DELETE FROM daybook.account",
    ],
)
def test_the_application_cannot_rewrite_what_happened_at_the_door(
    door: SchoolDoor, change: str
) -> None:
    with psycopg.connect(door.daybook.conninfo[APP]) as connection:
        connection.execute(f"SET LOCAL daybook.school = '{door.school}'")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(change)
