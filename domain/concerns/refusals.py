"""Every no, in words that the asker can act on."""

from uuid import UUID

from domain.incident.refusals import Refused


class NotOpened(Refused):
    """Told to the adult concerned as well, who does not learn whether there is a register."""

    because = "There is no such register. It opens with the first concern that is recorded."


class AnotherAdult(Refused):
    because = "This register is about somebody else. Choose the adult again."


class LeftBlank(Refused):
    """A text that the command cannot do without was left blank; `fields` names them."""

    because = "Something needed was left blank. If it is not known, say that it is not known."

    def __init__(self, *fields: str) -> None:
        self.fields = fields
        super().__init__(*fields)


class InitialsGiven(Refused):
    because = (
        "Write the full name, not initials: somebody must understand this in five years. "
        "If the name is not known, describe the person."
    )


class NotYoursToDecide(Refused):
    because = (
        "The head decides this. If the adult is the head, the chair of governors does, or "
        "whoever the school has named."
    )


class NextLookHasPassed(Refused):
    because = "The day of the next look has passed already. Choose one that is still to come."


class NoSuchConcern(Refused):
    because = "This register has no such concern."


class NothingToEscalate(Refused):
    because = (
        "No concern stands in this register. Report what has happened as an incident instead."
    )


class AlreadyEscalated(Refused):
    """Nothing has been recorded since, so another incident would be about the same."""

    def __init__(self, incident: UUID, reference: str) -> None:
        self.incident, self.reference = incident, reference
        super().__init__(incident, reference)

    @property
    def because(self) -> str:  # type: ignore[override]
        return (
            f"What stands in this register was escalated already, as incident {self.reference}. "
            f"To add to that incident, give its id as `into`: {self.incident}."
        )

    def __str__(self) -> str:
        return self.because


class NoSuchCase(Refused):
    """In the same words whether it is absent, hidden, or open to others."""

    because = (
        "There is no such restricted case for you to bring this into. Leave it out, and a new one "
        "is reported."
    )


class NoLineToCorrect(Refused):
    because = "This register has no such line to correct."


class NotATextOfThatLine(Refused):
    because = (
        "That is not a text of that line. A time is corrected as occurred; a concern about the "
        "wrong adult is withdrawn as recorded in error."
    )


class NotYourLine(Refused):
    because = "Only its author, or whoever decides in this register, may correct a line."


class ReviewFirst(Refused):
    because = (
        "More than one concern stands here and the pattern has not been reviewed since the last. "
        "Review it before the register is closed."
    )


class NotKeptLongEnough(Refused):
    because = "A register is kept at least until the adult leaves. Choose a later day."


class NobodyLeftToRead(Refused):
    because = (
        "Corrected so, this register could be read by nobody at this school. Give the chair of "
        "governors an account first, or name somebody who is to read it."
    )
