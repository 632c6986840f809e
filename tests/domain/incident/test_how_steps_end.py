"""A step ends by the act and the recipient that it names, and each person's own by that person."""

import pytest

from domain.facts import Answer
from domain.incident import commands as ask
from domain.incident.events import (
    CourseOfActionDecided,
    DecisionRecorded,
    ExhibitHandedOver,
    MeetingHeld,
    ParentInformed,
    StatutoryReportMade,
    StepCompleted,
    TaskAssigned,
    TaskDone,
)
from domain.incident.refusals import (
    EndsOtherwise,
    LadoFirst,
    NoSuchStep,
    OnlyItsManager,
    SubjectOfTheCase,
)
from domain.incident.words import (
    Adviser,
    AllegationOutcome,
    Capacity,
    Duty,
    EvidenceKind,
    PersonKind,
    Recipient,
    RemovalThrough,
)
from domain.people import Role
from tests.domain.incident.walked import Walked, decision, parent
from tests.examples import HEAD, LEAD

YES, NO, NOT_KNOWN = Answer.YES, Answer.NO, Answer.NOT_KNOWN


def assessed(adult: Answer = NO, **answers: Answer) -> Walked:
    case = Walked()
    case.report(adult=adult)
    case.assess(staff_instigator=adult, **answers)
    return case


def with_a_phone(**answers: Answer) -> Walked:
    case = assessed(device_held=YES, **answers)
    phone = ask.KeepEvidence(
        exhibit="AK/1", kind=EvidenceKind.DEVICE, description="A phone.", held_by="Asma Khan"
    )
    case.ask(phone)
    return case


def handed(**words: object) -> ask.HandOverExhibit:
    told = {"received_by": "Karen Holt", "received_for": "Jake's mother", **words}
    return ask.HandOverExhibit(
        exhibit="AK/1",
        handed_by="Asma Khan",
        reason="She came to fetch it.",
        **told,  # type: ignore[arg-type]
    )


# The recipient


def test_an_exhibit_handed_to_a_parent_does_not_end_the_step_of_the_police() -> None:
    case = with_a_phone(illegal=YES)
    (event,) = case.ask(handed(step="device-police"))
    assert isinstance(event, ExhibitHandedOver)
    assert event.recipient is Recipient.OTHER
    (mark,) = event.out_of_order
    assert mark.startswith("this does not end the step “Something illegal may be on it")
    assert mark.endswith("ends with: exhibit handed over: police; or yes or no, with the reason")
    assert case.state_of("device-police") == "open"


@pytest.mark.parametrize(
    "to_the_police",
    [{"recipient": Recipient.POLICE}, {"received_for": "Lancashire Police"}],
    ids=["as said", "as their organisation is called"],
)
def test_an_exhibit_handed_to_the_police_ends_it(to_the_police: dict[str, object]) -> None:
    case = with_a_phone(illegal=YES)
    (event,) = case.ask(handed(received_by="PC Lee Watts", **to_the_police))
    assert isinstance(event, ExhibitHandedOver)
    assert event.out_of_order == ()
    assert case.state_of("device-police") == "done"


def test_what_is_said_of_the_recipient_counts_and_not_a_word_in_a_name() -> None:
    case = with_a_phone()
    mother = {"recipient": Recipient.OWNER_OR_PARENT, "received_for": "a police widow"}
    (event,) = case.ask(handed(**mother))
    assert isinstance(event, ExhibitHandedOver)
    assert event.recipient is Recipient.OWNER_OR_PARENT
    assert case.state_of("device-return") == "done"


# The kind


def test_a_meeting_does_not_end_a_step_that_asks_for_removal() -> None:
    case = assessed(staff_victim_of_parent=YES)
    meeting = ask.HoldMeeting(
        with_whom=("Karen Holt",), purpose="The page.", points="Sorry.", step="parent-removal"
    )
    (event,) = case.ask(meeting)
    assert isinstance(event, MeetingHeld)
    assert "does not end the step “Request that the offending material" in event.out_of_order[0]
    assert case.state_of("parent-removal") == "open"


