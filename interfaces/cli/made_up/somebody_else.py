"""Somebody else's password, and somebody else's name."""

from datetime import date

from domain.categories import Category, Severity
from domain.facts import Fact
from domain.incident.commands import (
    AddNote,
    Assess,
    KeepEvidence,
    MakeSafe,
    RecordRemovalOutcome,
    RequestRemoval,
)
from domain.incident.words import (
    Basis,
    Capacity,
    EvidenceKind,
    PersonKind,
    Received,
    RemovalResult,
    RemovalThrough,
    SafetyStep,
    Supporter,
)
from interfaces.cli.made_up.asks import (
    NO,
    YES,
    decided_about,
    done,
    found,
    named_in_error,
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
    BETH,
    JOSH,
    OWEN,
    PRIYA,
)
from interfaces.cli.made_up.steps import decided_no, did, not_needed, usual
from interfaces.cli.made_up.telling import at, story

NEW_PASSWORDS = "Reset two passwords in computer room 2 and check where they were used today"

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
        MakeSafe(
            steps=(SafetyStep.MONITOR_OFF, SafetyStep.TOLD_STAFF),
            what="His screen was switched off, and he was signed out.",
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
            lowered_because="it was one message, seen by the class teacher at once",
            findings=(
                found(Fact.ILLEGAL, NO, OWEN, "A prank between classmates, put right in minutes."),
                found(Fact.CHILD_AT_RISK, NO, BETH, "Both pupils were calm and spoke freely."),
                found(Fact.SEXUAL_IMAGE_OF_UNDER_18, NO, OWEN, "It was one line of words."),
                found(Fact.COERCION_OR_GROOMING, NO, BETH, "Nobody had put him up to it."),
                found(Fact.RADICALISATION, NO, OWEN, "It was a joke about the lesson."),
                found(Fact.PERSISTENT, NO, OWEN, "Nothing of the kind is known of him before."),
                found(Fact.SERIOUS, NO, BETH, "It was a joke, and nobody was hurt by it."),
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
            "Help with choosing a password that she can remember.",
            wishes="She does not want a fuss made in front of the class.",
        ),
        parent_told(
            "Ella Marsh",
            "Joanne Marsh",
            "Somebody used Ella's account for a joke. Her password is new and she did no wrong.",
            "Thank you for telling me.",
        ),
        decided_about(
            "Harvey Nwosu",
            "He owned up at once and is sorry.",
            sanction="a lunchtime detention",
            support="a talk with Miss Jones about the acceptable use agreement",
        ),
        usual("tell-the-head"),
    ),
    at(
        "2026-09-08 12:40",
        PRIYA,
        decided_no("victim-device", "It was on a computer of the school."),
        did("others-involved", "Harvey was alone at it, and the log of the room says so too."),
    ),
    at(
        "2026-09-08 15:10",
        OWEN,
        not_needed("victim-removal", "Nothing was put up: it was one message to the class."),
        not_needed("pupil-removal", "Nothing was put up: it was one message to the class."),
    ),
    at(
        "2026-09-08 15:25",
        OWEN,
        procedures(
            "All of Year 8 are reminded not to write passwords in planners.", BETH, changed=True
        ),
        usual("ask-again-if-illegal"),
        did("look-back", "Ella has had no more trouble, and says that it is over."),
        *proposed_and_closed(
            summary="Another pupil's account was used to send a joke message to a class.",
            how_followed_up="Both pupils were spoken with and both passwords were changed.",
            outcome="He wrote a letter of apology. The owner of the account came to no harm.",
        ),
    ),
)

FALSE_ACCOUNT = story(
    "a false account",
    at(
        "2026-09-25 10:40",
        BETH,
        reported(
            "An account in a pupil's name, which is not hers, is writing to her friends.",
            platform="A photo-sharing site",
            received=Received.TOLD_IN_PERSON,
            reporter_name="Maya Sandhu",
        ),
        occurred="about 2026-09-23 17:30",
    ),
    at(
        "2026-09-25 12:15",
        OWEN,
        pupil("Maya Sandhu", "Year 8", Capacity.VICTIM),
        pupil("Ryan Holt", "Year 8", Capacity.INSTIGATOR),
        Assess(
            category=Category.CD_08,
            findings=(
                found(Fact.PUPIL_VICTIM, YES, BETH, "Friends had strange messages in her name."),
                found(Fact.CHILD_AT_RISK, NO, BETH, "She is cross rather than frightened."),
                found(Fact.SERIOUS, NO, OWEN, "Three silly messages, and nothing worse."),
                found(Fact.ILLEGAL, NO, OWEN, "A prank, without a threat or a gain."),
                found(
                    Fact.SEXUAL_IMAGE_OF_UNDER_18, NO, BETH, "Her friends had nothing but words."
                ),
                found(Fact.COERCION_OR_GROOMING, NO, BETH, "Nobody has asked anything of her."),
                found(Fact.RADICALISATION, NO, OWEN, "The messages are about a party."),
                found(Fact.PERSISTENT, NO, OWEN, "It began on Wednesday."),
            ),
            rationale="Two classmates say that the account was made by Ryan Holt.",
        ),
        KeepEvidence(
            kind=EvidenceKind.SCREENSHOT,
            description="The page of the account, with its name and the date of its first post.",
        ),
        parent_told(
            "Ryan Holt",
            "Dawn Holt",
            "Ryan is said to have made an account in the name of another pupil.",
            "He has had no phone since August.",
        ),
        supported(
            "Maya Sandhu", Supporter.CLASS_TEACHER, BETH, "Help with writing to her friends."
        ),
        parent_told(
            "Maya Sandhu",
            "Harpreet Sandhu",
            "Somebody has made an account in Maya's name. We are having it removed.",
        ),
        RequestRemoval(
            what="The account in the name of a pupil",
            asked_of="the photo-sharing site",
            through=RemovalThrough.PLATFORM,
            reference_given="PS-77120",
        ),
        usual("tell-the-head"),
    ),
    at(
        "2026-09-25 15:30",
        PRIYA,
        usual("make-safe"),
        decided_no("victim-device", "The account was not made on a device of hers."),
    ),
    at(
        "2026-09-29 09:10",
        OWEN,
        RecordRemovalOutcome(
            result=RemovalResult.REMOVED,
            said="The account was made in another town, by somebody who does not come here.",
        ),
        named_in_error(
            "Ryan Holt", "It was not he. Two classmates had guessed, and have said so."
        ),
        unnamed(
            "somebody in another town, whom nobody here knows",
            PersonKind.UNKNOWN,
            Capacity.INSTIGATOR,
        ),
        AddNote(
            text="Told Ryan and his mother that he had no part in it, and said sorry to both. "
            "The classmates have said sorry too.",
        ),
    ),
    at(
        "2026-10-02 14:50",
        OWEN,
        procedures(
            "A name that pupils guess is no longer linked before the site has answered.",
            PRIYA,
            changed=True,
        ),
        usual("ask-again-if-illegal"),
        did("look-back", "Maya's friends have had nothing more from that name."),
        *proposed_and_closed(
            summary="An account was made in the name of a Year 8 pupil.",
            how_followed_up="It was removed. A pupil who had been named in error was put right.",
            outcome="Maya's friends know. Nobody at this school had made the account.",
        ),
    ),
)

STORIES = (PASSWORD, FALSE_ACCOUNT)
