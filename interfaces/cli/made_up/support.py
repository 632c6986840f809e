"""Support that stands in a record of its own, and says nothing of why."""

from domain.incident.commands import (
    AddNote,
)
from domain.incident.words import (
    Basis,
    Capacity,
    Received,
    Supporter,
)
from interfaces.cli.made_up.asks import (
    pupil,
    reported,
    supported,
)
from interfaces.cli.made_up.people import AMINA, BETH
from interfaces.cli.made_up.steps import usual
from interfaces.cli.made_up.telling import at, story

SOMEBODY_TO_TALK_TO = story(
    "somebody to talk to",
    at(
        "2026-09-22 11:05",
        AMINA,
        reported(
            "A Year 10 pupil has been upset by messages, and would like somebody to talk to.",
            received=Received.TOLD_IN_PERSON,
        ),
        pupil("Leila Haddad", "Year 10", Capacity.VICTIM),
        supported(
            "Leila Haddad",
            Supporter.CLASS_TEACHER,
            BETH,
            "A quiet place at break, and a word each Friday.",
            wishes="She likes to come with a friend.",
        ),
        usual("make-safe"),
        usual("tell-the-head"),
    ),
    at(
        "2026-10-02 15:15",
        AMINA,
        AddNote(
            text="She is sleeping better, and has asked to go back to the art club.",
            basis=Basis.REPORTED_SPEECH,
        ),
    ),
    at(
        "2026-11-06 15:05",
        AMINA,
        AddNote(text="The Friday talks go on at her wish. Her marks are where they were in July."),
    ),
)

STORIES = (SOMEBODY_TO_TALK_TO,)
