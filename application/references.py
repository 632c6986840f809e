"""References to other cases within a line: shown only to those who may know of that case."""

import re
from collections.abc import Callable
from dataclasses import replace

import msgspec

from application.record import AnyLine, Line
from domain.incident.events import LineCorrected, StruckOut

REFERENCE = re.compile(r"OSI-\d{4}-\w+")


def without_references(line: AnyLine, is_known: Callable[[str], bool]) -> AnyLine:
    """The line as this reader sees it. A number of any other kind, say of a paper log, stays."""
    match line:
        case Line(event=StruckOut(duplicate_of=str() as of) as event) if unknown(of, is_known):
            return msgspec.structs.replace(line, event=replace(event, duplicate_of=None))
        case Line(event=LineCorrected(field="duplicate_of", old=old, new=new) as event):
            old, new = (None if unknown(text, is_known) else text for text in (old, new))
            return msgspec.structs.replace(line, event=replace(event, old=old, new=new))
        case _:
            return line


def unknown(text: str | None, is_known: Callable[[str], bool]) -> bool:
    return any(not is_known(reference) for reference in REFERENCE.findall(text or ""))
