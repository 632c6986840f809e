"""What pupils read, watch and search for, and what it does to them."""

from datetime import date

from domain.categories import Category, Severity
from domain.facts import Fact
from domain.incident.commands import (
    Acknowledge,
    AddNote,
    Assess,
    Close,
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
    NO,
    NOT_KNOWN,
    YES,
    decided_about,
    done,
    found,
    parent_told,
    procedures,
    pupil,
    reported,
    supported,
    task,
)
from interfaces.cli.made_up.people import AMINA, BETH, DANIEL, JOSH, MARTA, OWEN
from interfaces.cli.made_up.telling import at, story

CLOSE_THE_GAP = "Close the way round the filter on the library laptops."

AROUND_THE_FILTER = story(
    "a way round the filter",
    at(
        "2026-10-16 12:45",
        JOSH,
        reported(
            "Two library laptops have reached the web past the filter.",
            "Library",
            received=Received.FILTER_ALERT,
        ),
        occurred="2026-10-16 12:20",
    ),
    at(
        "2026-10-16 14:00",
        OWEN,
        pupil("Dominik Zielinski", "Year 10", Capacity.INSTIGATOR),
        Assess(
            category=Category.CD_11,
            severity=Severity.MODERATE,
            lowered_because="He showed the technician how it was done, and nothing was harmed",
            findings=(
                found(Fact.ILLEGAL, NO, OWEN, "He used a setting that we had left open."),
                found(Fact.DELIBERATE, YES, "Dominik Zielinski", "He wanted to see if it works."),
                found(Fact.SERIOUS, NO, JOSH, "He looked up the price of trainers."),
            ),
            rationale="He is curious, and the gap was ours.",
        ),
        task(JOSH, CLOSE_THE_GAP, date(2026, 10, 19), technician=True),
        KeepEvidence(
            kind=EvidenceKind.ACCOUNT_LOG,
            description="The log of the two laptops from 12:00 to 12:45.",
            captured_by=JOSH,
        ),
        decided_about(
            "Dominik Zielinski",
            "He broke the agreement, and then helped us.",
            sanction="A lunchtime detention.",
            support="A place in the computing club, where such things are welcome.",
        ),
    ),
    at(
        "2026-10-20 09:15",
        OWEN,
        done(CLOSE_THE_GAP, "Closed on these and on forty others."),
        procedures("Laptops are checked for this every half term.", JOSH, changed=True),
        Close(
            summary="A Year 10 pupil found a way round the filter.",
            how_followed_up="The gap was closed. He was spoken with, and helped.",
            outcome="One detention, and a keen new member of the computing club.",
        ),
    ),
)

COMPANION = story(
    "an AI companion at night",
    at(
        "2026-11-05 11:20",
        BETH,
        reported(
            "A Year 8 pupil talks with an AI companion until late at night, and keeps to herself.",
            received=Received.TOLD_IN_PERSON,
            own_words="It says that it is the only one who understands me.",
        ),
        occurred="about 2026-10-31 23:00",
    ),
    at(
        "2026-11-05 14:05",
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
            "She had thought that Hannah was reading.",
        ),
        supported(
            "Hannah Sewell",
            Supporter.CLASS_TEACHER,
            BETH,
            "Breakfast club, and a friend to sit with.",
            wishes="She does not want to lose the app all at once.",
        ),
        MakeReferral(
            agency=Agency.EARLY_HELP,
            how=How.ONLINE_FORM,
            reason="Sleep, loneliness, and an app that feeds on both.",
            consent=Consent.GIVEN,
            reference_given="EH-2207",
        ),
    ),
    at(
        "2026-11-12 10:40",
        DANIEL,
        RecordReferralAnswer(
            agency=Agency.EARLY_HELP,
            reply=ReferralReply.ACCEPTED,
            said="A family worker visits every other week.",
            reference_given="EH-2207",
        ),
    ),
    at(
        "2026-12-07 09:30",
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
        "2026-12-09 11:15",
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
        "2026-11-11 10:05",
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
        occurred="2026-11-11 09:50",
    ),
    at(
        "2026-11-11 10:20",
        AMINA,
        Acknowledge(next_act="I meet her at the end of this lesson."),
        KeepEvidence(
            kind=EvidenceKind.ACCOUNT_LOG, description="The alert of the filter, with its time."
        ),
    ),
    at(
        "2026-11-11 12:10",
        AMINA,
        AddNote(
            text="She talked for an hour. She was looking for help for a friend and for herself.",
            basis=None,
        ),
        parent_told(
            "Megan Foley",
            "Siobhan Foley",
            "Megan is finding things hard, and has talked with me. Please ring me tonight.",
            "She rang from work and came at three.",
        ),
        supported(
            "Megan Foley",
            Supporter.DSL,
            AMINA,
            "A card that lets her leave any lesson, and the nurse on Tuesdays.",
            wishes="She would rather talk with somebody outside school.",
        ),
        MakeReferral(
            agency=Agency.MENTAL_HEALTH,
            how=How.ONLINE_FORM,
            reason="A pupil of 14 asks for somebody to talk with outside school.",
            consent=Consent.GIVEN,
            reference_given="CM-8840",
            reply_expected=date(2026, 12, 18),
        ),
    ),
    at(
        "2026-12-02 15:00",
        AMINA,
        AddNote(text="Rang CAMHS. An answer is promised before Christmas."),
    ),
)

ADVERTISEMENT = story(
    "advertisements on a revision site",
    at(
        "2026-12-10 11:50",
        BETH,
        reported(
            "A revision site that we use shows advertisements for slimming pills to Year 8.",
            "Computer room 1",
        ),
        occurred="2026-12-10 11:10",
    ),
    at(
        "2026-12-11 09:20",
        OWEN,
        Assess(
            category=Category.CM_02,
            findings=(found(Fact.CHILD_AT_RISK, NO, BETH, "The class laughed at them."),),
            rationale="The site was free of advertisements when we chose it.",
        ),
    ),
)

LAST_DAY = story(
    "a picture from the Christmas fair",
    at(
        "2026-12-18 12:40",
        MARTA,
        reported(
            "A child's picture from the Christmas fair is on a page that nobody here runs.",
            platform="A public page of the town",
            received=Received.TOLD_IN_PERSON,
        ),
        occurred="2026-12-17",
    ),
)

STORIES = (
    AROUND_THE_FILTER,
    COMPANION,
    WORRYING_SEARCH,
    ADVERTISEMENT,
    LAST_DAY,
)
