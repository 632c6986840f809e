"""Allegations about adults who work or help here, and standing back for the police."""

from dataclasses import replace

from domain.facts import Answer, Fact
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
    MANAGE_CASES,
    after_the_lado,
    before_the_lado,
    marks,
    new_id,
    once,
    same,
    shut_out,
    still_open,
    subjects,
    written,
)
from domain.incident.deciding.reporting import may_lift
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
from domain.incident.refusals import (
    HasAnAccount,
    HeadCannotManage,
    MayNotLead,
    NoSuchManager,
    NotForASubject,
    NotTheirsToRuleOut,
    OnlyItsManager,
    WordsNeeded,
)
from domain.incident.state import Incident
from domain.incident.words import MAY_WORK_HERE, WITHOUT_ACCOUNT, Capacity
from domain.people import Person, Role
from domain.texts import is_among, is_said


def appoint_case_manager(
    incident: Incident, command: AppointCaseManager, circumstances: Circumstances
) -> list[Event]:
    name = command.manager_name or ""
    if command.manager is None and is_among(name, names_of_accused(incident)):
        raise NotForASubject  # Without an account there is only the name to go by.
    manager, outside = named_manager(command, circumstances)
    if manager.account in subjects(incident) | shut_out(incident):
        raise NotForASubject
    if manager.role is Role.HEAD and incident.may_be(Fact.SUBJECT_IS_HEAD):
        raise HeadCannotManage
    event = CaseManagerAppointed(
        manager=manager.account,
        manager_name=manager.name,
        manager_post=manager.post,
        manager_role=manager.role,
        why=command.why,
        out_of_order=marks(incident, *outside),
    )
    return [] if appointed_already(incident, event, outside) else [event]


def names_of_accused(incident: Incident) -> list[str]:
    return [
        one.full_name
        for one in incident.people.values()
        if one.full_name
        and (one.works_here or one.kind in MAY_WORK_HERE)
        and one.capacity is Capacity.INSTIGATOR
        and not one.in_error
    ]


def named_manager(
    command: AppointCaseManager, circumstances: Circumstances
) -> tuple[Person, tuple[str, ...]]:
    """Whoever holds the account, or the person outside as they are told to be, and marked so."""
    if command.manager is None and circumstances.meant is not None:
        raise HasAnAccount("manager")
    if command.manager is None:
        return outsider(command, circumstances), (WITHOUT_ACCOUNT,)
    if circumstances.meant is None:
        raise NoSuchManager("manager")
    if circumstances.meant.role not in MANAGE_CASES:
        raise MayNotLead("manager")
    return circumstances.meant, ()


def outsider(command: AppointCaseManager, circumstances: Circumstances) -> Person:
    name, post = seen(command.manager_name), seen(command.manager_post)
    role = command.manager_role
    said = {"manager_name": name, "manager_post": post, "manager_role": role}
    if not (name and post and role):
        raise WordsNeeded(*(field for field, given in said.items() if not given))
    if role not in MANAGE_CASES | {Role.TRUST_LEAD}:
        raise MayNotLead("manager_role")
    return Person(new_id(circumstances), name, post, "", role)


def seen(text: str | None) -> str:
    return text.strip() if text and is_said(text) else ""


def appointed_already(
    incident: Incident, event: CaseManagerAppointed, outside: tuple[str, ...]
) -> bool:
    """In the same words: without an account there is no id to tell them by."""
    last = incident.last.get((CaseManagerAppointed, None))
    if outside and isinstance(last, CaseManagerAppointed):
        event = replace(event, manager=last.manager)
    return same(last, event)


def assess_harm_threshold(
    incident: Incident, command: AssessHarmThreshold, circumstances: Circumstances
) -> list[Event]:
    event = written(HarmThresholdAssessed, command, out_of_order=marks(incident))
    met_none = all(limb is Answer.NO for limb in event.limbs)
    if met_none and not may_lift(incident, circumstances.by):
        raise NotTheirsToRuleOut
    if incident.adults_accused - incident.no_limb_met_of:
        return [event]  # What was said of one adult says nothing of the next.
    return once(incident, event, circumstances)


def hold_interview(
    incident: Incident, command: HoldInterview, circumstances: Circumstances
) -> list[Event]:
    early = ("held before the LADO was contacted",) if before_the_lado(incident) else ()
    event = written(
        InterviewHeld,
        command,
        out_of_order=marks(incident, *early, *while_paused(incident)),
    )
    return once(incident, event, circumstances)


def determine_intent(
    incident: Incident, command: DetermineIntent, circumstances: Circumstances
) -> list[Event]:
    after_the_lado(still_open(incident))
    event = written(IntentDetermined, command)
    return once(incident, event, circumstances)


def decide_course_of_action(
    incident: Incident, command: DecideCourseOfAction, circumstances: Circumstances
) -> list[Event]:
    after_the_lado(still_open(incident))
    if command.outcome:
        by_its_manager(incident, circumstances)
    event = written(CourseOfActionDecided, command)
    return once(incident, event, circumstances)


def by_its_manager(incident: Incident, circumstances: Circumstances) -> None:
    """What was found is the case manager's word; for one who cannot sign in, a lead writes it."""
    written_for_them = incident.manager_outside is not None
    if circumstances.by.account != incident.case_manager and not written_for_them:
        raise OnlyItsManager


def pause_for_police(
    incident: Incident, command: PauseForPolice, circumstances: Circumstances
) -> list[Event]:
    event = written(PausedForPolice, command, out_of_order=marks(incident))
    return once(incident, event, circumstances)


def resume(incident: Incident, command: Resume, circumstances: Circumstances) -> list[Event]:
    unpaused = () if incident.paused else ("recorded although no pause is on the record",)
    event = written(Resumed, command, out_of_order=marks(incident, *unpaused))
    return once(incident, event, circumstances)
