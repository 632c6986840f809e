"""A pupil who repeats what extremists say."""

from datetime import date

from domain.categories import Category
from domain.facts import Fact
from domain.incident.commands import (
    Acknowledge,
    AddNote,
    Assess,
    KeepEvidence,
    MakeReferral,
    MakeSafe,
    RecordReferralAnswer,
    TellDsl,
)
from domain.incident.words import (
    Agency,
    Capacity,
    Consent,
    EvidenceKind,
    How,
    ReferralReply,
    SafetyStep,
    Supporter,
)
from interfaces.cli.made_up.asks import (
    NO,
    NOT_KNOWN,
    YES,
    found,
    parent_told,
    pupil,
    reported,
    supported,
)
from interfaces.cli.made_up.people import (
    AMINA,
    GRACE,
)
from interfaces.cli.made_up.steps import not_needed, usual
from interfaces.cli.made_up.telling import at, story

RADICALISATION = story(
    "words from an extremist channel",
    at(
        "2026-09-28 12:40",
        GRACE,
        reported(
            "A Year 10 pupil has begun to repeat slogans of an extremist channel.",
            "Science lab 2",
        ),
        TellDsl(dsl=AMINA, what="What he said in two lessons, and that he seems lonely."),
        occurred="2026-09-28 11:50",
    ),
    at(
        "2026-09-28 13:30",
        AMINA,
        Acknowledge(next_act="I talk with him tomorrow, and ring the Prevent team first."),
        pupil("Nathan Brook", "Year 10", Capacity.UNKNOWN),
        Assess(
            category=Category.CT_08,
            findings=(
                found(Fact.RADICALISATION, YES, GRACE, "Slogans that he had not used in July."),
                found(Fact.CHILD_AT_RISK, NOT_KNOWN, AMINA, "It is not known whom he talks with."),
                found(Fact.ILLEGAL, NOT_KNOWN, AMINA, "Nobody has seen what he watches."),
                found(Fact.INTIMATE_IMAGE_OF_ADULT, NO, GRACE, "There were only words."),
            ),
            rationale="A change in a boy who has lost his friends since the summer.",
        ),
        KeepEvidence(
            kind=EvidenceKind.WORDS,
            description="The sentences that he used, as his teacher wrote them down that day.",
            captured_by=GRACE,
            held_by=AMINA,
        ),
        MakeSafe(
            steps=(SafetyStep.TOLD_STAFF,),
            what="His teachers listen and ask nothing. Nobody looks for the channel.",
        ),
        usual("tell-the-head"),
    ),
    at(
        "2026-09-29 15:50",
        AMINA,
        MakeReferral(
            agency=Agency.PREVENT,
            agency_name="the Prevent team of the council",
            how=How.ONLINE_FORM,
            reason="A pupil of 14 repeats an extremist channel and is withdrawn.",
            consent=Consent.GIVEN,
            reference_given="PV-0912",
            reply_expected=date(2026, 10, 6),
        ),
        parent_told(
            "Nathan Brook",
            "Lorraine Brook",
            "We are worried about what Nathan watches, and would like help for him.",
            "I am worried too. Yes, please.",
            agencies_agree=YES,
        ),
        supported(
            "Nathan Brook",
            Supporter.SCHOOL_POLICE_OFFICER,
            "PC Alan Whitcombe",
            "A walk and a talk each week. He knows Nathan from the boxing club.",
        ),
        usual("freeze"),
        not_needed("confirm-the-referral", "The form to the Prevent team is the referral."),
    ),
    at(
        "2026-10-07 11:20",
        AMINA,
        RecordReferralAnswer(
            agency=Agency.PREVENT,
            reply=ReferralReply.ACCEPTED,
            said="A mentor is found for him, and will meet him at school from November.",
            reference_given="PV-0912",
        ),
    ),
    at(
        "2026-11-18 14:00",
        AMINA,
        AddNote(text="The mentor has come three times. Nathan has joined the chess club."),
    ),
)

STORIES = (RADICALISATION,)
