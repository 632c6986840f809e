"""What a school set about itself, as its history tells it."""

from typing import assert_never

from application.projections.phrases import day, listed, quoted, words
from domain.school_setup.events import (
    CalendarSet,
    CaseManagersSet,
    Colleague,
    ConcernReadersSet,
    ContactsSet,
    CoverSet,
    EditionAdopted,
    Event,
    StandIn,
)


def set_up(event: Event) -> str:
    match event:
        case CalendarSet():
            return calendar_set(event)
        case ContactsSet(contacts=contacts):
            told = "; ".join(f"{words(contact.kind)}: {contact.name}" for contact in contacts)
            return f"entered whom the school rings ({told or 'nobody yet'})"
        case CaseManagersSet():
            return managers_set(event)
        case CoverSet():
            return cover_set(event)
        case EditionAdopted():
            return (
                f"adopted the playbook {quoted(event.title)}, edition {event.edition} "
                f"(SHA-256 {event.sha256}): {event.reason}"
            )
        case ConcernReadersSet(readers=readers):
            others = f" besides the head: {names(readers)}" if readers else ": the head alone"
            return f"named who reads low-level concerns about adults{others}"
        case _:
            assert_never(event)


def calendar_set(event: CalendarSet) -> str:
    terms = tuple(f"{term.name}, {day(term.first)} to {day(term.last)}" for term in event.terms)
    other = (
        ("INSET days", event.inset_days),
        ("closed on", event.closed_days),
        ("extra bank holidays", event.extra_bank_holidays),
    )
    days = (f"; {what}: {listed(tuple(map(day, which)))}" for what, which in other if which)
    hours = f"open {event.school_opens:%H:%M} to {event.school_closes:%H:%M}"
    office = f"offices {event.office_opens:%H:%M} to {event.office_closes:%H:%M}"
    entered = "; ".join(terms) if terms else "no terms"
    return f"set the school's calendar: {entered}{''.join(days)}; {hours}; {office}"


def managers_set(event: CaseManagersSet) -> str:
    manager = f"{event.about_the_head.name} ({event.about_the_head.post})"
    acting_as = words(event.manages_head_as)
    same = acting_as.casefold() == event.about_the_head.post.casefold()
    return (
        f"named {manager} to manage a case about the head{'' if same else f', as {acting_as}'}; "
        f"alternates for the safeguarding lead: {names(event.alternates)}; "
        f"deputies: {names(event.deputies)}"
    )


def names(people: tuple[Colleague, ...]) -> str:
    return listed(tuple(person.name for person in people))


def cover_set(event: CoverSet) -> str:
    rota = "; ".join(map(stand_in, event.stand_ins)) or "nobody stands in"
    return (
        f"set who stands in for whom: {rota}; out of hours: {names(event.out_of_hours)}; "
        f"an alert climbs to the deputies after {event.deputy_after_minutes} minutes, to the "
        f"alternates after {event.alternate_after_minutes}, and out of hours after "
        f"{event.out_of_hours_after_minutes}"
    )


def stand_in(rota: StandIn) -> str:
    return f"{rota.stands_in.name} for {rota.away.name} from {day(rota.first)} to {day(rota.last)}"
