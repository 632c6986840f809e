"""Closing an incident: what stands in the way, three texts, two people, and reopening."""

from dataclasses import dataclass
from uuid import UUID

from domain.categories import Severity
from domain.facts import Answer, Fact
from domain.incident.commands import (
    Circumstances,
    Close,
    Countersign,
    ProposeClosure,
    RefuseClosure,
    Reopen,
    StrikeOut,
)
from domain.incident.deciding.grounds import (
    accused,
    accused_adults,
    before_the_lado,
    concerns_an_adult_here,
    not_a_subject,
    not_paused,
    same,
    still_open,
    subjects,
)
from domain.incident.events import (
    Closed,
    ClosureProposed,
    ClosureRefused,
    Countersigned,
    Event,
    Reopened,
    StruckOut,
)
from domain.incident.refusals import (
    CountersignatureNeeded,
    IncidentIsClosed,
    IncidentIsStruckOut,
    NotClosed,
    NotProposed,
    NotWhatWasCountersigned,
    SecondPersonNeeded,
    StandsInTheWay,
    WordsNeeded,
)
from domain.incident.state import Incident, Linked
from domain.incident.steps import ABOUT
from domain.incident.words import Capacity, Consideration, PersonKind, called
from domain.people import Person
from domain.playbook.walking import StepDue, in_the_way_of_closing
from domain.playbook.words import NAME_THEIR_STEP, Kind

GRAVE = frozenset({Severity.SERIOUS, Severity.CRITICAL})
THREE_TEXTS = ("summary", "how_followed_up", "outcome")
CLOSING = frozenset({"closure-proposed", "countersigned", "closed"})


@dataclass(frozen=True, slots=True)
class Missing:
    """What closing still waits for, and the events that would bring it."""

    says: str
    ends_with: frozenset[str] = frozenset()
    about: Capacity | None = None


def missing(says: str, *ends_with: str, about: Capacity | None = None) -> Missing:
    return Missing(says, frozenset(ends_with), about)


def propose_closure(
    incident: Incident, command: ProposeClosure, circumstances: Circumstances
) -> list[Event]:
    by = circumstances.by
    event = ClosureProposed(
        summary=command.summary,
        how_followed_up=command.how_followed_up,
        outcome=command.outcome,
        proposed_by=by.account,
    )
    if incident.proposed == event and not incident.closed:
        return []
    may_be_closed(incident, by, CLOSING)
    return [event]


def may_be_closed(incident: Incident, by: Person, to_come: frozenset[str]) -> None:
    """`to_come` are the events that closing itself still brings."""
    not_a_subject(incident, by)
    not_paused(still_open(incident))
    if found := what_stands_in_the_way(incident, to_come):
        raise StandsInTheWay(found)


def countersign(
    incident: Incident, command: Countersign, circumstances: Circumstances
) -> list[Event]:
    by = circumstances.by
    not_a_subject(incident, by)
    proposed = still_open(incident).proposed
    if proposed is None:
        raise NotProposed
    if proposed.proposed_by == by.account:
        raise SecondPersonNeeded
    if by.account in incident.countersigned_by:
        return []
    may_be_closed(incident, by, CLOSING)
    return [Countersigned(countersigned_by=by.account, remark=command.remark)]


def refuse_closure(
    incident: Incident, command: RefuseClosure, circumstances: Circumstances
) -> list[Event]:
    not_a_subject(incident, circumstances.by)
    event = ClosureRefused(reason=command.reason)
    if same(incident.last.get((ClosureRefused, None)), event):
        return []
    if still_open(incident).proposed is None:
        raise NotProposed
    return [event]


def close(incident: Incident, command: Close, circumstances: Circumstances) -> list[Event]:
    texts = {name: text_of(incident, command, name) for name in THREE_TEXTS}
    if blank := [name for name, text in texts.items() if not text.strip()]:
        raise WordsNeeded(*blank)
    closing = Closed(**texts)
    if incident.closed == closing:
        return []
    may_be_closed(incident, circumstances.by, frozenset({"closure-proposed", "closed"}))
    if two_people_needed(incident):
        countersigned(incident, closing)
    return [closing]


