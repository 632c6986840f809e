"""Somebody here is accused by another name than their account has: deny wins in doubt."""

from typing import Any

import pytest

from domain.people import Person, Role
from tests.http.cases import ExampleCase, told
from tests.http.conftest import Watched
from tests.http.school_api import SchoolApi, incident_of, no, way_in
from tests.http.test_roles import hidden, read_as
from tests.postgres.schools import TOR_HILL

HERE = {"kind": "staff", "capacity": "instigator"}


@pytest.fixture
def kerr(watched: Watched) -> Person:
    """The online safety coordinator, among others."""
    return joins(watched, "Victoria Kerr", Role.COORDINATOR, "Online safety coordinator")


def joins(watched: Watched, name: str, role: Role, post: str) -> Person:
    return watched.school.daybook.directory.add(watched.school.id, name, role, post, TOR_HILL)


def own(watched: Watched, person: Person) -> SchoolApi:
    return way_in(watched.lead.client, watched.school, person)


def link(case: ExampleCase, by: SchoolApi, **who: Any) -> dict[str, Any]:
    answer = by.ask(f"{case.address}/link-person", {**HERE, **who})
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


def people_in(case: ExampleCase, by: SchoolApi) -> list[tuple[str, str]]:
    people = by.read(case.address).json()["people"]
    return [(one["full_name"], one["account_here"]) for one in people]


def of(person: Person) -> dict[str, str]:
    return {"account": str(person.account)}


@pytest.mark.parametrize(
    "name",
    ["V Kerr", "Mr Kerr", "Vicky Kerr", "Kerr, V.", "Mrs V. J. Kerr", "Victora Kér", "Kerr Vicky"],
)
def test_whoever_may_be_meant_finds_no_such_case_until_somebody_says_who_it_is(
    watched: Watched, kerr: Person, name: str
) -> None:
    case = told(watched.lead, about_an_adult_here="no")
    assert read_as(own(watched, kerr), case) == "all"
    answer = link(case, watched.lead, full_name=name)
    assert answer["remarks"] == [
        "No account here is certainly this person's. Shut out until confirmed or lifted: "
        "Victoria Kerr."
    ]
    hidden(own(watched, kerr), case)
    assert people_in(case, watched.lead) == [(name, "in-doubt")]
    sentences = [line["sentence"] for line in watched.lead.timeline(case.address)]
    assert any("shut out Victoria Kerr, who may be meant by the name" in one for one in sentences)


@pytest.mark.parametrize(
    "who",
    [
        {"full_name": "Victoria"},  # A forename alone is anybody's.
        {"full_name": "Peter Kerr"},
        {"full_name": "Victoria Kerrigan"},
        {"full_name": "V Kerr", "kind": "pupil"},
        {"full_name": "V Kerr", "kind": "parent"},
        {"full_name": "V Kerr", "capacity": "victim"},
        {"full_name": "P Marsh", "year_or_post": "Head of maths"},
    ],
)
def test_nobody_is_shut_out_by_the_name_of_somebody_else(
    watched: Watched, kerr: Person, who: dict[str, str]
) -> None:
    case = told(watched.lead, about_an_adult_here="no")
    answer = watched.lead.ask(f"{case.address}/link-person", {**HERE, **who})
    assert answer.status_code == 200, answer.text
    case.tell(("grant-access", {**of(kerr), "account_name": kerr.name}))
    assert read_as(own(watched, kerr), case) == "all"


def test_where_no_account_may_be_meant_the_answer_and_the_case_say_so(watched: Watched) -> None:
    case = told(watched.lead, about_an_adult_here="no")
    answer = link(case, watched.lead, full_name="Peter Grant")
    assert answer["remarks"] == [
        "No account here matches this name, so nobody is shut out by it. If this person has an "
        "account under another name, declare the conflict."
    ]
    assert people_in(case, watched.lead) == [("Peter Grant", "none")]
    named = link(case, watched.lead, full_name="Ellie Marsh", kind="pupil")
    assert "remarks" not in named, "of a pupil there is nothing to be said"


def test_an_exact_name_is_no_doubt(watched: Watched, kerr: Person) -> None:
    case = told(watched.lead, about_an_adult_here="no")
    assert "remarks" not in link(case, watched.lead, full_name="Ms VICTORIA Kerr")
    hidden(own(watched, kerr), case)
    assert people_in(case, watched.lead) == [("Ms VICTORIA Kerr", "found")]
    names = [line["name"] for line in watched.lead.timeline(case.address)]
    assert "conflict-declared.1" not in names


