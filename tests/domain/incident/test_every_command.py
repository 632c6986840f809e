"""What holds for every command: it works, a fact is never refused, asking twice is harmless."""

import pytest

from domain.incident import commands as ask
from domain.incident import events as told
from domain.incident.commands import COMMANDS, Command
from domain.incident.events import Event
from domain.incident.refusals import NotReported
from domain.people import Person, Role
from tests.examples import (
    COMMANDS as EXAMPLES,
)
from tests.examples import (
    ELLIE_LINKED,
    EVENTS,
    HEAD,
    JAKE_LINKED,
    LEAD,
    MR_PIKES_ACCOUNT,
    ORDINARY,
    PIKE_LINKED,
    ROUTES_OPENED,
    SETTLED,
    SUNDAY_EVENING,
    THREE_TEXTS,
)
from tests.scenario import Asked, given

PROPOSED = told.ClosureProposed(**THREE_TEXTS, proposed_by=LEAD.account)
CLOSED = told.Closed(**THREE_TEXTS)
CONFLICT = next(each for each in EVENTS if isinstance(each, told.ConflictDeclared))
GRANTED = next(each for each in EVENTS if isinstance(each, told.AccessGranted))

BEFORE: dict[type[Command], tuple[Event, ...]] = {
    ask.ReportIncident: (),
    ask.LiftConflict: (*ORDINARY, CONFLICT),
    ask.RevokeAccess: (*ORDINARY, GRANTED),
    ask.ProposeClosure: SETTLED,
    ask.Countersign: (*SETTLED, PROPOSED),
    ask.RefuseClosure: (*SETTLED, PROPOSED),
    ask.Close: SETTLED,
    ask.Reopen: (*SETTLED, CLOSED),
    ask.StrikeOut: ORDINARY[:3],
    ask.CompleteStep: (*ORDINARY, ROUTES_OPENED),
    ask.MarkStepNotNeeded: (*ORDINARY, ROUTES_OPENED),
    ask.Resume: (*ORDINARY, told.PausedForPolice(force="Lancashire Police", terms="Wait.")),
}

# The same words may tell of another time, or of another person's own duty.
MAY_BE_SAID_AGAIN = (ask.AddNote, ask.MakeStatutoryReport)

# These authorise what comes next, so a closed incident refuses them.
DECISIONS = (
    ask.ReportIncident,
    ask.DetermineIntent,
    ask.DecideCourseOfAction,
    ask.ProposeClosure,
    ask.Countersign,
    ask.RefuseClosure,
    ask.Close,
    ask.Reopen,
    ask.StrikeOut,
    ask.LiftHold,
    ask.LiftConflict,
    ask.GrantAccess,
    ask.RevokeAccess,
    ask.AdoptEdition,
)
FACTS = [command for command in EXAMPLES if not isinstance(command, DECISIONS)]


def ids(command: Command) -> str:
    return type(command).__name__


def asked(command: Command, by: Person | None = None, before: tuple[Event, ...] = ()) -> Asked:
    by = by or (HEAD if isinstance(command, ask.Countersign) else LEAD)
    before = before or BEFORE.get(type(command), ORDINARY)
    return given(*before).when(
        command,
        by=by,
        corrected=ELLIE_LINKED,
        author=LEAD.account,
        other_reference="OSI-2026-P3R8TC",
    )


def test_there_is_an_example_of_every_command() -> None:
    assert {type(command) for command in EXAMPLES} == {ask.ReportIncident, *COMMANDS.values()}


@pytest.mark.parametrize("command", EXAMPLES, ids=ids)
def test_every_command_works_where_it_belongs(command: Command) -> None:
    (event,) = asked(command).decided
    assert getattr(event, "out_of_order", ()) == ()


@pytest.mark.parametrize(
    "command", [each for each in EXAMPLES if not isinstance(each, MAY_BE_SAID_AGAIN)], ids=ids
)
def test_asking_twice_writes_nothing(command: Command) -> None:
    asked(command).again().then_nothing()


@pytest.mark.parametrize(
    "command", [each for each in EXAMPLES if isinstance(each, MAY_BE_SAID_AGAIN)], ids=ids
)
def test_a_note_and_a_statutory_report_are_never_taken_for_the_last_one(command: Command) -> None:
    assert len(asked(command).again().decided) == 1


@pytest.mark.parametrize("command", FACTS, ids=ids)
def test_a_fact_is_never_refused_not_even_after_closing(command: Command) -> None:
    asked(command, before=(*BEFORE.get(type(command), ORDINARY), CLOSED)).then_out_of_order(
        "recorded after the incident was closed"
    )


@pytest.mark.parametrize("command", FACTS, ids=ids)
def test_a_fact_is_never_refused_not_even_when_struck_out(command: Command) -> None:
    struck = told.StruckOut(reason="Reported twice.")
    asked(command, before=(*BEFORE.get(type(command), ORDINARY), struck)).then_out_of_order(
        "recorded after the incident was struck out"
    )


@pytest.mark.parametrize("command", EXAMPLES, ids=ids)
def test_nothing_can_be_asked_of_an_incident_that_nobody_reported(command: Command) -> None:
    if isinstance(command, ask.ReportIncident | ask.MakeStatutoryReport):
        return  # Either opens an incident.
    given().when(command).then_refused(NotReported)


@pytest.mark.parametrize("command", EXAMPLES, ids=ids)
def test_to_the_accused_there_is_no_such_incident_whatever_role_they_hold(
    command: Command,
) -> None:
    if isinstance(command, ask.MakeStatutoryReport | ask.ReportIncident):
        return
    accused = Person(MR_PIKES_ACCOUNT, "Alan Pike", "Deputy head", "Fellside School", Role.HEAD)
    given(*ORDINARY, PIKE_LINKED).when(command, by=accused).then_refused(NotReported)


def test_what_happened_again_at_another_time_is_a_new_fact() -> None:
    meeting = ask.HoldMeeting(with_whom=("Karen Holt",), purpose="The page.", points="As before.")
    first = given(*ORDINARY).when(meeting).event
    second = given(*ORDINARY, first).when(meeting, occurred=SUNDAY_EVENING)
    second.then(first)


def test_a_linked_person_keeps_the_same_id_when_linked_once_more() -> None:
    again = ask.LinkPerson(
        full_name="Jake Holt",
        kind=JAKE_LINKED.kind,
        capacity=JAKE_LINKED.capacity,
        year_or_post="Year 9",
    )
    given(*ORDINARY).when(again).then_nothing()
