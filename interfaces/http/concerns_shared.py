"""/api/concerns: sharing a low-level concern, which anybody does, and is told nothing by."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from fastapi import APIRouter

from application.concern_doors import name_key, person_unlisted
from application.people.person import Kind
from domain.concerns.commands import Record, RecordConcern, SelfReport
from domain.concerns.events import Adult, WorkingAs
from interfaces.http.bodies import Said, Strict, Words, body_of
from interfaces.http.dependencies import IdempotencyKey, Log, Now, TheDaybook, Who, seen_key
from interfaces.http.documented import problems
from interfaces.http.incidents import fingerprint, in_order
from interfaces.wiring import Daybook

router = APIRouter(
    prefix="/api/concerns", tags=["concerns"], responses=problems(401, 409, 422, 503)
)

OF_ADULTS = (Kind.STAFF, Kind.GOVERNOR, Kind.OUTSIDE)


class AdultBody(Strict):
    """Whom it is about. Leave `person` out for somebody whom the list of people does not have; of
    somebody who is in it, the name is filled in as it stands there.
    """

    person: UUID | None = None
    full_name: Said
    post: Said
    working_as: WorkingAs = WorkingAs.NOT_KNOWN
    employer: Words | None = None
    account: UUID | None = None


@dataclass(frozen=True, slots=True)
class Shared:
    """The same for everybody and every time: it tells nothing of what was recorded before."""

    recorded: bool
    what_now: str


SHARED = Shared(True, "It has been recorded for whoever decides about it, and for nobody else.")


def add_sharing(path: str, command: type[Record]) -> None:
    """POST /api/concerns and /api/concerns/self-report: open to everybody who has an account."""
    body_type = body_of(command, f"Shared{command.__name__}", {"adult": (AdultBody, ...)})

    def endpoint(
        body: Any,
        daybook: TheDaybook,
        who: Who,
        log: Log,
        now: Now,
        idempotency_key: IdempotencyKey = None,
    ) -> Shared:
        said = fingerprint(f"concerns{path}", body)
        seen = seen_key(who, idempotency_key, daybook.keys, who.school, said)
        occurred = body.occurred.time() if body.occurred else None
        in_order("occurred", occurred)
        told = dict(body)
        del told["occurred"]
        wish = command(**{**told, "adult": adult_of(body.adult, daybook, who.school)})
        daybook.concerns(log).share(wish, by=who.person, now=now, occurred=occurred, seen=seen)
        return SHARED

    endpoint.__annotations__["body"] = body_type
    endpoint.__doc__ = command.__doc__
    router.add_api_route(
        path,
        endpoint,
        methods=["POST"],
        status_code=201,
        operation_id=f"share-{'self-report' if path else 'concern'}",
        name=f"share{path}",
        responses=problems(400, 403, 413),
    )


def adult_of(body: AdultBody, daybook: Daybook, school: UUID) -> Adult:
    listed = daybook.people(school).listed(body.person) if body.person else None
    name = listed.name if listed and listed.kind in OF_ADULTS else body.full_name
    person = body.person or person_called(name, daybook, school)
    return Adult(**{**dict(body), "person": person, "full_name": name})


def person_called(full_name: str, daybook: Daybook, school: UUID) -> UUID:
    """The only adult of that name; else somebody who is in no list."""
    key = name_key(full_name)
    alike, _ = daybook.people(school).search(full_name, limit=20)
    found = [one.id for one in alike if one.kind in OF_ADULTS and name_key(one.name) == key]
    return found[0] if len(found) == 1 else person_unlisted(school, full_name)


add_sharing("", RecordConcern)
add_sharing("/self-report", SelfReport)
