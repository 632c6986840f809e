"""People from outside, and what they want: grooming, recruiting, phishing, money."""

from datetime import date

from domain.categories import Category
from domain.facts import Fact
from domain.incident.commands import (
    Acknowledge,
    AddNote,
    Assess,
    Close,
    KeepEvidence,
    KeepNoEvidence,
    MakeReferral,
    MakeSafe,
    RecordReferralAnswer,
    TellDsl,
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
    cancelled,
    decided_about,
    done,
    found,
    now_seen_as,
    parent_told,
    pupil,
    reported,
    supported,
    task,
    unnamed,
)
from interfaces.cli.made_up.people import (
    AMINA,
    BETH,
    DANIEL,
    GRACE,
    JOSH,
    MARTA,
    OWEN,
    PRIYA,
)
from interfaces.cli.made_up.telling import at, story

LOOK_FOR_IT = "Look whether anybody else had the e-mail and opened its link."
LETTER_HOME = "Draft a letter to all parents about the e-mail."

PHISHING = story(
    "an e-mail that asked for passwords",
    at(
        "2026-09-23 08:20",
        JOSH,
        reported(
            "An e-mail that looks like the school's own asks staff to confirm their passwords.",
            received=Received.EMAIL,
        ),
        MakeSafe(
            steps=(SafetyStep.ACCOUNT_SUSPENDED,),
            what="One account that had answered was suspended and has a new password.",
        ),
        occurred="2026-09-23 07:05",
    ),
    at(
        "2026-09-23 09:10",
        OWEN,
        Assess(
            category=Category.CM_03,
            findings=(
                found(Fact.TECHNICAL, YES, JOSH, "It came past the filter for e-mail."),
                found(Fact.CHILD_AT_RISK, NO, OWEN, "No pupil had it."),
            ),
            rationale="Forty members of staff had it, and one answered.",
        ),
        task(JOSH, LOOK_FOR_IT, date(2026, 9, 23), technician=True),
        task(PRIYA, LETTER_HOME, date(2026, 9, 25)),
        KeepEvidence(
            kind=EvidenceKind.DOCUMENT,
            description="The e-mail with all its headers, saved as a file.",
            captured_by=JOSH,
        ),
    ),
    at(
        "2026-09-23 14:45",
        JOSH,
        done(LOOK_FOR_IT, "Nobody else had opened it. The address is blocked."),
    ),
    at(
        "2026-09-24 09:00",
        OWEN,
        cancelled(LETTER_HOME, "Only staff had the e-mail, so parents need no letter."),
        Close(
            summary="An e-mail asked staff for their passwords, and one member answered.",
            how_followed_up="The account was suspended within the hour and the address blocked.",
            outcome="No data was lost. All staff have had a reminder with a picture of it.",
        ),
    ),
)

LOOT_BOXES = story(
    "a mother's card and loot boxes",
    at(
        "2026-10-02 10:30",
        OWEN,
        reported(
            "A Year 9 pupil has spent three hundred pounds of his mother's on loot boxes.",
            platform="A football game",
            received=Received.PHONE,
            reporter_name="Emma Radley",
            late_because="His mother saw it on her statement only now",
        ),
        pupil("Toby Radley", "Year 9", Capacity.VICTIM),
        Assess(
            category=Category.CM_01,
            findings=(
                found(Fact.CHILD_AT_RISK, NO, OWEN, "He told his mother everything."),
                found(Fact.PUPIL_VICTIM, YES, OWEN, "The game is made so that one goes on."),
            ),
            rationale="It was at home, and the family asks the school for help.",
        ),
        KeepNoEvidence(reason="The statement belongs to the family and stays with them."),
        supported(
            "Toby Radley",
            Supporter.COORDINATOR,
            OWEN,
            "Two talks about how such games are made, with the limits set together.",
            wishes="He wants to pay it back from his paper round.",
        ),
        parent_told(
            "Toby Radley",
            "Emma Radley",
            "How to ask the shop for a refund, and how to set a limit on the account.",
            "The shop has paid back half.",
        ),
        occurred="2026-08-24",
    ),
    at(
        "2026-10-16 14:35",
        OWEN,
        Close(
            summary="A Year 9 pupil spent his mother's money on loot boxes at home.",
            how_followed_up="Two talks, and advice to his mother about refunds and limits.",
            outcome="Half was paid back. He plays on weekends only, at his own wish.",
        ),
    ),
)

