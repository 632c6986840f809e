"""Films of fights, which come back."""

from domain.categories import Category
from domain.facts import Fact
from domain.incident.commands import (
    Assess,
    KeepEvidence,
    RecordRemovalOutcome,
    Reopen,
    RequestRemoval,
)
from domain.incident.words import (
    EvidenceKind,
    Received,
    RemovalResult,
    RemovalThrough,
    ReporterKind,
)
from interfaces.cli.made_up.asks import (
    NO,
    NOT_KNOWN,
    dsl_considered,
    found,
    procedures,
    proposed_and_closed,
    reported,
)
from interfaces.cli.made_up.people import (
    AMINA,
    MARTA,
    OWEN,
    PRIYA,
)
from interfaces.cli.made_up.steps import decided_no, did, not_needed, usual
from interfaces.cli.made_up.telling import at, story

FIGHTS = story(
    "films of fights",
    at(
        "2026-09-28 08:25",
        PRIYA,
        reported(
            "A page shows films of fights behind the sports hall.",
            platform="A site for short films",
            received=Received.ONLINE_FORM,
            reporter=ReporterKind.ANONYMOUS,
            own_words="Please look behind the sports hall at lunch. I am not saying who I am.",
        ),
        occurred="unknown",
    ),
    at(
        "2026-09-28 10:10",
        PRIYA,
        Assess(
            category=Category.CD_06,
            findings=(
                found(Fact.PUPIL_VICTIM, NOT_KNOWN, PRIYA, "No faces can be made out."),
                found(Fact.VIOLENT_OR_UNUSUAL_FOR_AGE, NO, PRIYA, "Pushing, and a crowd."),
                found(Fact.CHILD_AT_RISK, NO, PRIYA, "Two members of staff are there from today."),
                found(Fact.SERIOUS, NO, PRIYA, "Nobody was hurt, as far as can be seen."),
                found(Fact.ILLEGAL, NO, PRIYA, "Pushing, and no blow that could be seen."),
                found(
                    Fact.SEXUAL_IMAGE_OF_UNDER_18,
                    NO,
                    PRIYA,
                    "Coats and scarves, in all three films.",
                ),
                found(Fact.COERCION_OR_GROOMING, NO, PRIYA, "Nobody is seen to be made to fight."),
                found(
                    Fact.RADICALISATION, NO, PRIYA, "Nobody says anything that points that way."
                ),
            ),
            rationale="The page is new and has three short films, all made at lunch.",
        ),
        KeepEvidence(
            kind=EvidenceKind.WEB_ADDRESS,
            description="The address of the page and the titles of three films.",
            source="clips.example/torhillfights",
        ),
        RequestRemoval(
            what="A page with three films of fights",
            asked_of="the site for short films",
            through=RemovalThrough.PLATFORM,
        ),
        usual("make-safe"),
        decided_no("victim-device", "Nobody knows whose phone made the films."),
    ),
    at(
        "2026-09-28 14:30",
        AMINA,
        usual("tell-the-head"),
        not_needed("link-people", "No face or name can be made out."),
        not_needed("support-the-pupil", "Nobody is known to have been hurt."),
        not_needed("victim-parents-safe", "No child is known whose parents could be told."),
    ),
    at(
        "2026-09-30 13:05",
        PRIYA,
        RecordRemovalOutcome(result=RemovalResult.REMOVED, said="Against the rules of the site."),
        procedures("Lunch duty now covers the back of the sports hall.", MARTA, changed=True),
        dsl_considered(False, "Nobody was hurt and the place is now watched."),
    ),
    at(
        "2026-10-05 15:20",
        OWEN,
        usual("ask-again-if-illegal"),
        did("look-back", "The page has not come back under any name that we know."),
        *proposed_and_closed(
            summary="A page showed three films of fights at lunch.",
            how_followed_up="The site removed it, and the place is watched.",
            outcome="No fight has been seen since. Nobody knows who made the page.",
        ),
    ),
    at(
        "2026-11-18 09:15",
        OWEN,
        Reopen(
            reason="The page is back under another name.",
            new_information="A fourth film, made at the bus stop on Tuesday.",
        ),
        KeepEvidence(
            kind=EvidenceKind.WEB_ADDRESS,
            description="The address of the new page.",
            source="clips.example/torhillfights2",
        ),
        RequestRemoval(
            what="The new page with films of fights",
            asked_of="the site for short films",
            through=RemovalThrough.PLATFORM,
            reference_given="SF-21877",
        ),
    ),
)

STORIES = (FIGHTS,)
