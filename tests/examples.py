"""One canonical example of every event and every command. All the people are invented."""

from datetime import UTC, date, datetime
from uuid import UUID

from domain.categories import Category, Severity
from domain.facts import Answer, Fact
from domain.incident import commands as ask
from domain.incident import events as told
from domain.incident.commands import Command
from domain.incident.events import Event
from domain.incident.levels import ConflictKind, GrantLevel
from domain.incident.words import (
    Adviser,
    Agency,
    AllegationOutcome,
    Basis,
    Capacity,
    Consent,
    Consideration,
    Duty,
    EvidenceKind,
    Finding,
    How,
    ImageLock,
    Intent,
    LinkKind,
    PersonKind,
    Received,
    Recipient,
    ReferralReply,
    RemovalResult,
    RemovalThrough,
    ReporterKind,
    SafetyStep,
    Supporter,
)
from domain.people import Person, Role
from domain.playbook.walking import StepDue
from domain.playbook.words import Kind
from domain.school_days import Counting
from domain.times import Occurred, Precision

MONDAY_NINE = datetime(2026, 9, 7, 9, 0, tzinfo=UTC)
SUNDAY_EVENING = Occurred(
    start=datetime(2026, 9, 6, 19, 0, tzinfo=UTC), precision=Precision.APPROXIMATE
)


def _account(number: int) -> UUID:
    return UUID(int=0xA000 + number)


def _person(number: int, name: str, post: str, role: Role) -> Person:
    return Person(_account(number), name, post, "Fellside School", role)


LEAD = _person(1, "Asma Khan", "Designated safeguarding lead", Role.DSL)
DEPUTY = _person(2, "Colm Doyle", "Deputy safeguarding lead", Role.DEPUTY_DSL)
HEAD = _person(3, "Ruth Ainsley", "Headteacher", Role.HEAD)
COORDINATOR = _person(4, "Bryn Jones", "Online safety coordinator", Role.COORDINATOR)
TEACHER = _person(5, "Tom Barlow", "Teacher of Year 8", Role.CLASS_TEACHER)
CHAIR = _person(6, "Grace Obi", "Chair of governors", Role.CHAIR_OF_GOVERNORS)
OUTSIDER = _person(7, "Neil Marsden", "Trust safeguarding lead", Role.OUTSIDE_COUNTERSIGNER)

ELLIE = UUID(int=0xB001)  # A pupil, the victim.
JAKE = UUID(int=0xB002)  # A pupil, the instigator.
MR_PIKE = UUID(int=0xB003)  # A member of staff with an account.
MR_PIKES_ACCOUNT = _account(9)
TASK = UUID(int=0xC001)
REFERRAL = UUID(int=0xC002)
REMOVAL = UUID(int=0xC003)
MEASURE = UUID(int=0xC004)
HOLD = UUID(int=0xC005)
OTHER_INCIDENT = UUID(int=0xD001)

AT_RISK = Finding(
    fact=Fact.CHILD_AT_RISK,
    answer=Answer.NO,
    who_said_so="Asma Khan",
    why="Ellie is calm, at home with her mother, and knows whom to ask.",
)
NO_IMAGE = Finding(
    fact=Fact.SEXUAL_IMAGE_OF_UNDER_18,
    answer=Answer.NO,
    who_said_so="Tom Barlow",
    why="It was text messages only.",
)
THREE_TEXTS = {
    "summary": "Jake sent Ellie unkind messages over one weekend.",
    "how_followed_up": "Both were seen, both families were told, and the messages were removed.",
    "outcome": "Jake apologised and lost network access for a week; Ellie has a mentor.",
}

