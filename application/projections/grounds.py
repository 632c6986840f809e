"""What stands behind each fact of a case: who answered it, or what counts until somebody does."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from msgspec import Struct

from application.projections.phrases import listed, yes_or_no
from application.record import Line
from domain.categories import GRAVE, KINDS, RAISES, Category, unanswered
from domain.facts import Answer, Fact
from domain.incident.deciding.steps import facts_of
from domain.incident.events import Assessed, FactsChanged
from domain.incident.state import Incident
from domain.playbook.words import ASKED


class Ground(Struct, frozen=True, kw_only=True):
    """`said` is who answered it on line `line`; without a line, the whole reason in words."""

    fact: Fact
    answer: Answer
    said: str
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """Who recorded an answer, on which line."""

    name: str
    line: int
    answer: Answer


Answerers = Mapping[Fact, Said]  # The last answer to each fact.

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
UNDECIDED = "the image lock waits for the safeguarding lead to decide"
LOCKED = "the image lock of this case holds for good"


def answered_on(line: Line) -> Answerers:
    """The facts that this line answers."""
    match line.event:
        case Assessed(findings=findings) | FactsChanged(findings=findings):
            return {one.fact: Said(line.by.name, line.version, one.answer) for one in findings}
        case _:
            return {}


def grounds_of(incident: Incident, answerers: Answerers) -> tuple[Ground, ...]:
    """One for each fact that is answered, or counts as answered: what steps are asked by."""
    facts, known = facts_of(incident), {one.fact: one for one in assumed(incident)}
    return tuple(
        ground(fact, facts[fact], answerers.get(fact), known.get(fact))
        for fact in Fact
        if fact in facts
    )


def ground(fact: Fact, answer: Answer, said: Said | None, assumed: Ground | None) -> Ground:
    """Somebody's own answer comes first, where it is the one that counts."""
    if said and said.answer is answer:
        return Ground(fact=fact, answer=answer, said=said.name, line=said.line)
    if assumed and assumed.answer is answer:
        return assumed
    return Ground(fact=fact, answer=answer, said=otherwise(fact, answer, said))


def otherwise(fact: Fact, answer: Answer, said: Said | None) -> str:
    """What counts, though nobody said so: by the image lock, or by who is linked."""
    if fact is Fact.SEXUAL_IMAGE_OF_UNDER_18 and answer is not Answer.NO:
        return LOCKED if answer is Answer.YES else UNDECIDED
    told = f"“{ASKED[fact]}?” counts as {yes_or_no(answer)}"
    return f"{told} by what the case says" if said is None else f"{told} for now"


def assumed(incident: Incident) -> Iterator[Ground]:
    """What counts until somebody answers; of two reasons for one fact the later stands."""
    danger, adult = incident.in_danger_now, incident.about_an_adult_here
    yield Ground(fact=Fact.IMMEDIATE_DANGER, answer=danger, said=OF_DANGER[danger])
    yield Ground(fact=Fact.STAFF_INSTIGATOR, answer=adult, said=OF_AN_ADULT_HERE[adult])
    yield Ground(fact=Fact.SUBJECT_IS_HEAD, answer=Answer.NO, said=NOT_THE_HEAD)
    if incident.looks_serious:
        said = f"{why_serious(incident)}, and nobody has answered “{ASKED[Fact.SERIOUS]}?”"
        yield Ground(fact=Fact.SERIOUS, answer=Answer.NOT_KNOWN, said=said)
    for fact in unanswered(incident.raised, incident.facts):
        yield Ground(fact=fact, answer=Answer.NOT_KNOWN, said=raising(incident, fact))


def why_serious(incident: Incident) -> str:
    if incident.gravest in GRAVE:
        return f"it was assessed as {incident.gravest.value}"
    grave = tuple(one for one in incident.categories if KINDS[one].severity in GRAVE)
    return f"{titled(grave or incident.categories)} usually is serious"


def raising(incident: Incident, fact: Fact) -> str:
    by = tuple(one for one in incident.categories if fact in RAISES.get(one, ()))
    if not by and fact in incident.guessed and incident.guess:
        guess = titled((incident.guess,))
        return f"the report guesses {guess}, and nobody has answered “{ASKED[fact]}?”"
    if not by:
        return UNDECIDED
    return f"{titled(by)} asks “{ASKED[fact]}?”, which nobody has answered"


def titled(categories: tuple[Category, ...]) -> str:
    return listed(tuple(f"“{KINDS[one].title}” ({one.value})" for one in categories))
