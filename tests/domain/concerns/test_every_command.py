"""What holds for every command: it works, asking twice is harmless, nobody decides alone."""

from dataclasses import replace

import pytest

from domain.concerns import commands as ask
from domain.concerns.commands import COMMANDS, Command
from domain.concerns.events import Event
from domain.concerns.refusals import LeftBlank, NotOpened, NotYourLine, NotYoursToDecide
from tests.domain.concerns.examples import (
    AGENCY_TOLD,
    CHAIR,
    CLOSE,
    CLOSED,
    CORRECT,
    CORRECTED,
    ESCALATE,
    ESCALATED,
    FIRST,
    HEAD,
    INCIDENT,
    LEAD,
    MR_PIKE,
    ONE,
    OPENED,
    RECORD,
    RECORDED,
    REVIEW,
    REVIEWED,
    SECOND,
    SELF_REPORT,
    SELF_REPORTED,
    TEACHER,
    TELL_AGENCY,
    TWO,
    WITHDRAW,
    WITHDRAWN,
)
from tests.domain.concerns.examples import COMMANDS as EXAMPLES
from tests.domain.concerns.scenario import Asked, given

KEEPING = [each for each in EXAMPLES if not isinstance(each, ask.RecordConcern | ask.SelfReport)]
DECIDING = [REVIEW, ESCALATE, WITHDRAW, CLOSE]

Story = tuple[tuple[Event, ...], Command, tuple[Event, ...]]
STORIES: list[Story] = [
    ((), RECORD, (OPENED, RECORDED)),
    (ONE, SELF_REPORT, (SELF_REPORTED,)),
    (ONE, TELL_AGENCY, (AGENCY_TOLD,)),
    (TWO, REVIEW, (REVIEWED,)),
    (TWO, ESCALATE, (ESCALATED,)),
    ((*TWO, AGENCY_TOLD), WITHDRAW, (WITHDRAWN,)),
    (TWO, CORRECT, (CORRECTED,)),
    (ONE, CLOSE, (CLOSED,)),
]
NEW_IDS = {ask.RecordConcern: FIRST, ask.SelfReport: SECOND, ask.Escalate: INCIDENT}


def ids(value: object) -> str:
    return type(value).__name__


def told(story: Story) -> Asked:
    before, command, _ = story
    return given(*before).when(command, new_id=NEW_IDS.get(type(command), FIRST))


def test_there_is_an_example_and_a_story_of_every_command() -> None:
    assert {type(command) for command in EXAMPLES} == set(COMMANDS.values())
    assert {type(story[1]) for story in STORIES} == set(COMMANDS.values())


@pytest.mark.parametrize("story", STORIES, ids=lambda story: ids(story[1]))
def test_every_command_writes_what_was_said(story: Story) -> None:
    told(story).then(*story[2])


@pytest.mark.parametrize("story", STORIES, ids=lambda story: ids(story[1]))
def test_asking_twice_writes_nothing(story: Story) -> None:
    told(story).again().then_nothing()


@pytest.mark.parametrize("command", KEEPING, ids=ids)
def test_nothing_can_be_asked_before_the_first_concern(command: Command) -> None:
    given().when(command).then_refused(NotOpened)


@pytest.mark.parametrize("command", KEEPING, ids=ids)
def test_nobody_decides_about_themselves_or_learns_of_a_register(command: Command) -> None:
    nothing_there = given().when(command, by=MR_PIKE).then_refused(NotOpened)
    there = given(*TWO).when(command, by=MR_PIKE, cleared=(MR_PIKE,)).then_refused(NotOpened)
    assert str(there) == str(nothing_there)


@pytest.mark.parametrize("command", KEEPING, ids=ids)
def test_an_account_given_to_the_adult_later_is_the_adult_all_the_same(command: Command) -> None:
    unsigned = (replace(OPENED, account=None), *TWO[1:])
    asked = given(*unsigned).when(command, by=HEAD, adult_account=HEAD.account)
    asked.then_refused(NotOpened)


@pytest.mark.parametrize("command", DECIDING, ids=ids)
def test_a_teacher_decides_nothing(command: Command) -> None:
    given(*ONE).when(command, by=TEACHER).then_refused(NotYoursToDecide)


@pytest.mark.parametrize("command", DECIDING, ids=ids)
def test_the_chair_decides_when_the_adult_is_the_head(command: Command) -> None:
    given(*ONE).when(command, by=CHAIR).then_refused(NotYoursToDecide)
    assert given(*ONE).when(command, by=CHAIR, adult_is_head=True).decided
    given(*ONE).when(command, by=HEAD, adult_is_head=True).then_refused(NotYoursToDecide)


@pytest.mark.parametrize("command", DECIDING, ids=ids)
def test_whoever_the_school_has_named_decides_but_never_in_a_conflict(command: Command) -> None:
    assert given(*ONE).when(command, by=TEACHER, cleared=(TEACHER,)).decided
    for by in (HEAD, TEACHER):
        asked = given(*ONE).when(command, by=by, cleared=(TEACHER,), conflicted=(by,))
        asked.then_refused(NotYoursToDecide)


def test_a_safeguarding_lead_escalates_without_waiting_for_the_head_and_decides_no_more() -> None:
    assert given(*TWO).when(ESCALATE, by=LEAD).decided
    given(*TWO).when(REVIEW, by=LEAD).then_refused(NotYoursToDecide)
    in_conflict = given(*TWO).when(ESCALATE, by=LEAD, conflicted=(LEAD,))
    in_conflict.then_refused(NotYoursToDecide)


def test_a_line_is_corrected_by_its_author_or_by_whoever_decides() -> None:
    for by in (TEACHER, HEAD):
        given(*ONE).when(CORRECT, by=by).then(CORRECTED)
    given(*ONE).when(CORRECT, by=LEAD).then_refused(NotYourLine)


@pytest.mark.parametrize(
    ("command", "field"),
    [
        (replace(RECORD, what=" "), "what"),
        (replace(SELF_REPORT, what=""), "what"),
        (replace(TELL_AGENCY, person_told=" "), "person_told"),
        (replace(REVIEW, reason=" "), "reason"),
        (replace(ESCALATE, summary=" "), "summary"),
        (replace(WITHDRAW, reason=""), "reason"),
        (replace(CORRECT, reason=""), "reason"),
        (replace(CORRECT, new=" "), "new"),
        (replace(CLOSE, reason=""), "reason"),
    ],
    ids=lambda value: ids(value) if not isinstance(value, str) else value,
)
def test_what_a_command_cannot_do_without_is_written_out(command: Command, field: str) -> None:
    refused = given(*ONE).when(command).then_refused(LeftBlank)
    assert isinstance(refused, LeftBlank)
    assert refused.fields == (field,)