REPORTED = told.IncidentReported(
    reference="OSI-2026-K7Q4ZM",
    summary="Ellie says that Jake has been sending her unkind messages.",
    own_words="He won't stop and now the others are doing it as well.",
    place="At home",
    platform="A group chat",
    in_danger_now=Answer.NO,
    about_an_adult_here=Answer.NO,
    restricted=False,
    received=Received.TOLD_IN_PERSON,
    reporter=ReporterKind.NAMED,
    reporter_name="Ellie Marsh",
    on_behalf_of="Dawn Price, teaching assistant",
    told_at=datetime(2026, 9, 7, 8, 40, tzinfo=UTC),
    category_guess=Category.CD_06,
)
ELLIE_LINKED = told.PersonLinked(
    person=ELLIE,
    full_name="Ellie Marsh",
    kind=PersonKind.PUPIL,
    capacity=Capacity.VICTIM,
    year_or_post="Year 8",
    restricted=False,
)
JAKE_LINKED = told.PersonLinked(
    person=JAKE,
    full_name="Jake Holt",
    kind=PersonKind.PUPIL,
    capacity=Capacity.INSTIGATOR,
    year_or_post="Year 9",
    restricted=False,
)
PIKE_LINKED = told.PersonLinked(
    person=MR_PIKE,
    full_name="Alan Pike",
    kind=PersonKind.STAFF,
    capacity=Capacity.INSTIGATOR,
    year_or_post="Teacher of music",
    account=MR_PIKES_ACCOUNT,
    restricted=True,
)
ASSESSED = told.Assessed(
    category=Category.CD_06,
    category_title="Online bullying of a pupil",
    secondary=(Category.CN_05,),
    severity=Severity.MODERATE,
    default_severity=Severity.MODERATE,
    findings=(AT_RISK,),
    rationale="Repeated over one weekend, no threats.",
    restricted=False,
    image_lock=ImageLock.OPEN,
)

TELL_THE_HEAD = StepDue(
    step="tell-the-head",
    route="reporting",
    say="Report it to the head of school or executive principal.",
    kind=Kind.MUST,
    who=("online-safety-coordinator", "dsl"),
    within="same school day",
    due=datetime(2026, 9, 7, 15, 30, tzinfo=UTC),
    calendar=Counting.SCHOOL_DAY,
    done_by=("step-completed",),
    why="The head answers for the school and decides who else has to know.",
    source=("seed-2: all incidents reported",),
    edition="2026-09",
)
OUTSIDE_ROUTE = StepDue(
    step="outside-route",
    route="reporting",
    say="If you feel unable to report to the head, talk to your authority's team.",
    kind=Kind.MAY,
    who=("reporter",),
    within="when asked",
    due=None,
    calendar=Counting.NONE,
    done_by=("advice-sought", "step-completed"),
    why="Nobody should have to stay silent because of whom they would have to tell.",
    source=("seed-2: unable to report",),
    edition="2026-09",
    about="adult-victim",
)
ROUTES_OPENED = told.RoutesOpened(
    edition="2026-09",
    because="the report",
    routes=(told.RouteOpened(route="reporting", title="Telling the head, or somebody else"),),
    steps=(TELL_THE_HEAD, OUTSIDE_ROUTE),
)

STEPS_SET_ASIDE = told.StepsSetAside(
    steps=(
        told.SetAside(
            step="outside-route",
            because=(told.Turned(fact=Fact.STAFF_INSTIGATOR, answer=Answer.NO, line=2),),
        ),
    )
)

