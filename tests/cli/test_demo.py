"""The made-up school: its term is whole, plausible and always the same."""

import json
import re
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from uuid import uuid4

import pytest

from application import permissions
from application.case_steps import case_steps
from application.concern_doors import Eyes
from application.people.person import Kind
from application.projections.history import sentence, story
from application.projections.phrases import SCHOOL_TIME
from application.read_back import History, state_of
from application.record import Line
from application.school_setup import setup_of
from domain.incident.events import (
    EvidenceKept,
    IncidentReported,
    ParentInformed,
    PersonLinked,
)
from domain.incident.state import Incident
from domain.incident.words import Capacity, ImageLock, PersonKind
from domain.people import Person, Role
from domain.playbook.walking import in_the_way_of_closing
from domain.prevention.due import whats_due
from domain.prevention.events import Register
from domain.school_setup.checking import NEEDED_FIRST
from interfaces import wiring
from interfaces.cli import demo
from interfaces.cli.made_up.asks import reported
from interfaces.cli.made_up.directory import school_list
from interfaces.cli.made_up.filling import in_order, new_school
from interfaces.cli.made_up.people import AMINA, CALLUM, DANIEL, MARGARET, MARTIN, PEOPLE, RUTH
from interfaces.cli.made_up.term import LINES, STORIES
from interfaces.cli.serving import this_port_or_another
from interfaces.postgres.prevention import PreventionEyes
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
    assert 20 < states.count("overdue") < 85


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
    "changed the part of Luke Avery from alleged instigator to victim",
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


def test_no_register_of_prevention_is_empty_and_something_is_still_to_do(term: Term) -> None:
    rows = term.daybook.prevention_rows(term.school.id)
    (lead,) = (
        one for one in term.daybook.directory.people(term.school.id) if one.role is Role.DSL
    )
    eyes = PreventionEyes(Reader(lead, datetime.combine(LAST_DAY, time(12), UTC)), frozenset())
    assert set(rows.counts(eyes)) == {one.value for one in Register}
    due = whats_due(rows.standing(eyes, LAST_DAY))
    assert not any(one.is_overdue(LAST_DAY) for one in due)
    assert {one.say for one in due if one.due is None} == {
        "Hold an awareness session for governors.",
        "Publish an acceptable-use agreement for governors.",
        "Publish an acceptable-use agreement for visitors.",
    }
    (complaint,) = rows.page(Register.COMPLAINTS, eyes, limit=5)
    assert (complaint["says"]["outcome"], complaint["due_on"]) == ("upheld", None)


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


# Every sentence of the record, as a head would read it

AN_ID = re.compile(r"\b[a-z]+(?:[-_][a-z]+)+\b")
A_TIMESTAMP = re.compile(r"\d{4}-\d\d-\d\d|\d\d:\d\d:\d\d|\+00:00")
A_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-")
PUNCTUATION = ("  ", "..", ".:", ":.", " ,", " .", " ;")
NOT_WORDS = re.compile(r"\bUTC\b|\bNone\b(?! (?:of|was|had|is)\b)")
# Words that English writes with a hyphen.
ENGLISH = frozenset(
    {"e-mail", "grown-up", "half-term", "home-school", "low-level", "photo-sharing", "self-harm"}
    | {"semi-nudes", "sign-in", "sign-ins", "twenty-seven"}
)
OF_A_ROTA = "set who stands in for whom"  # Whoever sets it may well stand in it.


def told_in(term: Term) -> list[tuple[str, str]]:
    """Each line's sentence, in its history, beside who wrote it."""
    school = term.daybook.log(term.school.id).read(term.school.id)
    return [
        (line.by.name, said)
        for history in (school, *term.histories)
        for line, said in zip(history.lines, story(history.lines), strict=True)
        if isinstance(line, Line)
    ]


def slips(by: str, said: str) -> list[str]:
    """What a head would strike out before signing."""
    hyphened = {found.casefold() for found in AN_ID.findall(said)} - ENGLISH
    twice = said.count(by) > 1 and OF_A_ROTA not in said
    return [
        *(f"looks like an id: {one}" for one in hyphened),
        *(f"has {one!r}" for one in PUNCTUATION if one in said),
        *(["has UTC or Python's None"] if NOT_WORDS.search(said) else []),
        *(["has a timestamp"] if A_TIMESTAMP.search(said) or A_UUID.search(said) else []),
        *(["says a word twice"] if re.search(r"\b(\w+) \1\b", said) else []),
        *(["names its writer twice"] if twice else []),
        *(["does not end"] if said.rstrip("”")[-1] not in ".!?" else []),
    ]


