"""What is allowed of a rota for cover, and yet worth a second look."""

from collections.abc import Iterator

from domain.school_setup.checking import said, same
from domain.school_setup.events import CoverSet, StandIn

NO_NUMBER = "No number has been entered for the hours when school is shut."


def cover_notes(cover: CoverSet) -> tuple[str, ...]:
    numbers = () if cover.out_of_hours else (NO_NUMBER,)
    return (*numbers, *dict.fromkeys(nobody_left(cover)))


def nobody_left(cover: CoverSet) -> Iterator[str]:
    """Each circle of people who are all away on a day, once."""
    told: list[set[str]] = []
    for day in sorted({one.first for one in cover.stand_ins}):
        there = tuple(one for one in cover.stand_ins if one.first <= day <= one.last)
        for one in there:
            names = circle(one, there)
            if names and set(names) not in told:
                told.append(set(names))
                yield (
                    f"On {said(day)} everybody whom the rota names for {one.away.name} is away: "
                    f"{', then '.join(names)}. Name somebody who is there."
                )


def circle(first: StandIn, there: tuple[StandIn, ...]) -> list[str]:
    """The names from this one round to itself; none where somebody on the way is there."""
    names, at = [first.away.name], first
    for _ in there:
        names.append(at.stands_in.name)
        if same(at.stands_in, first.away):
            return names
        following = next((one for one in there if same(one.away, at.stands_in)), None)
        if following is None:
            return []
        at = following
    return []