EVENTS: tuple[Event, ...] = (
    REPORTED,
    ELLIE_LINKED,
    told.CapacityChanged(
        person=JAKE,
        person_name="Jake Holt",
        was=Capacity.INSTIGATOR,
        capacity=Capacity.VICTIM,
        why="He was made to do it by an older person.",
        restricted=False,
    ),
    told.NamedInError(
        person=JAKE,
        person_name="Jake Holt",
        reason="The account had been taken over by somebody else.",
        to_be_corrected=("Asma Khan", "Karen Holt, parent of Jake Holt"),
    ),
    ASSESSED,
    told.FactsChanged(findings=(NO_IMAGE,), restricted=False, image_lock=ImageLock.OPEN),
    ROUTES_OPENED,
    STEPS_SET_ASIDE,
    told.EditionAdoptedForCase(
        edition="2027-09",
        was="2026-09",
        reason="The new edition is clearer about group chats.",
        no_longer_asked=("outside-route",),
    ),
    told.MadeSafe(
        steps=(SafetyStep.MONITOR_OFF,),
        what="The screen was switched off before the class saw more.",
        viewed_by_accident=True,
        viewed_by=("Tom Barlow",),
    ),
    told.EvidenceKept(
        exhibit="BJ/1",
        kind=EvidenceKind.DOCUMENT,
        description="The messages of Saturday and Sunday, printed as text.",
        source="https://chat.example/group/8",
        captured_by="Bryn Jones",
        captured_at=datetime(2026, 9, 7, 8, 50, tzinfo=UTC),
        method="Printed from Ellie's phone with her",
        held_by="Bryn Jones",
    ),
    told.EvidenceNotKept(reason="The messages had already vanished from the phone."),
    told.ExhibitHandedOver(
        exhibit="BJ/1",
        handed_by="Bryn Jones",
        received_by="PC Lee Watts",
        received_for="Lancashire Police",
        recipient=Recipient.POLICE,
        reason="Asked for by the police.",
        receipt="R-114",
    ),
    told.RemovalRequested(
        removal=REMOVAL,
        what="The messages about Ellie in the group chat",
        asked_of="Jake Holt",
        through=RemovalThrough.PERSON,
        agreement_cited="Acceptable use agreement 2026",
    ),
    told.RemovalOutcomeRecorded(
        removal=REMOVAL,
        what="The messages about Ellie in the group chat",
        result=RemovalResult.REMOVED,
        said="Jake deleted them with his father watching.",
    ),
    told.DslAlerted(why="A child is or may be at risk."),
    told.DslTold(
        dsl="Asma Khan", told_by="Tom Barlow", how=How.IN_PERSON, what="What Ellie had said."
    ),
    told.DslAcknowledged(next_act="I will see Ellie before break."),
    told.ParentInformed(
        pupil=ELLIE,
        pupil_name="Ellie Marsh",
        parent="Joanne Marsh",
        safe_to_tell=Answer.YES,
        how=How.PHONE,
        said="What happened and what we are doing.",
        response="Thankful, and will keep the phone downstairs at night.",
    ),
    told.ParentNotInformed(
        pupil=JAKE,
        pupil_name="Jake Holt",
        parent="Karen Holt",
        safe_to_tell=Answer.NO,
        reason="Jake says that he would be hurt at home; social care asked us to wait.",
        review_on=date(2026, 9, 9),
    ),
    told.EscalatedToLado(
        lado="Helen Frost",
        how=How.PHONE,
        discussed="Messages between a teacher and a pupil at night.",
        advice="No interview yet; strategy meeting on Wednesday.",
        reference_given="L-2026-88",
    ),
    told.AdviceSought(
        adviser="Professionals Online Safety Helpline",
        adviser_kind=Adviser.HELPLINE,
        how=How.PHONE,
        question="How is a group chat taken down?",
        advice="Report each message with the reason.",
    ),
    told.ReferralMade(
        referral=REFERRAL,
        agency=Agency.SOCIAL_CARE,
        contact="Duty desk",
        how=How.PHONE,
        reason="Ellie said that she is afraid to go home.",
        consent=Consent.NOT_SOUGHT_FOR_SAFETY,
        reference_given="CSC-4471",
        reply_expected=date(2026, 9, 8),
    ),
    told.ReferralAnswered(
        referral=REFERRAL,
        agency=Agency.SOCIAL_CARE,
        reply=ReferralReply.ACCEPTED,
        said="A social worker will visit today.",
    ),
    told.StatutoryReportMade(
        duty=Duty.CHILD_SEXUAL_ABUSE,
        reported_to="Lancashire Police",
        what="What Ellie told me about the man from the game.",
        reference_given="LP-20260907-0312",
    ),
    told.CaseManagerAppointed(
        manager=HEAD.account,
        manager_name="Ruth Ainsley",
        manager_post="Headteacher",
        manager_role=Role.HEAD,
        why="An allegation about a member of staff.",
    ),
    told.HarmThresholdAssessed(
        harmed_a_child=Answer.NOT_KNOWN,
        possible_offence=Answer.NO,
        risk_of_harm=Answer.YES,
        not_suitable=Answer.NOT_KNOWN,
        rationale="Private messages at night with a pupil.",
        guidance="Keeping children safe in education 2026, part four",
    ),
    told.InterviewHeld(
        with_whom="Alan Pike",
        present=("Ruth Ainsley", "Paula Wren (HR)"),
        account_given="He said that he had answered a question about homework.",
    ),
    told.IntentDetermined(
        intent=Intent.DELIBERATE, relied_on=("BJ/1",), rationale="He wrote on six nights."
    ),
    told.CourseOfActionDecided(
        course="The disciplinary procedure, stage two.",
        procedure="Staff disciplinary policy 2026",
        outcome=AllegationOutcome.SUBSTANTIATED,
        rationale="Agreed with the LADO and HR.",
    ),
    told.PausedForPolice(
        force="Lancashire Police",
        officer="DC Imran Shah",
        terms="Speak to nobody about the account until we say so.",
        reference_given="LP-77",
    ),
    told.Resumed(officer="DC Imran Shah", terms="The school may now speak to everyone."),
    told.MeetingHeld(
        with_whom=("Karen Holt",),
        purpose="To talk about the comments online.",
        points="The open door, and what the home-school agreement says.",
        outcome="She will take the page down tonight.",
        agreement_cited="Home-school agreement 2026",
        note_taker="Bryn Jones",
    ),
    told.LetterSent(
        sent_to="Karen Holt",
        subject="Comments on social media",
        text="Thank you for coming in on Monday.",
        how=How.LETTER,
    ),
    told.SupportAssigned(
        person=ELLIE,
        person_name="Ellie Marsh",
        supporter=Supporter.CLASS_TEACHER,
        supporter_name="Tom Barlow",
        what="Ten minutes each morning.",
        wishes="Ellie wants nobody else to know.",
        review_on=date(2026, 9, 21),
    ),
    told.SanctionOrSupportDecided(
        measure=MEASURE,
        person=JAKE,
        person_name="Jake Holt",
        sanction="No network access for a week.",
        support="Two sessions with the mentor.",
        policy="Behaviour policy, section 6",
        needs_considered="No special needs known.",
        rationale="A first time, and he was sorry.",
    ),
    told.SanctionWithdrawn(
        measure=MEASURE,
        person=JAKE,
        person_name="Jake Holt",
        reason="Somebody else had used his account.",
    ),
    told.SafetyPlanAgreed(
        person=ELLIE,
        person_name="Ellie Marsh",
        plan="A different route between lessons.",
        agreed_with=("Ellie Marsh", "Joanne Marsh"),
        review_on=date(2026, 9, 21),
    ),
    told.DecisionRecorded(
        consideration=Consideration.DSL_INVOLVEMENT,
        question="Should the DSL be involved for Jake?",
        yes=True,
        rationale="He may be at risk himself.",
        guidance="School policy, page 16",
        step="instigator-dsl",
    ),
    told.StepCompleted(
        step="tell-the-head", what_was_done="Told Ruth Ainsley in her room at break."
    ),
    told.StepNotNeeded(step="outside-route", reason="Nobody felt unable to report it in school."),
    told.TaskAssigned(
        task=TASK,
        what="Block the site on the pupils' network",
        assignee_name="Sam Reed",
        due=date(2026, 9, 8),
        for_a_technician=True,
        step="mend-the-filter",
    ),
    told.TaskDone(
        task=TASK,
        what="Block the site on the pupils' network",
        result="Blocked and tried.",
        step="mend-the-filter",
    ),
    told.ProceduresReviewed(changed=True, what="Group chats are now part of the Year 7 lessons."),
    told.NoteAdded(text="Rang home, no answer.", basis=Basis.OBSERVED),
    told.LineCorrected(
        line=2,
        line_name="person-linked.1",
        field="full_name",
        old="Elly Marsh",
        new="Ellie Marsh",
        reason="Misspelt.",
        about=str(ELLIE),
    ),
    told.LinkedTo(
        other=OTHER_INCIDENT,
        other_reference="OSI-2026-P3R8TC",
        link=LinkKind.SAME_PEOPLE,
        why="The same group chat in June.",
    ),
    told.OwnerChanged(
        owner=DEPUTY.account,
        owner_name="Colm Doyle",
        handover="Asma Khan is on leave until the 21st.",
    ),
    told.ConflictDeclared(
        account=MR_PIKES_ACCOUNT,
        account_name="Alan Pike",
        kind=ConflictKind.RELATED,
        declared_by=LEAD.account,
        confirm_by=datetime(2026, 9, 8, 9, 0, tzinfo=UTC),
        reason="He is Jake's uncle.",
    ),
    told.ConflictLifted(
        account=MR_PIKES_ACCOUNT,
        account_name="Alan Pike",
        reason="Another family of the same name.",
    ),
    told.AccessGranted(
        account=MR_PIKES_ACCOUNT,
        account_name="Alan Pike",
        level=GrantLevel.THIS_CASE,
        until=datetime(2026, 10, 1, 9, 0, tzinfo=UTC),
        reason="He is to be Ellie's mentor.",
    ),
    told.AccessRevoked(
        account=MR_PIKES_ACCOUNT, account_name="Alan Pike", reason="The mentoring has ended."
    ),
    told.LegalHoldPlaced(
        hold=HOLD, authority="Lancashire Police", reason="The inquiry into the older person."
    ),
    told.LegalHoldLifted(
        hold=HOLD, authority="Lancashire Police", reason="The inquiry has ended."
    ),
    told.StruckOut(reason="Reported twice.", duplicate_of="OSI-2026-P3R8TC"),
    told.FileSent(
        pupil=ELLIE,
        pupil_name="Ellie Marsh",
        school_name="Beckside High School",
        recipient="Mary Lund, DSL",
        how=How.IN_PERSON,
    ),
    told.FileReceiptConfirmed(
        pupil=ELLIE,
        pupil_name="Ellie Marsh",
        school_name="Beckside High School",
        confirmed_by="Mary Lund, DSL",
        how=How.EMAIL,
    ),
    told.ClosureProposed(**THREE_TEXTS, proposed_by=LEAD.account),
    told.Countersigned(countersigned_by=HEAD.account, remark="Read and agreed."),
    told.ClosureRefused(reason="Jake's father has not been heard."),
    told.Closed(**THREE_TEXTS),
    told.Reopened(reason="It began again.", new_information="A new group chat since Friday."),
)

