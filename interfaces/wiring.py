"""Builds the whole from its parts; the only place that chooses adapters."""

import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any
from uuid import UUID, uuid4

import psycopg
from eventsourcing.postgres import PostgresDatastore
from psycopg.conninfo import conninfo_to_dict, make_conninfo
from psycopg.errors import DeadlockDetected, LockNotAvailable

from application import projections
from application.access import Ajar, Offices
from application.concerns import Concerns
from application.ids import as_reference
from application.list_reads import Lately, ListReads
from application.people.naming import Names
from application.people.person import Kind
from application.people.search import in_full
from application.projections.figures import figures
from application.projections.phrases import SCHOOL_TIME
from application.read_back import History
from application.reads import NOTICE, Reads, rebuild_notices
from application.rebuilding import rebuild
from application.record import RecordMapper
from application.remembering import Memory
from application.school_log import SchoolLog
from application.school_rules import SchoolRules
from application.school_setup import setup_of
from application.trust_totals import (
    MadeUp,
    NotYetMadeUp,
    SchoolTotals,
    shown_from,
    trust_totals,
)
from application.urgent import Staff
from application.verification import Progress, Verdict, Verification
from domain.people import Person, Role
from domain.school import Clock
from domain.school_setup.events import Colleague
from domain.terms import Term
from interfaces.keys.accounts import AccountSeal
from interfaces.keys.folder import KeyFolder, SchoolKeyMissing
from interfaces.postgres import embedded, log_reader, secrets_file, served
from interfaces.postgres.access import AccessRows
from interfaces.postgres.account_wishes import AccountWishes, TooManyWaiting
from interfaces.postgres.accounts import Account, AccountStore, LastAdministrator, Token
from interfaces.postgres.concerns import ConcernRows
from interfaces.postgres.directory import Directory, DirectoryWithin, NameTaken, School, SignedIn
from interfaces.postgres.door import Door, Step
from interfaces.postgres.embedded import PostgresUnavailable
from interfaces.postgres.factors import Factors, FactorStore, Passkey
from interfaces.postgres.migrate import APP, LOGINS, REBUILD, NothingThere, migrate
from interfaces.postgres.own_happenings import OwnHappenings
from interfaces.postgres.people import By, People
from interfaces.postgres.prevention import PreventionEyes, PreventionRows
from interfaces.postgres.proofs import Proofs
from interfaces.postgres.provider_log_outs import ProviderLogOuts
from interfaces.postgres.record import DemoRecorder, RecorderWithin, SchoolRecorder
from interfaces.postgres.rows import LineSeen, Reader, RowReader
from interfaces.postgres.session_rows import Session
from interfaces.postgres.trusts import Trust, Trusts
from interfaces.postgres.work import NEVER, InTurn, Place, WorkRows
from interfaces.settings import Settings

__all__ = [
    "NEVER",
    "Account",
    "By",
    "Daybook",
    "Factors",
    "InTurn",
    "LastAdministrator",
    "LineSeen",
    "NameTaken",
    "Passkey",
    "People",
    "Place",
    "PostgresUnavailable",
    "PreventionEyes",
    "PreventionRows",
    "Reader",
    "School",
    "SchoolKeyMissing",
    "Session",
    "SignedIn",
    "Step",
    "Token",
    "TooManyWaiting",
    "Trust",
    "WorkRows",
    "begun",
    "opened",
    "running",
    "served_at",
    "serving",
    "stop",
]

SOFTWARE = UUID("00000000-0000-0000-0000-000000000000")
POOL_SIZE, POOL_OVERFLOW = 1, 15
KEYS = "keys"
TABLES = (*projections.ALL, NOTICE)


