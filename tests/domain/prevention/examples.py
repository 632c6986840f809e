"""One canonical example of every line and every command. All the people are invented."""

from datetime import UTC, date, datetime
from hashlib import sha256
from uuid import UUID

from domain.people import Person, Role
from domain.prevention import commands as ask
from domain.prevention import events as told
from domain.prevention.commands import Command
from domain.prevention.events import (
    Assent,
    Audience,
    Event,
    From,
    Method,
    Outcome,
    Register,
    Risk,
    Signer,
)

MONDAY_NINE = datetime(2026, 9, 7, 9, 0, tzinfo=UTC)


def _person(number: int, name: str, post: str, role: Role) -> Person:
    return Person(UUID(int=0xA100 + number), name, post, "Fellside School", role)


COORDINATOR = _person(1, "Owen Marsh", "Online safety coordinator", Role.COORDINATOR)
TECHNICIAN = _person(2, "Jo Lyle", "Network technician", Role.TECHNICIAN)
TEACHER = _person(3, "Tom Barlow", "Teacher of Year 8", Role.CLASS_TEACHER)

ELLIE, ELLIES_MOTHER, SAM = (UUID(int=0xB101 + number) for number in range(3))
TEXT = "I keep my password to myself. I tell an adult when something upsets me."
CLAUSE = (
    "We support the school's approach to online safety, and do not upload pictures, films, "
    "sounds or words that could upset or offend anybody in the school."
)

AGREEMENT_OPENED = told.PreventionOpened(
    register=Register.AGREEMENTS, title="Acceptable use, pupils", audience=Audience.PUPILS
)
PUBLISHED = told.DocumentVersionPublished(
    version=1,
    effective_from=date(2026, 9, 1),
    text=TEXT,
    text_sha256=sha256(TEXT.encode()).hexdigest(),
    website="https://fellside.example/acceptable-use",
    clause=CLAUSE,
    approved_by="Governing body",
    review_by=date(2027, 9, 1),
)
SIGNED = told.AgreementSigned(
    version=1,
    assent=Assent.SIGNED,
    method=Method.PAPER,
    signed_on=date(2026, 9, 4),
    signers=(Signer(person=ELLIE, by=ELLIES_MOTHER), Signer(person=SAM)),
    class_name="8B",
    head_count=26,
)
DOCUMENT_REVIEWED = told.DocumentReviewed(
    reviewed_on=date(2026, 9, 7),
    reviewed_by="Online safety committee",
    found="It still says what we mean.",
    review_by=date(2027, 9, 7),
)
DOCUMENT_WITHDRAWN = told.DocumentWithdrawn(
    withdrawn_on=date(2026, 9, 7), reason="The new behaviour policy says all of it."
)
POLICY_OPENED = told.PreventionOpened(register=Register.POLICIES, title="Online safety policy")
SESSION_OPENED = told.PreventionOpened(
    register=Register.SESSIONS, title="Games and chat", audience=Audience.PARENTS
)
SESSION = told.AwarenessSessionHeld(
    held_on=date(2026, 9, 3),
    topic="Games and chat",
    risks=(Risk.CONTACT, Risk.COMMERCE),
    provider="The online safety coordinator",
    head_count=41,
    materials="Slides, and a leaflet to take home",
)
COVERAGE_OPENED = told.PreventionOpened(
    register=Register.CURRICULUM, title="Year 8: Sharing pictures"
)
COVERAGE = told.CurriculumCoverageRecorded(
    taught_on=date(2026, 9, 4),
    year_group="Year 8",
    subject="PSHE",
    topic="Sharing pictures",
    risks=(Risk.CONDUCT,),
)
COMPLAINT_OPENED = told.PreventionOpened(
    register=Register.COMPLAINTS, title="Complaint of 1 September 2026"
)
RECEIVED = told.ComplaintReceived(
    received_on=date(2026, 9, 1),
    received_from=From.PARENT,
    about="Nobody rang back about a picture in a class chat.",
    stage=1,
    answer_due=date(2026, 9, 15),
    incident_reference="OSI-2026-K7Q4ZM",
)
TAKEN_FURTHER = told.ComplaintTakenFurther(
    taken_on=date(2026, 9, 7),
    why="The parent asks for the governors.",
    stage=2,
    answer_due=date(2026, 9, 14),
    out_of_order=("this stage had not been answered",),
)
ANSWERED = told.ComplaintAnswered(
    answered_on=date(2026, 9, 7),
    stage=1,
    outcome=Outcome.PARTLY_UPHELD,
    answer="We should have rung the same day, and do so from now on.",
)
FILTERING_OPENED = told.PreventionOpened(
    register=Register.FILTERING, title="Filtering and monitoring, 4 September 2026"
)
FILTERING = told.FilteringReviewCompleted(
    reviewed_on=date(2026, 9, 4),
    senior_lead="Assistant head, pastoral",
    governor="Link governor for safeguarding",
    dsl="Designated safeguarding lead",
    it="Network technician",
    blocked="Gambling, and anonymous chat: no lesson needs them.",
    allowed="Video pages for lessons, under a teacher's eye.",
    tests="All of the test addresses were blocked on every kind of device.",
    gaps="Tablets taken home are not monitored.",
    actions="The technician sets the tablets up anew by half-term.",
)
CORRECTED = told.PreventionLineCorrected(
    line=2,
    line_name="awareness-session-held.1",
    field="head_count",
    old="41",
    new="14",
    reason="The figures had changed places.",
)
WITHDRAWN = told.PreventionLineWithdrawn(
    line=3, line_name="agreement-signed.1", reason="It was the list of another class."
)
EVENTS: tuple[Event, ...] = (
    AGREEMENT_OPENED,
    PUBLISHED,
    DOCUMENT_REVIEWED,
    DOCUMENT_WITHDRAWN,
    SIGNED,
    SESSION,
    COVERAGE,
    RECEIVED,
    TAKEN_FURTHER,
    ANSWERED,
    FILTERING,
    CORRECTED,
    WITHDRAWN,
)
# Entries as they begin.
AGREEMENT = (AGREEMENT_OPENED, PUBLISHED)
POLICY = (POLICY_OPENED, PUBLISHED)
SESSION_HELD = (SESSION_OPENED, SESSION)
COMPLAINT = (COMPLAINT_OPENED, RECEIVED)
REVIEW = (FILTERING_OPENED, FILTERING)

