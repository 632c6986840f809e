"""Who is said to have done it, or was harmed by it, tells what they know, and decides nothing."""

from dataclasses import replace
from uuid import UUID

import pytest

from domain.incident import commands as ask
from domain.incident import events as told
from domain.incident.commands import COMMANDS, Command
from domain.incident.deciding.subjects import PARTS, Part
from domain.incident.decisions import decide
from domain.incident.events import Event
from domain.incident.levels import ConflictKind
from domain.incident.refusals import SubjectOfTheCase
from domain.incident.state import Incident
from domain.incident.words import Capacity, Consideration, PersonKind
from domain.people import Person
from domain.playbook.walking import of_each_person
from domain.playbook.words import Kind
from tests.domain.incident.test_every_command import BEFORE
from tests.domain.incident.walked import YES, Walked
from tests.examples import (
    CHAIR,
    DEPUTY,
    ELLIE_LINKED,
    HEAD,
    LEAD,
    MR_PIKE,
    ORDINARY,
    PIKE_LINKED,
    REPORTED,
)
from tests.examples import COMMANDS as EXAMPLES
from tests.scenario import given, read_back

LIFTED = told.ConflictLifted(account=LEAD.account, account_name=LEAD.name, reason="Malicious.")
ACCUSED = (replace(PIKE_LINKED, account=LEAD.account, full_name=LEAD.name), LIFTED)
HARMED = (replace(ACCUSED[0], capacity=Capacity.VICTIM),)
OF_BOTH = {"accused": ACCUSED, "victim": HARMED}
MR_HOLT = replace(PIKE_LINKED, person=UUID(int=0x501), account=None, full_name="Ivan Holt")


def test_the_table_says_of_every_command_whether_it_decides() -> None:
    assert set(PARTS) == {ask.ReportIncident, *COMMANDS.values()}


def names(command: Command) -> str:
    return type(command).__name__


def asked_of(part: Part) -> list[Command]:
    return [one for one in EXAMPLES if PARTS[type(one)] is part]


def about(command: Command, whom: tuple[Event, ...]) -> tuple[Event, ...]:
    before = BEFORE.get(type(command), ORDINARY) or ORDINARY
    return (*before, *whom)


@pytest.mark.parametrize("whom", OF_BOTH)
@pytest.mark.parametrize("command", asked_of(Part.DECISION), ids=names)
def test_a_decision_is_refused_to_whom_it_is_about(command: Command, whom: str) -> None:
    asked = given(*about(command, OF_BOTH[whom])).when(command, by=LEAD)
    asked.then_refused(SubjectOfTheCase)


@pytest.mark.parametrize("whom", OF_BOTH)
@pytest.mark.parametrize(
    "command",
    [one for one in asked_of(Part.FACT) if not isinstance(one, ask.ReportIncident)],
    ids=names,
)
def test_a_fact_is_recorded_whoever_tells_it(command: Command, whom: str) -> None:
    asked = given(*about(command, OF_BOTH[whom])).when(command, by=LEAD)
    assert asked.decided


@pytest.mark.parametrize("command", asked_of(Part.NOT_OF_THE_ACCUSED), ids=names)
def test_only_the_accused_is_kept_from_it(command: Command) -> None:
    of_the_accused = given(*about(command, ACCUSED))
    of_the_accused.when(command, by=LEAD).then_refused(SubjectOfTheCase)
    of_the_victim = given(*about(command, HARMED))
    assert of_the_victim.when(command, by=LEAD, other_reference="OSI-2026-P3R8TC").decided


# Facts of oneself, decisions of others


def conflict_of(person: Person) -> ask.DeclareConflict:
    return ask.DeclareConflict(
        account=person.account, account_name=person.name, kind=ConflictKind.RELATED, reason="Kin."
    )


@pytest.mark.parametrize("whom", OF_BOTH.values(), ids=OF_BOTH)
def test_whom_it_is_about_declares_no_conflict_but_their_own(whom: tuple[Event, ...]) -> None:
    given(*ORDINARY, *whom).when(conflict_of(HEAD), by=LEAD).then_refused(SubjectOfTheCase)
    assert given(*ORDINARY, *whom).when(conflict_of(LEAD), by=LEAD).decided


def test_the_accused_names_nobody_else_as_the_one_who_did_it() -> None:
    other = ask.LinkPerson(
        full_name="Ivan Holt", kind=PersonKind.STAFF, capacity=Capacity.INSTIGATOR
    )
    witness = replace(other, capacity=Capacity.WITNESS)
    given(REPORTED, *ACCUSED).when(other, by=LEAD).then_refused(SubjectOfTheCase)
    assert given(REPORTED, *ACCUSED).when(witness, by=LEAD).event
    assert given(REPORTED, *HARMED).when(other, by=LEAD).decided


