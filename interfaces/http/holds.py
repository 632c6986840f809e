"""/api/holds: forbidding that a case is disposed of, by its reference and without reading it."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID, uuid4

from fastapi import APIRouter
from pydantic import AfterValidator, Field

from application import permissions
from application.ids import as_reference
from application.read_back import state_of
from application.school_log import SchoolLog
from domain.incident.commands import LiftHold, PlaceHold
from interfaces.http.bodies import Reason, Said, Strict
from interfaces.http.dependencies import IdempotencyKey, Log, Now, TheDaybook, Who, seen_key
from interfaces.http.documented import problems
from interfaces.wiring import Daybook, Reader, SignedIn

router = APIRouter(
    prefix="/api/holds", tags=["holds"], responses=problems(400, 401, 404, 409, 413, 422, 503)
)

Reference = Annotated[
    Said,
    Field(max_length=40, description="Such as OSI-2026-K7Q4ZM, however it is typed."),
    AfterValidator(as_reference),
]


class HoldBody(Strict):
    """On whose authority, and why, is a line of the case: those who read it read that too."""

    reference: Reference
    authority: Said
    reason: Reason


class LiftBody(HoldBody):
    """Without `hold` the only hold that there is."""

    hold: UUID | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """Nothing else is told of the case. `hold` is the newest in force, to lift it by."""

    reference: str
    hold: UUID | None
    in_force: int


@router.post("")
def hold_by_reference(
    body: HoldBody,
    daybook: TheDaybook,
    who: Who,
    log: Log,
    now: Now,
    idempotency_key: IdempotencyKey = None,
) -> Held:
    """Place a legal hold on the case of a reference, whether or not you may read it."""
    may(who, "place-hold")
    incident = the_case(daybook, who, body.reference, Reader(who.person, now))
    seen = seen_key(who, idempotency_key, daybook.keys, who.school, said("hold", body))
    command = PlaceHold(authority=body.authority, reason=body.reason)
    log.ask(incident, command, by=who.person, now=now, seen=seen)
    return held(log, incident, body.reference)


@router.post("/lift")
def lift_by_reference(
    body: LiftBody,
    daybook: TheDaybook,
    who: Who,
    log: Log,
    now: Now,
    idempotency_key: IdempotencyKey = None,
) -> Held:
    """Lift a legal hold of the case of a reference, whether or not you may read it."""
    may(who, "lift-hold")
    incident = the_case(daybook, who, body.reference, Reader(who.person, now))
    seen = seen_key(who, idempotency_key, daybook.keys, who.school, said("lift-hold", body))
    command = LiftHold(hold=body.hold, authority=body.authority, reason=body.reason)
    log.ask(incident, command, by=who.person, now=now, seen=seen)
    return held(log, incident, body.reference)


def said(what: str, body: HoldBody) -> bytes:
    return f"holds/{what}\n{body.model_dump_json()}".encode()


def may(who: SignedIn, command: str) -> None:
    if not permissions.may_ask(who.person.role, command):
        raise permissions.NotYourRole


def the_case(daybook: Daybook, who: SignedIn, reference: str, reader: Reader) -> UUID:
    """For a hidden case as for none: an id that is of none, and then the same questions."""
    return daybook.rows(who.school).not_hidden(reference, reader) or uuid4()


def held(log: SchoolLog, incident: UUID, reference: str) -> Held:
    state = state_of(log.read(incident))
    assert state is not None, "It was written to just now."
    return Held(reference, next(reversed(state.holds), None), len(state.holds))