def test_the_person_asked_is_not_the_platform() -> None:
    case = assessed(staff_victim_of_pupil=YES, under_13=YES, removal_refused=YES)
    case.ask(ask.KeepNoEvidence(reason="It has gone."))
    asked = ask.RequestRemoval(what="The film.", asked_of="Jake Holt", step="refused-platform")
    (event,) = case.ask(asked)
    assert case.state_of("refused-platform") == "open"
    assert "removal requested, recorded for this step: platform" in str(event)
    _, completed = case.ask(
        ask.RequestRemoval(
            what="The film.",
            asked_of="Clips",
            through=RemovalThrough.PLATFORM,
            step="refused-platform",
        )
    )
    assert isinstance(completed, StepCompleted)
    assert case.state_of("refused-platform") == "done"
    assert case.state_of("under-13-account") == "open"


def test_what_needs_a_certain_act_is_not_completed_in_words() -> None:
    case = assessed(staff_victim_of_parent=YES)
    with pytest.raises(EndsOtherwise):
        case.ask(ask.CompleteStep(step="parent-removal", what_was_done="I asked."))


def test_a_decision_on_a_step_that_is_done_and_not_decided_says_that_it_stays_open() -> None:
    case = assessed(illegal=YES)
    answer = ask.RecordDecision(question="A hold?", yes=True, rationale="Yes.", step="hold")
    (event,) = case.ask(answer)
    assert isinstance(event, DecisionRecorded)
    assert event.out_of_order[0].endswith("ends with: legal hold placed")
    assert case.state_of("hold") == "open"


def test_a_task_done_says_that_its_step_waits_for_something_else() -> None:
    case = assessed(pupil_victim=YES)
    task = ask.AssignTask(what="Ring home.", assignee_name="Robin Lowe", step="victim-parents")
    case.ask(task)
    (key,) = case.incident.tasks
    (event,) = case.ask(ask.CompleteTask(task=key, result="She knows."))
    assert isinstance(event, TaskDone)
    assert "does not end the step “Inform the parents" in event.out_of_order[0]
    assert case.state_of("victim-parents") == "open"


@pytest.mark.parametrize("kind", [EvidenceKind.PRINTOUT, EvidenceKind.DOCUMENT])
def test_keeping_no_image_is_not_ended_by_any_evidence(kind: EvidenceKind) -> None:
    case = Walked()
    case.report()
    case.answer(pupil_victim=YES)
    # The question is open before it is answered, and the lock comes with the answer.
    case.ask(ask.KeepEvidence(kind=kind, description="The letter of the mother."))
    case.answer(sexual_image_of_under_18=YES)
    assert case.state_of("keep-no-image") == "open"
    told = ask.KeepEvidence(kind=EvidenceKind.WORDS, description="What Ellie told us.")
    case.ask(told)
    assert case.state_of("keep-no-image") == "done"


def test_advice_that_was_asked_for_and_not_given_is_no_advice() -> None:
    case = assessed(adult=YES)
    lado = {"adviser": "Helen Frost", "adviser_kind": Adviser.LADO}
    case.ask(ask.SeekAdvice(question="What now?", **lado))  # type: ignore[arg-type]
    assert case.state_of("lado-advice") == "open"
    case.ask(ask.SeekAdvice(question="What now?", advice="Wait.", **lado))  # type: ignore[arg-type]
    assert case.state_of("lado-advice") == "done"


def test_whoever_told_it_is_linked_and_nobody_knows_yet_who_did_it() -> None:
    case = assessed()
    case.link("Robin Lowe", PersonKind.STAFF, Capacity.REPORTER)
    assert case.state_of("link-people") == "open"
    case.link("Ellie Marsh", PersonKind.PUPIL, Capacity.UNKNOWN)
    assert case.state_of("link-people") == "open"
    ellie = next(key for key, one in case.incident.people.items() if one.name == "Ellie Marsh")
    case.ask(ask.ChangeCapacity(person=ellie, capacity=Capacity.VICTIM, why="So she says."))
    assert case.state_of("link-people") == "done"


# Each person's own


