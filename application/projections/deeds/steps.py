"""What a playbook asked of a case, and how each step ended."""

from collections.abc import Iterable
from typing import assert_never

from application.projections.background import Background, short
from application.projections.phrases import (
    listed,
    moment,
    more,
    no_longer_asked,
    quoted,
    sentence,
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
from domain.playbook.walking import StepDue

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
NEVER_GIVEN = "a step that this case had not been given"
BY_ANOTHER_EDITION = "the edition that the case was moved to"
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
            return edition_adopted(event, known)
        case _:
            assert_never(event)


def edition_adopted(event: EditionAdoptedForCase, known: Background) -> str:
    """With every open step that it leaves behind, and how many it asks in its own words."""
    before = more(" from edition ", event.was)
    moved = f"moved the case{before} to edition {event.edition}: {stop(event.reason)}"
    kept = [step for step in event.no_longer_asked if step in known.asked_instead]
    gone = [step for step in event.no_longer_asked if step not in known.asked_instead]
    dropped = sentence(" No longer asked: ", listed(names(gone, known)) if gone else None)
    again = f" Asked in its words instead: {counted(len(kept))}." if kept else ""
    return f"{moved}{dropped}{again}"


def names(steps: Iterable[str], known: Background) -> tuple[str, ...]:
    return tuple(
        quoted(known.steps[step]) if step in known.steps else NEVER_GIVEN for step in steps
    )


def called(step: str, known: Background) -> str:
    """By its own words, as the case was given it."""
    say = known.steps.get(step)
    return f"the step {quoted(say)}" if say else NEVER_GIVEN


def set_aside(event: StepsSetAside, known: Background) -> str:
    """Each step once, under the answers that it is no longer asked for."""
    whys: dict[str, list[str]] = {}
    for one in event.steps:
        whys.setdefault(no_longer_asked(one.because), []).extend(names([one.step], known))
    told = (f"{listed(tuple(names))} {are(len(names))} {why}" for why, names in whys.items())
    said = "; ".join(told)
    return f"{said[:1].upper()}{said[1:]}"


def are(number: int) -> str:
    return "is" if number == 1 else "are"


def routes_opened(event: RoutesOpened, known: Background) -> str:
    """What Daybook does with what somebody did: nobody is the one who does it."""
    titles = tuple(quoted(route.title) for route in event.routes)
    dues = [step.due for step in event.steps if step.due]
    first = f", the first due on {moment(min(dues))}" if dues else ""
    edition = f"(playbook {event.edition})"
    if not titles:
        return f"With {event.because}, {added(event, known)} {edition}{first}"
    charts = "one chart was" if len(titles) == 1 else f"{len(titles)} charts were"
    opened = f"{charts} opened, {listed(titles)} {edition}"
    steps = f"with {counted(len(event.steps))}{first}"
    return f"With {event.because}, {opened}, {steps}{never_asked_before(event, known)}"


def added(event: RoutesOpened, known: Background) -> str:
    """By their own words, unless they are many. What was set aside is asked again."""
    fresh = [step for step in event.steps if step.step not in known.steps]
    asked_again = [step for step in event.steps if step.step in known.steps]
    told = [f"{so_many(fresh)} added{which(fresh, event)}"] if fresh else []
    again = [f"{so_many(asked_again)} asked again{which(asked_again, event)}"]
    return listed(tuple(told + (again if asked_again else [])))


def so_many(steps: list[StepDue]) -> str:
    return f"{counted(len(steps))} {'was' if len(steps) == 1 else 'were'}"


def which(steps: list[StepDue], event: RoutesOpened) -> str:
    """Of a move to another edition each is named, however many."""
    if len(event.steps) > NAMED_AT_MOST and event.because != BY_ANOTHER_EDITION:
        return ""
    return f": {listed(tuple(quoted(short(step.say)) for step in steps))}"


def never_asked_before(event: RoutesOpened, known: Background) -> str:
    """What another edition asks of the case for the first time."""
    fresh = [step for step in event.steps if step.step not in known.steps]
    if event.because != BY_ANOTHER_EDITION or not fresh:
        return ""
    return f". Not asked before{which(fresh, event)}"


def counted(steps: int) -> str:
    return "one step" if steps == 1 else f"{steps} steps"
