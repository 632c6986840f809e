"""An incident with its whole file, as it was known at a time or after a line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import reduce
from typing import Any
from uuid import UUID

from application.before_the_lock import kept_before_the_lock
from application.case_steps import NO_RULES, CaseRoute, CaseStep, case_routes, case_steps
from application.projections.log_row import LogEntry
from application.projections.online_safety_log import logged
from application.record import AnyLine, Line, occurred_as_told
from application.school_rules import SchoolRules
from domain.facts import Answer, Fact
from domain.incident.core_questions import unanswered
from domain.incident.deciding.grounds import managed_by
from domain.incident.events import (
    Closed,
    CourseOfActionDecided,
    IncidentReported,
    OwnerChanged,
)
from domain.incident.over import needs_reopening
from domain.incident.refusals import NotReported
from domain.incident.state import Incident, Linked, evolve, is_in_doubt
from domain.incident.words import (
    FOR_REFERENCES,
    IN_DOUBT,
    AllegationOutcome,
    Capacity,
    ImageLock,
    PersonKind,
)
from domain.times import Occurred, Precision


class AccountHere(StrEnum):
    """Whether an adult who is said to have done it, and so is to be shut out, has an account."""

    FOUND = "found"
    IN_DOUBT = "in-doubt"  # Accounts that may be meant are shut out, until confirmed or lifted.
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePerson:
    """Somebody in the case, with the name and capacity of the time asked about. `account_here` is
    null for whoever is not said to have done it, and is neither an adult here nor called like one.
    """

    id: UUID
    full_name: str | None
    kind: PersonKind
    capacity: Capacity
    year_or_post: str | None
    description: str | None
    in_error: bool
    account_here: AccountHere | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    account: UUID
    name: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseTask:
    id: UUID
    what: str
    open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Unanswered:
    """A question that the case is not closed without. "Not known" is an answer."""

    fact: Fact
    question: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseReferral:
    id: UUID
    agency: str
    open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRemoval:
    id: UUID
    what: str
    open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure:
    """The three texts, and when they were recorded. KCSIE asks for each."""

    summary: str
    how_followed_up: str
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Allegation:
    """What an allegation was found to be, why, and by whom. Unless it was substantiated, no
    reference may mention it: `for_references` says so.
    """

    outcome: AllegationOutcome
    rationale: str
    found_by: str
    for_references: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    id: UUID
    reference: str
    version: int
    status: str
    needs_reopening: str | None  # In words: what came after it was closed or struck out.
    restricted: bool
    image_lock: ImageLock
    kept_before_the_lock: str | None  # In words: what may show such an image.
    paused_for_police: bool
    legal_hold: bool
    category: str | None
    category_title: str | None
    severity: str | None
    facts: dict[Fact, Answer]
    unanswered: list[Unanswered]
    summary: str
    own_words: str | None
    occurred: dict[str, Any] | None  # from, to, precision
    reported_at: datetime | None
    reported_by: str
    place: str | None
    platform: str | None
    people: list[CasePerson]
    owner: Owner | None
    case_manager: UUID | None
    dsl_told: bool
    dsl_acknowledged: bool
    lado_contacted: bool
    allegation: Allegation | None
    exhibits: dict[str, str]
    tasks: list[CaseTask]
    referrals: list[CaseReferral]
    removals: list[CaseRemoval]
    corrections: list[str]
    closure: Closure | None
    routes: list[CaseRoute]
    steps: list[CaseStep]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnReport:
    """What whoever reported an incident may know of it: that it was read, and where it stands."""

    id: UUID
    reference: str
    version: int
    status: str
    summary: str
    reported_at: datetime | None
    acknowledged: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ToCountersign:
    """What an outside countersigner sees: what was done, without what happened to whom."""

    id: UUID
    reference: str
    version: int
    status: str
    category_title: str | None
    severity: str | None
    reported_at: datetime | None
    dsl_acknowledged: bool
    lado_contacted: bool
    referrals: int
    open_tasks: int
    closure_proposed: bool


def known_at(lines: Sequence[AnyLine], moment: datetime | None) -> Sequence[AnyLine]:
    """The lines that had been recorded by then, that moment included."""
    if moment is None:
        return lines
    return [line for line in lines if line.recorded_at and line.recorded_at <= moment]


def state_of(lines: Sequence[AnyLine]) -> Incident | None:
    """Where the incident stood; None when it was disposed of.

    Raises NotReported when only some of its lines can be read: one that cannot may be the very
    line that closes the case to whoever asks, so nobody is shown it until it reads whole.
    """
    unread = sum(not isinstance(line, Line) for line in lines)
    if unread == len(lines):
        return None
    if unread:
        raise NotReported
    events: list[Any] = [line.event for line in lines if isinstance(line, Line)]
    return reduce(evolve, events, None)


def entry_of(lines: Sequence[AnyLine]) -> LogEntry:
    so_far = reduce(logged, lines, None)
    assert so_far is not None
    return so_far.entry


def case_of(lines: Sequence[AnyLine], now: datetime, rules: SchoolRules = NO_RULES) -> Case:
    """The case that these lines come to, at least one; `now` tells which steps are overdue, and
    by `rules` each step says why it is asked.
    """
    entry = entry_of(lines)
    state = state_of(lines) or Incident(reference=entry.reference, restricted=True)
    return Case(
        id=entry.incident,
        reference=entry.reference,
        version=entry.version,
        status=entry.status,
        needs_reopening=needs_reopening(state),
        restricted=entry.restricted,
        image_lock=state.image_lock,
        kept_before_the_lock=kept_before_the_lock(state, lines),
        paused_for_police=state.paused,
        legal_hold=bool(state.holds),
        category=entry.category,
        category_title=entry.category_title,
        severity=entry.severity,
        facts=state.facts,
        unanswered=[Unanswered(fact=one.fact, question=one.asks) for one in unanswered(state)],
        summary=entry.summary,
        own_words=own_words(lines[0]),
        occurred=occurred_as_told(occurred_of(entry)),
        reported_at=entry.reported_at,
        reported_by=entry.reported_by,
        place=entry.place,
        platform=entry.platform,
        people=[case_person(key, person, state) for key, person in state.people.items()],
        owner=owner_of(lines),
        case_manager=managed_by(state),
        dsl_told=state.dsl_told,
        dsl_acknowledged=state.dsl_acknowledged,
        lado_contacted=lado_knows(state),
        allegation=allegation_of(lines),
        exhibits=state.exhibits,
        tasks=[CaseTask(id=k, what=t.what, open=t.open) for k, t in state.tasks.items()],
        referrals=[
            CaseReferral(id=k, agency=r.agency.value, open=r.open)
            for k, r in state.referrals.items()
        ],
        removals=[CaseRemoval(id=k, what=r.what, open=r.open) for k, r in state.removals.items()],
        corrections=list(entry.corrections),
        closure=closure_of(state.closed),
        routes=case_routes(state),
        steps=case_steps(state, now, lines, rules),
    )


def lado_knows(state: Incident) -> bool:
    """Of everybody accused here: of another adult named since, nothing has been said yet."""
    return state.lado_contacted and state.adults_accused <= state.lado_told_of


def allegation_of(lines: Sequence[AnyLine]) -> Allegation | None:
    """The latest outcome: an appeal may find another."""
    for line in reversed(lines):
        match line:
            case Line(event=CourseOfActionDecided(outcome=AllegationOutcome() as found) as event):
                return Allegation(
                    outcome=found,
                    rationale=event.rationale,
                    found_by=line.by.name,
                    for_references=found in FOR_REFERENCES,
                )
    return None


def own_report(lines: Sequence[AnyLine]) -> OwnReport:
    entry, state = entry_of(lines), state_of(lines)
    return OwnReport(
        id=entry.incident,
        reference=entry.reference,
        version=entry.version,
        status=entry.status,
        summary=entry.summary,
        reported_at=entry.reported_at,
        acknowledged=bool(state and state.dsl_acknowledged),
    )


def to_countersign(lines: Sequence[AnyLine]) -> ToCountersign:
    entry = entry_of(lines)
    state = state_of(lines) or Incident(reference=entry.reference, restricted=True)
    return ToCountersign(
        id=entry.incident,
        reference=entry.reference,
        version=entry.version,
        status=entry.status,
        category_title=entry.category_title,
        severity=entry.severity,
        reported_at=entry.reported_at,
        dsl_acknowledged=state.dsl_acknowledged,
        lado_contacted=lado_knows(state),
        referrals=len(state.referrals),
        open_tasks=sum(task.open for task in state.tasks.values()),
        closure_proposed=state.proposed is not None,
    )


def own_words(first: AnyLine) -> str | None:
    """Verbatim, as reported."""
    match first:
        case Line(event=IncidentReported(own_words=words)):
            return words
        case _:
            return None


def occurred_of(entry: LogEntry) -> Occurred | None:
    """As claimed, corrections included."""
    if entry.precision is None:
        return None
    return Occurred(entry.occurred_from, entry.occurred_to, Precision(entry.precision))


def case_person(key: UUID, person: Linked, incident: Incident) -> CasePerson:
    return CasePerson(
        id=key,
        full_name=person.full_name,
        kind=person.kind,
        capacity=person.capacity,
        year_or_post=person.year_or_post,
        description=person.description,
        in_error=person.in_error,
        account_here=account_here(person, incident),
    )


def account_here(person: Linked, incident: Incident) -> AccountHere | None:
    if person.capacity is not Capacity.INSTIGATOR or person.in_error:
        return None
    if person.account:
        return AccountHere.FOUND
    doubts = {one.reason for one in incident.conflicts.values() if is_in_doubt(one)}
    if f"{IN_DOUBT}{person.name}" in doubts:
        return AccountHere.IN_DOUBT  # Whatever they are said to be.
    return AccountHere.NONE if person.works_here else None


def owner_of(lines: Sequence[AnyLine]) -> Owner | None:
    owner: Owner | None = None
    for line in lines:
        match line:
            case Line(event=IncidentReported(owner=UUID() as account, owner_name=name)):
                owner = Owner(account=account, name=name)
            case Line(event=OwnerChanged(owner=account, owner_name=name)):
                owner = Owner(account=account, name=name)
    return owner


def closure_of(closed: Closed | None) -> Closure | None:
    if closed is None:
        return None
    return Closure(
        summary=closed.summary, how_followed_up=closed.how_followed_up, outcome=closed.outcome
    )
