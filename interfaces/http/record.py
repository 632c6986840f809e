"""/api/record: proofs that anybody can check without us."""

from base64 import b64encode
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query

from interfaces.http.dependencies import TheDaybook, Who
from interfaces.http.documented import problems
from interfaces.http.errors import Problem

router = APIRouter(prefix="/api/record", tags=["record"], responses=problems(401, 404, 422, 503))

Position = Annotated[int, Query(ge=0, lt=2**62)]


@dataclass(frozen=True, slots=True)
class InclusionProof:
    """RFC 6962, section 2.1.1. Hashes are base64; `leaf` is the leaf itself, not its hash."""

    position: int
    size: int
    leaf: str
    path: list[str]
    root: str


@dataclass(frozen=True, slots=True)
class ConsistencyProof:
    """RFC 6962, section 2.1.2."""

    first: int
    size: int
    path: list[str]


@router.get("/proof")
def proof(daybook: TheDaybook, who: Who, position: Position, size: Position) -> InclusionProof:
    """That the line at `position` is in the log of `size` lines."""
    found = daybook.proofs(who.school).inclusion(position, size)
    if found is None:
        raise no_such_line()
    leaf, path, root = found
    return InclusionProof(position, size, text(leaf), list(map(text, path)), text(root))


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
