"""The history of an incident: one true sentence for every line, as a head teacher would read it.

Names, posts and titles are those that stand on the line itself, as they were then. What a line
cannot say alone, such as the words of a step, comes from the lines before it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import zip_longest
from typing import assert_never, cast

from application.projections import concern_history, prevention_history
from application.projections.account_sentences import about_account
from application.projections.background import Background, after, learnt
from application.projections.deeds import (
    access,
    adults,
    closing,
    evidence,
    keeping,
    reporting,
    responding,
    steps,
    telling,
)
from application.projections.phrases import (
    between,
    claimed,
    listed,
    out_of_order,
    stop,
    when,
    words,
)
from application.projections.setup_sentences import set_up
from application.record import AnyLine, ErasedLine, Line, UnknownLine
from domain import accounts
from domain.access import AccessEvent
from domain.concerns.events import Event as InARegister
from domain.incident.events import (
    DslAlerted,
    EditionAdoptedForCase,
    Event,
    FileReceiptConfirmed,
    IncidentReported,
    NoteAdded,
    OwnerChanged,
    ReferralAnswered,
    RemovalOutcomeRecorded,
    RoutesOpened,
    StepsSetAside,
    TaskDone,
)
from domain.incident.words import Received
from domain.prevention.events import Event as OfPrevention
from domain.school import CaseDisposed, PeopleImported, SchoolEvent, SchoolOpened, TrustJoined
from domain.school_setup import events as setup
from domain.times import Occurred

NOTHING_BEFORE = Background()

# The time that is said is not that of the telling or the recording, but of what it tells.
TELLS_OF_ANOTHER_TIME = (
    IncidentReported,
    RemovalOutcomeRecorded,
    ReferralAnswered,
    TaskDone,
    FileReceiptConfirmed,
)
BY_WHO_WAS_THERE = (Received.SEEN_OR_HEARD, Received.FILTER_ALERT)


def story(lines: Iterable[AnyLine]) -> Iterator[str]:
    """The sentences of a whole history, its first line first."""
    known, told = NOTHING_BEFORE, list(lines)
    for line, after_it in zip_longest(told, told[1:]):
        yield sentence(line, replace(known, asked_instead=asked_with(line, after_it)))
        known = learnt(known, line)


def asked_with(line: AnyLine, after_it: AnyLine | None) -> frozenset[str]:
    """The steps that the edition asks to which this line moves the case."""
    match line, after_it:
        case Line(event=EditionAdoptedForCase()), Line(event=RoutesOpened(steps=steps)):
            return frozenset(step.step for step in steps)
        case _:
            return frozenset()


def sentence(line: AnyLine, known: Background = NOTHING_BEFORE) -> str:
    """What was done, by whom, when it is said to have happened, and what was out of order."""
    match line:
        case Line():
            return told(line, known.of(line))
        case ErasedLine():
            return "This line was disposed of: what it said can no longer be read."
        case UnknownLine():
            return "This line was written by a newer Daybook. Update this one to read it."
        case _:
            assert_never(line)


def told(line: Line, known: Background) -> str:
    if isinstance(line.event, InARegister):
        return concern_history.sentence(cast(concern_history.Told, line))
    who = f"{line.by.name} ({line.by.post})"
    what = deed(line.event, known)
    if is_daybooks_own(line.event, known):
        said = stop(what)
    elif isinstance(line.event, NoteAdded):
        said = stop(f"{who} {responding.noted(line.event, line.occurred)}")
    elif isinstance(line.event, TELLS_OF_ANOTHER_TIME):
        said = f"{stop(f'{who} {what}')}{happened(line.event, line.occurred)}"
    else:
        said = stop(f"{who}{when(line.occurred)} {what}")
    said = f"{said}{who_sees_it(line.event, known)}"
    marks: tuple[str, ...] = getattr(line.event, "out_of_order", ())
    return f"{said} {out_of_order(marks)}" if marks else said


def is_daybooks_own(event: object, known: Background) -> bool:
    """Whether Daybook did it, because of what somebody did in the same command."""
    return isinstance(event, RoutesOpened | StepsSetAside) or (
        known.by_itself and isinstance(event, DslAlerted | OwnerChanged)
    )


def who_sees_it(event: object, known: Background) -> str:
    """Whether the case became restricted with this line, or open again."""
    before, now = known.incident, after(known.incident, event)
    if before is None or now is None or before.restricted == now.restricted:
        return ""
    if now.restricted:
        return " It is restricted from now on."
    return " It is open again to those who see other incidents."


def happened(event: object, occurred: Occurred | None) -> str:
    """A time as a sentence of its own. Only what others tell is "said" to have happened."""
    if occurred is None:
        return ""
    if not isinstance(event, IncidentReported):
        return f" This was {claimed(occurred)}."
    if occurred.start is None:
        return " When it happened is not known."
    if event.received in BY_WHO_WAS_THERE and not event.reporter_name:
        return f" It happened {between(occurred)}."
    return f" It is said to have happened {between(occurred)}."


Told = Event | SchoolEvent | setup.Event | AccessEvent | accounts.AccountEvent | OfPrevention


def deed(event: Told, known: Background = NOTHING_BEFORE) -> str:
    """What was done, without by whom and when."""
    if isinstance(event, OfPrevention):
        return prevention_history.deed(event)
    match event:
        case SchoolOpened(school_name=name):
            return f"opened the record of {name}"
        case TrustJoined(trust_name=name):
            return f"joined the school to {name}, which is told numbers and nothing else"
        case CaseDisposed(lines=lines, reads=reads, authority=authority):
            who_read = f", and of {reads} that told who had opened it," if reads else ""
            return f"disposed of a case of {lines} lines{who_read} under {authority}"
        case (
            setup.CalendarSet()
            | setup.ContactsSet()
            | setup.CaseManagersSet()
            | setup.CoverSet()
            | setup.EditionAdopted()
            | setup.ConcernReadersSet()
        ):
            return set_up(event)
        case PeopleImported(file_sha256=sha256, counts=counts):
            told = tuple(f"{one.number} {words(one.what)}" for one in counts if one.number)
            counted = listed(told) if told else "no change"
            return f"took in a list of people (SHA-256 {sha256}): {counted}"
        case (
            accounts.AccountOpened()
            | accounts.AccountReopened()
            | accounts.AccountClosed()
            | accounts.RoleGiven()
            | accounts.LinkGiven()
            | accounts.FactorsReset()
            | accounts.IdentityLinked()
            | accounts.TokenGiven()
        ):
            return about_account(event)
        case _:
            return of_an_incident(event, known)


def of_an_incident(event: Event | AccessEvent, known: Background) -> str:
    if isinstance(event, reporting.Reporting):
        return reporting.told(event, known)
    if isinstance(event, evidence.Evidence):
        return evidence.told(event, known)
    if isinstance(event, telling.Telling):
        return telling.told(event, known)
    if isinstance(event, adults.Adults):
        return adults.told(event, known)
    if isinstance(event, responding.Responding):
        return responding.told(event, known)
    if isinstance(event, steps.Steps):
        return steps.told(event, known)
    if isinstance(event, keeping.Keeping):
        return keeping.told(event, known)
    if isinstance(event, closing.Closing):
        return closing.told(event, known)
    if isinstance(event, access.Access):
        return access.told(event, known)
    assert_never(event)
