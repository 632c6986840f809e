"""What people do and write when a chart asks something of them: one act for each of its steps.

Every sentence is told in the words of a story: {victim}, {instigator}, {parent}, {material}.
A step that is not here is set aside with a reason, so that a new one is asked of every story.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Ask:
    """Who asks, by the part they have in the story or by name; and what."""

    who: str
    command: str
    told: Mapping[str, Any]


Act = tuple[Ask, ...]


def ask(who: str, command: str, /, **told: Any) -> Ask:
    return Ask(who, command, told)


def act(who: str, command: str, /, **told: Any) -> Act:
    return (Ask(who, command, told),)


def did(what: str, who: str = "lead") -> Act:
    return act(who, "complete-step", what_was_done=what)


def yes(why: str, who: str = "lead", **more: Any) -> Act:
    return act(who, "record-decision", yes=True, rationale=why, **more)


def no(why: str, who: str = "lead", **more: Any) -> Act:
    return act(who, "record-decision", yes=False, rationale=why, **more)


def told_parent(whose: str, parent: str, said: str, **more: Any) -> Act:
    told = {"safe_to_tell": "yes", "response": "They thanked us for ringing.", **more}
    return act("dsl", "inform-parent", pupil=whose, parent=parent, said=said, **told)


def referred(agency: str, reason: str, **more: Any) -> Act:
    return act("dsl", "make-referral", agency=agency, reason=reason, consent="not-needed", **more)


def advice(adviser: str, kind: str, question: str, answer: str | None = None) -> Act:
    told = {"adviser": adviser, "adviser_kind": kind, "question": question, "advice": answer}
    return act("lead", "seek-advice", **told)


def asked_to_remove(of: str, through: str = "person", **more: Any) -> Act:
    told = {"what": "{material}", "asked_of": of, "through": through, **more}
    return act("lead", "request-removal", **told)


def technicians_task(what: str, result: str) -> Act:
    """A machine, an account number, a time: and nobody's name."""
    task = ask("lead", "assign-task", what=what, assignee_name="Sam Reed", for_a_technician=True)
    return (task, ask("reed", "complete-task", result=result))


def without_an_act_of_its_own(kind: str) -> Act:
    if kind == "consider":
        return no("We have thought about it, and it is not for this case.")
    return act("lead", "mark-step-not-needed", reason="There is nothing of the kind here.")


EVERY_INCIDENT: dict[str, Act] = {
    "make-safe": act(
        "reporter", "make-safe", steps=["monitor-off", "told-staff"], what="I put the screen off."
    ),
    "keep-evidence": act(
        "lead", "keep-evidence", kind="words", description="{material}, as it was described."
    ),
    "keep-no-image": act(
        "dsl", "keep-evidence", kind="words", description="What was said, and nothing looked at."
    ),
    "link-people": did("Everybody who is known is on the case, each with their part."),
    "ask-again-if-illegal": no("Nothing has come up that could be an offence."),
    "tell-the-head": did("I told {head} in her office."),
    "tell-the-chair": did("I rang {head}, and did not speak to the head.", "dsl"),
    "look-back": did("A week later it has stopped, and the support is wanted."),
    "review-the-procedures": act(
        "lead", "review-procedures", changed=False, what="The rule was clear and was known."
    ),
}

DANGER: dict[str, Act] = {
    "call-for-help": referred("police", "999: a threat to a child tonight."),
    "tell-the-dsl": act("reporter", "tell-dsl", dsl="{dsl}", what="All that I was told."),
    "dsl-takes-over": act("dsl", "acknowledge", next_act="I see the child now."),
    "refer-the-child": referred("childrens-social-care", "Social care is rung today."),
    "lado-or-social-care": no("No adult who works with children is part of it.", "dsl"),
    "confirm-the-referral": did("The letter to social care went off at four.", "dsl"),
    "chase-the-answer": act(
        "dsl",
        "record-referral-answer",
        agency="childrens-social-care",
        reply="accepted",
        said="A social worker comes on Thursday.",
    ),
    "safety-plan": act(
        "dsl",
        "agree-safety-plan",
        person="victim",
        plan="Somebody meets {victim} at the gate; in the evening, {parent}.",
        agreed_with=["{victim}", "{parent}"],
    ),
}

