"""An account that is opened after somebody was named is shut out where the name may mean it."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from application.read_back import state_of
from application.school_log import SchoolLog
from domain.incident.commands import Circumstances
from domain.incident.deciding.doubt import in_doubt_since_opened
from domain.incident.refusals import Refused
from domain.people import Person


def shut_out_where_meant(
    log: SchoolLog, restricted: Iterable[UUID], newcomer: Person, by: Person, now: datetime
) -> None:
    """A line in each such case, by whoever opens the account: they are told nothing of it."""
    fresh = Circumstances(by=by, now=now)
    for incident in restricted:
        with suppress(Refused):  # Disposed of: there is nothing left to keep from anybody.
            shut_out(log, incident, newcomer, fresh)


def shut_out(log: SchoolLog, incident: UUID, newcomer: Person, fresh: Circumstances) -> None:
    history = log.read(incident)
    state = state_of(history)
    fresh = replace(fresh, listed=log.called_there(state))
    if state and (events := in_doubt_since_opened(state, newcomer, fresh)):
        log.record(state, history, events, None, fresh, None)
        log.memory.forget((log.school, incident))  # It may be undone with the account.
