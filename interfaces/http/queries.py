"""A question is answered as it was asked, or not at all: no parameter is passed over unread.

A slip in `as_known_at` would otherwise be answered with the case of today.
"""

from collections.abc import Iterator

from fastapi import Request
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from domain.playbook.conditions import did_you_mean
from interfaces.http.errors import TITLES, Problem

# Whoever sends a browser back here adds what they like (RFC 6749 section 4.1.2).
NOT_OURS = "/api/sign-in/"


async def only_known_queries(request: Request) -> None:
    route = request.scope.get("route")
    path = request.url.path
    if not isinstance(route, APIRoute) or not path.startswith("/api/"):
        return
    asked = dict.fromkeys(request.query_params)
    if not asked or path.startswith(NOT_OURS):
        return
    known = sorted(set(names_in(route.dependant)))
    errors = [unknown(name, known) for name in asked if name not in known]
    if errors:
        raise Problem(422, "invalid-field", TITLES[422], errors=errors)


def names_in(dependant: Dependant) -> Iterator[str]:
    """The query parameters of an address, those of what it depends on included."""
    for field in dependant.query_params:
        yield field.alias
    for inner in dependant.dependencies:
        yield from names_in(inner)


def unknown(name: str, known: list[str]) -> dict[str, str]:
    taken = f"It takes {', '.join(known)}" if known else "It takes none"
    said = f"This address has no such parameter{did_you_mean(name, known)}. {taken}."
    return {"pointer": f"query:{name}", "detail": said}
