"""Allegations about adults who work or help here, and standing back for the police."""

from domain.facts import Fact
from domain.incident.commands import (
    AppointCaseManager,
    AssessHarmThreshold,
    Circumstances,
    DecideCourseOfAction,
    DetermineIntent,
    HoldInterview,
    PauseForPolice,
    Resume,
)
from domain.incident.deciding.evidence import while_paused
from domain.incident.deciding.grounds import (
    after_the_lado,
    before_the_lado,
    each_time,
    marks,
    once,
    shut_out,
    still_open,
    subjects,
    written,
)
from domain.incident.events import (
    CaseManagerAppointed,
    CourseOfActionDecided,
    Event,
    HarmThresholdAssessed,
    IntentDetermined,
    InterviewHeld,
    PausedForPolice,
    Resumed,
)
from domain.incident.refusals import HeadCannotManage, NotForASubject
from domain.incident.state import Incident
from domain.people import Role


def appoint_case_manager(
    incident: Incident, command: AppointCaseManager, circumstances: Circumstances
) -> list[Event]:
    if command.manager in subjects(incident) | shut_out(incident):
        raise NotForASubject
    if command.manager_role is Role.HEAD and incident.may_be(Fact.SUBJECT_IS_HEAD):
        raise HeadCannotManage
    event = written(CaseManagerAppointed, command, out_of_order=marks(incident))
    return once(incident, event)


def assess_harm_threshold(
    incident: Incident, command: AssessHarmThreshold, circumstances: Circumstances
) -> list[Event]:
    return once(incident, written(HarmThresholdAssessed, command, out_of_order=marks(incident)))


def hold_interview(
    incident: Incident, command: HoldInterview, circumstances: Circumstances
) -> list[Event]:
    early = ("held before the LADO was contacted",) if before_the_lado(incident) else ()
    event = written(
        InterviewHeld,
        command,
        out_of_order=marks(incident, *early, *while_paused(incident)),
    )
    return each_time(incident, event, circumstances)


def determine_intent(
    incident: Incident, command: DetermineIntent, circumstances: Circumstances
) -> list[Event]:
    after_the_lado(still_open(incident))
    return once(incident, written(IntentDetermined, command))


def decide_course_of_action(
    incident: Incident, command: DecideCourseOfAction, circumstances: Circumstances
) -> list[Event]:
    after_the_lado(still_open(incident))
    return once(incident, written(CourseOfActionDecided, command))


def pause_for_police(
    incident: Incident, command: PauseForPolice, circumstances: Circumstances
) -> list[Event]:
    return once(incident, written(PausedForPolice, command, out_of_order=marks(incident)))


def resume(incident: Incident, command: Resume, circumstances: Circumstances) -> list[Event]:
    unpaused = () if incident.paused else ("recorded although no pause is on the record",)
    return once(incident, written(Resumed, command, out_of_order=marks(incident, *unpaused)))
