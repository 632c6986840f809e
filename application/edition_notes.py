"""What a school's own edition may do, and yet is worth a second look."""

from collections.abc import Iterator

from domain.facts import Answer, Fact
from domain.playbook.conditions import Always
from domain.playbook.playbook import Playbook, Route
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
    if missing := [f'"{one.title}" ({one.id})' for one in missing_charts(own, brought)]:
        yield f"Charts of the edition of Daybook that are missing here: {', '.join(missing)}."
    yield from left_out(own, brought)
    musts = {step.id for step in brought.steps if step.kind is Kind.MUST}
    for step in own.steps:
        if step.id in musts and step.kind is Kind.MAY:
            yield f'"{step.id}" is only offered; in the edition of Daybook it has to be done.'


def missing_charts(own: Playbook, brought: Playbook) -> Iterator[Route]:
    """Under another name a chart is there all the same, if what has to be done on it is."""
    charts, steps = {route.id for route in own.routes}, {step.id for step in own.steps}
    for route in brought.routes:
        musts = {step.id for step in route.steps if step.kind is Kind.MUST}
        if route.id not in charts and not musts <= steps:
            yield route


def left_out(own: Playbook, brought: Playbook) -> Iterator[str]:
    """What has to be done on a chart of Daybook, and is on no chart of this edition."""
    charts, steps = {route.id for route in own.routes}, {step.id for step in own.steps}
    for route in brought.routes:
        musts = [step.id for step in route.steps if step.kind is Kind.MUST]
        gone = ", ".join(f'"{id}"' for id in musts if id not in steps)
        if route.id in charts and gone:
            chart = f'"{route.title}" ({route.id})'
            yield f"{chart} leaves out what has to be done in the edition of Daybook: {gone}."