def test_the_same_answer_of_two_people_is_two_lines() -> None:
    case = assessed(illegal=YES, pupil_victim=YES)
    own = case.incident.walk.steps["own-duty"].due
    assert len(case.ask(decision(own, yes=False))) == 1
    assert len(case.ask(decision(own, yes=False), by=HEAD)) == 1
    assert case.state_of("own-duty") == "decided-no"


def test_a_no_of_one_does_not_undo_the_report_of_another() -> None:
    case = assessed(illegal=YES, pupil_victim=YES)
    own = case.incident.walk.steps["own-duty"].due
    (event,) = case.ask(ask.MakeStatutoryReport(duty=Duty.CHILD_SEXUAL_ABUSE))
    assert isinstance(event, StatutoryReportMade)
    assert case.state_of("own-duty") == "done"
    case.ask(decision(own, yes=False), by=HEAD)
    assert case.state_of("own-duty") == "done"


# What an allegation was found to be


def managed() -> Walked:
    case = assessed(adult=YES, pupil_victim=YES)
    case.ask(
        ask.AppointCaseManager(
            manager=HEAD.account,
            manager_name=HEAD.name,
            manager_post=HEAD.post,
            manager_role=HEAD.role,
            why="It is about a teacher.",
        )
    )
    return case


def found(outcome: AllegationOutcome | None, course: str = "No further action.") -> ask.Command:
    return ask.DecideCourseOfAction(course=course, outcome=outcome, rationale="The film shows it.")


def test_an_outcome_is_no_yes_and_no_no() -> None:
    case = managed()
    case.ask(ask.EscalateToLado(lado="Helen Frost", discussed="All of it."))
    answer = ask.RecordDecision(
        question="The outcome?", yes=True, rationale="Clear.", step="allegation-outcome"
    )
    case.ask(answer, by=HEAD)
    assert case.state_of("allegation-outcome") == "open"
    case.ask(found(None), by=HEAD)
    assert case.state_of("course-of-action") == "done"
    assert case.state_of("allegation-outcome") == "open"
    (event,) = case.ask(found(AllegationOutcome.MALICIOUS), by=HEAD)
    assert isinstance(event, CourseOfActionDecided)
    given = case.incident.walk.steps["allegation-outcome"]
    assert (case.state_of("allegation-outcome"), given.outcome) == ("done", "malicious")
    assert case.incident.allegation is AllegationOutcome.MALICIOUS


def test_a_later_outcome_is_the_one_that_counts_and_a_later_course_leaves_it() -> None:
    case = managed()
    case.ask(ask.EscalateToLado(lado="Helen Frost", discussed="All of it."))
    case.ask(found(AllegationOutcome.UNSUBSTANTIATED), by=HEAD)
    case.ask(found(AllegationOutcome.FALSE, "Closed after the appeal."), by=HEAD)
    case.ask(found(None, "Support for her return."), by=HEAD)
    assert case.incident.allegation is AllegationOutcome.FALSE
    assert case.incident.walk.steps["allegation-outcome"].outcome == "false"


def test_an_outcome_waits_for_the_lado_and_is_the_case_managers() -> None:
    case = managed()
    with pytest.raises(LadoFirst):
        case.ask(found(AllegationOutcome.UNFOUNDED), by=HEAD)
    case.ask(ask.EscalateToLado(lado="Helen Frost", discussed="All of it."))
    with pytest.raises(OnlyItsManager):
        case.ask(found(AllegationOutcome.UNFOUNDED), by=LEAD)
    assert len(case.ask(found(None), by=LEAD)) == 1


def test_nobody_finds_anything_while_there_is_no_case_manager() -> None:
    case = assessed(adult=YES)
    case.ask(ask.EscalateToLado(lado="Helen Frost", discussed="All of it."))
    with pytest.raises(OnlyItsManager):
        case.ask(found(AllegationOutcome.UNFOUNDED), by=HEAD)


