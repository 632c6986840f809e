"""Each step says because of what it is asked, and with which commands it is ended."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from starlette.testclient import TestClient

from application.projections.phrases import SCHOOL_TIME, day
from domain.people import Role
from interfaces.http.app import create_app
from interfaces.wiring import Daybook
from tests.http.school_api import SchoolApi, way_in
from tests.postgres.schools import MONDAY_NINE, TOR_HILL, MadeUpSchool, open_school

SAID = {"who_said_so": "A. Khan", "why": "As Ellie told it."}


@pytest.fixture
def school(guided: Daybook) -> MadeUpSchool:
    return open_school(guided)


@pytest.fixture
def client(guided: Daybook) -> Iterator[TestClient]:
    with TestClient(
        create_app(guided, lambda: MONDAY_NINE), raise_server_exceptions=False
    ) as client:
        yield client


@pytest.fixture
def incident(jones: SchoolApi) -> str:
    return jones.report(in_danger_now="no")


def assessed(khan: SchoolApi, incident: str, category: str, **answers: str) -> None:
    findings = [
        {"fact": fact.replace("_", "-"), "answer": answer.replace("_", "-"), **SAID}
        for fact, answer in answers.items()
    ]
    wish = {"category": category, "findings": findings, "rationale": "As told."}
    answer = khan.ask(f"{incident}/assess", wish)
    assert answer.status_code == 200, answer.text


def steps(khan: SchoolApi, incident: str, **then: Any) -> dict[str, dict[str, Any]]:
    return {one["id"]: one for one in khan.read(f"{incident}/steps", **then).json()["items"]}


def test_a_step_names_whoever_answered_on_which_day_and_line(
    khan: SchoolApi, incident: str
) -> None:
    assessed(khan, incident, "CD-06", child_at_risk="not_known", pupil_victim="yes")
    found = steps(khan, incident)
    recorded = datetime.fromisoformat(khan.timeline(incident)[2]["recorded_at"])
    assert found["tell-the-dsl"]["because"] == (
        "Asked because A. Khan answered “a child at risk?” with not known on "
        f"{day(recorded.astimezone(SCHOOL_TIME))} (line 3)."
    )
    assert found["propose-closing"]["because"] == "Asked in every case."


def test_a_step_names_the_category_the_severity_the_report_and_the_silence(
    khan: SchoolApi, jones: SchoolApi, incident: str
) -> None:
    assessed(khan, incident, "CD-01")
    found = steps(khan, incident)
    title = "“Nudes or semi-nudes: own image shared” (CD-01)"
    assert found["nudes-dsl"]["because"] == (
        f"Asked because {title} asks “a sexual image of someone under 18?”, which nobody has "
        "answered."
    )
    assert found["second-person"]["because"] == (
        "Asked because it was assessed as serious, and nobody has answered “serious?”."
    )
    assert (
        "nobody has answered “a child at risk?”, “an adult" in (found["nudes-triggers"]["because"])
    )
    hidden = jones.report(about_an_adult_here="yes")
    assert steps(khan, hidden)["contact-lado"]["because"] == (
        "Asked because the report says that it is about an adult who works or helps here."
    )


def test_my_work_says_the_same_as_the_case_to_whoever_may_read_it(
    khan: SchoolApi, jones: SchoolApi, incident: str
) -> None:
    assessed(khan, incident, "CD-06", child_at_risk="not_known", pupil_victim="yes")
    of_the_case = steps(khan, incident)
    mine = [one for one in khan.read("/api/work", limit=200).json()["items"] if one["step"]]
    assert mine
    for one in mine:
        told = of_the_case[one["step"]]
        assert one["because"] == told["because"]
        assert one["because"]
        assert one["record_with"] == told["record_with"]
        assert one["how_to_record"] == told["how_to_record"]
    reporters = jones.read("/api/work").json()["items"]
    assert {one["because"] for one in reporters} == {None}
    assert "Khan answered" not in jones.read("/api/work").text


def test_as_known_at_a_step_gives_the_reason_of_that_time(khan: SchoolApi, incident: str) -> None:
    assessed(khan, incident, "CD-06", child_at_risk="not_known")
    risen = {"findings": [{"fact": "child-at-risk", "answer": "yes", **SAID}]}
    assert khan.ask(f"{incident}/change-facts", risen).status_code == 200
    (told,) = [one for one in khan.timeline(incident) if one["name"] == "assessed.1"]
    then = steps(khan, incident, as_known_at=told["recorded_at"])["tell-the-dsl"]["because"]
    assert "with not known" in then
    assert "with yes" in steps(khan, incident)["tell-the-dsl"]["because"]


def test_what_is_done_keeps_the_reason_for_which_it_was_asked(
    khan: SchoolApi, incident: str
) -> None:
    assessed(khan, incident, "CD-06", child_at_risk="yes")
    khan.ask(f"{incident}/tell-dsl", {"dsl": "A. Khan", "what": "All of it."})
    fallen = {"findings": [{"fact": "child-at-risk", "answer": "no", **SAID}]}
    assert khan.ask(f"{incident}/change-facts", fallen).status_code == 200
    told = steps(khan, incident)["tell-the-dsl"]
    assert (told["state"], told["ended_with"]) == ("done", "tell-dsl")
    assert "“a child at risk?” with yes" in told["because"]


def test_the_chart_says_why_a_box_is_asked(khan: SchoolApi, incident: str) -> None:
    assessed(khan, incident, "CD-06", pupil_victim="yes")
    chart = khan.read(f"{incident}/chart.svg").text
    told = steps(khan, incident)["support-the-pupil"]["because"]
    assert f"<title>{told}</title>" in chart


def test_a_step_says_with_which_commands_it_is_ended(khan: SchoolApi, incident: str) -> None:
    assessed(khan, incident, "CD-06", pupil_victim="yes", technical="yes")
    found = steps(khan, incident)
    parents = found["victim-parents-safe"]
    assert parents["record_with"] == ["inform-parent", "decide-not-to-inform-parent"]
    assert parents["how_to_record"].startswith(
        "Record it with inform-parent (safe_to_tell: yes) or decide-not-to-inform-parent."
    )
    assert found["preserve-logs"]["record_with"] == ["assign-task", "complete-task"]
    assert (found["assess"]["ended_by"], found["assess"]["ended_with"]) == ("assessed", "assess")


def test_tasks_questions_and_tellings_in_my_work_say_how_they_end(
    khan: SchoolApi, jones: SchoolApi, school: MadeUpSchool, client: TestClient
) -> None:
    incident = jones.report(in_danger_now="not-known")
    assessed(khan, incident, "CD-11")
    task = {"what": "Ring home.", "assignee_name": "A. Khan"}
    khan.ask(f"{incident}/assign-task", {**task, "assignee": str(school.khan.account)})
    found = {one["kind"]: one for one in khan.read("/api/work", limit=200).json()["items"]}
    assert found["telling"]["record_with"] == ["acknowledge"]
    assert found["questions"]["record_with"] == ["change-facts"]
    assert found["task"]["record_with"] == ["complete-task"]
    assert found["task"]["task"] in found["task"]["how_to_record"]
    technician = school.daybook.directory.add(
        school.id, "Sam Reed", Role.TECHNICIAN, "Technician", TOR_HILL
    )
    reed = way_in(client, school, technician)
    assert {one["because"] for one in reed.read("/api/work").json()["items"]} <= {None}
