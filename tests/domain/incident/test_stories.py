"""Incidents as schools have them, told from the report to the close."""

from uuid import UUID

import pytest

from domain.categories import Category
from domain.facts import Answer, Fact
from domain.incident import commands as ask
from domain.incident import events as told
from domain.incident.refusals import (
    CountersignatureNeeded,
    ImageLocked,
    LadoFirst,
    StandsInTheWay,
)
from domain.incident.words import (
    Agency,
    Capacity,
    EvidenceKind,
    Finding,
    How,
    ImageLock,
    Intent,
    LinkKind,
    PersonKind,
    ReferralReply,
    RemovalResult,
    RemovalThrough,
    ReporterKind,
    SafetyStep,
    Supporter,
)
from domain.people import Role
from tests.examples import CHAIR, COORDINATOR, HEAD, LEAD, OUTSIDER, TEACHER, THREE_TEXTS
from tests.scenario import Case

PUPIL, STAFF, PARENT = PersonKind.PUPIL, PersonKind.STAFF, PersonKind.PARENT
VICTIM, INSTIGATOR = Capacity.VICTIM, Capacity.INSTIGATOR


def fact(fact: Fact, answer: Answer, why: str) -> Finding:
    return Finding(fact=fact, answer=answer, who_said_so="Asma Khan", why=why)


def no_adult_here(summary: str) -> ask.ReportIncident:
    return ask.ReportIncident(
        summary=summary, about_an_adult_here=Answer.NO, in_danger_now=Answer.NO
    )


def support(case: Case, pupil: UUID) -> None:
    case.ask(
        ask.AssignSupport(
            person=pupil,
            supporter=Supporter.CLASS_TEACHER,
            supporter_name="Tom Barlow",
            what="Ten minutes each morning.",
        )
    )


def tell_parent(case: Case, pupil: UUID, parent: str) -> None:
    case.ask(
        ask.InformParent(
            pupil=pupil, parent=parent, safe_to_tell=Answer.YES, said="What happened."
        )
    )


def test_the_owner_of_a_password_that_was_used_is_not_presumed_to_have_done_it() -> None:
    case = Case()
    case.ask(no_adult_here("Somebody wrote rude messages from Leo's account."), TEACHER)
    leo = case.link("Leo Finch", PUPIL, INSTIGATOR, "Year 7")
    case.ask(ask.KeepEvidence(kind=EvidenceKind.ACCOUNT_LOG, description="Sign-ins of Friday."))
    case.ask(ask.Assess(category=Category.CD_09, rationale="Signed in while Leo was in PE."))
    tell_parent(case, leo, "Anna Finch")
    (error,) = case.ask(ask.MarkNamedInError(person=leo, reason="He was in PE at the time."))
    assert isinstance(error, told.NamedInError)
    assert error.to_be_corrected == ("Anna Finch, parent of Leo Finch",)
    case.ask(ask.ProposeClosure(**THREE_TEXTS))
    (closed,) = case.ask(ask.Close())
    assert isinstance(closed, told.Closed)


def test_bullying_is_looked_at_again_when_the_facts_change_and_it_may_be_illegal() -> None:
    case = Case()
    case.ask(no_adult_here("Unkind messages about Ellie in a group chat."))
    ellie = case.link("Ellie Marsh", PUPIL, VICTIM, "Year 8")
    jake = case.link("Jake Holt", PUPIL, INSTIGATOR, "Year 9")
    case.ask(ask.KeepEvidence(kind=EvidenceKind.SCREENSHOT, description="Saturday's messages."))
    case.ask(ask.Assess(category=Category.CD_06, rationale="Unkind, no threats."))
    threat = fact(Fact.ILLEGAL, Answer.NOT_KNOWN, "He wrote that he would hurt her.")
    at_risk = fact(Fact.CHILD_AT_RISK, Answer.YES, "She is afraid to walk home.")
    changed = case.ask(ask.ChangeFacts(findings=(threat, at_risk)))
    assert [type(event) for event in changed] == [told.FactsChanged, told.DslAlerted]
    case.ask(ask.MakeReferral(agency=Agency.POLICE, reason="A threat to hurt her."))
    support(case, ellie)
    tell_parent(case, ellie, "Joanne Marsh")
    tell_parent(case, jake, "Karen Holt")
    case.ask(ask.ReviewProcedures(changed=False, what="The rules were clear."))
    with pytest.raises(StandsInTheWay) as refused:
        case.ask(ask.ProposeClosure(**THREE_TEXTS))
    assert refused.value.what == (
        "A child is or may be at risk, and no safeguarding lead has acknowledged it.",
        "A referral has no answer yet: the police.",
    )
    case.ask(ask.Acknowledge(next_act="Somebody walks her home."))
    case.ask(
        ask.RecordReferralAnswer(
            agency=Agency.POLICE, reply=ReferralReply.DECLINED, said="Words of advice given."
        )
    )
    case.ask(ask.ProposeClosure(**THREE_TEXTS))
    case.ask(ask.Countersign(), HEAD)
    case.ask(ask.Close())
    assert case.incident.closed


