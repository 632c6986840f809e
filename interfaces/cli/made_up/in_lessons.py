"""What happens in lessons: passwords, games, filming, what comes up on a screen."""

from datetime import date

from domain.categories import Category, Severity
from domain.facts import Fact
from domain.incident.commands import (
    AddNote,
    Assess,
    Close,
    CorrectLine,
    KeepEvidence,
    KeepNoEvidence,
    Link,
    MakeSafe,
    StrikeOut,
)
from domain.incident.words import (
    Basis,
    Capacity,
    EvidenceKind,
    LinkKind,
    PersonKind,
    Received,
    SafetyStep,
    Supporter,
)
from interfaces.cli.made_up.asks import (
    NO,
    YES,
    adult,
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
from interfaces.cli.made_up.people import AMINA, BETH, CALLUM, GRACE, JOSH, OWEN, PRIYA
from interfaces.cli.made_up.telling import at, story

NEW_PASSWORDS = "Reset two passwords in computer room 2 and check where they were used today."
BLOCK_ADDRESS = "Block the new address of the games site for all pupils."
SAFE_SEARCH = "Turn on safe search for the class account of Year 5."

PASSWORD = story(
    "somebody else's password",
    at(
        "2026-09-07 09:35",
        BETH,
        reported(
            "A Year 8 pupil was logged in with a classmate's username and password, and sent a "
            "joke message to the class from it.",
            "Computer room 2",
        ),
        AddNote(
            text="The classmate had written the password in her planner. Nobody should presume "
            "that she knew.",
            basis=Basis.OBSERVED,
        ),
        occurred="2026-09-07 09:10",
    ),
    at(
        "2026-09-07 10:50",
        OWEN,
        pupil("Ella Marsh", "Year 8", Capacity.VICTIM),
        pupil("Harvey Nwosu", "Year 8", Capacity.INSTIGATOR),
        Assess(
            category=Category.CD_09,
            severity=Severity.LOW,
            lowered_because="It was one message, seen by the class teacher at once",
            findings=(
                found(Fact.ILLEGAL, NO, OWEN, "A prank between classmates, put right in minutes."),
                found(Fact.CHILD_AT_RISK, NO, BETH, "Both pupils were calm and spoke freely."),
            ),
            rationale="He says that he sent it, and the log of the room shows his computer.",
        ),
        task(JOSH, NEW_PASSWORDS, date(2026, 9, 7), technician=True),
        KeepEvidence(
            kind=EvidenceKind.ACCOUNT_LOG,
            description="The log of sign-ins in computer room 2 between 9:00 and 9:30.",
            captured_by=JOSH,
            held_by=OWEN,
        ),
    ),
    at(
        "2026-09-07 13:20",
        OWEN,
        done(NEW_PASSWORDS, "Both passwords are new. Neither was used anywhere else today."),
        supported(
            "Ella Marsh",
            Supporter.CLASS_TEACHER,
            BETH,
            "Showed her how to choose a password that she can remember.",
            wishes="She does not want a fuss made in front of the class.",
        ),
        parent_told(
            "Ella Marsh",
            "Joanne Marsh",
            "Somebody used Ella's account for a joke. Her password is new and she did no wrong.",
            "She was glad to be told.",
        ),
        decided_about(
            "Harvey Nwosu",
            "He owned up at once and is sorry.",
            sanction="A lunchtime detention.",
            support="He goes through the acceptable use agreement again with Miss Jones.",
        ),
    ),
    at(
        "2026-09-08 15:25",
        OWEN,
        procedures(
            "All of Year 8 are reminded not to write passwords in planners.", BETH, changed=True
        ),
        Close(
            summary="Another pupil's account was used to send a joke message to a class.",
            how_followed_up="Both pupils were spoken with and both passwords were changed.",
            outcome="He wrote a letter of apology. The owner of the account came to no harm.",
        ),
    ),
)

GAMES = story(
    "games in science",
    at(
        "2026-09-09 11:40",
        GRACE,
        reported("Games sites were open on three laptops in a science lesson.", "Science lab 1"),
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
            findings=(found(Fact.ILLEGAL, NO, OWEN, "The games are ordinary ones."),),
            rationale="A new address of a games site had got past the filter.",
        ),
        task(JOSH, BLOCK_ADDRESS, date(2026, 9, 10), technician=True),
        KeepEvidence(
            kind=EvidenceKind.WEB_ADDRESS,
            description="The address of the games site, as the filter wrote it down.",
            source="unblocked-arcade.example",
        ),
    ),
    at(
        "2026-09-10 08:55",
        OWEN,
        AddNote(text="The technician reported the same from the log of the filter."),
        done(BLOCK_ADDRESS, "The address is blocked, and so are four others like it."),
        decided_about(
            "Oliver Stanton",
            "He found the site and showed it to the others.",
            sanction="A lunchtime detention.",
        ),
        decided_about(
            "Zain Mahmood",
            "He stopped when he was told to.",
            sanction="A talk with his teacher.",
        ),
        decided_about(
            "Freddie Cole",
            "He stopped when he was told to.",
            sanction="A talk with his teacher.",
        ),
        procedures("The agreement covers this and needs no new words.", GRACE),
        Close(
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
            ),
            rationale="Twenty seconds of the board and of the teacher's voice.",
        ),
        KeepNoEvidence(
            reason="She deleted the film in front of the teacher, and nobody had seen it."
        ),
    ),
    at(
        "2026-09-14 09:00",
        PRIYA,
        decided_about(
            "Callie Brannigan",
            "She wanted to keep the method for her homework, and had not asked.",
            sanction="The phone stays in the office for one school day.",
            support="She is given the slides of the lesson.",
            policy="the mobile phone rules",
        ),
        procedures("Teachers will offer their slides to anybody who asks.", "Tom Fielding"),
    ),
    at(
        "2026-09-14 15:30",
        OWEN,
        Close(
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
            "A frightening picture came up on the board while the class searched for volcanoes.",
            "Year 5 classroom",
        ),
        MakeSafe(
            steps=(SafetyStep.MONITOR_OFF, SafetyStep.TOLD_STAFF),
            what="The board was off within a second or two, and the class talked about it.",
            viewed_by_accident=True,
            viewed_by=("the class of twenty-seven", CALLUM),
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
            ),
            rationale="Nobody did anything wrong. The setting was.",
        ),
        KeepEvidence(
            kind=EvidenceKind.WEB_ADDRESS,
            description="The address of the page on which the poster stood.",
            source="films-tonight.example/posters",
        ),
        task(JOSH, SAFE_SEARCH, date(2026, 9, 18), technician=True),
    ),
    at(
        "2026-09-21 08:40",
        OWEN,
        done(SAFE_SEARCH, "On for Year 5, and for every other class account as well."),
        AddNote(text="Mr Reid says that nobody was upset today. Parents had a short letter."),
        Close(
            summary="A poster for a horror film was on a classroom board for a second or two.",
            how_followed_up="The board went off at once, and the class talked about it.",
            outcome="Safe search is on for all class accounts. Nobody was upset on the next day.",
        ),
    ),
)

STORIES = (PASSWORD, GAMES, GAMES_AGAIN, FILMING, FRIGHTENING)
