"""What the OpenAPI document says of a no: problem details (RFC 9457), whatever the address."""

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
            "description": "A JSON pointer into the body; `query:name` and the like outside it.",
        },
        "detail": {"type": "string"},
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


class DocumentedApi(FastAPI):
    """FastAPI, with our problem details among the schemas of its document."""

    def openapi(self) -> dict[str, Any]:
        document = super().openapi()
        document["components"]["schemas"] |= {"Problem": PROBLEM, "FieldError": FIELD_ERROR}
        return document
