"""Low-level concerns over the API: anybody shares one and learns nothing; few read them."""

from typing import Any
from uuid import uuid4

import pytest
from starlette.testclient import TestClient

from domain.concerns.commands import COMMANDS
from domain.people import Role
from interfaces.http.documented import concern_examples
from interfaces.wiring import Daybook
from tests.http.conftest import EveryRole, person_as
from tests.http.examples_as_json import OF_CONCERNS, concern_text
from tests.http.school_api import INCIDENTS, SchoolApi, is_a_sentence, no, pointers, way_in
from tests.http.test_openapi import DOCUMENT
from tests.postgres.schools import open_school

CONCERNS = "/api/concerns"
PIKE = {"full_name": "Alan Pike", "post": "Teacher of music", "working_as": "supply"}
NUMBER = "He gave a Year 9 pupil his own telephone number."
LIFT = "He drove a pupil home without telling anybody."
JOKE = "He made a joke about a pupil's looks in front of the class."
REVIEW = {
    "looked_at": "Both concerns and the code of conduct.",
    "pattern": "not-known",
    "reason": "Two lapses of different kinds.",
    "next_look": "2026-10-05",
}
ESCALATE = {"summary": "Contact with one pupil outside school.", "reason": "Taken together."}


@pytest.fixture
def school_of(client: TestClient, daybook: Daybook) -> EveryRole:
    school = open_school(daybook)
    people = {role: person_as(role, school) for role in Role}
    return EveryRole(
        school, people, {role: way_in(client, school, one) for role, one in people.items()}
    )


def share(api: SchoolApi, what: str = NUMBER, adult: Any = PIKE, **more: Any) -> dict[str, Any]:
    answer = api.ask(CONCERNS, {"adult": adult, "what": what, **more})
    assert answer.status_code == 201, answer.text
    told: dict[str, Any] = answer.json()
    return told


def registers(api: SchoolApi, **query: Any) -> list[dict[str, Any]]:
    answer = api.read(CONCERNS, **query)
    assert answer.status_code == 200, answer.text
    items: list[dict[str, Any]] = answer.json()["items"]
    return items


def address_of(api: SchoolApi) -> str:
    (only,) = registers(api)
    return f"{CONCERNS}/{only['id']}"


@pytest.mark.parametrize("role", Role)
def test_anybody_shares_a_concern_and_is_told_the_same_each_time(
    school_of: EveryRole, role: Role
) -> None:
    first = school_of[role].ask(CONCERNS, {"adult": PIKE, "what": NUMBER})
    second = school_of[role].ask(CONCERNS, {"adult": PIKE, "what": LIFT})
    again = school_of[role].ask(CONCERNS, {"adult": PIKE, "what": LIFT})
    assert first.status_code == 201, first.text
    for later in (second, again):
        assert (later.status_code, later.json()) == (first.status_code, first.json())
        assert dict(later.headers) == dict(first.headers)
    assert "etag" not in first.headers
    assert "location" not in first.headers
    (row,) = registers(school_of.head)
    assert (row["concerns"], row["review_due"]) == (2, True)


def test_sharing_in_initials_is_refused_whether_or_not_there_is_a_register(
    school_of: EveryRole,
) -> None:
    person = str(uuid4())
    initials = {"adult": {**PIKE, "full_name": "A.P.", "person": person}, "what": LIFT}
    before = school_of.lead.ask(CONCERNS, initials)
    share(school_of.lead, adult={**PIKE, "person": person})
    after = school_of.lead.ask(CONCERNS, initials)
    assert no(before, 409, "initials-given") == no(after, 409, "initials-given")


def test_two_concerns_about_somebody_in_no_list_meet_in_one_register(
    school_of: EveryRole,
) -> None:
    share(school_of.lead)
    share(school_of[Role.REPORTER], LIFT, {**PIKE, "full_name": "Mr ALAN  Pike"})
    (row,) = registers(school_of.head)
    assert (row["full_name"], row["concerns"]) == ("Alan Pike", 2)


