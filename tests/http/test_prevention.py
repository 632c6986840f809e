"""The registers of prevention over the API: what is kept, what is due, and who is shown what."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from application import permissions
from application.people.person import DirectoryPerson, Kind
from domain.access import Page
from domain.people import Role
from domain.prevention.commands import ADDING, OPENING
from domain.prevention.events import Register
from interfaces.http.bodies import built, part_of
from interfaces.http.documented import prevention_examples
from tests.domain.prevention import examples as ex
from tests.http.cases import told
from tests.http.conftest import EveryRole, Watched
from tests.http.examples_as_json import OF_PREVENTION_FILE, prevention_text
from tests.http.school_api import SchoolApi, no, pointers
from tests.http.test_openapi import DOCUMENT
from tests.http.test_roles import accuse

PREVENTION = "/api/prevention"
EXAMPLES = prevention_examples()
BEGINS = {name: EXAMPLES[f"prevention/{name}"] for name in OPENING}
ADDS = {name: EXAMPLES[f"prevention/entries/{{entry}}/{name}"] for name in ADDING}
# Which opening comes before each command.
FIRST = {
    "publish-version": "publish-agreement",
    "review-document": "publish-policy",
    "withdraw-document": "publish-policy",
    "record-signatures": "publish-agreement",
    "take-complaint-further": "receive-complaint",
    "answer-complaint": "receive-complaint",
    "correct-line": "record-session",
    "withdraw-line": "record-session",
}
KEPT_IN = {
    "publish-agreement": "agreements",
    "publish-policy": "policies",
    "record-session": "awareness-sessions",
    "record-coverage": "curriculum",
    "receive-complaint": "complaints",
    "complete-filtering-review": "filtering-reviews",
}


def on_the_list(api: SchoolApi, *pupils: UUID, parents: tuple[UUID, ...] = ()) -> None:
    """The school's list of people has them."""
    people = api.school.daybook.people(api.school.id)
    told = [(Kind.PUPIL, one) for one in pupils] + [(Kind.PARENT, one) for one in parents]
    with people.alone() as connection:
        listed = [DirectoryPerson(id=one, kind=kind, name=f"Person {one}") for kind, one in told]
        people.write(connection, listed, lambda done, of: None)


def begun(api: SchoolApi, name: str, **more: Any) -> str:
    """The address of a new entry. The people of the examples are on the list."""
    if name == "publish-agreement":
        on_the_list(api, ex.ELLIE, ex.SAM, parents=(ex.ELLIES_MOTHER,))
    answer = api.ask(f"{PREVENTION}/{name}", {**BEGINS[name], **more})
    assert answer.status_code == 201, answer.text
    return str(answer.headers["location"])


def added(api: SchoolApi, address: str, name: str, **more: Any) -> dict[str, Any]:
    answer = api.ask(f"{address}/{name}", {**ADDS[name], **more})
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def read(api: SchoolApi, address: str, **query: Any) -> dict[str, Any]:
    answer = api.read(address, **query)
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def overdue(api: SchoolApi) -> set[str]:
    return {one["say"] for one in read(api, PREVENTION)["due"] if one["overdue"]}


def not_begun(api: SchoolApi) -> set[str]:
    due = read(api, PREVENTION)["due"]
    return {one["say"] for one in due if one["state"] == "not-begun" and one["due"] is None}


# The examples


def test_the_examples_are_the_canonical_commands() -> None:
    assert OF_PREVENTION_FILE.read_text(encoding="utf-8") == prevention_text(), (
        "Run `python -m tests.http.examples_as_json`, then `just docs`."
    )
    for name, body in EXAMPLES.items():
        content = DOCUMENT["paths"][f"/api/{name}"]["post"]["requestBody"]["content"]
        assert content["application/json"]["example"] == body


@pytest.mark.parametrize("name", OPENING)
def test_an_example_that_begins_an_entry_is_answered_and_listed(
    everybody: EveryRole, name: str
) -> None:
    address = begun(everybody.lead, name)
    entry = read(everybody.lead, address)
    assert (entry["version"], entry["standing"], entry["register"]) == (2, True, KEPT_IN[name])
    listed = read(everybody.lead, f"{PREVENTION}/{KEPT_IN[name]}")["items"]
    assert listed[0] == entry
    story = read(everybody.lead, f"{address}/timeline")["items"]
    assert [one["version"] for one in story] == [1, 2]
    assert all(one["sentence"].startswith("A. Khan (Safeguarding lead) ") for one in story)


