"""What a school's own edition may do, and yet is worth a second look."""

from collections.abc import Iterator

from domain.facts import Answer, Fact
from domain.playbook.conditions import Always
from domain.playbook.playbook import Playbook
from domain.playbook.walking import routes_open
from domain.playbook.words import Kind

PROTECTIVE = (
    Fact.CHILD_AT_RISK,
    Fact.IMMEDIATE_DANGER,
    Fact.SEXUAL_IMAGE_OF_UNDER_18,
    Fact.STAFF_INSTIGATOR,
)


def edition_notes(own: Playbook, brought: Playbook) -> Iterator[str]:
    always = [route for route in own.routes if isinstance(route.when, Always)]
    if not always:
        yield 'No route is "always" open: a case may be asked for nothing at all.'
    for fact in PROTECTIVE:
        if len(routes_open(own, {fact: Answer.NOT_KNOWN})) == len(always):
            yield f'Nothing opens when "{fact}" is not known.'
    musts = {step.id for step in brought.steps if step.kind is Kind.MUST}
    for step in own.steps:
        if step.id in musts and step.kind is Kind.MAY:
            yield f'"{step.id}" is only offered; in the edition of Daybook it has to be done.'
