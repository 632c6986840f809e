"""Before the LADO is told nothing is decided of the adult; what was done is told, and marked."""

from uuid import UUID

import pytest

from domain.facts import Answer
from domain.incident import commands as ask
from domain.incident import events as told
from domain.incident.commands import Command
from domain.incident.refusals import EndsOtherwise, LadoFirst, PausedForThePolice
from domain.incident.words import Capacity, Consideration, PersonKind
from tests.domain.incident.walked import Walked

NO, NOT_KNOWN, YES = Answer.NO, Answer.NOT_KNOWN, Answer.YES
LADO = ask.EscalateToLado(lado="Helen Frost", discussed="All of it.")
POLICE = ask.PauseForPolice(force="Lancashire Police", terms="Wait.")
ASKED = (
    "threshold-not-met",
    "suspension",
    "tell-the-person",
    "staff-contract",
    "barring-referral",
)
DONE = ("disciplinary", "course-of-action", "allegation-outcome", "review-evidence")
EARLY = "done before the LADO was told"
WHILE_PAUSED = "done while the school was paused for the police"


def alleged() -> tuple[Walked, UUID]:
    case = Walked()
    case.report(adult=YES)
    linked = case.ask(
        ask.LinkPerson(full_name="Alan Pike", kind=PersonKind.STAFF, capacity=Capacity.INSTIGATOR)
    )[0]
    assert isinstance(linked, told.PersonLinked)
    case.assess(staff_instigator=YES, deliberate=YES)
    return case, linked.person


def decided(step: str | None, yes: bool = True, about: Consideration | None = None) -> Command:
    said = {"consideration": about} if about else {}
    return ask.RecordDecision(
        question="Do we?", yes=yes, rationale="So agreed.", step=step, **said
    )


def is_refused_until_the_lado_knows(case: Walked, command: Command) -> None:
    with pytest.raises(LadoFirst):
        case.ask(command)
    case.ask(LADO)
    case.ask(POLICE)
    with pytest.raises(PausedForThePolice):
        case.ask(command)
    case.ask(ask.Resume(terms="Go on."))
    assert case.ask(command)


@pytest.mark.parametrize("step", ASKED)
def test_a_yes_that_goes_against_the_adult_waits_for_the_lado_and_the_police(step: str) -> None:
    case, _ = alleged()
    is_refused_until_the_lado_knows(case, decided(step))


@pytest.mark.parametrize("step", DONE)
def test_so_does_passing_over_what_comes_after_the_lado(step: str) -> None:
    case, _ = alleged()
    is_refused_until_the_lado_knows(
        case, ask.MarkStepNotNeeded(step=step, reason="We looked at it.")
    )


@pytest.mark.parametrize("about", [Consideration.BARRING_REFERRAL, Consideration.EMPLOYMENT])
def test_it_waits_as_well_where_the_decision_names_no_step(about: Consideration) -> None:
    case, _ = alleged()
    is_refused_until_the_lado_knows(case, decided(None, about=about))


def test_a_no_takes_nothing_from_anybody_and_is_recorded_at_once() -> None:
    case, _ = alleged()
    case.ask(decided("suspension", yes=False))
    assert case.state_of("suspension") == "decided-no"


def test_once_every_limb_is_no_it_may_be_decided() -> None:
    case, _ = alleged()
    limbs = dict.fromkeys(
        ("harmed_a_child", "possible_offence", "risk_of_harm", "not_suitable"), NO
    )
    case.ask(ask.AssessHarmThreshold(**limbs, rationale="Nothing of the kind."))
    assert case.ask(decided("suspension"))


@pytest.mark.parametrize("field", ["sanction", "support"])
def test_no_measure_is_taken_about_the_adult_in_whichever_field_it_is_written(field: str) -> None:
    case, person = alleged()
    is_refused_until_the_lado_knows(
        case,
        ask.DecideSanctionOrSupport(
            person=person, policy="6", rationale="As agreed.", **{field: "Away from work."}
        ),
    )


