"""Nothing on the two flowcharts got lost."""

from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from application.record import STORED_NAMES
from domain.categories import Category
from interfaces.http.app import create_app
from tests.domain.playbook.edition import PLAYBOOK
from tests.domain.playbook.seed_lines import SEED_LINES, SeedLine

STEPS = {step.id: step for step in PLAYBOOK.steps}
PATHS: dict[str, Any] = create_app().openapi()["paths"]
ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("line", SEED_LINES, ids=lambda line: line.key)
def test_every_line_of_both_flowcharts_is_answered_somewhere(line: SeedLine) -> None:
    assert line.answered
    for answer in line.answered:
        match answer.split(": ", 1):
            case ["route", route]:
                assert PLAYBOOK.route(route)
            case ["register", register]:
                is_kept(register)
            case ["page", page]:
                assert is_there(page), page
            case ["category", code]:
                assert code in set(Category)
            case ["rule", rule]:
                assert rule
            case [step]:
                assert line.key in STEPS[step].source
            case _:
                pytest.fail(answer)


def is_kept(register: str) -> None:
    """It can be read at its address, and each of its lines has a stored name, and that field."""
    address, lines = register.split(": ")
    assert is_there(address), address
    for told in lines.split(", "):
        name, _, field = told.partition(".")
        (kind,) = [shape for known, shape in STORED_NAMES.items() if known == f"{name}.1"]
        assert not field or field in {each.name for each in fields(kind)}, told


def is_there(page: str) -> bool:
    return "get" in PATHS.get(page, {}) if page.startswith("/") else (ROOT / page).is_file()


@pytest.mark.parametrize(
    "register",
    [
        "/api/prevention/parades: awareness-session-held",
        "/api/prevention/agreements: agreement-lost",
        "/api/prevention/agreements: agreement-signed.colour",
    ],
)
def test_a_register_that_nobody_built_answers_no_line(register: str) -> None:
    with pytest.raises((AssertionError, ValueError)):
        is_kept(register)


def test_a_page_that_nobody_built_answers_no_line() -> None:
    assert not is_there("/posters")
    assert not is_there("docs/posters.md")


def test_no_step_names_a_line_that_is_not_on_the_flowcharts() -> None:
    known = {line.key for line in SEED_LINES}
    sources = [route.source for route in PLAYBOOK.routes]
    sources += [step.source for step in PLAYBOOK.steps]
    named = {each for source in sources for each in source}
    assert {each for each in named if each.startswith("seed-")} <= known


def test_every_line_has_a_key_of_its_own() -> None:
    assert len({line.key for line in SEED_LINES}) == len(SEED_LINES)


def test_the_four_questions_about_an_adult_are_asked_word_for_word_enough() -> None:
    said = STEPS["harm-threshold"].say
    assert all(f"({number})" in said for number in (1, 2, 3, 4))


def test_supporters_of_a_pupil_are_all_five_of_the_flowchart() -> None:
    said = STEPS["support-the-pupil"].say
    for supporter in ("class teacher", "coordinator", "senior leader or head", "DSL", "PCSO"):
        assert supporter in said


def test_the_invitation_says_what_the_flowchart_suggests() -> None:
    wording = STEPS["invite-the-parent"].wording
    for point in ("aware of the discussions", "discuss this", "open-door", "clearly states"):
        assert point in wording


def test_there_is_a_letter_to_start_from() -> None:
    assert "Dear [name]" in STEPS["parent-letter"].wording


def test_nobody_is_advised_to_take_screenshots_where_a_childs_image_may_be_concerned() -> None:
    advising = [s for s in PLAYBOOK.steps if "screenshot" in s.say.lower()]
    assert [step.id for step in advising] == ["keep-evidence"]