@dataclass(frozen=True)
class Daybook:
    """A Daybook over one database: its schools, their logs and who may come in."""

    datastore: PostgresDatastore
    conninfo: dict[str, str]
    keys: KeyFolder
    directory: Directory
    memory: Memory[History] = field(default_factory=Memory)
    lately: Lately = field(default_factory=Lately)
    rules: Callable[[UUID], SchoolRules] | None = None  # None: as each school is set up.
    within: psycopg.Connection[Any] | None = None  # A transaction that all of it is part of.

    def schools(self) -> list[School]:
        return self.directory.schools()

    def called(self, school: UUID) -> str:
        return next(one.name for one in self.schools() if one.id == school)

    def add_school(
        self, name: str, clock: Clock = Clock.DATABASE, at: datetime | None = None
    ) -> School:
        """A new school with its own key and an empty log, whose first line is then written."""
        school = School(uuid4(), name)
        origin = f"daybook/{school.id}"
        self.keys.create(school.id)
        self.directory.open_school(school.id, name, origin, clock.value)
        by = Person(SOFTWARE, "Daybook", "the software", name, Role.ADMINISTRATOR)
        self.log(school.id, at=at).open(name, origin, clock, by)
        return school

    def log(self, school: UUID, at: datetime | None = None) -> SchoolLog:
        """A school's log. `at` is a time of the demo's clock, for a made-up school only."""
        recorder = self.recorder(school, at)
        offices = partial(self.offices, school)
        rules = partial(self.rules or self.set_up, school)
        mapper = self.mapper(school)
        return SchoolLog(
            school,
            recorder,
            mapper,
            projections.ALL,
            offices,
            rules,
            self.memory,
            door=partial(self.ajar, school),
            names=partial(self.names, school),
            pupils=partial(self.pupils, school),
            listed=partial(self.listed, school),
            of_reference=partial(self.of_reference, school),
            staff=partial(self.staff, school),
        )

    def names(self, school: UUID) -> Names:
        """Of everybody in the directory, and of everybody who has or had an account."""
        accounts = (one.name for one in self.directory.people(school))
        return Names((*self.people(school).every_name(), *accounts))

    def listed(self, school: UUID, person: UUID) -> Sequence[str]:
        """What the list of people calls somebody."""
        found = self.people(school).listed(person)
        return in_full(found) if found else ()

    def pupils(self, school: UUID) -> Names:
        return Names(self.people(school).every_name(Kind.PUPIL))

    def recorder(self, school: UUID, at: datetime | None) -> SchoolRecorder:
        if self.within is not None:
            return RecorderWithin(self.datastore, school, self.within)
        if at is not None:
            return DemoRecorder(self.datastore, school, at)
        return SchoolRecorder(self.datastore, school)

    @contextmanager
    def at_once(self, school: UUID) -> Iterator["Daybook"]:
        """A Daybook whose accounts and log of this school are written in one transaction: what is
        done and the line that tells of it, or neither.
        """
        with self.directory.of(school) as connection:
            directory = DirectoryWithin(self.directory.pool, connection)
            yield replace(self, directory=directory, within=connection)

    def ajar(self, school: UUID, incident: UUID, person: Person, now: datetime) -> Ajar:
        """How far a case is open to somebody, by its row alone."""
        return self.rows(school).ajar(incident, Reader(person, now))

    def of_reference(
        self, school: UUID, reference: str, person: Person, now: datetime
    ) -> UUID | None:
        """The case of a reference, unless it is hidden from whoever asks."""
        return self.rows(school).not_hidden(as_reference(reference), Reader(person, now))

    def set_up(self, school: UUID) -> SchoolRules:
        """The playbook and calendar that the school has chosen, or those that Daybook brings."""
        recorder = SchoolRecorder(self.datastore, school)
        return setup_of(SchoolLog(school, recorder, self.mapper(school), projections.ALL)).rules

    def offices(self, school: UUID) -> Offices:
        """Who holds which post, and who stands in, as the school has set it up."""
        setup = setup_of(self.log(school))
        managers = setup.managers
        at_work, gone = self.directory.at_work_and_gone(school)
        return Offices(
            at_work,
            gone,
            about_the_head=accounts_of((managers.about_the_head,) if managers else ()),
            deputies=accounts_of((*managers.deputies, *managers.alternates) if managers else ()),
            concern_readers=accounts_of(setup.concern_readers),
        )

    def reads(self, log: SchoolLog) -> Reads:
        return Reads(log, self.access_rows(log.school))

    def concerns(self, log: SchoolLog) -> Concerns:
        return Concerns(log, self.concern_rows(log.school))

    def concern_rows(self, school: UUID) -> ConcernRows:
        return ConcernRows(self.directory.of, school)

    def prevention_rows(self, school: UUID) -> PreventionRows:
        return PreventionRows(self.directory.of, school)

    def list_reads(self, log: SchoolLog) -> ListReads:
        return ListReads(self.reads(log), self.lately.of[log.school])

    def access_rows(self, school: UUID) -> AccessRows:
        return AccessRows(self.directory.of, school)

    def mapper(self, school: UUID) -> RecordMapper:
        return RecordMapper(school, self.keys)

    def rows(self, school: UUID) -> RowReader:
        return RowReader(self.directory.of, school)

    def work(self, school: UUID) -> WorkRows:
        return WorkRows(self.directory.of, school)

    def staff(self, school: UUID, now: datetime) -> Staff:
        """Everybody with an account that is not closed, and who stands in for whom."""
        people = [one.person for one in self.accounts.all(school) if one.closed_at is None]
        return Staff(setup_of(self.log(school)).told, tuple(people), now)

    def people(self, school: UUID) -> People:
        return People(self.directory.of, school)

    @property
    def trusts(self) -> Trusts:
        return Trusts(self.directory.of, self.directory.pool)

    def join_trust(self, school: School, trust: Trust, by: Person) -> None:
        """With the line that tells the school who counts, or not at all."""
        if self.trusts.trust_of(school.id) == trust:
            return
        with self.at_once(school.id) as together:
            together.trusts.join(school.id, trust)
            together.log(school.id).join_trust(trust.id, trust.name, by)

    def trust_totals(self, lead: SignedIn, trust: Trust, term: Term, now: datetime) -> MadeUp:
        """What was made up once for that term, whoever asks and however often.

        Raises NotYetMadeUp.
        """
        if now < midnight(shown_from(term)):
            raise NotYetMadeUp(term)
        if kept := self.trusts.made_up(lead.school, trust, term):
            return kept
        made_up = self.made_up(trust, term, now)
        if not made_up.schools:
            return made_up
        self.trusts.keep(lead.school, lead.person.account, trust, term, made_up)
        return self.trusts.made_up(lead.school, trust, term) or made_up

    def made_up(self, trust: Trust, term: Term, now: datetime) -> MadeUp:
        """The only question that is asked of several schools: of one after the other."""
        start, end = midnight(term.first), midnight(term.last + timedelta(days=1))
        schools = self.trusts.schools(trust, joined_before=end)
        found = [
            figures(self.trusts.counted(one.id, trust, start, end, as_of=now)) for one in schools
        ]
        whole, each = trust_totals(found)
        told = zip(schools, each, strict=True)
        return MadeUp(now, whole, tuple(SchoolTotals(one.id, one.name, its) for one, its in told))

    def account_called(self, school: UUID, name: str) -> Person | None:
        return next((one for one in self.directory.people(school) if one.name == name), None)

    def proofs(self, school: UUID) -> Proofs:
        return Proofs(self.directory.of, school)

    def verify(
        self, school: UUID, progress: Progress = lambda done, of: None, disclosures: bool = True
    ) -> Verdict:
        with log_reader.snapshot(self.conninfo[APP], school) as log:
            return Verification(school, log, self.mapper(school), progress, disclosures).run()

    def rebuild(self, school: UUID, progress: Progress = lambda done, of: None) -> None:
        with log_reader.held_still(self.conninfo[REBUILD], school) as rebuilder:
            size = rebuilder.head().size
            mapper = self.mapper(school)
            rebuild(school, rebuilder, mapper, projections.ALL, lambda done: progress(done, size))
            rebuild_notices(rebuilder, mapper)

    @property
    def door(self) -> Door:
        return Door(self.directory.of)

    @property
    def factors(self) -> FactorStore:
        return FactorStore(self.directory.of)

    @property
    def accounts(self) -> AccountStore:
        return AccountStore(self.directory.of, self.directory.ask)

    @property
    def wishes(self) -> AccountWishes:
        return AccountWishes(self.directory.of)

    @property
    def own_happenings(self) -> OwnHappenings:
        return OwnHappenings(self.directory.of)

    @property
    def provider_log_outs(self) -> ProviderLogOuts:
        return ProviderLogOuts(self.directory.of)

    @property
    def account_seal(self) -> AccountSeal:
        return AccountSeal(self.keys)

    def ready(self) -> None:
        """Raises PostgresUnavailable unless the database answers, and SchoolKeyMissing unless
        every school's key is in its place.
        """
        try:
            with self.datastore.pool.connection(timeout=3) as connection:
                connection.execute("SELECT 1")
            schools = self.schools()
        except Exception:
            raise PostgresUnavailable("The database does not answer.") from None
        for school in schools:
            self.keys.read(school.id)


