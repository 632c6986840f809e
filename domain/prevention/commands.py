"""What people may ask of the registers of prevention."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from domain.people import Person
from domain.prevention.events import Assent, Audience, From, Method, Outcome, Risk, Signer
from domain.school_days import SchoolCalendar


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishAgreement:
    """Publish the first version of an agreement: acceptable use, or home–school.

    Give its text, or the SHA-256 of it. `clause` is what it says of supporting the school's
    approach and of not uploading what could upset anybody; it can be quoted to whoever signed.
    """

    title: str
    audience: Audience
    effective_from: date
    text: str | None = None
    text_sha256: str | None = None
    website: str | None = None
    clause: str | None = None
    approved_by: str | None = None
    review_by: date | None = None  # A year later, unless it is said.


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishPolicy:
    """Publish the first version of a policy. Give its text, or the SHA-256 of it."""

    title: str
    effective_from: date
    text: str | None = None
    text_sha256: str | None = None
    website: str | None = None
    approved_by: str | None = None
    review_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSession:
    """Record an awareness session that was held, for one audience."""

    audience: Audience
    held_on: date
    topic: str
    risks: tuple[Risk, ...] = ()
    provider: str
    head_count: int | None = None
    materials: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordCoverage:
    """Record that online safety was taught: to which year group, in which subject, on what."""

    taught_on: date
    year_group: str
    subject: str
    topic: str
    risks: tuple[Risk, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveComplaint:
    """Record a complaint, and by when the school's own procedure promises an answer.

    Say who complained by what they are to the school, not by name. One about an adult who works
    here is for those alone who read restricted cases, one about the head for the safeguarding
    leads and the chair; whose account is `about_account` sees no trace of it.
    """

    received_on: date
    received_from: From
    about: str
    answer_within_school_days: int
    incident_reference: str | None = None
    about_an_adult_here: bool = False
    about_the_head: bool = False
    about_account: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CompleteFilteringReview:
    """Record the review of filtering and monitoring, with everybody named by post."""

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
class PublishVersion:
    """Publish the next version of an agreement or a policy."""

    effective_from: date
    text: str | None = None
    text_sha256: str | None = None
    website: str | None = None
    clause: str | None = None
    approved_by: str | None = None
    review_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewDocument:
    """Record that an agreement or a policy was reviewed and stays as it is."""

    reviewed_on: date
    reviewed_by: str
    found: str
    review_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawDocument:
    """Say that an agreement or a policy holds no longer. Who had signed it stays known."""

    withdrawn_on: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSignatures:
    """Record who has signed or read a version of an agreement.

    Name them by their ids in the list of people, or say how many of a class they were.
    """

    version: int
    assent: Assent = Assent.SIGNED
    method: Method
    signed_on: date
    signers: tuple[Signer, ...] = ()
    class_name: str | None = None
    head_count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeComplaintFurther:
    """Record that the complaint goes to the next stage of the school's procedure."""

    taken_on: date
    why: str
    answer_within_school_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerComplaint:
    """Record the answer that was given at the stage which the complaint has reached."""

    answered_on: date
    outcome: Outcome
    answer: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectLine:
    """Set an earlier line right. What it said before stays visible.

    `field` is a text, a day or a number of that line; write a day as 2026-09-07.
    """

    line: int
    field: str
    new: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawLine:
    """Say that a line was recorded in error. It is kept and shown as withdrawn."""

    line: int
    reason: str


Opening = (
    PublishAgreement
    | PublishPolicy
    | RecordSession
    | RecordCoverage
    | ReceiveComplaint
    | CompleteFilteringReview
)
Adding = (
    PublishVersion
    | ReviewDocument
    | WithdrawDocument
    | RecordSignatures
    | TakeComplaintFurther
    | AnswerComplaint
    | CorrectLine
    | WithdrawLine
)
Command = Opening | Adding

OPENING: dict[str, type[Opening]] = {
    "publish-agreement": PublishAgreement,
    "publish-policy": PublishPolicy,
    "record-session": RecordSession,
    "record-coverage": RecordCoverage,
    "receive-complaint": ReceiveComplaint,
    "complete-filtering-review": CompleteFilteringReview,
}
ADDING: dict[str, type[Adding]] = {
    "publish-version": PublishVersion,
    "review-document": ReviewDocument,
    "withdraw-document": WithdrawDocument,
    "record-signatures": RecordSignatures,
    "take-complaint-further": TakeComplaintFurther,
    "answer-complaint": AnswerComplaint,
    "correct-line": CorrectLine,
    "withdraw-line": WithdrawLine,
}
COMMANDS: dict[str, type[Command]] = {**OPENING, **ADDING}


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """Who asks and when, the school's calendar, and who wrote the line that is to be set right.

    `unlisted` are those of the ids asked with whom the list of people does not have.
    """

    by: Person
    now: datetime
    calendar: SchoolCalendar
    author: UUID | None = None
    unlisted: frozenset[UUID] = frozenset()
