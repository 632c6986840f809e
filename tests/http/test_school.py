"""What the school sets about itself, as its people ask it over the API."""

import re
from dataclasses import asdict, replace
from typing import Any

import msgspec
import pytest
from starlette.testclient import TestClient

from application.editions import shipped
from application.projections.history import sentence
from application.school_setup import setup_of
from domain.people import Role
from interfaces.http.app import create_app
from interfaces.wiring import Daybook
from tests.domain.school_setup.examples import (
    ADOPTED,
    CONTACTS,
    COVER,
    MANAGERS,
    READERS,
    SMALL,
)
from tests.http.school_api import SchoolApi, no, pointers, way_in
from tests.postgres.schools import TOR_HILL, MadeUpSchool, open_school

CALENDAR = "/api/school/calendar"
EDITION = "/api/school/edition"
AUTUMN = {"name": "Autumn, first half", "first": "2026-09-03", "last": "2026-10-23"}
TERMS = {"terms": [AUTUMN], "inset_days": ["2026-09-03"], "school_closes": "15:30"}


def body_of(event: Any) -> Any:
    """A set-up event as the body that asks for it, of people who have no account here."""
    text = re.sub(rb'"account":"[^"]*"', b'"account":null', msgspec.json.encode(asdict(event)))
    return msgspec.json.decode(text)


BODIES = {
    "calendar": TERMS,
    "contacts": body_of(CONTACTS),
    "case-managers": body_of(MANAGERS),
    "cover": body_of(COVER),
    "edition": {"text": SMALL, "reason": ADOPTED.reason},
}
every_page = pytest.mark.parametrize("page", BODIES)


def as_a(client: TestClient, school: MadeUpSchool, role: Role) -> SchoolApi:
    person = school.daybook.directory.add(school.id, role.value, role, role.value, TOR_HILL)
    return way_in(client, school, person)


@every_page
def test_what_is_set_is_shown_and_proven(page: str, khan: SchoolApi) -> None:
    address, before = f"/api/school/{page}", khan.lines
    answer = khan.ask(address, BODIES[page])
    assert answer.status_code == 200, answer.text
    assert answer.json()["position"] == before == khan.lines - 1
    assert answer.headers["etag"] == '"2"'
    shown = khan.read(address)
    assert shown.headers["etag"] == '"2"'
    for key, value in BODIES[page].items():
        found = shown.json()[key]
        if page == "contacts":
            assert value[0] in found
        else:
            assert found == ("15:30:00" if value == "15:30" else value), key
    assert khan.school.verify().ok


@every_page
def test_asking_twice_writes_nothing(page: str, khan: SchoolApi) -> None:
    first, again = (khan.ask(f"/api/school/{page}", BODIES[page]) for _ in range(2))
    assert (first.json()["version"], again.json()["version"]) == (2, 2)
    assert again.json()["position"] is None
    assert khan.lines == 2


@every_page
def test_a_class_teacher_sees_it_and_does_not_set_it(page: str, jones: SchoolApi) -> None:
    assert jones.read(f"/api/school/{page}").status_code == 200
    no(jones.ask(f"/api/school/{page}", BODIES[page]), 403, "not-yours-to-set")
    assert jones.lines == 1


MAY = {
    Role.HEAD: {"calendar", "contacts", "case-managers", "cover", "edition"},
    Role.ADMINISTRATOR: {"calendar", "contacts"},
    Role.DEPUTY_DSL: {"calendar", "contacts", "cover"},
    Role.CHAIR_OF_GOVERNORS: {"case-managers"},
}


@pytest.mark.parametrize("role", MAY)
def test_who_may_set_what(client: TestClient, school: MadeUpSchool, role: Role) -> None:
    api = as_a(client, school, role)
    answers = {page: api.ask(f"/api/school/{page}", BODIES[page]) for page in BODIES}
    assert {page for page, answer in answers.items() if answer.status_code == 200} == MAY[role]