def text_of(incident: Incident, command: Close, name: str) -> str:
    """The text given, or that of the proposal, or that with which it was already closed."""
    agreed = incident.closed or incident.proposed
    text: str | None = getattr(command, name) or (getattr(agreed, name) if agreed else None)
    return text or ""


def two_people_needed(incident: Incident) -> bool:
    return incident.restricted or incident.gravest in GRAVE


def countersigned(incident: Incident, closing: Closed) -> None:
    agreed = incident.proposed
    if agreed is None or agreed.proposed_by in subjects(incident):
        raise CountersignatureNeeded
    if not incident.countersigned_by - subjects(incident):
        raise CountersignatureNeeded  # Linked since: their signature no longer counts.
    texts = (agreed.summary, agreed.how_followed_up, agreed.outcome)
    if texts != (closing.summary, closing.how_followed_up, closing.outcome):
        raise NotWhatWasCountersigned


def reopen(incident: Incident, command: Reopen, circumstances: Circumstances) -> list[Event]:
    event = Reopened(reason=command.reason, new_information=command.new_information)
    if incident.closed or incident.struck_out:
        return [event]
    if same(incident.last.get((Reopened, None)), event):
        return []
    raise NotClosed


def strike_out(
    incident: Incident, command: StrikeOut, circumstances: Circumstances
) -> list[Event]:
    event = StruckOut(reason=command.reason, duplicate_of=command.duplicate_of)
    if incident.struck_out == event:
        return []
    not_a_subject(incident, circumstances.by)
    if incident.struck_out:
        raise IncidentIsStruckOut
    if incident.closed:
        raise IncidentIsClosed
    return [event]


def what_stands_in_the_way(
    incident: Incident, to_come: frozenset[str] = frozenset()
) -> tuple[str, ...]:
    """Every single thing that is missing, each said once."""
    found = (
        *about_the_assessment(incident),
        *about_the_dsl(incident),
        *about_victims(incident),
        *about_instigators(incident),
        *about_an_adult_here(incident),
        *about_loose_ends(incident),
    )
    said = (*found, Missing("", to_come))
    return (*(one.says for one in found), *about_steps(incident, said))


def about_steps(incident: Incident, said: tuple[Missing, ...]) -> list[str]:
    """Every must and consider that is open, but for those that a rule above has named."""
    open_steps = in_the_way_of_closing(incident.walk.given, incident.walk.settled)
    return [
        STILL[step.kind] + step.say
        for step in open_steps
        if not any(says_the_same(one, step) for one in said)
    ]


def says_the_same(one: Missing, step: StepDue) -> bool:
    """Whether what is missing already is what would end this step."""
    acts = frozenset(step.done_by) - NAME_THEIR_STEP
    same_side = one.about is None or ABOUT.get(step.route, one.about) is one.about
    return bool(acts) and acts <= one.ends_with and same_side


STILL = {
    Kind.MUST: "Still to be done: ",
    Kind.CONSIDER: "Still to be decided, yes or no, with the reason: ",
    Kind.MAY: "",
}


def about_the_assessment(incident: Incident) -> list[Missing]:
    found = []
    if incident.category is None:
        found.append(missing("It has not been assessed.", "assessed"))
    if not incident.evidence_settled:
        says = "Nobody has said whether evidence was kept, or why not."
        found.append(missing(says, "evidence-kept", "evidence-not-kept"))
    return found


def about_the_dsl(incident: Incident) -> list[Missing]:
    at_risk = incident.may_be(Fact.CHILD_AT_RISK) or incident.may_be(Fact.IMMEDIATE_DANGER)
    if at_risk and not incident.dsl_acknowledged:
        says = "A child is or may be at risk, and no safeguarding lead has acknowledged it."
        return [missing(says, "dsl-told", "dsl-acknowledged")]
    return []


