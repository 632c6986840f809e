"""What pupils do to one another: unkindness that grows."""

from datetime import date

from domain.categories import Category, Severity
from domain.facts import Fact
from domain.incident.commands import (
    Acknowledge,
    AddNote,
    Assess,
    ChangeFacts,
    ChangeOwner,
    Close,
    Countersign,
    KeepEvidence,
    MakeSafe,
    ProposeClosure,
    SeekAdvice,
)
from domain.incident.words import (
    Adviser,
    Basis,
    Capacity,
    EvidenceKind,
    Received,
    SafetyStep,
    Supporter,
)
from interfaces.cli.made_up.asks import (
    NO,
    NOT_KNOWN,
    YES,
    decided_about,
    found,
    parent_not_told,
    parent_told,
    procedures,
    pupil,
    reported,
    supported,
)
from interfaces.cli.made_up.people import (
    AMINA,
    BETH,
    OWEN,
    PRIYA,
    RUTH,
)
from interfaces.cli.made_up.steps import decided_no, decided_yes, did, not_needed, usual
from interfaces.cli.made_up.telling import at, story

GROUP_CHAT = story(
    "unkind words in a group chat",
    at(
        "2026-09-16 08:50",
        OWEN,
        reported(
            "Unkind messages about a Year 7 pupil in a group chat, over several evenings.",
            platform="A group chat",
            received=Received.TOLD_IN_PERSON,
            reporter_name="Chloe Whitaker",
            own_words="They made a group called everyone but Chloe, and then put me in it.",
        ),
        pupil("Chloe Whitaker", "Year 7", Capacity.VICTIM),
        pupil("Isla Penrose", "Year 7", Capacity.INSTIGATOR),
        pupil("Amelia Grant", "Year 7", Capacity.BYSTANDER),
        KeepEvidence(
            kind=EvidenceKind.SCREENSHOT,
            description="Two evenings of messages, which she showed of her own accord.",
        ),
        occurred="about 2026-09-14 19:00",
    ),
    at(
        "2026-09-16 11:20",
        OWEN,
        Assess(
            category=Category.CD_06,
            findings=(
                found(Fact.PUPIL_VICTIM, YES, OWEN, "She showed the messages herself."),
                found(Fact.PUPIL_INSTIGATOR, YES, OWEN, "The group was made from her account."),
                found(Fact.ILLEGAL, NO, OWEN, "Hurtful, without a threat."),
                found(Fact.SERIOUS, NO, OWEN, "Unkind words, and no more so far."),
                found(Fact.CHILD_AT_RISK, NO, BETH, "She is sad, but eats and sleeps."),
            ),
            rationale="Several evenings, one group, and one pupil left out on purpose.",
        ),
        lambda known: ChangeOwner(
            owner=known.account(PRIYA),
            owner_name=PRIYA,
            handover="She knows both families and will follow it up from here.",
        ),
        not_needed("make-safe", "It was on phones, at home."),
        usual("tell-the-head"),
    ),
    at(
        "2026-09-16 15:40",
        PRIYA,
        parent_told(
            "Chloe Whitaker",
            "Rachel Whitaker",
            "Chloe has shown us unkind messages. We are talking with the others tomorrow.",
            "I had wondered why she was so quiet.",
        ),
        parent_not_told(
            "Chloe Whitaker",
            "Dean Whitaker",
            "He lives apart, and the mother asks to tell him herself at the weekend.",
            safe=YES,
            review_on=date(2026, 9, 21),
        ),
        supported(
            "Chloe Whitaker",
            Supporter.SENIOR_LEADER,
            PRIYA,
            "A place at the lunch club, and a word with her each Monday.",
            wishes="She wants it to stop, and does not want anybody to be in trouble.",
        ),
        decided_no("victim-device", "She showed the messages herself, and keeps her phone."),
    ),
    at(
        "2026-09-18 12:45",
        PRIYA,
        did(
            "others-involved",
            "The others in the group read along, like Amelia Grant, and wrote nothing.",
        ),
    ),
    at(
        "2026-10-01 09:05",
        PRIYA,
        AddNote(
            text="A new message says that somebody will be waiting for her on the way home.",
            basis=Basis.REPORTED_SPEECH,
        ),
        Assess(
            category=Category.CD_06,
            severity=Severity.SERIOUS,
            findings=(
                found(Fact.ILLEGAL, NOT_KNOWN, PRIYA, "A threat may be an offence."),
                found(Fact.CHILD_AT_RISK, YES, PRIYA, "She is afraid to walk home."),
                found(Fact.PERSISTENT, YES, PRIYA, "It went on after the first talk."),
                found(Fact.SERIOUS, YES, PRIYA, "There is now a threat."),
                found(Fact.COERCION_OR_GROOMING, NO, PRIYA, "Nobody asks anything of her."),
                found(Fact.INTIMATE_IMAGE_OF_ADULT, NO, PRIYA, "There is no picture in it."),
                found(Fact.SEXUAL_IMAGE_OF_UNDER_18, NO, PRIYA, "There is no picture in it."),
                found(Fact.RADICALISATION, NO, PRIYA, "It is about who sits with whom."),
            ),
            rationale="Words that hurt have become a threat, so it is looked at afresh.",
        ),
        MakeSafe(
            steps=(SafetyStep.TOLD_STAFF,),
            what="Nobody has answered the message or deleted it.",
        ),
    ),
    at(
        "2026-10-01 09:20",
        AMINA,
        Acknowledge(next_act="Her mother collects her today. I ring the police for advice."),
        SeekAdvice(
            adviser="PC Alan Whitcombe, the school's police officer",
            adviser_kind=Adviser.POLICE,
            question="Is this message an offence?",
            advice="It could be. Keep it, and leave it with the school if it stops now.",
            reference_given="TV/2291",
        ),
    ),
    at(
        "2026-10-01 09:40",
        PRIYA,
        KeepEvidence(
            kind=EvidenceKind.SCREENSHOT,
            description="The message of 30 September, with its time and the account.",
        ),
    ),
    at(
        "2026-10-01 13:40",
        AMINA,
        ChangeFacts(findings=(found(Fact.ILLEGAL, YES, AMINA, "PC Whitcombe says it could be."),)),
        decided_no("police", "They advise, and want no report if it stops now."),
        did("stop", "Nobody looks further, and nothing is deleted."),
        did("preserve", "The message stays on her phone, which she keeps switched off."),
        not_needed("online-safety-team", "The police have advised. That is enough."),
        did("instigator-parents-safe", "Ms Raman rings the mother. Nothing speaks against it."),
        usual("freeze"),
        usual("release"),
        usual("own-duty"),
        decided_no(
            "refer-the-child", "Her mother collects her, and it has not gone beyond words."
        ),
        decided_no("lado-or-social-care", "No adult has a part in it."),
        decided_no("illegal-child", "She is safe at home. The police see it so too."),
        decided_no("victim-refer", "The advice of the police is the help that was needed."),
        decided_yes("safety-plan", "She is fetched until half-term, and knows whom to ring."),
    ),
    at(
        "2026-10-02 09:10",
        AMINA,
        usual("hold"),
        usual("confirm-the-referral"),
        usual("chase-the-answer"),
        not_needed("victim-removal", "It stands on phones alone, and on no page."),
    ),
    at(
        "2026-10-02 15:35",
        PRIYA,
        parent_told(
            "Isla Penrose",
            "Victoria Penrose",
            "Isla sent a message that frightened another pupil. The police have advised us.",
            "I am ashamed. She will not have the phone for a month.",
            agencies_agree=YES,
        ),
        decided_about(
            "Isla Penrose",
            "She sent it in anger and regrets it. It must not happen again.",
            sanction="two days in the inclusion room",
            support="six meetings with the learning mentor, about falling out",
        ),
        not_needed("pupil-removal", "The message is kept for now. She has left the group."),
        procedures("Year 7 now has a lesson on group chats in week two.", BETH, changed=True),
    ),
    at(
        "2026-10-05 12:30",
        RUTH,
        usual("consider-the-governing-body"),
        usual("consider-the-chair"),
    ),
    at(
        "2026-11-03 14:50",
        AMINA,
        did("look-back", "A month without messages. The two sit at one table in art."),
    ),
    at(
        "2026-11-03 15:20",
        PRIYA,
        ProposeClosure(
            summary="A Year 7 pupil was left out and then threatened in a group chat.",
            how_followed_up="Talks with both families, advice of the police, help for both girls.",
            outcome="It has stopped. Chloe walks home with friends and feels safe.",
        ),
    ),
    at("2026-11-03 15:50", AMINA, Countersign(), Close()),
)


STORIES = (GROUP_CHAT,)
