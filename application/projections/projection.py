"""What a read model is: a table, a row type, and how one line changes a row."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import reduce
from typing import Any

from msgspec import Struct

from application.record import STORED_NAMES, AnyLine, Line
from domain.incident.events import IncidentReported

STORED_NAME = {shape: name for name, shape in STORED_NAMES.items()}

Evolve = Callable[[Any, AnyLine], Any]


def itself(row: Any) -> Any:
    return row


def cannot_tell(before: Any, after: Any) -> bool:
    return False


@dataclass(frozen=True)
class Projection:
    """One row for each stream of its kind, such as each incident.

    The columns in `filled_under_the_lock` are times of recording. They stay None in a row that is
    made while its lines are being written; the database then fills in the one true time. Where
    such a column names another, it is filled only if that one holds the row's newest version.
    `as_json` are the columns that hold lists of things. `finish` makes the row of what `evolve`
    came to, where that is something else; `stays`, given what `evolve` came to before and after,
    says when it is plain that the row is still the same, without making it. Only streams that
    begin with `opens` have a row.
    """

    table: str
    row: type[Struct]
    evolve: Evolve
    key: tuple[str, ...]
    filled_under_the_lock: Mapping[str, str | None] = field(default_factory=dict)
    as_json: tuple[str, ...] = ()
    finish: Callable[[Any], Any] = itself
    stays: Callable[[Any, Any], bool] = cannot_tell
    opens: type[Any] = IncidentReported

    @property
    def opening(self) -> str:
        """What the stored name of the first line begins with, whatever its number."""
        return f"{STORED_NAME[self.opens].partition('.')[0]}."

    def tells_of(self, first: AnyLine) -> bool:
        """Whether a stream that begins with this line has a row."""
        if isinstance(first, Line):
            return isinstance(first.event, self.opens)
        return first.name.startswith(self.opening)

    @property
    def columns(self) -> tuple[str, ...]:
        return self.row.__struct_fields__

    def fold(self, lines: Iterable[AnyLine]) -> Any:
        """The row that these lines of one incident come to, or None."""
        return self.finish(reduce(self.evolve, lines, None))

    def changed(self, before: Any, new: Iterable[AnyLine]) -> Any:
        """The row once the new lines are in; None if they leave it as it was.

        `before` is what `evolve` had come to, None for a new case.
        """
        after = reduce(self.evolve, new, before)
        if before is not None and self.stays(before, after):
            return None
        row = self.finish(after)
        if before is None or "version" in self.columns:  # That changes with every line.
            return row
        return None if self.finish(before) == row else row
