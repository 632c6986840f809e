"""Opening a case: hidden or not there, read or refused, and written down before it is shown."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import Header, Query

from application import permissions
from application.access import NOTHING_KNOWN, Doors, doors_of
from application.case import state_of
from application.read_back import is_incident
from application.reads import Visits
from application.record import AnyLine, ErasedLine, Line
from domain.access import Page
from domain.incident.refusals import NotReported
from domain.incident.state import Incident
from domain.people import Person
from domain.texts import is_said
from interfaces.http.bodies import Words
from interfaces.http.dependencies import Log, Now, TheDaybook, Who
from interfaces.http.errors import InvalidField

Why = Annotated[
    Words | None,
    Query(max_length=500, description="Why this is opened. Auditors must say."),
]
WhyInHeader = Annotated[Words | None, Header(alias="Daybook-Why", max_length=500)]


@dataclass(frozen=True, slots=True)
class Opened:
    """A case that this person may know of. `whole` says whether its narrative is for them.

    `hidden` are the lines that tell of another case, which they may not know of now.
    """

    pairs: Sequence[tuple[AnyLine, bytes]]
    doors: Doors
    whole: bool
    hidden: frozenset[int] = frozenset()

    @property
    def lines(self) -> list[AnyLine]:
        return [line for line, _ in self.pairs]

    def shown(self, lines: Sequence[AnyLine]) -> list[AnyLine]:
        return [line for line in lines if line.version not in self.hidden]

    @property
    def incident(self) -> Incident:
        """As far as its lines are shown."""
        return state_of(self.shown(self.lines)) or NOTHING_KNOWN


def opened(page: Page) -> Callable[..., Opened]:
    """A dependency for every page of a case: `Depends(opened(Page.TIMELINE))`."""

    def dependency(
        incident: UUID,
        daybook: TheDaybook,
        who: Who,
        log: Log,
        now: Now,
        why: Why = None,
        daybook_why: WhyInHeader = None,
    ) -> Opened:
        # One question to the database, whether the case is hidden or not there at all.
        if not log.door(incident, who.person, now).to_be_read:
            raise NotReported
        pairs = log.read_with_leaves(incident)
        reads = daybook.reads(log)
        visits = reads.visits(incident)
        found = found_by(who.person, pairs, visits, now)
        may_be_shown(who.person, found, page)
        said = why or daybook_why
        must_say_why(who.person, said)
        if not disposed_of(found.lines):
            reads.note(visits, incident, who.person, page, said, now)
        return replace(found, hidden=log.hidden_links(found.lines, who.person, now))

    return dependency


def disposed_of(lines: Sequence[AnyLine]) -> bool:
    """Nothing is left to be read, and no key to write down by who looked."""
    return all(isinstance(line, ErasedLine) for line in lines)


def found_by(
    person: Person,
    pairs: Sequence[tuple[AnyLine, bytes]],
    visits: Visits,
    now: datetime,
) -> Opened:
    """Raises NotReported, hidden or not there."""
    _, doors = doors_on([line for line, _ in pairs])
    if permissions.barred(person, doors):
        raise NotReported
    broken = visits.glass_open_for(person, now) is not None
    if not (broken or permissions.may_know_of(person, doors, now=now)):
        raise NotReported
    return Opened(pairs, doors, broken or permissions.may_read(person, doors, now))


def doors_on(lines: Sequence[AnyLine]) -> tuple[Incident, Doors]:
    if not lines or not is_incident(lines[0]):
        raise NotReported
    incident = state_of(lines) or NOTHING_KNOWN
    first = lines[0]
    return incident, doors_of(incident, first.actor if isinstance(first, Line) else None)


def may_be_shown(person: Person, found: Opened, page: Page) -> None:
    """Raises NotYourRole. The case itself is shown in part to those who may only know of it."""
    if not permissions.may_open(person.role, page):
        raise permissions.NotYourRole
    if page is not Page.CASE and not found.whole:
        raise permissions.NotYourRole


def must_say_why(person: Person, why: str | None) -> None:
    if person.role in permissions.SAYS_WHY and not is_said(why):
        raise InvalidField("query:why", "Say why you open this.")
