"""Who may read what and ask what, over HTTP. What is hidden is not there, whoever asks."""

import json
from collections.abc import Iterable
from typing import Any
from uuid import uuid4

import pytest
from httpx2 import Response

from application import permissions
from domain.incident.commands import COMMANDS
from domain.incident.deciding.grounds import MANAGE_CASES, OWN_CASES
from domain.people import FIGURES_ONLY, Role
from tests.http.cases import CLOSING, EXAMPLES, SETTLED, TWO_PUPILS, ExampleCase, Step, told
from tests.http.conftest import EveryRole
from tests.http.school_api import INCIDENTS, SchoolApi, incident_of, no

RESTRICTED: dict[str, Any] = {"about_an_adult_here": "yes"}
REPORTERS = [role for role in Role if permissions.may_ask(role, permissions.REPORT)]
# All but the administrator, who is turned away at the door: a test of its own says so.
INSIDE = [role for role in Role if role is not Role.ADMINISTRATOR]
every_role = pytest.mark.parametrize("role", INSIDE)
every_reporter = pytest.mark.parametrize("role", REPORTERS)


def finding(fact: str, answer: str) -> dict[str, Any]:
    return {
        "findings": [
            {"fact": fact, "answer": answer, "who_said_so": "Asma Khan", "why": "As was said."}
        ]
    }


def listed(api: SchoolApi, case: ExampleCase) -> dict[str, Any] | None:
    """The row of this case in the list that this person is shown, however they look for it."""
    items = api.read(INCIDENTS, limit=200, why="The audit of this term").json()["items"]
    rows = [row for row in items if row["id"] == str(incident_of(case.address))]
    return rows[0] if rows else None


SOME = ("add-note", "assess", "make-statutory-report", "propose-closure", "countersign", "close")


ASK_MUCH = (Role.DSL, Role.HEAD, Role.COORDINATOR, Role.CLASS_TEACHER)


def in_turn(role: Role) -> list[str]:
    """Every fourth command: four roles together try them all."""
    return [*COMMANDS][[*Role].index(role) % 4 :: 4]


def hidden(api: SchoolApi, case: ExampleCase, commands: Iterable[str] = SOME) -> None:
    """No trace: no row, and each page and command answers that there is no such case."""
    assert listed(api, case) is None
    before = api.lines  # The list itself was opened, and that is told.
    for page in ("", "/timeline"):
        no(api.read(case.address + page), 404, "not-reported")
    for name in commands:
        no(case.ask(name, api), 404, "not-reported")
    assert api.lines == before


def read_as(api: SchoolApi, case: ExampleCase) -> str:
    """How much of a case somebody is shown: all, own-report, to-countersign, or nothing."""
    answer = api.read(case.address, why="The audit of this term")
    if answer.status_code == 404:
        return "nothing"
    assert answer.status_code == 200, answer.text
    if "own_words" in answer.json():
        return "all"
    return "to-countersign" if "closure_proposed" in answer.json() else "own-report"


# Each role, each page, each command


@every_role
def test_an_ordinary_case_is_read_by_those_whose_post_it_is(
    everybody: EveryRole, role: Role
) -> None:
    case = told(everybody.lead)
    if role not in permissions.READS:
        return hidden(everybody[role], case, in_turn(role))
    assert read_as(everybody[role], case) == "all"
    assert everybody[role].timeline(case.address)
    assert listed(everybody[role], case) is not None


@every_role
def test_a_restricted_case_is_read_by_those_who_are_cleared(
    everybody: EveryRole, role: Role
) -> None:
    case = told(everybody.lead, **RESTRICTED)
    if role not in permissions.READS_RESTRICTED:
        return hidden(everybody[role], case)
    assert read_as(everybody[role], case) == "all"
    assert everybody[role].timeline(case.address)
    assert listed(everybody[role], case) is not None


@pytest.mark.parametrize("role", sorted(permissions.READS))
def test_a_role_that_reads_a_case_may_ask_what_the_table_says(
    everybody: EveryRole, role: Role
) -> None:
    case = told(everybody.lead, *TWO_PUPILS)
    for name in COMMANDS:
        asked_as_the_table_says(everybody[role], role, case, name)


