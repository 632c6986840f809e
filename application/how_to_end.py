"""How a step is ended, in words: with which command, of which kind, and naming what."""

from collections.abc import Iterable, Sequence

from domain.incident.asked_with import RECORDED_WITH
from domain.playbook.acts import (
    CAPACITIES,
    DECISION,
    ends_with_one_answer,
    for_this_step,
    kind_in,
    name_in,
    names_of,
)
from domain.playbook.words import NAME_THEIR_STEP, Kind

# The field of the command in which the kind of its event is said.
SAID_IN = {
    "person-linked": "kind",
    "capacity-changed": "capacity",
    "facts-changed": "findings",
    "made-safe": "steps",
    "evidence-kept": "kind",
    "exhibit-handed-over": "recipient",
    "removal-requested": "through",
    "removal-outcome-recorded": "result",
    "advice-sought": "adviser_kind",
    "referral-made": "agency",
    "referral-answered": "agency",
    "statutory-report-made": "duty",
    "intent-determined": "intent",
    "course-of-action-decided": "outcome",
    "case-manager-appointed": "manager_role",
    "support-assigned": "supporter",
    "linked-to": "link",
    "decision-recorded": "yes",
}
# Kinds that are no word of a list: something has to be said at all.
SAID_AT_ALL = {
    "with-advice": ("advice", "what was advised"),
    "with-outcome": ("outcome", "any"),
    "technician": ("for_a_technician", "true"),
    "yes": ("yes", "true"),
    "no": ("yes", "false"),
}
NOT_NEEDED = "If it is not needed, say why with mark-step-not-needed (step: {step})."
GIVE_THE_TASK = "assign-task (step: {step}), and complete-task (task) once it is done"


def how_to_end(step: str, kind: str, acts: Sequence[str]) -> str:
    """Nothing for what no command ends."""
    ways = [one for one in in_words(step, acts) if one]
    if not ways:
        return ""
    asked = to_be_decided(kind, acts)
    more = "" if asked else f" {NOT_NEEDED.format(step=step)}"
    return f"Record it with {either(ways)}.{more}"


def to_be_decided(kind: str, acts: Sequence[str]) -> bool:
    """Such a step is never found "not needed": it is answered."""
    asked = kind == Kind.CONSIDER and DECISION in names_of(acts)
    return asked or ends_with_one_answer(acts)


def in_words(step: str, acts: Sequence[str]) -> list[str]:
    """One for each command and each way of using it: the kinds that will do stand together."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for act in acts:
        where, what = said_in(act)
        named = f"step: {step}" if names_its_step(act) else ""
        found.setdefault((name_in(act), where, named), []).extend([what] if what else [])
    return [way(step, *key, kinds) for key, kinds in found.items()]


def way(step: str, name: str, where: str, named: str, kinds: list[str]) -> str:
    if name == "task-done":
        return GIVE_THE_TASK.format(step=step)
    if name not in RECORDED_WITH:
        return ""
    told = "; ".join(filter(None, (f"{where}: {either(kinds)}" if kinds else "", named)))
    return f"{RECORDED_WITH[name]} ({told})" if told else RECORDED_WITH[name]


def said_in(act: str) -> tuple[str, str]:
    kind = kind_in(act)
    if kind in SAID_AT_ALL:
        return SAID_AT_ALL[kind]
    if name_in(act) == "person-linked" and kind in CAPACITIES:
        return "capacity", kind
    return SAID_IN.get(name_in(act), ""), kind


def names_its_step(act: str) -> bool:
    return for_this_step(act) or name_in(act) in NAME_THEIR_STEP


def either(ways: Iterable[str]) -> str:
    *before, last = ways
    return " or ".join(filter(None, (", ".join(before), last)))


A_TASK = "Record it with complete-task (task: {task}): its result, or why it was cancelled."
HANDED_OVER = "Whatever you write in the case, such as a note, says that you have it."
QUESTIONS = "Record the answers with change-facts."
A_TELLING = "Record it with acknowledge."
REOPEN = "Reopen it with reopen (reason), or see to what came since and leave it closed."


def ended_with(event: str | None) -> str | None:
    """The command that recorded what ended a step."""
    return (RECORDED_WITH | {"step-not-needed": "mark-step-not-needed"}).get(event or "")
