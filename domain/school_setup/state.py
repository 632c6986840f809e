"""How a school is set up: the last thing it said of each kind."""

from dataclasses import dataclass, field, replace
from typing import assert_never

from domain.school_days import SchoolCalendar, Term
from domain.school_setup.events import (
    CalendarSet,
    CaseManagersSet,
    ConcernReadersSet,
    Contact,
    ContactsSet,
    CoverSet,
    EditionAdopted,
    Event,
)
from domain.school_setup.public import PUBLIC


@dataclass(frozen=True, slots=True, kw_only=True)
class Setup:
    """None is what the school has not said yet."""

    days: CalendarSet | None = None
    contacts_set: ContactsSet | None = None
    managers: CaseManagersSet | None = None
    cover_set: CoverSet | None = None
    adopted: EditionAdopted | None = None
    concern_readers: ConcernReadersSet | None = None
    # Every edition ever adopted, by name, with the SHA-256 of its text.
    editions: dict[str, str] = field(default_factory=dict)

    @property
    def calendar(self) -> SchoolCalendar:
        return calendar_of(self.days or CalendarSet())

    @property
    def contacts(self) -> tuple[Contact, ...]:
        """The school's own, then the public ones of every kind that it has not named."""
        own = self.contacts_set.contacts if self.contacts_set else ()
        named = {contact.kind for contact in own}
        return (*own, *(contact for contact in PUBLIC if contact.kind not in named))

    @property
    def cover(self) -> CoverSet:
        return self.cover_set or CoverSet()


def calendar_of(days: CalendarSet) -> SchoolCalendar:
    """The LADO's office is open on a day that only this school is closed."""
    return SchoolCalendar(
        terms=tuple(Term(term.first, term.last) for term in days.terms),
        inset_days=frozenset({*days.inset_days, *days.closed_days}),
        extra_holidays=frozenset(days.extra_bank_holidays),
        school_closes=days.school_closes,
        office_opens=days.office_opens,
        office_closes=days.office_closes,
    )


def evolve(setup: Setup, event: Event) -> Setup:
    match event:
        case CalendarSet():
            return replace(setup, days=event)
        case ContactsSet():
            return replace(setup, contacts_set=event)
        case CaseManagersSet():
            return replace(setup, managers=event)
        case CoverSet():
            return replace(setup, cover_set=event)
        case EditionAdopted(edition=edition, sha256=sha256):
            return replace(setup, adopted=event, editions={**setup.editions, edition: sha256})
        case ConcernReadersSet():
            return replace(setup, concern_readers=event)
        case _:
            assert_never(event)
