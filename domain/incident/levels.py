"""How closely a case is kept, and who has no business with it."""

from enum import IntEnum, StrEnum


class Level(StrEnum):
    """In order: each is kept more closely than the one before."""

    GENERAL = "general"
    SAFEGUARDING = "safeguarding"
    RESTRICTED_STAFF = "restricted-staff"
    SEALED = "sealed"

    def reaches(self, other: "Level") -> bool:
        order = list(Level)
        return order.index(self) >= order.index(other)


class GrantLevel(StrEnum):
    """How far somebody is let in: while the case is kept no more closely than this."""

    GENERAL = "general"
    SAFEGUARDING = "safeguarding"
    RESTRICTED_STAFF = "restricted-staff"
    SEALED = "sealed"
    THIS_CASE = "this-case"

    def reaches(self, level: Level) -> bool:
        return self is GrantLevel.THIS_CASE or Level(self.value).reaches(level)


class Care(IntEnum):
    """What one person may not strike out, in order: only as the duplicate of one kept as carefully.

    `OPEN` ends with an answer, or once nothing is held or waited for. The two after it never do.
    """

    ORDINARY = 0
    OPEN = 1
    GRAVE = 2
    BY_TWO = 3


class ConflictKind(StrEnum):
    ACCUSED = "accused"
    RELATED = "related"
    OTHER = "other"
