"""The questions that a case is not closed without: a yes opens a protective or statutory route.

"Not known" is an answer. Whether anyone is in danger now is not among them: the report asks it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from domain.categories import ALTERNATIVES
from domain.facts import Answer, Fact
from domain.incident.state import Incident
from domain.incident.words import Capacity, ImageLock, PersonKind


@dataclass(frozen=True, slots=True)
class CoreQuestion:
    """`matters` says of which cases it is asked at all. What is `for_the_dsl` nobody else's
    answer settles, and no "not known" does.
    """

    fact: Fact
    asks: str
    matters: Callable[[Incident], bool] = lambda incident: True
    for_the_dsl: bool = False


def may_be_an_adult_here(incident: Incident) -> bool:
    """By what the report said; whoever is linked as having done it has answered it."""
    accused = any(one.accused_here for one in incident.people.values())
    return incident.about_an_adult_here is not Answer.NO and not accused


def no_image_suspected(incident: Incident) -> bool:
    return incident.image_lock is ImageLock.OPEN


def image_undecided(incident: Incident) -> bool:
    """The lock waits for the DSL's own yes or no."""
    return incident.image_lock is ImageLock.UNTIL_THE_DSL_DECIDES


def may_be_about_the_head(incident: Incident) -> bool:
    """While nobody is named: by default a report says no of the head, and nobody was asked."""
    nobody_here = incident.facts.get(Fact.STAFF_INSTIGATOR) is Answer.NO
    return may_be_an_adult_here(incident) and not nobody_here


def may_be_a_pupils_doing(incident: Incident) -> bool:
    """A pupil's, or anybody's towards staff: the charts ask there whether it goes on."""
    pupils = incident.those(PersonKind.PUPIL, Capacity.INSTIGATOR)
    asked = {Fact.PUPIL_INSTIGATOR, *ALTERNATIVES}
    told = asked & incident.told_by_people(Answer.YES)
    return bool(pupils or told) or any(map(incident.may_be, asked))


def may_be_among_colleagues(incident: Incident) -> bool:
    """HR waits there until it is clear whether a child is part of it."""
    told = incident.told_by_people(Answer.YES)
    among = Fact.STAFF_VICTIM_OF_STAFF
    return (incident.may_be(among) or among in told) and Fact.PUPIL_VICTIM not in told


def looks_serious(incident: Incident) -> bool:
    """A low or moderate severity has answered it."""
    return incident.looks_serious


CORE = (
    CoreQuestion(Fact.ILLEGAL, "Could any of it be illegal?"),
    CoreQuestion(
        Fact.SEXUAL_IMAGE_OF_UNDER_18,
        "Is there, or may there be, a sexual image of somebody under 18?",
        no_image_suspected,
    ),
    CoreQuestion(
        Fact.SEXUAL_IMAGE_OF_UNDER_18,
        "Is there a sexual image of somebody under 18? The safeguarding lead or a deputy decides "
        "this, yes or no, on the account given and never by viewing.",
        image_undecided,
        for_the_dsl=True,
    ),
    CoreQuestion(Fact.CHILD_AT_RISK, "Is a child at risk?"),
    CoreQuestion(
        Fact.STAFF_INSTIGATOR,
        "Did an adult who works or helps here do it?",
        may_be_an_adult_here,
    ),
    CoreQuestion(
        Fact.SUBJECT_IS_HEAD,
        "Is it, or may it be, about the head?",
        may_be_about_the_head,
    ),
    CoreQuestion(Fact.COERCION_OR_GROOMING, "Was anybody coerced, blackmailed or groomed?"),
    CoreQuestion(Fact.RADICALISATION, "Are there signs of radicalisation?"),
    CoreQuestion(Fact.PUPIL_VICTIM, "Was a pupil harmed by it as well?", may_be_among_colleagues),
    CoreQuestion(Fact.SERIOUS, "Is it serious?", looks_serious),
    CoreQuestion(
        Fact.PERSISTENT, "Has it happened before, or does it go on?", may_be_a_pupils_doing
    ),
)


def unanswered(incident: Incident) -> tuple[CoreQuestion, ...]:
    """What waits for the DSL, and those that matter here and that nobody has answered since the
    case was first assessed.

    A case that follows no playbook has no routes that an answer could open.
    """
    asked = incident.category is not None and incident.walk.edition is not None
    return tuple(
        one
        for one in CORE
        if one.matters(incident)
        and (one.for_the_dsl or (asked and one.fact not in incident.facts))
    )
