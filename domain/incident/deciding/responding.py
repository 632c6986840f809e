"""What the school does about it: meetings, support, sanctions, decisions, tasks, notes."""

from uuid import UUID

from domain.facts import Answer, Fact
from domain.incident.commands import (
    AddNote,
    AgreeSafetyPlan,
    AssignSupport,
    AssignTask,
    ChangeFacts,
    Circumstances,
    CompleteTask,
    DecideSanctionOrSupport,
    HoldMeeting,
    RecordDecision,
    ReviewProcedures,
    SendLetter,
    WithdrawSanction,
)
from domain.incident.deciding import steps
from domain.incident.deciding.after_the_lado import is_about_one, may_say_yes, sent_early
from domain.incident.deciding.evidence import while_paused
from domain.incident.deciding.grounds import (
    after_the_lado,
    marks,
    may_be_given_to,
    new_id,
    newest,
    of_another,
    once,
    person_of,
    written,
)
from domain.incident.deciding.reporting import change_facts
from domain.incident.deciding.technicians import for_a_technician, nothing_of_the_case
from domain.incident.events import (
    DecisionRecorded,
    Event,
    LetterSent,
    MeetingHeld,
    NoteAdded,
    ProceduresReviewed,
    SafetyPlanAgreed,
    SanctionOrSupportDecided,
    SanctionWithdrawn,
    SupportAssigned,
    TaskAssigned,
    TaskDone,
)
from domain.incident.questions import facts_asked, left_as_they_were
from domain.incident.refusals import (
    AnsweredByFacts,
    DoneAndCancelled,
    NoSuchAccount,
    NotATechnician,
    SanctionOrSupportNeeded,
    TaskNeedsResult,
)
from domain.incident.state import Incident, Task
from domain.incident.steps import SET_ASIDE
from domain.incident.words import MAY_WORK_HERE, Finding
from domain.playbook.words import ASKED
from domain.texts import is_said


def hold_meeting(
    incident: Incident, command: HoldMeeting, circumstances: Circumstances
) -> list[Event]:
    event = written(MeetingHeld, command, out_of_order=marks(incident))
    return once(incident, event, circumstances)


def send_letter(
    incident: Incident, command: SendLetter, circumstances: Circumstances
) -> list[Event]:
    early = sent_early(incident, command)
    event = written(LetterSent, command, out_of_order=marks(incident, *early))
    return once(incident, event, circumstances)


def assign_support(
    incident: Incident, command: AssignSupport, circumstances: Circumstances
) -> list[Event]:
    person = person_of(incident, command.person)
    event = written(
        SupportAssigned, command, person_name=person.name, out_of_order=marks(incident)
    )
    return once(incident, event, circumstances)


def decide_sanction_or_support(
    incident: Incident, command: DecideSanctionOrSupport, circumstances: Circumstances
) -> list[Event]:
    if not is_said(command.sanction) and not is_said(command.support):
        raise SanctionOrSupportNeeded
    person = person_of(incident, command.person)
    if of_an_adult_here(incident, command.person):
        after_the_lado(incident)
    event = written(
        SanctionOrSupportDecided,
        command,
        measure=new_id(circumstances),
        person_name=person.name,
        out_of_order=marks(incident, *while_paused(incident)),
    )
    return once(incident, event, circumstances)


def of_an_adult_here(incident: Incident, person: UUID) -> bool:
    """Whatever the capacity, in a case that is or was about one: it may be changed later."""
    known = incident.people[person]
    may_be_one = known.works_here or known.kind in MAY_WORK_HERE
    return person in incident.adults_accused or (is_about_one(incident) and may_be_one)


def withdraw_sanction(
    incident: Incident, command: WithdrawSanction, circumstances: Circumstances
) -> list[Event]:
    person = person_of(incident, command.person)
    measure = command.measure or latest_measure(incident, command.person)
    known = incident.measures.get(measure) if measure else None
    undecided = () if known else ("withdrawn although no such decision is on the record",)
    event = written(
        SanctionWithdrawn,
        command,
        measure=measure if known else None,
        person_name=person.name,
        out_of_order=marks(incident, *undecided),
    )
    if command.measure and of_another(incident, event, "measure"):
        return [event]
    return once(incident, event, circumstances)


def latest_measure(incident: Incident, person: UUID) -> UUID | None:
    theirs = {key: one for key, one in incident.measures.items() if one.person == person}
    still = [key for key, measure in theirs.items() if measure.stands]
    return newest(still or [*theirs])


def agree_safety_plan(
    incident: Incident, command: AgreeSafetyPlan, circumstances: Circumstances
) -> list[Event]:
    person = person_of(incident, command.person)
    event = written(
        SafetyPlanAgreed, command, person_name=person.name, out_of_order=marks(incident)
    )
    return once(incident, event, circumstances)


