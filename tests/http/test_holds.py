"""A data protection officer holds a case by its reference, and reads nothing of it."""

from typing import Any

import pytest

from domain.people import Role
from tests.http.cases import TWO_PUPILS, ExampleCase, told
from tests.http.conftest import EveryRole, Watched
from tests.http.school_api import no
from tests.http.test_access import about
from tests.http.test_roles import accuse, finding, hidden

OFFICER = Role.DATA_PROTECTION_OFFICER
HOLD = {"authority": "North Moor Police", "reason": "They asked us to keep all of it."}
LIFT = {"authority": "North Moor Police", "reason": "Their inquiry is over."}


def reference_of(case: ExampleCase) -> str:
    return str(case.lead.read(case.address).json()["reference"])


def of(case: ExampleCase, wish: dict[str, Any]) -> dict[str, Any]:
    return {"reference": reference_of(case), **wish}


CLOSELY_KEPT: dict[str, tuple[dict[str, Any], tuple[Any, ...]]] = {
    "an ordinary case": ({}, TWO_PUPILS),
    "about an adult": ({"about_an_adult_here": "yes"}, ()),
    "about the head": ({}, (("change-facts", finding("subject-is-head", "yes")),)),
}


@pytest.mark.parametrize("kind", CLOSELY_KEPT)
def test_a_hold_is_placed_and_lifted_by_reference_on_any_case_they_are_not_part_of(
    everybody: EveryRole, kind: str
) -> None:
    fields, steps = CLOSELY_KEPT[kind]
    case, officer = told(everybody.lead, *steps, **fields), everybody[OFFICER]
    placed = officer.ask("/api/holds", of(case, HOLD))
    assert placed.status_code == 200, placed.text
    assert placed.json() == {
        "reference": reference_of(case),
        "hold": placed.json()["hold"],
        "in_force": 1,
    }
    last = everybody.lead.timeline(case.address)[-1]
    assert last["name"].startswith("legal-hold-placed")
    assert last["by"]["name"] == everybody.people[OFFICER].name
    assert last["fields"]["reason"] == HOLD["reason"]
    lifted = officer.ask("/api/holds/lift", of(case, {**LIFT, "hold": placed.json()["hold"]}))
    assert (lifted.json()["hold"], lifted.json()["in_force"]) == (None, 0)
    hidden(officer, case)
    assert everybody.school.verify().ok


def test_the_same_hold_asked_for_twice_is_one(everybody: EveryRole) -> None:
    case, officer = told(everybody.lead), everybody[OFFICER]
    once, again = (officer.ask("/api/holds", of(case, HOLD)).json() for _ in range(2))
    assert once == again
    key = {"Idempotency_Key": "hold-1"}
    other = {**HOLD, "authority": "The Local Authority"}
    first, second = (officer.ask("/api/holds", of(case, other), **key).json() for _ in range(2))
    assert first == second
    assert first["in_force"] == 2


@pytest.mark.parametrize(
    "typed", [" {} ", "{}\n", "{}\u00a0", "\u2066{}", "\u2013".join, " - ".join, " ".join]
)
def test_a_reference_is_found_however_it_is_typed(everybody: EveryRole, typed: Any) -> None:
    case, officer = told(everybody.lead), everybody[OFFICER]
    reference = reference_of(case).lower()
    text = typed.format(reference) if isinstance(typed, str) else typed(reference.split("-"))
    key = {"Idempotency_Key": f"hold-{reference}"}
    answer = officer.ask("/api/holds", {**HOLD, "reference": text}, **key)
    assert answer.status_code == 200, answer.text
    assert answer.json()["reference"] == reference_of(case)
    again = officer.ask("/api/holds", of(case, HOLD), **key)
    assert again.json() == answer.json(), "the same request, typed otherwise"


@pytest.mark.parametrize("shut_out", ["accused", "in conflict"])
def test_a_case_that_is_hidden_from_the_officer_answers_as_one_that_is_not_there(
    everybody: EveryRole, shut_out: str
) -> None:
    case, officer = told(everybody.lead), everybody[OFFICER]
    if shut_out == "accused":
        accuse(case, everybody, OFFICER)
    else:
        case.tell(("declare-conflict", {**about(everybody, OFFICER), "kind": "other"}))
    reference, lines = reference_of(case), officer.lines
    for path, wish in (("/api/holds", HOLD), ("/api/holds/lift", LIFT)):
        one = officer.ask(path, {**wish, "reference": reference})
        none = officer.ask(path, {**wish, "reference": "OSI-2026-222222"})
        assert no(one, 404, "not-reported") == no(none, 404, "not-reported")
    assert officer.lines == lines


def test_a_chair_holds_by_reference_only_what_they_may_know_of(everybody: EveryRole) -> None:
    chair, case = everybody[Role.CHAIR_OF_GOVERNORS], told(everybody.lead)
    no(chair.ask("/api/holds", of(case, HOLD)), 404, "not-reported")
    case.tell(("change-facts", finding("subject-is-head", "yes")))
    assert chair.ask("/api/holds", of(case, HOLD)).status_code == 200


@pytest.mark.parametrize("role", [Role.CLASS_TEACHER, Role.COORDINATOR, Role.GOVERNOR])
def test_nobody_else_asks_for_a_hold(everybody: EveryRole, role: Role) -> None:
    case = told(everybody.lead)
    for path, wish in (("/api/holds", HOLD), ("/api/holds/lift", LIFT)):
        no(everybody[role].ask(path, of(case, wish)), 403, "not-your-role")


def test_of_several_holds_the_officer_lifts_the_one_they_were_given(watched: Watched) -> None:
    case, officer = told(watched.lead), watched[OFFICER]
    theirs = officer.ask("/api/holds", of(case, HOLD)).json()["hold"]
    case.tell(("place-hold", {"authority": "A solicitor", "reason": "A claim is coming."}))
    no(officer.ask("/api/holds/lift", of(case, LIFT)), 409, "no-such-hold")
    lifted = officer.ask("/api/holds/lift", of(case, {**LIFT, "hold": theirs}))
    assert lifted.json()["in_force"] == 1


def test_a_hold_says_why_and_on_whose_authority(everybody: EveryRole) -> None:
    case = told(everybody.lead)
    answer = no(everybody[OFFICER].ask("/api/holds", of(case, {"reason": " "})), 422)
    assert {error["pointer"] for error in answer["errors"]} == {"/authority", "/reason"}
