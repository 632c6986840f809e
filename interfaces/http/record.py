"""/api/record: proofs that anybody can check without us."""

from base64 import b64encode
from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query

from application import permissions
from application.record import Line, LineRefused, SealedLine
from application.school_log import SchoolLog
from domain.access import Page
from domain.ledger.leaves import Kind, kind_of
from domain.ledger.tree import leaf_hash
from domain.people import Person
from interfaces.http.dependencies import Log, Now, TheDaybook, Who
from interfaces.http.documented import problems
from interfaces.http.errors import Problem
from interfaces.http.listing import ProofsAudited
from interfaces.wiring import LineSeen, Reader

router = APIRouter(prefix="/api/record", tags=["record"], responses=problems(401, 404, 422, 503))

Position = Annotated[int, Query(ge=0, lt=2**62)]


@dataclass(frozen=True, slots=True)
class InclusionProof:
    """RFC 6962, section 2.1.1, in base64. `leaf` is the leaf itself, `leaf_hash` what is proven.

    The leaf tells the line's kind and time, so it is null unless the line is for you to read; an
    auditor is given every leaf.
    """

    position: int
    size: int
    leaf: str | None
    leaf_hash: str
    path: list[str]
    root: str


@dataclass(frozen=True, slots=True)
class ConsistencyProof:
    """RFC 6962, section 2.1.2."""

    first: int
    size: int
    path: list[str]


@router.get("/proof")
def proof(
    daybook: TheDaybook,
    who: Who,
    log: Log,
    now: Now,
    position: Position,
    size: Position,
    audited: ProofsAudited,
) -> InclusionProof:
    """That the line at `position` is in the log of `size` lines."""
    found = daybook.proofs(who.school).inclusion(position, size)
    seen = daybook.rows(who.school).line(position, Reader(who.person, now))
    if found is None or seen is None:
        raise no_such_line()
    leaf, path, root = found
    shown = text(leaf) if may_see_leaf(who.person, seen, log) else None
    proven = text(leaf_hash(leaf))
    return InclusionProof(position, size, shown, proven, list(map(text, path)), text(root))


def may_see_leaf(person: Person, seen: LineSeen, log: SchoolLog) -> bool:
    """A line of a hidden case looks like one that tells who has read something: like most lines.

    Not a certificate's either, or it would tell that a case is gone that was never shown.
    """
    author = author_of(seen.line, log)
    if permissions.may_open(person.role, Page.LEAVES):
        return True
    if seen.line.originator_id == log.school:
        return kind_of(seen.line.topic) is not Kind.ERASURE
    return seen.read or (seen.not_barred and author == person.account)


def author_of(line: SealedLine, log: SchoolLog) -> UUID | None:
    """Looked at in every line alike, so that the time it takes tells nothing."""
    try:
        told = log.given_mapper.to_domain_event(line)
    except LineRefused:
        return None
    return told.actor if isinstance(told, Line) else None


@router.get("/consistency")
def consistency(
    daybook: TheDaybook, who: Who, first: Position, size: Position
) -> ConsistencyProof:
    """That the log of `size` lines begins with the log of `first` lines, unchanged."""
    path = daybook.proofs(who.school).consistency(first, size)
    if path is None:
        raise no_such_line()
    return ConsistencyProof(first, size, list(map(text, path)))


def no_such_line() -> Problem:
    return Problem(404, "no-such-line", "The log does not have that many lines.")


def text(data: bytes) -> str:
    return b64encode(data).decode()