def readers(api: EveryRole) -> set[Role]:
    """Who sees the one register there is, in the list and by its address alike."""
    found = set()
    one = next(register for role in Role for register in seen_by(api[role]))
    for role in Role:
        status = api[role].read(f"{CONCERNS}/{one}").status_code
        listed = one in seen_by(api[role])
        assert (status == 200) == listed, role
        if listed:
            found.add(role)
    return found


def seen_by(api: SchoolApi) -> list[str]:
    answer = api.read(CONCERNS)
    if answer.status_code == 403:
        return []
    return [one["id"] for one in answer.json()["items"]]


def test_the_head_alone_reads_them_and_no_safeguarding_lead_by_post(school_of: EveryRole) -> None:
    share(school_of[Role.CLASS_TEACHER])
    assert readers(school_of) == {Role.HEAD}


def test_whoever_the_school_has_named_reads_them_too(school_of: EveryRole) -> None:
    share(school_of[Role.CLASS_TEACHER])
    lead = school_of.people[Role.DSL]
    named = {"name": lead.name, "post": lead.post, "account": str(lead.account)}
    answer = school_of.head.ask("/api/school/concern-readers", {"readers": [named]})
    assert answer.status_code == 200, answer.text
    assert readers(school_of) == {Role.HEAD, Role.DSL}


@pytest.mark.parametrize("known_by", ["account", "name", "post"])
def test_what_is_about_the_head_is_for_the_chair_however_it_was_written(
    school_of: EveryRole, known_by: str
) -> None:
    head, lead = school_of.people[Role.HEAD], school_of.people[Role.DSL]
    adult = {
        "account": {**PIKE, "full_name": "The head", "account": str(head.account)},
        "name": {**PIKE, "full_name": f"Mrs {head.name.upper()}"},
        "post": {**PIKE, "full_name": "Somebody", "post": "Headteacher"},
    }[known_by]
    named = {"name": lead.name, "post": lead.post, "account": str(lead.account)}
    school_of.head.ask("/api/school/concern-readers", {"readers": [named]})
    share(school_of[Role.CLASS_TEACHER], adult=adult)
    assert readers(school_of) == {Role.CHAIR_OF_GOVERNORS}


@pytest.mark.parametrize("role", [Role.HEAD, Role.DSL, Role.CHAIR_OF_GOVERNORS])
def test_nobody_sees_a_trace_of_a_register_about_themselves(
    school_of: EveryRole, role: Role
) -> None:
    one = school_of.people[role]
    own = {"name": one.name, "post": one.post, "account": str(one.account)}
    school_of.head.ask("/api/school/concern-readers", {"readers": [own]})
    person = str(uuid4())
    share(
        school_of[Role.REPORTER],
        adult={**PIKE, "full_name": one.name, "post": "Helper", "person": person},
    )
    reader = Role.CHAIR_OF_GOVERNORS if role is Role.HEAD else Role.HEAD
    address = address_of(school_of[reader])
    api = school_of[role]
    assert registers(api) == registers(api, person=person) == registers(api, q="Alex") == []
    nowhere = f"{CONCERNS}/{uuid4()}"
    for page in ("", "/timeline"):
        here, there = api.read(address + page), api.read(nowhere + page)
        assert no(here, 404, "not-opened") == no(there, 404, "not-opened")
    for asked, body in (("review-pattern", REVIEW), ("escalate", ESCALATE)):
        for headers in ({}, {"If_Match": '"1"'}, {"Idempotency_Key": "mine"}):
            here = api.ask(f"{address}/{asked}", body, **headers)
            there = api.ask(f"{nowhere}/{asked}", body, **headers)
            assert no(here, 404, "not-opened") == no(there, 404, "not-opened")
    no(api.read(f"{INCIDENTS}/{address.rsplit('/', 1)[1]}"), 404, "not-reported")


