"""Which questions have to be answered, and what becomes of a step when an answer turns."""

from uuid import UUID

import pytest
from hypothesis import given as any_
from hypothesis import settings
from hypothesis import strategies as st

from domain.categories import Category, Severity
from domain.facts import Answer, Fact
from domain.incident import commands as ask
from domain.incident.core_questions import CORE, unanswered
from domain.incident.events import (
    ClosureProposed,
    Countersigned,
    FactsChanged,
    RoutesOpened,
    StepsSetAside,
)
from domain.incident.refusals import LadoFirst, StandsInTheWay
from domain.incident.steps import Ending
from domain.incident.words import (
    Agency,
    Capacity,
    EvidenceKind,
    Finding,
    Intent,
    PersonKind,
    RemovalResult,
    RemovalThrough,
)
from tests.domain.incident.walked import Walked
from tests.examples import HEAD, LEAD, THREE_TEXTS

NO, YES, NOT_KNOWN = Answer.NO, Answer.YES, Answer.NOT_KNOWN
USUAL = {
    Fact.ILLEGAL,
    Fact.SEXUAL_IMAGE_OF_UNDER_18,
    Fact.CHILD_AT_RISK,
    Fact.COERCION_OR_GROOMING,
    Fact.RADICALISATION,
}


def reported(danger: Answer = NO, adult: Answer = NO) -> Walked:
    case = Walked()
    case.report(danger, adult)
    return case


def assessed(
    category: Category = Category.CD_14,
    severity: Severity | None = None,
    adult: Answer = NO,
    **answers: Answer,
) -> Walked:
    """Only what is named is answered."""
    case = reported(adult=adult)
    findings = tuple(
        Finding(fact=Fact[name.upper()], answer=answer, who_said_so="Ellie Marsh", why="As told.")
        for name, answer in answers.items()
    )
    case.ask(
        ask.Assess(
            category=category,
            severity=severity,
            findings=findings,
            rationale="As Ellie told it.",
            lowered_because="It was one message.",
        )
    )
    return case


def open_questions(case: Walked) -> set[Fact]:
    return {one.fact for one in unanswered(case.incident)}


# The questions that a case is not closed without


def test_before_the_first_assessment_nothing_is_said_to_be_unanswered() -> None:
    assert open_questions(reported()) == set()


def test_an_assessment_that_answers_nothing_leaves_five_questions() -> None:
    assert open_questions(assessed()) == USUAL


def test_what_the_report_answered_is_not_asked_again_and_what_it_left_open_is() -> None:
    assert Fact.STAFF_INSTIGATOR not in open_questions(assessed(adult=NO))
    assert Fact.STAFF_INSTIGATOR in open_questions(assessed(adult=NOT_KNOWN))
    assert Fact.IMMEDIATE_DANGER not in {one.fact for one in CORE}


def test_not_known_is_an_answer_and_opens_the_protective_route() -> None:
    case = assessed(illegal=NOT_KNOWN, child_at_risk=NOT_KNOWN)
    assert open_questions(case) == USUAL - {Fact.ILLEGAL, Fact.CHILD_AT_RISK}
    assert {"illegal", "danger"} <= case.routes


def test_whether_it_goes_on_is_asked_where_a_pupil_did_it() -> None:
    case = assessed()
    case.link("Jake Holt", PersonKind.PUPIL, Capacity.INSTIGATOR)
    assert open_questions(case) == USUAL | {Fact.PERSISTENT}
    assert Fact.PERSISTENT in open_questions(assessed(pupil_instigator=NOT_KNOWN))


def test_whether_it_is_serious_is_asked_unless_the_severity_has_said_no() -> None:
    assert Fact.SERIOUS not in open_questions(assessed(severity=Severity.MODERATE))
    assert Fact.SERIOUS in open_questions(assessed(severity=Severity.SERIOUS))
    usually_grave = assessed(Category.CD_12, severity=Severity.LOW)
    assert Fact.SERIOUS in open_questions(usually_grave)


