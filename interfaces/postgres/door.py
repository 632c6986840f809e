"""Sessions, half-made sign-ins, one-time links, the brake, and what happened."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import psycopg
from psycopg.types.json import Jsonb

from application.sign_in import (
    LINK_LASTS,
    MINUTE,
    STEP_LASTS,
    TRIES_A_STEP,
    Began,
    Happened,
    Visitor,
    limits,
)
from domain.people import Person
from interfaces.postgres import unguessable
from interfaces.postgres.brake import (
    address_key,
    at_the_door,
    count_try,
    forget,
    in_a_session,
    take_back,
)
from interfaces.postgres.happenings import newest, write
from interfaces.postgres.room import end_the_oldest, make_room, sweep
from interfaces.postgres.session_rows import SESSION, Session, holds, session_of

Connect = Callable[[UUID], AbstractContextManager[psycopg.Connection[Any]]]
LONGEST_USER_AGENT = 120


@dataclass(frozen=True, slots=True)
class Step:
    """What half a sign-in remembers."""

    school: UUID
    account: UUID | None
    told: Mapping[str, Any]


class Door:
    """Who comes in through a browser, in every school of this database."""

    def __init__(self, connect: Connect) -> None:
        self.of = connect

    # Sessions

    def let_in(
        self,
        school: UUID,
        person: Person,
        visitor: Visitor,
        happened: Happened,
        *,
        how: str,
        two_factors: bool,
        own_device: bool = False,
        proved_at: datetime | None = None,
        instead_of: Session | None = None,
        began: Began | None = None,
    ) -> str:
        """A new session, and what its cookie holds. The session that it replaces is over.

        `proved_at` is when its owner was last asked for proof, if that was not just now.
        """
        cookie, session_hash = unguessable.issue(school)
        now = happened.at
        if instead_of is not None:
            self.replace(instead_of)
        with self.of(school) as connection:
            sweep(connection, school, now)
            connection.execute(
                "INSERT INTO daybook.session VALUES"
                " (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)",
                (
                    school,
                    session_hash,
                    uuid4(),
                    person.account,
                    how,
                    two_factors,
                    own_device,
                    visitor.user_agent[:LONGEST_USER_AGENT],
                    now,
                    proved_at or now,
                    now,
                    now + limits(person.role, own_device).absolute,
                    *((began.issuer, began.subject, began.sid) if began else (None,) * 3),
                ),
            )
            end_the_oldest(connection, school, person.account)
            write(connection, school, happened)
        return cookie

    def replace(self, session: Session) -> None:
        with self.of(session.school) as connection:
            end_session(connection, session.school, session.person.account, session.number)

    def session(self, cookie: str, now: datetime) -> Session | None:
        """None for a cookie that is forged, and for a session that is over."""
        parts = unguessable.read(cookie)
        if parts is None:
            return None
        with self.of(parts[0]) as connection:
            row = connection.execute(
                f"SELECT {SESSION} WHERE s.school = %s AND s.session_hash = %s"
                " AND a.closed_at IS NULL",
                parts,
            ).fetchone()
            session = session_of(row) if row else None
            if session is None or not holds(session, now):
                return None
            if now - session.last_seen_at >= MINUTE:
                connection.execute(
                    "UPDATE daybook.session SET last_seen_at = %s"
                    " WHERE school = %s AND session_hash = %s",
                    (now, *parts),
                )
        return session

    def sessions(self, school: UUID, account: UUID, now: datetime) -> list[Session]:
        with self.of(school) as connection:
            rows = connection.execute(
                f"SELECT {SESSION} WHERE s.school = %s AND s.account = %s"
                " ORDER BY s.last_seen_at DESC, s.number",
                (school, account),
            ).fetchall()
        return [session for session in map(session_of, rows) if holds(session, now)]

    def end(self, school: UUID, account: UUID, number: UUID, happened: Happened) -> bool:
        """False when the account has no such session."""
        with self.of(school) as connection:
            ended = end_session(connection, school, account, number)
            if ended:
                write(connection, school, happened)
        return ended

    def end_all(
        self,
        school: UUID,
        account: UUID,
        happened: Happened,
        but: UUID | None = None,
        *,
        tokens: bool = False,
    ) -> int:
        """How many sessions; with `tokens` no program comes in any more either."""
        with self.of(school) as connection:
            ended = end_sessions(connection, school, account, but)
            if tokens:
                connection.execute(
                    "DELETE FROM daybook.token WHERE school = %s AND account = %s",
                    (school, account),
                )
            write(connection, school, happened)
        return ended

    # Half a sign-in

    def begin(
        self,
        school: UUID,
        purpose: str,
        now: datetime,
        account: UUID | None = None,
        told: Mapping[str, Any] | None = None,
        *,
        address: str,
    ) -> str:
        """Raises TooManyTries when too many are half made already."""
        cookie, step_hash = unguessable.issue(school)
        with self.of(school) as connection:
            sweep(connection, school, now)
            make_room(connection, school, account, address_key(address))
            connection.execute(
                "INSERT INTO daybook.sign_in_step"
                " (school, step_hash, purpose, account, told, expires_at, begun_from)"
                " VALUES (%s, %s, %s, %s, %s, %s, %s)",
                (
                    school,
                    step_hash,
                    purpose,
                    account,
                    Jsonb(told or {}),
                    now + STEP_LASTS,
                    address_key(address),
                ),
            )
        return cookie

    def look(self, cookie: str, purpose: str, now: datetime) -> Step | None:
        """Counts as no try. None when it is over, used up or unknown."""
        return self._step(
            "SELECT account, told FROM daybook.sign_in_step"
            f" WHERE {THIS_STEP} AND tries < {TRIES_A_STEP}",
            (cookie, purpose, now),
        )

    def attempt(self, cookie: str, purpose: str, now: datetime) -> Step | None:
        """One more try of a step that allows several; None when it is over or used up."""
        return self._step(
            "UPDATE daybook.sign_in_step SET tries = tries + 1"
            f" WHERE {THIS_STEP} AND tries < {TRIES_A_STEP} RETURNING account, told",
            (cookie, purpose, now),
        )

    def take(self, cookie: str, purpose: str, now: datetime) -> Step | None:
        """The step, which nobody can take again; None when it is over or unknown."""
        return self._step(
            f"DELETE FROM daybook.sign_in_step WHERE {THIS_STEP} RETURNING account, told",
            (cookie, purpose, now),
        )

    def _step(self, statement: str, asked: tuple[str, str, datetime]) -> Step | None:
        cookie, purpose, now = asked
        parts = unguessable.read(cookie)
        if parts is None:
            return None
        with self.of(parts[0]) as connection:
            row = connection.execute(statement, (*parts, purpose, now)).fetchone()
        return Step(parts[0], row["account"], row["told"]) if row else None

    # One-time links

    def new_link(self, school: UUID, account: UUID, happened: Happened) -> str:
        """Only the newest link of an account works, and no token from before it."""
        link, link_hash = unguessable.issue(school)
        with self.of(school) as connection:
            for table in ("one_time_link", "token"):
                connection.execute(
                    f"DELETE FROM daybook.{table} WHERE school = %s AND account = %s",
                    (school, account),
                )
            connection.execute(
                "INSERT INTO daybook.one_time_link VALUES (%s, %s, %s, %s)",
                (school, link_hash, account, happened.at + LINK_LASTS),
            )
            write(connection, school, happened)
        return link

    def take_link(self, link: str, now: datetime) -> tuple[UUID, UUID] | None:
        """School and account, once."""
        parts = unguessable.read(link)
        if parts is None:
            return None
        with self.of(parts[0]) as connection:
            row = connection.execute(
                "DELETE FROM daybook.one_time_link"
                " WHERE school = %s AND link_hash = %s AND expires_at > %s RETURNING account",
                (*parts, now),
            ).fetchone()
        return (parts[0], row["account"]) if row else None

    # The brake

    def hold_back(self, school: UUID, name: str, address: str, now: datetime) -> None:
        """Counts a try beforehand, so that a burst cannot slip through. Raises TooManyTries."""
        with self.of(school) as connection:
            for key, brake in at_the_door(connection, school, name, address):
                count_try(connection, school, key, brake, now)

    def hold_back_inside(self, session: Session, now: datetime) -> None:
        """The same for whoever is in, and is asked once more. Raises TooManyTries."""
        with self.of(session.school) as connection:
            for key, brake in in_a_session(session.number):
                count_try(connection, session.school, key, brake, now)

    def let_go(self, school: UUID, name: str, address: str) -> None:
        """A try that succeeded was no failure."""
        with self.of(school) as connection:
            take_back(connection, school, name, address)

    def let_go_inside(self, session: Session) -> None:
        with self.of(session.school) as connection:
            for key, _ in in_a_session(session.number):
                forget(connection, session.school, key)

    # What happened

    def write_down(self, school: UUID, happened: Happened) -> None:
        with self.of(school) as connection:
            write(connection, school, happened)

    def events(
        self, school: UUID, limit: int, before: tuple[datetime, UUID] | None = None
    ) -> list[dict[str, Any]]:
        """Newest first; `before` is the last one already seen."""
        with self.of(school) as connection:
            return newest(connection, school, limit, before)


THIS_STEP = "school = %s AND step_hash = %s AND purpose = %s AND expires_at > %s"


def end_session(
    connection: psycopg.Connection[Any], school: UUID, account: UUID, number: UUID
) -> bool:
    ended = connection.execute(
        "DELETE FROM daybook.session WHERE school = %s AND account = %s AND number = %s",
        (school, account, number),
    )
    return ended.rowcount == 1


def end_sessions(
    connection: psycopg.Connection[Any], school: UUID, account: UUID, but: UUID | None = None
) -> int:
    return connection.execute(
        "DELETE FROM daybook.session"
        " WHERE school = %s AND account = %s AND number IS DISTINCT FROM %s",
        (school, account, but),
    ).rowcount
