"""Words to start from when the LADO, children's social care or a parent is written to.

Headings of our own, in the order in which such forms ask: they are not any local authority's
form. Everything is to be read through, corrected and carried over by hand. Nothing is added to
what the case says; what it does not say is "Not recorded", and every account says whose it is.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from application.asked_by_forms import CaseWords, Done, Involved, Risk, Said, WhoWasTold
from application.projections.phrases import claimed, day, moment, quoted, stop, words
from domain.incident.words import Agency
from domain.playbook.walking import StepDue
from domain.playbook.words import ASKED
from domain.school_days import LONDON
from domain.times import Occurred

NOT_RECORDED = "Not recorded."
# Nobody enters these in Daybook, and every form asks for them.
NEVER_HELD = ""

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
# The four limbs of the harm threshold, as Keeping children safe in education has them.
LIMBS = (
    "Behaved in a way that has harmed a child, or may have",
    "Possibly committed a criminal offence against or related to a child",
    "Behaved in a way that indicates a risk of harm to children",
    "Behaved in a way that indicates they may not be suitable to work with children",
)


class Form(StrEnum):
    """Whom the words are for."""

    LADO = "lado"
    SOCIAL_CARE = "social-care"
    PARENTS_LETTER = "parents-letter"


TITLES = {
    Form.LADO: "Words for the first contact with the LADO",
    Form.SOCIAL_CARE: "Words for a referral to children's social care",
    Form.PARENTS_LETTER: "Words for a letter to a parent",
}


@dataclass(frozen=True, slots=True)
class Block:
    """One field of the form. `recorded` is false where the case leaves a gap."""

    field: str
    heading: str
    text: str
    recorded: bool


def words_for(step: StepDue) -> str | None:
    """Where words for this step are, below the case's own address."""
    acts = {act.partition(":")[0] for act in step.done_by}
    if "escalated-to-lado" in acts:
        return f"words?for={Form.LADO}"
    social_care = {"referral-made", f"referral-made:{Agency.SOCIAL_CARE}"}
    if social_care.intersection(step.done_by):
        return f"words?for={Form.SOCIAL_CARE}"
    return f"words?for={Form.PARENTS_LETTER}&step={step.step}" if "letter-sent" in acts else None


def block(field: str, heading: str, text: str | None) -> Block:
    return Block(field, heading, text or NOT_RECORDED, bool(text))


def for_the_lado(case: CaseWords) -> tuple[Block, ...]:
    """Words for the first contact about an adult who works or helps here."""
    accused = tuple(one for one in case.people if is_accused_adult(one))
    children = tuple(one for one in case.people if one.kind in CHILDREN)
    return (
        *who_writes(case),
        block("adult", "The adult this is about", people(accused)),
        block("adult-details", "The adult's date of birth and home address", NEVER_HELD),
        block(
            "adult-other-work",
            "Other work or volunteering with children, and children at home",
            NEVER_HELD,
        ),
        block("children", "Children concerned", people(children)),
        block("children-details", "The children's dates of birth and home addresses", NEVER_HELD),
        block("others", "Others concerned", people(others(case, accused, children))),
        *what_the_case_says(case),
        block("harm-threshold", "The harm threshold, as assessed", threshold(case)),
        *what_was_done(case),
        block("interviews", "Who has been interviewed", lines(map(action, case.interviews))),
        block("adult-told", "Whether the adult has been told, and by whom", NEVER_HELD),
        block("earlier-concerns", "Earlier concerns about the adult", NEVER_HELD),
        *who_was_told(case),
    )


def for_social_care(case: CaseWords) -> tuple[Block, ...]:
    """Words for a referral of a child: the child first, then whoever else is concerned."""
    harmed = tuple(one for one in case.people if one.kind in CHILDREN and one.capacity == "victim")
    children = tuple(one for one in case.people if one.kind in CHILDREN and one not in harmed)
    parents = tuple(one for one in case.people if one.kind == "parent")
    return (
        *who_writes(case),
        block("child", "Child or children said to have been harmed or at risk", people(harmed)),
        block(
            "child-details",
            "Date of birth, home address, language and legal status of each child",
            NEVER_HELD,
        ),
        block("other-children", "Other children concerned", people(children)),
        block("parents", "Parents and carers concerned", people(parents)),
        block(
            "others",
            "Adults and others concerned",
            people(others(case, harmed, children, parents)),
        ),
        *what_the_case_says(case),
        *what_was_done(case),
        block("consent", "Consent to this referral", case.consent and sentence(case.consent)),
        *who_was_told(case),
    )


def who_writes(case: CaseWords) -> tuple[Block, ...]:
    return (
        block("reference", "Our reference", case.reference and stop(case.reference)),
        block(
            "case-manager",
            "Who manages this case",
            case.case_manager and stop(case.case_manager),
        ),
        block("owner", "Who holds this case in school", case.owner and stop(case.owner)),
    )


def what_the_case_says(case: CaseWords) -> tuple[Block, ...]:
    danger = case.in_danger_now
    return (
        block(
            "danger",
            "Was anybody in danger when it was reported?",
            danger and sentence(words(danger)),
        ),
        block("when", "When it is said to have happened", when_it_happened(case)),
        block("where", "Where, or on which platform", where(case)),
        block(
            "first-known",
            "When the school first knew",
            stop(f"On {moment(case.first_known)}") if case.first_known else None,
        ),
        block("how-known", "How it came to be known", case.how_known and stop(case.how_known)),
        block("account", "What is said to have happened", lines(map(account, case.what_happened))),
        block("own-words", "In their own words", lines(map(verbatim, case.own_words))),
        block("risk", "What is known of the risk", lines(map(risk, case.risks))),
    )


