"""Which commands need the school's playbook at hand, for what they write may turn steps."""

from application.school_log import GIVES_STEPS
from domain.incident.deciding.setting_aside import TURNING
from domain.incident.events import FactsChanged
from domain.incident.refusals import Refused
from tests.examples import COMMANDS, SETTLED
from tests.scenario import given


def test_every_command_that_may_turn_steps_is_decided_with_the_playbook() -> None:
    turned = 0
    for command in COMMANDS:
        try:
            written = given(*SETTLED).when(command).decided
        except Refused:
            continue
        if any(type(event) in {*TURNING, FactsChanged} for event in written):
            turned += 1
            assert isinstance(command, GIVES_STEPS), command
    assert turned
