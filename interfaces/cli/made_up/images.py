"""Sexual images of somebody under 18: never looked at, never copied, described in words only."""

from datetime import date

from domain.categories import Category
from domain.facts import Fact
from domain.incident.commands import (
    Acknowledge,
    AddNote,
    AgreeSafetyPlan,
    AlertDsl,
    Assess,
    ChangeFacts,
    Close,
    Countersign,
    HandOverExhibit,
    KeepEvidence,
    MakeReferral,
    MakeSafe,
    MakeStatutoryReport,
    PauseForPolice,
    ProposeClosure,
    RecordReferralAnswer,
    RecordRemovalOutcome,
    RequestRemoval,
    Resume,
)
from domain.incident.words import (
    Agency,
    Capacity,
    Consent,
    Consideration,
    Duty,
    EvidenceKind,
    How,
    PersonKind,
    Received,
    ReferralReply,
    RemovalResult,
    RemovalThrough,
    SafetyStep,
    Supporter,
)
from interfaces.cli.made_up.asks import (
    NO,
    NOT_KNOWN,
    YES,
    considered,
    found,
    parent_not_told,
    parent_told,
    pupil,
    reported,
    supported,
    unnamed,
)
from interfaces.cli.made_up.people import AMINA, DANIEL, GRACE, PRIYA, RUTH
from interfaces.cli.made_up.telling import at, story

OWN_IMAGE = story(
    "an image of her own",
    at(
        "2026-09-30 11:15",
        GRACE,
        reported(
            "A Year 9 pupil sent an image of herself to a boy, and is afraid of who has it now.",
            platform="A messaging service",
            received=Received.TOLD_IN_PERSON,
        ),
        AlertDsl(why="An image may be going round. I have not asked to see it."),
        occurred="about 2026-09-26 22:00",
    ),
    at(
        "2026-09-30 11:25",
        AMINA,
        Acknowledge(next_act="I see her now with Ms Adeyemi, whom she chose."),
        pupil("Poppy Langdon", "Year 9", Capacity.VICTIM),
        pupil("Jack Merriman", "Year 10", Capacity.UNKNOWN),
        Assess(
            category=Category.CD_01,
            findings=(
                found(Fact.SEXUAL_IMAGE_OF_UNDER_18, YES, "Poppy Langdon", "She says so."),
                found(Fact.PUPIL_VICTIM, YES, AMINA, "She did not want it to go further."),
                found(Fact.COERCION_OR_GROOMING, NO, AMINA, "She says that nobody pressed her."),
                found(Fact.CHILD_AT_RISK, NOT_KNOWN, AMINA, "Nobody knows yet who has it."),
            ),
            rationale="Nobody here has looked at it, and nobody will.",
        ),
        MakeSafe(
            steps=(SafetyStep.DEVICE_ISOLATED,),
            what="His phone is switched off and sealed. Nobody opened it.",
        ),
        KeepEvidence(
            kind=EvidenceKind.DEVICE,
            description="One mobile phone, switched off, in a sealed bag.",
            method="Handed over by Jack Merriman of his own accord",
            held_by=AMINA,
        ),
        considered(
            "Was it right to keep the phone?",
            True,
            "It stops the image from going further, and he agreed.",
            Consideration.CONFISCATION,
        ),
    ),
    at(
        "2026-09-30 14:00",
        AMINA,
        parent_told(
            "Poppy Langdon",
            "Sarah Langdon",
            "Poppy is worried about a picture. She is safe, and is not in trouble.",
            "She came in and sat with Poppy.",
        ),
        parent_not_told(
            "Poppy Langdon",
            "Craig Langdon",
            "A court order keeps him from knowing where she lives. The mother asks us not to.",
            safe=NO,
            review_on=date(2027, 1, 8),
        ),
        RequestRemoval(
            what="An image that a pupil under 18 made of herself",
            asked_of="Report Remove, by Poppy herself with her mother beside her",
            through=RemovalThrough.REPORT_REMOVE,
        ),
        supported(
            "Poppy Langdon",
            Supporter.DSL,
            AMINA,
            "A talk at the start of each day, and leave to step out of lessons.",
            wishes="She does not want her form to know.",
            review_on=date(2026, 10, 14),
        ),
        lambda known: AgreeSafetyPlan(
            person=known.person("Poppy Langdon"),
            plan="Who she goes to, whom she writes to and blocks, and what we say if asked.",
            agreed_with=("Poppy Langdon", "Sarah Langdon"),
            review_on=date(2026, 10, 14),
        ),
    ),
    at(
        "2026-10-01 10:20",
        AMINA,
        ChangeFacts(
            findings=(found(Fact.CHILD_AT_RISK, NO, AMINA, "Only one pupil ever had it."),)
        ),
        parent_told(
            "Jack Merriman",
            "Fiona Merriman",
            "Jack was sent a picture that he should not have. His phone is with us.",
            "She will collect the phone and delete what is on it with him.",
        ),
        HandOverExhibit(
            exhibit="AK/1",
            handed_by=AMINA,
            received_by="Fiona Merriman",
            reason="The police do not need it, and his mother is to delete the image.",
            condition="Sealed, as it was received",
        ),
        considered(
            "Is a referral to the police or social care needed?",
            False,
            "No pressure, no adult, ages 13 and 14, and it has stopped.",
            Consideration.REFERRAL,
            "Sharing nudes and semi-nudes, advice of the UK Council for Internet Safety",
        ),
    ),
)

