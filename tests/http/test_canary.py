"""The canary: one word in every text of a whole case, and nobody sees it who should not.

Every address of the API that can be read is read, as every role and as everybody accused.
"""

from typing import Any
from uuid import UUID, uuid4

import pytest
from starlette.testclient import TestClient

from application import permissions
from domain.facts import Answer, Fact
from domain.incident.commands import ChangeFacts, DeclareConflict, LinkPerson
from domain.incident.levels import ConflictKind, Level
from domain.incident.words import Capacity, Finding, PersonKind
from domain.people import Role
from interfaces.wiring import Daybook
from tests.http.cases import PROPOSED, told
from tests.http.conftest import EveryRole, person_as
from tests.http.queries import taken
from tests.http.school_api import SchoolApi, way_in
from tests.http.test_openapi import DOCUMENT
from tests.http.test_roles import finding
from tests.postgres.rich_case import tell_everything
from tests.postgres.schools import open_school

CANARY = "Grauwacke"
GETS = [address for address, methods in DOCUMENT["paths"].items() if "get" in methods]
# By post, for a case that is kept at this level; the class teacher reported it.
READERS = {
    "ordinary": {Role.COORDINATOR, Role.DSL, Role.DEPUTY_DSL, Role.HEAD, Role.SENIOR_LEADER},
    "restricted": {Role.DSL, Role.DEPUTY_DSL, Role.HEAD},
    "head": {Role.DSL, Role.DEPUTY_DSL, Role.CHAIR_OF_GOVERNORS},
}
FACTS = {"restricted": Fact.STAFF_INSTIGATOR, "head": Fact.SUBJECT_IS_HEAD}


@pytest.fixture(scope="module")
def school_of(client: TestClient, daybook: Daybook) -> Any:
    def made() -> EveryRole:
        school = open_school(daybook)
        people = {role: person_as(role, school) for role in Role}
        ways = {role: way_in(client, school, one) for role, one in people.items()}
        return EveryRole(school, people, ways)

    return made


def crawl(api: SchoolApi, case: UUID, register: UUID | None = None) -> set[str]:
    """The addresses at which this person sees the word."""
    return {address for address in GETS if any(told_at(api, address, case, register or uuid4()))}


def told_at(api: SchoolApi, address: str, case: UUID, register: UUID) -> list[bool]:
    path = address.replace("{incident}", str(case)).replace("{register}", str(register))
    while "{" in path:
        before, _, after = path.partition("{")
        path = before + str(uuid4()) + after.partition("}")[2]
    asked = {"why": "A canary", "for": "lado"}
    ways = (asked, {**asked, "q": "Grauw"})
    answers = [api.read(path, **taken(address, **each)) for each in ways]
    assert all(answer.status_code < 500 for answer in answers), address
    return [CANARY in answer.text or CANARY in str(answer.headers) for answer in answers]


def told_everything(everybody: EveryRole, kept: str) -> UUID:
    school = everybody.school
    case = tell_everything(school, CANARY)
    if kept in FACTS:
        finding = Finding(
            fact=FACTS[kept], answer=Answer.NOT_KNOWN, who_said_so=CANARY, why=CANARY
        )
        said = ChangeFacts(findings=(finding,))
        school.log.ask(case, said, by=school.khan, now=school.clock())
    return case


@pytest.mark.parametrize("kept", READERS)
def test_nobody_sees_a_word_that_the_tables_do_not_give_them(school_of: Any, kept: str) -> None:
    everybody = school_of()
    case = told_everything(everybody, kept)
    for role in Role:
        seen = crawl(everybody[role], case)
        if role in READERS[kept]:
            assert {"/api/incidents", "/api/incidents/{incident}"} <= seen, role
            assert "/api/incidents/{incident}/timeline" in seen, role
            assert "/api/incidents/{incident}/words" in seen, role
        elif role is Role.CLASS_TEACHER:
            assert seen == {"/api/incidents", "/api/incidents/{incident}"}, "their own report"
        else:
            assert seen == set(), role


@pytest.mark.parametrize("how", ["accused", "conflict"])
def test_the_accused_and_those_in_conflict_see_no_word_whatever_their_role(
    school_of: Any, how: str
) -> None:
    everybody = school_of()
    school = everybody.school
    case = told_everything(everybody, "ordinary")
    for role in (one for one in Role if one is not Role.DEPUTY_DSL):
        person = everybody.people[role]
        command = (
            LinkPerson(
                full_name=f"{CANARY} {person.name}",
                kind=PersonKind.STAFF,
                capacity=Capacity.INSTIGATOR,
                account=person.account,
            )
            if how == "accused"
            else DeclareConflict(
                account=person.account,
                account_name=person.name,
                kind=ConflictKind.RELATED,
                reason=f"{CANARY} is a cousin.",
            )
        )
        deputy = everybody.people[Role.DEPUTY_DSL]
        school.log.ask(case, command, by=deputy, now=school.clock())
        assert crawl(everybody[role], case) == set(), role
    assert crawl(everybody[Role.DEPUTY_DSL], case) >= {"/api/incidents/{incident}"}


# Low-level concerns: a word in every text of a register

OF_CONCERNS = {address for address in GETS if address.startswith("/api/concerns")}