@pytest.mark.parametrize("name", ADDING)
def test_an_example_that_adds_to_an_entry_is_answered(everybody: EveryRole, name: str) -> None:
    address = begun(everybody.lead, FIRST[name])
    told = added(everybody.lead, address, name)
    assert (told["version"], told["position"]) == (3, everybody.lead.lines - 1)
    assert read(everybody.lead, address)["version"] == 3


@pytest.mark.parametrize("name", [*OPENING, *ADDING])
def test_an_example_reads_as_the_command_that_it_was_written_from(name: str) -> None:
    kind: Any = {**OPENING, **ADDING}[name]
    body = part_of(kind).model_validate({**BEGINS, **ADDS}[name])
    assert built(kind, body) in ex.COMMANDS


# Who may


@pytest.mark.parametrize("role", Role)
def test_every_command_is_answered_as_the_table_says(everybody: EveryRole, role: Role) -> None:
    api = everybody[role]
    for name, body in BEGINS.items():
        answer = api.ask(f"{PREVENTION}/{name}", body)
        if permissions.may_ask_of_prevention(role, name):
            assert answer.status_code == 201, (name, answer.text)
        else:
            no(answer, 403, "not-yours-to-keep")
    for name, body in ADDS.items():
        address, before = begun(everybody.lead, FIRST[name]), everybody.lead.lines
        answer = api.ask(f"{address}/{name}", body)
        if not permissions.may_ask_of_prevention(role, name):
            no(answer, 403, "not-yours-to-keep")
        elif role in (Role.TECHNICIAN, Role.CHAIR_OF_GOVERNORS):
            no(answer, 404, "no-such-entry")  # Not on a page of theirs, or no complaint of theirs.
        else:
            assert answer.status_code == 200, (name, answer.text)
            continue
        assert everybody.lead.lines == before


@pytest.mark.parametrize("role", Role)
def test_every_page_is_answered_as_the_table_says(everybody: EveryRole, role: Role) -> None:
    api, why = everybody[role], {"why": "The audit of this term"}
    pages = {PREVENTION: Page.PREVENTION}
    pages |= {f"{PREVENTION}/{one.value}": permissions.PAGE_OF[one] for one in Register}
    pages[f"{PREVENTION}/agreement-then"] = Page.SIGNATURES
    nowhere, seen_on = f"{PREVENTION}/entries/{uuid4()}", {}
    for name, kept in KEPT_IN.items():
        address, page = begun(everybody.lead, name), permissions.PAGE_OF[Register(kept)]
        pages[address] = seen_on[address] = seen_on[f"{address}/timeline"] = page
        told = Page.SIGNATURES if page is Page.AGREEMENTS else page
        pages[f"{address}/timeline"] = told
    then = {"person": uuid4(), "on": "2026-09-07"}
    for address, page in pages.items():
        more = then if address.endswith("/agreement-then") else {}
        answer = api.read(address, **why, **more)
        chairs = (role, page) == (Role.CHAIR_OF_GOVERNORS, Page.COMPLAINTS)
        if "/entries/" in address and (chairs or not permissions.may_open(role, seen_on[address])):
            assert answer.json() == api.read(nowhere, **why).json()
            no(answer, 404, "no-such-entry")
        elif permissions.may_open(role, page):
            assert answer.status_code == 200, (address, answer.text)
        else:
            no(answer, 403, "not-your-role")


def test_a_teacher_reads_what_policies_say_and_a_governor_sees_numbers(
    everybody: EveryRole,
) -> None:
    """So that a slip in the tables does not carry the tests above along with it."""
    policy = begun(everybody.lead, "publish-policy")
    teacher, governor = everybody[Role.CLASS_TEACHER], everybody[Role.GOVERNOR]
    assert read(teacher, policy)["says"]["website"] == "https://fellside.example/online-safety"
    no(teacher.read(f"{PREVENTION}/complaints"), 403, "not-your-role")
    numbers = read(governor, PREVENTION)
    assert numbers["due"] is None
    assert {one["register"] for one in numbers["registers"]} == {one.value for one in Register}
    complaint = begun(everybody.lead, "receive-complaint")
    no(governor.read(complaint), 404, "no-such-entry")


