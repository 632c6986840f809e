"""Whom a post or a name may mean, however it is written."""

from uuid import UUID

import pytest

from domain.meant import is_perhaps_meant, offices_in, perhaps_meant
from domain.people import Person, Role

RUTH = Person(UUID(int=1), "Ruth Ellison", "Headteacher", "Fellside", Role.HEAD)
ASMA = Person(UUID(int=2), "Asma Khan", "DSL", "Fellside", Role.DSL)
BETH = Person(UUID(int=3), "Beth Elliston", "Teacher of maths", "Fellside", Role.CLASS_TEACHER)
EVERYBODY = (RUTH, ASMA, BETH)

OF_THE_HEAD = [
    "Headteacher", "Head teacher", "Head-teacher", "HT", "H.T.", "the head", "Head of school",
    "the head of the school", "Head of the academy", "Executive headteacher", "Executive Head",
    "Exec head", "Acting head", "Interim Headteacher", "Co-headteacher", "Co-head", "Joint head",
    "Principal", "Executive Principal", "Headteacher (maternity cover)", "Headteacer",
    "He\u0430d", "Head\u200bteacher",
]  # fmt: skip
OF_OTHERS = [
    "Head of maths", "Deputy head", "Assistant headteacher", "Vice principal",
    "Head of lower school", "Head boy", "Head of Year 9", "Headteacher's PA",
    "Head of sixth form", "Staff", "",
]  # fmt: skip


@pytest.mark.parametrize("post", OF_THE_HEAD)
def test_the_post_of_the_head_is_known_however_it_is_called(post: str) -> None:
    assert offices_in(post) == {Role.HEAD}
    assert perhaps_meant("Somebody Unknown", post, EVERYBODY) == (RUTH,)


@pytest.mark.parametrize("post", OF_OTHERS)
def test_a_post_that_only_begins_like_the_heads_is_another(post: str) -> None:
    assert offices_in(post) == set()


@pytest.mark.parametrize(
    "post", ["Head teacher / DSL", "Headteacher - DSL", "DSL and head", "Head & DSL", "Head, DSL"]
)
def test_a_post_of_two_is_both_of_them(post: str) -> None:
    assert offices_in(post) == {Role.HEAD, Role.DSL}


@pytest.mark.parametrize(
    ("post", "role"),
    [
        ("Online safety co-ordinator", Role.COORDINATOR),
        ("Chair of Governers", Role.CHAIR_OF_GOVERNORS),
        ("Chair of the governing body", Role.CHAIR_OF_GOVERNORS),
        ("Deputy DSL", Role.DEPUTY_DSL),
    ],
)
def test_other_posts_are_known_too(post: str, role: Role) -> None:
    assert offices_in(post) == {role}


@pytest.mark.parametrize(
    "name",
    ["Ruth \u0415llison", "Ruth Elli\u200bson", "Mrs Ellison (head)", "R. ELLIS\u039fN"],
)
def test_letters_that_look_alike_and_signs_that_nobody_sees_hide_nobody(name: str) -> None:
    assert RUTH in perhaps_meant(name, "staff", EVERYBODY)


@pytest.mark.parametrize(
    "name",
    ["Mrs Ellison", "Mrs Elliston", "Beth Ellison", "A Kahn", "Ruth", "the head", "Ellisson"],
)
def test_of_one_person_the_answer_is_that_of_everybody(name: str) -> None:
    meant = perhaps_meant(name, "staff", EVERYBODY)
    alone = [one for one in EVERYBODY if is_perhaps_meant(name, "staff", one, EVERYBODY)]
    assert {*meant} == {*alone}
