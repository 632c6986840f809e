"""Every no, in words that the asker can act on."""

from collections.abc import Iterable
from dataclasses import dataclass


class Refused(Exception):
    """`asks_for` are the fields of the same command with which it would go on."""

    because: str
    asks_for: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.because


class AlreadyReported(Refused):
    because = "This incident has already been reported. Add a note to it instead."


class NotReported(Refused):
    because = "No such incident has been reported."


class ReportItByItself(NotReported):
    because = (
        "No such incident has been reported. What the law asks of you in person can be recorded "
        "all the same, whatever the case: POST /api/statutory-reports."
    )


class IncidentIsClosed(Refused):
    because = "The incident is closed. Reopen it first, giving the reason (reopen)."


class IncidentIsStruckOut(Refused):
    because = "The incident is struck out. Reopen it first, giving the reason (reopen)."


class NotClosed(Refused):
    because = "The incident is open, so there is nothing to reopen."


class Unreadable(Refused):
    because = "Part of this incident's record has been disposed of, so nothing can be added to it."


class FieldRefused(Refused):
    """One field cannot be right; `where` leads to it."""

    def __init__(self, *where: str) -> None:
        self.where = where
        super().__init__(*where)


class NotYetHappened(FieldRefused):
    because = "That time has not come yet. Give the time when it happened, or leave it out."


class WordsNeeded(Refused):
    """A text that the command cannot do without was left blank; `fields` names them."""

    because = "Something needed was left blank. If it is not known, say that it is not known."

    def __init__(self, *fields: str) -> None:
        self.fields = fields
        super().__init__(*fields)


class ReasonNeeded(WordsNeeded):
    because = "Give the reason. A decision without one cannot be explained later."


class AnsweredTwice(Refused):
    because = "The same fact was answered twice. Give one answer to each (findings)."
    asks_for = ("findings",)


class NoInitials(Refused):
    because = (
        "Write the full name, not initials: somebody must understand this in five years. "
        "If the name is not known, leave it out (full_name) and describe the person (description)."
    )
    asks_for = ("full_name", "description")


class NoSuchPerson(Refused):
    because = (
        "Nobody with that id is linked to this incident. Link the person first (link-person)."
    )


class NoSuchStep(FieldRefused):
    because = (
        "No playbook of this school has a step of that id, so this was not written down. "
        "The steps of a case and their ids stand at /api/incidents/{id}/steps."
    )


class EndsOtherwise(FieldRefused):
    """`how` says what ends the step, and with which command that is recorded."""

    def __init__(self, how: str, commands: Iterable[str]) -> None:
        self.how, self.commands = how, tuple(sorted(commands))
        super().__init__("step")

    @property
    def because(self) -> str:  # type: ignore[override]
        named = " or ".join(self.commands)
        return f"This step ends when this is on the record: {self.how}. Record it with {named}."

    def __str__(self) -> str:
        return self.because


class AnsweredByFacts(FieldRefused):
    """`asked` are the facts, in words, of which a yes to this step may be meant."""

    def __init__(self, asked: Iterable[str]) -> None:
        self.asked = tuple(asked)
        super().__init__("step")

    @property
    def because(self) -> str:  # type: ignore[override]
        which = " or ".join(f"“{one}?”" for one in self.asked) or "the question that has changed"
        return f"A yes opens other charts, so say to what: answer {which} with change-facts."

    def __str__(self) -> str:
        return self.because


class ForOthersToDecide(Refused):
    """`whom` are the posts whose decision it is, in words."""

    def __init__(self, whom: str) -> None:
        self.whom = whom
        super().__init__(whom)

    @property
    def because(self) -> str:  # type: ignore[override]
        return (
            f"This is for {self.whom} to decide. Tell them; what was done, and what you know, "
            "you can record yourself (complete-step, add-note)."
        )

    def __str__(self) -> str:
        return self.because


class NoSuchAccount(FieldRefused):
    because = "Nobody in this school has an account of that id."


class NoSuchManager(FieldRefused):
    because = (
        "Nobody in this school has an account of that id. For somebody without an account, leave "
        "the id out (manager) and give name, post and role (manager_name, manager_post, "
        "manager_role)."
    )


class HasAnAccount(FieldRefused):
    because = (
        "Somebody in this school has an account of that very name. Give its id (manager): "
        "GET /api/colleagues. If you mean somebody else, add to the name what tells them apart."
    )


class MayNotLead(FieldRefused):
    because = "Whoever holds that account has a role that does not lead cases. Choose another."


class OnlyItsManager(FieldRefused):
    because = (
        "What an allegation was found to be is the case manager's word. Appoint one if there is "
        "none (appoint-case-manager), and let them record it; or leave the outcome out for now "
        "(outcome)."
    )

    def __init__(self) -> None:
        super().__init__("outcome")


class FiguresForGovernors(FieldRefused):
    because = (
        "Governors see figures of the school, never a case and its names. The chair may be "
        "appointed to manage one."
    )


