"""What came up in the last days of term, and has not gone far yet."""

from domain.categories import Category
from domain.facts import Fact
from domain.incident.commands import Assess
from domain.incident.words import Received
from interfaces.cli.made_up.asks import NO, NOT_KNOWN, found, reported
from interfaces.cli.made_up.people import BETH, MARTA, OWEN
from interfaces.cli.made_up.telling import at, story

ADVERTISEMENT = story(
    "advertisements on a revision site",
    at(
        "2026-11-19 11:50",
        BETH,
        reported(
            "A revision site that we use shows advertisements for slimming pills to Year 8.",
            "Computer room 1",
        ),
        occurred="2026-11-19 11:10",
    ),
    at(
        "2026-11-20 09:20",
        OWEN,
        Assess(
            category=Category.CM_02,
            findings=(found(Fact.CHILD_AT_RISK, NO, BETH, "The class laughed at them."),),
            rationale="The site was free of advertisements when we chose it.",
        ),
    ),
)

IN_A_GAME = story(
    "a stranger in a game",
    at(
        "2026-11-18 15:10",
        BETH,
        reported(
            "Somebody unknown asks a Year 7 pupil in a game which school she goes to.",
            platform="A building game",
            received=Received.TOLD_IN_PERSON,
            own_words="I did not tell him, and then I told Miss.",
        ),
        occurred="2026-11-17 18:20",
    ),
)

LAST_DAY = story(
    "a picture from the autumn fair",
    at(
        "2026-11-20 12:40",
        MARTA,
        reported(
            "A child's picture from the autumn fair is on a page. Nobody knows whose it is.",
            platform="A public page of the town",
            adult=NOT_KNOWN,
            received=Received.TOLD_IN_PERSON,
        ),
        occurred="2026-11-19",
    ),
)

STORIES = (ADVERTISEMENT, IN_A_GAME, LAST_DAY)
