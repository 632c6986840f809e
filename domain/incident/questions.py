"""Steps that ask for a fact once more, and when a yes has answered them."""

from domain.facts import Answer, Fact
from domain.incident.steps import BRINGS_STEPS, Walk
from domain.playbook.conditions import Facts


def left_as_they_were(walk: Walk, step: str | None, facts: Facts) -> bool:
    """Whether a yes to this step would be told by facts that nobody has changed.

    A no ends such a question. A yes alone would not: it opens no route.
    """
    given = walk.steps.get(step or "")
    done_by = [name.partition(":") for name in given.due.done_by] if given else []
    asked = [fact for name, _, fact in done_by if name == BRINGS_STEPS]
    told = [fact for fact in asked if fact and facts.get(Fact(fact), Answer.NO) is not Answer.NO]
    return bool(asked) and not told
