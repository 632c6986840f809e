"""Every role and every command, over HTTP, on cases that are kept more and less closely.

Who knows of which is written out here, so that a slip in the tables does not carry this along.
"""

import pytest

from application import permissions
from application.access import Ajar, doors_in
from domain.incident.commands import COMMANDS
from domain.people import Person, Role
from interfaces.wiring import Reader
from tests.http.cases import TWO_PUPILS, ExampleCase, told
from tests.http.conftest import EveryRole
from tests.http.school_api import incident_of, no
from tests.http.test_roles import accuse, asked_as_the_table_says, finding, read_as

LEADS = {Role.DSL, Role.DEPUTY_DSL, Role.HEAD}
KNOWN_TO = {
    "ordinary": LEADS | {Role.COORDINATOR, Role.SENIOR_LEADER},
    "restricted": LEADS,
    "locked": LEADS | {Role.COORDINATOR, Role.SENIOR_LEADER},
    "about the head": {Role.DSL, Role.DEPUTY_DSL, Role.CHAIR_OF_GOVERNORS},
    "hidden": set[Role](),
}


def case_of(everybody: EveryRole, kind: str, role: Role) -> ExampleCase:
    lead = everybody.head if role is Role.DSL and kind == "hidden" else everybody.lead
    match kind:
        case "restricted":
            return told(lead, *TWO_PUPILS, about_an_adult_here="yes")
        case "locked":
            return told(
                lead, *TWO_PUPILS, ("change-facts", finding("sexual-image-of-under-18", "yes"))
            )
        case "about the head":
            return told(lead, *TWO_PUPILS, ("change-facts", finding("subject-is-head", "yes")))
    case = told(lead, *TWO_PUPILS)
    if kind == "hidden":
        accuse(case, everybody, role)
    return case


@pytest.mark.parametrize("kind", KNOWN_TO)
@pytest.mark.parametrize("role", Role)
def test_every_command_is_answered_as_the_role_and_the_case_say(
    everybody: EveryRole, role: Role, kind: str
) -> None:
    case, api = case_of(everybody, kind, role), everybody[role]
    if role is not Role.ADMINISTRATOR:
        expected = "all" if role in KNOWN_TO[kind] else "nothing"
        assert read_as(api, case) == expected
    for name in COMMANDS:
        if holds_unread(role, kind, name):
            answer = case.ask(name, api)
            assert answer.json() == {"version": None, "position": None}, name
        elif role not in KNOWN_TO[kind]:
            turned_away(everybody, role, case, name)
        elif still_known(everybody, role, case):
            asked_as_the_table_says(api, role, case, name)


def holds_unread(role: Role, kind: str, name: str) -> bool:
    """The data protection officer, of any case that is not hidden from them."""
    officer = role is Role.DATA_PROTECTION_OFFICER and kind != "hidden"
    return officer and name in ("place-hold", "lift-hold")


def turned_away(everybody: EveryRole, role: Role, case: ExampleCase, name: str) -> None:
    api = everybody[role]
    before = api.lines
    answer = case.ask(name, api)
    if role is Role.ADMINISTRATOR:
        no(answer, 403, "not-your-role")
    else:
        no(answer, 404, "not-reported")
    assert api.lines == before, name


def still_known(everybody: EveryRole, role: Role, case: ExampleCase) -> bool:
    """An earlier command may have handed the case on, or restricted it."""
    return ajar(everybody, everybody.people[role], case).known


def ajar(everybody: EveryRole, person: Person, case: ExampleCase) -> Ajar:
    rows = everybody.school.daybook.rows(everybody.school.id)
    return rows.ajar(incident_of(case.address), Reader(person, everybody.school.clock.time))


@pytest.mark.parametrize("kind", KNOWN_TO)
def test_the_row_that_is_asked_first_says_what_the_record_says(
    everybody: EveryRole, kind: str
) -> None:
    for role in Role:
        case = case_of(everybody, kind, role)
        history = everybody.school.read(incident_of(case.address))
        person, now = everybody.people[role], everybody.school.clock.time
        doors = doors_in(history.lines)
        found = ajar(everybody, person, case)
        assert found.known == permissions.may_know_of(person, doors, now=now), role
        assert found.not_barred == (not permissions.barred(person, doors)), role
        assert not found.glass_broken