def test_a_technician_sets_a_review_of_the_filter_right_that_is_her_own(
    everybody: EveryRole,
) -> None:
    technician = everybody[Role.TECHNICIAN]
    own, others = (begun(api, "complete-filtering-review") for api in (technician, everybody.lead))
    wish = {"line": 2, "field": "gaps", "new": "None are left.", "reason": "They were mended."}
    assert technician.ask(f"{own}/correct-line", wish).status_code == 200
    no(technician.ask(f"{others}/correct-line", wish), 403, "not-your-line")
    (_, line, correction) = read(technician, f"{own}/timeline")["items"]
    assert line["corrected_by"] == [correction["version"]]
    assert read(technician, own)["says"]["gaps"] == "None are left."


def test_an_auditor_says_why(everybody: EveryRole) -> None:
    auditor, address = everybody[Role.AUDITOR], begun(everybody.lead, "receive-complaint")
    for page in (PREVENTION, f"{PREVENTION}/complaints", address, f"{address}/timeline"):
        assert pointers(no(auditor.read(page), 422)) == ["query:why"]


# What is about an adult here, or names a case


def told_of(api: SchoolApi, address: str) -> list[str]:
    """Every answer that might tell of this complaint."""
    pages = [address, f"{address}/timeline", PREVENTION, "/api/work"]
    pages += [f"{PREVENTION}/complaints"]
    said = {"taken_on": "2026-09-07", "why": "More.", "answer_within_school_days": 5}
    asked = api.ask(f"{address}/take-complaint-further", said)
    return [asked.text, *(api.read(page).text for page in pages)]


def sees(api: SchoolApi, address: str) -> bool:
    """In the list, by its address and in what is due alike, or nowhere."""
    entry = address.rsplit("/", 1)[1]
    page = api.read(f"{PREVENTION}/complaints")
    listed = page.status_code == 200 and entry in {one["id"] for one in page.json()["items"]}
    assert {api.read(address).status_code, api.read(f"{address}/timeline").status_code} == {
        200 if listed else 404
    }
    return listed


def who_see(watched: Watched, address: str) -> set[Role]:
    return {role for role in Role if role is not Role.AUDITOR and sees(watched[role], address)}


def test_a_complaint_about_a_case_leaves_no_trace_for_whoever_may_not_know_of_the_case(
    watched: Watched,
) -> None:
    lead, head = watched.lead, watched.head
    case = told(lead, about_an_adult_here="no")
    reference = lead.read(case.address).json()["reference"]
    before = told_of(head, f"{PREVENTION}/entries/{uuid4()}")
    address = begun(lead, "receive-complaint", incident_reference=f"about {reference.lower()}")
    watched.later(days=20)
    assert sees(head, address)
    accuse(case, watched, Role.HEAD)
    assert not sees(head, address)
    assert told_of(head, address) == told_of(head, f"{PREVENTION}/entries/{uuid4()}")
    assert (reference in "".join(before), len(before)) == (False, 5 + 1)
    (numbers,) = [
        one for one in read(head, PREVENTION)["registers"] if one["register"] == "complaints"
    ]
    assert (numbers["entries"], numbers["overdue"], numbers["last_on"]) == (0, 0, None)
    assert sees(lead, address)
    added(lead, address, "correct-line", line=2, field="incident_reference", new="None")
    assert not sees(head, address), "Its history names the case still."


def test_a_complaint_about_an_adult_here_is_for_those_who_read_restricted_cases(
    watched: Watched,
) -> None:
    account = str(watched.people[Role.DEPUTY_DSL].account)
    said = {"about_an_adult_here": True, "about_account": account}
    address = begun(watched[Role.COORDINATOR], "receive-complaint", **said)
    assert who_see(watched, address) == {Role.DSL, Role.HEAD}


@pytest.mark.parametrize("by", ["word", "account"])
def test_a_complaint_about_the_head_is_for_the_chair_and_never_for_the_head(
    watched: Watched, by: str
) -> None:
    head = str(watched.people[Role.HEAD].account)
    said = {"about_the_head": True} if by == "word" else {"about_account": head}
    chair = watched[Role.CHAIR_OF_GOVERNORS]
    address = begun(chair, "receive-complaint", **said)
    others = begun(watched.lead, "receive-complaint")
    assert who_see(watched, address) == {Role.DSL, Role.DEPUTY_DSL, Role.CHAIR_OF_GOVERNORS}
    assert not sees(chair, others)
    watched.later(days=9)
    (due,) = read(chair, "/api/work")["prevention"]
    assert (due["register"], due["entry"]) == ("complaints", address.rsplit("/", 1)[1])
    assert address.rsplit("/", 1)[1] not in watched.head.read("/api/work").text
    added(chair, address, "answer-complaint")


