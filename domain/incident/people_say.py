"""What the people of a case say of its facts by being in it, whenever each of them was named."""

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from domain.facts import Fact
from domain.incident.words import Capacity, PersonKind


class Somebody(Protocol):
    """Somebody linked to a case."""

    @property
    def kind(self) -> PersonKind: ...
    @property
    def capacity(self) -> Capacity: ...
    @property
    def in_error(self) -> bool: ...
    @property
    def works_here(self) -> bool: ...


PUPILS = frozenset({PersonKind.PUPIL})
CHILDREN = PUPILS | {PersonKind.EXTERNAL_CHILD}
PARENTS = frozenset({PersonKind.PARENT})
HELPERS = frozenset({PersonKind.GOVERNOR, PersonKind.VOLUNTEER})
OTHERS = HELPERS | {PersonKind.EXTERNAL_ADULT}
There = Sequence[Somebody]


def told_by(people: Iterable[Somebody]) -> frozenset[Fact]:
    """The facts that are so by who was harmed and who is said to have done it."""
    there = [one for one in people if not one.in_error]
    return frozenset(fact for fact, is_told in SAID.items() if is_told(there))


def harmed(there: There, kinds: frozenset[PersonKind]) -> bool:
    return any(one.kind in kinds for one in there if one.capacity is Capacity.VICTIM)


def did_it(there: There, kinds: frozenset[PersonKind]) -> bool:
    return any(one.kind in kinds for one in there if one.capacity is Capacity.INSTIGATOR)


def staff(there: There, capacity: Capacity) -> bool:
    """Whoever has an account works here, a parent of this school too."""
    return any(
        one.works_here and one.kind not in HELPERS for one in there if one.capacity is capacity
    )


def staff_harmed_by(kinds: frozenset[PersonKind]) -> Callable[[There], bool]:
    return lambda there: staff(there, Capacity.VICTIM) and did_it(there, kinds)


SAID: dict[Fact, Callable[[There], bool]] = {
    Fact.PUPIL_VICTIM: lambda there: harmed(there, PUPILS),
    Fact.PUPIL_INSTIGATOR: lambda there: did_it(there, PUPILS),
    Fact.STAFF_VICTIM_OF_PUPIL: staff_harmed_by(CHILDREN),
    Fact.STAFF_VICTIM_OF_PARENT: staff_harmed_by(PARENTS),
    Fact.STAFF_VICTIM_OF_STAFF: lambda there: (
        staff(there, Capacity.VICTIM) and staff(there, Capacity.INSTIGATOR)
    ),
    Fact.OTHER_VICTIM: lambda there: harmed(there, OTHERS),
    Fact.OTHER_INSTIGATOR: lambda there: did_it(there, OTHERS),
}

# How an answer reads that is written down because somebody was named.
BY_NAMING: dict[Fact, str] = {
    Fact.PUPIL_VICTIM: "A pupil is linked as harmed by it.",
    Fact.PUPIL_INSTIGATOR: "A pupil is linked as having done it.",
    Fact.SUBJECT_IS_HEAD: "The head is, or may be, linked as having done it.",
}
