"""Staff as victims: of a parent, of a pupil, of one another."""

from domain.categories import Category
from domain.facts import Fact
from domain.incident.commands import (
    AppointCaseManager,
    Assess,
    AssessHarmThreshold,
    Close,
    Countersign,
    DecideCourseOfAction,
    DetermineIntent,
    HoldInterview,
    HoldMeeting,
    KeepEvidence,
    ProposeClosure,
    RecordRemovalOutcome,
    RequestRemoval,
    SeekAdvice,
    SendLetter,
)
from domain.incident.words import (
    AllegationOutcome,
    Capacity,
    Consideration,
    EvidenceKind,
    How,
    Intent,
    PersonKind,
    Received,
    RemovalResult,
    RemovalThrough,
    Supporter,
)
from domain.people import Role
from interfaces.cli.made_up.asks import (
    NO,
    YES,
    adult,
    considered,
    decided_about,
    dsl_considered,
    found,
    parent_told,
    procedures,
    pupil,
    reported,
    supported,
)
from interfaces.cli.made_up.people import AMINA, GRACE, OWEN, PRIYA, RUTH
from interfaces.cli.made_up.telling import at, story

OF_A_PARENT = story(
    "a parent's page about a teacher",
    at(
        "2026-09-21 08:30",
        RUTH,
        reported(
            "A parent has written hurtful comments about a teacher on a public page.",
            platform="A public page of the village",
            received=Received.EMAIL,
            reporter_name=GRACE,
            own_words="Everybody at the bus stop has read it, and I do not know what to say.",
        ),
        adult(GRACE, PersonKind.STAFF, Capacity.VICTIM, "Science teacher", has_account=True),
        adult("Gareth Pollard", PersonKind.PARENT, Capacity.INSTIGATOR, "Parent, Year 9"),
        KeepEvidence(
            kind=EvidenceKind.PRINTOUT,
            description="Four comments and their dates, printed before anybody was asked to act.",
            captured_by=OWEN,
            held_by=RUTH,
        ),
        occurred="about 2026-09-19 21:00",
    ),
    at(
        "2026-09-21 10:00",
        RUTH,
        Assess(
            category=Category.CD_07,
            findings=(
                found(Fact.STAFF_VICTIM_OF_PARENT, YES, RUTH, "He signs with his own name."),
                found(Fact.ILLEGAL, NO, RUTH, "Unkind and untrue, but without any threat."),
                found(Fact.PERSISTENT, NO, RUTH, "He has not written of the school before."),
            ),
            rationale="She is named, and the page is read by many families of the school.",
        ),
        supported(
            GRACE,
            Supporter.HEAD,
            RUTH,
            "A talk before school, and a lesson covered so that she could ring her union.",
            wishes="She wants the comments gone more than an apology.",
        ),
        SendLetter(
            sent_to="Gareth Pollard",
            subject="An invitation to come in and talk",
            text="I have become aware of what has been written online about a member of our "
            "staff. Our door is open, and I am sorry that you did not come to us first. "
            "Please come in on Wednesday at 3.45 so that we can talk about it.",
            how=How.EMAIL,
        ),
    ),
    at(
        "2026-09-23 16:40",
        RUTH,
        HoldMeeting(
            with_whom=("Gareth Pollard", PRIYA),
            purpose="To talk about what was written, and to have it taken down",
            points="He was angry about a homework mark. He had not thought of who reads the page.",
            outcome="He will take the comments down tonight, and bring complaints to the school.",
            agreement_cited="The home-school agreement, which he signed in September 2025",
            note_taker=PRIYA,
        ),
        RequestRemoval(
            what="Four comments about a teacher on the public page of the village",
            asked_of="Gareth Pollard",
            agreement_cited="the home-school agreement",
        ),
        considered(
            "Should the chair of governors be involved?",
            False,
            "He came when he was invited and has agreed to act. To be looked at again on Friday.",
            Consideration.CHAIR_INVOLVEMENT,
        ),
        occurred="2026-09-23 15:45",
    ),
    at(
        "2026-09-25 09:10",
        OWEN,
        RecordRemovalOutcome(
            result=RemovalResult.REMOVED,
            said="The comments are gone, and he has written a line to say that he was wrong.",
        ),
    ),
    at(
        "2026-09-28 15:50",
        RUTH,
        SendLetter(
            sent_to="Gareth Pollard",
            subject="Thanks, and how to raise a complaint",
            text="Thank you for taking the comments down. I enclose our complaints procedure.",
        ),
        ProposeClosure(
            summary="A parent wrote hurtful comments about a teacher on a public page.",
            how_followed_up="He was invited in, met the head and took the comments down.",
            outcome="The matter of the mark was explained. The teacher feels supported.",
        ),
    ),
    at("2026-09-29 08:45", AMINA, Countersign(remark="Ms Adeyemi has read this and agrees.")),
    at("2026-09-29 09:15", RUTH, Close()),
)

