"""A trust lead sees numbers of the trust's schools, and no case."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from starlette.testclient import TestClient

from application.trust_totals import shown_from
from domain.categories import Category
from domain.incident.commands import Assess, StrikeOut
from domain.people import Person, Role
from domain.school import TrustJoined
from domain.terms import Season, Term, term_of
from interfaces.http.app import create_app
from interfaces.postgres.migrate import APP
from interfaces.wiring import Daybook, SignedIn, Trust, midnight
from tests.http.cases import told
from tests.http.school_api import SchoolApi, no, pointers, way_in
from tests.http.test_roles import accused
from tests.postgres.schools import MadeUpSchool, open_school

TOTALS = "/api/trust/totals"
CANARY = "Grauwacke"


def this_term() -> Term:
    """Lines bear the database's time, so what is recorded now is of the term that is now."""
    today = datetime.now(UTC).date()
    terms = (term_of(today.year, season) for season in Season)
    return next(term for term in terms if term.first <= today <= term.last)


@dataclass
class Calendar:
    """What day it is for whoever asks for totals. It stands still until it is turned."""

    time: datetime

    def __call__(self) -> datetime:
        return self.time


@dataclass(frozen=True)
class TorValley:
    """A trust of two schools, and a third one next door that is not of it.

    The lead asks on the first day on which the term's totals are shown.
    """

    client: TestClient
    later: TestClient
    calendar: Calendar
    trust: Trust
    schools: list[MadeUpSchool]
    next_door: MadeUpSchool
    lead: Person

    @property
    def api(self) -> SchoolApi:
        return way_in(self.later, self.schools[0], self.lead)

    def totals(self, by: SchoolApi | None = None) -> dict[str, Any]:
        answer = (by or self.api).read(TOTALS, term=this_term().name)
        assert answer.status_code == 200, answer.text
        read: dict[str, Any] = answer.json()
        return read

    def another_lead(self, school: MadeUpSchool) -> Person:
        add = school.daybook.directory.add
        other = add(school.id, "Alex Moor", Role.TRUST_LEAD, "Trust lead", self.trust.name)
        school.daybook.trusts.name_lead(school.id, other.account, self.trust)
        return other


@pytest.fixture
def tor_valley(client: TestClient, daybook: Daybook) -> Iterator[TorValley]:
    trust = daybook.trusts.add(f"Tor Valley Trust {uuid4()}")
    schools = [open_school(daybook) for _ in range(3)]
    for school in schools[:2]:
        joined(school, trust)
    home = schools[0]
    lead = daybook.directory.add(home.id, "S. Hale", Role.TRUST_LEAD, "Trust lead", trust.name)
    daybook.trusts.name_lead(home.id, lead.account, trust)
    calendar = Calendar(midnight(shown_from(this_term())))
    with TestClient(create_app(daybook, calendar), raise_server_exceptions=False) as later:
        yield TorValley(client, later, calendar, trust, schools[:2], schools[2], lead)


def joined(school: MadeUpSchool, trust: Trust) -> None:
    (there,) = [one for one in school.daybook.schools() if one.id == school.id]
    school.daybook.join_trust(there, trust, school.khan)


def conduct(school: MadeUpSchool, number: int, category: Category = Category.CD_14) -> None:
    """So many incidents, assessed; they are recorded today, whatever day that is."""
    for _ in range(number):
        case = school.report(f"{CANARY} is passed round").id
        assess = Assess(category=category, rationale=f"{CANARY} was told so")
        school.log.ask(case, assess, by=school.khan, now=school.clock())


def test_each_school_is_counted_and_all_together(tor_valley: TorValley) -> None:
    here, there = tor_valley.schools
    conduct(here, 6)
    conduct(there, 7)
    conduct(there, 5, Category.CT_11)
    conduct(tor_valley.next_door, 9)
    told = tor_valley.totals()
    assert told["all_schools"]["total"] == 18
    assert {one["school"]: one["totals"]["total"] for one in told["schools"]} == {
        str(here.id): 6,
        str(there.id): 12,
    }
    assert told["all_schools"]["category"] == {
        "content": 5, "contact": 0, "conduct": 13, "commerce": 0, "not-assessed": 0,
    }  # fmt: skip
    assert told["all_schools"]["status"]["open"] == 18
    assert told["hidden_below"] == 5


def test_numbers_that_might_point_at_a_child_are_hidden(tor_valley: TorValley) -> None:
    here, there = tor_valley.schools
    conduct(here, 9)
    conduct(here, 2, Category.CM_01)
    conduct(there, 12)
    conduct(there, 8, Category.CM_01)
    told = tor_valley.totals()
    totals = {one["school"]: one["totals"] for one in told["schools"]}
    ours = totals[str(here.id)]["category"]
    assert (ours["commerce"], ours["conduct"]) == (None, None)
    assert told["all_schools"]["category"]["commerce"] is None or (
        totals[str(there.id)]["category"]["commerce"] is None
    ), "or the whole minus the other school would tell"


