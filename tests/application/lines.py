"""Lines as they are read back, for stories that need no database."""

from datetime import datetime
from uuid import UUID

from application.record import By, Event, Line
from domain.people import Person
from domain.times import Occurred
from tests.examples import LEAD, MONDAY_NINE

STREAM = UUID(int=0xF001)
COMMAND = UUID(int=0xF002)


def line(
    event: Event,
    version: int = 1,
    by: Person = LEAD,
    occurred: Occurred | None = None,
    recorded_at: datetime | None = MONDAY_NINE,
) -> Line:
    return Line(
        stream=STREAM,
        version=version,
        command=COMMAND,
        actor=by.account,
        by=By(by.name, by.post, by.organisation),
        role=by.role,
        occurred=occurred,
        event=event,
        position=version if recorded_at else None,
        recorded_at=recorded_at,
    )