AI_IMAGE = story(
    "an image made by AI",
    at(
        "2026-10-20 13:40",
        DANIEL,
        reported(
            "Pupils speak of an image of a Year 11 pupil that somebody made with an AI app.",
            received=Received.TOLD_IN_PERSON,
            reporter_name="a pupil in her form",
        ),
        pupil("Freya Lindley", "Year 11", Capacity.VICTIM),
        unnamed("a pupil in Year 11, not known yet", PersonKind.PUPIL, Capacity.INSTIGATOR),
        Assess(
            category=Category.CD_03,
            findings=(
                found(Fact.SEXUAL_IMAGE_OF_UNDER_18, YES, DANIEL, "As three pupils tell it."),
                found(Fact.ILLEGAL, YES, DANIEL, "Making it is an offence, whoever made it."),
                found(Fact.CHILD_AT_RISK, YES, DANIEL, "It is said to be going round."),
            ),
            rationale="An image that never was a photograph does the same harm.",
        ),
        Acknowledge(next_act="Police and social care today. Her mother is on her way."),
        KeepEvidence(
            kind=EvidenceKind.WORDS,
            description="What three pupils said, in their words. None was asked to show it.",
        ),
        occurred="2026-10-19",
    ),
    at(
        "2026-10-20 14:30",
        DANIEL,
        MakeReferral(
            agency=Agency.POLICE,
            contact="101, then DC Joanna Reece",
            reason="An image of a pupil made with an AI app, passed on among pupils.",
            consent=Consent.NOT_NEEDED,
            reference_given="TV/3105",
        ),
        MakeReferral(
            agency=Agency.SOCIAL_CARE,
            reason="A pupil of 15 has been harmed, and others may be.",
            consent=Consent.GIVEN,
            reply_expected=date(2026, 10, 21),
        ),
        parent_told(
            "Freya Lindley",
            "Paula Lindley",
            "We have heard of an image and have rung the police. Freya is with Mrs Ellison.",
            "She took Freya home and will ring in the morning.",
            how=How.IN_PERSON,
            agencies_agree=YES,
        ),
        supported(
            "Freya Lindley",
            Supporter.HEAD,
            RUTH,
            "She may learn from home this week, and chooses whom she talks with.",
            wishes="She wants to come back on Thursday, for art.",
        ),
        PauseForPolice(
            force="Tor Valley Police",
            officer="DC Joanna Reece",
            terms="Ask no pupil anything. Keep all phones that have been handed in.",
            reference_given="TV/3105",
        ),
    ),
    at(
        "2026-10-21 11:00",
        DANIEL,
        RecordReferralAnswer(
            agency=Agency.SOCIAL_CARE,
            reply=ReferralReply.ACCEPTED,
            said="A social worker visits the family on Friday.",
            reference_given="SC-5521",
        ),
    ),
    at(
        "2026-11-10 10:30",
        DANIEL,
        Resume(
            officer="DC Joanna Reece",
            terms="The school may talk with the year group about such apps, and name nobody.",
        ),
        AddNote(text="Assembly for Year 11 on Thursday. Freya has read what will be said."),
    ),
)