def midnight(day: date) -> datetime:
    return datetime.combine(day, time(), SCHOOL_TIME)


def accounts_of(colleagues: Iterable[Colleague]) -> tuple[UUID, ...]:
    return tuple(one.account for one in colleagues if one.account)


def begun(settings: Settings) -> bool:
    """Whether there is a Daybook in the data folder. Looking makes nothing."""
    data = settings.data.expanduser()
    return any((data / part).exists() for part in (secrets_file.NAME, KEYS))


def holds_keys(settings: Settings) -> bool:
    """Whether a school was ever added here: its record lies in some database."""
    return any((settings.data.expanduser() / KEYS).glob("*.key"))


def has_lost_its_database(settings: Settings) -> bool:
    """A start that was cut off leaves no more than the first password."""
    data = settings.data.expanduser()
    if settings.database_url or not begun(settings) or embedded.made(data):
        return False
    return holds_keys(settings) or not secrets_file.read(data).keys().isdisjoint(
        map(password_of, LOGINS)
    )


def check_whole(settings: Settings) -> None:
    """Raises PostgresUnavailable: begun anew, everything would look as if it were lost."""
    if has_lost_its_database(settings):
        raise PostgresUnavailable(
            f"The database that belongs to {settings.data} is missing, and no new one was begun: "
            "restore it from a backup, or set DAYBOOK_DATABASE_URL if it lies elsewhere."
        )


