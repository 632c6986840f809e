"""A school whose only safeguarding lead may not act: what is theirs falls to the head."""

from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from domain.people import Person, Role
from interfaces.http.app import create_app
from interfaces.wiring import Daybook
from tests.http.school_api import SchoolApi, no, way_in
from tests.postgres.schools import MONDAY_NINE, TOR_HILL, MadeUpSchool, open_school

LEFT = "No safeguarding lead is left who may act in this case, so it falls to you."
SAID = {"who_said_so": "B. Jones", "why": "As Ellie told her."}
AT_RISK = {
    "category": "CD-01",
    "rationale": "As Ellie told it.",
    "findings": [{"fact": "child-at-risk", "answer": "yes", **SAID}],
}
CONFLICT = {"kind": "related", "reason": "She is my niece."}


@pytest.fixture
def client(guided: Daybook) -> Iterator[TestClient]:
    app = create_app(guided, lambda: MONDAY_NINE)
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def made_up(guided: Daybook) -> MadeUpSchool:
    return open_school(guided)


@pytest.fixture
def joins(client: TestClient, made_up: MadeUpSchool) -> Any:
    def somebody(name: str, role: Role) -> tuple[Person, SchoolApi]:
        directory = made_up.daybook.directory
        person = directory.add(made_up.id, name, role, role.value, TOR_HILL)
        return person, way_in(client, made_up, person)

    return somebody


def work(who: SchoolApi) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = who.read("/api/work", limit=200).json()["items"]
    return items


def its_steps(who: SchoolApi) -> dict[str, dict[str, Any]]:
    return {one["step"]: one for one in work(who) if one["step"]}


def ask(who: SchoolApi, address: str, **told: Any) -> None:
    answer = who.ask(address, told)
    assert answer.status_code == 200, answer.text


def test_what_only_the_accused_dsl_could_end_is_in_the_heads_work_and_the_heads_to_end(
    client: TestClient, made_up: MadeUpSchool, joins: Any
) -> None:
    _, head = joins("R. Ainsley", Role.HEAD)
    _, coordinator = joins("C. Voss", Role.COORDINATOR)
    khan = way_in(client, made_up, made_up.khan)
    jones = way_in(client, made_up, made_up.jones)
    incident = jones.report("A picture of Ellie.")
    ask(coordinator, f"{incident}/assess", **AT_RISK)

    # Given that there is a lead, the head has nothing of theirs and may not do it for them.
    assert "dsl-takes-over" in its_steps(khan)
    assert "dsl-takes-over" not in its_steps(head)
    no(head.ask(f"{incident}/acknowledge", {}), 403, "only-the-dsl")

    # When the lead is said to have done it.
    accused = {"kind": "staff", "capacity": "instigator", "account": str(made_up.khan.account)}
    ask(coordinator, f"{incident}/link-person", **accused)
    assert work(khan) == []

    # Then all that was the lead's alone is the head's.
    fallen = its_steps(head)
    of_the_dsls = [one for one in fallen.values() if {*one["who"]} <= {"dsl", "deputy-dsl"}]
    assert {"dsl-takes-over", "initial-review"} <= {one["step"] for one in of_the_dsls}
    for one in of_the_dsls:
        assert one["note"] == LEFT
        assert one["whose"] == "post"
        assert set(one["yours_as"]) & {"dsl", "deputy-dsl"}
    steps = head.read(f"{incident}/steps").json()["items"]
    waiting = {one["id"] for one in steps if one["state"] in ("open", "overdue")}
    offered = {one["id"] for one in steps if one["kind"] == "may"}
    assert waiting - offered <= fallen.keys() | its_steps(jones).keys(), "Nobody's work."
    told = [one for one in work(head) if one["kind"] == "telling"]
    assert [one["say"].startswith("Acknowledge that you know") for one in told] == [True]
    (question,) = [one for one in work(head) if "sexual image" in one["say"] and not one["step"]]
    assert question["note"] == LEFT

    ask(head, f"{incident}/acknowledge", next_act="I have rung social care.")
    assert "dsl-takes-over" not in its_steps(head)
    not_one = {"fact": "sexual-image-of-under-18", "answer": "no", **SAID}
    ask(head, f"{incident}/change-facts", findings=[not_one])
    assert head.read(incident).json()["image_lock"] == "open"


