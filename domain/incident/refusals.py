"""Every no, in words that the asker can act on."""

from typing import ClassVar


class Refused(Exception):
    because: ClassVar[str]

    def __str__(self) -> str:
        return self.because


class AlreadyReported(Refused):
    because = "This incident has already been reported. Add a note to it instead."


class NotReported(Refused):
    because = "No such incident has been reported."


class IncidentIsClosed(Refused):
    because = "The incident is closed. Reopen it first, giving the reason."


class Unreadable(Refused):
    because = "Part of this incident's record has been disposed of, so nothing can be added to it."