def told_of(everybody: EveryRole, subject: Role | None, reader: Role) -> UUID:
    """A register that is about somebody in this role, or about somebody without an account."""
    adult: dict[str, Any] = {"full_name": f"{CANARY} Pike", "post": f"Teacher of {CANARY}"}
    if subject:
        person = everybody.people[subject]
        adult |= {"full_name": f"{CANARY} {person.name}", "account": str(person.account)}
    told = {field: f"{CANARY} in {field}." for field in ("what", "context", "action_taken")}
    more = {"shared_by": CANARY, "code_clause": CANARY}
    for number in range(2):
        again = {**told, "what": f"{CANARY} {number}"}
        for path in ("/api/concerns", "/api/concerns/self-report"):
            said = again if path.endswith("report") else {**again, **more}
            answer = everybody[Role.CLASS_TEACHER].ask(path, {"adult": adult, **said})
            assert answer.status_code == 201, answer.text
            assert CANARY not in answer.text
    (row,) = everybody[reader].read("/api/concerns").json()["items"]
    return UUID(row["id"])


@pytest.mark.parametrize("subject", [None, Role.CLASS_TEACHER, Role.DSL])
def test_the_head_alone_sees_a_word_of_a_register(school_of: Any, subject: Role | None) -> None:
    everybody = school_of()
    register = told_of(everybody, subject, Role.HEAD)
    for role in Role:
        seen = crawl(everybody[role], uuid4(), register)
        assert seen == (OF_CONCERNS if role is Role.HEAD else set()), role


def test_the_chair_alone_sees_a_word_of_a_register_about_the_head(school_of: Any) -> None:
    everybody = school_of()
    register = told_of(everybody, Role.HEAD, Role.CHAIR_OF_GOVERNORS)
    for role in Role:
        seen = crawl(everybody[role], uuid4(), register)
        assert seen == (OF_CONCERNS if role is Role.CHAIR_OF_GOVERNORS else set()), role


@pytest.mark.parametrize(
    ("subject", "reader"),
    [(Role.CLASS_TEACHER, Role.HEAD), (Role.HEAD, Role.CHAIR_OF_GOVERNORS)],
)
def test_what_was_escalated_is_seen_by_those_who_read_such_cases_and_not_by_the_adult(
    school_of: Any, subject: Role, reader: Role
) -> None:
    everybody = school_of()
    register = told_of(everybody, subject, reader)
    asked = {"summary": f"{CANARY} again.", "reason": f"{CANARY} may be at risk."}
    answer = everybody[reader].ask(f"/api/concerns/{register}/escalate", asked)
    assert answer.status_code == 200, answer.text
    case = UUID(answer.json()["incident"])
    for role in Role:
        seen = crawl(everybody[role], case, register)
        kept = "head" if subject is Role.HEAD else "restricted"
        readers = READERS[kept] | {reader} - {subject}
        assert (seen & OF_CONCERNS) == (OF_CONCERNS if role is reader else set()), role
        assert ("/api/incidents/{incident}" in seen) == (role in readers), role
        if role is subject:
            assert seen == set()


def test_a_complaint_is_seen_by_those_who_keep_the_registers_and_by_auditors(
    school_of: Any,
) -> None:
    everybody = school_of()
    said = {
        "received_on": "2026-09-01",
        "received_from": "parent",
        "about": f"{CANARY} was not rung back.",
        "answer_within_school_days": 10,
        "incident_reference": CANARY,
    }
    answer = everybody.lead.ask("/api/prevention/receive-complaint", said)
    assert answer.status_code == 201, answer.text
    entry = answer.json()["id"]
    for role in Role:
        pages = ("complaints", f"entries/{entry}", f"entries/{entry}/timeline")
        seen = crawl(everybody[role], uuid4())
        for page in pages:
            read = everybody[role].read(f"/api/prevention/{page}", why="A canary")
            assert read.status_code != 422, read.text
            seen |= {page} if CANARY in read.text else set()
        reads = Level.GENERAL in permissions.complaints_for(role)
        assert seen == ({"/api/prevention/complaints", *pages} if reads else set()), role


def test_a_search_does_not_tell_what_the_list_keeps_back(school_of: Any) -> None:
    everybody = school_of()
    case = told(everybody.lead, *PROPOSED)
    word = everybody.lead.read(case.address).json()["summary"]
    outsider = everybody[Role.OUTSIDE_COUNTERSIGNER]
    assert len(outsider.read("/api/incidents").json()["items"]) == 1
    assert outsider.read("/api/incidents", q=word).json()["items"] == []
    assert len(everybody.lead.read("/api/incidents", q=word).json()["items"]) == 1


def test_a_filter_does_not_tell_the_category_of_a_case_that_is_not_read(school_of: Any) -> None:
    everybody = school_of()
    coordinator = everybody[Role.COORDINATOR]
    case = told(everybody.lead, ("assess", {}), by=coordinator)
    shown = coordinator.read("/api/incidents", category="CD-06").json()["items"]
    assert len(shown) == 1
    case.tell(("change-facts", finding("staff-instigator", "not-known")))
    assert coordinator.read("/api/incidents", category="CD-06").json()["items"] == []
    assert len(coordinator.read("/api/incidents").json()["items"]) == 1


def test_the_pages_that_are_crawled_are_those_that_there_are() -> None:
    assert {"/api/incidents", "/api/people", "/api/notices"} <= set(GETS)
    assert "/api/incidents/{incident}/reads" in GETS