def record_decision(
    incident: Incident, command: RecordDecision, circumstances: Circumstances
) -> list[Event]:
    may_say_yes(incident, command, circumstances)
    asked = facts_asked(incident.walk, command.step)
    found = [
        *steps.unasked(incident, command.step, circumstances),
        *still_yes(incident, command, asked),
        *steps.left_open(incident, command.step, "decision-recorded"),
    ]
    event = written(DecisionRecorded, command, out_of_order=marks(incident, *found))
    decided = steps.each_step(incident, command.step or "", event, circumstances)
    if len(asked) == 1:
        return [*decided, *answering(incident, command, asked[0], circumstances)]
    if command.yes and left_as_they_were(incident.walk, command.step, incident.facts):
        raise AnsweredByFacts(ASKED[fact] for fact in asked)
    return decided


def still_yes(incident: Incident, command: RecordDecision, asked: tuple[Fact, ...]) -> list[str]:
    """A no takes no yes back: whoever said that gave a reason."""
    if command.yes or not any(incident.answer(fact) is Answer.YES for fact in asked):
        return []
    return ["answered no, but the answer on the record is still yes, until change-facts says no"]


def answering(
    incident: Incident, command: RecordDecision, fact: Fact, circumstances: Circumstances
) -> list[Event]:
    """What the decision says of the fact that it was asked for, in the same append, so that the
    routes open.
    """
    known, answer = incident.answer(fact), Answer.YES if command.yes else Answer.NO
    if known is Answer.YES or known is answer:
        return []
    who, why = circumstances.by.name, command.rationale
    finding = Finding(fact=fact, answer=answer, who_said_so=who, why=why)
    return change_facts(incident, ChangeFacts(findings=(finding,)), circumstances)


def assign_task(
    incident: Incident, command: AssignTask, circumstances: Circumstances
) -> list[Event]:
    if command.assignee and circumstances.meant is None:
        raise NoSuchAccount("assignee")
    may_be_given_to(incident, command.assignee)
    who = circumstances.meant
    if for_a_technician(command, circumstances):
        nothing_of_the_case(incident, command.what, circumstances, "what")
        if circumstances.pupil_as_doer:
            raise NotATechnician("assignee_name")
    event = written(
        TaskAssigned,
        command,
        task=new_id(circumstances),
        assignee_name=who.name if who else command.assignee_name,
        out_of_order=marks(incident, *for_no_open_step(incident, command, circumstances)),
    )
    return once(incident, event, circumstances)


def for_no_open_step(
    incident: Incident, command: AssignTask, circumstances: Circumstances
) -> list[str]:
    """The task is given all the same; it ends no step."""
    given = incident.walk.steps.get(command.step or "")
    if given and given.by == SET_ASIDE:
        return ["given for a step that is no longer asked"]
    return steps.unasked(incident, command.step, circumstances)


def complete_task(
    incident: Incident, command: CompleteTask, circumstances: Circumstances
) -> list[Event]:
    if not is_said(command.result) and not is_said(command.cancelled_because):
        raise TaskNeedsResult
    task = incident.tasks.get(command.task, NOT_ON_THE_RECORD)
    if ended_so(task, command):
        return []
    if is_said(command.result) and is_said(command.cancelled_because):
        raise DoneAndCancelled("cancelled_because")
    event = written(
        TaskDone,
        command,
        what=task.what,
        step=task.step,
        out_of_order=marks(incident, *out_of_turn(task), *of_its_step(incident, command, task)),
    )
    return [event]


def of_its_step(incident: Incident, command: CompleteTask, task: Task) -> list[str]:
    cancelled = is_said(command.cancelled_because)
    return [] if cancelled else steps.left_open(incident, task.step, "task-done")


NOT_ON_THE_RECORD = Task("a task that nobody had recorded")


def ended_so(task: Task, command: CompleteTask) -> bool:
    return task.ended == (command.result, command.cancelled_because)


def out_of_turn(task: Task) -> tuple[str, ...]:
    if task is NOT_ON_THE_RECORD:
        return ("recorded although no such task is on the record",)
    return () if task.open else ("recorded although the task was already done",)


def review_procedures(
    incident: Incident, command: ReviewProcedures, circumstances: Circumstances
) -> list[Event]:
    event = written(ProceduresReviewed, command, out_of_order=marks(incident))
    return once(incident, event, circumstances)


def add_note(incident: Incident, command: AddNote, circumstances: Circumstances) -> list[Event]:
    # The same words on another day are another note: "Rang home, no answer."
    return [written(NoteAdded, command, out_of_order=marks(incident))]