def what_was_done(case: CaseWords) -> tuple[Block, ...]:
    return (
        block("evidence", "Evidence kept, described", lines(case.evidence)),
        block("done", "What has been done", lines(map(action, case.actions))),
    )


def who_was_told(case: CaseWords) -> tuple[Block, ...]:
    return (
        block("parents-told", "What parents have been told", lines(map(parent, case.parents))),
        block("told", "Who else has been told", lines(map(telling, case.told))),
    )


def for_a_parent(case: CaseWords, wording: str) -> tuple[Block, ...]:
    """A letter from the playbook's own wording. What is left in brackets is for the writer.

    It names no child, and nobody of the staff: neither is taken from the case.
    """
    parents = tuple(
        one.full_name
        for one in case.people
        if one.kind == "parent" and one.capacity == "instigator" and one.full_name
    )
    letter = filled(wording, case, parents)
    return (
        block("to", "To", lines(parents)),
        block("reference", "Our reference", case.reference and stop(case.reference)),
        Block("letter", "Letter", letter, recorded="[" not in letter),
    )


def filled(wording: str, case: CaseWords, parents: tuple[str, ...]) -> str:
    """What the case holds goes in; each gap that it could have filled says so."""
    aware = day(case.first_known.astimezone(LONDON)) if case.first_known else None
    known = {
        "[name]": parents[0] if len(parents) == 1 else None,
        "[place]": case.platform or case.place,
        "[date] we became aware": f"{aware} we became aware" if aware else None,
    }
    for gap, text in known.items():
        missing = re.sub(r"\[(.*?)\]", r"[\1: not recorded]", gap)
        wording = wording.replace(gap, text or missing, 1)
    return wording


def gaps(blocks: Iterable[Block]) -> list[str]:
    """The headings under which there is still something to fill in."""
    return [one.heading for one in blocks if not one.recorded]


def is_accused_adult(one: Involved) -> bool:
    return one.kind in ADULTS_HERE and one.capacity == "instigator"


def others(case: CaseWords, *shown: tuple[Involved, ...]) -> tuple[Involved, ...]:
    """Everybody stands in one block, so that nobody is lost."""
    named = [one for group in shown for one in group]
    return tuple(one for one in case.people if one not in named)


def people(some: tuple[Involved, ...]) -> str:
    return lines(map(person, some))


def person(one: Involved) -> str:
    who = one.full_name or one.description or "Name not recorded"
    kind = "kind not recorded" if one.kind == "unknown" else words(one.kind)
    known = ", ".join(filter(None, (kind, one.year_or_post)))
    return stop(f"{who} ({known}): {PARTS.get(one.capacity, 'part not recorded')}")


def when_it_happened(case: CaseWords) -> str | None:
    if case.occurred is None or case.occurred.start is None:
        return None
    return sentence(claimed(case.occurred))


def where(case: CaseWords) -> str:
    return lines(stop(text) for text in (case.place, case.platform) if text)


def threshold(case: CaseWords) -> str | None:
    found = case.threshold
    if found is None:
        return None
    limbs = [f"{limb}: {words(answer)}." for limb, answer in zip(LIMBS, found.limbs, strict=True)]
    who = found.who or "by whom is not recorded"
    return lines((*limbs, f"{stop(found.rationale.strip())} ({who})"))


def risk(one: Risk) -> str:
    why = one.why.strip().rstrip(".")
    return sentence(f"{ASKED[one.fact]}: {words(one.answer)} ({one.who_said_so}: {why})")


def account(said: Said) -> str:
    return f"{source(said)}: {stop(said.text.strip())}"


def verbatim(said: Said) -> str:
    return f"{source(said)}: {quoted(said.text)}"


def source(said: Said) -> str:
    who = said.who or "Who said it is not recorded"
    return f"{who[:1].upper()}{who[1:]}, {at(said.on, said.written)}"


def action(done: Done) -> str:
    who = done.who or "by whom is not recorded"
    return f"{stop(done.what.strip())} ({who}, {at(done.on, done.written)})"


def parent(one: WhoWasTold | Done) -> str:
    return telling(one) if isinstance(one, WhoWasTold) else action(one)


def telling(told: WhoWasTold) -> str:
    teller = f"told by {told.who}" if told.who else "told by whom is not recorded"
    answer = f"answer: {quoted(told.answer)}" if told.answer else "answer not recorded"
    return stop(f"{told.whom}, {teller}, {at(told.on, told.written)}; {answer}")


def at(on: Occurred | None, written: datetime | None) -> str:
    if on is not None:
        return claimed(on)
    return f"written down on {moment(written)}" if written else "at a time that is not recorded"


def lines(each: Iterable[str]) -> str:
    return "\n".join(each)


def sentence(text: str) -> str:
    return stop(text[:1].upper() + text[1:])


FORMS: dict[Form, Callable[[CaseWords], tuple[Block, ...]]] = {
    Form.LADO: for_the_lado,
    Form.SOCIAL_CARE: for_social_care,
}
