"""What has been written in the registers of prevention.

These classes are the permanent record. A new or changed field is a new class
with the next number in STORED_NAMES, and a function that lifts the old shape.
Who wrote it, as what, and when it was recorded stand on every line.

An entry of a register is a stream of its own: one agreement with all its versions and signatures,
one policy, one session, one complaint, one review. Days stand in the events themselves. Nobody is
named where a post or a number will do; whoever signs is an id of the people directory.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID


class Register(StrEnum):
    AGREEMENTS = "agreements"
    POLICIES = "policies"
    SESSIONS = "awareness-sessions"
    CURRICULUM = "curriculum"
    COMPLAINTS = "complaints"
    FILTERING = "filtering-reviews"


class Audience(StrEnum):
    STAFF = "staff"
    PUPILS = "pupils"
    PARENTS = "parents"
    GOVERNORS = "governors"
    VISITORS = "visitors"


class Risk(StrEnum):
    """The four areas of risk of Keeping children safe in education."""

    CONTENT = "content"
    CONTACT = "contact"
    CONDUCT = "conduct"
    COMMERCE = "commerce"


class Assent(StrEnum):
    SIGNED = "signed"
    READ = "read"


class Method(StrEnum):
    PAPER = "paper"
    ON_SCREEN = "on-screen"
    IN_CLASS = "in-class"
    OTHER = "other"


class From(StrEnum):
    PARENT = "parent"
    PUPIL = "pupil"
    STAFF = "staff"
    GOVERNOR = "governor"
    NEIGHBOUR = "member-of-the-public"
    NOT_KNOWN = "not-known"


class Outcome(StrEnum):
    UPHELD = "upheld"
    PARTLY_UPHELD = "partly-upheld"
    NOT_UPHELD = "not-upheld"
    SETTLED = "settled"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True, kw_only=True)
class PreventionOpened:
    """The first line of an entry, written together with what it is about."""

    register: Register
    title: str
    audience: Audience | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentVersionPublished:
    """A version of an agreement or a policy. The text may be kept elsewhere, known by its hash.

    `clause` is the sentence of the home–school agreement, to be quoted.
    """

    version: int
    effective_from: date
    text: str | None = None
    text_sha256: str
    website: str | None = None
    clause: str | None = None
    approved_by: str | None = None  # A post or a committee.
    review_by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentReviewed:
    reviewed_on: date
    reviewed_by: str  # A post or a committee.
    found: str
    review_by: date


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentWithdrawn:
    withdrawn_on: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """An id of the people directory. `by` is the parent who signed for a child."""

    person: UUID
    by: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementSigned:
    """Signed, or read, by these people, or by so many of a class whose names are not kept here."""

    version: int
    assent: Assent
    method: Method
    signed_on: date
    signers: tuple[Signer, ...] = ()
    class_name: str | None = None
    head_count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AwarenessSessionHeld:
    held_on: date
    topic: str
    risks: tuple[Risk, ...]
    provider: str
    head_count: int | None  # None where nobody counted.
    materials: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CurriculumCoverageRecorded:
    taught_on: date
    year_group: str
    subject: str
    topic: str
    risks: tuple[Risk, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintReceived:
    """`answer_due` is counted in school days when it is recorded, and stays as it was promised.

    `about_account` is the account of the adult who works here that it is about.
    """

    received_on: date
    received_from: From
    about: str
    stage: int
    answer_due: date
    incident_reference: str | None = None
    about_an_adult_here: bool = False
    about_the_head: bool = False
    about_account: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintTakenFurther:
    taken_on: date
    why: str
    stage: int
    answer_due: date
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ComplaintAnswered:
    answered_on: date
    stage: int
    outcome: Outcome
    answer: str
    out_of_order: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FilteringReviewCompleted:
    """Who took part is told by post: the senior leader and the governor who answer for it."""

    reviewed_on: date
    senior_lead: str
    governor: str
    dsl: str
    it: str
    blocked: str
    allowed: str
    tests: str
    gaps: str
    actions: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PreventionLineCorrected:
    """An earlier line set right: what it said stays beside what it says now."""

    line: int
    line_name: str
    field: str
    old: str | None
    new: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PreventionLineWithdrawn:
    """Recorded in error. The line is kept, is shown as withdrawn, and counts no more."""

    line: int
    line_name: str
    reason: str


Fact = (
    DocumentVersionPublished
    | DocumentReviewed
    | DocumentWithdrawn
    | AgreementSigned
    | AwarenessSessionHeld
    | CurriculumCoverageRecorded
    | ComplaintReceived
    | ComplaintTakenFurther
    | ComplaintAnswered
    | FilteringReviewCompleted
)
Event = PreventionOpened | Fact | PreventionLineCorrected | PreventionLineWithdrawn

STORED_NAMES: dict[str, type[Event]] = {
    "prevention-opened.1": PreventionOpened,
    "document-version-published.1": DocumentVersionPublished,
    "document-reviewed.1": DocumentReviewed,
    "document-withdrawn.1": DocumentWithdrawn,
    "agreement-signed.1": AgreementSigned,
    "awareness-session-held.1": AwarenessSessionHeld,
    "curriculum-coverage-recorded.1": CurriculumCoverageRecorded,
    "complaint-received.1": ComplaintReceived,
    "complaint-taken-further.1": ComplaintTakenFurther,
    "complaint-answered.1": ComplaintAnswered,
    "filtering-review-completed.1": FilteringReviewCompleted,
    "prevention-line-corrected.1": PreventionLineCorrected,
    "prevention-line-withdrawn.1": PreventionLineWithdrawn,
}

NAMES: dict[type[Event], str] = {event: name for name, event in STORED_NAMES.items()}
