"""Steps of a playbook: what an answer brings, and how each step ends."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from functools import reduce
from typing import Any

from domain.categories import unanswered
from domain.facts import Answer, Fact
from domain.incident.asked_with import commands_for
from domain.incident.commands import (
    AddNote,
    AdoptEdition,
    AppointCaseManager,
    AssignSupport,
    ChangeOwner,
    Circumstances,
    Command,
    CompleteStep,
    DecideNotToInformParent,
    HandOverExhibit,
    HoldMeeting,
    InformParent,
    KeepEvidence,
    LinkPerson,
    MakeReferral,
    MarkStepNotNeeded,
    RecordRemovalOutcome,
    RequestRemoval,
    ReviewProcedures,
    SeekAdvice,
    SendLetter,
)
from domain.incident.deciding.after_the_lado import done_early, not_before_the_lado
from domain.incident.deciding.grounds import (
    before_the_lado,
    marks,
    once,
    still_open,
    written,
)
from domain.incident.deciding.reporting import began
from domain.incident.events import (
    Assessed,
    CapacityChanged,
    DecisionRecorded,
    EditionAdoptedForCase,
    Event,
    FactsChanged,
    IncidentReported,
    NamedInError,
    PersonLinked,
    RouteOpened,
    RoutesOpened,
    StepCompleted,
    StepNotNeeded,
)
from domain.incident.refusals import EndsOtherwise, NoSuchEdition, NoSuchStep, ToBeDecided
from domain.incident.state import Incident, evolve, whom_of
from domain.incident.steps import SHORT, Given, kinds_of
from domain.incident.words import ImageLock
from domain.playbook.acts import (
    DECISION,
    THIS_STEP,
    completed_in_words,
    ends,
    ends_with_one_answer,
    for_this_step,
    name_in,
    names_of,
    spoken_all,
    spoken_event,
)
from domain.playbook.conditions import Facts
from domain.playbook.playbook import Playbook
from domain.playbook.walking import StepDue, newly_due, of_each_person, routes_open, settles
from domain.playbook.words import Kind
from domain.school_days import Counting

BECAUSE: dict[type[Event], str] = {
    IncidentReported: "the report",
    Assessed: "the assessment",
    FactsChanged: "the answers to questions of fact",
    EditionAdoptedForCase: "the edition that the case was moved to",
    PersonLinked: "somebody newly named",
    CapacityChanged: "somebody newly named",
    NamedInError: "somebody who was named in error",
}
# By itself it does not put a case on a playbook that it does not follow.
NAMING = frozenset[type[Event]]({PersonLinked, CapacityChanged, NamedInError})

# What may be recorded for one step by name (`acts.FOR_A_STEP`), and by which command.
RECORDED_FOR_A_STEP: dict[type[Command], str] = {
    LinkPerson: "person-linked",
    KeepEvidence: "evidence-kept",
    HandOverExhibit: "exhibit-handed-over",
    RequestRemoval: "removal-requested",
    RecordRemovalOutcome: "removal-outcome-recorded",
    InformParent: "parent-informed",
    DecideNotToInformParent: "parent-not-informed",
    SeekAdvice: "advice-sought",
    MakeReferral: "referral-made",
    AppointCaseManager: "case-manager-appointed",
    HoldMeeting: "meeting-held",
    SendLetter: "letter-sent",
    AssignSupport: "support-assigned",
    ReviewProcedures: "procedures-reviewed",
    AddNote: "note-added",
    ChangeOwner: "owner-changed",
}


# By a yes to one of these there is no choice: what the law or the guidance asks for is done.
NO_CHOICE: dict[str, tuple[Fact, ...]] = {
    "stop": (Fact.ILLEGAL, Fact.COERCION_OR_GROOMING, Fact.INTIMATE_IMAGE_OF_ADULT),
    "initial-review": (Fact.SEXUAL_IMAGE_OF_UNDER_18,),
}


def with_routes(
    incident: Incident | None, events: list[Event], circumstances: Circumstances
) -> list[Event]:
    """These events, and the routes and steps that they bring."""
    because = [reason for kind, reason in BECAUSE.items() if kind in map(type, events)]
    if not because or circumstances.playbook is None:
        return events
    after = reduce(evolve, events, incident)
    assert after is not None
    if NAMING.issuperset(map(type, events)) and after.walk.edition is None:
        return events
    opened = opening(after, because[0], circumstances, incident)
    return [*events, opened] if opened.routes or opened.steps else events


def opening(
    after: Incident, because: str, circumstances: Circumstances, before: Incident | None
) -> RoutesOpened:
    playbook, facts = playbook_of(after, circumstances), facts_of(after)
    assert playbook is not None
    assert circumstances.calendar is not None, "A playbook needs a calendar to count with."
    routes = tuple(
        RouteOpened(route=route.id, title=route.title)
        for route in routes_open(playbook, facts)
        if route.id not in after.walk.routes
    )
    calendar, given = circumstances.calendar, after.walk.asked
    now, known = circumstances.now, knew_at(after, before, circumstances)
    counted = newly_due(playbook, facts, given, now, calendar)
    steps = in_office_days(counted, newly_due(playbook, facts, given, known, calendar))
    known_before = before.walk.earliest if before else {}
    earliest = {id: due for id, due in known_before.items() if id not in after.walk.anew}
    return RoutesOpened(
        edition=playbook.edition,
        because=because,
        routes=routes,
        steps=tuple(no_later(step, earliest.get(step.step)) for step in steps),
    )


def knew_at(after: Incident, before: Incident | None, circumstances: Circumstances) -> datetime:
    """With a report, when the school was told or it happened; later, when it is written down."""
    report = after.last.get((IncidentReported, None))
    if before is not None or not isinstance(report, IncidentReported):
        return circumstances.now
    return min(circumstances.now, report.told_at or began(circumstances) or circumstances.now)


def in_office_days(
    counted: Iterable[StepDue], since_known: Iterable[StepDue]
) -> tuple[StepDue, ...]:
    """The LADO's clock runs from when the school knew; its other steps from when it is asked."""
    return tuple(
        known if known.calendar is Counting.WORKING_DAY else step
        for step, known in zip(counted, since_known, strict=True)
    )


