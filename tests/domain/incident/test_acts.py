"""An act ends the steps that mean it, and no others."""

from enum import StrEnum

import pytest

from domain.facts import Answer, Fact
from domain.incident import commands as ask
from domain.incident import words as said
from domain.incident.commands import COMMANDS
from domain.incident.deciding.steps import RECORDED_FOR_A_STEP
from domain.incident.events import MeetingHeld, StepCompleted
from domain.incident.steps import Ending
from domain.incident.words import Adviser, Agency, Capacity, EvidenceKind, Supporter
from domain.people import Role
from domain.playbook.acts import CAPACITIES, FOR_A_STEP, KINDS, read_act, spoken_all
from domain.playbook.grammar import parse
from tests.domain.incident.walked import Walked, support
from tests.domain.playbook.edition import TEXT
from tests.examples import HEAD

YES, NO = Answer.YES, Answer.NO

ENUMERATED: dict[str, type[StrEnum]] = {
    "person-linked": said.PersonKind,
    "capacity-changed": said.Capacity,
    "facts-changed": Fact,
    "made-safe": said.SafetyStep,
    "evidence-kept": said.EvidenceKind,
    "exhibit-handed-over": said.Recipient,
    "course-of-action-decided": said.AllegationOutcome,
    "removal-requested": said.RemovalThrough,
    "removal-outcome-recorded": said.RemovalResult,
    "advice-sought": said.Adviser,
    "referral-made": said.Agency,
    "referral-answered": said.Agency,
    "statutory-report-made": said.Duty,
    "intent-determined": said.Intent,
    "case-manager-appointed": Role,
    "support-assigned": said.Supporter,
    "linked-to": said.LinkKind,
}
# What an event tells besides the one list that it chooses from.
BESIDES: dict[str, tuple[str, ...]] = {
    "person-linked": CAPACITIES,
    "advice-sought": ("with-advice",),
    "course-of-action-decided": ("with-outcome",),
}


def assessed(**answers: Answer) -> Walked:
    case = Walked()
    case.report()
    case.assess(**answers)
    return case


def finding(fact: Fact, answer: Answer) -> said.Finding:
    return said.Finding(fact=fact, answer=answer, who_said_so="Asma Khan", why="As told.")


def refer(agency: Agency) -> ask.MakeReferral:
    return ask.MakeReferral(agency=agency, reason=f"A threat, told to {agency}.")


def test_kinds_are_the_closed_lists_of_the_incidents_own_words() -> None:
    for name, enumerated in ENUMERATED.items():
        besides = BESIDES.get(name, ())
        known = {one.value for one in enumerated if one is not Capacity.UNKNOWN}
        assert {*KINDS[name]} == {*known, *besides}, name
    assert set(KINDS) - set(ENUMERATED) == {
        "escalated-to-lado",
        "task-assigned",
        "decision-recorded",
    }


def test_whatever_may_be_recorded_for_a_step_has_a_command_that_names_it() -> None:
    assert set(RECORDED_FOR_A_STEP.values()) == FOR_A_STEP
    assert set(RECORDED_FOR_A_STEP) <= set(COMMANDS.values())
    for command in RECORDED_FOR_A_STEP:
        assert "step" in command.__dataclass_fields__


def test_a_referral_ends_the_steps_of_its_own_agency_and_no_others() -> None:
    case = assessed(illegal=YES, coercion_or_grooming=YES, child_at_risk=YES, radicalisation=YES)
    case.ask(refer(Agency.SOCIAL_CARE))
    assert case.state_of("refer-the-child") == "done"
    assert case.state_of("illegal-child") == "done"
    assert [case.state_of(id) for id in ("police", "grooming", "prevent-decision")] == ["open"] * 3
    case.ask(refer(Agency.POLICE))
    assert case.state_of("police") == "done"
    assert [case.state_of(id) for id in ("grooming", "prevent-decision")] == ["open"] * 2
    case.ask(refer(Agency.CEOP))
    assert case.state_of("grooming") == "done"


def test_advice_ends_the_step_of_whoever_gave_it() -> None:
    case = assessed(staff_instigator=YES, serious=YES, persistent=YES)
    waiting = ("lado-advice", "staff-case-hr", "online-safety-team")
    case.ask(ask.SeekAdvice(adviser="A friend in another school", question="What now?"))
    assert [case.state_of(id) for id in waiting] == ["open"] * 3
    hr = Adviser.HR
    case.ask(ask.SeekAdvice(adviser="Helen Tranter", adviser_kind=hr, question="What now?"))
    assert [case.state_of(id) for id in waiting] == ["open", "done", "open"]


