"""The poster: plain words, the people of this school, nothing from anywhere else."""

import re
from base64 import b64encode
from hashlib import sha256

import pytest

from domain.people import Role
from tests.http.conftest import EveryRole
from tests.http.school_api import no

SETS = {
    "contacts": [
        {"kind": "health-education-and-wellbeing-adviser", "name": "Wellbeing <b>team</b>",
         "phone": "01632 960 180"},
        {"kind": "lado", "name": "Denise Farrow", "phone": "01632 960 120"},
    ]
}  # fmt: skip


def page(everybody: EveryRole, role: Role = Role.DSL) -> str:
    answer = everybody[role].read("/poster")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    return str(answer.text)


def test_it_says_what_the_flowchart_says_users_must_know(everybody: EveryRole) -> None:
    said = page(everybody)
    for must in ("Turn the screen off", "monitor", "close the laptop lid", "Tell an adult", "999"):
        assert must in said


def test_it_names_whom_to_tell_and_no_number_of_a_colleague(everybody: EveryRole) -> None:
    said = page(everybody)
    for role in (Role.DSL, Role.DEPUTY_DSL, Role.COORDINATOR, Role.HEAD):
        person = everybody.people[role]
        assert f"<li>{person.name}, {person.post}</li>" in said
    assert everybody.people[Role.CLASS_TEACHER].name not in said


def test_the_numbers_are_those_of_the_set_up_and_only_those_for_a_wall(
    everybody: EveryRole,
) -> None:
    assert everybody.lead.ask("/api/school/contacts", SETS).status_code == 200
    said = page(everybody)
    assert "Wellbeing &lt;b&gt;team&lt;/b&gt; 01632\u00a0960\u00a0180" in said
    assert "CEOP (online): an adult online makes you feel unsafe" in said
    assert "Denise" not in said
    assert "960\u00a0120" not in said


def test_it_tells_nothing_of_any_case(everybody: EveryRole) -> None:
    before = page(everybody)
    everybody.lead.report("Grauwacke")
    assert page(everybody) == before


@pytest.mark.parametrize("role", Role)
def test_it_is_for_those_who_work_in_the_school(everybody: EveryRole, role: Role) -> None:
    outside = {Role.OUTSIDE_COUNTERSIGNER, Role.AUDITOR, Role.TRUST_LEAD}
    if role in outside:
        no(everybody[role].read("/poster"), 403, "not-yours-to-see")
    else:
        assert page(everybody, role)


def test_its_style_is_let_in_by_its_hash_and_nothing_else_is(everybody: EveryRole) -> None:
    answer = everybody.lead.read("/poster")
    policy = answer.headers["content-security-policy"]
    (style,) = re.findall(r"<style>(.*?)</style>", answer.text, re.S)
    digest = b64encode(sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")
    assert not re.search(r"<(script|img|link|iframe)|\b(src|href|style|on\w+)=|url\(", answer.text)
    assert answer.headers["x-frame-options"] == "DENY"