class NoCasesForAdministrators(FieldRefused):
    because = "Administrators run the accounts and see no case, so nobody can let them into one."


class NoSuchHold(Refused):
    because = (
        "No such legal hold is in force. If there are several, say which one is to be lifted "
        "(hold)."
    )
    asks_for = ("hold",)


class NoSuchIncident(Refused):
    because = "There is no other incident of that id to link to."


class NotAPupil(Refused):
    because = "That person is not a pupil, so there is no parent to tell."


class TooManyCategories(Refused):
    because = (
        "One category and at most two more, each named once: choose those that matter most "
        "(category, secondary)."
    )
    asks_for = ("category", "secondary")


class SeverityLoweredNeedsReason(Refused):
    because = "That is milder than this category usually is. Say why (lowered_because)."
    asks_for = ("lowered_because",)


class ImageLocked(Refused):
    """`waits` for the DSL to decide, or for ever."""

    WAITS = (
        "The designated safeguarding lead or a deputy can open this, by answering the question "
        "of such an image with no (change-facts), on the account given and without looking."
    )
    FOR_EVER = "It stays so, whoever asks."

    def __init__(self, *, waits: bool = False) -> None:
        self.because = (
            "No picture, film or screenshot may be kept here: this is, or may be, about a sexual "
            "image of somebody under 18. Keep instead a description in words, the web address as "
            "text, or the device itself, switched off (kind: words, web-address, device). Do not "
            "look at it, copy it or pass it on. " + (self.WAITS if waits else self.FOR_EVER)
        )
        super().__init__(self.because)


class ImageUndecided(Refused):
    because = (
        "The safeguarding lead or a deputy first decides whether this is about a sexual image of "
        "somebody under 18, on the account given and without looking. Answer it with change-facts."
    )


class NotAnExhibitReference(Refused):
    because = (
        "An exhibit reference is letters and numbers, with slashes or hyphens between them, like "
        "AB/1 or ABC123/01: at most 20 signs (exhibit)."
    )
    asks_for = ("exhibit",)


class ExhibitReferenceTaken(Refused):
    because = (
        "Another exhibit of this incident has that reference. Take the next number, or leave it "
        "out (exhibit) to be given one."
    )
    asks_for = ("exhibit",)


class KeepEvidenceFirst(Refused):
    because = (
        "Keep the evidence first (keep-evidence), or say why none is kept (keep-no-evidence). "
        "If waiting would do harm, say how (not_waiting_because) and ask for removal now. "
        "If it has been asked for already, give the time when that was (occurred)."
    )
    asks_for = ("not_waiting_because", "occurred")


class PausedForThePolice(Refused):
    because = (
        "The school is paused for the police. Record that they have released it first (resume)."
    )


class OnlyTheDsl(Refused):
    because = (
        "Only the designated safeguarding lead or a deputy can acknowledge; the head only where "
        "none of them may have to do with this case."
    )


class OnYourWordAlone(Refused):
    because = (
        "A safeguarding lead is shut out of this case on your word alone. You act in their place "
        "once somebody else has confirmed it (declare-conflict). If it was in error, let them in "
        "again (lift-conflict)."
    )


class LadoFirst(Refused):
    because = (
        "Contact the LADO first (escalate-to-lado), or assess the harm threshold and find that no "
        "limb of it is met (assess-harm-threshold). Until then this cannot be decided."
    )


class NotTheirsToRuleOut(Refused):
    because = (
        "That no limb of the harm threshold is met is found by the case manager, the head, the "
        "chair of governors or a safeguarding lead. Ask one of them, or leave open what you do "
        "not know."
    )


class SubjectOfTheCase(Refused):
    because = "You are part of this incident, so somebody else must do this."


class NotForASubject(Refused):
    because = "That person is part of this incident. Choose somebody who is not."


class HeadCannotManage(Refused):
    because = (
        "The head is or may be the subject. Appoint the chair of governors, the proprietor, or "
        "whoever the trust's policy names."
    )


class NotYourOwnConflict(Refused):
    because = "Nobody lifts a conflict of interest of their own. Somebody else must look at it."


class OnlyAnAlternate(Refused):
    because = "A conflict of interest is lifted by a safeguarding lead, the head or the chair."


class LastWhoMayLift(Refused):
    because = (
        "Nobody else is left who could look at this again. Give a deputy safeguarding lead, the "
        "head or the chair of governors an account first, or have that person declare it."
    )


class ChairLifts(Refused):
    because = (
        "This concerns the head, so the chair of governors or their stand-in must look at it."
    )


class ConfirmedByAnother(Refused):
    because = (
        "You named this person and somebody else has confirmed it. Whoever confirmed it lifts it, "
        "or another safeguarding lead, the head or the chair of governors."
    )


class NoSuchConflict(Refused):
    because = "No conflict of interest is on the record for that account."


class NoSuchGrant(Refused):
    because = "That account has not been let in by name."


class AlreadyOver(Refused):
    because = "That time has passed already. Choose a later one, or leave it out (until)."
    asks_for = ("until",)


