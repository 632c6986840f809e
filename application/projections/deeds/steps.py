"""What a playbook asked of a case, and how each step ended."""

from typing import assert_never

from application.projections.background import Background
from application.projections.phrases import listed, moment, more, quoted
from domain.incident.events import (
    EditionAdoptedForCase,
    RoutesOpened,
    StepCompleted,
    StepNotNeeded,
)

Steps = RoutesOpened | StepCompleted | StepNotNeeded | EditionAdoptedForCase


def told(event: Steps, known: Background) -> str:
    match event:
        case RoutesOpened():
            return routes_opened(event)
        case StepCompleted(step=step):
            return f"completed {called(step, known)}: {event.what_was_done}"
        case StepNotNeeded(step=step):
            return f"found {called(step, known)} not needed: {event.reason}"
        case EditionAdoptedForCase():
            before = more(" from edition ", event.was)
            return f"moved the case{before} to edition {event.edition}: {event.reason}"
        case _:
            assert_never(event)


def called(step: str, known: Background) -> str:
    """By its own words, as the case was given it."""
    say = known.steps.get(step)
    return f"the step {quoted(say)}" if say else "a step that this case had not been given"


def routes_opened(event: RoutesOpened) -> str:
    """Which routes, how many steps, and when the first of them is due."""
    titles = tuple(quoted(route.title) for route in event.routes)
    count = f"{len(event.steps)} step{'' if len(event.steps) == 1 else 's'}"
    dues = [step.due for step in event.steps if step.due]
    first = f", the first due on {moment(min(dues))}" if dues else ""
    by = f"with {event.because}"
    if not titles:
        return f"added {count} to the open routes {by} (playbook {event.edition}){first}"
    routes = "one route" if len(titles) == 1 else f"{len(titles)} routes"
    opened = f"opened {routes} {by}, {listed(titles)} (playbook {event.edition})"
    return f"{opened}: {count}{first}"
