"""What the OpenAPI document says besides: of every no (RFC 9457), and by example."""

import json
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import FastAPI

PROBLEM = {
    "title": "Problem",
    "type": "object",
    "required": ["type", "title", "status"],
    "properties": {
        "type": {"type": "string", "pattern": "^/problems/[a-z-]+$"},
        "title": {"type": "string", "description": "A sentence for the person."},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "current_version": {"type": "integer", "description": "With 412: the newest version."},
        "errors": {"type": "array", "items": {"$ref": "#/components/schemas/FieldError"}},
    },
}

FIELD_ERROR = {
    "title": "FieldError",
    "type": "object",
    "required": ["pointer", "detail"],
    "properties": {
        "pointer": {
            "type": "string",
            "description": "A JSON pointer into the body; `query:name` and the like outside it. "
            "With stands-in-the-way a pointer into the case, such as /steps/tell-the-head.",
        },
        "detail": {"type": "string"},
        "step": {"type": "string", "description": "The step of the chart that asks for it."},
        "say": {"type": "string", "description": "The words of that step."},
        "why": {"type": "string", "description": "Why it is asked."},
        "ends_with": {"type": "string", "description": "What ends that step, in words."},
    },
}

WHEN = {
    400: "The request is not well-formed.",
    401: "Nobody is signed in.",
    403: "Your role may not, or the request must be proved first.",
    404: "It is not there, or it is hidden from you.",
    409: "A rule refuses it, or the Idempotency-Key was used for another request.",
    412: "Somebody has written since the version in If-Match.",
    413: "The request is too large.",
    422: "A field needs mending.",
    429: "There were too many tries: wait as Retry-After says.",
    503: "The database cannot be reached just now.",
}


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    content = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {status: {"description": WHEN[status], "content": content} for status in statuses}


# A time that nobody noted exactly, as a school would give it.
OCCURRED = {"from": "2026-09-06T19:00:00Z", "precision": "approximate"}


@cache
def examples() -> dict[str, Any]:
    """A body for every command, by its name. The people in it are invented."""
    kept: dict[str, Any] = json.loads(
        Path(__file__).with_name("examples.json").read_text(encoding="utf-8")
    )
    return kept


@cache
def concern_examples() -> dict[str, Any]:
    """The same for the registers of low-level concerns, by the end of the address."""
    kept: dict[str, Any] = json.loads(
        Path(__file__).with_name("concern_examples.json").read_text(encoding="utf-8")
    )
    return kept


@cache
def prevention_examples() -> dict[str, Any]:
    """And for the registers of prevention."""
    kept: dict[str, Any] = json.loads(
        Path(__file__).with_name("prevention_examples.json").read_text(encoding="utf-8")
    )
    return kept


BY_ADDRESS = {"/api/concerns": concern_examples, "/api/prevention": prevention_examples}


class DocumentedApi(FastAPI):
    """FastAPI, with our problem details and our examples in its document."""

    def openapi(self) -> dict[str, Any]:
        document = super().openapi()
        schemas = document["components"]["schemas"]
        schemas |= {"Problem": PROBLEM, "FieldError": FIELD_ERROR}
        schemas["OccurredBody"]["example"] = OCCURRED
        for address, methods in document["paths"].items():
            if body := methods.get("post", {}).get("requestBody"):
                with_example(address, body["content"])
        return document


def with_example(address: str, content: dict[str, Any]) -> None:
    """The last part of an address names its command; that of the list reports an incident, or
    records a concern.
    """
    last = address.rsplit("/", 1)[1]
    name = {"incidents": "report", "statutory-reports": "make-statutory-report"}.get(last, last)
    known = examples()
    for start, of_others in BY_ADDRESS.items():
        if address.startswith(start):
            known, name = of_others(), address.removeprefix("/api/")
    if name in known and "application/json" in content:
        content["application/json"]["example"] = known[name]