def test_closing_is_refused_with_every_unanswered_question_in_words_all_at_once() -> None:
    told = assessed(illegal=NO).to_close()
    for one in CORE:
        says = f"Nobody has answered “{one.asks}” (not known is an answer)."
        assert (says in told) is (one.fact in USUAL - {Fact.ILLEGAL} and not one.for_the_dsl)
    assert any(each.startswith("Still to be done: ") for each in told)


def test_each_question_in_the_way_points_at_its_fact() -> None:
    case = assessed()
    with pytest.raises(StandsInTheWay) as refused:
        case.ask(ask.ProposeClosure(**THREE_TEXTS))
    pointers = {one.pointer for one in refused.value.found}
    assert {f"/facts/{fact}" for fact in USUAL} <= pointers


def test_recording_is_never_refused_for_a_question_that_is_open() -> None:
    case = assessed()
    assert case.ask(ask.AddNote(text="Rang home."))
    assert case.ask(ask.DetermineIntent(intent=Intent.ACCIDENTAL, rationale="A slip."))


# A severity that answers protectively


@pytest.mark.parametrize("severity", [Severity.SERIOUS, Severity.CRITICAL])
def test_a_grave_severity_counts_as_serious_until_somebody_answers(severity: Severity) -> None:
    case = assessed(severity=severity, pupil_instigator=YES)
    assert "serious" in case.routes
    assert case.state_of("instigator-parents") == "open"
    case.answer(serious=NO, persistent=NO)
    assert case.state_of("instigator-parents") == "not-needed"
    assert case.state_of("second-person") == "not-needed"


def test_a_category_that_usually_is_grave_counts_so_too_though_it_was_called_milder() -> None:
    assert "serious" in assessed(Category.CD_12, severity=Severity.LOW).routes
    assert "serious" not in assessed(Category.CD_12, severity=Severity.LOW, serious=NO).routes
    assert "serious" not in assessed(severity=Severity.LOW).routes


# Steps that an answer leaves behind


def test_what_was_asked_on_not_known_is_no_longer_asked_after_a_no_and_says_why() -> None:
    case = assessed(illegal=NOT_KNOWN)
    assert case.state_of("police") == "open"
    case.answer(illegal=NO)
    police = case.incident.walk.steps["police"]
    assert (police.ending, police.by) == (Ending.NOT_NEEDED, "steps-set-aside")
    (why,) = [one for one in police.because if one.fact is Fact.ILLEGAL]
    assert isinstance(case.history[why.line - 1], FactsChanged)
    assert why.answer is NO
    assert not any("Inform the police" in one for one in case.to_close())


def test_steps_that_were_done_stay_done() -> None:
    case = assessed(illegal=NOT_KNOWN)
    case.ask(ask.MakeReferral(agency=Agency.POLICE, reason="The page."))
    case.answer(illegal=NO)
    assert case.state_of("police") == "done"
    assert case.state_of("hold") == "not-needed"


@pytest.mark.parametrize("back_to", [YES, NOT_KNOWN])
def test_when_the_answer_turns_back_the_step_is_asked_again_due_no_later(back_to: Answer) -> None:
    case = assessed(illegal=NOT_KNOWN)
    first = case.incident.walk.steps["hold"].due.due
    case.answer(illegal=NO)
    case.answer(illegal=back_to)
    assert "hold" in {step.step for step in case.opened().steps}
    assert case.state_of("hold") == "open"
    assert case.incident.walk.steps["hold"].due.due == first


def test_a_step_that_another_open_route_still_asks_for_stays() -> None:
    case = assessed(illegal=NOT_KNOWN, coercion_or_grooming=YES)
    case.answer(illegal=NO)
    assert case.state_of("police") == "open"


def test_what_nobody_was_asked_sets_nothing_aside() -> None:
    case = assessed(Category.CT_08)
    assert case.state_of("prevent-dsl") == "open"
    case.ask(ask.Assess(category=Category.CD_14, rationale="It was a joke about a film."))
    assert case.state_of("prevent-dsl") == "open"


