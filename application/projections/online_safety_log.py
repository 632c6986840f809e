"""The online safety log: one row an incident, as an inspector reads it."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from msgspec import Struct
from msgspec.structs import replace

from application.access import NOTHING_KNOWN, KeptInMind, confirm_by, doors_of, keep_in_mind
from application.projections.background import Background, learnt, tells_of_another_case
from application.projections.deeds.keeping import for_the_log
from application.projections.doors import columns_of
from application.projections.history import NOTHING_BEFORE, deed
from application.projections.log_row import LogAction, LogEntry, LogExhibit, LogPerson
from application.projections.phrases import stop, words
from application.projections.projection import Projection
from application.record import AnyLine, ErasedLine, Line
from domain.facts import Answer, Fact
from domain.incident.events import (
    NAMES,
    AdviceSought,
    Assessed,
    CapacityChanged,
    CaseManagerAppointed,
    Closed,
    Countersigned,
    CourseOfActionDecided,
    DecisionRecorded,
    DslAcknowledged,
    DslAlerted,
    DslTold,
    EscalatedToLado,
    Event,
    EvidenceKept,
    EvidenceNotKept,
    ExhibitHandedOver,
    FactsChanged,
    FileSent,
    HarmThresholdAssessed,
    IncidentReported,
    IntentDetermined,
    InterviewHeld,
    LetterSent,
    LineCorrected,
    MadeSafe,
    MeetingHeld,
    NamedInError,
    OwnerChanged,
    ParentInformed,
    ParentNotInformed,
    PausedForPolice,
    PersonLinked,
    ProceduresReviewed,
    ReferralAnswered,
    ReferralMade,
    RemovalOutcomeRecorded,
    RemovalRequested,
    Reopened,
    Resumed,
    SafetyPlanAgreed,
    SanctionOrSupportDecided,
    SanctionWithdrawn,
    StatutoryReportMade,
    StepCompleted,
    StruckOut,
    SupportAssigned,
    TaskDone,
)
from domain.incident.words import Finding, ImageLock, ReporterKind
from domain.times import Occurred

# What counts as "action taken". Referrals, parents and evidence have columns of their own.
Action = (
    MadeSafe
    | RemovalRequested
    | RemovalOutcomeRecorded
    | DslAlerted
    | DslTold
    | DslAcknowledged
    | AdviceSought
    | HarmThresholdAssessed
    | InterviewHeld
    | IntentDetermined
    | CourseOfActionDecided
    | PausedForPolice
    | Resumed
    | MeetingHeld
    | LetterSent
    | SupportAssigned
    | SanctionOrSupportDecided
    | SanctionWithdrawn
    | SafetyPlanAgreed
    | DecisionRecorded
    | StepCompleted
    | TaskDone
    | ProceduresReviewed
    | ExhibitHandedOver
    | FileSent
)


def log_entry(
    entry: LogEntry | None, line: AnyLine, known: Background = NOTHING_BEFORE
) -> LogEntry:
    if entry is None:
        entry = LogEntry(incident=line.stream, version=0, reported_at=line.recorded_at)
    match line:
        case Line():
            entry = evolved(entry, line, known.of(line))
        case ErasedLine():
            entry = replace(entry, status="disposed of")
    return replace(entry, version=line.version, last_line_at=line.recorded_at)


def evolved(entry: LogEntry, line: Line, known: Background) -> LogEntry:
    match line.event:
        case IncidentReported() as event:
            return reported(entry, line, event)
        case PersonLinked() as event:
            return replace(
                entry, people=(*entry.people, person(event)), restricted=event.restricted
            )
        case CapacityChanged(person=who, capacity=capacity, restricted=restricted):
            return replace(changed(entry, who, capacity=capacity.value), restricted=restricted)
        case NamedInError(person=who):
            return changed(entry, who, in_error=True)
        case Assessed() as event:
            return replace(
                entry,
                category=event.category.value,
                category_title=event.category_title,
                severity=event.severity.value,
                restricted=event.restricted,
                image_locked=event.image_lock is not ImageLock.OPEN,
                head_may_be_subject=head_in(event.findings, entry.head_may_be_subject),
            )
        case FactsChanged() as event:
            return replace(
                entry,
                restricted=event.restricted,
                image_locked=event.image_lock is not ImageLock.OPEN,
                head_may_be_subject=head_in(event.findings, entry.head_may_be_subject),
            )
        case OwnerChanged(owner=owner):
            return replace(entry, owner=owner)
        case CaseManagerAppointed(manager=manager):
            return replace(entry, case_manager=manager)
        case EvidenceKept(exhibit=exhibit, description=description):
            kept = LogExhibit(exhibit=exhibit, description=description)
            return replace(entry, evidence=(*entry.evidence, kept))
        case EvidenceNotKept(reason=reason):
            return replace(entry, no_evidence_because=reason)
        case ParentInformed() | ParentNotInformed() as event:
            return replace(entry, parents=(*entry.parents, action(line, event, known)))
        case (
            ReferralMade() | ReferralAnswered() | EscalatedToLado() | StatutoryReportMade()
        ) as event:
            return replace(entry, referrals=(*entry.referrals, action(line, event, known)))
        case Countersigned():
            return replace(entry, reviewed_by=signature(line))
        case Closed(outcome=outcome):
            return replace(
                entry,
                status="closed",
                outcome=outcome,
                reviewed_by=entry.reviewed_by or signature(line),
                closed_line=line.version,
                closed_at=line.recorded_at,
            )
        case Reopened():
            return replace(
                entry,
                status="open",
                outcome=None,
                reviewed_by=None,
                closed_line=None,
                closed_at=None,
            )
        case StruckOut():
            return replace(entry, status="struck out")
        case LineCorrected() as event:
            return corrected(entry, line, event, known)
        case event if isinstance(event, Action):
            return replace(entry, actions=(*entry.actions, action(line, event, known)))
        case _:
            return entry


def head_in(findings: Iterable[Finding], before: bool) -> bool:
    """Whether the head is or may be the subject, by these findings or as it stood before."""
    answers = [one.answer for one in findings if one.fact is Fact.SUBJECT_IS_HEAD]
    return answers[-1] is not Answer.NO if answers else before


def reported(entry: LogEntry, line: Line, event: IncidentReported) -> LogEntry:
    return replace(
        dated(entry, line.occurred),
        reference=event.reference,
        restricted=event.restricted,
        image_locked=event.image_lock is not ImageLock.OPEN,
        recorded_by_account=line.actor,
        owner=event.owner,
        told_at=event.told_at,
        reported_by=reporter(line, event),
        recorded_by=line.by.name,
        signed=signature(line),
        place=event.place,
        platform=event.platform,
        summary=event.summary,
    )


def dated(entry: LogEntry, occurred: Occurred | None) -> LogEntry:
    return replace(
        entry,
        occurred_from=occurred.start if occurred else None,
        occurred_to=occurred.end if occurred else None,
        precision=occurred.precision.value if occurred else None,
    )


def reporter(line: Line, event: IncidentReported) -> str:
    match event.reporter:
        case ReporterKind.NAMED:
            return event.reporter_name or event.on_behalf_of or line.by.name
        case ReporterKind.CONFIDENTIAL | ReporterKind.ANONYMOUS:
            return UNNAMED[event.reporter]


UNNAMED = {
    ReporterKind.CONFIDENTIAL: "somebody who asked not to be named",
    ReporterKind.ANONYMOUS: "somebody who gave no name",
}


def has_named_reporter(entry: LogEntry) -> bool:
    return entry.reported_by not in UNNAMED.values()


def signature(line: Line) -> str:
    return f"{line.by.name}, {line.by.post}"


def person(event: PersonLinked) -> LogPerson:
    return LogPerson(
        person=event.person,
        full_name=event.full_name,
        kind=event.kind,
        capacity=event.capacity.value,
        year_or_post=event.year_or_post,
        account=event.account,
    )


def changed(entry: LogEntry, who: UUID, **fields: Any) -> LogEntry:
    people = tuple(replace(one, **fields) if one.person == who else one for one in entry.people)
    return replace(entry, people=people)


def action(line: Line, event: Event, known: Background) -> LogAction:
    return LogAction(
        line=line.version,
        kind=words(NAMES[type(event)].rpartition(".")[0]),
        what=deed(event, known),
        by_whom=line.by.name,
        occurred=line.occurred,
    )


def corrected(entry: LogEntry, line: Line, event: LineCorrected, known: Background) -> LogEntry:
    """The row shows the right text; the list of corrections keeps what it was. No column holds a
    link to another case, so a correction of one is left to the timeline.
    """
    if tells_of_another_case(known, event):
        return entry
    both = f"{stop(for_the_log(event, known))} ({line.by.name})"
    return replace(
        set_right(entry, event),
        corrections=(*entry.corrections, both),
        actions=marked(entry.actions, event.line),
        referrals=marked(entry.referrals, event.line),
        parents=marked(entry.parents, event.line),
        last_corrected_line=line.version,
        last_corrected_at=line.recorded_at,
    )


def marked(actions: tuple[LogAction, ...], line: int) -> tuple[LogAction, ...]:
    return tuple(replace(one, corrected=True) if one.line == line else one for one in actions)


def set_right(entry: LogEntry, event: LineCorrected) -> LogEntry:
    match event.line_name, event.field:
        case "incident-reported.1", "occurred":
            return dated(entry, event.new_occurred)
        case "incident-reported.1", ("summary" | "place" | "platform") as field if event.new:
            text: dict[str, Any] = {field: event.new}
            return replace(entry, **text)
        case "incident-reported.1", "reporter_name" if event.new and has_named_reporter(entry):
            return replace(entry, reported_by=event.new)
        case "incident-reported.1", "on_behalf_of" if event.new and entry.reported_by == event.old:
            return replace(entry, reported_by=event.new)
        case "person-linked.1", ("full_name" | "year_or_post") as field if event.about:
            return changed(entry, UUID(event.about), **{field: event.new})
        case "evidence-kept.1", ("exhibit" | "description") as field if event.new:
            right: dict[str, Any] = {field: event.new}
            evidence = tuple(
                replace(one, **right) if one.exhibit == event.about else one
                for one in entry.evidence
            )
            return replace(entry, evidence=evidence)
        case "evidence-not-kept.1", "reason":
            return replace(entry, no_evidence_because=event.new)
        case "closed.1", "outcome" if entry.closed_line == event.line:  # Not reopened since.
            return replace(entry, outcome=event.new)
        case _:
            return entry


class Logged(Struct, frozen=True):
    """A row in the making, and what its doors and its sentences need to know."""

    entry: LogEntry
    kept: KeptInMind
    known: Background = NOTHING_BEFORE


def logged(so_far: Logged | None, line: AnyLine) -> Logged:
    entry, kept, known = (
        (so_far.entry, so_far.kept, so_far.known)
        if so_far
        else (None, KeptInMind(), NOTHING_BEFORE)
    )
    return Logged(log_entry(entry, line, known), keep_in_mind(kept, line), learnt(known, line))


def with_doors(logged: Logged | None) -> LogEntry | None:
    """Who may see a row is worked out by the very functions that open a page."""
    if logged is None:
        return None
    incident = logged.kept.incident or NOTHING_KNOWN
    return replace(
        logged.entry,
        **columns_of(doors_of(incident, logged.kept.reporter)),
        confirm_by=confirm_by(incident),
    )


ONLINE_SAFETY_LOG = Projection(
    table="online_safety_log",
    row=LogEntry,
    evolve=logged,
    finish=with_doors,
    key=("incident",),
    filled_under_the_lock={
        "reported_at": None,
        "last_line_at": None,
        "closed_at": "closed_line",
        "last_corrected_at": "last_corrected_line",
    },
    as_json=(
        "people",
        "corrections",
        "evidence",
        "actions",
        "referrals",
        "parents",
        "denied",
        "followers",
        "grants",
    ),
)
