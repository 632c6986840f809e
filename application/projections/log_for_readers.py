"""The rows of the online safety log as each reader may see them: with names, or lettered."""

import re

from msgspec.structs import replace

from application.projections.log_row import LogEntry, LogPerson
from application.projections.phrases import part, words
from domain.incident.words import Capacity


def who(entry: LogEntry) -> tuple[str, ...]:
    """For readers who are cleared: names in full, each with a capacity."""
    return tuple(
        f"{one.full_name or 'name not known'} ({part(Capacity(one.capacity))})"
        for one in entry.people
        if not one.in_error
    )


def who_without_names(entry: LogEntry) -> tuple[str, ...]:
    """For everybody else: Pupil A (Y8), victim. A post would tell who it is, so it is left out."""
    return tuple(
        f"{label(entry, one)}, {part(Capacity(one.capacity))}"
        for one in entry.people
        if not one.in_error
    )


def label(entry: LogEntry, one: LogPerson) -> str:
    alike = [other.person for other in entry.people if other.kind is one.kind]
    kind = words(one.kind.value).capitalize()
    year = re.fullmatch(r"(?:Year|Y)\s*(\d{1,2})", one.year_or_post or "")
    return f"{kind} {letter(alike.index(one.person))}{f' (Y{year[1]})' if year else ''}"


def letter(index: int) -> str:
    """A to Z, then AA: the order of linking, so that a letter never changes hands."""
    before, here = divmod(index, 26)
    return (letter(before - 1) if before else "") + chr(ord("A") + here)


def without_names(entry: LogEntry) -> LogEntry:
    """The row for readers who are not cleared for names.

    Linked people are lettered in the summary and the outcome; of everything else only the kind of
    thing is left. Somebody named in a text without having been linked stays named: this is a view
    for readers inside the school, not for publication.
    """
    return replace(
        entry,
        people=(),
        reported_by="",
        place=None,
        summary=lettered(entry, entry.summary),
        outcome=lettered(entry, entry.outcome) if entry.outcome else None,
        corrections=(),
        no_evidence_because="a reason is on the record" if entry.no_evidence_because else None,
        evidence=tuple(replace(one, description="") for one in entry.evidence),
        actions=tuple(replace(one, what=one.kind) for one in entry.actions),
        referrals=tuple(replace(one, what=one.kind) for one in entry.referrals),
        parents=tuple(replace(one, what=one.kind) for one in entry.parents),
    )


def lettered(entry: LogEntry, text: str) -> str:
    names = {
        name: label(entry, one)
        for one in entry.people
        if one.full_name
        for name in (one.full_name, *one.full_name.split())
        if len(name) > 1
    }
    for name in sorted(names, key=len, reverse=True):
        text = re.sub(rf"\b{re.escape(name)}\b", names[name], text)
    return text