# What was signed then


def test_which_version_somebody_had_signed_then_is_answered_with_its_clause(
    everybody: EveryRole,
) -> None:
    lead, pupil, mother = everybody.lead, uuid4(), str(ex.ELLIES_MOTHER)
    on_the_list(lead, pupil)
    child = str(pupil)
    address = begun(lead, "publish-agreement")
    signers = [{"person": child, "by": mother}]
    added(lead, address, "record-signatures", signers=signers)
    added(lead, address, "publish-version", effective_from="2026-09-05")
    added(lead, address, "record-signatures", version=2, signed_on="2026-09-07", signers=signers)
    then = {
        on: read(lead, f"{PREVENTION}/agreement-then", person=child, on=on)["items"]
        for on in ("2026-09-03", "2026-09-06", "2026-09-07")
    }
    assert then["2026-09-03"] == []
    (first,), (second,) = then["2026-09-06"], then["2026-09-07"]
    assert (first["version"], second["version"]) == (1, 2)
    assert (first["by"], first["clause"]) == (mother, ex.CLAUSE)
    assert first["agreement"] == address.rsplit("/", 1)[1]
    nobody = read(lead, f"{PREVENTION}/agreement-then", person=uuid4(), on="2026-09-07")
    assert nobody["items"] == []


def test_who_has_signed_is_counted_against_the_list_of_people(watched: Watched) -> None:
    address = begun(watched.lead, "publish-agreement")
    added(watched.lead, address, "record-signatures")
    (covered,) = read(watched[Role.GOVERNOR], PREVENTION)["coverage"]
    assert covered == {
        "title": "Acceptable use, pupils",
        "audience": "pupils",
        "version": 1,
        "signed": 2,
        "read": 0,
        "counted": 26,
        "people": 2,
    }
    added(watched.lead, address, "publish-version")
    (covered,) = read(watched[Role.GOVERNOR], PREVENTION)["coverage"]
    assert (covered["version"], covered["signed"]) == (1, 2), "The next holds from January."
    watched.later(days=150)
    (covered,) = read(watched[Role.GOVERNOR], PREVENTION)["coverage"]
    assert (covered["version"], covered["signed"]) == (2, 0), "The new one nobody has signed yet."


# What is due


def test_a_new_school_has_all_of_it_before_it_and_each_entry_takes_something_away(
    watched: Watched,
) -> None:
    lead = watched.lead
    before = not_begun(lead)
    assert overdue(lead) == set(), "Nothing was ever begun, so nothing is late."
    for name, gone in (
        ("publish-agreement", "Publish an acceptable-use agreement for pupils."),
        ("publish-policy", "Publish an online safety policy."),
        ("record-session", "Hold an awareness session for parents."),
        ("complete-filtering-review", "Review filtering and monitoring."),
    ):
        assert gone in before
        begun(lead, name)
        assert gone not in not_begun(lead)


def test_what_is_overdue_is_asked_with_a_clock(watched: Watched) -> None:
    begun(watched.lead, "receive-complaint")
    begun(watched.lead, "record-session")
    answer, hold = (
        "Answer “Complaint of 1 September 2026”.",
        ("Hold an awareness session for parents."),
    )
    watched.later(days=8)
    assert not {answer, hold} & overdue(watched.lead)
    watched.later(days=1)
    assert answer in overdue(watched.lead)
    watched.later(days=355)
    assert hold in overdue(watched.lead)
    (complaints,) = [
        one
        for one in read(watched[Role.GOVERNOR], PREVENTION)["registers"]
        if one["register"] == "complaints"
    ]
    hidden = (complaints["entries"], complaints["overdue"], complaints["last_on"])
    assert hidden == (None, None, None), "One complaint might point at a family."
    whole = read(watched.lead, PREVENTION)["registers"]
    (complaints,) = [one for one in whole if one["register"] == "complaints"]
    assert (complaints["entries"], complaints["overdue"]) == (1, 1)


