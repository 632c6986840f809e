"""The registers of prevention: what is recorded, what is refused, and what falls due."""

from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any, get_args
from uuid import UUID

import pytest

from domain.incident.refusals import NotYetHappened
from domain.prevention.commands import COMMANDS as NAMED
from domain.prevention.commands import CorrectLine
from domain.prevention.due import Due, DueState, Standing, whats_due
from domain.prevention.events import (
    STORED_NAMES,
    Assent,
    Audience,
    Event,
    Register,
    Signer,
)
from domain.prevention.refusals import (
    LeftBlank,
    NobodySigned,
    NoLineToCorrect,
    NoSuchEntry,
    NoSuchVersion,
    NotACount,
    NotAFieldOfThatLine,
    NotAWebAddress,
    NotOfThatKind,
    NotOfThisRegister,
    NotThatManyDays,
    NotYourLine,
    TextIsAnother,
    TextOrHash,
    TooFarAway,
)
from domain.prevention.state import due_on, is_overdue, signed_then
from tests.domain.prevention import examples as ex
from tests.domain.prevention.scenario import entry, given

OPENED: dict[Any, tuple[Event, ...]] = {
    ex.PUBLISH_AGREEMENT: ex.AGREEMENT,
    ex.RECORD_SESSION: ex.SESSION_HELD,
    ex.RECORD_COVERAGE: (ex.COVERAGE_OPENED, ex.COVERAGE),
    ex.RECEIVE: ex.COMPLAINT,
    ex.COMPLETE_REVIEW: ex.REVIEW,
}
ADDED: dict[Any, tuple[tuple[Event, ...], Event]] = {
    ex.REVIEW_DOCUMENT: (ex.POLICY, ex.DOCUMENT_REVIEWED),
    ex.WITHDRAW_DOCUMENT: (ex.POLICY, ex.DOCUMENT_WITHDRAWN),
    ex.RECORD_SIGNATURES: (ex.AGREEMENT, ex.SIGNED),
    ex.TAKE_FURTHER: (ex.COMPLAINT, ex.TAKEN_FURTHER),
    ex.ANSWER: (ex.COMPLAINT, ex.ANSWERED),
}


def test_every_event_has_a_stored_name_and_every_command_an_example() -> None:
    assert set(STORED_NAMES.values()) == set(get_args(Event)) == set(map(type, ex.EVENTS))
    assert {type(command) for command in ex.COMMANDS} == set(NAMED.values())


@pytest.mark.parametrize("command", OPENED, ids=lambda command: type(command).__name__)
def test_an_entry_opens_with_what_it_is_about(command: Any) -> None:
    given().when(command).then(*OPENED[command])


@pytest.mark.parametrize("command", ADDED, ids=lambda command: type(command).__name__)
def test_what_was_done_later_is_added_and_asking_twice_writes_nothing(command: Any) -> None:
    history, event = ADDED[command]
    asked = given(*history).when(command)
    asked.then(event)
    asked.again().then_nothing()


@pytest.mark.parametrize("command", ex.ASKED_OF, ids=lambda command: type(command).__name__)
def test_nothing_is_added_to_an_entry_that_is_not_there(command: Any) -> None:
    given().when(command).then_refused(NoSuchEntry)


@pytest.mark.parametrize("command", ex.COMMANDS, ids=lambda command: type(command).__name__)
def test_a_text_that_is_needed_may_not_be_blank(command: Any) -> None:
    texts = [
        each.name for each in fields(command) if type(command).__annotations__[each.name] is str
    ]
    for name in texts:
        blank = replace(command, **{name: " \u200b"})
        refused = given(*ex.ASKED_OF.get(command, ())).when(blank).then_refused(LeftBlank)
        assert refused.fields == (name,)  # type: ignore[attr-defined]


def test_what_belongs_to_another_register_is_refused() -> None:
    for command in (ex.PUBLISH_VERSION, ex.RECORD_SIGNATURES, ex.ANSWER, ex.TAKE_FURTHER):
        given(*ex.SESSION_HELD).when(command).then_refused(NotOfThisRegister)
    given(*ex.POLICY).when(ex.RECORD_SIGNATURES).then_refused(NotOfThisRegister)


# Agreements and policies


def test_the_text_is_known_by_its_hash_and_another_hash_is_refused() -> None:
    right = replace(ex.PUBLISH_AGREEMENT, text_sha256=ex.PUBLISHED.text_sha256.upper())
    given().when(right).then(*ex.AGREEMENT)
    wrong = replace(right, text_sha256="0" * 64)
    given().when(wrong).then_refused(TextIsAnother)
    for missing in (None, "0" * 63, "g" * 64):
        given().when(replace(right, text=None, text_sha256=missing)).then_refused(TextOrHash)