def test_a_school_with_few_cases_cannot_be_had_from_the_whole(tor_valley: TorValley) -> None:
    conduct(tor_valley.schools[0], 2)
    conduct(tor_valley.schools[1], 8)
    told = tor_valley.totals()
    assert told["all_schools"]["total"] == 10
    assert [one["totals"]["total"] for one in told["schools"]] == [None, None]


def test_totals_name_nobody_and_no_case(tor_valley: TorValley) -> None:
    conduct(tor_valley.schools[0], 6)
    text = json.dumps(tor_valley.totals())
    for word in (CANARY, "Khan", "Jones", "OSI-", "incident"):
        assert word not in text, word


def test_a_case_about_one_lead_is_counted_for_none(tor_valley: TorValley) -> None:
    """Or one of them could see by the other's numbers that there is such a case."""
    here = tor_valley.schools[0]
    conduct(here, 6)
    case = told(way_in(tor_valley.client, here, here.khan))
    case.tell(("link-person", accused(tor_valley.lead.name, str(tor_valley.lead.account))))
    other = way_in(tor_valley.later, here, tor_valley.another_lead(here))
    assert tor_valley.totals(by=other)["all_schools"]["total"] == 6
    assert tor_valley.totals()["all_schools"]["total"] == 6


# Somebody who subtracts


def test_nothing_is_shown_of_a_term_before_it_has_settled(tor_valley: TorValley) -> None:
    conduct(tor_valley.schools[0], 6)
    tor_valley.calendar.time -= timedelta(seconds=1)
    answer = no(tor_valley.api.read(TOTALS, term=this_term().name), 409, "not-yet-made-up")
    day = shown_from(this_term())
    assert f"from {day.day} {day:%B %Y} on" in answer["title"]


def test_the_same_total_asked_today_and_tomorrow_differs_by_no_case(
    tor_valley: TorValley,
) -> None:
    here = tor_valley.schools[0]
    conduct(here, 7)
    today = tor_valley.totals()
    one = here.report(f"{CANARY} once more").id
    struck = StrikeOut(reason="Reported twice")
    here.log.ask(one, struck, by=here.khan, now=here.clock())
    conduct(here, 1, Category.CT_11)
    here.close(closable(here))
    tor_valley.calendar.time += timedelta(days=1)
    assert tor_valley.totals() == today
    assert today["all_schools"]["total"] == 7


def closable(school: MadeUpSchool) -> Any:
    case = school.report(f"{CANARY} and no harm done").id
    school.settle(case)
    return case


def test_a_school_that_joins_or_leaves_is_not_the_difference_of_two_totals(
    tor_valley: TorValley,
) -> None:
    here, there = tor_valley.schools
    conduct(here, 8)
    conduct(there, 2)
    before = tor_valley.totals()
    joined(tor_valley.next_door, tor_valley.trust)
    conduct(tor_valley.next_door, 3)
    assert tor_valley.totals() == before
    elsewhere = there.daybook.trusts.add(f"Another Trust {uuid4()}")
    joined(there, elsewhere)
    assert tor_valley.totals() == before


def test_a_school_is_counted_in_the_terms_at_whose_end_it_belonged_to_the_trust(
    tor_valley: TorValley,
) -> None:
    """A past term has no numbers of a school that came later: nobody lets it in to look."""
    answer = tor_valley.api.read(TOTALS, term="2011-spring").json()
    assert (answer["schools"], answer["all_schools"]["total"]) == ([], 0)


def test_a_school_that_left_and_came_back_is_not_counted_for_what_was_before(
    tor_valley: TorValley, superuser: str
) -> None:
    here, there = tor_valley.schools
    conduct(here, 9)
    conduct(there, 6)
    joined_after_the_term(there, superuser)
    joined(there, tor_valley.trust)  # It belongs already, and so it changes nothing.
    told = tor_valley.totals()
    assert [one["school"] for one in told["schools"]] == [str(here.id)]
    assert told["all_schools"]["total"] == 9


def joined_after_the_term(school: MadeUpSchool, superuser: str) -> None:
    after = midnight(this_term().last + timedelta(days=1))
    with psycopg.connect(superuser) as connection:
        connection.execute(
            "UPDATE daybook.school SET trust_since = %s WHERE school = %s", (after, school.id)
        )


def test_of_two_who_ask_at_once_one_is_kept_for_both(tor_valley: TorValley) -> None:
    here = tor_valley.schools[0]
    conduct(here, 6)
    asked = SignedIn(here.id, tor_valley.lead), tor_valley.trust, this_term()
    first = here.daybook.trust_totals(*asked, tor_valley.calendar())
    other = replace(first, at=first.at + timedelta(seconds=1), schools=())
    keep = (here.id, tor_valley.lead.account, tor_valley.trust, this_term())
    here.daybook.trusts.keep(*keep, other)
    assert here.daybook.trust_totals(*asked, tor_valley.calendar()) == first


