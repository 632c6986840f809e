"""A list shows what a page would open: SQL and Python answer alike, whoever asks."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from application import permissions
from application.access import doors_in, doors_in_row
from application.projections import ALL, ONLINE_SAFETY_LOG
from application.school_log import as_row
from domain.facts import Answer, Fact
from domain.incident import events as told
from domain.incident.levels import ConflictKind, GrantLevel
from domain.incident.words import Capacity, Finding, ImageLock, PersonKind
from domain.people import Person, Role
from interfaces.postgres.rows import KNOWN_TO_THE_READER, Reader
from tests.application.lines import line
from tests.examples import MONDAY_NINE, REPORTED, THREE_TEXTS

PEOPLE = [
    Person(UUID(int=0xA100 + number), f"Person {number}", role.value, "Fellside School", role)
    for number, role in enumerate((*Role, *Role))
]
DECLARER = PEOPLE[0].account
some = st.sampled_from(PEOPLE)
moments = st.sampled_from((MONDAY_NINE, MONDAY_NINE.replace(minute=30)))
times = st.sampled_from((None, MONDAY_NINE, MONDAY_NINE + timedelta(hours=1)))


def fact(name: Fact, answer: Answer, restricted: bool) -> told.FactsChanged:
    finding = Finding(fact=name, answer=answer, who_said_so="Asma Khan", why="As was said.")
    return told.FactsChanged(findings=(finding,), restricted=restricted, image_lock=ImageLock.OPEN)


def linked(who: Person, capacity: Capacity, restricted: bool) -> told.PersonLinked:
    return told.PersonLinked(
        person=UUID(int=who.account.int + 0x1000),
        full_name=who.name,
        kind=PersonKind.STAFF,
        capacity=capacity,
        account=who.account,
        restricted=restricted,
    )


def of(who: Person) -> dict[str, Any]:
    return {"account": who.account, "account_name": who.name, "reason": "As was said."}


EVENTS = st.one_of(
    st.builds(
        fact,
        st.sampled_from((Fact.SUBJECT_IS_HEAD, Fact.CHILD_AT_RISK, Fact.STAFF_INSTIGATOR)),
        st.sampled_from(Answer),
        st.booleans(),
    ),
    st.builds(linked, some, st.sampled_from(Capacity), st.booleans()),
    some.map(
        lambda who: told.NamedInError(
            person=UUID(int=who.account.int + 0x1000),
            person_name=who.name,
            reason="Somebody else.",
            to_be_corrected=(),
        )
    ),
    some.map(
        lambda who: told.OwnerChanged(owner=who.account, owner_name=who.name, handover="Yours.")
    ),
    some.map(
        lambda who: told.CaseManagerAppointed(
            manager=who.account,
            manager_name=who.name,
            manager_post="A post",
            manager_role=who.role,
            why="As was said.",
        )
    ),
    st.builds(
        lambda who, kind: told.ConflictDeclared(kind=kind, declared_by=DECLARER, **of(who)),
        some,
        st.sampled_from(ConflictKind),
    ),
    some.map(lambda who: told.ConflictLifted(**of(who))),
    st.builds(
        lambda who, level, until: told.AccessGranted(level=level, until=until, **of(who)),
        some,
        st.sampled_from(GrantLevel),
        times,
    ),
    some.map(lambda who: told.AccessRevoked(**of(who))),
    st.just(told.ClosureProposed(**THREE_TEXTS, proposed_by=PEOPLE[0].account)),
    st.just(told.ClosureRefused(reason="Not yet.")),
)

WHO_SEES = (
    "SELECT count(*) FROM jsonb_populate_record(NULL::daybook.{}, %(row)s::jsonb)"
    f" WHERE {KNOWN_TO_THE_READER}"
)


@pytest.fixture(scope="module")
def connection(superuser: str) -> Iterator[psycopg.Connection[Any]]:
    with psycopg.connect(superuser) as connection:
        yield connection


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(EVENTS, max_size=14), moments)
def test_a_row_is_listed_for_exactly_those_who_may_know_of_the_case(
    connection: psycopg.Connection[Any], history: list[Any], now: datetime
) -> None:
    lines = [line(event, number) for number, event in enumerate((REPORTED, *history), start=1)]
    doors = doors_in(lines)
    for model in (one for one in ALL if one.tells_of(lines[0])):
        text = msgspec.json.encode(as_row(model, model.fold(lines))).decode()
        for person in PEOPLE:
            asked = {"row": text, **Reader(person, now).parameters()}
            found = connection.execute(WHO_SEES.format(model.table), asked).fetchone()
            assert found is not None
            assert bool(found[0]) == permissions.may_know_of(person, doors, now=now), person.role


def test_the_row_tells_the_same_doors_as_the_lines(connection: psycopg.Connection[Any]) -> None:
    grant = told.AccessGranted(level=GrantLevel.THIS_CASE, until=MONDAY_NINE, **of(PEOPLE[3]))
    history: list[Any] = [REPORTED, linked(PEOPLE[4], Capacity.INSTIGATOR, True), grant]
    lines = [line(event, number) for number, event in enumerate(history, start=1)]
    row = as_row(ONLINE_SAFETY_LOG, ONLINE_SAFETY_LOG.fold(lines))
    stored = json.loads(msgspec.json.encode(row))
    ids = {name: row[name] for name in ("owner", "case_manager")}
    assert doors_in_row({**stored, **ids}) == doors_in(lines)
