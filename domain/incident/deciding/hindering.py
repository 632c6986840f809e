"""What stands in the way of closing: every single thing, each said once, and where to mend it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from domain.categories import GRAVE
from domain.facts import Answer, Fact
from domain.incident.core_questions import CoreQuestion, unanswered
from domain.incident.deciding.grounds import (
    accused,
    accused_adults,
    before_the_lado,
    concerns_an_adult_here,
)
from domain.incident.owed import left
from domain.incident.refusals import Hindrance
from domain.incident.state import Incident, Linked
from domain.incident.steps import Ending, Given, Whom
from domain.incident.words import (
    Agency,
    Capacity,
    Consideration,
    ImageLock,
    PersonKind,
    called,
)
from domain.playbook.acts import DECISION, for_this_step, name_in, names_of, spoken_all
from domain.playbook.walking import StepDue, in_the_way_of_closing
from domain.playbook.words import NAME_THEIR_STEP, Kind

TEXTS = ("summary", "how_followed_up", "outcome")
UNWRITTEN = {
    "summary": "The summary has not been written.",
    "how_followed_up": "Nobody has written how it was followed up and resolved.",
    "outcome": "The action, the decisions and the outcome have not been written.",
}
STILL = {
    Kind.MUST: "Still to be done: ",
    Kind.CONSIDER: "Still to be decided, yes or no, with the reason: ",
    Kind.MAY: "",
}
# Why guidance has a nude referred at once, and to whom.
REFERRED_AT_ONCE = (
    Fact.OUTSIDE_ADULT,
    Fact.STAFF_INSTIGATOR,
    Fact.COERCION_OR_GROOMING,
    Fact.VIOLENT_OR_UNUSUAL_FOR_AGE,
    Fact.UNDER_13,
    Fact.CHILD_AT_RISK,
    Fact.IMMEDIATE_DANGER,
)
TO_ACT = frozenset({Agency.POLICE, Agency.SOCIAL_CARE})
REFERRALS = frozenset(f"referral-made:{agency}" for agency in TO_ACT)
STILL_TO_COME = "Decided upon, and still to be put on the record: "


@dataclass(frozen=True, slots=True)
class Missing:
    """What closing still waits for, where it is missing, and the events that would bring it."""

    says: str
    pointer: str
    ends_with: frozenset[str] = frozenset()
    whom: Whom | None = None


def missing(says: str, pointer: str, *ends_with: str, whom: Linked | None = None) -> Missing:
    side = Whom(whom.capacity, whom.kind) if whom else None
    return Missing(says, pointer, frozenset(ends_with), side)


def what_stands_in_the_way(
    incident: Incident, to_come: frozenset[str] = frozenset()
) -> tuple[Hindrance, ...]:
    """What the rules miss and, besides, every must and consider that is open."""
    waiting = steps_in_the_way(incident, to_come)
    found = (
        *about_the_assessment(incident),
        *about_the_questions(incident),
        *about_the_dsl(incident),
        *about_a_nude(incident),
        *about_victims(incident),
        *about_instigators(incident),
        *about_an_adult_here(incident),
        *about_loose_ends(incident),
    )
    ruled = tuple(hindrance(one, waiting) for one in found)
    said = {one.step for one in ruled}
    rest = (step for step in waiting if step.step not in said)
    return (*ruled, *(hindered_by(step, says=still_to_do(incident, step)) for step in rest))


def still_to_do(incident: Incident, step: StepDue) -> str:
    """For whom, where it is owed to each of them."""
    people = incident.people
    names = [people[one].name for one in left(incident.walk.steps[step.step], people)]
    said = STILL[step.kind] + step.say
    if incident.walk.steps[step.step].agreed:
        ways = [act for act in step.done_by if name_in(act) != DECISION]
        said = f"{STILL_TO_COME}{spoken_all(tuple(ways))}. {step.say}"
    return f"{said} For {', '.join(names)}." if names else said


def steps_in_the_way(incident: Incident, to_come: frozenset[str]) -> list[StepDue]:
    """Every must and consider that is open, but for what closing itself ends."""
    closing = Missing("", "", to_come)
    open_steps = in_the_way_of_closing(incident.walk.given, incident.walk.settled)
    return [step for step in open_steps if not says_the_same(closing, step)]


def hindrance(one: Missing, waiting: Sequence[StepDue]) -> Hindrance:
    """With the step that it would end, if a chart asks for it."""
    for step in waiting:
        if says_the_same(one, step):
            return hindered_by(step, says=one.says)
    return Hindrance(says=one.says, pointer=one.pointer)


def hindered_by(step: StepDue, says: str | None = None) -> Hindrance:
    return Hindrance(
        says=says or STILL[step.kind] + step.say,
        pointer=f"/steps/{step.step}",
        step=step.step,
        say=step.say,
        why=step.why,
        ends_with=spoken_all(step.done_by),
    )


def says_the_same(one: Missing, step: StepDue) -> bool:
    """Whether what is missing already is what would end this step."""
    acts = names_of(step.done_by) - NAME_THEIR_STEP
    by_name = any(map(for_this_step, step.done_by))
    same_side = one.whom is None or one.whom.is_meant(step.about)
    return bool(acts) and acts <= one.ends_with and same_side and not by_name


def about_the_assessment(incident: Incident) -> list[Missing]:
    found = []
    if incident.category is None:
        found.append(missing("It has not been assessed.", "/category", "assessed"))
    if not incident.evidence_settled:
        says = "Nobody has said whether evidence was kept, or why not."
        found.append(missing(says, "/exhibits", "evidence-kept", "evidence-not-kept"))
    return found


def about_the_questions(incident: Incident) -> list[Missing]:
    """What nobody has answered is no "no". About an adult here see below."""
    return [
        missing(unanswered_in_words(one), f"/facts/{one.fact}")
        for one in unanswered(incident)
        if one.fact is not Fact.STAFF_INSTIGATOR
    ]


def unanswered_in_words(one: CoreQuestion) -> str:
    if one.for_the_dsl:
        return f"Still to be decided: {one.asks}"
    return f"Nobody has answered “{one.asks}” (not known is an answer)."


def about_the_dsl(incident: Incident) -> list[Missing]:
    at_risk = incident.may_be(Fact.CHILD_AT_RISK) or incident.may_be(Fact.IMMEDIATE_DANGER)
    if at_risk and not incident.dsl_acknowledged:
        says = "A child is or may be at risk, and no safeguarding lead has acknowledged it."
        return [missing(says, "/dsl_acknowledged", "dsl-told", "dsl-acknowledged")]
    return []


def about_a_nude(incident: Incident) -> list[Missing]:
    """With a yes to a reason to refer at once it is referred, or two people answer for it."""
    if not unreferred(incident) or decided_not_to_refer(incident) or asks_to_refer(incident):
        return []
    says = (
        "One of the reasons to refer a nude at once holds, and there is no referral to the police "
        "or children’s social care. Make one (make-referral), or have the safeguarding lead "
        "decide not to (record-decision) and the closure countersigned by the head."
    )
    return [missing(says, "/referrals")]


def unreferred(incident: Incident) -> bool:
    reasons = any(said_yes(incident, fact) for fact in REFERRED_AT_ONCE)
    agencies = {one.agency for one in incident.referrals.values()}
    return has_a_nude(incident) and reasons and agencies.isdisjoint(TO_ACT)


def has_a_nude(incident: Incident) -> bool:
    return incident.image_lock is ImageLock.FOR_EVER


def said_yes(incident: Incident, fact: Fact) -> bool:
    """By an answer, or by the report that asked it first."""
    asked_first = {
        Fact.IMMEDIATE_DANGER: incident.in_danger_now,
        Fact.STAFF_INSTIGATOR: incident.about_an_adult_here,
    }
    return {**asked_first, **incident.facts}.get(fact) is Answer.YES


def asks_to_refer(incident: Incident) -> bool:
    """A must that says it in its own words."""
    musts = (one for one in incident.walk.open if one.kind is Kind.MUST)
    return any({*one.done_by} >= REFERRALS for one in musts)


def decided_not_to_refer(incident: Incident) -> bool:
    steps = incident.walk.steps.values()
    no = (one.due.done_by for one in steps if one.ending is Ending.DECIDED_NO)
    return any({*acts} >= REFERRALS for acts in no)


def about_victims(incident: Incident) -> list[Missing]:
    victims = incident.those(PersonKind.PUPIL, Capacity.VICTIM)
    if not victims and incident.answer(Fact.PUPIL_VICTIM) is Answer.YES:
        return [missing("A pupil was harmed, but nobody is linked as the victim.", "/people")]
    unsupported = [
        missing(
            f"No support has been offered to {victim.name}.",
            f"/people/{key}",
            "support-assigned",
            whom=victim,
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
        found.append(missing(says, "/procedures_reviewed", "procedures-reviewed"))
    if serious(incident) and not dsl_considered(incident):
        says = "It is serious, and nobody has decided whether to involve the DSL."
        found.append(missing(says, "/dsl_told", "dsl-told", "dsl-alerted"))
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
        or any(
            weighed(g) and asked <= names_of(g.due.done_by) for g in incident.walk.steps.values()
        )
    )


def weighed(step: Given) -> bool:
    """Done or decided. What was found not needed was passed over (INV-10)."""
    return step.ending not in (None, Ending.NOT_NEEDED)


def parents_to_tell(incident: Incident, pupils: dict[UUID, Linked]) -> list[Missing]:
    return [
        missing(
            f"A parent of {pupil.name} has not been told, and nobody has decided not to.",
            f"/people/{key}",
            "parent-informed",
            "parent-not-informed",
            whom=pupil,
        )
        for key, pupil in pupils.items()
        if key not in incident.parents_settled
    ]


def about_an_adult_here(incident: Incident) -> list[Missing]:
    if incident.category is None:
        return []
    if not concerns_an_adult_here(incident):
        return about_one_once(incident)
    if incident.answer(Fact.STAFF_INSTIGATOR) is None and not accused_adults(incident):
        says = "Nobody has settled whether this is about an adult who works or helps here."
        return [missing(says, "/facts/staff-instigator")]
    found = []
    if incident.no_limb_met is None:
        says = "The harm threshold has not been assessed."
        found.append(missing(says, "/harm_threshold", "harm-threshold-assessed"))
    if before_the_lado(incident):
        found.append(
            missing("The LADO has not been contacted.", "/lado_contacted", "escalated-to-lado")
        )
    if not incident.course_decided:
        says = "No course of action has been decided about the adult."
        found.append(missing(says, "/course_of_action", "course-of-action-decided"))
    return found


def about_one_once(incident: Incident) -> list[Missing]:
    """An allegation stays one until the LADO knows of it, or no limb is met, with the reasons."""
    if not before_the_lado(incident):
        return []
    says = (
        "Contact the LADO, or find with reasons that no limb of the harm threshold is met: it was "
        "said once to be about an adult who works or helps here."
    )
    return [missing(says, "/lado_contacted", "escalated-to-lado")]


def about_loose_ends(incident: Incident) -> list[Missing]:
    tasks = [
        missing(f"A task is still open: {task.what}", f"/tasks/{key}")
        for key, task in incident.tasks.items()
        if task.open
    ]
    referrals = [
        missing(
            f"A referral has no answer yet: {called(referral.agency)}.",
            f"/referrals/{key}",
            "referral-answered",
        )
        for key, referral in incident.referrals.items()
        if referral.open
    ]
    removals = [
        missing(f"It is not known whether this was removed: {removal.what}", f"/removals/{key}")
        for key, removal in incident.removals.items()
        if removal.open
    ]
    return [*in_wrong_hands(incident), *tasks, *referrals, *removals]


def in_wrong_hands(incident: Incident) -> list[Missing]:
    if {incident.owner, incident.case_manager} & accused(incident):
        says = "Its owner or case manager is said to have done it. Choose somebody else."
        return [missing(says, "/owner")]
    return []
