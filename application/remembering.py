"""Cases that were written to lately, so that the next line need not read them all again.

Nothing rests on it: a line that was decided on a remembered case is refused by the record when
somebody else has written since, or when the case has been disposed of, and then the case is read
again. What a reader is shown is always read from the record. The words of at most so many cases
stay in the memory of a running server, as they do while it works on them.
"""

from collections import OrderedDict
from threading import Lock
from typing import Generic, Protocol, TypeVar
from uuid import UUID

MOST = 256  # cases


class Versioned(Protocol):
    @property
    def version(self) -> int: ...


Case = TypeVar("Case", bound=Versioned)
Place = tuple[UUID, UUID]  # school and stream


class Memory(Generic[Case]):
    """The least lately used case is forgotten first. Safe to share between threads."""

    def __init__(self, most: int = MOST) -> None:
        self.most = most
        self.cases: OrderedDict[Place, Case] = OrderedDict()
        self.lock = Lock()

    def recall(self, place: Place) -> Case | None:
        with self.lock:
            if place in self.cases:
                self.cases.move_to_end(place)
            return self.cases.get(place)

    def remember(self, place: Place, case: Case) -> None:
        with self.lock:
            known = self.cases.get(place)
            if known is None or known.version < case.version:
                self.cases[place] = case
                self.cases.move_to_end(place)
            while len(self.cases) > self.most:
                self.cases.popitem(last=False)

    def forget(self, place: Place) -> None:
        with self.lock:
            self.cases.pop(place, None)
