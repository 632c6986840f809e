"""Between members of staff, and about the head."""

from domain.categories import Category
from domain.facts import Fact
from domain.incident.commands import (
    AppointCaseManager,
    Assess,
    AssessHarmThreshold,
    Close,
    Countersign,
    DecideCourseOfAction,
    DetermineIntent,
    HoldInterview,
    KeepEvidence,
    ProposeClosure,
    RecordRemovalOutcome,
    RequestRemoval,
    SeekAdvice,
)
from domain.incident.words import (
    Adviser,
    AllegationOutcome,
    Capacity,
    Consideration,
    EvidenceKind,
    Intent,
    PersonKind,
    Received,
    RemovalResult,
    Supporter,
)
from domain.people import Role
from interfaces.cli.made_up.asks import (
    NO,
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
from interfaces.cli.made_up.people import AMINA, MARGARET, PRIYA, RUTH, SUNITA
from interfaces.cli.made_up.steps import decided_no, decided_yes, did, not_needed, usual
from interfaces.cli.made_up.telling import at, story

PART_FOUR = "Keeping children safe in education, part four"

OF_STAFF = story(
    "unkind words among staff",
    at(
        "2026-10-12 16:10",
        AMINA,
        reported(
            "A supply teacher was mocked by a colleague in a staff group chat.",
            platform="A group chat of staff",
            adult=YES,
            received=Received.TOLD_IN_PERSON,
            reporter_name="Nadia Rahman",
        ),
        adult("Nadia Rahman", PersonKind.SUPPLY, Capacity.VICTIM, "English teacher"),
        adult("Keith Anstey", PersonKind.STAFF, Capacity.INSTIGATOR, "Site manager"),
        KeepEvidence(
            kind=EvidenceKind.SCREENSHOT,
            description="Three messages of 9 October, handed over by the person they are about.",
            captured_by="Nadia Rahman",
            held_by=AMINA,
        ),
        usual("make-safe"),
        decided_no("harm-emergency", "It is between adults. No child is part of it."),
        occurred="2026-10-09",
    ),
    at(
        "2026-10-13 08:30",
        RUTH,
        lambda known: AppointCaseManager(
            manager=known.account(RUTH),
            manager_name=RUTH,
            manager_post="Head of school",
            manager_role=Role.HEAD,
            why="The head manages concerns about members of staff.",
        ),
        Assess(
            category=Category.CD_07,
            findings=(
                found(Fact.STAFF_VICTIM_OF_STAFF, YES, AMINA, "Both work here."),
                found(Fact.STAFF_INSTIGATOR, YES, AMINA, "He wrote the messages himself."),
                found(Fact.CHILD_AT_RISK, NO, AMINA, "No pupil is spoken of or saw it."),
                found(Fact.PUPIL_VICTIM, NO, AMINA, "It is between two adults."),
                found(Fact.SERIOUS, NO, RUTH, "Three remarks on one evening."),
                found(Fact.ILLEGAL, NO, RUTH, "They hurt, and threaten nobody."),
                found(Fact.SEXUAL_IMAGE_OF_UNDER_18, NO, AMINA, "There are only words."),
                found(Fact.COERCION_OR_GROOMING, NO, AMINA, "He asked nothing of her."),
                found(Fact.RADICALISATION, NO, RUTH, "Banter about an accent, and no more."),
                found(Fact.PERSISTENT, NO, RUTH, "Nobody has complained of him before."),
            ),
            rationale="Three remarks about her accent in front of eleven colleagues.",
        ),
        AssessHarmThreshold(
            harmed_a_child=NO,
            possible_offence=NO,
            risk_of_harm=NO,
            not_suitable=NO,
            rationale="It is a matter between adults, and no child comes into it.",
            guidance="Keeping children safe in education, part four",
        ),
        SeekAdvice(
            adviser="Helen Tranter of Schools HR",
            adviser_kind=Adviser.HR,
            question="May the head talk with him before anything else is decided?",
            advice="Yes. Ask for the messages to be removed, and keep a note of the talk.",
        ),
        considered(
            "Does this bear on his contract of employment?",
            True,
            "The code of conduct, which he signed, covers messages among colleagues.",
            Consideration.EMPLOYMENT,
            "Code of conduct, section 4",
            "staff-contract",
        ),
        not_needed("contact-lado", "Each question of the harm threshold is answered no."),
        usual("personal-duty"),
        decided_yes("tell-the-person", "Schools HR sees no reason to wait."),
        not_needed("tell-the-chair", "It is not about the head."),
        not_needed("chair-leads", "It is not about the head."),
        not_needed("lado-advice", "Each question of the harm threshold is answered no."),
        did("written-account", "Ms Rahman has written, signed and dated what happened."),
        did("single-contact", "Ms Raman looks after her. I speak with him."),
        did("union-advice", "She knows that her union would stand by her."),
        decided_no("support-contacts", "She wants as few people as possible to know."),
    ),
    at(
        "2026-10-14 16:30",
        RUTH,
        HoldInterview(
            with_whom="Keith Anstey",
            present=("a representative of his union",),
            account_given="I thought it was banter. I see now that it was not.",
        ),
        DetermineIntent(
            intent=Intent.DELIBERATE,
            relied_on=("the three messages", "his own account"),
            rationale="He meant to be funny at her expense, though not to drive her out.",
        ),
        RequestRemoval(
            what="Three messages in a staff group chat",
            asked_of="Keith Anstey",
            agreement_cited="the code of conduct",
            step="staff-removal",
        ),
        occurred="2026-10-14 15:45",
    ),
    at(
        "2026-10-15 09:00",
        RUTH,
        RecordRemovalOutcome(result=RemovalResult.REMOVED, said="He has apologised to the group."),
        DecideCourseOfAction(
            course="a recorded conversation, and training on respect at work",
            procedure="Low-level concerns",
            outcome=AllegationOutcome.SUBSTANTIATED,
            rationale="It is the first time, and he apologised before he was told to.",
        ),
        supported(
            "Nadia Rahman",
            Supporter.SENIOR_LEADER,
            PRIYA,
            "A talk, and the choice of another corridor.",
            wishes="She would rather leave it at the apology.",
            declined=True,
        ),
        did("support-for-the-accused", "He has his union, and Daniel Okafor to turn to."),
        did("disciplinary", "Schools HR agrees that a recorded conversation is enough."),
        decided_no("allegation-outcome", "No child comes into it, and he stays in his post."),
        decided_yes("threshold-not-met", "It is about conduct, and below the threshold."),
        decided_yes("code-and-contract", "The code covers it. The contract is not touched."),
    ),
    at(
        "2026-10-20 15:40",
        RUTH,
        procedures(
            "The code of conduct now speaks of group chats.",
            PRIYA,
            changed=True,
        ),
        not_needed("lessons", "The LADO was not contacted. What changes was settled here."),
        usual("ask-again-if-illegal"),
        did("look-back", "She says that it has stopped, and that they greet each other."),
        ProposeClosure(
            summary="A supply teacher was mocked by a colleague in a staff group chat.",
            how_followed_up="He was interviewed with his union, and removed the messages.",
            outcome="The allegation was found true. A recorded conversation, and training.",
        ),
    ),
    at("2026-10-21 08:50", AMINA, Countersign()),
    at("2026-10-21 09:20", RUTH, Close()),
)

THE_HEADS_PICTURE = story(
    "a picture on the head's own page",
    at(
        "2026-11-09 12:30",
        AMINA,
        reported(
            "A parent writes that the head has shown a picture of Saturday's autumn supper, with "
            "the parent's son in it, on the head's private page.",
            platform="A page of the head's own",
            adult=YES,
            received=Received.EMAIL,
            reporter_name="Louise Tattersall",
        ),
        pupil("Joshua Tattersall", "Year 7", Capacity.VICTIM),
        adult(RUTH, PersonKind.STAFF, Capacity.INSTIGATOR, "Head of school", has_account=True),
        Assess(
            category=Category.CD_14,
            findings=(
                found(Fact.STAFF_INSTIGATOR, YES, "Louise Tattersall", "The page bears her name."),
                found(Fact.SUBJECT_IS_HEAD, YES, AMINA, "It is the head's own page."),
                found(Fact.CHILD_AT_RISK, NO, AMINA, "A table of children who eat soup."),
                found(Fact.ILLEGAL, NO, AMINA, "Taken at a supper to which all had come."),
                found(Fact.SEXUAL_IMAGE_OF_UNDER_18, NO, AMINA, "Children in coats."),
                found(Fact.COERCION_OR_GROOMING, NO, AMINA, "Nobody asked anything of him."),
                found(Fact.RADICALISATION, NO, AMINA, "It is a school supper."),
            ),
            rationale="His parents had not agreed that pictures of him may be shown.",
        ),
        lambda known: AppointCaseManager(
            manager=known.account(MARGARET),
            manager_name=MARGARET,
            manager_post="Chair of governors",
            manager_role=Role.CHAIR_OF_GOVERNORS,
            why="It is about the head, so the chair of governors manages it.",
        ),
        KeepEvidence(
            kind=EvidenceKind.SCREENSHOT,
            description="The page as the mother sent it, with its date.",
        ),
        usual("make-safe"),
        decided_no("harm-emergency", "He is safe, and was at no time in danger."),
        occurred="2026-11-07",
    ),
    at(
        "2026-11-10 10:00",
        MARGARET,
        AssessHarmThreshold(
            harmed_a_child=NO,
            possible_offence=NO,
            risk_of_harm=NO,
            not_suitable=NO,
            rationale="A kind picture of a school supper, shown without the parents' agreement.",
            guidance=PART_FOUR,
        ),
        not_needed("contact-lado", "Each question of the harm threshold is answered no."),
        usual("personal-duty"),
        SeekAdvice(
            adviser="Helen Tranter of Schools HR",
            adviser_kind=Adviser.HR,
            question="Does this call for more than words of advice?",
            advice="No. Speak with her today, and keep a note of it.",
        ),
        decided_yes("tell-the-person", "Schools HR sees no reason to wait."),
        RequestRemoval(
            what="The picture of the autumn supper",
            asked_of=RUTH,
            agreement_cited="the school's rules on pictures of pupils",
        ),
        RecordRemovalOutcome(
            result=RemovalResult.REMOVED, said="She took it down while we were on the telephone."
        ),
        parent_told(
            "Joshua Tattersall",
            "Louise Tattersall",
            "The picture is gone. The head had not looked at the list, and is sorry.",
            "Thank you. That is all that we wanted.",
        ),
        supported(
            "Joshua Tattersall",
            Supporter.CLASS_TEACHER,
            "Sian Hopkins",
            "A word with him about how he felt. He was rather proud.",
        ),
        DetermineIntent(
            intent=Intent.ACCIDENTAL,
            relied_on=("her own account", "the list of agreements"),
            rationale="She had not looked at the list before she shared the picture.",
        ),
        DecideCourseOfAction(
            course="words of advice: pictures of pupils stay on the school's own page",
            procedure="Low-level concerns",
            outcome=AllegationOutcome.SUBSTANTIATED,
            rationale="It did happen, by mistake, and was put right within the hour.",
        ),
    ),
    at(
        "2026-11-11 10:30",
        MARGARET,
        did("support-for-the-accused", "Offered her the adviser of the heads' union."),
        not_needed("disciplinary", "It was a mistake, so there is nothing to answer for."),
        decided_no("staff-contract", "A mistake that she put right does not touch it."),
        decided_no("allegation-outcome", "Nobody was harmed, and she stays in her post."),
        did("written-account", "The mother's letter, signed and dated, is with the chair."),
        not_needed("lado-advice", "Each question of the harm threshold is answered no."),
        decided_yes("threshold-not-met", "As a low-level concern, in two lines."),
    ),
    at(
        "2026-11-16 09:30",
        MARGARET,
        procedures(
            "The list of agreements now lies beside the school's camera.",
            changed=True,
        ),
        not_needed("lessons", "The LADO was not contacted. What changes was settled here."),
        usual("ask-again-if-illegal"),
        did("look-back", "The picture is gone, and the boy was not troubled by it."),
        ProposeClosure(
            summary="The head showed a picture of a pupil without his parents' agreement.",
            how_followed_up="The chair of governors spoke with her. The picture was removed.",
            outcome="Words of advice. The parents are content.",
        ),
    ),
    at("2026-11-17 14:00", SUNITA, Countersign()),
    at("2026-11-17 16:00", MARGARET, Close()),
)

STORIES = (OF_STAFF, THE_HEADS_PICTURE)
