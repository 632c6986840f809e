"""A command through the application, everything in its transaction, by one writer."""

from datetime import UTC, datetime
from itertools import groupby
from typing import Any
from uuid import UUID

import psycopg

from application.record import SealedLine, command_of
from application.school_log import SchoolLog
from bench.measuring import in_turns, print_rate
from bench.setting import KHAN, REPORT, note, setting

COMMANDS = 15  # in a case, and in a slice
GOAL = 0.5
ROW = "(%s, %s, %s, %s, %s, %s, %s, %s)"


class Ours:
    """Reports a case and adds notes to it."""

    def __init__(self, log: SchoolLog) -> None:
        self.log = log
        self.last: UUID | None = None

    def __call__(self) -> None:
        now = datetime.now(UTC)
        case = self.last = self.log.ask(None, REPORT, by=KHAN, now=now).id
        for number in range(1, COMMANDS):
            self.log.ask(case, note(number), by=KHAN, now=now)


class Floor:
    """Inserts the bytes of a case into a table with the same indexes, a command at a time: the
    lines of a report go in together, as ours do.
    """

    def __init__(self, connection: psycopg.Connection, school: UUID, ours: list[SealedLine]):
        self.connection = connection
        self.school = school
        self.commands = [list(group) for _, group in groupby(ours, lambda x: command_of(x.state))]
        self.size = 0

    def __call__(self) -> None:
        for lines in self.commands:
            insert = f"INSERT INTO bench.record VALUES {', '.join([ROW] * len(lines))}"
            values = [value for line in lines for value in self.row(line)]
            self.connection.execute(insert, values, prepare=True, binary=True)

    def row(self, line: SealedLine) -> tuple[Any, ...]:
        self.size += 1
        return (
            self.school, self.size, line.originator_id, self.size, line.topic,
            line.state, line.sealed, line.leaf,
        )  # fmt: skip


def main() -> None:
    with setting(lines=300) as here:
        school = here.daybook.add_school("Appending").id
        ours = Ours(here.daybook.log(school))
        ours()
        assert ours.last is not None
        _, lines = ours.log.given_recorder.read(ours.last)
        floor = Floor(here.fresh_floor(), school, lines)
        own, bare = in_turns(ours, floor, max(5, here.lines // COMMANDS), warm=3)
        print_rate("append, 1 writer", here.lines, COMMANDS / own, COMMANDS / bare, GOAL)


if __name__ == "__main__":
    main()
