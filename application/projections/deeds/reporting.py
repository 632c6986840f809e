"""The report, the people in it, and its assessment."""

from typing import assert_never

from application.projections.background import Background, as_called_now
from application.projections.phrases import (
    findings,
    listed,
    lock,
    more,
    part,
    quoted,
    said,
    sentence,
    stop,
    words,
)
from domain.facts import Answer, Fact
from domain.incident.events import (
    Assessed,
    CapacityChanged,
    FactsChanged,
    IncidentReported,
    NamedInError,
    PersonLinked,
)
from domain.incident.words import Capacity, ImageLock, PersonKind, Received, ReporterKind

Reporting = (
    IncidentReported | PersonLinked | CapacityChanged | NamedInError | Assessed | FactsChanged
)

THE_DSL = "the designated safeguarding lead"  # As an alert says whom it told.

# How the school came to know, in the middle of "reported it (…)"; nothing if nobody said.
HOW = {
    Received.TOLD_IN_PERSON: "told in person",
    Received.SEEN_OR_HEARD: "seen or heard in person",
    Received.PHONE: "told by phone",
    Received.EMAIL: "told by e-mail",
    Received.LETTER: "told by letter",
    Received.ONLINE_FORM: "told by the online form",
    Received.FILTER_ALERT: "after an alert of the filter",
    Received.OTHER: "learnt in another way",
}


def told(event: Reporting, known: Background) -> str:
    match event:
        case IncidentReported():
            return reported(event)
        case PersonLinked():
            return named(event, known)
        case CapacityChanged():
            was, now = (part(one, known.substantiated) for one in (event.was, event.capacity))
            return f"changed the part of {event.person_name} from {was} to {now}: {event.why}"
        case NamedInError():
            whom = "; ".join(to_be_corrected(event, known)) or "nobody else"
            return (
                f"recorded that {event.person_name} had been named in error: "
                f"{stop(event.reason)} To be corrected: {whom}"
            )
        case Assessed():
            return assessed(event, known)
        case FactsChanged():
            return (
                f"answered questions of fact: {stop(findings(event.findings, known.by))}"
                f"{lock(event.image_lock)}{unlocked(event)}{still_restricted(event)}"
            )
        case _:
            assert_never(event)


def reported(event: IncidentReported) -> str:
    return (
        f"reported{known_by(event)}{source(event)}: {stop(event.summary)}"
        f"{sentence(' Where: ', where(event))}"
        f"{said(' In their own words: ', event.own_words)}"
        f"{more(' It was reported late, for this reason: ', late(event))}"
        f"{restricted(event)}{lock(event.image_lock)}"
    )


def known_by(event: IncidentReported) -> str:
    return f" ({how})" if (how := HOW.get(event.received)) else ""


def where(event: IncidentReported) -> str:
    """The place, and what it happened on."""
    return "; ".join(text.rstrip(".") for text in (event.place, event.platform) if text)


def to_be_corrected(event: NamedInError, known: Background) -> tuple[str, ...]:
    """Everybody once, by the names that they have now. Whoever writes it knows already."""
    told = tuple(dict.fromkeys(as_called_now(known, who) for who in event.to_be_corrected))
    knows = {known.by or event.person_name, event.person_name} | (
        {THE_DSL} if known.by_the_dsl else set()
    )
    return tuple(
        who
        for who in told
        if not any(who == one or who.startswith((f"{one}, ", f"{one} (")) for one in knows)
        and not any(other.startswith((f"{who}, ", f"{who} (")) for other in told)
    )


def source(event: IncidentReported) -> str:
    """Who told it. Whoever asked not to be named is not named, in whatever field."""
    match event.reporter:
        case ReporterKind.NAMED:
            told_by = more(" on the word of ", event.reporter_name)
            return f"{told_by}{more(', on behalf of ', event.on_behalf_of)}"
        case ReporterKind.CONFIDENTIAL:
            return " for somebody who asked not to be named"
        case ReporterKind.ANONYMOUS:
            return " from somebody who gave no name"
        case _:
            assert_never(event.reporter)


def late(event: IncidentReported) -> str | None:
    return stop(event.late_because) if event.late_because else None


def restricted(event: IncidentReported) -> str:
    match event.about_an_adult_here:
        case Answer.YES:
            return " It is about an adult who works or helps here, so it is restricted."
        case Answer.NOT_KNOWN:
            return " It may be about an adult who works or helps here, so it is restricted."
        case Answer.NO:
            return ""


def named(event: PersonLinked, known: Background) -> str:
    deed = f"named {event.full_name}" if event.full_name else f"entered {described(event)}"
    kind = "" if event.kind is PersonKind.UNKNOWN else words(event.kind)
    about = ", ".join(filter(None, (kind, event.year_or_post)))
    who = f"{deed} ({about})" if about else deed
    if event.capacity is Capacity.UNKNOWN:
        return f"{who}, whose part in it is not known"
    return f"{who} as {part(event.capacity, known.substantiated)}"


def described(event: PersonLinked) -> str:
    return event.description or "somebody whose name is not known"


def assessed(event: Assessed, known: Background) -> str:
    why_lowered = f" It was lowered from {event.default_severity}, for this reason: "
    lowered = sentence(why_lowered, event.lowered_because)
    also = f", and as {listed(event.secondary)}" if event.secondary else ""
    facts = f" Facts: {stop(findings(event.findings, known.by))}" if event.findings else ""
    return (
        f"assessed this as {quoted(event.category_title)} ({event.category}{also}), "
        f"{event.severity}: {stop(event.rationale)}{lowered}{facts}{lock(event.image_lock)}"
        f"{still_restricted(event)}"
    )


def unlocked(event: FactsChanged) -> str:
    no_image = says_no(event, Fact.SEXUAL_IMAGE_OF_UNDER_18)
    open_again = no_image and event.image_lock is ImageLock.OPEN
    return " Pictures may be kept." if open_again else ""


def still_restricted(event: Assessed | FactsChanged) -> str:
    """Whoever says that no adult here did it may expect otherwise."""
    expected_open = says_no(event, Fact.STAFF_INSTIGATOR)
    return " It stays restricted." if expected_open and event.restricted else ""


def says_no(event: Assessed | FactsChanged, fact: Fact) -> bool:
    return any((one.fact, one.answer) == (fact, Answer.NO) for one in event.findings)
