"""A question is answered as it was asked, or not at all: no parameter is passed over unread.

A slip in `as_known_at` would otherwise be answered with the case of today.
"""

import json
from collections.abc import Iterator
from typing import Any

from fastapi import Request
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

from domain.playbook.conditions import did_you_mean
from interfaces.http.errors import TITLES, Problem

# Whoever sends a browser back here adds what they like (RFC 6749 section 4.1.2).
NOT_OURS = "/api/sign-in/"
LONGEST_NAME = 100


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


async def each_key_once(request: Request) -> None:
    """Of two texts under one name one would be lost, and nobody told which."""
    if "json" not in request.headers.get("content-type", ""):
        return
    try:
        json.loads(await request.body(), object_pairs_hook=once_each)
    except (ValueError, RecursionError):
        return  # What is no JSON is refused where it is read.


def once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    names = [name for name, _ in pairs]
    told = dict(pairs)
    if len(told) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        name = twice.encode("utf-8", "replace").decode("utf-8")[:LONGEST_NAME]
        raise Problem(400, "malformed", f"Something is sent twice as “{name}”. Send it once.")
    return told
