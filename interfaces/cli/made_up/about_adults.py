"""Concerns about adults who work here: restricted from the first line."""

from domain.categories import Category
from domain.facts import Fact
from domain.incident.commands import (
    Acknowledge,
    AppointCaseManager,
    Assess,
    AssessHarmThreshold,
    ChangeFacts,
    Close,
    Countersign,
    DecideCourseOfAction,
    DetermineIntent,
    EscalateToLado,
    HoldInterview,
    KeepEvidence,
    LiftHold,
    Link,
    MakeSafe,
    PlaceHold,
    ProposeClosure,
    SeekAdvice,
    TellDsl,
)
from domain.incident.words import (
    Adviser,
    AllegationOutcome,
    Capacity,
    Consideration,
    EvidenceKind,
    How,
    Intent,
    LinkKind,
    PersonKind,
    Received,
    SafetyStep,
    Supporter,
)
from domain.people import Role
from interfaces.cli.made_up.asks import (
    NO,
    NOT_KNOWN,
    YES,
    adult,
    considered,
    found,
    parent_told,
    procedures,
    pupil,
    reported,
    supported,
)
from interfaces.cli.made_up.people import AMINA, BETH, DANIEL, MARTIN, RUTH
from interfaces.cli.made_up.steps import decided_no, decided_yes, did, not_needed, usual
from interfaces.cli.made_up.telling import at, story

PART_FOUR = "Keeping children safe in education, part four"

