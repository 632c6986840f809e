"""Whatever is asked in whatever order, history is always read back."""

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from functools import reduce

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from domain.incident.refusals import Refused
from domain.prevention.commands import Circumstances, Command
from domain.prevention.decisions import decide
from domain.prevention.events import Event, PreventionLineWithdrawn
from domain.prevention.state import due_on, evolve, is_overdue
from domain.school_days import SchoolCalendar
from tests.domain.prevention import examples as ex

OF_ENTRIES: tuple[Command, ...] = tuple(ex.ASKED_OF)
lines = some.integers(min_value=-1, max_value=6)
wishes = some.sampled_from(OF_ENTRIES) | lines.map(lambda line: replace(ex.WITHDRAW, line=line))
KNOWN = Circumstances(by=ex.COORDINATOR, now=ex.MONDAY_NINE, calendar=SchoolCalendar())
always = settings(derandomize=True, database=None, deadline=None, max_examples=200)


def told(first: Command, then: list[Command]) -> list[Event]:
    """What is on the record after all of it was asked, refusals left out."""
    history = decide(None, first, KNOWN)
    for wish in then:
        with suppress(Refused):
            history += decide(reduce(evolve, history, None), wish, KNOWN)
    return history


@always
@given(some.sampled_from(ex.OPENING), some.lists(wishes, max_size=12))
def test_an_entry_can_be_read_back_after_anything(first: Command, then: list[Command]) -> None:
    history = told(first, then)
    entry = reduce(evolve, history, None)
    assert entry is not None
    assert len(entry.lines) == len(history), "Every line keeps its number."
    due = due_on(entry)
    if due is not None:
        assert entry.standing
        assert not is_overdue(entry, due)
        assert is_overdue(entry, due + timedelta(days=1))


@always
@given(some.sampled_from(ex.OPENING), some.lists(wishes, max_size=12))
def test_what_was_withdrawn_stays_withdrawn(first: Command, then: list[Command]) -> None:
    history = told(first, then)
    entry = reduce(evolve, history, None)
    assert entry is not None
    for line in history:
        if isinstance(line, PreventionLineWithdrawn):
            assert entry.lines[line.line - 1] is None


@pytest.mark.parametrize("event", ex.EVENTS, ids=lambda event: type(event).__name__)
def test_history_is_never_refused_whatever_it_begins_with(event: Event) -> None:
    entry = evolve(None, event)
    assert entry.lines == (event,)
    beyond, before = replace(ex.CORRECTED, line=7), replace(ex.WITHDRAWN, line=0)
    assert evolve(evolve(entry, beyond), before).lines == (event, beyond, before)
