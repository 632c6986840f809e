"""What a school decides by: its playbook, and the calendar that due times are counted in."""

from dataclasses import dataclass

from domain.playbook.playbook import Playbook
from domain.school_days import SchoolCalendar


@dataclass(frozen=True, slots=True)
class SchoolRules:
    """The edition followed now; `earlier` are those that older cases still follow.

    Without a playbook no case is given steps.
    """

    playbook: Playbook | None = None
    calendar: SchoolCalendar | None = None
    earlier: tuple[Playbook, ...] = ()

    def edition(self, edition: str | None) -> Playbook | None:
        known = (self.playbook, *self.earlier)
        return next((one for one in known if one and one.edition == edition), None)