def test_a_parents_page_about_a_teacher_is_kept_talked_about_and_taken_down() -> None:
    case = Case()
    case.ask(no_adult_here("A parent has put up a page about Mrs Lyle."), HEAD)
    case.link("Carol Lyle", STAFF, VICTIM, "Teacher of Year 4")
    case.link("Dean Brook", PARENT, INSTIGATOR, "Parent of a pupil in Year 4")
    case.ask(ask.KeepEvidence(kind=EvidenceKind.PRINTOUT, description="The page on Monday."), HEAD)
    case.ask(
        ask.Assess(
            category=Category.CD_07,
            findings=(fact(Fact.STAFF_VICTIM_OF_PARENT, Answer.YES, "His name is on it."),),
            rationale="Named, untrue, and shared ninety times.",
        ),
        HEAD,
    )
    assert not case.incident.restricted
    case.ask(
        ask.HoldMeeting(
            with_whom=("Dean Brook",),
            purpose="The page about Mrs Lyle.",
            points="Our door is open; the home-school agreement says otherwise.",
            agreement_cited="Home-school agreement 2026",
        ),
        HEAD,
    )
    case.ask(ask.RequestRemoval(what="The page about Mrs Lyle", asked_of="Dean Brook"), HEAD)
    case.ask(ask.RecordRemovalOutcome(result=RemovalResult.REFUSED, said="My right."), HEAD)
    case.ask(
        ask.RecordDecision(
            question="Involve the chair of governors?", yes=True, rationale="He refused."
        ),
        HEAD,
    )
    case.ask(
        ask.RequestRemoval(
            what="The page about Mrs Lyle", asked_of="The site", through=RemovalThrough.PLATFORM
        ),
        HEAD,
    )
    case.ask(ask.RecordRemovalOutcome(result=RemovalResult.REMOVED), HEAD)
    case.ask(ask.ProposeClosure(**THREE_TEXTS), HEAD)
    with pytest.raises(CountersignatureNeeded):
        case.ask(ask.Close(), HEAD)  # Abuse of staff is serious.
    case.ask(ask.Countersign(), CHAIR)
    case.ask(ask.Close(), HEAD)
    assert case.incident.closed


def test_something_frightening_on_a_classroom_screen() -> None:
    case = Case()
    case.ask(no_adult_here("A violent film came up on the classroom screen."), TEACHER)
    made_safe = ask.MakeSafe(
        steps=(SafetyStep.MONITOR_OFF,),
        what="I switched the screen off.",
        viewed_by_accident=True,
        viewed_by=("The whole of Year 8",),
    )
    case.ask(made_safe, TEACHER)
    case.ask(ask.KeepNoEvidence(reason="The address is in the filter log."), COORDINATOR)
    case.ask(ask.Assess(category=Category.CT_12, rationale="The filter let it through."))
    (task,) = case.ask(
        ask.AssignTask(what="Block the address", assignee_name="Sam Reed", for_a_technician=True)
    )
    assert isinstance(task, told.TaskAssigned)
    case.ask(ask.CompleteTask(task=task.task, result="Blocked, and tried from a pupil's laptop."))
    (closed,) = case.ask(ask.Close(**THREE_TEXTS), COORDINATOR)
    assert isinstance(closed, told.Closed)


