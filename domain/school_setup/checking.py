"""What cannot be right in a calendar, a list of contacts or a rota, and what is only odd."""

from collections.abc import Iterable, Iterator
from datetime import date, time
from itertools import pairwise
from typing import assert_never
from uuid import UUID

from domain.bank_holidays import bank_holidays
from domain.people import Person, Role
from domain.school_setup.commands import (
    SetCalendar,
    SetCaseManagers,
    SetConcernReaders,
    SetContacts,
    SetCover,
)
from domain.school_setup.events import (
    CalendarSet,
    Colleague,
    ContactKind,
    NamedTerm,
    StandIn,
)
from domain.school_setup.refusals import Mistake
from domain.texts import is_said, says_nothing

FIRST_YEAR, LAST_YEAR = 2000, 2100
LONGEST_TERM = 150  # days: more, and a year was mistyped.
LONGEST_HOLIDAY = 100  # days between terms: more, and a term was forgotten.
LONGEST_WAIT = 24 * 60  # minutes
Mistakes = Iterator[Mistake]

EVERY_WEEKDAY = "every weekday that is not a bank holiday counts as a school day."
NO_ACCOUNT = "Give the account that this person signs in to."
NOT_AT_WORK = "Nobody at work here has this account. Choose the person again."
DSLS = frozenset({Role.DSL, Role.DEPUTY_DSL})
NEEDED_FIRST = (ContactKind.LADO, ContactKind.SOCIAL_CARE)


def calendar_mistakes(command: SetCalendar) -> tuple[Mistake, ...]:
    return (
        *(mistake for n, term in enumerate(command.terms) for mistake in term_mistakes(n, term)),
        *between_terms(command.terms),
        *days_mistaken(command),
        *hours_mistaken(command),
    )


def term_mistakes(number: int, term: NamedTerm) -> Mistakes:
    where = ("terms", number)
    if says_nothing(term.name):
        yield Mistake((*where, "name"), "A term needs a name, such as Autumn, first half.")
    for key, day in (("first", term.first), ("last", term.last)):
        if not known_year(day):
            yield Mistake((*where, key), wrong_year(day))
    if term.last < term.first:
        yield Mistake((*where, "last"), "This term ends before it begins.")
    elif (term.last - term.first).days > LONGEST_TERM:
        yield Mistake((*where, "last"), f"This term lasts over {LONGEST_TERM} days.")


def between_terms(terms: tuple[NamedTerm, ...]) -> Mistakes:
    placed = sorted(enumerate(terms), key=lambda each: each[1].first)
    for (_, before), (number, after) in pairwise(placed):
        if after.first <= before.last:
            told = "This term begins before another one has ended."
            yield Mistake(("terms", number, "first"), told)
        elif (after.first - before.last).days > LONGEST_HOLIDAY:
            told = f"No term for over {LONGEST_HOLIDAY} days before this one. Enter those between."
            yield Mistake(("terms", number, "first"), told)


def days_mistaken(command: SetCalendar) -> Mistakes:
    for key in ("inset_days", "closed_days", "extra_bank_holidays"):
        for number, day in enumerate(getattr(command, key)):
            if not known_year(day):
                yield Mistake((key, number), wrong_year(day))
    for number, day in enumerate(command.closed_days):
        if day in command.inset_days:
            told = f"{said(day)} is both an INSET day and a closed day. Choose one."
            yield Mistake(("closed_days", number), told)


def hours_mistaken(command: SetCalendar) -> Mistakes:
    for place in ("school", "office"):
        opens: time = getattr(command, f"{place}_opens")
        closes: time = getattr(command, f"{place}_closes")
        if opens.tzinfo or closes.tzinfo:
            told = "Give the time of the school's own clock, such as 16:30."
            yield Mistake((f"{place}_opens",), told)
        elif closes <= opens:
            yield Mistake((f"{place}_closes",), f"The {place} closes before it opens.")


def calendar_notes(days: CalendarSet | None) -> tuple[str, ...]:
    """What is allowed and yet worth a second look."""
    if days is None or not days.terms:
        return (f"No terms have been entered: {EVERY_WEEKDAY}",)
    until = f"Terms are entered until {said(days.terms[-1].last)}: after that {EVERY_WEEKDAY}"
    odd = (note for day in days.inset_days for note in odd_inset(day, days.terms))
    return (*odd, until)