def test_what_is_decided_of_a_pupil_in_the_same_case_waits_for_no_lado() -> None:
    case, _ = alleged()
    pupil = case.person(Capacity.VICTIM)
    measure = ask.DecideSanctionOrSupport(
        person=pupil, support="A quiet room.", policy="6", rationale="She asked for it."
    )
    assert case.ask(measure)


# What was done is a fact


def test_what_was_done_before_the_lado_was_told_is_recorded_and_marked() -> None:
    case, _ = alleged()
    early = case.ask(ask.CompleteStep(step="disciplinary", what_was_done="The hearing was held."))
    assert EARLY in marks_of(early[-1])
    case.ask(LADO)
    case.ask(POLICE)
    paused = case.ask(ask.CompleteStep(step="disciplinary", what_was_done="A second hearing."))
    assert EARLY not in marks_of(paused[-1])
    assert WHILE_PAUSED in marks_of(paused[-1])
    case.ask(ask.Resume(terms="Go on."))
    then = case.ask(ask.CompleteStep(step="disciplinary", what_was_done="A third hearing."))
    assert not {EARLY, WHILE_PAUSED} & {*marks_of(then[-1])}


def test_a_meeting_in_which_the_adult_was_told_too_early_ends_its_step_and_is_marked() -> None:
    case, _ = alleged()
    meeting = ask.HoldMeeting(
        with_whom=("Alan Pike",),
        purpose="To tell him.",
        points="All of it.",
        step="tell-the-person",
    )
    completed = case.ask(meeting)[-1]
    assert isinstance(completed, told.StepCompleted)
    assert EARLY in completed.out_of_order
    assert case.state_of("tell-the-person") == "done"


def marks_of(event: told.Event) -> tuple[str, ...]:
    found: tuple[str, ...] = getattr(event, "out_of_order")  # noqa: B009
    return found


@pytest.mark.parametrize(
    ("to", "text"),
    [
        ("Mr A. Pike", "You are dismissed."),
        ("the payroll office", "Alan Pike is dismissed."),
        ("PIKE", "You are dismissed."),
    ],
)
def test_a_letter_to_the_adult_or_about_him_before_the_lado_was_told_is_marked(
    to: str, text: str
) -> None:
    case, _ = alleged()
    letter = ask.SendLetter(sent_to=to, subject="Your post", text=text)
    assert marks_of(case.ask(letter)[0]) == ("sent before the LADO was told",)
    case.ask(LADO)
    case.ask(POLICE)
    again = ask.SendLetter(sent_to=to, subject="Your post", text=f"{text} Once more.")
    assert marks_of(case.ask(again)[0]) == (WHILE_PAUSED,)


def test_a_letter_to_somebody_else_about_something_else_is_not() -> None:
    case, _ = alleged()
    letter = ask.SendLetter(sent_to="Karen Marsh", subject="Ellie", text="Please ring us.")
    assert marks_of(case.ask(letter)[0]) == ()


# What is to be considered is not ended by having done something


@pytest.mark.parametrize(
    ("fact", "step"),
    [
        ("staff_instigator", "tell-the-person"),
        ("staff_victim_of_pupil", "support-contacts"),
        ("staff_victim_of_parent", "parent-chair"),
        ("sexual_image_of_under_18", "nudes-deletion"),
        ("radicalisation", "prevent-family"),
    ],
)
def test_a_question_is_answered_or_its_act_is_recorded_and_words_alone_do_not_end_it(
    fact: str, step: str
) -> None:
    case = Walked()
    case.report()
    case.assess(**{fact: YES})
    assert case.state_of(step) == "open"
    with pytest.raises(EndsOtherwise) as refused:
        case.ask(ask.CompleteStep(step=step, what_was_done="We did what was needed."))
    assert "record-decision" in str(refused.value)
    assert "complete-step" not in str(refused.value)
    assert case.state_of(step) == "open"