PUBLISH_AGREEMENT = ask.PublishAgreement(
    title="Acceptable use, pupils",
    audience=Audience.PUPILS,
    effective_from=PUBLISHED.effective_from,
    text=TEXT,
    website=PUBLISHED.website,
    clause=CLAUSE,
    approved_by="Governing body",
)
PUBLISH_POLICY = ask.PublishPolicy(
    title="Online safety policy",
    effective_from=date(2026, 9, 1),
    text_sha256=sha256(b"The online safety policy of Fellside School.").hexdigest(),
    website="https://fellside.example/online-safety",
    approved_by="Governing body",
    review_by=date(2027, 7, 1),
)
RECORD_SESSION = ask.RecordSession(
    audience=Audience.PARENTS,
    held_on=SESSION.held_on,
    topic=SESSION.topic,
    risks=SESSION.risks,
    provider=SESSION.provider,
    head_count=SESSION.head_count,
    materials=SESSION.materials,
)
RECORD_COVERAGE = ask.RecordCoverage(
    taught_on=COVERAGE.taught_on,
    year_group=COVERAGE.year_group,
    subject=COVERAGE.subject,
    topic=COVERAGE.topic,
    risks=COVERAGE.risks,
)
RECEIVE = ask.ReceiveComplaint(
    received_on=RECEIVED.received_on,
    received_from=From.PARENT,
    about=RECEIVED.about,
    answer_within_school_days=10,
    incident_reference=RECEIVED.incident_reference,
)
COMPLETE_REVIEW = ask.CompleteFilteringReview(
    reviewed_on=FILTERING.reviewed_on,
    senior_lead=FILTERING.senior_lead,
    governor=FILTERING.governor,
    dsl=FILTERING.dsl,
    it=FILTERING.it,
    blocked=FILTERING.blocked,
    allowed=FILTERING.allowed,
    tests=FILTERING.tests,
    gaps=FILTERING.gaps,
    actions=FILTERING.actions,
)
PUBLISH_VERSION = ask.PublishVersion(
    effective_from=date(2027, 1, 4),
    text=f"{TEXT} I ask before I take a picture of anybody.",
    website=PUBLISHED.website,
    clause=CLAUSE,
    approved_by="Governing body",
)
REVIEW_DOCUMENT = ask.ReviewDocument(
    reviewed_on=DOCUMENT_REVIEWED.reviewed_on,
    reviewed_by=DOCUMENT_REVIEWED.reviewed_by,
    found=DOCUMENT_REVIEWED.found,
)
WITHDRAW_DOCUMENT = ask.WithdrawDocument(
    withdrawn_on=DOCUMENT_WITHDRAWN.withdrawn_on, reason=DOCUMENT_WITHDRAWN.reason
)
RECORD_SIGNATURES = ask.RecordSignatures(
    version=1,
    method=Method.PAPER,
    signed_on=SIGNED.signed_on,
    signers=SIGNED.signers,
    class_name="8B",
    head_count=26,
)
TAKE_FURTHER = ask.TakeComplaintFurther(
    taken_on=TAKEN_FURTHER.taken_on, why=TAKEN_FURTHER.why, answer_within_school_days=5
)
ANSWER = ask.AnswerComplaint(
    answered_on=ANSWERED.answered_on, outcome=ANSWERED.outcome, answer=ANSWERED.answer
)
CORRECT = ask.CorrectLine(line=1, field="title", new="A better title", reason="A slip.")
WITHDRAW = ask.WithdrawLine(line=2, reason="It was meant for another entry.")

# Which commands are asked of an entry that began so.
ASKED_OF: dict[Command, tuple[Event, ...]] = {
    PUBLISH_VERSION: AGREEMENT,
    REVIEW_DOCUMENT: POLICY,
    WITHDRAW_DOCUMENT: POLICY,
    RECORD_SIGNATURES: AGREEMENT,
    TAKE_FURTHER: COMPLAINT,
    ANSWER: COMPLAINT,
    CORRECT: SESSION_HELD,
    WITHDRAW: SESSION_HELD,
}
OPENING: tuple[ask.Opening, ...] = (
    PUBLISH_AGREEMENT,
    PUBLISH_POLICY,
    RECORD_SESSION,
    RECORD_COVERAGE,
    RECEIVE,
    COMPLETE_REVIEW,
)
COMMANDS: tuple[Command, ...] = (*OPENING, *ASKED_OF)
