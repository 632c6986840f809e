"""What pupils talk with and search for when they are low."""

from datetime import date

from domain.categories import Category
from domain.facts import Fact
from domain.incident.commands import (
    Acknowledge,
    AddNote,
    Assess,
    ConfirmFileReceipt,
    KeepEvidence,
    KeepNoEvidence,
    MakeReferral,
    RecordReferralAnswer,
    SendFile,
)
from domain.incident.words import (
    Agency,
    Capacity,
    Consent,
    EvidenceKind,
    How,
    Received,
    ReferralReply,
    Supporter,
)
from interfaces.cli.made_up.asks import (
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
    BETH,
    DANIEL,
    OWEN,
)
from interfaces.cli.made_up.steps import decided_no, not_needed, usual
from interfaces.cli.made_up.telling import at, story

COMPANION = story(
    "an AI companion at night",
    at(
        "2026-10-15 11:20",
        BETH,
        reported(
            "A Year 8 pupil talks with an AI companion late at night, and keeps to herself.",
            received=Received.TOLD_IN_PERSON,
            own_words="It says that it is the only one who understands me.",
        ),
        occurred="about 2026-10-13 23:00",
    ),
    at(
        "2026-10-15 14:05",
        DANIEL,
        pupil("Hannah Sewell", "Year 8", Capacity.VICTIM),
        Assess(
            category=Category.CN_06,
            findings=(
                found(Fact.PUPIL_VICTIM, YES, BETH, "She has left the choir."),
                found(Fact.CHILD_AT_RISK, NOT_KNOWN, DANIEL, "She may be lower than she shows."),
            ),
            rationale="The app praises her for staying away from people.",
        ),
        Acknowledge(next_act="I see her with Miss Jones tomorrow, and ring home."),
        KeepNoEvidence(reason="The talks are her own. She has told us what matters."),
        parent_told(
            "Hannah Sewell",
            "Tracey Sewell",
            "Hannah is tired, and talks with an app at night. We would like to help.",
            "I thought that she was reading.",
        ),
        supported(
            "Hannah Sewell",
            Supporter.CLASS_TEACHER,
            BETH,
            "Breakfast club, and a friend to sit with.",
            wishes="She does not want to lose the app all at once.",
        ),
        decided_no("victim-device", "It would take away what she leans on."),
        not_needed("make-safe", "It is at home, at night."),
        usual("tell-the-head"),
        MakeReferral(
            agency=Agency.EARLY_HELP,
            how=How.ONLINE_FORM,
            reason="Sleep, loneliness, and an app that feeds on both.",
            consent=Consent.GIVEN,
            reference_given="EH-2207",
        ),
    ),
    at(
        "2026-10-22 10:40",
        DANIEL,
        RecordReferralAnswer(
            agency=Agency.EARLY_HELP,
            reply=ReferralReply.ACCEPTED,
            said="A family worker visits every other week.",
            reference_given="EH-2207",
        ),
    ),
    at(
        "2026-11-16 09:30",
        DANIEL,
        AddNote(text="The family moves to Ashcombe at Christmas. Hannah is glad of a new start."),
        lambda known: SendFile(
            pupil=known.person("Hannah Sewell"),
            school_name="Ashcombe School",
            recipient="the safeguarding lead",
            how=How.EMAIL,
        ),
    ),
    at(
        "2026-11-18 11:15",
        DANIEL,
        lambda known: ConfirmFileReceipt(
            pupil=known.person("Hannah Sewell"),
            school_name="Ashcombe School",
            confirmed_by="Rosalind Pike",
            how=How.EMAIL,
        ),
    ),
)

WORRYING_SEARCH = story(
    "a worrying search",
    at(
        "2026-10-21 10:05",
        OWEN,
        reported(
            "The filter stopped a search about self-harm on a library laptop.",
            "Library",
            received=Received.FILTER_ALERT,
        ),
        pupil("Megan Foley", "Year 10", Capacity.VICTIM),
        Assess(
            category=Category.CT_05,
            findings=(
                found(Fact.PUPIL_VICTIM, YES, OWEN, "The search was hers."),
                found(Fact.CHILD_AT_RISK, NOT_KNOWN, OWEN, "It is for Mrs Khan to judge."),
            ),
            rationale="Such a search always goes to the safeguarding lead.",
        ),
        occurred="2026-10-21 09:50",
    ),
    at(
        "2026-10-21 10:20",
        AMINA,
        Acknowledge(next_act="I meet her at the end of this lesson."),
        KeepEvidence(
            kind=EvidenceKind.ACCOUNT_LOG, description="The alert of the filter, with its time."
        ),
        usual("tell-the-head"),
    ),
    at("2026-10-21 10:40", OWEN, not_needed("make-safe", "The filter had stopped it.")),
    at(
        "2026-10-21 12:10",
        AMINA,
        AddNote(
            text="She talked for an hour. She was looking for help for a friend and for herself.",
            basis=None,
        ),
        parent_told(
            "Megan Foley",
            "Siobhan Foley",
            "Megan is finding things hard, and has talked with me. Please ring me.",
            "I will leave work early and be there at three.",
        ),
        supported(
            "Megan Foley",
            Supporter.DSL,
            AMINA,
            "A card that lets her leave any lesson, and the nurse on Tuesdays.",
            wishes="She would rather talk with somebody outside school.",
        ),
        decided_no("victim-device", "It was one of the library's laptops."),
        MakeReferral(
            agency=Agency.MENTAL_HEALTH,
            how=How.ONLINE_FORM,
            reason="A pupil of 14 asks for somebody to talk with outside school.",
            consent=Consent.GIVEN,
            reference_given="CM-8840",
            reply_expected=date(2026, 11, 27),
        ),
    ),
    at(
        "2026-11-11 15:00",
        AMINA,
        AddNote(text="Rang CAMHS. An answer is promised before Christmas."),
    ),
)

STORIES = (COMPANION, WORRYING_SEARCH)