def test_an_answer_is_not_given_again_to_whoever_reads_no_longer(school_of: EveryRole) -> None:
    lead = school_of.people[Role.DSL]
    named = {"name": lead.name, "post": lead.post, "account": str(lead.account)}
    readers_page = "/api/school/concern-readers"
    assert school_of.head.ask(readers_page, {"readers": [named]}).status_code == 200
    share(school_of[Role.REPORTER])
    address = address_of(school_of.lead)
    body = {"agency": "Northlight Supply", "person_told": "Petra Lund", "what": "That it is kept."}
    first = school_of.lead.ask(f"{address}/record-agency-told", body, Idempotency_Key="early")
    assert first.status_code == 200, first.text
    assert school_of.head.ask(readers_page, {"readers": []}).status_code == 200
    again = school_of.lead.ask(f"{address}/record-agency-told", body, Idempotency_Key="early")
    no(again, 404, "not-opened")


# Asking


def test_a_repeated_request_is_answered_again_and_writes_nothing(school_of: EveryRole) -> None:
    teacher, head = school_of[Role.CLASS_TEACHER], school_of.head
    body = {"adult": PIKE, "what": NUMBER}
    answers = [teacher.ask(CONCERNS, body, Idempotency_Key="k1") for _ in range(2)]
    assert [one.status_code for one in answers] == [201, 201]
    clash = teacher.ask(CONCERNS, {**body, "what": LIFT}, Idempotency_Key="k1")
    no(clash, 409, "key-used-before")
    address = address_of(head)
    asked = [head.ask(f"{address}/escalate", ESCALATE, Idempotency_Key="k2") for _ in range(2)]
    assert asked[0].status_code == 200, asked[0].text
    assert asked[0].json() == asked[1].json()
    assert asked[0].json()["reference"].startswith("OSI-2026-")
    assert len(head.read(INCIDENTS).json()["items"]) == 1


def test_a_stale_version_is_refused_and_told(school_of: EveryRole) -> None:
    share(school_of.lead)
    address = address_of(school_of.head)
    assert school_of.head.read(address).headers["etag"] == '"2"'
    share(school_of.lead, LIFT)
    told = no(
        school_of.head.ask(f"{address}/review-pattern", REVIEW, If_Match='"2"'),
        412,
        "stale-register",
    )
    assert told["current_version"] == 3
    fresh = school_of.head.ask(f"{address}/review-pattern", REVIEW, If_Match='"3"')
    assert fresh.json()["version"] == 4
    assert fresh.json()["position"] == school_of.head.lines - 1


def test_the_page_shows_what_stands_and_what_was_set_right(school_of: EveryRole) -> None:
    head = school_of.head
    share(
        school_of[Role.REPORTER],
        shared="asked-to-stay-unnamed",
        occurred={"from": "2026-09-04T11:00:00Z", "precision": "approximate"},
    )
    address = address_of(head)
    said = head.ask(f"{address}/self-report", {"what": LIFT, "post": "Head of music"})
    assert said.status_code == 200, said.text
    right = {"line": 2, "field": "what", "new": "A Year 10 pupil.", "reason": "She is older."}
    assert head.ask(f"{address}/correct-line", right).status_code == 200
    page = head.read(address).json()
    first, second = page["concerns"]
    assert (first["what"], first["kind"], first["line"]) == ("A Year 10 pupil.", "concern", 2)
    assert first["occurred"]["precision"] == "approximate"
    assert (second["kind"], second["post"], second["shared"]) == (
        "self-report", "Head of music", None,
    )  # fmt: skip
    assert (page["review_due"], page["adult"]["post"]) == (True, "Teacher of music")
    wrong = {"concern": first["id"], "reason": "It was another teacher."}
    assert head.ask(f"{address}/withdraw-in-error", wrong).status_code == 200
    page = head.read(address).json()
    assert page["concerns"][0]["withdrawn_because"] == "It was another teacher."
    assert page["review_due"] is False
    before = head.read(address, version=3).json()
    assert before["concerns"][0]["what"] == NUMBER
    items = head.read(f"{address}/timeline").json()["items"]
    assert [one["name"].rpartition(".")[0] for one in items] == [
        "concerns-opened", "concern-recorded", "self-reported", "concern-corrected",
        "concern-withdrawn-in-error",
    ]  # fmt: skip
    assert items[1]["corrected_by"] == [4]
    assert "asked to stay unnamed" in items[1]["sentence"]