def about_victims(incident: Incident) -> list[Missing]:
    victims = incident.those(PersonKind.PUPIL, Capacity.VICTIM)
    if not victims and incident.answer(Fact.PUPIL_VICTIM) is Answer.YES:
        return [missing("A pupil was harmed, but nobody is linked as the victim.")]
    unsupported = [
        missing(
            f"No support has been offered to {victim.name}.",
            "support-assigned",
            about=victim.capacity,
        )
        for key, victim in victims.items()
        if key not in incident.supported
    ]
    return [*unsupported, *parents_to_tell(incident, victims)]


def about_instigators(incident: Incident) -> list[Missing]:
    pupils = incident.those(PersonKind.PUPIL, Capacity.INSTIGATOR)
    if not pupils and incident.answer(Fact.PUPIL_INSTIGATOR) is not Answer.YES:
        return []
    found = []
    if not incident.procedures_reviewed:
        says = "The school's procedures have not been reviewed."
        found.append(missing(says, "procedures-reviewed"))
    if serious(incident) and not dsl_considered(incident):
        says = "It is serious, and nobody has decided whether to involve the DSL."
        found.append(missing(says, "dsl-told", "dsl-alerted"))
    if serious(incident) or incident.may_be(Fact.PERSISTENT):
        found.extend(parents_to_tell(incident, pupils))
    return found


def serious(incident: Incident) -> bool:
    return incident.severity in GRAVE or incident.may_be(Fact.SERIOUS)


def dsl_considered(incident: Incident) -> bool:
    """Told, or weighed: as a question of its own, or as the step of a chart that asks it."""
    asked = frozenset({"decision-recorded", "dsl-told"})
    return (
        incident.dsl_told
        or Consideration.DSL_INVOLVEMENT in incident.considered
        or any(g.ending and asked <= {*g.due.done_by} for g in incident.walk.steps.values())
    )


def parents_to_tell(incident: Incident, pupils: dict[UUID, Linked]) -> list[Missing]:
    return [
        missing(
            f"A parent of {pupil.name} has not been told, and nobody has decided not to.",
            "parent-informed",
            "parent-not-informed",
            about=pupil.capacity,
        )
        for key, pupil in pupils.items()
        if key not in incident.parents_settled
    ]


def about_an_adult_here(incident: Incident) -> list[Missing]:
    if incident.category is None or not concerns_an_adult_here(incident):
        return []
    if incident.answer(Fact.STAFF_INSTIGATOR) is None and not accused_adults(incident):
        says = "Nobody has settled whether this is about an adult who works or helps here."
        return [missing(says)]
    found = []
    if incident.no_limb_met is None:
        says = "The harm threshold has not been assessed."
        found.append(missing(says, "harm-threshold-assessed"))
    if before_the_lado(incident):
        found.append(missing("The LADO has not been contacted.", "escalated-to-lado"))
    if not incident.course_decided:
        says = "No course of action has been decided about the adult."
        found.append(missing(says, "course-of-action-decided"))
    return found


def about_loose_ends(incident: Incident) -> list[Missing]:
    tasks = [
        missing(f"A task is still open: {task.what}")
        for task in incident.tasks.values()
        if task.open
    ]
    referrals = [
        missing(f"A referral has no answer yet: {called(referral.agency)}.", "referral-answered")
        for referral in incident.referrals.values()
        if referral.open
    ]
    removals = [
        missing(f"It is not known whether this was removed: {removal.what}")
        for removal in incident.removals.values()
        if removal.open
    ]
    return [*in_wrong_hands(incident), *tasks, *referrals, *removals]


def in_wrong_hands(incident: Incident) -> list[Missing]:
    if {incident.owner, incident.case_manager} & accused(incident):
        says = "Its owner or case manager is said to have done it. Choose somebody else."
        return [missing(says)]
    return []