@contextmanager
def opened(settings: Settings) -> Iterator[Daybook]:
    """A Daybook ready for work; its database started if need be, and let go of at the end.

    Raises PostgresUnavailable with a sentence for the person.
    """
    check_whole(settings)
    if settings.database_url:
        settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        with connected(settings, address_of(settings.database_url)) as daybook:
            yield daybook
        return
    with embedded.held(settings.data) as cluster:
        conninfo = cluster.conninfo("postgres", cluster.superuser_password)
        with connected(settings, conninfo) as daybook:
            yield daybook


def address_of(database_url: str) -> str:
    """Raises PostgresUnavailable, without the address: it may hold a password."""
    try:
        return make_conninfo(database_url)
    except psycopg.ProgrammingError:
        raise PostgresUnavailable(
            "DAYBOOK_DATABASE_URL is not the address of a PostgreSQL, such as "
            "postgresql://user:password@host:5432/database."
        ) from None


@contextmanager
def connected(settings: Settings, superuser: str) -> Iterator[Daybook]:
    passwords = {
        name: secrets_file.keep(settings.data, password_of(name), secrets.token_urlsafe(32))
        for name in LOGINS
    }
    try:
        migrate(superuser, passwords, TABLES, may_begin=not holds_keys(settings))
    except NothingThere:
        raise PostgresUnavailable(
            f"{settings.data} holds the keys of a school, but the database is empty, and no new "
            "record was begun: restore the database from a backup, or see that the address is "
            "right."
        ) from None
    except psycopg.OperationalError as error:
        raise PostgresUnavailable(why_not_opened(error, superuser)) from None
    conninfo = {
        name: make_conninfo(superuser, user=name, password=password)
        for name, password in passwords.items()
    }
    datastore = datastore_for(conninfo[APP])
    datastore.pool.open()
    try:
        yield Daybook(
            datastore,
            conninfo,
            KeyFolder(settings.data / KEYS),
            Directory(datastore.pool),
        )
    finally:
        datastore.close()


def password_of(login: str) -> str:
    """Its name in secrets.json."""
    return f"{login}_password"


def why_not_opened(error: psycopg.OperationalError, conninfo: str) -> str:
    """PostgreSQL gives a code only once it has been reached. Its own words may tell too much."""
    told = conninfo_to_dict(conninfo)
    where = f"{told.get('host', 'localhost')}, port {told.get('port', '5432')}"
    match error:
        case DeadlockDetected() | LockNotAvailable():
            return "The database was busy, and nothing was changed. Try again in a moment."
        case psycopg.OperationalError(sqlstate=None):
            return (
                f"The database cannot be reached at {where}. "
                "See that it is running and that the address is right."
            )
        case _:
            return (
                f"The database at {where} was reached, but would not be made ready "
                f"({type(error).__name__}). Its own log says why."
            )


def datastore_for(conninfo: str) -> PostgresDatastore:
    told = conninfo_to_dict(conninfo)
    return PostgresDatastore(
        dbname=str(told["dbname"]),
        host=str(told.get("host", "127.0.0.1")),
        port=str(told.get("port", "5432")),
        user=str(told["user"]),
        password=str(told["password"]),
        pool_size=POOL_SIZE,
        max_overflow=POOL_OVERFLOW,
        connect_timeout=5,
    )


def running(settings: Settings) -> bool:
    return not settings.database_url and embedded.running(settings.data)


def serving(settings: Settings, address: str) -> AbstractContextManager[None]:
    """While it is served at that address, commands beside it find it there."""
    return served.noted(settings.data.expanduser(), address)


def served_at(settings: Settings) -> str | None:
    return served.served_at(settings.data.expanduser())


def stop(settings: Settings) -> bool:
    """Stop the embedded PostgreSQL, whoever uses it. False when none was running."""
    return embedded.stop(settings.data)