ILLEGAL: dict[str, Act] = {
    "stop": (
        *act(
            "reporter", "make-safe", steps=["device-isolated"], what="The device is switched off."
        ),
        *did("Nobody looks at it, touches it or deletes anything from now on.", "reporter"),
    ),
    "preserve": act(
        "lead", "keep-evidence", kind="account-log", description="The sign-in log of that day."
    ),
    "police": referred("police", "It may be an offence.", reference_given="LC-0907-11"),
    "illegal-child": referred("childrens-social-care", "A child is concerned."),
    "freeze": no("The police did not ask us to wait.", "dsl"),
    "hold": act("head", "place-hold", authority="Lancashire Police", reason="Until they decide."),
    "own-duty": no("What we know falls under no such duty.", "dsl"),
    "grooming": referred("ceop", "He pretended to be a child."),
    "adult-image": asked_to_remove(
        "{platform}", "platform", not_waiting_because="It spreads by the hour."
    ),
    "adult-image-gone": act(
        "lead", "record-removal-outcome", result="removed", said="{platform} took it down."
    ),
    "release": yes("The officer said on the phone that we may go on.", "dsl"),
}

SEXUAL_IMAGE: dict[str, Act] = {
    "never-view": did("Nobody has looked at it, and nobody was asked to show it.", "reporter"),
    "nudes-dsl": act("reporter", "tell-dsl", dsl="{dsl}", what="There is said to be a picture."),
    "nudes-triggers": referred("police", "One of the five reasons holds."),
    "initial-review": act(
        "dsl",
        "hold-meeting",
        with_whom=["{dsl}", "{head}"],
        purpose="The initial review, on the account given.",
        points="Nobody is in danger tonight; who is told, and by whom.",
    ),
    "school-only": yes("We are confident of the risk, and have said why.", "dsl"),
    "nudes-parents": told_parent("victim", "{parent}", "What happened, and that no one is cross."),
    "nudes-device": no("The phone is with its owner's mother, switched off.", "dsl"),
    "nudes-removal": act(
        "dsl",
        "request-removal",
        what="{material}",
        asked_of="Report Remove",
        through="report-remove",
    ),
    "nudes-deletion": no("Not while others may still need it.", "dsl"),
}

STAFF: dict[str, Act] = {
    "head-leads": act(
        "head", "appoint-case-manager", manager="head", why="It is about a teacher."
    ),
    "chair-leads": act(
        "head", "appoint-case-manager", manager="head", why="It may be about the head."
    ),
    "harm-emergency": no("The child is at home and safe; nobody has been hurt.", "dsl"),
    "written-account": did("{reporter} wrote down what was said, and signed and dated it."),
    "harm-threshold": act(
        "lead",
        "assess-harm-threshold",
        harmed_a_child="not-known",
        possible_offence="no",
        risk_of_harm="yes",
        not_suitable="not-known",
        rationale="We go by what the child said, and have asked nobody anything.",
    ),
    "contact-lado": act(
        "lead",
        "escalate-to-lado",
        lado="Helen Frost",
        discussed="What was said, and that the adult is in school.",
        advice="No interview before Wednesday.",
    ),
    "lado-advice": advice(
        "Helen Frost, the LADO",
        "lado",
        "Who does what, and who tells whom?",
        "The adult works from home; the parents are told by the head.",
    ),
    "threshold-not-met": no("She said that it is met."),
    "personal-duty": no("What we know falls under no such duty."),
    "staff-case-hr": advice(
        "Schools HR",
        "schools-hr",
        "Suspension, or something short of it?",
        "Working from home is enough for now.",
    ),
    "suspension": no("Working from home is enough; we look at it again in a week."),
    "tell-the-person": yes("On Wednesday, in the words that the LADO agreed."),
    "support-for-the-accused": did("A colleague from another school is the named contact."),
    "review-evidence": act(
        "lead",
        "determine-intent",
        intent="deliberate",
        relied_on=["the signed account"],
        rationale="It happened on several evenings.",
    ),
    "course-of-action": act(
        "lead",
        "decide-course-of-action",
        course="A hearing under the disciplinary procedure.",
        rationale="Agreed with the LADO.",
    ),
    "disciplinary": did("The procedure was followed from its first page to its last."),
    "staff-contract": yes(
        "The policy signed in September forbids it.", consideration="employment"
    ),
    "allegation-outcome": act(
        "head",
        "decide-course-of-action",
        course="Dismissal, as the hearing decided.",
        outcome="substantiated",
        rationale="The signed account and the messages say the same.",
    ),
    "barring-referral": no("Nobody was removed from work with children."),
    "allegation-parents": told_parent(
        "victim", "{parent}", "What the LADO agreed that they are told."
    ),
    "allegation-pupils": did("The LADO agreed; {head} has spoken to each of them."),
    "lessons": act(
        "lead",
        "review-procedures",
        changed=True,
        what="No member of staff has a pupil's number.",
        reviewed_with=["Helen Frost, the LADO"],
    ),
}

