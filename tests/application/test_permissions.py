"""The tables are total, and the doors of a case are what its few telling lines make them."""

from datetime import timedelta
from functools import reduce
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from application import permissions
from application.access import doors_in, doors_of
from domain.access import Page
from domain.concerns.commands import COMMANDS as REGISTER
from domain.facts import Answer, Fact
from domain.incident import events as told
from domain.incident.commands import COMMANDS
from domain.incident.events import Event
from domain.incident.levels import GrantLevel, Level
from domain.incident.state import Incident, evolve
from domain.incident.words import Finding, ImageLock
from domain.people import Person, Role
from domain.prevention.commands import COMMANDS as OF_PREVENTION
from domain.prevention.events import Register
from tests.application.lines import line
from tests.examples import (
    EVENTS,
    HEAD,
    LEAD,
    MONDAY_NINE,
    MR_PIKES_ACCOUNT,
    PIKE_LINKED,
    REPORTED,
    TEACHER,
)

PIKE = Person(MR_PIKES_ACCOUNT, "Alan Pike", "Teacher", "Fellside School", Role.CLASS_TEACHER)
LATER = MONDAY_NINE + timedelta(days=3)


def read_back(*events: Event) -> Incident:
    incident = reduce(evolve, events, None)
    assert incident is not None
    return incident


def found(fact: Fact, answer: Answer, restricted: bool = False) -> told.FactsChanged:
    finding = Finding(fact=fact, answer=answer, who_said_so="Asma Khan", why="As was said.")
    return told.FactsChanged(findings=(finding,), restricted=restricted, image_lock=ImageLock.OPEN)


def granted(level: GrantLevel, until: Any = None) -> told.AccessGranted:
    return told.AccessGranted(
        account=PIKE.account, account_name=PIKE.name, level=level, until=until, reason="A mentor."
    )


@pytest.mark.parametrize("role", Role)
def test_every_role_is_in_both_tables(role: Role) -> None:
    assert permissions.MAY_ASK[role] <= {permissions.REPORT, *COMMANDS}
    assert permissions.MAY_OPEN[role] <= set(Page)


def test_every_command_and_every_page_is_somebodys() -> None:
    assert frozenset().union(*permissions.MAY_ASK.values()) == {permissions.REPORT, *COMMANDS}
    assert frozenset().union(*permissions.MAY_OPEN.values()) == set(Page)


def test_anybody_shares_a_low_level_concern_and_asks_more_only_where_a_register_opens() -> None:
    for role in Role:
        asks = {name for name in REGISTER if permissions.may_ask_of_register(role, name)}
        opens = permissions.may_open(role, Page.REGISTER)
        assert asks == (set(REGISTER) if opens else {"record-concern", "self-report"})


KEEPERS = {Role.COORDINATOR, Role.DSL, Role.DEPUTY_DSL, Role.HEAD, Role.SENIOR_LEADER}


def test_the_registers_of_prevention_are_kept_by_five_roles_and_read_as_the_table_says() -> None:
    assert set(permissions.OF_PREVENTION) == set(Role)
    assert set(permissions.PAGE_OF) == set(Register)
    some = {
        Role.TECHNICIAN: {"complete-filtering-review", "correct-line", "withdraw-line"},
        Role.CHAIR_OF_GOVERNORS: {
            "receive-complaint", "take-complaint-further", "answer-complaint",
        },
    }  # fmt: skip
    for role in Role:
        asks = {name for name in OF_PREVENTION if permissions.may_ask_of_prevention(role, name)}
        expected = set(OF_PREVENTION) if role in KEEPERS else some.get(role, set())
        assert asks == expected, role
        whole = role in KEEPERS | {Role.AUDITOR}
        for page in (Page.COMPLAINTS, Page.SIGNATURES, Page.SESSIONS_HELD, Page.CURRICULUM):
            chairs = (role, page) == (Role.CHAIR_OF_GOVERNORS, Page.COMPLAINTS)
            assert permissions.may_open(role, page) == (whole or chairs), (role, page)
        reviews = whole or role is Role.TECHNICIAN
        assert permissions.may_open(role, Page.FILTERING) == reviews, role
        if whole:
            assert {Page.PREVENTION, Page.POLICIES, Page.AGREEMENTS} <= permissions.MAY_OPEN[role]
    for governs in (Role.CHAIR_OF_GOVERNORS, Role.GOVERNOR):
        assert permissions.may_open(governs, Page.PREVENTION), "in numbers"