def test_the_list_is_asked_for_what_has_to_be_looked_at(school_of: EveryRole) -> None:
    head = school_of.head
    share(school_of.lead, NUMBER)
    share(school_of.lead, LIFT)
    share(school_of.lead, JOKE, {**PIKE, "full_name": "Carol Lyle"})
    assert [one["full_name"] for one in registers(head, due=True)] == ["Alan Pike"]
    assert [one["full_name"] for one in registers(head, due=False)] == ["Carol Lyle"]
    assert [one["full_name"] for one in registers(head, q="lyle")] == ["Carol Lyle"]
    first = head.read(CONCERNS, limit=1).json()
    second = head.read(CONCERNS, limit=1, cursor=first["next"]).json()
    assert [first["items"][0]["full_name"], second["items"][0]["full_name"]] == [
        "Carol Lyle", "Alan Pike",
    ]  # fmt: skip
    assert second["next"] is None
    address = f"{CONCERNS}/{second['items'][0]['id']}"
    review = {**REVIEW, "next_look": "2026-09-07"}
    assert head.ask(f"{address}/review-pattern", review).status_code == 200
    (today,) = registers(head, due=True)
    assert (today["review_due"], today["next_look"]) == (False, "2026-09-07")
    assert today["reviewed_at"] is not None


def test_what_cannot_be_is_refused_with_its_field(school_of: EveryRole) -> None:
    blank = school_of.lead.ask(CONCERNS, {"adult": PIKE, "what": " "})
    assert pointers(no(blank, 422, "invalid-field")) == ["/what"]
    early = {"adult": PIKE, "what": LIFT, "occurred": {"from": "2027-01-01T10:00:00Z"}}
    told = no(school_of.lead.ask(CONCERNS, early), 422, "not-yet-happened")
    assert pointers(told) == ["/occurred/from"]
    share(school_of.lead)
    address = address_of(school_of.head)
    passed = {**REVIEW, "next_look": "2026-09-01"}
    no(school_of.head.ask(f"{address}/review-pattern", passed), 422, "next-look-has-passed")


def test_a_register_read_is_written_down_once_a_quarter_of_an_hour(school_of: EveryRole) -> None:
    share(school_of.lead)
    address = address_of(school_of.head)
    lines = school_of.head.lines
    for page in ("", "/timeline", ""):
        assert school_of.head.read(address + page).status_code == 200
    assert school_of.head.lines == lines + 1
    assert school_of.school.verify().ok


def test_an_administrator_shares_and_reads_nothing(school_of: EveryRole) -> None:
    clerk = school_of[Role.ADMINISTRATOR]
    share(clerk)
    no(clerk.read(CONCERNS), 403, "not-your-role")


# Escalating into a case that is there already


def test_what_is_escalated_into_a_restricted_case_is_noted_in_it(school_of: EveryRole) -> None:
    head = school_of.head
    case = head.report("A pupil spoke of Mr Pike.", about_an_adult_here="yes")
    share(school_of.lead)
    address = address_of(head)
    into = case.rsplit("/", 1)[1]
    stale = head.timeline(case)
    told = head.ask(f"{address}/escalate", {**ESCALATE, "into": into, "in_danger_now": "yes"})
    assert told.status_code == 200, told.text
    assert told.json()["incident"] == into
    assert told.json()["reference"] == head.read(case).json()["reference"]
    added = head.timeline(case)[len(stale) :]
    assert [line["name"] for line in added] == ["note-added.1", "dsl-alerted.1"]
    assert added[0]["fields"]["text"] == ESCALATE["summary"]
    assert head.note(case, "And a line after that.").status_code == 200
    assert len(head.read(INCIDENTS).json()["items"]) == 1
    assert school_of.school.verify().ok