def test_the_next_version_has_the_next_number_and_is_published_once() -> None:
    asked = given(*ex.AGREEMENT).when(ex.PUBLISH_VERSION)
    assert asked.event.version == 2  # type: ignore[union-attr]
    asked.again().then_nothing()
    withdrawn = (*ex.AGREEMENT, asked.event, replace(ex.WITHDRAWN, line=3))
    again = given(*withdrawn).when(ex.PUBLISH_VERSION)
    assert again.event.version == 2, "It was never there."  # type: ignore[union-attr]


def test_a_document_is_reviewed_within_a_year_unless_another_day_is_said() -> None:
    said = replace(ex.PUBLISH_AGREEMENT, effective_from=date(2024, 2, 29))
    assert given().when(said).event.review_by == date(2025, 2, 28)  # type: ignore[union-attr]
    policy = given().when(ex.PUBLISH_POLICY).event
    assert policy.review_by == date(2027, 7, 1)  # type: ignore[union-attr]


def test_a_version_that_was_never_published_cannot_have_been_signed() -> None:
    command = replace(ex.RECORD_SIGNATURES, version=2)
    refused = given(*ex.AGREEMENT).when(command).then_refused(NoSuchVersion)
    assert refused.where == ("version",)  # type: ignore[attr-defined]


def test_a_list_of_nobody_is_refused() -> None:
    nobody = replace(ex.RECORD_SIGNATURES, signers=(), head_count=0)
    given(*ex.AGREEMENT).when(nobody).then_refused(NobodySigned)


def test_a_signature_is_recorded_of_an_agreement_that_holds_no_longer() -> None:
    history = (*ex.AGREEMENT, ex.DOCUMENT_WITHDRAWN)
    given(*history).when(ex.RECORD_SIGNATURES).then(ex.SIGNED)


def test_an_address_must_be_one_of_the_web() -> None:
    for odd in ("javascript:alert(1)", "fellside.example", "https://a b"):
        command = replace(ex.PUBLISH_AGREEMENT, website=odd)
        given().when(command).then_refused(NotAWebAddress)


@pytest.mark.parametrize(
    ("on", "version"),
    [
        (date(2026, 9, 3), None),
        (date(2026, 9, 4), 1),
        (date(2027, 1, 9), 1),
        (date(2027, 1, 10), 2),
    ],
)
def test_which_version_somebody_had_signed_then(on: date, version: int | None) -> None:
    second = given(*ex.AGREEMENT).when(ex.PUBLISH_VERSION).event
    again = replace(ex.SIGNED, version=2, assent=Assent.READ, signed_on=date(2027, 1, 10))
    found = signed_then(entry(*ex.AGREEMENT, ex.SIGNED, second, again), ex.ELLIE, on)
    assert (found and found.signed.version) == version
    assert found is None or (found.published and found.published.version) == version
    assert found is None or found.signer == Signer(person=ex.ELLIE, by=ex.ELLIES_MOTHER)


def test_a_signature_that_was_withdrawn_was_none() -> None:
    told = entry(*ex.AGREEMENT, ex.SIGNED, ex.WITHDRAWN)
    assert signed_then(told, ex.ELLIE, date(2027, 1, 1)) is None
    assert signed_then(told, UUID(int=1), date(2027, 1, 1)) is None


# Complaints


def test_the_answer_is_due_in_school_days_and_stays_as_it_was_promised() -> None:
    complaint = entry(*ex.COMPLAINT)
    assert due_on(complaint) == date(2026, 9, 15)
    assert not is_overdue(complaint, date(2026, 9, 15))
    assert is_overdue(complaint, date(2026, 9, 16))


@pytest.mark.parametrize("days", [0, -1, 101, 10**12])
def test_a_promise_is_of_some_days_and_not_of_years(days: int) -> None:
    command = replace(ex.RECEIVE, answer_within_school_days=days)
    given().when(command).then_refused(NotThatManyDays)


def test_an_answer_ends_the_waiting_and_the_next_stage_begins_it_again() -> None:
    answered = (*ex.COMPLAINT, ex.ANSWERED)
    assert due_on(entry(*answered)) is None
    further = given(*answered).when(ex.TAKE_FURTHER).event
    assert further == replace(ex.TAKEN_FURTHER, out_of_order=())
    assert due_on(entry(*answered, further)) == date(2026, 9, 14)
    second = given(*answered, further).when(ex.ANSWER).event
    assert second == replace(ex.ANSWERED, stage=2)


def test_an_answer_after_the_answer_is_recorded_and_marked() -> None:
    more = replace(ex.ANSWER, answer="And the class has a new chat rule.")
    event = given(*ex.COMPLAINT, ex.ANSWERED).when(more).event
    assert event.out_of_order == (  # type: ignore[union-attr]
        "this stage had been answered already",
    )


