"""What a school can be asked to set about itself."""

from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from domain.people import Person
from domain.school_setup.events import (
    CalendarSet,
    Colleague,
    Contact,
    CoverSet,
    ManagesHead,
    NamedTerm,
    StandIn,
)

_DAYS = CalendarSet()
_COVER = CoverSet()


@dataclass(frozen=True, slots=True, kw_only=True)
class SetCalendar:
    """The whole calendar: terms, INSET and other closed days, bank holidays by proclamation.

    It replaces the calendar before it, so enter this year's and next year's terms together.
    """

    terms: tuple[NamedTerm, ...]
    inset_days: tuple[date, ...] = ()
    closed_days: tuple[date, ...] = ()
    extra_bank_holidays: tuple[date, ...] = ()
    school_opens: time = _DAYS.school_opens
    school_closes: time = _DAYS.school_closes
    office_opens: time = _DAYS.office_opens
    office_closes: time = _DAYS.office_closes


@dataclass(frozen=True, slots=True, kw_only=True)
class SetContacts:
    """Everyone outside the school whom it may have to ring. Public numbers are there already."""

    contacts: tuple[Contact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetCaseManagers:
    """Who manages a case about the head, who acts for the safeguarding lead, and the deputies."""

    about_the_head: Colleague
    manages_head_as: ManagesHead
    alternates: tuple[Colleague, ...] = ()
    deputies: tuple[Colleague, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SetCover:
    """Who stands in for whom between which days, and whom to ring when school is shut."""

    stand_ins: tuple[StandIn, ...] = ()
    out_of_hours: tuple[Colleague, ...] = ()
    deputy_after_minutes: int = _COVER.deputy_after_minutes
    alternate_after_minutes: int = _COVER.alternate_after_minutes
    out_of_hours_after_minutes: int = _COVER.out_of_hours_after_minutes


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptEdition:
    """The school's own playbook, in full. Incidents that are open keep the one they began with."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetConcernReaders:
    """Who reads low-level concerns besides the head. An empty list: the head alone."""

    readers: tuple[Colleague, ...]


Command = SetCalendar | SetContacts | SetCaseManagers | SetCover | AdoptEdition | SetConcernReaders

COMMANDS: dict[str, type[Command]] = {
    "set-calendar": SetCalendar,
    "set-contacts": SetContacts,
    "set-case-managers": SetCaseManagers,
    "set-cover": SetCover,
    "adopt-edition": AdoptEdition,
    "set-concern-readers": SetConcernReaders,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """Who asks, and the edition that Daybook brings with it: its name and its SHA-256.

    `accounts` are those of everybody at work; None where that is not known. `people` are who
    they are.
    """

    by: Person
    shipped: tuple[str, str]
    accounts: frozenset[UUID] | None = None
    people: tuple[Person, ...] = ()
