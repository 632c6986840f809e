"""What a page says, as somebody reads it."""

import re
from html import unescape
from typing import Any


def words(answer: Any) -> str:
    """What a page says, without its markup."""
    assert answer.headers["content-type"].startswith("text/html")
    text = re.sub(r"<[^>]*>", " ", answer.text.partition("<body>")[2])
    return re.sub(r"\s+", " ", unescape(text)).strip()
