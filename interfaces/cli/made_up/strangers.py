"""Strangers, and what they want of a child."""

from datetime import date

from domain.categories import Category
from domain.facts import Fact
from domain.incident.commands import (
    Acknowledge,
    AddNote,
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
    WithdrawSanction,
)
from domain.incident.words import (
    Agency,
    Basis,
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
    NOT_KNOWN,
    YES,
    decided_about,
    found,
    now_seen_as,
    parent_told,
    procedures,
    pupil,
    reported,
    supported,
    unnamed,
)
from interfaces.cli.made_up.people import (
    AMINA,
    BETH,
    DANIEL,
    OWEN,
    PRIYA,
    RUTH,
)
from interfaces.cli.made_up.steps import decided_no, did, usual
from interfaces.cli.made_up.telling import at, story

GROOMED = story(
    "he asked others to join",
    at(
        "2026-10-14 11:10",
        BETH,
        reported(
            "A Year 8 pupil asks others to join a chat with people whom nobody here knows.",
            platform="A chat beside a game",
            received=Received.TOLD_IN_PERSON,
        ),
        occurred="about 2026-10-12 19:00",
    ),
    at(
        "2026-10-14 13:15",
        OWEN,
        pupil("Luke Avery", "Year 8", Capacity.INSTIGATOR),
        Assess(
            category=Category.CD_14,
            findings=(
                found(Fact.PUPIL_INSTIGATOR, YES, BETH, "Three pupils say that he asked them."),
                found(Fact.OUTSIDE_ADULT, NOT_KNOWN, OWEN, "Nobody knows who is in the chat."),
                found(Fact.SERIOUS, NO, OWEN, "Nobody has joined."),
            ),
            rationale="At first sight he breaks the agreement by passing on an unknown chat.",
        ),
        decided_about(
            "Luke Avery",
            "He had been told in September not to share links to chats.",
            sanction="no use of computers at lunch for a week",
        ),
        KeepEvidence(
            kind=EvidenceKind.WORDS,
            description="The name of the chat and of the account that set it up.",
        ),
    ),
    at(
        "2026-10-15 10:05",
        DANIEL,
        AddNote(
            text="I get coins for each friend. He said that he will be cross if I stop.",
            basis=Basis.VERBATIM,
        ),
        now_seen_as(
            "Luke Avery",
            Capacity.VICTIM,
            "An adult in the chat promised him coins and frightened him into asking others.",
        ),
        unnamed("an adult in the chat, not known", PersonKind.EXTERNAL_ADULT, Capacity.INSTIGATOR),
        Assess(
            category=Category.CN_01,
            findings=(
                found(Fact.COERCION_OR_GROOMING, YES, DANIEL, "Coins, secrets, and then threats."),
                found(Fact.OUTSIDE_ADULT, YES, "Luke Avery", "He has heard the voice of a man."),
                found(Fact.PUPIL_VICTIM, YES, DANIEL, "He was made to do it."),
                found(Fact.PUPIL_INSTIGATOR, NO, DANIEL, "He acted out of fear."),
                found(Fact.CHILD_AT_RISK, YES, DANIEL, "The man knows his first name and town."),
                found(Fact.ILLEGAL, YES, DANIEL, "Grooming is an offence."),
                found(
                    Fact.SEXUAL_IMAGE_OF_UNDER_18,
                    NO,
                    DANIEL,
                    "None was asked for or sent.",
                ),
            ),
            rationale="The child who seemed to have done it is the one who needs help.",
        ),
        Acknowledge(next_act="Police and social care now. I fetch his mother."),
        lambda known: WithdrawSanction(
            person=known.person("Luke Avery"),
            reason="He was not to blame. He has been told so, and we have said sorry.",
        ),
    ),
    at(
        "2026-10-15 11:00",
        DANIEL,
        MakeReferral(
            agency=Agency.POLICE,
            contact="DC Joanna Reece",
            reason="An unknown adult grooms pupils in a chat beside a game.",
            consent=Consent.NOT_NEEDED,
            reference_given="TV/3052",
        ),
        MakeReferral(
            agency=Agency.SOCIAL_CARE,
            reason="A pupil of 12 has been groomed by an unknown adult.",
            consent=Consent.GIVEN,
            reply_expected=date(2026, 10, 16),
        ),
        parent_told(
            "Luke Avery",
            "Michelle Avery",
            "Luke has been drawn into a chat by an adult. He is safe and not in trouble.",
            "I had noticed that he hid his screen.",
            how=How.IN_PERSON,
            agencies_agree=YES,
        ),
        supported(
            "Luke Avery",
            Supporter.DSL,
            DANIEL,
            "He is met at the gate, and the nurse sees him on Mondays.",
            wishes="He wants the man to think that his computer is broken.",
        ),
    ),
    at(
        "2026-10-16 14:20",
        DANIEL,
        RecordReferralAnswer(
            agency=Agency.SOCIAL_CARE,
            reply=ReferralReply.ACCEPTED,
            said="An assessment has begun, with the school as a partner.",
        ),
    ),
)

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
        ),
    ),
    at(
        "2026-10-14 09:20",
        DANIEL,
        did("confirm-the-referral", "The police and CEOP have our account in writing."),
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
        "2026-11-10 15:20",
        AMINA,
        usual("release"),
        procedures("Year 10 and 11 hear of Report Remove each October.", DANIEL, changed=True),
        ProposeClosure(
            summary="A Year 11 pupil was blackmailed by a stranger over a picture.",
            how_followed_up="Police within half an hour, CEOP, Report Remove and his family.",
            outcome="Nothing was paid and nothing was shared. He is well, and sees the nurse.",
        ),
    ),
    at("2026-11-11 08:40", RUTH, Countersign(remark="Everybody acted as one would hope.")),
    at("2026-11-11 09:10", AMINA, Close()),
)

STORIES = (GROOMED, SEXTORTION)
