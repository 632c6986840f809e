"""Every no, in words that the asker can act on."""

from domain.incident.refusals import FieldRefused, Refused, WordsNeeded


class NoSuchEntry(Refused):
    because = "There is no such entry in the registers of prevention."


class LeftBlank(WordsNeeded):
    pass


class NotOfThisRegister(Refused):
    because = "That is not asked of an entry of this register. Open the entry that is meant."


class TextOrHash(FieldRefused):
    because = "Give the text, or the SHA-256 of the text as 64 signs of 0 to 9 and a to f."


class TextIsAnother(FieldRefused):
    because = "This is not the SHA-256 of that text. Leave it out, and it is worked out."


class TooFarAway(FieldRefused):
    because = "This day is too long ago, or too far ahead, to be right."


class NoSuchVersion(FieldRefused):
    because = "This agreement has no such version."


class NobodySigned(FieldRefused):
    because = "Say who signed, or how many of a class they were."


class NotOnTheList(FieldRefused):
    because = "The list of people has nobody with this id. Look the person up, and send their id."


class ReviewTooEarly(FieldRefused):
    because = "The next review cannot come before the day from which this holds or was reviewed."


class NotACount(FieldRefused):
    because = "This must be a number from 0 to 100000."


class NotThatManyDays(FieldRefused):
    because = "Give the number of school days that the procedure promises, from 1 to 100."


class NotAWebAddress(FieldRefused):
    because = "Give the address of the page, beginning with https:// or http://."


class NoLineToCorrect(Refused):
    because = "This entry has no such line to set right."


class NotAFieldOfThatLine(FieldRefused):
    because = (
        "That is not a text, a day or a number of that line. What is wrong altogether is "
        "withdrawn as recorded in error."
    )


class NotOfThatKind(FieldRefused):
    because = "Write a day as 2026-09-07, and a number in figures."


class NotYourLine(Refused):
    because = (
        "Only its author, or whoever keeps the registers of prevention, may set a line right."
    )
