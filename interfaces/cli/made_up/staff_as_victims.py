"""Staff as victims of a parent and of a pupil."""

from domain.categories import Category
from domain.facts import Fact
from domain.incident.commands import (
    Assess,
    Close,
    Countersign,
    HoldMeeting,
    KeepEvidence,
    ProposeClosure,
    RecordRemovalOutcome,
    RequestRemoval,
    SeekAdvice,
    SendLetter,
)
from domain.incident.words import (
    Adviser,
    Capacity,
    Consideration,
    EvidenceKind,
    How,
    PersonKind,
    Received,
    RemovalResult,
    RemovalThrough,
    Supporter,
)
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
from interfaces.cli.made_up.steps import decided_no, decided_yes, did, not_needed, usual
from interfaces.cli.made_up.telling import at, story

OF_A_PARENT = story(
    "a parent's page about a teacher",
    at(
        "2026-09-21 08:30",
        RUTH,
        reported(
            "On Saturday evening a parent wrote hurtful comments about a teacher on a public "
            "page.",
            platform="A public page of the village",
            received=Received.EMAIL,
            reporter_name=GRACE,
            own_words="Everybody at the bus stop has read it, and I do not know what to say.",
        ),
        adult(GRACE, PersonKind.STAFF, Capacity.VICTIM, "Science teacher", has_account=True),
        adult("Gareth Pollard", PersonKind.PARENT, Capacity.INSTIGATOR, "of a pupil in Year 9"),
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
                found(Fact.SERIOUS, NO, RUTH, "Four comments, all on one evening."),
                found(Fact.CHILD_AT_RISK, NO, RUTH, "No child comes into it."),
                found(Fact.SEXUAL_IMAGE_OF_UNDER_18, NO, RUTH, "There are only words."),
                found(Fact.COERCION_OR_GROOMING, NO, RUTH, "He asks nothing of her."),
                found(Fact.RADICALISATION, NO, RUTH, "It is about a mark for homework."),
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
            step="invite-the-parent",
        ),
        usual("make-safe"),
        did("single-contact", "I speak with the parent, and nobody else does."),
        did("union-advice", "She was told of it, and rang her union herself."),
        decided_no("support-contacts", "She has her union, and wants nobody else told."),
    ),
    at("2026-09-21 12:30", OWEN, not_needed("tell-the-head", "The head reported it herself.")),
    at(
        "2026-09-23 16:40",
        RUTH,
        HoldMeeting(
            with_whom=("Gareth Pollard", PRIYA),
            purpose="What was written, and how it can be taken down",
            points="He was angry about a homework mark. He had not thought of who reads the page.",
            outcome="He will take the comments down tonight, and bring complaints to the school.",
            agreement_cited="The home-school agreement, which he signed in September 2025",
            note_taker=PRIYA,
        ),
        RequestRemoval(
            what="Four comments about a teacher on the public page of the village",
            asked_of="Gareth Pollard",
            agreement_cited="the home-school agreement",
            step="parent-removal",
        ),
        considered(
            "Should the chair of governors be involved?",
            False,
            "He came when he was invited and has agreed to act. To be looked at again on Friday.",
            Consideration.CHAIR_INVOLVEMENT,
            step="parent-chair",
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
        not_needed("parent-platform", "He took the comments down himself."),
        usual("ask-again-if-illegal"),
        procedures(
            "How to complain now stands on the first page of the school's site.",
            PRIYA,
            changed=True,
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
        SeekAdvice(
            adviser="the council's online safety team",
            adviser_kind=Adviser.ONLINE_SAFETY_TEAM,
            question="Has the school left anything out?",
            advice="No. Keep the pages that were saved until the end of the year.",
        ),
        usual("consider-the-governing-body"),
        usual("consider-the-chair"),
        did("look-back", "She has looked every day, and nothing new was written."),
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
                found(
                    Fact.CHILD_AT_RISK, NO, PRIYA, "Nobody he does not know has written to him."
                ),
                found(Fact.ILLEGAL, NO, OWEN, "It mocks and does not threaten."),
                found(Fact.SEXUAL_IMAGE_OF_UNDER_18, NO, OWEN, "It shows a teacher at a board."),
                found(Fact.COERCION_OR_GROOMING, NO, PRIYA, "He made it alone, and says so."),
                found(Fact.RADICALISATION, NO, PRIYA, "It is about a lesson in maths."),
                found(Fact.PERSISTENT, NO, PRIYA, "It is the first that anybody knows of."),
                found(Fact.REMOVAL_REFUSED, NO, OWEN, "He is asked today."),
                found(Fact.UNSAFE_TO_TELL_PARENTS, NO, PRIYA, "His mother helps him at home."),
            ),
            rationale="It was meant to be funny, and it is humiliating.",
        ),
        RequestRemoval(
            what="The film about a teacher",
            asked_of="Alfie Denholm",
            agreement_cited="the acceptable use agreement, signed on 4 September 2026",
            step="pupil-takes-it-down",
        ),
        dsl_considered(True, "He is eleven and is on a site that is meant for older children."),
        supported(
            "Tom Fielding",
            Supporter.SENIOR_LEADER,
            PRIYA,
            "A talk on the same day. She takes his Year 7 class this week.",
        ),
        usual("make-safe"),
        usual("tell-the-head"),
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
            "I did not know of the account. I want it closed.",
        ),
        RequestRemoval(
            what="The film, and the account of a child under 13",
            asked_of="the site for short films",
            through=RemovalThrough.PLATFORM,
            reference_given="SF-20418",
            step="under-13-account",
        ),
        not_needed("refused-platform", "The film was reported with the account."),
    ),
    at(
        "2026-10-09 12:30",
        RUTH,
        did("single-contact", "I answer for the school, to him and to the family."),
        did("union-advice", "He knows that he can ring his union, and sees no need."),
        decided_no("support-contacts", "The talks with Ms Raman are all that he wants."),
        not_needed("serious-police", "It mocks him and threatens nobody. He agrees."),
        usual("consider-the-governing-body"),
        usual("consider-the-chair"),
    ),
    at(
        "2026-10-12 08:50",
        OWEN,
        RecordRemovalOutcome(
            result=RemovalResult.REMOVED,
            said="The site has closed the account, because its owner is under 13.",
        ),
        not_needed("online-safety-team", "The site has acted, so there is nothing to ask."),
        did("others-involved", "He made it alone. Those who watched it are told why it hurts."),
        not_needed("pupil-removal", "He was asked on the first day, and the site took it down."),
        decided_yes("instigator-dsl", "The safeguarding lead has heard of it, and sees him."),
        usual("ask-again-if-illegal"),
    ),
    at(
        "2026-10-13 14:40",
        OWEN,
        did("look-back", "No other film has come, and Mr Fielding teaches the class again."),
    ),
    at(
        "2026-10-13 15:10",
        PRIYA,
        decided_about(
            "Alfie Denholm",
            "He understood once he had talked with Mr Fielding, and cried.",
            sanction="one day in the inclusion room",
            support="four sessions with the learning mentor about joking and hurting",
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

STORIES = (OF_A_PARENT, OF_A_PUPIL)
