"""What every decision stands on: who may, what was left blank, what was told before."""

from dataclasses import MISSING, fields
from datetime import date

from domain.concerns.commands import Circumstances, Command, RecordConcern, SelfReport
from domain.concerns.events import Event
from domain.concerns.refusals import (
    InitialsGiven,
    LeftBlank,
    NotOpened,
    NotYoursToDecide,
)
from domain.concerns.state import Register
from domain.incident.refusals import NotYetHappened
from domain.people import Role
from domain.school_days import LONDON
from domain.texts import are_initials, says_nothing
from domain.times import Occurred, yet_to_come

SAFEGUARDING_LEADS = frozenset({Role.DSL, Role.DEPUTY_DSL})
# Drawn afresh or only marking the line: two lines may tell the same without them.
FRESH = frozenset({"concern", "incident", "incident_reference", "out_of_order"})


def not_the_adult(register: Register | None, circumstances: Circumstances) -> Register:
    """Nobody decides about themselves, nor learns from the answer that there is a register."""
    if register is None:
        raise NotOpened
    if circumstances.by.account in (register.adult.account, circumstances.adult_account):
        raise NotOpened
    return register


def may_decide(circumstances: Circumstances) -> None:
    if not decides(circumstances):
        raise NotYoursToDecide


def decides(circumstances: Circumstances) -> bool:
    """Deny wins: a declared conflict stands above any post."""
    by = circumstances.by
    usual = Role.CHAIR_OF_GOVERNORS if circumstances.adult_is_head else Role.HEAD
    cleared = by.role is usual or by.account in circumstances.cleared
    return cleared and by.account not in circumstances.conflicted


def may_escalate(circumstances: Circumstances) -> None:
    """A safeguarding lead as well, so that a child's safety does not wait for the head."""
    by = circumstances.by
    lead = by.role in SAFEGUARDING_LEADS and by.account not in circumstances.conflicted
    if not lead:
        may_decide(circumstances)


def once(register: Register, event: Event) -> list[Event]:
    """Asking twice is harmless and leaves no second line in the record."""
    earlier = register.last.get(type(event))
    return [] if earlier is not None and same(earlier, event) else [event]


def same(earlier: Event, event: Event) -> bool:
    return type(earlier) is type(event) and telling(earlier) == telling(event)


def telling(event: Event) -> tuple[object, ...]:
    return tuple(getattr(event, each.name) for each in fields(event) if each.name not in FRESH)


def marks(register: Register | None) -> tuple[str, ...]:
    closed = register is not None and register.closed is not None
    return ("recorded after the register was closed",) if closed else ()


def written_out(command: Command) -> None:
    """Every text that the command cannot do without has been written."""
    texts = [
        (each.name, getattr(command, each.name))
        for each in fields(command)
        if each.default is MISSING
    ]
    if isinstance(command, RecordConcern | SelfReport):
        texts += [("full_name", command.adult.full_name), ("post", command.adult.post)]
    blank = [key for key, text in texts if isinstance(text, str) and says_nothing(text)]
    if blank:
        raise LeftBlank(*blank)


def in_full(name: str) -> None:
    if are_initials(name):
        raise InitialsGiven


def not_in_the_future(occurred: Occurred | None, circumstances: Circumstances) -> None:
    claimed = {"from": occurred.start, "to": occurred.end} if occurred else {}
    for end, moment in claimed.items():
        if moment and yet_to_come(moment, circumstances.now):
            raise NotYetHappened("occurred", end)


def today(circumstances: Circumstances) -> date:
    return circumstances.now.astimezone(LONDON).date()
