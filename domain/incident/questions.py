"""Steps that ask for a fact once more, and when a yes has answered them."""

from domain.facts import Answer, Fact
from domain.incident.steps import BRINGS_STEPS, Walk
from domain.playbook.acts import kind_in, name_in
from domain.playbook.conditions import Facts


def facts_asked(walk: Walk, step: str | None) -> tuple[Fact, ...]:
    """The facts that this step asks for once more."""
    given = walk.steps.get(step or "")
    kinds = [kind_in(act) for act in given.due.done_by if brings_steps(act)] if given else []
    return tuple(Fact(kind) for kind in kinds if kind)


def left_as_they_were(walk: Walk, step: str | None, facts: Facts) -> bool:
    """Whether a yes to this step would be told by facts that nobody has changed.

    A no ends such a question. A yes alone would not: it opens no route.
    """
    given = walk.steps.get(step or "")
    told = any(facts.get(fact, Answer.NO) is not Answer.NO for fact in facts_asked(walk, step))
    return given is not None and any(map(brings_steps, given.due.done_by)) and not told


def brings_steps(act: str) -> bool:
    return name_in(act) == BRINGS_STEPS
