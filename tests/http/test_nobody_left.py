"""Everybody who could look at a case again is named in it: it is never silent."""

from typing import Any

from application.remarks import NOBODY_LEFT
from domain.people import Person, Role
from tests.http.cases import ExampleCase, told
from tests.http.conftest import Watched
from tests.http.school_api import way_in
from tests.http.test_in_doubt import HERE, joins, lift, of, own, waiting
from tests.http.test_roles import hidden

IN_TURN = (Role.CHAIR_OF_GOVERNORS, Role.DSL, Role.DEPUTY_DSL, Role.HEAD)
OFFICER = Role.DATA_PROTECTION_OFFICER


def a_coordinators_case(watched: Watched) -> ExampleCase:
    case = told(watched.lead, about_an_adult_here="no")
    coordinator = watched.people[Role.COORDINATOR]
    given = {"owner": str(coordinator.account), "handover": "Yours from here."}
    case.tell(("change-owner", {**given, "owner_name": coordinator.name}))
    return case


def accuses(watched: Watched, case: ExampleCase, person: Person) -> list[str]:
    """By the coordinator alone."""
    said = {**HERE, "full_name": person.name, **of(person)}
    answer = watched[Role.COORDINATOR].ask(f"{case.address}/link-person", said)
    assert answer.status_code == 200, answer.text
    remarks: list[str] = answer.json().get("remarks") or []
    return remarks


def notices(watched: Watched, role: Role) -> list[dict[str, Any]]:
    answer = watched[role].read("/api/notices")
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return [one for one in items if one["what"] == "nobody-left-to-decide"]


def test_when_the_last_who_may_decide_is_named_the_answer_says_whom_to_ring(
    watched: Watched,
) -> None:
    case = a_coordinators_case(watched)
    *first, last = (watched.people[role] for role in IN_TURN)
    assert [NOBODY_LEFT in accuses(watched, case, one) for one in first] == [False] * 3
    assert notices(watched, OFFICER) == []
    assert accuses(watched, case, last) == [NOBODY_LEFT]
    assert NOBODY_LEFT not in accuses(watched, case, watched.people[Role.SENIOR_LEADER])


def test_the_data_protection_officer_is_told_that_there_is_one_and_not_which(
    watched: Watched,
) -> None:
    case = a_coordinators_case(watched)
    reference = watched.lead.read(case.address).json()["reference"]
    for role in IN_TURN:
        accuses(watched, case, watched.people[role])
    (notice,) = notices(watched, OFFICER)
    assert "Ring the LADO" in notice["sentence"]
    assert (notice["incident"], notice["reference"], notice["overdue"]) == (None, None, True)
    page = watched[OFFICER].read("/api/notices").text
    assert reference not in page
    assert case.address.rsplit("/", 1)[1] not in page
    for role in IN_TURN:
        assert notices(watched, role) == []
        hidden(watched[role], case, ())


def test_somebody_from_outside_who_gets_an_account_looks_at_it_and_lets_in_again(
    watched: Watched,
) -> None:
    case = a_coordinators_case(watched)
    for role in IN_TURN:
        accuses(watched, case, watched.people[role])
    quill = joins(watched, "Zara Quill", Role.DEPUTY_DSL, "Lent by the trust")
    assert notices(watched, OFFICER) == []
    assert [one["what"] for one in waiting(case, own(watched, quill))] == ["naming-to-confirm"]
    lift(case, own(watched, quill), watched.people[Role.DSL])
    assert watched.lead.read(case.address).status_code == 200


def test_a_case_that_may_be_about_the_head_has_nobody_where_the_head_is_all_there_is(
    watched: Watched,
) -> None:
    """One who is not there to them is not one who may look at it."""
    case = a_coordinators_case(watched)
    for role in IN_TURN[:3]:
        accuses(watched, case, watched.people[role])
    finding = {
        "fact": "subject-is-head", "answer": "not-known",
        "who_said_so": "A parent", "why": "She did not know the name.",
    }  # fmt: skip
    coordinator = way_in(watched.lead.client, watched.school, watched.people[Role.COORDINATOR])
    answer = coordinator.ask(f"{case.address}/change-facts", {"findings": [finding]})
    assert answer.json()["remarks"] == [NOBODY_LEFT]
    assert len(notices(watched, OFFICER)) == 1
