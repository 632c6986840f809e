"""GET /api/log: the online safety log as a school keeps it, for those whose post it is."""

import pytest

from domain.people import Role
from tests.http.cases import told
from tests.http.conftest import Watched
from tests.http.school_api import SchoolApi, no

LOG = "/api/log"
JANE = {
    "full_name": "Jane Doe",
    "kind": "pupil",
    "capacity": "victim",
    "year_or_post": "Year 8",
}
UNKIND = "Jane Doe was sent unkind messages."


def test_the_log_tells_of_an_incident_in_the_columns_that_schools_keep(khan: SchoolApi) -> None:
    incident = khan.report(UNKIND)
    khan.ask(f"{incident}/link-person", JANE)
    khan.ask(f"{incident}/add-note", {"text": "Rang home."})
    (row,) = khan.read(LOG).json()["items"]
    assert row["details"] == UNKIND
    assert row["who"] == ["Jane Doe (victim)"]
    assert "Khan" in row["recorded_by"]
    assert row["actions"] == []
    khan.ask(f"{incident}/keep-no-evidence", {"reason": "It was said aloud."})
    (row,) = khan.read(LOG).json()["items"]
    assert row["no_evidence_because"] == "It was said aloud."


def test_without_names_people_are_lettered(khan: SchoolApi) -> None:
    incident = khan.report(UNKIND)
    khan.ask(f"{incident}/link-person", JANE)
    answer = khan.read(LOG, names="no")
    (row,) = answer.json()["items"]
    assert row["who"] == ["Pupil A (Y8), victim"]
    assert "Jane" not in answer.text


def test_the_log_is_read_page_by_page_newest_first(khan: SchoolApi) -> None:
    for n in range(3):
        khan.report(f"Evening {n}")
    first = khan.read(LOG, limit=2).json()
    rest = khan.read(LOG, limit=2, cursor=first["next"]).json()
    told = [row["details"] for row in (*first["items"], *rest["items"])]
    assert told == ["Evening 2", "Evening 1", "Evening 0"]
    assert rest["next"] is None


@pytest.mark.parametrize("role", Role)
def test_only_those_who_handle_incidents_read_the_log(watched: Watched, role: Role) -> None:
    told(watched.lead)
    answer = watched[role].read(LOG)
    if role in (Role.COORDINATOR, Role.DSL, Role.DEPUTY_DSL, Role.HEAD, Role.SENIOR_LEADER):
        assert len(answer.json()["items"]) == 1
    else:
        assert answer.status_code == 403


def test_what_one_may_not_read_is_not_in_the_log(watched: Watched) -> None:
    told(watched.lead, about_an_adult_here="yes")
    assert watched[Role.COORDINATOR].read(LOG).json()["items"] == []
    assert len(watched[Role.DSL].read(LOG).json()["items"]) == 1


def test_a_filter_that_means_nothing_is_told(khan: SchoolApi) -> None:
    no(khan.read(LOG, cursor="x"), 422, "invalid-field")
    no(khan.read(LOG, category="XX"), 422, "invalid-field")
