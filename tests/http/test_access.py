"""Conflicts of interest, access by name, who has read a case, and breaking the glass."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from eventsourcing.persistence import IntegrityError

from application.record import Line
from application.school_setup import ask_school
from application.sign_in import Happened, What
from domain.access import CaseRead, GlassBroken, Page
from domain.people import Role
from domain.school import CaseDisposed
from domain.school_setup.commands import SetCaseManagers
from domain.school_setup.events import Colleague, ManagesHead
from interfaces.http.app import create_app
from tests.http.cases import TWO_PUPILS, ExampleCase, told
from tests.http.conftest import EveryRole, Watched
from tests.http.queries import taken
from tests.http.school_api import INCIDENTS, SchoolApi, incident_of, no, pointers, way_in
from tests.http.test_roles import accuse, finding, hidden, listed, read_as
from tests.postgres.schools import rows_as_text

ALONE = {"reason": "The lead is away and a mother is at the gate."}


def about(everybody: EveryRole, role: Role) -> dict[str, Any]:
    person = everybody.people[role]
    return {"account": str(person.account), "account_name": person.name}


def owner_of(case: ExampleCase) -> str:
    return str(case.lead.read(case.address).json()["owner"]["account"])


def reads_in(api: SchoolApi, case: ExampleCase) -> list[Any]:
    """What the access stream of a case says, read from the record itself."""
    log = api.school.log
    streams = api.school.daybook.access_rows(api.school.id)
    tail = streams.tail(incident_of(case.address), 1000)
    lines = map(log.given_mapper.to_domain_event, tail.lines)
    return [line for line in lines if isinstance(line, Line)]


# Conflicts of interest


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.HEAD, Role.SENIOR_LEADER])
def test_to_whoever_has_a_conflict_there_is_no_such_case_until_it_is_lifted(
    everybody: EveryRole, role: Role
) -> None:
    case = told(everybody.lead)
    assert read_as(everybody[role], case) == "all"
    case.tell(("declare-conflict", {**about(everybody, role), "kind": "related"}))
    hidden(everybody[role], case)
    if role is Role.HEAD:
        no(case.ask("lift-conflict", **about(everybody, role)), 409, "chair-lifts")
        return
    deputy = everybody[Role.DEPUTY_DSL]
    assert case.ask("lift-conflict", deputy, **about(everybody, role)).status_code == 200
    assert read_as(everybody[role], case) == "all"
    assert listed(everybody[role], case) is not None


def test_nobody_lifts_their_own_conflict_for_they_do_not_know_of_the_case(
    everybody: EveryRole,
) -> None:
    case = told(everybody.lead)
    case.tell(("declare-conflict", {**about(everybody, Role.DEPUTY_DSL), "kind": "other"}))
    own = case.ask(
        "lift-conflict", everybody[Role.DEPUTY_DSL], **about(everybody, Role.DEPUTY_DSL)
    )
    no(own, 404, "not-reported")


def test_a_safeguarding_lead_named_maliciously_is_let_in_again_by_an_alternate(
    everybody: EveryRole,
) -> None:
    head, chair = everybody.head, everybody[Role.CHAIR_OF_GOVERNORS]
    case = told(head)
    assert owner_of(case) == str(everybody.people[Role.DSL].account)
    accuse(case, everybody, Role.DSL)
    hidden(everybody.lead, case)
    assert owner_of(case) == str(everybody.people[Role.DEPUTY_DSL].account)
    waiting = chair.read("/api/notices").json()["items"]
    mine = [one for one in waiting if one["incident"] == str(incident_of(case.address))]
    assert [one["what"] for one in mine] == ["naming-to-confirm"]
    assert mine[0]["sentence"].startswith(
        f"Somebody with an account is shut out of {mine[0]['reference']}"
    )
    assert everybody.people[Role.DSL].name not in mine[0]["sentence"]
    assert everybody.lead.read("/api/notices").json()["items"] != waiting
    assert case.ask("lift-conflict", head, **about(everybody, Role.DSL)).status_code == 200
    assert read_as(everybody.lead, case) == "all"
    sentences = [item["sentence"] for item in head.timeline(case.address)]
    assert "lifted the conflict of interest of A. Khan" in sentences[-1]


def test_a_second_person_confirms_a_naming_and_nobody_is_asked_any_more(
    everybody: EveryRole,
) -> None:
    case = told(everybody.head)
    accuse(case, everybody, Role.DSL)
    named = {**about(everybody, Role.DSL), "kind": "accused"}
    again = case.ask("declare-conflict", everybody.head, **named)
    assert again.json()["position"] is None, "the same person does not confirm their own word"
    confirmed = case.ask("declare-conflict", everybody[Role.DEPUTY_DSL], **named)
    assert confirmed.json()["position"] is not None
    waiting = everybody.head.read("/api/notices").json()["items"]
    assert str(incident_of(case.address)) not in {one["incident"] for one in waiting}


@pytest.mark.parametrize("answer", ["yes", "not-known"])
def test_where_the_head_may_be_the_subject_the_chair_owns_the_case_at_once(
    everybody: EveryRole, answer: str
) -> None:
    case = told(everybody.lead)
    case.tell(("change-facts", finding("subject-is-head", answer)))
    assert owner_of(case) == str(everybody.people[Role.CHAIR_OF_GOVERNORS].account)
    case.tell(("change-facts", finding("subject-is-head", "no")))
    assert owner_of(case) == str(everybody.people[Role.DSL].account)


def test_where_the_head_is_named_the_chair_owns_the_case_in_the_same_command(
    everybody: EveryRole,
) -> None:
    case = told(everybody.lead)
    accuse(case, everybody, Role.HEAD)
    assert owner_of(case) == str(everybody.people[Role.CHAIR_OF_GOVERNORS].account)
    names = [item["name"] for item in case.lead.timeline(case.address)]
    assert names[-4:-2] == ["person-linked.1", "facts-changed.1"]
    assert names[-2:] == ["facts-changed.1", "owner-changed.1"]


def test_somebody_who_was_harmed_follows_her_own_case_and_reads_no_more(
    everybody: EveryRole,
) -> None:
    teacher, person = everybody[Role.HR_ADVISER], everybody.people[Role.HR_ADVISER]
    case = told(everybody.lead)
    hidden(teacher, case)
    case.tell(
        (
            "link-person",
            {
                "full_name": person.name,
                "kind": "staff",
                "capacity": "victim",
                "account": str(person.account),
            },
        )
    )
    assert read_as(teacher, case) == "own-report"
    no(teacher.read(f"{case.address}/timeline"), 403, "not-your-role")
    row = listed(teacher, case)
    assert row is not None
    assert set(row) == {"id", "reference", "version", "status", "summary", "reported_at"}


# Access by name


def test_a_grant_lets_somebody_in_by_name_until_it_ends_or_is_taken_back(watched: Watched) -> None:
    adviser = watched[Role.HR_ADVISER]
    case = told(watched.lead, about_an_adult_here="yes")
    hidden(adviser, case, ())
    until = (watched.clock.time + timedelta(days=2)).isoformat().replace("+00:00", "Z")
    case.tell(("grant-access", {**about(watched, Role.HR_ADVISER), "until": until}))
    assert read_as(adviser, case) == "all"
    assert adviser.timeline(case.address)
    assert listed(adviser, case) is not None
    watched.later(days=3)
    hidden(adviser, case, ())
    case.tell(("grant-access", about(watched, Role.HR_ADVISER)))
    assert read_as(adviser, case) == "all"
    case.tell(("revoke-access", about(watched, Role.HR_ADVISER)))
    hidden(adviser, case, ())


def test_an_auditor_is_let_in_for_a_fortnight_where_no_end_is_given(watched: Watched) -> None:
    auditor, case = watched[Role.AUDITOR], told(watched.lead)
    answer = case.ask("grant-access", **about(watched, Role.AUDITOR))
    name = watched.people[Role.AUDITOR].name
    assert answer.json()["remarks"] == [f"{name} is let in until 21 September 2026 at 10:00."]
    watched.later(days=13)
    again = case.ask("grant-access", **about(watched, Role.AUDITOR))
    assert again.json()["position"] is None, "asked for again, it is not made longer"
    assert auditor.read(case.address, why="The audit of this term").status_code == 200
    watched.later(days=2)
    no(auditor.read(case.address, why="The audit of this term"), 404, "not-reported")
    case.tell(("grant-access", about(watched, Role.AUDITOR)))
    assert auditor.read(case.address, why="One thing more").status_code == 200


def test_a_grant_that_has_ended_lets_nothing_be_written_though_the_case_is_remembered(
    watched: Watched,
) -> None:
    adviser = watched[Role.HR_ADVISER]
    case = told(watched.lead)
    until = (watched.clock.time + timedelta(days=2)).isoformat().replace("+00:00", "Z")
    case.tell(("grant-access", {**about(watched, Role.HR_ADVISER), "until": until}))
    assert adviser.note(case.address, "I was asked to look at this.").status_code == 200
    watched.later(days=3)
    no(adviser.note(case.address, "I am still looking."), 404, "not-reported")


def test_a_governor_is_let_into_no_case_by_name(watched: Watched) -> None:
    """Governors see figures, never names."""
    case = told(watched.lead, *TWO_PUPILS)
    answer = no(case.ask("grant-access", **about(watched, Role.GOVERNOR)), 422)
    assert answer["type"] == "/problems/figures-for-governors"
    assert [error["pointer"] for error in answer["errors"]] == ["/account"]
    hidden(watched[Role.GOVERNOR], case)


def test_an_administrator_is_let_into_no_case_by_name(watched: Watched) -> None:
    """Not even for later, when they are perhaps something else."""
    case = told(watched.lead, *TWO_PUPILS)
    answer = no(case.ask("grant-access", **about(watched, Role.ADMINISTRATOR)), 422)
    assert answer["type"] == "/problems/no-cases-for-administrators"
    assert [error["pointer"] for error in answer["errors"]] == ["/account"]


def test_a_grant_from_before_somebody_became_a_governor_lets_them_in_no_longer(
    watched: Watched,
) -> None:
    adviser, case = watched[Role.HR_ADVISER], told(watched.lead, *TWO_PUPILS)
    case.tell(("grant-access", about(watched, Role.HR_ADVISER)))
    assert read_as(adviser, case) == "all"
    becomes(watched, Role.HR_ADVISER, Role.GOVERNOR)
    hidden(watched[Role.HR_ADVISER], case)
    no(watched[Role.HR_ADVISER].note(case.address, "I had a look."), 404, "not-reported")
    becomes(watched, Role.HR_ADVISER, Role.HR_ADVISER)
    assert read_as(watched[Role.HR_ADVISER], case) == "all"


def becomes(watched: Watched, who: Role, role: Role) -> None:
    """Tokens end with a role, so they come in with another."""
    happened = Happened(What.ROLE_CHANGED, watched.clock.time, "here")
    accounts, account = watched.school.daybook.accounts, watched.people[who].account
    accounts.change_role(watched.school.id, account, role, happened)
    person, old = watched.people[who], watched[who]
    watched.ways_in[who] = way_in(old.client, old.school, person)


def test_the_chair_who_manages_a_case_reads_it(watched: Watched) -> None:
    case = told(watched.lead, about_an_adult_here="yes")
    chair = watched.people[Role.CHAIR_OF_GOVERNORS]
    hidden(watched[Role.CHAIR_OF_GOVERNORS], case, ())
    case.tell(("appoint-case-manager", {"manager": str(chair.account), "why": "It is hers."}))
    assert read_as(watched[Role.CHAIR_OF_GOVERNORS], case) == "all"


def test_nobody_in_conflict_is_let_in_by_name(everybody: EveryRole) -> None:
    case = told(everybody.lead)
    accuse(case, everybody, Role.CLASS_TEACHER)
    no(case.ask("grant-access", **about(everybody, Role.CLASS_TEACHER)), 409, "not-for-a-subject")


def test_a_trust_lead_opens_a_case_only_by_explicit_grant(everybody: EveryRole) -> None:
    case = told(everybody.lead)
    hidden(everybody[Role.TRUST_LEAD], case)
    case.tell(("grant-access", about(everybody, Role.TRUST_LEAD)))
    assert read_as(everybody[Role.TRUST_LEAD], case) == "all"


# Who has read it


def test_reading_is_a_line_but_not_one_of_the_case(watched: Watched) -> None:
    case = told(watched.lead)
    answer = watched.head.read(case.address)
    before = answer.headers["etag"], len(watched.lead.timeline(case.address))
    watched.head.read(f"{case.address}/timeline")
    again = watched.lead.read(case.address)
    assert (again.headers["etag"], len(watched.lead.timeline(case.address))) == before
    assert len(reads_in(watched.head, case)) == 2, "one line a person and quarter of an hour"
    assert watched.school.verify().ok


def test_a_reader_is_told_once_in_a_quarter_of_an_hour(watched: Watched) -> None:
    case = told(watched.lead)
    for minutes in (0, 5, 9.9, 0.2, 10):
        watched.later(minutes=minutes)
        watched.head.read(case.address)
    quarters = [line.event.quarter.minute for line in reads_in(watched.head, case)]
    assert quarters == [0, 15]


def test_what_is_not_shown_is_not_told_as_read(everybody: EveryRole) -> None:
    case = told(everybody.lead, by=everybody[Role.CLASS_TEACHER])
    no(everybody[Role.CLASS_TEACHER].read(f"{case.address}/timeline"), 403, "not-your-role")
    no(everybody[Role.GOVERNOR].read(case.address), 404, "not-reported")
    assert reads_in(everybody.lead, case) == []


def test_an_auditor_reads_by_name_and_says_why(everybody: EveryRole) -> None:
    auditor, case = everybody[Role.AUDITOR], told(everybody.lead)
    no(auditor.read(case.address, why="The audit"), 404, "not-reported")
    case.tell(("grant-access", about(everybody, Role.AUDITOR)))
    no(auditor.read(case.address), 422, "invalid-field")
    assert auditor.read(case.address, why="The audit of this term").status_code == 200
    shown = everybody.lead.read(f"{case.address}/reads").json()["items"]
    assert [one["why"] for one in shown if one["role"] == "auditor"] == ["The audit of this term"]


def test_another_reason_of_an_auditor_is_another_line(watched: Watched) -> None:
    auditor, case = watched[Role.AUDITOR], told(watched.lead)
    case.tell(("grant-access", about(watched, Role.AUDITOR)))
    for why in ("The audit of this term", "A complaint", "The audit of this term"):
        assert auditor.read(case.address, why=why).status_code == 200
    reasons = [line.event.why for line in reads_in(watched.head, case)]
    assert reasons == ["The audit of this term", "A complaint"]
    for why in ("A first look", "A second look"):
        assert watched.head.read(case.address, why=why).status_code == 200
    assert len(reads_in(watched.head, case)) == 3, "nobody else has to say why"


def test_of_an_ordinary_case_the_lead_sees_who_read_it_and_the_reporter_does_not(
    everybody: EveryRole,
) -> None:
    case = told(everybody.lead, by=everybody[Role.CLASS_TEACHER])
    everybody[Role.COORDINATOR].read(case.address)
    shown = everybody.lead.read(f"{case.address}/reads").json()["items"]
    assert [(one["by"]["name"], one["page"]) for one in shown] == [
        (everybody.people[Role.COORDINATOR].name, "case")
    ]
    no(everybody[Role.CLASS_TEACHER].read(f"{case.address}/reads"), 403, "not-your-role")
    no(everybody[Role.GOVERNOR].read(f"{case.address}/reads"), 404, "not-reported")
    officer = everybody[Role.DATA_PROTECTION_OFFICER]
    assert officer.read(f"{case.address}/reads").status_code == 200


def test_of_a_restricted_case_its_manager_alone_sees_who_read_it(everybody: EveryRole) -> None:
    case = told(everybody.lead, about_an_adult_here="yes")
    head = everybody.people[Role.HEAD]
    case.tell(("appoint-case-manager", {"manager": str(head.account)}))
    assert everybody.head.read(f"{case.address}/reads").status_code == 200
    no(everybody.lead.read(f"{case.address}/reads"), 403, "reads-for-its-manager")
    officer = everybody[Role.DATA_PROTECTION_OFFICER]
    no(officer.read(f"{case.address}/reads"), 404, "not-reported")


def test_if_the_reading_cannot_be_written_down_nothing_is_shown(
    everybody: EveryRole, superuser: str
) -> None:
    case = told(everybody.lead, summary="Messages about a trip to Morecambe.")
    with psycopg.connect(superuser, autocommit=True) as connection:
        connection.execute("REVOKE INSERT ON daybook.access_stream FROM daybook_app")
        try:
            answer = everybody.head.read(case.address)
        finally:
            connection.execute("GRANT INSERT ON daybook.access_stream TO daybook_app")
    no(answer, 503)
    assert "Morecambe" not in answer.text
    assert everybody.head.read(case.address).status_code == 200


def test_every_page_of_a_case_writes_down_who_opens_it(watched: Watched) -> None:
    """A new page that forgets to must fail here."""
    pages = [
        address.removeprefix(f"{INCIDENTS}/{{incident}}")
        for address, methods in create_app().openapi()["paths"].items()
        if address.startswith(f"{INCIDENTS}/{{incident}}") and "get" in methods
    ]
    assert {"", "/timeline", "/steps", "/chart.svg", "/reads"} <= set(pages)
    for page in pages:
        case = told(watched.lead)
        asked = taken(f"{INCIDENTS}/{{incident}}{page}", **{"for": "lado"})
        assert watched.head.read(case.address + page, **asked).status_code == 200
        (line,) = reads_in(watched.head, case)
        assert isinstance(line.event, CaseRead), page
        assert line.actor == watched.people[Role.HEAD].account


# Breaking the glass


def test_the_glass_is_broken_with_a_reason_and_shut_again_after_half_an_hour(
    watched: Watched,
) -> None:
    leader = watched[Role.SENIOR_LEADER]
    case = told(watched.lead, about_an_adult_here="yes")
    hidden(leader, case, ())
    answer = leader.ask(f"{case.address}/break-glass", ALONE)
    assert answer.status_code == 201, answer.text
    (line,) = reads_in(leader, case)
    assert isinstance(line.event, GlassBroken)
    assert line.event.reason == ALONE["reason"]
    assert read_as(leader, case) == "all"
    assert leader.timeline(case.address)
    no(leader.note(case.address, "It opens for reading only."), 404, "not-reported")
    watched.later(minutes=30)
    hidden(leader, case, ())
    assert watched.school.verify().ok


def test_the_chair_and_the_data_protection_officer_are_told_why_and_not_a_word_of_the_case(
    watched: Watched,
) -> None:
    case = told(watched.lead, summary="About Morecambe", about_an_adult_here="yes")
    leader, chair = watched[Role.SENIOR_LEADER], watched[Role.CHAIR_OF_GOVERNORS]
    leader.ask(f"{case.address}/break-glass", ALONE)
    for told_of_it in (chair, watched[Role.DATA_PROTECTION_OFFICER]):
        page = told_of_it.read("/api/notices")
        (notice,) = page.json()["items"]
        assert notice["by"]["name"] == watched.people[Role.SENIOR_LEADER].name
        assert (notice["what"], notice["glass"]) == ("break-glass", 1)
        assert "Morecambe" not in page.text
        assert notice["reason"] == ALONE["reason"]
        assert notice["sentence"] == (
            f"{watched.people[Role.SENIOR_LEADER].name} (Senior leader) opened "
            f"{notice['reference']} as an exception on 7 September 2026 at 10:00: "
            f"{ALONE['reason']} Somebody else says by 8 September 2026 at 10:00 whether that was "
            "right."
        )
    no(leader.read("/api/notices"), 403, "not-your-role")
    review = f"{case.address}/break-glass/1/review"
    verdict = {"justified": True, "remark": "Nobody else could be reached."}
    no(leader.ask(review, verdict), 403, "not-your-role")
    assert chair.ask(review, verdict).status_code == 200
    no(chair.ask(review, verdict), 409, "reviewed-already")
    (notice,) = chair.read("/api/notices").json()["items"]
    assert (notice["justified"], notice["reviewed_by"]) == (
        True,
        watched.people[Role.CHAIR_OF_GOVERNORS].name,
    )


@pytest.mark.parametrize(
    "reason", ["", "  ", "no", "...", "\u200b\u200b\u200b\u200b", "\u3164" * 9]
)
def test_a_reason_for_breaking_the_glass_is_in_words_that_can_be_read(
    everybody: EveryRole, reason: str
) -> None:
    case = told(everybody.lead, about_an_adult_here="yes")
    ask = f"{case.address}/break-glass"
    answer = everybody[Role.SENIOR_LEADER].ask(ask, {"reason": reason})
    assert pointers(no(answer, 422, "invalid-field")) == ["/reason"]
    assert reads_in(everybody.lead, case) == []


def test_a_review_that_finds_no_good_reason_shuts_the_case_at_once(watched: Watched) -> None:
    leader, chair = watched[Role.SENIOR_LEADER], watched[Role.CHAIR_OF_GOVERNORS]
    case = told(watched.lead, about_an_adult_here="yes")
    leader.ask(f"{case.address}/break-glass", ALONE)
    assert read_as(leader, case) == "all"
    verdict = {"justified": False, "remark": "The lead was in the next room."}
    assert chair.ask(f"{case.address}/break-glass/1/review", verdict).status_code == 200
    hidden(leader, case, ())
    answer = leader.ask(f"{case.address}/break-glass", ALONE)
    assert answer.json()["glass"] == 2, "another exception, for another review"


def test_the_glass_of_a_case_that_is_open_to_you_is_not_broken(everybody: EveryRole) -> None:
    case = told(everybody.lead)
    no(everybody.head.ask(f"{case.address}/break-glass", ALONE), 409, "open-to-you-already")
    assert reads_in(everybody.lead, case) == []


def test_nobody_reviews_their_own_exception(watched: Watched) -> None:
    chair, case = watched[Role.CHAIR_OF_GOVERNORS], told(watched.lead)
    assert chair.ask(f"{case.address}/break-glass", ALONE).status_code == 201
    review = f"{case.address}/break-glass/1/review"
    verdict = {"justified": True, "remark": "I had to."}
    no(chair.ask(review, verdict), 409, "not-your-own-review")
    officer = watched[Role.DATA_PROTECTION_OFFICER]
    assert officer.ask(review, verdict).status_code == 200


@pytest.mark.parametrize("role", [Role.SENIOR_LEADER, Role.CHAIR_OF_GOVERNORS, Role.DEPUTY_DSL])
def test_the_accused_breaks_no_glass_and_learns_nothing_by_trying(
    everybody: EveryRole, role: Role
) -> None:
    case = told(everybody.lead)
    accuse(case, everybody, role)
    before = everybody.lead.lines
    here = everybody[role].ask(f"{case.address}/break-glass", ALONE)
    there = everybody[role].ask(f"{INCIDENTS}/{uuid4()}/break-glass", ALONE)
    assert no(here, 404, "not-reported") == no(there, 404, "not-reported")
    assert everybody.lead.lines == before


@pytest.mark.parametrize("role", [Role.CLASS_TEACHER, Role.GOVERNOR, Role.AUDITOR])
def test_who_may_not_break_the_glass_is_told_so_of_any_case(
    everybody: EveryRole, role: Role
) -> None:
    case = told(everybody.lead)
    for address in (case.address, f"{INCIDENTS}/{uuid4()}"):
        no(everybody[role].ask(f"{address}/break-glass", ALONE), 403, "not-your-role")


def test_notices_are_rebuilt_from_the_record(watched: Watched, superuser: str) -> None:
    for summary in ("First", "Second"):
        case = told(watched.lead, summary=summary)
        watched[Role.CHAIR_OF_GOVERNORS].ask(f"{case.address}/break-glass", ALONE)
    verdict = {"justified": False, "remark": "The lead was in the next room."}
    watched[Role.DATA_PROTECTION_OFFICER].ask(f"{case.address}/break-glass/1/review", verdict)
    live = rows_as_text(superuser, "notice", watched.school.id)
    assert len(live) == 2
    watched.school.rebuild()
    assert rows_as_text(superuser, "notice", watched.school.id) == live


# Hidden and absent take the same way


def asked_of_the_pool(api: SchoolApi, work: Any) -> int:
    pool = api.school.daybook.datastore.pool
    before = pool.get_stats()["requests_num"]
    work()
    return int(pool.get_stats()["requests_num"] - before)


@pytest.mark.parametrize("role", [Role.HEAD, Role.CLASS_TEACHER])
def test_a_hidden_case_costs_as_many_questions_as_one_that_is_not_there(
    everybody: EveryRole, role: Role
) -> None:
    case = told(everybody.lead)
    accuse(case, everybody, role)
    nowhere = ExampleCase(everybody.lead, f"{INCIDENTS}/{uuid4()}", case.ids)
    api = everybody[role]
    for page in ("", "/timeline", "/reads"):
        here, there = (
            asked_of_the_pool(api, lambda one=one: api.read(one.address + page))  # noqa: B023
            for one in (case, nowhere)
        )
        assert here == there, page
    for name in ("add-note", "link-person", "declare-conflict", "close"):
        here, there = (
            asked_of_the_pool(api, lambda one=one: one.ask(name, api))  # noqa: B023
            for one in (case, nowhere)
        )
        assert here == there, name


# Exceptions that nobody has reviewed


def test_a_review_that_is_overdue_is_shown_first_and_to_the_leads_as_well(
    watched: Watched,
) -> None:
    case = told(watched.lead, about_an_adult_here="yes")
    watched[Role.SENIOR_LEADER].ask(f"{case.address}/break-glass", ALONE)
    chair, head = watched[Role.CHAIR_OF_GOVERNORS], watched.head
    (notice,) = chair.read("/api/notices").json()["items"]
    assert notice["overdue"] is False
    assert head.read("/api/notices").json()["items"] == []
    watched.later(hours=25)
    for api in (chair, watched[Role.DATA_PROTECTION_OFFICER], head, watched.lead):
        items = api.read("/api/notices").json()["items"]
        assert [(one["what"], one["overdue"]) for one in items] == [("break-glass", True)]
    verdict = {"justified": True, "remark": "Nobody else could be reached."}
    assert chair.ask(f"{case.address}/break-glass/1/review", verdict).status_code == 200
    assert head.read("/api/notices").json()["items"] == []
    (notice,) = chair.read("/api/notices").json()["items"]
    assert notice["overdue"] is False


def test_the_accused_is_not_told_of_an_overdue_review_either(watched: Watched) -> None:
    case = told(watched.lead)
    watched[Role.CHAIR_OF_GOVERNORS].ask(f"{case.address}/break-glass", ALONE)
    accuse(case, watched, Role.HEAD)
    watched.later(hours=25)
    assert watched.head.read("/api/notices").json()["items"] == []


def test_breaking_the_glass_without_a_reason_breaks_nothing(everybody: EveryRole) -> None:
    case = told(everybody.lead, about_an_adult_here="yes")
    before = everybody.lead.lines
    leader = everybody[Role.SENIOR_LEADER]
    for reason in ("", "   "):
        no(leader.ask(f"{case.address}/break-glass", {"reason": reason}), 422)
    no(leader.ask(f"{case.address}/break-glass", {}), 422)
    assert everybody.lead.lines == before
    hidden(leader, case, ())


# Who is told who has read a restricted case that nobody manages


def reads_of(api: SchoolApi, case: ExampleCase) -> int:
    return api.read(f"{case.address}/reads").status_code


def test_while_nobody_manages_a_restricted_case_the_chair_finds_no_page_of_who_read_it(
    everybody: EveryRole,
) -> None:
    """To whoever may not open the case there is no such page; made its manager, they see it."""
    case = told(everybody.lead, about_an_adult_here="yes")
    chair = everybody[Role.CHAIR_OF_GOVERNORS]
    no(chair.read(f"{case.address}/reads"), 404, "not-reported")
    hidden(chair, case, ())
    no(everybody.lead.read(f"{case.address}/reads"), 403, "reads-for-its-manager")
    case.tell(("appoint-case-manager", {"manager": str(everybody.people[Role.HEAD].account)}))
    assert reads_of(everybody.head, case) == 200
    no(chair.read(f"{case.address}/reads"), 404, "not-reported")
    about_the_chair = {"manager": str(everybody.people[Role.CHAIR_OF_GOVERNORS].account)}
    case.tell(("appoint-case-manager", about_the_chair))
    assert reads_of(chair, case) == 200


def test_who_acts_instead_sees_who_read_it_only_while_the_case_is_open_to_them(
    watched: Watched,
) -> None:
    adviser = watched.people[Role.HR_ADVISER]
    named = Colleague(name=adviser.name, post=adviser.post, account=adviser.account)
    setting = SetCaseManagers(about_the_head=named, manages_head_as=ManagesHead.TRUST_POLICY)
    ask_school(watched.school.log, setting, by=watched.people[Role.HEAD])
    case = told(watched.lead, about_an_adult_here="yes")
    assert reads_of(watched[Role.HR_ADVISER], case) == 404
    case.tell(("grant-access", about(watched, Role.HR_ADVISER)))
    assert reads_of(watched[Role.HR_ADVISER], case) == 200


def test_whoever_the_school_has_named_comes_before_the_chair(watched: Watched) -> None:
    deputy = watched.people[Role.DEPUTY_DSL]
    about_the_head = Colleague(name=deputy.name, post=deputy.post, account=deputy.account)
    setting = SetCaseManagers(
        about_the_head=about_the_head, manages_head_as=ManagesHead.TRUST_POLICY
    )
    ask_school(watched.school.log, setting, by=watched.people[Role.HEAD])
    case = told(watched.lead, about_an_adult_here="yes")
    assert reads_of(watched[Role.DEPUTY_DSL], case) == 200
    assert reads_of(watched[Role.CHAIR_OF_GOVERNORS], case) == 404


def test_a_manager_or_chair_who_is_accused_is_not_told_who_read_it(everybody: EveryRole) -> None:
    case = told(everybody.lead, about_an_adult_here="yes")
    case.tell(("appoint-case-manager", {"manager": str(everybody.people[Role.HEAD].account)}))
    accuse(case, everybody, Role.HEAD)
    assert reads_of(everybody.head, case) == 404
    assert reads_of(everybody[Role.CHAIR_OF_GOVERNORS], case) == 200
    accuse(case, everybody, Role.CHAIR_OF_GOVERNORS)
    assert reads_of(everybody[Role.CHAIR_OF_GOVERNORS], case) == 404
    assert {reads_of(everybody[role], case) for role in Role} <= {403, 404}


# A case that has been disposed of


def test_who_read_a_case_goes_with_the_case(watched: Watched, superuser: str) -> None:
    case, other = told(watched.lead), told(watched.lead)
    for one in (case, other):
        watched.head.read(one.address)
        watched[Role.CHAIR_OF_GOVERNORS].ask(f"{one.address}/break-glass", ALONE)
    school, incident = watched.school, incident_of(case.address)
    stream = school.log.given_recorder.access_stream(incident)
    school.dispose(incident)
    lines = [getattr(line, "event", None) for line in school.read(school.id).lines]
    certificate = lines[-1]
    assert isinstance(certificate, CaseDisposed)
    assert (certificate.access_stream, certificate.reads) == (stream, 2)
    assert reads_in(watched.head, case) == []
    assert len(reads_in(watched.head, other)) == 2
    assert school.verify().ok
    live = rows_as_text(superuser, "notice", school.id)
    assert len(live) == 1
    school.rebuild()
    assert rows_as_text(superuser, "notice", school.id) == live


def test_a_case_that_is_gone_can_be_looked_at_and_no_glass_is_left_to_break(
    watched: Watched,
) -> None:
    case = told(watched.lead)
    watched.head.read(case.address)
    watched.school.dispose(incident_of(case.address))
    before = watched.lead.lines
    assert watched.lead.read(f"{case.address}/timeline").status_code == 200
    assert watched.lead.read(case.address).status_code == 200
    no(watched[Role.CHAIR_OF_GOVERNORS].ask(f"{case.address}/break-glass", ALONE), 409)
    verdict = {"justified": True, "remark": "Nobody else could be reached."}
    chair = watched[Role.CHAIR_OF_GOVERNORS]
    no(chair.ask(f"{case.address}/break-glass/1/review", verdict), 404, "not-reported")
    assert watched.lead.lines == before
    assert watched.school.verify().ok


def test_a_certificate_that_leaves_out_who_read_the_case_destroys_nothing(
    watched: Watched,
) -> None:
    case = told(watched.lead)
    watched.head.read(case.address)
    log, incident = watched.school.log, incident_of(case.address)
    certificate = CaseDisposed(
        stream=incident,
        retention_class="online-safety incident",
        authority="Retention schedule 2026",
        approved_by=("A. Khan", "C. Reid"),
        lines=1,
    )
    with pytest.raises(IntegrityError, match="read since"):
        log.record_for_school(
            log.read(watched.school.id),
            certificate,
            watched.school.khan,
            destroyed=[(incident, log.read(incident).version)],
        )
    assert watched.lead.read(case.address).status_code == 200
    assert watched.school.verify().ok


def test_a_first_reader_on_the_way_during_a_disposal_writes_nothing_more(
    watched: Watched,
) -> None:
    """She has looked up the case, and her line comes after its certificate."""
    case, head = told(watched.lead), watched.people[Role.HEAD]
    incident, reads = incident_of(case.address), watched.school.daybook.reads(watched.school.log)
    visits = reads.visits(incident)
    reads.streams.begin(incident)
    watched.school.dispose(incident)
    read = CaseRead(incident=incident, quarter=watched.clock.time, what=Page.CASE)
    with pytest.raises(IntegrityError, match="disposed of"):
        reads.write(visits, incident, read, head)
    assert watched.school.verify().ok


def test_whoever_named_somebody_does_not_lift_alone_what_another_has_confirmed(
    everybody: EveryRole,
) -> None:
    deputy, head = everybody[Role.DEPUTY_DSL], everybody.head
    case = told(head)
    case.lead = deputy
    accuse(case, everybody, Role.DSL)
    confirmed = {**about(everybody, Role.DSL), "kind": "accused", "reason": "It is so."}
    assert case.ask("declare-conflict", head, **confirmed).status_code == 200
    lift = {**about(everybody, Role.DSL), "reason": "A friend."}
    no(case.ask("lift-conflict", deputy, **lift), 409, "confirmed-by-another")
    (accused,) = (one for one in head.read(case.address).json()["people"])
    error = {"person": accused["id"], "reason": "A friend."}
    assert deputy.ask(f"{case.address}/mark-named-in-error", error).status_code == 200
    hidden(everybody.lead, case)
    assert case.ask("lift-conflict", head, **lift).status_code == 200
    assert read_as(everybody.lead, case) == "all"


def test_what_nobody_has_confirmed_is_lifted_by_whoever_named_them(everybody: EveryRole) -> None:
    case = told(everybody.head)
    case.lead = everybody[Role.DEPUTY_DSL]
    accuse(case, everybody, Role.DSL)
    lift = {**about(everybody, Role.DSL), "reason": "Another person."}
    assert case.ask("lift-conflict", case.lead, **lift).status_code == 200


def test_where_the_chair_named_the_head_whoever_confirmed_it_lifts_it(
    everybody: EveryRole,
) -> None:
    case, chair = told(everybody.lead), everybody[Role.CHAIR_OF_GOVERNORS]
    case.tell(("change-facts", finding("subject-is-head", "yes")))
    name = f"Ms {everybody.people[Role.HEAD].name[0]} {everybody.people[Role.HEAD].name[5:]}"
    linked = {"full_name": name, "kind": "staff", "capacity": "instigator"}
    assert chair.ask(f"{case.address}/link-person", linked).status_code == 200
    confirmed = {**about(everybody, Role.HEAD), "kind": "accused", "reason": "It is so."}
    assert case.ask("declare-conflict", **confirmed).status_code == 200
    lift = {**about(everybody, Role.HEAD), "reason": "Somebody else."}
    no(case.ask("lift-conflict", everybody[Role.DEPUTY_DSL], **lift), 409, "chair-lifts")
    no(case.ask("lift-conflict", chair, **lift), 409, "confirmed-by-another")
    assert case.ask("lift-conflict", **lift).status_code == 200


def test_an_auditor_is_let_in_for_three_months_at_most(watched: Watched) -> None:
    case, auditor = told(watched.lead), about(watched, Role.AUDITOR)
    until = watched.clock.time + timedelta(days=92)
    later = (until + timedelta(minutes=1)).isoformat()
    refused = case.ask("grant-access", **auditor, until=later)
    no(refused, 409, "too-long-for-an-auditor")
    assert [one["pointer"] for one in refused.json()["errors"]] == ["/until"]
    assert case.ask("grant-access", **auditor, until=until.isoformat()).status_code == 200
    adviser = about(watched, Role.HR_ADVISER)
    assert case.ask("grant-access", **adviser, until=later).status_code == 200