def test_a_second_escalation_says_where_the_first_went_and_how_to_add_to_it(
    school_of: EveryRole,
) -> None:
    head = school_of.head
    share(school_of.lead)
    address = address_of(head)
    first = head.ask(f"{address}/escalate", ESCALATE).json()
    again = head.ask(f"{address}/escalate", ESCALATE).json()
    assert again == {**first, "position": None}
    before = head.lines
    other = {**ESCALATE, "summary": "He has written once more."}
    refused = no(head.ask(f"{address}/escalate", other), 409, "already-escalated")
    assert f"as incident {first['reference']}" in refused["title"]
    assert f"`into`: {first['incident']}" in refused["title"]
    assert head.lines == before
    added = head.ask(f"{address}/escalate", {**other, "into": first["incident"]})
    assert added.json()["reference"] == first["reference"]
    share(school_of.lead, LIFT)
    new = head.ask(f"{address}/escalate", other).json()
    assert new["reference"] != first["reference"]


def test_nothing_is_escalated_into_a_case_that_is_open_to_others_hidden_or_not_there(
    school_of: EveryRole,
) -> None:
    head = school_of.head
    share(school_of.lead)
    address = address_of(head)
    ordinary = head.report()
    hidden = school_of.lead.report("About the head.", about_an_adult_here="yes")
    finding = {
        "fact": "subject-is-head", "answer": "yes", "who_said_so": "A pupil", "why": "Said so.",
    }  # fmt: skip
    changed = school_of.lead.ask(f"{hidden}/change-facts", {"findings": [finding]})
    assert changed.status_code == 200, changed.text
    own = address.rsplit("/", 1)[1]
    before = head.lines
    answers = [
        no(head.ask(f"{address}/escalate", {**ESCALATE, "into": into}), 409, "no-such-case")
        for into in (ordinary.rsplit("/", 1)[1], hidden.rsplit("/", 1)[1], own, str(uuid4()))
    ]
    assert all(answer == answers[0] for answer in answers)
    assert head.lines == before


def conflicted(school: EveryRole, incident: str, role: Role) -> None:
    wish = {"account": str(school.people[role].account), "kind": "accused", "reason": "He knew."}
    answer = school.lead.ask(f"{INCIDENTS}/{incident}/declare-conflict", wish)
    assert answer.status_code == 200, answer.text


def test_a_reader_learns_nothing_of_an_incident_that_is_hidden_from_them(
    school_of: EveryRole,
) -> None:
    head, lead = school_of.head, school_of.people[Role.DSL]
    named = {"name": lead.name, "post": lead.post, "account": str(lead.account)}
    head.ask("/api/school/concern-readers", {"readers": [named]})
    share(school_of.lead)
    address = address_of(head)
    told = head.ask(f"{address}/escalate", ESCALATE, Idempotency_Key="first").json()
    mend = {"line": 3, "field": "reason", "new": "Taken together now.", "reason": "A slip."}
    assert head.ask(f"{address}/correct-line", mend).status_code == 200
    assert told["reference"] in head.read(address).text
    conflicted(school_of, told["incident"], Role.HEAD)
    traces = (told["reference"], told["incident"], "Taken together", "escalated concern")
    shown = [head.read(address), head.read(f"{address}/timeline"), head.read(CONCERNS)]
    shown += [head.ask(f"{address}/escalate", ESCALATE, Idempotency_Key="first")]
    shown += [head.ask(f"{address}/correct-line", mend)]
    assert not [trace for trace in traces if trace in "".join(page.text for page in shown)]
    assert (shown[0].json()["escalations"], registers(head)[0]["escalated"]) == ([], 0)
    assert shown[0].headers["etag"] == '"4"'
    again = head.ask(f"{address}/escalate", {**ESCALATE, "summary": "Once more."})
    assert told["reference"] not in again.text, "It is as if it had never been escalated."
    assert told["reference"] in school_of.lead.read(address).text
    assert registers(school_of.lead)[0]["escalated"] == 2


