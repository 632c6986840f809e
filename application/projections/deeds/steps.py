"""What a playbook asked of a case, and how each step ended."""

from typing import assert_never

from application.projections.background import Background, short
from application.projections.phrases import (
    listed,
    moment,
    more,
    no_longer_asked,
    quoted,
    stop,
)
from domain.incident.events import (
    EditionAdoptedForCase,
    RoutesOpened,
    StepCompleted,
    StepNotNeeded,
    StepsSetAside,
)
from domain.playbook.acts import spoken_event

# What was recorded for a step, as the second half of "completed the step …".
BY_DOING = {
    "person-linked": "by entering a person",
    "evidence-kept": "by keeping evidence",
    "exhibit-handed-over": "by handing over an exhibit",
    "removal-requested": "by asking for removal",
    "removal-outcome-recorded": "by recording what came of asking for removal",
    "parent-informed": "by telling a parent",
    "parent-not-informed": "by deciding not to tell a parent",
    "advice-sought": "by seeking advice",
    "referral-made": "by making a referral",
    "case-manager-appointed": "by appointing a case manager",
    "meeting-held": "by holding a meeting",
    "letter-sent": "by writing a letter",
    "support-assigned": "by arranging support",
    "procedures-reviewed": "by reviewing the procedures",
    "note-added": "by writing a note",
    "owner-changed": "by handing the incident on",
}
RECORDED = {f"Recorded for this step: {spoken_event(act)}.": by for act, by in BY_DOING.items()}
NAMED_AT_MOST = 3  # steps; of more than that the number is enough.

Steps = RoutesOpened | StepsSetAside | StepCompleted | StepNotNeeded | EditionAdoptedForCase


def told(event: Steps, known: Background) -> str:
    match event:
        case RoutesOpened():
            return routes_opened(event, known)
        case StepsSetAside():
            return set_aside(event, known)
        case StepCompleted(step=step):
            done = event.what_was_done
            how = f" {RECORDED[done]}" if done in RECORDED else f": {done}"
            return f"completed {called(step, known)}{how}"
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


def set_aside(event: StepsSetAside, known: Background) -> str:
    """Each step once, under the answers that it is no longer asked for."""
    whys: dict[str, list[str]] = {}
    for one in event.steps:
        say = known.steps.get(one.step)
        name = quoted(say) if say else "a step that this case had not been given"
        whys.setdefault(no_longer_asked(one.because), []).append(name)
    told = (f"{listed(tuple(names))}: {why}" for why, names in whys.items())
    return stop(f"Of the open steps, {'; '.join(told)}")


def routes_opened(event: RoutesOpened, known: Background) -> str:
    """What Daybook does with what somebody did: nobody is the one who does it."""
    titles = tuple(quoted(route.title) for route in event.routes)
    dues = [step.due for step in event.steps if step.due]
    first = f", the first due on {moment(min(dues))}" if dues else ""
    edition = f"(playbook {event.edition})"
    if not titles:
        return f"With {event.because}, {added(event)} {edition}{first}"
    charts = "one chart was" if len(titles) == 1 else f"{len(titles)} charts were"
    opened = f"{charts} opened, {listed(titles)} {edition}"
    return f"With {event.because}, {opened}, with {counted(len(event.steps))}{first}"


def added(event: RoutesOpened) -> str:
    """By their own words, unless they are many."""
    number = len(event.steps)
    was = "was" if number == 1 else "were"
    names = listed(tuple(quoted(short(step.say)) for step in event.steps))
    which = f": {names}" if number <= NAMED_AT_MOST else ""
    return f"{counted(number)} {was} added{which}"


def counted(steps: int) -> str:
    return "one step" if steps == 1 else f"{steps} steps"
