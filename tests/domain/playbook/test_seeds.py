"""Nothing on the two flowcharts got lost."""

import pytest

from tests.domain.playbook.edition import PLAYBOOK
from tests.domain.playbook.seed_lines import SEED_LINES, SeedLine

STEPS = {step.id: step for step in PLAYBOOK.steps}
ELSEWHERE = ("register: ", "page: ", "rule: ", "category: ")


@pytest.mark.parametrize("line", SEED_LINES, ids=lambda line: line.key)
def test_every_line_of_both_flowcharts_is_answered_somewhere(line: SeedLine) -> None:
    assert line.answered
    for answer in line.answered:
        if answer.startswith("route: "):
            assert PLAYBOOK.route(answer.removeprefix("route: "))
        elif not answer.startswith(ELSEWHERE):
            assert line.key in STEPS[answer].source


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
