"""What is after money: phishing, loot boxes, a pupil's bank card."""

from datetime import date

from domain.categories import Category
from domain.facts import Fact
from domain.incident.commands import (
    Acknowledge,
    Assess,
    KeepEvidence,
    KeepNoEvidence,
    MakeReferral,
    MakeSafe,
    RecordReferralAnswer,
)
from domain.incident.words import (
    Agency,
    Capacity,
    Consent,
    EvidenceKind,
    PersonKind,
    Received,
    ReferralReply,
    SafetyStep,
    Supporter,
)
from interfaces.cli.made_up.asks import (
    NO,
    YES,
    cancelled,
    done,
    found,
    parent_told,
    procedures,
    proposed_and_closed,
    pupil,
    reported,
    supported,
    task,
    unnamed,
)
from interfaces.cli.made_up.people import (
    AMINA,
    JOSH,
    MARTA,
    OWEN,
    PRIYA,
)
from interfaces.cli.made_up.steps import decided_no, did, not_needed, usual
from interfaces.cli.made_up.telling import at, story

LOOK_FOR_IT = "Look whether anybody else had the e-mail and opened its link"
LETTER_HOME = "Draft a letter to all parents about the e-mail"

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
                found(Fact.ILLEGAL, YES, OWEN, "It is an attempt at fraud."),
                found(Fact.PUPIL_VICTIM, NO, OWEN, "It went to staff alone."),
                found(Fact.INTIMATE_IMAGE_OF_ADULT, NO, OWEN, "There is no picture in it."),
                found(Fact.SEXUAL_IMAGE_OF_UNDER_18, NO, OWEN, "There is no picture in it."),
                found(Fact.COERCION_OR_GROOMING, NO, OWEN, "It was sent to staff, to all alike."),
                found(Fact.RADICALISATION, NO, OWEN, "Whoever sent it wants passwords."),
            ),
            rationale="Forty members of staff had it, and one answered.",
        ),
        task(JOSH, LOOK_FOR_IT, date(2026, 9, 23), technician=True, step="mend-the-filter"),
        task(PRIYA, LETTER_HOME, date(2026, 9, 25)),
        KeepEvidence(
            kind=EvidenceKind.DOCUMENT,
            description="The e-mail with all its headers, saved as a file.",
            captured_by=JOSH,
            held_by=OWEN,
        ),
        not_needed("link-people", "It came from outside. Nobody here did it."),
        usual("tell-the-head"),
        usual("preserve-logs"),
        not_needed("reset-passwords", "The one account had its new password at once."),
        did("stop", "Nobody opens its link. It is kept as it came."),
        did("preserve", "The log of the one account is kept with the e-mail."),
    ),
    at(
        "2026-09-23 11:50",
        AMINA,
        decided_no("police", "It went to the national office for fraud, which asks no more."),
        usual("freeze"),
        usual("hold"),
        usual("release"),
    ),
    at(
        "2026-09-23 14:45",
        JOSH,
        done(LOOK_FOR_IT, "Nobody else had opened it. The address is blocked."),
    ),
    at("2026-09-23 15:50", AMINA, usual("filter-review")),
    at(
        "2026-09-24 09:00",
        OWEN,
        cancelled(LETTER_HOME, "Only staff had the e-mail, so parents need no letter."),
        procedures("Each new member of staff is now shown such an e-mail.", JOSH, changed=True),
        did("look-back", "It has not come again, and the account is quiet."),
        *proposed_and_closed(
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
            "In the summer holidays a Year 9 pupil spent three hundred pounds of his mother's on "
            "loot boxes.",
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
                found(Fact.SERIOUS, NO, OWEN, "The family can bear it, and talks about it."),
                found(Fact.ILLEGAL, NO, OWEN, "She had let him use the card, and accuses nobody."),
                found(Fact.SEXUAL_IMAGE_OF_UNDER_18, NO, OWEN, "It is a game about football."),
                found(
                    Fact.COERCION_OR_GROOMING, NO, OWEN, "Nobody pressed him but the game itself."
                ),
                found(Fact.RADICALISATION, NO, OWEN, "He played with boys of his class."),
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
            "You can ask the shop for a refund, and set a limit on the account.",
            "I will ask them today.",
        ),
        not_needed("make-safe", "It was at home, in August."),
        usual("tell-the-head"),
        occurred="2026-08-24",
    ),
    at(
        "2026-10-02 15:10",
        PRIYA,
        decided_no("victim-device", "It was on the family's own console."),
    ),
    at(
        "2026-10-16 14:35",
        OWEN,
        not_needed("victim-removal", "Nothing was put up."),
        usual("ask-again-if-illegal"),
        did("look-back", "His mother says that he has kept to the limits for two weeks."),
        procedures("The computing lessons have an hour on this in spring already."),
        *proposed_and_closed(
            summary="A Year 9 pupil spent his mother's money on loot boxes at home.",
            how_followed_up="Two talks, and advice to his mother about refunds and limits.",
            outcome="The shop paid back half. He plays on weekends only, at his own wish.",
        ),
    ),
)

CARD_FOR_MONEY = story(
    "easy money",
    at(
        "2026-11-16 13:10",
        MARTA,
        reported(
            "A Year 11 pupil was offered money for letting somebody use his bank card.",
            platform="A messaging service",
            received=Received.TOLD_IN_PERSON,
        ),
        occurred="2026-11-13",
    ),
    at(
        "2026-11-16 14:20",
        AMINA,
        pupil("Jordan Teague", "Year 11", Capacity.VICTIM),
        unnamed("somebody he knows by a nickname", PersonKind.UNKNOWN, Capacity.INSTIGATOR),
        Assess(
            category=Category.CM_04,
            findings=(
                found(Fact.CHILD_AT_RISK, YES, AMINA, "Whoever it is knows which bus he takes."),
                found(Fact.ILLEGAL, YES, AMINA, "It would be laundering money."),
                found(Fact.INTIMATE_IMAGE_OF_ADULT, NO, AMINA, "It is about money alone."),
            ),
            rationale="He said no, and told a grown-up. He may be asked again.",
        ),
        Acknowledge(next_act="I ring his mother, and then social care."),
        KeepEvidence(
            kind=EvidenceKind.SCREENSHOT,
            description="Two messages with the offer, which he showed of his own accord.",
        ),
        MakeSafe(
            steps=(SafetyStep.TOLD_STAFF,),
            what="He answers none of the messages, and deletes none.",
        ),
        did("stop", "Nobody looks further, and nothing is deleted."),
        MakeReferral(
            agency=Agency.SOCIAL_CARE,
            reason="A pupil of 15 is being asked to move money for others.",
            consent=Consent.GIVEN,
            reply_expected=date(2026, 11, 17),
        ),
        parent_told(
            "Jordan Teague",
            "Alison Teague",
            "Jordan was offered money for his card, and has told us. He did well.",
            "I will pick him up this week.",
            agencies_agree=YES,
        ),
        supported(
            "Jordan Teague", Supporter.DSL, AMINA, "He comes by at lunch, and may leave early."
        ),
        usual("tell-the-head"),
    ),
    at(
        "2026-11-18 09:25",
        AMINA,
        RecordReferralAnswer(
            agency=Agency.SOCIAL_CARE,
            reply=ReferralReply.MORE_INFORMATION,
            said="They ask whether other pupils have had the same offer.",
        ),
    ),
)

STORIES = (PHISHING, LOOT_BOXES, CARD_FOR_MONEY)
