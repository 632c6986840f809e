"""Who is in the directory, and the little that is kept of them."""

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID


class Kind(StrEnum):
    PUPIL = "pupil"
    STAFF = "staff"
    PARENT = "parent"
    GOVERNOR = "governor"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """All that is kept of a person. Nothing else of an export is read.

    The number may be a UPN, so neither it nor the e-mail address is ever shown or logged.
    """

    kind: Kind
    name: str
    known_as: str = ""
    year: str = ""
    form: str = ""
    post: str = ""
    mis_id: str = field(default="", repr=False)
    email: str = field(default="", repr=False)
    leaver: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryPerson(Details):
    id: UUID