def test_where_the_head_may_not_act_either_it_is_whoever_stands_in_for_the_head(
    client: TestClient, made_up: MadeUpSchool, joins: Any
) -> None:
    person, head = joins("R. Ainsley", Role.HEAD)
    _, chair = joins("G. Obi", Role.CHAIR_OF_GOVERNORS)
    _, coordinator = joins("C. Voss", Role.COORDINATOR)
    khan = way_in(client, made_up, made_up.khan)
    incident = way_in(client, made_up, made_up.jones).report("A picture of Ellie.")
    ask(coordinator, f"{incident}/assess", **AT_RISK)
    ask(khan, f"{incident}/declare-conflict", account=str(made_up.khan.account), **CONFLICT)
    assert "dsl-takes-over" not in its_steps(chair)
    ask(head, f"{incident}/declare-conflict", account=str(person.account), **CONFLICT)
    assert work(head) == []
    assert its_steps(chair)["dsl-takes-over"]["note"] == LEFT
    no(coordinator.ask(f"{incident}/acknowledge", {}), 403, "not-your-role")
    ask(chair, f"{incident}/acknowledge")
    assert "dsl-takes-over" not in its_steps(chair)


def test_a_deputy_comes_before_the_head(
    client: TestClient, made_up: MadeUpSchool, joins: Any
) -> None:
    _, head = joins("R. Ainsley", Role.HEAD)
    _, deputy = joins("C. Doyle", Role.DEPUTY_DSL)
    khan = way_in(client, made_up, made_up.khan)
    incident = way_in(client, made_up, made_up.jones).report("A picture of Ellie.")
    ask(khan, f"{incident}/assess", **AT_RISK)
    ask(khan, f"{incident}/declare-conflict", account=str(made_up.khan.account), **CONFLICT)
    assert "dsl-takes-over" in its_steps(deputy)
    assert "dsl-takes-over" not in its_steps(head)
    no(head.ask(f"{incident}/acknowledge", {}), 403, "only-the-dsl")
    ask(deputy, f"{incident}/acknowledge")


def test_whoever_shut_out_every_lead_alone_does_not_act_in_their_place(
    client: TestClient, made_up: MadeUpSchool, joins: Any
) -> None:
    _, head = joins("R. Ainsley", Role.HEAD)
    _, chair = joins("G. Obi", Role.CHAIR_OF_GOVERNORS)
    doyle, deputy = joins("C. Doyle", Role.DEPUTY_DSL)
    incident = way_in(client, made_up, made_up.jones).report("A picture of Ellie.")
    unsure = {"fact": "sexual-image-of-under-18", "answer": "not-known", **SAID}
    ask(head, f"{incident}/change-facts", findings=[unsure])
    leads = [str(made_up.khan.account), str(doyle.account)]
    out = {"kind": "other", "reason": "They are on a course."}

    # When the head alone shuts out both, the head opens nothing.
    for lead in leads:
        ask(head, f"{incident}/declare-conflict", account=lead, **out)
    no(deputy.read(incident), 404, "not-reported")
    not_one = {"fact": "sexual-image-of-under-18", "answer": "no", **SAID}
    ask(head, f"{incident}/change-facts", findings=[not_one])
    assert head.read(incident).json()["image_lock"] == "until-the-dsl-decides"
    no(head.ask(f"{incident}/acknowledge", {}), 403, "on-your-word-alone")

    # When somebody else says the same of each, the head acts.
    for lead in leads:
        ask(chair, f"{incident}/declare-conflict", account=lead, **out)
    ask(head, f"{incident}/acknowledge")
    again = {**not_one, "why": "As Ellie's mother told it."}
    ask(head, f"{incident}/change-facts", findings=[again])
    assert head.read(incident).json()["image_lock"] == "open"


def test_a_lead_whom_the_head_alone_links_as_having_done_it_is_not_stood_in_for_by_the_head(
    client: TestClient, made_up: MadeUpSchool, joins: Any
) -> None:
    _, head = joins("R. Ainsley", Role.HEAD)
    _, coordinator = joins("C. Voss", Role.COORDINATOR)
    incident = way_in(client, made_up, made_up.jones).report("A picture of Ellie.")
    unsure = {"fact": "sexual-image-of-under-18", "answer": "not-known", **SAID}
    ask(coordinator, f"{incident}/change-facts", findings=[unsure])
    accused = {"kind": "staff", "capacity": "instigator", "account": str(made_up.khan.account)}
    ask(head, f"{incident}/link-person", **accused)
    no(head.ask(f"{incident}/acknowledge", {}), 403, "on-your-word-alone")
    not_one = {"fact": "sexual-image-of-under-18", "answer": "no", **SAID}
    ask(head, f"{incident}/change-facts", findings=[not_one])
    assert head.read(incident).json()["image_lock"] == "until-the-dsl-decides"
