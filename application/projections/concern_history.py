"""The history of a register of low-level concerns, one sentence for each line."""

from typing import Protocol, assert_never

from application.projections.phrases import (
    day,
    listed,
    more,
    out_of_order,
    quoted,
    stop,
    text,
    the_time,
    when,
    words,
)
from domain.concerns.events import (
    AgencyTold,
    ConcernCorrected,
    ConcernEscalated,
    ConcernRecorded,
    ConcernsOpened,
    ConcernWithdrawnInError,
    Event,
    PatternReviewed,
    RegisterClosed,
    SelfReported,
    Sharing,
)
from domain.facts import Answer
from domain.times import Occurred


class Named(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def post(self) -> str: ...


class Told(Protocol):
    """A line, as far as a sentence needs it."""

    @property
    def event(self) -> Event: ...
    @property
    def by(self) -> Named: ...
    @property
    def occurred(self) -> Occurred | None: ...


def sentence(line: Told) -> str:
    """What was done, by whom, when it is said to have happened, and what was out of order."""
    story = stop(f"{line.by.name} ({line.by.post}){when(line.occurred)} {deed(line.event)}")
    marks: tuple[str, ...] = getattr(line.event, "out_of_order", ())
    return f"{story} {out_of_order(marks)}" if marks else story


def deed(event: Event) -> str:
    match event:
        case ConcernsOpened():
            return opened(event)
        case ConcernRecorded():
            return f"recorded a low-level concern{shared(event)}: {told(event)}"
        case SelfReported():
            return f"recorded a self-report: {told(event)}"
        case AgencyTold():
            return (
                f"recorded that {event.person_told} at {event.agency} was told: "
                f"{quoted(event.what)}{more(' The answer: ', event.answer)}"
            )
        case PatternReviewed():
            return reviewed(event)
        case ConcernEscalated():
            return (
                f"escalated {counted(len(event.concerns))} as incident "
                f"{event.incident_reference}, because the harm threshold may be met: "
                f"{stop(event.reason)} The report says: {quoted(event.summary)} "
                f"Anybody in danger now: {words(event.in_danger_now)}"
            )
        case ConcernWithdrawnInError():
            return (
                f"withdrew a concern as recorded in error, {quoted(event.withdrawn_text)}: "
                f"{stop(event.reason)} To be corrected: "
                f"{listed(event.to_be_corrected) if event.to_be_corrected else 'nobody else'}"
            )
        case ConcernCorrected():
            return corrected(event)
        case RegisterClosed():
            return (
                f"closed the register, as the adult left on {day(event.left_on)}: "
                f"{stop(event.reason)} It is kept until {day(event.kept_until)}. "
                "Nothing in it is used in a reference"
            )
        case _:
            assert_never(event)


def opened(event: ConcernsOpened) -> str:
    employer = more(", sent by ", event.employer)
    return (
        f"opened the restricted register of low-level concerns about {event.full_name} "
        f"({event.post}; working as: {words(event.working_as)}{employer})"
    )


def shared(event: ConcernRecorded) -> str:
    match event.shared:
        case Sharing.NAMED:
            return more(" on the word of ", event.shared_by)
        case Sharing.ASKED_TO_STAY_UNNAMED:
            return ", shared by somebody who asked to stay unnamed"
        case Sharing.NOT_KNOWN:
            return "; who shared it is not known"
        case _:
            assert_never(event.shared)


def told(event: ConcernRecorded | SelfReported) -> str:
    return (
        f"{quoted(event.what)} Post at the time: {event.post}. "
        f"Context: {stop(event.context or 'not known')} "
        f"Action taken: {stop(event.action_taken or 'not known')} "
        f"Code of conduct: {event.code_clause or 'clause not known'}"
    )


def reviewed(event: PatternReviewed) -> str:
    found = {
        Answer.YES: "found a pattern",
        Answer.NO: "found no pattern",
        Answer.NOT_KNOWN: "could not tell whether there is a pattern",
    }[event.pattern]
    return (
        f"reviewed {counted(len(event.concerns))} and {found}: {stop(event.reason)} "
        f"Looked at: {stop(event.looked_at)} Next look on {day(event.next_look)}"
    )


def corrected(event: ConcernCorrected) -> str:
    if event.new_occurred:
        field, old, new = (
            "when it happened",
            the_time(event.old_occurred),
            the_time(event.new_occurred),
        )
    else:
        field, old, new = words(event.field), text(event.old), text(event.new)
    return f"corrected line {event.line} ({field}) from {old} to {new}: {event.reason}"


def counted(number: int) -> str:
    return "one concern" if number == 1 else f"{number or 'no'} concerns"
