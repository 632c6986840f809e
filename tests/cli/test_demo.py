"""The made-up school: its term is whole, plausible and always the same."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from uuid import uuid4

import pytest

from application import permissions
from application.case_steps import case_steps
from application.concern_doors import Eyes
from application.projections.history import sentence
from application.projections.phrases import SCHOOL_TIME
from application.record import Line
from application.school_log import History, state_of
from application.school_setup import setup_of
from domain.incident.state import Incident
from domain.incident.words import Capacity, ImageLock
from domain.people import Person, Role
from domain.playbook.walking import in_the_way_of_closing
from domain.school_setup.checking import NEEDED_FIRST
from interfaces import wiring
from interfaces.cli import demo
from interfaces.cli.made_up.filling import in_order, new_school
from interfaces.cli.made_up.people import AMINA, CALLUM, DANIEL, MARGARET, MARTIN, PEOPLE, RUTH
from interfaces.cli.made_up.term import LINES, STORIES
from interfaces.postgres.rows import Reader
from interfaces.settings import Settings
from interfaces.wiring import Daybook, School
from tests.cli.conftest import own_folder
from tests.cli.terminal import REFUSED, Terminal

FIRST_DAY, LAST_DAY = date(2026, 9, 3), date(2026, 12, 18)
HALF_TERM = (date(2026, 10, 26), date(2026, 10, 30))
END = datetime(2026, 11, 20, 16, 30, tzinfo=SCHOOL_TIME)
ALL_SEEING = Reader(
    Person(uuid4(), "A. Khan", "Safeguarding lead", "Fellside School", Role.DSL),
    datetime(2026, 12, 18, tzinfo=UTC),
)


@dataclass(frozen=True)
class Term:
    daybook: Daybook
    school: School
    told: list[tuple[int, int]]
    histories: list[History]

    @property
    def lines(self) -> list[Line]:
        found = [line for history in self.histories for line in history.lines]
        assert all(isinstance(line, Line) for line in found)
        return sorted((one for one in found if isinstance(one, Line)), key=position)

    @property
    def states(self) -> list[Incident]:
        return [state for history in self.histories if (state := state_of(history))]

    def people(self) -> dict[str, Person]:
        return {one.name: one for one in self.daybook.directory.people(self.school.id)}

    def history(self, words: str) -> History:
        (only,) = [one for one in self.histories if words in sentence(one.lines[0])]
        return only


def position(line: Line) -> int:
    assert line.position is not None
    return line.position


def fill(daybook: Daybook) -> Term:
    told: list[tuple[int, int]] = []
    school = new_school(daybook, STORIES, lambda done, of: told.append((done, of)))
    rows = daybook.rows(school.id).log_page(limit=100, reader=ALL_SEEING)
    log = daybook.log(school.id)
    return Term(daybook, school, told, [log.read(row["incident"]) for row in rows])


@pytest.fixture(scope="module")
def term(guided: Daybook) -> Term:
    return fill(guided)


def test_the_term_has_thirty_incidents_and_its_record_verifies(term: Term) -> None:
    assert len(term.histories) == len(STORIES) == 30
    verdict = term.daybook.verify(term.school.id)
    assert (verdict.ok, verdict.lines) == (True, LINES)


def test_whatever_the_stories_ask_is_on_the_record_in_order(term: Term) -> None:
    asked = len(in_order(STORIES))
    assert term.told == [(done, asked) for done in range(1, asked + 1)]
    assert len({line.command for line in term.lines}) >= asked
    assert [sentence(one) for one in term.lines if "Out of order" in sentence(one)] == []


def test_two_fills_tell_the_same_in_the_same_words_at_the_same_times(term: Term) -> None:
    assert words_of(fill(term.daybook)) == words_of(term)


def words_of(term: Term) -> list[tuple[object, ...]]:
    """Without the references, which are drawn afresh."""
    return [
        (line.recorded_at, re.sub(r"OSI-2026-\w{6}", "OSI", sentence(line))) for line in term.lines
    ]


def test_it_is_written_on_school_days_in_school_hours(term: Term) -> None:
    for line in term.lines:
        assert line.recorded_at is not None
        here = line.recorded_at.astimezone(SCHOOL_TIME)
        assert FIRST_DAY <= here.date() <= LAST_DAY
        assert here.weekday() < 5, sentence(line)
        assert not HALF_TERM[0] <= here.date() <= HALF_TERM[1], sentence(line)
        assert time(8) <= here.time() <= time(17), sentence(line)


def test_nothing_is_told_before_it_happens(term: Term) -> None:
    times = [line.recorded_at for line in term.lines if line.recorded_at]
    assert times == sorted(times)
    for line in term.lines:
        if line.occurred and line.occurred.start:
            assert line.recorded_at is not None
            assert line.occurred.start < line.recorded_at, sentence(line)


def test_the_school_sets_itself_up_before_its_first_incident(term: Term) -> None:
    setup = setup_of(term.daybook.log(term.school.id))
    assert not any(setup.calendar.is_school_day(day) for day in HALF_TERM)
    assert {*NEEDED_FIRST} <= {one.kind for one in setup.contacts}
    assert setup.managers
    assert setup.managers.about_the_head.name == MARGARET
    assert setup.cover.stand_ins
    assert {one.name for one in setup.managers.deputies} == {DANIEL}


def test_nothing_stands_open_in_an_incident_that_is_closed(term: Term) -> None:
    closed = [case.walk for case in term.states if case.closed]
    assert len(closed) == 16
    for walk in closed:
        assert in_the_way_of_closing(walk.given, walk.settled) == ()


def test_incidents_that_are_open_leave_work_to_do_and_some_of_it_is_late(term: Term) -> None:
    states = [step.state for case in still_open(term) for step in case_steps(case, END)]
    assert states.count("open") > 30
    assert 20 < states.count("overdue") < 70


def still_open(term: Term) -> list[Incident]:
    return [case for case in term.states if not case.closed and not case.struck_out]


STAGES: dict[str, Callable[[Incident], object]] = {
    "just reported": lambda case: case.category is None and not case.people,
    "assessed": lambda case: case.category and not case.evidence_settled,
    "acknowledged by a safeguarding lead": lambda case: case.dsl_told and case.dsl_acknowledged,
    "waiting for the answer to a referral": lambda case: any(
        referral.open for referral in case.referrals.values()
    ),
    "waiting for removal": lambda case: any(one.open for one in case.removals.values()),
    "pictures locked for ever": lambda case: case.image_lock is ImageLock.FOR_EVER,
    "restricted": lambda case: case.restricted and not case.closed,
    "somebody named in error": lambda case: any(one.in_error for one in case.people.values()),
    "refused to be closed": lambda case: not case.proposed and case.procedures_reviewed,
    "closed by two people": lambda case: case.closed and case.countersigned_by,
    "closed by one": lambda case: case.closed and not case.countersigned_by,
    "struck out": lambda case: case.struck_out,
    "file sent on": lambda case: case.files_sent,
}


@pytest.mark.parametrize("stage", STAGES)
def test_some_incident_has_come_as_far_as(stage: str, term: Term) -> None:
    assert any(STAGES[stage](case) for case in term.states)


HAPPENED = (
    "decided not to tell Craig Langdon, parent of Poppy Langdon",
    "changed the part of Luke Avery from instigator to victim",
    "No pictures may ever be kept here.",
    "contacted Denise Farrow, the LADO",
    "paused the school's own inquiry for Tor Valley Police",
    "resumed the school's own inquiry",
    "corrected line 1 (place) from “Room 41” to “Room 14”",
    "from somebody who gave no name",
    "reopened the incident",
    "refused the closure",
)


@pytest.mark.parametrize("words", HAPPENED)
def test_some_line_tells_that_a_school(words: str, term: Term) -> None:
    assert any(words in sentence(line) for line in term.lines)


def test_the_support_of_a_pupil_says_nothing_of_the_adult(term: Term) -> None:
    support = [sentence(line) for line in term.history("somebody to talk to").lines]
    assert any(
        "arranged for Beth Jones (class teacher) to support Leila Haddad" in one for one in support
    )
    assert not re.search(r"Martin|Frome|assistant|adult|LADO|linked this", " ".join(support))


def test_the_head_finds_three_low_level_concerns_about_one_adult_reviewed(term: Term) -> None:
    people, log = term.people(), term.daybook.log(term.school.id)
    rows = term.daybook.concern_rows(term.school.id)
    seen = {
        name: rows.page(Eyes.of(people[name], log.offices()), limit=9, today=LAST_DAY)
        for name in (RUTH, AMINA, CALLUM)
    }
    (row,) = seen[RUTH]
    assert (row["full_name"], row["concerns"], row["self_reports"]) == (CALLUM, 3, 1)
    assert (row["pattern"], row["review_due"], row["to_look_at"]) == ("no", False, True)
    assert seen[AMINA] == seen[CALLUM] == []


@pytest.mark.parametrize(
    ("name", "about"), [(MARTIN, "a teaching assistant writes"), (RUTH, "the head has shown")]
)
def test_to_the_accused_there_is_no_such_case(name: str, about: str, term: Term) -> None:
    case = state_of(term.history(about))
    assert case is not None
    accused = term.people()[name]
    assert accused.account in {
        one.account for one in case.people.values() if one.capacity is Capacity.INSTIGATOR
    }
    assert not permissions.may_know_of(accused, case, reporter=uuid4())


def test_there_is_somebody_to_look_around_as_for_every_role() -> None:
    assert {role for _, role, _, _ in PEOPLE} == set(permissions.MAY_ASK)


# The command


@pytest.fixture
def nowhere() -> Iterator[Terminal]:
    with own_folder() as data:
        yield Terminal(data)


def test_run_twice_it_gives_new_tokens_and_writes_nothing_more(nowhere: Terminal) -> None:
    first, second = (json.loads(nowhere.done("demo", "--no-serve", "--json")) for _ in range(2))
    assert len(first["people"]) == len(PEOPLE)
    assert names(first) == names(second)
    assert not tokens(first) & tokens(second)
    assert json.loads(nowhere.done("verify", "--json"))["lines"] == LINES


def names(told: dict[str, list[dict[str, str]]]) -> list[str]:
    return [person["name"] for person in told["people"]]


def tokens(told: dict[str, list[dict[str, str]]]) -> set[str]:
    return {person["token"] for person in told["people"]}


class CutOff(Exception):
    """The power goes in the middle of the term."""


def cut_off(done: int, of: int) -> None:
    if done == of - 1:
        raise CutOff


def test_a_school_left_half_filled_is_told(nowhere: Terminal) -> None:
    with wiring.opened(Settings(nowhere.data)) as daybook:
        with pytest.raises(CutOff):
            demo.fill(daybook, cut_off)
        with pytest.raises(demo.HalfFilled):
            demo.fill(daybook, lambda done, of: None)
    assert "half filled" in nowhere.no(REFUSED, "demo", "--no-serve")
