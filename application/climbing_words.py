"""That something climbed, when and to whom, in words for one reader."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import pairwise
from uuid import UUID

from application.projections.phrases import day, listed
from domain.school_days import LONDON
from domain.school_setup.climbing import Reached, Rung, RungOf


def sentences(
    opening: str, latest: datetime, rungs: Sequence[Rung], reader: UUID, *, is_telling: bool
) -> Iterator[str]:
    """`opening` begins the first one; `latest` is the last time that it names."""
    if not rungs:
        yield f"{opening}, but nobody is named who may see this case."
        return
    first, *later = rungs
    if first.rung is not RungOf.FIRST_TOLD:
        yield f"{opening}, but nobody there may see this case: {whither(first, reader)}."
    elif not later:
        yet = "nobody has acknowledged it yet" if is_telling else "it is not done yet"
        yield f"{opening}; {yet}."
    else:
        second = later.pop(0)
        not_by = "nobody had acknowledged it" if is_telling else "it had not been done"
        by = clock(second.at, latest)
        yield f"{opening}; {not_by} by {by}, so {whither(second, reader)}."
    for before, rung in pairwise(rungs):
        if rung in later:
            yield f" Nor by {clock(rung.at, before.at)}, so {whither(rung, reader)}."


def whither(rung: Rung, reader: UUID) -> str:
    mine = [one for one in rung.to if one.person.account == reader]
    if rung.rung is RungOf.OUT_OF_HOURS:
        numbers = [
            f"ring {one.person.name} on {one.person.phone}" for one in rung.to if one not in mine
        ]
        return " or ".join(["it is now also yours out of hours"] * bool(mine) + numbers)
    others = tuple(with_cover(one) for one in rung.to if one not in mine)
    if not mine:
        return f"it went to {listed(others)} as {rung.rung.value}"
    away = mine[0].instead_of
    place = f" in place of {away.name}" if away else ""
    together = f", together with {listed(others)}" if others else ""
    return f"it is now also yours as {rung.rung.value}{place}{together}"


def with_cover(reached: Reached) -> str:
    away = reached.instead_of
    return f"{reached.person.name} in place of {away.name}" if away else reached.person.name


def clock(at: datetime, last: datetime) -> str:
    """The time of the school's own clock, with the day unless that was the last one named."""
    then, here = at.astimezone(LONDON), last.astimezone(LONDON)
    on = "" if then.date() == here.date() else f" on {then:%A} {day(then)}"
    return f"{then:%H:%M}{on}"


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]