def test_of_two_who_may_be_meant_neither_finds_the_case(watched: Watched, kerr: Person) -> None:
    other = joins(watched, "Vera Kerr", Role.SENIOR_LEADER, "Assistant head")
    case = told(watched.lead, about_an_adult_here="no")
    answer = link(case, watched.lead, full_name="V Kerr")
    assert "Vera Kerr and Victoria Kerr." in answer["remarks"][0]
    for one in (kerr, other):
        hidden(own(watched, one), case)
    lift(case, watched.head, other)
    assert read_as(own(watched, kerr), case) != "all"


def lift(case: ExampleCase, by: SchoolApi, person: Person) -> None:
    answer = case.ask("lift-conflict", by, **of(person), reason="It is somebody else.")
    assert answer.status_code == 200, answer.text


def waiting(case: ExampleCase, by: SchoolApi) -> list[dict[str, Any]]:
    items = by.read("/api/notices").json()["items"]
    return [one for one in items if one["incident"] == str(incident_of(case.address))]


def test_who_is_not_the_person_named_is_let_in_again_by_whoever_named_them(
    watched: Watched, kerr: Person
) -> None:
    case = told(watched.lead, about_an_adult_here="yes")
    case.tell(("grant-access", {**of(kerr), "account_name": kerr.name}))
    link(case, watched.lead, full_name="V Kerr")
    hidden(own(watched, kerr), case)
    assert [one["what"] for one in waiting(case, watched.head)] == ["naming-to-confirm"]
    lift(case, watched.lead, kerr)
    assert read_as(own(watched, kerr), case) == "all"
    assert waiting(case, watched.head) == []


def test_who_is_the_person_named_stays_shut_out_and_nobody_is_asked_any_more(
    watched: Watched, kerr: Person
) -> None:
    case = told(watched.lead, about_an_adult_here="yes")
    link(case, watched.lead, full_name="V Kerr")
    said = {**of(kerr), "account_name": kerr.name, "kind": "accused", "reason": "It is she."}
    case.tell(("declare-conflict", said))
    assert waiting(case, watched.head) == []
    hidden(own(watched, kerr), case)


def test_whoever_manages_the_case_says_that_it_is_not_the_account(
    watched: Watched, kerr: Person
) -> None:
    case = told(watched.lead, about_an_adult_here="yes")
    leader = watched.people[Role.SENIOR_LEADER]
    case.tell(("appoint-case-manager", {"manager": str(leader.account), "why": "By policy."}))
    link(case, watched.lead, full_name="V Kerr")
    lift(case, watched[Role.SENIOR_LEADER], kerr)
    declared = {**of(kerr), "account_name": kerr.name, "kind": "related", "reason": "A sister."}
    case.tell(("declare-conflict", declared))
    other = case.ask("lift-conflict", watched[Role.SENIOR_LEADER], **of(kerr))
    no(other, 409, "only-an-alternate")


def test_a_post_that_is_held_by_somebody_of_another_name_is_doubt_enough(
    watched: Watched,
) -> None:
    """The name on the account may be an old one. The chair owns what may mean the head."""
    case = told(watched.lead, about_an_adult_here="no")
    link(case, watched.lead, full_name="Mrs Ellison", year_or_post="Headteacher")
    hidden(watched.head, case)
    chair = watched[Role.CHAIR_OF_GOVERNORS]
    assert read_as(chair, case) == "all"
    not_hers = case.ask("lift-conflict", watched.lead, **of(watched.people[Role.HEAD]))
    no(not_hers, 409, "chair-lifts")
    lift(case, chair, watched.people[Role.HEAD])
    assert read_as(watched.head, case) == "all"


def test_whoever_names_somebody_like_themself_loses_the_case_and_others_are_told(
    watched: Watched, kerr: Person
) -> None:
    case = told(watched.lead, about_an_adult_here="no")
    her = own(watched, kerr)
    assert "remarks" not in link(case, her, full_name="Mr Kerr")
    hidden(her, case)
    assert [one["what"] for one in waiting(case, watched.lead)] == ["naming-to-confirm"]
    lift(case, watched.lead, kerr)
    case.tell(("grant-access", {**of(kerr), "account_name": kerr.name}))
    assert read_as(her, case) == "all"