def test_who_reads_low_level_concerns_is_for_the_head_or_the_chair_to_say(
    client: TestClient, school: MadeUpSchool, khan: SchoolApi
) -> None:
    address, body = "/api/school/concern-readers", body_of(READERS)
    for reader in body["readers"]:
        reader["account"] = str(khan.school.khan.account)
    no(khan.ask(address, body), 403, "not-yours-to-set")
    for role in (Role.HEAD, Role.CHAIR_OF_GOVERNORS):
        assert as_a(client, school, role).ask(address, body).status_code == 200
    shown = khan.read(address).json()
    assert [one["name"] for one in shown["readers"]] == ["Colm Doyle"]
    nameless = {"readers": [{"name": "Asma Khan", "post": "DSL"}]}
    told = no(as_a(client, school, Role.SENIOR_LEADER).ask(address, nameless), 403)
    assert told["type"] == "/problems/not-yours-to-set"


def test_those_from_outside_do_not_see_the_numbers(
    client: TestClient, school: MadeUpSchool
) -> None:
    auditor = as_a(client, school, Role.AUDITOR)
    no(auditor.read("/api/school/contacts"), 403, "not-yours-to-see")


def test_a_school_that_has_set_nothing_says_what_is_missing(jones: SchoolApi) -> None:
    calendar = jones.read(CALENDAR).json()
    assert calendar["terms"] == []
    assert calendar["notes"][0].startswith("No terms have been entered")
    contacts = jones.read("/api/school/contacts").json()
    assert "The LADO's name and number have not been entered." in contacts["notes"]
    assert "posh" in {contact["kind"] for contact in contacts["contacts"]}
    assert jones.read("/api/school/case-managers").json()["about_the_head"] is None
    assert jones.read("/api/school/cover").json()["notes"]


def test_dates_that_cannot_be_right_are_pointed_at(khan: SchoolApi) -> None:
    backwards = {**AUTUMN, "last": "2026-09-01"}
    told = no(khan.ask(CALENDAR, {"terms": [backwards]}), 422, "calendar-mistaken")
    assert pointers(told) == ["/terms/0/last"]
    for field, value in (("first", 20260903), ("first", "3 September"), ("last", "2026-02-30")):
        told = no(khan.ask(CALENDAR, {"terms": [{**AUTUMN, field: value}]}), 422, "invalid-field")
        assert pointers(told) == [f"/terms/0/{field}"]
    for hour in (16, "4 pm", "16:30Z", "24:00"):
        told = no(khan.ask(CALENDAR, {**TERMS, "school_closes": hour}), 422, "invalid-field")
        assert pointers(told) == ["/school_closes"]
    assert khan.lines == 1


def test_an_odd_inset_day_is_set_and_noted(khan: SchoolApi) -> None:
    answer = khan.ask(CALENDAR, {**TERMS, "inset_days": ["2026-09-01"]})
    assert answer.json()["notes"][0] == "The INSET day 1 September 2026 is in no term."


def test_the_playbook_in_force_is_daybooks_own_until_another_is_adopted(khan: SchoolApi) -> None:
    shown = khan.read(EDITION).json()
    assert (shown["edition"], shown["adopted"]) == ("2026-09", False)
    assert shown["text"] == shipped().text
    assert khan.ask(EDITION, BODIES["edition"]).status_code == 200
    shown = khan.read(EDITION).json()
    assert (shown["edition"], shown["adopted"]) == (ADOPTED.edition, True)
    assert (shown["sha256"], shown["reason"]) == (ADOPTED.sha256, ADOPTED.reason)
    assert khan.ask(EDITION, {"text": shipped().text, "reason": "Back"}).status_code == 200
    assert khan.read(EDITION).json()["edition"] == "2026-09"


# Adopted before there was a limit, or so long ago that nothing can be made of it.
LONG_AGO = {
    "too long": SMALL.replace("Memory fades.", "Memory fades. " * 40),
    "unreadable": "edition = ",
}