@pytest.mark.parametrize("whom", OF_BOTH.values(), ids=OF_BOTH)
def test_whom_it_is_about_corrects_their_own_lines_only(whom: tuple[Event, ...]) -> None:
    correct = ask.CorrectLine(line=2, field="full_name", new="Elly Marsh", reason="Spelling.")
    case = given(*ORDINARY, *whom)
    of_another = case.when(correct, by=LEAD, corrected=ELLIE_LINKED, author=HEAD.account)
    of_another.then_refused(SubjectOfTheCase)
    assert case.when(correct, by=LEAD, corrected=ELLIE_LINKED, author=LEAD.account).event


def test_the_accused_changes_what_nobody_else_was_in_it() -> None:
    grace = replace(MR_HOLT, capacity=Capacity.VICTIM)
    blame = ask.ChangeCapacity(person=grace.person, capacity=Capacity.INSTIGATOR, why="She did.")
    given(REPORTED, *ACCUSED, grace).when(blame, by=LEAD).then_refused(SubjectOfTheCase)


def test_a_witness_does_not_say_of_themself_that_they_were_named_in_error() -> None:
    witness = replace(PIKE_LINKED, account=LEAD.account, capacity=Capacity.WITNESS)
    mistaken = ask.MarkNamedInError(person=MR_PIKE, reason="Not me.")
    given(REPORTED, witness).when(mistaken, by=LEAD).then_refused(SubjectOfTheCase)


def test_a_step_that_asks_for_a_decision_is_not_completed_by_whom_it_is_about() -> None:
    assess = ask.RecordDecision(
        question="Suspend?", yes=False, rationale="No.", consideration=Consideration.OTHER
    )
    given(*ORDINARY, *ACCUSED).when(assess, by=LEAD).then_refused(SubjectOfTheCase)
    given(*ORDINARY, *HARMED).when(assess, by=LEAD).then_refused(SubjectOfTheCase)


def walked_with(whom: tuple[Event, ...]) -> Walked:
    case = Walked()
    case.report()
    case.assess(child_at_risk=YES, pupil_victim=YES, illegal=YES)
    case.history.extend(whom)
    return case


@pytest.mark.parametrize("whom", OF_BOTH.values(), ids=OF_BOTH)
def test_what_is_asked_of_each_person_they_answer_for_themself(whom: tuple[Event, ...]) -> None:
    case = walked_with(whom)
    own = ask.RecordDecision(
        step="own-duty",
        question="Have I a duty of my own to report?",
        yes=False,
        rationale="I have reported it.",
        consideration=Consideration.OTHER,
    )
    assert case.ask(own)
    other = next(
        one.step
        for one in case.incident.walk.open
        if one.kind is Kind.CONSIDER and not of_each_person(one)
    )
    with pytest.raises(SubjectOfTheCase):
        case.ask(replace(own, step=other))
    with pytest.raises(SubjectOfTheCase):
        case.ask(ask.CompleteStep(step=other, what_was_done="I considered it."))
    done = next(one for one in case.incident.walk.open if "step-completed" in one.done_by)
    assert case.ask(ask.CompleteStep(step=done.step, what_was_done="I rang them."))


# Handing over


def owned_by(person: Person) -> told.OwnerChanged:
    return told.OwnerChanged(owner=person.account, owner_name=person.name, handover="Hers.")


def declared(incident: Incident | None, *stand_ins: Person | None) -> list[Event]:
    asked = given().when(conflict_of(LEAD), by=HEAD)
    dsl, head = stand_ins
    around = replace(asked.circumstances, stands_in_for_dsl=dsl, stands_in_for_head=head)
    return decide(incident, asked.command, around)


def test_a_case_is_handed_over_to_whoever_stands_in_but_never_to_the_accused() -> None:
    deputy = replace(PIKE_LINKED, account=DEPUTY.account, full_name=DEPUTY.name)
    let_in = told.ConflictLifted(account=DEPUTY.account, account_name=DEPUTY.name, reason="Free.")
    incident = read_back(REPORTED, owned_by(LEAD), deputy, let_in)
    _, handed = declared(incident, DEPUTY, CHAIR)
    assert isinstance(handed, told.OwnerChanged)
    assert handed.owner == CHAIR.account
    (alone,) = declared(incident, DEPUTY, None)
    assert isinstance(alone, told.ConflictDeclared)
