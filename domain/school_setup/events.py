"""What the school has said about itself: its days, whom it rings, who stands in for whom."""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedTerm:
    """Both days are school days. A half-term holiday lies between two of these."""

    name: str
    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarSet:
    """`extra_bank_holidays` close every office; `closed_days` close this school alone."""

    terms: tuple[NamedTerm, ...] = ()
    inset_days: tuple[date, ...] = ()
    closed_days: tuple[date, ...] = ()
    extra_bank_holidays: tuple[date, ...] = ()
    school_opens: time = time(8, 30)
    school_closes: time = time(16, 30)
    office_opens: time = time(9)
    office_closes: time = time(17)


class ContactKind(StrEnum):
    """Whom a school may have to ring. The seeds and the statutory guidance name them."""

    LADO = "lado"
    SOCIAL_CARE = "childrens-social-care"
    POLICE = "police"
    ONLINE_SAFETY_TEAM = "online-safety-team"
    HEALTH_AND_WELLBEING = "health-education-and-wellbeing-adviser"
    EFFECTIVENESS_ADVISER = "school-effectiveness-adviser"
    GOVERNANCE = "schools-governance"
    HR = "schools-hr"
    LEGAL_SERVICES = "legal-services"
    UNION = "union"
    IWF = "iwf"
    CEOP = "ceop"
    REPORT_REMOVE = "report-remove"
    REPORT_HARMFUL_CONTENT = "report-harmful-content"
    POSH = "posh"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    kind: ContactKind
    name: str
    phone: str = ""
    out_of_hours: str = ""
    email: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactsSet:
    """All of them: a later one replaces the whole list."""

    contacts: tuple[Contact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Colleague:
    """Somebody to turn to, with the account if there is one."""

    name: str
    post: str
    phone: str = ""
    account: UUID | None = None


class ManagesHead(StrEnum):
    """As whom somebody manages a case about the head."""

    CHAIR = "chair-of-governors"
    PROPRIETOR = "proprietor"
    TRUST_POLICY = "as-the-trusts-policy-names"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseManagersSet:
    """Who manages a case about the head; who acts if the lead cannot; deputies in their order."""

    about_the_head: Colleague
    manages_head_as: ManagesHead
    alternates: tuple[Colleague, ...] = ()
    deputies: tuple[Colleague, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StandIn:
    """From the first day to the last, both included."""

    away: Colleague
    stands_in: Colleague
    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverSet:
    """Who stands in for whom, and how soon an alert that nobody acknowledges climbs.

    The minutes are for the school to decide: no guidance names them.
    """

    stand_ins: tuple[StandIn, ...] = ()
    out_of_hours: tuple[Colleague, ...] = ()
    deputy_after_minutes: int = 30
    alternate_after_minutes: int = 60
    out_of_hours_after_minutes: int = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionAdopted:
    """The playbook that holds for incidents from now on, in full."""

    edition: str
    title: str
    text: str
    sha256: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConcernReadersSet:
    """Who reads low-level concerns about adults besides the head, and decides there.

    All of them: a later one replaces the whole list. None of them reads what is about the head.
    """

    readers: tuple[Colleague, ...]


Event = CalendarSet | ContactsSet | CaseManagersSet | CoverSet | EditionAdopted | ConcernReadersSet

STORED_NAMES: dict[str, type[Event]] = {
    "calendar-set.1": CalendarSet,
    "contacts-set.1": ContactsSet,
    "case-managers-set.1": CaseManagersSet,
    "cover-set.1": CoverSet,
    "edition-adopted.1": EditionAdopted,
    "concern-readers-set.1": ConcernReadersSet,
}
