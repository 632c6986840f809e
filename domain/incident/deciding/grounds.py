"""What every decision stands on: who may, what is missing, what was out of order."""

import re
from collections.abc import Iterator
from dataclasses import MISSING, fields
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID

from domain.facts import Answer, Fact
from domain.incident.commands import (
    Circumstances,
    Command,
    MakeStatutoryReport,
)
from domain.incident.events import Event, TaskDone
from domain.incident.refusals import (
    IncidentIsClosed,
    IncidentIsStruckOut,
    LadoFirst,
    NoSuchPerson,
    NotForASubject,
    NotReported,
    NotYetHappened,
    PausedForThePolice,
    ReasonNeeded,
    SubjectOfTheCase,
    WordsNeeded,
)
from domain.incident.state import Incident, Linked
from domain.incident.steps import about
from domain.incident.words import Capacity
from domain.people import Person, Role
from domain.texts import is_said, says_nothing
from domain.times import Occurred, yet_to_come

E = TypeVar("E", bound=Event)

DSLS = frozenset({Role.DSL, Role.DEPUTY_DSL})
# Who may lead the case of an adult here, and who may lead any other.
MANAGE_CASES = DSLS | {Role.HEAD, Role.SENIOR_LEADER, Role.CHAIR_OF_GOVERNORS}
OWN_CASES = MANAGE_CASES | {Role.COORDINATOR}

# What is drawn afresh for each event says nothing about whether two of them tell the same.
FRESH = frozenset({"removal", "referral", "measure", "task", "hold", "out_of_order"})
REASONS = frozenset({"reason", "rationale", "why"})
# They stand beside names in "who told it", and in any task.
NO_NAMES = frozenset({"The", "Her", "His", "Our", "Year", "Class", "School", "Mrs", "Miss"})


LINES_OF_THEIR_OWN = frozenset({"step", "about_the_head"})


def written(kind: type[E], command: Command, **more: Any) -> E:
    """The event that says what the command says, and what was decided besides.

    The step that a command names beside a fact of its own gets a line of its own, and so does
    what a report says of the head.
    """
    known = {each.name for each in fields(kind)}
    said = {
        each.name: getattr(command, each.name)
        for each in fields(command)
        if each.name not in LINES_OF_THEIR_OWN or each.name in known
    }
    return kind(**{**said, **more})


def once(incident: Incident, event: Event, circumstances: Circumstances) -> list[Event]:
    """Asking twice is harmless and leaves no second line in the record.

    In the same words, what another person says, or what is told of another time, is a new fact.
    """
    return [] if stands(incident, event) and is_repeated(event, circumstances) else [event]


def stands(incident: Incident, event: Event) -> bool:
    """Whether the last line of its kind about the same person says it, and nothing undid that."""
    return same(incident.last.get((type(event), about(event))), event)


def is_repeated(event: Event, circumstances: Circumstances) -> bool:
    """Whether it is the same person who said it last, of the same time. Where nobody can tell,
    a time makes it new.
    """
    if circumstances.repeats is None:
        return circumstances.occurred is None
    return circumstances.repeats(event)


def of_another(incident: Incident, event: Event, which: str) -> bool:
    """Of something else than the last of its kind: the same words of two are two facts."""
    last = incident.last.get((type(event), about(event)))
    return last is not None and getattr(last, which) != getattr(event, which)


def same(earlier: Event | None, event: Event) -> bool:
    return earlier is not None and telling(earlier) == telling(event)


def telling(event: Event) -> tuple[object, ...]:
    return tuple(
        getattr(event, each.name)
        for each in fields(event)
        if each.name not in FRESH or (isinstance(event, TaskDone) and each.name == "task")
    )


def marks(incident: Incident, *more: str) -> tuple[str, ...]:
    """Why a fact stands out of order: it is recorded all the same, and shown."""
    found = list(more)
    if incident.closed:
        found.append("recorded after the incident was closed")
    if incident.struck_out:
        found.append("recorded after the incident was struck out")
    return tuple(found)


def still_open(incident: Incident) -> Incident:
    if incident.struck_out:
        raise IncidentIsStruckOut
    if incident.closed:
        raise IncidentIsClosed
    return incident


def not_paused(incident: Incident) -> Incident:
    if incident.paused:
        raise PausedForThePolice
    return incident


def after_the_lado(incident: Incident) -> Incident:
    if before_the_lado(incident):
        raise LadoFirst
    return not_paused(incident)


def before_the_lado(incident: Incident) -> bool:
    """Is this about an adult here, with neither the LADO told nor every limb found not met?

    Once it has been, another answer or another capacity does not undo it, and what was settled of
    one adult says nothing of the next.
    """
    about_one = concerns_an_adult_here(incident) or incident.was_about_an_adult_here
    settled = incident.lado_contacted or incident.no_limb_met
    return about_one and (not settled or bool(incident.adults_to_settle))


def concerns_an_adult_here(incident: Incident) -> bool:
    answer = incident.answer(Fact.STAFF_INSTIGATOR)
    if accused_adults(incident) or answer in (Answer.YES, Answer.NOT_KNOWN):
        return True
    return answer is None and incident.about_an_adult_here is not Answer.NO


def accused_adults(incident: Incident) -> dict[UUID, Linked]:
    return {key: person for key, person in incident.people.items() if person.accused_here}


def accused(incident: Incident) -> frozenset[UUID]:
    """Accounts of those said to have done it. A victim may follow her case."""
    return accounts_of(incident, Capacity.INSTIGATOR)


def subjects(incident: Incident) -> frozenset[UUID]:
    """Accounts of everyone the incident is about, but not of those who reported or support."""
    return accounts_of(
        incident,
        Capacity.VICTIM,
        Capacity.INSTIGATOR,
        Capacity.WITNESS,
        Capacity.BYSTANDER,
        Capacity.UNKNOWN,
    )


