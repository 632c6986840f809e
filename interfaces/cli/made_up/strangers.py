"""Strangers, and what they want of a child."""

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
    PlaceHold,
    RecordReferralAnswer,
    WithdrawSanction,
)
from domain.incident.words import (
    Agency,
    Basis,
    Capacity,
    Consent,
    EvidenceKind,
    How,
    PersonKind,
    Received,
    ReferralReply,
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
    pupil,
    reported,
    supported,
    unnamed,
)
from interfaces.cli.made_up.people import (
    BETH,
    DANIEL,
    OWEN,
)
from interfaces.cli.made_up.steps import decided_no, did, not_needed, usual
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
                found(Fact.INTIMATE_IMAGE_OF_ADULT, NO, DANIEL, "There are only words."),
            ),
            rationale="The child who seemed to have done it is the one who needs help.",
        ),
        MakeSafe(
            steps=(SafetyStep.TOLD_STAFF,),
            what="The account stays as it is. Nobody answers, and nobody deletes.",
        ),
        did("stop", "We ask him nothing more. The police have it from here."),
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
        usual("tell-the-head"),
        PlaceHold(
            authority="Tor Valley Police", reason="Nothing may be lost while they look for him."
        ),
        not_needed("instigator-parents-safe", "He is the one who was harmed."),
        decided_no("victim-device", "The police may ask for it. Until then it stays at home."),
    ),
    at(
        "2026-10-16 10:15",
        OWEN,
        did("others-involved", "The three whom he asked have told us. None had joined."),
        not_needed("instigator-parents", "His mother knows, as that of a child who was harmed."),
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


STORIES = (GROOMED,)
