"""Sexual images of somebody under 18: never looked at, never copied, told in words only."""

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
    HandOverExhibit,
    HoldMeeting,
    KeepEvidence,
    MakeReferral,
    MakeSafe,
    PauseForPolice,
    PlaceHold,
    RecordReferralAnswer,
    RequestRemoval,
    Resume,
)
from domain.incident.words import (
    Agency,
    Capacity,
    Consent,
    Consideration,
    EvidenceKind,
    How,
    PersonKind,
    Received,
    ReferralReply,
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
from interfaces.cli.made_up.people import (
    AMINA,
    DANIEL,
    GRACE,
    RUTH,
)
from interfaces.cli.made_up.steps import decided_no, decided_yes, did, usual
from interfaces.cli.made_up.telling import at, story

OWN_IMAGE = story(
    "an image of her own",
    at(
        "2026-09-30 11:15",
        GRACE,
        reported(
            "On Saturday night a Year 9 pupil sent an image of herself to a boy. She is afraid of "
            "who has it now.",
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
        Acknowledge(next_act="She may be at risk: I stay with her until her mother is here."),
        MakeSafe(
            steps=(SafetyStep.DEVICE_ISOLATED,),
            what="Jack Merriman's phone is switched off and sealed. Nobody opened it.",
        ),
        did("never-view", "Nobody here has seen it. Everybody who knows has been told the rule."),
        KeepEvidence(
            kind=EvidenceKind.DEVICE,
            description="One mobile phone, switched off, in a sealed bag.",
            method="Handed over by Jack Merriman of his own accord",
            held_by=AMINA,
        ),
        usual("tell-the-head"),
        considered(
            "Was it right to keep the phone?",
            True,
            "It stops the image from going further, and he agreed.",
            Consideration.CONFISCATION,
            step="nudes-device",
        ),
    ),
    at(
        "2026-09-30 14:00",
        AMINA,
        parent_told(
            "Poppy Langdon",
            "Sarah Langdon",
            "Poppy is worried about a picture. She is safe, and is not in trouble.",
            "I am coming in to be with her.",
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
            asked_of="Childline and the Internet Watch Foundation",
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
        HoldMeeting(
            with_whom=(GRACE, DANIEL),
            purpose="The first review",
            points="What she told is enough. Nobody needs to see it.",
            outcome="Mr Okafor finds out today whether anybody else had it.",
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
            "I will collect it, and see that he deletes the picture.",
        ),
        HandOverExhibit(
            exhibit="AK/1",
            handed_by=AMINA,
            received_by="Fiona Merriman",
            reason="It goes home, where he deletes the image in her presence.",
            condition="Sealed, as it was received",
        ),
        considered(
            "Is a referral to the police or social care needed?",
            False,
            "No pressure, no adult, ages 13 and 14, and it has stopped.",
            Consideration.REFERRAL,
            "Sharing nudes and semi-nudes, advice of the UK Council for Internet Safety",
            "refer-the-child",
        ),
        decided_yes("school-only", "As just said. We look at it again if anything changes."),
        decided_no("nudes-triggers", "None of the five is there."),
        did(
            "initial-review", "Held yesterday afternoon; today we know that only one pupil had it."
        ),
        usual("confirm-the-referral"),
        usual("chase-the-answer"),
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
            reporter_name="a pupil of the same form",
        ),
        pupil("Freya Lindley", "Year 11", Capacity.VICTIM),
        unnamed("a pupil in Year 11, not known yet", PersonKind.PUPIL, Capacity.INSTIGATOR),
        Assess(
            category=Category.CD_03,
            findings=(
                found(Fact.SEXUAL_IMAGE_OF_UNDER_18, YES, DANIEL, "As three pupils tell it."),
                found(Fact.ILLEGAL, YES, DANIEL, "Making it is an offence, whoever made it."),
                found(Fact.CHILD_AT_RISK, YES, DANIEL, "It is said to be going round."),
                found(Fact.INTIMATE_IMAGE_OF_ADULT, NO, DANIEL, "She is 15."),
            ),
            rationale="An image that never was a photograph does the same harm.",
        ),
        Acknowledge(next_act="Police and social care today. Her mother is on her way."),
        KeepEvidence(
            kind=EvidenceKind.WORDS,
            description="What three pupils said, in their words. None was asked to show it.",
        ),
        MakeSafe(
            steps=(SafetyStep.DEVICE_ISOLATED,),
            what="Two phones were handed in, and are off. Nobody has looked at anything.",
        ),
        did("never-view", "Nobody here has seen it, and nobody will."),
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
            "I am taking her home, and will ring in the morning.",
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
        usual("tell-the-head"),
        PlaceHold(authority="Tor Valley Police", reason="They look for whoever made it."),
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
        did("confirm-the-referral", "By the council's form, this morning."),
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

STORIES = (OWN_IMAGE, AI_IMAGE)