def test_what_is_done_for_a_step_that_was_set_aside_counts_once_it_is_asked_again() -> None:
    case = assessed(illegal=NOT_KNOWN)
    case.answer(illegal=NO)
    case.ask(ask.MakeReferral(agency=Agency.POLICE, reason="The page."))
    case.ask(ask.MakeReferral(agency=Agency.CEOP, reason="The page."))
    assert case.state_of("police") == "not-needed"
    case.answer(illegal=YES)
    police = case.incident.walk.steps["police"]
    assert (police.ending, police.by) == (Ending.DONE, "referral-made")


def test_a_step_that_nobody_asks_for_is_not_shown_as_done_by_what_was_done_for_another() -> None:
    case = assessed(sexual_image_of_under_18=NO)
    assert case.state_of("keep-no-image") == "not-needed"
    words = ask.KeepEvidence(kind=EvidenceKind.WORDS, description="What Ellie was told.")
    case.ask(words)
    assert case.state_of("keep-evidence") == "done"
    assert case.state_of("keep-no-image") == "not-needed"


def test_a_signature_from_while_nobody_asked_for_it_does_not_count_later() -> None:
    case = assessed(serious=YES)
    case.answer(serious=NO)
    assert case.state_of("second-person") == "not-needed"
    case.history.append(ClosureProposed(**THREE_TEXTS, proposed_by=LEAD.account))
    case.history.append(Countersigned(countersigned_by=HEAD.account))
    assert case.state_of("second-person") == "not-needed"
    case.answer(serious=YES)
    assert case.state_of("second-person") == "open"


# An adult here: no answer gets round the LADO


def test_a_yes_about_an_adult_here_that_is_taken_back_leaves_the_lado_to_be_asked() -> None:
    case = assessed(adult=YES, staff_instigator=YES)
    for _ in range(2):
        case.answer(staff_instigator=NO)
        assert case.state_of("contact-lado") == "open"
        assert any("Contact the LADO" in one for one in case.to_close())
        with pytest.raises(LadoFirst):
            case.ask(ask.DetermineIntent(intent=Intent.ACCIDENTAL, rationale="He says so."))
        case.answer(staff_instigator=YES)


def test_once_the_lado_knows_a_no_sets_the_rest_aside() -> None:
    case = assessed(adult=YES, staff_instigator=YES)
    case.answer(staff_instigator=NO)
    case.ask(ask.EscalateToLado(lado="Helen Frost", discussed="All of it."))
    assert case.state_of("contact-lado") == "done"
    assert case.state_of("harm-threshold") == "not-needed"


def test_not_known_about_an_adult_here_and_then_no_asks_for_no_lado() -> None:
    case = assessed(adult=NOT_KNOWN, staff_instigator=NOT_KNOWN)
    assert case.state_of("contact-lado") == "open"
    case.answer(staff_instigator=NO)
    assert case.state_of("contact-lado") == "not-needed"


# A removal that is refused


def refused_by(
    through: RemovalThrough, result: RemovalResult = RemovalResult.REFUSED, **answers: Answer
) -> tuple[Walked, list[object]]:
    case = assessed()
    case.answer(**{"staff_victim_of_pupil": YES, "removal_refused": NO, **answers})
    case.ask(ask.KeepNoEvidence(reason="It is in words."))
    case.ask(ask.RequestRemoval(what="The page", asked_of="Jake Holt", through=through, step=None))
    return case, list(case.ask(ask.RecordRemovalOutcome(result=result)))


def test_a_removal_that_a_person_refuses_opens_what_the_charts_ask_then() -> None:
    case, written = refused_by(RemovalThrough.PERSON, under_13=NO)
    assert case.incident.facts[Fact.REMOVAL_REFUSED] is YES
    assert [type(one) for one in written[1:]] == [FactsChanged, RoutesOpened]
    assert case.state_of("refused-platform") == "open"
    assert case.state_of("under-13-account") != "open"