def accounts_of(incident: Incident, *capacities: Capacity) -> frozenset[UUID]:
    return frozenset(
        person.account
        for person in incident.people.values()
        if person.account and person.capacity in capacities and not person.in_error
    )


def shut_out(incident: Incident) -> frozenset[UUID]:
    """Accounts for which deny wins: the accused and those in conflict, unless that was lifted."""
    return (accused(incident) - incident.lifted) | frozenset(incident.conflicts)


def not_the_accused(incident: Incident, command: Command, by: Person) -> None:
    """Deny wins, whatever role they hold: to the accused there is no such incident.

    Only a person's own statutory report stays theirs.
    """
    if by.account in shut_out(incident) and not isinstance(command, MakeStatutoryReport):
        raise NotReported


def leads_on_safeguarding(incident: Incident, circumstances: Circumstances) -> bool:
    """A safeguarding lead or a deputy. Where each of them is shut out of the case the head is,
    and without the head whoever stands in for the head; but nobody who did it alone.
    """
    by, stand_in = circumstances.by, circumstances.stands_in_for_head
    gone = shut_out(incident) - shut_out_alone_by(incident, circumstances)
    if incident.may_be(Fact.SUBJECT_IS_HEAD):
        gone |= circumstances.heads
    last = frozenset({stand_in.account}) if stand_in else frozenset[UUID]()
    in_turn = (circumstances.dsls, circumstances.heads, last)
    return by.role in DSLS or by.account in first_left(gone, *in_turn)


def shut_out_alone_by(incident: Incident, circumstances: Circumstances) -> frozenset[UUID]:
    """Safeguarding leads whom this person alone keeps out: nobody has confirmed it yet."""
    by = circumstances.by.account
    return circumstances.dsls & {
        account
        for account, one in incident.conflicts.items()
        if one.confirm_by and one.declared_by == by != account
    }


def first_left(gone: frozenset[UUID], *in_turn: frozenset[UUID]) -> frozenset[UUID]:
    """Whoever of the first of these groups may still have to do with the case."""
    return next((group - gone for group in in_turn if group - gone), frozenset())


def own_account(incident: Incident, person: UUID) -> frozenset[UUID]:
    known = incident.people.get(person)
    return frozenset({known.account}) if known and known.account else frozenset()


def not_a_subject(incident: Incident, by: Person) -> None:
    if by.account in subjects(incident):
        raise SubjectOfTheCase


def may_be_given_to(incident: Incident, account: UUID | None) -> None:
    if account in never_leads(incident):
        raise NotForASubject


def never_leads(incident: Incident) -> frozenset[UUID]:
    """The accused, also when let in again, and whoever is shut out."""
    return accused(incident) | shut_out(incident)


def managed_by(incident: Incident) -> UUID | None:
    """Its case manager, but for one who is said to have done it or is shut out since."""
    return None if incident.case_manager in never_leads(incident) else incident.case_manager


def person_of(incident: Incident, person: UUID) -> Linked:
    known = incident.people.get(person)
    if known is None:
        raise NoSuchPerson
    return known


def written_out(command: Command) -> None:
    """Every text that the command cannot do without has been written."""
    if isinstance(command, MakeStatutoryReport):
        return
    blank = [each.name for each in fields(command) if left_blank(command, each.name)]
    needed = {each.name for each in fields(command) if each.default is MISSING}
    missing = [name for name in blank if name in needed]
    if missing:
        raise ReasonNeeded(*missing) if REASONS.intersection(missing) else WordsNeeded(*missing)


def left_blank(command: Command, name: str) -> bool:
    value = getattr(command, name)
    if isinstance(value, tuple):
        return not value
    return isinstance(value, str) and not isinstance(value, StrEnum) and says_nothing(value)


def not_in_the_future(command: Command, circumstances: Circumstances) -> None:
    """Neither when it occurred nor any time that the command tells of, but the end of a grant."""
    said = {each.name: getattr(command, each.name) for each in fields(command)}
    for name, time in {"occurred": circumstances.occurred, **said}.items():
        for where, moment in moments(name, time):
            if name != "until" and yet_to_come(moment, circumstances.now):
                raise NotYetHappened(*where)


def moments(name: str, time: object) -> Iterator[tuple[tuple[str, ...], datetime]]:
    """Every time in a field, and the way to it."""
    match time:
        case datetime():
            yield (name,), time
        case Occurred(start=start, end=end):
            if start:
                yield (name, "from"), start
            if end:
                yield (name, "to"), end


def new_id(circumstances: Circumstances) -> UUID:
    return circumstances.new_ids[0]


def newest(ids: list[UUID]) -> UUID | None:
    return ids[-1] if ids else None


def names_somebody(incident: Incident, text: str) -> bool:
    """A full name however it is written; part of one only as a name, for "mark" is a verb too."""
    names = [one.full_name for one in incident.people.values() if one.full_name]
    told_by = [name.strip() for name in incident.told_by.values() if name and is_said(name)]
    parts = {part for name in names for part in name.split() if len(part) > 2}
    parts |= {part for name in told_by for part in as_names(name)}
    whole = [*names, *told_by]
    return any(re.search(rf"\b{re.escape(name)}\b", text, re.IGNORECASE) for name in whole) or any(
        re.search(rf"\b{re.escape(part)}\b", text) for part in parts
    )


def as_names(text: str) -> set[str]:
    """The names in words such as "the mother of Ellie Marsh"."""
    return {part for part in re.findall(r"[^\W\d_]{3,}", text) if part.istitle()} - NO_NAMES
