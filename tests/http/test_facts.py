"""Facts that could not be recorded once, and noes that did not say what was wrong."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from domain.people import Role
from domain.times import SKEW
from tests.http.cases import TWO_PUPILS, ExampleCase, before, told
from tests.http.conftest import EveryRole
from tests.http.school_api import INCIDENTS, SchoolApi, incident_of, no, pointers
from tests.http.test_roles import accuse
from tests.postgres.schools import MONDAY_NINE

STATUTORY = "/api/statutory-reports"
OWN_DUTY = {"duty": "child-sexual-abuse", "reported_to": "Cumbria Police", "what": "By phone."}
ADULT: dict[str, Any] = {"about_an_adult_here": "yes"}


# What the law asks of a person


@pytest.mark.parametrize("role", Role)
def test_a_report_that_the_law_asks_of_a_person_is_taken_from_every_role(
    everybody: EveryRole, role: Role
) -> None:
    when = {"from": "2026-09-07T08:00:00Z", "precision": "minute"}
    answer = everybody[role].ask(STATUTORY, {**OWN_DUTY, "occurred": when})
    assert answer.status_code == 201, answer.text
    address = answer.headers["location"]
    opening, made, *_ = everybody.lead.timeline(address)
    assert (opening["name"], opening["occurred"]) == ("incident-reported.1", None)
    assert made["name"] == "statutory-report-made.1"
    assert made["occurred"]["from"] == "2026-09-07T08:00:00Z"
    assert everybody.lead.read(address).json()["restricted"] is True


@pytest.mark.parametrize("role", [Role.CLASS_TEACHER, Role.HEAD])
def test_where_a_case_is_hidden_or_not_there_the_no_says_how_a_duty_is_recorded(
    everybody: EveryRole, role: Role
) -> None:
    case = told(everybody.lead, by=everybody[Role.CLASS_TEACHER], **ADULT)
    accuse(case, everybody, role)
    here = no(case.ask("make-statutory-report", everybody[role]), 404, "not-reported")
    nowhere = f"{INCIDENTS}/{uuid4()}/make-statutory-report"
    assert no(everybody[role].ask(nowhere, OWN_DUTY), 404, "not-reported") == here
    assert STATUTORY in here["title"]


def test_a_statutory_report_and_the_hidden_case_can_be_linked_by_who_leads_it(
    everybody: EveryRole,
) -> None:
    teacher = everybody[Role.CLASS_TEACHER]
    hidden = told(everybody.lead, **ADULT)
    own = str(teacher.ask(STATUTORY, OWN_DUTY).headers["location"])
    linked = hidden.ask("link", other=str(incident_of(own)), why="The same man.")
    assert linked.status_code == 200, linked.text
    assert everybody.lead.timeline(own)[-1]["name"] == "linked-to.1"
    assert "OSI" not in teacher.read(own).json()["summary"]
    no(teacher.read(hidden.address), 404)


def test_a_statutory_report_sent_twice_with_a_key_opens_one_incident(
    everybody: EveryRole,
) -> None:
    teacher = everybody[Role.CLASS_TEACHER]
    first, again = (teacher.ask(STATUTORY, OWN_DUTY, Idempotency_Key="duty") for _ in range(2))
    assert first.json() == again.json()


# Facts out of order


def test_facts_that_come_out_of_order_are_recorded_and_marked(khan: SchoolApi) -> None:
    case = told(khan, *TWO_PUPILS)
    when = {"occurred": {"from": "2026-09-06T19:00:00Z", "precision": "approximate"}}
    for name, said in (
        ("request-removal", when),
        ("hand-over-exhibit", {"exhibit": "ZZ/9"}),
        ("complete-task", {"task": str(uuid4())}),
    ):
        answer = case.ask(name, **said)
        assert answer.status_code == 200, (name, answer.text)
        last = khan.timeline(case.address)[-1]
        assert last["fields"]["out_of_order"], name
        assert "Out of order: " in last["sentence"]


# Times


def test_a_time_may_lie_ahead_by_as_much_as_clocks_differ_and_no_more(khan: SchoolApi) -> None:
    incident = khan.report()
    ahead = (MONDAY_NINE + SKEW).isoformat().replace("+00:00", "Z")
    beyond = (MONDAY_NINE + SKEW + timedelta(seconds=1)).isoformat().replace("+00:00", "Z")
    assert khan.ask(
        f"{incident}/add-note", {"text": "Now.", "occurred": {"from": ahead}}
    ).is_success
    told_at = {"summary": "Told just now.", "told_at": ahead}
    assert khan.ask(INCIDENTS, told_at).status_code == 201
    late = khan.ask(f"{incident}/add-note", {"text": "Now.", "occurred": {"from": beyond}})
    assert pointers(no(late, 422, "not-yet-happened")) == ["/occurred/from"]
    late = khan.ask(INCIDENTS, {"summary": "Told later.", "told_at": beyond})
    assert pointers(no(late, 422, "not-yet-happened")) == ["/told_at"]


# Who leads a case


def test_who_leads_a_case_is_looked_up_and_not_believed(everybody: EveryRole) -> None:
    case = told(everybody.lead, **ADULT)
    deputy = everybody.people[Role.DEPUTY_DSL]
    lie: dict[str, Any] = {"manager_name": "Margaret Ash", "manager_role": "chair-of-governors"}
    appointed = case.ask("appoint-case-manager", manager=str(deputy.account), **lie)
    assert appointed.status_code == 200
    told_of = everybody.lead.timeline(case.address)[-1]["fields"]
    assert (told_of["manager_name"], told_of["manager_role"]) == (deputy.name, "deputy-dsl")
    case.tell(("change-owner", {"owner": str(deputy.account), "owner_name": "Margaret Ash"}))
    assert everybody.lead.read(case.address).json()["owner"]["name"] == deputy.name


@pytest.mark.parametrize(
    ("command", "field"), [("appoint-case-manager", "manager"), ("change-owner", "owner")]
)
def test_nobody_leads_a_case_without_an_account_and_a_role_for_it(
    everybody: EveryRole, command: str, field: str
) -> None:
    case = told(everybody.lead)
    teacher = str(everybody.people[Role.CLASS_TEACHER].account)
    for account in (str(uuid4()), teacher):
        said: dict[str, Any] = {field: account}
        refused = no(case.ask(command, **said), 422)
        assert pointers(refused) == [f"/{field}"]


def test_whose_account_is_closed_is_given_no_case(everybody: EveryRole) -> None:
    case = told(everybody.lead)
    directory, school = everybody.school.daybook.directory, everybody.school.id
    left = directory.add(school, "Owen Left", Role.SENIOR_LEADER, "Deputy head", "Tor Hill")
    with directory.of(school) as connection:
        connection.execute(
            "UPDATE daybook.account SET closed_at = now() WHERE school = %s AND account = %s",
            (school, left.account),
        )
    no(case.ask("change-owner", owner=str(left.account)), 422, "no-such-account")


def test_a_chair_without_an_account_is_recorded_as_case_manager_and_marked(
    everybody: EveryRole,
) -> None:
    case = told(everybody.lead, **ADULT)
    chair: dict[str, Any] = {
        "manager": None,
        "manager_name": "Margaret Ash",
        "manager_post": "Chair of governors",
        "manager_role": "chair-of-governors",
    }
    assert case.ask("appoint-case-manager", **chair).status_code == 200
    assert "no account here" in everybody.lead.timeline(case.address)[-1]["sentence"]
    unnamed = case.ask("appoint-case-manager", manager=None)
    assert pointers(no(unnamed, 422)) == ["/manager_name", "/manager_post", "/manager_role"]


# Noes that say what is wrong


def test_closing_with_nothing_said_names_every_missing_text(khan: SchoolApi) -> None:
    answer = khan.ask(f"{khan.report()}/close", {})
    told = pointers(no(answer, 409, "stands-in-the-way"))
    assert told[:3] == ["/summary", "/how_followed_up", "/outcome"]


@pytest.mark.parametrize("page", ["", "/timeline"])
def test_a_version_that_a_case_has_not_reached_is_told_how_many_there_are(
    khan: SchoolApi, page: str
) -> None:
    incident = khan.report()
    told_of = no(khan.read(incident + page, version=99), 422, "invalid-field")
    assert told_of["errors"] == [
        {"pointer": "query:version", "detail": "This case has only one version so far."}
    ]
    khan.note(incident, "Rang home.")
    answer = no(khan.read(incident + page, version=3), 422)
    assert "only 2 versions" in answer["errors"][0]["detail"]


def test_a_category_that_there_is_not_is_answered_with_codes_and_their_words(
    khan: SchoolApi,
) -> None:
    incident = khan.report()
    said = {"category": "XX", "rationale": "As it seems.", "secondary": ["YY"]}
    refused = no(khan.ask(f"{incident}/assess", said), 422, "invalid-field")
    assert pointers(refused) == ["/category", "/secondary/0"]
    for error in refused["errors"]:
        assert "'CD-06' (Online bullying of a pupil)" in error["detail"]
    assert "(Filming in a lesson)" in str(no(khan.read(INCIDENTS, category="XX"), 422))


@pytest.mark.parametrize("kind", ["", "text/plain", "application/x-www-form-urlencoded"])
def test_a_body_of_another_content_type_is_told_so(khan: SchoolApi, kind: str) -> None:
    answer = khan.ask(f"{khan.report()}/add-note", '{"text": "x"}', Content_Type=kind)
    refused = no(answer, 422, "invalid-field")
    assert pointers(refused) == ["header:content-type"]
    assert "Send Content-Type: application/json." in refused["errors"][0]["detail"]


def test_a_token_where_only_a_browser_may_come_is_told_so(khan: SchoolApi) -> None:
    assert "token is not enough" in no(khan.ask("/api/tokens", {}), 401, "sign-in")["title"]


@pytest.mark.parametrize(
    "command", ["declare-conflict", "lift-conflict", "grant-access", "revoke-access"]
)
def test_whoever_is_let_in_or_kept_out_is_named_as_the_directory_names_them(
    everybody: EveryRole, command: str
) -> None:
    case = before(command, everybody.lead)
    nobody = no(case.ask(command, account=str(uuid4())), 422, "no-such-account")
    assert pointers(nobody) == ["/account"]
    assert case.ask(command, account_name="Somebody Else").status_code == 200
    last = everybody.lead.timeline(case.address)[-1]
    assert last["fields"]["account_name"] == "B. Jones"
    assert "Somebody Else" not in everybody.lead.read(f"{case.address}/timeline").text


def test_a_duplicate_struck_out_by_its_id_is_kept_by_its_reference(
    everybody: EveryRole,
) -> None:
    first, second = told(everybody.lead), told(everybody.lead)
    named = str(incident_of(first.address))
    assert second.ask("strike-out", duplicate_of=named, reason="Twice.").status_code == 200
    reference = everybody.lead.read(first.address).json()["reference"]
    struck = everybody.lead.timeline(second.address)[-1]
    assert struck["fields"]["duplicate_of"] == reference
    assert named not in everybody.lead.read(f"{second.address}/timeline").text
    back = no(
        first.ask("strike-out", duplicate_of=str(incident_of(second.address)), reason="Twice."),
        422,
        "struck-out-itself",
    )
    assert pointers(back) == ["/duplicate_of"]


def test_a_duplicate_that_is_not_there_for_the_asker_is_not_there_at_all(
    everybody: EveryRole,
) -> None:
    case, hidden = told(everybody.lead), told(everybody.lead)
    accuse(hidden, everybody, Role.HEAD)
    asked = [
        case.ask("strike-out", everybody.head, duplicate_of=other, reason="Twice.")
        for other in (str(incident_of(hidden.address)), str(uuid4()))
    ]
    here, nowhere = (no(answer, 422, "no-such-duplicate") for answer in asked)
    assert here == nowhere
    assert pointers(here) == ["/duplicate_of"]


def test_a_serious_case_is_struck_out_only_as_the_duplicate_it_is_linked_as(
    everybody: EveryRole,
) -> None:
    first, serious = told(everybody.lead, **ADULT), told(everybody.lead, **ADULT)
    strike = {"duplicate_of": reference(first, everybody), "reason": "Reported twice."}
    no(serious.ask("strike-out", None, **strike), 409, "closed-by-two-people")
    other = str(incident_of(first.address))
    serious.tell(("link", {"other": other, "link": "duplicate", "why": "The same."}))
    assert serious.ask("strike-out", None, **strike).status_code == 200


def test_an_allegation_does_not_go_by_way_of_an_empty_case_that_is_answered_away(
    everybody: EveryRole,
) -> None:
    empty, serious = (
        told(everybody.lead, about_an_adult_here="not-known"),
        told(everybody.lead, **ADULT),
    )
    strike = {"duplicate_of": reference(empty, everybody), "reason": "Reported twice."}
    other = str(incident_of(empty.address))
    serious.tell(("link", {"other": other, "link": "duplicate", "why": "The same."}))
    no(serious.ask("strike-out", None, **strike), 409, "closed-by-two-people")


def test_a_restricted_case_is_not_struck_out_by_one_as_the_duplicate_of_an_ordinary_one(
    everybody: EveryRole,
) -> None:
    slight, restricted = told(everybody.lead), told(everybody.lead, **ADULT)
    other = str(incident_of(slight.address))
    restricted.tell(("link", {"other": other, "link": "duplicate", "why": "The same."}))
    strike = {"duplicate_of": reference(slight, everybody), "reason": "Reported twice."}
    no(restricted.ask("strike-out", None, **strike), 409, "closed-by-two-people")


def test_two_cases_do_not_strike_each_other_out_however_the_other_is_named(
    everybody: EveryRole,
) -> None:
    first, second = told(everybody.lead), told(everybody.lead)
    strike = {"duplicate_of": reference(first, everybody).lower(), "reason": "Twice."}
    assert second.ask("strike-out", None, **strike).status_code == 200
    back = {"duplicate_of": reference(second, everybody), "reason": "Twice."}
    no(first.ask("strike-out", None, **back), 422, "struck-out-itself")
    unheard_of = {"duplicate_of": "OSI-2026-ZZZZZZ", "reason": "Twice."}
    no(first.ask("strike-out", None, **unheard_of), 422, "no-such-duplicate")


def reference(case: ExampleCase, everybody: EveryRole) -> str:
    found: str = everybody.lead.read(case.address).json()["reference"]
    return found


def test_what_a_teacher_did_about_her_own_report_she_records_herself(
    everybody: EveryRole,
) -> None:
    teacher = everybody[Role.CLASS_TEACHER]
    own, others = told(everybody.lead, by=teacher), told(everybody.lead)
    for name in (
        "make-referral",
        "escalate-to-lado",
        "seek-advice",
        "keep-evidence",
        "keep-no-evidence",
        "hand-over-exhibit",
    ):
        assert own.ask(name, teacher).status_code == 200, name
        no(others.ask(name, teacher), 404, "not-reported")