def no_later(step: StepDue, before: datetime | None) -> StepDue:
    """Asked once more by another edition, a step is due no later than it ever was."""
    dues = [due for due in (step.due, before) if due]
    return replace(step, due=min(dues)) if dues else step


def playbook_of(incident: Incident, circumstances: Circumstances) -> Playbook | None:
    """The edition that this case follows; the present one for a case that follows none yet."""
    for playbook in (circumstances.playbook, *circumstances.earlier_playbooks):
        if playbook and playbook.edition == incident.walk.edition:
            return playbook
    return circumstances.playbook


def facts_of(incident: Incident) -> Facts:
    """What has been answered, the two questions of the report included, what is raised, and what
    its people say. What is called serious, or usually is, may be serious until somebody answers.

    While the image lock is for ever no chart may ask for a picture, whatever is answered since.
    """
    asked_first = {
        Fact.IMMEDIATE_DANGER: incident.in_danger_now,
        Fact.STAFF_INSTIGATOR: incident.about_an_adult_here,
        Fact.SUBJECT_IS_HEAD: Answer.NO,  # Any other answer of the report is a line of its own.
    }
    grave = {Fact.SERIOUS: Answer.NOT_KNOWN} if incident.looks_serious else {}
    not_known = dict.fromkeys(unanswered(incident.raised, incident.facts), Answer.NOT_KNOWN)
    locked = incident.image_lock is ImageLock.FOR_EVER
    image = {Fact.SEXUAL_IMAGE_OF_UNDER_18: Answer.YES} if locked else {}
    no_longer = dict.fromkeys(incident.told_by_people(Answer.NO), Answer.NO)
    answers = {**asked_first, **grave, **no_longer, **not_known, **incident.facts, **image}
    return {**answers, **by_the_people(incident)}


def by_the_people(incident: Incident) -> Facts:
    """Who is linked as what, in whatever order it was told: it speaks where nobody answered, and
    against a no. "Not known" stays as somebody said it.
    """
    told = incident.told_by_people(Answer.YES)
    return {fact: Answer.YES for fact in told if not incident.may_be(fact)}


def complete_step(
    incident: Incident, command: CompleteStep, circumstances: Circumstances
) -> list[Event]:
    """Raises EndsOtherwise for a step that words do not end. A consider is answered, yes or no, or
    ends with the act that names it.
    """
    given = incident.walk.steps.get(command.step)
    if given and (given.due.kind is Kind.CONSIDER or not completed_in_words(given.due.done_by)):
        raise ends_otherwise(given.due)
    return completed(incident, command, circumstances)