def odd_inset(day: date, terms: tuple[NamedTerm, ...]) -> Iterator[str]:
    if day.weekday() >= 5:
        yield f"The INSET day {said(day)} is at a weekend."
    elif day in bank_holidays(day.year):
        yield f"The INSET day {said(day)} is a bank holiday."
    elif not any(term.first <= day <= term.last for term in terms):
        yield f"The INSET day {said(day)} is in no term."


def contact_mistakes(command: SetContacts) -> tuple[Mistake, ...]:
    return tuple(mistake for n in range(len(command.contacts)) for mistake in one(command, n))


def one(command: SetContacts, number: int) -> Mistakes:
    contact, where = command.contacts[number], ("contacts", number)
    if says_nothing(contact.name):
        yield Mistake((*where, "name"), "Give a name, or the name of the team.")
    if not any(is_said(way) for way in (contact.phone, contact.out_of_hours, contact.email)):
        yield Mistake((*where, "phone"), "Give a phone number or an address to write to.")
    if contact in command.contacts[:number]:
        yield Mistake(where, "This contact stands here twice.")


def contact_notes(kinds: Iterable[ContactKind]) -> tuple[str, ...]:
    missing = {
        ContactKind.LADO: "The LADO's name and number have not been entered.",
        ContactKind.SOCIAL_CARE: "The number of children's social care has not been entered.",
    }
    have = set(kinds)
    return tuple(missing[kind] for kind in NEEDED_FIRST if kind not in have)


# Who is shown what is kept from others, confirms who is accused and lifts a conflict of interest.
MAY_ACT_INSTEAD = DSLS | {Role.HEAD, Role.CHAIR_OF_GOVERNORS}


def alternate_notes(alternates: Iterable[Colleague], people: Iterable[Person]) -> tuple[str, ...]:
    """An alternate whose role keeps them from all that an alternate is needed for."""
    roles = {person.account: person.role for person in people}
    useless = (one for one in alternates if one.account in roles)
    return tuple(
        f"{one.name} ({one.post}) is named as an alternate, but their role does not see "
        "restricted cases or lift a conflict of interest. Name a safeguarding lead, a deputy, the "
        "head or the chair of governors."
        for one in useless
        if one.account and roles[one.account] not in MAY_ACT_INSTEAD
    )


def manager_mistakes(command: SetCaseManagers, by: Person) -> tuple[Mistake, ...]:
    lists = {"alternates": command.alternates, "deputies": command.deputies}
    return (
        *colleague_mistakes(("about_the_head",), command.about_the_head),
        *the_head_alone(command, by),
        *(mistake for key, people in lists.items() for mistake in people_mistakes(key, people)),
    )


def the_head_alone(command: SetCaseManagers, by: Person) -> Mistakes:
    chosen = command.about_the_head
    if by.role is Role.HEAD and (
        chosen.account == by.account or named_alike(chosen.name, by.name)
    ):
        told = "The head cannot manage a case about the head. Name somebody else."
        yield Mistake(("about_the_head",), told)


def reader_mistakes(command: SetConcernReaders) -> tuple[Mistake, ...]:
    """Only an account can be let in, so a name alone would open nothing."""
    return (
        *people_mistakes("readers", command.readers),
        *(
            Mistake(("readers", number, "account"), NO_ACCOUNT)
            for number, person in enumerate(command.readers)
            if person.account is None
        ),
    )


def not_at_work(
    command: SetCaseManagers | SetCover | SetConcernReaders, accounts: frozenset[UUID] | None
) -> Mistakes:
    for where, person in named(command):
        if accounts is not None and person.account and person.account not in accounts:
            yield Mistake((*where, "account"), NOT_AT_WORK)


def named(
    command: SetCaseManagers | SetCover | SetConcernReaders,
) -> Iterator[tuple[tuple[str | int, ...], Colleague]]:
    """Everybody whom the command names, and where."""
    match command:
        case SetCaseManagers():
            yield ("about_the_head",), command.about_the_head
            yield from placed("alternates", command.alternates)
            yield from placed("deputies", command.deputies)
        case SetCover():
            for number, rota in enumerate(command.stand_ins):
                yield ("stand_ins", number, "away"), rota.away
                yield ("stand_ins", number, "stands_in"), rota.stands_in
            yield from placed("out_of_hours", command.out_of_hours)
        case SetConcernReaders():
            yield from placed("readers", command.readers)
        case _:
            assert_never(command)