@pytest.mark.parametrize("role", [role for role in REPORTERS if role not in permissions.READS])
def test_whoever_reported_a_case_may_ask_of_it_what_the_table_says(
    everybody: EveryRole, role: Role
) -> None:
    case = told(everybody.lead, *TWO_PUPILS, by=everybody[role])
    for name in COMMANDS:
        asked_as_the_table_says(everybody[role], role, case, name)


def asked_as_the_table_says(api: SchoolApi, role: Role, case: ExampleCase, name: str) -> None:
    """A rule of the incident may still refuse what the role may ask."""
    before = api.lines
    answer = case.ask(name, api)
    if permissions.may_ask(role, name):
        assert answer.status_code in (200, 409) or refused_by_a_rule(answer), (name, answer.text)
    else:
        no(answer, 403, "not-your-role")
        assert api.lines == before


def refused_by_a_rule(answer: Response) -> bool:
    told = no(answer, 403)
    return str(told["type"]) in ("/problems/not-yours-to-correct", "/problems/only-the-dsl")


@every_role
def test_a_report_is_taken_from_everybody_whose_role_reports(
    everybody: EveryRole, role: Role
) -> None:
    before = everybody.lead.lines
    answer = everybody[role].ask(INCIDENTS, EXAMPLES["report"])
    if role in REPORTERS:
        assert answer.status_code == 201
        return
    no(answer, 403, "not-your-role")
    assert everybody.lead.lines == before


def test_the_tables_say_what_a_school_expects(everybody: EveryRole) -> None:
    """So that a slip in the tables does not carry the tests above along with it."""
    case = told(everybody.lead, *TWO_PUPILS)
    secret = told(everybody.lead, **RESTRICTED)
    for outside in ("class-teacher", "governor", "technician", "trust-lead", "auditor"):
        assert read_as(everybody[Role(outside)], case) == "nothing"
    for uncleared in ("online-safety-coordinator", "senior-leader", "chair-of-governors"):
        assert read_as(everybody[Role(uncleared)], secret) == "nothing"
    for cleared in ("dsl", "deputy-dsl", "head"):
        assert read_as(everybody[Role(cleared)], secret) == "all"
    no(case.ask("acknowledge", everybody.head), 403, "only-the-dsl")
    no(case.ask("strike-out", everybody[Role.COORDINATOR]), 403, "not-your-role")
    no(everybody[Role.ADMINISTRATOR].ask(INCIDENTS, EXAMPLES["report"]), 403, "not-your-role")


def test_an_administrator_is_told_the_same_whatever_they_ask_of_cases(
    everybody: EveryRole,
) -> None:
    administrator = everybody[Role.ADMINISTRATOR]
    case = told(everybody.lead)
    nowhere = ExampleCase(everybody.lead, f"{INCIDENTS}/{uuid4()}", {})
    before = administrator.lines
    no(administrator.read(INCIDENTS), 403, "not-your-role")
    for one in (case, nowhere):
        for page in ("", "/timeline"):
            no(administrator.read(one.address + page), 403, "not-your-role")
        for name in COMMANDS:
            no(one.ask(name, administrator), 403, "not-your-role")
    assert administrator.lines == before


# Whoever reported it


@every_reporter
def test_whoever_reported_it_is_shown_their_own_report_and_no_other(
    everybody: EveryRole, role: Role
) -> None:
    api = everybody[role]
    if role in permissions.READS_RESTRICTED:
        return
    own = told(everybody.lead, by=api, **RESTRICTED)
    others = told(everybody.lead, **RESTRICTED)
    own.tell(*TWO_PUPILS, ("add-note", {"text": "Ellie is afraid of the evening."}))
    answer = api.read(own.address)
    assert set(answer.json()) == {
        "id", "reference", "version", "status", "summary", "reported_at", "acknowledged",
    }  # fmt: skip
    row = listed(api, own)
    assert row is not None
    assert set(row) == {"id", "reference", "version", "status", "summary", "reported_at"}
    no(api.read(f"{own.address}/timeline"), 403, "not-your-role")
    assert api.note(own.address, "She came to me again at noon.").status_code == 200
    hidden(api, others)


