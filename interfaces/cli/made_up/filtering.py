"""Sites against the rules, and ways round the filter."""

from datetime import date

from domain.categories import Category, Severity
from domain.facts import Fact
from domain.incident.commands import (
    AddNote,
    Assess,
    KeepEvidence,
    Link,
    MakeSafe,
    StrikeOut,
)
from domain.incident.words import (
    Capacity,
    EvidenceKind,
    LinkKind,
    Received,
    SafetyStep,
)
from interfaces.cli.made_up.asks import (
    NO,
    YES,
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
    GRACE,
    JOSH,
    OWEN,
)
from interfaces.cli.made_up.steps import did, not_needed, usual
from interfaces.cli.made_up.telling import at, story

BLOCK_ADDRESS = "Block the new address of the games site for all pupils"
CLOSE_THE_GAP = "Close the way round the filter on the library laptops"

GAMES = story(
    "games in science",
    at(
        "2026-09-09 11:40",
        GRACE,
        reported("Games sites were open on three laptops in a science lesson.", "Science lab 1"),
        MakeSafe(
            steps=(SafetyStep.LAPTOP_CLOSED,),
            what="All three laptops were closed until the end of the lesson.",
        ),
        occurred="2026-09-09 11:05",
    ),
    at(
        "2026-09-09 14:10",
        OWEN,
        pupil("Oliver Stanton", "Year 9", Capacity.INSTIGATOR),
        pupil("Zain Mahmood", "Year 9", Capacity.INSTIGATOR),
        pupil("Freddie Cole", "Year 9", Capacity.INSTIGATOR),
        Assess(
            category=Category.CT_11,
            findings=(
                found(Fact.ILLEGAL, NO, OWEN, "The games are ordinary ones."),
                found(Fact.SEXUAL_IMAGE_OF_UNDER_18, NO, GRACE, "They are games with cars."),
                found(Fact.CHILD_AT_RISK, NO, GRACE, "Three boys who had finished early."),
                found(Fact.COERCION_OR_GROOMING, NO, GRACE, "Nobody else had a part in it."),
                found(Fact.RADICALISATION, NO, GRACE, "They are games with cars."),
                found(Fact.PERSISTENT, NO, OWEN, "It is the first time for all three."),
                found(Fact.SERIOUS, NO, GRACE, "They had finished their work."),
            ),
            rationale="A new address of a games site had got past the filter.",
        ),
        task(JOSH, BLOCK_ADDRESS, date(2026, 9, 10), technician=True),
        KeepEvidence(
            kind=EvidenceKind.WEB_ADDRESS,
            description="The address of the games site, as the filter wrote it down.",
            source="unblockedarcade.example",
        ),
        usual("tell-the-head"),
    ),
    at(
        "2026-09-10 08:55",
        OWEN,
        AddNote(text="The technician reported the same from the log of the filter."),
        done(BLOCK_ADDRESS, "The address is blocked, and so are four others like it."),
        decided_about(
            "Oliver Stanton",
            "He found the site and showed it to the others.",
            sanction="a lunchtime detention",
        ),
        decided_about(
            "Zain Mahmood",
            "He stopped when he was told to.",
            sanction="a talk with his teacher",
        ),
        decided_about(
            "Freddie Cole",
            "He stopped when he was told to.",
            sanction="a talk with his teacher",
        ),
        did("others-involved", "The other laptops of the class were at work, the log says."),
        not_needed("pupil-removal", "Nothing was put up."),
        procedures("The agreement covers this and needs no new words.", GRACE),
        usual("ask-again-if-illegal"),
        did("look-back", "The log of the filter shows no games since the block."),
        *proposed_and_closed(
            summary="Three pupils used a games site in a science lesson.",
            how_followed_up="The address is blocked. Their teacher spoke with all three.",
            outcome="One lunchtime detention. Nothing more is needed.",
        ),
    ),
)

GAMES_AGAIN = story(
    "games in the filter's log",
    at(
        "2026-09-09 12:15",
        JOSH,
        reported(
            "The log of the filter shows a games site on three laptops of the science trolley.",
            "Science lab 1",
            received=Received.FILTER_ALERT,
        ),
        occurred="2026-09-09 11:02",
    ),
    at(
        "2026-09-09 14:40",
        OWEN,
        lambda known: Link(
            other=known.incident("games in science"),
            link=LinkKind.DUPLICATE,
            why="Both reports tell of the same lesson.",
        ),
    ),
    at(
        "2026-09-09 15:20",
        AMINA,
        lambda known: StrikeOut(
            reason="The same lesson had been reported by the teacher, and is followed up there.",
            duplicate_of=known.reference("games in science"),
        ),
    ),
)

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
        MakeSafe(
            steps=(SafetyStep.DEVICE_ISOLATED,),
            what="Both laptops were taken off the network.",
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
            lowered_because="he showed the technician how it was done, and nothing was harmed",
            findings=(
                found(Fact.ILLEGAL, NO, OWEN, "He used a setting that we had left open."),
                found(Fact.DELIBERATE, YES, "Dominik Zielinski", "He wanted to see if it works."),
                found(Fact.SERIOUS, NO, JOSH, "He looked up the price of trainers."),
                found(
                    Fact.SEXUAL_IMAGE_OF_UNDER_18,
                    NO,
                    JOSH,
                    "The log shows shops and nothing else.",
                ),
                found(Fact.CHILD_AT_RISK, NO, OWEN, "He was proud of it and talked freely."),
                found(Fact.COERCION_OR_GROOMING, NO, OWEN, "He tried it out by himself."),
                found(Fact.RADICALISATION, NO, JOSH, "The log shows shops and nothing else."),
                found(Fact.PERSISTENT, NO, JOSH, "The log of the term shows it once."),
            ),
            rationale="He is curious, and the gap was ours.",
        ),
        task(JOSH, CLOSE_THE_GAP, date(2026, 10, 19), technician=True),
        KeepEvidence(
            kind=EvidenceKind.ACCOUNT_LOG,
            description="The log of the two laptops from 12:00 to 12:45.",
            captured_by=JOSH,
            held_by=OWEN,
        ),
        decided_about(
            "Dominik Zielinski",
            "He broke the agreement, and then helped us.",
            sanction="a lunchtime detention",
            support="a place in the computing club, where such things are welcome",
        ),
        usual("tell-the-head"),
    ),
    at(
        "2026-10-20 09:15",
        OWEN,
        done(CLOSE_THE_GAP, "Closed on these and on forty others."),
        did("others-involved", "He had shown it to nobody, and the log bears him out."),
        not_needed("pupil-removal", "Nothing was put up."),
        procedures("Laptops are checked for this every half term.", JOSH, changed=True),
        usual("ask-again-if-illegal"),
        did("look-back", "Yesterday's log shows nobody else past the filter."),
        *proposed_and_closed(
            summary="A Year 10 pupil found a way round the filter.",
            how_followed_up="The gap was closed. He was spoken with, and helped.",
            outcome="One detention, and a keen new member of the computing club.",
        ),
    ),
)

STORIES = (GAMES, GAMES_AGAIN, AROUND_THE_FILTER)
