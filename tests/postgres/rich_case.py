"""A case in which everything happens: every command, in the order of one long story."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from enum import StrEnum
from typing import Any, get_args, get_type_hints
from uuid import UUID

from application.record import Line
from application.school_log import Told
from domain.facts import Answer, Fact
from domain.incident import commands as ask
from domain.incident.commands import Command
from domain.incident.events import PersonLinked, TaskAssigned
from domain.incident.words import (
    Agency,
    Capacity,
    EvidenceKind,
    Finding,
    PersonKind,
    ReferralReply,
)
from domain.people import Person, Role
from tests.examples import (
    COMMANDS,
    DEPUTY,
    ELLIE,
    HEAD,
    JAKE,
    MR_PIKES_ACCOUNT,
    OTHER_INCIDENT,
    TASK,
    THREE_TEXTS,
)
from tests.postgres.schools import TOR_HILL, MadeUpSchool

# Codes that happen to be text, and what would be another thing altogether.
NOT_WORDS = ("exhibit", "field", "cancelled_because", "step", "edition", "duplicate_of")

REPORT = next(each for each in COMMANDS if isinstance(each, ask.ReportIncident))


def answered(answer: Answer) -> ask.ChangeFacts:
    """What no example answers, and closing asks."""
    return ask.ChangeFacts(
        findings=tuple(
            Finding(fact=fact, answer=answer, who_said_so="Bryn Jones", why="As she told it")
            for fact in (Fact.ILLEGAL, Fact.COERCION_OR_GROOMING, Fact.RADICALISATION)
        )
    )


# What the examples take for granted.
BEFOREHAND: tuple[Command, ...] = (
    # Before anything grave was said: after it, one person strikes nothing out.
    ask.StrikeOut(reason="Reported twice"),
    ask.Reopen(reason="It had not been"),
    ask.LinkPerson(full_name="Ellie", kind=PersonKind.PUPIL, capacity=Capacity.VICTIM),
    ask.LinkPerson(full_name="Jake", kind=PersonKind.PUPIL, capacity=Capacity.INSTIGATOR),
    ask.KeepEvidence(exhibit="BJ/1", kind=EvidenceKind.WORDS, description="What was written"),
    answered(Answer.NOT_KNOWN),
)
POLICE_ANSWERED = ask.RecordReferralAnswer(
    agency=Agency.POLICE, reply=ReferralReply.ACCEPTED, said="An officer will come"
)
# The examples end with a proposal, a signature, a refusal, a closure and a reopening.
CLOSING = len(COMMANDS) - 5
AFTERWARDS: tuple[Command, ...] = (
    ask.ProposeClosure(**THREE_TEXTS),
    ask.Countersign(),
    ask.Close(),
    ask.AddNote(text="A card came from her mother"),
    ask.CorrectLine(line=1, field="place", new="On the bus", reason="It was the bus"),
    ask.AddNote(text="Filed"),
)
NOT_NEEDED = ask.MarkStepNotNeeded(step="grooming", reason="They are of an age, and friends.")
STORY: tuple[Command, ...] = (
    *BEFOREHAND,
    *(
        NOT_NEEDED if isinstance(each, ask.MarkStepNotNeeded) else each
        for each in COMMANDS[:CLOSING]
        if not isinstance(each, ask.ReportIncident | ask.StrikeOut)
    ),
    answered(Answer.NO),
    POLICE_ANSWERED,
    *COMMANDS[CLOSING:],
    *AFTERWARDS,
)


def told_step_by_step(school: MadeUpSchool, word: str) -> Iterator[Told]:
    """The story with that word in every text. Stops after each command that was asked."""
    other = school.report("Another case altogether").id
    head = school.daybook.directory.add(school.id, "C. Reid", Role.HEAD, "Head", TOR_HILL)
    colleagues = {
        HEAD.account: head.account,
        DEPUTY.account: school.khan.account,
        MR_PIKES_ACCOUNT: school.jones.account,
    }
    told = asked(school, None, worded(REPORT, word), school.jones)
    yield told
    for command in STORY:
        ids = {OTHER_INCIDENT: other, **colleagues, **ids_in(school, told.id)}
        by = head if isinstance(command, ask.Countersign) else school.khan
        # A closure is that of the proposal, word for word.
        said = command if command == ask.Close() else worded(with_ids(command, ids), word)
        if isinstance(said, ask.CorrectLine) and said.field == "full_name":
            said = replace(said, line=line_of(school, told.id, PersonLinked))
        before, told = told.version, asked(school, told.id, said, by)
        assert told.version > before, f"{command} wrote nothing."
        yield told


def asked(school: MadeUpSchool, case: UUID | None, command: Command, by: Person) -> Told:
    return school.log.ask(case, command, by=by, now=school.clock())


def tell_everything(school: MadeUpSchool, word: str) -> UUID:
    *_, last = told_step_by_step(school, word)
    return last.id


def worded(command: Any, word: str) -> Any:
    """With that word in every text that the command can hold, left out or not."""
    hints = get_type_hints(type(command))
    texts = {
        each.name: with_word(hints[each.name], getattr(command, each.name), word)
        for each in fields(command)
        if each.name not in NOT_WORDS
    }
    return replace(command, **texts)


def with_word(hint: Any, value: Any, word: str) -> Any:
    if value is None:
        return word if str in get_args(hint) else None
    if isinstance(value, str) and not isinstance(value, StrEnum):
        return f"{word} {value}"
    if isinstance(value, tuple):
        whole = value or ((word,) if str in get_args(hint) else ())
        return tuple(with_word(None, each, word) for each in whole)
    return worded(value, word) if is_dataclass(value) else value


def with_ids(command: Any, ids: dict[UUID, UUID]) -> Any:
    values = ((each.name, getattr(command, each.name)) for each in fields(command))
    known = {
        name: ids[value] for name, value in values if isinstance(value, UUID) and value in ids
    }
    return replace(command, **known)


def line_of(school: MadeUpSchool, case: UUID, kind: type) -> int:
    """The first line of that kind: a playbook writes lines of its own between others."""
    lines = [line for line in school.read(case).lines if isinstance(line, Line)]
    return next(line.version for line in lines if isinstance(line.event, kind))


def ids_in(school: MadeUpSchool, case: UUID) -> dict[UUID, UUID]:
    """What the examples' ids are called in this case."""
    events = [line.event for line in school.read(case).lines if isinstance(line, Line)]
    people = [event.person for event in events if isinstance(event, PersonLinked)]
    tasks = [event.task for event in events if isinstance(event, TaskAssigned)]
    return dict(zip((ELLIE, JAKE), people, strict=False)) | dict(zip((TASK,), tasks, strict=False))