def test_whoever_reported_it_is_told_when_a_safeguarding_lead_has_read_it(
    everybody: EveryRole,
) -> None:
    case = told(everybody.lead, by=everybody[Role.CLASS_TEACHER])
    own = everybody[Role.CLASS_TEACHER].read(case.address).json()
    assert (own["acknowledged"], own["status"]) == (False, "open")
    case.tell(("acknowledge", {}))
    assert everybody[Role.CLASS_TEACHER].read(case.address).json()["acknowledged"] is True


# Whoever is said to have done it


def same_no(here: Response, there: Response) -> None:
    assert no(here, 404, "not-reported") == no(there, 404, "not-reported")
    assert here.headers == there.headers


def accuse(case: ExampleCase, everybody: EveryRole, role: Role) -> str:
    """Their id in the case."""
    person = everybody.people[role]
    case.tell(("link-person", accused(person.name, str(person.account))))
    linked: list[dict[str, Any]] = case.lead.read(case.address).json()["people"]
    return str(next(one["id"] for one in linked if one["full_name"] == person.name))


def accused(name: str, account: str) -> dict[str, Any]:
    return {"full_name": name, "kind": "staff", "capacity": "instigator", "account": account}


@every_role
def test_the_accused_sees_no_trace_whatever_their_role(everybody: EveryRole, role: Role) -> None:
    """Not even of a case that they own, manage, were let in to, or reported themselves."""
    witness = Role.HEAD if role is Role.DSL else Role.DSL
    reporter = everybody[role] if role in REPORTERS else everybody.lead
    case = told(everybody[witness], by=reporter, about_an_adult_here="no")
    person = everybody.people[role]
    if role in OWN_CASES:
        case.tell(("change-owner", {"owner": str(person.account)}))
    if role in MANAGE_CASES:
        case.tell(("appoint-case-manager", {"manager": str(person.account)}))
    if role not in FIGURES_ONLY:
        case.tell(("grant-access", {"account": str(person.account), "account_name": person.name}))
    shown = "own-report" if role in FIGURES_ONLY else "all"
    assert read_as(everybody[role], case) == shown
    accuse(case, everybody, role)
    hidden(everybody[role], case, COMMANDS if role in ASK_MUCH else in_turn(role))
    assert read_as(everybody[witness], case) == "all"


@pytest.mark.parametrize("role", [Role.HEAD, Role.CLASS_TEACHER, Role.AUDITOR])
def test_to_the_accused_a_hidden_case_answers_as_one_that_was_never_there(
    everybody: EveryRole, role: Role
) -> None:
    case = told(everybody.lead)
    accuse(case, everybody, role)
    nowhere = ExampleCase(everybody.lead, f"{INCIDENTS}/{uuid4()}", case.ids)
    for page in ("", "/timeline"):
        here, there = (everybody[role].read(one.address + page) for one in (case, nowhere))
        same_no(here, there)
    for name in COMMANDS:
        same_no(case.ask(name, everybody[role]), nowhere.ask(name, everybody[role]))


@pytest.mark.parametrize("headers", [{"If_Match": '"7"'}, {"Idempotency_Key": "hidden"}])
def test_the_accused_cannot_tell_a_hidden_case_by_its_version_or_a_key(
    everybody: EveryRole, headers: dict[str, str]
) -> None:
    case = told(everybody.lead)
    accuse(case, everybody, Role.HEAD)
    here = everybody.head.note(case.address, "Is it there?", **headers)
    there = everybody.head.note(f"{INCIDENTS}/{uuid4()}", "Is it there?", **headers)
    same_no(here, there)


def test_an_answer_from_before_is_not_given_again_to_somebody_accused_since(
    everybody: EveryRole,
) -> None:
    case = told(everybody.lead)
    note = {"text": "Spoke to nobody yet."}
    first = everybody.head.ask(f"{case.address}/add-note", note, Idempotency_Key="early")
    assert first.status_code == 200
    accuse(case, everybody, Role.HEAD)
    again = everybody.head.ask(f"{case.address}/add-note", note, Idempotency_Key="early")
    no(again, 404, "not-reported")