@pytest.mark.parametrize("how", LONG_AGO)
def test_a_school_starts_with_an_edition_that_the_rules_of_now_would_refuse(
    guided: Daybook, how: str
) -> None:
    school = open_school(guided)
    adopted = replace(ADOPTED, text=LONG_AGO[how])
    school.log.record_for_school(school.log.read(school.id), adopted, school.khan)
    with TestClient(create_app(guided), raise_server_exceptions=False) as client:
        it_works_and_says_so(way_in(client, school, school.khan), how)


def it_works_and_says_so(khan: SchoolApi, how: str) -> None:
    case = khan.report(in_danger_now="no")
    told = khan.read(EDITION).json()
    assert told["problems"]
    if how == "too long":
        assert told["edition"] == ADOPTED.edition
        assert told["problems"] == [
            "Line 20: expected why to be plain text of at most 400 characters."
        ]
        assert [step["id"] for step in khan.read(f"{case}/steps").json()["items"]] == ["note-it"]
    else:
        assert told["edition"] == "2026-09"
        assert told["problems"][0] == (
            "The edition adopted last cannot be read, so 2026-09 is followed."
        )
        assert khan.read(f"{case}/chart.svg").status_code == 200


def test_a_playbook_that_does_not_read_is_refused_line_by_line(khan: SchoolApi) -> None:
    broken = SMALL.replace("must", "ought")
    told = no(khan.ask(EDITION, {"text": broken, "reason": "New"}), 422, "edition-refused")
    assert told["errors"][0]["pointer"] == "/text"
    assert told["errors"][0]["detail"].startswith(
        "Line 16: in kind: expected must, consider or may"
    )


def test_a_repeated_request_gets_its_first_answer(khan: SchoolApi) -> None:
    first, again = (khan.ask(CALENDAR, TERMS, Idempotency_Key="once") for _ in range(2))
    assert first.json() == again.json()
    assert first.json()["position"] == 1
    other = khan.ask(CALENDAR, {"terms": []}, Idempotency_Key="once")
    no(other, 409, "key-used-before")
    assert khan.lines == 2


def test_what_was_set_meanwhile_is_not_overwritten_unseen(khan: SchoolApi) -> None:
    seen = khan.read(CALENDAR).headers["etag"]
    assert khan.ask("/api/school/cover", BODIES["cover"]).status_code == 200
    told = no(khan.ask(CALENDAR, TERMS, If_Match=seen), 412, "stale-setup")
    assert told["current_version"] == 2


def test_no_school_sees_what_another_has_set(khan: SchoolApi, client: TestClient) -> None:
    khan.ask(CALENDAR, TERMS)
    next_door = open_school(khan.school.daybook)
    there = way_in(client, next_door, next_door.khan).read(CALENDAR).json()
    assert there["terms"] == []


def test_what_is_kept_in_memory_is_never_stale(school: MadeUpSchool, khan: SchoolApi) -> None:
    log = school.log
    before = setup_of(log)
    assert setup_of(log) is before
    khan.report()
    assert setup_of(log) is before  # Incidents do not touch how the school is set up.
    khan.ask(CALENDAR, TERMS)
    after = setup_of(school.log)
    assert (before.version, after.version) == (1, 2)
    assert len(after.calendar.terms) == 1


def test_what_was_set_is_told_in_sentences(khan: SchoolApi) -> None:
    for page, body in BODIES.items():
        khan.ask(f"/api/school/{page}", body)
    told = [sentence(line) for line in khan.school.log.read(khan.school.id).lines]
    assert len(told) == 6
    assert told[1].startswith("A. Khan (Safeguarding lead) set the school's calendar: Autumn, ")
    assert told[4].startswith("A. Khan (Safeguarding lead) set who stands in for whom: Carol ")
    assert all(each.endswith(".") and "None" not in each for each in told)
    khan.school.rebuild()  # The read models of incidents pass over these lines.
    assert khan.school.verify().lines == 6


