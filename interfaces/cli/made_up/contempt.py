"""Hate, contempt and the people who teach it."""

from domain.categories import Category
from domain.facts import Fact
from domain.incident.commands import (
    Assess,
    Close,
    Countersign,
    KeepEvidence,
    MakeSafe,
    ProposeClosure,
    RecordRemovalOutcome,
    RefuseClosure,
    RequestRemoval,
    SeekAdvice,
)
from domain.incident.words import (
    Adviser,
    Capacity,
    EvidenceKind,
    PersonKind,
    Received,
    RemovalResult,
    ReporterKind,
    SafetyStep,
    Supporter,
)
from interfaces.cli.made_up.asks import (
    NO,
    NOT_KNOWN,
    YES,
    decided_about,
    dsl_considered,
    found,
    parent_told,
    procedures,
    pupil,
    reported,
    supported,
    unnamed,
)
from interfaces.cli.made_up.people import (
    AMINA,
    IMRAN,
    OWEN,
    PRIYA,
    RUTH,
)
from interfaces.cli.made_up.steps import decided_no, decided_yes, did, not_needed, usual
from interfaces.cli.made_up.telling import at, story

HATE = story(
    "racist comments under a picture of the team",
    at(
        "2026-10-19 08:40",
        PRIYA,
        reported(
            "On Saturday racist comments were left under the picture of the under-14 football "
            "team.",
            platform="The page of the football league",
            received=Received.PHONE,
            reporter_name="Adaeze Obi",
        ),
        pupil("Chidi Obi", "Year 9", Capacity.VICTIM),
        pupil("Lewis Carrick", "Year 9", Capacity.INSTIGATOR),
        unnamed("a player of another school", PersonKind.EXTERNAL_CHILD, Capacity.INSTIGATOR),
        KeepEvidence(
            kind=EvidenceKind.PRINTOUT,
            description="The picture with five comments, printed on Monday morning.",
        ),
        occurred="about 2026-10-17 16:00",
    ),
    at(
        "2026-10-19 10:30",
        PRIYA,
        Assess(
            category=Category.CD_12,
            findings=(
                found(Fact.ILLEGAL, NOT_KNOWN, PRIYA, "It may be a hate crime."),
                found(Fact.SERIOUS, YES, PRIYA, "Said in public of a boy whom all can recognise."),
                found(Fact.CHILD_AT_RISK, NO, AMINA, "He is hurt and angry, and safe at home."),
                found(Fact.COERCION_OR_GROOMING, NO, PRIYA, "Nobody asks anything of him."),
                found(Fact.SEXUAL_IMAGE_OF_UNDER_18, NO, PRIYA, "It is a picture of a team."),
                found(Fact.RADICALISATION, NO, PRIYA, "Words of the playground, and of no group."),
                found(Fact.PERSISTENT, NO, PRIYA, "Nothing of the kind is known of him before."),
                found(Fact.UNSAFE_TO_TELL_PARENTS, NO, PRIYA, "Both families come to each match."),
            ),
            rationale="Racist words about a pupil, by one of ours and one from elsewhere.",
        ),
        MakeSafe(
            steps=(SafetyStep.TOLD_STAFF,),
            what="Nobody here answers the comments or deletes them.",
        ),
        dsl_considered(True, "Both boys need somebody who asks what is behind it."),
        SeekAdvice(
            adviser="PC Alan Whitcombe, the school's police officer",
            adviser_kind=Adviser.POLICE,
            question="Should this be reported as a hate crime?",
            advice="It is recorded as a hate incident. The family may report it if they wish.",
            reference_given="TV/3340",
        ),
        RequestRemoval(
            what="Five comments under the picture of the team", asked_of="the football league"
        ),
    ),
    at(
        "2026-10-19 15:30",
        PRIYA,
        RecordRemovalOutcome(result=RemovalResult.REMOVED, said="Gone within the hour."),
        supported(
            "Chidi Obi",
            Supporter.HEAD,
            RUTH,
            "A talk with him and his mother, and a standing invitation to come back.",
            wishes="He wants to play on Saturday as if nothing had been said.",
        ),
        parent_told(
            "Chidi Obi",
            "Adaeze Obi",
            "What was written is gone. We have told you what the police advise.",
            "I will think about a report to the police.",
            agencies_agree=YES,
        ),
        parent_told(
            "Lewis Carrick",
            "Ian Carrick",
            "Lewis left a racist comment about a teammate.",
            "That is not how he was brought up. I am coming in.",
            agencies_agree=YES,
        ),
    ),
    at(
        "2026-10-19 16:00",
        AMINA,
        usual("tell-the-head"),
        decided_no("police", "They know, and have recorded it. The family decides on more."),
        did("stop", "Nobody has looked further or deleted anything."),
        not_needed("preserve", "The league keeps the page's log, and has said so."),
        not_needed("victim-removal", "The league took them down within the hour."),
        decided_no("victim-refer", "He is hurt, has his family, and wants to play."),
        decided_no("illegal-child", "He is safe, and his mother is at his side."),
        usual("freeze"),
        usual("release"),
        usual("own-duty"),
        not_needed("hold", "The police open no investigation."),
    ),
    at(
        "2026-10-20 12:30",
        RUTH,
        not_needed("online-safety-team", "The police have advised. That is enough."),
        usual("consider-the-governing-body"),
        usual("consider-the-chair"),
    ),
    at(
        "2026-10-22 14:15",
        PRIYA,
        decided_no("victim-device", "The comments were on the page of the league."),
        did("others-involved", "The league asks the other school about its player."),
        not_needed("pupil-removal", "The league took it down within the hour."),
        decided_yes("instigator-dsl", "She talks with both boys."),
        decided_about(
            "Lewis Carrick",
            "He copied the words of others and knew that they were wrong.",
            sanction="a suspension of two days",
            support="work with the visiting speaker on racism in sport",
        ),
        procedures("Sports pictures go out with comments turned off.", OWEN, changed=True),
    ),
    at(
        "2026-11-06 14:40",
        OWEN,
        did("look-back", "Chidi plays, and nothing more has been written."),
    ),
    at(
        "2026-11-06 15:10",
        PRIYA,
        ProposeClosure(
            summary="Racist comments about a Year 9 pupil under a picture of his team.",
            how_followed_up="Removed within the hour. The police advised. Both families came in.",
            outcome="A suspension of two days, and work on racism. Chidi plays on.",
        ),
    ),
    at("2026-11-09 08:50", RUTH, Countersign(remark="The governors will have this in numbers.")),
    at("2026-11-09 09:30", OWEN, Close()),
)