def completed(
    incident: Incident, command: CompleteStep, circumstances: Circumstances
) -> list[Event]:
    found = [
        *unasked(incident, command.step, circumstances),
        *too_early(incident, command.step),
        *done_early(incident, command.step, circumstances),
        *of_others(circumstances),
    ]
    event = written(StepCompleted, command, out_of_order=marks(incident, *found))
    return each_step(incident, command.step, event, circumstances)


def of_others(circumstances: Circumstances) -> list[str]:
    if circumstances.step_is_for is None:
        return []
    return [f"recorded by somebody else: the step is for {circumstances.step_is_for}"]


def ends_otherwise(step: StepDue) -> EndsOtherwise:
    in_words = "step-completed" if step.kind is Kind.CONSIDER else ""  # As asked before it was so.
    acts = tuple(act for act in step.done_by if name_in(act) != in_words)
    return EndsOtherwise(spoken_all(acts), commands_for(acts))


def for_a_step(
    incident: Incident, command: Command, decided: list[Event], circumstances: Circumstances
) -> list[Event]:
    """With the step that the command names: completed, unless the fact itself has ended it or is
    none of those that end it. A fact is recorded in any case, and then says so.
    """
    step, act = getattr(command, "step", None), RECORDED_FOR_A_STEP.get(type(command))
    if not step or act is None:
        return decided
    after = reduce(evolve, decided, incident)
    given = after.walk.steps.get(step)
    if given and (given.by == act or served_now(command, given)):
        return decided
    if given and not recorded_for(after, given.due, act, decided):
        return decided if given.ending else told_that_it_stays_open(given.due, act, decided)
    said = f"Recorded for this step: {spoken_event(act)}."
    completing = CompleteStep(step=step, what_was_done=said)
    whoever = replace(circumstances, occurred=None, repeats=None)  # Who and when, the fact says.
    return [*decided, *completed(after, completing, whoever)]


def served_now(command: Command, given: Given) -> bool:
    """Done for the one whom the command names, though it is owed to others as well."""
    person = getattr(command, "pupil", None) or getattr(command, "person", None)
    return person in given.served


def recorded_for(after: Incident, step: StepDue, act: str, decided: list[Event]) -> bool:
    """Whether what was done, and for whom, is what ends this step once it names it."""
    done = [*after.last.values(), *decided]
    event = next((one for one in reversed(done) if SHORT[type(one)] == act), None)
    if event is None:
        return False
    whom, kinds = whom_of(after, event), (*kinds_of(event), THIS_STEP)
    meant = whom is None or whom.is_meant(step.about)
    return meant and any(for_this_step(one) and ends(one, act, kinds) for one in step.done_by)


def told_that_it_stays_open(step: StepDue, act: str, decided: list[Event]) -> list[Event]:
    """Raises EndsOtherwise where nothing new was said that could be marked."""
    if not decided:
        raise ends_otherwise(step)
    mark = not_ended(step)
    return [marked(one, mark) if SHORT[type(one)] == act else one for one in decided]


def not_ended(step: StepDue) -> str:
    say = step.say.partition(". ")[0].rstrip(".")
    return f"this does not end the step “{say}”, which ends with: {spoken_all(step.done_by)}"


def marked(event: Event, mark: str) -> Event:
    fact: Any = event  # Of those that are recorded for a step, each has its marks.
    changed: Event = replace(fact, out_of_order=(*fact.out_of_order, mark))
    return changed


def left_open(incident: Incident, step: str | None, act: str) -> list[str]:
    """Why a decision or a task done leaves the step open that it names."""
    given = incident.walk.steps.get(step or "")
    if given is None or given.ending or act in names_of(given.due.done_by):
        return []
    return [not_ended(given.due)]


def mark_step_not_needed(
    incident: Incident, command: MarkStepNotNeeded, circumstances: Circumstances
) -> list[Event]:
    given = incident.walk.steps.get(command.step)
    if given and not given.ending:
        may_be_passed_over(incident, given.due)
    not_before_the_lado(incident, command.step, circumstances)
    found = unasked(incident, command.step, circumstances)
    event = written(StepNotNeeded, command, out_of_order=marks(incident, *found))
    return each_step(incident, command.step, event, circumstances)