def placed(
    key: str, people: tuple[Colleague, ...]
) -> Iterator[tuple[tuple[str | int, ...], Colleague]]:
    return (((key, number), person) for number, person in enumerate(people))


def named_alike(one: str, other: str) -> bool:
    return one.strip().casefold() == other.strip().casefold()


def people_mistakes(key: str, people: tuple[Colleague, ...]) -> Mistakes:
    for number, person in enumerate(people):
        yield from colleague_mistakes((key, number), person)
        if any(same(person, earlier) for earlier in people[:number]):
            yield Mistake((key, number), "This person stands here twice.")


def colleague_mistakes(where: tuple[str | int, ...], person: Colleague) -> Mistakes:
    if says_nothing(person.name):
        yield Mistake((*where, "name"), "Give the full name.")
    if says_nothing(person.post):
        yield Mistake((*where, "post"), "Give the post.")


def same(one: Colleague, other: Colleague) -> bool:
    """By account where both have one: two people may bear the same name."""
    if one.account and other.account:
        return one.account == other.account
    return named_alike(one.name, other.name)


def cover_mistakes(command: SetCover) -> tuple[Mistake, ...]:
    rota = enumerate(command.stand_ins)
    return (
        *(mistake for n, stand_in in rota for mistake in rota_mistakes(n, stand_in)),
        *two_at_once(command.stand_ins),
        *people_mistakes("out_of_hours", command.out_of_hours),
        *unreachable(command.out_of_hours),
        *waits_mistaken(command),
    )


def rota_mistakes(number: int, rota: StandIn) -> Mistakes:
    where = ("stand_ins", number)
    yield from colleague_mistakes((*where, "away"), rota.away)
    yield from colleague_mistakes((*where, "stands_in"), rota.stands_in)
    for key, day in (("first", rota.first), ("last", rota.last)):
        if not known_year(day):
            yield Mistake((*where, key), wrong_year(day))
    if rota.last < rota.first:
        yield Mistake((*where, "last"), "This ends before it begins.")
    if same(rota.away, rota.stands_in):
        yield Mistake((*where, "stands_in"), "Nobody can stand in for themselves.")


def two_at_once(rota: tuple[StandIn, ...]) -> Mistakes:
    for number, later in enumerate(rota):
        for earlier in rota[:number]:
            together = later.first <= earlier.last and earlier.first <= later.last
            if together and same(earlier.away, later.away):
                told = "Somebody else stands in for this person on one of these days."
                yield Mistake(("stand_ins", number, "first"), told)


def cannot_acknowledge(command: SetCover, people: tuple[Person, ...]) -> Mistakes:
    """What a safeguarding lead is told waits for somebody who may say that they have heard it.
    Whoever has no account is rung.
    """
    for number, rota in enumerate(command.stand_ins):
        away, stands_in = holder(rota.away, people), holder(rota.stands_in, people)
        if away and stands_in and away.role in DSLS and stands_in.role not in DSLS:
            told = (
                f"{stands_in.name} cannot acknowledge what a safeguarding lead is told. Choose "
                "the safeguarding lead or a deputy, or make them a deputy first."
            )
            yield Mistake(("stand_ins", number, "stands_in"), told)


def holder(named: Colleague, people: tuple[Person, ...]) -> Person | None:
    """By the account, or alone of that name."""
    if named.account:
        return next((one for one in people if one.account == named.account), None)
    alike = [one for one in people if named_alike(one.name, named.name)]
    return alike[0] if len(alike) == 1 else None


def unreachable(people: tuple[Colleague, ...]) -> Mistakes:
    for number, person in enumerate(people):
        if says_nothing(person.phone):
            told = "Out of hours only a phone number helps."
            yield Mistake(("out_of_hours", number, "phone"), told)


def waits_mistaken(command: SetCover) -> Mistakes:
    for key in ("deputy_after_minutes", "alternate_after_minutes", "out_of_hours_after_minutes"):
        if not 1 <= getattr(command, key) <= LONGEST_WAIT:
            yield Mistake((key,), "Choose between one minute and a day.")
    if command.alternate_after_minutes < command.deputy_after_minutes:
        told = "The alternates come after the deputies, not before them."
        yield Mistake(("alternate_after_minutes",), told)


def known_year(day: date) -> bool:
    return FIRST_YEAR <= day.year <= LAST_YEAR


def wrong_year(day: date) -> str:
    return f"The year {day.year} cannot be meant."


def said(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