MISOGYNY = story(
    "films that look down on girls",
    at(
        "2026-11-05 16:20",
        IMRAN,
        reported(
            "Parents say that boys in Year 9 pass round films that look down on girls.",
            received=Received.TOLD_IN_PERSON,
            reporter=ReporterKind.CONFIDENTIAL,
        ),
        occurred="unknown",
    ),
    at(
        "2026-11-06 09:40",
        PRIYA,
        pupil("Kieran Blythe", "Year 9", Capacity.INSTIGATOR),
        Assess(
            category=Category.CT_04,
            findings=(
                found(Fact.PUPIL_INSTIGATOR, YES, PRIYA, "He says that he passed on two films."),
                found(Fact.PERSISTENT, NO, PRIYA, "It began two weeks ago."),
                found(Fact.SERIOUS, NO, PRIYA, "Unpleasant, and aimed at nobody by name."),
                found(Fact.CHILD_AT_RISK, NO, AMINA, "No girl has been singled out."),
                found(Fact.ILLEGAL, NO, PRIYA, "Unpleasant, and no offence."),
                found(
                    Fact.SEXUAL_IMAGE_OF_UNDER_18,
                    NO,
                    PRIYA,
                    "They are told as talk, and nothing sexual.",
                ),
                found(
                    Fact.COERCION_OR_GROOMING, NO, PRIYA, "He passed them on of his own accord."
                ),
                found(Fact.RADICALISATION, NO, AMINA, "He repeats jokes, and follows no group."),
            ),
            rationale="Girls in the year say that they feel uneasy in two lessons.",
        ),
        KeepEvidence(
            kind=EvidenceKind.WORDS,
            description="Two short films by a man who sells courses. Nothing is sexual.",
        ),
        decided_about(
            "Kieran Blythe",
            "He had not thought about how the girls in his class would hear it.",
            support="three talks with the head of year",
        ),
        usual("make-safe"),
    ),
    at(
        "2026-11-06 11:10",
        OWEN,
        usual("tell-the-head"),
        not_needed("pupil-removal", "He had put up nothing. He showed them on his phone."),
        did("others-involved", "Four boys had watched the films. None of them passed them on."),
    ),
    at(
        "2026-11-13 15:00",
        OWEN,
        procedures("The lesson on respect comes in January, not in May.", changed=True),
        usual("ask-again-if-illegal"),
        did("look-back", "Kieran says that he has stopped, and no film has been seen since."),
        ProposeClosure(
            summary="A Year 9 pupil passed round films that look down on girls.",
            how_followed_up="He was spoken with, and the year will have a lesson.",
            outcome="He has stopped.",
        ),
    ),
    at(
        "2026-11-16 08:45",
        RUTH,
        RefuseClosure(
            reason="Nobody has asked the girls how things are now. Please do that first."
        ),
    ),
)


STORIES = (HATE, MISOGYNY)