def test_what_is_kept_holds_no_number_that_is_hidden(
    tor_valley: TorValley, superuser: str
) -> None:
    conduct(tor_valley.schools[0], 3)
    conduct(tor_valley.schools[1], 9)
    tor_valley.totals()
    with psycopg.connect(superuser) as connection:
        row = connection.execute(
            "SELECT totals FROM daybook.trust_total WHERE trust = %s", (tor_valley.trust.id,)
        ).fetchone()
    assert row is not None
    hidden = [row[0]["all_schools"]["total"], *(one["totals"] for one in row[0]["schools"])]
    assert hidden[0] == 12
    assert all(one["total"] is None and not any(one["category"].values()) for one in hidden[1:])


def test_kept_totals_are_closed_but_for_a_school_whose_account_the_trust_has_named(
    tor_valley: TorValley, daybook: Daybook
) -> None:
    conduct(tor_valley.schools[0], 6)
    tor_valley.totals()
    seen = {}
    with psycopg.connect(daybook.conninfo[APP]) as app:
        for who, school in (("lead", tor_valley.schools[0]), ("other", tor_valley.schools[1])):
            app.execute("SELECT set_config('daybook.school', %s, true)", (str(school.id),))
            seen[who] = rows_kept(app, tor_valley.trust)
        app.rollback()
        seen["no school"] = rows_kept(app, tor_valley.trust)
    assert seen == {"lead": 1, "other": 0, "no school": 0}


def rows_kept(connection: psycopg.Connection[Any], trust: Trust) -> int:
    return connection.execute(
        "SELECT FROM daybook.trust_total WHERE trust = %s", (trust.id,)
    ).rowcount


def test_what_was_struck_out_is_not_counted(tor_valley: TorValley) -> None:
    here = tor_valley.schools[0]
    conduct(here, 6)
    told(way_in(tor_valley.client, here, here.khan), ("strike-out", {}))
    assert tor_valley.totals()["all_schools"]["total"] == 6


def test_another_term_has_other_cases(tor_valley: TorValley) -> None:
    conduct(tor_valley.schools[0], 6)
    answer = tor_valley.api.read(TOTALS, term="2011-spring").json()
    assert (answer["all_schools"]["total"], answer["first"]) == (0, "2011-01-01")


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.TRUST_LEAD])
def test_nobody_else_sees_the_totals(tor_valley: TorValley, role: Role) -> None:
    school = tor_valley.schools[0]
    add = school.daybook.directory.add
    somebody = add(school.id, "Alex Moor", role, "A post", "Tor Hill School")
    school.daybook.trusts.name_lead(school.id, somebody.account, tor_valley.trust)
    no(
        way_in(tor_valley.client, school, somebody).read(TOTALS, term=this_term().name),
        403,
        "not-your-role",
    )


def test_the_role_alone_is_not_enough_the_trust_must_have_named_them(
    tor_valley: TorValley,
) -> None:
    """Or an administrator of one school could see the numbers of all the others."""
    school = tor_valley.schools[1]
    add = school.daybook.directory.add
    other = add(school.id, "Alex Moor", Role.TRUST_LEAD, "Lead", "Tor Hill School")
    no(
        way_in(tor_valley.client, school, other).read(TOTALS, term=this_term().name),
        403,
        "no-trust",
    )


def test_a_lead_whose_school_has_left_for_another_trust_sees_neither(
    tor_valley: TorValley,
) -> None:
    elsewhere = tor_valley.schools[0].daybook.trusts.add(f"Another Trust {uuid4()}")
    joined(tor_valley.schools[0], elsewhere)
    no(tor_valley.api.read(TOTALS, term=this_term().name), 403, "no-trust")


def test_a_trust_lead_opens_no_case_by_these_numbers(tor_valley: TorValley) -> None:
    case = told(way_in(tor_valley.client, tor_valley.schools[0], tor_valley.schools[0].khan))
    no(tor_valley.api.read(case.address), 404, "not-reported")
    assert tor_valley.api.read("/api/incidents").json()["items"] == []
    person = {"account": str(tor_valley.lead.account), "account_name": tor_valley.lead.name}
    case.tell(("grant-access", person))
    assert tor_valley.api.read(case.address).status_code == 200


def test_the_schools_log_tells_that_it_joined_and_the_leads_that_they_looked(
    tor_valley: TorValley,
) -> None:
    school = tor_valley.schools[0]
    joined(school, tor_valley.trust)  # A second time tells nothing new.
    events = [getattr(line, "event", None) for line in school.read(school.id).lines]
    (event,) = [one for one in events if isinstance(one, TrustJoined)]
    assert event.trust_name == tor_valley.trust.name
    before = tor_valley.api.lines
    tor_valley.totals()
    tor_valley.totals()
    assert tor_valley.api.lines == before + 1
    assert school.verify().ok


@pytest.mark.parametrize("term", ["", "autumn", "2026-winter", "2026"])
def test_a_term_that_is_none_is_named(tor_valley: TorValley, term: str) -> None:
    answer = no(tor_valley.api.read(TOTALS, term=term), 422, "invalid-field")
    assert pointers(answer) == ["query:term"]
