"""How far a case is open, and to whom: told once, for a page, a list and a search alike."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from typing import Any
from uuid import UUID

from application.record import AnyLine, Line
from domain.facts import Fact
from domain.incident.commands import (
    Acknowledge,
    AppointCaseManager,
    Assess,
    AssignTask,
    ChangeCapacity,
    ChangeFacts,
    ChangeOwner,
    Command,
    DeclareConflict,
    GrantAccess,
    LiftConflict,
    LinkPerson,
    MarkNamedInError,
    RecordDecision,
    ReportIncident,
    RevokeAccess,
)
from domain.incident.deciding.access import ALTERNATES
from domain.incident.deciding.grounds import accounts_of, shut_out
from domain.incident.events import (
    AccessGranted,
    AccessRevoked,
    Assessed,
    CapacityChanged,
    CaseManagerAppointed,
    Closed,
    ClosureProposed,
    ClosureRefused,
    ConflictDeclared,
    ConflictLifted,
    FactsChanged,
    IncidentReported,
    LineCorrected,
    NamedInError,
    OwnerChanged,
    PersonLinked,
    Reopened,
    StruckOut,
)
from domain.incident.levels import Level
from domain.incident.state import Incident, evolve
from domain.incident.words import Capacity
from domain.people import Person, Role
from domain.texts import same_name

# Any of these, said yes to or not known, makes a case one of safeguarding.
OF_SAFEGUARDING = (
    Fact.ILLEGAL,
    Fact.SEXUAL_IMAGE_OF_UNDER_18,
    Fact.CHILD_AT_RISK,
    Fact.IMMEDIATE_DANGER,
    Fact.COERCION_OR_GROOMING,
    Fact.RADICALISATION,
    Fact.UNSAFE_TO_TELL_PARENTS,
)

# The only lines that open or shut a door. A long case has few of them.
OF_DOORS = (
    IncidentReported,
    PersonLinked,
    CapacityChanged,
    NamedInError,
    Assessed,
    FactsChanged,
    CaseManagerAppointed,
    OwnerChanged,
    ConflictDeclared,
    ConflictLifted,
    AccessGranted,
    AccessRevoked,
    ClosureProposed,
    ClosureRefused,
    Closed,
    StruckOut,
    Reopened,
    LineCorrected,  # Of a name, by which somebody may be meant.
)

NOTHING_KNOWN = Incident(reference="", restricted=True)


@dataclass(frozen=True, slots=True)
class Doors:
    """Who is shut out, who is let in by name, and how closely everybody else is kept away."""

    level: Level
    denied: frozenset[UUID]
    named: frozenset[UUID]
    followers: frozenset[UUID]
    grants: Mapping[UUID, datetime | None]
    to_countersign: bool


def level_of(incident: Incident) -> Level:
    if incident.may_be(Fact.SUBJECT_IS_HEAD):
        return Level.SEALED
    if incident.restricted:
        return Level.RESTRICTED_STAFF
    if any(incident.may_be(fact) for fact in OF_SAFEGUARDING):
        return Level.SAFEGUARDING
    return Level.GENERAL


def doors_of(incident: Incident, reporter: UUID | None) -> Doors:
    """A grant counts only while it reaches as far as the case is kept away."""
    level = level_of(incident)
    named = (incident.owner, incident.case_manager)
    victims = accounts_of(incident, Capacity.VICTIM)
    return Doors(
        level=level,
        denied=shut_out(incident),
        named=frozenset(account for account in named if account),
        followers=victims | ({reporter} if reporter else frozenset()),
        grants={
            account: grant.until
            for account, grant in incident.grants.items()
            if grant.level.reaches(level)
        },
        to_countersign=waits_for_a_second_person(incident),
    )


def waits_for_a_second_person(incident: Incident) -> bool:
    done = incident.closed or incident.struck_out
    return incident.proposed is not None and not done


def doors_in(lines: Iterable[AnyLine]) -> Doors:
    kept = reduce(keep_in_mind, lines, KeptInMind())
    return doors_of(kept.incident or NOTHING_KNOWN, kept.reporter)


def doors_in_row(row: Mapping[str, Any]) -> Doors:
    """The same doors, as the online safety log keeps them."""
    named = (row["owner"], row["case_manager"])
    return Doors(
        level=Level(row["level"]),
        denied=frozenset(map(UUID, row["denied"])),
        named=frozenset(account for account in named if account),
        followers=frozenset(map(UUID, row["followers"])),
        grants={UUID(one["account"]): until_of(one["until"]) for one in row["grants"]},
        to_countersign=row["to_countersign"],
    )


def until_of(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


@dataclass(frozen=True, slots=True)
class Ajar:
    """How far a case is open to somebody, told without reading it.

    For a case that is not there all three are false, as for one that is hidden.
    """

    known: bool
    not_barred: bool
    glass_broken: bool

    @property
    def to_be_read(self) -> bool:
        return self.known or (self.not_barred and self.glass_broken)


WIDE_OPEN = Ajar(known=True, not_barred=True, glass_broken=False)


@dataclass(frozen=True, slots=True)
class KeptInMind:
    """As much of the incident as doors need, and who reported it."""

    incident: Incident | None = None
    reporter: UUID | None = None


def keep_in_mind(so_far: KeptInMind, line: AnyLine) -> KeptInMind:
    if not isinstance(line, Line) or not isinstance(line.event, OF_DOORS):
        return so_far
    incident = evolve(so_far.incident, line.event)
    return KeptInMind(incident, line.actor if line.version == 1 else so_far.reporter)


def confirm_by(incident: Incident) -> datetime | None:
    """When the first naming that stands on one word alone is to be confirmed or lifted."""
    waiting = [one.confirm_by for one in incident.conflicts.values() if one.confirm_by]
    return min(waiting, default=None)


@dataclass(frozen=True, slots=True)
class Offices:
    """Who holds which post in the school, and who stands in."""

    people: Sequence[Person] = ()
    gone: Sequence[Person] = ()  # Their accounts are closed, and may be opened again.
    about_the_head: tuple[UUID, ...] = ()
    deputies: tuple[UUID, ...] = ()
    concern_readers: tuple[UUID, ...] = ()

    def holder_of(self, account: UUID | None) -> Person | None:
        return next((one for one in self.people if one.account == account), None)

    def holders(self, role: Role) -> frozenset[UUID]:
        return frozenset(one.account for one in self.people if one.role is role)

    @property
    def may_lift(self) -> frozenset[UUID]:
        """Those whose post it is to look at a conflict of interest again."""
        return frozenset().union(*map(self.holders, ALTERNATES))

    def first(self, *roles: Role) -> Person | None:
        return next((one for role in roles for one in self.people if one.role is role), None)

    def chosen(self, accounts: Iterable[UUID]) -> Person | None:
        """The first whom the school named and who has an account here."""
        known = {one.account: one for one in self.people}
        return next((known[account] for account in accounts if account in known), None)

    def keeper_of_reads(
        self, manager: UUID | None, may_read: Callable[[Person], bool]
    ) -> UUID | None:
        """Who is told who has read a restricted case: its manager, else whoever is to act instead.

        Nobody who may not open the case itself, though they manage it or hold the post.
        """
        chairs = sorted(self.holders(Role.CHAIR_OF_GOVERNORS))
        in_turn = map(self.holder_of, (manager, *self.about_the_head, *self.deputies, *chairs))
        return next((one.account for one in in_turn if one and may_read(one)), None)

    def meant_by(self, command: Command) -> Person | None:
        """By the account given; a manager named without one may still have one. Whoever is gone
        can have been part of it, but is given nothing to do.
        """
        if isinstance(command, AppointCaseManager) and command.manager is None:
            return self.named(command.manager_name or "")
        account = account_meant(command)
        gone = self.gone if isinstance(command, LinkPerson) else ()
        return next((one for one in (*self.people, *gone) if one.account == account), None)

    def named(self, name: str) -> Person | None:
        return next((one for one in self.people if same_name(one.name, name)), None)

    def circumstances(self, command: Command) -> dict[str, Any]:
        dsls = self.holders(Role.DSL) | self.holders(Role.DEPUTY_DSL)
        return {
            "first_owner": self.first(Role.DSL, Role.DEPUTY_DSL, Role.HEAD),
            "heads": self.holders(Role.HEAD),
            "dsls": dsls,
            "stands_in_for_head": self.chosen(self.about_the_head)
            or self.first(Role.CHAIR_OF_GOVERNORS),
            "stands_in_for_dsl": self.chosen(self.deputies)
            or self.first(Role.DEPUTY_DSL, Role.HEAD, Role.CHAIR_OF_GOVERNORS),
            "meant": self.meant_by(command),
            "accounts": (*self.people, *self.gone),
            "may_lift_conflicts": self.may_lift,
        }


def account_meant(command: Command) -> UUID | None:
    match command:
        case AppointCaseManager(manager=account) | ChangeOwner(owner=account):
            return account
        case LinkPerson(account=account) | AssignTask(assignee=account):
            return account
        case DeclareConflict(account=account) | LiftConflict(account=account):
            return account
        case GrantAccess(account=account) | RevokeAccess(account=account):
            return account
        case _:
            return None


# The commands that say who somebody is, or after which somebody may have to take over.
ASKS_WHO_IS_WHO = (
    ReportIncident,
    LinkPerson,
    ChangeCapacity,
    MarkNamedInError,
    Assess,
    ChangeFacts,
    RecordDecision,
    Acknowledge,
    DeclareConflict,
    LiftConflict,
    GrantAccess,
    RevokeAccess,
    AppointCaseManager,
    ChangeOwner,
    AssignTask,
)


def asks_who_is_who(command: Command) -> bool:
    return isinstance(command, ASKS_WHO_IS_WHO)