PUPILS: dict[str, Act] = {
    "victim-at-risk": act("reporter", "tell-dsl", dsl="{dsl}", what="{victim} is frightened."),
    "support-the-pupil": act(
        "lead",
        "assign-support",
        person="victim",
        supporter="class-teacher",
        supporter_name="Tom Barlow",
        what="Ten minutes before registration, every morning.",
        wishes="Not in front of the others.",
    ),
    "victim-parents": told_parent("victim", "{parent}", "What happened, and what we do."),
    "victim-parents-safe": act(
        "dsl",
        "decide-not-to-inform-parent",
        pupil="victim",
        parent="{parent}",
        reason="We ask social care first, and decide again tomorrow.",
    ),
    "victim-device": no("{victim} needs her phone to reach her mother."),
    "victim-removal": asked_to_remove("{platform}", "platform"),
    "victim-refer": no("What the school does is enough; we look again on Friday.", "dsl"),
    "others-involved": did("Four others passed it on; each is spoken to by {head}."),
    "pupil-removal": asked_to_remove("{instigator}", agreement_cited="Acceptable use, 2026"),
    "sanction-or-support": act(
        "head",
        "decide-sanction-or-support",
        person="instigator",
        sanction="A day in the inclusion room.",
        support="Four talks with the mentor.",
        policy="Behaviour policy, section 4",
        rationale="{instigator} knew the rule, and is sorry.",
    ),
    "instigator-parents-safe": did("I have asked, and it is safe to tell them.", "dsl"),
    "instigator-parents": told_parent(
        "instigator", "{other_parent}", "What was sent, and how often."
    ),
    "instigator-dsl": no("{instigator} is safe at home; we know the family."),
    "instigator-review": act(
        "lead", "review-procedures", changed=True, what="Phones stay in lockers at lunch."
    ),
    "warn-the-new-school": yes("Their DSL knew before the first day.", "dsl"),
    "send-the-file": act(
        "dsl",
        "send-file",
        pupil="victim",
        school_name="Beckside High School",
        recipient="Mary Lund, DSL",
        how="in-person",
    ),
    "file-receipt": act(
        "dsl",
        "confirm-file-receipt",
        pupil="victim",
        school_name="Beckside High School",
        confirmed_by="Mary Lund, DSL",
        how="letter",
    ),
}

STAFF_AS_VICTIMS: dict[str, Act] = {
    "single-contact": did("I am the one whom {victim} comes to, and who answers for the rest."),
    "union-advice": did("I said so; {victim} has rung her union."),
    "support-contacts": no("Her colleagues and her union are enough, she says."),
    "serious-police": advice(
        "The local police",
        "police",
        "Is it a crime?",
        "No, but keep it all.",
    ),
    "staff-case-child": act("head", "tell-dsl", dsl="{dsl}", what="A child may be at risk in it."),
    "invite-the-parent": act(
        "head",
        "hold-meeting",
        with_whom=["{instigator}"],
        purpose="What stands online.",
        points="My door is open; the home-school agreement says how we complain.",
    ),
    "parent-removal": asked_to_remove("{instigator}"),
    "parent-platform": asked_to_remove("{platform}", "platform"),
    "parent-chair": no("The head has dealt with it."),
    "identify-the-pupil": act("lead", "link-person", key="instigator"),
    "pupil-takes-it-down": asked_to_remove("{instigator}", agreement_cited="Acceptable use, 2026"),
    "under-13-account": asked_to_remove("{platform}, for an account under 13", "platform"),
    "refused-platform": asked_to_remove("{platform}, by its own form", "platform"),
    "pupil-action": act(
        "head",
        "decide-sanction-or-support",
        person="instigator",
        sanction="Two days at home, and an apology in writing.",
        policy="Behaviour policy, section 6",
        rationale="{victim} has read the apology and accepts it.",
    ),
    "pupil-parents": told_parent("instigator", "{other_parent}", "What was put up, about whom."),
    "child-before-hr": act(
        "lead", "escalate-to-lado", lado="Helen Frost", discussed="A child may be part of it."
    ),
    "hr-first": advice("Schools HR", "schools-hr", "What comes before we speak to anybody?"),
    "hr-after-lado": advice("Schools HR", "schools-hr", "The LADO has advised: what now?"),
    "hr-advice": advice("Schools HR", "schools-hr", "How do we begin?"),
    "not-to-discuss": yes("HR asks us to say nothing to her yet."),
    "staff-removal": asked_to_remove("{instigator}"),
    "code-and-contract": no("A word was enough; nothing goes on the file."),
    "who-they-are": did("{instigator}; it is on the case."),
    "other-instigator-removal": asked_to_remove("{platform}", "platform"),
    "works-with-children": no("Nobody knows of any work with children.", "dsl"),
    "outside-adult-police": referred("police", "An adult from outside wrote to a child."),
    "other-victim-support": did("The clerk rings once a week, and has the union's number."),
}

