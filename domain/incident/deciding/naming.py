"""What it says of a case that somebody is linked to it: an answer, where the answer was no."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from domain.facts import Answer, Fact
from domain.incident.people_say import BY_NAMING
from domain.incident.state import Incident, Linked
from domain.incident.words import Capacity, Finding, PersonKind


@dataclass(frozen=True, slots=True)
class ToldByNaming:
    fact: Fact
    answer: Answer
    why: str
    is_told: Callable[[Linked], bool]


def a_pupil(capacity: Capacity) -> Callable[[Linked], bool]:
    return lambda one: (one.kind, one.capacity) == (PersonKind.PUPIL, capacity)


# Whether the adult did it is for the case to find: "not known" opens the same routes.
OF_AN_ADULT = ToldByNaming(
    Fact.STAFF_INSTIGATOR,
    Answer.NOT_KNOWN,
    "An adult who works or helps here is linked as having done it.",
    lambda one: one.accused_here,
)
OF_PUPILS = (
    ToldByNaming(
        Fact.PUPIL_VICTIM,
        Answer.YES,
        BY_NAMING[Fact.PUPIL_VICTIM],
        a_pupil(Capacity.VICTIM),
    ),
    ToldByNaming(
        Fact.PUPIL_INSTIGATOR,
        Answer.YES,
        BY_NAMING[Fact.PUPIL_INSTIGATOR],
        a_pupil(Capacity.INSTIGATOR),
    ),
)


def told_by_naming(incident: Incident, person: UUID, who: str) -> tuple[Finding, ...]:
    """The answers that this person, as they stand in the case now, gives anew."""
    return tuple(
        Finding(fact=one.fact, answer=one.answer, who_said_so=who, why=one.why)
        for one in (*of_an_adult(incident), *of_pupils(incident))
        if one.is_told(incident.people[person])
    )


def of_an_adult(incident: Incident) -> list[ToldByNaming]:
    answer = incident.facts.get(Fact.STAFF_INSTIGATOR, incident.about_an_adult_here)
    return [OF_AN_ADULT] if answer is Answer.NO else []


def of_pupils(incident: Incident) -> list[ToldByNaming]:
    """Before there is an assessment, that is where it is asked."""
    if incident.category is None:
        return []
    return [one for one in OF_PUPILS if not incident.may_be(one.fact)]
