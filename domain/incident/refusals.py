"""Every no, in words that the asker can act on."""

from collections.abc import Iterable
from dataclasses import dataclass


class Refused(Exception):
    because: str

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
    because = "The incident is closed. Reopen it first, giving the reason."


class IncidentIsStruckOut(Refused):
    because = "The incident is struck out. Reopen it first, giving the reason."


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
    because = "The same fact was answered twice. Give one answer to each."


class NoInitials(Refused):
    because = (
        "Write the full name, not initials: somebody must understand this in five years. "
        "If the name is not known, leave it out and describe the person."
    )


class NoSuchPerson(Refused):
    because = "Nobody with that id is linked to this incident. Link the person first."


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


class ForOthersToDecide(Refused):
    """`whom` are the posts whose decision it is, in words."""

    def __init__(self, whom: str) -> None:
        self.whom = whom
        super().__init__(whom)

    @property
    def because(self) -> str:  # type: ignore[override]
        return (
            f"This is for {self.whom} to decide: tell them, and nothing is lost. What was done, "
            "and what you know, you can always record yourself."
        )

    def __str__(self) -> str:
        return self.because


class NoSuchAccount(FieldRefused):
    because = "Nobody in this school has an account of that id."


class NoSuchManager(FieldRefused):
    because = (
        "Nobody in this school has an account of that id. For somebody without an account, leave "
        "the id out and give name, post and role."
    )


class HasAnAccount(FieldRefused):
    because = (
        "Somebody in this school has an account of that very name. Give its id as the manager: "
        "GET /api/colleagues. If you mean somebody else, add to the name what tells them apart."
    )


class MayNotLead(FieldRefused):
    because = "Whoever holds that account has a role that does not lead cases. Choose another."


class OnlyItsManager(FieldRefused):
    because = (
        "What an allegation was found to be is the case manager's word. Appoint one if there is "
        "none, and let them record it; or leave the outcome out for now."
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
        "No such legal hold is in force. If there are several, say which one is to be lifted."
    )


class NoSuchIncident(Refused):
    because = "There is no other incident of that id to link to."


class NotAPupil(Refused):
    because = "That person is not a pupil, so there is no parent to tell."


class TooManyCategories(Refused):
    because = "One category and at most two more, each named once: choose those that matter most."


class SeverityLoweredNeedsReason(Refused):
    because = "That is milder than this category usually is. Say why."


class ImageLocked(Refused):
    because = (
        "No picture, film or screenshot may be kept here: this may involve a sexual image of "
        "somebody under 18. Describe it in words, note the web address, secure the device, and "
        "do not look at it, copy it or pass it on."
    )


class NotAnExhibitReference(Refused):
    because = (
        "An exhibit reference is letters and numbers, with slashes or hyphens between them, like "
        "AB/1 or ABC123/01: at most 20 signs."
    )


class ExhibitReferenceTaken(Refused):
    because = "Another exhibit of this incident has that reference. Take the next number."


class KeepEvidenceFirst(Refused):
    because = (
        "Keep the evidence first, or say why none is kept. "
        "If waiting would do harm, say how and ask for removal now. "
        "If it has been asked for already, give the time when it occurred."
    )


class PausedForThePolice(Refused):
    because = "The school is paused for the police. Record that they have released it first."


class OnlyTheDsl(Refused):
    because = "Only the designated safeguarding lead or a deputy can acknowledge."


class LadoFirst(Refused):
    because = (
        "Contact the LADO first, or assess the harm threshold and find that no limb of it is met. "
        "Until then this cannot be decided."
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


class NoSuchConflict(Refused):
    because = "No conflict of interest is on the record for that account."


class NoSuchGrant(Refused):
    because = "That account has not been let in by name."


class AlreadyOver(Refused):
    because = "That time has passed already. Choose a later one, or leave it out."


class SanctionOrSupportNeeded(Refused):
    because = "Say which sanction, or which support, or both."


class NoNamesForTechnicians(FieldRefused):
    because = (
        "A technician's task names nobody: no pupil, no parent, nobody who works here. "
        "Say what is to be done without names."
    )


class NoWordsOfTheCase(FieldRefused):
    because = (
        "A technician's task repeats nothing that the case says. Say in words of your own what is "
        "to be done."
    )


class TaskNeedsResult(Refused):
    because = "Say what was done, or why the task was cancelled."


class NotYoursToCorrect(Refused):
    because = (
        "Only its author, the safeguarding lead, the head or the case manager may correct a line. "
        "You can add a note."
    )


class NoSuchLine(Refused):
    because = "This incident has no such line to correct."


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
    because = "That is not the edition that the school follows now. Choose the present one."


class NotProposed(Refused):
    because = "Nobody has proposed to close this incident."


class SecondPersonNeeded(Refused):
    because = "You proposed to close it, so somebody else must countersign."


class CountersignatureNeeded(Refused):
    because = (
        "A serious or restricted incident is closed by two people. Propose its closure and have "
        "the proposal countersigned."
    )


class NotWhatWasCountersigned(Refused):
    because = "These are not the texts that were countersigned. Propose the closure again."


class ClosedByTwoPeople(Refused):
    because = (
        "Such a case is closed by two people, not struck out by one. Only a duplicate may be "
        "struck out: link it with the other incident as a duplicate first, and name that one."
    )


class HeldByLaw(Refused):
    because = "A legal hold is in force, so the incident is not struck out. The hold comes first."


class NoSuchDuplicate(FieldRefused):
    because = "There is no other incident of that id of which this could be a duplicate."


class StruckOutItself(FieldRefused):
    because = "That incident is struck out itself. One of the two has to stay."


class DoneAndCancelled(FieldRefused):
    because = "A task was either done or cancelled. Give its result, or why it was cancelled."


class ReviewIsPast(FieldRefused):
    because = "That day has passed already. Choose a later one, or leave it out."


class ToBeDecided(Refused):
    because = (
        "This step is a question. Answer it yes or no, with the reason: record-decision with "
        "this step."
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