MESSAGES_OF_AN_ADULT = story(
    "private messages to a pupil",
    at(
        "2026-09-22 09:10",
        BETH,
        reported(
            "A Year 10 pupil says that a teaching assistant writes to her privately in the "
            "evenings.",
            platform="A messaging service",
            adult=YES,
            received=Received.TOLD_IN_PERSON,
            own_words="He is nice, but I do not want to answer every night.",
        ),
        TellDsl(
            dsl=AMINA,
            what="What the pupil had said, word for word. Nobody else has been told.",
        ),
        occurred="about 2026-09-21 20:00",
    ),
    at(
        "2026-09-22 09:30",
        AMINA,
        Acknowledge(next_act="I tell the head now, and speak to nobody else."),
        pupil("Leila Haddad", "Year 10", Capacity.VICTIM),
        adult(
            MARTIN, PersonKind.STAFF, Capacity.INSTIGATOR, "Teaching assistant", has_account=True
        ),
    ),
    at(
        "2026-09-22 10:00",
        RUTH,
        lambda known: AppointCaseManager(
            manager=known.account(RUTH),
            manager_name=RUTH,
            manager_post="Head of school",
            manager_role=Role.HEAD,
            why="The head manages allegations about members of staff.",
        ),
        Assess(
            category=Category.CN_08,
            findings=(
                found(Fact.STAFF_INSTIGATOR, YES, BETH, "The pupil named him."),
                found(Fact.PUPIL_VICTIM, YES, BETH, "She told it of herself."),
                found(Fact.CHILD_AT_RISK, NOT_KNOWN, AMINA, "Only she and he know what was said."),
                found(Fact.ILLEGAL, NOT_KNOWN, RUTH, "It is for the LADO to advise."),
                found(Fact.INTIMATE_IMAGE_OF_ADULT, NO, BETH, "She says that he sent only words."),
                found(
                    Fact.SEXUAL_IMAGE_OF_UNDER_18, NO, BETH, "She says that he sent only words."
                ),
                found(
                    Fact.COERCION_OR_GROOMING,
                    NOT_KNOWN,
                    AMINA,
                    "It is not known what he wanted of her.",
                ),
                found(Fact.RADICALISATION, NO, BETH, "He wrote of homework and music."),
                found(Fact.SERIOUS, YES, RUTH, "An adult here, a child, and nine evenings."),
            ),
            rationale="An adult here writes to a pupil from a private account, at night.",
        ),
        AssessHarmThreshold(
            harmed_a_child=NOT_KNOWN,
            possible_offence=NOT_KNOWN,
            risk_of_harm=NOT_KNOWN,
            not_suitable=YES,
            rationale="Private messages break the code of conduct. The rest is not known yet.",
            guidance=PART_FOUR,
        ),
        EscalateToLado(
            lado="Denise Farrow",
            discussed="Private messages of a teaching assistant to a Year 10 pupil",
            advice="Do not interview anybody yet. Keep what the pupil offers to show.",
            agreed="He works without pupils, and the LADO speaks with the police today",
            reference_given="LADO-1187",
        ),
        SeekAdvice(
            adviser="Helen Tranter of Schools HR",
            adviser_kind=Adviser.HR,
            question="Is there anything short of suspension that keeps everybody safe?",
            advice="Yes. Work from the office, with no contact to pupils, looked at weekly.",
        ),
    ),
    at(
        "2026-09-22 11:30",
        AMINA,
        MakeSafe(
            steps=(SafetyStep.OTHER,),
            what="He is in the office, away from pupils. Nobody has asked or deleted anything.",
        ),
        did("stop", "Nobody asks, looks further, copies or deletes."),
        not_needed("preserve", "Her phone is her own, and she deletes nothing. His is his own."),
        decided_no("illegal-child", "The LADO has it, and brings in social care if need be."),
        decided_no("harm-emergency", "She is in school and safe. The LADO has advised."),
        did("tell-the-head", "She was told before anybody else, and leads."),
        decided_no("refer-the-child", "The LADO has it, and speaks with the police today."),
        decided_no("police", "The LADO tells them today."),
        decided_yes("freeze", "Nobody is interviewed until the police have decided."),
        decided_no("own-duty", "Nothing that she has told falls under such a duty."),
        decided_no("personal-duty", "It was asked of Miss Jones too. The answer is the same."),
    ),
    at(
        "2026-09-22 12:30",
        RUTH,
        did("written-account", "Ms Jones has written, signed and dated what she was told."),
        decided_no("suspension", "He works from the office, away from pupils. Looked at weekly."),
    ),
    at(
        "2026-09-22 14:20",
        AMINA,
        KeepEvidence(
            kind=EvidenceKind.SCREENSHOT,
            description="Nineteen messages on nine evenings, which the pupil chose to show.",
        ),
        parent_told(
            "Leila Haddad",
            "Samira Haddad",
            "Leila has told us of messages from an adult. We act on advice and will ring daily.",
            "I am shocked, and glad that she told you.",
            agencies_agree=YES,
        ),
        supported(
            "Leila Haddad",
            Supporter.DSL,
            AMINA,
            "A talk each morning before lessons, for as long as she likes.",
            wishes="She does not want to be asked about it by anybody else.",
        ),
        lambda known: Link(
            other=known.incident("somebody to talk to"),
            link=LinkKind.SUPPORT,
            why="Her support stands in a record of its own, which her teachers may see.",
        ),
        not_needed("victim-removal", "Nothing was put up anywhere."),
        decided_no("victim-device", "She chose what to show, and keeps her phone."),
        decided_no("victim-refer", "She would rather talk with people whom she knows."),
        decided_yes("safety-plan", "She answers nothing, and her mother rings if he writes."),
    ),
    at(
        "2026-09-24 09:10",
        AMINA,
        usual("confirm-the-referral"),
        usual("chase-the-answer"),
    ),
    at(
        "2026-09-28 10:15",
        RUTH,
        EscalateToLado(
            lado="Denise Farrow",
            how=How.EMAIL,
            discussed="What the police have decided",
            advice="The police take no action. The school may interview him now.",
            agreed="An inquiry under the disciplinary procedure",
            reference_given="LADO-1187",
        ),
        ChangeFacts(
            findings=(
                found(Fact.ILLEGAL, NO, "Denise Farrow, the LADO", "The police take no action."),
                found(Fact.CHILD_AT_RISK, NO, AMINA, "The messages have stopped and she is safe."),
                found(
                    Fact.COERCION_OR_GROOMING,
                    NO,
                    "Denise Farrow, the LADO",
                    "The police found no sign of it.",
                ),
            )
        ),
        PlaceHold(
            authority="Schools HR", reason="The disciplinary procedure may lead to an appeal."
        ),
        decided_yes("release", "They take no action. The LADO has passed it on."),
        decided_yes("tell-the-person", "As the LADO now advises."),
        did("support-for-the-accused", "Schools HR has named somebody to whom he can turn."),
    ),
    at(
        "2026-09-30 14:30",
        RUTH,
        HoldInterview(
            with_whom=MARTIN,
            present=("Helen Tranter", "a friend whom he had chosen"),
            account_given="I wanted to help with homework, and should not have done it so.",
        ),
        DetermineIntent(
            intent=Intent.DELIBERATE,
            relied_on=("the nineteen messages", "his own account", "what the pupil had said"),
            rationale="He chose a private account, and went on when she did not answer.",
        ),
        occurred="2026-09-30 13:30",
    ),
    at(
        "2026-10-22 16:10",
        RUTH,
        DecideCourseOfAction(
            course="a final written warning, training, and no work with single pupils",
            procedure="Disciplinary procedure, stage 3",
            outcome=AllegationOutcome.SUBSTANTIATED,
            rationale="The panel of governors found that he broke the code of conduct.",
        ),
        considered(
            "Must the barring service be told?",
            False,
            "He was not removed, and the LADO agrees that the test is not met.",
            Consideration.BARRING_REFERRAL,
            PART_FOUR,
            "barring-referral",
        ),
        did("disciplinary", "Followed to its third stage, with Schools HR."),
        usual("consider-the-governing-body"),
        decided_no("consider-the-chair", "She keeps out, so that a panel stays impartial."),
        not_needed("online-safety-team", "The LADO advises, and nobody else has to know."),
        decided_no("threshold-not-met", "The LADO found that the threshold was met."),
        decided_yes("staff-contract", "The final warning stands in his file for a year."),
    ),
    at(
        "2026-11-18 15:00",
        AMINA,
        usual("ask-again-if-illegal"),
        did("look-back", "She has had no message since September, and says that she is well."),
    ),
    at(
        "2026-11-19 15:30",
        RUTH,
        LiftHold(authority="Schools HR", reason="The time for an appeal has passed."),
        procedures(
            "The code of conduct says outright: no private accounts.",
            "Denise Farrow, the LADO",
            changed=True,
            step="lessons",
        ),
        ProposeClosure(
            summary="A teaching assistant wrote privately to a Year 10 pupil.",
            how_followed_up="The LADO was told on the same day; interview and panel followed.",
            outcome="The allegation was substantiated. A final written warning was given.",
        ),
    ),
    at("2026-11-20 09:00", DANIEL, Countersign(remark="Her mother has been told the outcome.")),
    at("2026-11-20 09:40", RUTH, Close()),
)


STORIES = (MESSAGES_OF_AN_ADULT,)