RADICALISATION = story(
    "words from an extremist channel",
    at(
        "2026-10-05 12:40",
        GRACE,
        reported(
            "A Year 10 pupil has begun to repeat slogans of an extremist channel.",
            "Science lab 2",
        ),
        TellDsl(dsl=AMINA, what="What he said in two lessons, and that he seems lonely."),
        occurred="2026-10-05 11:50",
    ),
    at(
        "2026-10-05 13:30",
        AMINA,
        Acknowledge(next_act="I talk with him tomorrow, and ring the Prevent team first."),
        pupil("Nathan Brook", "Year 10", Capacity.UNKNOWN),
        Assess(
            category=Category.CT_08,
            findings=(
                found(Fact.RADICALISATION, YES, GRACE, "Slogans that he had not used in July."),
                found(Fact.CHILD_AT_RISK, NOT_KNOWN, AMINA, "It is not known whom he talks with."),
                found(Fact.ILLEGAL, NOT_KNOWN, AMINA, "Nobody has seen what he watches."),
            ),
            rationale="A change in a boy who has lost his friends since the summer.",
        ),
        KeepEvidence(
            kind=EvidenceKind.WORDS,
            description="The sentences that he used, as his teacher wrote them down that day.",
            captured_by=GRACE,
        ),
    ),
    at(
        "2026-10-06 15:50",
        AMINA,
        MakeReferral(
            agency=Agency.PREVENT,
            agency_name="the Prevent team of the council",
            how=How.ONLINE_FORM,
            reason="A pupil of 14 repeats an extremist channel and is withdrawn.",
            consent=Consent.GIVEN,
            reference_given="PV-0912",
            reply_expected=date(2026, 10, 13),
        ),
        parent_told(
            "Nathan Brook",
            "Lorraine Brook",
            "We are worried about what Nathan watches, and would like help for him.",
            "She is worried too, and agrees.",
            agencies_agree=YES,
        ),
        supported(
            "Nathan Brook",
            Supporter.SCHOOL_POLICE_OFFICER,
            "PC Alan Whitcombe",
            "A walk and a talk each week. He knows Nathan from the boxing club.",
        ),
    ),
    at(
        "2026-10-14 11:20",
        AMINA,
        RecordReferralAnswer(
            agency=Agency.PREVENT,
            reply=ReferralReply.ACCEPTED,
            said="A mentor is found for him, and will meet him at school from November.",
            reference_given="PV-0912",
        ),
    ),
    at(
        "2026-11-25 14:00",
        AMINA,
        AddNote(text="The mentor has come three times. Nathan has joined the chess club."),
    ),
)

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
            sanction="No use of computers at lunch for a week.",
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
            "She had noticed that he hid his screen.",
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

CARD_FOR_MONEY = story(
    "easy money",
    at(
        "2026-11-23 13:10",
        MARTA,
        reported(
            "A Year 11 pupil was offered money for letting somebody use his bank card.",
            platform="A messaging service",
            received=Received.TOLD_IN_PERSON,
        ),
        occurred="2026-11-20",
    ),
    at(
        "2026-11-23 14:20",
        AMINA,
        pupil("Jordan Teague", "Year 11", Capacity.VICTIM),
        unnamed("somebody he knows by a nickname", PersonKind.UNKNOWN, Capacity.INSTIGATOR),
        Assess(
            category=Category.CM_04,
            findings=(
                found(Fact.CHILD_AT_RISK, YES, AMINA, "The nickname knows which bus he takes."),
                found(Fact.ILLEGAL, YES, AMINA, "It would be laundering money."),
            ),
            rationale="He said no, and told a grown-up. He may be asked again.",
        ),
        Acknowledge(next_act="I ring his mother, and then social care."),
        KeepEvidence(
            kind=EvidenceKind.SCREENSHOT,
            description="Two messages with the offer, which he showed of his own accord.",
        ),
        MakeReferral(
            agency=Agency.SOCIAL_CARE,
            reason="A pupil of 15 is being asked to move money for others.",
            consent=Consent.GIVEN,
            reply_expected=date(2026, 11, 24),
        ),
        parent_told(
            "Jordan Teague",
            "Alison Teague",
            "Jordan was offered money for his card, and has told us. He did well.",
            "She will pick him up this week.",
            agencies_agree=YES,
        ),
        supported(
            "Jordan Teague", Supporter.DSL, AMINA, "He comes by at lunch, and may leave early."
        ),
    ),
    at(
        "2026-11-25 09:25",
        AMINA,
        RecordReferralAnswer(
            agency=Agency.SOCIAL_CARE,
            reply=ReferralReply.MORE_INFORMATION,
            said="They ask whether other pupils have had the same offer.",
        ),
    ),
)

IN_A_GAME = story(
    "a stranger in a game",
    at(
        "2026-12-16 15:10",
        BETH,
        reported(
            "Somebody unknown asks a Year 7 pupil in a game which school she goes to.",
            platform="A building game",
            received=Received.TOLD_IN_PERSON,
            own_words="I did not tell him, and then I told Miss.",
        ),
        occurred="2026-12-15 18:20",
    ),
)

STORIES = (PHISHING, LOOT_BOXES, RADICALISATION, GROOMED, CARD_FOR_MONEY, IN_A_GAME)