def test_a_lead_who_may_be_meant_is_not_the_owner_any_more(watched: Watched) -> None:
    case = told(watched.head, about_an_adult_here="no")
    name = f"Miss {watched.people[Role.DSL].name.split()[-1]}"
    link(case, watched.head, full_name=name)
    hidden(watched.lead, case)
    owner = watched.head.read(case.address).json()["owner"]["account"]
    assert owner == str(watched.people[Role.DEPUTY_DSL].account)


def test_named_in_error_or_in_another_part_nobody_is_in_doubt_any_more(
    watched: Watched, kerr: Person
) -> None:
    case = told(watched.lead, about_an_adult_here="no")
    for undo in ("mark-named-in-error", "change-capacity"):
        link(case, watched.lead, full_name="V Kerr", description=undo)
        hidden(own(watched, kerr), case)
        person = watched.lead.read(case.address).json()["people"][-1]["id"]
        body = {"person": person, "reason": "A slip."}
        if undo == "change-capacity":
            body = {"person": person, "capacity": "witness", "why": "She saw it."}
        answer = watched.lead.ask(f"{case.address}/{undo}", body)
        assert answer.status_code == 200, answer.text
        case.tell(("grant-access", {**of(kerr), "account_name": kerr.name}))
        assert read_as(own(watched, kerr), case) == "all"


def test_a_witness_who_becomes_the_accused_is_looked_for_then(
    watched: Watched, kerr: Person
) -> None:
    case = told(watched.lead, about_an_adult_here="no")
    link(case, watched.lead, full_name="V Kerr", capacity="witness")
    assert read_as(own(watched, kerr), case) == "all"
    person = watched.lead.read(case.address).json()["people"][-1]["id"]
    change = {"person": person, "capacity": "instigator", "why": "It was her account."}
    answer = watched.lead.ask(f"{case.address}/change-capacity", change)
    assert "Victoria Kerr" in answer.json()["remarks"][0]
    hidden(own(watched, kerr), case)


def test_a_corrected_name_shuts_out_whom_it_may_mean_and_nobody_else(
    watched: Watched, kerr: Person
) -> None:
    other = joins(watched, "Peter Grant", Role.SENIOR_LEADER, "Assistant head")
    case = told(watched.lead, about_an_adult_here="no")
    link(case, watched.lead, full_name="V Kerr")
    names = {item["version"]: item["name"] for item in watched.lead.timeline(case.address)}
    linked = next(version for version, name in names.items() if name == "person-linked.1")
    mend = {"line": linked, "field": "full_name", "new": "P Grant", "reason": "Misheard."}
    answer = watched.lead.ask(f"{case.address}/correct-line", mend)
    assert "Peter Grant" in answer.json()["remarks"][0]
    hidden(own(watched, other), case)
    case.tell(("grant-access", {**of(kerr), "account_name": kerr.name}))
    assert read_as(own(watched, kerr), case) == "all"


@pytest.mark.parametrize("name", ["Victoria Kerr", "V Kerr"])
def test_in_a_case_about_an_adult_an_unknown_part_is_protective_too(
    watched: Watched, kerr: Person, name: str
) -> None:
    case = told(watched.lead, about_an_adult_here="yes")
    case.tell(("grant-access", {**of(kerr), "account_name": kerr.name}))
    link(case, watched.lead, full_name=name, capacity="unknown")
    hidden(own(watched, kerr), case)
    lift(case, watched.lead, kerr)
    link(case, watched.lead, full_name="Victoria Kerr", capacity="instigator")
    hidden(own(watched, kerr), case)


def test_whoever_was_harmed_under_their_own_account_is_not_in_doubt(
    watched: Watched, kerr: Person
) -> None:
    case = told(watched.lead, about_an_adult_here="no")
    link(case, watched.lead, full_name="Victoria Kerr", capacity="victim")
    link(case, watched.lead, full_name="Mr Kerr")
    assert read_as(own(watched, kerr), case) == "own-report"


def test_the_doubt_is_rebuilt_from_the_record(watched: Watched, kerr: Person) -> None:
    case = told(watched.lead, about_an_adult_here="no")
    link(case, watched.lead, full_name="V Kerr")
    watched.school.rebuild()
    hidden(own(watched, kerr), case)
    assert watched.school.verify().ok


# The name and the account do not agree, or there are two accounts


AND_BESIDES = (
    "The name may mean another account too. Shut out besides, until confirmed or lifted: "
)


