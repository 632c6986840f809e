"""/api/work: what this person has to do next, across all cases."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from heapq import merge
from itertools import groupby, islice
from operator import itemgetter
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query

from application import permissions
from application.access import doors_in_row
from application.case_steps import ForPerson
from application.how_to_end import (
    A_TASK,
    A_TELLING,
    HANDED_OVER,
    QUESTIONS,
    REOPEN,
    how_to_end,
)
from application.people.naming import Names
from application.projections.steps_due import REOPENING, YOURS
from application.read_back import state_of
from application.record import recorded_at
from application.school_log import SchoolLog
from application.technicians_tasks import as_shown
from application.urgent import DSLS, Course, Staff, Telling
from domain.incident.asked_with import in_order_of_use
from domain.incident.refusals import Refused
from domain.incident.state import Incident
from domain.people import Person, Role
from domain.playbook.words import Who as Post
from domain.school_setup.climbing import RungOf
from interfaces.http.dependencies import Log, Now, TheDaybook, Who
from interfaces.http.documented import problems
from interfaces.http.errors import InvalidField
from interfaces.http.listing import WorkListed
from interfaces.http.prevention_pages import DuePage, eyes_of, overdue
from interfaces.http.why_in_work import WhyInWork, may_be_told
from interfaces.wiring import NEVER, Daybook, InTurn, Place, Reader, SignedIn, WorkRows

router = APIRouter(prefix="/api", tags=["work"], responses=problems(401, 422, 503))

ACKNOWLEDGE = "Acknowledge that you know of this, and say what you will do next."
SEE_TO_IT = "The DSL was told and has not acknowledged it. See that somebody does."
TWO_THINGS = "Told and heard are two things. Until it is acknowledged, nobody can rely on it."
NO_DSL_LEFT = "No safeguarding lead is left who may act in this case, so it falls to you."
DSL_POSTS = frozenset(role.value for role in DSLS)
LATE, NOT_LATE = 1, 2  # Rank 0 is what nobody has acknowledged.


class Whose(StrEnum):
    MINE = "mine"
    POST = "post"
    CLIMBED = "climbed"


ORDER = list(Whose)


@dataclass(frozen=True, slots=True, kw_only=True)
class WithNow:
    """Somebody who has it now. `rung` is how it came to them; `instead_of` is who is away."""

    name: str
    post: str
    phone: str
    rung: RungOf
    since: datetime
    instead_of: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """A step, a task, or a telling that nobody has acknowledged. Of a case that is closed or
    struck out it is what came since, and `reopening` asks whether to reopen it.

    `reference` is null where the case itself is not for this reader. `whose` is mine (it names
    this person), post (their post, or that of whom they stand in for, is given it) or climbed;
    `yours_as` are the posts meant. `why` and `source` are those of the step; `note` says why it
    falls to others than its chart names. `for_people` are those to whom a step is owed that is
    owed to each of them, with names for whoever reads the case. `climbing` says who had it and to
    whom it went when. `because` says by which answer, category or silence a step is asked, to
    whoever may read the case; `record_with` are the commands that end it, and `how_to_record` says
    it in words.
    """

    incident: UUID
    reference: str | None
    step: str | None
    task: UUID | None
    route: str | None
    say: str
    why: str | None
    source: list[str]
    kind: str
    who: list[str]
    note: str | None = None
    for_people: list[ForPerson] = field(default_factory=list)
    due: datetime | None
    calendar: str
    state: str
    whose: Whose
    yours_as: list[str]
    climbing: str | None = None
    with_now: list[WithNow] = field(default_factory=list)
    because: str | None = None
    record_with: list[str] = field(default_factory=list)
    how_to_record: str = ""


@dataclass(frozen=True, slots=True)
class WorkPage:
    """`prevention` is what the registers of prevention have overdue, then what was never
    begun: with the first page, for the online safety coordinator and the head.
    """

    items: list[Work]
    next: str | None
    prevention: list[DuePage] = field(default_factory=list)


EXAMPLE = {
    "items": [
        {
            "incident": "0199f0c2-6a10-7a44-8d0e-3d1c8a6f2b11",
            "reference": "OSI-2026-K7Q4ZM",
            "step": None,
            "task": None,
            "route": None,
            "say": ACKNOWLEDGE,
            "why": TWO_THINGS,
            "source": [],
            "kind": "telling",
            "who": ["dsl", "deputy-dsl"],
            "note": None,
            "for_people": [],
            "due": "2026-09-07T08:05:00Z",
            "calendar": "clock",
            "state": "unacknowledged",
            "whose": "climbed",
            "yours_as": ["deputy-dsl", "dsl", "deputy"],
            "climbing": "Told Asma Khan at 09:05; nobody had acknowledged it by 09:35,"
            " so it is now also yours as deputy.",
            "with_now": [
                {
                    "name": "Asma Khan",
                    "post": "Designated safeguarding lead",
                    "phone": "",
                    "rung": "first-told",
                    "since": "2026-09-07T08:05:00Z",
                    "instead_of": None,
                },
                {
                    "name": "Colm Doyle",
                    "post": "Deputy safeguarding lead",
                    "phone": "01632 960 002",
                    "rung": "deputy",
                    "since": "2026-09-07T08:35:00Z",
                    "instead_of": None,
                },
            ],
            "because": None,
            "record_with": ["acknowledge"],
            "how_to_record": A_TELLING,
        }
    ],
    "next": None,
    "prevention": [
        {
            "register": "awareness-sessions",
            "say": "Hold an awareness session for parents.",
            "audience": "parents",
            "entry": None,
            "due": "2026-09-01",
            "overdue": True,
            "state": "overdue",
        }
    ],
}
SHOWN: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "What to do next.",
        "content": {"application/json": {"example": EXAMPLE}},
    }
}


@dataclass(frozen=True, slots=True)
class Placed:
    """An item still to be put into words, at its place."""

    at: Place
    row: dict[str, Any]
    course: Course | None = None


@router.get("/work", responses=SHOWN | problems(403))
def work(
    daybook: TheDaybook,
    who: Who,
    now: Now,
    log: Log,
    listed: WorkListed,
    cursor: Annotated[str | None, Query(max_length=400)] = None,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
    whose: Annotated[Whose | None, Query(description="Only these.")] = None,
) -> WorkPage:
    """What nobody has acknowledged, then what is overdue, then the rest as it falls due; of each
    first what names you, then what your post is given, then what has climbed to you.

    An alert, or an urgent step, that its people leave alone climbs by the clock: to whoever stands
    in on that day, to the deputies, to the alternates, to the numbers for out of hours.
    """
    as_of, after = read_cursor(cursor) or (now, None)
    staff, reader = daybook.staff(who.school, now), Reader(who.person, now)
    desk = Desk(daybook.work(who.school), staff, reader, log)
    found = list(desk.items(as_of, after, limit + 1, whose))
    why = desk.why(found[:limit])
    items = [desk.in_words(one, why) for one in found[:limit]]
    more = len(found) > limit
    sees_to_it = cursor is None and who.person.role in permissions.SEES_TO_PREVENTION
    prevention = overdue_for(daybook, who, now) if sees_to_it else []
    return WorkPage(items, write_cursor(as_of, found[limit - 1].at) if more else None, prevention)


def overdue_for(daybook: Daybook, who: SignedIn, now: datetime) -> list[DuePage]:
    return overdue(daybook.prevention_rows(who.school), eyes_of(daybook, who, now), now)


@dataclass(frozen=True)
class Desk:
    """One person's work, from the rows of the school and the clock."""

    rows: WorkRows
    staff: Staff
    reader: Reader
    log: SchoolLog

    @cached_property
    def names(self) -> Names:
        return self.log.names()

    @property
    def person(self) -> Person:
        return self.reader.person

    @property
    def posts(self) -> frozenset[str]:
        own = permissions.posts_of(self.person, None)
        return own | {role.value for role in self.staff.roles_of(self.person)}

    @cached_property
    def in_turn(self) -> InTurn:
        staff = self.staff
        return InTurn(
            dsls=staff.accounts_of(*DSLS),
            heads=staff.accounts_of(Role.HEAD),
            for_the_head=staff.stands_in_for_head,
        )

    def acts_for_the_dsl(self, row: dict[str, Any]) -> bool:
        leads = self.staff.leads_on_safeguarding(self.person, doors_in_row(row))
        return leads and self.person.role not in DSLS

    def items(
        self, as_of: datetime, after: Place | None, limit: int, whose: Whose | None
    ) -> Iterator[Placed]:
        urgent = (one for one in (*self.tellings(), *self.climbed(as_of)))
        waiting = (
            one
            for one in urgent
            if (after is None or one.at > after) and whose in (None, ORDER[one.at.whose])
        )
        mine: Iterable[Placed] = ()
        if whose is not Whose.CLIMBED:
            only = ORDER.index(whose) if whose else None
            rows = self.rows.mine(
                self.reader,
                self.posts,
                self.in_turn,
                as_of=as_of,
                limit=limit,
                after=after,
                only=only,
            )
            mine = (Placed(place_of(row), row) for row in rows)
        in_order = merge(sorted(waiting, key=lambda one: one.at), mine, key=lambda one: one.at)
        return islice(in_order, limit)

    def tellings(self) -> Iterator[Placed]:
        """One for each case, while nobody has acknowledged it and this person is to know."""
        told = self.rows.tellings(self.reader)
        for incident, found in groupby(told, itemgetter("incident")):
            rows = list(found)
            tellings = list(unacknowledged(rows))
            if not tellings:
                continue
            course = self.staff.course(self.staff.telling(tellings, doors_in_row(rows[0])))
            whose = self.whose(course, rows[0], named=any(one.dsl for one in tellings))
            if whose is not None:
                place = Place(0, ORDER.index(whose), course.matter.since, incident, 0)
                yield Placed(place, rows[0], course)

    def whose(self, course: Course, row: dict[str, Any], *, named: bool) -> Whose | None:
        account = self.person.account
        if named and course.first_with(account):
            return Whose.MINE
        if Role.DSL in self.staff.roles_of(self.person) or course.first_with(account):
            return Whose.POST
        if self.acts_for_the_dsl(row):
            return Whose.POST
        return Whose.CLIMBED if course.is_with(account) or course.to_ring else None

    def climbed(self, as_of: datetime) -> Iterator[Placed]:
        """Urgent steps of others that have come to this person."""
        if self.person.account not in self.staff.ladder:
            return
        for row in self.rows.of_others(self.reader, self.posts, self.in_turn, as_of):
            course = self.course_of(row)
            if course.is_with(self.person.account):
                yield Placed(place_of({**row, "whose": ORDER.index(Whose.CLIMBED)}), row, course)

    def course_of(self, row: dict[str, Any]) -> Course:
        named = {
            Post.CASE_MANAGER.value: row["case_manager"],
            Post.REPORTER.value: row["recorded_by_account"],
        }
        matter = self.staff.step(row["who"], row["due"], doors_in_row(row), named)
        return self.staff.course(matter)

    def why(self, found: Sequence[Placed]) -> WhyInWork:
        steps = [one.row for one in found if one.at.rank != 0 and one.row["step"]]
        cases = may_be_told(steps, self.person, self.reader.now)
        return WhyInWork(self.log.school_rules(), self.rows.grounds(sorted(cases)))

    def in_words(self, one: Placed, why: WhyInWork) -> Work:
        row = one.row
        if one.at.rank == 0:
            return self.telling_in_words(one)
        told = row["known"] or row["task"] is None  # A task says all that its doer needs.
        climbs = row["known"] and row["urgent"] and one.at.rank == LATE
        course = one.course or (self.course_of(row) if climbs else None)
        return Work(
            incident=row["incident"],
            reference=row["reference"] if row["known"] else None,
            step=row["step"],
            task=row["task"],
            route=row["route"],
            say=self.said(row),
            why=row["why"] if told else None,
            source=row["source"] if told else [],
            kind=row["kind"],
            who=row["who"],
            note=self.note(row) if row["known"] else None,
            for_people=self.owed(row) if row["known"] else [],
            due=row["due"],
            calendar=row["calendar"],
            state="overdue" if one.at.rank == LATE else "open",
            whose=ORDER[one.at.whose],
            yours_as=self.yours_as(row, course),
            because=why.of(row),
            **recorded_with(row),
            **self.how_it_stands(course),
        )

    def note(self, row: dict[str, Any]) -> str | None:
        """Why it falls to others than its chart names."""
        fallen = DSL_POSTS & {*row["who"]} and not self.posts & {*row["who"]}
        told = [NO_DSL_LEFT] if fallen and self.acts_for_the_dsl(row) else []
        return " ".join([*filter(None, [row["note"]]), *told]) or None

    def owed(self, row: dict[str, Any]) -> list[ForPerson]:
        """Whoever may know of a case has not yet read who is in it."""
        reads = permissions.may_read(self.person, doors_in_row(row), self.staff.now)
        shown = [ForPerson(**{**one, "person": UUID(one["person"])}) for one in row["for_people"]]
        return shown if reads else [replace(one, name=None) for one in shown]

    def said(self, row: dict[str, Any]) -> str:
        """Whatever was asked of a technician, and however they came to it: without names."""
        say: str = row["say"]
        if row["task"] is None or self.person.role is not Role.TECHNICIAN:
            return say
        return as_shown(say, self.incident(row["incident"]), self.names)

    def incident(self, incident: UUID) -> Incident | None:
        try:
            return state_of(self.log.read(incident))
        except Refused:
            return None

    def telling_in_words(self, one: Placed) -> Work:
        assert one.course is not None
        acknowledges = self.person.role in DSLS or self.acts_for_the_dsl(one.row)
        dsls = [Role.DSL.value, Role.DEPUTY_DSL.value]
        return Work(
            incident=one.row["incident"],
            reference=one.row["reference"],
            step=None,
            task=None,
            route=None,
            say=ACKNOWLEDGE if acknowledges else SEE_TO_IT,
            why=TWO_THINGS,
            source=[],
            kind="telling",
            who=dsls,
            note=one.row["over"],
            due=one.at.due,
            calendar="clock",
            state="unacknowledged",
            whose=ORDER[one.at.whose],
            record_with=["acknowledge"],
            how_to_record=A_TELLING,
            yours_as=self.yours_as({**one.row, "who": dsls}, one.course),
            **self.how_it_stands(one.course),
        )

    def yours_as(self, row: dict[str, Any], course: Course | None) -> list[str]:
        """The posts for which it is theirs, and the rungs by which it came to them."""
        account = self.person.account
        named = {
            Post.CASE_MANAGER.value: row.get("case_manager"),
            Post.REPORTER.value: row.get("recorded_by_account"),
        }
        own = self.posts | (DSL_POSTS if self.acts_for_the_dsl(row) else frozenset())
        posts = {post for post in row["who"] if post in own or named.get(post) == account}
        rungs = {
            one.rung.value
            for one in (course.with_now if course else ())
            if one.account == account and one.rung is not RungOf.FIRST_TOLD
        }
        return sorted(posts) + sorted(rungs)

    def how_it_stands(self, course: Course | None) -> dict[str, Any]:
        if course is None:
            return {}
        names = WithNow.__dataclass_fields__
        return {
            "climbing": course.words(self.person.account),
            "with_now": [
                WithNow(**{name: getattr(one, name) for name in names}) for one in course.with_now
            ],
        }


