"""What happens to a school's log as a whole; told in the stream that bears the school's own id."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Clock(StrEnum):
    DATABASE = "database"
    DEMO = "demo"  # A made-up school: its times are not to be believed, and its log says so.


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolOpened:
    school_name: str
    origin: str
    clock: Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDisposed:
    """The certificate that remains when a case's keys are destroyed.

    With them go the keys of the stream that tells who opened the case, if anybody did.
    """

    stream: UUID
    retention_class: str
    authority: str
    approved_by: tuple[str, ...]
    lines: int
    access_stream: UUID | None = None
    reads: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """So many people of a list were new, or changed, or left."""

    what: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleImported:
    """A list of people was taken in: which file, and how many. Nobody's name."""

    file_sha256: str
    counts: tuple[Counted, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrustJoined:
    """From now on the trust is told numbers of this school, and nothing else."""

    trust: UUID
    trust_name: str


SchoolEvent = SchoolOpened | CaseDisposed | PeopleImported | TrustJoined

STORED_NAMES: dict[str, type[SchoolEvent]] = {
    "school-opened.1": SchoolOpened,
    "case-disposed.2": CaseDisposed,
    "people-imported.1": PeopleImported,
    "trust-joined.1": TrustJoined,
}
