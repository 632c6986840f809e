"""Empty the read models of a school and fill them again from its record."""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from typing import Any, Protocol
from uuid import UUID

from application.projections import Projection
from application.record import AnyLine, RecordMapper, SealedLine
from application.school_log import as_row


class Rebuilder(Protocol):
    """Read models at rest: no line is written for the school while this is held."""

    def lines_by_stream(self) -> Iterator[SealedLine]:
        """Every line of every stream, stream by stream, in order of version."""

    def replace(self, projections: Iterable[Projection], rows: Iterator[dict[str, Any]]) -> None:
        """Put these rows in place of all that was there. Each is {table: row}."""


def rebuild(
    school: UUID,
    rebuilder: Rebuilder,
    mapper: RecordMapper,
    projections: tuple[Projection, ...],
    progress: Callable[[int], None] = lambda lines: None,
) -> None:
    def rows() -> Iterator[dict[str, Any]]:
        done = 0
        for stream, sealed in groupby(rebuilder.lines_by_stream(), attrgetter("originator_id")):
            lines = list(sealed)
            done += len(lines)
            progress(done)
            told = [p for p in projections if lines[0].topic.startswith(p.opening)]
            if stream != school and told:
                yield rows_of(told, list(map(mapper.to_domain_event, lines)))

    rebuilder.replace(projections, rows())


def rows_of(projections: Iterable[Projection], lines: list[AnyLine]) -> dict[str, Any]:
    return {p.table: as_row(p, p.fold(lines)) for p in projections}