def may_be_passed_over(incident: Incident, step: StepDue) -> None:
    """Raises ToBeDecided for a question, and EndsOtherwise for what is no choice here."""
    if ends_with_a_decision(step):
        raise ToBeDecided
    facts = facts_of(incident)
    if any(facts.get(fact) is Answer.YES for fact in NO_CHOICE.get(step.step, ())):
        raise ends_otherwise(step)


def ends_with_a_decision(step: StepDue) -> bool:
    """To pass over a question is not to have considered it."""
    considered = step.kind is Kind.CONSIDER and DECISION in names_of(step.done_by)
    return considered or ends_with_one_answer(step.done_by)


def unasked(incident: Incident, step: str | None, circumstances: Circumstances) -> list[str]:
    """Not asked of this case, a step of another route or edition is recorded all the same.

    Raises NoSuchStep for what is no step at all, where there is a playbook to tell by.
    """
    if not step or step in incident.walk.steps:
        return []
    if circumstances.playbook is not None and step not in steps_known(circumstances):
        raise NoSuchStep("step")
    return ["this case was not asked to take that step"]


def steps_known(circumstances: Circumstances) -> frozenset[str]:
    editions = (circumstances.playbook, *circumstances.earlier_playbooks)
    routes = (route for edition in editions if edition for route in edition.routes)
    return frozenset(step.id for route in routes for step in route.steps)


def too_early(incident: Incident, step: str) -> list[str]:
    """Before a must that stands above it on the same chart, and whose time had been set."""
    given = incident.walk.steps.get(step)
    if given is None:
        return []
    route = [one for one in incident.walk.given if one.route == given.due.route]
    earlier = route[: route.index(given.due)]
    return [
        f"done before “{one.say}”"
        for one in earlier
        if one in incident.walk.open and one.kind is Kind.MUST and one.due
    ]


def each_step(
    incident: Incident,
    step: str,
    event: StepCompleted | StepNotNeeded | DecisionRecorded,
    circumstances: Circumstances,
) -> list[Event]:
    """Said once by each while the step has ended, or was never asked; as often as needed while
    it is open.
    """
    given = incident.walk.steps.get(step)
    if given and of_each_person(given.due):
        return [event]  # Each answers for themself.
    ending = given and not given.ending and answers(given.due, event)
    return [event] if ending else once(incident, event, circumstances)


def answers(step: StepDue, event: StepCompleted | StepNotNeeded | DecisionRecorded) -> bool:
    return settles(step, SHORT[type(event)], named=step.step, kinds=kinds_of(event))


def adopt_edition(
    incident: Incident, command: AdoptEdition, circumstances: Circumstances
) -> list[Event]:
    present = circumstances.playbook
    if present and command.edition != present.edition:
        raise NoSuchEdition
    if still_open(incident).walk.edition == command.edition:
        return []
    event = EditionAdoptedForCase(
        edition=command.edition,
        was=incident.walk.edition,
        reason=command.reason,
        no_longer_asked=replaced(incident, present, circumstances) if present else (),
    )
    return once(incident, event, circumstances)


def replaced(
    incident: Incident, playbook: Playbook, circumstances: Circumstances
) -> tuple[str, ...]:
    """Open steps of the routes that the case is on: the other edition asks them in its way. And
    of those that a category alone had opened, once it raises them no more.
    """
    routes = {route.id for route in routes_open(playbook, facts_of(incident))}
    routes |= closed_by_now(incident, circumstances)
    return tuple(step.step for step in incident.walk.open if step.route in routes)


def closed_by_now(incident: Incident, circumstances: Circumstances) -> frozenset[str]:
    """Routes of the edition left that nothing opens any more. What was once said of an adult here
    stands until the LADO knows, or every limb is no.
    """
    facts, left = facts_of(incident), playbook_of(incident, circumstances)
    if left is None or left.edition != incident.walk.edition:
        return frozenset()
    guarded = {**facts, Fact.STAFF_INSTIGATOR: Answer.YES} if before_the_lado(incident) else facts
    still = {route.id for route in routes_open(left, guarded)}
    return frozenset(route.id for route in left.routes) - still