def test_what_is_overdue_is_part_of_the_work_of_the_coordinator_and_the_head(
    watched: Watched,
) -> None:
    begun(watched.lead, "receive-complaint")
    watched.later(days=9)
    for role in (Role.COORDINATOR, Role.HEAD):
        told = read(watched[role], "/api/work")["prevention"]
        assert "Answer “Complaint of 1 September 2026”." in {one["say"] for one in told}
        states = [one["state"] for one in told]
        assert states == ["overdue"] + ["not-begun"] * (len(told) - 1), "What is late comes first."
    for role in (Role.DSL, Role.CLASS_TEACHER, Role.TECHNICIAN):
        assert read(watched[role], "/api/work")["prevention"] == []


def test_an_entry_recorded_in_error_is_shown_so_and_counts_no_more(watched: Watched) -> None:
    address = begun(watched.lead, "receive-complaint")
    watched.later(days=20)
    added(watched.lead, address, "withdraw-line")
    entry = read(watched.lead, address)
    assert (entry["standing"], entry["overdue"]) == (False, False)
    assert "Answer “Complaint of 1 September 2026”." not in overdue(watched.lead)
    assert [one["id"] for one in read(watched.lead, f"{PREVENTION}/complaints")["items"]]


# As everywhere


def test_a_list_goes_on_where_its_page_ended(everybody: EveryRole) -> None:
    made = {begun(everybody.lead, "record-coverage") for _ in range(3)}
    page = read(everybody.lead, f"{PREVENTION}/curriculum", limit=1)
    found = [*page["items"]]
    while page["next"]:
        address = f"{PREVENTION}/curriculum"
        page = read(everybody.lead, address, limit=1, cursor=page["next"])
        found += page["items"]
    assert made <= {f"{PREVENTION}/entries/{one['id']}" for one in found}
    assert len(found) == len({one["id"] for one in found})


def test_the_same_key_gives_the_same_answer_and_another_body_is_a_clash(
    everybody: EveryRole,
) -> None:
    key = str(uuid4())
    address = f"{PREVENTION}/receive-complaint"
    first, again = (
        everybody.lead.ask(address, BEGINS["receive-complaint"], Idempotency_Key=key)
        for _ in range(2)
    )
    assert first.json() == again.json()
    other = {**BEGINS["receive-complaint"], "about": "Something else."}
    no(everybody.lead.ask(address, other, Idempotency_Key=key), 409, "key-used-before")


def test_whoever_looked_at_an_older_version_is_told(everybody: EveryRole) -> None:
    address = begun(everybody.lead, "publish-policy")
    stale = everybody.lead.ask(
        f"{address}/review-document", ADDS["review-document"], If_Match='"1"'
    )
    assert no(stale, 412, "stale-entry")["current_version"] == 2


def test_a_case_and_a_register_of_concerns_are_no_entries(everybody: EveryRole) -> None:
    incident = UUID(everybody.lead.report().rsplit("/", 1)[1])
    for entry in (incident, uuid4(), everybody.school.id):
        address = f"{PREVENTION}/entries/{entry}"
        no(everybody.lead.read(address), 404, "no-such-entry")
        no(everybody.lead.ask(f"{address}/correct-line", ADDS["correct-line"]), 404)


def test_a_mistake_is_told_at_its_field(everybody: EveryRole) -> None:
    session = {**BEGINS["record-session"], "held_on": "2026-09-08"}
    told = no(everybody.lead.ask(f"{PREVENTION}/record-session", session), 422)
    assert pointers(told) == ["/held_on"]
    blank = {**BEGINS["record-session"], "provider": "\u200b"}
    told = no(everybody.lead.ask(f"{PREVENTION}/record-session", blank), 422)
    assert pointers(told) == ["/provider"]


# What is in force


def then_signed(api: SchoolApi, person: UUID, on: str) -> list[tuple[int, str, bool]]:
    items = read(api, f"{PREVENTION}/agreement-then", person=person, on=on)["items"]
    return [(one["version"], one["assent"], one["held"]) for one in items]


def test_a_version_to_come_that_was_read_does_not_hide_the_signature_of_the_one_in_force(
    watched: Watched,
) -> None:
    lead, address = watched.lead, begun(watched.lead, "publish-agreement")
    added(lead, address, "record-signatures")
    added(lead, address, "publish-version", effective_from="2030-01-01")
    added(lead, address, "record-signatures", version=2, assent="read", signed_on="2026-09-07")
    assert then_signed(lead, ex.ELLIE, "2026-09-07") == [(1, "signed", True)]
    assert then_signed(lead, ex.ELLIE, "2030-01-01") == [(2, "read", True)]
    (covered,) = read(lead, PREVENTION)["coverage"]
    assert (covered["version"], covered["signed"]) == (1, 2)


