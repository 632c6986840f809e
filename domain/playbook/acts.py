"""What ends a step: an event, and where several steps wait for the same one, which kind of it.

"meeting-held"              any meeting
"referral-made:police"      a referral to the police and to nobody else
"meeting-held:this-step"    a meeting that was recorded for this very step
"decision-recorded:no"      a no with its reason; a yes waits for what it decided upon
"removal-requested:platform:this-step"    both: of that kind, and recorded for this very step
"step-completed:each-person"    asked of each person whom it falls to, and ended by each alone
"support-assigned:for-each"     done for one of those whom the step is about, and owed to each
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from domain.facts import Fact
from domain.people import Role
from domain.playbook.conditions import did_you_mean
from domain.playbook.words import EVENT_NAMES

DECISION = "decision-recorded"
THIS_STEP = "this-step"
EACH_PERSON = "each-person"
FOR_EACH = "for-each"
# They say of whom or for what, and not which kind of its event an act is.
OF_THE_STEP = (THIS_STEP, EACH_PERSON, FOR_EACH)

AGENCIES = (
    "childrens-social-care",
    "police",
    "early-help",
    "camhs",
    "ceop",
    "iwf",
    "prevent",
    "national-referral-mechanism",
    "dbs",
    "tra",
    "local-authority",
    "other",
)

# "Unknown" is what a person's kind may be as well, and says nothing of either.
CAPACITIES = ("victim", "instigator", "witness", "bystander", "reporter", "supporter")

# The closed lists that an event chooses its kind from, as the incident's own words have them.
KINDS: Mapping[str, tuple[str, ...]] = {
    "person-linked": (
        "pupil",
        "staff",
        "supply",
        "volunteer",
        "governor",
        "parent",
        "external-adult",
        "external-child",
        "unknown",
        *CAPACITIES,
    ),
    "facts-changed": tuple(fact.value for fact in Fact),
    "capacity-changed": CAPACITIES,
    "made-safe": (
        "monitor-off",
        "laptop-closed",
        "told-staff",
        "device-isolated",
        "account-suspended",
        "other",
    ),
    "evidence-kept": (
        "image",
        "video",
        "screenshot",
        "printout",
        "audio",
        "document",
        "words",
        "correspondence",
        "web-address",
        "account-log",
        "device",
        "other",
    ),
    "exhibit-handed-over": ("police", "owner-or-parent", "colleague", "other"),
    "removal-requested": (
        "person",
        "platform",
        "report-remove",
        "report-harmful-content",
        "iwf",
        "professionals-helpline",
        "other",
    ),
    "removal-outcome-recorded": ("removed", "partly-removed", "refused", "no-answer"),
    "escalated-to-lado": ("with-advice",),
    "advice-sought": (
        "with-advice",
        "lado",
        "schools-hr",
        "online-safety-team",
        "health-education-and-wellbeing-adviser",
        "school-effectiveness-adviser",
        "schools-governance",
        "legal-services",
        "union",
        "police",
        "childrens-social-care",
        "professionals-helpline",
        "other",
    ),
    "referral-made": AGENCIES,
    "referral-answered": AGENCIES,
    "statutory-report-made": ("child-sexual-abuse", "female-genital-mutilation", "other"),
    "intent-determined": ("accidental", "deliberate", "undetermined"),
    "course-of-action-decided": (
        "with-outcome",
        "substantiated",
        "malicious",
        "false",
        "unsubstantiated",
        "unfounded",
    ),
    "case-manager-appointed": tuple(role.value for role in Role),
    "support-assigned": (
        "class-teacher",
        "online-safety-coordinator",
        "senior-leader",
        "head",
        "dsl",
        "school-police-officer",
        "union",
        "hr",
        "other",
    ),
    "task-assigned": ("technician",),
    "decision-recorded": ("yes", "no"),
    "linked-to": ("related", "duplicate", "same-people", "support"),
}

# What can be recorded for one step by name: a step completed is then written with it.
FOR_A_STEP = frozenset(
    {
        "person-linked",
        "evidence-kept",
        "exhibit-handed-over",
        "removal-requested",
        "removal-outcome-recorded",
        "parent-informed",
        "parent-not-informed",
        "advice-sought",
        "referral-made",
        "case-manager-appointed",
        "meeting-held",
        "letter-sent",
        "support-assigned",
        "procedures-reviewed",
        "note-added",
        "owner-changed",
    }
)


# What a person does or says for themself alone, and nobody for them.
BY_EACH_PERSON = frozenset({"step-completed", "statutory-report-made"})

# What is done for one person of the case at a time.
FOR_ONE_PERSON = frozenset(
    {
        "parent-informed",
        "parent-not-informed",
        "support-assigned",
        "sanction-or-support-decided",
        "safety-plan-agreed",
    }
)


class About(StrEnum):
    """Whom a route or a step is about: what is done for others does not end it."""

    VICTIM = "victim"
    INSTIGATOR = "instigator"
    PUPIL_VICTIM = "pupil-victim"
    PUPIL_INSTIGATOR = "pupil-instigator"
    ADULT_VICTIM = "adult-victim"
    ADULT_INSTIGATOR = "adult-instigator"


def name_in(act: str) -> str:
    return act.partition(":")[0]


def kinds_in(act: str) -> tuple[str, ...]:
    """All that stands after the first colon: each of it has to be true of the event."""
    return tuple(act.split(":")[1:])


def kind_in(act: str) -> str:
    """Which kind of its event the act is, apart from the step or the person it is for."""
    return next((kind for kind in kinds_in(act) if kind not in OF_THE_STEP), "")


def for_this_step(act: str) -> bool:
    return THIS_STEP in kinds_in(act)


def personal(acts: Iterable[str]) -> bool:
    """Whether the step is asked of each person for themself."""
    return any(EACH_PERSON in kinds_in(act) for act in acts)


def owed_to_each(act: str) -> bool:
    return FOR_EACH in kinds_in(act)


def for_each(acts: Iterable[str]) -> bool:
    """Whether the step stays open until it was done for each of those whom it is about."""
    return any(map(owed_to_each, acts))


def kinds_known(name: str) -> tuple[str, ...]:
    """What may stand after the colon."""
    by_name = (THIS_STEP,) if name in FOR_A_STEP else ()
    by_each = (EACH_PERSON,) if name in BY_EACH_PERSON else ()
    to_each = (FOR_EACH,) if name in FOR_ONE_PERSON else ()
    return KINDS.get(name, ()) + by_name + by_each + to_each


def read_act(text: str) -> str:
    """An act of `done_by`, strictly; the ValueError says what was expected."""
    name, kinds = name_in(text), kinds_in(text)
    if name not in EVENT_NAMES:
        near = did_you_mean(name, list(EVENT_NAMES))
        raise ValueError(f'expected an event in done_by, not "{name}"{near}')
    known = kinds_known(name)
    for kind in kinds:
        if kind not in known:
            raise ValueError(expected_kind(name, kind, known))
    if len(set(kinds)) < len(kinds):
        raise ValueError(f'expected each kind of {name} once, not "{text}"')
    return text


def expected_kind(name: str, kind: str, known: tuple[str, ...]) -> str:
    if not known:
        return f'expected "{name}" alone: it has no kinds'
    near = did_you_mean(kind, list(known)) or f"; known are {', '.join(known)}"
    return f'expected a kind of {name} after the colon, not "{kind}"{near}'


def ends(act: str, name: str, kinds: Iterable[str]) -> bool:
    """Whether an event of this name, and of these kinds, is the act meant."""
    return name_in(act) == name and {*kinds_in(act)} <= {*kinds, EACH_PERSON, FOR_EACH}


def ends_with_one_answer(acts: Iterable[str]) -> bool:
    """Whether a yes or no is asked for, of which one alone ends the step."""
    return any(name_in(act) == DECISION and kind_in(act) for act in acts)


def names_of(acts: Iterable[str]) -> frozenset[str]:
    return frozenset(map(name_in, acts))


def completed_by_name(acts: Iterable[str]) -> bool:
    """Whether "step completed" ends it, by itself or with the act that names the step."""
    return any(name_in(act) == "step-completed" or for_this_step(act) for act in acts)


def completed_in_words(acts: Iterable[str]) -> bool:
    """Whether words alone are enough: not where a certain kind has to be recorded for it."""
    return any(
        name_in(act) == "step-completed" or (for_this_step(act) and not kind_in(act))
        for act in acts
    )


# Where the name with blanks for hyphens is not what a school says.
SPOKEN: Mapping[str, str] = {
    "assessed": "assessment made",
    "closed": "incident closed",
    "countersigned": "signed by a second person",
    "resumed": "the school’s own inquiry resumed",
    "dsl-alerted": "DSL alerted",
    "dsl-told": "DSL told",
    "dsl-acknowledged": "DSL confirmed that they know",
    "escalated-to-lado": "LADO contacted",
    "evidence-not-kept": "reason why no evidence was kept",
    "parent-informed": "parent told",
    "parent-not-informed": "decision not to tell a parent",
    "decision-recorded": "yes or no, with the reason",
    "step-completed": "what was done, in words",
    "facts-changed": "answer changed",
    "linked-to": "linked to another incident",
}
CAPITALS = {"dsl": "DSL", "hr": "HR", "iwf": "IWF", "ceop": "CEOP", "lado": "LADO"} | {
    word: word.upper() for word in ("camhs", "dbs", "tra")
}


def spoken_event(name: str) -> str:
    return SPOKEN.get(name) or name.replace("-", " ")


def spoken(act: str) -> str:
    """ "referral made: police", "meeting held, recorded for this step"."""
    said, kind = spoken_event(name_in(act)), kind_in(act)
    if name_in(act) == DECISION and kind:
        return f"the answer {kind}, with the reason"
    if for_this_step(act):
        said = f"{said}, recorded for this step"
    if EACH_PERSON in kinds_in(act):
        said = f"{said}, by each for themself"
    if owed_to_each(act):
        said = f"{said}, for each of them"
    words = " ".join(CAPITALS.get(word, word) for word in kind.split("-"))
    return f"{said}: {words.replace('childrens', 'children’s')}" if kind else said


def spoken_all(acts: tuple[str, ...]) -> str:
    """Every way to end a step, each once: "referral made: police or children’s social care"."""
    said: dict[str, list[str]] = {}
    for act in acts:
        head, _, tail = spoken(act).partition(": ")
        said.setdefault(head, []).extend([tail] if tail else [])
    return "; or ".join(
        f"{head}: {' or '.join(tails)}" if tails else head for head, tails in said.items()
    )