def test_the_accused_cannot_find_a_case_by_searching_or_linking(everybody: EveryRole) -> None:
    head = everybody.head
    case = told(everybody.lead, summary="Messages about a trip to Morecambe.")
    accuse(case, everybody, Role.HEAD)
    reference = everybody.lead.read(case.address).json()["reference"]
    for words in (reference, "Morecambe"):
        assert head.read(INCIDENTS, q=words).json()["items"] == []
    for theirs in (told(head), told(head, **RESTRICTED)):
        link = {"link": "related", "why": "To see whether it is there."}
        found = theirs.ask("link", head, other=str(incident_of(case.address)), **link)
        absent = theirs.ask("link", head, other=str(uuid4()), **link)
        assert (found.status_code, found.json()) == (absent.status_code, absent.json())
        assert reference not in found.text


def test_nobody_links_to_a_case_that_is_hidden_from_them(everybody: EveryRole) -> None:
    coordinator = everybody[Role.COORDINATOR]
    secret, own = told(everybody.lead, **RESTRICTED), told(coordinator)
    before = coordinator.lines
    no(own.ask("link", coordinator, other=str(incident_of(secret.address))), 409)
    assert coordinator.lines == before


def test_somebody_named_in_error_is_let_in_again(everybody: EveryRole) -> None:
    case = told(everybody.lead)
    linked = accuse(case, everybody, Role.HEAD)
    assert read_as(everybody.head, case) == "nothing"
    case.tell(("mark-named-in-error", {"person": linked}))
    assert read_as(everybody.head, case) == "all"
    assert listed(everybody.head, case) is not None


def test_somebody_found_not_to_have_done_it_but_suffered_it_is_let_in_again(
    everybody: EveryRole,
) -> None:
    case = told(everybody.lead)
    linked = accuse(case, everybody, Role.HEAD)
    case.tell(("change-capacity", {"person": linked, "capacity": "victim"}))
    assert read_as(everybody.head, case) == "all"
    assert listed(everybody.head, case) is not None


# The head as the subject, and the chair


@pytest.mark.parametrize("answer", ["yes", "not-known"])
def test_where_the_head_may_be_the_subject_the_chair_reads_and_the_head_does_not(
    everybody: EveryRole, answer: str
) -> None:
    chair = everybody[Role.CHAIR_OF_GOVERNORS]
    case = told(everybody.lead, by=everybody.head)
    hidden(chair, case)
    case.tell(("change-facts", finding("subject-is-head", answer)))
    hidden(everybody.head, case)
    assert read_as(chair, case) == "all"
    assert chair.timeline(case.address)
    assert listed(chair, case) is not None
    assert chair.note(case.address, "I have read it.").status_code == 200


def test_the_head_reads_again_and_the_chair_no_more_once_it_is_settled(
    everybody: EveryRole,
) -> None:
    case = told(everybody.lead)
    case.tell(("change-facts", finding("subject-is-head", "not-known")))
    case.tell(("change-facts", finding("subject-is-head", "no")))
    assert read_as(everybody.head, case) == "all"
    hidden(everybody[Role.CHAIR_OF_GOVERNORS], case)


def test_a_case_becomes_hidden_when_it_becomes_restricted_and_is_shown_to_whoever_manages_it(
    everybody: EveryRole,
) -> None:
    leader, person = everybody[Role.SENIOR_LEADER], everybody.people[Role.SENIOR_LEADER]
    case = told(everybody.lead)
    assert read_as(leader, case) == "all"
    case.tell(("change-facts", finding("staff-instigator", "not-known")))
    hidden(leader, case)
    case.tell(("appoint-case-manager", {"manager": str(person.account)}))
    assert read_as(leader, case) == "all"
    assert listed(leader, case) is not None


# The second person


