"""Corrections, links, holds, tasks, custody, telling: the smaller rules."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TypeVar
from uuid import UUID

import pytest

from domain.facts import Answer, Fact
from domain.incident import commands as ask
from domain.incident import events as told
from domain.incident.commands import Command
from domain.incident.deciding.keeping import partner_line
from domain.incident.events import Event
from domain.incident.levels import ConflictKind
from domain.incident.refusals import (
    DoneAndCancelled,
    ExhibitReferenceTaken,
    NoInitials,
    NoNamesForTechnicians,
    NoSuchAccount,
    NoSuchHold,
    NoSuchIncident,
    NoSuchLine,
    NotAnExhibitReference,
    NotAPupil,
    NotCorrectable,
    NotYetHappened,
    OnlyTheDsl,
    PausedForThePolice,
    ReviewIsPast,
    SanctionOrSupportNeeded,
    TaskNeedsResult,
    WordsNeeded,
)
from domain.incident.state import Incident, as_corrected
from domain.incident.words import (
    WITHOUT_ACCOUNT,
    Agency,
    Capacity,
    EvidenceKind,
    Finding,
    How,
    ImageLock,
    LinkKind,
    PersonKind,
    ReferralReply,
    RemovalResult,
)
from domain.times import Occurred
from tests.examples import (
    ELLIE,
    ELLIE_LINKED,
    EVENTS,
    HEAD,
    HOLD,
    JAKE,
    LEAD,
    MONDAY_NINE,
    MR_PIKE,
    MR_PIKES_ACCOUNT,
    ORDINARY,
    OTHER_INCIDENT,
    PIKE_LINKED,
    REPORTED,
    SUNDAY_EVENING,
    TASK,
    TEACHER,
)
from tests.scenario import given, read_back

CORRECT = ask.CorrectLine(line=2, field="full_name", new="Eleanor Marsh", reason="In full.")


E = TypeVar("E", bound=Event)


def example(kind: type[E]) -> E:
    return next(event for event in EVENTS if isinstance(event, kind))


def test_a_correction_is_of_a_line_that_there_is() -> None:
    given(*ORDINARY).when(CORRECT).then_refused(NoSuchLine)


@pytest.mark.parametrize("field", ["capacity", "person", "restricted", "out_of_order", "wrong"])
def test_only_texts_are_corrected_the_rest_has_commands_of_its_own(field: str) -> None:
    correct = replace(CORRECT, field=field)
    given(*ORDINARY).when(correct, corrected=ELLIE_LINKED).then_refused(NotCorrectable)


def test_a_corrected_name_is_written_out_and_in_full() -> None:
    for new, refusal in (("E.M.", NoInitials), (" ", WordsNeeded)):
        correct = replace(CORRECT, new=new)
        given(*ORDINARY).when(correct, corrected=ELLIE_LINKED).then_refused(refusal)


def test_a_time_is_corrected_with_both_times_kept() -> None:
    right = Occurred(start=datetime(2026, 9, 5, 19, 0, tzinfo=UTC))
    correct = ask.CorrectLine(line=1, field="occurred", new_occurred=right, reason="A day out.")
    asked = given(*ORDINARY).when(correct, corrected=REPORTED)
    event = replace(
        asked, circumstances=replace(asked.circumstances, corrected_occurred=SUNDAY_EVENING)
    ).event
    assert isinstance(event, told.LineCorrected)
    assert event.old == "2026-09-06 19:00 UTC (approximate)"
    assert event.new == "2026-09-05 19:00 UTC (exact)"
    assert event.new_occurred == right
    assert as_corrected(REPORTED, event) == REPORTED
    given(*ORDINARY).when(replace(correct, new_occurred=None), corrected=REPORTED).then_refused(
        WordsNeeded
    )
    later = replace(correct, new_occurred=Occurred(start=MONDAY_NINE + timedelta(days=1)))
    given(*ORDINARY).when(later, corrected=REPORTED).then_refused(NotYetHappened)


def test_a_corrected_name_is_the_one_that_later_lines_use() -> None:
    corrected = given(*ORDINARY).when(CORRECT, corrected=ELLIE_LINKED).event
    assert isinstance(corrected, told.LineCorrected)
    assert as_corrected(ELLIE_LINKED, corrected) == replace(
        ELLIE_LINKED, full_name="Eleanor Marsh"
    )
    inform = ask.InformParent(
        pupil=ELLIE, parent="Joanne Marsh", safe_to_tell=Answer.YES, said="All of it."
    )
    event = given(*ORDINARY, corrected).when(inform).event
    assert isinstance(event, told.ParentInformed)
    assert event.pupil_name == "Eleanor Marsh"


def correction(of: type[Event], field: str, new: str) -> Event:
    line = example(of)
    correct = ask.CorrectLine(line=4, field=field, new=new, reason="A slip.")
    event: Event = given(*ORDINARY).when(correct, corrected=line).event
    return event


def test_corrected_exhibits_holders_tasks_removals_and_schools_are_used_from_then_on() -> None:
    incident = read_back(
        *ORDINARY,
        correction(told.EvidenceKept, "held_by", "Ruth Ainsley"),
        correction(told.EvidenceKept, "exhibit", "BJ/7"),
        correction(told.TaskAssigned, "what", "Block the games site"),
        correction(told.RemovalRequested, "what", "The second post"),
        correction(told.FileSent, "school_name", "Beckside Academy"),
    )
    assert incident is not None
    assert incident.exhibits == {"BJ/7": "Ruth Ainsley"}
    assert [task.what for task in incident.tasks.values()] == ["Block the games site"]
    assert [removal.what for removal in incident.removals.values()] == ["The second post"]
    assert incident.files_sent == {(ELLIE, "Beckside Academy")}


def test_a_link_is_told_on_both_sides() -> None:
    link = ask.Link(other=OTHER_INCIDENT, link=LinkKind.SAME_PEOPLE, why="The same chat.")
    asked = given(*ORDINARY).when(link, other_reference="OSI-2026-P3R8TC")
    event = asked.event
    assert isinstance(event, told.LinkedTo)
    assert isinstance(asked.incident, Incident)
    assert partner_line(event, asked.incident, HOLD, other_restricted=False) == told.LinkedTo(
        other=HOLD,
        other_reference="OSI-2026-K7Q4ZM",
        link=LinkKind.SAME_PEOPLE,
        why="The same chat.",
    )


def test_an_ordinary_incident_is_told_nothing_of_a_restricted_one() -> None:
    link = ask.Link(other=OTHER_INCIDENT, link=LinkKind.SUPPORT, why="The pupil's support.")
    asked = given(REPORTED, PIKE_LINKED).when(link, other_reference="OSI-2026-P3R8TC")
    event = asked.event
    assert isinstance(event, told.LinkedTo)
    assert isinstance(asked.incident, Incident)
    assert partner_line(event, asked.incident, HOLD, other_restricted=False) is None
    ordinary = given(*ORDINARY)
    ordinary.when(link, other_reference="OSI-2026-P3R8TC", other_restricted=True).then_refused(
        NoSuchIncident
    )
    ordinary.when(link).then_refused(NoSuchIncident)


def test_the_only_hold_is_lifted_without_naming_it_but_not_one_of_two() -> None:
    lift = ask.LiftHold(authority="Lancashire Police", reason="The inquiry has ended.")
    assert given(*ORDINARY).when(lift).event == told.LegalHoldLifted(
        hold=HOLD, authority="Lancashire Police", reason="The inquiry has ended."
    )
    second = told.LegalHoldPlaced(hold=TASK, authority="The insurer", reason="A claim.")
    given(*ORDINARY, second).when(lift).then_refused(NoSuchHold)
    given(REPORTED).when(lift).then_refused(NoSuchHold)


@pytest.mark.parametrize("what", ["Restore Ellie Marsh's account", "Ask Ellie", "Marsh's laptop"])
def test_a_technicians_task_names_nobody(what: str) -> None:
    task = ask.AssignTask(what=what, assignee_name="Sam Reed", for_a_technician=True)
    given(*ORDINARY).when(task).then_refused(NoNamesForTechnicians)
    assert given(*ORDINARY).when(replace(task, for_a_technician=False)).event


def test_a_task_is_done_or_cancelled_with_a_reason() -> None:
    given(*ORDINARY).when(ask.CompleteTask(task=TASK)).then_refused(TaskNeedsResult)
    cancel = ask.CompleteTask(task=TASK, cancelled_because="The site is gone.")
    done = given(*ORDINARY).when(cancel).event
    given(*ORDINARY, done).when(ask.CompleteTask(task=TASK, result="Done.")).then_out_of_order(
        "recorded although the task was already done"
    )


def test_a_sanction_or_a_support_is_named() -> None:
    neither = ask.DecideSanctionOrSupport(person=JAKE, policy="Section 6", rationale="Sorry.")
    given(*ORDINARY).when(neither).then_refused(SanctionOrSupportNeeded)


def test_a_sanction_decided_again_after_its_withdrawal_is_a_new_decision() -> None:
    decide = ask.DecideSanctionOrSupport(
        person=JAKE, sanction="A week.", policy="Section 6", rationale="Sorry."
    )
    first = given(REPORTED, *ORDINARY[1:3]).when(decide).event
    withdrawn = (
        given(REPORTED, *ORDINARY[1:3], first)
        .when(ask.WithdrawSanction(person=JAKE, reason="Not him."))
        .event
    )
    assert given(REPORTED, *ORDINARY[1:3], first, withdrawn).when(decide).event


def test_exhibits_are_numbered_by_whoever_keeps_them() -> None:
    keep = ask.KeepEvidence(kind=EvidenceKind.WORDS, description="What the page said.")
    first = given(*ORDINARY).when(keep, by=HEAD).event
    assert isinstance(first, told.EvidenceKept)
    assert (first.exhibit, first.captured_by, first.held_by) == (
        "RA/1",
        "Ruth Ainsley",
        "Ruth Ainsley",
    )
    second = given(*ORDINARY, first).when(replace(keep, description="And then."), by=HEAD).event
    assert isinstance(second, told.EvidenceKept)
    assert second.exhibit == "RA/2"
    given(*ORDINARY).when(replace(keep, exhibit="BJ/1")).then_refused(ExhibitReferenceTaken)
    given(*ORDINARY).when(replace(keep, exhibit="photo")).then_refused(NotAnExhibitReference)


def test_only_a_safeguarding_lead_acknowledges() -> None:
    given(*ORDINARY).when(ask.Acknowledge(), by=HEAD).then_refused(OnlyTheDsl)


def test_only_a_pupil_has_a_parent_to_tell() -> None:
    inform = ask.InformParent(
        pupil=MR_PIKE, parent="Mrs Pike", safe_to_tell=Answer.YES, said="All of it."
    )
    given(REPORTED, PIKE_LINKED).when(inform).then_refused(NotAPupil)


INFORM = ask.InformParent(
    pupil=ELLIE, parent="Joanne Marsh", safe_to_tell=Answer.YES, said="All of it."
)
UNSAFE = told.FactsChanged(
    findings=(
        Finding(
            fact=Fact.UNSAFE_TO_TELL_PARENTS,
            answer=Answer.NOT_KNOWN,
            who_said_so="Ellie Marsh",
            why="She would not say.",
        ),
    ),
    restricted=False,
    image_lock=ImageLock.OPEN,
)


@pytest.mark.parametrize(
    ("history", "command", "mark"),
    [
        (
            ORDINARY,
            replace(INFORM, safe_to_tell=Answer.NOT_KNOWN),
            "told before it was known whether it was safe",
        ),
        (
            ORDINARY,
            replace(INFORM, safe_to_tell=Answer.NO),
            "told although it was not thought safe to tell",
        ),
        (
            (*ORDINARY, UNSAFE),
            replace(INFORM, safe_to_tell=Answer.NOT_KNOWN),
            "told although it was or might be unsafe to tell the parents",
        ),
        (
            ORDINARY,
            replace(INFORM, agencies_agree=Answer.NO),
            "told before the police or social care had agreed",
        ),
        (
            (REPORTED,),
            ask.Acknowledge(),
            "acknowledged before anybody was recorded as telling",
        ),
        (
            (REPORTED,),
            ask.RecordReferralAnswer(
                agency=Agency.POLICE, reply=ReferralReply.DECLINED, said="No crime."
            ),
            "answered although no such referral is on the record",
        ),
        (
            (REPORTED,),
            ask.RecordRemovalOutcome(result=RemovalResult.REMOVED),
            "recorded although no request for removal is on the record",
        ),
        (
            (REPORTED,),
            ask.Resume(terms="Go on."),
            "recorded although no pause is on the record",
        ),
        (
            ORDINARY[:3],
            ask.WithdrawSanction(person=JAKE, reason="Not him."),
            "withdrawn although no such decision is on the record",
        ),
        (
            ORDINARY[:3],
            ask.ConfirmFileReceipt(
                pupil=ELLIE, school_name="Beckside", confirmed_by="Mary Lund", how=How.EMAIL
            ),
            "confirmed although no file is on the record as sent there",
        ),
    ],
)
def test_what_was_done_out_of_order_is_recorded_and_marked(
    history: tuple[Event, ...], command: Command, mark: str
) -> None:
    given(*history).when(command).then_out_of_order(mark)


def test_anybody_may_add_a_note() -> None:
    given(*ORDINARY).when(ask.AddNote(text="Ellie smiled today."), by=TEACHER).then(
        told.NoteAdded(text="Ellie smiled today.")
    )


def test_parents_are_told_for_each_pupil_and_each_parent() -> None:
    mother = given(*ORDINARY).when(INFORM).event
    father = given(*ORDINARY, mother).when(replace(INFORM, parent="Rob Marsh")).event
    assert isinstance(father, told.ParentInformed)
    assert father.parent == "Rob Marsh"


def test_an_unknown_child_can_have_a_parent() -> None:
    other = replace(ELLIE_LINKED, kind=PersonKind.EXTERNAL_CHILD)
    assert given(REPORTED, other).when(INFORM, by=LEAD).event


def test_a_corrected_exhibit_keeps_the_form_and_takes_no_other_reference() -> None:
    kept = example(told.EvidenceKept)
    correct = ask.CorrectLine(line=4, field="exhibit", new="photo", reason="A slip.")
    given(*ORDINARY).when(correct, corrected=kept).then_refused(NotAnExhibitReference)
    other = told.EvidenceKept(
        exhibit="RA/1",
        kind=EvidenceKind.WORDS,
        description="What was said.",
        captured_by="Ruth Ainsley",
        held_by="Ruth Ainsley",
    )
    taken = replace(correct, new="RA/1")
    given(*ORDINARY, other).when(taken, corrected=kept).then_refused(ExhibitReferenceTaken)
    handed = example(told.ExhibitHandedOver)
    given(*ORDINARY).when(taken, corrected=handed).then_refused(NotCorrectable)


def test_a_person_named_in_error_stays_so_when_the_capacity_changes() -> None:
    in_error = told.NamedInError(
        person=JAKE, person_name="Jake Holt", reason="Not him.", to_be_corrected=()
    )
    changed = told.CapacityChanged(
        person=JAKE,
        person_name="Jake Holt",
        was=Capacity.INSTIGATOR,
        capacity=Capacity.WITNESS,
        why="He saw it.",
        restricted=False,
    )
    incident = read_back(*ORDINARY, in_error, changed)
    assert incident is not None
    assert incident.people[JAKE].in_error


def test_what_was_read_back_is_not_changed_by_what_comes_next() -> None:
    before = read_back(*ORDINARY)
    assert before is not None
    read_back(*EVENTS, start=before)
    assert before == read_back(*ORDINARY)


def test_no_time_that_a_command_tells_of_is_in_the_future() -> None:
    tomorrow = MONDAY_NINE + timedelta(days=1)
    outcome = ask.RecordRemovalOutcome(result=RemovalResult.REMOVED, checked_at=tomorrow)
    given(*ORDINARY).when(outcome).then_refused(NotYetHappened)


PAUSED = told.PausedForPolice(force="Lancashire Police", terms="Wait for us.")


def test_evidence_kept_during_the_police_pause_is_recorded_and_marked() -> None:
    keep = ask.KeepEvidence(kind=EvidenceKind.WORDS, description="What the page said.")
    given(*ORDINARY, PAUSED).when(keep).then_out_of_order(
        "done while the school was paused for the police"
    )


def test_asking_for_removal_waits_for_the_police_unless_waiting_would_harm() -> None:
    request = ask.RequestRemoval(what="The page", asked_of="The site")
    given(*ORDINARY, PAUSED).when(request).then_refused(PausedForThePolice)
    hurry = replace(request, not_waiting_because="It is being shared every minute.")
    assert given(*ORDINARY, PAUSED).when(hurry).event


GRANT = ask.GrantAccess(
    account=MR_PIKES_ACCOUNT, account_name="Somebody Else", reason="He is her mentor."
)
DECLARE = ask.DeclareConflict(
    account=MR_PIKES_ACCOUNT,
    account_name="Somebody Else",
    kind=ConflictKind.RELATED,
    reason="Her cousin.",
)
REVOKE = ask.RevokeAccess(account=MR_PIKES_ACCOUNT, account_name="Somebody Else", reason="Over.")
LIFT = ask.LiftConflict(account=MR_PIKES_ACCOUNT, account_name="Somebody Else", reason="Not so.")
NOBODYS = UUID(int=0xDEAD)


@pytest.mark.parametrize(
    ("command", "before"),
    [
        (GRANT, ()),
        (DECLARE, ()),
        (REVOKE, (example(told.AccessGranted),)),
        (LIFT, (example(told.ConflictDeclared),)),
    ],
)
def test_whoever_is_let_in_or_kept_out_is_named_as_the_accounts_name_them(
    command: ask.GrantAccess | ask.DeclareConflict | ask.RevokeAccess | ask.LiftConflict,
    before: tuple[Event, ...],
) -> None:
    event = given(REPORTED, *before).when(command).event
    assert getattr(event, "account_name") == "Alan Pike"  # noqa: B009
    nobody = replace(command, account=NOBODYS)
    refused = given(REPORTED, *before).when(nobody).then_refused(NoSuchAccount)
    assert isinstance(refused, NoSuchAccount)
    assert refused.where == ("account",)


def test_who_has_left_since_is_still_put_out_under_the_name_that_stands_here() -> None:
    granted = replace(example(told.AccessGranted), account=NOBODYS, account_name="Ines Moor")
    event = given(REPORTED, granted).when(replace(REVOKE, account=NOBODYS)).event
    assert isinstance(event, told.AccessRevoked)
    assert event.account_name == "Ines Moor"


@pytest.mark.parametrize(
    ("kind", "field", "instead"),
    [
        (told.EditionAdoptedForCase, "edition", "adopt-edition"),
        (told.EditionAdoptedForCase, "was", "Daybook wrote that itself"),
        (told.OwnerChanged, "owner_name", "change-owner"),
        (told.IncidentReported, "owner_name", "change-owner"),
        (told.IncidentReported, "reference", "Daybook wrote that itself"),
        (told.CaseManagerAppointed, "manager_name", "appoint-case-manager"),
        (told.AccessGranted, "account_name", "grant-access"),
        (told.Assessed, "category", "assess"),
        (told.PersonLinked, "capacity", "change-capacity"),
        (told.FactsChanged, "findings", "change-facts"),
        (told.StepCompleted, "step", "complete-step"),
        (told.RoutesOpened, "because", "Daybook wrote that itself"),
        (told.ParentInformed, "pupil_name", "correct-line"),
        (told.EvidenceKept, "kind", "add a note"),
        (told.TaskDone, "what", "add a note"),
    ],
)
def test_what_is_no_text_of_a_line_is_not_corrected_and_the_refusal_says_what_is_done_instead(
    kind: type[Event], field: str, instead: str
) -> None:
    correct = ask.CorrectLine(line=4, field=field, new="Other", reason="A slip.")
    refused = given(*ORDINARY).when(correct, corrected=example(kind)).then_refused(NotCorrectable)
    assert instead in refused.because


def test_a_manager_without_an_account_is_corrected_as_written() -> None:
    outsider = replace(example(told.CaseManagerAppointed), out_of_order=(WITHOUT_ACCOUNT,))
    correct = ask.CorrectLine(line=4, field="manager_name", new="P. Alder", reason="A slip.")
    assert given(*ORDINARY).when(correct, corrected=outsider).event


def test_correcting_to_the_same_words_or_time_writes_nothing() -> None:
    same = replace(CORRECT, new=ELLIE_LINKED.full_name)
    given(*ORDINARY).when(same, corrected=ELLIE_LINKED).then_nothing()
    at = ask.CorrectLine(line=1, field="occurred", new_occurred=SUNDAY_EVENING, reason="A slip.")
    asked = given(*ORDINARY).when(at, corrected=REPORTED)
    known = replace(asked.circumstances, corrected_occurred=SUNDAY_EVENING)
    replace(asked, circumstances=known).then_nothing()


@pytest.mark.parametrize(
    "what", ["Ask Dawn for the log", "Help ellie marsh", "See dawn price, teaching assistant"]
)
def test_a_technicians_task_names_nobody_who_told_of_it_either(what: str) -> None:
    task = ask.AssignTask(what=what, assignee_name="Sam Reed", for_a_technician=True)
    given(REPORTED).when(task).then_refused(NoNamesForTechnicians)
    corrected = told.LineCorrected(
        line=1,
        line_name="incident-reported.1",
        field="on_behalf_of",
        old="Dawn Price, teaching assistant",
        new="The class of Ines Moor",
        reason="A slip.",
    )
    renamed = replace(task, what="Look at what Ines saw")
    given(REPORTED, corrected).when(renamed).then_refused(NoNamesForTechnicians)
    assert given(REPORTED, corrected).when(replace(task, what="Filter The class network")).event


def test_a_task_is_done_or_cancelled_but_not_both() -> None:
    both = ask.CompleteTask(task=TASK, result="Done.", cancelled_because="No need.")
    refused = given(*ORDINARY).when(both).then_refused(DoneAndCancelled)
    assert isinstance(refused, DoneAndCancelled)
    assert refused.where == ("cancelled_because",)


def test_a_decision_not_to_tell_is_looked_at_again_on_its_own_day_or_later() -> None:
    today = MONDAY_NINE.date()
    decide = ask.DecideNotToInformParent(
        pupil=ELLIE, parent="Joanne Marsh", reason="It may harm her.", review_on=today
    )
    assert given(*ORDINARY).when(decide).event
    past = replace(decide, review_on=today - timedelta(days=2))
    refused = given(*ORDINARY).when(past).then_refused(ReviewIsPast)
    assert isinstance(refused, ReviewIsPast)
    assert refused.where == ("review_on",)
    dated_back = Occurred(start=MONDAY_NINE - timedelta(days=5))
    assert given(*ORDINARY).when(past, occurred=dated_back).event