COMMANDS: tuple[Command, ...] = (
    ask.ReportIncident(
        summary="Ellie says that Jake has been sending her unkind messages.",
        own_words="He won't stop and now the others are doing it as well.",
        in_danger_now=Answer.NO,
        about_an_adult_here=Answer.NO,
        received=Received.TOLD_IN_PERSON,
        reporter_name="Ellie Marsh",
        category_guess=Category.CD_06,
    ),
    ask.LinkPerson(
        full_name="Ravi Patel",
        kind=PersonKind.PUPIL,
        capacity=Capacity.WITNESS,
        year_or_post="Year 8",
    ),
    ask.ChangeCapacity(
        person=JAKE, capacity=Capacity.VICTIM, why="He was made to do it by an older person."
    ),
    ask.MarkNamedInError(person=JAKE, reason="The account had been taken over."),
    ask.Assess(
        category=Category.CD_06,
        secondary=(Category.CN_05,),
        findings=(AT_RISK,),
        rationale="Repeated over one weekend, no threats.",
    ),
    ask.ChangeFacts(findings=(NO_IMAGE,)),
    ask.MakeSafe(steps=(SafetyStep.LAPTOP_CLOSED,), what="The laptop was closed at once."),
    ask.KeepEvidence(
        kind=EvidenceKind.DOCUMENT, description="The messages, printed as text.", exhibit="BJ/2"
    ),
    ask.KeepNoEvidence(reason="The messages had already vanished from the phone."),
    ask.HandOverExhibit(
        exhibit="BJ/1",
        handed_by="Bryn Jones",
        received_by="PC Lee Watts",
        received_for="Lancashire Police",
        recipient=Recipient.POLICE,
        reason="Asked for by the police.",
    ),
    ask.RequestRemoval(what="The messages about Ellie", asked_of="Jake Holt"),
    ask.RecordRemovalOutcome(result=RemovalResult.REMOVED, said="Gone since last night."),
    ask.AlertDsl(why="Ellie is frightened to come in."),
    ask.TellDsl(dsl="Asma Khan", what="What Ellie had said."),
    ask.Acknowledge(next_act="I will see Ellie before break."),
    ask.InformParent(
        pupil=ELLIE,
        parent="Joanne Marsh",
        safe_to_tell=Answer.YES,
        said="What happened and what we are doing.",
    ),
    ask.DecideNotToInformParent(
        pupil=JAKE, parent="Karen Holt", reason="Social care asked us to wait."
    ),
    ask.EscalateToLado(lado="Helen Frost", discussed="Messages at night."),
    ask.SeekAdvice(
        adviser="Helen Tranter",
        adviser_kind=Adviser.HR,
        question="What may we say to staff?",
    ),
    ask.MakeReferral(agency=Agency.POLICE, reason="A threat to hurt her."),
    ask.RecordReferralAnswer(
        agency=Agency.SOCIAL_CARE, reply=ReferralReply.ACCEPTED, said="A visit today."
    ),
    ask.MakeStatutoryReport(duty=Duty.CHILD_SEXUAL_ABUSE, reported_to="Lancashire Police"),
    ask.AppointCaseManager(manager=HEAD.account, why="An allegation about a member of staff."),
    ask.AssessHarmThreshold(
        harmed_a_child=Answer.NO,
        possible_offence=Answer.NO,
        risk_of_harm=Answer.NO,
        not_suitable=Answer.NO,
        rationale="One message about homework, at four in the afternoon.",
    ),
    ask.HoldInterview(with_whom="Jake Holt", account_given="He says it was a joke."),
    ask.DetermineIntent(intent=Intent.DELIBERATE, rationale="He wrote on six nights."),
    ask.DecideCourseOfAction(course="A letter of advice.", rationale="Agreed with HR."),
    ask.PauseForPolice(force="Lancashire Police", terms="Speak to nobody yet."),
    ask.Resume(terms="The school may now speak to everyone."),
    ask.HoldMeeting(
        with_whom=("Karen Holt",), purpose="The comments online.", points="The agreement."
    ),
    ask.SendLetter(sent_to="Karen Holt", subject="Comments online", text="Thank you for coming."),
    ask.AssignSupport(
        person=ELLIE,
        supporter=Supporter.CLASS_TEACHER,
        supporter_name="Tom Barlow",
        what="Ten minutes each morning.",
    ),
    ask.DecideSanctionOrSupport(
        person=JAKE,
        sanction="No network access for a week.",
        policy="Behaviour policy, section 6",
        rationale="A first time, and he was sorry.",
    ),
    ask.WithdrawSanction(person=JAKE, reason="Somebody else had used his account."),
    ask.AgreeSafetyPlan(
        person=ELLIE, plan="A different route between lessons.", agreed_with=("Ellie Marsh",)
    ),
    ask.RecordDecision(
        consideration=Consideration.CHAIR_INVOLVEMENT,
        question="Should the chair of governors be involved?",
        yes=False,
        rationale="The meeting solved it.",
    ),
    ask.CompleteStep(
        step="tell-the-head", what_was_done="Told Ruth Ainsley in her room at break."
    ),
    ask.MarkStepNotNeeded(
        step="outside-route", reason="Nobody felt unable to report it in school."
    ),
    ask.AdoptEdition(edition="2027-09", reason="It is clearer about group chats."),
    ask.AssignTask(what="Look at the filter log of Friday", assignee_name="Sam Reed"),
    ask.CompleteTask(task=TASK, result="Blocked and tried."),
    ask.ReviewProcedures(changed=False, what="The rules were clear and were followed."),
    ask.AddNote(text="Rang home, no answer."),
    ask.CorrectLine(line=2, field="full_name", new="Eleanor Marsh", reason="Her full name."),
    ask.Link(other=OTHER_INCIDENT, link=LinkKind.SAME_PEOPLE, why="The same chat in June."),
    ask.ChangeOwner(owner=DEPUTY.account, handover="Asma Khan is on leave."),
    ask.DeclareConflict(
        account=MR_PIKES_ACCOUNT,
        account_name="Alan Pike",
        kind=ConflictKind.RELATED,
        reason="He is Jake's uncle.",
    ),
    ask.LiftConflict(
        account=MR_PIKES_ACCOUNT,
        account_name="Alan Pike",
        reason="Another family of the same name.",
    ),
    ask.GrantAccess(
        account=MR_PIKES_ACCOUNT, account_name="Alan Pike", reason="He is to be Ellie's mentor."
    ),
    ask.RevokeAccess(
        account=MR_PIKES_ACCOUNT, account_name="Alan Pike", reason="The mentoring has ended."
    ),
    ask.PlaceHold(authority="Lancashire Police", reason="An inquiry."),
    ask.LiftHold(authority="Lancashire Police", reason="The inquiry has ended."),
    ask.StrikeOut(reason="Reported twice."),
    ask.SendFile(
        pupil=ELLIE,
        school_name="Beckside High School",
        recipient="Mary Lund, DSL",
        how=How.OTHER,
    ),
    ask.ConfirmFileReceipt(
        pupil=ELLIE,
        school_name="Beckside High School",
        confirmed_by="Mary Lund, DSL",
        how=How.EMAIL,
    ),
    ask.ProposeClosure(**THREE_TEXTS),
    ask.Countersign(),
    ask.RefuseClosure(reason="Jake's father has not been heard."),
    ask.Close(**THREE_TEXTS),
    ask.Reopen(reason="It began again."),
)

# An ordinary incident in which almost anything can come next.
ORDINARY: tuple[Event, ...] = (
    REPORTED,
    ELLIE_LINKED,
    JAKE_LINKED,
    *(
        event
        for event in EVENTS
        if isinstance(
            event,
            told.EvidenceKept
            | told.RemovalRequested
            | told.ReferralMade
            | told.TaskAssigned
            | told.LegalHoldPlaced
            | told.DslTold
            | told.FileSent
            | told.SanctionOrSupportDecided,
        )
    ),
)

# The same with everything done that closing asks for.
SETTLED: tuple[Event, ...] = (
    *ORDINARY,
    ASSESSED,
    *(
        event
        for event in EVENTS
        if isinstance(
            event,
            told.DslAcknowledged
            | told.ParentInformed
            | told.ParentNotInformed
            | told.SupportAssigned
            | told.ProceduresReviewed
            | told.RemovalOutcomeRecorded
            | told.ReferralAnswered
            | told.TaskDone,
        )
    ),
)