OF_A_PUPIL = story(
    "a film that mocks a teacher",
    at(
        "2026-10-08 12:50",
        OWEN,
        reported(
            "A Year 7 pupil has put together a film that mocks a teacher, and posted it.",
            platform="A site for short films",
            received=Received.TOLD_IN_PERSON,
            reporter_name="Tom Fielding",
        ),
        adult("Tom Fielding", PersonKind.STAFF, Capacity.VICTIM, "Maths teacher"),
        pupil("Alfie Denholm", "Year 7", Capacity.INSTIGATOR),
        KeepEvidence(
            kind=EvidenceKind.SCREENSHOT,
            description="The page of the film with its title, its date and the comments below it.",
        ),
        occurred="about 2026-10-07 18:00",
    ),
    at(
        "2026-10-08 14:30",
        OWEN,
        Assess(
            category=Category.CD_07,
            findings=(
                found(Fact.STAFF_VICTIM_OF_PUPIL, YES, OWEN, "His voice and name are used."),
                found(Fact.UNDER_13, YES, PRIYA, "He will be 12 in January."),
                found(Fact.SERIOUS, YES, OWEN, "About two hundred people have seen it."),
            ),
            rationale="It was meant to be funny, and it is humiliating.",
        ),
        RequestRemoval(
            what="The film about a teacher",
            asked_of="Alfie Denholm",
            agreement_cited="the acceptable use agreement, signed on 4 September 2026",
        ),
        dsl_considered(True, "He is eleven and is on a site that is meant for older children."),
        supported(
            "Tom Fielding",
            Supporter.SENIOR_LEADER,
            PRIYA,
            "A talk on the same day. She takes his Year 7 class this week.",
        ),
    ),
    at(
        "2026-10-09 09:30",
        OWEN,
        RecordRemovalOutcome(
            result=RemovalResult.REFUSED,
            said="He says that it is only a joke and that everybody likes it.",
        ),
        parent_told(
            "Alfie Denholm",
            "Carol Denholm",
            "Alfie posted a film that mocks a teacher, and will not take it down.",
            "She did not know of the account. She wants it closed.",
        ),
        RequestRemoval(
            what="The film, and the account of a child under 13",
            asked_of="The site for short films",
            through=RemovalThrough.PLATFORM,
            reference_given="SF-20418",
        ),
    ),
    at(
        "2026-10-12 08:50",
        OWEN,
        RecordRemovalOutcome(
            result=RemovalResult.REMOVED,
            said="The site has closed the account, because its owner is under 13.",
        ),
    ),
    at(
        "2026-10-13 15:10",
        PRIYA,
        decided_about(
            "Alfie Denholm",
            "He understood once he had talked with Mr Fielding, and cried.",
            sanction="One day in the inclusion room.",
            support="Four sessions with the learning mentor about joking and hurting.",
            needs="He is on the register of special needs for attention; sessions are short.",
        ),
        procedures("The lesson on posting about others comes in September now.", changed=True),
        ProposeClosure(
            summary="A Year 7 pupil posted a film that mocked a teacher.",
            how_followed_up="He would not take it down, so the site was asked and did.",
            outcome="He has apologised in person. His mother keeps an eye on new accounts.",
        ),
    ),
    at("2026-10-14 08:40", RUTH, Countersign()),
    at("2026-10-14 10:10", OWEN, Close()),
)