def test_whoever_runs_the_accounts_sees_no_case_not_even_by_name() -> None:
    clerk = Person(PIKE.account, "Alan Pike", "Clerk", "Fellside School", Role.ADMINISTRATOR)
    case = read_back(REPORTED, granted(GrantLevel.THIS_CASE))
    assert not permissions.may_know_of(clerk, case)
    assert permissions.may_read(PIKE, case)


@pytest.mark.parametrize(
    ("level", "fact", "restricted"),
    [
        (Level.GENERAL, None, False),
        (Level.SAFEGUARDING, Fact.CHILD_AT_RISK, False),
        (Level.RESTRICTED_STAFF, Fact.STAFF_INSTIGATOR, True),
        (Level.SEALED, Fact.SUBJECT_IS_HEAD, True),
    ],
)
def test_a_grant_opens_a_case_only_as_far_as_it_reaches(
    level: Level, fact: Fact | None, restricted: bool
) -> None:
    closer = [found(fact, Answer.NOT_KNOWN, restricted)] if fact else []
    for grant in GrantLevel:
        case = read_back(REPORTED, *closer, granted(grant))
        assert doors_of(case, None).level is level
        assert permissions.may_read(PIKE, case) == grant.reaches(level)


def test_a_grant_ends_when_it_was_said_to_end() -> None:
    case = read_back(REPORTED, granted(GrantLevel.THIS_CASE, until=LATER))
    assert permissions.may_read(PIKE, case, MONDAY_NINE)
    assert not permissions.may_read(PIKE, case, LATER)
    assert not permissions.may_read(PIKE, case), "without a time no end is believed"


def test_deny_wins_over_a_grant_an_office_and_the_ownership_of_the_case() -> None:
    owned = told.OwnerChanged(owner=PIKE.account, owner_name="Alan Pike", handover="Yours.")
    case = read_back(REPORTED, granted(GrantLevel.THIS_CASE), owned, PIKE_LINKED)
    assert not permissions.may_know_of(PIKE, case, reporter=PIKE.account)


def test_the_head_reads_no_sealed_case_and_the_chair_no_other() -> None:
    sealed = read_back(REPORTED, found(Fact.SUBJECT_IS_HEAD, Answer.YES))
    chair = Person(PIKE.account, "Grace Obi", "Chair", "Fellside", Role.CHAIR_OF_GOVERNORS)
    assert not permissions.may_know_of(HEAD, sealed)
    assert permissions.may_read(chair, sealed)
    assert not permissions.may_know_of(chair, read_back(REPORTED))


def test_of_a_restricted_case_only_its_manager_sees_who_read_it() -> None:
    restricted = doors_of(read_back(REPORTED, PIKE_LINKED), None)
    assert permissions.may_see_reads(TEACHER, restricted, TEACHER.account)
    for other in (LEAD, HEAD):
        assert not permissions.may_see_reads(other, restricted, TEACHER.account)
        assert permissions.may_see_reads(other, doors_of(read_back(REPORTED), None), None)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from((*EVENTS, PIKE_LINKED)), max_size=30))
def test_the_telling_lines_alone_make_the_same_doors_as_all_lines(history: list[Event]) -> None:
    """So that a row needs no more than them, and no new event may be forgotten."""
    lines = [line(event, number) for number, event in enumerate((REPORTED, *history), start=1)]
    reporter: UUID = lines[0].actor
    assert doors_in(lines) == doors_of(read_back(REPORTED, *history), reporter)
