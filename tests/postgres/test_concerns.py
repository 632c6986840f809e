"""The registers of low-level concerns: proven, rebuilt, disposed of, and in order."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from eventsourcing.persistence import IntegrityError

from application import concerns as under_test
from application.concern_doors import Eyes
from application.concerns import Concerns, ToldOfRegister
from application.record import ErasedLine
from application.registers import register_in
from domain.access import Page
from domain.concerns.commands import Command
from domain.concerns.events import Adult, WorkingAs
from domain.concerns.refusals import NotOpened
from domain.people import Person, Role
from domain.school import CaseDisposed
from interfaces.postgres.concerns import ConcernRows
from tests.domain.concerns import examples
from tests.postgres.schools import (
    TOR_HILL,
    MadeUpSchool,
    count,
    everything_derived,
    tables_that_say,
)

SECRET = "Grauwacke"
ADULT = Adult(
    person=UUID(int=0xB003), full_name="Alan Pike", post="Teacher", working_as=WorkingAs.STAFF
)


@pytest.fixture
def head(school: MadeUpSchool) -> Person:
    return school.daybook.directory.add(
        school.id, "Ruth Ainsley", Role.HEAD, "Headteacher", TOR_HILL
    )


def registers(school: MadeUpSchool) -> Concerns:
    return school.daybook.concerns(school.log)


def share(school: MadeUpSchool, what: str, adult: Adult = ADULT) -> None:
    command = replace(examples.RECORD, adult=adult, what=what)
    registers(school).share(command, by=school.jones, now=school.clock())


def ask(school: MadeUpSchool, register: UUID, by: Person, command: Command) -> ToldOfRegister:
    return registers(school).ask(register, lambda adult: command, by=by, now=school.clock())


def register_of(school: MadeUpSchool) -> UUID:
    found = school.daybook.concern_rows(school.id).register_of(ADULT.person)
    assert found is not None
    return found


@pytest.fixture
def register(school: MadeUpSchool, head: Person) -> UUID:
    """Everything that can be asked was asked, and the word stands wherever it can be said."""
    share(school, f"{SECRET} first")
    share(school, f"{SECRET} second")
    register = register_of(school)
    for command in examples.COMMANDS[2:]:
        if command is not examples.WITHDRAW:
            ask(school, register, head, command)
    concern = school.read(register).lines[1].event.concern  # type: ignore[union-attr]
    ask(school, register, head, replace(examples.WITHDRAW, concern=concern))
    reads = school.daybook.reads(school.log)
    reads.note(reads.visits(register), register, head, Page.REGISTER, None, school.clock())
    return register


def test_a_whole_register_is_proven_and_built_again_byte_for_byte(
    school: MadeUpSchool, superuser: str, register: UUID
) -> None:
    share(school, "Somebody else altogether.", replace(ADULT, person=uuid4(), full_name="Jo Lyle"))
    live = everything_derived(school, superuser)
    assert len(live["concern_register"]) == 2
    assert live["online_safety_log"]
    assert school.verify().ok
    school.rebuild()
    assert everything_derived(school, superuser) == live


def test_the_first_line_of_a_register_opens_it_in_the_tree_as_a_case_is_opened(
    school: MadeUpSchool, register: UUID
) -> None:
    leaves = [leaf for _, leaf in school.log.read_with_leaves(register)]
    assert [leaf[1] for leaf in leaves] == [1, *(2 for _ in leaves[1:])]


def test_a_register_that_was_disposed_of_leaves_no_word_and_names_nobody(
    school: MadeUpSchool, superuser: str, head: Person, register: UUID
) -> None:
    assert tables_that_say(superuser, school.id, "Alan Pike") >= {"concern_register"}
    certificate = CaseDisposed(
        stream=register,
        retention_class="low-level concerns",
        authority="Retention schedule 2026",
        approved_by=("R. Ainsley", "G. Obi"),
        lines=0,
    )
    school.log.dispose(register, certificate, by=head)
    assert all(isinstance(line, ErasedLine) for line in school.read(register).lines)
    assert "concern_register" not in tables_that_say(superuser, school.id, "Pike")
    live = everything_derived(school, superuser)
    school.rebuild()
    assert everything_derived(school, superuser) == live
    assert school.verify().ok
    with pytest.raises(NotOpened):
        ask(school, register, head, examples.REVIEW)
    share(school, "A concern about him when he comes back to help.")
    assert register_of(school) != register


def test_two_first_concerns_at_the_same_moment_end_in_one_register(
    school: MadeUpSchool, superuser: str
) -> None:
    with ThreadPoolExecutor(4) as at_once:
        list(at_once.map(lambda number: share(school, f"Concern {number}."), range(4)))
    assert count(superuser, *question(school, "concern_register")) == 1
    assert len(school.read(register_of(school)).lines) == 5
    assert school.verify().ok


def question(school: MadeUpSchool, table: str) -> tuple[str, UUID]:
    return f"SELECT count(*) FROM daybook.{table} WHERE school = %s", school.id


def test_an_escalation_is_written_to_both_streams_or_to_neither(
    school: MadeUpSchool, superuser: str, head: Person
) -> None:
    share(school, "First.")
    share(school, "Second.")
    register = register_of(school)
    known = registers(school)
    history = school.read(register)
    share(school, "A third one, in between.")
    assert register_in(history) is not None
    asking = under_test.Asking(head, school.clock(), school.log.offices())
    before = count(superuser, *question(school, "record"))
    with pytest.raises(IntegrityError):
        known.asked(history, history, examples.ESCALATE, asking)
    assert count(superuser, *question(school, "record")) == before
    assert count(superuser, *question(school, "online_safety_log")) == 0
    told = ask(school, register, head, examples.ESCALATE)
    assert told.incident is not None
    assert count(superuser, *question(school, "online_safety_log")) == 1
    assert len(school.read(told.incident).lines) >= 2
    assert school.verify().ok


def test_another_schools_registers_are_not_there(school: MadeUpSchool, head: Person) -> None:
    share(school, "First.")
    elsewhere = ConcernRows(school.daybook.directory.of, uuid4())
    assert elsewhere.register_of(ADULT.person) is None
    eyes = Eyes.of(head, school.log.offices())
    assert not elsewhere.page(eyes, limit=5, today=school.clock().date())
    assert school.daybook.concern_rows(school.id).page(eyes, limit=5, today=school.clock().date())
