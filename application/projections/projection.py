"""What a read model is: a table, a row type, and how one line changes a row."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import reduce
from typing import Any

from msgspec import Struct

from application.record import AnyLine

Evolve = Callable[[Any, AnyLine], Any]


@dataclass(frozen=True)
class Projection:
    """One row for each incident.

    The columns in `filled_under_the_lock` are times of recording. They stay None in a row that is
    made while its lines are being written; the database then fills in the one true time.
    """

    table: str
    row: type[Struct]
    evolve: Evolve
    key: tuple[str, ...]
    filled_under_the_lock: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        return self.row.__struct_fields__

    def fold(self, lines: Iterable[AnyLine]) -> Any:
        """The row that these lines of one incident come to, or None."""
        return reduce(self.evolve, lines, None)
