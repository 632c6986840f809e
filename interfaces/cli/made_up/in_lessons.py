"""What happens in lessons: a phone that films, a picture that frightens."""

from datetime import date

from domain.categories import Category
from domain.facts import Fact
from domain.incident.commands import (
    Assess,
    CorrectLine,
    KeepEvidence,
    KeepNoEvidence,
    MakeSafe,
)
from domain.incident.words import (
    Capacity,
    EvidenceKind,
    PersonKind,
    Received,
    SafetyStep,
)
from interfaces.cli.made_up.asks import (
    NO,
    YES,
    adult,
    decided_about,
    done,
    found,
    procedures,
    proposed_and_closed,
    pupil,
    reported,
    task,
)
from interfaces.cli.made_up.people import (
    AMINA,
    CALLUM,
    JOSH,
    OWEN,
    PRIYA,
    RUTH,
)
from interfaces.cli.made_up.steps import decided_no, did, not_needed, usual
from interfaces.cli.made_up.telling import at, story

SAFE_SEARCH = "Turn on safe search for the shared account of the geography rooms"

FILMING = story(
    "filming in maths",
    at(
        "2026-09-11 12:20",
        PRIYA,
        reported(
            "A pupil filmed part of a maths lesson on a mobile phone.",
            "Room 41",
            received=Received.TOLD_IN_PERSON,
            reporter_name="Tom Fielding, who teaches the class",
        ),
        MakeSafe(
            steps=(SafetyStep.TOLD_STAFF,),
            what="The phone was put away when the teacher asked for it.",
        ),
        occurred="2026-09-11 11:30",
    ),
    at(
        "2026-09-11 13:30",
        PRIYA,
        lambda known: CorrectLine(
            line=known.line("A pupil filmed part"),
            field="place",
            new="Room 14",
            reason="The two figures had been swapped.",
        ),
        pupil("Callie Brannigan", "Year 10", Capacity.INSTIGATOR),
        adult("Tom Fielding", PersonKind.STAFF, Capacity.VICTIM, "Maths teacher"),
        Assess(
            category=Category.CD_10,
            findings=(
                found(Fact.STAFF_VICTIM_OF_PUPIL, YES, PRIYA, "He had not been asked."),
                found(Fact.PERSISTENT, NO, PRIYA, "Nothing of the kind is known of her before."),
                found(Fact.SERIOUS, NO, PRIYA, "It was not shown to anybody."),
                found(Fact.CHILD_AT_RISK, NO, PRIYA, "No pupil is in the picture."),
                found(Fact.UNDER_13, NO, PRIYA, "She is 14."),
                found(Fact.REMOVAL_REFUSED, NO, PRIYA, "She deleted it when she was asked."),
                found(Fact.ILLEGAL, NO, PRIYA, "It breaks our rules and no law."),
                found(
                    Fact.SEXUAL_IMAGE_OF_UNDER_18,
                    NO,
                    PRIYA,
                    "The board and a voice are all there is.",
                ),
                found(Fact.COERCION_OR_GROOMING, NO, PRIYA, "It was her own idea."),
                found(Fact.RADICALISATION, NO, PRIYA, "It is about a lesson in maths."),
            ),
            rationale="Twenty seconds of the board and of the teacher's voice.",
        ),
        KeepNoEvidence(
            reason="She deleted the film in front of the teacher, and nobody had seen it."
        ),
    ),
    at("2026-09-11 15:20", OWEN, usual("tell-the-head")),
    at(
        "2026-09-14 09:00",
        PRIYA,
        decided_about(
            "Callie Brannigan",
            "She wanted to keep the method for her homework, and had not asked.",
            sanction="the phone in the office for one school day",
            support="the slides of the lesson",
            policy="the mobile phone rules",
        ),
        not_needed("pupil-takes-it-down", "She had deleted it in front of the teacher."),
        not_needed("pupil-removal", "She had deleted it in front of the teacher."),
        did("others-involved", "She had told nobody, and nobody has seen it."),
        procedures("Teachers now offer their slides to all.", "Tom Fielding", changed=True),
    ),
    at(
        "2026-09-14 12:40",
        RUTH,
        did("single-contact", "Priya Raman is the one to whom he turns, and he knows it."),
        did("union-advice", "Told him that he may ask his union. He sees no need."),
        decided_no("support-contacts", "He has talked it over with her, and that is enough."),
        usual("consider-the-governing-body"),
        usual("consider-the-chair"),
        not_needed("online-safety-team", "It was over before it had begun. Nothing to ask."),
    ),
    at(
        "2026-09-14 15:30",
        OWEN,
        usual("ask-again-if-illegal"),
        did("look-back", "Mr Fielding says that nothing more has come of it."),
        *proposed_and_closed(
            summary="A pupil filmed part of a lesson without leave.",
            how_followed_up="She and the teacher talked about it. The film was deleted.",
            outcome="The phone stayed in the office for one day. Mr Fielding is content.",
        ),
    ),
)

FRIGHTENING = story(
    "a frightening picture on the board",
    at(
        "2026-09-18 10:15",
        CALLUM,
        reported(
            "A frightening picture came up on the board while a Year 7 class searched for "
            "volcanoes.",
            "Room 22",
        ),
        MakeSafe(
            steps=(SafetyStep.MONITOR_OFF, SafetyStep.TOLD_STAFF),
            what="The board was off within a second or two, and the class talked about it.",
            viewed_by_accident=True,
            viewed_by=("the class of twenty-seven", "their teacher"),
        ),
        occurred="2026-09-18 09:50",
    ),
    at(
        "2026-09-18 11:30",
        OWEN,
        Assess(
            category=Category.CT_12,
            findings=(
                found(Fact.ILLEGAL, NO, OWEN, "A poster for a horror film."),
                found(Fact.TECHNICAL, YES, JOSH, "Safe search was off for this account."),
                found(Fact.CHILD_AT_RISK, NO, CALLUM, "One child cried and was soon comforted."),
                found(Fact.SEXUAL_IMAGE_OF_UNDER_18, NO, OWEN, "A mask and a dark house."),
                found(Fact.COERCION_OR_GROOMING, NO, OWEN, "It came up by itself."),
                found(Fact.RADICALISATION, NO, OWEN, "It advertises a film."),
            ),
            rationale="Nobody did anything wrong. The setting was.",
        ),
        KeepEvidence(
            kind=EvidenceKind.WEB_ADDRESS,
            description="The address of the page on which the poster stood.",
            source="filmstonight.example/posters",
        ),
        task(JOSH, SAFE_SEARCH, date(2026, 9, 18), technician=True, step="mend-the-filter"),
        not_needed("link-people", "The whole class saw it, and nobody did it."),
        usual("tell-the-head"),
        usual("preserve-logs"),
        not_needed("reset-passwords", "No password was used by anybody else."),
    ),
    at("2026-09-18 15:40", AMINA, usual("filter-review")),
    at(
        "2026-09-21 08:40",
        OWEN,
        done(SAFE_SEARCH, "On for these rooms, and for every other shared account as well."),
        did("look-back", "Mr Reid says that nobody is upset. Parents had a short letter."),
        procedures("Teachers are asked already to try a search out first.", CALLUM),
        usual("ask-again-if-illegal"),
        *proposed_and_closed(
            summary="A poster for a horror film was on a classroom board for a second or two.",
            how_followed_up="The board went off at once, and the class talked about it.",
            outcome="Safe search is on for all shared accounts. Nobody was upset afterwards.",
        ),
    ),
)

STORIES = (FILMING, FRIGHTENING)
