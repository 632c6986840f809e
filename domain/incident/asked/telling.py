"""What may be asked about telling the DSL, parents and agencies."""

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
class AlertDsl:
    """Call the designated safeguarding lead's attention to this incident."""

    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TellDsl:
    """Record that the designated safeguarding lead was told, by whom and how."""

    dsl: str
    told_by: str | None = None
    how: How = How.NOT_SAID
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledge:
    """Acknowledge, as a safeguarding lead, that you have been told."""

    next_act: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InformParent:
    """Record that one parent of one pupil was told, and what they said."""

    pupil: UUID
    parent: str
    safe_to_tell: Answer
    agencies_agree: Answer | None = None
    how: How = How.NOT_SAID
    said: str
    response: str | None = None
    step: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideNotToInformParent:
    """Decide not to tell one parent of one pupil for now, and say why."""

    pupil: UUID
    parent: str
    safe_to_tell: Answer = Answer.NOT_KNOWN
    agencies_agree: Answer | None = None
    reason: str
    review_on: date | None = None
    step: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalateToLado:
    """Record that the LADO was contacted, and what was advised."""

    lado: str
    how: How = How.NOT_SAID
    discussed: str
    advice: str | None = None
    agreed: str | None = None
    reference_given: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeekAdvice:
    """Record advice that was asked for, and what was answered."""

    adviser: str
    adviser_kind: Adviser = Adviser.OTHER
    how: How = How.NOT_SAID
    question: str
    advice: str | None = None
    reference_given: str | None = None
    step: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeReferral:
    """Record a referral to an outside agency."""

    agency: Agency
    agency_name: str | None = None
    contact: str | None = None
    how: How = How.NOT_SAID
    reason: str
    consent: Consent = Consent.NOT_KNOWN
    reference_given: str | None = None
    reply_expected: date | None = None
    step: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordReferralAnswer:
    """Record what an agency answered.

    Without an id it answers the latest referral to that agency that is still open.
    """

    referral: UUID | None = None
    agency: Agency
    reply: ReferralReply
    said: str
    reference_given: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeStatutoryReport:
    """Record a report that is your own duty in law. Nobody has to approve it.

    Where this incident is not there for you, use /api/statutory-reports instead.
    """

    duty: Duty
    reported_to: str | None = None
    what: str | None = None
    reference_given: str | None = None
    about_the_head: Answer = Answer.NO  # Only of a report by itself; a case has its facts.