def test_an_answer_dated_before_the_complaint_is_recorded_and_marked() -> None:
    early = replace(ex.ANSWER, answered_on=date(2026, 8, 31))
    event: Any = given(*ex.COMPLAINT).when(early).event
    assert event.out_of_order == ("dated before the complaint was received",)
    further = replace(ex.TAKEN_FURTHER, out_of_order=())
    soon = replace(ex.ANSWER, answered_on=date(2026, 9, 6))
    event = given(*ex.COMPLAINT, ex.ANSWERED, further).when(soon).event
    assert event.out_of_order == ("dated before the complaint was taken to this stage",)


# Days and numbers


def test_nothing_is_done_in_the_future_or_before_anybody_can_remember() -> None:
    tomorrow, long_ago = date(2026, 9, 8), date(1949, 12, 31)
    done: tuple[tuple[Any, str], ...] = (
        (ex.RECORD_SESSION, "held_on"),
        (ex.RECORD_COVERAGE, "taught_on"),
        (ex.RECEIVE, "received_on"),
        (ex.COMPLETE_REVIEW, "reviewed_on"),
        (ex.REVIEW_DOCUMENT, "reviewed_on"),
        (ex.WITHDRAW_DOCUMENT, "withdrawn_on"),
        (ex.RECORD_SIGNATURES, "signed_on"),
        (ex.TAKE_FURTHER, "taken_on"),
        (ex.ANSWER, "answered_on"),
    )
    for command, field in done:
        before: Any = given(*ex.ASKED_OF.get(command, ()))
        for day, refusal in ((tomorrow, NotYetHappened), (long_ago, TooFarAway)):
            asked = replace(command, **{field: day})
            refused: Any = before.when(asked).then_refused(refusal)
            assert refused.where == (field,)


def test_an_agreement_may_hold_from_a_day_to_come_but_not_from_any() -> None:
    assert given().when(replace(ex.PUBLISH_AGREEMENT, effective_from=date(2027, 1, 1))).decided
    for day in (date(1, 1, 1), date(9999, 12, 31)):
        command = replace(ex.PUBLISH_AGREEMENT, effective_from=day)
        given().when(command).then_refused(TooFarAway)


@pytest.mark.parametrize("number", [-1, 100_001])
def test_a_number_of_people_is_one_that_can_be(number: int) -> None:
    given().when(replace(ex.RECORD_SESSION, head_count=number)).then_refused(NotACount)


# Setting right


def test_a_correction_keeps_both_and_counts_from_then_on() -> None:
    wish = CorrectLine(line=2, field="head_count", new="14", reason=ex.CORRECTED.reason)
    asked = given(*ex.SESSION_HELD).when(wish)
    asked.then(ex.CORRECTED)
    asked.again().then_nothing()
    now = asked.again().entry
    assert now is not None
    assert now.last(type(ex.SESSION)).head_count == 14


def test_a_corrected_day_moves_what_is_due() -> None:
    wish = CorrectLine(line=2, field="answer_due", new="2026-09-21", reason="Two INSET days.")
    now = given(*ex.COMPLAINT).when(wish).again().entry
    assert now is not None
    assert due_on(now) == date(2026, 9, 21)


def test_what_was_corrected_can_be_corrected_back() -> None:
    there = CorrectLine(line=1, field="title", new="Other", reason="A slip.")
    back = replace(there, new=ex.SESSION_OPENED.title)
    asked = given(*ex.SESSION_HELD).when(there).again()
    asked = replace(asked, command=back).again()
    assert replace(asked, command=there).decided


@pytest.mark.parametrize(
    ("field", "new", "refusal"),
    [
        ("register", "policies", NotAFieldOfThatLine),
        ("audience", "staff", NotAFieldOfThatLine),
        ("nothing", "x", NotAFieldOfThatLine),
    ],
)
def test_what_decides_things_is_not_corrected(field: str, new: str, refusal: Any) -> None:
    wish = CorrectLine(line=1, field=field, new=new, reason="A slip.")
    given(*ex.AGREEMENT).when(wish).then_refused(refusal)


@pytest.mark.parametrize("field", ["version", "text", "text_sha256"])
def test_a_text_is_what_its_hash_says_so_it_is_published_anew(field: str) -> None:
    wish = CorrectLine(line=2, field=field, new="2", reason="A slip.")
    given(*ex.AGREEMENT).when(wish).then_refused(NotAFieldOfThatLine)


