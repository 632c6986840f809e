"""One canonical example of every line and every command. All the people are invented."""

from datetime import UTC, date, datetime
from uuid import UUID

from domain.concerns import commands as ask
from domain.concerns import events as told
from domain.concerns.commands import Command
from domain.concerns.events import Adult, Event, Sharing, WorkingAs
from domain.facts import Answer
from domain.people import Person, Role
from domain.times import Occurred, Precision

MONDAY_NINE = datetime(2026, 9, 7, 9, 0, tzinfo=UTC)
FRIDAY_NOON = Occurred(
    start=datetime(2026, 9, 4, 11, 0, tzinfo=UTC), precision=Precision.APPROXIMATE
)


def _person(number: int, name: str, post: str, role: Role) -> Person:
    return Person(UUID(int=0xA000 + number), name, post, "Fellside School", role)


LEAD = _person(1, "Asma Khan", "Designated safeguarding lead", Role.DSL)
HEAD = _person(3, "Ruth Ainsley", "Headteacher", Role.HEAD)
TEACHER = _person(5, "Tom Barlow", "Teacher of Year 8", Role.CLASS_TEACHER)
CHAIR = _person(6, "Grace Obi", "Chair of governors", Role.CHAIR_OF_GOVERNORS)
MR_PIKE = _person(9, "Alan Pike", "Teacher of music", Role.CLASS_TEACHER)

PIKE = Adult(
    person=UUID(int=0xB003),
    full_name="Alan Pike",
    post="Teacher of music",
    working_as=WorkingAs.SUPPLY,
    employer="Northlight Supply",
    account=MR_PIKE.account,
)
FIRST, SECOND, LATER = (UUID(int=0xC001 + number) for number in range(3))
INCIDENT = UUID(int=0xD001)

OPENED = told.ConcernsOpened(
    person=PIKE.person,
    full_name=PIKE.full_name,
    post=PIKE.post,
    working_as=PIKE.working_as,
    employer=PIKE.employer,
    account=PIKE.account,
)
RECORDED = told.ConcernRecorded(
    concern=FIRST,
    post="Teacher of music",
    what="He gave a Year 9 pupil his own telephone number.",
    context="After choir, so that she could say whether she would sing.",
    action_taken="Asked her to use the school's address instead.",
    shared=Sharing.NAMED,
    shared_by="Dawn Price",
    code_clause="7.2 Contact outside school",
)
SELF_REPORTED = told.SelfReported(
    concern=SECOND,
    post="Teacher of music",
    what="I drove a pupil home without telling anybody.",
    context="The last bus had gone.",
    action_taken="Rang her mother from the car.",
    code_clause="9.1 Lifts",
)
AGENCY_TOLD = told.AgencyTold(
    agency="Northlight Supply",
    person_told="Petra Lund",
    what="That a concern below the harm threshold was recorded.",
    answer="She will add it to their own file.",
)
REVIEWED = told.PatternReviewed(
    concerns=(FIRST, SECOND),
    looked_at="Both concerns, the code of conduct and the choir rota.",
    pattern=Answer.NOT_KNOWN,
    reason="Two lapses of different kinds within a week.",
    next_look=date(2026, 10, 5),
)
ESCALATED = told.ConcernEscalated(
    concerns=(FIRST, SECOND),
    incident=INCIDENT,
    incident_reference="OSI-2026-K7Q4ZM",
    summary="Contact with one pupil outside school, twice.",
    in_danger_now=Answer.NO,
    reason="Taken together they may show a risk of harm.",
)
WITHDRAWN = told.ConcernWithdrawnInError(
    concern=FIRST,
    withdrawn_text=RECORDED.what,
    reason="It was another teacher.",
    to_be_corrected=("Petra Lund at Northlight Supply",),
)
CORRECTED = told.ConcernCorrected(
    line=2,
    line_name="concern-recorded.1",
    field="what",
    old=RECORDED.what,
    new="He gave a Year 10 pupil his own telephone number.",
    reason="She is in Year 10.",
    about=FIRST,
)
RETIMED = told.ConcernCorrected(
    line=2,
    line_name="concern-recorded.1",
    field="occurred",
    old_occurred=None,
    new_occurred=FRIDAY_NOON,
    reason="It was at the end of choir.",
    about=FIRST,
)
CLOSED = told.RegisterClosed(
    left_on=date(2026, 9, 4),
    kept_until=date(2032, 9, 4),
    reason="The school's schedule: six years after leaving.",
)
EVENTS: tuple[Event, ...] = (
    OPENED,
    RECORDED,
    SELF_REPORTED,
    AGENCY_TOLD,
    REVIEWED,
    ESCALATED,
    WITHDRAWN,
    CORRECTED,
    RETIMED,
    CLOSED,
)
ONE: tuple[Event, ...] = (OPENED, RECORDED)
TWO: tuple[Event, ...] = (*ONE, SELF_REPORTED)

RECORD = ask.RecordConcern(
    adult=PIKE,
    what=RECORDED.what,
    context=RECORDED.context,
    action_taken=RECORDED.action_taken,
    shared_by="Dawn Price",
    code_clause=RECORDED.code_clause,
)
SELF_REPORT = ask.SelfReport(
    adult=PIKE,
    what=SELF_REPORTED.what,
    context=SELF_REPORTED.context,
    action_taken=SELF_REPORTED.action_taken,
    code_clause=SELF_REPORTED.code_clause,
)
TELL_AGENCY = ask.RecordAgencyTold(
    agency=AGENCY_TOLD.agency,
    person_told=AGENCY_TOLD.person_told,
    what=AGENCY_TOLD.what,
    answer=AGENCY_TOLD.answer,
)
REVIEW = ask.ReviewPattern(
    looked_at=REVIEWED.looked_at,
    pattern=REVIEWED.pattern,
    reason=REVIEWED.reason,
    next_look=REVIEWED.next_look,
)
ESCALATE = ask.Escalate(
    summary=ESCALATED.summary, in_danger_now=Answer.NO, reason=ESCALATED.reason
)
WITHDRAW = ask.WithdrawInError(concern=FIRST, reason=WITHDRAWN.reason)
CORRECT = ask.CorrectLine(line=2, field="what", new=CORRECTED.new, reason=CORRECTED.reason)
CLOSE = ask.CloseRegister(
    left_on=CLOSED.left_on, kept_until=CLOSED.kept_until, reason=CLOSED.reason
)
COMMANDS: tuple[Command, ...] = (
    RECORD,
    SELF_REPORT,
    TELL_AGENCY,
    REVIEW,
    ESCALATE,
    WITHDRAW,
    CORRECT,
    CLOSE,
)
