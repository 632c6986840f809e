"""The vectors that others published, read from tests/vectors."""

import json
from base64 import b64decode
from pathlib import Path
from typing import Any

VECTORS = Path(__file__).parents[2] / "vectors"


def published(name: str) -> Any:
    return json.loads((VECTORS / name).read_text(encoding="utf-8"))


def unbase64(text: str | None) -> bytes:
    return b64decode(text or "", validate=True)