def test_a_meeting_ends_the_step_that_it_is_recorded_for() -> None:
    case = assessed(sexual_image_of_under_18=YES, staff_victim_of_parent=YES)
    meeting = ask.HoldMeeting(with_whom=("Karen Holt",), purpose="The page.", points="Sorry.")
    case.ask(meeting)
    assert [case.state_of(id) for id in ("initial-review", "invite-the-parent")] == ["open"] * 2
    named = ask.HoldMeeting(
        with_whom=("Karen Holt",), purpose="The page.", points="Gone.", step="invite-the-parent"
    )
    first, second = case.ask(named)
    assert isinstance(first, MeetingHeld)
    assert isinstance(second, StepCompleted)
    assert second.what_was_done == "Recorded for this step: meeting held."
    assert case.state_of("invite-the-parent") == "done"
    assert case.state_of("initial-review") == "open"
    assert case.ask(named) == []


def test_naming_a_step_that_ends_otherwise_is_marked_and_ends_nothing() -> None:
    case = assessed()
    _, completed = case.ask(ask.AddNote(text="I thought about it.", step="tell-the-chair"))
    assert isinstance(completed, StepCompleted)
    assert completed.out_of_order == ("this case was not asked to take that step",)


def test_a_step_that_the_fact_itself_ends_gets_no_second_line() -> None:
    case = assessed(illegal=YES)
    named = ask.MakeReferral(agency=Agency.POLICE, reason="A threat.", step="police")
    assert len(case.ask(named)) == 1
    assert case.state_of("police") == "done"


def test_a_screenshot_is_no_device_and_a_note_no_signed_account() -> None:
    case = assessed(device_held=YES, staff_instigator=YES)
    case.ask(ask.KeepEvidence(kind=EvidenceKind.SCREENSHOT, description="The page."))
    case.ask(ask.AddNote(text="Rang home."))
    assert case.state_of("confiscation-record") == "open"
    assert case.state_of("written-account") == "open"
    case.ask(ask.KeepEvidence(kind=EvidenceKind.DEVICE, description="A phone."))
    assert case.state_of("confiscation-record") == "done"


def test_the_head_as_manager_does_not_end_the_chairs_step() -> None:
    case = assessed(staff_instigator=YES, subject_is_head=Answer.NOT_KNOWN)
    case.ask(ask.ChangeFacts(findings=(finding(Fact.SUBJECT_IS_HEAD, NO),)))
    head = ask.AppointCaseManager(
        manager=HEAD.account,
        manager_name=HEAD.name,
        manager_post=HEAD.post,
        manager_role=HEAD.role,
        why="It is about a teacher.",
    )
    case.ask(head)
    assert case.state_of("head-leads") == "done"
    chair_leads = case.incident.walk.steps["chair-leads"]
    assert (chair_leads.ending, chair_leads.by) == (Ending.NOT_NEEDED, "steps-set-aside")


def test_support_of_a_teacher_is_no_support_of_the_pupil() -> None:
    case = assessed(pupil_victim=YES, staff_victim_of_pupil=YES)
    teacher = case.person(Capacity.VICTIM, said.PersonKind.STAFF)
    case.ask(support(case, teacher, Supporter.UNION))
    assert case.state_of("union-advice") == "done"
    assert case.state_of("support-the-pupil") == "open"


def test_a_schools_own_route_says_whom_it_is_about() -> None:
    own = TEXT.replace('id = "pupil-victim"', 'id = "our-pupils"', 1)
    case = Walked(playbook=parse(own.replace('edition = "2026-09"', 'edition = "2026-09-ours"')))
    case.report()
    case.assess(pupil_victim=YES)
    case.ask(support(case, case.person(Capacity.INSTIGATOR)))
    assert case.state_of("support-the-pupil") == "open"
    case.ask(support(case, case.person(Capacity.VICTIM)))
    assert case.state_of("support-the-pupil") == "done"


@pytest.mark.parametrize(
    ("act", "expected"),
    [
        ("referral-mad:police", 'did you mean "referral-made"'),
        ("referral-made:polize", 'did you mean "police"'),
        ("referral-made:", "a kind of referral-made"),
        ("assessed:police", "no kinds"),
        ("made-safe:this-step", "known are monitor-off"),
        ("meeting-held:each-person", "a kind of meeting-held"),
        ("removal-requested:platform:platform", "each kind of removal-requested once"),
    ],
)
def test_what_is_no_act_is_refused_in_words(act: str, expected: str) -> None:
    with pytest.raises(ValueError, match=expected):
        read_act(act)


def test_what_ends_a_step_is_said_in_words() -> None:
    acts = (
        "decision-recorded",
        "referral-made:police",
        "referral-made:ceop",
        "meeting-held:this-step",
        "removal-requested:platform:this-step",
        "statutory-report-made:each-person",
    )
    assert spoken_all(acts) == (
        "yes or no, with the reason; or referral made: police or CEOP; "
        "or meeting held, recorded for this step; "
        "or removal requested, recorded for this step: platform; "
        "or statutory report made, by each for themself"
    )