def test_under_13_and_refused_asks_for_the_account_to_be_closed() -> None:
    case, _ = refused_by(RemovalThrough.PERSON, under_13=YES)
    assert case.state_of("under-13-account") == "open"


@pytest.mark.parametrize("result", [RemovalResult.NO_ANSWER, RemovalResult.PARTLY_REMOVED])
def test_what_may_still_be_up_is_not_known_to_be_refused(result: RemovalResult) -> None:
    case, _ = refused_by(RemovalThrough.PERSON, result)
    assert case.incident.facts[Fact.REMOVAL_REFUSED] is NOT_KNOWN
    assert case.state_of("refused-platform") == "open"


def test_a_platform_that_refuses_is_no_pupil_who_refuses() -> None:
    case, written = refused_by(RemovalThrough.PLATFORM)
    assert len(written) == 1
    assert case.incident.facts[Fact.REMOVAL_REFUSED] is NO


def test_what_was_removed_raises_nothing_and_a_second_refusal_nothing_new() -> None:
    _, removed = refused_by(RemovalThrough.PERSON, RemovalResult.REMOVED)
    assert len(removed) == 1
    case, _ = refused_by(RemovalThrough.PERSON)
    case.ask(ask.RequestRemoval(what="Another page", asked_of="Jake Holt"))
    (again,) = case.ask(ask.RecordRemovalOutcome(result=RemovalResult.REFUSED, said="No."))
    assert not isinstance(again, FactsChanged)


def test_every_set_aside_names_steps_of_the_case_and_an_answer_on_an_earlier_line() -> None:
    case = assessed(illegal=NOT_KNOWN, radicalisation=NOT_KNOWN, child_at_risk=NOT_KNOWN)
    case.answer(illegal=NO, radicalisation=NO, child_at_risk=NO)
    for number, event in enumerate(case.history, start=1):
        for one in event.steps if isinstance(event, StepsSetAside) else ():
            assert one.step in case.incident.walk.steps
            assert one.because
            assert all(why.line < number for why in one.because)


def test_a_step_that_is_asked_of_somebody_as_a_task_may_still_be_done() -> None:
    case = assessed(technical=NOT_KNOWN)
    keep_it = ask.AssignTask(
        what="Keep the log",
        assignee_name="Sam Reed",
        step="preserve-logs",
        for_a_technician=True,
    )
    case.ask(keep_it)
    case.answer(technical=NO)
    (task,) = case.incident.tasks
    assert isinstance(task, UUID)
    assert case.state_of("preserve-logs") == "not-needed"
    case.ask(ask.CompleteTask(task=task, result="Kept."))
    assert case.state_of("preserve-logs") == "done"


# Whatever is answered, to and fro


@settings(max_examples=60, deadline=None)
@any_(st.lists(st.sampled_from(Answer), max_size=6), st.sampled_from((NO, NOT_KNOWN, YES)))
def test_no_answers_to_and_fro_get_round_the_lado(answers: list[Answer], first: Answer) -> None:
    case = assessed(adult=first)
    for answer in answers:
        case.answer(staff_instigator=answer)
    if YES not in (first, *answers):
        return
    assert case.state_of("contact-lado") == "open"
    assert any("LADO" in one for one in case.to_close())
    with pytest.raises(LadoFirst):
        case.ask(ask.DetermineIntent(intent=Intent.ACCIDENTAL, rationale="He says so."))


@settings(max_examples=60, deadline=None)
@any_(st.lists(st.sampled_from(Answer), min_size=1, max_size=6))
def test_what_is_asked_follows_from_the_last_answer_alone(answers: list[Answer]) -> None:
    case = assessed(illegal=NOT_KNOWN)
    due = case.incident.walk.steps["hold"].due.due
    for answer in answers:
        case.answer(illegal=answer)
    hold = case.incident.walk.steps["hold"]
    assert (case.state_of("hold") == "open") is (answers[-1] is not NO)
    assert hold.due.due == due
