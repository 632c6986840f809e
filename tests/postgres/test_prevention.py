"""The registers of prevention: proven, rebuilt, and seen by their own school alone."""

from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

import pytest

from application.prevention import ToldOfEntry, ask_prevention, entry_in
from application.read_back import History
from domain.people import Person, Role
from domain.prevention.commands import Command
from domain.prevention.due import whats_due
from domain.prevention.events import Audience, Register
from domain.prevention.refusals import NoSuchEntry
from domain.school import CaseDisposed
from interfaces.postgres.prevention import PreventionEyes, PreventionRows
from interfaces.postgres.rows import Reader
from tests.domain.prevention import examples as ex
from tests.postgres.schools import (
    TOR_HILL,
    MadeUpSchool,
    everything_derived,
    tables_that_say,
)

SECRET = "Grauwacke"


def ask(
    school: MadeUpSchool, command: Command, entry: UUID | None = None, by: Person | None = None
) -> ToldOfEntry:
    return ask_prevention(school.log, entry, command, by=by or school.khan, now=school.clock())


def rows(school: MadeUpSchool) -> PreventionRows:
    return school.daybook.prevention_rows(school.id)


def eyes(school: MadeUpSchool) -> PreventionEyes:
    return PreventionEyes(Reader(school.khan, school.clock()), frozenset())


@pytest.fixture
def entries(school: MadeUpSchool) -> dict[str, UUID]:
    """Everything that can be asked was asked."""
    made = {type(command).__name__: ask(school, command).id for command in ex.OPENING}
    agreement = made["PublishAgreement"]
    complaint, session = made["ReceiveComplaint"], made["RecordSession"]
    for entry, commands in (
        (agreement, (ex.RECORD_SIGNATURES, ex.PUBLISH_VERSION, ex.REVIEW_DOCUMENT)),
        (complaint, (ex.ANSWER, ex.TAKE_FURTHER)),
        (made["PublishPolicy"], (ex.WITHDRAW_DOCUMENT,)),
        (session, (ex.CORRECT, ex.WITHDRAW)),
    ):
        for command in commands:
            ask(school, command, entry)
    return made


def test_all_registers_are_proven_and_built_again_byte_for_byte(
    school: MadeUpSchool, superuser: str, entries: dict[str, UUID]
) -> None:
    live = everything_derived(school, superuser)
    assert len(live["prevention_entry"]) == len(entries) == 6
    assert school.verify().ok
    school.rebuild()
    assert everything_derived(school, superuser) == live


def test_the_row_says_what_the_entry_says_now(
    school: MadeUpSchool, entries: dict[str, UUID]
) -> None:
    (complaint,) = rows(school).page(Register.COMPLAINTS, eyes(school), limit=5)
    assert (complaint["says"]["stage"], complaint["due_on"]) == (2, date(2026, 9, 14))
    assert "outcome" not in complaint["says"], "That was the answer of the stage before."
    (agreement,) = rows(school).page(Register.AGREEMENTS, eyes(school), limit=5)
    assert agreement["says"]["version"] == 2
    assert agreement["signers"] == sorted(map(str, (ex.ELLIE, ex.SAM)))
    (policy,) = rows(school).page(Register.POLICIES, eyes(school), limit=5)
    assert (policy["due_on"], policy["says"]["withdrawn_on"]) == (None, "2026-09-07")
    (session,) = rows(school).page(Register.SESSIONS, eyes(school), limit=5)
    assert (session["standing"], session["title"]) == (False, "A better title")


def test_what_is_due_asks_for_the_last_session_of_each_audience_alone(
    school: MadeUpSchool,
) -> None:
    for day in (date(2026, 9, 1), date(2026, 9, 3), date(2026, 9, 2)):
        for audience in (Audience.PARENTS, Audience.STAFF):
            ask(school, replace(ex.RECORD_SESSION, held_on=day, audience=audience))
    ask(school, ex.COMPLETE_REVIEW)
    standing = rows(school).standing(eyes(school), date(2026, 9, 7))
    assert sorted((one.register, str(one.audience), one.done_on) for one in standing) == [
        ("awareness-sessions", "parents", date(2026, 9, 3)),
        ("awareness-sessions", "staff", date(2026, 9, 3)),
        ("filtering-reviews", "None", date(2026, 9, 4)),
    ]
    due = {one.say: one.due for one in whats_due(standing)}
    assert due["Hold an awareness session for staff."] == date(2027, 9, 3)
    assert due["Hold an awareness session for pupils."] is None


def test_an_entry_that_was_disposed_of_leaves_no_word(
    school: MadeUpSchool, superuser: str
) -> None:
    told = ask(school, replace(ex.RECEIVE, about=f"{SECRET} was not rung back."))
    assert tables_that_say(superuser, school.id, SECRET) == {"prevention_entry"}
    certificate = CaseDisposed(
        stream=told.id,
        retention_class="complaints",
        authority="Retention schedule 2026",
        approved_by=("R. Ainsley", "G. Obi"),
        lines=0,
    )
    school.log.dispose(told.id, certificate, by=school.khan)
    assert tables_that_say(superuser, school.id, SECRET) == set()
    live = everything_derived(school, superuser)
    school.rebuild()
    assert everything_derived(school, superuser) == live
    assert school.verify().ok
    with pytest.raises(NoSuchEntry):
        ask(school, ex.ANSWER, told.id)


def test_another_schools_registers_are_not_there(
    school: MadeUpSchool, entries: dict[str, UUID]
) -> None:
    elsewhere = PreventionRows(school.daybook.directory.of, uuid4())
    assert elsewhere.standing(eyes(school), date(2026, 9, 7)) == []
    assert elsewhere.signed_by(ex.ELLIE) == []
    assert elsewhere.counts(eyes(school)) == {}
    assert elsewhere.page(Register.COMPLAINTS, eyes(school), limit=5) == []
    assert rows(school).signed_by(ex.ELLIE)


def test_a_case_is_no_entry_and_an_entry_no_case(school: MadeUpSchool) -> None:
    incident = school.report().id
    with pytest.raises(NoSuchEntry):
        ask(school, ex.CORRECT, incident)
    with pytest.raises(NoSuchEntry):
        entry_in(History(incident, None, school.read(incident).lines))
    assert rows(school).counts(eyes(school)) == {}


def test_two_who_write_at_once_are_both_heard(school: MadeUpSchool) -> None:
    told = ask(school, ex.PUBLISH_AGREEMENT)
    leader = school.daybook.directory.add(
        school.id, "Priya Raman", Role.SENIOR_LEADER, "Assistant head", TOR_HILL
    )
    for number, by in enumerate((school.khan, leader), start=1):
        ask(school, replace(ex.RECORD_SIGNATURES, head_count=number), told.id, by)
    assert entry_in(school.read(told.id)).next_version == 2
    assert len(school.read(told.id).lines) == 4