SEXTORTION = story(
    "a threat to share a picture",
    at(
        "2026-11-03 09:15",
        PRIYA,
        reported(
            "A Year 11 pupil is being threatened by a stranger who wants money for a picture.",
            platform="A photo-sharing site",
            danger=YES,
            received=Received.TOLD_IN_PERSON,
            own_words="He said that he would send it to everybody by tonight.",
        ),
        occurred="about 2026-11-02 23:30",
    ),
    at(
        "2026-11-03 09:22",
        AMINA,
        Acknowledge(next_act="I stay with him. Mr Okafor rings the police."),
        pupil("Ethan Cartwright", "Year 11", Capacity.VICTIM),
        unnamed("a stranger, met online", PersonKind.EXTERNAL_ADULT, Capacity.INSTIGATOR),
        Assess(
            category=Category.CN_03,
            findings=(
                found(Fact.SEXUAL_IMAGE_OF_UNDER_18, YES, "Ethan Cartwright", "He says so."),
                found(Fact.ILLEGAL, YES, AMINA, "It is blackmail of a child."),
                found(Fact.OUTSIDE_ADULT, YES, "Ethan Cartwright", "Nobody he has ever met."),
                found(Fact.CHILD_AT_RISK, YES, AMINA, "He is very frightened."),
            ),
            rationale="He is the victim of a crime, and has done right to tell us.",
        ),
        KeepEvidence(
            kind=EvidenceKind.WORDS,
            description="The name of the account, the times and the sum asked for. No picture.",
        ),
    ),
    at(
        "2026-11-03 09:40",
        DANIEL,
        MakeReferral(
            agency=Agency.POLICE,
            contact="999",
            reason="A boy of 15 is being blackmailed, and the threat is for tonight.",
            consent=Consent.GIVEN,
            reference_given="TV/3277",
        ),
        MakeReferral(
            agency=Agency.CEOP,
            how=How.ONLINE_FORM,
            reason="Blackmail of a child by an unknown adult.",
            consent=Consent.GIVEN,
        ),
        MakeStatutoryReport(
            duty=Duty.CHILD_SEXUAL_ABUSE,
            reported_to="Tor Valley Police",
            what="What the pupil told us this morning.",
            reference_given="TV/3277",
        ),
    ),
    at(
        "2026-11-03 11:30",
        AMINA,
        parent_told(
            "Ethan Cartwright",
            "Neil Cartwright",
            "Ethan is being blackmailed. He is with us, he is safe, and it is not his fault.",
            "He came at once, and they went home together.",
            how=How.IN_PERSON,
            agencies_agree=YES,
        ),
        supported(
            "Ethan Cartwright",
            Supporter.DSL,
            AMINA,
            "Somebody is with him all day, and his father at home.",
            wishes="He asks that his sister should not hear of it.",
        ),
        lambda known: AgreeSafetyPlan(
            person=known.person("Ethan Cartwright"),
            plan="Pay nothing, answer nothing, delete nothing. Whom he rings at night.",
            agreed_with=("Ethan Cartwright", "Neil Cartwright"),
            review_on=date(2026, 11, 10),
        ),
        RequestRemoval(
            what="A picture that a stranger threatens to share",
            asked_of="Report Remove, by Ethan himself",
            through=RemovalThrough.REPORT_REMOVE,
        ),
    ),
    at(
        "2026-11-13 14:10",
        AMINA,
        RecordReferralAnswer(
            agency=Agency.POLICE,
            reply=ReferralReply.ACCEPTED,
            said="The account is abroad. It has been closed.",
        ),
        RecordReferralAnswer(
            agency=Agency.CEOP,
            reply=ReferralReply.ACCEPTED,
            said="Passed to the unit that works with other countries.",
        ),
        RecordRemovalOutcome(
            result=RemovalResult.REMOVED, said="Blocked in advance. It was never seen anywhere."
        ),
    ),
    at(
        "2026-12-01 15:20",
        AMINA,
        ProposeClosure(
            summary="A Year 11 pupil was blackmailed by a stranger over a picture.",
            how_followed_up="Police within half an hour, CEOP, Report Remove and his family.",
            outcome="Nothing was paid and nothing was shared. He is well, and sees the nurse.",
        ),
    ),
    at("2026-12-02 08:40", RUTH, Countersign(remark="Everybody acted as one would hope.")),
    at("2026-12-02 09:10", AMINA, Close()),
)

STORIES = (OWN_IMAGE, AI_IMAGE, SEXTORTION)
