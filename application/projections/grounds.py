"""What stands behind each fact of a case: who answered it, or what counts until somebody does."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from application.projections.phrases import listed, yes_or_no
from application.record import Line
from domain.categories import GRAVE, KINDS, RAISES, Category, raised_by, unanswered
from domain.facts import Answer, Fact
from domain.incident.events import Assessed, FactsChanged
from domain.incident.state import Incident
from domain.incident.words import ImageLock
from domain.playbook.words import ASKED


class Ground(Struct, frozen=True, kw_only=True):
    """`said` is who answered it on line `line`; without a line, the whole reason in words."""

    fact: Fact
    answer: Answer
    said: str
    line: int | None = None


# Who recorded the last answer to each fact, and on which line.
Answerers = Mapping[Fact, tuple[str, int]]

OF_DANGER = {
    Answer.YES: "the report says that somebody is in danger now",
    Answer.NO: "the report says that nobody is in danger now",
    Answer.NOT_KNOWN: "the report leaves open whether somebody is in danger now",
}
OF_AN_ADULT_HERE = {
    Answer.YES: "the report says that it is about an adult who works or helps here",
    Answer.NO: "the report says that it is not about an adult who works or helps here",
    Answer.NOT_KNOWN: "the report leaves open whether it is about an adult who works or helps "
    "here",
}
NOT_THE_HEAD = "nothing says that it is about the head"
LOCKED = "the image lock of this case holds for good"


def answered_on(line: Line) -> Answerers:
    """The facts that this line answers."""
    match line.event:
        case Assessed(findings=findings) | FactsChanged(findings=findings):
            return {finding.fact: (line.by.name, line.version) for finding in findings}
        case _:
            return {}


def grounds_of(incident: Incident, answerers: Answerers) -> tuple[Ground, ...]:
    """One for each fact that is answered, or counts as answered: what steps are asked by."""
    found = {one.fact: one for one in assumed(incident)}
    found |= {one.fact: one for one in answers(incident, answerers)}
    if incident.image_lock is ImageLock.FOR_EVER:
        image = Fact.SEXUAL_IMAGE_OF_UNDER_18
        if incident.facts.get(image) is not Answer.YES:
            found[image] = Ground(fact=image, answer=Answer.YES, said=LOCKED)
    return tuple(found[fact] for fact in Fact if fact in found)


def answers(incident: Incident, answerers: Answerers) -> Iterator[Ground]:
    for fact, answer in incident.facts.items():
        unnamed = f"somebody answered “{ASKED[fact]}?” with {yes_or_no(answer)}"
        said, line = answerers.get(fact, (unnamed, None))
        yield Ground(fact=fact, answer=answer, said=said, line=line)


def assumed(incident: Incident) -> Iterator[Ground]:
    """What counts until somebody answers; of two reasons for one fact the later stands."""
    danger, adult = incident.in_danger_now, incident.about_an_adult_here
    yield Ground(fact=Fact.IMMEDIATE_DANGER, answer=danger, said=OF_DANGER[danger])
    yield Ground(fact=Fact.STAFF_INSTIGATOR, answer=adult, said=OF_AN_ADULT_HERE[adult])
    yield Ground(fact=Fact.SUBJECT_IS_HEAD, answer=Answer.NO, said=NOT_THE_HEAD)
    if incident.looks_serious:
        said = f"{why_serious(incident)}, and nobody has answered “{ASKED[Fact.SERIOUS]}?”"
        yield Ground(fact=Fact.SERIOUS, answer=Answer.NOT_KNOWN, said=said)
    for fact in unanswered(raised_by(incident.categories), incident.facts):
        yield Ground(fact=fact, answer=Answer.NOT_KNOWN, said=raising(incident, fact))


def why_serious(incident: Incident) -> str:
    if incident.gravest in GRAVE:
        return f"it was assessed as {incident.gravest.value}"
    grave = tuple(one for one in incident.categories if KINDS[one].severity in GRAVE)
    return f"{titled(grave or incident.categories)} usually is serious"


def raising(incident: Incident, fact: Fact) -> str:
    by = tuple(one for one in incident.categories if fact in RAISES.get(one, ()))
    return f"{titled(by)} asks “{ASKED[fact]}?”, which nobody has answered"


def titled(categories: tuple[Category, ...]) -> str:
    return listed(tuple(f"“{KINDS[one].title}” ({one.value})" for one in categories))
