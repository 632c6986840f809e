"""The chart of a case says of each step no more than the record knows."""

from dataclasses import replace
from datetime import timedelta
from xml.etree import ElementTree

import pytest

from application.case_chart import chart
from application.case_steps import case_steps
from application.school_rules import SchoolRules
from domain.facts import Answer
from domain.incident import commands as ask
from domain.incident.words import Capacity
from domain.playbook.walking import overdue
from tests.domain.incident.walked import Walked, decision
from tests.domain.playbook.edition import PLAYBOOK

RULES = SchoolRules(PLAYBOOK)
LATER = timedelta(days=30)


@pytest.fixture
def case() -> Walked:
    """A pupil was filmed; nobody has done anything yet but assess it."""
    case = Walked()
    case.report()
    case.person(Capacity.VICTIM)
    case.assess(pupil_victim=Answer.YES)
    return case


def words(case: Walked, later: timedelta = timedelta(), rules: SchoolRules = RULES) -> str:
    """Everything that is printed, line breaks aside."""
    root = ElementTree.fromstring(chart(case.incident, rules, case.now + later))
    return " ".join(one.text or "" for one in root.iter("{http://www.w3.org/2000/svg}text"))


def test_a_no_a_yes_and_what_is_not_needed_are_not_called_done(case: Walked) -> None:
    given = case.incident.walk.steps
    case.ask(decision(given["victim-device"].due, yes=False))
    case.ask(
        decision(
            given["safety-plan"].due
            if "safety-plan" in given
            else given["review-the-procedures"].due
        )
    )
    case.ask(ask.MarkStepNotNeeded(step="make-safe", reason="At home."))
    said = words(case)
    assert "DECIDED: NO Confiscate the device" in said
    assert "DECIDED: YES Review whether" in said
    assert "NOT NEEDED Switch off" in said
    assert "DONE (incident reported) Record the incident" in said
    assert "NOT ASKED in this case" in said


def test_what_is_open_says_until_when_and_what_is_late_since_when(case: Walked) -> None:
    assert "OPEN due by 7 September 2026 at 16:30 Report it to the head" in words(case)
    assert "OVERDUE since 7 September 2026 at 16:30 Report it to the head" in words(case, LATER)


def test_what_is_offered_is_never_late(case: Walked) -> None:
    kinds = {step.kind for step in case_steps(case.incident, case.now + LATER) if late(step)}
    assert "must" in kinds
    assert "may" not in kinds
    hurried = tuple(replace(step, due=case.now) for step in case.incident.walk.open)
    assert {step.kind for step in overdue(hurried, (), case.now + LATER)} == {"must", "consider"}


def late(step: object) -> bool:
    return getattr(step, "state", "") == "overdue"


def test_nothing_is_late_in_a_case_that_is_over_and_reopening_brings_it_back(case: Walked) -> None:
    case.ask(ask.StrikeOut(reason="Reported twice."))
    states = {step.state for step in case_steps(case.incident, case.now + LATER)}
    assert "left-open" in states
    assert not {"open", "overdue"} & states
    assert "LEFT OPEN when the case was struck out Report it" in words(case, LATER)
    case.ask(ask.Reopen(reason="It was another incident after all."))
    assert any(map(late, case_steps(case.incident, case.now + LATER)))


def test_sources_are_printed_by_their_names(case: Walked) -> None:
    said = words(case)
    assert "Source: Incident flowchart · KCSIE 2026 (not checked)" in said
    for code in ("seed-", "kcsie", "unverified"):
        assert code not in said


def test_a_case_is_drawn_in_the_words_that_it_was_given(case: Walked) -> None:
    routes = tuple(
        replace(route, steps=tuple(replace(step, say="Said anew.") for step in route.steps))
        for route in PLAYBOOK.routes
    )
    said = words(case, rules=SchoolRules(replace(PLAYBOOK, routes=routes)))
    assert "Report it to the head of school" in said


def test_what_another_edition_no_longer_asks_stays_on_the_chart(case: Walked) -> None:
    kept = tuple(route for route in PLAYBOOK.routes if route.id != "pupil-victim")
    newer = replace(PLAYBOOK, edition="2027-09", routes=kept)
    case.playbook, case.earlier = newer, (PLAYBOOK,)
    case.ask(ask.AdoptEdition(edition="2027-09", reason="It is clearer."))
    said = words(case, rules=SchoolRules(newer, None, (PLAYBOOK,)))
    assert "Asked before the case was moved to another edition" in said
    assert "Support the pupil in school" in said


def test_the_charts_of_a_case_stand_in_the_order_and_with_the_numbers_of_the_wall(
    case: Walked,
) -> None:
    case.answer(child_at_risk=Answer.YES)
    said = words(case)
    titles = [f"Chart {number}: " for number, route in enumerate(PLAYBOOK.routes, start=1)]
    found = [said.index(title) for title in titles if title in said]
    assert len(found) == len(case.routes)
    assert found == sorted(found)
    assert "closing" in case.routes
    assert said.index("Review and closure") > said.index("A child at risk, or anyone")


def test_a_case_prints_on_whole_sheets_of_a4_and_each_bears_its_reference(case: Walked) -> None:
    picture = chart(case.incident, RULES, case.now)
    root = ElementTree.fromstring(picture)
    sheets = [one for one in root if one.tag.endswith("}svg")]
    _, _, wide, tall = map(float, root.attrib["viewBox"].split())
    assert tall == pytest.approx(len(sheets) * wide * 297 / 210, rel=0.001)
    assert "@page{size:210mm 297mm;margin:0}" in picture
    for number in range(1, len(sheets) + 1):
        assert f"{case.incident.reference}, sheet {number} of {len(sheets)}" in words(case)


def test_a_chart_that_has_examples_prints_them(case: Walked) -> None:
    assert "Incident could be: • Using another person's username and password" in words(case)
