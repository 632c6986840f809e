"""Allegations about adults here, and standing back for the police."""

from typing import assert_never

from application.projections.background import Background
from application.projections.phrases import listed, more, quoted, stop, under, yes_or_no
from domain.incident.events import (
    CaseManagerAppointed,
    CourseOfActionDecided,
    HarmThresholdAssessed,
    IntentDetermined,
    InterviewHeld,
    PausedForPolice,
    Resumed,
)
from domain.incident.words import FOR_REFERENCES, AllegationOutcome, Intent

Adults = (
    CaseManagerAppointed
    | HarmThresholdAssessed
    | InterviewHeld
    | IntentDetermined
    | CourseOfActionDecided
    | PausedForPolice
    | Resumed
)


def told(event: Adults, known: Background) -> str:
    match event:
        case CaseManagerAppointed(manager_name=known.by):
            return f"took on the case as case manager: {event.why}"
        case CaseManagerAppointed():
            manager = f"{event.manager_name} ({event.manager_post})"
            return f"appointed {manager} as case manager: {event.why}"
        case HarmThresholdAssessed():
            return harm_threshold(event)
        case InterviewHeld():
            present = f" in the presence of {listed(event.present)}" if event.present else ""
            return (
                f"held an interview with {event.with_whom}{present}; the account given: "
                f"{quoted(event.account_given)}"
            )
        case IntentDetermined():
            relied = f", relying on {listed(event.relied_on)}" if event.relied_on else ""
            return f"{intent(event.intent)}{relied}: {event.rationale}"
        case CourseOfActionDecided():
            return (
                f"decided on a course of action, {quoted(event.course)}"
                f"{more(', under ', under(event.procedure) if event.procedure else None)}"
                f"{more('; the allegation was found ', event.outcome)}: "
                f"{stop(event.rationale)}{for_no_reference(event.outcome)}"
            )
        case PausedForPolice():
            return (
                f"paused the school's own inquiry for {event.force}"
                f"{more(' at the request of ', event.officer)}: {event.terms}"
            )
        case Resumed():
            told_by = more(", as told by ", event.officer)
            return f"resumed the school's own inquiry{told_by}: {event.terms}"
        case _:
            assert_never(event)


def for_no_reference(outcome: AllegationOutcome | None) -> str:
    told = outcome is None or outcome in FOR_REFERENCES
    return "" if told else " No reference may mention it."


def intent(found: Intent) -> str:
    if found is Intent.UNDETERMINED:
        return "could not determine whether it was accidental or deliberate"
    return f"determined that it was {found}"


def harm_threshold(event: HarmThresholdAssessed) -> str:
    limbs = (
        ("harmed or may have harmed a child", event.harmed_a_child),
        ("possible offence", event.possible_offence),
        ("risk of harm", event.risk_of_harm),
        ("may not be suitable", event.not_suitable),
    )
    answers = "; ".join(f"{limb}: {yes_or_no(answer)}" for limb, answer in limbs)
    following = more(", following ", event.guidance)
    return f"assessed the harm threshold ({answers}){following}: {event.rationale}"
