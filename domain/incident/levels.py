"""How closely a case is kept, and who has no business with it."""

from enum import StrEnum


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


class ConflictKind(StrEnum):
    ACCUSED = "accused"
    RELATED = "related"
    OTHER = "other"
