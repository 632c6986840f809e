"""Whatever people ask, in whatever order."""

from dataclasses import replace
from uuid import UUID

from hypothesis import given as any_
from hypothesis import settings
from hypothesis import strategies as st

from domain.incident.commands import Circumstances, Close, Command
from domain.incident.decisions import decide
from domain.incident.events import Event
from domain.incident.refusals import Refused
from domain.incident.state import Incident
from domain.people import Person
from domain.playbook.walking import in_the_way_of_closing
from domain.times import Occurred
from tests.domain.incident.test_every_command import MAY_BE_SAID_AGAIN
from tests.domain.playbook.edition import CALENDAR, PLAYBOOK
from tests.examples import (
    CHAIR,
    COMMANDS,
    COORDINATOR,
    DEPUTY,
    EVENTS,
    HEAD,
    LEAD,
    MONDAY_NINE,
    OUTSIDER,
    SETTLED,
    SUNDAY_EVENING,
    TEACHER,
)
from tests.scenario import holder_of, read_back

PEOPLE = (LEAD, DEPUTY, HEAD, COORDINATOR, TEACHER, CHAIR, OUTSIDER)
Wish = tuple[Command, Person, Occurred | None]
WISHES = st.lists(
    st.tuples(
        st.sampled_from(COMMANDS),
        st.sampled_from(PEOPLE),
        st.sampled_from((None, SUNDAY_EVENING)),
    ),
    max_size=40,
)


def circumstances(wish: Wish, number: int, history: list[Event]) -> Circumstances:
    return Circumstances(
        by=wish[1],
        now=MONDAY_NINE,
        reference="OSI-2026-K7Q4ZM",
        occurred=wish[2],
        new_ids=(UUID(int=0xE000 + number),),
        corrected=history[1] if len(history) > 1 else None,
        corrected_author=LEAD.account,
        other_reference="OSI-2026-P3R8TC",
        meant=holder_of(wish[0]),
    )


def answer(incident: Incident | None, wish: Wish, around: Circumstances) -> list[Event]:
    try:
        return decide(incident, wish[0], around)
    except Refused:
        return []


@settings(max_examples=150, deadline=None)
@any_(WISHES, st.sampled_from(((), SETTLED)))
def test_any_sequence_replays_to_the_same_state_and_asking_twice_writes_nothing(
    wishes: list[Wish], start: tuple[Event, ...]
) -> None:
    history = list(start)
    incident = read_back(*history)
    for number, wish in enumerate(wishes):
        around = circumstances(wish, number, history)
        decided = answer(incident, wish, around)
        incident = read_back(*decided, start=incident)
        history.extend(decided)
        if decided and wish[2] is None and not isinstance(wish[0], MAY_BE_SAID_AGAIN):
            assert answer(incident, wish, around) == []
    assert read_back(*history) == incident


@settings(max_examples=150, deadline=None)
@any_(st.lists(st.sampled_from(EVENTS), max_size=40))
def test_any_history_can_be_read_back_for_what_has_happened_is_not_refused(
    history: list[Event],
) -> None:
    read_back(*history)


@settings(max_examples=100, deadline=None)
@any_(WISHES)
def test_any_sequence_with_a_playbook_replays_to_the_same_state_and_the_same_steps(
    wishes: list[Wish],
) -> None:
    history: list[Event] = []
    incident: Incident | None = None
    for number, wish in enumerate(((COMMANDS[0], LEAD, None), *wishes)):
        around = replace(
            circumstances(wish, number, history), playbook=PLAYBOOK, calendar=CALENDAR
        )
        given_before = incident.walk.given if incident else ()
        decided = answer(incident, wish, around)
        incident = read_back(*decided, start=incident)
        history.extend(decided)
        assert incident is not None
        assert incident.walk.given[: len(given_before)] == given_before
        waiting = in_the_way_of_closing(incident.walk.given, incident.walk.settled)
        assert not (incident.closed and waiting and isinstance(wish[0], Close) and decided)
    assert read_back(*history) == incident
