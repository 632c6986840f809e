"""What cannot wait: who was told, to whom it has climbed since, and in which words that is said.

Asked with a clock, of the case and of the school's set-up: nothing runs in the background.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time
from functools import cached_property
from uuid import UUID

from application import permissions
from application.access import Doors
from application.climbing_words import capital, clock, sentences, with_cover
from application.projections.phrases import listed
from domain.incident.deciding.grounds import first_left
from domain.incident.levels import Level
from domain.people import Person, Role
from domain.playbook.words import SPOKEN, Who
from domain.school_days import LONDON
from domain.school_setup.checking import named_alike, same
from domain.school_setup.climbing import (
    Reached,
    Rung,
    RungOf,
    Waiting,
    climbed,
    standing_in,
    utc,
)
from domain.school_setup.events import CaseManagersSet, Colleague, ManagesHead
from domain.school_setup.state import Setup

NOT_NAMED = Colleague(name="Nobody yet", post="Not named")
DSLS = frozenset({Role.DSL, Role.DEPUTY_DSL})


@dataclass(frozen=True, slots=True)
class Telling:
    """Somebody told at a time; None is an alert to whoever holds the post of the DSL."""

    dsl: str | None
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Matter:
    """`opening` begins its sentence, as in "Told Ruth Ellison at 09:05"; `latest` is the last time
    that it names.
    """

    since: datetime
    latest: datetime
    told: tuple[Colleague, ...]
    doors: Doors
    opening: str
    is_telling: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HasIt:
    """Somebody who has it now. `rung` is how it came to them; `instead_of` is who is away."""

    name: str
    post: str
    phone: str
    rung: RungOf
    since: datetime
    instead_of: str | None
    account: UUID | None


@dataclass(frozen=True, slots=True)
class Course:
    """How far a matter has climbed by now."""

    matter: Matter
    rungs: tuple[Rung, ...]
    with_now: tuple[HasIt, ...]
    now: datetime

    def is_with(self, account: UUID) -> bool:
        return any(one.account == account for one in self.with_now)

    def first_with(self, account: UUID) -> bool:
        """Told, or given by post: it did not have to climb."""
        return any(
            one.account == account and one.rung is RungOf.FIRST_TOLD for one in self.with_now
        )

    @property
    def to_ring(self) -> bool:
        return any(rung.rung is RungOf.OUT_OF_HOURS for rung in self.rungs)

    def words(self, reader: UUID) -> str:
        """That it climbed, and when, to the reader."""
        matter = self.matter
        told = sentences(
            matter.opening, matter.latest, self.rungs, reader, is_telling=matter.is_telling
        )
        return "".join(told)


@dataclass(frozen=True)
class Staff:
    """Everybody who has an account, and who stands in for whom."""

    told_of: Setup
    people: tuple[Person, ...]
    now: datetime

    @cached_property
    def by_account(self) -> dict[UUID, Person]:
        return {person.account: person for person in self.people}

    def holders(self, *roles: Role) -> tuple[Colleague, ...]:
        return tuple(colleague(person) for person in self.people if person.role in roles)

    @cached_property
    def setup(self) -> Setup:
        """As the school has set it up. Where it names nobody, deputies and heads by their role."""
        told, cover = self.told_of.managers, self.told_of.cover
        managers = told or CaseManagersSet(
            about_the_head=NOT_NAMED, manages_head_as=ManagesHead.CHAIR
        )
        deputies, alternates = self.identified(managers.deputies), managers.alternates
        rota = tuple(
            replace(one, away=self.identify(one.away), stands_in=self.identify(one.stands_in))
            for one in cover.stand_ins
            if self.at_work(one.stands_in)
        )
        return replace(
            self.told_of,
            managers=replace(
                managers,
                deputies=deputies or self.holders(Role.DEPUTY_DSL),
                alternates=self.identified(alternates) or self.holders(Role.HEAD),
            ),
            cover_set=replace(
                cover, stand_ins=rota, out_of_hours=self.identified(cover.out_of_hours)
            ),
        )

    def identified(self, some: Iterable[Colleague]) -> tuple[Colleague, ...]:
        """Those who still work here: nothing climbs to somebody whose account is closed."""
        return tuple(self.identify(one) for one in some if self.at_work(one))

    def at_work(self, one: Colleague) -> bool:
        """Whoever is named without an account is rung, or told in person."""
        return one.account is None or one.account in self.by_account

    def identify(self, one: Colleague) -> Colleague:
        """With the account of whoever alone bears that name: deny wins needs to know it."""
        if one.account:
            return one
        alike = [person for person in self.people if named_alike(person.name, one.name)]
        return replace(one, account=alike[0].account) if len(alike) == 1 else one

    @cached_property
    def ladder(self) -> frozenset[UUID]:
        """The accounts to which anything may climb."""
        managers, cover = self.setup.managers, self.setup.cover
        assert managers is not None
        rota = (one.stands_in for one in cover.stand_ins)
        named = (*managers.deputies, *managers.alternates, *cover.out_of_hours, *rota)
        return frozenset(one.account for one in named if one.account)

    def roles_of(self, person: Person) -> frozenset[Role]:
        """Their own, and those of the colleagues for whom they stand in today."""
        today = self.now.astimezone(LONDON).date()
        covered = {
            self.by_account[one.away.account].role
            for one in self.setup.cover.stand_ins
            if one.away.account in self.by_account
            and standing_in(one.away, today, self.setup.cover).person.account == person.account
        }
        return frozenset({person.role, *covered})

    def leads_on_safeguarding(self, person: Person, doors: Doors) -> bool:
        """As `domain.incident.deciding.grounds` decides it: the DSLs, else who acts for them."""
        gone = doors.denied
        if doors.level is Level.SEALED:
            gone |= self.accounts_of(Role.HEAD)
        in_turn = (self.accounts_of(*DSLS), self.accounts_of(Role.HEAD), self.stands_in_for_head)
        return person.role in DSLS or person.account in first_left(gone, *in_turn)

    def accounts_of(self, *roles: Role) -> frozenset[UUID]:
        return frozenset(one.account for one in self.people if one.role in roles)

    @cached_property
    def stands_in_for_head(self) -> frozenset[UUID]:
        """Whoever the school has named, or else the chair: as `access.Offices` has it."""
        told = self.told_of.managers
        named = self.identify(told.about_the_head).account if told else None
        chairs = (one.account for one in self.people if one.role is Role.CHAIR_OF_GOVERNORS)
        first = named if named in self.by_account else next(chairs, None)
        return frozenset({first}) if first else frozenset()

    def telling(self, tellings: Iterable[Telling], doors: Doors) -> Matter:
        told = sorted(tellings, key=lambda one: one.at)
        since = told[0].at
        parts = tuple(self.said(one) for one in told)
        return Matter(
            since=since,
            latest=told[-1].at,
            told=tuple(dict.fromkeys(who for one in told for who in self.whom(one))),
            doors=doors,
            opening=capital(listed(parts)),
            is_telling=True,
        )

    def whom(self, telling: Telling) -> tuple[Colleague, ...]:
        if telling.dsl is None:
            return self.holders(Role.DSL)
        known = self.identify(Colleague(name=telling.dsl, post=""))
        person = self.by_account.get(known.account) if known.account else None
        return (colleague(person) if person else known,)

    def said(self, telling: Telling) -> str:
        """Who is away on that day is said with who stands in."""
        then = telling.at.astimezone(LONDON).date()
        names = (
            with_cover(standing_in(one, then, self.setup.cover)) for one in self.whom(telling)
        )
        verb = "told" if telling.dsl else "alerted"
        return f"{verb} {listed(tuple(names) or ('the DSL',))} at {clock(telling.at, self.now)}"

    def step(
        self, who: Iterable[str], due: datetime, doors: Doors, named: dict[str, UUID | None]
    ) -> Matter:
        """`named` are those of this case alone: its manager and its reporter."""
        posts = tuple(Who(one) for one in who)
        accounts = [named.get(post.value) for post in posts]
        by_name = (self.by_account[one] for one in accounts if one in self.by_account)
        by_post = self.holders(*(Role(post.value) for post in posts if post.value not in named))
        spoken = tuple(
            f"the {SPOKEN[post]}" if post is not Who.REPORTER else SPOKEN[post] for post in posts
        )
        return Matter(
            since=due,
            latest=due,
            told=tuple(dict.fromkeys((*map(colleague, by_name), *by_post))),
            doors=doors,
            opening=f"Due at {clock(due, self.now)} from {' or '.join(spoken)}",
            is_telling=False,
        )

    def course(self, matter: Matter) -> Course:
        kept = self.kept_from(matter)
        setup = self.with_numbers(matter.doors, kept)
        waiting = Waiting(since=matter.since, told=matter.told, kept_from=kept)
        rungs = climbed(waiting, setup, self.now)
        return Course(matter, rungs, tuple(self.have_it(rungs, setup, kept)), self.now)

    def kept_from(self, matter: Matter) -> frozenset[UUID]:
        """Deny wins, and climbing opens no case to whom it is shut."""
        told = {one.account for one in matter.told if one.account}
        concerned = [self.by_account[one] for one in self.ladder | told if one in self.by_account]
        shut = {one.account for one in concerned if not self.may_have(one, matter.doors, told)}
        return matter.doors.denied | shut

    def may_have(self, person: Person, doors: Doors, told: set[UUID]) -> bool:
        if person.account in told and permissions.may_know_of(person, doors, now=self.now):
            return True
        return permissions.may_read(person, doors, self.now)

    def with_numbers(self, doors: Doors, kept: frozenset[UUID]) -> Setup:
        """Whoever is on call is rung without an account, unless the case is denied to them."""
        cover = self.setup.cover
        numbers = tuple(
            replace(one, account=None)
            if one.account in kept and one.account not in doors.denied
            else one
            for one in cover.out_of_hours
        )
        return replace(self.setup, cover_set=replace(cover, out_of_hours=numbers))

    def have_it(
        self, rungs: tuple[Rung, ...], setup: Setup, kept: frozenset[UUID]
    ) -> Iterator[HasIt]:
        """Each person once: those it came to, and who stands in for them today."""
        seen: list[Colleague] = []
        for rung in rungs:
            for reached, since in (*came_to(rung), *self.today(rung, setup)):
                person = reached.person
                if person.account in kept or any(same(person, earlier) for earlier in seen):
                    continue
                seen.append(person)
                yield has_it(reached, rung.rung, since)

    def today(self, rung: Rung, setup: Setup) -> Iterator[tuple[Reached, datetime]]:
        day = self.now.astimezone(LONDON).date()
        for one in rung.to:
            reached = standing_in(one.person, day, setup.cover)
            if reached.instead_of:
                yield reached, max(rung.at, utc(day, time(0)))


def came_to(rung: Rung) -> Iterator[tuple[Reached, datetime]]:
    return ((one, rung.at) for one in rung.to)


def has_it(reached: Reached, rung: RungOf, since: datetime) -> HasIt:
    return HasIt(
        name=reached.person.name,
        post=reached.person.post,
        phone=reached.person.phone,
        rung=rung,
        since=since,
        instead_of=reached.instead_of.name if reached.instead_of else None,
        account=reached.person.account,
    )


def colleague(person: Person) -> Colleague:
    return Colleague(name=person.name, post=person.post, account=person.account)