def test_every_sentence_of_the_record_is_one_that_a_head_would_sign(term: Term) -> None:
    found = {said: slips(by, said) for by, said in told_in(term)}
    assert {said: wrong for said, wrong in found.items() if wrong} == {}
    assert len(found) > 400


@pytest.mark.parametrize(
    "said",
    [
        "A. Khan completed the step “contact-lado”: Rang her.",
        "A. Khan kept the line of None.",
        "A. Khan corrected the time to 2026-09-07 08:40.",
        "A. Khan (DSL) appointed A. Khan (DSL) as case manager.",
        "A. Khan noted the the call.",
        "A. Khan noted this..",
        "A. Khan noted this",
        "A. Khan recorded a referral to social_care.",
        "A. Khan noted it at 08:40 UTC.",
    ],
)
def test_a_slip_would_be_found(said: str) -> None:
    assert slips("A. Khan", said)


def test_the_log_has_no_such_slips_either(term: Term) -> None:
    rows = term.daybook.rows(term.school.id).log_page(limit=100, reader=ALL_SEEING)
    texts = [
        text
        for row in rows
        for text in (
            *row["corrections"],
            *(one["what"] for kind in ("actions", "referrals", "parents") for one in row[kind]),
        )
    ]
    assert len(texts) > 200
    assert [text for text in texts if AN_ID.sub("", text) != text and not english(text)] == []
    assert [text for text in texts if NOT_WORDS.search(text) or "“nothing”" in text] == []


def english(text: str) -> bool:
    return {found.casefold() for found in AN_ID.findall(text)} <= ENGLISH


# What makes a school believable


def test_what_happened_on_no_school_day_says_so(term: Term) -> None:
    """At the week-end, or in the holidays."""
    calendar = setup_of(term.daybook.log(term.school.id)).calendar
    for line in term.lines:
        if isinstance(line.event, IncidentReported) and line.occurred and line.occurred.start:
            day = line.occurred.start.astimezone(SCHOOL_TIME).date()
            told = re.search(r"Saturday|Sunday|holidays", line.event.summary)
            assert calendar.is_school_day(day) or told, sentence(line)


def test_an_exhibit_bears_the_initials_of_whoever_keeps_it(term: Term) -> None:
    kept = [line.event for line in term.lines if isinstance(line.event, EvidenceKept)]
    assert len(kept) > 20
    for event in kept:
        initials = "".join(word[0] for word in event.held_by.split())
        assert event.exhibit.startswith(f"{initials}/"), event


def test_it_is_one_school_of_years_7_to_11(term: Term) -> None:
    said = " ".join(text for _, text in told_in(term))
    years = {int(year) for year in re.findall(r"Year (\d+)", said)}
    assert years == {7, 8, 9, 10, 11}


def test_whoever_comes_into_a_story_is_in_the_people_directory(term: Term) -> None:
    directory = {one.name: one for one in term.daybook.people(term.school.id).everyone()}
    for line in term.lines:
        match line.event:
            case PersonLinked(kind=PersonKind.PUPIL, full_name=str() as name) as event:
                assert directory[name].year == event.year_or_post
            case PersonLinked(kind=PersonKind.STAFF | PersonKind.PARENT, full_name=str() as name):
                assert name in directory
            case ParentInformed(parent=name, pupil_name=pupil):
                assert directory[name].post == f"parent of {pupil}"
    kinds = {one.kind for one in directory.values()}
    assert kinds == {Kind.PUPIL, Kind.STAFF, Kind.PARENT, Kind.GOVERNOR}


def test_the_directory_is_the_same_each_time(term: Term) -> None:
    first, second = school_list(), school_list()
    assert first == second
    assert len(term.daybook.people(term.school.id).everyone()) == first.count(b"\r\n") - 1


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


def test_run_again_it_counts_what_is_there_now(nowhere: Terminal) -> None:
    nowhere.done("demo", "--no-serve", "--json")
    with wiring.opened(Settings(nowhere.data)) as daybook:
        (school,) = daybook.schools()
        people = {one.name: one for one in daybook.directory.people(school.id)}
        report = reported("A pupil cannot sign in.")
        daybook.log(school.id).ask(None, report, by=people[MARTIN], now=datetime.now(UTC))
    assert "31 incidents" in nowhere.done("demo", "--no-serve")


def test_a_taken_port_is_said_and_another_one_taken(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        chosen = this_port_or_another("127.0.0.1", port)
    assert chosen != port
    assert capsys.readouterr().err == (f"Port {port} is taken, so the demo listens on {chosen}.\n")
    assert this_port_or_another("127.0.0.1", chosen) == chosen
    assert capsys.readouterr().err == ""


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