@pytest.mark.parametrize(
    ("field", "new", "refusal"),
    [
        ("held_on", "yesterday", NotOfThatKind),
        ("held_on", "2026-09-08", NotYetHappened),
        ("head_count", "many", NotOfThatKind),
        ("head_count", "-1", NotACount),
    ],
)
def test_a_correction_obeys_the_rules_of_the_line(field: str, new: str, refusal: Any) -> None:
    wish = CorrectLine(line=2, field=field, new=new, reason="A slip.")
    refused: Any = given(*ex.SESSION_HELD).when(wish).then_refused(refusal)
    assert refused.where == ("new",)


def test_a_line_is_set_right_by_its_author_or_by_a_keeper_of_the_registers() -> None:
    wish = CorrectLine(line=2, field="gaps", new="None.", reason="They were mended.")
    begun = given(*ex.REVIEW)
    assert begun.when(wish, by=ex.TECHNICIAN, author=ex.TECHNICIAN).decided
    assert begun.when(wish, by=ex.COORDINATOR, author=ex.TECHNICIAN).decided
    begun.when(wish, by=ex.TECHNICIAN, author=ex.COORDINATOR).then_refused(NotYourLine)


@pytest.mark.parametrize("line", [-1, 0, 3, 2**70])
def test_a_line_that_is_not_there_is_not_set_right(line: int) -> None:
    wish = CorrectLine(line=line, field="title", new="x", reason="A slip.")
    given(*ex.SESSION_HELD).when(wish).then_refused(NoLineToCorrect)


def test_an_entry_whose_only_fact_was_withdrawn_stands_no_more() -> None:
    asked = given(*ex.SESSION_HELD).when(ex.WITHDRAW)
    now = asked.again().entry
    assert now is not None
    assert not now.standing
    assert entry(*ex.SESSION_HELD).standing
    asked.again().then_nothing()
    opening = replace(ex.WITHDRAW, line=1)
    given(*ex.SESSION_HELD).when(opening).then_refused(NoLineToCorrect)


# What falls due


def standing(register: Register, **more: Any) -> Standing:
    told = {"audience": None, "done_on": date(2026, 9, 1), "due_on": None, **more}
    return Standing(entry=UUID(int=1), register=register, title="Online safety", **told)


def due_of(register: Register, *known: Standing) -> list[Due]:
    return [one for one in whats_due(known) if one.register is register]


def test_a_school_with_nothing_on_its_registers_is_told_everything_it_misses() -> None:
    found = whats_due([])
    assert {one.state(date(2026, 9, 7)) for one in found} == {DueState.NOT_BEGUN}
    said = [one.say for one in found]
    assert len(said) == len(set(said)) == 12
    assert "Hold an awareness session for parents." in said
    assert "Publish an acceptable-use agreement for visitors." in said


@pytest.mark.parametrize("audience", [one for one in Audience if one is not Audience.VISITORS])
def test_each_audience_meets_at_least_once_a_year(audience: Audience) -> None:
    held = [
        standing(Register.SESSIONS, audience=audience, done_on=day)
        for day in (date(2025, 9, 8), date(2024, 1, 1))
    ]
    (due,) = [one for one in due_of(Register.SESSIONS, *held) if one.audience is audience]
    assert due.due == date(2026, 9, 8)
    assert not due.is_overdue(date(2026, 9, 8))
    assert due.is_overdue(date(2026, 9, 9))


@pytest.mark.parametrize(
    ("reviewed", "due"),
    [
        (date(2025, 9, 1), date(2027, 8, 31)),
        (date(2026, 8, 31), date(2027, 8, 31)),
        (date(2026, 9, 1), date(2028, 8, 31)),
    ],
)
def test_filtering_is_reviewed_once_in_every_academic_year(reviewed: date, due: date) -> None:
    (found,) = due_of(Register.FILTERING, standing(Register.FILTERING, done_on=reviewed))
    assert found.due == due


def test_an_agreement_that_holds_no_longer_is_missed_again() -> None:
    day = date(2027, 9, 1)
    told = {"audience": Audience.STAFF, "has_clause": True}
    held = standing(Register.AGREEMENTS, due_on=day, **told)
    gone = standing(Register.AGREEMENTS, due_on=None, **told)
    say = "Publish an acceptable-use agreement for staff."
    assert say not in {one.say for one in whats_due([held])}
    assert say in {one.say for one in whats_due([gone])}
    missed = len(whats_due([gone])) - len(whats_due([held]))
    assert missed == 1, "The agreement and its clause, but no day of review."


def test_what_is_due_comes_in_the_order_of_the_days() -> None:
    days = [date(2026, 9, 1) + timedelta(days=number) for number in (5, 1, 3)]
    known = [standing(Register.COMPLAINTS, due_on=day) for day in days]
    assert [one.due for one in whats_due(known) if one.due] == sorted(days)
