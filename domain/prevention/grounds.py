"""What every decision stands on: what was left blank, what can be right, whose line it is."""

from collections.abc import Sequence
from dataclasses import MISSING, fields
from datetime import date, datetime, time
from hashlib import sha256
from re import fullmatch
from uuid import UUID

from domain.incident.refusals import NotYetHappened
from domain.people import Role
from domain.prevention.commands import (
    Circumstances,
    Command,
    PublishAgreement,
    PublishPolicy,
    PublishVersion,
    ReviewDocument,
)
from domain.prevention.due import a_year_after
from domain.prevention.events import (
    DocumentReviewed,
    DocumentVersionPublished,
    Event,
    Register,
    Signer,
)
from domain.prevention.refusals import (
    LeftBlank,
    NoLineToCorrect,
    NotACount,
    NotAWebAddress,
    NotOfThisRegister,
    NotOnTheList,
    NotThatManyDays,
    NotYourLine,
    ReviewTooEarly,
    TextIsAnother,
    TextOrHash,
    TooFarAway,
)
from domain.prevention.state import Entry
from domain.school_days import LONDON, school_days_after
from domain.texts import says_nothing

KEEPERS = frozenset({Role.COORDINATOR, Role.DSL, Role.DEPUTY_DSL, Role.HEAD, Role.SENIOR_LEADER})
EARLIEST, LATEST = date(1950, 1, 1), date(2999, 12, 31)
MOST_PEOPLE, MOST_DAYS = 100_000, 100
# Days on which something was done; every other day may lie ahead.
DONE = frozenset(
    {"reviewed_on", "withdrawn_on", "signed_on", "held_on", "taught_on", "received_on"}
    | {"taken_on", "answered_on"}
)


Publishing = PublishAgreement | PublishPolicy | PublishVersion


def written_out(command: Command) -> None:
    """Every text that the command cannot do without has been written."""
    needed = (each.name for each in fields(command) if each.default is MISSING)
    texts = {name: getattr(command, name) for name in needed}
    blank = [name for name, said in texts.items() if isinstance(said, str) and says_nothing(said)]
    if blank:
        raise LeftBlank(*blank)


def of_register(entry: Entry, *registers: Register) -> None:
    if entry.opened.register not in registers:
        raise NotOfThisRegister


def line_to_change(entry: Entry, number: int, circumstances: Circumstances) -> Event:
    line = entry.lines[number - 1] if 1 <= number <= len(entry.lines) else None
    if line is None:
        raise NoLineToCorrect
    its_author_or_a_keeper(circumstances)
    return line


def its_author_or_a_keeper(circumstances: Circumstances) -> None:
    by = circumstances.by
    if by.role not in KEEPERS and by.account != circumstances.author:
        raise NotYourLine


def on_the_list(signers: Sequence[Signer], unlisted: frozenset[UUID]) -> None:
    """Nobody signs whom the list of people does not have: a slip of an id would stay unseen."""
    for number, signer in enumerate(signers):
        if signer.person in unlisted:
            raise NotOnTheList("signers", str(number), "person")
        if signer.by in unlisted:
            raise NotOnTheList("signers", str(number), "by")


def hash_of(command: Publishing) -> str:
    given = (command.text_sha256 or "").lower()
    if command.text is None or says_nothing(command.text):
        if not fullmatch("[0-9a-f]{64}", given):
            raise TextOrHash("text")
        return given
    found = sha256(command.text.encode("utf-8")).hexdigest()
    if given not in ("", found):
        raise TextIsAnother("text_sha256")
    return found


def next_review(field: str, command: Publishing | ReviewDocument) -> date:
    """A year later, where nobody says when: what was sent is what can be wrong."""
    by = a_year_after(sensible(field, command))
    if by > LATEST:
        raise TooFarAway(field)
    return by


def sensible(field: str, command: Publishing | ReviewDocument) -> date:
    day: date = getattr(command, field)
    if not EARLIEST <= day <= LATEST:
        raise TooFarAway(field)
    return day


def answer_due(field: str, day: date, within: int, circumstances: Circumstances) -> date:
    if not 1 <= within <= MOST_DAYS:
        raise NotThatManyDays("answer_within_school_days")
    a_day_that_was(field, day, circumstances)
    received = datetime.combine(day, time(12), LONDON)
    return school_days_after(within, received, circumstances.calendar)


def checked(
    events: Sequence[Event | None], circumstances: Circumstances, where: str | None = None
) -> list[Event]:
    """`where` is the field of the command that a mistake is told of, where it is another."""
    told = [event for event in events if event is not None]
    for event in told:
        reviewed_later(event, where)
        for each in fields(event):
            check(where or each.name, each.name, getattr(event, each.name), circumstances)
    return told


def reviewed_later(event: Event, where: str | None) -> None:
    match event:
        case DocumentVersionPublished(effective_from=day, review_by=by) if by < day:
            raise ReviewTooEarly(where or "review_by")
        case DocumentReviewed(reviewed_on=day, review_by=by) if by < day:
            raise ReviewTooEarly(where or "review_by")
        case _:
            pass


def check(where: str, name: str, said: object, circumstances: Circumstances) -> None:
    match name, said:
        case "website", str(address) if not fullmatch(r"https?://\S+", address):
            raise NotAWebAddress(where)
        case "head_count", int(number) if not 0 <= number <= MOST_PEOPLE:
            raise NotACount(where)
        case _, date() if name in DONE:
            a_day_that_was(where, said, circumstances)
        case _, date() if not EARLIEST <= said <= LATEST:
            raise TooFarAway(where)
        case _:
            pass


def a_day_that_was(where: str, day: date, circumstances: Circumstances) -> None:
    if day < EARLIEST:
        raise TooFarAway(where)
    if day > circumstances.now.astimezone(LONDON).date():
        raise NotYetHappened(where)