# What the school's own stream tells


def test_the_history_tells_what_was_set_and_by_whom(khan: SchoolApi) -> None:
    assert khan.ask(CALENDAR, TERMS).status_code == 200
    newest, opened = khan.read("/api/school/history").json()["items"]
    assert newest["sentence"].startswith(f"{khan.school.khan.name} ")
    assert "set the school's calendar: Autumn, first half" in newest["sentence"]
    assert newest["by"]["name"] == khan.school.khan.name
    assert (opened["position"], opened["by"]["name"]) == (0, "Daybook")


def test_the_history_keeps_no_trace_of_a_case_that_was_disposed_of(khan: SchoolApi) -> None:
    case = khan.school.report().id
    khan.school.settle(case)
    khan.school.close(case)
    khan.school.dispose(case)
    items = khan.read("/api/school/history").json()["items"]
    assert [item["position"] for item in items] == [0]


@pytest.mark.parametrize("role", [Role.CLASS_TEACHER, Role.GOVERNOR, Role.TRUST_LEAD])
def test_the_history_is_not_for_everybody(
    client: TestClient, school: MadeUpSchool, role: Role
) -> None:
    no(as_a(client, school, role).read("/api/school/history"), 403, "history-for-others")


def test_an_edition_from_a_file_with_a_byte_order_mark_is_adopted(khan: SchoolApi) -> None:
    told = {"text": "\ufeff" + SMALL, "reason": "It is ours."}
    answer = khan.ask("/api/school/edition", told)
    assert answer.status_code == 200, answer.text
    assert khan.read("/api/school/edition").json()["text"] == SMALL


def test_two_who_stand_in_for_each_other_on_one_day_are_pointed_out(khan: SchoolApi) -> None:
    # Given a rota by which each of two leads is covered by the other, with a week in common.
    lead, deputy = (
        {"name": name, "post": "Lead", "phone": "1"} for name in ("Ada Fell", "Bo Gill")
    )
    weeks = [("2026-10-05", "2026-10-16"), ("2026-10-12", "2026-10-23")]
    pairs = [(lead, deputy), (deputy, lead)]
    rota = [
        {"away": away, "stands_in": there, "first": first, "last": last}
        for (away, there), (first, last) in zip(pairs, weeks, strict=True)
    ]
    out_of_hours = [{"name": "On call", "post": "Officer", "phone": "01632 960 099"}]
    answer = khan.ask("/api/school/cover", {"stand_ins": rota, "out_of_hours": out_of_hours})
    # Then it is set, and the answer says on which day nobody is left.
    assert answer.status_code == 200, answer.text
    (note,) = answer.json()["notes"]
    assert note.startswith("On 12 October 2026 everybody whom the rota names for Ada Fell is away")
    assert "Ada Fell, then Bo Gill, then Ada Fell" in note
    # And with no day in common there is nothing to say.
    rota[1] |= {"first": "2026-10-19"}
    answer = khan.ask("/api/school/cover", {"stand_ins": rota, "out_of_hours": out_of_hours})
    assert answer.json()["notes"] == []


def test_an_alternate_who_sees_no_restricted_case_is_noted(
    client: TestClient, khan: SchoolApi
) -> None:
    school = khan.school
    directory = school.daybook.directory
    jory = directory.add(school.id, "Jory Pask", Role.COORDINATOR, "Coordinator", TOR_HILL)
    named = [
        {"name": one.name, "post": one.post, "account": str(one.account)}
        for one in (jory, school.khan)
    ]
    told = khan.ask("/api/school/case-managers", {**BODIES["case-managers"], "alternates": named})
    assert told.status_code == 200, told.text
    (note,) = told.json()["notes"]
    assert note.startswith("Jory Pask (Coordinator) is named as an alternate, but their role")
    assert khan.read("/api/school/case-managers").json()["notes"] == [note]