def test_a_clause_is_not_offered_as_if_it_held_after_the_agreement_was_withdrawn(
    watched: Watched,
) -> None:
    lead, address = watched.lead, begun(watched.lead, "publish-agreement")
    added(lead, address, "record-signatures")
    added(lead, address, "withdraw-document", withdrawn_on="2026-09-06")
    assert then_signed(lead, ex.ELLIE, "2026-09-05") == [(1, "signed", True)]
    asked = {"person": ex.ELLIE, "on": "2026-09-07"}
    (told,) = read(lead, f"{PREVENTION}/agreement-then", **asked)["items"]
    assert (told["clause"], told["held"]) == (ex.CLAUSE, False)
    assert told["note"] == (
        "This agreement was withdrawn on 6 September 2026: it no longer held on that day."
    )


def test_a_version_from_2030_does_not_put_off_the_review_of_the_one_in_force(
    watched: Watched,
) -> None:
    lead, address = watched.lead, begun(watched.lead, "publish-agreement")
    added(lead, address, "publish-version", effective_from="2030-01-01")
    watched.later(days=370)
    assert "Review “Acceptable use, pupils”." in overdue(lead)
    entry = read(lead, address)
    assert (entry["due"], entry["overdue"]) == ("2027-09-01", True)


def test_an_agreement_that_holds_from_2030_covers_nobody_yet(watched: Watched) -> None:
    begun(watched.lead, "publish-agreement", effective_from="2030-01-01")
    assert read(watched.lead, PREVENTION)["coverage"] == []
    assert "Publish an acceptable-use agreement for pupils." in not_begun(watched.lead)


def test_a_complaint_whose_first_line_was_withdrawn_still_waits_at_its_next_stage(
    watched: Watched,
) -> None:
    lead, address = watched.lead, begun(watched.lead, "receive-complaint")
    added(lead, address, "take-complaint-further")
    added(lead, address, "withdraw-line", line=2)
    watched.later(days=20)
    assert "Answer “Complaint of 1 September 2026”." in overdue(lead)


def test_many_complaints_are_counted_for_governors_unless_the_rest_are_few(
    watched: Watched,
) -> None:
    for number in range(5):
        begun(watched.lead, "receive-complaint", about=f"The {number}. call was not returned.")
    governor = watched[Role.GOVERNOR]

    def counted() -> tuple[int | None, int | None]:
        told = read(governor, PREVENTION)["registers"]
        (found,) = [one for one in told if one["register"] == "complaints"]
        return found["entries"], found["overdue"]

    assert counted() == (5, 0)
    watched.later(days=20)
    begun(watched.lead, "receive-complaint", received_on="2026-09-25")
    assert counted() == (6, None), "Six less five would tell of one."


# Slips


def test_whoever_is_on_no_list_of_people_signs_nothing(everybody: EveryRole) -> None:
    address = begun(everybody.lead, "publish-agreement")
    stranger, child = str(uuid4()), str(ex.SAM)
    for field, signers in (
        ("/signers/1/person", [{"person": child}, {"person": stranger}]),
        ("/signers/0/by", [{"person": child, "by": stranger}]),
    ):
        body = {**ADDS["record-signatures"], "signers": signers}
        told = no(everybody.lead.ask(f"{address}/record-signatures", body), 422)
        assert pointers(told) == [field]


def test_a_line_that_was_withdrawn_is_withdrawn_once(everybody: EveryRole) -> None:
    address = begun(everybody.lead, "record-session")
    first, again = (added(everybody.lead, address, "withdraw-line") for _ in range(2))
    assert (again["version"], again["position"]) == (first["version"], None)


def test_a_day_too_far_ahead_is_told_at_the_field_that_was_sent(everybody: EveryRole) -> None:
    body = {**BEGINS["publish-policy"], "effective_from": "2999-06-01", "review_by": None}
    told = no(everybody.lead.ask(f"{PREVENTION}/publish-policy", body), 422)
    assert pointers(told) == ["/effective_from"]


def test_no_review_is_due_before_the_one_that_was_held(everybody: EveryRole) -> None:
    address = begun(everybody.lead, "publish-policy")
    early = {**ADDS["review-document"], "review_by": "1999-01-01"}
    told = no(everybody.lead.ask(f"{address}/review-document", early), 422)
    assert pointers(told) == ["/review_by"]
