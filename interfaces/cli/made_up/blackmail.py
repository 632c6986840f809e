"""A stranger who threatens to share a picture."""

from datetime import date

from domain.categories import Category
from domain.facts import Fact
from domain.incident.commands import (
    Acknowledge,
    AgreeSafetyPlan,
    Assess,
    Close,
    Countersign,
    HoldMeeting,
    KeepEvidence,
    MakeReferral,
    MakeSafe,
    MakeStatutoryReport,
    PlaceHold,
    ProposeClosure,
    RecordReferralAnswer,
    RecordRemovalOutcome,
    RequestRemoval,
)
from domain.incident.words import (
    Agency,
    Capacity,
    Consent,
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
    YES,
    found,
    parent_told,
    procedures,
    pupil,
    reported,
    supported,
    unnamed,
)
from interfaces.cli.made_up.people import (
    AMINA,
    DANIEL,
    PRIYA,
    RUTH,
)
from interfaces.cli.made_up.steps import decided_no, did, not_needed, usual
from interfaces.cli.made_up.telling import at, story

SEXTORTION = story(
    "a threat to share a picture",
    at(
        "2026-10-13 09:15",
        PRIYA,
        reported(
            "Since late last night a stranger has threatened to share a picture of a Year 11 "
            "pupil, and wants money.",
            platform="A photo-sharing site",
            danger=YES,
            received=Received.TOLD_IN_PERSON,
            own_words="He said that he would send it to everybody by tonight.",
        ),
    ),
    at(
        "2026-10-13 09:22",
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
                found(Fact.COERCION_OR_GROOMING, YES, AMINA, "He is to pay, or it is shared."),
                found(Fact.SERIOUS, YES, AMINA, "It is a crime against a child."),
                found(
                    Fact.RADICALISATION, NO, AMINA, "The stranger wants money and nothing else."
                ),
            ),
            rationale="He is the victim of a crime, and has done right to tell us.",
        ),
        KeepEvidence(
            kind=EvidenceKind.WORDS,
            description="The name of the account, the times and the sum asked for. No picture.",
        ),
        MakeSafe(
            steps=(SafetyStep.DEVICE_ISOLATED,),
            what="His phone is off and stays with him. Nobody has looked, nothing is deleted.",
        ),
        did("stop", "Nobody looks, copies or deletes. The police will tell us what they need."),
        did("never-view", "Nobody has seen it or asked to. I have told everybody who knows."),
    ),
    at(
        "2026-10-13 09:40",
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
            what="What the pupil told us this morning",
            reference_given="TV/3277",
        ),
    ),
    at(
        "2026-10-13 11:30",
        AMINA,
        parent_told(
            "Ethan Cartwright",
            "Neil Cartwright",
            "Ethan is being blackmailed. He is with us, he is safe, and it is not his fault.",
            "Thank you. He is not to think that I am angry.",
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
            review_on=date(2026, 10, 20),
        ),
        RequestRemoval(
            what="A picture that a stranger threatens to share",
            asked_of="Childline and the Internet Watch Foundation",
            through=RemovalThrough.REPORT_REMOVE,
            step="other-instigator-removal",
        ),
        usual("tell-the-head"),
        usual("freeze"),
        PlaceHold(
            authority="Tor Valley Police", reason="Nothing may be lost while they look for him."
        ),
    ),
    at(
        "2026-10-13 13:30",
        AMINA,
        HoldMeeting(
            with_whom=(DANIEL, RUTH),
            purpose="The first review",
            points="Ethan has told enough. Nobody needs to see anything.",
            outcome="Police, CEOP and Report Remove have it. His sister is not told.",
            step="initial-review",
        ),
        decided_no("illegal-child", "He is safe with his father. The police see no need either."),
        decided_no("nudes-device", "He keeps it, switched off. The police may ask for it."),
        decided_no("nudes-deletion", "Not before the police have all that they need."),
        decided_no("victim-device", "He keeps it, switched off. The police may ask for it."),
    ),
    at(
        "2026-10-13 15:00",
        RUTH,
        not_needed("other-victim-support", "The pupil is the only victim."),
    ),
    at(
        "2026-10-14 09:20",
        DANIEL,
        not_needed(
            "confirm-the-referral",
            "Social care was not asked to act. The police and CEOP have our account in writing.",
        ),
        decided_no("lado-or-social-care", "A stranger, and a family that keeps him safe."),
        decided_no("works-with-children", "Nobody knows who he is. CEOP will say if he does."),
    ),
    at(
        "2026-10-23 14:10",
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
        "2026-11-10 14:30",
        RUTH,
        usual("consider-the-governing-body"),
        usual("consider-the-chair"),
    ),
    at(
        "2026-11-10 15:20",
        AMINA,
        usual("release"),
        not_needed("online-safety-team", "The police and CEOP have it."),
        did("look-back", "Nobody has written to him since, and nothing was ever shown."),
        procedures("Years 10 and 11 hear of Report Remove each October.", DANIEL, changed=True),
        ProposeClosure(
            summary="A Year 11 pupil was blackmailed by a stranger over a picture.",
            how_followed_up="Police within half an hour, CEOP, Report Remove and his family.",
            outcome="Nothing was paid and nothing was shared. He is well, and sees the nurse.",
        ),
    ),
    at("2026-11-11 08:40", RUTH, Countersign(remark="Everybody acted as one would hope.")),
    at("2026-11-11 09:10", AMINA, Close()),
)

STORIES = (SEXTORTION,)
