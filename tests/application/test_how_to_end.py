"""How a step is ended is said in the words of the API."""

from dataclasses import fields

import pytest

from application.how_to_end import SAID_AT_ALL, SAID_IN, how_to_end
from domain.incident.asked_with import RECORDED_WITH, in_order_of_use
from domain.incident.commands import COMMANDS
from domain.playbook.acts import KINDS
from domain.playbook.playbook import Step
from tests.domain.playbook.edition import PLAYBOOK


@pytest.mark.parametrize("step", PLAYBOOK.steps, ids=lambda step: step.id)
def test_every_step_names_a_command_of_the_api(step: Step) -> None:
    commands = in_order_of_use(step.done_by)
    assert commands
    assert {*commands} <= {*COMMANDS, "report"}
    said = how_to_end(step.id, step.kind, step.done_by)
    assert all(command in said for command in commands)


def test_the_kind_of_an_act_is_said_in_a_field_of_its_command() -> None:
    for name, field in SAID_IN.items():
        command = COMMANDS[RECORDED_WITH[name]]
        assert field in {one.name for one in fields(command)}, name
        assert name in KINDS
    for field, _ in SAID_AT_ALL.values():
        assert any(field in {one.name for one in fields(each)} for each in COMMANDS.values())


def test_kinds_stand_together_and_a_step_of_its_own_is_named() -> None:
    acts = ("removal-requested:platform", "removal-requested:iwf", "meeting-held:this-step")
    assert how_to_end("take-down", "must", acts) == (
        "Record it with request-removal (through: platform or iwf) or hold-meeting "
        "(step: take-down). If it is not needed, say why with mark-step-not-needed "
        "(step: take-down)."
    )


def test_a_question_is_answered_and_not_passed_over() -> None:
    said = how_to_end("freeze", "consider", ("decision-recorded", "paused-for-police"))
    assert said == "Record it with record-decision (step: freeze) or pause-for-police."


def test_what_no_command_ends_is_not_made_up() -> None:
    assert how_to_end("odd", "must", ("line-corrected",)) == ""