OF_STAFF = story(
    "unkind words among staff",
    at(
        "2026-10-12 16:10",
        AMINA,
        reported(
            "A supply teacher was mocked by a colleague in a staff group chat.",
            platform="A group chat of staff",
            adult=YES,
            received=Received.TOLD_IN_PERSON,
            reporter_name="Nadia Rahman",
        ),
        adult("Nadia Rahman", PersonKind.SUPPLY, Capacity.VICTIM, "Supply teacher"),
        adult("Keith Anstey", PersonKind.STAFF, Capacity.INSTIGATOR, "Site manager"),
        KeepEvidence(
            kind=EvidenceKind.SCREENSHOT,
            description="Three messages of 9 October, handed over by the person they are about.",
            captured_by="Nadia Rahman",
            held_by=AMINA,
        ),
        occurred="2026-10-09",
    ),
    at(
        "2026-10-13 08:30",
        RUTH,
        lambda known: AppointCaseManager(
            manager=known.account(RUTH),
            manager_name=RUTH,
            manager_post="Head of school",
            manager_role=Role.HEAD,
            why="The head manages concerns about members of staff.",
        ),
        Assess(
            category=Category.CD_07,
            findings=(
                found(Fact.STAFF_VICTIM_OF_STAFF, YES, AMINA, "Both work here."),
                found(Fact.STAFF_INSTIGATOR, YES, AMINA, "He wrote the messages himself."),
                found(Fact.CHILD_AT_RISK, NO, AMINA, "No pupil is spoken of or saw it."),
            ),
            rationale="Three remarks about her accent in front of eleven colleagues.",
        ),
        AssessHarmThreshold(
            harmed_a_child=NO,
            possible_offence=NO,
            risk_of_harm=NO,
            not_suitable=NO,
            rationale="It is a matter between adults, and no child comes into it.",
            guidance="Keeping children safe in education, part four",
        ),
        SeekAdvice(
            adviser="Helen Tranter of Schools HR",
            question="May the head talk with him before anything else is decided?",
            advice="Yes. Ask for the messages to be removed, and keep a note of the talk.",
        ),
        considered(
            "Does this bear on his contract of employment?",
            True,
            "The code of conduct, which he signed, covers messages among colleagues.",
            Consideration.EMPLOYMENT,
            "Code of conduct, section 4",
        ),
    ),
    at(
        "2026-10-14 16:30",
        RUTH,
        HoldInterview(
            with_whom="Keith Anstey",
            present=("a representative of his union",),
            account_given="I thought it was banter. I see now that it was not.",
        ),
        DetermineIntent(
            intent=Intent.DELIBERATE,
            relied_on=("the three messages", "his own account"),
            rationale="He meant to be funny at her expense, though not to drive her out.",
        ),
        RequestRemoval(
            what="Three messages in a staff group chat",
            asked_of="Keith Anstey",
            agreement_cited="the code of conduct",
        ),
        occurred="2026-10-14 15:45",
    ),
    at(
        "2026-10-15 09:00",
        RUTH,
        RecordRemovalOutcome(result=RemovalResult.REMOVED, said="He has apologised to the group."),
        DecideCourseOfAction(
            course="A recorded conversation, and training on respect at work.",
            procedure="Low-level concerns",
            outcome=AllegationOutcome.SUBSTANTIATED,
            rationale="It is the first time, and he apologised before he was told to.",
        ),
        supported(
            "Nadia Rahman",
            Supporter.SENIOR_LEADER,
            PRIYA,
            "Was offered a talk, and the choice of another corridor.",
            wishes="She would rather leave it at the apology.",
            declined=True,
        ),
    ),
    at(
        "2026-10-20 15:40",
        RUTH,
        ProposeClosure(
            summary="A supply teacher was mocked by a colleague in a staff group chat.",
            how_followed_up="He was interviewed with his union, and removed the messages.",
            outcome="The allegation was found true. A recorded conversation, and training.",
        ),
    ),
    at("2026-10-21 08:50", AMINA, Countersign()),
    at("2026-10-21 09:20", RUTH, Close()),
)

STORIES = (OF_A_PARENT, OF_A_PUPIL, OF_STAFF)
