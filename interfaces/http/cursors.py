"""Where a page of a list ended, as `next` tells it and `cursor` brings it back."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime
from uuid import UUID

from interfaces.http.errors import InvalidField


def write_cursor(at: datetime, last: UUID) -> str:
    """After the row of this time and id."""
    return urlsafe_b64encode(json.dumps([at.isoformat(), str(last)]).encode()).decode()


def read_cursor(cursor: str | None) -> tuple[datetime, UUID] | None:
    """Raises InvalidField for what `write_cursor` has not written."""
    if cursor is None:
        return None
    try:
        at, last = json.loads(urlsafe_b64decode(cursor.encode("ascii")))
        moment = datetime.fromisoformat(at)
        if moment.tzinfo is None:
            raise ValueError
        return moment, UUID(last)
    except (ValueError, TypeError, AttributeError):
        raise InvalidField("query:cursor", "Take `next` from the page before.") from None