def test_for_a_manager_without_an_account_a_lead_writes_the_outcome_down() -> None:
    case = assessed(adult=YES)
    outside = ask.AppointCaseManager(
        manager_name="Ivy Rowe",
        manager_post="Chair of governors",
        manager_role=Role.CHAIR_OF_GOVERNORS,
        why="It may be about the head.",
    )
    case.ask(outside)
    case.ask(ask.EscalateToLado(lado="Helen Frost", discussed="All of it."))
    assert len(case.ask(found(AllegationOutcome.SUBSTANTIATED), by=LEAD)) == 1


def test_no_accused_manager_records_what_they_are_found_to_have_done() -> None:
    case = managed()
    case.ask(
        ask.LinkPerson(
            full_name=HEAD.name,
            kind=PersonKind.STAFF,
            capacity=Capacity.VICTIM,
            account=HEAD.account,
        )
    )
    case.ask(ask.EscalateToLado(lado="Helen Frost", discussed="All of it."))
    with pytest.raises(SubjectOfTheCase):
        case.ask(found(AllegationOutcome.SUBSTANTIATED), by=HEAD)


# The order of an allegation


def test_parents_are_told_after_the_lado_and_by_a_step_of_their_own() -> None:
    case = assessed(adult=YES, pupil_victim=YES, pupil_instigator=YES, serious=YES)
    asked = set(case.incident.walk.steps)
    assert {"allegation-parents", "allegation-pupils", "support-the-pupil"} <= asked
    too_early = {
        "victim-parents",
        "victim-parents-safe",
        "others-involved",
        "pupil-removal",
        "instigator-parents",
        "instigator-parents-safe",
    }
    assert not too_early & asked
    (event,) = case.ask(parent(case, case.person(Capacity.VICTIM)))
    assert isinstance(event, ParentInformed)
    assert event.out_of_order == ("told before the LADO was contacted about an adult here",)
    assert case.state_of("allegation-parents") == "done"


def test_once_it_is_no_adult_here_pupils_are_dealt_with_as_in_any_other_case() -> None:
    case = assessed(adult=NOT_KNOWN, pupil_victim=YES)
    assert case.state_of("victim-parents") is None
    case.answer(staff_instigator=NO)
    assert case.state_of("victim-parents") == "open"


def test_where_a_child_is_part_of_it_hr_waits_for_the_lado() -> None:
    alone = assessed(adult=YES, staff_victim_of_staff=YES, serious=YES)
    assert alone.state_of("hr-first") == "open"
    assert alone.state_of("hr-after-lado") is None
    with_a_child = assessed(adult=YES, staff_victim_of_staff=YES, serious=YES, pupil_victim=YES)
    assert with_a_child.state_of("hr-first") is None
    assert with_a_child.state_of("child-before-hr") == "open"
    assert with_a_child.state_of("hr-after-lado") == "open"


# What the second chart commands


def test_the_authority_is_told_of_every_attack_on_staff_and_the_police_of_a_serious_one() -> None:
    mild = assessed(staff_victim_of_parent=YES)
    assert mild.incident.walk.steps["online-safety-team"].due.kind == "must"
    assert {"consider-the-chair", "consider-the-governing-body"} <= set(mild.incident.walk.steps)
    assert mild.state_of("second-person") is None
    assert mild.state_of("serious-police") is None
    grave = assessed(staff_victim_of_parent=YES, serious=YES)
    assert grave.incident.walk.steps["serious-police"].due.kind == "must"


# A task for a step that nobody asks


def test_a_task_for_a_step_that_is_set_aside_is_given_and_says_so() -> None:
    case = assessed(pupil_victim=YES, technical=YES)
    case.answer(technical=NO)
    task = ask.AssignTask(what="Keep the log.", assignee_name="Robin Lowe", step="preserve-logs")
    (given, *_) = case.ask(task)
    assert isinstance(given, TaskAssigned)
    assert given.out_of_order == ("given for a step that is no longer asked",)


def test_a_task_for_a_step_that_no_playbook_has_is_a_slip() -> None:
    case = assessed(pupil_victim=YES)
    with pytest.raises(NoSuchStep):
        case.ask(ask.AssignTask(what="Ring.", assignee_name="Robin Lowe", step="rign-home"))
