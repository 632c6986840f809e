"""The API's contract as a document: `python -m interfaces.http.openapi docs/openapi.json`."""

import json
import sys
from pathlib import Path

from interfaces.http.app import create_app


def document() -> str:
    """The same text in every run; no database is asked."""
    return json.dumps(create_app().openapi(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(document(), encoding="utf-8")