def recorded_with(row: dict[str, Any]) -> dict[str, Any]:
    """The commands that end it, and how in words."""
    if row["task"] is not None:
        how = A_TASK.format(task=row["task"])
        return {"record_with": ["complete-task"], "how_to_record": how}
    if row["kind"] == REOPENING:
        return {"record_with": ["reopen"], "how_to_record": REOPEN}
    if row["kind"] == YOURS:
        return {"record_with": [], "how_to_record": HANDED_OVER}
    if row["step"] is None:
        return {"record_with": ["change-facts"], "how_to_record": QUESTIONS}
    how = how_to_end(row["step"], row["kind"], row["done_by"])
    return {"record_with": list(in_order_of_use(row["done_by"])), "how_to_record": how}


def unacknowledged(rows: Sequence[dict[str, Any]]) -> Iterator[Telling]:
    """A telling written down late, of before somebody acknowledged, asks for nothing more."""
    for row in rows:
        at = row["at"] or recorded_at(row["told_leaf"])
        leaf = row["acknowledged_leaf"]
        if leaf is None or row["at"] is None or at > recorded_at(leaf):
            yield Telling(row["dsl"], at)


def place_of(row: dict[str, Any]) -> Place:
    due = row["due"] or NEVER
    return Place(row["rank"], row["whose"], due, row["incident"], row["place"])


def write_cursor(as_of: datetime, at: Place) -> str:
    """With the time of the first page, so that nothing changes places between two of them."""
    told = [as_of.isoformat(), at.rank, at.whose, at.due.isoformat(), str(at.incident), at.place]
    return urlsafe_b64encode(json.dumps(told).encode()).decode()


def read_cursor(cursor: str | None) -> tuple[datetime, Place] | None:
    if cursor is None:
        return None
    try:
        as_of, rank, whose, due, incident, place = json.loads(urlsafe_b64decode(cursor.encode()))
        moments = (datetime.fromisoformat(as_of), datetime.fromisoformat(due))
        numbers = (rank, whose, place)
        if any(moment.tzinfo is None for moment in moments):
            raise ValueError
        if any(type(number) is not int or not 0 <= number < 10**6 for number in numbers):
            raise ValueError
        return moments[0], Place(rank, whose, moments[1], UUID(incident), place)
    except (ValueError, TypeError, AttributeError):
        raise InvalidField("query:cursor", "Take `next` from the page before.") from None