def test_an_anonymous_tip_off_about_a_picture_locks_the_case_until_the_dsl_decides() -> None:
    case = Case()
    case.ask(
        ask.ReportIncident(
            summary="A note under the door: there is a picture of a girl going round.",
            reporter=ReporterKind.ANONYMOUS,
            about_an_adult_here=Answer.NO,
        )
    )
    unsure = fact(Fact.SEXUAL_IMAGE_OF_UNDER_18, Answer.NOT_KNOWN, "The note says no more.")
    case.ask(ask.ChangeFacts(findings=(unsure,)), COORDINATOR)
    picture = ask.KeepEvidence(kind=EvidenceKind.SCREENSHOT, description="What is going round.")
    with pytest.raises(ImageLocked):
        case.ask(picture, COORDINATOR)
    address = ask.KeepEvidence(kind=EvidenceKind.WEB_ADDRESS, description="The page.")
    assert case.ask(address, COORDINATOR)
    holiday = fact(
        Fact.SEXUAL_IMAGE_OF_UNDER_18, Answer.NO, "Three girls each say it is a joke about a hat."
    )
    case.ask(ask.ChangeFacts(findings=(holiday,)), LEAD)
    assert case.incident.image_lock is ImageLock.OPEN
    assert case.ask(picture, COORDINATOR)


def test_a_pupil_who_did_it_is_found_to_have_been_groomed() -> None:
    case = Case()
    case.ask(no_adult_here("Kit has been asking younger pupils for their numbers."))
    kit = case.link("Kit Sayer", PUPIL, INSTIGATOR, "Year 9")
    case.ask(ask.KeepNoEvidence(reason="Only spoken words so far."))
    case.ask(ask.Assess(category=Category.CN_05, rationale="Pressing younger pupils."))
    case.ask(
        ask.Assess(
            category=Category.CN_01,
            findings=(
                fact(Fact.COERCION_OR_GROOMING, Answer.YES, "A man in a game told him to."),
                fact(Fact.CHILD_AT_RISK, Answer.YES, "The man knows where he lives."),
            ),
            rationale="He is a victim himself.",
        )
    )
    case.ask(
        ask.ChangeCapacity(person=kit, capacity=VICTIM, why="He was made to by a man in a game.")
    )
    with pytest.raises(StandsInTheWay) as refused:
        case.ask(ask.ProposeClosure(**THREE_TEXTS))
    assert "No support has been offered to Kit Sayer." in refused.value.what
    assert case.incident.dsl_told


def test_a_member_of_staff_with_the_pupils_support_in_an_ordinary_incident() -> None:
    case = Case()
    case.ask(
        ask.ReportIncident(
            summary="Messages at night from a member of staff.", about_an_adult_here=Answer.YES
        )
    )
    assert case.incident.restricted
    case.link("Alan Pike", STAFF, INSTIGATOR, "Teacher of music")
    case.ask(
        ask.AppointCaseManager(
            manager=HEAD.account,
            manager_name="Ruth Ainsley",
            manager_post="Headteacher",
            manager_role=Role.HEAD,
            why="An allegation about a member of staff.",
        )
    )
    yes = fact(Fact.STAFF_INSTIGATOR, Answer.YES, "The number is his.")
    case.ask(
        ask.Assess(category=Category.CN_08, findings=(yes,), rationale="Night after night."), HEAD
    )
    early = case.ask(
        ask.HoldInterview(with_whom="Alan Pike", account_given="He says it was homework."), HEAD
    )
    assert early[0] == told.InterviewHeld(
        with_whom="Alan Pike",
        account_given="He says it was homework.",
        out_of_order=("held before the LADO was contacted",),
    )
    intent = ask.DetermineIntent(intent=Intent.DELIBERATE, rationale="Six nights.")
    with pytest.raises(LadoFirst):
        case.ask(intent, HEAD)
    case.ask(
        ask.AssessHarmThreshold(
            harmed_a_child=Answer.NOT_KNOWN,
            possible_offence=Answer.NO,
            risk_of_harm=Answer.YES,
            not_suitable=Answer.YES,
            rationale="Private messages at night.",
        ),
        HEAD,
    )
    case.ask(ask.EscalateToLado(lado="Helen Frost", how=How.PHONE, discussed="All of it."), HEAD)
    case.ask(intent, HEAD)
    case.ask(ask.DecideCourseOfAction(course="Stage two.", rationale="With the LADO."), HEAD)
    case.ask(ask.Link(other=UUID(int=0xD001), link=LinkKind.SUPPORT, why="The pupil's support."))
    case.ask(ask.KeepNoEvidence(reason="The police hold the phone."), HEAD)
    case.ask(ask.ProposeClosure(**THREE_TEXTS), HEAD)
    case.ask(ask.Countersign(), OUTSIDER)
    case.ask(ask.Close(), HEAD)
    assert case.incident.closed
