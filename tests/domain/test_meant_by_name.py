"""Whose account a name may mean, however it is written."""

from uuid import uuid4

import pytest

from domain.meant import may_be_same, perhaps_meant
from domain.people import Person, Role


def meant(name: str) -> set[str]:
    accounts = [
        Person(uuid4(), each, "Staff", "Tor Hill School", Role.REPORTER)
        for each in ("Ruth Ellison", "Peter Head", "Li Ma", "Callum Reid")
    ]
    return {one.name for one in perhaps_meant(name, None, accounts)}


@pytest.mark.parametrize(
    "name",
    [
        "Headteacher Mrs Ellison",
        "Headmaster Ellison",
        "Mr & Mrs Ellison",
        "Coach Ellison",
        "Ruth Ellison BEd",
        "RuthEllison",
        "Ruth\u200bEllison",
        "ellisonruth",
        "Ellison, Ruth, BA",
    ],
)
def test_posts_letters_and_missing_blanks_hide_nobody(name: str) -> None:
    assert meant(name) == {"Ruth Ellison"}


@pytest.mark.parametrize(
    ("name", "who"),
    [("Peter Head", {"Peter Head"}), ("Mr Head", {"Peter Head"}), ("Li Ma", {"Li Ma"})],
)
def test_a_family_name_that_is_a_post_or_a_degree_is_still_one(name: str, who: set[str]) -> None:
    assert meant(name) == who


@pytest.mark.parametrize("name", ["Ruth", "Coach Peter Ellison", "Coach", "Ellis", "BEd"])
def test_what_is_somebody_elses_name_or_none_means_nobody(name: str) -> None:
    assert meant(name) == set()


def test_two_names_that_share_a_family_name_alone_are_two_people() -> None:
    assert may_be_same("R. Ellison", "Ruth Ellison")
    assert not may_be_same("Peter Ellison", "Ruth Ellison")
