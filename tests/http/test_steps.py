"""What has to be done next, over HTTP: the steps of a case, its chart, and my work."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient

from domain.people import Person, Role
from interfaces.http.app import create_app
from interfaces.wiring import Daybook
from tests.http.school_api import SchoolApi, no, way_in
from tests.postgres.schools import MONDAY_NINE, TOR_HILL, MadeUpSchool, open_school, rows_as_text

WORK = "/api/work"
SAID = {"who_said_so": "A. Khan", "why": "As Ellie told it."}
FOUND = [
    {"fact": "child-at-risk", "answer": "no", **SAID},
    {"fact": "pupil-victim", "answer": "yes", **SAID},
    {"fact": "sexual-image-of-under-18", "answer": "no", **SAID},
    {"fact": "unsafe-to-tell-parents", "answer": "no", **SAID},
    {"fact": "technical", "answer": "yes", **SAID},
    {"fact": "serious", "answer": "no", **SAID},
    {"fact": "persistent", "answer": "no", **SAID},
]
ASSESSMENT = {"category": "CD-06", "findings": FOUND, "rationale": "Repeated, no threats."}
FIRST_ROUTES = (
    "Every incident: make it safe and write it down",
    "Telling the head, or somebody else",
    "Review and closure",
)
STEP = {"id", "route", "say", "kind", "who", "due", "calendar", "state", "why", "source"}
STEP |= {"ends_with", "ended_by", "outcome", "answered_by", "no_longer_asked", "wording"}
STEP |= {"because", "record_with", "how_to_record", "ended_with"}
STEP |= {"for_people"}


@dataclass
class Staff:
    """A school that follows the playbook, and a way in for each of its people."""

    client: TestClient
    school: MadeUpSchool

    def joins(self, name: str, role: Role) -> SchoolApi:
        person = self.school.daybook.directory.add(
            self.school.id, name, role, role.value, TOR_HILL
        )
        return way_in(self.client, self.school, person)

    def api(self, person: Person) -> SchoolApi:
        return way_in(self.client, self.school, person)


@pytest.fixture
def staff(guided: Daybook) -> Iterator[Staff]:
    app = create_app(guided, lambda: MONDAY_NINE)
    with TestClient(app, raise_server_exceptions=False) as client:
        yield Staff(client, open_school(guided))


@pytest.fixture
def khan(staff: Staff) -> SchoolApi:
    return staff.api(staff.school.khan)


@pytest.fixture
def jones(staff: Staff) -> SchoolApi:
    return staff.api(staff.school.jones)


@pytest.fixture
def incident(jones: SchoolApi) -> str:
    return jones.report(in_danger_now="no")


def steps(api: SchoolApi, incident: str) -> dict[str, dict[str, Any]]:
    answer = api.read(f"{incident}/steps")
    assert answer.status_code == 200, answer.text
    return {item["id"]: item for item in answer.json()["items"]}


def work(api: SchoolApi, **query: Any) -> list[dict[str, Any]]:
    answer = api.read(WORK, **query)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


def test_a_case_has_its_steps_from_the_report_on(khan: SchoolApi, incident: str) -> None:
    first = steps(khan, incident)
    assert set(first["assess"]) == STEP
    assert first["assess"]["state"] == "open"
    assert first["assess"]["due"] == "2026-09-08T15:30:00Z"
    assert first["record-in-log"]["state"] == "done"
    case = khan.read(incident).json()
    assert [route["id"] for route in case["routes"]] == ["intake", "reporting", "closing"]
    assert {step["id"] for step in case["steps"]} == set(first)


def test_an_assessment_opens_routes_and_says_so_in_the_timeline(
    khan: SchoolApi, incident: str
) -> None:
    answer = khan.ask(f"{incident}/assess", ASSESSMENT)
    # Report, its steps, assessment, what it asks no more, its steps.
    assert answer.json()["version"] == 5
    *_, aside, last = khan.timeline(incident)
    why = "the answer to “a sexual image of someone under 18?” is now no (line 3)"
    assert aside["sentence"].endswith(f"is no longer asked: {why}.")
    told = steps(khan, incident)["keep-no-image"]
    assert (told["state"], told["ended_by"]) == ("not-needed", "steps-set-aside")
    assert told["no_longer_asked"] in aside["sentence"]
    assert last["name"] == "routes-opened.2"
    titles = {route["title"] for route in khan.read(incident).json()["routes"]}
    assert all(f"“{title}”" in last["sentence"] for title in titles - {*FIRST_ROUTES})
    assert "steps, the first due on 7 September 2026 at" in last["sentence"]
    assert steps(khan, incident)["assess"]["state"] == "done"
    assert "support-the-pupil" in steps(khan, incident)


def test_steps_are_decided_completed_and_found_not_needed(khan: SchoolApi, incident: str) -> None:
    khan.ask(f"{incident}/assess", ASSESSMENT)
    decided = {"question": "Take the phone?", "yes": False, "rationale": "She brought it."}
    khan.ask(f"{incident}/record-decision", {**decided, "step": "victim-device"})
    khan.ask(f"{incident}/complete-step", {"step": "tell-the-head", "what_was_done": "At nine."})
    khan.ask(f"{incident}/mark-step-not-needed", {"step": "make-safe", "reason": "At home."})
    found = steps(khan, incident)
    assert found["victim-device"]["state"] == "decided-no"
    assert found["tell-the-head"]["state"] == "done"
    assert found["make-safe"]["state"] == "not-needed"


def test_closing_is_refused_with_the_steps_that_stand_in_the_way(
    khan: SchoolApi, incident: str
) -> None:
    khan.ask(f"{incident}/assess", ASSESSMENT)
    texts = {"summary": "Unkind.", "how_followed_up": "Spoke.", "outcome": "Sorry."}
    told = no(khan.ask(f"{incident}/propose-closure", texts), 409, "stands-in-the-way")
    head = steps(khan, incident)["tell-the-head"]
    assert {
        "pointer": "/steps/tell-the-head",
        "detail": f"Still to be done: {head['say']}",
        "step": "tell-the-head",
        "say": head["say"],
        "why": head["why"],
        "ends_with": "what was done, in words",
    } in told["errors"]
    assert all(error["pointer"].startswith("/") for error in told["errors"])


def test_one_refusal_to_close_says_everything_the_second_signature_too(
    khan: SchoolApi, incident: str
) -> None:
    khan.ask(f"{incident}/assess", {**ASSESSMENT, "severity": "critical"})
    told = no(khan.ask(f"{incident}/close", {}), 409, "stands-in-the-way")
    pointers = {error["pointer"] for error in told["errors"]}
    assert {"/summary", "/how_followed_up", "/outcome", "/countersigned"} <= pointers
    still_open = {step["id"] for step in steps(khan, incident).values() if waits(step)}
    assert {f"/steps/{step}" for step in still_open} <= pointers


UNANSWERED = {
    "illegal": "Could any of it be illegal?",
    "coercion-or-grooming": "Was anybody coerced, blackmailed or groomed?",
    "radicalisation": "Are there signs of radicalisation?",
}


def test_the_case_and_my_work_tell_which_questions_are_still_unanswered(
    khan: SchoolApi, jones: SchoolApi, incident: str
) -> None:
    assert khan.read(incident).json()["unanswered"] == []
    khan.ask(f"{incident}/assess", ASSESSMENT)
    told = khan.read(incident).json()["unanswered"]
    assert {one["fact"]: one["question"] for one in told} == UNANSWERED
    (waiting,) = [one for one in work(khan) if one["kind"] == "questions"]
    assert all(question in waiting["say"] for question in UNANSWERED.values())
    assert (waiting["state"], waiting["due"], waiting["step"]) == ("open", None, None)
    assert not [one for one in work(jones) if one["kind"] == "questions"]


def test_with_an_answer_be_it_not_known_nothing_asks_any_more(
    khan: SchoolApi, incident: str
) -> None:
    khan.ask(f"{incident}/assess", ASSESSMENT)
    findings = [{"fact": fact, "answer": "not-known", **SAID} for fact in UNANSWERED]
    assert khan.ask(f"{incident}/change-facts", {"findings": findings}).status_code == 200
    case = khan.read(incident).json()
    assert case["unanswered"] == []
    assert {"illegal", "prevent"} <= {route["id"] for route in case["routes"]}
    assert not [one for one in work(khan) if one["kind"] == "questions"]
    texts = {"summary": "Unkind.", "how_followed_up": "Spoke.", "outcome": "Sorry."}
    told = no(khan.ask(f"{incident}/propose-closure", texts), 409, "stands-in-the-way")
    assert not any(error["pointer"].startswith("/facts/") for error in told["errors"])


def test_a_removal_that_is_refused_asks_at_once_what_the_charts_ask_then(
    khan: SchoolApi, incident: str
) -> None:
    by_a_pupil = [
        {"fact": "staff-victim-of-pupil", "answer": "yes", **SAID},
        {"fact": "under-13", "answer": "yes", **SAID},
        {"fact": "removal-refused", "answer": "no", **SAID},
    ]
    khan.ask(f"{incident}/assess", {**ASSESSMENT, "findings": [*FOUND, *by_a_pupil]})
    assert "under-13-account" not in steps(khan, incident)
    khan.ask(f"{incident}/keep-no-evidence", {"reason": "It is in words."})
    khan.ask(f"{incident}/request-removal", {"what": "The page", "asked_of": "Jake Holt"})
    khan.ask(f"{incident}/record-removal-outcome", {"result": "refused"})
    outcome, answered, opened = khan.timeline(incident)[-3:]
    assert outcome["name"] == "removal-outcome-recorded.1"
    assert "removal refused? yes (Asked to take it down, and refused)" in answered["sentence"]
    assert opened["name"] == "routes-opened.2"
    found = steps(khan, incident)
    assert found["under-13-account"]["state"] == found["refused-platform"]["state"] == "open"
    chart = khan.read(f"{incident}/chart.svg")
    assert chart.status_code == 200


def test_the_chart_says_why_a_step_is_no_longer_asked(khan: SchoolApi, incident: str) -> None:
    khan.ask(f"{incident}/assess", ASSESSMENT)
    chart = " ".join(khan.read(f"{incident}/chart.svg").text.split())
    assert "no longer asked" in chart


def waits(step: dict[str, Any]) -> bool:
    closes = {"closure-proposed", "closed"}
    return (
        step["state"] in ("open", "overdue")
        and step["kind"] != "may"
        and not closes & {*step["ends_with"]}
    )


def test_the_chart_is_a_picture_and_nothing_else(khan: SchoolApi, incident: str) -> None:
    answer = khan.read(f"{incident}/chart.svg")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("image/svg+xml")
    assert "sandbox" in answer.headers["content-security-policy"]
    assert ElementTree.fromstring(answer.text).tag.endswith("svg")
    assert "OPEN" in answer.text
    assert "DONE" in answer.text


def test_steps_and_chart_are_told_as_they_were_known(
    staff: Staff, guided: Daybook, khan: SchoolApi, incident: str
) -> None:
    khan.ask(f"{incident}/assess", ASSESSMENT)
    then = {"version": 2}
    before = {item["id"]: item for item in khan.read(f"{incident}/steps", **then).json()["items"]}
    assert before["assess"]["state"] == "open"
    assert "support-the-pupil" not in before
    assert steps(khan, incident)["assess"]["state"] == "done"
    chart = f"{incident}/chart.svg"
    assert "A pupil as victim" in khan.read(chart).text
    assert "A pupil as victim" not in khan.read(chart, **then).text
    assert khan.read(chart, version=99).status_code == 422
    long_ago = {"as_known_at": "2020-01-01T00:00:00Z"}
    assert khan.read(f"{incident}/steps", **long_ago).status_code == 404
    known = {"as_known_at": khan.timeline(incident)[1]["recorded_at"]}
    assert {s["id"] for s in khan.read(f"{incident}/steps", **known).json()["items"]} == {*before}


def test_a_case_moves_to_another_edition_only_by_a_decision_of_its_own(
    khan: SchoolApi, incident: str
) -> None:
    own = (
        khan.read("/api/school/edition")
        .json()["text"]
        .replace('edition = "2026-09"', 'edition = "2026-09-hillside"', 1)
    )
    own = own.replace('say = "Make the first assessment:', 'say = "Do the first assessment:', 1)
    wish = {"text": own, "reason": "In our own words."}
    assert khan.ask("/api/school/edition", wish).status_code == 200
    assert steps(khan, incident)["assess"]["say"].startswith("Make the first")
    moved = {"edition": "2026-09-hillside", "reason": "It is clearer."}
    assert khan.ask(f"{incident}/adopt-edition", moved).status_code == 200
    assert steps(khan, incident)["assess"]["say"].startswith("Do the first")
    assert "Make the first" in khan.read(f"{incident}/chart.svg", version=2).text
    assert "Do the first" in khan.read(f"{incident}/chart.svg").text


def test_whoever_reported_it_sees_neither_steps_nor_chart(jones: SchoolApi, incident: str) -> None:
    no(jones.read(f"{incident}/steps"), 403, "not-your-role")
    no(jones.read(f"{incident}/chart.svg"), 403, "not-your-role")


def test_a_hidden_case_has_no_steps_no_chart_and_no_work(staff: Staff, jones: SchoolApi) -> None:
    hidden = jones.report(about_an_adult_here="yes")
    coordinator = staff.joins("C. Reid", Role.COORDINATOR)
    no(coordinator.read(f"{hidden}/steps"), 404, "not-reported")
    no(coordinator.read(f"{hidden}/chart.svg"), 404, "not-reported")
    assert work(coordinator) == []


def test_my_work_is_what_is_given_to_my_post_soonest_first(
    khan: SchoolApi, jones: SchoolApi, incident: str
) -> None:
    mine = work(khan)
    assert "assess" in {item["step"] for item in mine}
    assert all("dsl" in item["who"] for item in mine)
    dues = [item["due"] for item in mine if item["due"]]
    assert dues == sorted(dues)
    assert {item["reference"] for item in mine} == {khan.read(incident).json()["reference"]}
    reporters = {item["step"] for item in work(jones)}
    assert "make-safe" in reporters
    assert "assess" not in reporters


def test_work_comes_in_pages_and_each_item_once(khan: SchoolApi, incident: str) -> None:
    khan.report(in_danger_now="no")
    everything, paged = work(khan, limit=200), []
    cursor: dict[str, str] = {}
    while True:
        page = khan.read(WORK, limit=3, **cursor).json()
        paged += page["items"]
        if page["next"] is None:
            break
        cursor = {"cursor": page["next"]}
    assert paged == everything
    assert len(everything) > 6


def test_a_reporter_completes_the_step_that_is_theirs_and_no_other(
    jones: SchoolApi, incident: str
) -> None:
    own = {"step": "outside-route", "what_was_done": "I rang the team."}
    assert jones.ask(f"{incident}/complete-step", own).status_code == 200
    other = {"step": "tell-the-head", "what_was_done": "I told her."}
    no(jones.ask(f"{incident}/complete-step", other), 409, "not-your-step")


def test_a_technician_does_a_task_without_seeing_the_case(
    staff: Staff, khan: SchoolApi, incident: str
) -> None:
    khan.ask(f"{incident}/link-person", {"full_name": "Ellie Marsh", "kind": "pupil"})
    khan.ask(f"{incident}/assess", ASSESSMENT)
    reed = staff.joins("Sam Reed", Role.TECHNICIAN)
    task = {
        "what": "Keep the filter log of machine 12 from 09:00 to 10:00.",
        "assignee_name": "Sam Reed",
        "for_a_technician": True,
        "step": "preserve-logs",
    }
    khan.ask(f"{incident}/assign-task", task)
    answer = reed.read(WORK)
    assert "Ellie" not in answer.text
    assert {item["reference"] for item in answer.json()["items"]} == {None}
    steps_of = {item["step"]: item for item in answer.json()["items"]}
    assert set(steps_of) == {"preserve-logs", "reset-passwords", "mend-the-filter"}
    mine = steps_of["preserve-logs"]
    assert mine["say"] == task["what"]
    no(reed.read(incident), 404)
    done = reed.ask(f"{incident}/complete-task", {"task": mine["task"], "result": "Kept."})
    assert done.status_code == 200, done.text
    assert steps(khan, incident)["preserve-logs"]["state"] == "done"
    assert "preserve-logs" not in {item["step"] for item in work(reed)}


def test_nobody_accused_sees_work_of_the_case(staff: Staff, jones: SchoolApi) -> None:
    hidden = jones.report(about_an_adult_here="yes")
    head = staff.joins("R. Ainsley", Role.HEAD)
    khan = staff.api(staff.school.khan)
    assert work(head)
    person = next(
        one
        for one in staff.school.daybook.directory.people(staff.school.id)
        if one.role is Role.HEAD
    )
    accused = {
        "full_name": "R. Ainsley",
        "kind": "staff",
        "capacity": "instigator",
        "account": str(person.account),
    }
    assert khan.ask(f"{hidden}/link-person", accused).status_code == 200
    assert work(head) == []


def test_nobody_in_conflict_sees_work_of_the_case_until_it_is_lifted(
    staff: Staff, khan: SchoolApi, incident: str
) -> None:
    deputy = staff.joins("D. Holt", Role.DEPUTY_DSL)
    assert work(deputy)
    (person,) = [
        one
        for one in staff.school.daybook.directory.people(staff.school.id)
        if one.role is Role.DEPUTY_DSL
    ]
    said = {
        "account": str(person.account),
        "account_name": person.name,
        "reason": "Her cousin told of it.",
    }
    declared = khan.ask(f"{incident}/declare-conflict", {**said, "kind": "related"})
    assert declared.status_code == 200, declared.text
    assert work(deputy) == []
    no(deputy.read(f"{incident}/steps"), 404, "not-reported")
    assert khan.ask(f"{incident}/lift-conflict", said).status_code == 200
    assert work(deputy)


def test_steps_are_shown_to_somebody_let_in_by_name_until_that_is_taken_back(
    staff: Staff, khan: SchoolApi, jones: SchoolApi
) -> None:
    hidden = jones.report(about_an_adult_here="yes", in_danger_now="no")
    leader = staff.joins("L. Moss", Role.SENIOR_LEADER)
    no(leader.read(f"{hidden}/steps"), 404, "not-reported")
    (person,) = [
        one
        for one in staff.school.daybook.directory.people(staff.school.id)
        if one.role is Role.SENIOR_LEADER
    ]
    granted = {"account": str(person.account), "account_name": person.name, "reason": "Cover."}
    assert khan.ask(f"{hidden}/grant-access", granted).status_code == 200
    assert steps(leader, hidden)
    assert khan.ask(f"{hidden}/revoke-access", granted).status_code == 200
    no(leader.read(f"{hidden}/steps"), 404, "not-reported")


def test_where_the_head_may_be_meant_the_owner_changes_and_routes_open_at_once(
    staff: Staff, khan: SchoolApi, incident: str
) -> None:
    staff.joins("G. Obi", Role.CHAIR_OF_GOVERNORS)
    meant = [{"fact": "subject-is-head", "answer": "not-known", **SAID}]
    answer = khan.ask(f"{incident}/assess", {**ASSESSMENT, "findings": [*FOUND, *meant]})
    assert answer.status_code == 200, answer.text
    names = [item["name"] for item in khan.timeline(incident)]
    assert names[2:] == [
        "assessed.1",
        "owner-changed.1",
        "steps-set-aside.1",
        "routes-opened.2",
    ]


def test_closed_cases_give_no_work_and_rebuilt_rows_are_the_live_ones(
    khan: SchoolApi, incident: str, superuser: str
) -> None:
    khan.ask(f"{incident}/assess", ASSESSMENT)
    live = rows_as_text(superuser, "steps_due", khan.school.id)
    khan.school.rebuild()
    assert rows_as_text(superuser, "steps_due", khan.school.id) == live
    assert work(khan)
    khan.ask(f"{incident}/strike-out", {"reason": "Reported twice."})
    assert work(khan) == []


def test_the_lado_is_due_on_the_tuesday_after_a_bank_holiday_weekend(guided: Daybook) -> None:
    """Reported at 23:50 in London on the Friday before the spring bank holiday."""
    late_on_friday = datetime(2027, 5, 28, 22, 50, tzinfo=UTC)
    app = create_app(guided, lambda: late_on_friday)
    with TestClient(app, raise_server_exceptions=False) as client:
        school = open_school(guided)
        khan = way_in(client, school, school.khan)
        incident = khan.report(about_an_adult_here="yes", in_danger_now="no")
        contact = steps(khan, incident)["contact-lado"]
        assert (contact["due"], contact["calendar"]) == ("2027-06-01T16:00:00Z", "working-day")


def test_a_step_that_no_playbook_has_is_a_slip_and_leaves_no_line(
    khan: SchoolApi, incident: str
) -> None:
    before = khan.lines
    for name, said in (("complete-step", "what_was_done"), ("mark-step-not-needed", "reason")):
        answer = khan.ask(f"{incident}/{name}", {"step": "tel-the-head", said: "At break."})
        refused = no(answer, 422, "no-such-step")
        assert [error["pointer"] for error in refused["errors"]] == ["/step"]
        assert "/steps" in refused["title"]
    assert khan.lines == before


def test_a_step_of_a_route_that_is_not_open_yet_is_recorded_and_marked(
    khan: SchoolApi, incident: str
) -> None:
    early = {"step": "tell-the-chair", "what_was_done": "Rang the chair."}
    assert khan.ask(f"{incident}/complete-step", early).status_code == 200
    assert "Out of order: this case was not asked" in khan.timeline(incident)[-1]["sentence"]


def test_a_technician_learns_nothing_of_a_hidden_case_from_a_task(
    staff: Staff, khan: SchoolApi, incident: str
) -> None:
    reed = staff.joins("Sam Reed", Role.TECHNICIAN)
    task = {"what": "Keep the log.", "assignee_name": "Sam Reed", "for_a_technician": True}
    khan.ask(f"{incident}/assign-task", task)
    (mine,) = work(reed)
    done = {"task": mine["task"], "result": "Kept."}
    address = f"{incident}/complete-task"
    first = reed.ask(address, done, If_Match='"99"', Idempotency_Key="kept")
    assert first.status_code == 200, first.text
    assert first.json() == {"version": None, "position": None}
    assert "etag" not in first.headers
    written = khan.lines
    for headers in ({}, {"Idempotency_Key": "kept", "If_Match": '"1"'}):
        again = reed.ask(address, done, **headers)
        assert (again.status_code, again.json()) == (200, first.json())
        assert "etag" not in again.headers
    more = reed.ask(address, {**done, "result": "Kept, and looked into it."})
    never = reed.ask(address, {**done, "task": "00000000-0000-7000-8000-000000000000"})
    assert no(more, 404, "not-reported") == no(never, 404, "not-reported")
    assert khan.lines == written


def test_whoever_was_given_a_task_ends_it_also_in_a_case_of_which_they_know(
    khan: SchoolApi, jones: SchoolApi, staff: Staff, incident: str
) -> None:
    task = {"what": "Ring home.", "assignee_name": "B. Jones"}
    assignee = str(staff.school.jones.account)
    khan.ask(f"{incident}/assign-task", {**task, "assignee": assignee})
    (mine,) = [item for item in work(jones) if item["task"]]
    done = {"task": mine["task"], "result": "She will come at four."}
    first, again = (jones.ask(f"{incident}/complete-task", done) for _ in range(2))
    assert first.status_code == 200, first.text
    assert again.json() == {"version": first.json()["version"], "position": None}