class TooLongForAnAuditor(Refused):
    because = (
        "An auditor is let in for 92 days at most. Choose an earlier day, or leave it out for 14 "
        "days (until); it can be given again."
    )
    asks_for = ("until",)


class SanctionOrSupportNeeded(Refused):
    because = "Say which sanction, or which support, or both (sanction, support)."
    asks_for = ("sanction", "support")


class NoNamesForTechnicians(FieldRefused):
    because = (
        "A technician's task names nobody: no pupil, no parent, nobody who works here. "
        "Say what is to be done without names. If you mean a word that is a name too, write it in "
        "small letters."
    )


class NotATechnician(FieldRefused):
    because = (
        "This is the name of a pupil, or of somebody who is part of the case. Say who is to do "
        "it (assignee_name): a colleague, somebody from outside, or just the technician."
    )


class NoWordsOfTheCase(FieldRefused):
    because = (
        "A technician's task repeats nothing that the case says. Say in words of your own what is "
        "to be done."
    )


class TaskNeedsResult(Refused):
    because = "Say what was done (result), or why the task was cancelled (cancelled_because)."
    asks_for = ("result", "cancelled_because")


class NotYoursToCorrect(Refused):
    because = (
        "Only its author, the safeguarding lead, the head or the case manager may correct a line. "
        "You can add a note."
    )


class NoSuchLine(Refused):
    because = "This incident has no such line to correct (line)."
    asks_for = ("line",)


class NotCorrectable(Refused):
    because = (
        "That is not a text of that line. Times are corrected as occurred; a capacity, category "
        "or fact is changed by its own command. For anything else add a note."
    )

    def __init__(self, instead: str = "") -> None:
        """`instead` is a sentence of its own for this field."""
        if instead:
            self.because = instead
        super().__init__(instead)


class NoSuchEdition(Refused):
    because = (
        "That is not the edition that the school follows now. Choose the present one (edition): "
        "GET /api/school/edition."
    )
    asks_for = ("edition",)


class NotProposed(Refused):
    because = "Nobody has proposed to close this incident (propose-closure)."


class SecondPersonNeeded(Refused):
    because = "You proposed to close it, so somebody else must countersign."


class CountersignatureNeeded(Refused):
    because = (
        "An incident that is serious or restricted, or in which a child was at risk or something "
        "illegal was done, is closed by two people. Propose its closure (propose-closure) and "
        "have the proposal countersigned (countersign)."
    )


class HeadsSignatureNeeded(Refused):
    because = (
        "It was decided not to refer this to the police or children’s social care, though one of "
        "the reasons to refer at once holds. The head countersigns that (countersign), or it is "
        "referred (make-referral)."
    )


class NotWhatWasCountersigned(Refused):
    because = (
        "These are not the texts that were countersigned. Leave them out (summary, "
        "how_followed_up, outcome), or propose the closure again (propose-closure)."
    )
    asks_for = ("summary", "how_followed_up", "outcome")


class ClosedByTwoPeople(Refused):
    because = (
        "Such a case is closed, by two people where that is asked for, and not struck out by one: "
        "something grave is or was said in it, or may be so, or a question, a referral or an "
        "exhibit is still open. Only the duplicate of a case that is kept as carefully, whatever "
        "is answered there later, may be struck out: link it with that one as a duplicate first "
        "(link), and name that one (duplicate_of)."
    )
    asks_for = ("duplicate_of",)


class HeldByLaw(Refused):
    because = (
        "A legal hold is in force, so the incident is not struck out. The hold comes first "
        "(lift-hold)."
    )


class NoSuchDuplicate(FieldRefused):
    because = "There is no other incident of that id of which this could be a duplicate."


class StruckOutItself(FieldRefused):
    because = "That incident is struck out itself. One of the two has to stay."


class DoneAndCancelled(FieldRefused):
    because = (
        "A task was either done or cancelled. Give its result (result), or why it was cancelled "
        "(cancelled_because)."
    )


class ReviewIsPast(FieldRefused):
    because = "That day has passed already. Choose a later one, or leave it out (review_on)."


class ToBeDecided(Refused):
    because = (
        "This step is a question. Answer it yes or no, with the reason: record-decision with "
        "this step (question, yes, rationale, step)."
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Hindrance:
    """One thing that stands in the way: a sentence, and where it can be mended.

    `step` is the step of the chart that asks for it, with its words, its reason and what ends it.
    """

    says: str
    pointer: str
    step: str | None = None
    say: str | None = None
    why: str | None = None
    ends_with: str | None = None


class StandsInTheWay(Refused):
    """`found` is every single thing that is missing, all at once; `what` its sentences."""

    because = "The incident cannot be closed yet."

    def __init__(self, found: tuple[Hindrance, ...]) -> None:
        self.found = found
        self.what = tuple(one.says for one in found)
        super().__init__(*self.what)

    def __str__(self) -> str:
        return " ".join((self.because, *self.what))
