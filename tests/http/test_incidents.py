"""From report to close over HTTP: what is answered, and what is written."""

from uuid import UUID

from domain.people import Role
from tests.http.cases import CLOSING, ready_to_close
from tests.http.conftest import person_as
from tests.http.school_api import FILMED, INCIDENTS, SchoolApi, incident_of, no, way_in


def test_a_report_is_answered_with_its_address_and_its_version(jones: SchoolApi) -> None:
    before = jones.lines
    answer = jones.ask(INCIDENTS, {"summary": FILMED, "in_danger_now": "no"})
    told = answer.json()
    assert answer.status_code == 201
    assert set(told) == {"id", "reference", "version", "position"}
    assert answer.headers["location"] == f"{INCIDENTS}/{UUID(told['id'])}"
    assert answer.headers["etag"] == '"1"'
    assert (told["version"], told["position"], jones.lines) == (1, before, before + 1)
    assert told["reference"].startswith("OSI-2026-")


def test_a_report_is_read_back_as_it_was_written(jones: SchoolApi, khan: SchoolApi) -> None:
    incident = jones.report()
    answer = khan.read(incident)
    told = answer.json()
    assert answer.headers["etag"] == '"1"'
    assert told["id"] == str(incident_of(incident))
    assert (told["summary"], told["status"], told["version"]) == (FILMED, "open", 1)
    assert (told["restricted"], told["reported_by"]) == (False, "B. Jones")


def test_a_report_that_may_concern_an_adult_here_is_restricted_from_its_first_line(
    jones: SchoolApi, khan: SchoolApi
) -> None:
    for answer in ("yes", "not-known"):
        incident = jones.report(about_an_adult_here=answer)
        assert khan.read(incident).json()["restricted"] is True
        assert khan.read(incident, version=1).json()["restricted"] is True
    coordinator = somebody(khan, Role.COORDINATOR)
    assert coordinator.read(INCIDENTS).json()["items"] == []
    no(coordinator.read(incident), 404, "not-reported")


def somebody(api: SchoolApi, role: Role) -> SchoolApi:
    """Somebody else of the same school, in this role."""
    return way_in(api.client, api.school, person_as(role, api.school))


def test_the_timeline_tells_who_did_what_and_when(jones: SchoolApi, khan: SchoolApi) -> None:
    filmed_at = {"from": "2026-09-07T08:40:00Z", "precision": "minute"}
    incident = jones.report(occurred=filmed_at)
    khan.note(incident, "The phone was put away when asked.")
    first, second = khan.timeline(incident)
    assert set(first) >= {
        "version", "position", "name", "sentence", "fields", "occurred", "recorded_at", "by",
        "leaf_hash",
    }  # fmt: skip
    assert first["name"].startswith("incident-reported.")
    assert first["fields"]["summary"] == FILMED
    assert first["occurred"] == {**filmed_at, "to": None}
    assert first["recorded_at"].endswith("Z")
    assert (second["version"], second["by"]["name"]) == (2, "A. Khan")
    assert "The phone was put away when asked." in second["sentence"]
    assert second["position"] > first["position"]


def test_a_note_moves_the_version_on(jones: SchoolApi) -> None:
    incident = jones.report()
    before = jones.lines
    answer = jones.note(incident, "Her mother was told by telephone.")
    assert answer.status_code == 200
    assert answer.json() == {"version": 2, "position": before}
    assert answer.headers["etag"] == jones.read(incident).headers["etag"] == '"2"'


def test_closing_twice_with_the_same_words_writes_one_line(khan: SchoolApi) -> None:
    incident = khan.report()
    ready_to_close(khan, incident)
    first = khan.ask(f"{incident}/close", CLOSING)
    written = khan.lines
    second = khan.ask(f"{incident}/close", CLOSING)
    assert first.json() == {"version": 4, "position": written - 1}
    assert second.json() == {"version": 4, "position": None}
    assert khan.lines == written
    assert khan.read(incident).json()["status"] == "closed"


def test_closing_again_with_other_words_is_refused(khan: SchoolApi) -> None:
    incident = khan.report()
    ready_to_close(khan, incident)
    assert khan.ask(f"{incident}/close", CLOSING).status_code == 200
    written = khan.lines
    other = {**CLOSING, "outcome": "Something else."}
    no(khan.ask(f"{incident}/close", other), 409, "incident-is-closed")
    assert khan.lines == written


def test_whoever_closes_too_early_is_told_every_single_thing_that_is_missing(
    khan: SchoolApi,
) -> None:
    incident = khan.report()
    khan.ask(f"{incident}/assign-task", {"what": "Look at the filter.", "assignee_name": "Sam"})
    written = khan.lines
    told = no(khan.ask(f"{incident}/close", CLOSING), 409, "stands-in-the-way")
    assert [error["detail"] for error in told["errors"]] == [
        "It has not been assessed.",
        "Nobody has said whether evidence was kept, or why not.",
        "A task is still open: Look at the filter.",
    ]
    assert khan.lines == written + 1, "That somebody was told of the case is a line, and no other."
    assert khan.read(incident).json()["status"] == "open"


def test_the_version_last_seen_lets_a_line_be_added(jones: SchoolApi) -> None:
    incident = jones.report()
    seen = jones.read(incident).headers["etag"]
    assert jones.note(incident, "Seen and noted.", If_Match=seen).status_code == 200
    assert jones.note(incident, "Whatever it is now.", If_Match="*").status_code == 200


