"""What a case says, as far as a form asks for it: corrections included, nothing added."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import msgspec

from application.asked_by_forms import (
    CaseWords,
    Done,
    Involved,
    Risk,
    Said,
    Threshold,
    WhoWasTold,
)
from application.case import entry_of, occurred_of, owner_of, state_of
from application.prefilled import (
    FORMS,
    TITLES,
    Block,
    Form,
    for_a_parent,
    gaps,
)
from application.projections.log_row import LogEntry
from application.projections.phrases import more, quoted, words
from application.record import AnyLine, Line
from application.school_rules import SchoolRules
from domain.facts import Answer, Fact
from domain.incident.deciding.grounds import managed_by
from domain.incident.events import (
    AdviceSought,
    Assessed,
    CaseManagerAppointed,
    DslTold,
    EscalatedToLado,
    EvidenceKept,
    EvidenceNotKept,
    FactsChanged,
    HarmThresholdAssessed,
    IncidentReported,
    InterviewHeld,
    LineCorrected,
    MadeSafe,
    MeetingHeld,
    ParentInformed,
    ParentNotInformed,
    ReferralMade,
    RemovalRequested,
    SafetyPlanAgreed,
    SupportAssigned,
)
from domain.incident.refusals import Refused
from domain.incident.state import Incident, as_corrected
from domain.incident.words import Agency, Received, called
from domain.times import Occurred


class NoWording(Refused):
    because = "This case was given no such step with words to start from."


@dataclass(frozen=True, slots=True, kw_only=True)
class Prefilled:
    """`gaps` are the headings under which there is still something to fill in."""

    form: Form
    title: str
    version: int
    blocks: list[Block]
    gaps: list[str]


def prefilled(
    form: Form, lines: Sequence[AnyLine], rules: SchoolRules, step: str | None = None
) -> Prefilled:
    """Raises NoWording where the case has no step with words for a letter."""
    case = case_words(lines)
    match form:
        case Form.PARENTS_LETTER:
            blocks = for_a_parent(case, wording(lines, rules, step))
        case Form.LADO | Form.SOCIAL_CARE:
            blocks = FORMS[form](case)
    return Prefilled(
        form=form,
        title=TITLES[form],
        version=lines[-1].version,
        blocks=list(blocks),
        gaps=gaps(blocks),
    )


def wording(lines: Sequence[AnyLine], rules: SchoolRules, step: str | None) -> str:
    """As the edition that the case follows has it: of that step, or of the last that has any."""
    incident = state_of(lines)
    edition = rules.edition(incident.walk.edition) if incident else None
    given = incident.walk.steps if incident else {}
    found = [
        one
        for route in (edition.routes if edition else ())
        for one in route.steps
        if one.wording and one.id in given and step in (None, one.id)
    ]
    if not found:
        raise NoWording
    return found[-1].wording


@dataclass(frozen=True, slots=True)
class Told:
    """A line as it reads now."""

    line: Line
    occurred: Occurred | None

    @property
    def by(self) -> str:
        return self.line.by.name

    @property
    def at(self) -> dict[str, Occurred | datetime | None]:
        return {"on": self.occurred, "written": self.line.recorded_at}


def case_words(lines: Sequence[AnyLine]) -> CaseWords:
    entry, incident = entry_of(lines), state_of(lines)
    told = [*as_they_read(lines)]
    owner = owner_of(lines)
    words_of = CaseWords(
        reference=entry.reference,
        owner=owner.name if owner else None,
        people=involved(incident),
        occurred=occurred_of(entry),
        place=entry.place,
        platform=entry.platform,
        first_known=entry.told_at or entry.reported_at,
    )
    if told and isinstance(told[0].line.event, IncidentReported):
        words_of = reported(words_of, told[0], told[0].line.event, entry)
    return replace(
        words_of,
        case_manager=manager(told, incident),
        threshold=threshold(told),
        risks=tuple(risks(told)),
        evidence=tuple(evidence(told)),
        actions=tuple(actions(told)),
        interviews=tuple(interviews(told)),
        parents=tuple(parents(told)),
        consent=consent(told),
        told=tuple(others_told(told)),
    )


def as_they_read(lines: Sequence[AnyLine]) -> Iterator[Told]:
    """Every line with the corrections made to it since."""
    found: dict[int, Told] = {}
    for line in lines:
        if not isinstance(line, Line):
            continue
        found[line.version] = Told(line, line.occurred)
        if isinstance(line.event, LineCorrected) and line.event.line in found:
            found[line.event.line] = set_right(found[line.event.line], line.event)
    yield from found.values()


def set_right(told: Told, correction: LineCorrected) -> Told:
    event = as_corrected(told.line.event, correction)  # type: ignore[arg-type]
    line = msgspec.structs.replace(told.line, event=event)
    return Told(line, correction.new_occurred or told.occurred)


def reported(so_far: CaseWords, told: Told, event: IncidentReported, entry: LogEntry) -> CaseWords:
    """Said when the school was told, and not when it happened."""
    said = Occurred(event.told_at) if event.told_at else None
    source: dict[str, Any] = {
        "who": entry.reported_by,
        "on": said,
        "written": told.line.recorded_at,
    }
    own = (Said(text=event.own_words, **source),) if event.own_words else ()
    return replace(
        so_far,
        in_danger_now=event.in_danger_now,
        what_happened=(Said(text=entry.summary, **source),),
        own_words=own,
        how_known=how_known(event, entry.reported_by),
    )


def how_known(event: IncidentReported, reported_by: str) -> str:
    if event.received is Received.NOT_SAID:
        return reported_by
    return f"{words(event.received).capitalize()}: {reported_by}"


def involved(incident: Incident | None) -> tuple[Involved, ...]:
    return tuple(
        Involved(
            full_name=one.full_name,
            kind=one.kind.value,
            capacity=one.capacity.value,
            year_or_post=one.year_or_post,
            description=one.description,
        )
        for one in (incident.people.values() if incident else ())
        if not one.in_error
    )


def manager(told: Sequence[Told], incident: Incident | None) -> str | None:
    """Whoever manages it now, in the words of their appointment."""
    if incident is None or managed_by(incident) is None:
        return None
    for one in reversed(told):
        event = one.line.event
        if isinstance(event, CaseManagerAppointed):
            return f"{event.manager_name}, {event.manager_post}"
    return None


def threshold(told: Sequence[Told]) -> Threshold | None:
    for one in reversed(told):
        event = one.line.event
        if isinstance(event, HarmThresholdAssessed):
            return Threshold(limbs=event.limbs, rationale=event.rationale, who=one.by)
    return None


def risks(told: Sequence[Told]) -> Iterator[Risk]:
    """The newest answer to each fact, where it is not no."""
    newest: dict[Fact, Risk] = {}
    for one in told:
        if isinstance(one.line.event, Assessed | FactsChanged):
            for each in one.line.event.findings:
                newest[each.fact] = Risk(
                    fact=each.fact,
                    answer=each.answer,
                    who_said_so=each.who_said_so,
                    why=each.why,
                )
    yield from (risk for risk in newest.values() if risk.answer is not Answer.NO)


def evidence(told: Sequence[Told]) -> Iterator[str]:
    for one in told:
        match one.line.event:
            case EvidenceKept(exhibit=exhibit, description=description, held_by=held_by):
                yield f"{exhibit}: {description.rstrip('.')}. Held by {held_by}."
            case EvidenceNotKept(reason=reason):
                yield f"None kept: {reason.rstrip('.')}."


def actions(told: Sequence[Told]) -> Iterator[Done]:
    for one in told:
        if what := done(one):
            yield Done(what=what, who=one.by, on=one.occurred, written=one.line.recorded_at)


def done(one: Told) -> str | None:
    match one.line.event:
        case MadeSafe(what=what):
            return what
        case SupportAssigned(person_name=name, supporter_name=supporter, declined=False) as event:
            return f"Support for {name} by {supporter}: {event.what}"
        case SafetyPlanAgreed(person_name=name, plan=plan):
            return f"Safety plan for {name}: {plan}"
        case RemovalRequested(what=what, asked_of=asked_of):
            return f"{asked_of} asked to remove it: {what}"
        case MeetingHeld(with_whom=with_whom, purpose=purpose, outcome=outcome):
            return f"Meeting with {', '.join(with_whom)}: {purpose}{more('; outcome: ', outcome)}"
        case _:
            return None


def interviews(told: Sequence[Told]) -> Iterator[Done]:
    for one in told:
        if isinstance(one.line.event, InterviewHeld):
            yield Done(
                what=one.line.event.with_whom,
                who=one.by,
                on=one.occurred,
                written=one.line.recorded_at,
            )


def parents(told: Sequence[Told]) -> Iterator[WhoWasTold | Done]:
    for one in told:
        at, written = one.occurred, one.line.recorded_at
        match one.line.event:
            case ParentInformed(parent=parent, pupil_name=pupil, response=response) as event:
                whom = f"{parent}, parent of {pupil}: {quoted(event.said)}"
                yield WhoWasTold(whom=whom, who=one.by, on=at, written=written, answer=response)
            case ParentNotInformed(parent=parent, pupil_name=pupil, reason=reason):
                what = f"{parent}, parent of {pupil}, has not been told: {quoted(reason)}"
                yield Done(what=what, who=one.by, on=at, written=written)
            case _:
                continue


def others_told(told: Sequence[Told]) -> Iterator[WhoWasTold]:
    for one in told:
        found = told_to(one)
        if found:
            who, answer = found
            by = one.by
            if isinstance(one.line.event, DslTold):
                by = one.line.event.told_by
            yield WhoWasTold(
                whom=who, who=by, on=one.occurred, written=one.line.recorded_at, answer=answer
            )


def told_to(one: Told) -> tuple[str, str | None] | None:
    match one.line.event:
        case DslTold(dsl=dsl):
            return f"{dsl}, as safeguarding lead", None
        case EscalatedToLado(lado=lado, advice=advice):
            return f"{lado}, the LADO", advice
        case ReferralMade(agency=agency, agency_name=name, reference_given=reference):
            return f"{called(agency, name)}{more(', reference ', reference)}", None
        case AdviceSought(adviser=adviser, advice=advice):
            return adviser, advice
        case _:
            return None


def consent(told: Sequence[Told]) -> str | None:
    """As the newest referral to social care says."""
    for one in reversed(told):
        match one.line.event:
            case ReferralMade(agency=Agency.SOCIAL_CARE, consent=given):
                return words(given)
    return None
