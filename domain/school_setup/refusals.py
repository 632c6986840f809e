"""Every no, with everything that is to be mended and where it stands."""

from dataclasses import dataclass

from domain.incident.refusals import Refused


@dataclass(frozen=True, slots=True)
class Mistake:
    """`where` leads to the field: ("terms", 1, "last") is the last day of the second term."""

    where: tuple[str | int, ...]
    sentence: str


class Mistaken(Refused):
    """`mistakes` lists every one."""

    because = "Some of this cannot be right."

    def __init__(self, *mistakes: Mistake) -> None:
        self.mistakes = mistakes
        super().__init__(*mistakes)

    def __str__(self) -> str:
        return " ".join((self.because, *(mistake.sentence for mistake in self.mistakes)))


class CalendarMistaken(Mistaken):
    because = "This calendar cannot be right. Look at its dates again."


class EditionRefused(Mistaken):
    because = "This playbook cannot be used. Mend it and send it again."
