"""How the made-up school ends the steps of its playbook: in a sentence each, as schools write.

`usual` says what is true of most cases. A story that is not most cases says it in its own words.
"""

from domain.incident.commands import CompleteStep, MarkStepNotNeeded, RecordDecision
from domain.incident.words import Consideration

Settling = CompleteStep | MarkStepNotNeeded | RecordDecision

# A step that is decided, asked as the school asks it of itself.
QUESTIONS: dict[str, tuple[str, Consideration]] = {
    "ask-again-if-illegal": (
        "Could any of it be illegal, now that we know more?",
        Consideration.OTHER,
    ),
    "refer-the-child": ("Does this child need a referral today?", Consideration.REFERRAL),
    "lado-or-social-care": ("Must the LADO or social care be told?", Consideration.REFERRAL),
    "safety-plan": ("Is a safety plan needed?", Consideration.OTHER),
    "illegal-child": ("Must social care be told as well?", Consideration.REFERRAL),
    "police": ("Does the school report it to the police itself?", Consideration.REFERRAL),
    "nudes-triggers": ("Must it be referred at once?", Consideration.REFERRAL),
    "freeze": ("Does the school have to wait for the police?", Consideration.OTHER),
    "own-duty": (
        "Does the law ask anybody here to report this in their own name?",
        Consideration.OTHER,
    ),
    "release": ("Have the police left the school free to act?", Consideration.OTHER),
    "harm-emergency": ("Does anybody have to be rung this minute?", Consideration.REFERRAL),
    "threshold-not-met": (
        "Does it belong in the register of low-level concerns?",
        Consideration.OTHER,
    ),
    "personal-duty": (
        "Does the law ask whoever was told to report it in their own name?",
        Consideration.OTHER,
    ),
    "tell-the-person": ("May the person concerned be told?", Consideration.OTHER),
    "code-and-contract": (
        "Do the code of conduct and the contract bear on this?",
        Consideration.EMPLOYMENT,
    ),
    "nudes-device": ("Should the device be taken in?", Consideration.CONFISCATION),
    "nudes-deletion": ("May the image be deleted now?", Consideration.OTHER),
    "staff-contract": (
        "Does this bear on the contract of employment?",
        Consideration.EMPLOYMENT,
    ),
    "suspension": ("Should the person be suspended?", Consideration.OTHER),
    "barring-referral": (
        "Must the barring service or the teaching regulator be told?",
        Consideration.BARRING_REFERRAL,
    ),
    "school-only": ("Can the school respond on its own?", Consideration.OTHER),
    "victim-device": ("Should a device be taken in?", Consideration.CONFISCATION),
    "victim-refer": ("Is help from outside needed?", Consideration.REFERRAL),
    "instigator-dsl": (
        "Could the child who did it be at risk too?",
        Consideration.DSL_INVOLVEMENT,
    ),
    "support-contacts": ("Is other support needed?", Consideration.OTHER),
    "works-with-children": ("Should the LADO hear of the adult?", Consideration.OTHER),
    "consider-the-governing-body": (
        "Should the governing body hear of it?",
        Consideration.GOVERNOR_REPORT,
    ),
    "consider-the-chair": ("Should the chair be included?", Consideration.CHAIR_INVOLVEMENT),
    "filter-review": ("Does this belong in the next review of filtering?", Consideration.OTHER),
}


def did(step: str, what: str) -> CompleteStep:
    return CompleteStep(step=step, what_was_done=what)


def not_needed(step: str, why: str) -> MarkStepNotNeeded:
    return MarkStepNotNeeded(step=step, reason=why)


def decided_yes(step: str, why: str) -> RecordDecision:
    return decided(step, True, why)


def decided_no(step: str, why: str) -> RecordDecision:
    return decided(step, False, why)


def decided(step: str, yes: bool, why: str) -> RecordDecision:
    question, consideration = QUESTIONS[step]
    return RecordDecision(
        step=step, consideration=consideration, question=question, yes=yes, rationale=why
    )


USUAL: dict[str | None, Settling] = {
    one.step: one
    for one in (
        did("tell-the-head", "The head was told in person."),
        not_needed("make-safe", "Nothing was on a screen in school."),
        decided_no("ask-again-if-illegal", "Nothing has come up that could be an offence."),
        decided_no("freeze", "The police did not ask us to wait."),
        not_needed("release", "The police had not stopped us from acting."),
        not_needed("hold", "No investigation follows."),
        decided_no("own-duty", "What we know falls under no such duty."),
        decided_no("personal-duty", "What we know falls under no such duty."),
        not_needed("confirm-the-referral", "Social care was not asked to act."),
        not_needed("chase-the-answer", "Social care was not asked to act."),
        decided_yes("consider-the-governing-body", "In the figures for spring, without names."),
        decided_no("consider-the-chair", "The figures are enough."),
        decided_yes("filter-review", "It is on the list for January."),
        not_needed("preserve-logs", "What matters has been kept already."),
    )
}


def usual(step: str) -> Settling:
    return USUAL[step]
