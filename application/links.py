"""What a case, or a register of concerns, tells of other cases: shown only to those who may know
of the other case now.
"""

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from uuid import UUID

import msgspec

from application.record import AnyLine, Line
from domain.concerns.events import ConcernCorrected, ConcernEscalated
from domain.incident.events import LineCorrected, LinkedTo, StruckOut

# Where a correction, or a correction of one, holds the reference of a duplicate.
OF_A_DUPLICATE = frozenset({"duplicate_of", "old", "new"})
REFERENCE = re.compile(r"OSI-\d{4}-\w+")


def hidden_links(lines: Iterable[AnyLine], may_be_known: Callable[[UUID], bool]) -> frozenset[int]:
    """The lines that link a case which may not be known of, and their corrections: also those of
    a correction, whose words may tell what the first one was about.
    """
    known = list(lines)
    others = {line.version: other for line in known if (other := linked_by(line))}
    unknown = {other for other in {*others.values()} if not may_be_known(other)}
    hidden = {version for version, other in others.items() if other in unknown}
    for line in known:  # Oldest first: a line is corrected only after it was written.
        if corrects(line, hidden):
            hidden.add(line.version)
    return frozenset(hidden)


def linked_by(line: AnyLine) -> UUID | None:
    """The other incident that a line names."""
    match line:
        case Line(event=LinkedTo(other=other)) | Line(event=ConcernEscalated(incident=other)):
            return other
        case _:
            return None


def corrects(line: AnyLine, versions: Collection[int]) -> bool:
    match line:
        case Line(event=LineCorrected(line=version) | ConcernCorrected(line=version)):
            return version in versions
        case _:
            return False


def without_references(line: AnyLine, is_known: Callable[[str], bool]) -> AnyLine:
    """The line as this reader sees it. A number of any other kind, say of a paper log, stays."""
    match line:
        case Line(event=StruckOut(duplicate_of=str() as of) as event) if unknown(of, is_known):
            return msgspec.structs.replace(line, event=replace(event, duplicate_of=None))
        case Line(event=LineCorrected(field=field, old=old, new=new) as event) if (
            field in OF_A_DUPLICATE
        ):
            old, new = (None if unknown(text, is_known) else text for text in (old, new))
            return msgspec.structs.replace(line, event=replace(event, old=old, new=new))
        case _:
            return line


def unknown(text: str | None, is_known: Callable[[str], bool]) -> bool:
    return any(not is_known(reference) for reference in REFERENCE.findall(text or ""))
