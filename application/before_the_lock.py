"""What was kept in a case before its image lock, and may show what nobody may look at now."""

from collections.abc import Sequence

from application.projections.phrases import listed, words
from application.record import AnyLine, Line
from domain.incident.events import EvidenceKept, LineCorrected
from domain.incident.state import Incident
from domain.incident.words import OPEN_UNDER_THE_IMAGE_LOCK, EvidenceKind, ImageLock

DO_NOT = (
    "Do not open, copy, print or send it. The safeguarding lead decides with the police what "
    "becomes of it."
)


def kept_before_the_lock(state: Incident, lines: Sequence[AnyLine]) -> str | None:
    """In words; nothing while no lock holds, or where nothing was kept that may be a picture."""
    if state.image_lock is ImageLock.OPEN:
        return None
    kept = tuple(f"{exhibit} ({words(kind)})" for exhibit, kind in may_be_pictures(lines).items())
    if not kept:
        return None
    was = "was" if len(kept) == 1 else "were"
    return f"{listed(kept)} {was} kept before the image lock and may show such an image. {DO_NOT}"


def may_be_pictures(lines: Sequence[AnyLine]) -> dict[str, EvidenceKind]:
    """Exhibits of the kinds that the lock keeps out, by the references that they have now."""
    found: dict[str, EvidenceKind] = {}
    for line in lines:
        match line:
            case Line(event=EvidenceKept(exhibit=exhibit, kind=kind)):
                found |= {} if kind in OPEN_UNDER_THE_IMAGE_LOCK else {exhibit: kind}
            case Line(event=LineCorrected(field="exhibit", old=str() as old, new=str() as new)):
                found = {new if one == old else one: kind for one, kind in found.items()}
    return found