THINGS: dict[str, Act] = {
    "confiscation-record": act(
        "lead",
        "keep-evidence",
        kind="device",
        description="{device}: taken at the gate, under the behaviour policy, switched off.",
    ),
    "seal-device": did("Bag 114, in the safe; {head} has the key."),
    "device-search": no("There is no good reason to look at anything on it."),
    "device-police": act(
        "lead",
        "hand-over-exhibit",
        received_by="PC Lee Watts",
        received_for="Lancashire Police",
        reason="Something illegal may be on it.",
        receipt="R-114",
    ),
    "device-return": act(
        "lead",
        "hand-over-exhibit",
        received_by="{other_parent}",
        recipient="owner-or-parent",
        reason="It is not needed any longer.",
        receipt="R-115",
    ),
    "consider-the-governing-body": yes("In the figures for autumn, without names."),
    "online-safety-team": advice(
        "The online safety team", "online-safety-team", "What have others done?", "Much the same."
    ),
    "consider-the-chair": no("The figures are enough."),
    "prevent-dsl": act("reporter", "tell-dsl", dsl="{dsl}", what="What he says and has shown."),
    "prevent-decision": referred("prevent", "By the national form, today."),
    "prevent-family": yes("His mother is worried too, and wants help.", "dsl"),
    "prevent-outcome": yes("The panel offers a mentor; he has met him twice.", "dsl"),
    "ask-the-technician": technicians_task("See to machine 12.", "Seen to."),
    "preserve-logs": technicians_task("Keep the log of machine 12, 09:00 to 10:00.", "Kept."),
    "reset-passwords": technicians_task("Reset account 4471.", "Reset, and signed out."),
    "mend-the-filter": technicians_task("Block the address in the log.", "Blocked, and tried."),
    "filter-review": yes("It is on the list for January."),
}

ACTS: dict[str, Act] = {
    **EVERY_INCIDENT,
    **DANGER,
    **ILLEGAL,
    **SEXUAL_IMAGE,
    **STAFF,
    **PUPILS,
    **STAFF_AS_VICTIMS,
    **THINGS,
}

# A rule that is older than the charts asks for the same in other words.
EVIDENCE = "Nobody has said whether evidence was kept, or why not."
AT_RISK = "A child is or may be at risk, and no safeguarding lead has acknowledged it."
NO_SUPPORT = "No support has been offered to"
NO_PARENT = "has not been told, and nobody has decided not to."
NO_COURSE = "No course of action has been decided about the adult."
SAID_INSTEAD: dict[str, tuple[str, ...]] = {
    "keep-evidence": (EVIDENCE,),
    "keep-no-image": (EVIDENCE,),
    "confiscation-record": (EVIDENCE,),
    "tell-the-dsl": (AT_RISK,),
    "dsl-takes-over": (AT_RISK,),
    "victim-at-risk": (AT_RISK,),
    "staff-case-child": (AT_RISK,),
    "nudes-dsl": (AT_RISK,),
    "support-the-pupil": (NO_SUPPORT,),
    "victim-parents": (NO_PARENT,),
    "victim-parents-safe": (NO_PARENT,),
    "nudes-parents": (NO_PARENT,),
    "instigator-parents": (NO_PARENT,),
    "instigator-parents-safe": (NO_PARENT,),
    "pupil-parents": (NO_PARENT,),
    "instigator-review": ("The school's procedures have not been reviewed.",),
    "prevent-outcome": ("A referral has no answer yet: the Prevent team.",),
    "chase-the-answer": ("A referral has no answer yet: children's social care.",),
    "harm-threshold": ("The harm threshold has not been assessed.",),
    "contact-lado": ("The LADO has not been contacted.",),
    "child-before-hr": ("The LADO has not been contacted.",),
    "course-of-action": (NO_COURSE,),
    "allegation-outcome": (NO_COURSE,),  # One act may say both.
    "allegation-parents": (NO_PARENT,),
    "allegation-pupils": (NO_PARENT,),
}
