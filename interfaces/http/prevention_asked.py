"""/api/prevention: keeping the registers of prevention, one address for each command."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from fastapi import APIRouter, Response

from application.prevention import ToldOfEntry, ask_prevention
from domain.prevention.commands import ADDING, OPENING, RecordSignatures
from interfaces.http.bodies import built, part_of
from interfaces.http.dependencies import (
    Expected,
    IdempotencyKey,
    Log,
    Now,
    TheDaybook,
    Who,
    seen_key,
)
from interfaces.http.documented import problems
from interfaces.http.prevention_pages import eyes_of

router = APIRouter(
    prefix="/api/prevention", tags=["prevention"], responses=problems(401, 403, 409, 422, 503)
)


@dataclass(frozen=True, slots=True)
class EntryWritten:
    """`position` is null when nothing needed writing."""

    id: UUID
    version: int
    position: int | None


def add_opening(name: str, command: Any) -> None:
    """POST /api/prevention/{name} begins an entry."""
    body_type = part_of(command, f"Prevention{command.__name__}")

    def endpoint(
        body: Any,
        response: Response,
        daybook: TheDaybook,
        who: Who,
        log: Log,
        now: Now,
        idempotency_key: IdempotencyKey = None,
    ) -> EntryWritten:
        said = f"prevention/{name}\n{body.model_dump_json()}".encode()
        seen = seen_key(who, idempotency_key, daybook.keys, who.school, said)
        wish = built(command, body)
        told = ask_prevention(log, None, wish, by=who.person, now=now, seen=seen)
        response.headers["Location"] = f"/api/prevention/entries/{told.id}"
        return written(told, response)

    endpoint.__annotations__["body"] = body_type
    endpoint.__doc__ = command.__doc__
    router.add_api_route(
        f"/{name}",
        endpoint,
        methods=["POST"],
        status_code=201,
        operation_id=f"prevention-{name}",
        name=f"prevention-{name}",
        responses=problems(400, 413),
    )


def add_adding(name: str, command: Any) -> None:
    """POST /api/prevention/entries/{entry}/{name} adds to one."""
    body_type = part_of(command, f"Prevention{command.__name__}")

    def endpoint(
        entry: UUID,
        body: Any,
        response: Response,
        daybook: TheDaybook,
        who: Who,
        log: Log,
        now: Now,
        expected: Expected,
        idempotency_key: IdempotencyKey = None,
    ) -> EntryWritten:
        said = f"prevention/{entry}/{name}\n{body.model_dump_json()}".encode()
        seen = seen_key(who, idempotency_key, daybook.keys, who.school, said)
        rows, eyes = daybook.prevention_rows(who.school), eyes_of(daybook, who, now)
        wish = built(command, body)
        told = ask_prevention(
            log,
            entry,
            wish,
            by=who.person,
            now=now,
            expected_version=expected,
            seen=seen,
            unlisted=rows.unlisted(people_in(wish)),
            is_there=lambda one: rows.register_of(one, eyes) is not None,
        )
        return written(told, response)

    endpoint.__annotations__["body"] = body_type
    endpoint.__doc__ = command.__doc__
    router.add_api_route(
        f"/entries/{{entry}}/{name}",
        endpoint,
        methods=["POST"],
        operation_id=f"prevention-entry-{name}",
        name=f"prevention-entry-{name}",
        responses=problems(400, 404, 412, 413),
    )


def people_in(wish: Any) -> set[UUID]:
    """Whom the list of people should have."""
    if not isinstance(wish, RecordSignatures):
        return set()
    ids = {one for signer in wish.signers for one in (signer.person, signer.by)}
    return {one for one in ids if one is not None}


def written(told: ToldOfEntry, response: Response) -> EntryWritten:
    response.headers["ETag"] = f'"{told.version}"'
    return EntryWritten(told.id, told.version, told.position)


for name, opening in OPENING.items():
    add_opening(name, opening)
for name, adding in ADDING.items():
    add_adding(name, adding)