def test_a_register_is_no_incident_and_an_incident_no_register(school_of: EveryRole) -> None:
    head = school_of.head
    share(school_of.lead)
    register, case = address_of(head).rsplit("/", 1)[1], head.report().rsplit("/", 1)[1]
    for page in ("", "/timeline", "/steps", "/reads"):
        no(head.read(f"{INCIDENTS}/{register}{page}"), 404, "not-reported")
    no(head.note(f"{INCIDENTS}/{register}", "Is it there?"), 404, "not-reported")
    broken = head.ask(f"{INCIDENTS}/{register}/break-glass", {"reason": "To see."})
    no(broken, 404, "not-reported")
    no(head.read(f"{CONCERNS}/{case}"), 404, "not-opened")
    no(head.ask(f"{CONCERNS}/{case}/escalate", ESCALATE), 404, "not-opened")


# Examples

KEPT = [name for name in concern_examples() if "{register}" in name]


def test_the_examples_are_the_canonical_commands() -> None:
    assert OF_CONCERNS.read_text(encoding="utf-8") == concern_text(), (
        "Run `python -m tests.http.examples_as_json`, then `just docs`."
    )


@pytest.mark.parametrize("name", concern_examples())
def test_every_example_stands_in_the_document(name: str) -> None:
    content = DOCUMENT["paths"][f"/api/{name}"]["post"]["requestBody"]["content"]
    assert content["application/json"]["example"] == concern_examples()[name]
    is_a_sentence(DOCUMENT["paths"][f"/api/{name}"]["post"]["description"])


def test_every_command_has_an_example() -> None:
    assert {name.rpartition("/")[2] for name in KEPT} == set(COMMANDS)


@pytest.mark.parametrize("name", ["concerns", "concerns/self-report"])
def test_the_examples_of_sharing_are_answered(school_of: EveryRole, name: str) -> None:
    answer = school_of[Role.REPORTER].ask(f"/api/{name}", concern_examples()[name])
    assert answer.status_code == 201, answer.text
    assert registers(school_of.head)[0]["concerns"] == 1


@pytest.mark.parametrize("name", KEPT)
def test_every_example_writes_a_line_where_it_belongs(school_of: EveryRole, name: str) -> None:
    head = school_of.head
    share(school_of[Role.REPORTER], JOKE)
    register = head.read(address_of(head)).json()
    body = dict(concern_examples()[name])
    if "concern" in body:
        body["concern"] = register["concerns"][0]["id"]
    answer = head.ask(f"/api/{name.replace('{register}', register['id'])}", body)
    assert answer.status_code == 200, answer.text
    assert answer.json()["version"] == register["version"] + 1
    assert answer.json()["position"] == head.lines - 1


def test_a_register_is_found_with_or_without_the_accents_of_its_name(
    school_of: EveryRole,
) -> None:
    share(school_of.lead, adult={**PIKE, "full_name": "Zoë O’Brien-Łukasz"})
    for words in ("zoe", "Zoë", "obrien", "O'Brien", "lukasz zoe"):
        assert len(registers(school_of.head, q=words)) == 1, words
    for words in ("pike", "%", "_"):
        assert registers(school_of.head, q=words) == [], words


def test_a_name_is_not_corrected_so_that_nobody_could_read_the_register(
    client: TestClient, daybook: Daybook
) -> None:
    school = open_school(daybook)
    person = person_as(Role.HEAD, school)
    head = way_in(client, school, person)
    share(head)
    theirs = {"line": 1, "field": "full_name", "new": person.name, "reason": "A slip."}
    answer = head.ask(f"{address_of(head)}/correct-line", theirs)
    is_a_sentence(no(answer, 409, "nobody-left-to-read")["title"])
    assert len(registers(head)) == 1
