"""/api/statutory-reports: what the law asks of a person, whoever they are here."""

from fastapi import APIRouter, Response

from domain.incident.commands import MakeStatutoryReport
from interfaces.http.bodies import CommandBody, body_of
from interfaces.http.dependencies import IdempotencyKey, Log, Now, TheDaybook, Who, seen_key
from interfaces.http.documented import problems
from interfaces.http.incidents import Reported, asked, fingerprint, reported

router = APIRouter(
    prefix="/api/statutory-reports",
    tags=["incidents"],
    responses=problems(401, 409, 422, 503),
)

Body = body_of(MakeStatutoryReport, "StatutoryReport")


@router.post("", status_code=201, responses=problems(400, 413))
def make_statutory_report(
    body: Body,  # type: ignore[valid-type]
    response: Response,
    daybook: TheDaybook,
    who: Who,
    log: Log,
    now: Now,
    idempotency_key: IdempotencyKey = None,
) -> Reported:
    """Record a report that is your own duty in law. Whatever your role, nobody approves, delays
    or rejects it. It opens a restricted incident of its own, so it needs no case that you may
    know of; whoever leads on a case about the same links the two.
    """
    assert isinstance(body, CommandBody)
    command, occurred = asked(MakeStatutoryReport, body)
    said = fingerprint("statutory-report", body)
    seen = seen_key(who, idempotency_key, daybook.keys, who.school, said)
    told = log.ask(None, command, by=who.person, now=now, occurred=occurred, seen=seen)
    return reported(told, response)
