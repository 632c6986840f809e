"""Words to start from when the LADO or children's social care is contacted.

Paragraphs with headings of our own, to be read through, corrected and carried over by
hand: they are not any local authority's form. Nothing is added to what the case says.
What the case does not say is "not known", and every account says whose it is.
"""

from dataclasses import dataclass
from datetime import datetime

from application.projections.phrases import claimed, moment, quoted, stop, words
from domain.facts import Answer
from domain.times import Occurred

NOT_KNOWN = "Not known."

CHILDREN = frozenset({"pupil", "external-child"})
ADULTS_HERE = frozenset({"staff", "supply", "contractor", "volunteer", "governor"})

# Nobody's part is proven when the form is filled in.
PARTS = {
    "victim": "said to have been harmed or at risk",
    "instigator": "said to have done it",
    "witness": "said to have seen or heard it",
    "bystander": "said to have been there",
    "reporter": "reported it",
    "supporter": "gives support",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Involved:
    """Codes of kind and capacity are those of the case."""

    full_name: str | None = None
    kind: str = "unknown"
    capacity: str = "unknown"
    year_or_post: str | None = None
    description: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """`who` says "somebody who asked not to be named" for such a person."""

    text: str
    who: str | None = None
    on: Occurred | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    what: str
    who: str | None = None
    on: Occurred | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoWasTold:
    whom: str
    who: str | None = None
    on: Occurred | None = None
    answer: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseWords:
    reference: str | None = None
    in_danger_now: Answer = Answer.NOT_KNOWN
    what_happened: tuple[Said, ...] = ()
    own_words: tuple[Said, ...] = ()
    people: tuple[Involved, ...] = ()
    occurred: Occurred | None = None
    first_known: datetime | None = None
    actions: tuple[Done, ...] = ()
    told: tuple[WhoWasTold, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    heading: str
    text: str


def for_the_lado(case: CaseWords) -> tuple[Paragraph, ...]:
    """Words for the first contact about an adult who works or helps here."""
    accused = tuple(one for one in case.people if is_accused_adult(one))
    children = tuple(one for one in case.people if one.kind in CHILDREN)
    return (
        Paragraph("Our reference", stop(case.reference or "Not known")),
        Paragraph("The adult this is about", people(accused)),
        Paragraph("Children concerned", people(children)),
        Paragraph("Others concerned", people(others(case, accused, children))),
        *what_the_case_says(case),
    )


def for_social_care(case: CaseWords) -> tuple[Paragraph, ...]:
    """Words for a referral of a child: the child first, then whoever else is concerned."""
    harmed = tuple(one for one in case.people if one.kind in CHILDREN and one.capacity == "victim")
    children = tuple(one for one in case.people if one.kind in CHILDREN and one not in harmed)
    return (
        Paragraph("Our reference", stop(case.reference or "Not known")),
        Paragraph("Child or children said to have been harmed or at risk", people(harmed)),
        Paragraph("Other children concerned", people(children)),
        Paragraph("Adults and others concerned", people(others(case, harmed, children))),
        *what_the_case_says(case),
    )


def what_the_case_says(case: CaseWords) -> tuple[Paragraph, ...]:
    return (
        Paragraph("Is anybody in danger now?", stop(words(case.in_danger_now).capitalize())),
        Paragraph("When it is said to have happened", when_it_happened(case)),
        Paragraph("When the school first knew", when_first_known(case)),
        Paragraph("What is said to have happened", lines(*map(account, case.what_happened))),
        Paragraph("In their own words", lines(*map(verbatim, case.own_words))),
        Paragraph("What has been done", lines(*map(action, case.actions))),
        Paragraph("Who has been told", lines(*map(telling, case.told))),
    )


def is_accused_adult(one: Involved) -> bool:
    return one.kind in ADULTS_HERE and one.capacity == "instigator"


def others(case: CaseWords, *shown: tuple[Involved, ...]) -> tuple[Involved, ...]:
    """Everybody stands in one paragraph, so that nobody is lost."""
    named = [one for group in shown for one in group]
    return tuple(one for one in case.people if one not in named)


def people(some: tuple[Involved, ...]) -> str:
    return lines(*map(person, some))


def person(one: Involved) -> str:
    who = one.full_name or one.description or "Name not known"
    kind = "kind not known" if one.kind == "unknown" else words(one.kind)
    known = ", ".join(filter(None, (kind, one.year_or_post)))
    return stop(f"{who} ({known}): {PARTS.get(one.capacity, 'part not known')}")


def when_it_happened(case: CaseWords) -> str:
    if case.occurred is None or case.occurred.start is None:
        return NOT_KNOWN
    return stop(capital(claimed(case.occurred)))


def when_first_known(case: CaseWords) -> str:
    return stop(f"On {moment(case.first_known)}") if case.first_known else NOT_KNOWN


def account(said: Said) -> str:
    return f"{source(said)}: {stop(said.text.strip())}"


def verbatim(said: Said) -> str:
    return f"{source(said)}: {quoted(said.text)}"


def source(said: Said) -> str:
    who = said.who or "Who said it is not known"
    return f"{who}, {claimed(said.on)}"


def action(done: Done) -> str:
    who = done.who or "by whom is not known"
    return f"{stop(done.what.strip())} ({who}, {claimed(done.on)})"


def telling(told: WhoWasTold) -> str:
    teller = f"told by {told.who}" if told.who else "told by whom is not known"
    answer = f"answer: {quoted(told.answer)}" if told.answer else "answer not known"
    return stop(f"{told.whom}, {teller}, {claimed(told.on)}; {answer}")


def lines(*each: str) -> str:
    return "\n".join(each) or NOT_KNOWN


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]
