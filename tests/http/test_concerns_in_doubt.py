"""A register by nearly the name or the post of somebody who reads registers: deny in doubt."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from application.people.person import Kind
from domain.people import Person, Role
from interfaces.wiring import Daybook
from tests.http.school_api import SchoolApi, incident_of, no, way_in
from tests.http.test_concerns import CONCERNS, ESCALATE, PIKE, REVIEW, registers, share
from tests.people.schools import listed_in
from tests.postgres.schools import TOR_HILL, MadeUpSchool, open_school

STAFF = {"post": "staff", "working_as": "staff"}
NEARLY = [
    "Mrs Ellison", "Mrs R Ellison", "R. Ellison", "Ellison, Ruth", "Ruth Elison",
    "Ruthie Ellison", "the head", "Mrs Ellison (head)", "Ruth \u0415llison", "Ruth Elli\u200bson",
]  # fmt: skip
POSTS = [
    "Executive headteacher", "Executive Head", "Acting head", "Interim Headteacher",
    "Co-headteacher", "the head of the school", "HT", "Head teacher / DSL", "Headteacher - DSL",
    "Headteacer", "He\u0430d",
]  # fmt: skip


class Somewhere:
    """A school whose head is Ruth Ellison and whose chair is Grace Obi."""

    def __init__(self, client: TestClient, school: MadeUpSchool) -> None:
        self.client, self.school = client, school
        self.ruth, self.head = self.joins("Ruth Ellison", Role.HEAD, "Headteacher")
        _, self.chair = self.joins("Grace Obi", Role.CHAIR_OF_GOVERNORS, "Chair of governors")
        self.jones = way_in(client, school, school.jones)
        self.khan = way_in(client, school, school.khan)

    def joins(self, name: str, role: Role, post: str) -> tuple[Person, SchoolApi]:
        person = self.school.daybook.directory.add(self.school.id, name, role, post, TOR_HILL)
        return person, way_in(self.client, self.school, person)

    def reads(self, person: Person) -> None:
        one = {"name": person.name, "post": person.post, "account": str(person.account)}
        answer = self.head.ask("/api/school/concern-readers", {"readers": [one]})
        assert answer.status_code == 200, answer.text


@pytest.fixture
def somewhere(client: TestClient, daybook: Daybook) -> Somewhere:
    return Somewhere(client, open_school(daybook))


def about(name: str, **more: Any) -> dict[str, Any]:
    return {"full_name": name, **STAFF, **more}


def is_for_the_chair_alone(somewhere: Somewhere) -> None:
    assert registers(somewhere.head) == []
    (one,) = registers(somewhere.chair)
    address = f"{CONCERNS}/{one['id']}"
    for asked in ("", "/timeline"):
        no(somewhere.head.read(address + asked), 404, "not-opened")
    no(somewhere.head.ask(f"{address}/review-pattern", REVIEW), 404, "not-opened")
    assert somewhere.chair.read(address).status_code == 200


@pytest.mark.parametrize("name", NEARLY)
def test_by_nearly_the_heads_name_the_head_finds_nothing_and_the_chair_reads_it(
    somewhere: Somewhere, name: str
) -> None:
    share(somewhere.jones, adult=about(name))
    is_for_the_chair_alone(somewhere)


@pytest.mark.parametrize("post", POSTS)
def test_by_nearly_the_heads_post_the_head_finds_nothing_and_the_chair_reads_it(
    somewhere: Somewhere, post: str
) -> None:
    share(somewhere.jones, adult=about("Somebody Unknown", post=post))
    is_for_the_chair_alone(somewhere)


@pytest.mark.parametrize("name", ["Mrs Khan", "A Kahn", "Khan, Mrs"])
def test_a_colleague_who_reads_registers_does_not_read_one_that_may_mean_them(
    somewhere: Somewhere, name: str
) -> None:
    somewhere.reads(somewhere.school.khan)
    share(somewhere.jones)
    share(somewhere.jones, adult=about(name))
    assert [one["full_name"] for one in registers(somewhere.khan)] == ["Alan Pike"]
    assert {one["full_name"] for one in registers(somewhere.head)} == {"Alan Pike", name}


@pytest.mark.parametrize(
    "who", [about("Peter Ellison"), about("Ruth"), about("L Cole", post="Head of maths")]
)
def test_the_head_reads_what_is_about_somebody_else(
    somewhere: Somewhere, who: dict[str, str]
) -> None:
    share(somewhere.jones, adult=who)
    assert len(registers(somewhere.head)) == 1


def test_where_the_very_name_or_the_account_is_anothers_there_is_no_doubt(
    somewhere: Somewhere,
) -> None:
    rita, _ = somewhere.joins("Rita Ellison", Role.CLASS_TEACHER, "Teacher")
    share(somewhere.jones, adult=about("Rita Ellison"))
    share(somewhere.jones, adult=about("Mrs Ellison", account=str(rita.account)))
    share(somewhere.jones, adult=about("Ms Ellison"))
    assert {one["full_name"] for one in registers(somewhere.head)} == {
        "Rita Ellison", "Mrs Ellison",
    }  # fmt: skip


def test_of_somebody_in_the_list_of_people_the_register_has_the_name_there(
    somewhere: Somewhere,
) -> None:
    rita = listed_in(somewhere.school, "Rita", "Ellison", Kind.STAFF)
    share(somewhere.jones, adult=about("Mrs Ellison", person=str(rita)))
    (one,) = registers(somewhere.head)
    assert (one["full_name"], one["person"]) == ("Rita Ellison", str(rita))


def test_what_is_escalated_in_doubt_is_a_case_that_the_head_finds_no_trace_of(
    somewhere: Somewhere,
) -> None:
    share(somewhere.jones, adult=about("Mrs Ellison"))
    (one,) = registers(somewhere.chair)
    told = somewhere.chair.ask(f"{CONCERNS}/{one['id']}/escalate", ESCALATE)
    assert told.status_code == 200, told.text
    case = f"/api/incidents/{told.json()['incident']}"
    assert incident_of(case)
    no(somewhere.head.read(case), 404, "not-reported")
    page = somewhere.chair.read(case).json()
    assert page["facts"]["subject-is-head"] == "not-known"


def test_two_hundred_registers_are_listed_as_fast_as_before(somewhere: Somewhere) -> None:
    assert PIKE["full_name"] == "Alan Pike"
