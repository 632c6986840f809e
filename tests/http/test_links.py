"""A link to another case is shown to those who may know of that case now, and to nobody else."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest

from domain.people import Role
from tests.http.cases import ExampleCase, told
from tests.http.conftest import EveryRole
from tests.http.school_api import INCIDENTS, SchoolApi, incident_of, no
from tests.http.test_roles import accuse
from tests.postgres.schools import MONDAY_NINE

WHY = "Both began in the Marigold chat."


@dataclass(frozen=True)
class TwoCases:
    """Linked while both were ordinary; then the head is said to have done what one is about."""

    theirs: ExampleCase
    hidden: ExampleCase
    reference: str

    def traces(self) -> tuple[str, ...]:
        return (self.reference, str(incident_of(self.hidden.address)), "Marigold", "linked")


@pytest.fixture
def two(everybody: EveryRole) -> TwoCases:
    theirs, hidden = (told(everybody.lead, about_an_adult_here="no") for _ in range(2))
    reference = str(everybody.lead.read(hidden.address).json()["reference"])
    other = str(incident_of(hidden.address))
    theirs.tell(("link", {"other": other, "why": WHY}), ("add-note", {"text": "Rang home."}))
    assert reference in everybody.head.read(f"{theirs.address}/timeline").text
    return TwoCases(theirs, hidden, reference)


PAGES = ("", "/timeline", "/steps", "/chart.svg")
EARLIER: tuple[dict[str, Any], ...] = (
    {},
    {"version": 2},
    {"as_known_at": (MONDAY_NINE + timedelta(days=4000)).isoformat().replace("+00:00", "Z")},
)


def outputs(api: SchoolApi, address: str) -> str:
    pages = [api.read(address + page, **query) for page in PAGES[:2] for query in EARLIER]
    pages += [api.read(address + page) for page in PAGES[2:]]
    lists = [api.read(INCIDENTS, limit=200), api.read("/api/work")]
    assert {page.status_code for page in (*pages, *lists)} == {200}
    return "".join(page.text for page in (*pages, *lists))


def test_the_accused_sees_no_trace_of_a_case_that_was_linked_when_both_were_ordinary(
    everybody: EveryRole, two: TwoCases
) -> None:
    accuse(two.hidden, everybody, Role.HEAD)
    shown = outputs(everybody.head, two.theirs.address)
    assert "Rang home." in shown
    assert not [trace for trace in two.traces() if trace in shown]
    assert two.reference in outputs(everybody.lead, two.theirs.address)


def test_a_link_is_hidden_from_whoever_is_not_cleared_for_the_other_case_now(
    everybody: EveryRole, two: TwoCases
) -> None:
    coordinator = everybody[Role.COORDINATOR]
    assert two.reference in coordinator.read(f"{two.theirs.address}/timeline").text
    accuse(two.hidden, everybody, Role.CLASS_TEACHER)
    assert two.reference not in outputs(coordinator, two.theirs.address)
    assert two.reference in outputs(everybody.head, two.theirs.address)


def test_the_case_keeps_its_version_for_those_to_whom_a_line_is_not_shown(
    everybody: EveryRole, two: TwoCases
) -> None:
    two.theirs.tell(("link", {"other": str(incident_of(told(everybody.lead).address))}))
    accuse(two.hidden, everybody, Role.HEAD)
    seen = everybody.head.read(two.theirs.address)
    assert seen.headers["etag"] == f'"{seen.json()["version"]}"' == '"4"'
    note = everybody.head.note(two.theirs.address, "Seen.", If_Match=seen.headers["etag"])
    assert note.status_code == 200


def test_a_correction_of_a_hidden_link_is_as_hidden_as_the_link(
    everybody: EveryRole, two: TwoCases
) -> None:
    mend = {"line": 2, "field": "why", "new": f"{WHY} At night.", "reason": "More exact."}
    assert everybody.lead.ask(f"{two.theirs.address}/correct-line", mend).status_code == 200
    accuse(two.hidden, everybody, Role.HEAD)
    shown = outputs(everybody.head, two.theirs.address)
    assert not [trace for trace in two.traces() if trace in shown]
    assert "At night." in outputs(everybody.lead, two.theirs.address)
    again = everybody.head.ask(f"{two.theirs.address}/correct-line", {**mend, "new": "Nothing."})
    no(again, 409, "no-such-line")


def test_a_correction_of_a_correction_of_a_hidden_link_is_as_hidden(
    everybody: EveryRole, two: TwoCases
) -> None:
    address = f"{two.theirs.address}/correct-line"
    mend = {"line": 2, "field": "why", "new": f"{WHY} At night.", "reason": "In Marigold too."}
    again = {"field": "reason", "reason": "A word of Marigold was wrong."}
    version = everybody.lead.ask(address, mend).json()["version"]
    for words in ("Both were in Marigold.", "Marigold told us."):
        told = everybody.lead.ask(address, {**again, "line": version, "new": words})
        assert told.status_code == 200, told.text
        version = told.json()["version"]
    accuse(two.hidden, everybody, Role.HEAD)
    shown = outputs(everybody.head, two.theirs.address)
    assert "Rang home." in shown
    assert not [trace for trace in two.traces() if trace in shown]
    assert "Marigold told us." in outputs(everybody.lead, two.theirs.address)
    for line in range(version - 2, version + 1):
        wish = {**again, "line": line, "new": "Nothing."}
        no(everybody.head.ask(address, wish), 409, "no-such-line")


def test_a_duplicate_is_named_only_to_those_who_may_know_of_the_other_case(
    everybody: EveryRole, two: TwoCases
) -> None:
    struck = told(everybody.lead, about_an_adult_here="no")
    struck.tell(("strike-out", {"duplicate_of": two.reference, "reason": "Reported twice."}))
    assert two.reference in everybody.head.read(f"{struck.address}/timeline").text
    accuse(two.hidden, everybody, Role.HEAD)
    shown = outputs(everybody.head, struck.address)
    assert "struck the incident out" in shown
    assert two.reference not in shown
    assert two.reference in everybody.lead.read(f"{struck.address}/timeline").text