def test_a_stale_version_is_refused_and_told_the_newest(jones: SchoolApi, khan: SchoolApi) -> None:
    incident = jones.report()
    seen = jones.read(incident).headers["etag"]
    khan.note(incident, "Meanwhile the safeguarding lead wrote this.")
    written = jones.lines
    told = no(jones.note(incident, "Too late.", If_Match=seen), 412, "stale-version")
    assert told["current_version"] == 2
    assert jones.lines == written


def test_an_if_match_that_is_no_version_is_malformed(jones: SchoolApi, khan: SchoolApi) -> None:
    incident = jones.report()
    for odd in ("abc", '""', '"-1"', '"1.5"', '"1", "2"', '"' + "9" * 5000 + '"', "²", "\x00"):
        no(jones.note(incident, "Never written.", If_Match=odd), 400, "malformed")
    assert len(khan.timeline(incident)) == 1


def test_the_same_request_with_the_same_key_is_answered_again_and_written_once(
    jones: SchoolApi, khan: SchoolApi
) -> None:
    body = {"summary": FILMED, "in_danger_now": "no"}
    reports = [jones.ask(INCIDENTS, body, Idempotency_Key="report-1") for _ in range(3)]
    incident = reports[0].headers["location"]
    notes = [jones.note(incident, "Once.", Idempotency_Key="note-1") for _ in range(3)]
    for answers in (reports, notes):
        assert len({answer.text for answer in answers}) == 1
        assert len({answer.headers["etag"] for answer in answers}) == 1
        assert len({answer.status_code for answer in answers}) == 1
    assert {answer.headers["location"] for answer in reports} == {incident}
    assert len(khan.timeline(incident)) == 2


def test_a_key_is_refused_for_another_request(jones: SchoolApi) -> None:
    incident = jones.report()
    jones.note(incident, "The first.", Idempotency_Key="note-1")
    written = jones.lines
    no(jones.note(incident, "Another.", Idempotency_Key="note-1"), 409, "key-used-before")
    no(
        jones.ask(INCIDENTS, {"summary": FILMED, "in_danger_now": "no"}, Idempotency_Key="note-1"),
        409,
    )
    assert jones.lines == written


def test_two_people_may_use_the_same_key(jones: SchoolApi, khan: SchoolApi) -> None:
    incident = jones.report()
    assert jones.note(incident, "Mine.", Idempotency_Key="1").json()["version"] == 2
    assert khan.note(incident, "Mine too.", Idempotency_Key="1").json()["version"] == 3


def test_a_command_without_its_incident_finds_nothing(jones: SchoolApi) -> None:
    nowhere = f"{INCIDENTS}/00000000-0000-7000-8000-000000000000"
    no(jones.read(nowhere), 404, "not-reported")
    no(jones.read(f"{nowhere}/timeline"), 404, "not-reported")
    no(jones.note(nowhere, "To nobody."), 404, "not-reported")


def test_the_schools_own_stream_is_no_incident(jones: SchoolApi) -> None:
    own = f"{INCIDENTS}/{jones.school.id}"
    written = jones.lines
    no(jones.read(own), 404)
    no(jones.read(f"{own}/timeline"), 404)
    no(jones.note(own, "Not here."), 404)
    assert jones.lines == written


def test_an_address_or_a_method_that_is_not_there_is_told_so(jones: SchoolApi) -> None:
    incident = jones.report()
    no(jones.ask(f"{incident}/forget-it", {}), 404)
    no(jones.read("/api/everything"), 404)
    no(jones.client.delete(incident), 405)
    no(jones.client.put(INCIDENTS, json={}), 405)


def test_a_confidential_reporter_is_named_to_nobody_who_may_not_know(
    jones: SchoolApi, khan: SchoolApi
) -> None:
    incident = jones.report(
        reporter="confidential", reporter_name="Ravi Patle", on_behalf_of="Ravi Patle's sister"
    )
    respelt = {"line": 1, "field": "reporter_name", "new": "Ravi Patel", "reason": "So Ravi says."}
    why = {"line": 2, "field": "reason", "new": "Ravi wrote it so.", "reason": "Ravi did not say."}
    again = {"line": 3, "field": "reason", "new": "Ravi Patel wrote.", "reason": "Ravi's words."}
    for correction in (respelt, why, again):
        assert khan.ask(f"{incident}/correct-line", correction).status_code == 200
    first, second, third, fourth = khan.timeline(incident)
    assert (first["fields"]["reporter_name"], second["fields"]["new"]) == (
        "Ravi Patle",
        "Ravi Patel",
    )
    assert third["fields"]["old"] == "So Ravi says."
    assert "Ravi" not in "".join(line["sentence"] for line in (first, second, third, fourth))
    now = fourth["recorded_at"]
    for role in (Role.HEAD, Role.COORDINATOR, Role.SENIOR_LEADER):
        reader = somebody(khan, role)
        for answer in (
            reader.read(incident),
            reader.read(incident, as_known_at=now),
            reader.read(incident, version=1),
            reader.read(f"{incident}/timeline"),
            reader.read(f"{incident}/timeline", as_known_at=now),
            reader.read(f"{incident}/timeline", version=1),
            reader.read(f"{incident}/timeline", version=3),
            reader.read(INCIDENTS),
            reader.read(INCIDENTS, q="Ravi"),
        ):
            assert answer.status_code == 200
            assert "Ravi" not in answer.text