def test_an_account_does_not_overrule_the_name_that_was_said(
    watched: Watched, kerr: Person
) -> None:
    reid = joins(watched, "Callum Reid", Role.SENIOR_LEADER, "Assistant head")
    case = told(watched.lead, about_an_adult_here="no")
    answer = link(case, watched.lead, full_name="Victoria Kerr", account=str(reid.account))
    besides, contradicted = answer["remarks"]
    assert besides == f"{AND_BESIDES}Victoria Kerr."
    assert contradicted.startswith("The name that was said is not that of the account")
    for one in (reid, kerr):
        hidden(own(watched, one), case)


def test_an_account_and_its_own_name_agree(watched: Watched, kerr: Person) -> None:
    case = told(watched.lead, about_an_adult_here="no")
    assert "remarks" not in link(case, watched.lead, full_name="Vicky Kerr", **of(kerr))
    hidden(own(watched, kerr), case)


def test_of_two_accounts_that_a_name_may_mean_the_exact_one_is_not_all(
    watched: Watched, kerr: Person
) -> None:
    """Neither a second account of hers, nor one that was opened to be found in her place."""
    second = joins(watched, "Victoria J. Kerr", Role.SENIOR_LEADER, "Assistant head")
    decoy = joins(watched, "Mrs Kerr", Role.REPORTER, "Visitor")
    other = joins(watched, "Peter Kerr", Role.SENIOR_LEADER, "Bursar")
    for name in ("Victoria Kerr", "Mrs Kerr"):
        case = told(watched.lead, about_an_adult_here="no")
        answer = link(case, watched.lead, full_name=name)
        assert answer["remarks"][0].startswith(AND_BESIDES)
        for one in (kerr, second, decoy):
            hidden(own(watched, one), case)
        assert ("Peter Kerr" in answer["remarks"][0]) is (name == "Mrs Kerr")
        assert other.name


def test_an_account_called_like_a_post_is_not_found_instead_of_whoever_holds_it(
    watched: Watched,
) -> None:
    joins(watched, "The Headteacher", Role.REPORTER, "Visitor")
    case = told(watched.lead, about_an_adult_here="no")
    link(case, watched.lead, full_name="The Headteacher")
    hidden(watched.head, case)
    assert read_as(watched[Role.CHAIR_OF_GOVERNORS], case) == "all"


def test_a_deputy_who_may_be_meant_does_not_say_that_the_head_was_named_in_error(
    watched: Watched,
) -> None:
    name = watched.people[Role.HEAD].name
    first, last = name.split()[0], name.split()[-1]
    second = joins(watched, f"{first} Q. {last}", Role.DEPUTY_DSL, "Deputy")
    case = told(watched.lead, about_an_adult_here="no")
    link(case, watched.lead, full_name=name)
    person = watched[Role.CHAIR_OF_GOVERNORS].read(case.address).json()["people"][-1]["id"]
    mend = {"person": person, "reason": "A slip."}
    no(own(watched, second).ask(f"{case.address}/mark-named-in-error", mend), 404)
    hidden(watched.head, case)


@pytest.mark.parametrize("said", ["yes", "no"])
def test_somebody_of_whom_nobody_knows_what_they_are_is_looked_for(
    watched: Watched, kerr: Person, said: str
) -> None:
    case = told(watched.lead, about_an_adult_here=said)
    link(case, watched.lead, full_name="Mrs Kerr", kind="unknown")
    hidden(own(watched, kerr), case)


@pytest.mark.parametrize("adult", ["no", "yes"])
@pytest.mark.parametrize("kind", ["external-adult", "parent", "pupil"])
def test_the_very_name_of_an_account_is_in_doubt_whatever_kind_is_said(
    watched: Watched, kerr: Person, kind: str, adult: str
) -> None:
    case = told(watched.lead, about_an_adult_here=adult)
    case.tell(("grant-access", {**of(kerr), "account_name": kerr.name}))
    answer = link(case, watched.lead, full_name="Ms victoria  KERR", kind=kind)
    assert answer["remarks"][0].endswith("until confirmed or lifted: Victoria Kerr.")
    hidden(own(watched, kerr), case)
    assert people_in(case, watched.lead)[0][1] == "in-doubt"
    lift(case, watched.head, kerr)
    assert read_as(own(watched, kerr), case) == "all"


def test_a_victim_or_witness_of_the_same_name_shuts_nobody_out(
    watched: Watched, kerr: Person
) -> None:
    case = told(watched.lead, about_an_adult_here="no")
    link(case, watched.lead, full_name=kerr.name, kind="pupil", capacity="victim")
    assert read_as(own(watched, kerr), case) == "all"