def test_an_outside_countersigner_is_shown_no_word_of_the_case(everybody: EveryRole) -> None:
    outsider = everybody[Role.OUTSIDE_COUNTERSIGNER]
    case = told(everybody.lead, *SETTLED)
    hidden(outsider, case)
    case.tell(("propose-closure", {}))
    answer = outsider.read(case.address)
    assert read_as(outsider, case) == "to-countersign"
    no(outsider.read(f"{case.address}/timeline"), 403, "not-your-role")
    assert not words_of(case) & set(told_in(answer.json()))
    assert case.ask("countersign", outsider).status_code == 200
    assert case.ask("close").status_code == 200


@pytest.mark.parametrize(
    "ending",
    [
        (("close", CLOSING),),
        (("refuse-closure", {}),),
        (("close", CLOSING), ("reopen", {})),
        (("strike-out", {"duplicate_of": None}),),
    ],
)
def test_a_case_is_shown_to_an_outside_countersigner_only_while_a_closure_waits(
    everybody: EveryRole, ending: tuple[Step, ...]
) -> None:
    outsider = everybody[Role.OUTSIDE_COUNTERSIGNER]
    struck_out = ending[0][0] == "strike-out"
    before = ORDINARY if struck_out else SETTLED
    case = told(everybody.lead, *before, ("propose-closure", {}))
    assert listed(outsider, case) is not None
    case.tell(*ending)
    hidden(outsider, case)


# Without a risk to anybody, and with nothing held: one person may strike it out.
NOTHING_HELD: tuple[Step, ...] = (("keep-no-evidence", {}), ("assess", {"findings": []}))
ORDINARY = (*TWO_PUPILS, *NOTHING_HELD, *SETTLED[4:])


def words_of(case: ExampleCase) -> set[str]:
    """Every word of more than four letters that anybody wrote into this case."""
    items = case.lead.timeline(case.address)
    texts = json.dumps([item["fields"] for item in items]).split()
    ours = {"Online", "bullying", "pupil"}  # The title of the category is ours, not theirs.
    return {word for word in texts if len(word) > 4 and word.isalpha()} - ours


def told_in(answer: Any) -> list[str]:
    return json.dumps(answer).replace('"', " ").split()


@pytest.mark.parametrize(
    ("role", "fields"),
    [
        (Role.OUTSIDE_COUNTERSIGNER, {}),
        (Role.SENIOR_LEADER, RESTRICTED),
        (Role.CHAIR_OF_GOVERNORS, {}),
    ],
)
def test_what_stands_in_the_way_is_not_told_to_those_who_may_not_read_the_case(
    everybody: EveryRole, role: Role, fields: dict[str, Any]
) -> None:
    api = everybody[role]
    reporter = api if role in REPORTERS else everybody.lead
    case = told(everybody.lead, by=reporter, **fields)
    settled = [*SETTLED]
    if fields:
        settled.append(("change-facts", finding("staff-instigator", "not-known")))
    case.tell(*settled)
    if role is Role.OUTSIDE_COUNTERSIGNER:
        case.tell(("propose-closure", {}))
    case.tell(("assign-task", {"what": "Ring Mrs Marsh about the garden party."}))
    asked = "countersign" if role is Role.OUTSIDE_COUNTERSIGNER else "propose-closure"
    answer = case.ask(asked, api)
    no(answer, 409, "stands-in-the-way")
    assert "Marsh" not in answer.text


def test_whoever_is_told_what_stands_in_the_way_has_opened_the_case(
    everybody: EveryRole,
) -> None:
    case, deputy = told(everybody.lead, *TWO_PUPILS), everybody[Role.DEPUTY_DSL]
    for _ in range(2):  # Once a quarter of an hour, as with every page.
        no(case.ask("propose-closure", deputy), 409, "stands-in-the-way")
    items = everybody.lead.read(f"{case.address}/reads").json()["items"]
    name = everybody.people[Role.DEPUTY_DSL].name
    assert [one["page"] for one in items if one["by"]["name"] == name] == ["steps"]


def test_an_ordinary_incident_is_closed_by_one_person(everybody: EveryRole) -> None:
    case = told(everybody.lead, *SETTLED)
    assert case.ask("close", everybody[Role.COORDINATOR], **CLOSING).status_code == 200
