"""Telling the DSL, parents and agencies, and their answers."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from domain.facts import Answer
from domain.incident.words import (
    Adviser,
    Agency,
    Consent,
    Duty,
    How,
    ReferralReply,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DslAlerted:
    why: str
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DslTold:
    dsl: str
    told_by: str
    how: How
    what: str
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DslAcknowledged:
    next_act: str | None = None
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ParentInformed:
    pupil: UUID
    pupil_name: str
    parent: str
    safe_to_tell: Answer
    agencies_agree: Answer | None = None  # None: no agency is involved.
    how: How
    said: str
    response: str | None = None
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ParentNotInformed:
    pupil: UUID
    pupil_name: str
    parent: str
    safe_to_tell: Answer
    agencies_agree: Answer | None = None
    reason: str
    review_on: date | None = None
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalatedToLado:
    lado: str
    how: How
    discussed: str
    advice: str | None = None
    agreed: str | None = None
    reference_given: str | None = None
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviceSought:
    """Until advice-sought.2 nobody was asked what kind of adviser it was."""

    adviser: str
    adviser_kind: Adviser | None
    how: How
    question: str
    advice: str | None = None
    reference_given: str | None = None
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralMade:
    referral: UUID
    agency: Agency
    agency_name: str | None = None
    contact: str | None = None
    how: How
    reason: str
    consent: Consent
    reference_given: str | None = None
    reply_expected: date | None = None
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralAnswered:
    referral: UUID | None
    agency: Agency
    reply: ReferralReply
    said: str
    reference_given: str | None = None
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StatutoryReportMade:
    """A person's own: nobody can approve, delay or reject it."""

    duty: Duty
    reported_to: str | None = None
    what: str | None = None
    reference_given: str | None = None
    out_of_order: tuple[str, ...] = ()
